/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/print/bambu-print-job-private.h"

#include <string.h>

#include "bambu/printer/bambu-printer-private.h"
#include "cloud-fixture.h"
#include "fake-link.h"
#include "project-fixture.h"
#include "report-fixture.h"

#define IMPATIENT 0.001
#define IOT "/v1/iot-service/api/user"
#define PROJECT IOT "/project"
#define NOTIFICATION IOT "/notification"
#define ADDRESS IOT "/upload"
#define TASK "/v1/user-service/my/task"
#define TASK_ID "782951694"
#define CONFIG "/bucket/config"
#define TARGET "/bucket/file"
#define DRAFT                                                                                      \
  "{\"message\":\"success\",\"code\":null,\"project_id\":\"666\",\"model_id\":\"US7b\","           \
  "\"profile_id\":\"636077332\",\"upload_url\":\"%s" CONFIG                                        \
  "?AWSAccessKeyId=A&Expires=%" G_GINT64_FORMAT "&Signature=secret%%2B\","                         \
  "\"upload_ticket\":\"ticket1\"}"
#define URLS                                                                                       \
  "{\"urls\":[{\"url\":\"%s" TARGET "?AWSAccessKeyId=A&Expires=%" G_GINT64_FORMAT                  \
  "&Signature=%s%%2F\"}]}"
#define MISMATCH "<?xml version=\"1.0\"?><Error><Code>SignatureDoesNotMatch</Code></Error>"
#define EXPIRED                                                                                    \
  "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message>"  \
  "</Error>"
#define READY                                                                                      \
  "'gcode_state':'IDLE','sdcard':true,'nozzle_diameter':'0.4','ams':{'ams':[{'id':'0',"            \
  "'info':'1001','tray':[{'id':'0','tray_type':'PLA','tray_info_idx':'GFA00',"                     \
  "'tray_color':'112233FF'}]}],'tray_exist_bits':'1'}"

/* A printer in the cloud, and a service that answers as it should until a test says otherwise. */
typedef struct
{
  Fixture files;
  CloudServer *server;
  BambuCloud *cloud;
  gint64 now;
  BambuProject *project;
  BambuPrinter *printer;
  BambuLink *link;
} Job;

static void
report (Job *self, const char *fields, gboolean full)
{
  g_autoptr (BambuFrame) frame = fixture_status (fields, full);

  bambu_link_emit_frame (self->link, frame);
}

static void
answer_address (Job *self, gint64 seconds, const char *signature)
{
  g_autofree char *urls = g_strdup_printf (
      URLS, self->server->origin, g_get_real_time () / G_USEC_PER_SEC + seconds, signature);

  cloud_server_json (self->server, "GET " ADDRESS, urls);
}

static void
answer_all (Job *self)
{
  g_autofree char *draft =
      g_strdup_printf (DRAFT, self->server->origin, g_get_real_time () / G_USEC_PER_SEC + 3600);

  cloud_server_json (self->server, "POST " PROJECT, draft);
  cloud_server_json (self->server, "PUT " CONFIG, "");
  cloud_server_json (self->server, "PUT " NOTIFICATION, "{\"message\":\"success\"}");
  cloud_server_json (self->server, "GET " NOTIFICATION, "{\"message\":\"running\"}");
  cloud_server_json (self->server, "GET " NOTIFICATION, "{\"message\":\"success\"}");
  answer_address (self, 3600, "first");
  cloud_server_json (self->server, "PUT " TARGET, "");
  cloud_server_json (self->server, "PATCH " PROJECT "/666", "{\"message\":\"success\"}");
  cloud_server_json (self->server, "POST " TASK, "{\"id\":" TASK_ID "}");
  cloud_server_json (self->server, "GET " TASK "/" TASK_ID, "{\"id\":" TASK_ID ",\"status\":1}");
}

static void
job_set_up (Job *self, gconstpointer data)
{
  g_autoptr (BambuRegion) region = NULL;
  g_autoptr (BambuToken) token = bambu_token_new ("AQAtoken", NULL, 0);
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  g_autofree char *path = NULL;

  set_up (&self->files, NULL);
  path = project_fixture_write (PROJECT_ONE_PLATE, self->files.folder);
  self->project = open_project (path);

  self->server = cloud_server_new (NULL);
  region = cloud_server_make_region (self->server, NULL);
  self->cloud = bambu_cloud_new (region);
  self->now = (gint64) 1770000000 * G_USEC_PER_SEC;
  cloud_hurry (self->cloud, &self->now);
  bambu_cloud_set_token (self->cloud, token);

  self->printer = bambu_printer_new ("01P0000", NULL);
  self->link = fake_link_new_lan (trust, "192.0.2.1", 8883, "01P0000", "12345678");
  bambu_printer_set_link (self->printer, self->link, BAMBU_CONNECTION_LAN);
  fake_link_settle (FAKE_LINK (self->link), BAMBU_LINK_STATE_OPEN, NULL, 0);
  report (self, READY, TRUE);
  answer_all (self);
}

