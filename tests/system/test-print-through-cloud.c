/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/print/bambu-print-job-private.h"

#include <glib/gstdio.h>

#include "bambu/link/bambu-mqtt-link.h"
#include "bambu/printer/bambu-printer-private.h"
#include "cloud-client.h"
#include "project-writer.h"
#include "test-wait.h"

/* Prints through the simulated cloud: its API, its bucket with real signatures, and a printer that
 * fetches the file. */

#define ACCOUNT "plain@example.com"
#define PATIENCE 0.1

typedef struct
{
  CloudClient *client;
  BambuCloud *cloud;
  BambuTrust *trust;
  BambuPrinter *printer;
  BambuProject *project;
  char *folder;
  char *path;
} Fixture;

static void
connect_cloud (Fixture *self)
{
  g_autofree char *access = cloud_client_sign_in (self->client, ACCOUNT);
  g_autoptr (BambuToken) token = bambu_token_new (access, NULL, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (BambuRegion) region =
      bambu_region_new (json_object_get_string_member (self->client->cloud, "origin"), NULL, NULL,
                        json_object_get_string_member (self->client->cloud, "ca_file"), &error);

  g_assert_no_error (error);
  self->cloud = bambu_cloud_new (region);
  bambu_cloud_set_token (self->cloud, token);
}

static void
connect_printer (Fixture *self)
{
  JsonObject *host = simulator_process_get_printer (self->client->simulator, 0);
  const char *serial = json_object_get_string_member (host, "serial");
  g_autofree char *address = simulator_process_dup_address (self->client->simulator, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnectable) place = g_network_address_parse (address, 8883, &error);
  g_autoptr (BambuLink) link = NULL;

  g_assert_no_error (error);
  self->trust = bambu_trust_new ();
  bambu_trust_add_authority (self->trust, json_object_get_string_member (host, "ca_file"), &error);
  g_assert_no_error (error);
  self->printer = bambu_printer_new (serial, NULL);
  bambu_printer_set_patience (self->printer, PATIENCE);
  link = bambu_mqtt_link_new_lan (self->trust,
                                  g_network_address_get_hostname (G_NETWORK_ADDRESS (place)),
                                  g_network_address_get_port (G_NETWORK_ADDRESS (place)), serial,
                                  json_object_get_string_member (host, "access_code"));
  bambu_printer_set_link (self->printer, link, BAMBU_CONNECTION_LAN);
  test_wait_until (bambu_printer_get_freshness (self->printer) == BAMBU_FRESHNESS_LIVE);
}

static void
set_up (Fixture *self)
{
  static const char *const options[] = { NULL };
  g_autoptr (DexFuture) opened = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("culm-print-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = project_fixture_write (PROJECT_ONE_PLATE, self->folder);
  opened = test_await (bambu_project_open (self->path));
  self->project = g_value_dup_object (dex_future_get_value (opened, &error));
  g_assert_no_error (error);

  self->client = cloud_client_new (options);
  connect_cloud (self);
  connect_printer (self);
}

static void
tear_down (Fixture *self)
{
  bambu_printer_set_link (self->printer, NULL, BAMBU_CONNECTION_NONE);
  bambu_mqtt_link_wait_for_all (10 * 1000);
  g_clear_object (&self->printer);
  g_clear_object (&self->trust);
  g_clear_object (&self->cloud);
  g_clear_object (&self->project);
  cloud_client_free (self->client);
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

static BambuPrintJob *
new_job (Fixture *self)
{
  BambuPrintJob *job = bambu_print_job_new (self->project, 1, self->printer, NULL);
  const BambuPlateValues *plate =
      bambu_plate_get_values (bambu_project_find_plate (self->project, 1));
  g_autoptr (GArray) slots = bambu_slots_list (self->printer);
  g_autoptr (GArray) matches = bambu_match_propose (plate->filaments, slots);
  g_autoptr (GArray) mapping = bambu_mapping_new (plate->filaments, 1, slots, matches);

  g_assert_nonnull (mapping);
  bambu_print_job_set_mapping (job, mapping);
  bambu_print_job_set_cloud (job, self->cloud);
  job->poll_msec = 50;

  return job;
}

static guint
count (Fixture *self, const char *event)
{
  return simulator_process_count_events (self->client->simulator, event);
}

static GError *
run (BambuPrintJob *job)
{
  g_autoptr (DexFuture) settled = test_await (bambu_print_job_run (job));
  GError *error = NULL;

  dex_future_get_value (settled, &error);
  g_test_message ("stage %d: %s", bambu_print_job_get_stage (job), error ? error->message : "done");

  return error;
}

/* All the way, where the service lets it; then the printer does something else. */
static void
test_print (Fixture *self)
{
  g_autoptr (BambuPrintJob) job = new_job (self);
  g_autoptr (BambuPrintJob) second = new_job (self);
  g_autoptr (GError) error = NULL;
  JsonObject *start;

  cloud_client_tell (self->client, "fault task-any-client");
  error = run (job);
  g_assert_no_error (error);
  g_assert_cmpuint (count (self, "task"), ==, 1);
  test_wait_until (count (self, "start") == 1);
  start = simulator_process_get_event (self->client->simulator, "start", 0);
  g_assert_cmpstr (json_object_get_string_member (start, "type"), ==, "cloud");
  g_assert_cmpint (g_ascii_strtoll (json_object_get_string_member (start, "task_id"), NULL, 10), ==,
                   job->id);

  error = run (second);
  g_assert_error (error, BAMBU_PRINT_ERROR, BAMBU_PRINT_ERROR_BLOCKED);
  g_assert_cmpuint (count (self, "task"), ==, 1);
}

/* As the vendor's service does today */
static void
test_refused (Fixture *self)
{
  static const char *const FAULTS[] = { NULL, "task-wordless" };

  for (guint i = 0; i < G_N_ELEMENTS (FAULTS); i++)
    {
      g_autoptr (BambuPrintJob) job = new_job (self);
      g_autoptr (GError) error = NULL;

      if (FAULTS[i])
        cloud_client_tell (self->client, "fault %s", FAULTS[i]);
      error = run (job);
      g_assert_error (error, BAMBU_PRINT_ERROR, BAMBU_PRINT_ERROR_SERVICE_REFUSED_APP);
      g_assert_cmpint (bambu_print_job_get_stage (job), ==, BAMBU_PRINT_STAGE_TASK);
      g_assert_true (bambu_print_job_offers_lan (job));
    }

  g_assert_cmpuint (count (self, "start"), ==, 0);
}

/* What fails at its stage, and what passes by trying again within it */
static void
test_stages (Fixture *self)
{
  static const struct
  {
    const char *fault;
    BambuPrintStage stage;
    guint n_tasks;
  } cases[] = {
    { "upload-fails", BAMBU_PRINT_STAGE_WAIT, 0 },
    { "upload-never-done", BAMBU_PRINT_STAGE_WAIT, 0 },
    { "edge-500 /v1/iot-service/api/user/project 9", BAMBU_PRINT_STAGE_PROJECT, 0 },
    { "edge-reset /v1/iot-service/api/user/project 9", BAMBU_PRINT_STAGE_PROJECT, 0 },
    { "edge-500 /users 9", BAMBU_PRINT_STAGE_CONFIG, 0 },
    { "edge-reset /v1/user-service/my/task 1", BAMBU_PRINT_STAGE_TASK, 0 },
    { "edge-401-dead /v1/user-service/my/task 9", BAMBU_PRINT_STAGE_TASK, 0 },
  };

  cloud_client_tell (self->client, "fault task-any-client");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BambuPrintJob) job = new_job (self);
      g_autoptr (GError) error = NULL;
      g_autofree char *name = g_strndup (cases[i].fault, strcspn (cases[i].fault, " "));

      job->poll_msec = 1;
      cloud_client_tell (self->client, "fault %s", cases[i].fault);
      error = run (job);
      g_assert_nonnull (error);
      g_assert_cmpint (bambu_print_job_get_stage (job), ==, cases[i].stage);
      g_assert_cmpuint (count (self, "task"), ==, cases[i].n_tasks);
      cloud_client_tell (self->client, "clear %s", name);
    }

  g_assert_cmpuint (count (self, "start"), ==, 0);
}

/* A task, and a printer that does not print it */
static void
test_printer (Fixture *self)
{
  static const struct
  {
    const char *fault;
    BambuPrinterError code;
  } cases[] = {
    { "task-lost", BAMBU_PRINTER_ERROR_NOT_CONFIRMED },
    { "authorization-hms", BAMBU_PRINTER_ERROR_VIEW_ONLY },
  };

  cloud_client_tell (self->client, "fault task-any-client");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BambuPrintJob) job = new_job (self);
      g_autoptr (GError) error = NULL;

      cloud_client_tell (self->client, "fault %s", cases[i].fault);
      error = run (job);
      g_assert_error (error, BAMBU_PRINTER_ERROR, (int) cases[i].code);
      g_assert_cmpint (bambu_print_job_get_stage (job), ==, BAMBU_PRINT_STAGE_PRINTER);
      g_assert_cmpuint (count (self, "task"), ==, i + 1);
      g_assert_false (bambu_print_job_offers_lan (job));
      cloud_client_tell (self->client, "clear %s", cases[i].fault);
    }
}

typedef void (*Test) (Fixture *self);

static void
run_test (gconstpointer test)
{
  Fixture fixture = { 0 };

  set_up (&fixture);
  ((Test) test) (&fixture);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_data_func ("/print-through-cloud/print", test_print, run_test);
  g_test_add_data_func ("/print-through-cloud/refused", test_refused, run_test);
  g_test_add_data_func ("/print-through-cloud/stages", test_stages, run_test);
  g_test_add_data_func ("/print-through-cloud/printer", test_printer, run_test);

  return g_test_run ();
}
