/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-job-private.h"

#include <json-glib/json-glib.h>

/* What the service is told of a print (protocol/cloud-print.md §4). */

/* The printer's words for the choices, and the service's */
static const struct
{
  const char *printer;
  const char *service;
} CHOICES[] = {
  { "auto_bed_leveling", "autoBedLeveling" },
  { "bed_leveling", "bedLeveling" },
  { "cfg", "cfg" },
  { "extrude_cali_flag", "extrudeCaliFlag" },
  { "extrude_cali_manual_mode", "extrudeCaliManualMode" },
  { "flow_cali", "flowCali" },
  { "layer_inspect", "layerInspect" },
  { "nozzle_offset_cali", "nozzleOffsetCali" },
  { "timelapse", "timelapse" },
  { "use_ams", "useAms" },
  { "vibration_cali", "vibrationCali" },
};

/* What the printer would be told over the LAN; the service wants a number where there is none. */
static void
add_choices (JsonObject *task, BambuPrintJob *self)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *print;
  BambuPrintOrder order;

  bambu_print_job_fill_order (self, "", &order);
  text = bambu_printer_describe_order (self->printer, &order);
  node = json_from_string (text, NULL);
  print = json_object_get_object_member (json_node_get_object (node), "print");

  for (guint i = 0; i < G_N_ELEMENTS (CHOICES); i++)
    if (json_object_has_member (print, CHOICES[i].printer))
      json_object_set_member (task, CHOICES[i].service,
                              json_node_copy (json_object_get_member (print, CHOICES[i].printer)));
    else
      json_object_set_int_member (task, CHOICES[i].service, 0);
}

static char *
dup_colour (const char *colour)
{
  return colour ? g_strconcat ("#", colour, NULL) : g_strdup ("");
}

static const BambuSlot *
find_slot (const GArray *slots, const BambuMapping *mapping)
{
  for (guint i = 0; i < slots->len; i++)
    {
      const BambuSlot *slot = &g_array_index (slots, BambuSlot, i);

      if (slot->ams == mapping->ams_id && slot->slot == mapping->slot_id)
        return slot;
    }

  return NULL;
}

static JsonObject *
detail (const BambuProjectFilamentValues *filament,
        const BambuMapping *entry,
        const BambuSlot *slot)
{
  JsonObject *detail = json_object_new ();
  g_autofree char *source = dup_colour (slot ? filament->colour : NULL);
  g_autofree char *target = dup_colour (slot && slot->colours ? slot->colours[0] : NULL);

  json_object_set_int_member (detail, "ams", entry->tray);
  json_object_set_int_member (detail, "amsId", entry->ams_id);
  json_object_set_int_member (detail, "slotId", entry->slot_id);
  json_object_set_string_member (detail, "filamentId",
                                 slot && filament->filament_id ? filament->filament_id : "");
  json_object_set_string_member (detail, "filamentType",
                                 slot && filament->material ? filament->material : "");
  json_object_set_int_member (detail, "nozzleId", slot ? MAX (slot->extruder, 0) : 0);
  json_object_set_string_member (detail, "sourceColor", source);
  json_object_set_string_member (detail, "targetColor", target);

  return detail;
}

static void
add_mapping (JsonObject *task, BambuPrintJob *self)
{
  GListModel *filaments = bambu_project_get_values (self->project)->filaments;
  g_autoptr (GArray) slots = bambu_slots_list (self->printer);
  JsonArray *details = json_array_new ();
  JsonArray *trays = json_array_new ();
  JsonArray *places = json_array_new ();

  for (guint i = 0; self->mapping && i < self->mapping->len; i++)
    {
      const BambuMapping *entry = &g_array_index (self->mapping, BambuMapping, i);
      const BambuSlot *slot = find_slot (slots, entry);
      g_autoptr (BambuProjectFilament) filament = g_list_model_get_item (filaments, i);
      JsonObject *place = json_object_new ();

      json_array_add_int_element (trays, entry->tray);
      /* 255 as a slot is refused, other than by printers. */
      json_object_set_int_member (place, "amsId", entry->ams_id);
      json_object_set_int_member (place, "slotId",
                                  entry->slot_id == BAMBU_MAPPING_NOWHERE ? 0 : entry->slot_id);
      json_array_add_object_element (places, place);
      if (filament != NULL)
        json_array_add_object_element (
            details, detail (bambu_project_filament_get_values (filament), entry, slot));
    }

  json_object_set_array_member (task, "amsDetailMapping", details);
  json_object_set_array_member (task, "amsMapping", trays);
  json_object_set_array_member (task, "amsMapping2", places);
}

static void
add_nozzles (JsonObject *task, BambuPrintJob *self)
{
  GListModel *extruders = bambu_printer_get_extruders (self->printer);
  guint n_extruders = g_list_model_get_n_items (extruders);
  JsonArray *nozzles = json_array_new ();

  for (guint i = 0; n_extruders > 1 && i < n_extruders; i++)
    {
      g_autoptr (BambuExtruder) extruder = g_list_model_get_item (extruders, i);
      JsonObject *nozzle = json_object_new ();

      json_object_set_double_member (nozzle, "diameter",
                                     bambu_extruder_get_nozzle_diameter (extruder));
      json_object_set_string_member (nozzle, "flowSize", "standard_flow");
      json_object_set_int_member (nozzle, "id", bambu_extruder_get_id (extruder));
      json_object_set_null_member (nozzle, "type");
      json_array_add_object_element (nozzles, nozzle);
    }

  json_object_set_array_member (task, "nozzleInfos", nozzles);
}

char *
bambu_print_job_make_details (BambuPrintJob *self)
{
  g_autoptr (JsonObject) more = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), more);
  g_autoptr (GEnumClass) types = g_type_class_ref (BAMBU_TYPE_BED_TYPE);
  BambuBedType bed_type = bambu_plate_get_values (bambu_print_job_peek_plate (self))->bed_type;

  add_choices (more, self);
  add_mapping (more, self);
  add_nozzles (more, self);
  json_object_set_string_member (more, "bedType",
                                 bed_type == BAMBU_BED_TYPE_UNKNOWN
                                     ? "auto"
                                     : g_enum_get_value (types, (int) bed_type)->value_nick);
  json_object_set_array_member (more, "filamentSettingIds", json_array_new ());
  json_object_set_string_member (more, "oriModelId", "");
  json_object_set_int_member (more, "oriProfileId", 0);
  json_object_set_string_member (more, "sequence_id", "20000");

  return json_to_string (node, FALSE);
}

void
bambu_print_job_fill_task (BambuPrintJob *self, const char *details, BambuCloudNewTask *task)
{
  const BambuCloudDraftValues *draft =
      self->draft ? bambu_cloud_draft_get_values (self->draft) : NULL;

  *task = (BambuCloudNewTask) {
    .title = bambu_print_job_get_title (self),
    .serial = bambu_printer_get_serial (self->printer),
    .model_id = draft ? draft->model_id : "",
    .profile_id = draft ? g_ascii_strtoll (draft->profile_id, NULL, 10) : 0,
    .plate = self->plate,
    .more = details,
  };
}

char *
bambu_print_job_describe_task (BambuPrintJob *self)
{
  g_autofree char *details = bambu_print_job_make_details (self);
  BambuCloudNewTask task;

  bambu_print_job_fill_task (self, details, &task);

  return bambu_cloud_new_task_to_json (&task, TRUE);
}
