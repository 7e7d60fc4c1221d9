/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/history/bambu-print-history.h"

#include <glib/gstdio.h>
#include <math.h>
#include <simulator/sim-demo.h>
#include <sqlite3.h>

#include "bambu/history/bambu-print-facts.h"
#include "bambu/printer/bambu-trend-private.h"
#include "fake-link.h"
#include "project-fixture.h"
#include "report-fixture.h"

#define SERIAL "01P00A000000001"
#define HOUR (60 * 60)
#define PATIENCE_MSEC 20000

#define AMS                                                                                        \
  "'ams':{'ams':[{'id':'0','info':'1001','tray':[{'id':'0','tray_type':'PLA',"                     \
  "'tray_info_idx':'GFA00','tray_color':'00AE42FF'},{'id':'1','tray_type':'PETG',"                 \
  "'tray_info_idx':'GFG00','tray_color':'000000FF'}]}],'ams_exist_bits':'1',"                      \
  "'tray_exist_bits':'3','tray_now':'0'}"
#define IDLE "'gcode_state':'IDLE','subtask_name':'','gcode_file':''," AMS
#define JOB "'subtask_name':'Benchy','gcode_file':'Benchy.gcode.3mf'"
#define PREPARE "'gcode_state':'PREPARE','mc_percent':0," JOB
#define RUNNING "'gcode_state':'RUNNING','mc_percent':42,'layer_num':50,'total_layer_num':120," JOB
#define FINISH "'gcode_state':'FINISH','mc_percent':100"
#define FAILED "'gcode_state':'FAILED'"
#define CANCELLED "'print_error':50348044"

#define ACCOUNT "global/1"

typedef struct
{
  Fixture files;
  char *path;
  BambuStore *store;
  BambuFleet *fleet;
  BambuPrinter *printer;
  BambuPrintHistory *history;
} Prints;

static void
flush (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
report (Prints *self, const char *fields)
{
  g_autoptr (BambuFrame) frame = fixture_status (fields, FALSE);

  bambu_printer_apply (self->printer, frame);
  flush ();
}

/* With a first report */
static void
set_live (BambuPrinter *printer, const char *fields)
{
  g_autoptr (BambuFrame) frame = fixture_status (fields, TRUE);
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  g_autoptr (BambuLink) link =
      fake_link_new_lan (trust, "192.0.2.1", 8883, bambu_printer_get_serial (printer), "12345678");

  bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);
  fake_link_settle (FAKE_LINK (link), BAMBU_LINK_STATE_OPEN, NULL, BAMBU_VERDICT_KNOWN_CA);
  bambu_printer_apply (printer, frame);
}

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* What was on its way to the store comes to its end first. */
static void
wait_for_end_of (gpointer object)
{
  guint tick = g_timeout_add (10, on_tick, NULL);

  g_object_add_weak_pointer (object, &object);
  g_object_unref (object);
  test_wait_until (object == NULL);
  g_source_remove (tick);
}

static void
load_again (Prints *self)
{
  if (self->history != NULL)
    wait_for_end_of (g_steal_pointer (&self->history));
  self->history = bambu_print_history_new (self->store, self->fleet);
  test_await_true (bambu_print_history_load (self->history));
  flush ();
}

static void
prints_set_up (Prints *self, gconstpointer data)
{
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new_for_session ();
  g_autoptr (BambuTrust) trust = bambu_trust_new ();

  set_up (&self->files, NULL);
  self->path = g_build_filename (self->files.folder, "culm.db", NULL);
  self->store = bambu_store_new (self->path);
  self->fleet = bambu_fleet_new (self->store, keyring, trust, NULL);
  self->printer = bambu_printer_new (SERIAL, NULL);
  bambu_printer_set_name (self->printer, "Workshop");
  bambu_printer_set_demo (self->printer, data != NULL);
  set_live (self->printer, "");
  bambu_fleet_add_printer (self->fleet, self->printer);
  load_again (self);
}

