/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-command-private.h"

#include <math.h>
#include <string.h>

#include "bambu-print-order.h"
#include "bambu-printer-error-private.h"
#include "bambu-printer-private.h"
#include "bambu-value-private.h"

/* protocol/mqtt-commands.md §5 */

#define PRINT_SECONDS 30
#define CLOUD_SECONDS 90
#define OF_THE_CLOUD 1 /* index of what is only waited for */
#define A_QUESTION 2   /* likewise, of what changes nothing */
#define FUN_INTERNAL_TIMELAPSE 28
#define CFG_INTERNAL_TIMELAPSE "4"
#define CFG_PLAIN "0"
#define DRY_SEQUENCE_ID "20000"

static gint64
read_id (BambuPrinter *printer, BambuReportKey key)
{
  gint64 id = 0;

  bambu_value_read_int (bambu_report_get (printer->report, key), &id);

  return id;
}

static gboolean
is_known_by (BambuPrinter *printer, gint64 id)
{
  return id != 0
         && (read_id (printer, BAMBU_KEY_TASK_ID) == id
             || read_id (printer, BAMBU_KEY_SUBTASK_ID) == id);
}

/* Some show a job of the LAN without its numbers. */
static gboolean
is_without_id (BambuPrinter *printer)
{
  return read_id (printer, BAMBU_KEY_TASK_ID) == 0 && read_id (printer, BAMBU_KEY_SUBTASK_ID) == 0;
}

/* Plain G-code has its extension in the name, or only a path. */
static gboolean
is_called (BambuPrinter *printer, const char *name)
{
  BambuJob *job = bambu_printer_get_job (printer);
  g_autofree char *file = g_path_get_basename (bambu_job_get_file (job));

  return g_str_equal (bambu_job_get_name (job), name) || g_str_equal (file, name);
}

gboolean
bambu_printer_has_begun (BambuPrinter *self, const char *name, gint64 id)
{
  BambuState state;

  g_return_val_if_fail (BAMBU_IS_PRINTER (self), FALSE);

  state = bambu_printer_get_state (self);
  if (state == BAMBU_STATE_PAUSE)
    return is_known_by (self, id);
  if (state != BAMBU_STATE_PREPARE && state != BAMBU_STATE_SLICING && state != BAMBU_STATE_RUNNING)
    return FALSE;

  return is_known_by (self, id)
         || (name != NULL && (id == 0 || is_without_id (self)) && is_called (self, name));
}

gboolean
bambu_printer_has_finished (BambuPrinter *self, gint64 id)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), FALSE);

  return bambu_printer_get_state (self) == BAMBU_STATE_FINISH && is_known_by (self, id);
}

gboolean
bambu_printer_has_failed (BambuPrinter *self, gint64 id)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), FALSE);

  return bambu_printer_get_state (self) == BAMBU_STATE_FAILED && is_known_by (self, id);
}

guint32
bambu_printer_get_print_error (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), 0);

  return bambu_decode_print_error (self->report);
}

static gboolean
has_begun (BambuPrinter *printer, const BambuRequest *request)
{
  return bambu_printer_has_begun (printer, request->text, request->number);
}

/* Not what was wrong before. */
static GError *
get_fault (BambuPrinter *printer, const BambuRequest *request)
{
  guint32 code = bambu_decode_print_error (printer->report);

  if (request->detail == NULL && bambu_decode_complains_of_signature (printer->report))
    return g_error_new_literal (BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_VIEW_ONLY,
                                "the printer could not verify the order");
  if (code != 0 && code != (guint32) request->extra)
    return bambu_printer_error_new_refused (NULL, code, 0);
  if (bambu_printer_has_failed (printer, request->number))
    return bambu_printer_error_new_refused ("the job failed", code, 0);

  return NULL;
}

