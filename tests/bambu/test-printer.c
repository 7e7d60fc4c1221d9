/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/printer/bambu-printer.h"

#include <math.h>

#include "fake-link.h"
#include "report-fixture.h"

#define UNIT(id, info, temp)                                                                       \
  "{'id':'" id "','info':'" info "','temp':'" temp                                                 \
  "','tray':[{'id':'0','tray_type':'PLA','tray_info_idx':'GFA00'},{'id':'1','tray_type':'ABS'}]}"

/* Notifications, as `type:property`. */
typedef struct
{
  GPtrArray *words;
} Log;

static void
on_notify (GObject *object, GParamSpec *pspec, Log *log)
{
  g_ptr_array_add (
      log->words,
      g_strdup_printf ("%s:%s", G_OBJECT_TYPE_NAME (object) + strlen ("Bambu"), pspec->name));
}

static void
listen (Log *log, gpointer object)
{
  g_signal_connect (object, "notify", G_CALLBACK (on_notify), log);
}

static void
assert_log (Log *log, const char *expected)
{
  g_autofree char *text = NULL;

  /* Which of an object's properties is notified first is GObject's affair. */
  g_ptr_array_sort_values (log->words, (GCompareFunc) strcmp);
  text = g_strjoinv (" ", (char **) log->words->pdata);
  g_assert_cmpstr (text, ==, expected);
  g_ptr_array_set_size (log->words, 0);
}

static void
apply (BambuPrinter *printer, const char *json)
{
  g_autoptr (BambuFrame) frame = fixture_frame (json);

  bambu_printer_apply (printer, frame);
}

static void
report (BambuPrinter *printer, const char *fields, gboolean full)
{
  g_autoptr (BambuFrame) frame = fixture_status (fields, full);

  bambu_printer_apply (printer, frame);
}

static gpointer
peek (GListModel *list, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (list, position);

  return item;
}

static guint
count (GListModel *list)
{
  return g_list_model_get_n_items (list);
}

/* Each property that a type has can be read, whether by g_object_get() or by its getter. */
static void
read_all (GObject *object)
{
  guint n_properties;
  g_autofree GParamSpec **properties =
      g_object_class_list_properties (G_OBJECT_GET_CLASS (object), &n_properties);

  g_assert_cmpuint (n_properties, >, 2);

  for (guint i = 0; i < n_properties; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_object_get_property (object, properties[i]->name, &value);
      g_assert_true (G_VALUE_HOLDS (&value, properties[i]->value_type));
    }
}

static void
test_unknown (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("ZZZ0000", NULL);
  BambuHeater *nozzle = bambu_extruder_get_heater (bambu_printer_get_active_extruder (printer));

  /* Parts exist, nothing is 0 that is not known. */
  g_assert_false (bambu_printer_has_report (printer));
  g_assert_cmpint (bambu_printer_get_seen (printer), ==, 0);
  g_assert_cmpstr (bambu_printer_get_model_name (printer), ==, "");
  g_assert_cmpint (bambu_printer_get_state (printer), ==, BAMBU_STATE_UNKNOWN);
  g_assert_cmpint (bambu_printer_get_stage (printer), ==, -1);
  g_assert_cmpint (bambu_printer_get_freshness (printer), ==, BAMBU_FRESHNESS_OFFLINE);
  g_assert_cmpint (bambu_printer_get_rights (printer), ==, BAMBU_RIGHTS_UNKNOWN);
  g_assert_cmpint (bambu_job_get_percent (bambu_printer_get_job (printer)), ==, -1);
  g_assert_cmpstr (bambu_job_get_name (bambu_printer_get_job (printer)), ==, "");
  g_assert_true (isnan (bambu_heater_get_current (bambu_printer_get_bed (printer))));
  g_assert_true (isnan (bambu_heater_get_current (nozzle)));
  g_assert_cmpfloat (bambu_heater_get_maximum (nozzle), ==, 300);
  g_assert_false (bambu_heater_is_fitted (bambu_printer_get_chamber (printer)));
  g_assert_cmpuint (count (bambu_printer_get_extruders (printer)), ==, 1);
  g_assert_cmpuint (count (bambu_printer_get_ams_units (printer)), ==, 0);
  g_assert_null (bambu_printer_get_active_tray (printer));
  g_assert_null (bambu_printer_dup_report (printer));
}

static void
test_properties (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("0940000", NULL);

  report (printer,
          "'ams':{'ams':[" UNIT ("0", "1001",
                                 "20") "]},'vt_tray':{'id':'254'},'hms':[{'attr':1,'code':1}],"
                                       "'lights_report':[{'node':'chamber_light','mode':'on'}],"
                                       "'device':{'nozzle':{'info':[{'id':16}]}}",
          TRUE);

  read_all (G_OBJECT (printer));
  read_all (G_OBJECT (bambu_printer_get_job (printer)));
  read_all (G_OBJECT (bambu_printer_get_bed (printer)));
  read_all (peek (bambu_printer_get_extruders (printer), 0));
  read_all (peek (bambu_printer_get_nozzle_rack (printer), 0));
  read_all (peek (bambu_printer_get_fans (printer), 0));
  read_all (peek (bambu_printer_get_lights (printer), 0));
  read_all (peek (bambu_printer_get_ams_units (printer), 0));
  read_all (peek (peek (bambu_printer_get_ams_units (printer), 0), 0));
  read_all (peek (bambu_printer_get_alerts (printer), 0));
}

