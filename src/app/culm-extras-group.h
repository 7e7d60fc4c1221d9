/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_EXTRAS_GROUP (culm_extras_group_get_type ())
G_DECLARE_FINAL_TYPE (CulmExtrasGroup, culm_extras_group, CULM, EXTRAS_GROUP, AdwPreferencesGroup)

/**
 * CulmExtrasGroup:
 *
 * What a printer can be told and never reports: its buzzer and how it purifies the air. So these
 * are buttons, which show no state.
 */
AdwPreferencesGroup *culm_extras_group_new (BambuPrinter *printer);

G_END_DECLS
