/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define BAMBU_TYPE_KNOWN_ALERT (bambu_known_alert_get_type ())

/**
 * BambuKnownAlert:
 * @serial: of its printer
 * @printer_name: what that was called then
 * @kind: nick of #BambuAlertKind
 * @code: as of [class@Bambu.Alert]
 * @severity: #BambuSeverity
 * @text: (nullable): the maker's sentence, if it was known
 * @value: likewise as of [class@Bambu.Alert]
 * @limit: likewise
 * @first_seen: Unix seconds
 * @last_seen: Unix seconds
 * @ended: when it was seen to be gone, Unix seconds; 0: it is there
 * @acknowledged: the user has read it
 * @answer: (nullable): nick of the last of #BambuAlertActions that was carried out from here
 *
 * What is remembered of an alert. Keyed by serial, kind, code and first_seen.
 */
typedef struct
{
  char *serial;
  char *printer_name;
  char *kind;
  char *code;
  int severity;
  char *text;
  int value;
  int limit;
  gint64 first_seen;
  gint64 last_seen;
  gint64 ended;
  gboolean acknowledged;
  char *answer;
} BambuKnownAlert;

GType bambu_known_alert_get_type (void) G_GNUC_CONST;
BambuKnownAlert *bambu_known_alert_copy (const BambuKnownAlert *self);
void bambu_known_alert_free (BambuKnownAlert *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuKnownAlert, bambu_known_alert_free)

G_END_DECLS