static void
prints_tear_down (Prints *self, gconstpointer data)
{
  g_clear_object (&self->history);
  bambu_printer_set_link (self->printer, NULL, BAMBU_CONNECTION_NONE);
  g_clear_object (&self->fleet);
  flush ();
  g_clear_object (&self->printer);
  wait_for_end_of (self->store);
  g_free (self->path);
  tear_down (&self->files, NULL);
}

static guint
count (Prints *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->history));
}

static BambuPrintRecord *
peek (Prints *self, guint position)
{
  g_autoptr (BambuPrintRecord) record =
      g_list_model_get_item (G_LIST_MODEL (self->history), position);

  return record;
}

static const BambuKnownPrint *
known_at (Prints *self, guint position)
{
  return bambu_print_record_get_known (peek (self, position));
}

static GPtrArray *
await_list (DexFuture *future)
{
  g_autoptr (DexFuture) settled = test_await (future);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (settled, &error);

  g_assert_no_error (error);

  return g_value_dup_boxed (value);
}

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* As an earlier run left it. */
static void
save_open (Prints *self, gint64 began, gint64 last_seen, gint64 due, int percent, gint64 task)
{
  test_await_true (bambu_store_save_print (self->store, &(BambuKnownPrint) {
                                                            .serial = (char *) SERIAL,
                                                            .name = (char *) "Benchy",
                                                            .task = task,
                                                            .began = began,
                                                            .last_seen = last_seen,
                                                            .due = due,
                                                            .percent = percent,
                                                            .grams = NAN,
                                                            .estimated_seconds = -1,
                                                        }));
}

static const BambuPrintFilamentValues *
filament_at (const BambuKnownPrint *known, guint position)
{
  g_autoptr (BambuPrintFilament) filament = g_list_model_get_item (known->filaments, position);

  return bambu_print_filament_get_values (filament);
}

static void
test_print (Prints *self, gconstpointer data)
{
  const BambuKnownPrint *known;

  report (self, IDLE);
  g_assert_cmpuint (count (self), ==, 0);
  report (self, PREPARE);
  g_assert_cmpuint (count (self), ==, 1);
  g_assert_cmpint (known_at (self, 0)->result, ==, BAMBU_PRINT_RESULT_RUNNING);
  g_assert_false (known_at (self, 0)->is_late);
  /* What is in the extruder yet may be of the print before. */
  g_assert_cmpuint (g_list_model_get_n_items (known_at (self, 0)->filaments), ==, 0);

  report (self, RUNNING ",'subtask_id':'77'");
  report (self, "'ams':{'tray_now':'1'}");
  report (self, "'gcode_state':'PAUSE'");
  report (self, "'gcode_state':'RUNNING'");
  g_assert_cmpuint (count (self), ==, 1);
  report (self, FINISH);
  report (self, IDLE);
  g_assert_cmpuint (count (self), ==, 1);

  load_again (self);
  g_assert_cmpuint (count (self), ==, 1);
  known = known_at (self, 0);
  g_assert_cmpstr (known->serial, ==, SERIAL);
  g_assert_cmpstr (known->printer_name, ==, "Workshop");
  g_assert_cmpstr (known->name, ==, "Benchy");
  g_assert_cmpstr (known->file, ==, "Benchy.gcode.3mf");
  g_assert_cmpint (known->task, ==, 77);
  g_assert_cmpint (known->result, ==, BAMBU_PRINT_RESULT_FINISHED);
  g_assert_cmpint (known->percent, ==, 100);
  g_assert_cmpint (known->layer, ==, 120);
  g_assert_cmpint (known->ended, >=, known->began);
  g_assert_false (known->is_guessed);
  g_assert_true (isnan (known->grams));
  g_assert_cmpuint (g_list_model_get_n_items (known->filaments), ==, 2);
  g_assert_cmpstr (filament_at (known, 0)->label, ==, "A1");
  g_assert_cmpstr (filament_at (known, 0)->material, ==, "PLA");
  g_assert_cmpstr (filament_at (known, 0)->colour, ==, "00AE42FF");
  g_assert_true (isnan (filament_at (known, 0)->grams));
  g_assert_cmpstr (filament_at (known, 1)->label, ==, "A2");

  /* The same once more is another print, also in the same second. */
  report (self, PREPARE);
  g_assert_cmpuint (count (self), ==, 2);
  g_assert_cmpint (known_at (self, 0)->began, >, known_at (self, 1)->began);
}

