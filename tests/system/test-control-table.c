/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every control, on one printer of each kind: what the broker carried to the printer, and what the
 * printer's reports showed then. control-table.txt beside this file is the table; the test prints
 * it as it was found. */

#include <bambu/printer/bambu-printer-control.h>
#include <libdex.h>
#include <string.h>

#include "simulator-link.h"
#include "simulator-process.h"
#include "test-wait.h"

#define SPEED "--speed=40" /* of the printers' time */
#define HEATED 170         /* °C from which filament moves */

static const char *const MODELS[] = { "P1S", "A1 mini", "X1C", "P2S", "H2D" };

#define N_MODELS G_N_ELEMENTS (MODELS)

/* Printers of these models, at rest or printing. */
typedef struct
{
  SimulatorProcess *simulator;
  BambuPrinter *printers[N_MODELS];
  guint n_events[N_MODELS]; /* commands that are in the table */
  guint n_barriers;
} Group;

typedef struct
{
  const char *name;
  BambuControl control;
  gboolean prints;    /* by which of the groups */
  const char *before; /* what the simulator is told, with the serial for %s; may be NULL */
  DexFuture *(*ask) (BambuPrinter *printer);
  char *(*look) (BambuPrinter *printer);           /* NULL: the answer has to do */
  gboolean (*is_over) (BambuPrinter *printer);     /* before the next row; NULL: at once */
  gboolean (*is_prepared) (BambuPrinter *printer); /* what was told shows; NULL: it does not */
} Row;

/* Parts */

static gpointer
peek (GListModel *list, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (list, position);

  return item;
}

static BambuTray *
peek_tray (BambuPrinter *printer, guint slot)
{
  return peek (peek (bambu_printer_get_ams_units (printer), 0), slot);
}

static BambuTray *
peek_external (BambuPrinter *printer)
{
  return peek (bambu_printer_get_external_trays (printer), 0);
}

static BambuAms *
peek_unit (BambuPrinter *printer)
{
  return peek (bambu_printer_get_ams_units (printer), 0);
}

/* What is asked, and where its effect is */

static DexFuture *
ask_light (BambuPrinter *printer)
{
  return bambu_printer_set_light (printer, BAMBU_LIGHT_PLACE_CHAMBER, FALSE);
}

static char *
look_at_light (BambuPrinter *printer)
{
  BambuLight *light = peek (bambu_printer_get_lights (printer), 0);

  return g_strdup_printf ("%s %s", bambu_light_get_node (light), bambu_light_get_mode (light));
}

static DexFuture *
ask_nozzle (BambuPrinter *printer)
{
  return bambu_printer_set_nozzle_temperature (printer, 0, 60);
}

static char *
look_at_nozzle (BambuPrinter *printer)
{
  BambuExtruder *extruder = peek (bambu_printer_get_extruders (printer), 0);

  return g_strdup_printf ("nozzle to %.0f C",
                          bambu_heater_get_target (bambu_extruder_get_heater (extruder)));
}

static DexFuture *
ask_bed (BambuPrinter *printer)
{
  return bambu_printer_set_bed_temperature (printer, 50);
}

static char *
look_at_bed (BambuPrinter *printer)
{
  return g_strdup_printf ("bed to %.0f C",
                          bambu_heater_get_target (bambu_printer_get_bed (printer)));
}

static DexFuture *
ask_chamber (BambuPrinter *printer)
{
  return bambu_printer_set_chamber_temperature (printer, 45);
}

static char *
look_at_chamber (BambuPrinter *printer)
{
  return g_strdup_printf ("chamber to %.0f C",
                          bambu_heater_get_target (bambu_printer_get_chamber (printer)));
}

static DexFuture *
ask_fan (BambuPrinter *printer)
{
  return bambu_printer_set_fan (printer, BAMBU_FAN_KIND_PART, 40);
}

static char *
look_at_fan (BambuPrinter *printer)
{
  return g_strdup_printf ("part fan %d",
                          bambu_fan_get_percent (peek (bambu_printer_get_fans (printer), 0)));
}

static DexFuture *
ask_air (BambuPrinter *printer)
{
  return bambu_printer_set_air_mode (printer, 1, -1);
}

static char *
look_at_air (BambuPrinter *printer)
{
  return g_strdup_printf ("air mode %d", bambu_printer_get_air_mode (printer));
}

