/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "culm-control.h"

G_BEGIN_DECLS

/**
 * culm_obstacle_show_in:
 * @control: what the group's rows work
 * @group: a group with the description that it has while the control is available; holds @control
 *
 * Lets the group say in place of its description why its rows cannot be worked: a tooltip is
 * neither for fingers nor for keys.
 */
void culm_obstacle_show_in (CulmControl *control, AdwPreferencesGroup *group);

G_END_DECLS
