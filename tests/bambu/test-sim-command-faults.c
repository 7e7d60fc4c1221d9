/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-fixture.h"

/* How printers refuse, and what goes wrong with commands and answers on demand. */

#define PAUSE SIM_PRINT ("'command':'pause','param':''")
#define RESUME SIM_PRINT ("'command':'resume','param':''")
#define SPEED(id, level)                                                                           \
  "{'print':{'sequence_id':" id ",'command':'print_speed','param':'" level "'}}"
#define LIGHT_OFF                                                                                  \
  SIM_SYSTEM ("'command':'ledctrl','led_node':'chamber_light','led_mode':'off','led_on_time':500," \
              "'led_off_time':500,'loop_times':1,'interval_time':1000")

#define NOT_VERIFIED 84033543
#define BAD_SEQUENCE 84033544
#define FUN_SIGNATURES 0x20000000u

static SimFixture *
start_printing (const char *profile, const char *fault)
{
  SimFixture *fixture = sim_fixture_new (profile);

  sim_printer_start_job (fixture->printer, "Benchy", 40);
  if (fault != NULL)
    sim_fixture_set_fault (fixture, fault, TRUE);

  return fixture;
}

static gboolean
wants_signatures (SimFixture *fixture)
{
  return sim_json_get_hex (fixture->report, "fun") & FUN_SIGNATURES;
}

static const struct
{
  const char *fault;
  gboolean answers;
  const char *result;
  const char *reason;
  int code;
  const char *hms;
} refusals[] = {
  { "authorization", TRUE, "failed", "mqtt message verify failed", NOT_VERIFIED, "[]" },
  { "authorization-code", TRUE, NULL, NULL, NOT_VERIFIED, "[]" },
  { "authorization-bare", TRUE, NULL, NULL, 0, "[]" },
  { "authorization-silent", FALSE, NULL, NULL, 0, "[]" },
  { "authorization-hms", FALSE, NULL, NULL, 0, "[{\"attr\":83887360,\"code\":65543}]" },
};

static void
test_authorization (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (SimFixture) fixture = start_printing ("H2D", refusals[row].fault);
  JsonObject *answer;

  /* It says so beforehand. */
  g_assert_false (wants_signatures (fixture));
  sim_printer_advance (fixture->printer, 2);
  g_assert_true (wants_signatures (fixture));

  sim_fixture_tell (fixture, PAUSE);
  answer = sim_fixture_get_answer (fixture);
  g_assert_cmpuint (fixture->answers->len, ==, refusals[row].answers ? 1 : 0);
  if (answer != NULL)
    {
      g_assert_cmpstr (sim_json_get_string (answer, "command", ""), ==, "pause");
      g_assert_cmpstr (sim_json_get_string (answer, "sequence_id", ""), ==, "20001");
      g_assert_cmpstr (sim_json_get_string (answer, "result", NULL), ==, refusals[row].result);
      g_assert_cmpstr (sim_json_get_string (answer, "reason", NULL), ==, refusals[row].reason);
      g_assert_cmpint (sim_json_get_int (answer, "err_code", 0), ==, refusals[row].code);
    }
  sim_printer_advance (fixture->printer, 5);
  sim_fixture_assert (fixture, "gcode_state", "RUNNING");
  sim_fixture_assert (fixture, "hms", refusals[row].hms);

  /* Light and reading do not need a signature, reading profiles does. */
  sim_fixture_forget (fixture);
  sim_fixture_tell (fixture, LIGHT_OFF);
  sim_fixture_assert (fixture, "lights_report.0.mode", "off");
  sim_fixture_tell (fixture, "{'info':{'command':'get_version','sequence_id':'5'}}");
  g_assert_cmpstr (sim_json_get_string (sim_fixture_get_answer (fixture), "command", ""), ==,
                   "get_version");
  sim_fixture_forget (fixture);
  sim_fixture_tell (fixture, SIM_PRINT ("'command':'extrusion_cali_get','filament_id':''"));
  answer = sim_fixture_get_answer (fixture);
  g_assert_true (answer == NULL || !json_object_has_member (answer, "filaments"));

  /* Developer Mode is turned on. */
  sim_fixture_set_fault (fixture, refusals[row].fault, FALSE);
  sim_printer_advance (fixture->printer, 2);
  g_assert_false (wants_signatures (fixture));
  sim_fixture_assert (fixture, "hms", "[]");
  sim_fixture_tell (fixture, PAUSE);
  sim_printer_advance (fixture->printer, 5);
  sim_fixture_assert (fixture, "gcode_state", "PAUSE");
}

