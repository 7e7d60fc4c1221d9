/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/printer/bambu-decode-private.h"
#include "bambu/printer/bambu-filament.h"

#include <math.h>

#include "report-fixture.h"

#define NOW 1800000000

static void
merge (BambuReport *report, const char *fields, gboolean full)
{
  g_autoptr (BambuFrame) frame = fixture_status (fields, full);

  bambu_report_merge (report, bambu_frame_get_section (frame), full, 0);
}

static BambuReport *
report_of (const char *fields)
{
  BambuReport *report = bambu_report_new ();

  merge (report, fields, TRUE);

  return report;
}

static BambuCapabilities
capabilities_of (const char *model, const char *fields)
{
  g_autoptr (BambuReport) report = report_of (fields);

  return bambu_decode_capabilities (report, bambu_model_find (model), 0);
}

static void
assert_number (double value, double expected)
{
  if (isnan (expected))
    g_assert_true (isnan (value));
  else
    g_assert_cmpfloat (value, ==, expected);
}

/* Job and state */

static void
test_job (void)
{
  BambuJobReading job = { .percent = -1 };
  g_autoptr (BambuReport) report =
      report_of ("'gcode_state':'RUNNING','subtask_name':'Bracket','gcode_file':'/data/Metadata/"
                 "plate_12.gcode',"
                 "'print_type':'local','mc_percent':'42','mc_remaining_time':'90','layer_num':3,"
                 "'total_layer_num':'200','gcode_file_prepare_percent':'100','3D':{'layer_num':9}");

  bambu_decode_job (report, NOW, &job);
  g_assert_cmpstr (job.name, ==, "Bracket");
  g_assert_cmpstr (job.file, ==, "/data/Metadata/plate_12.gcode");
  g_assert_cmpstr (job.print_type, ==, "local");
  g_assert_true (job.active);
  g_assert_cmpint (job.plate, ==, 12);
  g_assert_cmpint (job.percent, ==, 42);
  g_assert_cmpint (job.remaining_minutes, ==, 90);
  g_assert_cmpint (job.end_time, ==, NOW + 5400);
  g_assert_cmpint (job.layer, ==, 3);
  g_assert_cmpint (job.total_layers, ==, 200);
  g_assert_cmpint (job.prepare_percent, ==, 100);

  /* A wrong type says nothing. */
  merge (
      report,
      "'gcode_state':5,'subtask_name':7,'mc_percent':'','mc_remaining_time':true,'layer_num':'x',"
      "'total_layer_num':'0x10','gcode_file_prepare_percent':'nan'",
      FALSE);
  bambu_decode_job (report, NOW, &job);
  g_assert_cmpstr (job.name, ==, "Bracket");
  g_assert_true (job.active);
  g_assert_cmpint (job.percent, ==, 42);
  g_assert_cmpint (job.remaining_minutes, ==, 90);
  g_assert_cmpint (job.layer, ==, 3);
  g_assert_cmpint (job.total_layers, ==, 200);
  g_assert_cmpint (job.prepare_percent, ==, 100);

  /* Null and absent say that it is unknown. */
  merge (report,
         "'3D':{'layer_num':9},'plate_idx':'2','gcode_file':'bracket_2.3mf','mc_percent':null",
         TRUE);
  bambu_decode_job (report, NOW, &job);
  g_assert_cmpstr (job.name, ==, "");
  g_assert_false (job.active);
  g_assert_cmpint (job.plate, ==, 2);
  g_assert_cmpint (job.percent, ==, -1);
  g_assert_cmpint (job.remaining_minutes, ==, -1);
  g_assert_cmpint (job.end_time, ==, 0);
  g_assert_cmpint (job.layer, ==, 9);
  g_assert_cmpint (job.total_layers, ==, -1);

  merge (report, "'mc_percent':101,'mc_remaining_time':-1,'plate_idx':0", TRUE);
  bambu_decode_job (report, NOW, &job);
  g_assert_cmpint (job.percent, ==, -1);
  g_assert_cmpint (job.remaining_minutes, ==, -1);
  g_assert_cmpint (job.plate, ==, 0);
}

static void
test_end_time (void)
{
  BambuJobReading job = { 0 };
  g_autoptr (BambuReport) report = report_of ("'gcode_state':'RUNNING','mc_remaining_time':10");

  bambu_decode_job (report, NOW, &job);
  g_assert_cmpint (job.end_time, ==, NOW + 600);
  bambu_decode_job (report, NOW + 59, &job);
  g_assert_cmpint (job.end_time, ==, NOW + 600);
  merge (report, "'mc_remaining_time':9", FALSE);
  bambu_decode_job (report, NOW + 61, &job);
  g_assert_cmpint (job.end_time, ==, NOW + 600);
  merge (report, "'mc_remaining_time':12", FALSE);
  bambu_decode_job (report, NOW + 61, &job);
  g_assert_cmpint (job.end_time, ==, NOW + 61 + 720);
  merge (report, "'gcode_state':'PAUSE'", FALSE);
  bambu_decode_job (report, NOW + 62, &job);
  g_assert_true (job.active);
  g_assert_cmpint (job.end_time, ==, 0);
}

