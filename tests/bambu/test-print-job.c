/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/print/bambu-print-queue.h"

#include "bambu/printer/bambu-printer-private.h"
#include "fake-link.h"
#include "fake-storage.h"
#include "project-fixture.h"
#include "report-fixture.h"

#define P1S "01P0000"
#define X1C "00M0000"
#define IMPATIENT 0.001 /* of the usual patience: 30 ms */

#define SPOOL(material, colour)                                                                    \
  "'ams':{'ams':[{'id':'0','info':'1001','tray':[{'id':'0','tray_type':'" material                 \
  "','tray_info_idx':'GFA00','tray_color':'" colour "'}]}],'tray_exist_bits':'1'}"
#define READY                                                                                      \
  "'gcode_state':'IDLE','sdcard':true,'nozzle_diameter':'0.4'," SPOOL ("PLA", "FFFFFFFF")
#define FILE_ON_PRINTER "/One_plate.gcode.3mf"

/* A P1S that is reached by a link which does what the test says, and one plate for it. */
typedef struct
{
  Fixture files;
  BambuProject *project;
  BambuPrinter *printer;
  BambuLink *link;
  FakeLink *fake;
  FakeStorage *storage;
  guint n_starts; /* of links that are gone */
} Job;

static void
report (Job *self, const char *fields)
{
  g_autoptr (BambuFrame) frame = fixture_status (fields, FALSE);

  bambu_link_emit_frame (self->link, frame);
}

static void
report_all (Job *self, const char *fields)
{
  g_autoptr (BambuFrame) frame = fixture_status (fields, TRUE);

  bambu_link_emit_frame (self->link, frame);
}

static void
connect_printer (Job *self)
{
  g_autoptr (BambuTrust) trust = bambu_trust_new ();

  if (self->link)
    self->n_starts += fake_link_count_requests (self->fake, "project_file")
                      + fake_link_count_requests (self->fake, "gcode_file");
  g_clear_object (&self->link);
  self->link = fake_link_new_lan (trust, "192.0.2.1", 8883,
                                  bambu_printer_get_serial (self->printer), "12345678");
  self->fake = FAKE_LINK (self->link);
  bambu_printer_set_link (self->printer, self->link, BAMBU_CONNECTION_LAN);
  fake_link_settle (self->fake, BAMBU_LINK_STATE_OPEN, NULL, 0);
}

static void
job_set_up_with (Job *self, ProjectFixture project, const char *serial, const char *fields)
{
  g_autofree char *path = NULL;

  set_up (&self->files, NULL);
  path = project_fixture_write (project, self->files.folder);
  self->project = open_project (path);
  self->printer = bambu_printer_new (serial, NULL);
  self->storage = fake_storage_new ();
  connect_printer (self);
  report_all (self, fields);
}

static void
job_set_up (Job *self, gconstpointer data)
{
  job_set_up_with (self, PROJECT_ONE_PLATE, P1S, READY);
}

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* A future that has settled lets go of its callbacks a little later, maybe in another thread. */
#define wait_for_end_of(object)                                                                    \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_object_add_weak_pointer (G_OBJECT (object), (gpointer *) &(object));                         \
    guint tick_ = g_timeout_add (10, on_tick, NULL);                                               \
    g_object_unref (object);                                                                       \
    test_wait_until ((object) == NULL);                                                            \
    g_source_remove (tick_);                                                                       \
  }                                                                                                \
  G_STMT_END

static void
job_tear_down (Job *self, gconstpointer data)
{
  wait_for_end_of (self->storage);
  wait_for_end_of (self->printer);
  wait_for_end_of (self->link);
  g_clear_object (&self->project);
  tear_down (&self->files, NULL);
}

static GArray *
propose (Job *self)
{
  const BambuPlateValues *plate =
      bambu_plate_get_values (bambu_project_find_plate (self->project, 1));
  guint n_positions =
      g_list_model_get_n_items (bambu_project_get_values (self->project)->filaments);
  g_autoptr (GArray) slots = bambu_slots_list (self->printer);
  g_autoptr (GArray) matches = bambu_match_propose (plate->filaments, slots);

  return bambu_mapping_new (plate->filaments, n_positions, slots, matches);
}

