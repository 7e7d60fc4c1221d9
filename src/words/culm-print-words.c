/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-print-words.h"

#include <glib/gi18n.h>

#include "culm-format.h"
#include "culm-project-words.h"

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
                          check->actual != NULL ? check->actual : _ ("another model"));
}

static char *
describe_nozzle (const BambuPrintCheck *check)
{
  g_autofree char *expected = NULL;
  g_autofree char *actual = NULL;

  if (check->expected == NULL)
    return g_strdup (_ ("The file does not say for which nozzle it is."));

  expected = culm_format_number (check->expected);
  if (check->actual == NULL)
    /* Translators: a diameter: "0.4" */
    return g_strdup_printf (_ ("The file is for %s mm. Make sure that the printer has it."),
                            expected);

  actual = culm_format_number (check->actual);

  /* Translators: two diameters: "0.4" */
  return g_strdup_printf (_ ("The file is for %s mm, and the printer has %s mm."), expected,
                          actual);
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

  return g_strdup_printf (ngettext ("There is a note on %u filament.",
                                    "There are notes on %u filaments.", check->count),
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
      return g_strdup (_ ("The printer does not report its storage."));
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