static void
add_mapping (JsonObject *body, const GArray *mapping)
{
  JsonArray *trays = json_array_new ();
  JsonArray *places = json_array_new ();

  for (guint i = 0; mapping != NULL && i < mapping->len; i++)
    {
      const BambuMapping *entry = &g_array_index (mapping, BambuMapping, i);
      JsonObject *place = json_object_new ();

      json_array_add_int_element (trays, entry->tray);
      json_object_set_int_member (place, "ams_id", entry->ams_id);
      json_object_set_int_member (place, "slot_id", entry->slot_id);
      json_array_add_object_element (places, place);
    }

  json_object_set_boolean_member (body, "use_ams",
                                  mapping != NULL && bambu_mapping_uses_ams (mapping));
  json_object_set_array_member (body, "ams_mapping", trays);
  json_object_set_array_member (body, "ams_mapping2", places);
}

/* A choice that the printer does not have is off, and one that it cannot decide itself is on. */
static BambuPrintChoice
limit_choice (BambuPrintChoice choice,
              BambuPrintFeatures features,
              BambuPrintFeatures has,
              BambuPrintFeatures has_auto)
{
  if (!(features & has))
    return BAMBU_PRINT_CHOICE_OFF;
  if (choice == BAMBU_PRINT_CHOICE_AUTO && !(features & has_auto))
    return BAMBU_PRINT_CHOICE_ON;

  return choice;
}

static void
add_options (JsonObject *body, BambuPrinter *printer, const BambuPrintOptions *options)
{
  BambuPrintFeatures features = bambu_print_get_features (printer);
  BambuPrintChoice levelling =
      limit_choice (options->bed_levelling, features, BAMBU_PRINT_FEATURE_BED_LEVELLING,
                    BAMBU_PRINT_FEATURE_BED_LEVELLING_AUTO);
  BambuPrintChoice flow = limit_choice (options->flow_calibration, features,
                                        BAMBU_PRINT_FEATURE_FLOW, BAMBU_PRINT_FEATURE_FLOW_AUTO);
  gboolean timelapse = options->timelapse && features & BAMBU_PRINT_FEATURE_TIMELAPSE;

  /* Never numbers: an H2D Pro takes one for a nozzle. Both spellings are about. */
  json_object_set_boolean_member (body, "bed_leveling", levelling != BAMBU_PRINT_CHOICE_OFF);
  json_object_set_boolean_member (body, "bed_levelling", levelling != BAMBU_PRINT_CHOICE_OFF);
  json_object_set_boolean_member (body, "flow_cali", flow != BAMBU_PRINT_CHOICE_OFF);
  json_object_set_boolean_member (body, "vibration_cali",
                                  options->vibration_calibration
                                      && features & BAMBU_PRINT_FEATURE_VIBRATION);
  json_object_set_boolean_member (body, "layer_inspect",
                                  options->first_layer_inspection
                                      && features & BAMBU_PRINT_FEATURE_FIRST_LAYER);
  json_object_set_boolean_member (body, "timelapse", timelapse);

  if (features & BAMBU_PRINT_FEATURE_BED_LEVELLING_AUTO)
    json_object_set_int_member (body, "auto_bed_leveling", levelling);
  if (features & BAMBU_PRINT_FEATURE_FLOW_AUTO)
    {
      json_object_set_int_member (body, "extrude_cali_flag", flow);
      json_object_set_int_member (body, "extrude_cali_manual_mode", 0);
    }
  if (features & BAMBU_PRINT_FEATURE_NOZZLE_OFFSET)
    json_object_set_int_member (body, "nozzle_offset_cali",
                                options->nozzle_offset != BAMBU_PRINT_CHOICE_OFF
                                    ? BAMBU_PRINT_CHOICE_AUTO
                                    : BAMBU_PRINT_CHOICE_OFF);

  /* Without a card or stick the pictures go where the firmware has room for them. */
  json_object_set_string_member (
      body, "cfg",
      timelapse && bambu_printer_get_storage (printer) == BAMBU_STORAGE_STATE_NONE
              && bambu_decode_has_bit (printer->report, BAMBU_KEY_FUN, FUN_INTERNAL_TIMELAPSE)
          ? CFG_INTERNAL_TIMELAPSE
          : CFG_PLAIN);
}