static void
job_tear_down (Job *self, gconstpointer data)
{
  g_autoptr (GDir) temporary = g_dir_open (g_get_tmp_dir (), 0, NULL);
  const char *name;

  g_clear_object (&self->project);
  bambu_printer_set_link (self->printer, NULL, BAMBU_CONNECTION_NONE);
  g_clear_object (&self->printer);
  g_clear_object (&self->link);
  g_clear_object (&self->cloud);
  cloud_server_free (self->server);
  tear_down (&self->files, NULL);

  while ((name = g_dir_read_name (temporary)))
    g_assert_false (g_str_has_prefix (name, "culm-") && g_str_has_suffix (name, ".3mf"));
}

static BambuPrintJob *
new_job (Job *self)
{
  BambuPrintJob *job = bambu_print_job_new (self->project, 1, self->printer, NULL);
  const BambuPlateValues *plate =
      bambu_plate_get_values (bambu_project_find_plate (self->project, 1));
  g_autoptr (GArray) slots = bambu_slots_list (self->printer);
  g_autoptr (GArray) matches = bambu_match_propose (plate->filaments, slots);
  g_autoptr (GArray) mapping = bambu_mapping_new (plate->filaments, 1, slots, matches);

  bambu_print_job_set_mapping (job, mapping);
  bambu_print_job_set_cloud (job, self->cloud);
  job->poll_msec = 1;

  return job;
}

static guint
count (Job *self, const char *what)
{
  return cloud_server_count (self->server, what);
}

static const CloudAsked *
last (Job *self, const char *what)
{
  const CloudAsked *asked = cloud_server_last (self->server, what);

  g_assert_nonnull (asked);

  return asked;
}

static void
begin (Job *self)
{
  report (self, "'gcode_state':'PREPARE','task_id':'" TASK_ID "','subtask_id':'4'", FALSE);
}

static void
assert_ended (BambuPrintJob *job, DexFuture *future, BambuPrintStage stage, GQuark domain, int code)
{
  g_autoptr (GError) error = test_await_error (future);

  g_assert_error (error, domain, code);
  g_assert_error (bambu_print_job_get_error (job), domain, code);
  g_assert_cmpint (bambu_print_job_get_stage (job), ==, stage);
  g_assert_false (bambu_print_job_is_running (job));
}

static void
on_stage (BambuPrintJob *job, GParamSpec *pspec, GString *stages)
{
  g_string_append_printf (stages, "%d", (int) bambu_print_job_get_stage (job));
}

static gint64
get_size (Job *self)
{
  return bambu_project_get_values (self->project)->file_bytes;
}

/* The whole of it, as protocol/cloud-print.md §3 has it. */
static void
test_print (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintJob) job = new_job (self);
  g_autoptr (DexFuture) future = NULL;
  g_autoptr (GString) stages = g_string_new (NULL);
  const CloudAsked *asked;

  g_signal_connect (job, "notify::stage", G_CALLBACK (on_stage), stages);
  future = bambu_print_job_run (job);
  test_wait_until (bambu_print_job_get_step (job) == BAMBU_PRINT_STEP_CONFIRM);

  /* The service has a task; that is no print yet, nor is another task. */
  g_assert_true (dex_future_is_pending (future));
  report (self, "'gcode_state':'PREPARE','task_id':'5','subtask_name':'One plate'", FALSE);
  g_assert_true (dex_future_is_pending (future));
  begin (self);
  test_await_true (g_steal_pointer (&future));
  g_assert_cmpstr (stages->str, ==, "123456789");
  g_assert_cmpuint (count (self, "POST " TASK), ==, 1);
  g_assert_cmpuint (fake_link_count_requests (FAKE_LINK (self->link), "project_file"), ==, 0);

  asked = last (self, "POST " PROJECT);
  g_assert_cmpstr (asked->body, ==, "{\"name\":\"One plate\"}");
  asked = last (self, "PUT " NOTIFICATION);
  g_assert_cmpstr (asked->body, ==,
                   "{\"upload\":{\"origin_file_name\":\"One plate.3mf\",\"ticket\":\"ticket1\"}}");
  asked = last (self, "GET " NOTIFICATION);
  g_assert_cmpstr (asked->query, ==, "action=upload&ticket=ticket1");
  g_assert_cmpuint (count (self, "GET " NOTIFICATION), ==, 2);
  asked = last (self, "GET " ADDRESS);
  g_assert_cmpstr (asked->query, ==, "models=US7b_636077332_1.3mf");

  asked = last (self, "PATCH " PROJECT "/666");
  g_assert_nonnull (strstr (asked->body, "Signature=first%2F\""));
  g_assert_nonnull (strstr (asked->body, "\"plate_idx\":1"));
  g_assert_nonnull (strstr (asked->body, "\"profile_id\":\"636077332\""));
}