static void
test_no_fun (void)
{
  g_autoptr (SimFixture) fixture = start_printing ("H2D", "no-fun");
  g_autoptr (SimFixture) old = start_printing ("P1S", "authorization");

  sim_fixture_set_fault (fixture, "authorization", TRUE);
  sim_printer_advance (fixture->printer, 2);
  g_assert_false (json_object_has_member (fixture->report, "fun"));
  sim_fixture_tell (fixture, PAUSE);
  g_assert_cmpstr (sim_fixture_get_result (fixture), ==, "failed");

  sim_printer_advance (old->printer, 3);
  g_assert_false (json_object_has_member (old->report, "fun"));
  sim_fixture_tell (old, PAUSE);
  g_assert_cmpstr (sim_fixture_get_result (old), ==, "failed");
}

static void
test_sequence_ids (void)
{
  g_autoptr (SimFixture) fixture = start_printing ("P1S", NULL);

  /* Too large a number is never taken, one that was there before only without the fault. */
  sim_fixture_tell (fixture, SPEED ("'2147483648'", "4"));
  g_assert_cmpint (sim_json_get_int (sim_fixture_get_answer (fixture), "err_code", 0), ==,
                   BAD_SEQUENCE);
  sim_fixture_assert (fixture, "spd_lvl", "2");
  sim_fixture_tell (fixture, SPEED ("'2147483647'", "4"));
  sim_fixture_assert (fixture, "spd_lvl", "4");
  sim_fixture_tell (fixture, SPEED ("'2147483647'", "1"));
  sim_fixture_assert (fixture, "spd_lvl", "1");

  sim_fixture_set_fault (fixture, "sequence-ids-once", TRUE);
  sim_fixture_tell (fixture, SPEED ("'20005'", "3"));
  sim_fixture_assert (fixture, "spd_lvl", "3");
  sim_fixture_tell (fixture, SPEED ("'20005'", "4"));
  g_assert_cmpint (sim_json_get_int (sim_fixture_get_answer (fixture), "err_code", 0), ==,
                   BAD_SEQUENCE);
  sim_fixture_assert (fixture, "spd_lvl", "3");
  /* The cloud's commands all have this one. */
  sim_fixture_tell (fixture, SPEED ("'0'", "2"));
  sim_fixture_tell (fixture, SPEED ("'0'", "4"));
  sim_fixture_assert (fixture, "spd_lvl", "4");
}

static void
test_dropped_and_delayed (void)
{
  g_autoptr (SimFixture) fixture = start_printing ("P1S", "commands-dropped");

  sim_fixture_tell (fixture, SPEED ("'20001'", "4"));
  sim_printer_advance (fixture->printer, 10);
  g_assert_cmpuint (fixture->answers->len, ==, 0);
  sim_fixture_assert (fixture, "spd_lvl", "2");

  sim_fixture_set_fault (fixture, "commands-dropped", FALSE);
  sim_fixture_set_fault (fixture, "commands-delayed", TRUE);
  sim_fixture_tell (fixture, SPEED ("'20002'", "4"));
  sim_printer_advance (fixture->printer, 4);
  g_assert_cmpuint (fixture->answers->len, ==, 0);
  sim_fixture_assert (fixture, "spd_lvl", "2");
  sim_printer_advance (fixture->printer, 2);
  g_assert_cmpuint (fixture->answers->len, ==, 1);
  sim_fixture_assert (fixture, "spd_lvl", "4");
}

static const struct
{
  const char *fault;
  const char *error;
} empty_successes[] = {
  { "no-effect", "0" },
  { "storage-error-follows", "83935248" },
  { "mapping-error-follows", "134184978" },
};

static void
test_empty_success (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autoptr (SimFixture) fixture = start_printing ("X1C", empty_successes[row].fault);

  sim_fixture_tell (fixture, PAUSE);
  g_assert_cmpstr (sim_fixture_get_result (fixture), ==, "success");
  sim_fixture_assert (fixture, "print_error", "0");
  sim_printer_advance (fixture->printer, 5);
  sim_fixture_assert (fixture, "gcode_state", "RUNNING");
  sim_fixture_assert (fixture, "print_error", empty_successes[row].error);

  /* And it can be put away. */
  sim_fixture_set_fault (fixture, empty_successes[row].fault, FALSE);
  sim_fixture_tell (fixture, SIM_PRINT ("'command':'clean_print_error','subtask_id':'0',"
                                        "'print_error':0"));
  sim_fixture_assert (fixture, "print_error", "0");
}

static char *
describe_result (SimFixture *fixture, const char *request)
{
  JsonObject *answer;

  sim_fixture_forget (fixture);
  sim_fixture_tell (fixture, request);
  answer = sim_fixture_get_answer (fixture);
  g_assert_nonnull (answer);
  if (!json_object_has_member (answer, "result"))
    return g_strdup ("absent");

  return json_to_string (json_object_get_member (answer, "result"), FALSE);
}

