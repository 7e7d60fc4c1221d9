/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "project-writer.h"
#include "sim-fixture.h"
#include "simulator/sim-printer-private.h"
#include "test-wait.h"

#include <glib/gstdio.h>
#include <libdex.h>

/* What printers make of a file that they are told to print. */

#define BOAT "ftp:///Boat.gcode.3mf"
#define GEARS "ftp:///cache/Gear box.3mf"
#define OPTIONS "'timelapse':false,'bed_leveling':true,'md5':''"
#define AMS(map) "'use_ams':true,'ams_mapping':" map
#define AMS2(map, map2) AMS (map) ",'ams_mapping2':" map2
#define SPOOL "'use_ams':false,'ams_mapping':[-1]"
#define SLOT(unit, slot) "{'ams_id':" #unit ",'slot_id':" #slot "}"
#define NONE "IDLE"
#define FAILS "FAILED"
#define RUNS "RUNNING"

typedef struct
{
  SimFixture *sim;
  char *folder;
  SimStorage *storage;
  guint n_started;
  guint n_refused;
  guint n_failed;
} Fixture;

static void
on_job (SimPrinter *printer, JsonObject *event, gpointer user_data)
{
  Fixture *fixture = user_data;
  const char *name = json_object_get_string_member (event, "event");

  fixture->n_started += g_str_equal (name, "start");
  fixture->n_refused += g_str_equal (name, "start-refused");
  fixture->n_failed += g_str_equal (name, "start-failed");
}

static Fixture *
fixture_new (const char *profile)
{
  Fixture *self = g_new0 (Fixture, 1);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("culm-sim-print-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "card", NULL);
  self->sim = sim_fixture_new (profile);
  self->storage = sim_storage_new (sim_printer_get_profile (self->sim->printer), path);
  g_assert_nonnull (sim_storage_open (self->storage, &error));
  g_assert_no_error (error);
  sim_printer_set_storage (self->sim->printer, self->storage);
  g_signal_connect (self->sim->printer, "job", G_CALLBACK (on_job), self);

  return self;
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_unlink (file) != 0)
        remove_all (file);
    }
  g_rmdir (path);
}

