/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-fault.h"

#include <string.h>

#include "sim-fault-private.h"
#include "sim-json.h"
#include "sim-printer-private.h"

#define HUGE_PAYLOAD_BYTES (2 * 1024 * 1024)
#define DEEP_NESTING 1000
#define MANY_HMS 200
#define UNKNOWN_STAGE 200
#define BURST 100

G_DEFINE_ENUM_TYPE (SimFaultPlace,
                    sim_fault_place,
                    G_DEFINE_ENUM_VALUE (SIM_FAULT_CERTIFICATE, "certificate"),
                    G_DEFINE_ENUM_VALUE (SIM_FAULT_CONNECTION, "connection"),
                    G_DEFINE_ENUM_VALUE (SIM_FAULT_TIMING, "timing"),
                    G_DEFINE_ENUM_VALUE (SIM_FAULT_REPORT, "report"),
                    G_DEFINE_ENUM_VALUE (SIM_FAULT_EXTRA, "extra"),
                    G_DEFINE_ENUM_VALUE (SIM_FAULT_COMMAND, "command"),
                    G_DEFINE_ENUM_VALUE (SIM_FAULT_CAMERA, "camera"),
                    G_DEFINE_ENUM_VALUE (SIM_FAULT_ANNOUNCEMENT, "announcement"),
                    G_DEFINE_ENUM_VALUE (SIM_FAULT_CLOUD, "cloud"),
                    G_DEFINE_ENUM_VALUE (SIM_FAULT_EDGE, "edge"))

static gboolean
is_delta (JsonObject *print)
{
  return sim_json_get_int (print, "msg", 0) == 1;
}

/* Types */

static void numbers_to_text_in_object (JsonObject *object);

static void
number_to_text (JsonObject *object, const char *member, JsonNode *node)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (JSON_NODE_HOLDS_OBJECT (node))
    numbers_to_text_in_object (json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
          numbers_to_text_in_object (json_array_get_object_element (array, i));
    }
  else if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    {
      g_autofree char *text = json_to_string (node, FALSE);

      json_object_set_string_member (object, member, text);
    }
}

static void
numbers_to_text_in_object (JsonObject *object)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_str_equal (l->data, "msg"))
      number_to_text (object, l->data, json_object_get_member (object, l->data));
}

static void
text_to_numbers_in_object (JsonObject *object, guint index)
{
  static const char *const members[] = {
    "cooling_fan_speed",
    "big_fan1_speed",
    "big_fan2_speed",
    "heatbreak_fan_speed",
    "mc_print_stage",
    "gcode_file_prepare_percent",
    "nozzle_diameter",
    "tray_now",
    "tray_tar",
    "tray_pre",
    "id",
    "humidity",
    "humidity_raw",
    "temp",
    "nozzle_temp_min",
    "nozzle_temp_max",
    "tray_weight",
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *text = sim_json_get_string (object, members[i], NULL);

      if (text != NULL && strchr (text, '.') != NULL)
        json_object_set_double_member (object, members[i], g_ascii_strtod (text, NULL));
      else if (text != NULL && *text != '\0' && strspn (text, "0123456789") == strlen (text))
        json_object_set_int_member (object, members[i], sim_json_get_int (object, members[i], 0));
    }
  /* Bits are written in hexadecimal; as a number they are what they are. */
  if (json_object_has_member (object, "ams_exist_bits"))
    json_object_set_int_member (object, "ams_exist_bits",
                                (gint64) sim_json_get_hex (object, "ams_exist_bits"));
  sim_fault_for_each (sim_json_get_array (object, "tray"), text_to_numbers_in_object);
}

static void
shape_text_to_numbers (JsonObject *print)
{
  JsonObject *ams = sim_json_get_object (print, "ams");

  text_to_numbers_in_object (print, 0);
  if (ams != NULL)
    text_to_numbers_in_object (ams, 0);
  sim_fault_for_each (sim_fault_get_units (print), text_to_numbers_in_object);
}

