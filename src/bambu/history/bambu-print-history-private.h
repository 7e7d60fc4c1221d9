/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "alert/bambu-printer-roll.h"
#include "bambu-print-history.h"
#include "bambu-print-record-private.h"

G_BEGIN_DECLS

struct _BambuPrintHistory
{
  GObject parent_instance;

  BambuStore *store;
  BambuFleet *fleet;
  BambuPrinterRoll *roll;
  GPtrArray *records;    /* BambuPrintRecord, newest first */
  BambuKnownPrint *last; /* the oldest that was read */
  GHashTable *followers; /* of printers */
  GHashTable *forgotten; /* serials of printers that were */
  DexFuture *more;
  gboolean loaded;
  gboolean complete;
  gboolean loading;
  gboolean takes_pictures;
  gboolean takes_progress_pictures;
  gboolean may_use_cameras;
};

/* bambu-print-history.c */

/* Takes over and writes; @at_once: else only when it was not for a while. */
void bambu_print_history_apply (BambuPrintHistory *self,
                                BambuPrintRecord *record,
                                const BambuKnownPrint *known,
                                gboolean at_once);
/* Puts a new one in its place. */
void bambu_print_history_insert (BambuPrintHistory *self, BambuPrintRecord *record);
/* Whoever sorts or filters by it looks at it anew. */
void bambu_print_history_touch (BambuPrintHistory *self, BambuPrintRecord *record);
/* Fire and forget: nobody asked for it, so nobody waits for it. */
void bambu_print_history_keep (DexFuture *written);
void bambu_print_history_keep_picture (BambuPrintHistory *self,
                                       BambuPrintRecord *record,
                                       const BambuKnownPicture *picture);
/* Minutes between samples of a print that takes so long */
int bambu_print_history_choose_step (const BambuKnownPrint *known);

/* bambu-print-history-get.c: remembers what the heaters did during a print that is over */
void bambu_print_history_keep_series (BambuPrintHistory *self,
                                      BambuPrintRecord *record,
                                      BambuPrinter *printer);

/* bambu-print-follow.c */

/* What is followed of a printer. */
typedef struct _BambuPrintFollower BambuPrintFollower;

BambuPrintFollower *bambu_print_follower_new (BambuPrintHistory *history, BambuPrinter *printer);
void bambu_print_follower_free (BambuPrintFollower *self);
/* A live report came. */
void bambu_print_follower_look (BambuPrintFollower *self);
/* Returns: (nullable): what the printer prints now, as far as is known */
BambuPrintRecord *bambu_print_follower_get_open (BambuPrintFollower *self);
/* Its printer is not heard any more. */
void bambu_print_follower_leave (BambuPrintFollower *self);
/* It was forgotten. */
void bambu_print_follower_drop_open (BambuPrintFollower *self);

G_END_DECLS