/* Somebody who stops a print is no failure, whenever the printer says so. */
static void
test_results (Prints *self, gconstpointer data)
{
  report (self, IDLE);
  report (self, RUNNING);
  report (self, FAILED);
  g_assert_cmpint (known_at (self, 0)->result, ==, BAMBU_PRINT_RESULT_FAILED);
  g_assert_cmpint (known_at (self, 0)->percent, ==, 42);
  report (self, CANCELLED);
  g_assert_cmpint (known_at (self, 0)->result, ==, BAMBU_PRINT_RESULT_CANCELLED);

  report (self, RUNNING ",'print_error':0");
  report (self, CANCELLED);
  report (self, FAILED ",'print_error':0");
  g_assert_cmpint (known_at (self, 0)->result, ==, BAMBU_PRINT_RESULT_CANCELLED);

  report (self, RUNNING);
  report (self, FAILED);
  report (self, IDLE);
  g_assert_cmpint (known_at (self, 0)->result, ==, BAMBU_PRINT_RESULT_FAILED);

  report (self, RUNNING);
  report (self, "'gcode_state':'IDLE'");
  g_assert_cmpint (known_at (self, 0)->result, ==, BAMBU_PRINT_RESULT_UNKNOWN);
  g_assert_cmpuint (count (self), ==, 4);

  load_again (self);
  g_assert_cmpint (known_at (self, 3)->result, ==, BAMBU_PRINT_RESULT_CANCELLED);
}

/* What was over before, and what is nobody's print, are not in it. */
static void
test_not_seen (Prints *self, gconstpointer data)
{
  report (self, FINISH "," JOB);
  report (self, IDLE);
  report (self, RUNNING ",'print_type':'system'");
  report (self, FINISH);
  g_assert_cmpuint (count (self), ==, 0);

  load_again (self);
  report (self, FAILED "," JOB ",'print_type':'local'");
  g_assert_cmpuint (count (self), ==, 0);
}

/* Nobody knows for how long it has been printing. */
static void
test_late (Prints *self, gconstpointer data)
{
  g_autofree char *fields =
      g_strdup_printf (RUNNING ",'gcode_start_time':'%" G_GINT64_FORMAT "'", get_now () - 2 * HOUR);

  report (self, RUNNING);
  g_assert_true (known_at (self, 0)->is_late);
  report (self, IDLE);

  /* Unless the printer says so. */
  bambu_printer_set_link (self->printer, NULL, BAMBU_CONNECTION_NONE);
  g_clear_object (&self->printer);
  self->printer = bambu_printer_new ("01P00A000000002", NULL);
  set_live (self->printer, "");
  bambu_fleet_add_printer (self->fleet, self->printer);
  report (self, fields);
  g_assert_cmpuint (count (self), ==, 2);
  for (guint i = 0; i < 2; i++)
    if (g_str_equal (known_at (self, i)->serial, "01P00A000000002"))
      {
        g_assert_false (known_at (self, i)->is_late);
        g_assert_cmpint (bambu_print_record_get_seconds (peek (self, i)), >=, 2 * HOUR);
      }
}

/* Culm ends and starts in the midst of a print. */
static void
test_restart (Prints *self, gconstpointer data)
{
  gint64 began;

  report (self, IDLE);
  report (self, PREPARE);
  report (self, RUNNING);
  began = known_at (self, 0)->began;

  load_again (self);
  report (self, "'mc_percent':50");
  g_assert_cmpuint (count (self), ==, 1);
  g_assert_cmpint (known_at (self, 0)->began, ==, began);
  g_assert_cmpint (known_at (self, 0)->percent, ==, 50);

  load_again (self);
  report (self, FINISH);
  g_assert_cmpuint (count (self), ==, 1);
  g_assert_cmpint (known_at (self, 0)->result, ==, BAMBU_PRINT_RESULT_FINISHED);
}

