/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/print/bambu-print-job.h"

#include <glib/gstdio.h>
#include <string.h>

#include "bambu/link/bambu-mqtt-link.h"
#include "bambu/printer/bambu-printer-private.h"
#include "files-fixture.h"
#include "test-wait.h"

/* A print on its way to a simulated printer, which is cut off at each step: the printer is told to
 * begin once or not at all, and never with half a file. */

#define SAMPLE "Boat.gcode.3mf"
#define NAME "Cut boat.gcode.3mf"
#define STORED "Cut_boat.gcode.3mf"
#define PATIENCE 0.2    /* of 30 s */
#define IMPATIENCE 0.02 /* where nothing can come any more */

typedef struct
{
  FilesFixture files;
  BambuProject *project;
  char *path;
  guint n_starts; /* before the test */
} Fixture;

/* One simulator for as many tests as leave nothing behind in it; NULL: none */
static Fixture *shared;

static void
connect_printer (Fixture *self)
{
  g_autofree char *address = simulator_process_dup_address (self->files.simulator, 0);
  g_autoptr (GSocketConnectable) place = g_network_address_parse (address, 8883, NULL);
  g_autoptr (BambuLink) link = bambu_mqtt_link_new_lan (
      self->files.trust, g_network_address_get_hostname (G_NETWORK_ADDRESS (place)),
      g_network_address_get_port (G_NETWORK_ADDRESS (place)), self->files.serial,
      json_object_get_string_member (self->files.host, "access_code"));

  bambu_printer_set_link (self->files.printer, link, BAMBU_CONNECTION_LAN);
}

static gpointer
await_object (DexFuture *future)
{
  g_autoptr (DexFuture) settled = test_await (future);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (settled, &error);

  g_assert_no_error (error);

  return g_value_dup_object (value);
}

static void
set_up (Fixture *self)
{
  g_autofree char *sample = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GListModel) present = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  files_fixture_set_up (&self->files, "P1S");

  /* The card is filled when somebody looks at it. */
  present = await_object (bambu_storage_list (self->files.storage, "/"));
  sample = g_build_filename (self->files.folder, SAMPLE, NULL);
  self->path = g_build_filename (self->files.here, NAME, NULL);
  g_file_get_contents (sample, &contents, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (self->path, contents, (gssize) length, &error);
  g_assert_no_error (error);

  self->project = await_object (bambu_project_open (self->path));
  bambu_printer_set_patience (self->files.printer, PATIENCE);
  connect_printer (self);
  test_wait_until (bambu_printer_get_freshness (self->files.printer) == BAMBU_FRESHNESS_LIVE);
}

static void
tear_down (void)
{
  Fixture *self = g_steal_pointer (&shared);

  if (self == NULL)
    return;

  bambu_printer_set_link (self->files.printer, NULL, BAMBU_CONNECTION_NONE);
  bambu_mqtt_link_wait_for_all (10 * 1000);
  g_clear_object (&self->project);
  g_free (self->path);
  files_fixture_tear_down (&self->files);
  g_free (self);
}

static guint
count_all_starts (Fixture *self)
{
  return simulator_process_count_events (self->files.simulator, "start")
         + simulator_process_count_events (self->files.simulator, "start-failed");
}

static guint
count_starts (Fixture *self)
{
  return count_all_starts (self) - self->n_starts;
}

/* A printer at rest, that has not got the file */
static Fixture *
begin (void)
{
  g_autofree char *stored = NULL;

  if (shared == NULL)
    {
      shared = g_new0 (Fixture, 1);
      set_up (shared);
    }

  stored = g_build_filename (shared->files.folder, STORED, NULL);
  g_unlink (stored);
  bambu_printer_set_patience (shared->files.printer, PATIENCE);
  shared->n_starts = count_all_starts (shared);

  return shared;
}

static gboolean
is_at_rest (BambuPrinter *printer)
{
  BambuState state = bambu_printer_get_state (printer);

  return state == BAMBU_STATE_IDLE || state == BAMBU_STATE_FAILED;
}

static void
end (Fixture *self)
{
  g_autofree char *stop = g_strdup_printf (
      "request %s {\"print\":{\"command\":\"stop\",\"sequence_id\":\"1\",\"param\":\"\"}}",
      self->files.serial);

  if (count_starts (self) > 0)
    simulator_process_tell (self->files.simulator, stop);
  test_wait_until (bambu_printer_get_freshness (self->files.printer) == BAMBU_FRESHNESS_LIVE
                   && is_at_rest (self->files.printer));
}

static BambuPrintJob *
new_job (Fixture *self)
{
  BambuPrintJob *job =
      bambu_print_job_new (self->project, 1, self->files.printer, self->files.storage);
  const BambuPlateValues *plate =
      bambu_plate_get_values (bambu_project_find_plate (self->project, 1));
  g_autoptr (GArray) slots = bambu_slots_list (self->files.printer);
  g_autoptr (GArray) matches = bambu_match_propose (plate->filaments, slots);
  g_autoptr (GArray) mapping = bambu_mapping_new (
      plate->filaments,
      g_list_model_get_n_items (bambu_project_get_values (self->project)->filaments), slots,
      matches);

  g_assert_nonnull (mapping);
  bambu_print_job_set_mapping (job, mapping);

  return job;
}

