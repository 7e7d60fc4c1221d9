/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_CALIBRATION_GROUP (culm_calibration_group_get_type ())
G_DECLARE_FINAL_TYPE (
    CulmCalibrationGroup, culm_calibration_group, CULM, CALIBRATION_GROUP, AdwPreferencesGroup)

/**
 * CulmCalibrationGroup:
 *
 * The calibrations that a printer has, to be chosen and started together.
 */
AdwPreferencesGroup *culm_calibration_group_new (BambuPrinter *printer);

/**
 * culm_calibration_group_set_narrow:
 * @self: a #CulmCalibrationGroup
 * @is_narrow: whether its title and its button do not fit side by side
 *
 * Sets where its button is: below what it starts, or beside its title.
 */
void culm_calibration_group_set_narrow (CulmCalibrationGroup *self, gboolean is_narrow);

G_END_DECLS
