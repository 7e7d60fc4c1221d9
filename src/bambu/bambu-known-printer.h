/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define BAMBU_TYPE_KNOWN_PRINTER (bambu_known_printer_get_type ())

/**
 * BambuKnownPrinter:
 * @serial: key
 * @name: the user's name for it
 * @model: model code, "" unknown
 * @address: host or host:port; "" none
 * @pin: (nullable): SHA-256 of the leaf that was accepted
 * @clear_firmware: (nullable): the firmware that could not encrypt files on their way
 * @account: (nullable): the account that it is bound to
 * @account_name: (nullable): what it was called there
 * @declined: bound to @account, but the user does not want it here
 * @report: (nullable): the last report
 * @seen: Unix seconds of @report
 *
 * What is remembered of a printer. No secret is in it.
 */
typedef struct
{
  char *serial;
  char *name;
  char *model;
  char *address;
  char *pin;
  char *clear_firmware;
  char *account;
  char *account_name;
  gboolean declined;
  GBytes *report;
  gint64 seen;
} BambuKnownPrinter;

GType bambu_known_printer_get_type (void) G_GNUC_CONST;
BambuKnownPrinter *bambu_known_printer_copy (const BambuKnownPrinter *self);
void bambu_known_printer_free (BambuKnownPrinter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuKnownPrinter, bambu_known_printer_free)

G_END_DECLS
