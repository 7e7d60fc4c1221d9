/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A printer on somebody's broker, without one: what is said of it, and what may be asked. */

#include <libdex.h>
#include <serve/serve-bridge-command.h>
#include <serve/serve-bridge-discovery.h>
#include <serve/serve-bridge-printer.h>
#include <serve/serve-broker.h>
#include <string.h>

#include "test-wait.h"

#define SERIAL "01P00A000000001"
#define STATE "culm/" SERIAL "/state"
#define AVAILABLE "culm/" SERIAL "/available"
#define ANSWER "culm/" SERIAL "/answer"
#define CONFIG "home/device/culm_" SERIAL "/config"
#define HOUR_MSEC (60 * 60 * 1000)
#define SHORT_MSEC 30

static void
test_broker_urls (void)
{
  static const struct
  {
    const char *uri;
    const char *same; /* NULL: none */
    gboolean is_local;
  } table[] = {
    { "mqtt://localhost", "mqtt://localhost:1883/culm", TRUE },
    { "mqtt://127.0.0.2:99/", "mqtt://127.0.0.2:99/culm", TRUE },
    { "mqtts://[::1]/a/b", "mqtts://[::1]:8883/a/b", TRUE },
    { "mqtts://broker.test/house/", "mqtts://broker.test:8883/house", FALSE },
    { "MQTT://192.0.2.1", "mqtt://192.0.2.1:1883/culm", FALSE },
    { "broker.test", NULL, FALSE },
    { "mqtt:///culm", NULL, FALSE },
    { "http://broker.test", NULL, FALSE },
    { "mqtt://broker.test:0", NULL, FALSE },
    { "mqtt://broker.test:70000", NULL, FALSE },
    { "mqtt://broker.test/a?b", NULL, FALSE },
    { "mqtt://broker.test/a#b", NULL, FALSE },
    { "mqtt://broker.test/a//b", NULL, FALSE },
    { "mqtt://broker.test//", NULL, FALSE },
    { "mqtt://broker.test/a%23", NULL, FALSE },
    { "mqtt://broker.test/a%0ab", NULL, FALSE },
    { "mqtt://broker.test/$SYS", NULL, FALSE },
    { "mqtt://me@broker.test", NULL, FALSE },
    { "mqtt://me:hidden@broker.test", NULL, FALSE },
    { "mqtt://me:hid%den@broker.test", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ServeBroker) broker = serve_broker_parse (table[i].uri, &error);
      g_autofree char *same = broker ? serve_broker_dup_uri (broker) : NULL;

      g_test_message ("%s", table[i].uri);
      g_assert_cmpstr (same, ==, table[i].same);
      if (broker)
        g_assert_cmpint (serve_broker_is_local (broker), ==, table[i].is_local);
      else
        g_assert_null (strstr (error->message, "hid"));
    }
}

static void
test_commands (void)
{
  static const struct
  {
    const char *text;
    const char *words; /* with bars between them; NULL: something is wrong */
    const char *key;
  } table[] = {
    { "", "", NULL },
    { " \n", "", NULL },
    { "on", "on", NULL },
    { " bed  60\n", "bed|60", NULL },
    { "'G28 X' --yes", "G28 X|--yes", NULL },
    { "[]", "", NULL },
    { "[\"G28 X\",\"--yes\"]", "G28 X|--yes", NULL },
    { "{}", "", NULL },
    { "{\"words\":\"bed 60\"}", "bed|60", NULL },
    { "{\"id\":7,\"words\":[\"on\"]}", "on", "7" },
    { "{\"id\":\"7\",\"words\":[\"on\"]}", "on", "\"7\"" },
    { "'on", NULL, NULL },
    { "[1]", NULL, NULL },
    { "[null]", NULL, NULL },
    { "[[\"on\"]]", NULL, NULL },
    { "[\"on\"", NULL, NULL },
    { "{\"id\":7,\"words\":{}}", NULL, "7" },
    { "{\"id\":{},\"words\":[\"on\"]}", NULL, NULL },
    { "{\"id\":1.5,\"words\":[\"on\"]}", NULL, NULL },
    { "a b c d e f g h i j k l m n o p q", NULL, NULL },
    { "\xff", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      gsize size = strlen (table[i].text);
      g_autofree char *exact = g_memdup2 (table[i].text, size); /* without an end */
      const char *problem;
      g_autoptr (ServeBridgeCommand) command =
          serve_bridge_command_parse ("light", exact, size, &problem);
      g_autofree char *words = command->words ? g_strjoinv ("|", command->words) : NULL;

      g_test_message ("line %u", i);
      g_assert_cmpstr (words, ==, table[i].words);
      g_assert_cmpint (problem == NULL, ==, table[i].words != NULL);
      g_assert_cmpstr (command->key, ==, table[i].key);
    }
}

static void
test_long_command (void)
{
  g_autofree char *text = g_strnfill (4097, ' ');
  const char *problem;
  g_autoptr (ServeBridgeCommand) command =
      serve_bridge_command_parse ("pause", text, strlen (text), &problem);

  g_assert_nonnull (problem);
  g_assert_null (command->words);
}

static void
apply (BambuPrinter *printer, const char *members)
{
  g_autofree char *json =
      g_strdup_printf ("{\"print\":{\"command\":\"push_status\",\"msg\":0,%s}}", members);
  g_autoptr (GError) error = NULL;
  g_autoptr (BambuFrame) frame = bambu_frame_parse (json, strlen (json), &error);

  g_assert_no_error (error);
  bambu_printer_apply (printer, frame);
}

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);

  return json_node_dup_object (node);
}

