/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_MOVE_GROUP (culm_move_group_get_type ())
G_DECLARE_FINAL_TYPE (CulmMoveGroup, culm_move_group, CULM, MOVE_GROUP, AdwPreferencesGroup)

/**
 * CulmMoveGroup:
 *
 * What moves the head and the bed: homing, the pad, and the motors. Its head says what to mind, or
 * why nothing can be moved now.
 */
AdwPreferencesGroup *culm_move_group_new (BambuPrinter *printer);

G_END_DECLS