static void
fixture_free (Fixture *self)
{
  sim_fixture_free (self->sim);
  sim_storage_free (self->storage);
  remove_all (self->folder);
  g_free (self->folder);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static void
print (Fixture *self, const char *url, int plate, const char *arguments)
{
  g_autofree char *request = g_strdup_printf (
      SIM_PRINT ("'command':'project_file','param':'Metadata/plate_%d.gcode','url':'%s',"
                 "'subtask_name':'Boat','task_id':'17','subtask_id':'18','project_id':'19',"
                 "'profile_id':'20'," OPTIONS ",%s"),
      plate, url, arguments);

  sim_fixture_tell (self->sim, request);
  test_wait_until (!sim_machine_awaits_plan (sim_printer_get_machine (self->sim->printer)));
}

static const struct
{
  const char *name;
  const char *profile;
  const char *url;
  int plate;
  const char *arguments;
  const char *result; /* of the answer */
  const char *state;
  guint32 error;
  const char *path;
  const char *expected;
} rows[] = {
  { "slot", "P1S", BOAT, 1, AMS ("[1]"), "success", RUNS, 0, "ams.tray_now", "1" },
  { "name", "P1S", BOAT, 1, AMS ("[0]"), "success", RUNS, 0, "subtask_name", "Boat" },
  { "file", "P1S", BOAT, 1, AMS ("[0]"), "success", RUNS, 0, "gcode_file", "Boat.gcode.3mf" },
  { "file-np", "X1C", BOAT, 1, AMS ("[0]"), "success", RUNS, 0, "gcode_file",
    "/data/Metadata/plate_1.gcode" },
  { "task", "P1S", BOAT, 1, AMS ("[0]"), "success", RUNS, 0, "task_id", "17" },
  { "subtask", "P1S", BOAT, 1, AMS ("[0]"), "success", RUNS, 0, "subtask_id", "18" },
  { "layers", "P1S", BOAT, 1, AMS ("[0]"), "success", RUNS, 0, "total_layer_num", "240" },
  { "minutes", "P1S", BOAT, 1, AMS ("[0]"), "success", RUNS, 0, "mc_remaining_time", "39" },
  { "third-plate", "P1S", GEARS, 3, AMS ("[-1,0,-1]"), "success", RUNS, 0, "total_layer_num",
    "300" },
  { "spool", "P1S", BOAT, 1, SPOOL, "success", RUNS, 0, "ams.tray_now", "254" },
  { "pairs", "X1C", BOAT, 1, AMS2 ("[1]", "[" SLOT (0, 1) "]"), "success", RUNS, 0, "ams.tray_now",
    "1" },
  { "ht", "X1C", BOAT, 1, AMS2 ("[128]", "[" SLOT (128, 0) "]"), "success", RUNS, 0, "gcode_state",
    "RUNNING" },
  { "external-among-ams", "X1C", BOAT, 1, AMS2 ("[-1]", "[" SLOT (255, 0) "]"), "success", RUNS, 0,
    "gcode_state", "RUNNING" },
  /* The name that the external spool has elsewhere */
  { "external-misread", "X1C", BOAT, 1, AMS2 ("[-1]", "[" SLOT (254, 0) "]"), "success", RUNS, 0,
    "ams.tray_now", "0" },
  { "dual", "H2D", BOAT, 1, AMS2 ("[1,4]", "[" SLOT (0, 1) "," SLOT (1, 0) "]"), "SUCCESS", RUNS, 0,
    "device.extruder.info.1.snow", "1" },
  { "dual-crossed", "H2D", BOAT, 1, AMS2 ("[4,1]", "[" SLOT (1, 0) "," SLOT (0, 1) "]"), "SUCCESS",
    FAILS, 0x07008012, "gcode_state", "FAILED" },

  { "mapping-short", "P1S", GEARS, 1, AMS ("[1,2]"), "success", FAILS, 0x07008012, NULL, NULL },
  { "mapping-long", "P1S", BOAT, 1, AMS ("[0,-1,-1,-1,-1]"), "success", FAILS, 0x07008012, NULL,
    NULL },
  { "mapping-no-such-unit", "P1S", BOAT, 1, AMS ("[4]"), "success", FAILS, 0x07008012, NULL, NULL },
  { "mapping-empty-slot", "P1S", BOAT, 1, AMS ("[3]"), "success", FAILS, 0x07008012, NULL, NULL },
  { "mapping-external-number", "H2D", BOAT, 1, AMS ("[254,4]"), "SUCCESS", FAILS, 0x07008012, NULL,
    NULL },
  { "mapping-text", "P1S", BOAT, 1, AMS ("'0'"), "success", FAILS, 0x07008012, NULL, NULL },
  { "mapping-none", "P1S", BOAT, 1, "'use_ams':true", "success", FAILS, 0x07008012, NULL, NULL },
  { "pairs-contradict", "X1C", BOAT, 1, AMS2 ("[1]", "[" SLOT (0, 0) "]"), "success", FAILS,
    0x07008012, NULL, NULL },
  { "pairs-unused", "X1C", BOAT, 1, AMS2 ("[-1]", "[" SLOT (255, 255) "]"), "success", FAILS,
    0x07008012, NULL, NULL },
  { "no-ams", "P1P", BOAT, 1, AMS ("[0]"), "success", FAILS, 0x07ff8012, NULL, NULL },
  { "no-such-file", "P1S", "ftp:///no.gcode.3mf", 1, SPOOL, "success", FAILS, 0x0500c010, NULL,
    NULL },
  { "no-such-plate", "P1S", BOAT, 2, SPOOL, "success", FAILS, 0x05004003, NULL, NULL },
  { "plate-not-sliced", "P1S", GEARS, 2, SPOOL, "success", FAILS, 0x05004003, NULL, NULL },
  { "not-a-project", "P1S", "ftp:///logger/system.log", 1, SPOOL, "success", FAILS, 0x05004003,
    NULL, NULL },
  { "outside", "P1S", "ftp:///../x.3mf", 1, SPOOL, "success", FAILS, 0x05004002, NULL, NULL },
  { "web", "P1S", "https://example.com/x.3mf", 1, SPOOL, "success", FAILS, 0x05004002, NULL, NULL },

  /* Where the file is */
  { "url-short", "P1S", "ftp://Boat.gcode.3mf", 1, SPOOL, "success", RUNS, 0, NULL, NULL },
  { "url-escaped", "P1S", "ftp:///cache/Gear%20box.3mf", 3, SPOOL, "success", RUNS, 0, NULL, NULL },
  { "url-sdcard", "A1 mini", "file:///sdcard/Boat.gcode.3mf", 1, SPOOL, "success", RUNS, 0, NULL,
    NULL },
  { "url-sdcard-x1", "X1C", "file:///mnt/sdcard/Boat.gcode.3mf", 1, SPOOL, "success", RUNS, 0, NULL,
    NULL },
  { "url-sdcard-h2", "H2S", "file:///sdcard/Boat.gcode.3mf", 1, SPOOL, "SUCCESS", FAILS, 0x05004002,
    NULL, NULL },
  { "url-usb", "H2S", "file:///media/usb0/Boat.gcode.3mf", 1, SPOOL, "SUCCESS", RUNS, 0, NULL,
    NULL },

  /* What is not obeyed at all */
  { "number-for-boolean", "P1S", BOAT, 1, "'use_ams':1,'ams_mapping':[0]", "fail", NONE, 0, NULL,
    NULL },
  { "plate-zero", "P1S", BOAT, 0, SPOOL, "fail", NONE, 0, NULL, NULL },
  { "no-url", "P1S", "", 1, SPOOL, "fail", NONE, 0, NULL, NULL },
};

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (Fixture) fixture = fixture_new (rows[i].profile);
  SimFixture *sim = fixture->sim;
  g_autofree char *error = g_strdup_printf ("%u", rows[i].error);
  gboolean begins = !g_str_equal (rows[i].state, NONE);

  if (g_str_equal (rows[i].profile, "P1P"))
    sim_fixture_assert (sim, "ams.ams", "[]");
  print (fixture, rows[i].url, rows[i].plate, rows[i].arguments);
  g_assert_cmpstr (sim_fixture_get_result (sim), ==, rows[i].result);
  sim_printer_advance (sim->printer, 8);
  sim_fixture_assert (sim, "gcode_state", rows[i].state);
  sim_fixture_assert (sim, "print_error", error);
  if (rows[i].path != NULL)
    sim_fixture_assert (sim, rows[i].path, rows[i].expected);

  g_assert_cmpuint (sim_printer_get_n_starts (sim->printer), ==, begins);
  g_assert_cmpuint (fixture->n_started, ==, begins);
  g_assert_cmpuint (fixture->n_failed, ==, g_str_equal (rows[i].state, FAILS));
  g_assert_cmpuint (fixture->n_refused, ==, 0);
}