/* Returns: the parts */
static JsonObject *
discover (BambuPrinter *printer, gboolean allow_commands)
{
  g_autofree char *text = serve_bridge_discovery_new (printer, "house/culm", allow_commands);
  g_autoptr (JsonObject) config = parse (text);
  JsonObject *device = json_object_get_object_member (config, "device");
  JsonArray *ids = json_object_get_array_member (device, "identifiers");
  g_autofree char *id = g_strconcat ("culm_", bambu_printer_get_serial (printer), NULL);

  g_assert_cmpstr (json_array_get_string_element (ids, 0), ==, id);
  g_assert_true (json_object_has_member (config, "origin"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (config, "availability")),
                    ==, 2);

  return json_object_ref (json_object_get_object_member (config, "components"));
}

static void
assert_part (JsonObject *parts, const char *key, const char *member, const char *value)
{
  JsonObject *part = json_object_get_object_member (parts, key);

  g_assert_nonnull (part);
  g_assert_cmpstr (json_object_get_string_member_with_default (part, member, NULL), ==, value);
}

static void
test_discovery (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new (SERIAL, NULL);
  g_autoptr (JsonObject) silent = NULL;
  g_autoptr (JsonObject) parts = NULL;

  g_assert_null (serve_bridge_discovery_new (printer, "culm", TRUE));

  apply (printer, "\"gcode_state\":\"IDLE\",\"bed_temper\":20");
  silent = discover (printer, FALSE);
  assert_part (silent, "state", "platform", "sensor");
  assert_part (silent, "state", "state_topic", "house/culm/" SERIAL "/state");
  assert_part (silent, "state", "unique_id", "culm_" SERIAL "_state");
  assert_part (silent, "nozzle", "value_template", "{{ value_json.extruders[0].nozzle.current }}");
  assert_part (silent, "online", "state_topic", "house/culm/" SERIAL "/available");
  g_assert_false (json_object_has_member (silent, "chamber"));
  g_assert_false (json_object_has_member (silent, "light"));
  g_assert_false (json_object_has_member (silent, "pause"));

  apply (printer, "\"lights_report\":[{\"node\":\"chamber_light\",\"mode\":\"on\"}]");
  parts = discover (printer, TRUE);
  assert_part (parts, "light", "platform", "switch");
  assert_part (parts, "light", "command_topic", "house/culm/" SERIAL "/command/light");
  assert_part (parts, "stop", "platform", "button");
  assert_part (parts, "stop", "payload_press", "[\"--yes\"]");
  assert_part (parts, "stop", "state_topic", NULL);
}

