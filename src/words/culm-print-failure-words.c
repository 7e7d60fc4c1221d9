/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-print-failure-words.h"

#include <account/bambu-cloud-error.h>
#include <glib/gi18n.h>
#include <printer/bambu-printer-error.h>

#include "culm-command-words.h"
#include "culm-format.h"
#include "culm-print-words.h"
#include "culm-project-words.h"
#include "culm-storage-words.h"

static char *
describe_blocked (const GError *error)
{
  const BambuPrintCheck check = { .kind = bambu_print_error_get_check (error),
                                  .verdict = BAMBU_PRINT_VERDICT_BLOCKED };

  switch (check.kind)
    {
    case BAMBU_PRINT_CHECK_MODEL:
      return g_strdup (_ ("The file is for another model."));
    case BAMBU_PRINT_CHECK_NOZZLE:
      return g_strdup (_ ("The file is for another nozzle."));
    case BAMBU_PRINT_CHECK_FILAMENTS:
      return g_strdup (_ ("A filament has no slot any more."));
    case BAMBU_PRINT_CHECK_SLICED:
    case BAMBU_PRINT_CHECK_SIZE:
    case BAMBU_PRINT_CHECK_REACHED:
    case BAMBU_PRINT_CHECK_STATE:
    case BAMBU_PRINT_CHECK_PLATE_CLEAR:
    case BAMBU_PRINT_CHECK_PLATE_TYPE:
    case BAMBU_PRINT_CHECK_STORAGE:
    case BAMBU_PRINT_CHECK_DOOR:
    case BAMBU_PRINT_CHECK_MESSAGES:
    case BAMBU_PRINT_CHECK_RIGHTS:
    default:
      return culm_print_words_describe_check (&check, 0);
    }
}

static char *
describe_print_error (const GError *error, const char *name, BambuPrintJob *job)
{
  switch ((BambuPrintError) error->code)
    {
    case BAMBU_PRINT_ERROR_BLOCKED:
      return describe_blocked (error);
    case BAMBU_PRINT_ERROR_CHANGED:
      return g_strdup (_ ("Another spool is in a slot now than when the slots were chosen. Nothing "
                          "was printed."));
    case BAMBU_PRINT_ERROR_UNDER_WAY:
      /* Translators: a printer's name */
      return g_strdup_printf (_ ("Another print is on its way to %s."), name);
    case BAMBU_PRINT_ERROR_SERVICE_REFUSED_APP:
      return g_strdup (_ ("Bambu Lab’s cloud starts prints only for Bambu Lab’s own apps. The file "
                          "is in your account, where their app finds it."));
    case BAMBU_PRINT_ERROR_SERVICE_FAILED:
    default:
      if (job != NULL && bambu_print_job_get_stage (job) == BAMBU_PRINT_STAGE_PRINTER)
        return g_strdup (_ ("Bambu Lab’s cloud says that the print has failed."));
      return g_strdup (_ ("Bambu Lab’s cloud could not make anything of the file."));
    }
}

/* −1: it is not the upload that failed, or that had not begun. */
static int
get_percent (BambuPrintJob *job)
{
  BambuTransfer *transfer = job != NULL ? bambu_print_job_get_transfer (job) : NULL;
  gint64 total = transfer != NULL ? bambu_transfer_get_bytes_total (transfer) : 0;

  return total > 0 && bambu_print_job_get_step (job) == BAMBU_PRINT_STEP_UPLOAD
             ? (int) (bambu_transfer_get_bytes_done (transfer) * 100 / total)
             : -1;
}

static char *
describe_stopped (BambuPrintJob *job)
{
  int percent = get_percent (job);
  g_autofree char *done = percent >= 0 ? culm_format_percent (percent) : NULL;

  if (done == NULL)
    return g_strdup (_ ("The upload stopped because the connection was lost."));

  /* Translators: a figure: "62 %" */
  return g_strdup_printf (_ ("The upload stopped at %s because the connection was lost."), done);
}

/* To the addresses that the service gave. */
static char *
describe_put (const GError *error, BambuPrintJob *job)
{
  switch (error->code)
    {
    case BAMBU_CLOUD_ERROR_EXPIRED_LINK:
      return g_strdup (_ ("Bambu Lab’s cloud gave an address for the upload that is no longer "
                          "valid."));
    case BAMBU_CLOUD_ERROR_REFUSED:
      return g_strdup (_ ("Bambu Lab’s cloud did not accept the upload to the address that it "
                          "gave."));
    case BAMBU_CLOUD_ERROR_SERVER:
    case BAMBU_CLOUD_ERROR_TIMED_OUT:
      return describe_stopped (job);
    default:
      return NULL;
    }
}