static void
test_notify (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("01P0000", NULL);
  BambuExtruder *extruder = bambu_printer_get_active_extruder (printer);
  Log log = { g_ptr_array_new_null_terminated (8, g_free, TRUE) };

  report (
      printer,
      "'gcode_state':'RUNNING','mc_percent':1,'layer_num':1,'bed_temper':60,'bed_target_temper':60,"
      "'nozzle_temper':200,'subtask_name':'a','ams':{'ams':[" UNIT ("0", "1001", "20.0") "]}",
      TRUE);

  listen (&log, bambu_printer_get_job (printer));
  listen (&log, bambu_printer_get_bed (printer));
  listen (&log, bambu_extruder_get_heater (extruder));
  listen (&log, extruder);
  listen (&log, peek (bambu_printer_get_ams_units (printer), 0));
  listen (&log, peek (peek (bambu_printer_get_ams_units (printer), 0), 0));

  /* The same again, all of it or a part */
  report (
      printer,
      "'gcode_state':'RUNNING','mc_percent':1,'layer_num':1,'bed_temper':60,'bed_target_temper':60,"
      "'nozzle_temper':200,'subtask_name':'a','ams':{'ams':[" UNIT ("0", "1001", "20.0") "]}",
      TRUE);
  report (printer, "'mc_percent':1,'ams':{'ams':[" UNIT ("0", "1001", "20.0") "]}", FALSE);
  report (printer, "'mc_percent':'1'", FALSE);
  assert_log (&log, "");

  report (printer, "'mc_percent':2", FALSE);
  assert_log (&log, "Job:percent");
  report (printer, "'bed_temper':50", FALSE);
  assert_log (&log, "Heater:current Heater:heating");
  report (printer, "'nozzle_temper':201", FALSE);
  assert_log (&log, "Heater:current");
  report (printer, "'ams':{'ams':[{'id':'0','temp':'21'}]}", FALSE);
  assert_log (&log, "Ams:temperature");
  report (printer, "'ams':{'tray_now':'0'}", FALSE);
  assert_log (&log, "Extruder:tray Tray:in-use");
  report (printer, "'ams':{'ams':[{'id':'0','tray':[{'id':'0','tray_color':'FF0000'}]}]}", FALSE);
  assert_log (&log, "Tray:colours");
  report (printer, "'subtask_name':'b'", FALSE);
  assert_log (&log, "Job:name");

  g_ptr_array_unref (log.words);
}

/* A whole report is applied before anybody hears of it. */
static void
on_percent (BambuJob *job, GParamSpec *pspec, guint *n_heard)
{
  g_assert_cmpint (bambu_job_get_layer (job), ==, 7);
  (*n_heard)++;
}

static void
test_frozen (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("01P0000", NULL);
  BambuJob *job = bambu_printer_get_job (printer);
  guint n_heard = 0;

  g_signal_connect (job, "notify::percent", G_CALLBACK (on_percent), &n_heard);
  report (printer, "'mc_percent':5,'layer_num':7", TRUE);
  g_assert_cmpuint (n_heard, ==, 1);
  g_signal_handlers_disconnect_by_data (job, &n_heard);
}

static void
count_change (GListModel *list, guint position, guint removed, guint added, guint *n_changes)
{
  (*n_changes)++;
}

/* What stays the same thing stays the same object. */
static void
test_lists (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("0940000", NULL);
  GListModel *units = bambu_printer_get_ams_units (printer);
  GListModel *alerts = bambu_printer_get_alerts (printer);
  GListModel *lights = bambu_printer_get_lights (printer);
  g_autoptr (BambuAms) second = NULL;
  g_autoptr (BambuTray) tray = NULL;
  g_autoptr (BambuAlert) alert = NULL;
  gint64 first_seen;
  guint n_changes = 0;

  report (
      printer,
      "'ams':{'ams':[" UNIT (
          "1", "1001", "20") "]},'hms':[{'attr':50331904,'code':65543}],"
                             "'lights_report':[{'node':'a','mode':'on'},{'node':'b','mode':'on'}]",
      TRUE);
  second = g_list_model_get_item (units, 0);
  tray = g_list_model_get_item (G_LIST_MODEL (second), 0);
  alert = g_list_model_get_item (alerts, 0);
  first_seen = bambu_alert_get_first_seen (alert);
  g_assert_cmpint (first_seen, >, 0);
  g_assert_cmpuint (count (G_LIST_MODEL (second)), ==, 4);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (second)) == BAMBU_TYPE_TRAY);

  report (
      printer,
      "'ams':{'ams':[" UNIT ("0", "2003", "30") "," UNIT (
          "128", "2004", "40") "]},"
                               "'hms':[{'attr':1,'code':131073},{'attr':50331904,'code':65543}]",
      FALSE);
  g_assert_cmpuint (count (units), ==, 3);
  g_assert_true (peek (units, 1) == second);
  g_assert_true (peek (G_LIST_MODEL (second), 0) == tray);
  g_assert_cmpint (bambu_ams_get_id (peek (units, 0)), ==, 0);
  g_assert_cmpint (bambu_ams_get_id (peek (units, 2)), ==, 128);
  g_assert_cmpuint (count (peek (units, 2)), ==, 1);
  g_assert_cmpuint (count (alerts), ==, 2);
  g_assert_true (peek (alerts, 1) == alert);
  g_assert_cmpint (bambu_alert_get_first_seen (alert), ==, first_seen);

  g_signal_connect (units, "items-changed", G_CALLBACK (count_change), &n_changes);
  report (printer, "'ams':{'ams':[{'id':'1','temp':'25'}]}", FALSE);
  g_assert_cmpuint (n_changes, ==, 0);
  g_assert_cmpfloat (bambu_ams_get_temperature (second), ==, 25);

  report (printer, "'ams':{'ams':[" UNIT ("1", "1001", "20") "]},'hms':[]", TRUE);
  g_assert_cmpuint (count (units), ==, 1);
  g_assert_true (peek (units, 0) == second);
  g_assert_cmpuint (count (alerts), ==, 0);
  g_assert_cmpuint (count (lights), ==, 0);

  /* A light whose mode cannot be read keeps it. */
  report (printer, "'lights_report':[{'node':'a','mode':'on'}]", FALSE);
  report (printer, "'lights_report':[{'node':'a','mode':7}]", FALSE);
  g_assert_cmpstr (bambu_light_get_mode (peek (lights, 0)), ==, "on");
  g_assert_true (bambu_light_is_on (peek (lights, 0)));
  g_signal_handlers_disconnect_by_data (units, &n_changes);
}