static void
test_discovery_of_two_nozzles (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("094H2D000000001", NULL);
  g_autoptr (JsonObject) parts = NULL;
  GListModel *extruders;

  apply (printer, "\"gcode_state\":\"IDLE\",\"device\":{\"extruder\":{\"state\":2,\"info\":["
                  "{\"id\":0,\"temp\":30},{\"id\":1,\"temp\":40}]},"
                  "\"ctc\":{\"info\":{\"temp\":31}}}");
  parts = discover (printer, FALSE);
  g_assert_true (json_object_has_member (parts, "chamber"));
  g_assert_false (json_object_has_member (parts, "nozzle"));

  extruders = bambu_printer_get_extruders (printer);
  g_assert_cmpuint (g_list_model_get_n_items (extruders), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (BambuExtruder) extruder = g_list_model_get_item (extruders, i);
      g_autofree char *template =
          g_strdup_printf ("{{ value_json.extruders[%u].nozzle.current }}", i);

      assert_part (parts,
                   bambu_extruder_get_side (extruder) == BAMBU_SIDE_LEFT ? "nozzle_left"
                                                                         : "nozzle_right",
                   "value_template", template);
    }
}

typedef struct
{
  ServeBridgeRules rules;
  BambuPrinter *printer;
  ServeBridgePrinter *shown;
  GHashTable *said;  /* topic → what was said last; answers are not retained */
  GHashTable *times; /* topic → how often */
} Fixture;

/* What was asked of the printer, and who waits for it; the oldest first */
static GQueue asked = G_QUEUE_INIT;
static GQueue asked_words = G_QUEUE_INIT;

static DexFuture *
ask (BambuPrinter *printer, const char *command, const char *const *words)
{
  DexPromise *promise = dex_promise_new ();

  g_queue_push_tail (&asked, dex_ref (promise));
  g_queue_push_tail (&asked_words, g_strconcat (command, " ", words[0], NULL));

  return DEX_FUTURE (promise);
}

/* At once, as one that is refused */
static DexFuture *
refuse (BambuPrinter *printer, const char *command, const char *const *words)
{
  return dex_future_new_take_boxed (JSON_TYPE_OBJECT, parse ("{\"result\":\"not-able\"}"));
}

static void
answer (void)
{
  DexPromise *promise = g_queue_pop_head (&asked);

  dex_promise_resolve_boxed (promise, JSON_TYPE_OBJECT, parse ("{\"result\":\"done\"}"));
  dex_unref (promise);
}

static guint
count (Fixture *fixture, const char *topic)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (fixture->times, topic));
}

static void
on_said (const char *topic, const char *text, gboolean is_retained, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpint (is_retained, ==, !g_str_equal (topic, ANSWER));
  g_hash_table_insert (fixture->times, g_strdup (topic),
                       GUINT_TO_POINTER (count (fixture, topic) + 1));
  g_hash_table_insert (fixture->said, g_strdup (topic), g_strdup (text));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->rules = (ServeBridgeRules) {
    .prefix = "culm",
    .discovery = "home",
    .allow_commands = TRUE,
    .gap_msec = HOUR_MSEC,
    .ask = ask,
  };
  fixture->said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  fixture->times = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fixture->printer = bambu_printer_new (SERIAL, NULL);
  apply (fixture->printer, "\"gcode_state\":\"IDLE\"");
  fixture->shown = serve_bridge_printer_new (fixture->printer, &fixture->rules, on_said, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->shown, serve_bridge_printer_free);
  g_queue_clear_full (&asked, (GDestroyNotify) dex_unref);
  g_queue_clear_full (&asked_words, g_free);
  g_assert_finalize_object (fixture->printer);
  g_hash_table_unref (fixture->said);
  g_hash_table_unref (fixture->times);
}

static gboolean
is_said (Fixture *fixture, const char *topic, const char *part)
{
  const char *text = g_hash_table_lookup (fixture->said, topic);

  return text != NULL && strstr (text, part) != NULL;
}

