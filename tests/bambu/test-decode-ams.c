/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/printer/bambu-decode-private.h"

#include <math.h>

#include "report-fixture.h"

#define ZERO_UUID "00000000000000000000000000000000"
#define UUID "95558FE23FB14F3A9E4985B8B37839B1"

static BambuReport *
report_of (const char *fields)
{
  BambuReport *report = bambu_report_new ();
  g_autoptr (BambuFrame) frame = fixture_status (fields, TRUE);

  bambu_report_merge (report, bambu_frame_get_section (frame), TRUE, 0);

  return report;
}

static BambuVersions *
versions_of (const char *module)
{
  g_autofree char *json =
      g_strdup_printf ("{'info':{'command':'get_version','module':[{'name':'%s'}]}}", module);
  g_autoptr (BambuFrame) frame = fixture_frame (json);

  return bambu_versions_new (bambu_frame_get_section (frame));
}

static void
test_units (void)
{
  BambuUnitSource units[BAMBU_UNITS_MAX];
  g_autoptr (BambuReport) report = report_of ("'ams':{'ams_exist_bits':'1011','ams':[{'id':'128'},{"
                                              "'id':16},{'id':'0'},{'id':'1'},{'id':'0'},"
                                              "{'id':'77'},{'id':'-1'},{'id':'x'},{},null,7]}");
  g_autoptr (BambuReport) without_bits = report_of ("'ams':{'ams':[{'id':'1'},{'id':'129'}]}");
  g_autoptr (BambuReport) none = report_of ("");

  /* In order, each once, and only those of which the bit is set. */
  g_assert_cmpuint (bambu_decode_list_units (report, units), ==, 3);
  g_assert_cmpint (units[0].id, ==, 0);
  g_assert_cmpint (units[1].id, ==, 16);
  g_assert_cmpint (units[2].id, ==, 128);

  g_assert_cmpuint (bambu_decode_list_units (without_bits, units), ==, 2);
  g_assert_cmpuint (bambu_decode_list_units (none, units), ==, 0);
}

typedef struct
{
  const char *model;
  const char *module;
  const char *unit; /* its fields */
  BambuAmsKind kind;
  const char *name;
  int extruder;
  BambuDrying drying;
  guint slots;
} UnitCase;