static void
test_trays_in_use (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("0940000", NULL);
  GListModel *extruders = bambu_printer_get_extruders (printer);
  BambuAms *unit;

  report (printer,
          "'ams':{'ams':[" UNIT (
              "1", "1001",
              "20") "]},'vir_slot':[{'id':'254'},{'id':'255'}],'device':{"
                    "'extruder':{'state':2,'info':[{'id':0,'snow':257},{'id':1,'snow':65024}]}}",
          TRUE);
  unit = peek (bambu_printer_get_ams_units (printer), 0);
  g_assert_cmpuint (count (extruders), ==, 2);
  g_assert_true (bambu_printer_get_active_extruder (printer) == peek (extruders, 0));
  g_assert_true (bambu_printer_get_active_tray (printer) == peek (G_LIST_MODEL (unit), 1));
  g_assert_true (bambu_tray_is_in_use (peek (G_LIST_MODEL (unit), 1)));
  g_assert_true (bambu_tray_is_external (bambu_extruder_get_tray (peek (extruders, 1))));
  g_assert_true (bambu_tray_is_in_use (bambu_extruder_get_tray (peek (extruders, 1))));

  report (printer,
          "'device':{'extruder':{'state':18,'info':[{'id':0,'snow':256},{'id':1,'snow':65535}]}}",
          FALSE);
  g_assert_true (bambu_printer_get_active_extruder (printer) == peek (extruders, 1));
  g_assert_null (bambu_printer_get_active_tray (printer));
  g_assert_true (bambu_tray_is_in_use (peek (G_LIST_MODEL (unit), 0)));
  g_assert_false (bambu_tray_is_in_use (peek (G_LIST_MODEL (unit), 1)));
  g_assert_false (bambu_tray_is_in_use (peek (bambu_printer_get_external_trays (printer), 0)));

  /* The unit goes, and with it what it fed. */
  report (printer, "'ams':{'ams_exist_bits':'1'}", FALSE);
  g_assert_cmpuint (count (bambu_printer_get_ams_units (printer)), ==, 0);
  g_assert_null (bambu_extruder_get_tray (peek (extruders, 0)));

  /* A printer of one extruder after all */
  report (printer, "'device':{'extruder':{'info':[{'id':0}]}}", FALSE);
  g_assert_cmpuint (count (extruders), ==, 1);
  g_assert_cmpint (bambu_extruder_get_side (peek (extruders, 0)), ==, BAMBU_SIDE_ONLY);
  g_assert_true (bambu_printer_get_active_extruder (printer) == peek (extruders, 0));
}

/* A change that comes alone still reaches what is read together with other fields. */
static void
test_fields_alone (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("01S0000", NULL);
  BambuTray *tray;

  report (printer,
          "'cfg':'0','aux_part_fan':false,'big_fan1_speed':'0','ams':{'ams_exist_bits':'1',"
          "'tray_exist_bits':'1','tray_reading_bits':'0','ams':[{'id':'0','tray':[{'id':'0',"
          "'tray_type':'PLA','remain':40,'tray_uuid':'00112233445566778899AABBCCDDEEFF'}]}]}",
          TRUE);
  tray = peek (peek (bambu_printer_get_ams_units (printer), 0), 0);
  g_assert_cmpint (bambu_tray_get_remain_percent (tray), ==, -1);
  g_assert_cmpint (bambu_tray_get_state (tray), ==, BAMBU_TRAY_STATE_KNOWN);
  g_assert_false (bambu_printer_get_capabilities (printer) & BAMBU_CAPABILITY_AUX_FAN);

  report (printer, "'cfg':'20000'", FALSE);
  g_assert_cmpint (bambu_tray_get_remain_percent (tray), ==, 40);

  report (printer, "'aux_part_fan':true", FALSE);
  g_assert_true (bambu_printer_get_capabilities (printer) & BAMBU_CAPABILITY_AUX_FAN);

  report (printer, "'ams':{'tray_reading_bits':'1'}", FALSE);
  g_assert_cmpint (bambu_tray_get_state (tray), ==, BAMBU_TRAY_STATE_READING);
}

