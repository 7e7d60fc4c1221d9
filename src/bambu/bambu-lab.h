/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BambuLab:
 *
 * A colour in CIE L*a*b* under D65, where distances are what eyes find different.
 */
typedef struct
{
  double l;
  double a;
  double b;
} BambuLab;

/** bambu_lab_from_rgb: sRGB, each from 0 to 1 */
BambuLab bambu_lab_from_rgb (double red, double green, double blue);

/** bambu_lab_get_distance: Returns: 0 the same, about 2 just seen, 100 black and white */
double bambu_lab_get_distance (BambuLab a, BambuLab b);

G_END_DECLS
