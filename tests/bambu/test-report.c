/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/printer/bambu-report-private.h"

#include <string.h>

#include "report-fixture.h"

#define SECONDS(n) ((n) * G_USEC_PER_SEC)

static BambuSections
merge_at (BambuReport *report, const char *fields, gboolean full, gint64 now)
{
  g_autoptr (BambuFrame) frame = fixture_status (fields, full);

  return bambu_report_merge (report, bambu_frame_get_section (frame), full, now);
}

static BambuSections
merge (BambuReport *report, const char *fields)
{
  return merge_at (report, fields, FALSE, 0);
}

static void
assert_json (BambuReport *report, BambuReportKey key, const char *expected)
{
  g_autofree char *text = g_strdelimit (g_strdup (expected), "'", '"');
  char *json = yyjson_mut_val_write (bambu_report_get (report, key), YYJSON_WRITE_NOFLAG, NULL);

  g_assert_cmpstr (json, ==, *text ? text : NULL);
  free (json);
}

typedef struct
{
  const char *name;
  const char *before; /* a full report */
  const char *delta;
  gboolean full;
  BambuReportKey key;
  const char *after; /* "" gone */
  gboolean changes;
} Case;

static const Case CASES[] = {
  { "scalar", "'mc_percent':1", "'mc_percent':2", FALSE, BAMBU_KEY_MC_PERCENT, "2", TRUE },
  { "same scalar", "'mc_percent':1", "'mc_percent':1", FALSE, BAMBU_KEY_MC_PERCENT, "1", FALSE },
  { "absent in a delta", "'mc_percent':1", "", FALSE, BAMBU_KEY_MC_PERCENT, "1", FALSE },
  { "absent in a full report", "'mc_percent':1", "", TRUE, BAMBU_KEY_MC_PERCENT, "", TRUE },
  { "null", "'mc_percent':1", "'mc_percent':null", FALSE, BAMBU_KEY_MC_PERCENT, "", TRUE },
  { "null in a full report", "'hms':[1]", "'hms':null", TRUE, BAMBU_KEY_HMS, "", TRUE },
  { "number becomes text", "'mc_percent':1", "'mc_percent':'2'", FALSE, BAMBU_KEY_MC_PERCENT, "'2'",
    TRUE },
  { "longer text", "'gcode_state':'IDLE'", "'gcode_state':'RUNNING'", FALSE, BAMBU_KEY_GCODE_STATE,
    "'RUNNING'", TRUE },
  { "shorter text", "'gcode_state':'RUNNING'", "'gcode_state':'IDLE'", FALSE, BAMBU_KEY_GCODE_STATE,
    "'IDLE'", TRUE },
  { "same text", "'gcode_state':'IDLE'", "'gcode_state':'IDLE'", FALSE, BAMBU_KEY_GCODE_STATE,
    "'IDLE'", FALSE },
  { "text for a number", "'mc_percent':1", "'mc_percent':''", FALSE, BAMBU_KEY_MC_PERCENT, "1",
    FALSE },
  { "text for bits", "'home_flag':1,'cfg':'20'", "'cfg':'xyz'", FALSE, BAMBU_KEY_CFG, "'20'",
    FALSE },
  { "number for bits", "'cfg':'20'", "'cfg':32", FALSE, BAMBU_KEY_CFG, "32", TRUE },
  { "number for a text", "'subtask_name':'a'", "'subtask_name':7", TRUE, BAMBU_KEY_SUBTASK_NAME,
    "'a'", FALSE },
  { "text for a truth", "'sdcard':true", "'sdcard':'no'", FALSE, BAMBU_KEY_SDCARD, "true", FALSE },
  { "object for a number", "'mc_percent':1", "'mc_percent':{}", FALSE, BAMBU_KEY_MC_PERCENT, "1",
    FALSE },
  { "number for an object", "'ipcam':{'ipcam_dev':'1'}", "'ipcam':3", FALSE, BAMBU_KEY_IPCAM,
    "{'ipcam_dev':'1'}", FALSE },
  { "number for an object in a full report", "'ipcam':{'ipcam_dev':'1'}", "'ipcam':3", TRUE,
    BAMBU_KEY_IPCAM, "{'ipcam_dev':'1'}", FALSE },
  { "object merges", "'net':{'conf':16,'info':[{'ip':1}]}", "'net':{'conf':17}", FALSE,
    BAMBU_KEY_NET, "{'conf':17,'info':[{'ip':1}]}", TRUE },
  { "object in a full report does not", "'net':{'conf':16,'info':[]}", "'net':{'conf':17}", TRUE,
    BAMBU_KEY_NET, "{'conf':17}", TRUE },
  { "net.info is replaced", "'net':{'info':[{'ip':1,'mask':2},{'ip':3}]}",
    "'net':{'info':[{'ip':4}]}", FALSE, BAMBU_KEY_NET, "{'info':[{'ip':4}]}", TRUE },
  { "hms is replaced", "'hms':[{'attr':1,'code':2}]", "'hms':[]", FALSE, BAMBU_KEY_HMS, "[]",
    TRUE },
  { "lights are replaced", "'lights_report':[{'node':'a','mode':'on'},{'node':'b','mode':'on'}]",
    "'lights_report':[{'node':'b','mode':'off'}]", FALSE, BAMBU_KEY_LIGHTS_REPORT,
    "[{'node':'b','mode':'off'}]", TRUE },
  { "same list", "'hms':[{'attr':1,'code':2}]", "'hms':[{'attr':1,'code':2}]", TRUE, BAMBU_KEY_HMS,
    "[{'attr':1,'code':2}]", FALSE },
  { "list with a change", "'hms':[{'attr':1,'code':2}]", "'hms':[{'attr':1,'code':3}]", TRUE,
    BAMBU_KEY_HMS, "[{'attr':1,'code':3}]", TRUE },
  { "same members in another order", "'hms':[{'attr':1,'code':2}]", "'hms':[{'code':2,'attr':1}]",
    TRUE, BAMBU_KEY_HMS, "[{'code':2,'attr':1}]", TRUE },
  { "vir_slot is replaced", "'vir_slot':[{'id':'254'},{'id':'255'}]", "'vir_slot':[{'id':'255'}]",
    FALSE, BAMBU_KEY_VIR_SLOT, "[{'id':'255'}]", TRUE },
  { "device goes by its fields", "'device':{'bed_temp':1,'ctc':{'state':0,'info':{'temp':1}}}",
    "'device':{'ctc':{'info':{'temp':2}}}", FALSE, BAMBU_KEY_DEVICE_CTC,
    "{'state':0,'info':{'temp':2}}", TRUE },
  { "device.*.info is replaced", "'device':{'bed':{'info':{'temp':1,'more':2}}}",
    "'device':{'bed':{'info':{'temp':3}}}", FALSE, BAMBU_KEY_DEVICE_BED, "{'info':{'temp':3}}",
    TRUE },
  { "device.extruder.state alone", "'device':{'extruder':{'state':2,'info':[{'id':0}]}}",
    "'device':{'extruder':{'state':274}}", FALSE, BAMBU_KEY_DEVICE_EXTRUDER,
    "{'state':274,'info':[{'id':0}]}", TRUE },
  { "device of a wrong type", "'device':{'bed_temp':1}", "'device':[]", TRUE,
    BAMBU_KEY_DEVICE_BED_TEMP, "1", FALSE },
  { "device gone", "'device':{'bed_temp':1}", "'device':null", TRUE, BAMBU_KEY_DEVICE_BED_TEMP, "",
    TRUE },
  { "device gone in a delta", "'device':{'bed_temp':1}", "'device':null", FALSE,
    BAMBU_KEY_DEVICE_BED_TEMP, "", TRUE },
  { "null for what was not there", "'mc_percent':1", "'ams':null", FALSE, BAMBU_KEY_MC_PERCENT, "1",
    FALSE },
  { "emptied external spool", "'vt_tray':{'id':'254','tray_type':'PLA','remain':1}",
    "'vt_tray':{'id':'254'}", FALSE, BAMBU_KEY_VT_TRAY, "{'id':'254'}", TRUE },
  { "change of an external spool without its id", "'vt_tray':{'id':'254','tray_type':'PLA'}",
    "'vt_tray':{'tray_type':'PETG'}", FALSE, BAMBU_KEY_VT_TRAY, "{'id':'254','tray_type':'PETG'}",
    TRUE },
  { "change of an external spool", "'vt_tray':{'id':'254','tray_type':'PLA','remain':1}",
    "'vt_tray':{'id':'254','tray_type':'PETG'}", FALSE, BAMBU_KEY_VT_TRAY,
    "{'id':'254','tray_type':'PETG','remain':1}", TRUE },
  { "unit by id", "'ams':{'ams':[{'id':'0','temp':'1'},{'id':'1','temp':'2'}]}",
    "'ams':{'ams':[{'id':'1','temp':'3'}]}", FALSE, BAMBU_KEY_AMS_AMS,
    "[{'id':'0','temp':'1'},{'id':'1','temp':'3'}]", TRUE },
  { "unit by an id that is a number", "'ams':{'ams':[{'id':'1','temp':'2'}]}",
    "'ams':{'ams':[{'id':1,'temp':'3'}]}", FALSE, BAMBU_KEY_AMS_AMS, "[{'id':1,'temp':'3'}]",
    TRUE },
  { "new unit", "'ams':{'ams':[{'id':'0'}]}", "'ams':{'ams':[{'id':'128'}]}", FALSE,
    BAMBU_KEY_AMS_AMS, "[{'id':'0'},{'id':'128'}]", TRUE },
  { "unit without an id", "'ams':{'ams':[{'id':'0'}]}", "'ams':{'ams':[{'temp':'3'},7]}", FALSE,
    BAMBU_KEY_AMS_AMS, "[{'id':'0'}]", FALSE },
  { "unit gone from a full report", "'ams':{'ams':[{'id':'0'},{'id':'1'}]}",
    "'ams':{'ams':[{'id':'1'}]}", TRUE, BAMBU_KEY_AMS_AMS, "[{'id':'1'}]", TRUE },
  { "tray by id", "'ams':{'ams':[{'id':'0','tray':[{'id':'0','remain':1},{'id':'1','remain':2}]}]}",
    "'ams':{'ams':[{'id':'0','tray':[{'id':'1','remain':3}]}]}", FALSE, BAMBU_KEY_AMS_AMS,
    "[{'id':'0','tray':[{'id':'0','remain':1},{'id':'1','remain':3}]}]", TRUE },
  { "emptied tray", "'ams':{'ams':[{'id':'0','tray':[{'id':'0','remain':1,'tray_type':'PLA'}]}]}",
    "'ams':{'ams':[{'id':'0','tray':[{'id':'0'}]}]}", FALSE, BAMBU_KEY_AMS_AMS,
    "[{'id':'0','tray':[{'id':'0'}]}]", TRUE },
  { "emptied tray with a state",
    "'ams':{'ams':[{'id':'0','tray':[{'id':'0','remain':1,'state':11}]}]}",
    "'ams':{'ams':[{'id':'0','tray':[{'id':'0','state':10}]}]}", FALSE, BAMBU_KEY_AMS_AMS,
    "[{'id':'0','tray':[{'id':'0','state':10}]}]", TRUE },
  { "emptied tray that had as many fields",
    "'ams':{'ams':[{'id':'0','tray':[{'id':'0','tray_type':'PLA'}]}]}",
    "'ams':{'ams':[{'id':'0','tray':[{'id':'0','state':10}]}]}", FALSE, BAMBU_KEY_AMS_AMS,
    "[{'id':'0','tray':[{'id':'0','state':10}]}]", TRUE },
  { "tray of two other fields is no statement",
    "'ams':{'ams':[{'id':'0','tray':[{'id':'0','remain':1,'state':11}]}]}",
    "'ams':{'ams':[{'id':'0','tray':[{'id':'0','remain':2}]}]}", FALSE, BAMBU_KEY_AMS_AMS,
    "[{'id':'0','tray':[{'id':'0','remain':2,'state':11}]}]", TRUE },
  { "unit without its trays keeps them",
    "'ams':{'ams':[{'id':'0','temp':'1','tray':[{'id':'0','remain':1}]}]}",
    "'ams':{'ams':[{'id':'0','temp':'2'}]}", FALSE, BAMBU_KEY_AMS_AMS,
    "[{'id':'0','temp':'2','tray':[{'id':'0','remain':1}]}]", TRUE },
  { "trays of a wrong type", "'ams':{'ams':[{'id':'0','tray':[{'id':'0'}]}]}",
    "'ams':{'ams':[{'id':'0','tray':'x'}]}", FALSE, BAMBU_KEY_AMS_AMS,
    "[{'id':'0','tray':[{'id':'0'}]}]", FALSE },
  { "ams scalars alone", "'ams':{'tray_now':'255','ams':[{'id':'0'}]}", "'ams':{'tray_now':'1'}",
    FALSE, BAMBU_KEY_AMS_AMS, "[{'id':'0'}]", TRUE },
};