static BambuPrintJob *
new_job (Job *self)
{
  BambuPrintJob *job =
      bambu_print_job_new (self->project, 1, self->printer, BAMBU_STORAGE (self->storage));
  g_autoptr (GArray) mapping = propose (self);

  bambu_print_job_set_mapping (job, mapping);

  return job;
}

static guint
count_starts (Job *self)
{
  return self->n_starts + fake_link_count_requests (self->fake, "project_file")
         + fake_link_count_requests (self->fake, "gcode_file");
}

/* What the last order has as @key. */
static char *
dup_order (Job *self, const char *key)
{
  g_autoptr (BambuFrame) frame = fixture_frame (fake_link_peek_request (self->fake));
  yyjson_val *value = yyjson_obj_get (bambu_frame_get_section (frame), key);

  return yyjson_is_str (value) ? g_strdup (yyjson_get_str (value))
                               : yyjson_val_write (value, 0, NULL);
}

static void
answer (Job *self, const char *rest)
{
  g_autofree char *id = dup_order (self, "sequence_id");
  g_autofree char *json = g_strdup_printf (
      "{'print':{'command':'project_file','sequence_id':'%s'%s%s}}", id, *rest ? "," : "", rest);
  g_autoptr (BambuFrame) frame = fixture_frame (json);

  bambu_link_emit_frame (self->link, frame);
}

/* The printer shows the job that it was told of. */
static void
begin (Job *self, const char *state)
{
  g_autofree char *id = dup_order (self, "task_id");
  g_autofree char *fields = g_strdup_printf ("'gcode_state':'%s','task_id':'%s','subtask_id':'%s',"
                                             "'subtask_name':'One plate'",
                                             state, id, id);

  report (self, fields);
}

static void
upload (Job *self)
{
  test_wait_until (fake_storage_is_uploading (self->storage));
  fake_storage_finish (self->storage);
}

static void
upload_and_start (Job *self)
{
  upload (self);
  test_wait_until (count_starts (self) > 0);
}

static void
assert_ended (BambuPrintJob *job, DexFuture *future, BambuPrintStep step, GQuark domain, int code)
{
  g_autoptr (GError) error = test_await_error (future);

  g_assert_error (error, domain, code);
  g_assert_error (bambu_print_job_get_error (job), domain, code);
  g_assert_cmpint (bambu_print_job_get_step (job), ==, step);
  g_assert_false (bambu_print_job_is_running (job));
}

static void
on_step (BambuPrintJob *job, GParamSpec *pspec, GString *steps)
{
  g_string_append_printf (steps, "%d", (int) bambu_print_job_get_step (job));
}

/* From the file to the printer at work on it. */
static void
test_print (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintJob) job = new_job (self);
  g_autoptr (DexFuture) future = NULL;
  g_autoptr (GString) steps = g_string_new (NULL);
  g_autofree char *md5 = NULL;
  g_autofree char *url = NULL;
  g_autofree char *param = NULL;
  g_autofree char *mapping = NULL;
  g_autofree char *id = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *upper = NULL;
  gsize length;

  g_signal_connect (job, "notify::step", G_CALLBACK (on_step), steps);
  future = bambu_print_job_run (job);
  g_assert_true (bambu_print_job_is_running (job));
  g_assert_true (bambu_print_job_can_cancel (job));
  test_wait_until (fake_storage_is_uploading (self->storage));
  g_assert_cmpstr (fake_storage_get_path (self->storage), ==, FILE_ON_PRINTER);
  g_assert_null (bambu_print_job_get_stored_path (job));
  g_assert_cmpuint (count_starts (self), ==, 0);

  upload_and_start (self);
  g_assert_false (bambu_print_job_can_cancel (job));
  g_assert_false (bambu_print_job_cancel (job));
  g_assert_cmpstr (bambu_print_job_get_stored_path (job), ==, FILE_ON_PRINTER);
  md5 = dup_order (self, "md5");
  url = dup_order (self, "url");
  param = dup_order (self, "param");
  mapping = dup_order (self, "ams_mapping");
  id = dup_order (self, "subtask_id");
  g_file_get_contents (bambu_project_get_values (self->project)->path, &contents, &length, NULL);
  expected = g_compute_checksum_for_data (G_CHECKSUM_MD5, (guchar *) contents, length);
  upper = g_ascii_strup (expected, -1);
  g_assert_cmpstr (md5, ==, upper);
  g_assert_cmpstr (url, ==, "ftp://" FILE_ON_PRINTER);
  g_assert_cmpstr (param, ==, "Metadata/plate_1.gcode");
  g_assert_cmpstr (mapping, ==, "[0]");
  g_assert_cmpint (g_ascii_strtoll (id, NULL, 10), >, 0);
  g_assert_cmpint (g_ascii_strtoll (id, NULL, 10), <=, G_MAXINT32);

  /* An answer is no effect. */
  answer (self, "'result':'success'");
  g_assert_true (dex_future_is_pending (future));
  g_assert_cmpint (bambu_print_job_get_step (job), ==, BAMBU_PRINT_STEP_CONFIRM);
  begin (self, "PREPARE");
  test_await_true (g_steal_pointer (&future));
  g_assert_cmpint (bambu_print_job_get_step (job), ==, BAMBU_PRINT_STEP_DONE);
  g_assert_false (bambu_print_job_is_running (job));
  g_assert_no_error (bambu_print_job_get_error (job));
  g_assert_cmpstr (steps->str, ==, "12345");
  g_assert_cmpuint (count_starts (self), ==, 1);
}