/* PREPARE with per cents, RUNNING with one filament after the other, FINISH */
static void
test_course (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("P1S");
  SimFixture *sim = fixture->sim;

  print (fixture, GEARS, 1, AMS ("[1,-1,2]"));
  sim_fixture_assert (sim, "gcode_state", "PREPARE");
  sim_printer_advance (sim->printer, 2);
  sim_fixture_assert (sim, "gcode_file_prepare_percent", "40");
  sim_fixture_assert (sim, "print_type", "local");
  sim_printer_advance (sim->printer, 300);
  sim_fixture_assert (sim, "gcode_state", "RUNNING");
  sim_fixture_assert (sim, "ams.tray_now", "1");
  sim_fixture_assert (sim, "total_layer_num", "150");

  sim_fixture_tell (sim, SIM_PRINT ("'command':'skip_objects','obj_list':[101]"));
  g_assert_cmpstr (sim_fixture_get_result (sim), ==, "success");
  sim_fixture_tell (sim, SIM_PRINT ("'command':'skip_objects','obj_list':[7]"));
  g_assert_cmpstr (sim_fixture_get_result (sim), ==, "fail");
  sim_fixture_tell (sim, SIM_PRINT ("'command':'skip_objects','obj_list':[100,102]"));
  g_assert_cmpstr (sim_fixture_get_result (sim), ==, "fail");

  sim_printer_advance (sim->printer, 3000);
  sim_fixture_assert (sim, "ams.tray_now", "2");
  sim_printer_advance (sim->printer, 3000);
  sim_fixture_assert (sim, "gcode_state", "FINISH");
  sim_fixture_assert (sim, "layer_num", "150");
  sim_fixture_assert (sim, "mc_percent", "100");
  g_assert_cmpuint (sim_printer_get_n_starts (sim->printer), ==, 1);
}

static gint64
look_target (SimFixture *sim, const char *path)
{
  g_autofree char *text = sim_fixture_look (sim, path);

  return g_ascii_strtoll (text, NULL, 10) >> 16;
}

