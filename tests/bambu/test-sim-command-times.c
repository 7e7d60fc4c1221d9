/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-fixture.h"
#include "simulator/sim-printer-private.h"

/* What takes its time, step by step. */

static void
advance_until (SimFixture *fixture, const char *path, const char *expected, guint seconds)
{
  for (guint i = 0; i < seconds; i++)
    {
      g_autofree char *value = sim_fixture_look (fixture, path);

      if (g_str_equal (value, expected))
        return;

      sim_printer_advance (fixture->printer, 1);
    }
  sim_fixture_assert (fixture, path, expected);
}

/* All that `ams_status` and `stg_cur` go through. */
static char *
watch_change (SimFixture *fixture, guint seconds)
{
  GString *steps = g_string_new (NULL);
  g_autofree char *before = g_strdup ("");

  for (guint i = 0; i < seconds; i++)
    {
      g_autofree char *status = sim_fixture_look (fixture, "ams_status");
      g_autofree char *stage = sim_fixture_look (fixture, "stg_cur");
      g_autofree char *step = g_strconcat (status, "/", stage, NULL);

      if (!g_str_equal (step, before))
        g_string_append_printf (steps, "%s%s", steps->len > 0 ? " " : "", step);
      g_set_str (&before, step);
      sim_printer_advance (fixture->printer, 1);
    }

  return g_string_free_and_steal (steps);
}

#define LOAD_FIRST                                                                                 \
  SIM_PRINT ("'command':'ams_change_filament','ams_id':0,'slot_id':0,'target':0,'curr_temp':0,"    \
             "'tar_temp':220")
#define LOAD_SECOND                                                                                \
  SIM_PRINT ("'command':'ams_change_filament','ams_id':0,'slot_id':1,'target':1,'curr_temp':220,"  \
             "'tar_temp':220")
#define UNLOAD                                                                                     \
  SIM_PRINT ("'command':'ams_change_filament','ams_id':0,'slot_id':255,'target':255,"              \
             "'curr_temp':220,'tar_temp':210")
#define CONTROL(what) SIM_PRINT ("'command':'ams_control','param':'" what "'")

static void
test_change (void)
{
  g_autoptr (SimFixture) fixture = sim_fixture_new ("P1S");
  g_autofree char *load = NULL;
  g_autofree char *change = NULL;
  g_autofree char *unload = NULL;

  sim_fixture_tell (fixture, LOAD_FIRST);
  sim_fixture_assert (fixture, "nozzle_target_temper", "220.0");
  sim_fixture_assert (fixture, "ams.tray_tar", "0");
  sim_fixture_assert (fixture, "ams.tray_now", "255");
  load = watch_change (fixture, 100);
  g_assert_cmpstr (load, ==, "258/4 261/24 263/24 0/255");
  sim_fixture_assert (fixture, "ams.tray_now", "0");
  sim_fixture_assert (fixture, "hw_switch_state", "1");
  sim_fixture_assert (fixture, "nozzle_target_temper", "0.0");

  sim_fixture_tell (fixture, LOAD_SECOND);
  change = watch_change (fixture, 100);
  g_assert_cmpstr (change, ==, "258/4 259/22 260/22 261/24 263/24 0/255");
  sim_fixture_assert (fixture, "ams.tray_now", "1");
  sim_fixture_assert (fixture, "ams.tray_pre", "0");

  /* Again what is there. */
  sim_fixture_tell (fixture, LOAD_SECOND);
  g_assert_cmpstr (sim_fixture_get_result (fixture), ==, "success");
  sim_fixture_assert (fixture, "ams_status", "0");

  sim_fixture_tell (fixture, UNLOAD);
  sim_fixture_assert (fixture, "ams.tray_tar", "255");
  /* Only one at a time. */
  sim_fixture_tell (fixture, LOAD_FIRST);
  g_assert_cmpstr (sim_fixture_get_result (fixture), ==, "fail");
  unload = watch_change (fixture, 100);
  g_assert_cmpstr (unload, ==, "258/4 259/22 260/22 0/255");
  sim_fixture_assert (fixture, "ams.tray_now", "255");
  sim_fixture_assert (fixture, "hw_switch_state", "0");
}

