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
  BAMBU_TYPED_FIELD (BambuAlertReading, kind, "kind", ENUM, bambu_alert_kind_get_type),
  BAMBU_TYPED_FIELD (BambuAlertReading, severity, "severity", ENUM, bambu_severity_get_type),
  BAMBU_FIELD (BambuAlertReading, text, "text", STRING),
  BAMBU_FIELD (BambuAlertReading, url, "url", STRING),
  BAMBU_FIELD (BambuAlertReading, value, "value", INT),
  BAMBU_FIELD (BambuAlertReading, limit, "limit", INT),
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

BambuAlertKind
bambu_alert_get_kind (BambuAlert *self)
{
  g_return_val_if_fail (BAMBU_IS_ALERT (self), 0);

  return self->reading.kind;
}

gboolean
bambu_alert_is_print_error (BambuAlert *self)
{
  return bambu_alert_get_kind (self) == BAMBU_ALERT_KIND_PRINT_ERROR;
}

gboolean
bambu_alert_is_internal (BambuAlert *self)
{
  g_return_val_if_fail (BAMBU_IS_ALERT (self), FALSE);

  return self->reading.text != NULL && *self->reading.text == '\0';
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

void
bambu_alert_set_text (BambuAlert *self, const char *text)
{
  BambuAlertReading reading;

  g_return_if_fail (BAMBU_IS_ALERT (self));

  reading = self->reading;
  reading.text = text;
  bambu_part_apply (BAMBU_PART (self), &reading);
}

const char *
bambu_alert_get_url (BambuAlert *self)
{
  g_return_val_if_fail (BAMBU_IS_ALERT (self), NULL);

  return self->reading.url;
}

int
bambu_alert_get_value (BambuAlert *self)
{
  g_return_val_if_fail (BAMBU_IS_ALERT (self), 0);

  return self->reading.value;
}

int
bambu_alert_get_limit (BambuAlert *self)
{
  g_return_val_if_fail (BAMBU_IS_ALERT (self), 0);

  return self->reading.limit;
}

gint64
bambu_alert_get_first_seen (BambuAlert *self)
{
  g_return_val_if_fail (BAMBU_IS_ALERT (self), 0);

  return self->reading.first_seen;
}
