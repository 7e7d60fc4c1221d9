/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Bits in a printer's `print` object: protocol/mqtt-state.md §4. What the printer does not send is
 * not written, and its bits are clear. */

gboolean sim_flags_has_fun (JsonObject *print, guint bit);
gboolean sim_flags_has_fun2 (JsonObject *print, guint bit);
gboolean sim_flags_has_home (JsonObject *print, guint bit);
void sim_flags_set_home (JsonObject *print, guint bit, gboolean on);
void sim_flags_set_cfg (JsonObject *print, guint bit, gboolean on);
/** sim_flags_set_cfg_field: writes @value into @width bits from @shift on */
void sim_flags_set_cfg_field (JsonObject *print, guint shift, guint width, guint value);

G_END_DECLS