static void
test_change_gets_stuck (void)
{
  g_autoptr (SimFixture) fixture = sim_fixture_new ("P1S");

  sim_fixture_set_fault (fixture, "ams-feed-fails", TRUE);
  sim_fixture_tell (fixture, LOAD_SECOND);
  advance_until (fixture, "print_error", "117473286", 120);
  sim_printer_advance (fixture->printer, 60);
  sim_fixture_assert (fixture, "ams_status", "261");

  sim_fixture_tell (fixture, CONTROL ("resume"));
  g_assert_cmpstr (sim_fixture_get_result (fixture), ==, "success");
  sim_fixture_assert (fixture, "print_error", "0");
  advance_until (fixture, "ams_status", "0", 60);
  sim_fixture_assert (fixture, "ams.tray_now", "1");

  sim_fixture_tell (fixture, LOAD_FIRST);
  advance_until (fixture, "print_error", "117473286", 120);
  sim_fixture_tell (fixture, CONTROL ("reset"));
  sim_fixture_assert (fixture, "ams_status", "0");
  sim_fixture_assert (fixture, "ams.tray_now", "255");
  sim_fixture_assert (fixture, "ams.tray_tar", "255");
  sim_fixture_tell (fixture, CONTROL ("reset"));
  g_assert_cmpstr (sim_fixture_get_result (fixture), ==, "fail");
}

static void
test_external_spool (void)
{
  g_autoptr (SimFixture) fixture = sim_fixture_new ("H2D");
  g_autofree char *value = NULL;

  sim_fixture_tell (fixture, SIM_PRINT ("'command':'ams_change_filament','ams_id':254,'slot_id':0,"
                                        "'target':254,'curr_temp':0,'tar_temp':220,"
                                        "'extruder_id':1"));
  sim_fixture_assert (fixture, "device.extruder.info.1.star", "65024");
  advance_until (fixture, "ams_status", "262", 120);
  sim_printer_advance (fixture->printer, 60);
  sim_fixture_assert (fixture, "ams_status", "262");
  sim_fixture_tell (fixture, CONTROL ("done"));
  advance_until (fixture, "ams_status", "0", 60);
  sim_fixture_assert (fixture, "device.extruder.info.1.snow", "65024");
  sim_fixture_assert (fixture, "device.extruder.info.0.snow", "65535");
}

static int
get_errno (SimFixture *fixture)
{
  return (int) sim_json_get_int (sim_fixture_get_answer (fixture), "errno", 0);
}