static void
shape_empty_numbers (JsonObject *print)
{
  static const char *const members[] = { "mc_percent", "mc_remaining_time", "layer_num",
                                         "bed_temper", "wifi_signal",       "cooling_fan_speed" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (json_object_has_member (print, members[i]))
      json_object_set_string_member (print, members[i], "");
}

/* Blocks */

static const char *const blocks[] = { "upgrade_state", "ipcam",   "net",    "xcam",
                                      "online",        "vt_tray", "upload", "lights_report" };

static void
shape_null_blocks (JsonObject *print)
{
  JsonObject *device = sim_json_get_object (print, "device");

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    if (json_object_has_member (print, blocks[i]))
      json_object_set_null_member (print, blocks[i]);
  if (device != NULL)
    {
      json_object_set_null_member (device, "cam");
      json_object_set_null_member (device, "holder");
      json_object_set_null_member (device, "plate");
    }
}

static void
shape_missing_blocks (JsonObject *print)
{
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    json_object_remove_member (print, blocks[i]);
  json_object_remove_member (print, "ams");
  json_object_remove_member (print, "device");
}

static void
shape_no_command (JsonObject *print)
{
  if (is_delta (print))
    json_object_remove_member (print, "command");
}

static void
shape_scalars_only (JsonObject *print)
{
  JsonObject *ams = sim_json_get_object (print, "ams");

  if (ams != NULL && is_delta (print))
    json_object_remove_member (ams, "ams");
}

static void
shape_negative_home_flag (JsonObject *print)
{
  gint64 flags = sim_json_get_int (print, "home_flag", 0);

  sim_json_put_int (print, "home_flag", (gint32) ((guint32) flags | 0x80000000u));
}

static void
shape_many_hms (JsonObject *print)
{
  JsonArray *entries = json_array_new ();

  for (guint i = 0; i < MANY_HMS; i++)
    {
      JsonObject *entry = json_object_new ();

      json_object_set_int_member (entry, "attr", 0x03000100 + i);
      json_object_set_int_member (entry, "code", (gint64) (1 + i % 4) << 16 | (i + 1));
      json_array_add_object_element (entries, entry);
    }
  json_object_set_array_member (print, "hms", entries);
}

static void
shape_camera_off (JsonObject *print)
{
  JsonObject *camera = sim_json_get_object (print, "ipcam");

  /* Those that have no such camera say nothing. */
  if (camera != NULL && *sim_json_get_string (camera, "rtsp_url", "") != '\0')
    json_object_set_string_member (camera, "rtsp_url", "disable");
}

static void
shape_unknown_stage (JsonObject *print)
{
  json_object_set_int_member (print, "stg_cur", UNKNOWN_STAGE);
}

static void
shape_unknown_state (JsonObject *print)
{
  json_object_set_string_member (print, "gcode_state", "LEVITATING");
}

#define FUN_SIGNATURES G_GUINT64_CONSTANT (0x20000000) /* Developer Mode is off */

static void
shape_wants_signatures (JsonObject *print)
{
  sim_json_put_hex (print, "fun", sim_json_get_hex (print, "fun") | FUN_SIGNATURES);
}

static void
shape_no_fun (JsonObject *print)
{
  json_object_remove_member (print, "fun");
  json_object_remove_member (print, "fun2");
}

/* Between the reports */

static void
say_text (SimPrinter *printer, const char *text)
{
  g_autoptr (GBytes) message = g_bytes_new (text, strlen (text));

  sim_printer_say (printer, message, 0);
}

static void
say_not_json (SimPrinter *printer)
{
  say_text (printer, "<html><body>It works!</body></html>");
}

static void
say_truncated_json (SimPrinter *printer)
{
  g_autoptr (GBytes) whole = sim_printer_dup_report (printer);
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) * 2 / 3);

  sim_printer_say (printer, part, 0);
}

static void
say_invalid_utf8 (SimPrinter *printer)
{
  say_text (printer, "{\"print\":{\"command\":\"push_status\",\"msg\":1,\"sequence_id\":\"1\","
                     "\"nonsense\":\"caf\xe9 \xff\xfe \xc3\x28 \xed\xa0\x80\"}}");
}

static void
say_top_level_array (SimPrinter *printer)
{
  say_text (printer, "[{\"print\":{\"command\":\"push_status\",\"msg\":1,\"mc_percent\":99}}]");
}

static void
say_empty_payload (SimPrinter *printer)
{
  say_text (printer, "");
}