static DexFuture *
ask_jog (BambuPrinter *printer)
{
  return bambu_printer_jog (printer, BAMBU_AXIS_X, 10);
}

static DexFuture *
ask_extruder (BambuPrinter *printer)
{
  return bambu_printer_select_extruder (printer, 1);
}

static char *
look_at_extruder (BambuPrinter *printer)
{
  return g_strdup_printf ("extruder %d",
                          bambu_extruder_get_id (bambu_printer_get_active_extruder (printer)));
}

static DexFuture *
ask_buzzer (BambuPrinter *printer)
{
  return bambu_printer_set_buzzer (printer, BAMBU_BUZZER_BEEP);
}

static DexFuture *
ask_filament (BambuPrinter *printer)
{
  const BambuFilamentChoice choice = { "GFB99", "GFSB99", "ABS", "112233FF", 240, 280 };

  return bambu_printer_set_filament (printer, peek_external (printer), &choice);
}

static char *
look_at_filament (BambuPrinter *printer)
{
  BambuTray *tray = peek_external (printer);

  return g_strdup_printf ("%s %s %s", bambu_tray_get_material (tray),
                          bambu_tray_get_filament_id (tray), bambu_tray_get_colours (tray)[0]);
}

static DexFuture *
ask_k_profiles (BambuPrinter *printer)
{
  return bambu_printer_list_k_profiles (printer, 0);
}

static DexFuture *
ask_k_profile (BambuPrinter *printer)
{
  return bambu_printer_choose_k_profile (printer, peek_tray (printer, 1), 0);
}

static char *
look_at_k_profile (BambuPrinter *printer)
{
  return g_strdup_printf ("K profile %d", bambu_tray_get_k_profile (peek_tray (printer, 1)));
}

static DexFuture *
ask_tag (BambuPrinter *printer)
{
  return bambu_printer_read_tag (printer, peek_tray (printer, 1));
}

static char *
look_at_ams (BambuPrinter *printer)
{
  g_autoptr (GEnumClass) words = g_type_class_ref (BAMBU_TYPE_AMS_ACTIVITY);
  int activity = (int) bambu_printer_get_ams_activity (printer);

  return g_strdup_printf ("AMS: %s", g_enum_get_value (words, activity)->value_nick);
}

static gboolean
is_ams_idle (BambuPrinter *printer)
{
  BambuAmsActivity activity = bambu_printer_get_ams_activity (printer);

  return activity != BAMBU_AMS_ACTIVITY_READING && activity != BAMBU_AMS_ACTIVITY_CHANGE;
}

static DexFuture *
ask_dry (BambuPrinter *printer)
{
  return bambu_printer_start_drying (printer, peek_unit (printer), "PETG", 55, 8, FALSE);
}

static DexFuture *
ask_stop_drying (BambuPrinter *printer)
{
  return bambu_printer_stop_drying (printer, peek_unit (printer));
}

static char *
look_at_dryer (BambuPrinter *printer)
{
  BambuDrying drying = bambu_ams_get_drying (peek_unit (printer));
  gboolean is_on = drying == BAMBU_DRYING_CHECKING || drying == BAMBU_DRYING_ACTIVE;

  return g_strdup (is_on ? "dryer on" : "dryer off");
}

static DexFuture *
ask_setting (BambuPrinter *printer)
{
  return bambu_printer_set_setting (printer, BAMBU_SETTING_RECORDING, 0);
}

static char *
look_at_setting (BambuPrinter *printer)
{
  GListModel *settings = bambu_printer_get_settings (printer);

  for (guint i = 0; i < g_list_model_get_n_items (settings); i++)
    if (bambu_setting_get_kind (peek (settings, i)) == BAMBU_SETTING_RECORDING)
      return g_strdup_printf ("recording %d", bambu_setting_get_value (peek (settings, i)));

  return g_strdup ("no recording");
}

static DexFuture *
ask_nozzle_kind (BambuPrinter *printer)
{
  return bambu_printer_set_nozzle_kind (printer, 0.5, "hardened_steel");
}

static char *
look_at_nozzle_kind (BambuPrinter *printer)
{
  BambuExtruder *extruder = peek (bambu_printer_get_extruders (printer), 0);

  return g_strdup_printf ("%.1f mm %s", bambu_extruder_get_nozzle_diameter (extruder),
                          bambu_extruder_get_nozzle_kind (extruder));
}

