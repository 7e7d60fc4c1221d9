/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-heater.h"

#include <math.h>

#define SETTLED_WITHIN 1.5

void
sim_heater_set_target (SimHeater *self, double celsius)
{
  self->target = CLAMP (celsius, 0, self->max);
}

void
sim_heater_advance (SimHeater *self, double seconds)
{
  double floor_temp = MAX (self->target, self->ambient);

  if (self->current < self->target)
    {
      double left = self->target - self->current;
      double soft = self->rate * CLAMP (left / 10, 0.15, 1);

      self->current += MIN (soft * seconds, left);
    }
  else
    self->current = floor_temp + (self->current - floor_temp) * exp (-seconds / self->inertia);
}

gboolean
sim_heater_is_settled (const SimHeater *self)
{
  return self->target <= 0 || fabs (self->current - self->target) < SETTLED_WITHIN;
}