static void
test_status (void)
{
  static const struct
  {
    const char *fields;
    BambuState state;
    const char *word;
    int stage;
    const char *stage_name;
    int speed;
  } cases[] = {
    { "'gcode_state':'IDLE','stg_cur':-1,'spd_lvl':2", BAMBU_STATE_IDLE, "IDLE", -1, NULL, 2 },
    { "'gcode_state':'IDLE','stg_cur':0,'print_type':'idle'", BAMBU_STATE_IDLE, "IDLE", 0, NULL,
      0 },
    { "'gcode_state':'RUNNING','stg_cur':0", BAMBU_STATE_RUNNING, "RUNNING", 0, "Printing", 0 },
    { "'gcode_state':'FINISH','stg_cur':255", BAMBU_STATE_FINISH, "FINISH", 255, NULL, 0 },
    { "'gcode_state':'PREPARE','stg_cur':'7'", BAMBU_STATE_PREPARE, "PREPARE", 7, "Heating nozzle",
      0 },
    { "'gcode_state':'RUNNING','stg_cur':77", BAMBU_STATE_RUNNING, "RUNNING", 77, "Preparing AMS",
      0 },
    { "'gcode_state':'RUNNING','stg_cur':200", BAMBU_STATE_RUNNING, "RUNNING", 200, "Stage 200",
      0 },
    { "'gcode_state':'RUNNING','stg_cur':2,'stage':{'_id':14}", BAMBU_STATE_RUNNING, "RUNNING", 14,
      "Cleaning nozzle tip", 0 },
    { "'gcode_state':'DANCING','spd_lvl':9", BAMBU_STATE_UNKNOWN, "DANCING", -1, NULL, 0 },
    { "'gcode_state':'','spd_lvl':'4'", BAMBU_STATE_UNKNOWN, "", -1, NULL, 4 },
    { "", BAMBU_STATE_UNKNOWN, "", -1, NULL, 0 },
  };
  static const char *const words[] = { "IDLE",   "PREPARE", "SLICING", "RUNNING", "PAUSE",
                                       "FINISH", "FAILED",  "INIT",    "OFFLINE" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BambuReport) report = report_of (cases[i].fields);
      BambuStatusDecoding status = { .stage = -1 };

      g_test_message ("%s", cases[i].fields);
      bambu_decode_status (report, &status);
      g_assert_cmpint (status.state, ==, cases[i].state);
      g_assert_cmpstr (status.state_word, ==, cases[i].word);
      g_assert_cmpint (status.stage, ==, cases[i].stage);
      g_assert_cmpstr (status.stage_name, ==, cases[i].stage_name);
      g_assert_cmpint (status.speed_level, ==, cases[i].speed);
    }

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *fields = g_strdup_printf ("'gcode_state':'%s'", words[i]);
      g_autoptr (BambuReport) report = report_of (fields);
      BambuStatusDecoding status = { 0 };

      bambu_decode_status (report, &status);
      g_assert_cmpint (status.state, ==, BAMBU_STATE_IDLE + i);
    }
}

/* Heat */