static void
test_lost_link (Prints *self, gconstpointer data)
{
  report (self, IDLE);
  report (self, RUNNING);
  bambu_printer_set_link (self->printer, NULL, BAMBU_CONNECTION_NONE);
  report (self, FAILED);
  flush ();
  g_assert_cmpint (known_at (self, 0)->result, ==, BAMBU_PRINT_RESULT_RUNNING);

  set_live (self->printer, "");
  report (self, RUNNING);
  g_assert_cmpuint (count (self), ==, 1);
  g_assert_cmpint (known_at (self, 0)->result, ==, BAMBU_PRINT_RESULT_RUNNING);
}

/* As one that was not heard since it was last seen. */
static void
replace_printer (Prints *self, const char *fields)
{
  bambu_printer_set_link (self->printer, NULL, BAMBU_CONNECTION_NONE);
  dex_future_disown (bambu_fleet_remove (self->fleet, self->printer));
  g_clear_object (&self->printer);
  self->printer = bambu_printer_new (SERIAL, NULL);
  set_live (self->printer, fields);
  bambu_fleet_add_printer (self->fleet, self->printer);
}

typedef struct
{
  const char *fields;
  int percent;
  gint64 task;
  gboolean is_same;
} Away;

/* After hours in which nobody looked. */
static void
test_away (Prints *self, gconstpointer data)
{
  static const Away CASES[] = {
    { RUNNING, 30, 0, TRUE },
    { RUNNING, 60, 0, FALSE },
    { RUNNING ",'subtask_id':'5'", 30, 5, TRUE },
    { RUNNING ",'subtask_id':'6'", 30, 5, FALSE },
    { "'gcode_state':'RUNNING','mc_percent':42,'subtask_id':'0','subtask_name':'Other'", 30, 0,
      FALSE },
  };
  gint64 now = get_now ();

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      wait_for_end_of (g_steal_pointer (&self->history));
      test_await_true (bambu_store_clear_prints (self->store));
      save_open (self, now - 5 * HOUR, now - 3 * HOUR, 0, CASES[i].percent, CASES[i].task);
      replace_printer (self, CASES[i].fields);
      load_again (self);

      g_assert_cmpuint (count (self), ==, CASES[i].is_same ? 1 : 2);
      g_assert_cmpint (known_at (self, count (self) - 1)->result, ==,
                       CASES[i].is_same ? BAMBU_PRINT_RESULT_RUNNING : BAMBU_PRINT_RESULT_UNKNOWN);
      if (!CASES[i].is_same)
        {
          g_assert_cmpint (known_at (self, 1)->ended, ==, now - 3 * HOUR);
          g_assert_true (known_at (self, 1)->is_guessed);
        }
    }
}

/* The printer says what became of it; when, it does not. */
static void
test_ended_away (Prints *self, gconstpointer data)
{
  gint64 now = get_now ();

  g_clear_object (&self->history);
  save_open (self, now - 5 * HOUR, now - 3 * HOUR, now - 2 * HOUR, 60, 0);
  replace_printer (self, FINISH "," JOB);
  load_again (self);
  g_assert_cmpint (known_at (self, 0)->result, ==, BAMBU_PRINT_RESULT_FINISHED);
  g_assert_cmpint (known_at (self, 0)->ended, ==, now - 2 * HOUR);
  g_assert_true (known_at (self, 0)->is_guessed);

  /* Another one was printed since. */
  test_await_true (bambu_print_history_clear (self->history));
  g_clear_object (&self->history);
  save_open (self, now - 5 * HOUR, now - 3 * HOUR, now - 2 * HOUR, 60, 0);
  replace_printer (self, FINISH ",'subtask_name':'Other'");
  load_again (self);
  g_assert_cmpint (known_at (self, 0)->result, ==, BAMBU_PRINT_RESULT_UNKNOWN);
  g_assert_cmpint (known_at (self, 0)->ended, ==, now - 3 * HOUR);
}