/* Where the account's things must not go, and what signatures do not bear. */
static void
test_puts (Job *self, gconstpointer data)
{
  static const char *const PUTS[] = { "PUT " CONFIG, "PUT " TARGET };
  g_autoptr (BambuPrintJob) job = new_job (self);
  DexFuture *future = bambu_print_job_run (job);

  test_wait_until (bambu_print_job_get_step (job) == BAMBU_PRINT_STEP_CONFIRM);
  begin (self);
  test_await_true (future);

  for (guint i = 0; i < G_N_ELEMENTS (PUTS); i++)
    {
      const CloudAsked *asked = last (self, PUTS[i]);
      gint64 length = g_ascii_strtoll (cloud_asked_header (asked, "content-length"), NULL, 10);

      g_assert_null (cloud_asked_header (asked, "content-type"));
      g_assert_null (cloud_asked_header (asked, "authorization"));
      g_assert_null (cloud_asked_header (asked, "expect"));
      g_assert_true (g_str_has_prefix (asked->body, "PK\3\4"));
      if (i == 0)
        g_assert_true (length > 0);
      else
        g_assert_cmpint (length, ==, get_size (self));
      g_assert_nonnull (
          strstr (asked->query, i == 0 ? "Signature=secret%2B" : "Signature=first%2F"));
    }

  g_assert_cmpint (bambu_transfer_get_bytes_done (bambu_print_job_get_transfer (job)), ==,
                   get_size (self));
}

static void
test_task (Job *self, gconstpointer data)
{
  static const char *const MEMBERS[] = {
    "\"title\":\"One plate\"",
    "\"deviceId\":\"01P0000\"",
    "\"modelId\":\"US7b\"",
    "\"profileId\":636077332",
    "\"plateIndex\":1",
    "\"cover\":\"\"",
    "\"mode\":\"cloud_file\"",
    "\"useAms\":true",
    "\"amsMapping\":[0]",
    "\"amsMapping2\":[{\"amsId\":0,\"slotId\":0}]",
    "\"amsDetailMapping\":[{\"ams\":0,\"amsId\":0,\"slotId\":0,\"filamentId\":\"GFA00\","
    "\"filamentType\":\"PLA\",\"nozzleId\":0,\"sourceColor\":\"#FFFFFFFF\","
    "\"targetColor\":\"#112233FF\"}]",
    "\"bedType\":\"textured_plate\"",
    "\"bedLeveling\":true",
    "\"autoBedLeveling\":0",
    "\"vibrationCali\":true",
    "\"flowCali\":false",
    "\"nozzleInfos\":[]",
    "\"cfg\":\"0\"",
  };
  g_autoptr (BambuPrintJob) job = new_job (self);
  g_autoptr (DexFuture) described = test_await (bambu_print_job_describe (job));
  const char *dry = g_value_get_string (dex_future_get_value (described, NULL));
  DexFuture *future = bambu_print_job_run (job);
  const CloudAsked *asked;

  test_wait_until (bambu_print_job_get_step (job) == BAMBU_PRINT_STEP_CONFIRM);
  begin (self);
  test_await_true (future);
  asked = last (self, "POST " TASK);
  for (guint i = 0; i < G_N_ELEMENTS (MEMBERS); i++)
    {
      g_test_message ("%s in %s", MEMBERS[i], asked->body);
      g_assert_nonnull (strstr (asked->body, MEMBERS[i]));
    }
  g_assert_nonnull (strstr (dry, "\"amsMapping\""));
  g_assert_nonnull (strstr (dry, "\"modelId\" : \"\""));
}

