/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-command-private.h"

#include <math.h>
#include <string.h>

#include "bambu-k-profile-private.h"
#include "bambu-printer-private.h"
#include "bambu-value-private.h"

#define EXTERNAL_TRAY 254      /* what a filament's commands call an external spool's place */
#define EDITS_WHILE_PRINTING 3 /* bit of `flag3` */

static gboolean
is_colour (const char *colour)
{
  return strlen (colour) == 8 && strspn (colour, "0123456789ABCDEF") == 8;
}

static BambuTray *
find_tray (BambuPrinter *printer, const BambuRequest *request)
{
  return bambu_printer_find_tray (printer, request->index >> 8, request->index & 0xff);
}

static gboolean
has_filament (BambuPrinter *printer, const BambuRequest *request)
{
  BambuTray *tray = find_tray (printer, request);
  const char *filament = tray ? bambu_tray_get_filament_id (tray) : NULL;
  const char *const *colours;

  if (tray == NULL || g_strcmp0 (filament, request->text) != 0)
    return FALSE;

  colours = bambu_tray_get_colours (tray);

  return request->detail == NULL
         || (colours != NULL && g_strcmp0 (colours[0], request->detail) == 0);
}

gboolean
bambu_command_can_edit (BambuPrinter *printer, BambuTray *tray)
{
  gint64 flags = 0;

  if (!bambu_tray_is_in_use (tray) || bambu_printer_get_state (printer) != BAMBU_STATE_RUNNING)
    return TRUE;

  bambu_value_read_int (bambu_report_get (printer->report, BAMBU_KEY_FLAG3), &flags);

  return flags >> EDITS_WHILE_PRINTING & 1;
}

BambuRequest *
bambu_command_filament (BambuPrinter *printer,
                        BambuTray *tray,
                        const BambuFilamentChoice *choice,
                        GError **error)
{
  static const BambuFilamentChoice NOTHING = { "", "", "", "", 0, 0 };
  gboolean external = bambu_tray_is_external (tray);
  int ams = bambu_tray_get_ams (tray);
  int slot = bambu_tray_get_slot (tray);
  g_autoptr (BambuRequest) request = NULL;
  JsonObject *body;
  int maximum;

  if (choice != NULL
      && (choice->filament_id == NULL || choice->material == NULL || choice->colour == NULL
          || !is_colour (choice->colour)))
    return bambu_command_not_able (error, BAMBU_OBSTACLE_INVALID, 0);

  if (bambu_tray_is_read_by_rfid (tray))
    return bambu_command_not_able (error, BAMBU_OBSTACLE_TAGGED, 0);

  request =
      bambu_command_begin (printer, BAMBU_CONTROL_TRAY, BAMBU_TRAY_INDEX (ams, slot), NAN, error);
  if (request == NULL)
    return NULL;

  if (!bambu_command_can_edit (printer, tray))
    return bambu_command_not_now (error, BAMBU_OBSTACLE_IN_USE, 0);

  request->text = choice ? g_strdup (choice->filament_id) : NULL;
  request->detail = choice ? g_strdup (choice->colour) : NULL;
  request->is_met = has_filament;

  if (choice == NULL)
    choice = &NOTHING;
  maximum = bambu_printer_get_model (printer)->nozzle_max;

  body = bambu_request_add (request, "print", "ams_filament_setting");
  json_object_set_int_member (body, "ams_id", ams);
  json_object_set_int_member (body, "slot_id", slot);
  json_object_set_int_member (body, "tray_id", external ? EXTERNAL_TRAY : slot);
  json_object_set_string_member (body, "tray_info_idx", choice->filament_id);
  json_object_set_string_member (body, "setting_id", choice->setting_id ? choice->setting_id : "");
  json_object_set_string_member (body, "tray_color", choice->colour);
  json_object_set_int_member (body, "nozzle_temp_min", CLAMP (choice->nozzle_temp_min, 0, maximum));
  json_object_set_int_member (body, "nozzle_temp_max", CLAMP (choice->nozzle_temp_max, 0, maximum));
  json_object_set_string_member (body, "tray_type", choice->material);

  return g_steal_pointer (&request);
}