static char *
look_at_state (BambuPrinter *printer)
{
  return g_strdup (bambu_printer_get_state_word (printer));
}

static DexFuture *
ask_speed (BambuPrinter *printer)
{
  return bambu_printer_set_speed_level (printer, 3);
}

static char *
look_at_speed (BambuPrinter *printer)
{
  return g_strdup_printf ("speed %d", bambu_printer_get_speed_level (printer));
}

static DexFuture *
ask_skip (BambuPrinter *printer)
{
  static const int objects[] = { 3, 5 };

  return bambu_printer_skip_objects (printer, objects, G_N_ELEMENTS (objects));
}

static char *
look_at_objects (BambuPrinter *printer)
{
  GString *text = g_string_new ("without");

  for (int i = 1; i <= 8; i++)
    if (bambu_printer_is_object_skipped (printer, i))
      g_string_append_printf (text, " %d", i);

  return g_string_free_and_steal (text);
}

static DexFuture *
ask_dismiss (BambuPrinter *printer)
{
  return bambu_printer_answer_error (printer, "0300-8003", BAMBU_ERROR_ANSWER_DISMISS);
}

static char *
look_at_alerts (BambuPrinter *printer)
{
  return g_strdup_printf ("%u alerts",
                          g_list_model_get_n_items (bambu_printer_get_alerts (printer)));
}

static gboolean
has_alert (BambuPrinter *printer)
{
  return g_list_model_get_n_items (bambu_printer_get_alerts (printer)) > 0;
}

static DexFuture *
ask_gcode (BambuPrinter *printer)
{
  return bambu_printer_send_gcode (printer, "M140 S55\nM106 P1 S0");
}

static gboolean
is_bed_warm (BambuPrinter *printer)
{
  return bambu_heater_get_target (bambu_printer_get_bed (printer)) == 55;
}

static DexFuture *
ask_extrude (BambuPrinter *printer)
{
  return bambu_printer_extrude (
      printer, bambu_extruder_get_id (bambu_printer_get_active_extruder (printer)), 10);
}

static DexFuture *
ask_unload (BambuPrinter *printer)
{
  return bambu_printer_unload (printer, bambu_ams_get_extruder (peek_unit (printer)));
}

static DexFuture *
ask_ams (BambuPrinter *printer)
{
  return bambu_printer_control_ams (printer, BAMBU_AMS_ACTION_ABORT);
}

static DexFuture *
ask_load (BambuPrinter *printer)
{
  return bambu_printer_load (printer, peek_tray (printer, 2));
}

static DexFuture *
ask_home (BambuPrinter *printer)
{
  return bambu_printer_home (printer, BAMBU_HOME_ALL);
}

static DexFuture *
ask_calibrate (BambuPrinter *printer)
{
  return bambu_printer_calibrate (printer, BAMBU_CALIBRATION_BED_LEVELLING);
}

static gboolean
is_at_rest (BambuPrinter *printer)
{
  return bambu_printer_get_state (printer) == BAMBU_STATE_FINISH;
}

static gboolean
is_back (BambuPrinter *printer)
{
  return bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_OPEN
         && bambu_printer_get_freshness (printer) == BAMBU_FRESHNESS_LIVE
         && bambu_printer_get_state (printer) == BAMBU_STATE_IDLE;
}

static char *
look_at_link (BambuPrinter *printer)
{
  return g_strdup (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_OPEN ? "connected"
                                                                                   : "away");
}

static DexFuture *
ask_upgrade (BambuPrinter *printer)
{
  return bambu_printer_start_upgrade (printer, "09.01.00.00");
}

static gboolean
has_offer (BambuPrinter *printer)
{
  return bambu_printer_get_upgrade_version (printer) != NULL;
}

static char *
look_at_upgrade (BambuPrinter *printer)
{
  return g_strdup (bambu_printer_is_upgrading (printer) ? "upgrading" : "not upgrading");
}

