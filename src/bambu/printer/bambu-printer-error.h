/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BAMBU_PRINTER_ERROR (bambu_printer_error_quark ())

/**
 * BambuPrinterError:
 * @BAMBU_PRINTER_ERROR_OFFLINE: nothing was sent: there is no live report; or the connection was
 *   lost before the outcome was known
 * @BAMBU_PRINTER_ERROR_VIEW_ONLY: this firmware takes commands only from Bambu Lab's own software
 * @BAMBU_PRINTER_ERROR_REFUSED: the printer said no; the message is its words, if it had any, and
 *   bambu_printer_error_get_code() and bambu_printer_error_get_number() what else it said
 * @BAMBU_PRINTER_ERROR_NOT_CONFIRMED: it was sent, and no report showed its effect in time
 * @BAMBU_PRINTER_ERROR_NOT_NOW: nothing was sent: what the printer does now does not allow it, or
 *   the state that was asked about has passed
 * @BAMBU_PRINTER_ERROR_NOT_ABLE: nothing was sent: this printer cannot do that at all
 * @BAMBU_PRINTER_ERROR_PENDING: nothing was sent: the same control's last command is still under
 *   way. To be passed over in silence
 *
 * What a command can end with. The messages are for the log, but for the printer's own words.
 */
typedef enum
{
  BAMBU_PRINTER_ERROR_OFFLINE,
  BAMBU_PRINTER_ERROR_VIEW_ONLY,
  BAMBU_PRINTER_ERROR_REFUSED,
  BAMBU_PRINTER_ERROR_NOT_CONFIRMED,
  BAMBU_PRINTER_ERROR_NOT_NOW,
  BAMBU_PRINTER_ERROR_NOT_ABLE,
  BAMBU_PRINTER_ERROR_PENDING,
} BambuPrinterError;

GQuark bambu_printer_error_quark (void);

/**
 * bambu_printer_error_get_code:
 * @error: an error of %BAMBU_PRINTER_ERROR
 *
 * Returns: the `err_code` of a refusal, a number as in `print_error`; 0 if there was none
 */
guint32 bambu_printer_error_get_code (const GError *error);

/**
 * bambu_printer_error_get_number:
 * @error: an error of %BAMBU_PRINTER_ERROR
 *
 * Returns: the `errno` of a refusal, negative; its meaning is the command's
 *   (protocol/mqtt-commands.md §3 and §4); 0 if there was none
 */
int bambu_printer_error_get_number (const GError *error);

G_END_DECLS
