/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_SETTING_ROW (culm_setting_row_get_type ())
G_DECLARE_FINAL_TYPE (CulmSettingRow, culm_setting_row, CULM, SETTING_ROW, AdwActionRow)

/**
 * CulmSettingRow:
 *
 * One setting of a printer: a switch, or a choice where there is more than off and on.
 */
GtkWidget *culm_setting_row_new (BambuPrinter *printer, BambuSetting *setting);

G_END_DECLS