static void
test_case (gconstpointer data)
{
  const Case *self = data;
  g_autoptr (BambuReport) report = bambu_report_new ();
  BambuSections sections;

  merge_at (report, self->before, TRUE, 0);
  sections = merge_at (report, self->delta, self->full, 0);
  assert_json (report, self->key, self->after);
  g_assert_cmpint (sections != 0, ==, self->changes);
}

static void
test_sections (void)
{
  g_autoptr (BambuReport) report = bambu_report_new ();

  g_assert_cmpint (merge (report, "'nozzle_temper':20"), ==, BAMBU_SECTION_HEAT);
  g_assert_cmpint (merge (report, "'layer_num':2,'spd_lvl':2"), ==,
                   BAMBU_SECTION_JOB | BAMBU_SECTION_STATUS);
  g_assert_cmpint (merge (report, "'ams':{'tray_now':'1','version':4}"), ==,
                   BAMBU_SECTION_EXTRUDERS);
  g_assert_cmpint (merge (report, "'nobody':1,'reads':{'this':2},'device':{'laser':{}}"), ==, 0);
  g_assert_cmpint (merge (report, "'device':{'bed_temp':1}"), ==, BAMBU_SECTION_HEAT);
}

/* That each field is found says that the table is in order. */
static void
test_keys (void)
{
  static const char *const values[] = { "1", "'a'", "true", "{'a':1}", "[1]" };
  g_autoptr (BambuReport) report = bambu_report_new ();

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *fields = g_strdup_printf (
          "'3D':%1$s,'ams_rfid_status':%1$s,'ams_status':%1$s,'aux':%1$s,'aux_part_fan':%1$s,'bed_"
          "target_temper':%1$s,'"
          "bed_temper':%1$s,"
          "'big_fan1_speed':%1$s,'big_fan2_speed':%1$s,'cfg':%1$s,'chamber_temper':%1$s,"
          "'cooling_fan_speed':%1$s,'ctt':%1$s,'fan_gear':%1$s,'flag3':%1$s,'fun':%1$s,'fun2':%1$s,"
          "'gcode_file':%1$s,"
          "'gcode_file_prepare_percent':%1$s,'gcode_start_time':%1$s,'gcode_state':%1$s,'"
          "heatbreak_fan_speed':%1$s,"
          "'hms':%1$s,'home_flag':%1$s,'hw_switch_state':%1$s,'ipcam':%1$s,'job_attr':%1$s,'job_id'"
          ":%1$s,'layer_num':%1$s,"
          "'lights_report':%1$s,'mc_percent':%1$s,'mc_remaining_time':%1$s,'net':%1$s,"
          "'nozzle_diameter':%1$s,'nozzle_target_temper':%1$s,'nozzle_temper':%1$s,"
          "'nozzle_type':%1$s,'online':%1$s,'plate_idx':%1$s,'print_error':%1$s,"
          "'print_type':%1$s,'s_obj':%1$s,'sdcard':%1$s,'spd_lvl':%1$s,'spd_mag':%1$s,'stage':%1$s,"
          "'stat':%1$s,"
          "'stg_cur':%1$s,'subtask_id':%1$s,'subtask_name':%1$s,'task_id':%1$s,'total_layer_num':"
          "%1$s,'upgrade_state':%1$s,'vir_slot':%1$s,"
          "'vt_tray':%1$s,'wifi_signal':%1$s,'xcam':%1$s,'ams':{'ams':%1$s,'ams_exist_bits':%1$s,"
          "'insert_flag':%1$s,'power_on_flag':%1$s,'tray_exist_bits':%1$s,'tray_now':%1$s,"
          "'tray_reading_bits':%1$s,'tray_tar':%1$s},'device':{"
          "'airduct':%1$s,'bed':%1$s,'bed_temp':%1$s,'ctc':%1$s,'extruder':%1$s,'nozzle':%1$s}",
          values[i]);

      g_assert_cmpint (merge (report, fields), !=, 0);
    }

  for (guint key = 0; key < BAMBU_N_KEYS; key++)
    g_assert_nonnull (bambu_report_get (report, key));
}