static void
test_model (void)
{
  static const struct
  {
    const char *serial;
    const char *given;
    const char *module;
    const char *name;
  } cases[] = {
    { "01P0000", NULL, "", "P1S" },
    { "01P0000", "X1C", "", "X1C" },
    { "01P0000", "Z9", "", "P1S" },
    { "01P0000", NULL, "{'name':'ota','product_name':'Bambu Lab X1E'}", "X1E" },
    { "01P0000", NULL, "{'name':'esp32','project_name':'N1'}", "P1S" },
    { "ZZZ0000", NULL, "{'name':'esp32','project_name':'N1'}", "A1 mini" },
    { "ZZZ0000", "Z9", "", "Z9" },
    { "ZZZ0000", "Z9", "{'name':'ota','product_name':'Bambu Lab Z9 Ultra'}", "Z9 Ultra" },
    { "ZZZ0000", NULL, "{'name':'ota','product_name':'Somebody else'}", "Somebody else" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BambuPrinter) printer = bambu_printer_new (cases[i].serial, cases[i].given);
      g_autofree char *json =
          g_strdup_printf ("{'info':{'command':'get_version','module':[%s]}}", cases[i].module);

      apply (printer, json);
      g_assert_cmpstr (bambu_printer_get_model_name (printer), ==, cases[i].name);
    }
}

static void
test_versions (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("ZZZ0000", NULL);

  report (printer, "'ams':{'ams':[{'id':'0'}]},'chamber_temper':5", TRUE);
  g_assert_cmpint (bambu_ams_get_kind (peek (bambu_printer_get_ams_units (printer), 0)), ==,
                   BAMBU_AMS_KIND_UNKNOWN);

  apply (printer, "{'info':{'command':'get_version','module':[{'name':'ota','sw_ver':'01.05.00.00',"
                  "'product_name':'Bambu Lab A1'},{'name':'ams_f1/0',"
                  "'sw_ver':'00.00.07.89'}]}}");
  g_assert_cmpstr (bambu_printer_get_firmware (printer), ==, "01.05.00.00");
  g_assert_cmpstr (bambu_printer_get_product_name (printer), ==, "Bambu Lab A1");
  g_assert_cmpint (bambu_ams_get_kind (peek (bambu_printer_get_ams_units (printer), 0)), ==,
                   BAMBU_AMS_KIND_LITE);
  g_assert_cmpstr (bambu_ams_get_firmware (peek (bambu_printer_get_ams_units (printer), 0)), ==,
                   "00.00.07.89");
  g_assert_false (bambu_heater_is_fitted (bambu_printer_get_chamber (printer)));
}

static void
test_acknowledgements (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("01P0000", NULL);

  report (printer, "'mc_percent':5,'fun':'0'", TRUE);
  g_assert_cmpint (bambu_printer_get_rights (printer), ==, BAMBU_RIGHTS_FULL);

  /* Never merged */
  apply (printer, "{'print':{'command':'gcode_line','mc_percent':50,'result':'success'}}");
  apply (printer, "{'print':{'mc_percent':50,'result':'success'}}");
  apply (printer, "{'pushing':{'command':'pushall','mc_percent':50}}");
  apply (printer, "{'system':{'command':'get_access_code','access_code':'12345678'}}");
  apply (printer, "{'mc_print':{'command':'push_info','mc_percent':50}}");
  g_assert_cmpint (bambu_job_get_percent (bambu_printer_get_job (printer)), ==, 5);
  g_assert_cmpint (bambu_printer_get_rights (printer), ==, BAMBU_RIGHTS_FULL);

  /* What another client was refused says nothing of what we may. */
  apply (printer, "{'print':{'command':'pause','sequence_id':'20001','result':'failed',"
                  "'err_code':'84033543'}}");
  g_assert_cmpint (bambu_printer_get_rights (printer), ==, BAMBU_RIGHTS_FULL);
}

