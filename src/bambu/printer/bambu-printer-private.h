/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-decode-private.h"
#include "bambu-printer-control.h"
#include "bambu-vigil-private.h"

G_BEGIN_DECLS

struct _BambuPrinter
{
  BambuPart parent_instance;

  BambuPrinterReading reading;

  char *serial;
  char *name;
  char *address;
  gboolean demo;

  const BambuModel *model;
  char *given_model;
  BambuVersions *versions;
  BambuReport *report;
  gboolean refused; /* a command was, since the link opened */

  BambuLink *link;
  BambuConnection connection;
  BambuLinkState link_state;
  GError *link_error;
  BambuCertificate *certificate;
  BambuFreshness freshness;
  BambuVigil vigil;
  guint timer;
  gint64 timer_due;

  GPtrArray *pendings; /* BambuPending, one a control that was asked about */
};

/* bambu-printer.c: setters that notify a change; errors and certificates are taken over */
void bambu_printer_set_connection (BambuPrinter *self, BambuConnection connection);
void bambu_printer_set_link_state (BambuPrinter *self, BambuLinkState state);
void bambu_printer_set_freshness (BambuPrinter *self, BambuFreshness freshness);
void bambu_printer_take_link_error (BambuPrinter *self, GError *error);
void bambu_printer_take_certificate (BambuPrinter *self, BambuCertificate *certificate);

/* bambu-printer-link.c */
void bambu_printer_forget_link (BambuPrinter *self);

/* bambu-printer-report.c */

/* Decodes these sections of the report, which came at @seen (Unix seconds), and lets the parts show
 * them. */
void bambu_printer_show (BambuPrinter *self, BambuSections sections, gint64 seen);
/* Takes over an `info` object with modules. */
void bambu_printer_take_versions (BambuPrinter *self, yyjson_val *info);
/* Judges anew what model it is, and shows all by that. */
void bambu_printer_update_model (BambuPrinter *self);
/* A request was refused for want of a signature; or it may not be any more. */
void bambu_printer_set_refused (BambuPrinter *self, gboolean refused);

/* Returns: (transfer none) (nullable): the lists hold it */
BambuTray *bambu_printer_find_tray (BambuPrinter *self, int ams, int slot);

G_END_DECLS
