/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "ctl-options.h"
#include "printer/bambu-printer.h"

G_BEGIN_DECLS

/**
 * CtlFollowed:
 * @printer: a printer that is followed
 * @shown: (nullable): what was shown of it last; whoever shows it keeps that here
 * @failure: (nullable): why it is not reached, a sentence
 * @n_reports: how many it sent so far
 */
typedef struct
{
  BambuPrinter *printer;
  char *shown;
  char *failure;
  guint n_reports;
} CtlFollowed;

/**
 * CtlFollowEvents:
 * @began: (nullable): (element-type CtlFollowed): they are there; an error ends it
 * @changed: one of them is another than before, or sent a report; %FALSE ends it: nobody looks
 * @failed: (nullable): it cannot be reached, for a new reason; else that is written to standard
 * error
 * @ended: (nullable): in any case, if it began
 */
typedef struct
{
  gboolean (*began) (GPtrArray *all, gpointer user_data, GError **error);
  gboolean (*changed) (CtlFollowed *followed, gpointer user_data);
  void (*failed) (CtlFollowed *followed, gpointer user_data);
  void (*ended) (gpointer user_data);
} CtlFollowEvents;

/**
 * ctl_follow_run:
 * @events: static
 * @user_data: of @events, until the future settles or is dropped
 *
 * Follows the printers that the options name until it is stopped, nobody looks, or none of them can
 * be reached any more by trying.
 *
 * Returns: (transfer full): a future for a command to return
 */
DexFuture *ctl_follow_run (CtlOptions *options,
                           const CtlFollowEvents *events,
                           gpointer user_data,
                           GDestroyNotify destroy);

/** ctl_follow_end: @any: one of those that are followed; nobody looks any more */
void ctl_follow_end (CtlFollowed *any);

G_END_DECLS