static void
test_results (void)
{
  static const struct
  {
    const char *fault;
    const char *good;
    const char *bad;
  } forms[] = {
    { NULL, "\"success\"", "\"fail\"" },
    { "reply-upper-case", "\"SUCCESS\"", "\"FAIL\"" },
    { "reply-failed", "\"success\"", "\"failed\"" },
    { "reply-number", "0", "1" },
    { "reply-no-result", "absent", "absent" },
    { "reply-bare", "absent", "absent" },
  };
  g_autoptr (SimFixture) fixture = start_printing ("P1S", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *good = NULL;
      g_autofree char *bad = NULL;

      if (forms[i].fault != NULL)
        sim_fixture_set_fault (fixture, forms[i].fault, TRUE);
      good = describe_result (fixture, SPEED ("'20001'", "3"));
      bad = describe_result (fixture, SPEED ("'20002'", "9"));
      g_assert_cmpstr (good, ==, forms[i].good);
      g_assert_cmpstr (bad, ==, forms[i].bad);
      /* The request's own keys come back, unless the answer is bare. */
      g_assert_cmpint (json_object_has_member (sim_fixture_get_answer (fixture), "param"), ==,
                       g_strcmp0 (forms[i].fault, "reply-bare") != 0);
      if (forms[i].fault != NULL)
        sim_fixture_set_fault (fixture, forms[i].fault, FALSE);
    }

  sim_fixture_set_fault (fixture, "authorization", TRUE);
  sim_fixture_set_fault (fixture, "reply-code-text", TRUE);
  sim_fixture_tell (fixture, PAUSE);
  g_assert_cmpstr (sim_json_get_string (sim_fixture_get_answer (fixture), "err_code", ""), ==,
                   "84033543");
}

static const char *
get_id (SimFixture *fixture, guint index)
{
  g_assert_cmpuint (index, <, fixture->answers->len);

  return sim_json_get_string (g_ptr_array_index (fixture->answers, index), "sequence_id", "");
}

static void
test_order (void)
{
  g_autoptr (SimFixture) fixture = start_printing ("P1S", "reply-late");

  sim_fixture_tell (fixture, SPEED ("'20001'", "3"));
  sim_fixture_assert (fixture, "spd_lvl", "3");
  sim_printer_advance (fixture->printer, 6);
  g_assert_cmpuint (fixture->answers->len, ==, 0);
  sim_printer_advance (fixture->printer, 2);
  g_assert_cmpuint (fixture->answers->len, ==, 1);
  sim_fixture_set_fault (fixture, "reply-late", FALSE);

  sim_fixture_forget (fixture);
  sim_fixture_set_fault (fixture, "reply-twice", TRUE);
  sim_fixture_tell (fixture, SPEED ("'20002'", "4"));
  g_assert_cmpuint (fixture->answers->len, ==, 2);
  g_assert_cmpstr (get_id (fixture, 0), ==, get_id (fixture, 1));
  sim_fixture_set_fault (fixture, "reply-twice", FALSE);

  sim_fixture_forget (fixture);
  sim_fixture_set_fault (fixture, "reply-out-of-order", TRUE);
  sim_fixture_tell (fixture, SPEED ("'20003'", "1"));
  sim_fixture_tell (fixture, SPEED ("'20004'", "2"));
  sim_printer_advance (fixture->printer, 4);
  g_assert_cmpuint (fixture->answers->len, ==, 2);
  g_assert_cmpstr (get_id (fixture, 0), ==, "20004");
  g_assert_cmpstr (get_id (fixture, 1), ==, "20003");
  sim_fixture_set_fault (fixture, "reply-out-of-order", FALSE);

  sim_fixture_forget (fixture);
  sim_fixture_set_fault (fixture, "reply-foreign", TRUE);
  sim_fixture_tell (fixture, SPEED ("'20005'", "3"));
  g_assert_cmpuint (fixture->answers->len, ==, 2);
  g_assert_cmpstr (get_id (fixture, 0), !=, "20005");
  g_assert_cmpstr (sim_fixture_get_result (fixture), ==, "success");
  sim_fixture_set_fault (fixture, "reply-foreign", FALSE);

  sim_fixture_forget (fixture);
  sim_fixture_set_fault (fixture, "reply-none", TRUE);
  sim_fixture_tell (fixture, SPEED ("'20006'", "4"));
  g_assert_cmpuint (fixture->answers->len, ==, 0);
  sim_fixture_assert (fixture, "spd_lvl", "4");
}

