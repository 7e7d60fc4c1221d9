/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <unistd.h>
#include <words/culm-print-failure-words.h>
#include <words/culm-print-words.h>
#include <words/culm-project-words.h>
#include <words/culm-storage-words.h>
#include <words/culm-json.h>

#include "account/bambu-account.h"
#include "ctl-cloud.h"
#include "ctl-command.h"
#include "ctl-failure.h"
#include "ctl-files.h"
#include "ctl-output.h"
#include "ctl-print-options.h"
#include "ctl-print-plan.h"
#include "ctl-printer.h"

/* A print that is under way; who stops the command stops it as far as that goes. */
typedef struct
{
  CtlOptions *options;
  BambuAccountPrinters *opened;
  BambuAccount *account;
  BambuPrintJob *job;
} Print;

static void
print_clear (Print *self)
{
  if (self->job)
    bambu_print_job_cancel (self->job);
  g_clear_object (&self->job);
  g_clear_object (&self->opened);
  g_clear_object (&self->account);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Print, print_clear)

static void
say_failure (Print *self, BambuPrinter *printer, const GError *error)
{
  g_autofree char *text = NULL;
  g_autofree char *printable = NULL;

  if (error->domain == G_OPTION_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      ctl_output_error ("%s", error->message);
      return;
    }

  text = error->domain == BAMBU_LINK_ERROR ? ctl_failure_of_printer (printer, error)
                                           : culm_print_failure_words (error, printer, self->job);
  printable = ctl_output_make_printable (text, TRUE);
  ctl_output_error ("%s (%s)", printable, error->message);
  if (self->job && bambu_print_job_get_stored_path (self->job))
    /* Translators: a path */
    ctl_output_error (_ ("The file is on the printer: %s"),
                      bambu_print_job_get_stored_path (self->job));
  if (self->job && bambu_print_job_offers_lan (self->job))
    ctl_output_error ("%s", _ ("The printer is on this network: without --cloud it may print."));
}

static void
print_json (Print *self, BambuPrinter *printer, const char *file, int plate, const GError *error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *line = NULL;

  culm_json_add_string (object, "command", self->options->command);
  culm_json_add_string (object, "printer", bambu_printer_get_serial (printer));
  culm_json_add_string (object, "file", file);
  culm_json_add_integer (object, "plate", plate, plate > 0);
  culm_json_add_string (object, "path",
                        self->job ? bambu_print_job_get_stored_path (self->job) : NULL);
  culm_json_add_nick (object, "step", BAMBU_TYPE_PRINT_STEP,
                      self->job ? (int) bambu_print_job_get_step (self->job)
                                : BAMBU_PRINT_STEP_READY);
  culm_json_add_nick (object, "stage", BAMBU_TYPE_PRINT_STAGE,
                      self->job ? (int) bambu_print_job_get_stage (self->job)
                                : BAMBU_PRINT_STAGE_NONE);
  culm_json_add_string (object, "result", ctl_exit_get_result (error));
  culm_json_add_string (object, "reason", error ? error->message : NULL);
  line = culm_json_dup_line (node);
  ctl_output_line (line);
}

/* What the first look at the printer said stands there already. */
static gboolean
is_said (Print *self, const GError *error)
{
  return g_error_matches (error, BAMBU_PRINT_ERROR, BAMBU_PRINT_ERROR_BLOCKED)
         && bambu_print_job_get_step (self->job) == BAMBU_PRINT_STEP_READY;
}

static char *
describe_success (Print *self, BambuPrinter *printer, const char *file)
{
  const char *name = bambu_printer_get_name (printer);
  const char *path = bambu_print_job_get_stored_path (self->job);

  if (!self->options->only_upload)
    /* Translators: a printer's name, and the name of a print */
    return g_strdup_printf (_ ("%s prints %s."), name, bambu_print_job_get_title (self->job));

  if (self->options->through_cloud)
    /* Translators: a file */
    return g_strdup_printf (_ ("Your account has the file %s."), file);

  /* Translators: a printer's name, and a path on it */
  return g_strdup_printf (_ ("%s has the file %s."), name, path ? path : file);
}

/* How it ended, to a user and to a script. */
static DexFuture *
conclude (Print *self, BambuPrinter *printer, const char *file, int plate, const GError *error)
{
  BambuStorage *storage = self->job ? bambu_print_job_get_storage (self->job) : NULL;

  if (storage && bambu_storage_is_in_the_clear (storage))
    {
      g_autofree char *warning = culm_storage_words_in_the_clear (bambu_printer_get_name (printer));

      ctl_output_error ("%s", warning);
    }
  if (error && !is_said (self, error))
    say_failure (self, printer, error);

  if (self->options->json)
    {
      print_json (self, printer, file, plate, error);
    }
  else if (!error)
    {
      g_autofree char *text = describe_success (self, printer, file);

      ctl_output_line (text);
    }

  if (self->job && bambu_print_job_is_outcome_unknown (self->job))
    return dex_future_new_for_int (CTL_EXIT_NOT_CONFIRMED);

  return dex_future_new_for_int (error ? ctl_exit_from_error (error) : CTL_EXIT_OK);
}

/* The JSON that stands in @text, in the form that the options ask for. */
static void
print_order (const CtlOptions *options, const char *text)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *line = NULL;

  if (!options->json)
    {
      ctl_output_line (text);
      return;
    }

  node = json_from_string (text, NULL);
  line = culm_json_dup_line (node);
  ctl_output_line (line);
}