static void
add_order (BambuRequest *request, BambuPrinter *printer, const BambuPrintOrder *order)
{
  g_autofree char *param = g_strdup_printf ("Metadata/plate_%d.gcode", order->plate);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, order->id);
  JsonObject *body;

  if (order->plate == 0)
    {
      json_object_set_string_member (bambu_request_add (request, "print", "gcode_file"), "param",
                                     order->url);
      return;
    }

  body = bambu_request_add (request, "print", "project_file");
  json_object_set_string_member (body, "param", param);
  json_object_set_string_member (body, "project_id", id);
  json_object_set_string_member (body, "profile_id", "0");
  json_object_set_string_member (body, "task_id", id);
  json_object_set_string_member (body, "subtask_id", id);
  json_object_set_string_member (body, "subtask_name", order->name);
  json_object_set_string_member (body, "file", "");
  json_object_set_string_member (body, "url", order->url);
  json_object_set_string_member (body, "md5", order->md5 ? order->md5 : "");
  json_object_set_string_member (body, "bed_type", "auto");
  add_options (body, printer, &order->options);
  add_mapping (body, order->mapping);
}

/* How the printer shows that it has begun, or why it will not. */
static void
set_effect (BambuRequest *request, BambuPrinter *printer, const char *name, gint64 id)
{
  request->text = g_strdup (name);
  request->number = id;
  request->extra = (int) bambu_decode_print_error (printer->report);
  if (bambu_decode_complains_of_signature (printer->report))
    request->detail = g_strdup ("complains already");
  request->is_met = has_begun;
  request->get_fault = get_fault;
  request->outlives_link = TRUE;
}

DexFuture *
bambu_printer_await_print (BambuPrinter *self, const char *name, gint64 id)
{
  BambuRequest *request;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));

  request = bambu_request_new (BAMBU_CONTROL_PRINT, OF_THE_CLOUD, NAN);
  set_effect (request, self, name, id);
  request->seconds = CLOUD_SECONDS;

  return bambu_printer_await (self, request);
}

/* Whatever it says */
static void
take_answer (DexPromise *promise, yyjson_val *answer)
{
  dex_promise_resolve_boolean (promise, TRUE);
}

DexFuture *
bambu_printer_await_turn (BambuPrinter *self)
{
  BambuRequest *request;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));

  request = bambu_request_new (BAMBU_CONTROL_PRINT, A_QUESTION, NAN);
  bambu_request_add (request, "info", "get_version");
  request->take_answer = take_answer;

  return bambu_printer_send (self, request, NULL);
}

BambuRequest *
bambu_command_print (BambuPrinter *printer, const BambuPrintOrder *order, GError **error)
{
  g_autoptr (BambuRequest) request = NULL;

  if (order->plate == 0 && !bambu_printer_takes_gcode (printer))
    return bambu_command_not_able (error, BAMBU_OBSTACLE_ONLY_3MF, 0);

  request = bambu_command_begin (printer, BAMBU_CONTROL_PRINT, 0, NAN, error);
  if (request == NULL)
    return NULL;

  add_order (request, printer, order);
  set_effect (request, printer, order->name, order->plate > 0 ? order->id : 0);
  request->seconds = PRINT_SECONDS;

  return g_steal_pointer (&request);
}

char *
bambu_printer_describe_order (BambuPrinter *self, const BambuPrintOrder *order)
{
  g_autoptr (BambuRequest) request = bambu_request_new (BAMBU_CONTROL_PRINT, 0, NAN);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);
  g_return_val_if_fail (order != NULL, NULL);

  add_order (request, self, order);
  bytes = bambu_message_to_bytes (&request->messages[0], DRY_SEQUENCE_ID);
  node = json_from_string (g_bytes_get_data (bytes, NULL), NULL);

  return json_to_string (node, TRUE);
}
