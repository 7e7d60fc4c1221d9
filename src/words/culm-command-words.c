/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-command-words.h"

#include <glib/gi18n.h>
#include <printer/bambu-printer-error.h>

static char *
refusal_to_text (const GError *error, const char *name)
{
  guint32 code = bambu_printer_error_get_code (error);
  g_autofree char *number = g_strdup_printf ("%04X-%04X", code >> 16, code & 0xffff);

  /* Without words of the printer's own, the message is its code. */
  if (code == 0 || g_str_equal (error->message, number))
    /* Translators: a printer's name, and its own words or an error code */
    return g_strdup_printf (_ ("%s refused the command: %s"), name, error->message);

  /* Translators: a printer's name, its own words, and an error code that can be looked up */
  return g_strdup_printf (_ ("%s refused the command: %s (%s)"), name, error->message, number);
}

char *
culm_command_words_failure (const GError *error, const char *printer_name)
{
  g_return_val_if_fail (error != NULL && error->domain == BAMBU_PRINTER_ERROR, NULL);

  switch ((BambuPrinterError) error->code)
    {
    case BAMBU_PRINTER_ERROR_OFFLINE:
      /* Translators: a printer's name, as in all of these */
      return g_strdup_printf (_ ("%s is not connected. It may be off, or on another network."),
                              printer_name);

    case BAMBU_PRINTER_ERROR_VIEW_ONLY:
      return g_strdup_printf (_ ("%s accepts commands only from Bambu Lab’s apps."), printer_name);

    case BAMBU_PRINTER_ERROR_REFUSED:
      return refusal_to_text (error, printer_name);

    case BAMBU_PRINTER_ERROR_NOT_CONFIRMED:
      return g_strdup_printf (_ ("%s did not confirm the command. Look whether it obeyed."),
                              printer_name);

    case BAMBU_PRINTER_ERROR_NOT_NOW:
      return g_strdup_printf (_ ("%s cannot do that now. Nothing was sent."), printer_name);

    case BAMBU_PRINTER_ERROR_PENDING:
      return g_strdup_printf (_ ("%s is busy with the last command."), printer_name);

    case BAMBU_PRINTER_ERROR_NOT_ABLE:
    default:
      return g_strdup_printf (_ ("%s cannot do that. Nothing was sent."), printer_name);
    }
}
