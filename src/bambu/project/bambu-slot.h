/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "printer/bambu-printer.h"

G_BEGIN_DECLS

/**
 * BambuSlot:
 * @ams: as of [class@Bambu.Tray]: %BAMBU_EXTERNAL_MAIN, %BAMBU_EXTERNAL_DEPUTY for a spool outside
 * @slot: from 0
 * @label: as users call it: `A1`, `Ext`
 * @kind: of the unit
 * @extruder: that it feeds: 0 right or only, 1 left; −1 none
 * @state: what is known of the spool
 * @material: (nullable): `PLA` …
 * @filament_id: (nullable): `GFA00` …
 * @colours: (nullable): 8 hex digits each
 * @remain_grams: NaN unknown
 *
 * A place that a print can take filament from, at one moment.
 */
typedef struct
{
  int ams;
  int slot;
  const char *label;
  BambuAmsKind kind;
  int extruder;
  BambuTrayState state;
  const char *material;
  const char *filament_id;
  const char *const *colours;
  double remain_grams;
} BambuSlot;

/**
 * bambu_slots_list:
 * @printer: a printer
 *
 * Returns: (transfer full) (element-type BambuSlot): those of its AMS units in order, and then the
 * external spools; good until the printer's next report
 */
GArray *bambu_slots_list (BambuPrinter *printer);

G_END_DECLS
