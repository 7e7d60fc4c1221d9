/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/printer/bambu-printer.h"

#include <string.h>

#include "report-fixture.h"

static void
report (BambuPrinter *printer, const char *fields, gboolean full)
{
  g_autoptr (BambuFrame) frame = fixture_status (fields, full);

  bambu_printer_apply (printer, frame);
}

static const char *
get_nick (GType type, int value)
{
  g_autoptr (GEnumClass) enum_class = g_type_class_ref (type);

  return g_enum_get_value (enum_class, value)->value_nick;
}

/* As `kind=value` or `kind=value:sensitivity`; the maximum where it is not 1. */
static char *
describe (BambuPrinter *printer)
{
  GListModel *settings = bambu_printer_get_settings (printer);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (settings); i++)
    {
      g_autoptr (BambuSetting) setting = g_list_model_get_item (settings, i);
      BambuSensitivity sensitivity = bambu_setting_get_sensitivity (setting);

      g_string_append_printf (text, "%s%s=%d", i > 0 ? " " : "",
                              get_nick (BAMBU_TYPE_SETTING_KIND, bambu_setting_get_kind (setting)),
                              bambu_setting_get_value (setting));
      if (bambu_setting_get_maximum (setting) != 1)
        g_string_append_printf (text, "/%d", bambu_setting_get_maximum (setting));
      if (sensitivity != BAMBU_SENSITIVITY_NONE)
        g_string_append_printf (text, ":%s", get_nick (BAMBU_TYPE_SENSITIVITY, sensitivity));
    }

  return g_strdup (text->str);
}

#define AMS "'ams':{'ams':[{'id':'0'}]}"