static void
say_huge_payload (SimPrinter *printer)
{
  GString *text = g_string_sized_new (HUGE_PAYLOAD_BYTES + 64);
  g_autoptr (GBytes) message = NULL;

  g_string_append (text, "{\"print\":{\"command\":\"push_status\",\"msg\":1,\"nonsense\":\"");
  while (text->len < HUGE_PAYLOAD_BYTES)
    g_string_append (text, "0123456789abcdef");
  g_string_append (text, "\"}}");
  message = g_string_free_to_bytes (text);
  sim_printer_say (printer, message, 0);
}

static void
say_deep_nesting (SimPrinter *printer)
{
  GString *text = g_string_new ("{\"print\":{\"command\":\"push_status\",\"msg\":1,\"nonsense\":");
  g_autoptr (GBytes) message = NULL;

  for (guint i = 0; i < DEEP_NESTING; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < DEEP_NESTING; i++)
    g_string_append_c (text, ']');
  g_string_append (text, "}}");
  message = g_string_free_to_bytes (text);
  sim_printer_say (printer, message, 0);
}

/* Acknowledgements give back state-like keys; who merges them is wrong. */
static void
say_acknowledgements (SimPrinter *printer)
{
  say_text (printer, "{\"print\":{\"command\":\"gcode_line\",\"sequence_id\":\"20007\",\"param\":"
                     "\"M104 S0\",\"result\":\"success\",\"reason\":\"success\",\"mc_percent\":99,"
                     "\"gcode_state\":\"FAILED\"}}");
  say_text (printer, "{\"system\":{\"command\":\"ledctrl\",\"sequence_id\":\"20008\","
                     "\"led_node\":\"chamber_light\",\"led_mode\":\"flashing\"}}");
  say_text (printer,
            "{\"print\":{\"result\":\"SUCCESS\",\"sequence_id\":\"20009\",\"mc_percent\":98}}");
}

static void
say_duplicate (SimPrinter *printer)
{
  GBytes *last = sim_printer_get_last_message (printer);

  if (last != NULL)
    sim_printer_say (printer, last, 0);
}

static void
say_burst (SimPrinter *printer)
{
  for (guint i = 0; i < BURST; i++)
    say_text (printer, "{\"print\":{\"command\":\"push_status\",\"msg\":1,\"sequence_id\":\"1\","
                       "\"nonsense\":1}}");
}

static void
say_cloud_disconnect (SimPrinter *printer)
{
  say_text (printer, "{\"event\":{\"event\":\"client.disconnected\",\"disconnected_at\":0}}");
}

