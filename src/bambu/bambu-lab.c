/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-lab.h"

#include <math.h>

static double
linearize (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
lab_curve (double t)
{
  return t > 216.0 / 24389.0 ? cbrt (t) : (24389.0 / 27.0 * t + 16.0) / 116.0;
}

BambuLab
bambu_lab_from_rgb (double red, double green, double blue)
{
  double r = linearize (red);
  double g = linearize (green);
  double b = linearize (blue);
  double x = lab_curve ((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  double y = lab_curve (0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
  double z = lab_curve ((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);

  return (BambuLab) { 116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z) };
}

double
bambu_lab_get_distance (BambuLab a, BambuLab b)
{
  return hypot (hypot (a.l - b.l, a.a - b.a), a.b - b.b);
}
