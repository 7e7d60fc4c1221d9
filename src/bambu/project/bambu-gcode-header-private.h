/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As far as a head may reach */
#define BAMBU_GCODE_HEAD_BYTES (1024 * 1024)

/**
 * BambuGcodeHeader:
 * @layers: −1 unknown
 * @seconds: −1 unknown
 * @grams: NaN unknown
 * @height: mm; NaN unknown
 *
 * What the comments at the begin of G-code say.
 */
typedef struct
{
  int layers;
  gint64 seconds;
  double grams;
  double height;
} BambuGcodeHeader;

/** bambu_gcode_header_parse: @text: the begin of G-code. Pure. */
void bambu_gcode_header_parse (BambuGcodeHeader *self, const char *text, gsize size);

/** bambu_gcode_header_is_complete: whether what follows @text would tell nothing more */
gboolean bambu_gcode_header_is_complete (const char *text, gsize size);

G_END_DECLS