/* Each step that is refused ends the job, and says at which. */
static void
test_refusals (Job *self, gconstpointer data)
{
  static const struct
  {
    const char *what;
    guint status;
    const char *body;
    BambuPrintStage stage;
    GQuark (*domain) (void);
    int code;
    gboolean offers_lan;
  } cases[] = {
    { "POST " PROJECT, 400, "{\"message\":\"bad\"}", BAMBU_PRINT_STAGE_PROJECT,
      bambu_cloud_error_quark, BAMBU_CLOUD_ERROR_REFUSED, TRUE },
    { "POST " PROJECT, 200, "{}", BAMBU_PRINT_STAGE_PROJECT, bambu_cloud_error_quark,
      BAMBU_CLOUD_ERROR_PROTOCOL, TRUE },
    { "PUT " CONFIG, 403, EXPIRED, BAMBU_PRINT_STAGE_CONFIG, bambu_cloud_error_quark,
      BAMBU_CLOUD_ERROR_EXPIRED_LINK, TRUE },
    { "PUT " CONFIG, 403, MISMATCH, BAMBU_PRINT_STAGE_CONFIG, bambu_cloud_error_quark,
      BAMBU_CLOUD_ERROR_REFUSED, TRUE },
    { "PUT " NOTIFICATION, 500, "", BAMBU_PRINT_STAGE_NOTIFY, bambu_cloud_error_quark,
      BAMBU_CLOUD_ERROR_SERVER, TRUE },
    { "GET " NOTIFICATION, 200, "{\"message\":\"failed\"}", BAMBU_PRINT_STAGE_WAIT,
      bambu_print_error_quark, BAMBU_PRINT_ERROR_SERVICE_FAILED, TRUE },
    { "GET " NOTIFICATION, 200, "{\"message\":\"running\"}", BAMBU_PRINT_STAGE_WAIT,
      bambu_cloud_error_quark, BAMBU_CLOUD_ERROR_TIMED_OUT, TRUE },
    { "GET " ADDRESS, 200, "{\"urls\":[]}", BAMBU_PRINT_STAGE_ADDRESS, bambu_cloud_error_quark,
      BAMBU_CLOUD_ERROR_PROTOCOL, TRUE },
    { "PUT " TARGET, 503, "", BAMBU_PRINT_STAGE_FILE, bambu_cloud_error_quark,
      BAMBU_CLOUD_ERROR_SERVER, TRUE },
    { "PUT " TARGET, 403, EXPIRED, BAMBU_PRINT_STAGE_FILE, bambu_cloud_error_quark,
      BAMBU_CLOUD_ERROR_EXPIRED_LINK, TRUE },
    { "PUT " TARGET, 403, MISMATCH, BAMBU_PRINT_STAGE_FILE, bambu_cloud_error_quark,
      BAMBU_CLOUD_ERROR_REFUSED, TRUE },
    { "PATCH " PROJECT "/666", 400, "{\"code\":11,\"error\":\"Wrong file format\"}",
      BAMBU_PRINT_STAGE_PATCH, bambu_cloud_error_quark, BAMBU_CLOUD_ERROR_NOT_READY, TRUE },
    { "POST " TASK, 403, "{\"message\":\"no access rights to the content\"}",
      BAMBU_PRINT_STAGE_TASK, bambu_print_error_quark, BAMBU_PRINT_ERROR_SERVICE_REFUSED_APP,
      TRUE },
    { "POST " TASK, 400, "", BAMBU_PRINT_STAGE_TASK, bambu_print_error_quark,
      BAMBU_PRINT_ERROR_SERVICE_REFUSED_APP, TRUE },
    { "POST " TASK, 400, "{\"error\":\"field \\\"cover\\\" is not set\"}", BAMBU_PRINT_STAGE_TASK,
      bambu_cloud_error_quark, BAMBU_CLOUD_ERROR_REFUSED, TRUE },
    { "POST " TASK, 500, "", BAMBU_PRINT_STAGE_TASK, bambu_cloud_error_quark,
      BAMBU_CLOUD_ERROR_SERVER, FALSE },
    { "POST " TASK, 200, "{}", BAMBU_PRINT_STAGE_TASK, bambu_cloud_error_quark,
      BAMBU_CLOUD_ERROR_PROTOCOL, FALSE },
    { "GET " TASK "/" TASK_ID, 200, "{\"id\":1,\"status\":3}", BAMBU_PRINT_STAGE_PRINTER,
      bambu_print_error_quark, BAMBU_PRINT_ERROR_SERVICE_FAILED, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BambuPrintJob) job = new_job (self);
      guint n_tasks = count (self, "POST " TASK);

      g_test_message ("%s %u %s", cases[i].what, cases[i].status, cases[i].body);
      self->now += G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC;
      cloud_server_forget (self->server, cases[i].what);
      cloud_server_answer (self->server, cases[i].what, cases[i].status, NULL, cases[i].body);
      assert_ended (job, bambu_print_job_run (job), cases[i].stage, cases[i].domain (),
                    cases[i].code);
      g_assert_cmpint (bambu_print_job_offers_lan (job), ==, cases[i].offers_lan);
      g_assert_cmpint (bambu_print_job_is_outcome_unknown (job), ==,
                       cases[i].stage == BAMBU_PRINT_STAGE_TASK && !cases[i].offers_lan);
      g_assert_cmpuint (count (self, "POST " TASK) - n_tasks, ==,
                        cases[i].stage >= BAMBU_PRINT_STAGE_TASK ? 1 : 0);
      cloud_server_forget (self->server, cases[i].what);
      answer_all (self);
    }
}

