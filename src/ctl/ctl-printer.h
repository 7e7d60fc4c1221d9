/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-account-printers.h"
#include "ctl-options.h"

G_BEGIN_DECLS

/**
 * ctl_printer_await:
 * @opened: (out) (transfer full): what the printer lives in
 * @printer: (out) (transfer none): the one that is meant, also where it is not reached
 * @error: return location for an error
 *
 * Opens the one printer that a command is about, and waits until it has told all of itself. On a
 * fiber.
 *
 * Returns: %FALSE with @error set, @printer set if it is that printer's
 */
gboolean ctl_printer_await (CtlOptions *options,
                            BambuAccountPrinters **opened,
                            BambuPrinter **printer,
                            GError **error);

/** ctl_printer_print_known: a printer that is known, as JSON: `serial`, `name`, `model`, `address`
 */
void ctl_printer_print_known (const char *serial,
                              const char *name,
                              const char *model,
                              const char *address);

G_END_DECLS