#define FAULT "state %s {\"print_error\":50364419}"
#define OFFER                                                                                      \
  "state %s {\"upgrade_state\":{\"new_version_state\":1,\"dis_state\":1,"                          \
  "\"ota_new_version_number\":\"09.01.00.00\","                                                    \
  "\"new_ver_list\":[{\"name\":\"ota\",\"cur_ver\":\"01.08.02.00\",\"new_ver\":\"09.01.00.00\"}]}" \
  "}"

#define STUCK "fault ams-feed-fails %s"

/* In the order in which they can be done one after the other. */
static const Row ROWS[] = {
  { "light", BAMBU_CONTROL_LIGHT, FALSE, NULL, ask_light, look_at_light, NULL },
  { "nozzle", BAMBU_CONTROL_NOZZLE, FALSE, NULL, ask_nozzle, look_at_nozzle, NULL },
  { "bed", BAMBU_CONTROL_BED, FALSE, NULL, ask_bed, look_at_bed, NULL },
  { "chamber", BAMBU_CONTROL_CHAMBER, FALSE, NULL, ask_chamber, look_at_chamber, NULL },
  { "fan", BAMBU_CONTROL_FAN, FALSE, NULL, ask_fan, look_at_fan, NULL },
  { "air", BAMBU_CONTROL_AIR_DUCT, FALSE, NULL, ask_air, look_at_air, NULL },
  { "jog", BAMBU_CONTROL_JOG, FALSE, NULL, ask_jog, NULL, NULL },
  { "motors", BAMBU_CONTROL_MOTORS, FALSE, NULL, bambu_printer_turn_motors_off, NULL, NULL },
  { "buzzer", BAMBU_CONTROL_BUZZER, FALSE, NULL, ask_buzzer, NULL, NULL },
  { "filament", BAMBU_CONTROL_TRAY, FALSE, NULL, ask_filament, look_at_filament, NULL },
  { "k-profiles", BAMBU_CONTROL_K_PROFILES, FALSE, NULL, ask_k_profiles, NULL, NULL },
  { "k-profile", BAMBU_CONTROL_K_PROFILE, FALSE, NULL, ask_k_profile, look_at_k_profile, NULL },
  { "tag", BAMBU_CONTROL_TAG, FALSE, NULL, ask_tag, look_at_ams, is_ams_idle },
  { "dry", BAMBU_CONTROL_DRYER, FALSE, NULL, ask_dry, look_at_dryer, NULL },
  { "stop-drying", BAMBU_CONTROL_DRYER, FALSE, NULL, ask_stop_drying, look_at_dryer, NULL },
  { "setting", BAMBU_CONTROL_SETTING, FALSE, NULL, ask_setting, look_at_setting, NULL },
  { "nozzle-kind", BAMBU_CONTROL_NOZZLE_KIND, FALSE, NULL, ask_nozzle_kind, look_at_nozzle_kind,
    NULL },
  { "access-code", BAMBU_CONTROL_ACCESS_CODE, FALSE, NULL, bambu_printer_read_access_code, NULL,
    NULL },
  { "calibration", BAMBU_CONTROL_CALIBRATION, FALSE, NULL, ask_calibrate, look_at_state,
    is_at_rest },
  { "extruder", BAMBU_CONTROL_EXTRUDER, FALSE, NULL, ask_extruder, look_at_extruder, NULL },
  { "home", BAMBU_CONTROL_HOME, FALSE, NULL, ask_home, NULL, NULL },

  { "speed", BAMBU_CONTROL_SPEED, TRUE, NULL, ask_speed, look_at_speed, NULL },
  { "skip", BAMBU_CONTROL_SKIP, TRUE, NULL, ask_skip, look_at_objects, NULL },
  { "gcode", BAMBU_CONTROL_GCODE, TRUE, NULL, ask_gcode, NULL, is_bed_warm },
  { "error", BAMBU_CONTROL_ERROR, TRUE, FAULT, ask_dismiss, look_at_alerts, NULL, has_alert },
  { "pause", BAMBU_CONTROL_PAUSE, TRUE, NULL, bambu_printer_pause, look_at_state, NULL },
  { "extrude", BAMBU_CONTROL_EXTRUDE, TRUE, NULL, ask_extrude, NULL, NULL },
  { "load", BAMBU_CONTROL_FILAMENT_CHANGE, TRUE, NULL, ask_load, look_at_ams, is_ams_idle },
  { "unload", BAMBU_CONTROL_FILAMENT_CHANGE, TRUE, NULL, ask_unload, look_at_ams, is_ams_idle },
  { "load-stuck", BAMBU_CONTROL_FILAMENT_CHANGE, TRUE, STUCK, ask_load, look_at_ams, NULL },
  { "ams", BAMBU_CONTROL_AMS, TRUE, NULL, ask_ams, NULL, is_ams_idle },
  { "resume", BAMBU_CONTROL_RESUME, TRUE, NULL, bambu_printer_resume, look_at_state, NULL },
  { "stop", BAMBU_CONTROL_STOP, TRUE, NULL, bambu_printer_stop, look_at_state, NULL },

  { "reboot", BAMBU_CONTROL_REBOOT, TRUE, NULL, bambu_printer_reboot, look_at_link, is_back },
  { "upgrade", BAMBU_CONTROL_UPGRADE, TRUE, OFFER, ask_upgrade, look_at_upgrade, NULL, has_offer },
};