/* The job has ended by now, as @error says. */
static void
assert_once (Fixture *self, BambuPrintJob *job, const GError *error)
{
  g_test_message ("step %d: %s", bambu_print_job_get_step (job), error ? error->message : "done");

  if (error == NULL)
    {
      test_wait_until (count_starts (self) == 1);
      g_assert_true (files_fixture_is_stored (&self->files, STORED, self->path));
    }
  g_assert_cmpuint (count_starts (self), <=, 1);
  if (bambu_print_job_get_step (job) < BAMBU_PRINT_STEP_START)
    {
      g_assert_cmpuint (count_starts (self), ==, 0);
      g_assert_null (bambu_print_job_get_stored_path (job));
    }
}

static GError *
await_end (DexFuture *future)
{
  g_autoptr (DexFuture) settled = test_await (future);
  GError *error = NULL;

  dex_future_get_value (settled, &error);

  return error;
}

/* files_fixture_tell() is for faults of the files, which end what is connected to them. */
static void
tell_fault (Fixture *self, const char *command, const char *fault)
{
  g_autofree char *line = g_strdup_printf ("%s %s %s", command, fault, self->files.serial);
  guint n_lists = simulator_process_count_events (self->files.simulator, "faults");

  simulator_process_tell (self->files.simulator, line);
  simulator_process_tell (self->files.simulator, "fault list");
  test_wait_until (simulator_process_count_events (self->files.simulator, "faults") > n_lists);
}

typedef struct
{
  const char *name;
  gboolean is_silent; /* nothing is ever heard of it */
  gboolean stays;     /* it leaves something behind */
} Fault;

static void
test_fault (gconstpointer data)
{
  const Fault *fault = data;
  Fixture *self = begin ();
  g_autofree char *name = g_strndup (fault->name, strcspn (fault->name, "="));
  gboolean is_of_files = g_str_has_prefix (name, "ftps-");

  {
    g_autoptr (BambuPrintJob) job = new_job (self);
    g_autoptr (GError) error = NULL;

    if (fault->is_silent)
      bambu_printer_set_patience (self->files.printer, IMPATIENCE);
    if (is_of_files)
      files_fixture_tell (&self->files, "fault", fault->name);
    else
      tell_fault (self, "fault", fault->name);
    error = await_end (bambu_print_job_run (job));
    assert_once (self, job, error);
  }

  if (fault->stays)
    {
      tear_down ();
      return;
    }
  if (is_of_files)
    files_fixture_tell (&self->files, "clear", name);
  else
    tell_fault (self, "clear", name);
  end (self);
}

typedef struct
{
  Fixture *fixture;
  BambuPrintStep step;
  gboolean is_cut;
} Cut;

static void
on_step (BambuPrintJob *job, GParamSpec *pspec, Cut *cut)
{
  if (bambu_print_job_get_step (job) != cut->step)
    return;

  cut->is_cut = TRUE;
  bambu_printer_set_link (cut->fixture->files.printer, NULL, BAMBU_CONNECTION_NONE);
}

/* The connection for orders and reports breaks when the job comes to a step, and is there again
 * later. */
static void
test_cut (gconstpointer data)
{
  Fixture *self = begin ();
  Cut cut = { .fixture = self, .step = GPOINTER_TO_INT (data) };

  {
    g_autoptr (BambuPrintJob) job = new_job (self);
    g_autoptr (BambuPrintJob) again = NULL;
    g_autoptr (GError) error = NULL;
    DexFuture *future;

    g_signal_connect (job, "notify::step", G_CALLBACK (on_step), &cut);
    future = bambu_print_job_run (job);
    test_wait_until (cut.is_cut);
    g_signal_handlers_disconnect_by_data (job, &cut);
    connect_printer (self);
    error = await_end (future);
    assert_once (self, job, error);

    /* Once more, as the user wants it; also then the printer begins once. */
    test_wait_until (bambu_printer_get_freshness (self->files.printer) == BAMBU_FRESHNESS_LIVE);
    if (error != NULL)
      {
        again = bambu_print_job_dup_again (job);
        g_clear_error (&error);
        error = await_end (bambu_print_job_run (again));
        g_assert_no_error (error);
      }
    test_wait_until (count_starts (self) >= 1);
    g_assert_cmpuint (count_starts (self), ==, 1);
  }
  end (self);
}

int
main (int argc, char **argv)
{
  static const Fault FAULTS[] = {
    { "ftps-reset" },
    { "ftps-cut=1000" },
    { "ftps-never" },
    { "ftps-half-closed" },
    { "ftps-426-short=1000" },
    { "commands-dropped", .is_silent = TRUE },
    { "no-effect", .is_silent = TRUE },
    { "storage-error-follows", .stays = TRUE },
    { "authorization-hms", .stays = TRUE },
  };
  static const struct
  {
    const char *name;
    BambuPrintStep step;
  } CUTS[] = {
    { "check", BAMBU_PRINT_STEP_CHECK },
    { "upload", BAMBU_PRINT_STEP_UPLOAD },
    { "start", BAMBU_PRINT_STEP_START },
    { "confirm", BAMBU_PRINT_STEP_CONFIRM },
  };

  int status;

  g_test_init (&argc, &argv, NULL);
  dex_init ();

  for (guint i = 0; i < G_N_ELEMENTS (CUTS); i++)
    {
      g_autofree char *name = g_strconcat ("/print-cut/at-", CUTS[i].name, NULL);

      g_test_add_data_func (name, GINT_TO_POINTER (CUTS[i].step), test_cut);
    }
  for (guint i = 0; i < G_N_ELEMENTS (FAULTS); i++)
    {
      g_autofree char *name = g_strconcat ("/print-cut/", FAULTS[i].name, NULL);

      g_test_add_data_func (name, &FAULTS[i], test_fault);
    }

  status = g_test_run ();
  tear_down ();

  return status;
}