static void
test_heaters (void)
{
  static const struct
  {
    const char *model;
    const char *fields;
    double bed[3];     /* current, target, maximum */
    double chamber[3]; /* NaN: not fitted */
    gboolean chamber_fitted;
    double nozzle[3];
  } cases[] = {
    { "P1S",
      "'bed_temper':23.125,'bed_target_temper':0,'chamber_temper':5,'nozzle_temper':'25.9',"
      "'nozzle_target_temper':220",
      { 23.125, 0, 100 },
      { NAN, NAN, 0 },
      FALSE,
      { 25.9, 220, 300 } },
    { "X1C",
      "'bed_temper':60,'bed_target_temper':60,'chamber_temper':41,'nozzle_temper':210,'home_flag':"
      "8",
      { 60, 60, 110 },
      { 41, NAN, 0 },
      TRUE,
      { 210, NAN, 300 } },
    { "X1C", "'home_flag':0", { NAN, NAN, 120 }, { NAN, NAN, 0 }, TRUE, { NAN, NAN, 300 } },
    { "X1C",
      "'home_flag':0,'fun':'4'",
      { NAN, NAN, 110 },
      { NAN, NAN, 0 },
      TRUE,
      { NAN, NAN, 300 } },
    { "X1E",
      "'home_flag':0,'chamber_temper':30,'ctt':45",
      { NAN, NAN, 110 },
      { 30, 45, 60 },
      TRUE,
      { NAN, NAN, 320 } },
    { "H2D",
      "'bed_temper':1,'chamber_temper':2,'ctt':3,'nozzle_temper':4,'nozzle_target_temper':5,'"
      "device':{"
      "'bed':{'info':{'temp':4587590}},'ctc':{'info':{'temp':3932208}},'extruder':{'state':2,'info'"
      ":["
      "{'id':0,'temp':14745864},{'id':1,'temp':40}]}}",
      { 70, 70, 120 },
      { 48, 60, 65 },
      TRUE,
      { 264, 225, 350 } },
    { "H2S",
      "'device':{'bed_temp':6553700},'chamber_temper':'33.5'",
      { 100, 100, 120 },
      { 33.5, NAN, 65 },
      TRUE,
      { NAN, NAN, 350 } },
    { "P1S",
      "'device':{'ctc':{'info':{'temp':25}}},'chamber_temper':5",
      { NAN, NAN, 100 },
      { 25, 0, 0 },
      TRUE,
      { NAN, NAN, 300 } },
    { "Z9", "'chamber_temper':5", { NAN, NAN, 100 }, { NAN, NAN, 0 }, FALSE, { NAN, NAN, 300 } },
    { "Z9", "'chamber_temper':31", { NAN, NAN, 100 }, { 31, NAN, 0 }, TRUE, { NAN, NAN, 300 } },
    { "X1C",
      "'device':{'extruder':{'0':{'info':8,'temp':1}},'bed':null},'bed_temper':50",
      { 50, NAN, 110 },
      { NAN, NAN, 0 },
      TRUE,
      { NAN, NAN, 300 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BambuReport) report = report_of (cases[i].fields);
      const BambuModel *model = bambu_model_find (cases[i].model);
      BambuCapabilities capabilities = bambu_decode_capabilities (report, model, 0);
      BambuHeaterReading bed = { .current = NAN, .target = NAN };
      BambuHeaterReading chamber = bed;
      BambuHeaterReading nozzle = bed;

      g_test_message ("%s: %s", cases[i].model, cases[i].fields);
      bambu_decode_bed (report, model, &bed);
      bambu_decode_chamber (report, model, capabilities, &chamber);
      bambu_decode_nozzle_heater (report, model, 0, &nozzle);

      g_assert_true (bed.fitted);
      assert_number (bed.current, cases[i].bed[0]);
      assert_number (bed.target, cases[i].bed[1]);
      assert_number (bed.maximum, cases[i].bed[2]);
      g_assert_cmpint (chamber.fitted, ==, cases[i].chamber_fitted);
      assert_number (chamber.current, cases[i].chamber[0]);
      assert_number (chamber.target, cases[i].chamber[1]);
      assert_number (chamber.maximum, cases[i].chamber[2]);
      assert_number (nozzle.current, cases[i].nozzle[0]);
      assert_number (nozzle.target, cases[i].nozzle[1]);
      assert_number (nozzle.maximum, cases[i].nozzle[2]);
    }
}

static void
test_heating (void)
{
  static const struct
  {
    double current;
    double target;
    gboolean heating;
  } cases[] = {
    { 20, 60, TRUE },  { 58, 60, TRUE },  { 58.5, 60, FALSE },
    { 60, 60, FALSE }, { 80, 60, FALSE }, { 20, 0, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *fields = g_strdup_printf ("'bed_temper':%g,'bed_target_temper':%g",
                                                 cases[i].current, cases[i].target);
      g_autoptr (BambuReport) report = report_of (fields);
      BambuHeaterReading bed = { 0 };

      bambu_decode_bed (report, bambu_model_find ("P1S"), &bed);
      g_assert_cmpint (bed.heating, ==, cases[i].heating);
    }
}

static void
test_capabilities (void)
{
  static const struct
  {
    const char *model;
    const char *fields;
    BambuCapabilities has;
    BambuCapabilities lacks;
  } cases[] = {
    { "P1P", "", 0, BAMBU_CAPABILITY_AUX_FAN | BAMBU_CAPABILITY_CHAMBER_FAN },
    { "P1P", "'home_flag':67108864", BAMBU_CAPABILITY_AUX_FAN | BAMBU_CAPABILITY_CHAMBER_FAN, 0 },
    { "A1", "'home_flag':67108864", 0, BAMBU_CAPABILITY_AUX_FAN },
    { "Z9", "'aux_part_fan':true", BAMBU_CAPABILITY_AUX_FAN, BAMBU_CAPABILITY_CHAMBER_FAN },
    { "P2S", "'device':{'airduct':{'parts':[{'id':48,'state':0}]}}", BAMBU_CAPABILITY_CHAMBER_FAN,
      0 },
    { "Z9", "'device':{'airduct':{'modeList':[{'modeId':0}]}}", BAMBU_CAPABILITY_AIR_DUCT, 0 },
    { "P1P", "'lights_report':[]", 0, BAMBU_CAPABILITY_CHAMBER_LIGHT },
    { "P1P", "", BAMBU_CAPABILITY_CHAMBER_LIGHT, 0 },
    { "Z9", "'lights_report':[{'node':'chamber_light','mode':'on'}]",
      BAMBU_CAPABILITY_CHAMBER_LIGHT, 0 },
    { "H2D", "'device':{'nozzle':{'info':[{'id':17,'type':'HS01'}]}}", BAMBU_CAPABILITY_NOZZLE_RACK,
      0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BambuCapabilities capabilities = capabilities_of (cases[i].model, cases[i].fields);

      g_test_message ("%s: %s", cases[i].model, cases[i].fields);
      g_assert_cmpint (capabilities & cases[i].has, ==, cases[i].has);
      g_assert_cmpint (capabilities & cases[i].lacks, ==, 0);
    }
}

static void
test_fans (void)
{
  static const char *const duct =
      "'device':{'airduct':{'modeCur':%d,'modeList':[{'modeId':0,'ctrl':[16,32,160]},{'modeId':1,"
      "'ctrl':[16]}],'parts':[{'id':16,'state':90},{'id':32,'state':0},{'id':160,'state':'70'},"
      "{'id':96,'state':100}]}}";
  BambuFanReading fans[BAMBU_FANS_MAX] = { 0 };
  g_autoptr (BambuReport) old = report_of ("'cooling_fan_speed':'15','big_fan1_speed':'7','big_"
                                           "fan2_speed':3,'heatbreak_fan_speed':'15'");
  g_autoptr (BambuReport) gears =
      report_of ("'cooling_fan_speed':'1','big_fan1_speed':'1','fan_gear':8388863");
  g_autofree char *fields = g_strdup_printf (duct, 1);
  g_autoptr (BambuReport) new = report_of (fields);
  guint fitted;

  fitted = bambu_decode_fans (old, BAMBU_CAPABILITY_AUX_FAN, fans);
  g_assert_cmphex (fitted, ==,
                   1 << BAMBU_FAN_KIND_PART | 1 << BAMBU_FAN_KIND_AUX
                       | 1 << BAMBU_FAN_KIND_HEATBREAK);
  g_assert_cmpint (fans[BAMBU_FAN_KIND_PART].percent, ==, 100);
  g_assert_cmpint (fans[BAMBU_FAN_KIND_AUX].percent, ==, 47);
  g_assert_cmpint (fans[BAMBU_FAN_KIND_HEATBREAK].percent, ==, 100);

  /* A wrong type says nothing. */
  merge (old, "'cooling_fan_speed':'fast'", FALSE);
  bambu_decode_fans (old, 0, fans);
  g_assert_cmpint (fans[BAMBU_FAN_KIND_PART].percent, ==, 100);

  bambu_decode_fans (gears, BAMBU_CAPABILITY_AUX_FAN | BAMBU_CAPABILITY_CHAMBER_FAN, fans);
  g_assert_cmpint (fans[BAMBU_FAN_KIND_PART].percent, ==, 100);
  g_assert_cmpint (fans[BAMBU_FAN_KIND_AUX].percent, ==, 0);
  g_assert_cmpint (fans[BAMBU_FAN_KIND_CHAMBER].percent, ==, 50);

  fitted = bambu_decode_fans (new, BAMBU_CAPABILITY_AUX_FAN, fans);
  g_assert_cmphex (fitted, ==,
                   1 << BAMBU_FAN_KIND_PART | 1 << BAMBU_FAN_KIND_AUX
                       | 1 << BAMBU_FAN_KIND_INNER_LOOP | 1 << BAMBU_FAN_KIND_SECOND_AUX);
  g_assert_cmpint (fans[BAMBU_FAN_KIND_PART].percent, ==, 90);
  g_assert_cmpint (fans[BAMBU_FAN_KIND_SECOND_AUX].percent, ==, 70);
  g_assert_cmpint (fans[BAMBU_FAN_KIND_INNER_LOOP].percent, ==, 100);
  g_assert_false (fans[BAMBU_FAN_KIND_PART].automatic);
  g_assert_true (fans[BAMBU_FAN_KIND_AUX].automatic);
  g_assert_true (fans[BAMBU_FAN_KIND_SECOND_AUX].automatic);

  merge (new, "'device':{'airduct':{'modeCur':0}}", FALSE);
  bambu_decode_fans (new, BAMBU_CAPABILITY_AUX_FAN, fans);
  g_assert_false (fans[BAMBU_FAN_KIND_AUX].automatic);
  g_assert_true (fans[BAMBU_FAN_KIND_INNER_LOOP].automatic);

  merge (new, "'device':{'airduct':{'modeCur':255,'parts':[{'id':999999},{'id':-16},7]}}", FALSE);
  g_assert_cmphex (bambu_decode_fans (new, 0, fans), ==, 1 << BAMBU_FAN_KIND_PART);
  g_assert_cmpint (fans[BAMBU_FAN_KIND_PART].percent, ==, -1);
}

/* Extruders */

static void
test_extruders (void)
{
  g_autoptr (BambuReport) two = report_of (
      "'nozzle_diameter':'0.4','nozzle_type':'stainless_steel','nozzle_temper':40,'device':{'"
      "extruder':{"
      "'state':274,'info':[{'id':0,'info':79,'hnow':0,'temp':16056565},{'id':1,'info':8,'hnow':1,"
      "'temp':47}]},'nozzle':{'info':[{'id':0,'diameter':0.2,'type':'HS00'},{'id':1,'diameter':'0."
      "6',"
      "'type':'N/A'}]}}");
  g_autoptr (BambuReport) one =
      report_of ("'nozzle_diameter':'0.4','nozzle_type':'hardened_steel','hw_switch_state':1");
  g_autoptr (BambuReport) none = report_of ("");
  const BambuModel *h2d = bambu_model_find ("H2D");
  BambuExtruderReading right = { .filament_inserted = -1 };
  BambuExtruderReading left = right;
  BambuExtruderReading only = right;
  BambuHeaterReading heater;

  g_assert_cmpuint (bambu_decode_count_extruders (two, h2d), ==, 2);
  g_assert_cmpuint (bambu_decode_count_extruders (two, bambu_model_find ("H2S")), ==, 2);
  g_assert_cmpuint (bambu_decode_count_extruders (none, h2d), ==, 2);
  g_assert_cmpuint (bambu_decode_count_extruders (one, bambu_model_find ("A1")), ==, 1);

  bambu_decode_extruder (two, 2, 0, &right);
  bambu_decode_extruder (two, 2, 1, &left);
  g_assert_cmpint (right.side, ==, BAMBU_SIDE_RIGHT);
  g_assert_cmpint (left.side, ==, BAMBU_SIDE_LEFT);
  g_assert_false (right.active);
  g_assert_true (left.active);
  g_assert_cmpint (right.filament_inserted, ==, 1);
  g_assert_cmpint (left.filament_inserted, ==, 0);
  g_assert_cmpint (right.nozzle_id, ==, 0);
  g_assert_cmpint (left.nozzle_id, ==, 1);
  g_assert_cmpfloat (right.nozzle_diameter, ==, 0.2);
  g_assert_cmpfloat (left.nozzle_diameter, ==, 0.6);
  g_assert_cmpstr (right.nozzle_kind, ==, "HS00");
  g_assert_null (left.nozzle_kind);

  bambu_decode_nozzle_heater (two, h2d, 0, &heater);
  g_assert_cmpfloat (heater.current, ==, 245);
  g_assert_cmpfloat (heater.target, ==, 245);
  bambu_decode_nozzle_heater (two, h2d, 1, &heater);
  g_assert_cmpfloat (heater.current, ==, 47);
  g_assert_cmpfloat (heater.target, ==, 0);

  /* About to change from left to right. */
  merge (two, "'device':{'extruder':{'state':18}}", FALSE);
  g_assert_true (bambu_decode_is_active (two, 1));

  /* A state that names nobody is that of the first. */
  merge (two, "'device':{'extruder':{'state':114}}", FALSE);
  g_assert_true (bambu_decode_is_active (two, 0));
  g_assert_false (bambu_decode_is_active (two, 1));

  bambu_decode_extruder (one, 1, 0, &only);
  g_assert_cmpint (only.side, ==, BAMBU_SIDE_ONLY);
  g_assert_true (only.active);
  g_assert_cmpint (only.filament_inserted, ==, 1);
  g_assert_cmpint (only.nozzle_id, ==, -1);
  g_assert_cmpfloat (only.nozzle_diameter, ==, 0.4);
  g_assert_cmpstr (only.nozzle_kind, ==, "hardened_steel");
}

static void
test_filament (void)
{
  static const struct
  {
    const char *fields;
    int ams; /* −1 from nowhere */
    int slot;
  } cases[] = {
    { "'ams':{'tray_now':'0'}", 0, 0 },
    { "'ams':{'tray_now':'15'}", 3, 3 },
    { "'ams':{'tray_now':6}", 1, 2 },
    { "'ams':{'tray_now':'254'}", BAMBU_EXTERNAL_MAIN, 0 },
    { "'ams':{'tray_now':'255'}", -1, 0 },
    { "'ams':{'tray_now':'130'}", 130, 0 },
    { "'ams':{'tray_now':'77'}", -1, 0 },
    { "'ams':{'tray_now':'-1'}", -1, 0 },
    { "'ams':{'tray_now':'x'}", -1, 0 },
    { "", -1, 0 },
    { "'ams':{'tray_now':'0'},'device':{'extruder':{'info':[{'id':0,'snow':259}]}}", 1, 3 },
    { "'device':{'extruder':{'info':[{'id':0,'snow':32768}]}}", 128, 0 },
    { "'device':{'extruder':{'info':[{'id':0,'snow':4098}]}}", 16, 2 },
    { "'device':{'extruder':{'info':[{'id':0,'snow':65535}]}}", -1, 0 },
    { "'device':{'extruder':{'info':[{'id':0,'snow':65279}]}}", -1, 0 },
    { "'device':{'extruder':{'info':[{'id':0,'snow':65280}]}}", BAMBU_EXTERNAL_MAIN, 0 },
    { "'device':{'extruder':{'info':[{'id':0,'snow':65024}]}}", BAMBU_EXTERNAL_DEPUTY, 0 },
    { "'device':{'extruder':{'info':[{'id':0,'snow':-1}]}}", -1, 0 },
    { "'ams':{'tray_now':'1'},'device':{'extruder':{'info':[{'id':0,'temp':1}]}}", 0, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BambuReport) report = report_of (cases[i].fields);
      int ams = -1;
      int slot = -1;

      g_test_message ("%s", cases[i].fields);
      g_assert_cmpint (bambu_decode_filament (report, 0, &ams, &slot), ==, cases[i].ams >= 0);
      if (cases[i].ams >= 0)
        {
          g_assert_cmpint (ams, ==, cases[i].ams);
          g_assert_cmpint (slot, ==, cases[i].slot);
        }
      if (strstr (cases[i].fields, "snow") == NULL)
        g_assert_false (bambu_decode_filament (report, 1, &ams, &slot));
    }
}

static void
test_nozzle_rack (void)
{
  g_autoptr (BambuReport) report = report_of (
      "'device':{'nozzle':{'info':[{'id':0,'type':'HS01'},{'id':16,'diameter':0.4,'type':'HS01',"
      "'fila_id':'GFA00','color_m':'FF0000FF'},{'id':21,'diameter':0,'type':'N/A','fila_id':'',"
      "'color_m':''},{'id':99},{'type':'HS01'}]}}");
  BambuNozzleReading nozzles[BAMBU_RACK_MAX];

  g_assert_cmpuint (bambu_decode_nozzle_rack (report, nozzles), ==, 2);
  g_assert_cmpint (nozzles[0].position, ==, 16);
  g_assert_cmpfloat (nozzles[0].diameter, ==, 0.4);
  g_assert_cmpstr (nozzles[0].kind, ==, "HS01");
  g_assert_cmpstr (nozzles[0].filament_id, ==, "GFA00");
  g_assert_cmpstr (nozzles[0].colour, ==, "FF0000FF");
  g_assert_cmpint (nozzles[1].position, ==, 21);
  g_assert_null (nozzles[1].kind);
  g_assert_null (nozzles[1].filament_id);
  g_assert_null (nozzles[1].colour);
}

/* Alerts, lights, details */

static void
test_alerts (void)
{
  BambuAlertDecoding alerts[BAMBU_ALERTS_MAX];
  g_autoptr (GString) many = g_string_new ("'hms':[");
  g_autoptr (BambuReport) none =
      report_of ("'print_error':0,'hms':[{'attr':0,'code':65543},{'attr':1,'code':0},7]");
  g_autoptr (BambuReport) some = report_of (
      "'print_error':50348044,'hms':[{'attr':50331904,'code':65543,'action':0},{'attr':'50331904',"
      "'code':'65543'},{'attr':117440512,'code':262145},{'attr':2147483648,'code':589825}]");
  g_autoptr (BambuReport) flood = NULL;

  g_assert_cmpuint (bambu_decode_alerts (none, alerts), ==, 0);

  g_assert_cmpuint (bambu_decode_alerts (some, alerts), ==, 4);
  g_assert_cmpstr (alerts[0].reading.code, ==, "0300-400C");
  g_assert_cmpint (alerts[0].reading.kind, ==, BAMBU_ALERT_KIND_PRINT_ERROR);
  g_assert_cmpint (alerts[0].reading.severity, ==, BAMBU_SEVERITY_INFO);
  g_assert_cmpstr (alerts[1].reading.code, ==, "0300_0100_0001_0007");
  g_assert_cmpint (alerts[1].reading.kind, ==, BAMBU_ALERT_KIND_HMS);
  g_assert_cmpint (alerts[1].reading.severity, ==, BAMBU_SEVERITY_FATAL);
  g_assert_cmpstr (alerts[2].reading.code, ==, "0700_0000_0004_0001");
  g_assert_cmpint (alerts[2].reading.severity, ==, BAMBU_SEVERITY_INFO);
  g_assert_cmpstr (alerts[3].reading.code, ==, "8000_0000_0009_0001");
  g_assert_cmpint (alerts[3].reading.severity, ==, BAMBU_SEVERITY_UNKNOWN);

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (many, "%s{'attr':%u,'code':65537}", i ? "," : "", i + 1);
  g_string_append (many, "]");
  flood = report_of (many->str);
  g_assert_cmpuint (bambu_decode_alerts (flood, alerts), ==, BAMBU_ALERTS_MAX);
}

static void
test_lights (void)
{
  BambuLightReading lights[BAMBU_LIGHTS_MAX];
  g_autoptr (BambuReport) report =
      report_of ("'lights_report':[{'node':'chamber_light','mode':'on'},{'node':'work_light','mode'"
                 ":'flashing'},"
                 "{'node':'chamber_light','mode':'off'},{'mode':'on'},{'node':'odd','mode':5},3]");

  g_assert_cmpuint (bambu_decode_lights (report, lights), ==, 3);
  g_assert_cmpstr (lights[0].node, ==, "chamber_light");
  g_assert_true (lights[0].on);
  g_assert_cmpstr (lights[1].mode, ==, "flashing");
  g_assert_false (lights[1].on);
  g_assert_null (lights[2].mode);
}

static void
test_network (void)
{
  BambuDetailsDecoding details = { 0 };
  const BambuModel *model = bambu_model_find ("P1S");
  g_autoptr (BambuReport) report = report_of ("'net':{'conf':0,'info':[{'ip':0},{'ip':1644210368,'"
                                              "mask':16777215}]},'wifi_signal':'-48dBm'");

  bambu_decode_details (report, model, 0, &details);
  g_assert_cmpstr (details.ip, ==, "192.168.0.98");
  g_assert_cmpint (details.wifi_dbm, ==, -48);
  g_assert_false (details.wired);

  merge (report, "'net':{'conf':17,'info':[{'ip':3607496970}]},'wifi_signal':'-90dBm'", FALSE);
  bambu_decode_details (report, model, 0, &details);
  g_assert_cmpstr (details.ip, ==, "10.9.6.215");
  g_assert_true (details.wired);
  g_assert_cmpint (details.wifi_dbm, ==, 0);

  /* The same address by a firmware that takes it for signed. */
  merge (report, "'net':{'info':[{'ip':-687470326}]}", FALSE);
  bambu_decode_details (report, model, 0, &details);
  g_assert_cmpstr (details.ip, ==, "10.9.6.215");

  merge (report, "", TRUE);
  bambu_decode_details (report, model, 0, &details);
  g_assert_null (details.ip);
  g_assert_cmpint (details.wifi_dbm, ==, 0);
  g_assert_false (details.wired);
}

static void
test_door (void)
{
  static const struct
  {
    const char *model;
    const char *fields;
    BambuDoor door;
  } cases[] = {
    { "X1C", "'home_flag':-1066934785", BAMBU_DOOR_CLOSED },
    { "X1C", "'home_flag':-1058546177", BAMBU_DOOR_OPEN },
    { "X1C", "'home_flag':0,'stat':'46A58008'", BAMBU_DOOR_CLOSED },
    { "H2D", "'home_flag':0,'stat':'46A58008'", BAMBU_DOOR_OPEN },
    { "H2D", "'home_flag':8388608,'stat':'46258008'", BAMBU_DOOR_CLOSED },
    { "H2D", "'home_flag':8388608", BAMBU_DOOR_OPEN },
    { "P2S", "'stat':'10002080F0'", BAMBU_DOOR_CLOSED },
    { "P1S", "'home_flag':8388608,'stat':'46A58008'", BAMBU_DOOR_UNKNOWN },
    { "X1C", "", BAMBU_DOOR_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BambuReport) report = report_of (cases[i].fields);
      const BambuModel *model = bambu_model_find (cases[i].model);
      BambuDetailsDecoding details = { 0 };

      g_test_message ("%s: %s", cases[i].model, cases[i].fields);
      bambu_decode_details (report, model, model->capabilities, &details);
      g_assert_cmpint (details.door, ==, cases[i].door);
    }
}

static void
test_storage_and_camera (void)
{
  static const struct
  {
    const char *model;
    const char *fields;
    BambuStorageState storage;
    BambuCameraKind camera;
  } cases[] = {
    { "P1S", "", BAMBU_STORAGE_STATE_UNKNOWN, BAMBU_CAMERA_KIND_JPEG },
    { "P1S", "'sdcard':true", BAMBU_STORAGE_STATE_OK, BAMBU_CAMERA_KIND_JPEG },
    { "P1S", "'sdcard':false", BAMBU_STORAGE_STATE_NONE, BAMBU_CAMERA_KIND_JPEG },
    { "P1S", "'sdcard':true,'home_flag':512", BAMBU_STORAGE_STATE_ABNORMAL,
      BAMBU_CAMERA_KIND_JPEG },
    { "P1S", "'home_flag':-2147482880", BAMBU_STORAGE_STATE_READ_ONLY, BAMBU_CAMERA_KIND_JPEG },
    { "P2S", "'home_flag':0,'aux':'2801004'", BAMBU_STORAGE_STATE_OK, BAMBU_CAMERA_KIND_RTSPS },
    { "P2S", "'sdcard':false,'aux':'2800004'", BAMBU_STORAGE_STATE_NONE, BAMBU_CAMERA_KIND_RTSPS },
    { "P1P", "'ipcam':{'ipcam_dev':'0'}", BAMBU_STORAGE_STATE_UNKNOWN, BAMBU_CAMERA_KIND_NONE },
    { "Z9", "'ipcam':{'rtsp_url':'disable'}", BAMBU_STORAGE_STATE_UNKNOWN,
      BAMBU_CAMERA_KIND_RTSPS },
    { "Z9", "'ipcam':{'rtsp_url':''}", BAMBU_STORAGE_STATE_UNKNOWN, BAMBU_CAMERA_KIND_UNKNOWN },
    { "Z9", "'ipcam':{'ipcam_dev':'1'}", BAMBU_STORAGE_STATE_UNKNOWN, BAMBU_CAMERA_KIND_UNKNOWN },
    { "Z9", "'ipcam':{'ipcam_dev':'0'}", BAMBU_STORAGE_STATE_UNKNOWN, BAMBU_CAMERA_KIND_NONE },
    { "Z9", "", BAMBU_STORAGE_STATE_UNKNOWN, BAMBU_CAMERA_KIND_NONE },
    { "X1C", "'ipcam':{'ipcam_dev':'0','rtsp_url':''}", BAMBU_STORAGE_STATE_UNKNOWN,
      BAMBU_CAMERA_KIND_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BambuReport) report = report_of (cases[i].fields);
      BambuDetailsDecoding details = { 0 };

      g_test_message ("%s: %s", cases[i].model, cases[i].fields);
      bambu_decode_details (report, bambu_model_find (cases[i].model), 0, &details);
      g_assert_cmpint (details.storage, ==, cases[i].storage);
      g_assert_cmpint (details.camera_kind, ==, cases[i].camera);
    }
}

static void
test_rights (void)
{
  static const struct
  {
    const char *fields;
    BambuRights rights;
  } cases[] = {
    { "", BAMBU_RIGHTS_UNKNOWN },
    { "'fun':'1AFFF9CFF'", BAMBU_RIGHTS_VIEW_ONLY },
    { "'fun':'18FFF9CFF'", BAMBU_RIGHTS_FULL },
    { "'fun':536870912", BAMBU_RIGHTS_VIEW_ONLY },
    { "'fun':'ffffffffff60029FD183FF9CB7'", BAMBU_RIGHTS_FULL },
    { "'fun':'not hex'", BAMBU_RIGHTS_UNKNOWN },
    { "'fun':'0','hms':[{'attr':83887360,'code':65543}]", BAMBU_RIGHTS_VIEW_ONLY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BambuReport) report = report_of (cases[i].fields);

      g_test_message ("%s", cases[i].fields);
      g_assert_cmpint (bambu_decode_rights (report), ==, cases[i].rights);
    }
}

static void
test_filament_names (void)
{
  g_assert_cmpstr (bambu_filament_get_name ("GFA00"), ==, "PLA Basic");
  g_assert_cmpstr (bambu_filament_get_name ("GFL99"), ==, "Generic PLA");
  g_assert_cmpstr (bambu_filament_get_name ("GFU99"), ==, "Generic TPU");
  g_assert_null (bambu_filament_get_name ("P8d19ba6"));
  g_assert_null (bambu_filament_get_name (""));
}

static void
test_filament_table (void)
{
  gsize n_filaments;
  const BambuFilament *filaments = bambu_filament_list (&n_filaments);
  g_autofree char *setting = bambu_filament_dup_setting_id ("GFL99");

  for (gsize i = 0; i < n_filaments; i++)
    {
      const BambuMaterial *material = bambu_material_find (filaments[i].material);

      g_test_message ("%s", filaments[i].id);
      g_assert_true (bambu_filament_find (filaments[i].id) == &filaments[i]);
      g_assert_nonnull (material);
      g_assert_cmpint (material->nozzle_min, <, material->nozzle_max);
    }

  g_assert_cmpstr (bambu_material_find ("PA-CF")->name, ==, "PA");
  g_assert_cmpstr (bambu_material_find ("PETG-CF")->name, ==, "PETG-CF");
  g_assert_cmpint (bambu_material_find ("PLA-S")->dry_celsius, ==, 55);
  g_assert_null (bambu_material_find ("PAX"));
  g_assert_cmpstr (setting, ==, "GFSL99");
  g_assert_null (bambu_filament_dup_setting_id ("P8d19ba6"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/decode/job", test_job);
  g_test_add_func ("/decode/end-time", test_end_time);
  g_test_add_func ("/decode/status", test_status);
  g_test_add_func ("/decode/heaters", test_heaters);
  g_test_add_func ("/decode/heating", test_heating);
  g_test_add_func ("/decode/capabilities", test_capabilities);
  g_test_add_func ("/decode/fans", test_fans);
  g_test_add_func ("/decode/extruders", test_extruders);
  g_test_add_func ("/decode/filament", test_filament);
  g_test_add_func ("/decode/nozzle-rack", test_nozzle_rack);
  g_test_add_func ("/decode/alerts", test_alerts);
  g_test_add_func ("/decode/lights", test_lights);
  g_test_add_func ("/decode/network", test_network);
  g_test_add_func ("/decode/door", test_door);
  g_test_add_func ("/decode/storage-and-camera", test_storage_and_camera);
  g_test_add_func ("/decode/rights", test_rights);
  g_test_add_func ("/decode/filament-names", test_filament_names);
  g_test_add_func ("/decode/filament-table", test_filament_table);

  return g_test_run ();
}