static void
test_kinds (void)
{
  static const UnitCase cases[] = {
    { "X1C", "", "'id':'0','info':'1001'", BAMBU_AMS_KIND_AMS, "AMS A", 0, BAMBU_DRYING_OFF, 4 },
    { "H2D", "", "'id':'1','info':'1101'", BAMBU_AMS_KIND_AMS, "AMS B", 1, BAMBU_DRYING_OFF, 4 },
    { "H2D", "", "'id':'1','info':'2003'", BAMBU_AMS_KIND_2_PRO, "AMS 2 Pro B", 0, BAMBU_DRYING_OFF,
      4 },
    { "H2D", "", "'id':'2','info':'2103'", BAMBU_AMS_KIND_2_PRO, "AMS 2 Pro C", 1, BAMBU_DRYING_OFF,
      4 },
    { "X1C", "", "'id':'2','info':'142023'", BAMBU_AMS_KIND_2_PRO, "AMS 2 Pro C", 0,
      BAMBU_DRYING_ACTIVE, 4 },
    { "X1C", "", "'id':'128','info':'2004'", BAMBU_AMS_KIND_HT, "AMS HT-A", 0, BAMBU_DRYING_OFF,
      1 },
    { "X1C", "", "'id':'130','info':'2E34'", BAMBU_AMS_KIND_HT, "AMS HT-C", -1,
      BAMBU_DRYING_COOLING, 1 },
    { "A2L", "", "'id':'16','info':'30001005'", BAMBU_AMS_KIND_LITE, "AMS Lite", 0,
      BAMBU_DRYING_OFF, 4 },
    { "A1", "", "'id':'0','info':'1002'", BAMBU_AMS_KIND_LITE, "AMS Lite", 0, BAMBU_DRYING_OFF, 4 },
    /* Without `info` */
    { "A1", "", "'id':'0'", BAMBU_AMS_KIND_LITE, "AMS Lite", 0, BAMBU_DRYING_OFF, 4 },
    { "A1", "n3f/0", "'id':'0'", BAMBU_AMS_KIND_2_PRO, "AMS 2 Pro A", 0, BAMBU_DRYING_OFF, 4 },
    { "A1", "ams/0", "'id':'0'", BAMBU_AMS_KIND_AMS, "AMS A", 0, BAMBU_DRYING_OFF, 4 },
    { "P1S", "ams_f1/0", "'id':'0'", BAMBU_AMS_KIND_LITE, "AMS Lite", 0, BAMBU_DRYING_OFF, 4 },
    { "P1S", "", "'id':'3'", BAMBU_AMS_KIND_AMS, "AMS D", 0, BAMBU_DRYING_OFF, 4 },
    { "P1S", "", "'id':'128'", BAMBU_AMS_KIND_HT, "AMS HT-A", 0, BAMBU_DRYING_OFF, 1 },
    { "P1S", "", "'id':'1','dry_time':30", BAMBU_AMS_KIND_AMS, "AMS B", 0, BAMBU_DRYING_ACTIVE, 4 },
    { "Z9", "", "'id':'0'", BAMBU_AMS_KIND_UNKNOWN, "AMS A", 0, BAMBU_DRYING_OFF, 4 },
    { "Z9", "", "'id':'0','info':'1009'", BAMBU_AMS_KIND_UNKNOWN, "AMS A", 0, BAMBU_DRYING_OFF, 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *fields = g_strdup_printf ("'ams':{'ams':[{%s}]}", cases[i].unit);
      g_autoptr (BambuReport) report = report_of (fields);
      g_autoptr (BambuVersions) versions = versions_of (cases[i].module);
      BambuUnitSource units[BAMBU_UNITS_MAX];
      BambuAmsReading ams = { 0 };
      char name[24];

      g_test_message ("%s: %s", cases[i].model, cases[i].unit);
      g_assert_cmpuint (bambu_decode_list_units (report, units), ==, 1);
      bambu_decode_ams (report, bambu_model_find (cases[i].model), versions, &units[0], &ams, name);
      g_assert_cmpint (ams.kind, ==, cases[i].kind);
      g_assert_cmpstr (ams.name, ==, cases[i].name);
      g_assert_cmpint (ams.extruder, ==, cases[i].extruder);
      g_assert_cmpint (ams.drying, ==, cases[i].drying);
      g_assert_cmpuint (bambu_decode_count_slots (ams.kind), ==, cases[i].slots);
    }
}

static void
decode_unit (const char *fields, BambuAmsReading *ams)
{
  static char name[24];
  g_autofree char *json = g_strdup_printf ("'ams':{'ams':[{'id':'0'%s}]}", fields);
  g_autoptr (BambuReport) report = report_of (json);
  BambuUnitSource units[BAMBU_UNITS_MAX];

  g_assert_cmpuint (bambu_decode_list_units (report, units), ==, 1);
  bambu_decode_ams (report, bambu_model_find ("X1C"), NULL, &units[0], ams, name);
  ams->dry_material = g_intern_string (ams->dry_material);
}

static void
test_climate (void)
{
  BambuAmsReading ams = { 0 };

  decode_unit (",'humidity':'4','humidity_raw':'24','temp':'26.2','dry_time':583,'info':'1023',"
               "'dry_setting':{'dry_filament':'ABS','dry_temperature':65,'dry_duration':12}",
               &ams);
  g_assert_cmpint (ams.humidity_level, ==, 4);
  g_assert_cmpint (ams.humidity_percent, ==, 24);
  g_assert_cmpfloat (ams.temperature, ==, 26.2);
  g_assert_cmpint (ams.dry_minutes_left, ==, 583);
  g_assert_cmpstr (ams.dry_material, ==, "ABS");
  g_assert_cmpint (ams.dry_temperature, ==, 65);
  g_assert_cmpint (ams.dry_hours, ==, 12);

  /* A wrong type says nothing. */
  decode_unit (",'humidity':'','humidity_raw':{},'temp':'warm','dry_time':'soon','info':'zz',"
               "'dry_setting':{'dry_filament':1,'dry_temperature':'','dry_duration':[]}",
               &ams);
  g_assert_cmpint (ams.kind, ==, BAMBU_AMS_KIND_2_PRO);
  g_assert_cmpint (ams.drying, ==, BAMBU_DRYING_ACTIVE);
  g_assert_cmpint (ams.humidity_level, ==, 4);
  g_assert_cmpint (ams.humidity_percent, ==, 24);
  g_assert_cmpfloat (ams.temperature, ==, 26.2);
  g_assert_cmpint (ams.dry_minutes_left, ==, 583);
  g_assert_cmpstr (ams.dry_material, ==, "ABS");
  g_assert_cmpint (ams.dry_temperature, ==, 65);
  g_assert_cmpint (ams.dry_hours, ==, 12);

  /* Zero is how a unit without a sensor, or one that just woke, says that it does not know. */
  decode_unit (",'humidity':'0','humidity_raw':'0','temp':'0.0','dry_time':0,'info':'1001',"
               "'dry_setting':{'dry_filament':'','dry_temperature':-1,'dry_duration':-1}",
               &ams);
  g_assert_cmpint (ams.humidity_level, ==, 0);
  g_assert_cmpint (ams.humidity_percent, ==, -1);
  g_assert_true (isnan (ams.temperature));
  g_assert_null (ams.dry_material);
  g_assert_cmpint (ams.dry_temperature, ==, -1);
  g_assert_cmpint (ams.dry_hours, ==, -1);
  g_assert_cmpint (ams.drying, ==, BAMBU_DRYING_OFF);
}

typedef struct
{
  const char *around; /* beside the units */
  const char *bits;
  const char *tray;
  BambuTrayState state;
  const char *material;
  const char *product;
  int remain;
  int reported_remain;
  const char *colours;
  BambuSpoolPattern pattern;
} TrayCase;

#define NO_SPOOL NULL, NULL, -1, -1, "", BAMBU_SPOOL_PATTERN_SOLID
#define TAGGED "'tray_uuid':'" UUID "'"
#define PLA "'tray_type':'PLA','tray_info_idx':'GFA00'"

static const TrayCase TRAYS[] = {
  /* The bit is the truth. */
  { "", "'tray_exist_bits':'0',", "{'id':'1'," PLA "}", BAMBU_TRAY_STATE_EMPTY, NO_SPOOL },
  { "", "'tray_exist_bits':'2',", "{'id':'1'}", BAMBU_TRAY_STATE_UNKNOWN, NO_SPOOL },
  { "", "'tray_exist_bits':'2',", "", BAMBU_TRAY_STATE_UNKNOWN, NO_SPOOL },
  { "", "'tray_exist_bits':'2',", "{'id':'1','state':11,'tray_type':'','tray_info_idx':''}",
    BAMBU_TRAY_STATE_UNKNOWN, NO_SPOOL },
  { "", "'tray_exist_bits':2,'tray_reading_bits':'2',", "{'id':'1'," PLA "}",
    BAMBU_TRAY_STATE_READING, NO_SPOOL },
  /* Without bits, a tray that says nothing of a filament is empty. */
  { "", "", "{'id':'1','state':10}", BAMBU_TRAY_STATE_EMPTY, NO_SPOOL },
  { "", "", "{'id':1," PLA "}", BAMBU_TRAY_STATE_KNOWN, "PLA", "PLA Basic", -1, -1, "",
    BAMBU_SPOOL_PATTERN_SOLID },
  /* Names */
  { "", "", "{'id':'1'," PLA ",'tray_sub_brands':'PLA Matte'}", BAMBU_TRAY_STATE_KNOWN, "PLA",
    "PLA Matte", -1, -1, "", BAMBU_SPOOL_PATTERN_SOLID },
  { "", "", "{'id':'1','tray_type':'PETG','tray_info_idx':'P8d19ba6'}", BAMBU_TRAY_STATE_KNOWN,
    "PETG", NULL, -1, -1, "", BAMBU_SPOOL_PATTERN_SOLID },
  { "", "", "{'id':'1','filament_type':'ABS','filament_color':'#ff0000','state':3}",
    BAMBU_TRAY_STATE_KNOWN, "ABS", NULL, -1, -1, "FF0000FF", BAMBU_SPOOL_PATTERN_SOLID },
  /* Remainders: only measured ones are shown. */
  { "'home_flag':128,", "", "{'id':'1'," PLA "," TAGGED ",'remain':42}", BAMBU_TRAY_STATE_KNOWN,
    "PLA", "PLA Basic", 42, 42, "", BAMBU_SPOOL_PATTERN_SOLID },
  { "'home_flag':128,", "", "{'id':'1'," PLA ",'tray_uuid':'" ZERO_UUID "','remain':100}",
    BAMBU_TRAY_STATE_KNOWN, "PLA", "PLA Basic", -1, 100, "", BAMBU_SPOOL_PATTERN_SOLID },
  { "'home_flag':0,", "", "{'id':'1'," PLA "," TAGGED ",'remain':42}", BAMBU_TRAY_STATE_KNOWN,
    "PLA", "PLA Basic", -1, 42, "", BAMBU_SPOOL_PATTERN_SOLID },
  { "'home_flag':128,'cfg':'0',", "", "{'id':'1'," PLA "," TAGGED ",'remain':42}",
    BAMBU_TRAY_STATE_KNOWN, "PLA", "PLA Basic", -1, 42, "", BAMBU_SPOOL_PATTERN_SOLID },
  { "'cfg':'20000',", "", "{'id':'1'," PLA "," TAGGED ",'remain':'0'}", BAMBU_TRAY_STATE_KNOWN,
    "PLA", "PLA Basic", 0, 0, "", BAMBU_SPOOL_PATTERN_SOLID },
  { "'cfg':'20000',", "", "{'id':'1'," PLA "," TAGGED ",'remain':-1}", BAMBU_TRAY_STATE_KNOWN,
    "PLA", "PLA Basic", -1, -1, "", BAMBU_SPOOL_PATTERN_SOLID },
  { "'cfg':'20000',", "", "{'id':'1'," PLA "," TAGGED ",'remain':750}", BAMBU_TRAY_STATE_KNOWN,
    "PLA", "PLA Basic", -1, -1, "", BAMBU_SPOOL_PATTERN_SOLID },
  { "'cfg':'20000',", "", "{'id':'1'," PLA "," TAGGED ",'remain':165000,'total_len':330000}",
    BAMBU_TRAY_STATE_KNOWN, "PLA", "PLA Basic", 50, 50, "", BAMBU_SPOOL_PATTERN_SOLID },
  /* Colours */
  { "", "", "{'id':'1'," PLA ",'tray_color':'76d9f4'}", BAMBU_TRAY_STATE_KNOWN, "PLA", "PLA Basic",
    -1, -1, "76D9F4FF", BAMBU_SPOOL_PATTERN_SOLID },
  { "", "", "{'id':'1'," PLA ",'tray_color':'00000000','cols':['00000000'],'ctype':0}",
    BAMBU_TRAY_STATE_KNOWN, "PLA", "PLA Basic", -1, -1, "00000000", BAMBU_SPOOL_PATTERN_SOLID },
  { "", "", "{'id':'1'," PLA ",'tray_color':'red','cols':['x',5]}", BAMBU_TRAY_STATE_KNOWN, "PLA",
    "PLA Basic", -1, -1, "", BAMBU_SPOOL_PATTERN_SOLID },
  { "", "", "{'id':'1'," PLA ",'tray_color':'FF0000FF','cols':['FF0000FF','#00ff00'],'ctype':0}",
    BAMBU_TRAY_STATE_KNOWN, "PLA", "PLA Basic", -1, -1, "FF0000FF 00FF00FF",
    BAMBU_SPOOL_PATTERN_MULTI },
  { "", "", "{'id':'1'," PLA ",'cols':['FF0000FF','00FF00FF','0000FFFF'],'ctype':'1'}",
    BAMBU_TRAY_STATE_KNOWN, "PLA", "PLA Basic", -1, -1, "FF0000FF 00FF00FF 0000FFFF",
    BAMBU_SPOOL_PATTERN_GRADIENT },
  { "", "",
    "{'id':'1'," PLA
    ",'cols':['000001','000002','000003','000004','000005','000006','000007','000008','000009']}",
    BAMBU_TRAY_STATE_KNOWN, "PLA", "PLA Basic", -1, -1,
    "000001FF 000002FF 000003FF 000004FF 000005FF 000006FF 000007FF 000008FF",
    BAMBU_SPOOL_PATTERN_MULTI },
};

static void
test_trays (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (TRAYS); i++)
    {
      g_autofree char *fields = g_strdup_printf ("%s'ams':{%s'ams':[{'id':'0','tray':[%s]}]}",
                                                 TRAYS[i].around, TRAYS[i].bits, TRAYS[i].tray);
      g_autoptr (BambuReport) report = report_of (fields);
      g_autofree char *colours = NULL;
      BambuUnitSource units[BAMBU_UNITS_MAX];
      BambuTrayDecoding tray = { .reading = { .remain_percent = -1, .reported_remain = -1 } };

      g_test_message ("%s", fields);
      bambu_decode_list_units (report, units);
      bambu_decode_tray (report, &units[0], 1, &tray);

      g_assert_cmpint (tray.reading.ams, ==, 0);
      g_assert_cmpint (tray.reading.slot, ==, 1);
      g_assert_cmpstr (tray.reading.label, ==, "A2");
      g_assert_cmpint (tray.reading.state, ==, TRAYS[i].state);
      g_assert_cmpstr (tray.reading.material, ==, TRAYS[i].material);
      g_assert_cmpstr (tray.reading.product, ==, TRAYS[i].product);
      g_assert_cmpint (tray.reading.remain_percent, ==, TRAYS[i].remain);
      g_assert_cmpint (tray.reading.reported_remain, ==, TRAYS[i].reported_remain);
      colours = g_strjoinv (" ", (char **) tray.reading.colours);
      g_assert_cmpstr (colours, ==, TRAYS[i].colours);
      g_assert_cmpint (tray.reading.pattern, ==, TRAYS[i].pattern);
    }
}

