/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-sample.h"

G_BEGIN_DECLS

/**
 * BambuSeries:
 * @serial: the printer's
 * @kind: a #BambuTrendKind
 * @part: the extruder's or AMS unit's id; else 0
 * @samples: (element-type BambuSample): its curve
 *
 * What a sensor of a printer said, as it is remembered.
 */
typedef struct
{
  char *serial;
  int kind;
  int part;
  GArray *samples;
} BambuSeries;

/** bambu_series_new: @samples: (transfer full) */
BambuSeries *bambu_series_new (const char *serial, int kind, int part, GArray *samples);
void bambu_series_free (BambuSeries *self);
/** bambu_series_list_new: Returns: (transfer full) (element-type BambuSeries): owns what is in it
 */
GPtrArray *bambu_series_list_new (void);

/**
 * bambu_series_list_find:
 * @list: (element-type BambuSeries): of one printer
 *
 * Returns: (transfer none) (nullable) (element-type BambuSample)
 */
const GArray *bambu_series_list_find (const GPtrArray *list, int kind, int part);

G_END_DECLS