/* What is special about the place where it failed; %NULL: nothing. */
static char *
describe_stage (const GError *error, BambuPrintJob *job)
{
  switch (bambu_print_job_get_stage (job))
    {
    case BAMBU_PRINT_STAGE_CONFIG:
    case BAMBU_PRINT_STAGE_FILE:
      return describe_put (error, job);
    case BAMBU_PRINT_STAGE_WAIT:
      return error->code == BAMBU_CLOUD_ERROR_TIMED_OUT
                 ? g_strdup (_ ("The file was uploaded, but Bambu Lab’s cloud has not finished "
                                "reading it."))
                 : NULL;
    case BAMBU_PRINT_STAGE_TASK:
      return bambu_print_job_is_outcome_unknown (job)
                 ? g_strdup (_ ("Bambu Lab’s cloud has not said whether the print will start. Look "
                                "at the printer before you try again."))
                 : NULL;
    case BAMBU_PRINT_STAGE_NONE:
    case BAMBU_PRINT_STAGE_PROJECT:
    case BAMBU_PRINT_STAGE_NOTIFY:
    case BAMBU_PRINT_STAGE_ADDRESS:
    case BAMBU_PRINT_STAGE_PATCH:
    case BAMBU_PRINT_STAGE_PRINTER:
    default:
      return NULL;
    }
}

static char *
describe_cloud_error (const GError *error, BambuPrintJob *job)
{
  const char *text = bambu_cloud_error_get_text (error);
  char *special = job != NULL ? describe_stage (error, job) : NULL;

  if (special != NULL)
    return special;
  if (error->code == BAMBU_CLOUD_ERROR_SIGN_IN)
    return g_strdup (_ ("Your Bambu Lab sign-in has ended."));
  if (error->code == BAMBU_CLOUD_ERROR_OTHER_APPS)
    return g_strdup (_ ("Bambu Lab’s cloud takes prints only from Bambu Lab’s own apps."));
  if (error->code == BAMBU_CLOUD_ERROR_OFFLINE)
    return g_strdup (_ ("This computer is offline."));
  if (error->code == BAMBU_CLOUD_ERROR_TOO_MANY_TRIES)
    return g_strdup (_ ("Bambu Lab’s cloud wants to be asked less often. Wait some minutes before "
                        "you try again."));
  if (text != NULL && error->code != BAMBU_CLOUD_ERROR_SERVER)
    /* Translators: the service's own words */
    return g_strdup_printf (_ ("Bambu Lab’s cloud does not take the print: %s"), text);

  return g_strdup (_ ("Bambu Lab’s cloud does not answer as it should. Printers on your network "
                      "still work."));
}

/* What is on the printer can be started there, whatever it does not take from others. */
static char *
describe_printer_error (const GError *error, BambuPrinter *printer, BambuPrintJob *job)
{
  const char *name = bambu_printer_get_name (printer);

  if (job == NULL)
    return culm_command_words_failure (error, printer);

  if (error->code == BAMBU_PRINTER_ERROR_VIEW_ONLY
      && bambu_print_job_get_way (job) == BAMBU_PRINT_WAY_CLOUD)
    /* Translators: a printer's name */
    return g_strdup_printf (
        _ ("%s accepts commands only from Bambu Lab’s apps. The file is in your "
           "account, where their app finds it."),
        name);
  if (error->code == BAMBU_PRINTER_ERROR_VIEW_ONLY && bambu_print_job_get_stored_path (job) != NULL)
    /* Translators: a printer's name */
    return g_strdup_printf (_ ("%s accepts commands only from Bambu Lab’s apps. The file is on the "
                               "printer: start it there."),
                            name);
  if (error->code == BAMBU_PRINTER_ERROR_NOT_CONFIRMED)
    /* Translators: a printer's name */
    return g_strdup_printf (_ ("%s has not shown the print. It may begin yet: look at the printer "
                               "before you try again."),
                            name);

  return culm_command_words_failure (error, printer);
}

char *
culm_print_failure_words (const GError *error, BambuPrinter *printer, BambuPrintJob *job)
{
  g_return_val_if_fail (error != NULL, NULL);
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (job == NULL || BAMBU_IS_PRINT_JOB (job), NULL);

  if (error->domain == BAMBU_PRINT_ERROR)
    return describe_print_error (error, bambu_printer_get_name (printer), job);
  if (error->domain == BAMBU_STORAGE_ERROR)
    return error->code == BAMBU_STORAGE_ERROR_UNREACHABLE && get_percent (job) >= 0
               ? describe_stopped (job)
               : culm_storage_words_failure (error, CULM_STORAGE_ACTION_UPLOAD,
                                             bambu_printer_get_name (printer));
  if (error->domain == BAMBU_PRINTER_ERROR)
    return describe_printer_error (error, printer, job);
  if (error->domain == BAMBU_CLOUD_ERROR)
    return describe_cloud_error (error, job);

  return g_strdup (culm_project_words_get_error (error));
}