static void
test_tray_details (void)
{
  g_autoptr (BambuReport) report = report_of (
      "'ams':{'tray_exist_bits':'2030004','ams':[{'id':'0','tray':[{'id':'2'," PLA "," TAGGED
      ",'nozzle_temp_min':'190','nozzle_temp_max':230}]},{'id':'16','tray':[]},{'id':'129'}]}");
  BambuUnitSource units[BAMBU_UNITS_MAX];
  BambuTrayDecoding tray = { 0 };

  g_assert_cmpuint (bambu_decode_list_units (report, units), ==, 3);

  bambu_decode_tray (report, &units[0], 2, &tray);
  g_assert_true (tray.reading.read_by_rfid);
  g_assert_cmpstr (tray.reading.spool_id, ==, UUID);
  g_assert_cmpint (tray.reading.nozzle_temp_min, ==, 190);
  g_assert_cmpint (tray.reading.nozzle_temp_max, ==, 230);
  g_assert_cmpstr (tray.reading.filament_id, ==, "GFA00");
  g_assert_null (tray.reading.reported_product);

  /* A slot that was emptied remembers nothing. */
  bambu_decode_tray (report, &units[0], 3, &tray);
  g_assert_cmpint (tray.reading.state, ==, BAMBU_TRAY_STATE_EMPTY);
  g_assert_false (tray.reading.read_by_rfid);
  g_assert_null (tray.reading.spool_id);
  g_assert_null (tray.reading.filament_id);
  g_assert_cmpint (tray.reading.nozzle_temp_max, ==, 0);

  /* Bits and labels of the other kinds */
  bambu_decode_tray (report, &units[1], 1, &tray);
  g_assert_cmpint (tray.reading.state, ==, BAMBU_TRAY_STATE_UNKNOWN);
  g_assert_cmpstr (tray.reading.label, ==, "Lite 2");
  bambu_decode_tray (report, &units[1], 0, &tray);
  g_assert_cmpint (tray.reading.state, ==, BAMBU_TRAY_STATE_EMPTY);
  bambu_decode_tray (report, &units[2], 0, &tray);
  g_assert_cmpint (tray.reading.state, ==, BAMBU_TRAY_STATE_UNKNOWN);
  g_assert_cmpstr (tray.reading.label, ==, "HT-B");
}