/* By its name where a printer shows no numbers; not by those of another job. */
static void
test_known_by (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintJob) job = new_job (self);
  g_autoptr (DexFuture) future = bambu_print_job_run (job);

  upload_and_start (self);
  report (self, "'gcode_state':'RUNNING','subtask_name':'One plate','task_id':'77'");
  g_assert_true (dex_future_is_pending (future));
  report (self, "'gcode_state':'RUNNING','subtask_name':'Another','task_id':'0'");
  g_assert_true (dex_future_is_pending (future));
  report (self, "'subtask_name':'One plate'");
  test_await_true (g_steal_pointer (&future));
}

/* Whatever goes wrong with the upload, nothing is started. */
static void
test_upload_fails (Job *self, gconstpointer data)
{
  for (BambuStorageError code = 0; code <= BAMBU_STORAGE_ERROR_CLOUD_ONLY; code++)
    {
      g_autoptr (BambuPrintJob) job = new_job (self);
      DexFuture *future = bambu_print_job_run (job);

      test_wait_until (fake_storage_is_uploading (self->storage));
      fake_storage_fail (self->storage, code);
      assert_ended (job, future, BAMBU_PRINT_STEP_UPLOAD, BAMBU_STORAGE_ERROR, (int) code);
      g_assert_null (bambu_print_job_get_stored_path (job));
      g_assert_false (bambu_print_job_is_cancelled (job));
    }

  g_assert_cmpuint (count_starts (self), ==, 0);
}

static void
test_bad_file (Job *self, gconstpointer data)
{
  g_autofree char *path = project_fixture_write (PROJECT_WRONG_CHECKSUM, self->files.folder);
  g_autoptr (BambuProject) bad = open_project (path);
  g_autoptr (BambuPrintJob) job =
      bambu_print_job_new (bad, 1, self->printer, BAMBU_STORAGE (self->storage));

  report (self, "'nozzle_diameter':''");
  assert_ended (job, bambu_print_job_run (job), BAMBU_PRINT_STEP_CHECK, BAMBU_PROJECT_ERROR,
                BAMBU_PROJECT_ERROR_CHECKSUM);
  g_assert_cmpuint (fake_storage_count_uploads (self->storage), ==, 0);
}

static void
test_cancel (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintJob) early = new_job (self);
  g_autoptr (BambuPrintJob) late = new_job (self);
  g_autoptr (GError) error = NULL;
  DexFuture *future = bambu_print_job_run (early);
  guint n_uploads;

  /* Whether it has read the file by then, nobody knows. */
  g_assert_true (bambu_print_job_cancel (early));
  g_assert_false (bambu_print_job_cancel (early));
  error = test_await_error (future);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (bambu_print_job_is_cancelled (early));
  g_assert_false (bambu_print_job_is_running (early));
  n_uploads = fake_storage_count_uploads (self->storage);

  future = bambu_print_job_run (late);
  test_wait_until (fake_storage_is_uploading (self->storage));
  g_assert_true (bambu_print_job_cancel (late));
  assert_ended (late, future, BAMBU_PRINT_STEP_UPLOAD, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (bambu_print_job_get_stored_path (late));
  g_assert_cmpuint (fake_storage_count_uploads (self->storage), ==, n_uploads + 1);
  g_assert_cmpuint (count_starts (self), ==, 0);
}