/* One nozzle after the other, each as hot as its filament wants it */
static void
test_dual_course (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("H2D");
  SimFixture *sim = fixture->sim;

  print (fixture, BOAT, 1, AMS2 ("[1,4]", "[" SLOT (0, 1) "," SLOT (1, 0) "]"));
  sim_printer_advance (sim->printer, 60);
  g_assert_cmpint (look_target (sim, "device.extruder.info.1.temp"), ==, 220);
  g_assert_cmpint (look_target (sim, "device.extruder.info.0.temp"), ==, 0);
  sim_printer_advance (sim->printer, 1900);
  g_assert_cmpint (look_target (sim, "device.extruder.info.0.temp"), ==, 220);
  sim_fixture_assert (sim, "device.extruder.info.0.snow", "256");
  sim_printer_advance (sim->printer, 1500);
  sim_fixture_assert (sim, "gcode_state", "FINISH");
  g_assert_cmpint (look_target (sim, "device.extruder.info.0.temp"), ==, 0);
  g_assert_cmpint (look_target (sim, "device.extruder.info.1.temp"), ==, 0);
}

static void
test_checksum (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("P1S");
  g_autofree char *path = g_build_filename (fixture->folder, "card", "Boat.gcode.3mf", NULL);
  g_autofree char *wrong = NULL;
  g_autofree char *right = NULL;
  g_autofree char *sum = NULL;
  char *data;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  sum = g_compute_checksum_for_data (G_CHECKSUM_MD5, (guint8 *) data, size);
  g_free (data);
  right = g_strdup_printf ("%s,'md5':'%s'", SPOOL, sum);
  wrong = g_strdup_printf ("%s,'md5':'d41d8cd98f00b204e9800998ecf8427e'", SPOOL);

  print (fixture, BOAT, 1, wrong);
  sim_fixture_assert (fixture->sim, "gcode_state", "FAILED");
  sim_fixture_assert (fixture->sim, "print_error", "83935248"); /* 0500-C010 */
  print (fixture, BOAT, 1, right);
  sim_fixture_assert (fixture->sim, "gcode_state", "PREPARE");
  sim_fixture_assert (fixture->sim, "print_error", "0");
}

/* A file for P1S, which those of the same size print, too; and one that was changed since it was
 * sliced */
static void
test_foreign_files (void)
{
  static const struct
  {
    const char *profile;
    const char *error;
  } cases[] = {
    { "P1P", "0" },        { "X1C", "0" }, { "X1E", "0" }, { "A1", "83902519" }, /* 0500-4037 */
    { "P2S", "83902519" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Fixture) fixture = fixture_new (cases[i].profile);
      g_autofree char *card = g_build_filename (fixture->folder, "card", NULL);
      g_autofree char *one = project_fixture_write (PROJECT_ONE_PLATE, card);
      g_autofree char *changed = project_fixture_write (PROJECT_WRONG_CHECKSUM, card);

      print (fixture, "ftp:///One plate.gcode.3mf", 1, SPOOL);
      sim_fixture_assert (fixture->sim, "print_error", cases[i].error);
      sim_fixture_assert (fixture->sim, "gcode_state",
                          g_str_equal (cases[i].error, "0") ? "PREPARE" : "FAILED");
      if (g_str_equal (cases[i].error, "0"))
        continue;

      print (fixture, "ftp:///wrong-checksum.gcode.3mf", 1, SPOOL);
      sim_fixture_assert (fixture->sim, "print_error", "83902467"); /* 0500-4003 */
    }
}

static void
test_busy (void)
{
  static const struct
  {
    const char *profile;
    const char *result;
    const char *state;
    const char *error;
  } cases[] = {
    { "P1S", "fail", "RUNNING", "83902468" }, /* 0500-4004 */
    { "A1 mini", "success", "FAILED", "50348044" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Fixture) fixture = fixture_new (cases[i].profile);

      print (fixture, BOAT, 1, AMS ("[0]"));
      sim_printer_advance (fixture->sim->printer, 60);
      print (fixture, BOAT, 1, AMS ("[0]"));
      g_assert_cmpstr (sim_fixture_get_result (fixture->sim), ==, cases[i].result);
      sim_printer_advance (fixture->sim->printer, 3);
      sim_fixture_assert (fixture->sim, "gcode_state", cases[i].state);
      sim_fixture_assert (fixture->sim, "print_error", cases[i].error);
      g_assert_cmpuint (sim_printer_get_n_starts (fixture->sim->printer), ==, 1);
      g_assert_cmpuint (fixture->n_refused, ==, 1);
    }
}

