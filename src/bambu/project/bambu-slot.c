/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-slot.h"

#include <math.h>

/* Printers tell percent. Nearly all spools with a tag are of 1 kg, and no report has the weight. */
#define GRAMS_PER_PERCENT 10

static void
add_tray (GArray *slots, BambuTray *tray, BambuAmsKind kind, int extruder)
{
  int percent = bambu_tray_get_remain_percent (tray);
  BambuSlot slot = {
    .ams = bambu_tray_get_ams (tray),
    .slot = bambu_tray_get_slot (tray),
    .label = bambu_tray_get_label (tray),
    .kind = kind,
    .extruder = extruder,
    .state = bambu_tray_get_state (tray),
    .material = bambu_tray_get_material (tray),
    .filament_id = bambu_tray_get_filament_id (tray),
    .colours = bambu_tray_get_colours (tray),
    .remain_grams = percent < 0 ? NAN : percent * GRAMS_PER_PERCENT,
  };

  g_array_append_val (slots, slot);
}

GArray *
bambu_slots_list (BambuPrinter *printer)
{
  GArray *slots = g_array_new (FALSE, FALSE, sizeof (BambuSlot));
  GListModel *units;
  GListModel *external;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), slots);

  units = bambu_printer_get_ams_units (printer);
  external = bambu_printer_get_external_trays (printer);

  for (guint i = 0; i < g_list_model_get_n_items (units); i++)
    {
      g_autoptr (BambuAms) unit = g_list_model_get_item (units, i);

      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (unit)); j++)
        {
          g_autoptr (BambuTray) tray = g_list_model_get_item (G_LIST_MODEL (unit), j);

          add_tray (slots, tray, bambu_ams_get_kind (unit), bambu_ams_get_extruder (unit));
        }
    }

  for (guint i = 0; i < g_list_model_get_n_items (external); i++)
    {
      g_autoptr (BambuTray) tray = g_list_model_get_item (external, i);

      add_tray (slots, tray, BAMBU_AMS_KIND_UNKNOWN,
                bambu_tray_get_ams (tray) == BAMBU_EXTERNAL_DEPUTY ? 1 : 0);
    }

  return slots;
}
