/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-alert-entry.h"

#include "bambu-part-private.h"

struct _BambuAlertEntry
{
  BambuPart parent_instance;

  BambuKnownAlert known;
  gboolean transient;
};

G_DEFINE_FINAL_TYPE (BambuAlertEntry, bambu_alert_entry, BAMBU_TYPE_PART)

static const BambuField FIELDS[] = {
  BAMBU_FIELD (BambuKnownAlert, serial, "serial", STRING),
  BAMBU_FIELD (BambuKnownAlert, printer_name, "printer-name", STRING),
  BAMBU_FIELD (BambuKnownAlert, kind, "kind", STRING),
  BAMBU_FIELD (BambuKnownAlert, code, "code", STRING),
  BAMBU_FIELD (BambuKnownAlert, severity, "severity", INT),
  BAMBU_FIELD (BambuKnownAlert, text, "text", STRING),
  BAMBU_FIELD (BambuKnownAlert, value, "value", INT),
  BAMBU_FIELD (BambuKnownAlert, limit, "limit", INT),
  BAMBU_FIELD (BambuKnownAlert, first_seen, "first-seen", INT64),
  BAMBU_FIELD (BambuKnownAlert, last_seen, "last-seen", INT64),
  BAMBU_FIELD (BambuKnownAlert, ended, "ended", INT64),
  BAMBU_FIELD (BambuKnownAlert, acknowledged, "acknowledged", BOOLEAN),
  BAMBU_FIELD (BambuKnownAlert, answer, "answer", STRING),
};

static void
bambu_alert_entry_class_init (BambuAlertEntryClass *klass)
{
  bambu_part_class_set_fields (BAMBU_PART_CLASS (klass), FIELDS, G_N_ELEMENTS (FIELDS),
                               G_STRUCT_OFFSET (BambuAlertEntry, known));
}

static void
bambu_alert_entry_init (BambuAlertEntry *self)
{
}

/* The file that it comes from is the user's: what is in it may be no kind. */
BambuAlertKind
bambu_alert_entry_get_kind (BambuAlertEntry *self)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (BAMBU_TYPE_ALERT_KIND);
  const GEnumValue *value;

  g_return_val_if_fail (BAMBU_IS_ALERT_ENTRY (self), 0);

  value = self->known.kind != NULL ? g_enum_get_value_by_nick (kinds, self->known.kind) : NULL;

  return value != NULL ? (BambuAlertKind) value->value : BAMBU_ALERT_KIND_HMS;
}

BambuSeverity
bambu_alert_entry_get_severity (BambuAlertEntry *self)
{
  g_return_val_if_fail (BAMBU_IS_ALERT_ENTRY (self), 0);

  return self->known.severity >= 0 && self->known.severity <= BAMBU_SEVERITY_INFO
             ? (BambuSeverity) self->known.severity
             : BAMBU_SEVERITY_UNKNOWN;
}

gboolean
bambu_alert_entry_is_active (BambuAlertEntry *self)
{
  g_return_val_if_fail (BAMBU_IS_ALERT_ENTRY (self), FALSE);

  return self->known.ended == 0;
}

const BambuKnownAlert *
bambu_alert_entry_get_known (BambuAlertEntry *self)
{
  g_return_val_if_fail (BAMBU_IS_ALERT_ENTRY (self), NULL);

  return &self->known;
}

void
bambu_alert_entry_set_transient (BambuAlertEntry *self, gboolean transient)
{
  g_return_if_fail (BAMBU_IS_ALERT_ENTRY (self));

  self->transient = !!transient;
}

gboolean
bambu_alert_entry_is_transient (BambuAlertEntry *self)
{
  g_return_val_if_fail (BAMBU_IS_ALERT_ENTRY (self), FALSE);

  return self->transient;
}