static void
test_power_off (void)
{
  static const char *const gone =
      "'ams':{'ams':[],'ams_exist_bits':'0','tray_exist_bits':'0','power_on_flag':false}";
  static const char *const units = "[{'id':'0','temp':'20'}]";

  for (gboolean full = FALSE; full <= TRUE; full++)
    {
      g_autoptr (BambuReport) report = bambu_report_new ();

      merge_at (report, "'ams':{'ams':[{'id':'0','temp':'20'}],'ams_exist_bits':'1'}", TRUE, 0);

      /* A printer that loses power says so last. */
      g_assert_cmpint (merge_at (report, gone, full, SECONDS (10)), ==, 0);
      assert_json (report, BAMBU_KEY_AMS_AMS, units);
      merge_at (report, gone, full, SECONDS (69));
      assert_json (report, BAMBU_KEY_AMS_EXIST_BITS, "'1'");

      /* One that is back begins anew. */
      merge_at (report, "'ams':{'ams_exist_bits':'1'}", FALSE, SECONDS (70));
      merge_at (report, gone, full, SECONDS (80));
      assert_json (report, BAMBU_KEY_AMS_AMS, units);

      /* One that goes on saying so has none any more. */
      g_assert_cmpint (merge_at (report, gone, full, SECONDS (140)), !=, 0);
      assert_json (report, BAMBU_KEY_AMS_EXIST_BITS, "'0'");
      if (full)
        assert_json (report, BAMBU_KEY_AMS_AMS, "[]");
    }
}