static void
test_second_client (void)
{
  g_autoptr (SimFixture) fixture = start_printing ("P1S", "second-client");

  sim_fixture_tell (fixture, PAUSE);
  sim_printer_advance (fixture->printer, 2.5);
  sim_fixture_assert (fixture, "gcode_state", "PAUSE");
  sim_printer_advance (fixture->printer, 4);
  sim_fixture_assert (fixture, "gcode_state", "RUNNING");

  /* The other one was quicker. */
  sim_fixture_tell (fixture, RESUME);
  g_assert_cmpstr (sim_fixture_get_result (fixture), ==, "fail");
}

/* Requests that are none, or that come at a bad time, harm nothing. */
static void
test_nonsense (void)
{
  static const char *const requests[] = {
    "",
    "nonsense",
    "[]",
    "{'print':[]}",
    "{'print':{'command':7}}",
    "{'print':{'command':'print_speed'}}",
    "{'print':{'command':'print_speed','param':{}}}",
    "{'print':{'command':'skip_objects','obj_list':['a',{}]}}",
    "{'print':{'command':'skip_objects','obj_list':7}}",
    "{'print':{'command':'gcode_line','param':[]}}",
    "{'print':{'command':'gcode_line','param':'M104\\nG1\\nM106 P-1 S9999\\nG1 X1e99\\n\\n;\\n'}}",
    "{'print':{'command':'ams_change_filament','ams_id':-7,'slot_id':-1,'target':-9}}",
    "{'print':{'command':'ams_change_filament','ams_id':4000000000,'slot_id':1,'target':1}}",
    "{'print':{'command':'ams_filament_setting','ams_id':0,'slot_id':2,'tray_id':2,'tray_type':7,"
    "'tray_info_idx':[],'tray_color':'red','cols':'x'}}",
    "{'print':{'command':'ams_get_rfid'}}",
    "{'print':{'command':'ams_filament_drying','ams_id':0,'mode':1,'temp':'hot','duration':-3}}",
    "{'print':{'command':'extrusion_cali_set','filaments':[7]}}",
    "{'print':{'command':'extrusion_cali_sel','tray_id':-4}}",
    "{'print':{'command':'set_fan','fan_index':99,'speed':-1}}",
    "{'print':{'command':'set_nozzle_temp','extruder_index':-7,'target_temp':200}}",
    "{'print':{'command':'select_extruder','extruder_index':99}}",
    "{'print':{'command':'calibration','option':-1}}",
    "{'system':{'command':'ledctrl','led_node':{},'led_mode':[]}}",
    "{'system':{'command':'set_accessories','accessory_type':'nozzle','nozzle_diameter':'x'}}",
    "{'xcam':{'command':'xcam_control_set','module_name':7,'control':'yes'}}",
    "{'camera':{'command':'ipcam_record_set','control':true}}",
    "{'upgrade':{'command':'start','module':7,'version':[]}}",
    "{'upgrade':{'command':'upgrade_confirm'}}",
  };
  static const char *const profiles[] = { "P1S", "P1P", "X1C", "H2D" };

  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      g_autoptr (SimFixture) fixture = start_printing (profiles[i], NULL);

      for (guint j = 0; j < G_N_ELEMENTS (requests); j++)
        sim_fixture_tell (fixture, requests[j]);
      sim_printer_advance (fixture->printer, 10);
      for (guint j = 0; j < fixture->answers->len; j++)
        {
          JsonObject *answer = g_ptr_array_index (fixture->answers, j);

          /* G-code is passed over without a word. */
          if (!g_str_equal (sim_json_get_string (answer, "command", ""), "gcode_line"))
            g_assert_cmpstr (sim_json_get_string (answer, "result", ""), ==, "fail");
        }
      sim_fixture_assert (fixture, "gcode_state", "RUNNING");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/sim-command-faults/", refusals[i].fault, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_authorization);
    }
  for (guint i = 0; i < G_N_ELEMENTS (empty_successes); i++)
    {
      g_autofree char *path = g_strconcat ("/sim-command-faults/", empty_successes[i].fault, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_empty_success);
    }
  g_test_add_func ("/sim-command-faults/no-fun", test_no_fun);
  g_test_add_func ("/sim-command-faults/sequence-ids", test_sequence_ids);
  g_test_add_func ("/sim-command-faults/dropped-and-delayed", test_dropped_and_delayed);
  g_test_add_func ("/sim-command-faults/results", test_results);
  g_test_add_func ("/sim-command-faults/order", test_order);
  g_test_add_func ("/sim-command-faults/second-client", test_second_client);
  g_test_add_func ("/sim-command-faults/nonsense", test_nonsense);

  return g_test_run ();
}