static void
test_too_hot (void)
{
  g_autoptr (SimFixture) fixture = sim_fixture_new ("H2D");
  SimMachine *machine = sim_printer_get_machine (fixture->printer);

  /* A unit that dries PLA does not feed it. */
  sim_fixture_tell (fixture, SIM_PRINT ("'command':'ams_filament_drying','ams_id':1,'mode':1,"
                                        "'filament':'PLA','temp':55,'duration':8"));
  g_assert_cmpstr (sim_fixture_get_result (fixture), ==, "SUCCESS");
  sim_printer_advance (fixture->printer, 30 * 60);
  sim_fixture_tell (fixture, SIM_PRINT ("'command':'ams_change_filament','ams_id':1,'slot_id':0,"
                                        "'target':4,'curr_temp':0,'tar_temp':220,'extruder_id':0"));
  g_assert_cmpint (get_errno (fixture), ==, -4);
  g_assert_cmpint (sim_json_get_int (sim_fixture_get_answer (fixture), "soft_temp", 0), ==, 45);

  /* Neither does PLA go into a hot chamber, nor a chamber get hot with PLA in it. */
  sim_fixture_tell (fixture, SIM_PRINT ("'command':'set_ctt','ctt_val':60"));
  g_assert_cmpint (get_errno (fixture), ==, 0);
  sim_printer_advance (fixture->printer, 10 * 60);
  sim_fixture_tell (fixture, SIM_PRINT ("'command':'ams_change_filament','ams_id':0,'slot_id':1,"
                                        "'target':1,'curr_temp':0,'tar_temp':220,'extruder_id':1"));
  g_assert_cmpint (get_errno (fixture), ==, -2);
  sim_fixture_tell (fixture, SIM_PRINT ("'command':'set_ctt','ctt_val':0"));
  sim_fixture_assert (fixture, "ctt", "0.0");
  sim_machine_start_job (machine, "Benchy", 50);
  sim_fixture_tell (fixture, SIM_PRINT ("'command':'set_ctt','ctt_val':60"));
  g_assert_cmpint (get_errno (fixture), ==, -2);
  sim_fixture_tell (fixture, SIM_PRINT ("'command':'set_ctt','ctt_val':30"));
  g_assert_cmpint (get_errno (fixture), ==, -4);
  sim_fixture_assert (fixture, "ctt", "0.0");
}

static guint
get_dry_status (SimFixture *fixture)
{
  g_autofree char *info = sim_fixture_look (fixture, "ams.ams.0.info");

  return (guint) (g_ascii_strtoull (info, NULL, 16) >> 4) & 0xf;
}

static void
test_drying (void)
{
  g_autoptr (SimFixture) fixture = sim_fixture_new ("H2D");
  g_autofree char *before = sim_fixture_look (fixture, "ams.ams.0.temp");
  g_autofree char *after = NULL;

  sim_fixture_tell (fixture, SIM_PRINT ("'command':'ams_filament_drying','ams_id':0,'mode':1,"
                                        "'filament':'PETG','temp':65,'duration':12"));
  sim_fixture_assert (fixture, "ams.ams.0.dry_time", "720");
  sim_fixture_assert (fixture, "ams.ams.0.dry_setting.dry_filament", "PETG");
  g_assert_cmpuint (get_dry_status (fixture), ==, 1);
  sim_printer_advance (fixture->printer, 10);
  g_assert_cmpuint (get_dry_status (fixture), ==, 2);
  sim_fixture_assert (fixture, "ams.ams.0.dry_sf_reason", "[6]");

  /* Once is enough. */
  sim_fixture_tell (fixture, SIM_PRINT ("'command':'ams_filament_drying','ams_id':0,'mode':1,"
                                        "'filament':'PLA','temp':55,'duration':8"));
  g_assert_cmpstr (sim_fixture_get_result (fixture), ==, "fail");
  g_assert_cmpint (get_errno (fixture), <, 0);

  sim_printer_advance (fixture->printer, 30 * 60);
  sim_fixture_assert (fixture, "ams.ams.0.dry_time", "690");
  after = sim_fixture_look (fixture, "ams.ams.0.temp");
  g_assert_cmpfloat (g_ascii_strtod (after, NULL), >, g_ascii_strtod (before, NULL) + 20);

  sim_fixture_tell (fixture, SIM_PRINT ("'command':'ams_filament_drying','ams_id':0,'mode':0"));
  sim_fixture_assert (fixture, "ams.ams.0.dry_time", "0");
  g_assert_cmpuint (get_dry_status (fixture), ==, 4);
  sim_printer_advance (fixture->printer, 5);
  g_assert_cmpuint (get_dry_status (fixture), ==, 3);
  sim_printer_advance (fixture->printer, 20 * 60);
  g_assert_cmpuint (get_dry_status (fixture), ==, 0);
  sim_fixture_assert (fixture, "ams.ams.0.dry_sf_reason", "[]");

  sim_fixture_set_fault (fixture, "ams-drying-refused", TRUE);
  sim_fixture_tell (fixture, SIM_PRINT ("'command':'ams_filament_drying','ams_id':0,'mode':1,"
                                        "'filament':'PLA','temp':55,'duration':8"));
  g_assert_cmpint (get_errno (fixture), <, 0);
  g_assert_cmpuint (get_dry_status (fixture), ==, 0);
}