static void
test_pictures (Prints *self, gconstpointer data)
{
  g_autoptr (GPtrArray) pictures = NULL;
  const BambuKnownPicture *last;
  gconstpointer file;
  gsize size;

  bambu_camera_set_source_func (bambu_fleet_get_camera (self->fleet, self->printer),
                                sim_demo_make_source, NULL, NULL);
  report (self, IDLE);
  report (self, RUNNING);
  report (self, "'mc_percent':99");
  g_assert_cmpint (known_at (self, 0)->n_pictures, ==, 0);

  g_object_set (self->history, "takes-pictures", TRUE, NULL);
  report (self, "'layer_num':119");
  test_wait_until (known_at (self, 0)->n_pictures == 1);
  report (self, "'mc_percent':100");
  report (self, FINISH);

  g_object_set (self->history, "takes-progress-pictures", TRUE, NULL);
  report (self, PREPARE);
  report (self, RUNNING ",'layer_num':1");
  flush ();
  report (self, "'mc_percent':49");
  test_wait_until (known_at (self, 0)->n_pictures == 1);
  report (self, "'mc_percent':50");
  test_wait_until (known_at (self, 0)->n_pictures == 2);
  report (self, "'layer_num':120");
  test_wait_until (known_at (self, 0)->n_pictures == 3);
  report (self, FINISH);

  load_again (self);
  g_assert_cmpint (known_at (self, 0)->n_pictures, ==, 3);
  g_assert_cmpint (known_at (self, 1)->n_pictures, ==, 1);
  pictures =
      await_list (bambu_print_history_load_pictures (self->history, peek (self, 0), G_MAXUINT));
  g_assert_cmpuint (pictures->len, ==, 3);
  last = g_ptr_array_index (pictures, 0);
  g_assert_cmpint (last->percent, ==, 100);
  file = g_bytes_get_data (last->file, &size);
  g_assert_cmpuint (size, >, 100);
  g_assert_cmpmem (file, 3, "\xff\xd8\xff", 3);
  g_assert_cmpint (((BambuKnownPicture *) g_ptr_array_index (pictures, 2))->percent, ==, 40);
}

/* No camera: the print is remembered all the same. */
static void
test_no_picture (Prints *self, gconstpointer data)
{
  g_object_set (self->history, "takes-pictures", TRUE, NULL);
  report (self, IDLE);
  report (self, RUNNING ",'mc_percent':99");
  report (self, FINISH);
  g_assert_cmpint (known_at (self, 0)->result, ==, BAMBU_PRINT_RESULT_FINISHED);
  g_assert_cmpint (known_at (self, 0)->n_pictures, ==, 0);
}

/* What the heaters did is kept with the print, longer than the recorder keeps it. */
static void
test_series (Prints *self, gconstpointer data)
{
  BambuTrend *bed = bambu_printer_get_trend (self->printer, BAMBU_TREND_KIND_BED, 0);
  gint64 now = get_now ();
  const GArray *found = NULL;
  GPtrArray *series = NULL;

  wait_for_end_of (g_steal_pointer (&self->history));
  save_open (self, now - 1000, now - 10, 0, 30, 0);
  for (int i = 0; i < 25; i++)
    bambu_trend_add (bed, now - 1500 + i * 60, 55 + i, 60);
  load_again (self);
  report (self, RUNNING);
  report (self, FINISH);
  g_assert_cmpuint (count (self), ==, 1);

  load_again (self);
  while (found == NULL)
    {
      g_clear_pointer (&series, g_ptr_array_unref);
      series = await_list (bambu_print_history_load_series (self->history, peek (self, 0)));
      found = bambu_series_list_find (series, BAMBU_TREND_KIND_BED, 0);
    }

  /* From its begin on, and of some minutes */
  g_assert_cmpint (g_array_index (found, BambuSample, 0).time, >=, now - 1060);
  g_assert_cmpint (g_array_index (found, BambuSample, 0).time, <=, now - 900);
  g_assert_cmpuint (found->len, >=, 14);
  g_assert_cmpfloat (g_array_index (found, BambuSample, 2).target, ==, 60);
  g_assert_cmpuint (series->len, ==, 1);
  g_ptr_array_unref (series);
}

static int
count_rows (Prints *self, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", table);
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;
  int n;

  g_assert_cmpint (sqlite3_open (self->path, &database), ==, SQLITE_OK);
  /* The store may still be making the file smaller. */
  sqlite3_busy_timeout (database, PATIENCE_MSEC);
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  n = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);

  return n;
}