/* What happens while it is uploaded counts. */
static void
test_changes (Job *self, gconstpointer data)
{
  static const struct
  {
    const char *meanwhile;
    const char *after;
    GQuark (*domain) (void);
    int code;
  } cases[] = {
    { "'gcode_state':'RUNNING'", "'gcode_state':'IDLE'", bambu_print_error_quark,
      BAMBU_PRINT_ERROR_BLOCKED },
    { "'gcode_state':'PREPARE'", "'gcode_state':'IDLE'", bambu_print_error_quark,
      BAMBU_PRINT_ERROR_BLOCKED },
    { "'print_error':50364419", "'print_error':0", bambu_print_error_quark,
      BAMBU_PRINT_ERROR_BLOCKED },
    { "'fun':'20000000'", "'fun':'0'", bambu_print_error_quark, BAMBU_PRINT_ERROR_BLOCKED },
    { SPOOL ("PETG", "FFFFFFFF"), SPOOL ("PLA", "FFFFFFFF"), bambu_print_error_quark,
      BAMBU_PRINT_ERROR_CHANGED },
    { SPOOL ("PLA", "FF0000FF"), SPOOL ("PLA", "FFFFFFFF"), bambu_print_error_quark,
      BAMBU_PRINT_ERROR_CHANGED },
    { "'ams':{'ams':[],'ams_exist_bits':'0'}", SPOOL ("PLA", "FFFFFFFF"), bambu_print_error_quark,
      BAMBU_PRINT_ERROR_CHANGED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BambuPrintJob) job = new_job (self);
      DexFuture *future = bambu_print_job_run (job);

      g_test_message ("%s", cases[i].meanwhile);
      test_wait_until (fake_storage_is_uploading (self->storage));
      report (self, cases[i].meanwhile);
      fake_storage_finish (self->storage);
      assert_ended (job, future, BAMBU_PRINT_STEP_START, cases[i].domain (), cases[i].code);
      g_assert_cmpstr (bambu_print_job_get_stored_path (job), ==, FILE_ON_PRINTER);
      report (self, cases[i].after);
    }

  g_assert_cmpuint (count_starts (self), ==, 0);
}

/* What the printer says to it, and what there is to be seen then. */
static void
test_refusals (Job *self, gconstpointer data)
{
  static const struct
  {
    const char *answer;
    const char *report;
    BambuPrinterError code;
    guint32 number;
  } cases[] = {
    { "'result':'fail','reason':'no such file'", NULL, BAMBU_PRINTER_ERROR_REFUSED, 0 },
    { "'result':'success'", "'print_error':83935248", BAMBU_PRINTER_ERROR_REFUSED, 0x0500c010 },
    { "", "'print_error':134184978", BAMBU_PRINTER_ERROR_REFUSED, 0x07ff8012 },
    { "'result':'success'", "'gcode_state':'FAILED','task_id':'%s'", BAMBU_PRINTER_ERROR_REFUSED,
      0 },
    { "'result':'success'", NULL, BAMBU_PRINTER_ERROR_NOT_CONFIRMED, 0 },
    { "'result':'failed','reason':'mqtt message verify failed','err_code':84033543", NULL,
      BAMBU_PRINTER_ERROR_VIEW_ONLY, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BambuPrintJob) job = new_job (self);
      DexFuture *future;
      guint n_starts = count_starts (self);

      g_test_message ("%s %s", cases[i].answer, cases[i].report);
      bambu_printer_set_patience (
          self->printer, cases[i].code == BAMBU_PRINTER_ERROR_NOT_CONFIRMED ? IMPATIENT : 1);
      future = bambu_print_job_run (job);
      upload (self);
      test_wait_until (count_starts (self) > n_starts);
      answer (self, cases[i].answer);
      if (cases[i].report)
        {
          g_autofree char *id = dup_order (self, "task_id");
          g_auto (GStrv) parts = g_strsplit (cases[i].report, "%s", 2);
          g_autofree char *fields = g_strjoinv (id, parts);

          report (self, fields);
        }
      assert_ended (job, future, BAMBU_PRINT_STEP_CONFIRM, BAMBU_PRINTER_ERROR,
                    (int) cases[i].code);
      if (cases[i].number != 0)
        g_assert_cmphex (bambu_printer_error_get_code (bambu_print_job_get_error (job)), ==,
                         cases[i].number);
      g_assert_cmpstr (bambu_print_job_get_stored_path (job), ==, FILE_ON_PRINTER);
      g_assert_cmpuint (count_starts (self), ==, n_starts + 1);
      report (self, "'gcode_state':'IDLE','print_error':0,'task_id':'0'");
    }
}