static void
test_complete (void)
{
  g_autoptr (BambuReport) report = bambu_report_new ();

  merge (report, "'mc_percent':1");
  g_assert_false (bambu_report_is_complete (report));
  merge_at (report, "'mc_percent':1", TRUE, 0);
  g_assert_true (bambu_report_is_complete (report));
}

/* A year of changes takes no more room than a day of them. */
static void
test_memory (void)
{
  g_autoptr (BambuReport) report = bambu_report_new ();
  gsize largest = 0;

  merge_at (report, "'subtask_name':'','hms':[],'ams':{'ams':[{'id':'0','tray':[{'id':'0'}]}]}",
            TRUE, 0);

  for (guint i = 0; i < 100000; i++)
    {
      g_autofree char *fields = g_strdup_printf (
          "'subtask_name':'%.*s','hms':[%s],'ams':{'ams':[{'id':'0','tray':[{'id':"
          "'0','tray_type':'PLA','tray_uuid':'%08X%s'}]}]}",
          (int) (i % 60), "a name that is sometimes long and sometimes short, as it is",
          i % 2 ? "{'attr':1,'code':2}" : "", i, i % 3 ? "" : "0123456789");

      merge_at (report, fields, i % 50 == 0, 0);
      largest = MAX (largest, bambu_report_get_size (report));
    }

  g_assert_cmpuint (largest, <, 256 * 1024);
}