static void
test_settings (void)
{
  static const struct
  {
    const char *fields;
    const char *expected;
  } CASES[] = {
    { "'gcode_state':'IDLE'", "" },
    /* Bit by bit, of older firmware */
    { "'home_flag':0", "step-loss=0 keep-files=0" },
    { "'home_flag':16", "step-loss=1 keep-files=0" },
    { "'home_flag':2048", "step-loss=0 keep-files=1" },
    { "'home_flag':262144", "step-loss=0 sound=0 keep-files=0" },
    { "'home_flag':393216", "step-loss=0 sound=1 keep-files=0" },
    { "'home_flag':131072", "step-loss=0 keep-files=0" },
    { "'home_flag':524288", "step-loss=0 tangle=0 keep-files=0" },
    { "'home_flag':1572864", "step-loss=0 tangle=1 keep-files=0" },
    { "'home_flag':50331648", "step-loss=0 blob=1 keep-files=0" },
    { "'home_flag':33554432", "step-loss=0 blob=0 keep-files=0" },
    { "'home_flag':805306368", "step-loss=0 air-print=1 keep-files=0" },
    { "'home_flag':-2147483632", "step-loss=1 keep-files=0" },
    { "'home_flag':1024," AMS, "step-loss=0 auto-refill=1 remain=0 keep-files=0" },
    { "'home_flag':128," AMS, "step-loss=0 auto-refill=0 remain=1 keep-files=0" },
    /* of newer, which wins */
    { "'home_flag':16,'cfg':'0'", "step-loss=0 keep-files=0" },
    { "'home_flag':0,'cfg':'10000'", "step-loss=1 keep-files=0" },
    { "'cfg':'80000'", "step-loss=0 keep-files=1" },
    { "'home_flag':262144,'cfg':'400000'", "step-loss=0 sound=1 keep-files=0" },
    { "'home_flag':524288,'cfg':'800000'", "step-loss=0 tangle=1 keep-files=0" },
    { "'home_flag':33554432,'cfg':'1000000'", "step-loss=0 blob=1 keep-files=0" },
    { "'cfg':'40000'," AMS,
      "step-loss=0 auto-refill=1 read-on-insert=0 read-at-start=0 remain=0 keep-files=0" },
    { "'cfg':'20001'," AMS,
      "step-loss=0 auto-refill=0 read-on-insert=1 read-at-start=0 remain=1 keep-files=0" },
    { "'cfg':'2'," AMS,
      "step-loss=0 auto-refill=0 read-on-insert=0 read-at-start=1 remain=0 keep-files=0" },
    { "'fun':'1000','cfg':'100000'", "step-loss=0 keep-files=0 door=1/2" },
    { "'fun':'1000','cfg':'200000'", "step-loss=0 keep-files=0 door=2/2" },
    { "'fun':'1000','cfg':'300000'", "step-loss=0 keep-files=0 door=2/2" },
    { "'fun':'0','cfg':'100000'", "step-loss=0 keep-files=0" },
    /* the AMS, and without one */
    { "'ams':{'ams':[{'id':'0'}],'insert_flag':true,'power_on_flag':false}",
      "read-on-insert=1 read-at-start=0" },
    { "'ams':{'ams':[],'insert_flag':true,'power_on_flag':false}", "" },
    /* the camera */
    { "'ipcam':{'ipcam_record':'enable','timelapse':'disable','resolution':'1080p'}",
      "recording=1 timelapse=0" },
    { "'ipcam':{'resolution':'1080p','resolution_supported':['1080p']}", "" },
    { "'ipcam':{'resolution':'1080p','resolution_supported':['720p','1080p']}", "resolution=1" },
    { "'ipcam':{'resolution':'720p','resolution_supported':['720p','1080p']}", "resolution=0" },
    { "'ipcam':{'ipcam_record':7,'timelapse':'sometimes'}", "" },
    /* detectors */
    { "'xcam':{'first_layer_inspector':true,'buildplate_marker_detector':false,"
      "'printing_monitor':true,'spaghetti_detector':false,'halt_print_sensitivity':'medium',"
      "'print_halt':true,'allow_skip_parts':false}",
      "first-layer=1 plate-marker=0 monitor=1:medium spaghetti=0:medium" },
    { "'xcam':{'spaghetti_detector':true,'halt_print_sensitivity':'never_halt'}",
      "spaghetti=1:never" },
    { "'xcam':{'spaghetti_detector':true,'halt_print_sensitivity':'often'}", "spaghetti=1" },
    { "'xcam':{'spaghetti_detector':true,'cfg':0}",
      "spaghetti=0:low pile-up=0:low clump=0:low air-print-seen=0:low plate-offset=0 "
      "foreign-object=0 displacement=0" },
    { "'xcam':{'cfg':128}",
      "spaghetti=1:low pile-up=0:low clump=0:low air-print-seen=0:low plate-offset=0 "
      "foreign-object=0 displacement=0" },
    { "'xcam':{'cfg':'5120'}",
      "spaghetti=0:low pile-up=1:high clump=0:low air-print-seen=0:low plate-offset=0 "
      "foreign-object=0 displacement=0" },
    { "'xcam':{'cfg':24576}",
      "spaghetti=0:low pile-up=0:low clump=1:medium air-print-seen=0:low plate-offset=0 "
      "foreign-object=0 displacement=0" },
    { "'xcam':{'cfg':7536640}",
      "spaghetti=0:low pile-up=0:low clump=0:low air-print-seen=1:medium plate-offset=1 "
      "foreign-object=1 displacement=1" },
    { "'fun':'80000000000','xcam':{'cfg':0}",
      "pile-up=0:low plate-offset=0 foreign-object=0 displacement=0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (BambuPrinter) printer = bambu_printer_new ("ZZZ0000", NULL);
      g_autofree char *text = NULL;

      g_test_message ("%s", CASES[i].fields);
      report (printer, CASES[i].fields, TRUE);
      text = describe (printer);
      g_assert_cmpstr (text, ==, CASES[i].expected);
    }
}

static void
on_notify (GObject *object, GParamSpec *pspec, GString *log)
{
  g_string_append_printf (log, "%s ", pspec->name);
}

/* A change reaches the setting that it is of, which stays the same object. */
static void
test_changes (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("ZZZ0000", NULL);
  GListModel *settings = bambu_printer_get_settings (printer);
  g_autoptr (BambuSetting) setting = NULL;
  g_autoptr (GString) log = g_string_new (NULL);

  report (printer, "'xcam':{'spaghetti_detector':true,'halt_print_sensitivity':'low'}", TRUE);
  setting = g_list_model_get_item (settings, 0);
  g_signal_connect (setting, "notify", G_CALLBACK (on_notify), log);

  report (printer, "'xcam':{'spaghetti_detector':false}", FALSE);
  g_assert_cmpstr (log->str, ==, "value ");
  report (printer, "'xcam':{'halt_print_sensitivity':'high'}", FALSE);
  g_assert_cmpstr (log->str, ==, "value sensitivity ");
  report (printer, "'xcam':{'spaghetti_detector':'yes'}", FALSE);
  g_assert_cmpstr (log->str, ==, "value sensitivity ");

  report (printer, "'home_flag':16", FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (settings), ==, 3);
  {
    g_autoptr (BambuSetting) last = g_list_model_get_item (settings, 2);

    g_assert_true (last == setting);
  }

  report (printer, "'home_flag':16", TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (settings), ==, 2);
}

/* What a report says besides that commands change or ask about. */
static void
test_details (void)
{
  static const char *const NO_VERSIONS[] = { "newest", ".1", "1.2 beta", "1.2<b>",
                                             "1.2.3.4.5.6.7.8.9.1.2.3.4.5.6.7.8.9" };
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("0940000", NULL);
  g_autoptr (BambuAms) unit = NULL;
  g_autoptr (BambuTray) tray = NULL;

  g_assert_cmpint (bambu_printer_get_air_mode (printer), ==, -1);
  g_assert_cmpint (bambu_printer_get_upgrade_percent (printer), ==, -1);

  report (printer,
          "'ams_status':262,'upgrade_state':{'status':'FLASHING','progress':'42',"
          "'new_version_state':1,'new_ver_list':[{'name':'ams','new_ver':'2'},"
          "{'name':'ota','cur_ver':'01.01','new_ver':'01.02'}]},"
          "'device':{'airduct':{'modeCur':2,'subMode':1,'modeList':[{'modeId':2}]}},"
          "'ams':{'ams':[{'id':'0','info':'1003','dry_sf_reason':[1,8,99,'x'],"
          "'tray':[{'id':'0','tray_type':'PLA','cali_idx':5}]}]}",
          TRUE);
  unit = g_list_model_get_item (bambu_printer_get_ams_units (printer), 0);
  tray = g_list_model_get_item (G_LIST_MODEL (unit), 0);

  g_assert_cmpint (bambu_printer_get_ams_activity (printer), ==, BAMBU_AMS_ACTIVITY_CHANGE);
  g_assert_cmpint (bambu_printer_get_ams_step (printer), ==, 6);
  g_assert_true (bambu_printer_is_upgrading (printer));
  g_assert_cmpint (bambu_printer_get_upgrade_percent (printer), ==, 42);
  g_assert_cmpstr (bambu_printer_get_upgrade_version (printer), ==, "01.02");
  g_assert_cmpint (bambu_printer_get_air_mode (printer), ==, 2);
  g_assert_cmpint (bambu_printer_get_air_submode (printer), ==, 1);
  g_assert_cmpint (bambu_ams_get_dry_obstacles (unit), ==,
                   BAMBU_DRY_OBSTACLE_POWER | BAMBU_DRY_OBSTACLE_POWER_ADAPTER);
  g_assert_cmpint (bambu_tray_get_k_profile (tray), ==, 5);

  /* Each alone reaches what is made of it. */
  report (printer, "'ams_status':768", FALSE);
  g_assert_cmpint (bambu_printer_get_ams_activity (printer), ==, BAMBU_AMS_ACTIVITY_ASSIST);
  report (printer, "'ams_status':4096", FALSE);
  g_assert_cmpint (bambu_printer_get_ams_activity (printer), ==, BAMBU_AMS_ACTIVITY_OTHER);
  report (printer, "'upgrade_state':{'status':'IDLE','progress':'','new_version_state':2}", FALSE);
  g_assert_false (bambu_printer_is_upgrading (printer));
  g_assert_cmpint (bambu_printer_get_upgrade_percent (printer), ==, -1);
  g_assert_null (bambu_printer_get_upgrade_version (printer));
  report (printer, "'upgrade_state':{'new_version_state':1,'ota_new_version_number':'1.2'}", FALSE);
  g_assert_cmpstr (bambu_printer_get_upgrade_version (printer), ==, "1.2");
  for (guint i = 0; i < G_N_ELEMENTS (NO_VERSIONS); i++)
    {
      g_autofree char *fields =
          g_strdup_printf ("'upgrade_state':{'ota_new_version_number':'%s'}", NO_VERSIONS[i]);

      report (printer, fields, FALSE);
      g_assert_null (bambu_printer_get_upgrade_version (printer));
    }
  report (printer, "'device':{'airduct':{'modeCur':255}}", FALSE);
  g_assert_cmpint (bambu_printer_get_air_mode (printer), ==, -1);
  report (printer, "'ams':{'ams':[{'id':'0','dry_sf_reason':[]}]}", FALSE);
  g_assert_cmpint (bambu_ams_get_dry_obstacles (unit), ==, 0);
}

/* Newer abilities are told by bits. */
static void
test_abilities (void)
{
  static const struct
  {
    const char *fields;
    BambuCapabilities capability;
  } CASES[] = {
    { "'fun':'1000'", BAMBU_CAPABILITY_DOOR_RULE },
    { "'fun':'100000000'", BAMBU_CAPABILITY_COMMAND_HOME },
    { "'fun':'4000000000'", BAMBU_CAPABILITY_COMMAND_JOG },
    { "'fun':'8000000000'", BAMBU_CAPABILITY_COMMAND_BED },
    { "'fun':'2000000000000'", BAMBU_CAPABILITY_SKIP_OBJECTS },
    { "'fun':'0','cfg':'0','aux':'0','stat':'0'", BAMBU_CAPABILITY_NEW_PROTOCOL },
    { "'fun':'0','fun2':'20'", BAMBU_CAPABILITY_REMOTE_DRYING },
    { "'fun':'0','home_flag':2097152", BAMBU_CAPABILITY_MOTOR_NOISE },
  };
  BambuCapabilities all = 0;

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    all |= CASES[i].capability;

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (BambuPrinter) printer = bambu_printer_new ("ZZZ0000", NULL);

      report (printer, "'gcode_state':'IDLE','fun':'0'", TRUE);
      g_assert_cmpint (bambu_printer_get_capabilities (printer) & all, ==, 0);
      report (printer, CASES[i].fields, FALSE);
      g_assert_cmpint (bambu_printer_get_capabilities (printer) & all, ==, CASES[i].capability);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/decode-settings/settings", test_settings);
  g_test_add_func ("/decode-settings/changes", test_changes);
  g_test_add_func ("/decode-settings/details", test_details);
  g_test_add_func ("/decode-settings/abilities", test_abilities);

  return g_test_run ();
}
