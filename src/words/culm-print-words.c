/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-print-words.h"

#include <account/bambu-cloud-error.h>
#include <glib/gi18n.h>
#include <printer/bambu-printer-error.h>

#include "culm-command-words.h"
#include "culm-format.h"
#include "culm-project-words.h"
#include "culm-storage-words.h"

const char *
culm_print_words_get_check (BambuPrintCheckKind kind)
{
  switch (kind)
    {
    case BAMBU_PRINT_CHECK_SLICED:
      /* Translators: something that is looked at before a print, as all that follow */
      return _ ("File");
    case BAMBU_PRINT_CHECK_SIZE:
      return _ ("Size");
    case BAMBU_PRINT_CHECK_REACHED:
      return _ ("Connection");
    case BAMBU_PRINT_CHECK_STATE:
      return _ ("Printer");
    case BAMBU_PRINT_CHECK_PLATE_CLEAR:
      return _ ("Plate is clear");
    case BAMBU_PRINT_CHECK_MODEL:
      return _ ("Printer model");
    case BAMBU_PRINT_CHECK_NOZZLE:
      return _ ("Nozzle");
    case BAMBU_PRINT_CHECK_PLATE_TYPE:
      return _ ("Plate type");
    case BAMBU_PRINT_CHECK_FILAMENTS:
      return _ ("Filaments");
    case BAMBU_PRINT_CHECK_STORAGE:
      return _ ("Storage");
    case BAMBU_PRINT_CHECK_DOOR:
      return _ ("Door");
    case BAMBU_PRINT_CHECK_MESSAGES:
      return _ ("Messages");
    case BAMBU_PRINT_CHECK_RIGHTS:
    default:
      return _ ("Commands");
    }
}

static char *
describe_state (const BambuPrintCheck *check, gint64 now)
{
  g_autofree char *until = NULL;

  if (check->until <= 0)
    return g_strdup (_ ("The printer is busy."));

  until = culm_format_clock (check->until, now);

  /* Translators: a time: "16:40", "Tue 16:40" */
  return g_strdup_printf (_ ("The printer is busy until %s."), until);
}

static char *
describe_model (const BambuPrintCheck *check)
{
  if (check->expected == NULL)
    return g_strdup (_ ("The file does not say for which model it is."));

  /* Translators: two models of printers */
  return g_strdup_printf (_ ("The file is for %s, and this is %s."), check->expected,
                          check->actual != NULL ? check->actual : _ ("another one"));
}

static char *
describe_nozzle (const BambuPrintCheck *check)
{
  if (check->expected == NULL)
    return g_strdup (_ ("The file does not say for which nozzle it is."));
  if (check->actual == NULL)
    /* Translators: a diameter: "0.4" */
    return g_strdup_printf (_ ("The file is for %s mm. Make sure that the printer has it."),
                            check->expected);

  /* Translators: two diameters: "0.4" */
  return g_strdup_printf (_ ("The file is for %s mm, and the printer has %s mm."), check->expected,
                          check->actual);
}

static char *
describe_plate_type (const BambuPrintCheck *check)
{
  g_autoptr (GEnumClass) types = g_type_class_ref (BAMBU_TYPE_BED_TYPE);
  GEnumValue *type = g_enum_get_value_by_nick (types, check->expected);
  const char *name = type != NULL ? culm_project_words_get_bed (type->value) : NULL;

  /* Translators: a kind of plate: "Textured PEI Plate" */
  return g_strdup_printf (_ ("%s: make sure that it lies in the printer."),
                          name != NULL ? name : check->expected);
}

static char *
describe_filaments (const BambuPrintCheck *check)
{
  if (check->verdict == BAMBU_PRINT_VERDICT_BLOCKED)
    return g_strdup_printf (
        ngettext ("%u filament has no slot.", "%u filaments have no slot.", check->count),
        check->count);

  return g_strdup_printf (ngettext ("Look at what is said of %u filament.",
                                    "Look at what is said of %u filaments.", check->count),
                          check->count);
}

static char *
describe_storage (const BambuPrintCheck *check)
{
  switch (check->verdict)
    {
    case BAMBU_PRINT_VERDICT_WARNING:
      return g_strdup (_ ("The printer finds fault with its storage."));
    case BAMBU_PRINT_VERDICT_UNKNOWN:
      return g_strdup (_ ("The printer does not say what it has."));
    case BAMBU_PRINT_VERDICT_OK:
    case BAMBU_PRINT_VERDICT_BLOCKED:
    case BAMBU_PRINT_VERDICT_BLOCKED_UPLOAD:
    default:
      return g_strdup (_ ("There is no storage in the printer, or it is write-protected."));
    }
}

static char *
describe_messages (const BambuPrintCheck *check)
{
  if (check->verdict == BAMBU_PRINT_VERDICT_BLOCKED)
    return g_strdup (_ ("The printer reports a fault that waits for an answer."));

  return g_strdup_printf (
      ngettext ("The printer has %u message.", "The printer has %u messages.", check->count),
      check->count);
}