static const SimFault faults[] = {
  { "wrong-cn", SIM_FAULT_CERTIFICATE, "Its certificate names another printer" },
  { "unknown-ca", SIM_FAULT_CERTIFICATE, "Its certificate is signed by a CA that nobody knows" },
  { "self-signed", SIM_FAULT_CERTIFICATE, "Its certificate is signed by itself" },
  { "expired-certificate", SIM_FAULT_CERTIFICATE, "Its certificate ran out yesterday" },
  { "leaf-only", SIM_FAULT_CERTIFICATE,
    "Has its certificate from an intermediate CA that it does not send" },
  { "ec-key", SIM_FAULT_CERTIFICATE, "Has an elliptic key" },
  { "changed-certificate", SIM_FAULT_CERTIFICATE,
    "Shows another certificate than before, from a CA that nobody knows" },

  { "wrong-code", SIM_FAULT_CONNECTION, "Refuses the access code that it gave" },
  { "reset", SIM_FAULT_CONNECTION, "Breaks the connection, once each time it is asked for" },
  { "duplicate-client", SIM_FAULT_CONNECTION,
    "Somebody else connects with the same client id, again and again" },
  { "frozen-broker", SIM_FAULT_CONNECTION, "Its broker stops, even keep-alives are not answered" },

  { "no-data", SIM_FAULT_TIMING, "Takes the log-in and says nothing, as for a wrong serial" },
  { "silence", SIM_FAULT_TIMING, "Stops speaking; the connection stays" },
  { "throttle", SIM_FAULT_TIMING, "Ignores a second pushall within 3 seconds" },
  { "late-answer", SIM_FAULT_TIMING, "Answers a pushall 5 seconds late" },
  { "empty-sn", SIM_FAULT_TIMING, "Has no serial numbers in its versions for the first 4 seconds" },
  { "out-of-order", SIM_FAULT_TIMING, "Sends every second report after the one that followed it" },

  { "strings-for-numbers", SIM_FAULT_REPORT, "Numbers are text", numbers_to_text_in_object },
  { "numbers-for-strings", SIM_FAULT_REPORT, "Text of digits is numbers", shape_text_to_numbers },
  { "empty-numbers", SIM_FAULT_REPORT, "Some numbers are empty text", shape_empty_numbers },
  { "null-blocks", SIM_FAULT_REPORT, "Whole blocks are null", shape_null_blocks },
  { "missing-blocks", SIM_FAULT_REPORT, "Whole blocks are not there", shape_missing_blocks },
  { "no-command", SIM_FAULT_REPORT, "Deltas do not say that they are push_status",
    shape_no_command },
  { "negative-home-flag", SIM_FAULT_REPORT, "home_flag has its highest bit",
    shape_negative_home_flag },
  { "many-hms", SIM_FAULT_REPORT, "Has 200 HMS entries", shape_many_hms },
  { "unknown-stage", SIM_FAULT_REPORT, "Is in stage 200", shape_unknown_stage },
  { "unknown-state", SIM_FAULT_REPORT, "Is in a state that nobody heard of", shape_unknown_state },
  { "ams-scalars", SIM_FAULT_REPORT, "Deltas of the AMS have no units", shape_scalars_only },
  { "ams-shuffled", SIM_FAULT_REPORT, "Units and trays come in another order",
    sim_fault_ams_shuffled_units },
  { "ams-power-off", SIM_FAULT_REPORT, "All AMS bits are 0, as when the printer goes down",
    sim_fault_ams_power_off_bits },
  { "ams-unit-gone", SIM_FAULT_REPORT, "The last unit is not listed", sim_fault_ams_unit_gone },
  { "ams-emptied", SIM_FAULT_REPORT, "The first tray of each unit has nothing but its id",
    sim_fault_ams_emptied_trays },
  { "ams-colours", SIM_FAULT_REPORT, "Colours are short, in small letters, empty",
    sim_fault_ams_odd_colours },
  { "ams-remain", SIM_FAULT_REPORT, "What remains is -1, 0, 100 and 750",
    sim_fault_ams_odd_remain },
  { "ams-no-humidity", SIM_FAULT_REPORT, "Humidity and temperature are 0 or not there",
    sim_fault_ams_no_humidity },
  { "ams-uninitialised", SIM_FAULT_REPORT, "Units are not yet connected to an extruder",
    sim_fault_ams_uninitialised },
  { "ams-drying-refused", SIM_FAULT_REPORT, "Says why it cannot dry",
    sim_fault_ams_drying_refused },

  { "acknowledgements", SIM_FAULT_EXTRA, "Answers to others, with keys of the state",
    .say = say_acknowledgements },
  { "duplicates", SIM_FAULT_EXTRA, "Sends each report twice", .say = say_duplicate },
  { "burst", SIM_FAULT_EXTRA, "A hundred deltas at once", .say = say_burst },
  { "not-json", SIM_FAULT_EXTRA, "Something that is not JSON", .say = say_not_json },
  { "truncated-json", SIM_FAULT_EXTRA, "A report that ends in the middle",
    .say = say_truncated_json },
  { "invalid-utf8", SIM_FAULT_EXTRA, "Bytes that are not UTF-8", .say = say_invalid_utf8 },
  { "top-level-array", SIM_FAULT_EXTRA, "An array instead of an object",
    .say = say_top_level_array },
  { "empty-payload", SIM_FAULT_EXTRA, "Messages without a byte", .say = say_empty_payload },
  { "huge-payload", SIM_FAULT_EXTRA, "A message of 2 MB", .say = say_huge_payload },
  { "deep-nesting", SIM_FAULT_EXTRA, "Arrays 1000 deep", .say = say_deep_nesting },
  { "cloud-disconnect", SIM_FAULT_EXTRA, "The cloud's word that the printer went away",
    .say = say_cloud_disconnect },

  { "authorization", SIM_FAULT_COMMAND,
    "Wants signed commands: Developer Mode is off; refuses with result, reason and code",
    shape_wants_signatures },
  { "authorization-code", SIM_FAULT_COMMAND, "The same; refuses with the code alone",
    shape_wants_signatures },
  { "authorization-bare", SIM_FAULT_COMMAND, "The same; a refusal looks like any answer",
    shape_wants_signatures },
  { "authorization-silent", SIM_FAULT_COMMAND, "The same; refuses without an answer",
    shape_wants_signatures },
  { "authorization-hms", SIM_FAULT_COMMAND, "The same; refuses by an HMS entry alone",
    shape_wants_signatures },
  { "no-fun", SIM_FAULT_COMMAND, "Does not say what it can do, nor whether it wants signatures",
    shape_no_fun },
  { "sequence-ids-once", SIM_FAULT_COMMAND, "Refuses a sequence id that it had before" },
  { "commands-dropped", SIM_FAULT_COMMAND, "Does not do what it is told, and does not answer" },
  { "commands-delayed", SIM_FAULT_COMMAND, "Does what it is told 5 seconds later" },
  { "no-effect", SIM_FAULT_COMMAND, "Says success and does nothing" },
  { "storage-error-follows", SIM_FAULT_COMMAND,
    "Says success, does nothing, and has the error 0500-C010 two seconds later" },
  { "mapping-error-follows", SIM_FAULT_COMMAND,
    "Says success, does nothing, and has the error 07FF-8012 two seconds later" },
  { "same-ids-ignored", SIM_FAULT_COMMAND,
    "Says success and does nothing if a print has the task id of the one before" },
  { "second-client", SIM_FAULT_COMMAND,
    "Somebody else pauses, resumes or switches the light, 3 seconds after each command" },
  { "ams-feed-fails", SIM_FAULT_COMMAND, "Filament gets stuck when it is loaded" },
  { "upgrade-fails", SIM_FAULT_COMMAND, "New firmware cannot be loaded" },
  { "reply-late", SIM_FAULT_COMMAND, "Answers commands 7 seconds late" },
  { "reply-twice", SIM_FAULT_COMMAND, "Answers commands twice" },
  { "reply-out-of-order", SIM_FAULT_COMMAND, "Answers every second command 3 seconds late" },
  { "reply-none", SIM_FAULT_COMMAND, "Does what it is told and does not answer" },
  { "reply-bare", SIM_FAULT_COMMAND, "Answers with command and sequence id alone, good or not" },
  { "reply-foreign", SIM_FAULT_COMMAND, "Refuses somebody else the same before each answer" },
  { "reply-upper-case", SIM_FAULT_COMMAND, "Answers SUCCESS or FAIL" },
  { "reply-failed", SIM_FAULT_COMMAND, "Answers failed instead of fail" },
  { "reply-number", SIM_FAULT_COMMAND, "Answers 0 or 1" },
  { "reply-no-result", SIM_FAULT_COMMAND, "Answers with the request and without a result" },
  { "reply-code-text", SIM_FAULT_COMMAND, "Error codes in answers are text" },

  { "camera-wrong-code", SIM_FAULT_CAMERA,
    "Its camera refuses the access code: closes without a word" },
  { "camera-off", SIM_FAULT_CAMERA,
    "Its camera is switched off for the network: closes without a word", shape_camera_off },
  { "camera-wrong-cn", SIM_FAULT_CAMERA, "Its camera's certificate names another printer" },
  { "camera-other-certificate", SIM_FAULT_CAMERA,
    "Its camera shows another certificate than its broker, a new one each time" },
  { "camera-busy", SIM_FAULT_CAMERA, "Others see its camera: the handshake is not answered" },
  { "camera-one-viewer", SIM_FAULT_CAMERA,
    "Its camera serves one viewer; the next waits in its handshake" },
  { "camera-silent", SIM_FAULT_CAMERA, "Its camera takes the log-in and sends no picture" },
  { "camera-stalls", SIM_FAULT_CAMERA, "Its camera sends no more pictures; the connection stays" },
  { "camera-half-header", SIM_FAULT_CAMERA, "Its camera closes in the middle of a header" },
  { "camera-half-frame", SIM_FAULT_CAMERA, "Its camera closes in the middle of a picture" },
  { "camera-pieces", SIM_FAULT_CAMERA, "Pictures come in pieces, some of a single byte" },
  { "camera-pairs", SIM_FAULT_CAMERA, "Two pictures come in one record" },
  { "camera-reserved-words", SIM_FAULT_CAMERA, "Reserved words of the headers are not zero" },
  { "camera-size-zero", SIM_FAULT_CAMERA, "Headers announce a picture of 0 bytes" },
  { "camera-size-max", SIM_FAULT_CAMERA, "Headers announce a picture of 4 GiB" },
  { "camera-size-large", SIM_FAULT_CAMERA, "Headers announce a picture of 11 MB" },
  { "camera-damaged", SIM_FAULT_CAMERA, "Every second picture lacks its end" },
  { "camera-all-damaged", SIM_FAULT_CAMERA, "All pictures lack their end" },
  { "camera-noise", SIM_FAULT_CAMERA, "Pictures are random bytes" },
  { "camera-grey", SIM_FAULT_CAMERA, "Pictures have no colour" },
  { "camera-pixel", SIM_FAULT_CAMERA, "Pictures are 1×1" },
  { "camera-large", SIM_FAULT_CAMERA, "Pictures are 1920×1080, with grain" },
  { "camera-giant", SIM_FAULT_CAMERA, "Pictures are 8000×8000" },

  { "announce-silent", SIM_FAULT_ANNOUNCEMENT, "Does not announce itself" },
  { "announce-byebye", SIM_FAULT_ANNOUNCEMENT, "Says good-bye" },
  { "announce-lower-case", SIM_FAULT_ANNOUNCEMENT, "Header names in small letters" },
  { "announce-lf", SIM_FAULT_ANNOUNCEMENT, "Lines end in LF only" },
  { "announce-bare", SIM_FAULT_ANNOUNCEMENT, "No name, no version" },
  { "announce-legacy-model", SIM_FAULT_ANNOUNCEMENT, "Is a 3DPrinter-X1-Carbon" },
  { "announce-unknown-model", SIM_FAULT_ANNOUNCEMENT, "Is a model that nobody heard of" },
  { "announce-foreign", SIM_FAULT_ANNOUNCEMENT, "NT of another kind of device" },
  { "announce-markup", SIM_FAULT_ANNOUNCEMENT, "A name with markup" },
  { "announce-emoji", SIM_FAULT_ANNOUNCEMENT, "A name with emoji" },
  { "announce-invalid-utf8", SIM_FAULT_ANNOUNCEMENT, "A name that is not UTF-8" },
  { "announce-huge", SIM_FAULT_ANNOUNCEMENT, "A datagram of 60 KiB" },
  { "announce-flood", SIM_FAULT_ANNOUNCEMENT, "200 more printers that do not exist" },
  { "announce-elsewhere", SIM_FAULT_ANNOUNCEMENT, "Names another address than it speaks from" },

  { "seed-shapes", SIM_FAULT_CLOUD, "Answers in the shapes of the documents" },
  { "login-refused", SIM_FAULT_CLOUD, "Takes no password" },
  { "login-empty", SIM_FAULT_CLOUD, "Answers the password with nothing" },
  { "login-empty-type", SIM_FAULT_CLOUD, "Wants a second step and does not say which" },
  { "login-mails-code", SIM_FAULT_CLOUD, "Mails a code as soon as the password came" },
  { "codes-expire", SIM_FAULT_CLOUD, "Codes are too old when they arrive" },
  { "codes-throttled", SIM_FAULT_CLOUD, "Sends no more codes for now" },
  { "sms-web-only", SIM_FAULT_CLOUD, "The API host knows no SMS, the web origin does" },
  { "tfa-expired", SIM_FAULT_CLOUD, "The key of the second step is too old" },
  { "tfa-json", SIM_FAULT_CLOUD, "The token of the second step is in the body, not in a cookie" },
  { "tfa-no-csrf", SIM_FAULT_CLOUD, "The second step does not look for a CSRF token" },
  { "dead-tokens", SIM_FAULT_CLOUD, "Kills all tokens, once each time it is asked for" },
  { "short-tokens", SIM_FAULT_CLOUD, "New tokens live two seconds" },
  { "tokens-end-soon", SIM_FAULT_CLOUD, "New tokens live three days" },
  { "jwt-tokens", SIM_FAULT_CLOUD, "New tokens are JWTs" },
  { "devices-none", SIM_FAULT_CLOUD, "Lists no printers" },
  { "devices-newline", SIM_FAULT_CLOUD, "Listed access codes end in a newline" },
  { "devices-unknown-model", SIM_FAULT_CLOUD, "Lists printers of a model that nobody heard of" },
  { "devices-missing-fields", SIM_FAULT_CLOUD, "Lists nothing but serials" },
  { "firmware-none", SIM_FAULT_CLOUD, "Knows no newer firmware" },
  { "code-zero", SIM_FAULT_CLOUD, "Success has the code 0 instead of null" },
  { "covers-expired", SIM_FAULT_CLOUD, "Links to pictures are too old when they are given" },
  { "presets-full", SIM_FAULT_CLOUD, "Takes no more presets" },
  { "cloud-offline", SIM_FAULT_CLOUD, "A printer, or all, is not connected to the cloud" },
  { "cloud-silent", SIM_FAULT_CLOUD, "Its broker takes connections and passes nothing on" },
  { "cloud-refuses", SIM_FAULT_CLOUD, "Its broker lets nobody in" },

  { "edge-html-403", SIM_FAULT_EDGE, "A challenge page, 403" },
  { "edge-mitigated", SIM_FAULT_EDGE, "403 with cf-mitigated and no page" },
  { "edge-html-503", SIM_FAULT_EDGE, "A page, 503 with cf-ray" },
  { "edge-html-429", SIM_FAULT_EDGE, "A challenge page, 429" },
  { "edge-html-200", SIM_FAULT_EDGE, "A page instead of an answer, 200" },
  { "edge-captcha", SIM_FAULT_EDGE, "418 that asks for a captcha" },
  { "edge-401", SIM_FAULT_EDGE, "401 that does not say that the token is dead" },
  { "edge-404", SIM_FAULT_EDGE, "404 in plain text" },
  { "edge-429", SIM_FAULT_EDGE, "429 without Retry-After" },
  { "edge-429-seconds", SIM_FAULT_EDGE, "429 with Retry-After: 2" },
  { "edge-429-date", SIM_FAULT_EDGE, "429 with Retry-After at a time in 2 seconds" },
  { "edge-500", SIM_FAULT_EDGE, "500 with JSON" },
  { "edge-502", SIM_FAULT_EDGE, "502 with HTML" },
  { "edge-503", SIM_FAULT_EDGE, "503 without a body" },
  { "edge-empty", SIM_FAULT_EDGE, "200 without a body" },
  { "edge-huge", SIM_FAULT_EDGE, "16 MiB of nothing" },
  { "edge-silent", SIM_FAULT_EDGE, "Takes requests and does not answer" },
  { "edge-reset", SIM_FAULT_EDGE, "Breaks the connection instead of an answer" },
  { "edge-slow", SIM_FAULT_EDGE, "The answer comes a byte a second" },
  { "edge-half", SIM_FAULT_EDGE, "The connection ends in the middle of the answer" },
  { "edge-truncated", SIM_FAULT_EDGE, "JSON that ends in the middle" },
  { "edge-wrong-type", SIM_FAULT_EDGE, "JSON that says it is text" },
};

const SimFault *
sim_fault_find (const char *name, GError **error)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (g_str_equal (faults[i].name, name))
      return &faults[i];

  g_set_error (error, SIM_ERROR, SIM_ERROR_UNKNOWN, "No fault “%s”", name);

  return NULL;
}

gboolean
sim_fault_is_of_cloud (const char *name)
{
  const SimFault *fault = sim_fault_find (name, NULL);

  return fault != NULL && (fault->place == SIM_FAULT_CLOUD || fault->place == SIM_FAULT_EDGE);
}

const SimFault *
sim_fault_list (guint *n_faults)
{
  *n_faults = G_N_ELEMENTS (faults);

  return faults;
}
