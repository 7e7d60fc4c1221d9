/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "printer/bambu-printer.h"

G_BEGIN_DECLS

/**
 * CtlFailureWatch:
 *
 * Writes to standard error why printers are not reached, for a command that goes on all the same.
 */
typedef struct _CtlFailureWatch CtlFailureWatch;

/** ctl_failure_watch_new: @printers: of [class@Bambu.Printer], that stay the same */
CtlFailureWatch *ctl_failure_watch_new (GListModel *printers);
void ctl_failure_watch_free (CtlFailureWatch *self);

G_END_DECLS