/* A printer that says by its messages only that it obeys nobody without a signature. */
static void
test_signature_message (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintJob) job = new_job (self);
  DexFuture *future = bambu_print_job_run (job);

  upload_and_start (self);
  report (self, "'hms':[{'attr':83887360,'code':65543}]");
  assert_ended (job, future, BAMBU_PRINT_STEP_CONFIRM, BAMBU_PRINTER_ERROR,
                BAMBU_PRINTER_ERROR_VIEW_ONLY);
  g_assert_cmpstr (bambu_print_job_get_stored_path (job), ==, FILE_ON_PRINTER);
}

/* The connection breaks once the order is out. It is not sent again, and its effect is seen when
 * the connection is back. */
static void
test_cut_after_start (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintJob) job = new_job (self);
  g_autoptr (DexFuture) future = bambu_print_job_run (job);
  g_autofree char *id = NULL;
  g_autofree char *fields = NULL;

  upload_and_start (self);
  id = dup_order (self, "task_id");
  fake_link_settle (self->fake, BAMBU_LINK_STATE_CONNECTING, NULL, 0);
  g_assert_true (dex_future_is_pending (future));
  connect_printer (self);
  g_assert_true (dex_future_is_pending (future));
  fields = g_strdup_printf ("'gcode_state':'RUNNING','subtask_id':'%s'", id);
  report (self, fields);
  test_await_true (g_steal_pointer (&future));
  g_assert_cmpuint (count_starts (self), ==, 1);
}

/* Cut at each step: started once or not at all. */
static void
test_cut_anywhere (Job *self, gconstpointer data)
{
  static const struct
  {
    BambuPrintStep step;
    guint n_starts;
  } cases[] = {
    { BAMBU_PRINT_STEP_READY, 0 },
    { BAMBU_PRINT_STEP_CHECK, 0 },
    { BAMBU_PRINT_STEP_UPLOAD, 0 },
    { BAMBU_PRINT_STEP_CONFIRM, 1 },
  };

  bambu_printer_set_patience (self->printer, IMPATIENT);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BambuPrintJob) job = new_job (self);
      g_autoptr (DexFuture) settled = NULL;
      DexFuture *future;
      guint n_starts = count_starts (self);

      if (cases[i].step == BAMBU_PRINT_STEP_READY)
        fake_link_settle (self->fake, BAMBU_LINK_STATE_CONNECTING, NULL, 0);
      future = bambu_print_job_run (job);
      if (cases[i].step == BAMBU_PRINT_STEP_CHECK)
        fake_link_settle (self->fake, BAMBU_LINK_STATE_CONNECTING, NULL, 0);
      if (cases[i].step >= BAMBU_PRINT_STEP_CHECK)
        {
          test_wait_until (fake_storage_is_uploading (self->storage));
          if (cases[i].step == BAMBU_PRINT_STEP_UPLOAD)
            fake_link_settle (self->fake, BAMBU_LINK_STATE_CONNECTING, NULL, 0);
          fake_storage_finish (self->storage);
        }
      if (cases[i].step == BAMBU_PRINT_STEP_CONFIRM)
        {
          test_wait_until (count_starts (self) > n_starts);
          fake_link_settle (self->fake, BAMBU_LINK_STATE_CONNECTING, NULL, 0);
        }
      settled = test_await (future);
      g_assert_null (dex_future_get_value (settled, NULL));
      g_assert_cmpuint (count_starts (self) - n_starts, ==, cases[i].n_starts);

      fake_link_settle (self->fake, BAMBU_LINK_STATE_OPEN, NULL, 0);
      report_all (self, READY);
    }
}