/* Frames that are JSON and yet nonsense: what is shown stays. */
static void
test_nonsense (void)
{
  static const char *const frames[] = {
    "{'print':{'command':'push_status','msg':1,'ams':7,'device':'x','hms':{},'lights_report':3,"
    "'net':[],'ipcam':5,'vir_slot':'','vt_tray':[],'online':true,'gcode_state':[]}}",
    "{'print':{'command':'push_status','msg':1,'ams':{'ams':{},'tray_exist_bits':[]}}}",
    "{'print':{'command':'push_status','msg':1,'ams':{'ams':[[],null,'x',{'id':{}}]}}}",
    "{'print':{'command':'push_status','msg':1,'ams':{'ams':[{'id':'0','tray':[null,7,{'id':[]}]}]}"
    "}}",
    "{'print':{'command':'push_status','msg':1,'mc_percent':'','bed_temper':'hot','home_flag':'x'}"
    "}",
    "{'print':{'command':'push_status','msg':1,'device':{'extruder':3,'bed':[],'nozzle':''}}}",
    "{'info':{'command':'get_version','module':'none'}}",
    "{'event':{'event':5}}",
    "{'upgrade':{'err_code':[]}}",
  };
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("0940000", NULL);
  g_autoptr (GBytes) before = NULL;
  Log log = { g_ptr_array_new_null_terminated (8, g_free, TRUE) };

  report (
      printer,
      "'gcode_state':'RUNNING','mc_percent':5,'bed_temper':60,'home_flag':128,'ams':{'ams':[" UNIT (
          "0", "1001",
          "20") "],'tray_exist_bits':'3'},'hms':[{'attr':1,'code':65537}],"
                "'lights_report':[{'node':'a','mode':'on'}],'net':{'conf':0,'info':[{'ip':1}]},"
                "'device':{'extruder':{'state':1,'info':[{'id':0,'temp':200}]},'bed':{'info':{'"
                "temp':60}},"
                "'nozzle':{'info':[{'id':0,'type':'HS01'}]}},'vir_slot':[{'id':'255'}],'vt_tray':{'"
                "id':'255'}",
      TRUE);
  before = bambu_printer_dup_report (printer);

  listen (&log, bambu_printer_get_job (printer));
  listen (&log, bambu_printer_get_bed (printer));
  listen (&log, peek (bambu_printer_get_ams_units (printer), 0));
  listen (&log, peek (peek (bambu_printer_get_ams_units (printer), 0), 0));
  listen (&log, bambu_printer_get_active_extruder (printer));

  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      g_test_message ("%s", frames[i]);
      apply (printer, frames[i]);
      assert_log (&log, "");
      g_assert_cmpint (bambu_printer_get_state (printer), ==, BAMBU_STATE_RUNNING);
      g_assert_cmpuint (count (bambu_printer_get_ams_units (printer)), ==, 1);
      g_assert_cmpuint (count (bambu_printer_get_alerts (printer)), ==, 1);
      g_assert_cmpuint (count (bambu_printer_get_lights (printer)), ==, 1);
      g_assert_cmpuint (count (bambu_printer_get_external_trays (printer)), ==, 1);
      g_assert_nonnull (bambu_printer_get_ip (printer));
    }

  g_ptr_array_unref (log.words);
}

static void
test_remember (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("01P0000", NULL);
  g_autoptr (BambuPrinter) later = bambu_printer_new ("01P0000", NULL);
  g_autoptr (GBytes) remembered = NULL;
  g_autoptr (GBytes) again = NULL;
  static const char *const useless[] = { "", "{", "[]", "{\"info\":{}}", "{\"print\":{}}" };

  apply (printer, "{'info':{'command':'get_version','module':[{'name':'ota','sw_ver':'01.08.02.00',"
                  "'sn':'01P0000'}]}}");
  report (printer,
          "'gcode_state':'FINISH','mc_percent':100,'subtask_name':'Bracket','access_code':'secret',"
          "'ipcam':{'rtsp_url':'rtsps://bblp:secret@192.0.2.1/live'},'ams':{'ams':[" UNIT (
              "0", "1001", "20") "]}",
          TRUE);
  remembered = bambu_printer_dup_report (printer);
  g_assert_null (
      g_strstr_len (g_bytes_get_data (remembered, NULL), g_bytes_get_size (remembered), "secret"));

  for (guint i = 0; i < G_N_ELEMENTS (useless); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (useless[i], strlen (useless[i]));

      bambu_printer_restore (later, bytes, 1000);
      g_assert_false (bambu_printer_has_report (later));
    }

  bambu_printer_restore (later, remembered, 1000);
  g_assert_true (bambu_printer_has_report (later));
  g_assert_cmpint (bambu_printer_get_seen (later), ==, 1000);
  g_assert_cmpint (bambu_printer_get_freshness (later), ==, BAMBU_FRESHNESS_OFFLINE);
  g_assert_cmpint (bambu_printer_get_state (later), ==, BAMBU_STATE_FINISH);
  g_assert_cmpstr (bambu_printer_get_firmware (later), ==, "01.08.02.00");
  g_assert_cmpstr (bambu_job_get_name (bambu_printer_get_job (later)), ==, "Bracket");
  g_assert_cmpuint (count (bambu_printer_get_ams_units (later)), ==, 1);
  again = bambu_printer_dup_report (later);
  g_assert_true (g_bytes_equal (again, remembered));

  /* What was heard is newer than what was remembered. */
  report (later, "'gcode_state':'RUNNING'", TRUE);
  bambu_printer_restore (later, remembered, 1000);
  g_assert_cmpint (bambu_printer_get_state (later), ==, BAMBU_STATE_RUNNING);
}

static gint64
get_start (BambuPrinter *printer)
{
  return bambu_job_get_start_time (bambu_printer_get_job (printer));
}