/* The connection breaks, the token dies or the service has enough, at each step: one task at most,
 * and none after anything went wrong. */
static void
test_cut_anywhere (Job *self, gconstpointer data)
{
  static const char *const STEPS[] = {
    "POST " PROJECT, "PUT " CONFIG, "PUT " NOTIFICATION,     "GET " NOTIFICATION,
    "GET " ADDRESS,  "PUT " TARGET, "PATCH " PROJECT "/666", "POST " TASK,
  };

  for (guint i = 0; i < G_N_ELEMENTS (STEPS); i++)
    for (guint way = 0; way < 3; way++)
      {
        g_autoptr (BambuPrintJob) job = new_job (self);
        g_autoptr (GError) error = NULL;
        guint n_tasks = count (self, "POST " TASK);
        gboolean is_bucket = strstr (STEPS[i], "/bucket/") != NULL;
        g_autoptr (BambuToken) token = bambu_token_new ("AQAtoken", NULL, 0);

        if (is_bucket && way > 0)
          continue;

        g_test_message ("%s %u", STEPS[i], way);
        self->now += G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC;
        bambu_cloud_set_token (self->cloud, token);
        cloud_server_forget (self->server, STEPS[i]);
        if (way == 0)
          cloud_server_raw (self->server, STEPS[i], "");
        else if (way == 1)
          cloud_server_answer (self->server, STEPS[i], 401, NULL,
                               "{\"code\":4,\"error\":\"Please log in.\"}");
        else
          cloud_server_answer (self->server, STEPS[i], 429, "Retry-After: 600", "");
        error = test_await_error (bambu_print_job_run (job));
        g_assert_true (error->domain == BAMBU_CLOUD_ERROR);
        if (way == 1)
          g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_SIGN_IN);
        if (way == 2)
          {
            g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_TOO_MANY_TRIES);
            g_assert_cmpint (bambu_cloud_error_get_retry_time (error), >, 0);
          }
        g_assert_cmpuint (count (self, "POST " TASK) - n_tasks, ==,
                          g_str_equal (STEPS[i], "POST " TASK) ? 1 : 0);
        cloud_server_forget (self->server, STEPS[i]);
        answer_all (self);
      }
}

/* Trouble with the file's address that passes. */
static void
test_put_again (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintJob) job = new_job (self);
  g_autoptr (BambuPrintJob) second = new_job (self);
  DexFuture *future;

  cloud_server_forget (self->server, "PUT " TARGET);
  cloud_server_answer (self->server, "PUT " TARGET, 503, NULL, "");
  cloud_server_raw (self->server, "PUT " TARGET, "");
  cloud_server_json (self->server, "PUT " TARGET, "");
  future = bambu_print_job_run (job);
  test_wait_until (bambu_print_job_get_step (job) == BAMBU_PRINT_STEP_CONFIRM);
  begin (self);
  test_await_true (future);
  g_assert_cmpuint (count (self, "GET " ADDRESS), ==, 1);

  report (self, "'gcode_state':'IDLE','task_id':'0'", FALSE);
  cloud_server_forget (self->server, "PUT " TARGET);
  cloud_server_forget (self->server, "GET " ADDRESS);
  cloud_server_answer (self->server, "PUT " TARGET, 403, NULL, EXPIRED);
  cloud_server_json (self->server, "PUT " TARGET, "");
  answer_address (self, 3600, "first");
  answer_address (self, 3600, "second");
  future = bambu_print_job_run (second);
  test_wait_until (bambu_print_job_get_step (second) == BAMBU_PRINT_STEP_CONFIRM);
  g_assert_nonnull (strstr (last (self, "PATCH " PROJECT "/666")->body, "Signature=second%2F\""));
  begin (self);
  test_await_true (future);
  g_assert_cmpuint (count (self, "GET " ADDRESS), ==, 3);
}