static void
test_extrusion (void)
{
  g_autoptr (SimFixture) fixture = sim_fixture_new ("P1S");
  SimMachine *machine = sim_printer_get_machine (fixture->printer);

  /* Cold, it says yes and does nothing. */
  sim_fixture_tell (fixture, SIM_GCODE ("M83\\nG0 E10.0 F900\\n"));
  g_assert_cmpstr (sim_fixture_get_result (fixture), ==, "success");
  g_assert_cmpfloat (sim_machine_get_position (machine, SIM_AXIS_EXTRUDER), ==, 0);

  sim_fixture_tell (fixture, SIM_GCODE ("M104 S220\\n"));
  sim_printer_advance (fixture->printer, 120);
  sim_fixture_tell (fixture, SIM_GCODE ("M83\\nG0 E10.0 F900\\n"));
  g_assert_cmpfloat (sim_machine_get_position (machine, SIM_AXIS_EXTRUDER), ==, 10);

  sim_fixture_tell (fixture, SIM_GCODE ("M211 S\\nM211 X1 Y1 Z1\\nM1002 push_ref_mode\\nG91 \\n"
                                        "G1 Z-10.0 F900\\nM1002 pop_ref_mode\\nM211 R\\n"));
  g_assert_cmpfloat (sim_machine_get_position (machine, SIM_AXIS_Z), ==, -10);

  /* A paused job lets filament be pushed, and nothing be moved. */
  sim_printer_start_job (fixture->printer, "Benchy", 40);
  sim_fixture_tell (fixture, SIM_GCODE ("M83\\nG0 E10.0 F900\\n"));
  g_assert_cmpfloat (sim_machine_get_position (machine, SIM_AXIS_EXTRUDER), ==, 10);
  sim_printer_pause_job (fixture->printer, 16);
  sim_fixture_tell (fixture, SIM_GCODE ("M83\\nG0 E-10.0 F900\\n"));
  g_assert_cmpfloat (sim_machine_get_position (machine, SIM_AXIS_EXTRUDER), ==, 0);
  sim_fixture_tell (fixture, SIM_GCODE ("G91\\nG1 X10\\n"));
  g_assert_cmpfloat (sim_machine_get_position (machine, SIM_AXIS_X), ==, 0);
}

static void
test_pause_and_resume (void)
{
  g_autoptr (SimFixture) fixture = sim_fixture_new ("P2S");

  sim_printer_start_job (fixture->printer, "Benchy", 0);
  sim_fixture_assert (fixture, "gcode_state", "PREPARE");
  sim_fixture_tell (fixture, SIM_PRINT ("'command':'pause','param':''"));
  g_assert_cmpstr (sim_fixture_get_result (fixture), ==, "fail");
  advance_until (fixture, "gcode_state", "RUNNING", 20);
  sim_fixture_tell (fixture, SIM_PRINT ("'command':'pause','param':''"));
  sim_fixture_tell (fixture, SIM_PRINT ("'command':'resume','param':''"));
  g_assert_cmpstr (sim_fixture_get_result (fixture), ==, "fail");
  advance_until (fixture, "gcode_state", "PAUSE", 4);

  /* A button of a dialog for another error does nothing. */
  sim_printer_patch (fixture->printer, "{\"print_error\":117538833}", NULL);
  sim_fixture_tell (fixture, SIM_PRINT ("'command':'resume','err':'0300400C','param':'reserve',"
                                        "'job_id':'0'"));
  g_assert_cmpstr (sim_fixture_get_result (fixture), ==, "fail");
  sim_fixture_tell (fixture, SIM_PRINT ("'command':'ignore','err':'07018011','param':'reserve',"
                                        "'job_id':'0'"));
  sim_fixture_assert (fixture, "print_error", "0");
  advance_until (fixture, "gcode_state", "RUNNING", 4);

  sim_fixture_tell (fixture, SIM_PRINT ("'command':'stop','param':''"));
  sim_fixture_tell (fixture, SIM_PRINT ("'command':'pause','param':''"));
  g_assert_cmpstr (sim_fixture_get_result (fixture), ==, "fail");
  advance_until (fixture, "gcode_state", "FAILED", 4);

  sim_printer_patch (fixture->printer, "{\"print_error\":117538833}", NULL);
  sim_fixture_tell (fixture, SIM_SYSTEM ("'command':'uiop','name':'print_error','action':'close',"
                                         "'source':1,'type':'dialog','err':'07018011'"));
  sim_fixture_assert (fixture, "print_error", "0");
}