static char *
describe_rights (const BambuPrintCheck *check)
{
  if (check->verdict == BAMBU_PRINT_VERDICT_UNKNOWN)
    return g_strdup (_ ("Shows with the first command."));

  return g_strdup (_ ("This printer accepts commands only from Bambu Lab’s apps."));
}

char *
culm_print_words_describe_check (const BambuPrintCheck *check, gint64 now)
{
  g_return_val_if_fail (check != NULL, NULL);

  if (check->verdict == BAMBU_PRINT_VERDICT_OK)
    return g_strdup ("");

  switch (check->kind)
    {
    case BAMBU_PRINT_CHECK_SLICED:
      return g_strdup (_ ("There is nothing in the file that this printer can print."));
    case BAMBU_PRINT_CHECK_SIZE:
      return g_strdup (_ ("No printer takes files of more than 1 GB."));
    case BAMBU_PRINT_CHECK_REACHED:
      return g_strdup (_ ("The printer is not connected."));
    case BAMBU_PRINT_CHECK_STATE:
      return describe_state (check, now);
    case BAMBU_PRINT_CHECK_PLATE_CLEAR:
      return g_strdup (_ ("Take the last print off the plate first."));
    case BAMBU_PRINT_CHECK_MODEL:
      return describe_model (check);
    case BAMBU_PRINT_CHECK_NOZZLE:
      return describe_nozzle (check);
    case BAMBU_PRINT_CHECK_PLATE_TYPE:
      return describe_plate_type (check);
    case BAMBU_PRINT_CHECK_FILAMENTS:
      return describe_filaments (check);
    case BAMBU_PRINT_CHECK_STORAGE:
      return describe_storage (check);
    case BAMBU_PRINT_CHECK_DOOR:
      return g_strdup (_ ("The door is open."));
    case BAMBU_PRINT_CHECK_MESSAGES:
      return describe_messages (check);
    case BAMBU_PRINT_CHECK_RIGHTS:
    default:
      return describe_rights (check);
    }
}

const char *
culm_print_words_get_step (BambuPrintStep step)
{
  switch (step)
    {
    case BAMBU_PRINT_STEP_UPLOAD:
      /* Translators: a step of sending a print to a printer, as those that follow */
      return C_ ("step", "Upload");
    case BAMBU_PRINT_STEP_START:
    case BAMBU_PRINT_STEP_CONFIRM:
      return C_ ("step", "Start");
    case BAMBU_PRINT_STEP_DONE:
      return C_ ("step", "Done");
    case BAMBU_PRINT_STEP_READY:
    case BAMBU_PRINT_STEP_CHECK:
    default:
      return C_ ("step", "Check");
    }
}

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
describe_print_error (const GError *error, const char *name)
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
      return g_strdup (_ ("Bambu Lab’s cloud could not make anything of the file."));
    }
}

static char *
describe_cloud_error (const GError *error)
{
  const char *text = bambu_cloud_error_get_text (error);

  if (error->code == BAMBU_CLOUD_ERROR_SIGN_IN)
    return g_strdup (_ ("Your Bambu Lab sign-in has ended."));
  if (error->code == BAMBU_CLOUD_ERROR_OTHER_APPS)
    return g_strdup (_ ("Bambu Lab’s cloud takes prints only from Bambu Lab’s own apps."));
  if (error->code == BAMBU_CLOUD_ERROR_OFFLINE)
    return g_strdup (_ ("This computer is offline."));
  if (text != NULL)
    /* Translators: the service's own words */
    return g_strdup_printf (_ ("Bambu Lab’s cloud does not take the print: %s"), text);

  return g_strdup (_ ("Bambu Lab’s cloud does not answer as it should. Printers on your network "
                      "still work."));
}

static char *
describe_storage_error (const GError *error, const char *name, int percent)
{
  g_autofree char *done = NULL;

  if (error->code != BAMBU_STORAGE_ERROR_UNREACHABLE || percent < 0)
    return culm_storage_words_failure (error, CULM_STORAGE_ACTION_UPLOAD, name);

  done = culm_format_percent (percent);

  /* Translators: a figure: "62 %" */
  return g_strdup_printf (_ ("The upload stopped at %s because the connection was lost."), done);
}

char *
culm_print_words_failure (const GError *error, BambuPrinter *printer, int percent)
{
  const char *name;

  g_return_val_if_fail (error != NULL, NULL);
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  name = bambu_printer_get_name (printer);
  if (error->domain == BAMBU_PRINT_ERROR)
    return describe_print_error (error, name);
  if (error->domain == BAMBU_STORAGE_ERROR)
    return describe_storage_error (error, name, percent);
  if (error->domain == BAMBU_PRINTER_ERROR)
    return culm_command_words_failure (error, printer);
  if (error->domain == BAMBU_CLOUD_ERROR)
    return describe_cloud_error (error);

  return g_strdup (culm_project_words_get_error (error));
}