/* What was uploaded is not uploaded again, and a task that was made is not made again. */
static void
test_again (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintJob) job = new_job (self);
  g_autoptr (BambuPrintJob) again = NULL;
  g_autoptr (BambuPrintJob) third = NULL;
  DexFuture *future;

  cloud_server_forget (self->server, "POST " TASK);
  cloud_server_answer (self->server, "POST " TASK, 403, NULL, "{\"message\":\"no\"}");
  cloud_server_json (self->server, "POST " TASK, "{\"id\":\"" TASK_ID "\"}");
  assert_ended (job, bambu_print_job_run (job), BAMBU_PRINT_STAGE_TASK, BAMBU_PRINT_ERROR,
                BAMBU_PRINT_ERROR_SERVICE_REFUSED_APP);

  bambu_printer_set_patience (self->printer, IMPATIENT);
  again = bambu_print_job_dup_again (job);
  assert_ended (again, bambu_print_job_run (again), BAMBU_PRINT_STAGE_PRINTER, BAMBU_PRINTER_ERROR,
                BAMBU_PRINTER_ERROR_NOT_CONFIRMED);
  g_assert_false (bambu_print_job_offers_lan (again));
  g_assert_cmpuint (count (self, "POST " PROJECT), ==, 1);
  g_assert_cmpuint (count (self, "PUT " TARGET), ==, 1);
  g_assert_cmpuint (count (self, "POST " TASK), ==, 2);

  bambu_printer_set_patience (self->printer, 1);
  third = bambu_print_job_dup_again (again);
  future = bambu_print_job_run (third);
  begin (self);
  test_await_true (future);
  g_assert_cmpuint (count (self, "POST " TASK), ==, 2);
}

/* Nobody knows whether the task was made: it is looked for before another one is. */
static void
test_again_unknown (Job *self, gconstpointer data)
{
  static const char *const LISTS[] = {
    "{\"total\":1,\"hits\":[{\"id\":" TASK_ID ",\"modelId\":\"US7b\"}]}",
    "{\"total\":1,\"hits\":[{\"id\":1,\"modelId\":\"of another\"}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++)
    {
      g_autoptr (BambuPrintJob) job = new_job (self);
      g_autoptr (BambuPrintJob) again = NULL;
      guint n_tasks = count (self, "POST " TASK);
      DexFuture *future;

      cloud_server_forget (self->server, "POST " TASK);
      cloud_server_answer (self->server, "POST " TASK, 500, NULL, "");
      cloud_server_json (self->server, "POST " TASK, "{\"id\":" TASK_ID "}");
      cloud_server_forget (self->server, "GET " TASK "s");
      cloud_server_json (self->server, "GET " TASK "s", LISTS[i]);
      assert_ended (job, bambu_print_job_run (job), BAMBU_PRINT_STAGE_TASK, BAMBU_CLOUD_ERROR,
                    BAMBU_CLOUD_ERROR_SERVER);
      g_assert_true (bambu_print_job_is_outcome_unknown (job));

      again = bambu_print_job_dup_again (job);
      future = bambu_print_job_run (again);
      test_wait_until (bambu_print_job_get_stage (again) == BAMBU_PRINT_STAGE_PRINTER);
      begin (self);
      test_await_true (future);
      g_assert_cmpuint (count (self, "POST " TASK), ==, n_tasks + 1 + i);
      report (self, READY ",'task_id':'0'", TRUE);
    }
}

/* One that came to nothing is over: the next is another. */
static void
test_again_failed (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintJob) job = new_job (self);
  g_autoptr (BambuPrintJob) again = NULL;
  DexFuture *future;

  cloud_server_forget (self->server, "GET " TASK "/" TASK_ID);
  cloud_server_json (self->server, "GET " TASK "/" TASK_ID, "{\"id\":" TASK_ID ",\"status\":3}");
  assert_ended (job, bambu_print_job_run (job), BAMBU_PRINT_STAGE_PRINTER, BAMBU_PRINT_ERROR,
                BAMBU_PRINT_ERROR_SERVICE_FAILED);

  again = bambu_print_job_dup_again (job);
  future = bambu_print_job_run (again);
  test_wait_until (bambu_print_job_get_stage (again) == BAMBU_PRINT_STAGE_PRINTER);
  begin (self);
  test_await_true (future);
  g_assert_cmpuint (count (self, "POST " PROJECT), ==, 1);
  g_assert_cmpuint (count (self, "POST " TASK), ==, 2);
}