static void
count (guint *counter)
{
  (*counter)++;
}

static void
test_upgrade (void)
{
  g_autoptr (SimFixture) fixture = sim_fixture_new ("P1S");
  guint n_dropped = 0;
  guint n_returned = 0;

  g_signal_connect_swapped (fixture->printer, "dropped", G_CALLBACK (count), &n_dropped);
  g_signal_connect_swapped (fixture->printer, "returned", G_CALLBACK (count), &n_returned);

  sim_fixture_tell (fixture, "{'upgrade':{'command':'upgrade_confirm','sequence_id':'1','src_id':"
                             "1}}");
  g_assert_cmpstr (sim_fixture_get_result (fixture), ==, "fail");
  sim_printer_patch (
      fixture->printer,
      "{\"upgrade_state\":{\"new_version_state\":1,\"dis_state\":1,\"new_ver_list\":[{\"name\":"
      "\"ota\",\"cur_ver\":\"01.08.02.00\",\"new_ver\":\"01.09.00.00\"}]}}",
      NULL);
  sim_fixture_tell (fixture, "{'upgrade':{'command':'upgrade_confirm','sequence_id':'2','src_id':"
                             "1}}");
  g_assert_cmpstr (sim_fixture_get_result (fixture), ==, "success");
  sim_printer_advance (fixture->printer, 10);
  sim_fixture_assert (fixture, "upgrade_state.status", "DOWNLOADING");
  sim_fixture_assert (fixture, "upgrade_state.progress", "50");
  sim_fixture_assert (fixture, "upgrade_state.dis_state", "2");

  /* It takes no commands now. */
  sim_fixture_forget (fixture);
  sim_fixture_tell (fixture, SIM_GCODE ("M140 S60\\n"));
  sim_printer_advance (fixture->printer, 15);
  g_assert_cmpuint (fixture->answers->len, ==, 0);
  sim_fixture_assert (fixture, "bed_target_temper", "0.0");
  sim_fixture_assert (fixture, "upgrade_state.status", "FLASHING");

  g_assert_cmpuint (n_dropped, ==, 0);
  sim_printer_advance (fixture->printer, 20);
  g_assert_cmpuint (n_dropped, ==, 1);
  g_assert_true (sim_printer_is_away (fixture->printer));
  sim_fixture_tell (fixture, "{'info':{'command':'get_version','sequence_id':'3'}}");
  g_assert_cmpuint (fixture->answers->len, ==, 0);
  sim_printer_advance (fixture->printer, 60);
  g_assert_cmpuint (n_returned, ==, 1);
  g_assert_cmpstr (sim_printer_get_version (fixture->printer), ==, "01.09.00.00");
  sim_fixture_assert (fixture, "upgrade_state.status", "IDLE");
  sim_fixture_assert (fixture, "upgrade_state.new_version_state", "2");

  sim_fixture_set_fault (fixture, "upgrade-fails", TRUE);
  sim_fixture_tell (fixture, "{'upgrade':{'command':'start','sequence_id':'4','url':'','module':"
                             "'ota','version':'01.10.00.00','src_id':1}}");
  sim_printer_advance (fixture->printer, 60);
  sim_fixture_assert (fixture, "upgrade_state.status", "DOWNLOAD_FAIL");
  g_assert_cmpstr (sim_printer_get_version (fixture->printer), ==, "01.09.00.00");
  sim_fixture_tell (fixture, SIM_GCODE ("M140 S60\\n"));
  sim_fixture_assert (fixture, "bed_target_temper", "60.0");
}