static void
on_step (BambuPrintJob *job, GParamSpec *pspec, gpointer user_data)
{
  BambuPrintStep step = bambu_print_job_get_step (job);

  if (step != BAMBU_PRINT_STEP_DONE)
    g_printerr ("\r\033[K%s…", culm_print_words_get_step (step));
}

static gboolean
await_job (Print *self, const char *name, GError **error)
{
  if (isatty (STDERR_FILENO))
    g_signal_connect (self->job, "notify::step", G_CALLBACK (on_step), NULL);

  return ctl_files_await_moved (bambu_print_job_run (self->job),
                                bambu_print_job_get_transfer (self->job), name, error);
}

static gboolean
await_consent (Print *self, BambuPrinter *printer, GError **error)
{
  g_autofree char *question = NULL;

  if (self->options->only_upload)
    return TRUE;

  /* Translators: a printer's name, and the name of a print */
  question =
      g_strdup_printf (_ ("%s will heat and move to print %s. Is its plate clear?"),
                       bambu_printer_get_name (printer), bambu_print_job_get_title (self->job));

  return ctl_files_await_consent (self->options, question, error);
}

/* What is needed of the account, if it is the way. */
static gboolean
await_way (Print *self, GError **error)
{
  if (!self->options->through_cloud)
    return TRUE;

  if (!self->options->dry_run)
    {
      self->account = ctl_cloud_await_account (self->options, error);
      if (!self->account)
        return FALSE;
    }

  return TRUE;
}

/* Returns: whether each filament has a slot */
static gboolean
set_up_job (Print *self, CtlPrintPlan *plan, const BambuPrintOptions *chosen)
{
  BambuFleet *fleet = bambu_account_printers_get_fleet (self->opened);
  g_autoptr (GArray) mapping = ctl_print_plan_map (plan);

  self->job = bambu_print_job_new (plan->project, bambu_plate_get_values (plan->plate)->index,
                                   plan->printer, bambu_fleet_get_storage (fleet, plan->printer));
  if (mapping)
    bambu_print_job_set_mapping (self->job, mapping);
  bambu_print_job_set_options (self->job, chosen);
  bambu_print_job_set_only_upload (self->job, self->options->only_upload);
  if (self->options->through_cloud)
    bambu_print_job_set_cloud (self->job,
                               self->account ? bambu_account_get_cloud (self->account) : NULL);

  return mapping != NULL;
}

static DexFuture *
print_fiber (gpointer user_data)
{
  CtlOptions *options = user_data;
  g_auto (Print) self = { .options = options };
  g_auto (CtlPrintPlan) plan = { 0 };
  g_auto (GStrv) words = ctl_files_take_words (options, FALSE);
  g_autofree char *name = NULL;
  g_autofree char *order = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) failure = NULL;
  BambuPrintOptions chosen;
  BambuPrintWay way = options->through_cloud ? BAMBU_PRINT_WAY_CLOUD : BAMBU_PRINT_WAY_LAN;
  gboolean is_reached;
  gboolean is_mapped;
  int index;

  if (!words[0])
    return dex_future_new_reject (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s",
                                  _ ("Which file? Give its name."));

  plan.project = dex_await_object (bambu_project_open (words[0]), &error);
  if (!plan.project)
    {
      ctl_output_error ("%s: %s (%s)", words[0], culm_project_words_get_error (error),
                        error->message);
      return dex_future_new_for_int (CTL_EXIT_USAGE);
    }

  plan.plate = ctl_print_plan_find_plate (plan.project, options, &error);
  if (!plan.plate)
    return dex_future_new_for_error (g_steal_pointer (&error));

  index = bambu_plate_get_values (plan.plate)->index;
  name = g_path_get_basename (words[0]);
  is_reached = ctl_printer_await (options, &self.opened, &plan.printer, &error);
  if (!plan.printer)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* What would be sent can be told of a printer that is off, too. */
  if (!is_reached && !(options->dry_run && bambu_printer_has_report (plan.printer)))
    return conclude (&self, plan.printer, words[0], index, error);
  g_clear_error (&error);

  if (!ctl_print_options_read (options, plan.printer, &chosen, &error)
      || !ctl_print_plan_match (&plan, options, &error) || !await_way (&self, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  is_mapped = set_up_job (&self, &plan, &chosen);
  if (!options->only_upload)
    ctl_print_plan_say_filaments (&plan);
  error = ctl_print_plan_say_checks (&plan, way, options->only_upload);

  if (options->dry_run)
    {
      if (!is_mapped)
        return dex_future_new_for_int (CTL_EXIT_NOT_NOW);
      order = dex_await_string (bambu_print_job_describe (self.job), &failure);
      if (!order)
        return conclude (&self, plan.printer, words[0], index, failure);
      print_order (options, order);
      return dex_future_new_for_int (CTL_EXIT_OK);
    }

  if (!error && await_consent (&self, plan.printer, &error))
    await_job (&self, name, &error);

  return conclude (&self, plan.printer, words[0], index, error);
}

DexFuture *
ctl_command_print (CtlOptions *options)
{
  return dex_scheduler_spawn (NULL, 0, print_fiber, options, NULL);
}