/* The service was willing, and the printer is not. */
static void
test_printer_refuses (Job *self, gconstpointer data)
{
  static const struct
  {
    const char *report;
    BambuPrinterError code;
    gboolean offers_lan;
  } cases[] = {
    { "'gcode_state':'FAILED','task_id':'" TASK_ID "'", BAMBU_PRINTER_ERROR_REFUSED, TRUE },
    { "'print_error':83902465", BAMBU_PRINTER_ERROR_REFUSED, TRUE }, /* it was not loaded */
    { "'print_error':83902468", BAMBU_PRINTER_ERROR_REFUSED, TRUE },
    { "'hms':[{'attr':83887360,'code':65543}]", BAMBU_PRINTER_ERROR_VIEW_ONLY, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BambuPrintJob) job = new_job (self);
      DexFuture *future = bambu_print_job_run (job);

      g_test_message ("%s", cases[i].report);
      test_wait_until (bambu_print_job_get_step (job) == BAMBU_PRINT_STEP_CONFIRM);
      report (self, cases[i].report, FALSE);
      assert_ended (job, future, BAMBU_PRINT_STAGE_PRINTER, BAMBU_PRINTER_ERROR,
                    (int) cases[i].code);
      g_assert_cmpint (bambu_print_job_offers_lan (job), ==, cases[i].offers_lan);
      report (self, "'gcode_state':'IDLE','task_id':'0','print_error':0,'hms':[]", FALSE);
    }
}

static void
test_cancel (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintJob) job = new_job (self);
  g_autoptr (BambuPrintJob) second = new_job (self);
  DexFuture *future;

  cloud_server_forget (self->server, "PUT " TARGET);
  cloud_server_hang (self->server, "PUT " TARGET);
  future = bambu_print_job_run (job);
  test_wait_until (count (self, "PUT " TARGET) == 1);
  g_assert_true (bambu_print_job_cancel (job));
  assert_ended (job, future, BAMBU_PRINT_STAGE_FILE, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (bambu_print_job_offers_lan (job));

  cloud_server_hang (self->server, "PUT " NOTIFICATION);
  cloud_server_forget (self->server, "POST " PROJECT);
  cloud_server_hang (self->server, "POST " PROJECT);
  future = bambu_print_job_run (second);
  test_wait_until (count (self, "POST " PROJECT) == 2);
  g_assert_true (bambu_print_job_cancel (second));
  g_assert_false (bambu_print_job_is_running (second));
  assert_ended (second, future, BAMBU_PRINT_STAGE_PROJECT, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count (self, "POST " TASK), ==, 0);
}

/* A printer that began something else meanwhile is not told to print. */
static void
test_busy (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintJob) job = new_job (self);
  DexFuture *future;

  cloud_server_forget (self->server, "PUT " TARGET);
  cloud_server_answer (self->server, "PUT " TARGET, 200, NULL, "");
  future = bambu_print_job_run (job);
  test_wait_until (bambu_print_job_get_step (job) == BAMBU_PRINT_STEP_UPLOAD);
  report (self, "'gcode_state':'RUNNING'", FALSE);
  assert_ended (job, future, BAMBU_PRINT_STAGE_PATCH, BAMBU_PRINT_ERROR, BAMBU_PRINT_ERROR_BLOCKED);
  g_assert_cmpuint (count (self, "POST " TASK), ==, 0);
}

static void
test_only_upload (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintJob) job = new_job (self);

  bambu_print_job_set_only_upload (job, TRUE);
  test_await_true (bambu_print_job_run (job));
  g_assert_cmpuint (count (self, "PATCH " PROJECT "/666"), ==, 1);
  g_assert_cmpuint (count (self, "POST " TASK), ==, 0);
}

