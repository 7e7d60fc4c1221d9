/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-control.h"
#include "bambu-part.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_PENDING (bambu_pending_get_type ())
G_DECLARE_FINAL_TYPE (BambuPending, bambu_pending, BAMBU, PENDING, BambuPart)

/**
 * BambuPending:
 *
 * What one control waits for: between a command and its effect in a report. From
 * bambu_printer_get_pending(); lives as long as its printer, so a row can bind to it for good.
 * Main context only. Properties, all readable:
 *
 * - `control` (#BambuControl), `index` (int)
 * - `active` (boolean): a command is under way
 * - `value` (double): what is wanted, as #BambuControl says; NaN if there is nothing to show. Keeps
 *   its value when the command ended, until the next
 * - `text` (string, nullable): the same where it is a word
 *
 * By the time that `active` turns off the report's own value is there.
 */
BambuControl bambu_pending_get_control (BambuPending *self);
int bambu_pending_get_index (BambuPending *self);
gboolean bambu_pending_is_active (BambuPending *self);
double bambu_pending_get_value (BambuPending *self);
const char *bambu_pending_get_text (BambuPending *self);

G_END_DECLS