static void
test_reboot (void)
{
  g_autoptr (SimFixture) fixture = sim_fixture_new ("A1 mini");
  guint n_dropped = 0;

  g_signal_connect_swapped (fixture->printer, "dropped", G_CALLBACK (count), &n_dropped);
  sim_printer_start_job (fixture->printer, "Benchy", 40);
  sim_fixture_tell (fixture, SIM_SYSTEM ("'command':'reboot'"));
  g_assert_cmpuint (fixture->answers->len, ==, 0);
  g_assert_cmpuint (n_dropped, ==, 1);
  sim_printer_advance (fixture->printer, 59);
  g_assert_true (sim_printer_is_away (fixture->printer));
  sim_printer_advance (fixture->printer, 2);
  g_assert_false (sim_printer_is_away (fixture->printer));
  sim_fixture_assert (fixture, "gcode_state", "IDLE");
  sim_fixture_assert (fixture, "nozzle_target_temper", "0.0");
}

static guint
count_profiles (SimFixture *fixture, const char *filament)
{
  g_autofree char *request =
      g_strdup_printf (SIM_PRINT ("'command':'extrusion_cali_get','filament_id':'%s',"
                                  "'nozzle_diameter':'0.4'"),
                       filament);

  sim_fixture_tell (fixture, request);

  return json_array_get_length (
      json_object_get_array_member (sim_fixture_get_answer (fixture), "filaments"));
}

static void
test_flow_profiles (void)
{
  g_autoptr (SimFixture) fixture = sim_fixture_new ("P1S");
  guint n_first = count_profiles (fixture, "");

  g_assert_cmpuint (count_profiles (fixture, "GFL99"), ==, 1);
  sim_fixture_tell (fixture, SIM_PRINT ("'command':'extrusion_cali_set','nozzle_diameter':'0.4',"
                                        "'filaments':[{'tray_id':0,'extruder_id':0,'nozzle_id':"
                                        "'HS00-0.4','nozzle_diameter':'0.4','ams_id':0,'slot_id':0,"
                                        "'filament_id':'GFL99','setting_id':'GFSL99','name':"
                                        "'Mine','k_value':'0.031','n_coef':'0.0','cali_idx':-1}]"));
  g_assert_cmpstr (sim_fixture_get_result (fixture), ==, "success");
  g_assert_cmpuint (count_profiles (fixture, ""), ==, n_first + 1);
  g_assert_cmpuint (count_profiles (fixture, "GFL99"), ==, 2);

  sim_fixture_tell (fixture, SIM_PRINT ("'command':'extrusion_cali_sel','tray_id':0,'ams_id':0,"
                                        "'slot_id':0,'cali_idx':2,'filament_id':'GFL99',"
                                        "'nozzle_diameter':'0.4'"));
  sim_fixture_assert (fixture, "ams.ams.0.tray.0.cali_idx", "2");
  sim_fixture_tell (fixture, SIM_PRINT ("'command':'extrusion_cali_del','cali_idx':2,"
                                        "'filament_id':'GFL99','nozzle_diameter':'0.4'"));
  g_assert_cmpuint (count_profiles (fixture, "GFL99"), ==, 1);
}