/* The way of the documents, for a service that does not have the other one. */
static void
test_documents (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintJob) job = new_job (self);
  g_autofree char *urls = g_strdup_printf (
      "{\"message\":\"success\",\"file_id\":\"f1\",\"urls\":[{\"type\":\"filename\",\"file\":"
      "\"One plate.gcode.3mf\",\"url\":\"%1$s" TARGET "?Signature=a\"},{\"type\":\"size\","
      "\"file\":\"123\",\"url\":\"%1$s/bucket/size?Signature=b\"}]}",
      self->server->origin);
  DexFuture *future;

  cloud_server_forget (self->server, "POST " PROJECT);
  cloud_server_answer (self->server, "POST " PROJECT, 405, NULL, "");
  cloud_server_forget (self->server, "GET " ADDRESS);
  cloud_server_json (self->server, "GET " ADDRESS, urls);
  cloud_server_forget (self->server, "PUT " TARGET);
  cloud_server_answer (self->server, "PUT " TARGET, 403, NULL, MISMATCH);
  cloud_server_json (self->server, "PUT " TARGET, "");
  cloud_server_answer (self->server, "PUT /bucket/size", 500, NULL, "");
  cloud_server_json (self->server, "POST " IOT "/print",
                     "{\"code\":0,\"data\":{\"job_id\":\"" TASK_ID "\",\"status\":\"queued\"}}");

  future = bambu_print_job_run (job);
  test_wait_until (bambu_print_job_get_step (job) == BAMBU_PRINT_STEP_CONFIRM);
  g_assert_cmpstr (cloud_asked_header (last (self, "PUT " TARGET), "content-type"), ==,
                   "application/octet-stream");
  g_assert_cmpstr (last (self, "PUT /bucket/size")->body, ==, "123");
  g_assert_nonnull (strstr (last (self, "POST " IOT "/print")->body, "\"file_id\":\"f1\""));
  begin (self);
  test_await_true (future);
  g_assert_cmpuint (count (self, "POST " IOT "/upload/confirm"), ==, 1);
  g_assert_cmpuint (count (self, "POST " TASK), ==, 0);
}

/* The vendor's service has neither of the documents' last steps. */
static void
test_documents_refused (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintJob) job = new_job (self);

  cloud_server_forget (self->server, "POST " PROJECT);
  cloud_server_answer (self->server, "POST " IOT "/print", 405, NULL, "");
  assert_ended (job, bambu_print_job_run (job), BAMBU_PRINT_STAGE_TASK, BAMBU_CLOUD_ERROR,
                BAMBU_CLOUD_ERROR_NOT_AVAILABLE);
  g_assert_true (bambu_print_job_offers_lan (job));
}

static GLogWriterOutput
keep_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer log)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE"))
      g_string_append_printf (log, "%s\n", (const char *) fields[i].value);

  return G_LOG_WRITER_HANDLED;
}

static GString *kept;

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  return kept ? keep_log (level, fields, n_fields, kept)
              : g_log_writer_default (level, fields, n_fields, NULL);
}

/* Presigned addresses and tokens are secrets, in a log too. */
static void
test_log (Job *self, gconstpointer data)
{
  g_autoptr (BambuPrintJob) job = new_job (self);
  g_autoptr (GString) log = g_string_new (NULL);
  DexFuture *future;

  kept = log;
  cloud_server_forget (self->server, "PUT " TARGET);
  cloud_server_answer (self->server, "PUT " TARGET, 403, NULL, EXPIRED);
  future = bambu_print_job_run (job);
  assert_ended (job, future, BAMBU_PRINT_STAGE_FILE, BAMBU_CLOUD_ERROR,
                BAMBU_CLOUD_ERROR_EXPIRED_LINK);
  g_string_append (log, bambu_print_job_get_error (job)->message);
  kept = NULL;

  g_assert_nonnull (strstr (log->str, "PUT file"));
  g_assert_null (strstr (log->str, "Signature"));
  g_assert_null (strstr (log->str, "ticket1"));
  g_assert_null (strstr (log->str, "AQAtoken"));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/print-cloud/" name, Job, NULL, job_set_up, func, job_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_log_set_writer_func (write_log, NULL, NULL);
  dex_init ();

  ADD ("print", test_print);
  ADD ("puts", test_puts);
  ADD ("task", test_task);
  ADD ("refusals", test_refusals);
  ADD ("cut-anywhere", test_cut_anywhere);
  ADD ("put-again", test_put_again);
  ADD ("again", test_again);
  ADD ("again-unknown", test_again_unknown);
  ADD ("again-failed", test_again_failed);
  ADD ("printer-refuses", test_printer_refuses);
  ADD ("cancel", test_cancel);
  ADD ("busy", test_busy);
  ADD ("only-upload", test_only_upload);
  ADD ("documents", test_documents);
  ADD ("documents-refused", test_documents_refused);
  ADD ("log", test_log);

  return g_test_run ();
}