static void
test_gcode (void)
{
  static const struct
  {
    const char *profile;
    const char *path;
    const char *result;
    const char *state;
  } cases[] = {
    { "X1C", "/mnt/sdcard/plain.gcode", "success", "RUNNING" },
    { "X1C", "plain.gcode", "success", "RUNNING" },
    { "P1S", "plain.gcode", "success", "IDLE" },
    { "A1", "plain.gcode", "fail", "IDLE" },
    { "H2D", "plain.gcode", "FAIL", "IDLE" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Fixture) fixture = fixture_new (cases[i].profile);
      g_autofree char *card = g_build_filename (fixture->folder, "card", NULL);
      g_autofree char *plain = project_fixture_write (PROJECT_GCODE, card);
      g_autofree char *request =
          g_strdup_printf (SIM_PRINT ("'command':'gcode_file','param':'%s'"), cases[i].path);

      sim_fixture_tell (fixture->sim, request);
      g_assert_cmpint (g_ascii_strcasecmp (sim_fixture_get_result (fixture->sim), cases[i].result),
                       ==, 0);
      test_wait_until (!sim_machine_awaits_plan (sim_printer_get_machine (fixture->sim->printer)));
      sim_printer_advance (fixture->sim->printer, 8);
      sim_fixture_assert (fixture->sim, "gcode_state", cases[i].state);
    }
}

/* What is acknowledged and not done, and what is not even acknowledged: nothing starts. */
static void
test_faults (void)
{
  static const struct
  {
    const char *fault;
    const char *result;
    guint32 error;
  } cases[] = {
    { "no-effect", "success", 0 },
    { "storage-error-follows", "success", 0x0500c010 },
    { "mapping-error-follows", "success", 0x07ff8012 },
    { "commands-dropped", NULL, 0 },
    { "authorization", "failed", 0 },
    { "authorization-silent", NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Fixture) fixture = fixture_new ("P1S");
      g_autofree char *error = g_strdup_printf ("%u", cases[i].error);

      sim_fixture_set_fault (fixture->sim, cases[i].fault, TRUE);
      sim_fixture_forget (fixture->sim);
      print (fixture, BOAT, 1, AMS ("[0]"));
      g_assert_cmpstr (sim_fixture_get_result (fixture->sim), ==, cases[i].result);
      sim_printer_advance (fixture->sim->printer, 10);
      sim_fixture_assert (fixture->sim, "gcode_state", "IDLE");
      sim_fixture_assert (fixture->sim, "print_error", error);
      g_assert_cmpuint (sim_printer_get_n_starts (fixture->sim->printer), ==, 0);
    }
}

/* Nothing can be printed from a card that is not there, and the report says so. */
static void
test_no_card (void)
{
  static const char *const profiles[] = { "P1S", "X1C" };

  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      g_autoptr (Fixture) fixture = fixture_new (profiles[i]);
      JsonObject *report;

      sim_fixture_set_fault (fixture->sim, "ftps-absent", TRUE);
      sim_fixture_tell (fixture->sim, "{'pushing':{'command':'pushall','sequence_id':'1'}}");
      report = fixture->sim->report;
      g_assert_false (json_object_get_boolean_member (report, "sdcard"));
      g_assert_cmpint (sim_json_get_int (report, "home_flag", -1) >> 8 & 3, ==, 0);
      g_assert_cmpint (sim_json_get_hex (report, "aux") >> 12 & 3, ==, 0);
      print (fixture, BOAT, 1, SPOOL);
      sim_fixture_assert (fixture->sim, "gcode_state", "FAILED");
      sim_fixture_assert (fixture->sim, "print_error", "83935248"); /* 0500-C010 */
    }
}

static void
test_same_ids (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("P1S");

  sim_fixture_set_fault (fixture->sim, "same-ids-ignored", TRUE);
  print (fixture, "ftp:///no.3mf", 1, SPOOL);
  sim_fixture_assert (fixture->sim, "gcode_state", "FAILED");
  print (fixture, BOAT, 1, SPOOL);
  g_assert_cmpstr (sim_fixture_get_result (fixture->sim), ==, "success");
  sim_fixture_assert (fixture->sim, "gcode_state", "FAILED");
  print (fixture, BOAT, 1, SPOOL ",'task_id':'99'");
  sim_fixture_assert (fixture->sim, "gcode_state", "PREPARE");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/sim-print/", rows[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  g_test_add_func ("/sim-print/course", test_course);
  g_test_add_func ("/sim-print/dual-course", test_dual_course);
  g_test_add_func ("/sim-print/checksum", test_checksum);
  g_test_add_func ("/sim-print/foreign-files", test_foreign_files);
  g_test_add_func ("/sim-print/busy", test_busy);
  g_test_add_func ("/sim-print/gcode", test_gcode);
  g_test_add_func ("/sim-print/faults", test_faults);
  g_test_add_func ("/sim-print/no-card", test_no_card);
  g_test_add_func ("/sim-print/same-ids", test_same_ids);

  return g_test_run ();
}