static void
test_options (void)
{
  static const struct
  {
    const char *profile;
    const char *request;
    const char *path; /* bits in hexadecimal, or a number */
    guint bit;
  } options[] = {
    { "P1S", SIM_PRINT ("'command':'print_option','auto_recovery':%s"), "home_flag", 4 },
    { "P1S", SIM_PRINT ("'command':'print_option','auto_switch_filament':%s"), "home_flag", 10 },
    { "H2D", SIM_PRINT ("'command':'print_option','auto_switch_filament':%s"), "cfg", 18 },
    { "H2D", SIM_PRINT ("'command':'print_option','sound_enable':%s"), "cfg", 22 },
    { "H2D", SIM_PRINT ("'command':'print_option','filament_tangle_detect':%s"), "cfg", 23 },
    { "H2D", SIM_PRINT ("'command':'print_option','air_print_detect':%s"), "home_flag", 28 },
    { "X1C", SIM_SYSTEM ("'command':'print_cache_set','config':%s"), "cfg", 19 },
    { "P1S", SIM_SYSTEM ("'command':'print_cache_set','config':%s"), "home_flag", 11 },
    { "P2S",
      SIM_PRINT ("'command':'ams_user_setting','ams_id':-1,'startup_read_option':false,"
                 "'tray_read_option':false,'calibrate_remain_flag':%s"),
      "cfg", 17 },
    { "X1C",
      "{'xcam':{'sequence_id':'7','command':'xcam_control_set','module_name':'pileup_detector',"
      "'control':%s,'enable':true,'print_halt':true,'halt_print_sensitivity':'low'}}",
      "xcam.cfg", 10 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    for (guint on = 0; on < 2; on++)
      {
        g_autoptr (SimFixture) fixture = sim_fixture_new (options[i].profile);
        g_auto (GStrv) parts = g_strsplit (options[i].request, "%s", 2);
        g_autofree char *request = g_strconcat (parts[0], on ? "true" : "false", parts[1], NULL);
        g_autofree char *value = NULL;
        gint64 bits;

        sim_fixture_tell (fixture, request);
        value = sim_fixture_look (fixture, options[i].path);
        bits = g_ascii_strtoll (value, NULL, g_str_equal (options[i].path, "cfg") ? 16 : 10);
        g_test_message ("%s: %s", options[i].profile, request);
        g_assert_cmpint (bits >> options[i].bit & 1, ==, on);
      }
}

static void
test_door_and_code (void)
{
  g_autoptr (SimFixture) fixture = sim_fixture_new ("H2D");
  g_autofree char *cfg = NULL;

  sim_fixture_tell (fixture, SIM_SYSTEM ("'command':'set_door_stat','config':2"));
  cfg = sim_fixture_look (fixture, "cfg");
  g_assert_cmpuint (g_ascii_strtoull (cfg, NULL, 16) >> 20 & 3, ==, 2);

  sim_fixture_tell (fixture, SIM_SYSTEM ("'command':'get_access_code'"));
  g_assert_cmpstr (sim_json_get_string (sim_fixture_get_answer (fixture), "access_code", ""), ==,
                   sim_printer_get_access_code (fixture->printer));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sim-command-times/change", test_change);
  g_test_add_func ("/sim-command-times/change-gets-stuck", test_change_gets_stuck);
  g_test_add_func ("/sim-command-times/external-spool", test_external_spool);
  g_test_add_func ("/sim-command-times/too-hot", test_too_hot);
  g_test_add_func ("/sim-command-times/drying", test_drying);
  g_test_add_func ("/sim-command-times/extrusion", test_extrusion);
  g_test_add_func ("/sim-command-times/pause-and-resume", test_pause_and_resume);
  g_test_add_func ("/sim-command-times/upgrade", test_upgrade);
  g_test_add_func ("/sim-command-times/reboot", test_reboot);
  g_test_add_func ("/sim-command-times/flow-profiles", test_flow_profiles);
  g_test_add_func ("/sim-command-times/options", test_options);
  g_test_add_func ("/sim-command-times/door-and-code", test_door_and_code);

  return g_test_run ();
}