static const char *
get_serial (Group *group, guint model)
{
  return bambu_printer_get_serial (group->printers[model]);
}

/* All that the simulator had to tell of before this was read then. */
static void
sync_events (Group *group)
{
  simulator_process_tell (group->simulator, "are you there?");
  group->n_barriers++;
  test_wait_until (simulator_process_count_events (group->simulator, "error") == group->n_barriers);
}

/* The requests of a printer since the last time, but for those that only ask for reports. */
static char *
take_requests (Group *group, guint model)
{
  GString *text = g_string_new (NULL);
  JsonObject *event;

  for (; (event = simulator_process_get_event (group->simulator, "command", group->n_events[model]))
         != NULL;
       group->n_events[model]++)
    {
      JsonObject *payload = json_object_get_object_member (event, "payload");
      g_autoptr (GList) sections = json_object_get_members (payload);
      JsonObject *section = json_object_get_object_member (payload, sections->data);
      g_autofree char *json = NULL;

      if (!g_str_equal (json_object_get_string_member (event, "serial"), get_serial (group, model))
          || g_str_equal (sections->data, "pushing") || g_str_equal (sections->data, "info"))
        continue;

      /* The only part that is another one each time. */
      g_assert_true (json_object_has_member (section, "sequence_id"));
      json_object_remove_member (section, "sequence_id");
      json = json_to_string (json_object_get_member (event, "payload"), FALSE);
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", json);
    }

  return g_string_free_and_steal (text);
}

static const char *
say_error (const GError *error)
{
  g_assert_true (error->domain == BAMBU_PRINTER_ERROR);

  switch (error->code)
    {
    case BAMBU_PRINTER_ERROR_NOT_ABLE:
      return "not able";
    case BAMBU_PRINTER_ERROR_NOT_NOW:
      return "not now";
    case BAMBU_PRINTER_ERROR_REFUSED:
      return "refused";
    default:
      g_error ("%s", error->message);
    }
}

/* A command to one of the printers, and what came of it. */
typedef struct
{
  const Row *row;
  BambuPrinter *printer;
  gboolean is_done;
  char *effect;
} Outcome;

/* As soon as it is there: it may be over soon. */
static DexFuture *
on_settled (DexFuture *future, gpointer user_data)
{
  Outcome *outcome = user_data;
  g_autoptr (GError) error = NULL;

  outcome->is_done = dex_future_get_value (future, &error) != NULL;
  if (!outcome->is_done)
    outcome->effect = g_strdup (say_error (error));
  else
    outcome->effect =
        outcome->row->look ? outcome->row->look (outcome->printer) : g_strdup ("(the answer)");

  return dex_future_new_true ();
}

static void
add_line (GString *table, Group *group, guint model, const Outcome *outcome)
{
  g_autofree char *requests = take_requests (group, model);

  /* What is refused here is not sent at all. */
  g_assert_cmpint (*requests == '\0', ==,
                   g_str_equal (outcome->effect, "not able")
                       || g_str_equal (outcome->effect, "not now"));

  g_string_append_printf (table, "%-11s | %-7s | %s | %s\n", outcome->row->name, MODELS[model],
                          *requests ? requests : "-", outcome->effect);
}