static void
test_remove (Prints *self, gconstpointer data)
{
  g_autoptr (BambuPrintRecord) record = NULL;

  report (self, IDLE);
  report (self, RUNNING);
  bambu_print_history_remove (self->history, peek (self, 0));
  g_assert_cmpuint (count (self), ==, 1); /* it prints */
  bambu_print_history_set_note (self->history, peek (self, 0), "Too hot");
  report (self, FINISH);
  record = g_object_ref (peek (self, 0));

  bambu_print_history_remove (self->history, record);
  g_assert_cmpuint (count (self), ==, 0);
  bambu_print_history_restore (self->history, record);
  g_assert_cmpuint (count (self), ==, 1);
  load_again (self);
  g_assert_cmpuint (count (self), ==, 1);
  g_assert_cmpstr (known_at (self, 0)->note, ==, "Too hot");

  bambu_print_history_remove (self->history, peek (self, 0));
  load_again (self);
  g_assert_cmpuint (count (self), ==, 0);
  g_assert_cmpint (count_rows (self, "print"), ==, 0);
  g_assert_cmpint (count_rows (self, "print_filament"), ==, 0);
}

static void
test_clear (Prints *self, gconstpointer data)
{
  report (self, IDLE);
  report (self, RUNNING);
  report (self, FINISH);
  report (self, RUNNING);
  g_assert_cmpuint (count (self), ==, 2);
  test_await_true (bambu_print_history_clear (self->history));
  g_assert_cmpuint (count (self), ==, 0);
  g_assert_cmpint (count_rows (self, "print"), ==, 0);
  g_assert_cmpint (count_rows (self, "print_filament"), ==, 0);

  report (self, "'mc_percent':60");
  g_assert_cmpuint (count (self), ==, 1);
  load_again (self);
  g_assert_cmpuint (count (self), ==, 1);
}

static void
test_pages (Prints *self, gconstpointer data)
{
  g_clear_object (&self->history);
  for (int i = 0; i < 120; i++)
    test_await_true (bambu_store_save_print (self->store, &(BambuKnownPrint) {
                                                              .serial = (char *) SERIAL,
                                                              .name = (char *) "Many",
                                                              .began = 1000 + i / 2 * 10 + i % 2,
                                                              .ended = 2000 + i,
                                                              .result = i % 5,
                                                              .grams = 1.5,
                                                          }));
  load_again (self);
  g_assert_cmpuint (count (self), ==, BAMBU_PRINT_PAGE);
  g_assert_false (bambu_print_history_is_complete (self->history));

  /* What comes meanwhile moves nothing. */
  report (self, IDLE);
  report (self, RUNNING);
  test_await_true (bambu_print_history_load_more (self->history));
  g_assert_true (bambu_print_history_is_complete (self->history));
  g_assert_cmpuint (count (self), ==, 121);
  for (guint i = 1; i < count (self); i++)
    g_assert_cmpint (known_at (self, i)->began, <, known_at (self, i - 1)->began);
  test_await_true (bambu_print_history_load_more (self->history));
  g_assert_cmpuint (count (self), ==, 121);
}