/* What one saw is when it began. */
static void
test_start (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("01P0000", NULL);
  gint64 before = g_get_real_time () / G_USEC_PER_SEC;
  gint64 start;

  report (printer, "'gcode_state':'IDLE'", TRUE);
  report (printer, "'gcode_state':'PREPARE'", FALSE);
  g_assert_cmpint (get_start (printer), ==, 0);
  report (printer, "'gcode_state':'RUNNING'", FALSE);
  start = get_start (printer);
  g_assert_cmpint (start, >=, before);
  g_assert_cmpint (start, <=, g_get_real_time () / G_USEC_PER_SEC);

  /* The printer's own clock does not matter then. */
  report (printer, "'gcode_start_time':'1700000000','mc_percent':3", FALSE);
  report (printer, "'gcode_state':'PAUSE'", FALSE);
  g_assert_cmpint (get_start (printer), ==, start);
  report (printer, "'gcode_state':'FINISH'", FALSE);
  g_assert_cmpint (get_start (printer), ==, 0);
}

/* Of a job that ran already there is but the printer's word, if it can be true. */
static void
test_start_reported (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("00M0000", NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const struct
  {
    gint64 reported;
    gboolean is_possible;
  } CASES[] = {
    { 0, FALSE },          { -5, FALSE },         { 86400, FALSE },
    { now + 3600, FALSE }, { G_MAXINT64, FALSE }, { now - 7200, TRUE },
  };

  report (printer, "'gcode_state':'RUNNING'", TRUE);
  g_assert_cmpint (get_start (printer), ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *fields =
          g_strdup_printf ("'gcode_start_time':'%" G_GINT64_FORMAT "'", CASES[i].reported);

      report (printer, fields, FALSE);
      g_assert_cmpint (get_start (printer), ==, CASES[i].is_possible ? CASES[i].reported : 0);
    }
}

/* After a time of not looking, only what must be the same job has the start of before. */
static void
test_start_remembered (void)
{
  static const struct
  {
    int minutes; /* since */
    const char *fields;
    gboolean is_same;
  } CASES[] = {
    { 30, "'gcode_state':'RUNNING','subtask_name':'Bracket','mc_percent':50", TRUE },
    { 30, "'gcode_state':'PAUSE','subtask_name':'Bracket','mc_percent':20", TRUE },
    { 30, "'gcode_state':'RUNNING','subtask_name':'Bracket','mc_percent':19", FALSE },
    { 30, "'gcode_state':'RUNNING','subtask_name':'Vase','mc_percent':50", FALSE },
    { 30, "'gcode_state':'FINISH','subtask_name':'Bracket','mc_percent':100", FALSE },
    { 91, "'gcode_state':'RUNNING','subtask_name':'Bracket','mc_percent':50", FALSE },
    { -30, "'gcode_state':'RUNNING','subtask_name':'Bracket','mc_percent':50", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (BambuPrinter) printer = bambu_printer_new ("01P0000", NULL);
      g_autoptr (GBytes) again = NULL;
      gint64 seen = g_get_real_time () / G_USEC_PER_SEC - CASES[i].minutes * 60;
      g_autofree char *text = g_strdup_printf (
          "{\"print\":{\"command\":\"push_status\",\"msg\":0,\"gcode_state\":\"RUNNING\","
          "\"subtask_name\":\"Bracket\",\"mc_percent\":20,\"mc_remaining_time\":90},"
          "\"started\":%" G_GINT64_FORMAT "}",
          seen - 1200);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

      bambu_printer_restore (printer, bytes, seen);
      g_assert_cmpint (get_start (printer), ==, seen - 1200);
      again = bambu_printer_dup_report (printer);
      g_assert_nonnull (
          g_strstr_len (g_bytes_get_data (again, NULL), g_bytes_get_size (again), "\"started\":"));

      g_test_message ("%d min, %s", CASES[i].minutes, CASES[i].fields);
      report (printer, CASES[i].fields, TRUE);
      g_assert_cmpint (get_start (printer), ==, CASES[i].is_same ? seen - 1200 : 0);
    }
}

static gint64
get_done (BambuPrinter *printer)
{
  return bambu_job_get_done_time (bambu_printer_get_job (printer));
}

static void
test_done (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("01P0000", NULL);
  gint64 before = g_get_real_time () / G_USEC_PER_SEC;
  gint64 done;

  /* That one was not seen. */
  report (printer, "'gcode_state':'FINISH','subtask_name':'Bracket'", TRUE);
  g_assert_cmpint (get_done (printer), ==, 0);

  report (printer, "'gcode_state':'RUNNING'", FALSE);
  g_assert_cmpint (get_done (printer), ==, 0);
  report (printer, "'gcode_state':'FINISH','mc_percent':100", FALSE);
  done = get_done (printer);
  g_assert_cmpint (done, >=, before);
  g_assert_cmpint (done, <=, g_get_real_time () / G_USEC_PER_SEC);

  report (printer, "'gcode_state':'IDLE'", FALSE);
  g_assert_cmpint (get_done (printer), ==, done);
  report (printer, "'subtask_name':'Vase'", FALSE);
  g_assert_cmpint (get_done (printer), ==, 0);
}

/* After a time of not looking, it may have been printed again. */
static void
test_done_remembered (void)
{
  static const struct
  {
    int minutes; /* since */
    const char *fields;
    gboolean is_known;
  } CASES[] = {
    { 30, "'gcode_state':'FINISH','subtask_name':'Bracket'", TRUE },
    { 30, "'gcode_state':'IDLE','subtask_name':'Bracket'", TRUE },
    { 30, "'gcode_state':'FINISH','subtask_name':'Vase'", FALSE },
    { 30, "'gcode_state':'RUNNING','subtask_name':'Bracket'", FALSE },
    { 61, "'gcode_state':'FINISH','subtask_name':'Bracket'", FALSE },
    { -30, "'gcode_state':'FINISH','subtask_name':'Bracket'", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (BambuPrinter) printer = bambu_printer_new ("01P0000", NULL);
      g_autoptr (BambuPrinter) other = bambu_printer_new ("01P0000", NULL);
      g_autoptr (GBytes) again = NULL;
      gint64 seen = g_get_real_time () / G_USEC_PER_SEC - CASES[i].minutes * 60;
      g_autofree char *text = g_strdup_printf (
          "{\"print\":{\"command\":\"push_status\",\"msg\":0,\"gcode_state\":"
          "\"FINISH\",\"subtask_name\":\"Bracket\"},\"done\":%" G_GINT64_FORMAT ",\"took\":3600}",
          seen - 1200);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

      bambu_printer_restore (printer, bytes, seen);
      g_assert_cmpint (get_done (printer), ==, seen - 1200);
      again = bambu_printer_dup_report (printer);
      bambu_printer_restore (other, again, seen);

      g_test_message ("%d min, %s", CASES[i].minutes, CASES[i].fields);
      report (other, CASES[i].fields, TRUE);
      g_assert_cmpint (get_done (other), ==, CASES[i].is_known ? seen - 1200 : 0);
    }
}

static BambuLink *
new_link (void)
{
  g_autoptr (BambuTrust) trust = bambu_trust_new ();

  return fake_link_new_lan (trust, "192.0.2.1", 8883, "01P0000", "12345678");
}

#define FULL "{\"print\":{\"command\":\"push_status\",\"msg\":0,\"fun\":\"0\"}}"
#define DELTA "{\"print\":{\"command\":\"push_status\",\"msg\":1,\"mc_percent\":5}}"
#define GONE "{\"event\":{\"event\":\"client.disconnected\"}}"

static void
test_link (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("01P0000", NULL);
  g_autoptr (BambuLink) link = new_link ();
  FakeLink *fake = FAKE_LINK (link);

  bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);
  g_assert_cmpuint (fake_link_get_n_opened (fake), ==, 1);
  g_assert_cmpint (bambu_printer_get_connection (printer), ==, BAMBU_CONNECTION_LAN);
  g_assert_cmpint (bambu_printer_get_link_state (printer), ==, BAMBU_LINK_STATE_CONNECTING);
  g_assert_cmpint (bambu_printer_get_freshness (printer), ==, BAMBU_FRESHNESS_LAST_KNOWN);
  g_assert_cmpuint (fake_link_count_requests (fake, ""), ==, 0);
  g_assert_false (bambu_printer_refresh (printer));

  /* Open: it asks once for versions and all. */
  fake_link_settle (fake, BAMBU_LINK_STATE_OPEN, "aa", BAMBU_VERDICT_PINNED);
  g_assert_cmpuint (fake_link_count_requests (fake, "get_version"), ==, 1);
  g_assert_cmpuint (fake_link_count_requests (fake, "pushall"), ==, 1);
  g_assert_cmpuint (fake_link_count_requests (fake, ""), ==, 2);
  g_assert_cmpstr (bambu_printer_get_certificate (printer)->fingerprint, ==, "aa");
  g_assert_false (bambu_printer_refresh (printer));

  fake_link_say (fake, FULL);
  g_assert_cmpint (bambu_printer_get_freshness (printer), ==, BAMBU_FRESHNESS_LIVE);
  g_assert_cmpint (bambu_printer_get_seen (printer), >, 0);

  /* Lost: values stay, and are said to be old. */
  fake_link_settle (fake, BAMBU_LINK_STATE_WAITING, NULL, 0);
  g_assert_cmpint (bambu_printer_get_freshness (printer), ==, BAMBU_FRESHNESS_LAST_KNOWN);
  g_assert_error (bambu_printer_get_link_error (printer), BAMBU_LINK_ERROR,
                  BAMBU_LINK_ERROR_UNREACHABLE);
  g_assert_true (bambu_printer_has_report (printer));

  /* Back: asked again, live with the next whole report. */
  fake_link_settle (fake, BAMBU_LINK_STATE_CONNECTING, NULL, 0);
  fake_link_settle (fake, BAMBU_LINK_STATE_OPEN, NULL, 0);
  g_assert_cmpuint (fake_link_count_requests (fake, "pushall"), ==, 2);
  g_assert_null (bambu_printer_get_link_error (printer));
  fake_link_say (fake, DELTA);
  g_assert_cmpint (bambu_printer_get_freshness (printer), ==, BAMBU_FRESHNESS_LAST_KNOWN);
  fake_link_say (fake, FULL);
  g_assert_cmpint (bambu_printer_get_freshness (printer), ==, BAMBU_FRESHNESS_LIVE);

  /* The cloud says that the printer left. */
  fake_link_say (fake, GONE);
  g_assert_cmpint (bambu_printer_get_freshness (printer), ==, BAMBU_FRESHNESS_LAST_KNOWN);

  /* Another link: the old one is closed and heard no more. */
  {
    g_autoptr (BambuLink) other = new_link ();

    bambu_printer_set_link (printer, other, BAMBU_CONNECTION_CLOUD);
    g_assert_cmpint (bambu_link_get_state (link), ==, BAMBU_LINK_STATE_CLOSED);
    g_assert_cmpint (bambu_printer_get_connection (printer), ==, BAMBU_CONNECTION_CLOUD);
    fake_link_say (fake, DELTA);
    g_assert_cmpint (bambu_job_get_percent (bambu_printer_get_job (printer)), ==, -1);
  }

  bambu_printer_set_link (printer, NULL, BAMBU_CONNECTION_NONE);
  g_assert_cmpint (bambu_printer_get_connection (printer), ==, BAMBU_CONNECTION_NONE);
  g_assert_cmpint (bambu_printer_get_link_state (printer), ==, BAMBU_LINK_STATE_CLOSED);
  g_assert_null (bambu_printer_get_certificate (printer));
}

/* Never reached, it is offline; what is remembered is shown all the same. */
static void
test_unreachable (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("01P0000", NULL);
  g_autoptr (BambuLink) link = new_link ();

  bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);
  fake_link_settle (FAKE_LINK (link), BAMBU_LINK_STATE_REFUSED, NULL, 0);
  g_assert_cmpint (bambu_printer_get_freshness (printer), ==, BAMBU_FRESHNESS_OFFLINE);
  g_assert_error (bambu_printer_get_link_error (printer), BAMBU_LINK_ERROR,
                  BAMBU_LINK_ERROR_REFUSED);
}

static void
test_online_version (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("01P0000", NULL);
  g_autoptr (BambuLink) link = new_link ();
  FakeLink *fake = FAKE_LINK (link);

  bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);
  fake_link_settle (fake, BAMBU_LINK_STATE_OPEN, NULL, 0);
  apply (printer, "{'info':{'command':'get_version','module':[{'name':'ota','sn':'01P0000'}]}}");
  report (printer, "'online':{'version':8}", TRUE);
  report (printer, "'online':{'version':8,'ahb':true}", FALSE);
  g_assert_cmpuint (fake_link_count_requests (fake, "get_version"), ==, 1);
  report (printer, "'online':{'version':9}", FALSE);
  g_assert_cmpuint (fake_link_count_requests (fake, "get_version"), ==, 2);
}