static void
prepare (Group *group, const Row *row)
{
  for (guint model = 0; model < N_MODELS && row->before != NULL; model++)
    {
      g_auto (GStrv) parts = g_strsplit (row->before, "%s", 2);
      g_autofree char *line = g_strjoin (get_serial (group, model), parts[0], parts[1], NULL);

      simulator_process_tell (group->simulator, line);
      if (row->is_prepared)
        test_wait_until (row->is_prepared (group->printers[model]));
    }
  sync_events (group);
}

/* All printers are asked at once. */
static void
run_row (GString *table, Group *group, const Row *row)
{
  Outcome outcomes[N_MODELS] = { 0 };
  DexFuture *settled[N_MODELS];

  g_test_message ("%s", row->name);
  prepare (group, row);
  for (guint model = 0; model < N_MODELS; model++)
    {
      outcomes[model] = (Outcome) { .row = row, .printer = group->printers[model] };
      settled[model] = dex_future_finally (row->ask (group->printers[model]), on_settled,
                                           &outcomes[model], NULL);
    }
  for (guint model = 0; model < N_MODELS; model++)
    test_await_true (settled[model]);

  sync_events (group);
  for (guint model = 0; model < N_MODELS; model++)
    {
      add_line (table, group, model, &outcomes[model]);
      if (outcomes[model].is_done && row->is_over != NULL)
        test_wait_until (row->is_over (group->printers[model]));
      g_free (outcomes[model].effect);
    }
}

static gboolean
is_ready (BambuPrinter *printer, gboolean prints)
{
  BambuExtruder *extruder = bambu_printer_get_active_extruder (printer);

  return bambu_printer_has_report (printer) && bambu_printer_get_firmware (printer) != NULL
         && (!prints || bambu_heater_get_current (bambu_extruder_get_heater (extruder)) >= HEATED);
}

static void
group_set_up (Group *group, gboolean prints)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;

  g_strv_builder_add (builder, SPEED);
  if (prints)
    g_strv_builder_add (builder, "--printing=40");
  for (guint model = 0; model < N_MODELS; model++)
    g_strv_builder_add_many (builder, "--profile", MODELS[model], NULL);
  arguments = g_strv_builder_end (builder);
  group->simulator = simulator_process_start ((const char *const *) arguments, &error);
  g_assert_no_error (error);

  for (guint model = 0; model < N_MODELS; model++)
    {
      JsonObject *described = simulator_process_get_printer (group->simulator, model);
      g_autoptr (BambuLink) link = simulator_link_new (described);

      group->printers[model] =
          bambu_printer_new (json_object_get_string_member (described, "serial"), NULL);
      bambu_printer_set_link (group->printers[model], link, BAMBU_CONNECTION_LAN);
    }
  for (guint model = 0; model < N_MODELS; model++)
    test_wait_until (is_ready (group->printers[model], prints));
}

static void
group_tear_down (Group *group)
{
  for (guint model = 0; model < N_MODELS; model++)
    {
      bambu_printer_set_link (group->printers[model], NULL, BAMBU_CONNECTION_NONE);
      g_assert_finalize_object (group->printers[model]);
    }
  simulator_process_stop (group->simulator);
}

/* Line by line, so that what differs is seen. */
static void
assert_table (const char *table)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "system", "control-table.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);
  g_auto (GStrv) expected = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    g_test_message ("%s", lines[i]);

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  expected = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && expected[i] != NULL; i++)
    g_assert_cmpstr (lines[i], ==, expected[i]);
  g_assert_cmpuint (g_strv_length (lines), ==, g_strv_length (expected));
}

static void
test_table (void)
{
  Group groups[2] = { 0 }; /* at rest, printing */
  g_autoptr (GString) table = g_string_new (NULL);
  /* That needs a file, and has tests of its own. */
  gboolean has_row[BAMBU_N_CONTROLS] = { [BAMBU_CONTROL_PRINT] = TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (ROWS); i++)
    has_row[ROWS[i].control] = TRUE;
  for (guint i = 0; i < BAMBU_N_CONTROLS; i++)
    g_assert_true (has_row[i]);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    group_set_up (&groups[i], i == 1);
  for (guint i = 0; i < G_N_ELEMENTS (ROWS); i++)
    run_row (table, &groups[ROWS[i].prints], &ROWS[i]);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    group_tear_down (&groups[i]);

  assert_table (table->str);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/control-table", test_table);

  return g_test_run ();
}