static void
run_pending (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_says (Fixture *fixture, gconstpointer data)
{
  apply (fixture->printer, "\"gcode_state\":\"PREPARE\"");
  run_pending ();
  g_assert_cmpuint (g_hash_table_size (fixture->said), ==, 0);

  serve_bridge_printer_begin (fixture->shown);
  g_assert_true (is_said (fixture, STATE, "\"state\":\"PREPARE\""));
  g_assert_true (is_said (fixture, AVAILABLE, "offline"));
  g_assert_true (is_said (fixture, CONFIG, "\"components\""));

  /* Not before an hour is over */
  apply (fixture->printer, "\"gcode_state\":\"RUNNING\"");
  run_pending ();
  g_assert_cmpuint (count (fixture, STATE), ==, 1);

  /* A broker that knows nothing any more */
  serve_bridge_printer_end (fixture->shown);
  serve_bridge_printer_begin (fixture->shown);
  g_assert_cmpuint (count (fixture, STATE), ==, 2);
  g_assert_cmpuint (count (fixture, AVAILABLE), ==, 2);
  g_assert_cmpuint (count (fixture, CONFIG), ==, 2);
  g_assert_true (is_said (fixture, STATE, "\"state\":\"RUNNING\""));

  serve_bridge_printer_leave (fixture->shown);
  g_assert_cmpstr (g_hash_table_lookup (fixture->said, STATE), ==, "");
  g_assert_cmpstr (g_hash_table_lookup (fixture->said, AVAILABLE), ==, "");
  g_assert_cmpstr (g_hash_table_lookup (fixture->said, CONFIG), ==, "");
}

static void
test_says_the_last (Fixture *fixture, gconstpointer data)
{
  fixture->rules.gap_msec = SHORT_MSEC;
  serve_bridge_printer_begin (fixture->shown);

  apply (fixture->printer, "\"gcode_state\":\"PREPARE\"");
  apply (fixture->printer, "\"gcode_state\":\"RUNNING\"");
  apply (fixture->printer, "\"gcode_state\":\"PAUSE\"");
  test_wait_until (is_said (fixture, STATE, "\"state\":\"PAUSE\""));
  g_assert_cmpuint (count (fixture, STATE), ==, 2);

  /* The same again is no change. */
  apply (fixture->printer, "\"gcode_state\":\"RUNNING\"");
  apply (fixture->printer, "\"gcode_state\":\"PAUSE\"");
  dex_unref (test_await (dex_timeout_new_msec (2 * SHORT_MSEC)));
  g_assert_cmpuint (count (fixture, STATE), ==, 2);
  g_assert_cmpuint (count (fixture, CONFIG), ==, 1);
}

static void
take (Fixture *fixture, const char *name, const char *text)
{
  serve_bridge_printer_take (fixture->shown, name, text, strlen (text));
}

static void
assert_answer (Fixture *fixture, guint n_answers, const char *part)
{
  test_wait_until (count (fixture, ANSWER) >= n_answers);
  g_assert_cmpuint (count (fixture, ANSWER), ==, n_answers);
  if (!is_said (fixture, ANSWER, part))
    g_error ("“%s” is not in “%s”", part, (char *) g_hash_table_lookup (fixture->said, ANSWER));
}

static void
assert_asked (const char *words)
{
  g_autofree char *next = g_queue_pop_head (&asked_words);

  g_assert_cmpstr (next, ==, words);
}

static void
test_one_after_the_other (Fixture *fixture, gconstpointer data)
{
  serve_bridge_printer_begin (fixture->shown);
  take (fixture, "light", "{\"id\":\"x\",\"words\":[\"on\"]}");
  take (fixture, "speed", "sport");
  assert_asked ("light on");
  assert_asked (NULL);

  answer ();
  assert_answer (fixture, 1, "\"id\":\"x\"");
  assert_asked ("speed sport");
  answer ();
  assert_answer (fixture, 2, "\"result\":\"done\"");
  assert_asked (NULL);

  take (fixture, "light", "{\"id\":\"x\",\"words\":[\"on\"]}");
  assert_answer (fixture, 3, "\"result\":\"repeated\"");
  assert_asked (NULL);
}

static void
test_too_many (Fixture *fixture, gconstpointer data)
{
  serve_bridge_printer_begin (fixture->shown);
  take (fixture, "home", "all");
  for (guint i = 0; i < SERVE_BRIDGE_MOST_WAITING; i++)
    take (fixture, "light", "on");
  g_assert_cmpuint (count (fixture, ANSWER), ==, 0);
  take (fixture, "light", "{\"id\":9,\"words\":[\"off\"]}");
  assert_answer (fixture, 1, "\"result\":\"not-now\"");
  g_assert_true (is_said (fixture, ANSWER, "\"exit\":9"));

  /* Nothing moves after a stop that was asked for before it. */
  take (fixture, "stop", "--yes");
  assert_answer (fixture, 1 + SERVE_BRIDGE_MOST_WAITING, "\"command\":\"light\"");
  assert_asked ("home all");
  assert_asked ("stop --yes");
  answer ();
  answer ();
  assert_answer (fixture, 3 + SERVE_BRIDGE_MOST_WAITING, "\"result\":\"done\"");
  assert_asked (NULL);

  /* What was refused for that is not used up. */
  take (fixture, "light", "{\"id\":9,\"words\":[\"off\"]}");
  assert_asked ("light off");
  answer ();
  assert_answer (fixture, 4 + SERVE_BRIDGE_MOST_WAITING, "\"result\":\"done\"");
}

/* What waits when culmctl ends is answered, as the broker is there. */
static void
test_ends (Fixture *fixture, gconstpointer data)
{
  serve_bridge_printer_begin (fixture->shown);
  take (fixture, "home", "all");
  take (fixture, "light", "{\"id\":\"x\",\"words\":[\"on\"]}");
  g_clear_pointer (&fixture->shown, serve_bridge_printer_free);
  assert_answer (fixture, 1, "\"result\":\"not-now\"");
  assert_answer (fixture, 1, "\"id\":\"x\"");
  assert_asked ("home all");
  assert_asked (NULL);

  fixture->shown = serve_bridge_printer_new (fixture->printer, &fixture->rules, on_said, fixture);
  serve_bridge_printer_begin (fixture->shown);
  take (fixture, "home", "all");
  take (fixture, "light", "on");
  serve_bridge_printer_leave (fixture->shown);
  g_clear_pointer (&fixture->shown, serve_bridge_printer_free);
  assert_answer (fixture, 2, "\"result\":\"not-now\"");
}

/* Who asked would not hear of it. */
static void
test_broker_is_lost (Fixture *fixture, gconstpointer data)
{
  serve_bridge_printer_begin (fixture->shown);
  take (fixture, "home", "all");
  take (fixture, "light", "on");
  assert_asked ("home all");
  serve_bridge_printer_end (fixture->shown);
  answer ();
  run_pending ();
  assert_asked (NULL);
  g_assert_cmpuint (count (fixture, STATE), ==, 1);

  /* And one that leaves while it is asked */
  take (fixture, "home", "all");
  g_clear_pointer (&fixture->shown, serve_bridge_printer_free);
  assert_asked ("home all");
  answer ();
  run_pending ();
}

static void
test_answers_at_once (Fixture *fixture, gconstpointer data)
{
  fixture->rules.ask = refuse;
  serve_bridge_printer_begin (fixture->shown);
  take (fixture, "light", "on");
  take (fixture, "light", "on");
  assert_answer (fixture, 2, "\"result\":\"not-able\"");
}

static void
test_not_allowed (Fixture *fixture, gconstpointer data)
{
  fixture->rules.allow_commands = FALSE;
  serve_bridge_printer_begin (fixture->shown);
  take (fixture, "stop", "{\"id\":3,\"words\":[\"--yes\"]}");
  assert_answer (fixture, 1, "\"result\":\"not-allowed\"");
  assert_answer (fixture, 1, "\"id\":3");
  assert_asked (NULL);
}

#define ADD(path, test) g_test_add ("/serve-bridge/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/serve-bridge/broker-urls", test_broker_urls);
  g_test_add_func ("/serve-bridge/commands", test_commands);
  g_test_add_func ("/serve-bridge/long-command", test_long_command);
  g_test_add_func ("/serve-bridge/discovery", test_discovery);
  g_test_add_func ("/serve-bridge/discovery-of-two-nozzles", test_discovery_of_two_nozzles);
  ADD ("says", test_says);
  ADD ("says-the-last", test_says_the_last);
  ADD ("one-after-the-other", test_one_after_the_other);
  ADD ("too-many", test_too_many);
  ADD ("broker-is-lost", test_broker_is_lost);
  ADD ("ends", test_ends);
  ADD ("answers-at-once", test_answers_at_once);
  ADD ("not-allowed", test_not_allowed);

  return g_test_run ();
}
