/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/account/bambu-cloud-message.h>
#include <bambu/bambu-fleet.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_MESSAGE_ROW (culm_message_row_get_type ())
G_DECLARE_FINAL_TYPE (CulmMessageRow, culm_message_row, CULM, MESSAGE_ROW, GtkBox)

/**
 * CulmMessageRow:
 *
 * A message of an account, as a row of [class@Culm.CloudList].
 *
 * Properties: `item` ([class@Bambu.CloudMessage], nullable), `covers` ([class@Culm.Covers],
 * nullable), `on-screen` (boolean), `spoken` (string, readable), `linked` (boolean, readable): it
 * is about a printer that the fleet has.
 */
GtkWidget *culm_message_row_new (BambuFleet *fleet);

G_END_DECLS
