/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-known-print.h"

G_DEFINE_ENUM_TYPE (BambuPrintResult,
                    bambu_print_result,
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_RESULT_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_RESULT_FINISHED, "finished"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_RESULT_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_RESULT_CANCELLED, "cancelled"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_RESULT_UNKNOWN, "unknown"))

G_DEFINE_BOXED_TYPE (BambuKnownPrint,
                     bambu_known_print,
                     bambu_known_print_copy,
                     bambu_known_print_free)

G_DEFINE_BOXED_TYPE (BambuKnownPicture,
                     bambu_known_picture,
                     bambu_known_picture_copy,
                     bambu_known_picture_free)

const char *
bambu_print_result_get_nick (BambuPrintResult result)
{
  g_autoptr (GEnumClass) results = g_type_class_ref (BAMBU_TYPE_PRINT_RESULT);
  const GEnumValue *value = g_enum_get_value (results, (int) result);

  return value != NULL ? value->value_nick : "unknown";
}

BambuKnownPrint *
bambu_known_print_copy (const BambuKnownPrint *self)
{
  BambuKnownPrint *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->serial = g_strdup (self->serial);
  copy->printer_name = g_strdup (self->printer_name);
  copy->model = g_strdup (self->model);
  copy->name = g_strdup (self->name);
  copy->file = g_strdup (self->file);
  copy->note = g_strdup (self->note);
  copy->filaments = self->filaments != NULL ? g_object_ref (self->filaments) : NULL;

  return copy;
}

void
bambu_known_print_free (BambuKnownPrint *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->serial);
  g_free (self->printer_name);
  g_free (self->model);
  g_free (self->name);
  g_free (self->file);
  g_free (self->note);
  g_clear_object (&self->filaments);
  g_free (self);
}

gint64
bambu_known_print_get_seconds (const BambuKnownPrint *self)
{
  gint64 end;

  g_return_val_if_fail (self != NULL, -1);

  end = self->ended > 0 ? self->ended : self->last_seen;

  return self->began > 0 && end > self->began ? end - self->began : -1;
}

BambuKnownPicture *
bambu_known_picture_new (gint64 time, int percent, GBytes *file)
{
  BambuKnownPicture *self;

  g_return_val_if_fail (file != NULL, NULL);

  self = g_new0 (BambuKnownPicture, 1);
  self->time = time;
  self->percent = percent;
  self->file = g_bytes_ref (file);

  return self;
}

BambuKnownPicture *
bambu_known_picture_copy (const BambuKnownPicture *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return bambu_known_picture_new (self->time, self->percent, self->file);
}

void
bambu_known_picture_free (BambuKnownPicture *self)
{
  g_return_if_fail (self != NULL);

  g_bytes_unref (self->file);
  g_free (self);
}