static void
test_jammed (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintJob) job = new_job (self);
  DexFuture *future = bambu_print_job_run (job);

  fake_link_jam (self->fake);
  upload (self);
  assert_ended (job, future, BAMBU_PRINT_STEP_CONFIRM, BAMBU_PRINTER_ERROR,
                BAMBU_PRINTER_ERROR_OFFLINE);
}

/* A file that is only stored replaces nothing, and may be while the printer prints. */
static void
test_only_upload (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintJob) job = new_job (self);
  g_autoptr (BambuPrintJob) second = new_job (self);
  DexFuture *future;

  fake_storage_add (self->storage, FILE_ON_PRINTER);
  report (self, "'gcode_state':'RUNNING'");
  bambu_print_job_set_only_upload (job, TRUE);
  future = bambu_print_job_run (job);
  test_wait_until (fake_storage_is_uploading (self->storage));
  g_assert_cmpstr (fake_storage_get_path (self->storage), ==, "/One_plate_2.gcode.3mf");
  fake_storage_finish (self->storage);
  test_await_true (future);
  g_assert_cmpint (bambu_print_job_get_step (job), ==, BAMBU_PRINT_STEP_DONE);
  g_assert_cmpstr (bambu_print_job_get_stored_path (job), ==, "/One_plate_2.gcode.3mf");
  g_assert_cmpuint (count_starts (self), ==, 0);

  /* Nothing can be put where nothing is. */
  report (self, "'sdcard':false");
  bambu_print_job_set_only_upload (second, TRUE);
  assert_ended (second, bambu_print_job_run (second), BAMBU_PRINT_STEP_CHECK, BAMBU_PRINT_ERROR,
                BAMBU_PRINT_ERROR_BLOCKED);
  g_assert_cmpint (bambu_print_error_get_check (bambu_print_job_get_error (second)), ==,
                   BAMBU_PRINT_CHECK_STORAGE);
}

/* The printer answers the question that comes before a second order. */
static void
answer_question (Job *self)
{
  g_autofree char *id = NULL;
  g_autofree char *json = NULL;
  g_autoptr (BambuFrame) frame = NULL;

  g_assert_nonnull (strstr (fake_link_peek_request (self->fake), "get_version"));
  id = dup_order (self, "sequence_id");
  json = g_strdup_printf ("{'info':{'command':'get_version','sequence_id':'%s','module':[]}}", id);
  frame = fixture_frame (json);
  bambu_link_emit_frame (self->link, frame);
}

/* Trying again does the rest only. */
static void
test_again (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintJob) job = new_job (self);
  g_autoptr (BambuPrintJob) again = NULL;
  g_autoptr (BambuPrintJob) third = NULL;
  g_autofree char *first_id = NULL;
  g_autofree char *second_id = NULL;
  g_autofree char *url = NULL;
  DexFuture *future;

  bambu_printer_set_patience (self->printer, IMPATIENT);
  future = bambu_print_job_run (job);
  upload_and_start (self);
  first_id = dup_order (self, "task_id");
  assert_ended (job, future, BAMBU_PRINT_STEP_CONFIRM, BAMBU_PRINTER_ERROR,
                BAMBU_PRINTER_ERROR_NOT_CONFIRMED);

  again = bambu_print_job_dup_again (job);
  future = bambu_print_job_run (again);
  g_assert_cmpuint (count_starts (self), ==, 1);
  answer_question (self);
  test_wait_until (count_starts (self) == 2);
  second_id = dup_order (self, "task_id");
  url = dup_order (self, "url");
  g_assert_cmpstr (url, ==, "file:///sdcard" FILE_ON_PRINTER);
  g_assert_cmpstr (first_id, !=, second_id);
  assert_ended (again, future, BAMBU_PRINT_STEP_CONFIRM, BAMBU_PRINTER_ERROR,
                BAMBU_PRINTER_ERROR_NOT_CONFIRMED);
  g_assert_cmpuint (fake_storage_count_uploads (self->storage), ==, 1);

  /* It has begun after all. */
  begin (self, "RUNNING");
  third = bambu_print_job_dup_again (again);
  test_await_true (bambu_print_job_run (third));
  g_assert_cmpuint (count_starts (self), ==, 2);
  g_assert_cmpint (bambu_print_job_get_step (third), ==, BAMBU_PRINT_STEP_DONE);
}

