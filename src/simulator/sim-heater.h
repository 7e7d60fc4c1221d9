/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SimHeater:
 * @current: °C
 * @target: °C, 0 off
 * @max: °C, no target is higher
 * @ambient: °C that it cools down to
 * @rate: °C a second when heating
 * @inertia: seconds in which the distance to the ambient temperature shrinks to a third
 *
 * A nozzle, a bed or a chamber: heats in a straight line with a soft end, cools as things do.
 */
typedef struct
{
  double current;
  double target;
  double max;
  double ambient;
  double rate;
  double inertia;
} SimHeater;

/** sim_heater_set_target: °C; what is out of its range becomes the next that is in it */
void sim_heater_set_target (SimHeater *self, double celsius);
void sim_heater_advance (SimHeater *self, double seconds);
gboolean sim_heater_is_settled (const SimHeater *self);

G_END_DECLS
