/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-command.h"

#include "sim-ams.h"
#include "sim-json-build.h"
#include "sim-json.h"
#include "sim-printer-private.h"

#define SLOTS_OF_UNIT 4
#define FIRST_SINGLE_UNIT 16
#define EXTERNAL_TRAY 254
#define MAX_PROFILES 64
#define DEFAULT_PROFILE -1

/* Profiles of pressure advance (K), kept by the printer. Those of the most common filaments are
 * there from the start. */
static JsonArray *
get_profiles (SimPrinter *printer)
{
  static const struct
  {
    const char *filament;
    const char *setting;
    const char *name;
    const char *k;
  } first[] = {
    { "GFL99", "GFSL99", "Generic PLA", "0.020000" },
    { "GFG99", "GFSG99", "Generic PETG", "0.042000" },
  };

  if (printer->flow_profiles != NULL)
    return printer->flow_profiles;

  printer->flow_profiles = json_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    json_array_add_object_element (
        printer->flow_profiles,
        sim_json_build ("i:cali_idx", (int) i, "i:extruder_id", 0, "s:filament_id",
                        first[i].filament, "s:setting_id", first[i].setting, "s:name",
                        first[i].name, "s:k_value", first[i].k, "s:n_coef", "0.000000",
                        "s:nozzle_diameter", "0.4", "s:nozzle_id", "HS00-0.4", NULL));

  return printer->flow_profiles;
}

static JsonObject *
find_profile (JsonArray *profiles, gint64 index)
{
  for (guint i = 0; i < json_array_get_length (profiles); i++)
    if (sim_json_get_int (json_array_get_object_element (profiles, i), "cali_idx", -1) == index)
      return json_array_get_object_element (profiles, i);

  return NULL;
}

static gboolean
fits_text (JsonObject *profile, JsonObject *arguments, const char *member)
{
  const char *wanted = sim_json_get_string (arguments, member, "");

  return *wanted == '\0' || g_str_equal (sim_json_get_string (profile, member, ""), wanted);
}

static SimReply
get (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  JsonArray *profiles = get_profiles (printer);
  JsonArray *found = json_array_new ();

  for (guint i = 0; i < json_array_get_length (profiles); i++)
    {
      JsonObject *profile = json_array_get_object_element (profiles, i);
      gint64 extruder = sim_json_get_int (profile, "extruder_id", 0);

      if (fits_text (profile, arguments, "filament_id")
          && fits_text (profile, arguments, "nozzle_diameter")
          && sim_json_get_int (arguments, "extruder_id", extruder) == extruder)
        json_array_add_object_element (found, sim_json_copy (profile));
    }
  json_object_set_array_member (answer, "filaments", found);

  return SIM_REPLY_SUCCESS;
}

/* Here a tray's number counts through all units, but unit and slot say it too. */
static JsonObject *
find_tray (SimPrinter *printer, JsonObject *arguments)
{
  int tray = (int) sim_json_get_int (arguments, "tray_id", -1);
  int unit = (int) sim_json_get_int (arguments, "ams_id", -1);
  int slot = (int) sim_json_get_int (arguments, "slot_id", 0);

  if (unit < 0 && tray == EXTERNAL_TRAY)
    unit = SIM_EXTERNAL_MAIN;
  else if (unit < 0 && tray >= FIRST_SINGLE_UNIT)
    unit = tray;
  else if (unit < 0)
    {
      unit = tray < 0 ? -1 : tray / SLOTS_OF_UNIT;
      slot = tray % SLOTS_OF_UNIT;
    }

  return sim_ams_find_tray (sim_printer_get_state (printer), unit, slot);
}

static SimReply
choose (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  gint64 index = sim_json_get_int (arguments, "cali_idx", G_MAXINT64);
  JsonObject *profile = find_profile (get_profiles (printer), index);
  JsonObject *tray = find_tray (printer, arguments);

  if (tray == NULL || !sim_ams_is_present (tray) || (profile == NULL && index != DEFAULT_PROFILE))
    return SIM_REPLY_FAIL;

  sim_json_put_int (tray, "cali_idx", index);
  if (profile != NULL)
    sim_json_put_double (tray, "k",
                         g_ascii_strtod (sim_json_get_string (profile, "k_value", "0"), NULL));

  return SIM_REPLY_SUCCESS;
}

/* Takes @profile. */
static gboolean
keep_profile (JsonArray *profiles, JsonObject *profile)
{
  gint64 next = 0;
  JsonObject *old = find_profile (profiles, sim_json_get_int (profile, "cali_idx", -1));

  if (old != NULL)
    {
      sim_json_merge (old, profile);
      json_object_unref (profile);
      return TRUE;
    }
  if (json_array_get_length (profiles) >= MAX_PROFILES)
    {
      json_object_unref (profile);
      return FALSE;
    }

  for (guint i = 0; i < json_array_get_length (profiles); i++)
    next = MAX (next,
                1 + sim_json_get_int (json_array_get_object_element (profiles, i), "cali_idx", 0));
  json_object_set_int_member (profile, "cali_idx", next);
  json_array_add_object_element (profiles, profile);

  return TRUE;
}

/* The older form has no profiles: a tray has its factors. */
static SimReply
set (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  JsonArray *filaments = sim_json_get_array (arguments, "filaments");
  JsonObject *tray;

  if (filaments == NULL)
    {
      tray = find_tray (printer, arguments);
      if (tray == NULL || !json_object_has_member (arguments, "k_value"))
        return SIM_REPLY_FAIL;

      sim_json_put_double (tray, "k",
                           json_object_get_double_member_with_default (arguments, "k_value", 0));
      sim_json_put_double (tray, "n",
                           json_object_get_double_member_with_default (arguments, "n_coef", 0));
      return SIM_REPLY_SUCCESS;
    }

  for (guint i = 0; i < json_array_get_length (filaments); i++)
    {
      JsonNode *node = json_array_get_element (filaments, i);
      JsonObject *profile;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return SIM_REPLY_FAIL;

      profile = sim_json_copy (json_node_get_object (node));
      if (!json_object_has_member (profile, "nozzle_diameter"))
        json_object_set_string_member (profile, "nozzle_diameter",
                                       sim_json_get_string (arguments, "nozzle_diameter", "0.4"));
      json_object_remove_member (profile, "tray_id");
      json_object_remove_member (profile, "ams_id");
      json_object_remove_member (profile, "slot_id");
      if (!keep_profile (get_profiles (printer), profile))
        return SIM_REPLY_FAIL;
    }

  return SIM_REPLY_SUCCESS;
}

static SimReply delete (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  JsonArray *profiles = get_profiles (printer);
  gint64 index = sim_json_get_int (arguments, "cali_idx", -1);

  for (guint i = 0; i < json_array_get_length (profiles); i++)
    if (sim_json_get_int (json_array_get_object_element (profiles, i), "cali_idx", -1) == index)
      {
        json_array_remove_element (profiles, i);
        return SIM_REPLY_SUCCESS;
      }

  return SIM_REPLY_FAIL;
}

const SimCommand sim_command_flow[] = {
  { "print", "extrusion_cali_get", get },
  { "print", "extrusion_cali_sel", choose },
  { "print", "extrusion_cali_set", set },
  { "print", "extrusion_cali_del", delete },
  { NULL },
};