static void
test_bounds (Prints *self, gconstpointer data)
{
  g_autoptr (GBytes) file = g_bytes_new_static ("0123456789", 10);

  g_clear_object (&self->history);
  for (int i = 0; i < 6; i++)
    {
      test_await_true (
          bambu_store_save_print (self->store, &(BambuKnownPrint) { .serial = (char *) SERIAL,
                                                                    .began = 1000 + i,
                                                                    .last_seen = 1100 + i,
                                                                    .ended = i == 2 ? 0 : 1200 }));
      test_await_true (bambu_store_save_print_picture (self->store, SERIAL, 1000 + i,
                                                       &(BambuKnownPicture) { 1000, 100, file }));
    }
  test_await_true (bambu_store_save_print_picture (self->store, "nobody", 1,
                                                   &(BambuKnownPicture) { 1000, 100, file }));
  g_assert_cmpint (count_rows (self, "print_picture"), ==, 6);

  /* Of four that stay the oldest was never seen to end. */
  test_await_true (bambu_store_trim_prints (self->store, 4, 25, 2));
  g_assert_cmpint (count_rows (self, "print"), ==, 4);
  g_assert_cmpint (count_rows (self, "print_picture"), ==, 2);
  load_again (self);
  g_assert_cmpuint (count (self), ==, 4);
  g_assert_cmpint (known_at (self, 3)->began, ==, 1002);
  g_assert_cmpint (known_at (self, 3)->result, ==, BAMBU_PRINT_RESULT_UNKNOWN);
  g_assert_cmpint (known_at (self, 3)->ended, ==, 1102);
  g_assert_cmpint (known_at (self, 0)->n_pictures, ==, 1);
  g_assert_cmpint (known_at (self, 3)->n_pictures, ==, 0);
}

/* The demo leaves nothing behind. */
static void
test_demo (Prints *self, gconstpointer data)
{
  report (self, IDLE);
  report (self, RUNNING);
  report (self, FINISH);
  g_assert_cmpuint (count (self), ==, 1);
  bambu_print_history_remove (self->history, peek (self, 0));
  g_assert_cmpuint (count (self), ==, 0);

  report (self, RUNNING);
  g_assert_cmpuint (count (self), ==, 1);
  load_again (self);
  g_assert_cmpint (count_rows (self, "print"), ==, 0);
}

static void
test_left (Prints *self, gconstpointer data)
{
  report (self, IDLE);
  report (self, RUNNING);
  dex_future_disown (bambu_fleet_remove (self->fleet, self->printer));
  flush ();
  g_assert_cmpuint (count (self), ==, 0);
}

static BambuLink *
make_cloud_link (const char *serial, gpointer user_data)
{
  return fake_link_new_lan (user_data, "192.0.2.2", 8883, serial, "12345678");
}

static BambuPrinter *
bind_printer (Prints *self)
{
  const BambuBoundPrinter bound = { "01P00A000000002", "Hall", NULL, NULL };
  BambuPrinter *printer;

  bambu_fleet_set_bound_printers (self->fleet, ACCOUNT, &bound, 1);
  printer = bambu_fleet_find (self->fleet, bound.serial);
  set_live (printer, IDLE);
  flush ();

  return printer;
}

static void
report_of (BambuPrinter *printer, const char *fields)
{
  g_autoptr (BambuFrame) frame = fixture_status (fields, FALSE);

  bambu_printer_apply (printer, frame);
  flush ();
}

/* With its account a printer leaves that nobody wanted to be rid of. */
static void
test_signed_out (Prints *self, gconstpointer data)
{
  g_autoptr (BambuPrintRecord) record = NULL;
  BambuPrinter *printer;

  bambu_fleet_add_account (self->fleet, ACCOUNT, make_cloud_link,
                           bambu_fleet_get_trust (self->fleet), NULL);
  printer = bind_printer (self);
  report_of (printer, RUNNING);
  report_of (printer, FINISH);
  report_of (printer, RUNNING ",'subtask_id':'7'");
  g_assert_cmpuint (count (self), ==, 2);

  /* What it was at then is not known. */
  bambu_fleet_set_bound_printers (self->fleet, ACCOUNT, NULL, 0);
  g_assert_null (bambu_fleet_find (self->fleet, "01P00A000000002"));
  g_assert_cmpuint (count (self), ==, 2);
  g_assert_cmpint (known_at (self, 0)->result, ==, BAMBU_PRINT_RESULT_UNKNOWN);
  g_assert_cmpint (known_at (self, 1)->result, ==, BAMBU_PRINT_RESULT_FINISHED);
  g_assert_cmpstr (known_at (self, 1)->printer_name, ==, "Hall");

  load_again (self);
  g_assert_cmpuint (count (self), ==, 2);
  g_assert_cmpint (known_at (self, 0)->result, ==, BAMBU_PRINT_RESULT_UNKNOWN);

  /* One that is taken off the list can be put back without its printer. */
  record = g_object_ref (peek (self, 1));
  bambu_print_history_remove (self->history, record);
  g_assert_cmpuint (count (self), ==, 1);
  bambu_print_history_restore (self->history, record);
  g_assert_cmpuint (count (self), ==, 2);

  /* Not wanted, but not to be forgotten */
  printer = bind_printer (self);
  dex_future_disown (bambu_fleet_decline (self->fleet, printer));
  g_assert_null (bambu_fleet_find (self->fleet, "01P00A000000002"));
  g_assert_cmpuint (count (self), ==, 2);

  /* To be forgotten, even where somebody changes his mind about one of them */
  test_await_true (bambu_fleet_accept (self->fleet, "01P00A000000002"));
  printer = bind_printer (self);
  bambu_print_history_remove (self->history, record);
  test_await_true (bambu_fleet_remove (self->fleet, printer));
  g_assert_cmpuint (count (self), ==, 0);
  bambu_print_history_restore (self->history, record);
  g_assert_cmpuint (count (self), ==, 0);
  load_again (self);
  g_assert_cmpuint (count (self), ==, 0);
  g_assert_cmpint (count_rows (self, "print"), ==, 0);
}