/* Text with a point, whatever the locale. */
static const char *
format_diameter (BambuExtruder *extruder, char text[G_ASCII_DTOSTR_BUF_SIZE])
{
  double diameter = bambu_extruder_get_nozzle_diameter (extruder);

  return g_ascii_formatd (text, G_ASCII_DTOSTR_BUF_SIZE, "%.1f", diameter > 0 ? diameter : 0.4);
}

static void
take_k_profiles (DexPromise *promise, yyjson_val *answer)
{
  g_autoptr (GListModel) profiles = NULL;

  if (!yyjson_is_arr (yyjson_obj_get (answer, "filaments")))
    return;

  profiles = bambu_k_profile_list_new (answer);
  dex_promise_resolve_object (promise, g_steal_pointer (&profiles));
}

BambuRequest *
bambu_command_list_k_profiles (BambuPrinter *printer, int extruder, GError **error)
{
  BambuExtruder *hotend = bambu_printer_find_extruder (printer, extruder);
  char diameter[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *nozzle = NULL;
  const char *kind;
  BambuRequest *request;
  JsonObject *body;

  if (hotend == NULL)
    return bambu_command_not_able (error, BAMBU_OBSTACLE_ABSENT, 0);

  request = bambu_command_begin (printer, BAMBU_CONTROL_K_PROFILES, extruder, NAN, error);
  if (request == NULL)
    return NULL;

  request->take_answer = take_k_profiles;
  body = bambu_request_add (request, "print", "extrusion_cali_get");
  json_object_set_string_member (body, "filament_id", "");
  json_object_set_string_member (body, "nozzle_diameter", format_diameter (hotend, diameter));

  if (g_list_model_get_n_items (bambu_printer_get_extruders (printer)) > 1)
    {
      kind = bambu_extruder_get_nozzle_kind (hotend);
      nozzle = g_strdup_printf ("%.2s00-%s", kind && strlen (kind) == 4 ? kind : "HS", diameter);
      json_object_set_int_member (body, "extruder_id", extruder);
      json_object_set_string_member (body, "nozzle_id", nozzle);
    }

  return request;
}

static gboolean
has_k_profile (BambuPrinter *printer, const BambuRequest *request)
{
  BambuTray *tray = find_tray (printer, request);

  return tray != NULL && bambu_tray_get_k_profile (tray) == (int) request->value;
}

BambuRequest *
bambu_command_k_profile (BambuPrinter *printer, BambuTray *tray, int number, GError **error)
{
  const char *filament = bambu_tray_get_filament_id (tray);
  int ams = bambu_tray_get_ams (tray);
  int slot = bambu_tray_get_slot (tray);
  char diameter[G_ASCII_DTOSTR_BUF_SIZE];
  BambuRequest *request;
  JsonObject *body;

  if (filament == NULL)
    return bambu_command_not_now (error, BAMBU_OBSTACLE_NOT_IDENTIFIED, 0);

  number = MAX (number, -1);
  request = bambu_command_begin (printer, BAMBU_CONTROL_K_PROFILE, BAMBU_TRAY_INDEX (ams, slot),
                                 number, error);
  if (request == NULL)
    return NULL;

  request->is_met = has_k_profile;
  body = bambu_request_add (request, "print", "extrusion_cali_sel");
  json_object_set_int_member (body, "tray_id",
                              bambu_tray_is_external (tray) ? EXTERNAL_TRAY
                              : ams < 16                    ? ams * 4 + slot
                                                            : ams);
  json_object_set_int_member (body, "ams_id", ams);
  json_object_set_int_member (body, "slot_id", slot);
  json_object_set_int_member (body, "cali_idx", number);
  json_object_set_string_member (body, "filament_id", filament);
  json_object_set_string_member (
      body, "nozzle_diameter",
      format_diameter (bambu_printer_get_active_extruder (printer), diameter));

  return request;
}
