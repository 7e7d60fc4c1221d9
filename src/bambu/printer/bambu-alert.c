/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-alert.h"

#include "bambu-reading-private.h"

struct _BambuAlert
{
  BambuPart parent_instance;

  BambuAlertReading reading;
};

G_DEFINE_FINAL_TYPE (BambuAlert, bambu_alert, BAMBU_TYPE_PART)

static const BambuField FIELDS[] = {
  BAMBU_FIELD (BambuAlertReading, code, "code", STRING),
  BAMBU_FIELD (BambuAlertReading, is_print_error, "is-print-error", BOOLEAN),
  BAMBU_TYPED_FIELD (BambuAlertReading, severity, "severity", ENUM, bambu_severity_get_type),
  BAMBU_FIELD (BambuAlertReading, text, "text", STRING),
  BAMBU_FIELD (BambuAlertReading, url, "url", STRING),
  BAMBU_FIELD (BambuAlertReading, first_seen, "first-seen", INT64),
};

static void
bambu_alert_class_init (BambuAlertClass *klass)
{
  bambu_part_class_set_fields (BAMBU_PART_CLASS (klass), FIELDS, G_N_ELEMENTS (FIELDS),
                               G_STRUCT_OFFSET (BambuAlert, reading));
}

static void
bambu_alert_init (BambuAlert *self)
{
  self->reading.code = g_strdup ("");
}

const BambuAlertReading *
bambu_alert_get_reading (BambuAlert *self)
{
  return &self->reading;
}

const char *
bambu_alert_get_code (BambuAlert *self)
{
  g_return_val_if_fail (BAMBU_IS_ALERT (self), NULL);

  return self->reading.code;
}

gboolean
bambu_alert_is_print_error (BambuAlert *self)
{
  g_return_val_if_fail (BAMBU_IS_ALERT (self), FALSE);

  return self->reading.is_print_error;
}

BambuSeverity
bambu_alert_get_severity (BambuAlert *self)
{
  g_return_val_if_fail (BAMBU_IS_ALERT (self), 0);

  return self->reading.severity;
}

const char *
bambu_alert_get_text (BambuAlert *self)
{
  g_return_val_if_fail (BAMBU_IS_ALERT (self), NULL);

  return self->reading.text;
}

const char *
bambu_alert_get_url (BambuAlert *self)
{
  g_return_val_if_fail (BAMBU_IS_ALERT (self), NULL);

  return self->reading.url;
}

gint64
bambu_alert_get_first_seen (BambuAlert *self)
{
  g_return_val_if_fail (BAMBU_IS_ALERT (self), 0);

  return self->reading.first_seen;
}