/* What the file says that was sent. */
static void
test_job_facts (Prints *self, gconstpointer data)
{
  g_autofree char *path = project_fixture_write (PROJECT_ONE_PLATE, self->files.folder);
  g_autoptr (BambuProject) project = open_project (path);
  g_autoptr (BambuPrintJob) job = bambu_print_job_new (project, 1, self->printer, NULL);
  g_autoptr (BambuKnownPrint) known = NULL;
  const BambuPlateValues *plate = bambu_plate_get_values (bambu_project_find_plate (project, 1));
  g_autoptr (GArray) slots = NULL;
  g_autoptr (GArray) matches = NULL;
  g_autoptr (GArray) mapping = NULL;

  report (self, IDLE);
  slots = bambu_slots_list (self->printer);
  matches = bambu_match_propose (plate->filaments, slots);
  mapping = bambu_mapping_new (
      plate->filaments, g_list_model_get_n_items (bambu_project_get_values (project)->filaments),
      slots, matches);
  g_assert_nonnull (mapping);
  bambu_print_job_set_mapping (job, mapping);

  report (self, RUNNING);
  known = bambu_known_print_copy (known_at (self, 0));
  g_assert_true (bambu_print_take_job (known, job));
  g_assert_cmpfloat (known->grams, ==, plate->grams);
  g_assert_cmpint (known->estimated_seconds, ==, plate->seconds);
  g_assert_cmpuint (g_list_model_get_n_items (known->filaments), ==, 1);
  g_assert_cmpstr (filament_at (known, 0)->label, ==, "A1");
  g_assert_cmpfloat (filament_at (known, 0)->grams, >, 0);
  g_assert_false (bambu_print_take_job (known, job));

  /* The list that was handed out is as it was. */
  g_assert_true (isnan (filament_at (known_at (self, 0), 0)->grams));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);
  dex_init ();

#define ADD(name, data, function)                                                                  \
  g_test_add ("/print-history/" name, Prints, data, prints_set_up, function, prints_tear_down)

  ADD ("print", NULL, test_print);
  ADD ("results", NULL, test_results);
  ADD ("not-seen", NULL, test_not_seen);
  ADD ("late", NULL, test_late);
  ADD ("restart", NULL, test_restart);
  ADD ("lost-link", NULL, test_lost_link);
  ADD ("away", NULL, test_away);
  ADD ("ended-away", NULL, test_ended_away);
  ADD ("pictures", NULL, test_pictures);
  ADD ("no-picture", NULL, test_no_picture);
  ADD ("series", NULL, test_series);
  ADD ("remove", NULL, test_remove);
  ADD ("clear", NULL, test_clear);
  ADD ("pages", NULL, test_pages);
  ADD ("bounds", NULL, test_bounds);
  ADD ("demo", "demo", test_demo);
  ADD ("left", NULL, test_left);
  ADD ("signed-out", NULL, test_signed_out);
  ADD ("job-facts", NULL, test_job_facts);

  return g_test_run ();
}