static void
test_external (void)
{
  static const struct
  {
    const char *fields;
    guint n_trays;
    int ids[2];
    int reported[2];
    const char *labels[2];
  } cases[] = {
    { "'vt_tray':{'id':'254'," PLA "}", 1, { BAMBU_EXTERNAL_MAIN }, { 254 }, { "Ext" } },
    { "'vt_tray':{'id':'255'},'vir_slot':[{'id':'255'}]",
      1,
      { BAMBU_EXTERNAL_MAIN },
      { 255 },
      { "Ext" } },
    { "'vir_slot':[{'id':'254'}]", 1, { BAMBU_EXTERNAL_MAIN }, { 254 }, { "Ext" } },
    { "'vt_tray':{'id':'255'},'vir_slot':[{'id':'254'},{'id':'255'},{'id':'255'}]",
      2,
      { BAMBU_EXTERNAL_DEPUTY, BAMBU_EXTERNAL_MAIN },
      { 254, 255 },
      { "Ext-L", "Ext-R" } },
    { "'vir_slot':[{'id':'7'},8]", 0, { 0 }, { 0 }, { NULL } },
    { "'vir_slot':[]", 0, { 0 }, { 0 }, { NULL } },
    { "", 0, { 0 }, { 0 }, { NULL } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BambuReport) report = report_of (cases[i].fields);
      BambuUnitSource sources[BAMBU_EXTRUDERS_MAX];
      guint n_trays = bambu_decode_list_external (report, sources);

      g_test_message ("%s", cases[i].fields);
      g_assert_cmpuint (n_trays, ==, cases[i].n_trays);
      for (guint j = 0; j < n_trays; j++)
        {
          BambuTrayDecoding tray = { 0 };

          bambu_decode_external (report, &sources[j], n_trays == 1, &tray);
          g_assert_cmpint (tray.reading.ams, ==, cases[i].ids[j]);
          g_assert_cmpint (tray.reading.reported_id, ==, cases[i].reported[j]);
          g_assert_cmpstr (tray.reading.label, ==, cases[i].labels[j]);
          g_assert_cmpint (tray.reading.state, ==,
                           strstr (cases[i].fields, "PLA") ? BAMBU_TRAY_STATE_KNOWN
                                                           : BAMBU_TRAY_STATE_EMPTY);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/decode-ams/units", test_units);
  g_test_add_func ("/decode-ams/kinds", test_kinds);
  g_test_add_func ("/decode-ams/climate", test_climate);
  g_test_add_func ("/decode-ams/trays", test_trays);
  g_test_add_func ("/decode-ams/tray-details", test_tray_details);
  g_test_add_func ("/decode-ams/external", test_external);

  return g_test_run ();
}
