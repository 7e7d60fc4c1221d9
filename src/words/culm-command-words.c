/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-command-words.h"

#include <bambu/printer/bambu-printer-error.h>
#include <glib/gi18n.h>

#include "culm-asked-words.h"
#include "culm-obstacle-words.h"

#define TOO_SOFT (-2) /* `errno` (protocol/mqtt-commands.md §3 and §4) */
#define TOO_LITTLE (-4)
#define CHAMBER_TOO_HOT (-2)
#define AMS_TOO_HOT (-4)

/* Returns: (nullable): what a refusal's number means to the command that was refused */
static char *
dup_known_refusal (const GError *error, const char *name)
{
  const BambuAsked *asked = bambu_printer_error_get_asked (error);
  int number = bambu_printer_error_get_number (error);

  if (asked == NULL)
    return NULL;

  if (asked->control == BAMBU_CONTROL_CHAMBER && number == TOO_SOFT)
    /* Translators: a printer's name, as in all of these */
    return g_strdup_printf (_ ("%s does not heat its chamber. A filament that is loaded does not "
                               "stand the heat."),
                            name);
  if (asked->control == BAMBU_CONTROL_CHAMBER && number == TOO_LITTLE)
    return g_strdup_printf (_ ("%s does not heat its chamber to so little. The heating is off."),
                            name);
  if (asked->control == BAMBU_CONTROL_FILAMENT_CHANGE && number == CHAMBER_TOO_HOT)
    return g_strdup_printf (
        _ ("%s does not change filament. Its chamber is too hot for this filament."), name);
  if (asked->control == BAMBU_CONTROL_FILAMENT_CHANGE && number == AMS_TOO_HOT)
    return g_strdup_printf (
        _ ("%s does not change filament. The AMS is too hot for this filament."), name);

  return NULL;
}

static char *
refusal_to_text (const GError *error, const char *name)
{
  char *known = dup_known_refusal (error, name);
  guint32 code = bambu_printer_error_get_code (error);
  g_autofree char *number = g_strdup_printf ("%04X-%04X", code >> 16, code & 0xffff);

  if (known != NULL)
    return known;

  /* Without words of the printer's own, the message is its code. */
  if (code == 0 || g_str_equal (error->message, number))
    /* Translators: a printer's name, and its own words or an error code */
    return g_strdup_printf (_ ("%s refused the command: %s"), name, error->message);

  /* Translators: a printer's name, its own words, and an error code that can be looked up */
  return g_strdup_printf (_ ("%s refused the command: %s (%s)"), name, error->message, number);
}

static char *
obstacle_to_text (const GError *error, const char *name)
{
  BambuObstacle obstacle = bambu_printer_error_get_obstacle (error);
  g_autofree char *why = culm_obstacle_words (obstacle, bambu_printer_error_get_number (error));

  if (why == NULL)
    return g_strdup_printf (_ ("Nothing was sent to %s."), name);

  if (obstacle == BAMBU_OBSTACLE_DRYER)
    /* Translators: a printer's name, and sentences that say why, with their full stops */
    return g_strdup_printf (_ ("Nothing was sent to %s. %s"), name, why);

  /* Translators: a printer's name, and a sentence that says why: "Not while printing" */
  return g_strdup_printf (_ ("Nothing was sent to %s. %s."), name, why);
}

static char *
not_confirmed_to_text (const GError *error, BambuPrinter *printer)
{
  const BambuAsked *asked = bambu_printer_error_get_asked (error);
  g_autofree char *what = asked != NULL ? culm_asked_words (asked, printer) : NULL;

  if (what == NULL)
    return g_strdup_printf (_ ("%s did not confirm the command. Look whether it obeyed."),
                            bambu_printer_get_name (printer));

  /* Translators: a printer's name, and what it did not confirm: "nozzle 270 °C" */
  return g_strdup_printf (_ ("%s did not confirm: %s"), bambu_printer_get_name (printer), what);
}

char *
culm_command_words_failure (const GError *error, BambuPrinter *printer)
{
  const char *name;

  g_return_val_if_fail (error != NULL && error->domain == BAMBU_PRINTER_ERROR, NULL);
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  name = bambu_printer_get_name (printer);

  switch ((BambuPrinterError) error->code)
    {
    case BAMBU_PRINTER_ERROR_OFFLINE:
      return g_strdup_printf (_ ("%s is not connected. It may be off, or on another network."),
                              name);

    case BAMBU_PRINTER_ERROR_VIEW_ONLY:
      return g_strdup_printf (_ ("%s accepts commands only from Bambu Lab’s apps."), name);

    case BAMBU_PRINTER_ERROR_REFUSED:
      return refusal_to_text (error, name);

    case BAMBU_PRINTER_ERROR_NOT_CONFIRMED:
      return not_confirmed_to_text (error, printer);

    case BAMBU_PRINTER_ERROR_PENDING:
      return g_strdup_printf (_ ("%s is busy with the last command."), name);

    case BAMBU_PRINTER_ERROR_NOT_NOW:
    case BAMBU_PRINTER_ERROR_NOT_ABLE:
    default:
      return obstacle_to_text (error, name);
    }
}

char *
culm_command_words_reason (const GError *error)
{
  g_return_val_if_fail (error != NULL && error->domain == BAMBU_PRINTER_ERROR, NULL);

  switch (error->code)
    {
    case BAMBU_PRINTER_ERROR_OFFLINE:
      return g_strdup (_ ("The printer is not connected"));
    case BAMBU_PRINTER_ERROR_VIEW_ONLY:
      return g_strdup (culm_command_words_get_view_only ());
    default:
      return culm_obstacle_words (bambu_printer_error_get_obstacle (error),
                                  bambu_printer_error_get_number (error));
    }
}

const char *
culm_command_words_get_view_only (void)
{
  return _ ("This printer accepts commands only from Bambu Lab’s apps. You can watch it here.");
}

const char *
culm_command_words_get_caution (BambuDoor door, BambuConnection connection)
{
  if (door == BAMBU_DOOR_OPEN)
    return _ ("The printer’s door is open.");
  if (connection == BAMBU_CONNECTION_CLOUD)
    return _ ("You are not on the printer’s network.");

  return NULL;
}
