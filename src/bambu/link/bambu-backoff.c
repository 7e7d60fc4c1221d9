/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-backoff.h"

#define JITTER 0.25

guint
bambu_backoff_msec (guint failures, guint first_msec, guint longest_msec, double random)
{
  guint64 msec = (guint64) first_msec << MIN (failures, 31);

  return (guint) ((double) MIN (msec, longest_msec) * (1 - JITTER * CLAMP (random, 0, 1)));
}
