/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-known-alert.h"

G_DEFINE_BOXED_TYPE (BambuKnownAlert,
                     bambu_known_alert,
                     bambu_known_alert_copy,
                     bambu_known_alert_free)

BambuKnownAlert *
bambu_known_alert_copy (const BambuKnownAlert *self)
{
  BambuKnownAlert *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->serial = g_strdup (self->serial);
  copy->printer_name = g_strdup (self->printer_name);
  copy->kind = g_strdup (self->kind);
  copy->code = g_strdup (self->code);
  copy->text = g_strdup (self->text);
  copy->answer = g_strdup (self->answer);

  return copy;
}

void
bambu_known_alert_free (BambuKnownAlert *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->serial);
  g_free (self->printer_name);
  g_free (self->kind);
  g_free (self->code);
  g_free (self->text);
  g_free (self->answer);
  g_free (self);
}
