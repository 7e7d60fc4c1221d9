/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "culm-print-desk.h"
#include "culm-print-dialog.h"

G_BEGIN_DECLS

/* Where the same file is on a printer */
typedef struct
{
  char *serial; /* NULL: on none */
  char *path;
} CulmStoredPlace;

struct _CulmPrintDesk
{
  GObject parent_instance;

  GtkWidget *window; /* weak */
  BambuFleet *fleet;
  GSettings *settings;
  BambuAccountPrinters *account_printers; /* NULL in the demo */
  CulmNotifier *notifier;                 /* likewise */
  GQueue entries;                         /* of Entry */
  guint n_asked;                          /* of this row */
  guint n_all;                            /* of this row */
  CulmPrintDialog *dialog;                /* weak: the one that is open */
  BambuPrintQueue *queue;
  GListStore *jobs;
  GHashTable *stored; /* path here → CulmStoredPlace */
  gboolean is_open;
};

/* culm-print-desk.c: what comes in */

/* Returns: (transfer none) (nullable): in the window */
AdwToast *culm_print_desk_tell (CulmPrintDesk *self, const char *text);
void culm_print_desk_present (CulmPrintDesk *self, CulmPrintDialog *dialog);

/* culm-print-desk-jobs.c: what goes out; @job has ended */
void culm_print_desk_take_end (CulmPrintDesk *self, BambuPrintJob *job);

G_END_DECLS