/* A printer that was slow to show the first order is not told a second time. */
static void
test_again_slow (Job *self, gconstpointer data)
{
  static const struct
  {
    const char *state; /* NULL: it does not answer */
    GQuark (*domain) (void);
    int code;
  } cases[] = {
    { "PREPARE" },
    { "PAUSE" },
    { "FINISH", bambu_print_error_quark, BAMBU_PRINT_ERROR_BLOCKED },
    { NULL, bambu_printer_error_quark, BAMBU_PRINTER_ERROR_NOT_CONFIRMED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BambuPrintJob) job = new_job (self);
      g_autoptr (BambuPrintJob) again = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *id = NULL;
      g_autofree char *fields = NULL;
      guint n_starts = count_starts (self);
      DexFuture *future;

      bambu_printer_set_patience (self->printer, IMPATIENT);
      future = bambu_print_job_run (job);
      upload (self);
      assert_ended (job, future, BAMBU_PRINT_STEP_CONFIRM, BAMBU_PRINTER_ERROR,
                    BAMBU_PRINTER_ERROR_NOT_CONFIRMED);
      id = dup_order (self, "task_id");
      fields = g_strdup_printf ("'gcode_state':'%s','task_id':'%s','subtask_name':'One plate'",
                                cases[i].state ? cases[i].state : "IDLE", id);

      if (cases[i].state != NULL)
        bambu_printer_set_patience (self->printer, 1);
      again = bambu_print_job_dup_again (job);
      future = bambu_print_job_run (again);
      if (cases[i].state != NULL)
        {
          /* It comes to the order before it comes to the question. */
          g_autofree char *question = g_strdup (fake_link_peek_request (self->fake));

          report (self, fields);
          g_assert_cmpstr (fake_link_peek_request (self->fake), ==, question);
          answer_question (self);
        }

      if (cases[i].domain == NULL)
        test_await_true (future);
      else
        {
          error = test_await_error (future);
          g_assert_error (error, cases[i].domain (), cases[i].code);
        }
      g_assert_cmpuint (count_starts (self), ==, n_starts + 1);
      report (self, "'gcode_state':'IDLE','task_id':'0','subtask_id':'0'");
    }
}

static void
test_two_at_once (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintJob) job = new_job (self);
  g_autoptr (BambuPrintJob) other = new_job (self);
  g_autoptr (DexFuture) future = bambu_print_job_run (job);
  g_autoptr (GError) error = NULL;

  error = test_await_error (bambu_print_job_run (other));
  g_assert_error (error, BAMBU_PRINT_ERROR, BAMBU_PRINT_ERROR_UNDER_WAY);
  upload_and_start (self);
  begin (self, "RUNNING");
  test_await_true (g_steal_pointer (&future));
  g_assert_cmpuint (count_starts (self), ==, 1);
}

static void
test_stored (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintJob) job = new_job (self);
  g_autofree char *url = NULL;
  DexFuture *future;

  bambu_print_job_set_stored_path (job, "/cache/a b.gcode.3mf");
  future = bambu_print_job_run (job);
  g_assert_cmpuint (count_starts (self), ==, 1);
  url = dup_order (self, "url");
  g_assert_cmpstr (url, ==, "ftp:///cache/a b.gcode.3mf");
  begin (self, "RUNNING");
  test_await_true (future);
  g_assert_cmpuint (fake_storage_count_uploads (self->storage), ==, 0);
}

static void
test_unmapped (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintJob) job =
      bambu_print_job_new (self->project, 1, self->printer, BAMBU_STORAGE (self->storage));

  assert_ended (job, bambu_print_job_run (job), BAMBU_PRINT_STEP_CHECK, BAMBU_PRINT_ERROR,
                BAMBU_PRINT_ERROR_BLOCKED);
  g_assert_cmpint (bambu_print_error_get_check (bambu_print_job_get_error (job)), ==,
                   BAMBU_PRINT_CHECK_FILAMENTS);
}