/* Nor does a printer fill our memory with what it makes up. */
static void
test_flood (void)
{
  g_autoptr (BambuReport) report = bambu_report_new ();
  g_autofree char *filler = g_strnfill (200 * 1024, 'x');
  gsize largest = 0;
  gboolean was_complete;

  merge_at (report, "'ipcam':{}", TRUE, 0);

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *fields =
          g_strdup_printf ("'ipcam':{'key%u':'%s'},'made_up_%u':'%s'", i, filler, i, filler);

      was_complete = bambu_report_is_complete (report);
      merge (report, fields);
      largest = MAX (largest, bambu_report_get_size (report));
      if (!bambu_report_is_complete (report) && was_complete)
        g_assert_null (bambu_report_get (report, BAMBU_KEY_IPCAM));
    }

  g_assert_false (bambu_report_is_complete (report));
  g_assert_cmpuint (largest, <, 16 * 1024 * 1024);
}

static void
test_many_units (void)
{
  g_autoptr (BambuReport) report = bambu_report_new ();

  merge_at (report, "'ams':{'ams':[]}", TRUE, 0);

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *fields = g_strdup_printf ("'ams':{'ams':[{'id':'%u'}]}", i);

      merge (report, fields);
    }

  g_assert_cmpuint (yyjson_mut_arr_size (bambu_report_get (report, BAMBU_KEY_AMS_AMS)), ==, 16);
}

