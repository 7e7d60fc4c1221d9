/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What real printers sent, against the facts that a correct reading shows. The captures are no part
 * of the project; $CULM_CAPTURES says where they are, and without that folder there is nothing to
 * test. */

#include <bambu/printer/bambu-report-redact.h>
#include <words/culm-json.h>
#include <words/culm-status-json.h>
#include <libdex.h>

#include "capture-facts.h"

/* No model's: what it is has to be told by the report. */
#define SERIAL "00000000000000A"

typedef struct
{
  char *name;
  BambuPrinter *printer;
  JsonObject *capture;
  JsonObject *facts;
} Fixture;

static void
apply_section (BambuPrinter *printer, const char *section, JsonObject *object)
{
  g_autoptr (JsonNode) message = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (BambuFrame) frame = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (json_object_has_member (object, "message"))
    object = json_object_get_object_member (object, "message");

  if (json_object_has_member (object, section))
    {
      json_node_set_object (message, object);
    }
  else
    {
      json_node_take_object (message, json_object_new ());
      json_object_set_object_member (json_node_get_object (message), section,
                                     json_object_ref (object));
    }

  text = json_to_string (message, FALSE);
  frame = bambu_frame_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  bambu_printer_apply (printer, frame);
}

/* A capture has whole messages, or only what stands in their sections. */
static void
apply_member (BambuPrinter *printer, JsonObject *capture, const char *member)
{
  apply_section (printer, g_str_equal (member, "get_version") ? "info" : "print",
                 json_object_get_object_member (capture, member));
}

static JsonObject *
status_of (BambuPrinter *printer)
{
  g_autoptr (JsonNode) node = culm_status_json_new (printer);

  return json_node_dup_object (node);
}

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  const char *name = data;
  const char *full;

  fixture->name = g_strdup (name);
  fixture->capture = capture_facts_load (name, ".json");
  fixture->facts = capture_facts_load_expected (name);
  fixture->printer = bambu_printer_new (SERIAL, NULL);

  full = json_object_has_member (fixture->capture, "pushall") ? "pushall" : "push_all";
  apply_member (fixture->printer, fixture->capture, full);
  apply_member (fixture->printer, fixture->capture, "get_version");
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->name);
  json_object_unref (fixture->capture);
  json_object_unref (fixture->facts);
  g_assert_finalize_object (fixture->printer);
}

static void
test_facts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) status = status_of (fixture->printer);

  capture_facts_compare (fixture->facts, status);
}

/* A report that was remembered shows the same again. */
static void
test_restored (Fixture *fixture, gconstpointer data)
{
  static const char *const different[] = { "freshness", "seen", "rights" };
  g_autoptr (GBytes) report = bambu_printer_dup_report (fixture->printer);
  g_autoptr (BambuPrinter) again = bambu_printer_new (SERIAL, NULL);
  g_autoptr (JsonNode) status = culm_status_json_new (fixture->printer);
  g_autoptr (JsonNode) restored = NULL;
  g_autofree char *line = NULL;
  g_autofree char *restored_line = NULL;

  bambu_printer_restore (again, report, 1);
  restored = culm_status_json_new (again);

  for (guint i = 0; i < G_N_ELEMENTS (different); i++)
    {
      json_object_remove_member (json_node_get_object (status), different[i]);
      json_object_remove_member (json_node_get_object (restored), different[i]);
    }

  line = culm_json_dup_line (status);
  restored_line = culm_json_dup_line (restored);
  g_assert_cmpstr (line, ==, restored_line);
}

