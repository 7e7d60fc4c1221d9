/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-plate.h"

G_BEGIN_DECLS

BambuProjectFilament *bambu_project_filament_new (const BambuProjectFilamentValues *values);
BambuPlateObject *bambu_plate_object_new (const BambuPlateObjectValues *values);
BambuPlateWarning *bambu_plate_warning_new (const BambuPlateWarningValues *values);
BambuPlate *bambu_plate_new (const BambuPlateValues *values);

G_END_DECLS