static void
test_gcode (void)
{
  Job self = { 0 };
  g_autoptr (BambuPrintJob) job = NULL;
  g_autofree char *param = NULL;
  DexFuture *future;

  job_set_up_with (&self, PROJECT_GCODE, X1C, READY);
  job = bambu_print_job_new (self.project, 1, self.printer, BAMBU_STORAGE (self.storage));
  future = bambu_print_job_run (job);
  upload_and_start (&self);
  param = dup_order (&self, "param");
  g_assert_cmpstr (param, ==, "/mnt/sdcard/plain.gcode");
  report (&self, "'gcode_state':'RUNNING','gcode_file':'/mnt/sdcard/other.gcode'");
  g_assert_true (dex_future_is_pending (future));
  report (&self, "'gcode_file':'/mnt/sdcard/plain.gcode','subtask_id':'5'");
  test_await_true (future);
  g_clear_object (&job);
  job_tear_down (&self, NULL);
}

/* Nobody needs to hold it. */
static void
test_life (Job *self, gconstpointer data)
{
  BambuPrintJob *job = new_job (self);
  DexFuture *future = bambu_print_job_run (job);

  g_object_add_weak_pointer (G_OBJECT (job), (gpointer *) &job);
  dex_unref (future);
  g_object_unref (job);
  upload_and_start (self);
  g_assert_nonnull (job);
  begin (self, "RUNNING");
  test_wait_until (job == NULL);
}

static void
on_ended (BambuPrintQueue *queue, BambuPrintJob *job, guint *n_ended)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (queue)), ==, 0);
  g_assert_false (bambu_print_job_is_running (job));
  (*n_ended)++;
}

static void
test_queue (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintQueue) queue = bambu_print_queue_new ();
  BambuPrintJob *job = new_job (self);
  g_autoptr (BambuPrintJob) blocked =
      bambu_print_job_new (self->project, 1, self->printer, BAMBU_STORAGE (self->storage));
  guint n_ended = 0;

  g_signal_connect (queue, "ended", G_CALLBACK (on_ended), &n_ended);
  dex_unref (bambu_print_queue_run (queue, job));
  g_object_add_weak_pointer (G_OBJECT (job), (gpointer *) &job);
  g_object_unref (job);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (queue)), ==, 1);
  g_assert_true (bambu_print_queue_find (queue, self->printer) == job);
  upload_and_start (self);
  begin (self, "RUNNING");
  test_wait_until (job == NULL);
  g_assert_cmpuint (n_ended, ==, 1);
  g_assert_null (bambu_print_queue_find (queue, self->printer));

  dex_unref (bambu_print_queue_run (queue, blocked));
  test_wait_until (n_ended == 2);
}

/* What would be sent, without sending it. */
static void
test_describe (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintJob) job = new_job (self);
  g_autoptr (DexFuture) future = test_await (bambu_print_job_describe (job));
  const char *text = g_value_get_string (dex_future_get_value (future, NULL));

  g_assert_nonnull (strstr (text, "\"md5\" : \""));
  g_assert_null (strstr (text, "\"md5\" : \"\""));
  g_assert_null (strstr (text, "\"task_id\" : \"0\""));
  g_assert_nonnull (strstr (text, "\"url\" : \"ftp://" FILE_ON_PRINTER "\""));
  g_assert_nonnull (strstr (text, "\"command\" : \"project_file\""));
  g_assert_cmpuint (count_starts (self), ==, 0);
}

#define ADD(name, func) g_test_add ("/print-job/" name, Job, NULL, job_set_up, func, job_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  ADD ("print", test_print);
  ADD ("known-by", test_known_by);
  ADD ("upload-fails", test_upload_fails);
  ADD ("bad-file", test_bad_file);
  ADD ("cancel", test_cancel);
  ADD ("changes", test_changes);
  ADD ("refusals", test_refusals);
  ADD ("signature-message", test_signature_message);
  ADD ("cut-after-start", test_cut_after_start);
  ADD ("cut-anywhere", test_cut_anywhere);
  ADD ("jammed", test_jammed);
  ADD ("only-upload", test_only_upload);
  ADD ("again", test_again);
  ADD ("again-slow", test_again_slow);
  ADD ("two-at-once", test_two_at_once);
  ADD ("stored", test_stored);
  ADD ("unmapped", test_unmapped);
  ADD ("life", test_life);
  ADD ("queue", test_queue);
  ADD ("describe", test_describe);
  g_test_add_func ("/print-job/gcode", test_gcode);

  return g_test_run ();
}
