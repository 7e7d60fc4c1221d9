/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-decode-private.h"
#include "bambu-printer-control.h"
#include "bambu-vigil-private.h"

G_BEGIN_DECLS

typedef struct _BambuRequest BambuRequest;

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
  BambuRights learned; /* from what became of commands; of the mode and firmware of now */
  gboolean recalled;   /* @learned is from an earlier run, and no link opened since */
  guint n_ignored;     /* commands in a row that were neither answered nor obeyed */
  BambuLimits *limits;
  gint64 took; /* seconds that the last job printed; 0 unknown */

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
  GPtrArray *flights;  /* the commands under way */
  double patience;     /* of 1 the usual one; for tests */
  GPtrArray *trends;
  gint64 recorded; /* Unix seconds of their last samples */
};

/* bambu-printer.c: setters that notify a change; errors and certificates are taken over */
void bambu_printer_set_connection (BambuPrinter *self, BambuConnection connection);
void bambu_printer_set_link_state (BambuPrinter *self, BambuLinkState state);
void bambu_printer_set_freshness (BambuPrinter *self, BambuFreshness freshness);
void bambu_printer_take_link_error (BambuPrinter *self, GError *error);
void bambu_printer_take_certificate (BambuPrinter *self, BambuCertificate *certificate);

/* bambu-printer-link.c */
void bambu_printer_forget_link (BambuPrinter *self);

/* bambu-printer-trends.c */

/* Keeps what a live printer's sensors say, if it is time to. */
void bambu_printer_record (BambuPrinter *self);

/* bambu-printer-report.c */

/* Decodes these sections of the report, which came at @seen (Unix seconds), and lets the parts show
 * them. */
void bambu_printer_show (BambuPrinter *self, BambuSections sections, gint64 seen);
/* Takes over an `info` object with modules. */
void bambu_printer_take_versions (BambuPrinter *self, yyjson_val *info);
/* Judges anew what model it is, and shows all by that. */
void bambu_printer_update_model (BambuPrinter *self);

/* bambu-printer-rights.c */

/* By what was learned, and what the report says. */
BambuRights bambu_printer_judge_rights (BambuPrinter *self);
/* Something showed that commands are obeyed, or refused for want of a signature. */
void bambu_printer_learn_rights (BambuPrinter *self, BambuRights rights);
/* The connection is there (again): the mode may have changed since. */
void bambu_printer_doubt_rights (BambuPrinter *self);
/* A report came: before it the printer was in @mode, and had @complained of a signature or not. To
 * be shown yet. */
void bambu_printer_review_rights (BambuPrinter *self, BambuRights mode, gboolean complained);
/* The printer said yes or no to a command: it is not one that ignores them. */
void bambu_printer_take_answer (BambuPrinter *self);
/* A command was neither obeyed nor said yes or no to. Returns: whether that is a refusal by now */
gboolean bambu_printer_take_silence (BambuPrinter *self);
/* To and from what is remembered. */
void bambu_printer_write_rights (BambuPrinter *self,
                                 yyjson_mut_doc *document,
                                 yyjson_mut_val *root);
void bambu_printer_read_rights (BambuPrinter *self, yyjson_val *root);

/* bambu-printer-start.c */

/* When @job, of a report that came at @seen and is not shown yet, began to print, and when it was
 * done; 0 unknown. */
gint64 bambu_printer_judge_start (BambuPrinter *self,
                                  const BambuJobReading *job,
                                  BambuState state,
                                  gint64 seen);
/* Nobody looked for so long that a job may have begun or ended unseen. */
gboolean bambu_printer_was_away (BambuPrinter *self, gint64 seen);
gint64 bambu_printer_judge_done (BambuPrinter *self, const BambuJobReading *job, gint64 seen);
/* To and from what is remembered. */
void bambu_printer_write_start (BambuPrinter *self, yyjson_mut_doc *document, yyjson_mut_val *root);
void bambu_printer_read_start (BambuPrinter *self, yyjson_val *root);

/* bambu-printer-flight.c */

/* Whether commands reach it now, and know what they meet. */
gboolean bambu_printer_check_reachable (BambuPrinter *self, GError **error);
/* Sends @request and follows it; takes over both, one of which is NULL. */
DexFuture *bambu_printer_send (BambuPrinter *self, BambuRequest *request, GError *error);
/* Follows what somebody else asks the printer for: @request has no messages. Takes it over. */
DexFuture *bambu_printer_await (BambuPrinter *self, BambuRequest *request);
/* An answer came, to whomever. */
void bambu_printer_answer_flights (BambuPrinter *self, BambuFrame *frame);
/* The report changed: what was waited for may be there. */
void bambu_printer_review_flights (BambuPrinter *self);
/* The connection is lost, or given up; @for_good: there will not be another one. */
void bambu_printer_drop_flights (BambuPrinter *self, const char *why, gboolean for_good);
/* Waits shorter for effects than usual; for tests. */
void bambu_printer_set_patience (BambuPrinter *self, double patience);

/* bambu-printer-warnings.c: judges what the parts show, which came at @seen */
void bambu_printer_show_warnings (BambuPrinter *self, gint64 seen);

G_END_DECLS