/* Decimal text within what printers answer to, each once. */
static void
test_sequence_ids (void)
{
  g_autoptr (BambuLink) link = new_link ();
  FakeLink *fake = FAKE_LINK (link);
  guint64 last = 0;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (BambuPrinter) printer = bambu_printer_new ("01P0000", NULL);
      g_autoptr (BambuFrame) frame = NULL;
      guint64 id = 0;

      bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);
      fake_link_settle (fake, BAMBU_LINK_STATE_OPEN, NULL, 0);
      frame = fixture_frame (fake_link_peek_request (fake));
      g_assert_true (g_ascii_string_to_unsigned (bambu_frame_get_sequence_id (frame), 10, 20000,
                                                 29999, &id, NULL));
      if (last > 0)
        g_assert_cmpuint ((id - last + 10000) % 10000, ==, 2);
      last = id;
    }
}

/* A printer that goes away leaves its link closed and no timer behind. */
static void
test_dispose (void)
{
  g_autoptr (BambuLink) link = new_link ();
  BambuPrinter *printer = bambu_printer_new ("01P0000", NULL);

  bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);
  fake_link_settle (FAKE_LINK (link), BAMBU_LINK_STATE_OPEN, NULL, 0);
  fake_link_say (FAKE_LINK (link), FULL);
  report (printer, "'ams':{'tray_now':'0','ams':[" UNIT ("0", "1001", "20") "]}", FALSE);

  g_assert_finalize_object (printer);
  g_assert_cmpint (bambu_link_get_state (link), ==, BAMBU_LINK_STATE_CLOSED);
  fake_link_say (FAKE_LINK (link), FULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/printer/unknown", test_unknown);
  g_test_add_func ("/printer/properties", test_properties);
  g_test_add_func ("/printer/notify", test_notify);
  g_test_add_func ("/printer/frozen", test_frozen);
  g_test_add_func ("/printer/lists", test_lists);
  g_test_add_func ("/printer/trays-in-use", test_trays_in_use);
  g_test_add_func ("/printer/fields-alone", test_fields_alone);
  g_test_add_func ("/printer/model", test_model);
  g_test_add_func ("/printer/versions", test_versions);
  g_test_add_func ("/printer/acknowledgements", test_acknowledgements);
  g_test_add_func ("/printer/nonsense", test_nonsense);
  g_test_add_func ("/printer/remember", test_remember);
  g_test_add_func ("/printer/start", test_start);
  g_test_add_func ("/printer/start-reported", test_start_reported);
  g_test_add_func ("/printer/start-remembered", test_start_remembered);
  g_test_add_func ("/printer/done", test_done);
  g_test_add_func ("/printer/done-remembered", test_done_remembered);
  g_test_add_func ("/printer/link", test_link);
  g_test_add_func ("/printer/unreachable", test_unreachable);
  g_test_add_func ("/printer/online-version", test_online_version);
  g_test_add_func ("/printer/sequence-ids", test_sequence_ids);
  g_test_add_func ("/printer/dispose", test_dispose);

  return g_test_run ();
}
