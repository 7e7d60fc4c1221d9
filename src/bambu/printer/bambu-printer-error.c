/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-printer-error-private.h"

typedef struct
{
  guint32 code;
  int number;
} BambuPrinterErrorPrivate;

static void
bambu_printer_error_private_init (BambuPrinterErrorPrivate *self)
{
}

static void
bambu_printer_error_private_copy (const BambuPrinterErrorPrivate *source,
                                  BambuPrinterErrorPrivate *copy)
{
  *copy = *source;
}

static void
bambu_printer_error_private_clear (BambuPrinterErrorPrivate *self)
{
}

G_DEFINE_EXTENDED_ERROR (BambuPrinterError, bambu_printer_error)

GError *
bambu_printer_error_new_refused (const char *words, guint32 code, int number)
{
  GError *error;
  BambuPrinterErrorPrivate *details;

  if (words != NULL && *words != '\0')
    error = g_error_new_literal (BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_REFUSED, words);
  else if (code != 0)
    error = g_error_new (BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_REFUSED, "%04X-%04X", code >> 16,
                         code & 0xffff);
  else if (number != 0)
    error = g_error_new (BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_REFUSED, "errno %d", number);
  else
    error = g_error_new_literal (BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_REFUSED, "refused");

  details = bambu_printer_error_get_private (error);
  details->code = code;
  details->number = number;

  return error;
}

guint32
bambu_printer_error_get_code (const GError *error)
{
  g_return_val_if_fail (error != NULL && error->domain == BAMBU_PRINTER_ERROR, 0);

  return bambu_printer_error_get_private (error)->code;
}

int
bambu_printer_error_get_number (const GError *error)
{
  g_return_val_if_fail (error != NULL && error->domain == BAMBU_PRINTER_ERROR, 0);

  return bambu_printer_error_get_private (error)->number;
}