/* What of it may be shown to others: JSON without what tells whose the printer is. */
static void
test_redacted (Fixture *fixture, gconstpointer data)
{
  static const char *const hidden[] = { "sn",        "rtsp_url",   "gcode_file", "subtask_name",
                                        "tray_uuid", "tag_uid",    "net",        "chip_id",
                                        "task_id",   "project_id", "ip",         "ssid" };
  g_autoptr (GBytes) report = bambu_printer_dup_report (fixture->printer);
  g_autofree char *text = bambu_report_redact (report);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GRegex) address = g_regex_new ("[0-9]+(?:\\.[0-9]+){3}:|rtsps?:", 0, 0, NULL);
  g_autoptr (GRegex) state = g_regex_new ("\"gcode_state\": \"[A-Z]+\"", 0, 0, NULL);

  g_assert_nonnull (node);
  g_assert_true (g_regex_match (state, text, 0, NULL));
  g_assert_false (g_regex_match (address, text, 0, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      g_autofree char *shown =
          g_strdup_printf ("\"%s\": (?!\"…?\"|\"[0-9]{1,5}\"|[0-9]{1,5}\\b)", hidden[i]);

      g_test_message ("%s", hidden[i]);
      g_assert_false (g_regex_match_simple (shown, text, 0, 0));
    }
}

static JsonObject *
extruder_of (JsonObject *status, guint index)
{
  return json_array_get_object_element (json_object_get_array_member (status, "extruders"), index);
}

/* The deltas that came with the H2D of H2D-partial.json. */
static void
test_partial (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) status = NULL;
  JsonObject *extruder;

  apply_member (fixture->printer, fixture->capture, "push_door_opened");
  status = status_of (fixture->printer);
  g_assert_true (json_object_get_boolean_member (status, "door_open"));

  json_object_unref (status);
  apply_member (fixture->printer, fixture->capture, "push_door_closed");
  status = status_of (fixture->printer);
  g_assert_false (json_object_get_boolean_member (status, "door_open"));
  g_assert_cmpint (json_object_get_int_member (status, "active_extruder"), ==, 0);

  json_object_unref (status);
  apply_member (fixture->printer, fixture->capture, "push_left_extruder");
  apply_member (fixture->printer, fixture->capture, "push_alt_nozzle_info");
  status = status_of (fixture->printer);
  g_assert_cmpint (json_object_get_int_member (status, "active_extruder"), ==, 1);

  extruder = extruder_of (status, 0);
  g_assert_false (json_object_get_boolean_member (extruder, "active"));
  g_assert_cmpfloat (json_object_get_double_member (extruder, "nozzle_diameter"), ==, 0.2);
  g_assert_cmpstr (json_object_get_string_member (extruder, "nozzle_type"), ==, "HS00");

  extruder = extruder_of (status, 1);
  g_assert_true (json_object_get_boolean_member (extruder, "active"));
  g_assert_cmpfloat (json_object_get_double_member (extruder, "nozzle_diameter"), ==, 0.6);
  g_assert_cmpstr (json_object_get_string_member (extruder, "nozzle_type"), ==, "HX05");

  /* What the deltas do not speak of stays. */
  g_assert_cmpint (json_object_get_int_member (status, "remaining_minutes"), ==, 115);
  g_assert_cmpint (
      json_object_get_int_member (json_object_get_object_member (extruder, "nozzle"), "current"),
      ==, 40);
}

/* Before it had the newer fields, a printer with a door told of it in `home_flag`. */
static void
test_door_of_home_flag (void)
{
  g_autoptr (JsonObject) capture = capture_facts_load ("H2D-partial", ".json");
  g_autoptr (BambuPrinter) printer = bambu_printer_new (SERIAL, "X1C");

  apply_member (printer, capture, "push_old_door_opened");
  g_assert_cmpint (bambu_printer_get_door (printer), ==, BAMBU_DOOR_OPEN);
  apply_member (printer, capture, "push_old_door_closed");
  g_assert_cmpint (bambu_printer_get_door (printer), ==, BAMBU_DOOR_CLOSED);
}

