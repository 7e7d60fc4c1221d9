/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

#include "culm-setting-words.h"

G_BEGIN_DECLS

/**
 * culm_setting_group_new:
 * @printer: a printer
 * @section: which of its settings
 *
 * Returns: (transfer floating): a group of [class@Culm.SettingRow], which hides where the printer
 *   has none of them
 */
AdwPreferencesGroup *culm_setting_group_new (BambuPrinter *printer, CulmSettingSection section);

G_END_DECLS