/* What is remembered is what was merged, without what opens the camera. */
static void
test_copy (void)
{
  g_autoptr (BambuReport) report = bambu_report_new ();
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  char *json;

  merge_at (report,
            "'mc_percent':7,'unread':'x','ams':{'tray_now':'1'},'device':{'bed_temp':5},"
            "'ipcam':{'ipcam_dev':'1','token':'secret','rtsp_url':"
            "'rtsps://bblp:secret@192.0.2.1:322/streaming/live/1?key=secret'}",
            TRUE, 0);
  yyjson_mut_doc_set_root (document, bambu_report_copy_to (report, document));
  json = yyjson_mut_write (document, YYJSON_WRITE_NOFLAG, NULL);

  g_assert_cmpstr (json, ==,
                   "{\"command\":\"push_status\",\"ipcam\":{\"ipcam_dev\":\"1\",\"rtsp_url\":"
                   "\"rtsps://192.0.2.1:322/streaming/live/1\"},\"mc_percent\":7,"
                   "\"ams\":{\"tray_now\":\"1\"},\"device\":{\"bed_temp\":5}}");

  free (json);
  yyjson_mut_doc_free (document);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *slug = g_strdelimit (g_strdup (CASES[i].name), " ", '-');
      g_autofree char *path = g_strconcat ("/report/merge/", slug, NULL);

      g_test_add_data_func (path, &CASES[i], test_case);
    }

  g_test_add_func ("/report/sections", test_sections);
  g_test_add_func ("/report/keys", test_keys);
  g_test_add_func ("/report/power-off", test_power_off);
  g_test_add_func ("/report/complete", test_complete);
  g_test_add_func ("/report/memory", test_memory);
  g_test_add_func ("/report/flood", test_flood);
  g_test_add_func ("/report/many-units", test_many_units);
  g_test_add_func ("/report/copy", test_copy);

  return g_test_run ();
}
