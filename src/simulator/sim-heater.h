/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SimHeater:
 * @current: °C
 * @target: °C, 0 off
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
  double ambient;
  double rate;
  double inertia;
} SimHeater;

void sim_heater_advance (SimHeater *self, double seconds);
gboolean sim_heater_is_settled (const SimHeater *self);

G_END_DECLS