/* This capture has no list of facts; these were read off it by hand. */
static void
test_a1_mini (void)
{
  static const char *const names[] = { "PLA Matte", "PLA Wood", "PETG Translucent", "PLA Matte" };
  static const char *const colours[] = { "DE4343FF", "918669FF", "D6ABFF80", "000000FF" };
  g_autoptr (JsonObject) report = capture_facts_load ("A1mini-idle.pushall", ".json");
  g_autoptr (JsonObject) version = capture_facts_load ("A1mini.get_version", ".json");
  g_autoptr (BambuPrinter) printer = bambu_printer_new (SERIAL, NULL);
  g_autoptr (JsonObject) status = NULL;
  JsonObject *unit;
  JsonArray *array;

  apply_section (printer, "print", report);
  apply_section (printer, "info", version);
  status = status_of (printer);

  g_assert_cmpstr (json_object_get_string_member (status, "model"), ==, "A1 mini");
  g_assert_cmpstr (json_object_get_string_member (status, "firmware"), ==, "01.07.02.00");
  g_assert_cmpstr (json_object_get_string_member (status, "state"), ==, "IDLE");
  /* The model has one; this printer says that it found none. */
  g_assert_cmpstr (json_object_get_string_member (status, "camera"), ==, "none");
  g_assert_cmpint (json_object_get_int_member (status, "percent"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (status, "speed_level"), ==, 2);
  g_assert_true (json_object_get_null_member (status, "chamber"));
  g_assert_true (json_object_get_null_member (status, "active_filament"));
  g_assert_true (json_object_get_null_member (status, "print_error"));
  g_assert_true (json_object_get_null_member (status, "wifi_dbm"));
  g_assert_true (json_object_get_null_member (status, "ip"));
  g_assert_true (json_object_get_null_member (status, "door_open"));
  g_assert_true (json_object_get_boolean_member (status, "sdcard"));
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (status, "lights"),
                                                  "chamber_light"),
                   ==, "off");
  g_assert_cmpfloat (
      json_object_get_double_member (json_object_get_object_member (status, "bed"), "current"), ==,
      26.53125);

  array = json_object_get_array_member (status, "ams");
  g_assert_cmpuint (json_array_get_length (array), ==, 1);
  unit = json_array_get_object_element (array, 0);
  g_assert_cmpstr (json_object_get_string_member (unit, "kind"), ==, "AMS Lite");
  g_assert_cmpint (json_object_get_int_member (unit, "humidity_level"), ==, 5);
  g_assert_true (json_object_get_null_member (unit, "humidity_percent"));
  g_assert_true (json_object_get_null_member (unit, "temperature"));

  array = json_object_get_array_member (unit, "trays");
  g_assert_cmpuint (json_array_get_length (array), ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonObject *tray = json_array_get_object_element (array, i);

      g_assert_cmpstr (json_object_get_string_member (tray, "name"), ==, names[i]);
      g_assert_cmpstr (json_object_get_string_member (tray, "colour_rgba"), ==, colours[i]);
      g_assert_true (json_object_get_boolean_member (tray, "read_by_rfid"));
      g_assert_false (json_object_get_boolean_member (tray, "empty"));
    }
}

static void
test_no_captures (void)
{
  g_test_skip ("There is no folder $CULM_CAPTURES");
}

static void
add_captures (GStrv names)
{
  for (guint i = 0; names[i]; i++)
    {
      g_autofree char *facts = g_strdup_printf ("/captures/%s/facts", names[i]);
      g_autofree char *redacted = g_strdup_printf ("/captures/%s/redacted", names[i]);
      g_autofree char *restored = g_strdup_printf ("/captures/%s/restored", names[i]);

      g_test_add (facts, Fixture, names[i], fixture_set_up, test_facts, fixture_tear_down);
      g_test_add (redacted, Fixture, names[i], fixture_set_up, test_redacted, fixture_tear_down);
      g_test_add (restored, Fixture, names[i], fixture_set_up, test_restored, fixture_tear_down);
    }

  g_test_add ("/captures/H2D-partial/deltas", Fixture, "H2D-partial", fixture_set_up, test_partial,
              fixture_tear_down);
  g_test_add_func ("/captures/H2D-partial/door-of-home-flag", test_door_of_home_flag);
  g_test_add_func ("/captures/A1mini/facts", test_a1_mini);
}

int
main (int argc, char *argv[])
{
  g_auto (GStrv) names = capture_facts_list ();

  g_test_init (&argc, &argv, NULL);
  dex_init ();

  if (names)
    add_captures (names);
  else
    g_test_add_func ("/captures", test_no_captures);

  return g_test_run ();
}
