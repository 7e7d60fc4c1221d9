/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-printer-error-private.h"

typedef struct
{
  guint32 code;
  int number;
  BambuObstacle obstacle;
  gboolean was_sent;
  BambuAsked asked;
} BambuPrinterErrorPrivate;

static void
bambu_printer_error_private_init (BambuPrinterErrorPrivate *self)
{
}

static void
bambu_printer_error_private_copy (const BambuPrinterErrorPrivate *source,
                                  BambuPrinterErrorPrivate *copy)
{
  *copy = *source;
  copy->asked.text = g_strdup (source->asked.text);
}

static void
bambu_printer_error_private_clear (BambuPrinterErrorPrivate *self)
{
  g_free (self->asked.text);
}

G_DEFINE_EXTENDED_ERROR (BambuPrinterError, bambu_printer_error)

G_DEFINE_ENUM_TYPE (BambuObstacle,
                    bambu_obstacle,
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_UPGRADING, "upgrading"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_STATE, "state"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_JOB, "job"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_NO_JOB, "no-job"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_JOB_STARTS, "job-starts"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_PAUSED, "paused"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_NOT_PAUSED, "not-paused"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_PASSED, "passed"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_NOT_OFFERED, "not-offered"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_COLD, "cold"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_AUTOMATIC, "automatic"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_NOT_CONNECTED, "not-connected"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_LOADED, "loaded"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_NOT_LOADED, "not-loaded"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_AMS_LOADED, "ams-loaded"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_IN_USE, "in-use"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_NOT_IDENTIFIED, "not-identified"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_DRYER, "dryer"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_SOFT, "soft"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_NOT_DRYING, "not-drying"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_ABSENT, "absent"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_INVALID, "invalid"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_LASER, "laser"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_TAGGED, "tagged"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_SEES_NOZZLE, "sees-nozzle"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_CLOUD_ONLY, "cloud-only"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_TOO_MANY, "too-many"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_TOO_HOT, "too-hot"),
                    G_DEFINE_ENUM_VALUE (BAMBU_OBSTACLE_ONLY_3MF, "only-3mf"))

GError *
bambu_printer_error_new_refused (const char *words, guint32 code, int number)
{
  GError *error;
  BambuPrinterErrorPrivate *details;

  if (words != NULL && *words != '\0')
    error = g_error_new_literal (BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_REFUSED, words);
  else if (code != 0)
    error = g_error_new (BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_REFUSED, "%04X-%04X", code >> 16,
                         code & 0xffff);
  else if (number != 0)
    error = g_error_new (BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_REFUSED, "errno %d", number);
  else
    error = g_error_new_literal (BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_REFUSED, "refused");

  details = bambu_printer_error_get_private (error);
  details->code = code;
  details->number = number;

  return error;
}

GError *
bambu_printer_error_new_obstacle (BambuPrinterError code, BambuObstacle obstacle, int number)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (BAMBU_TYPE_OBSTACLE);
  GError *error = g_error_new_literal (BAMBU_PRINTER_ERROR, (int) code,
                                       g_enum_get_value (klass, (int) obstacle)->value_nick);
  BambuPrinterErrorPrivate *details = bambu_printer_error_get_private (error);

  details->obstacle = obstacle;
  details->number = number;

  return error;
}

void
bambu_printer_error_set_asked (GError *error, const BambuAsked *asked)
{
  BambuPrinterErrorPrivate *details = bambu_printer_error_get_private (error);

  g_free (details->asked.text);
  details->was_sent = TRUE;
  details->asked = *asked;
  details->asked.text = g_strdup (asked->text);
}

BambuObstacle
bambu_printer_error_get_obstacle (const GError *error)
{
  g_return_val_if_fail (error != NULL && error->domain == BAMBU_PRINTER_ERROR, 0);

  return bambu_printer_error_get_private (error)->obstacle;
}

const BambuAsked *
bambu_printer_error_get_asked (const GError *error)
{
  const BambuPrinterErrorPrivate *details;

  g_return_val_if_fail (error != NULL && error->domain == BAMBU_PRINTER_ERROR, NULL);

  details = bambu_printer_error_get_private (error);

  return details->was_sent ? &details->asked : NULL;
}

guint32
bambu_printer_error_get_code (const GError *error)
{
  g_return_val_if_fail (error != NULL && error->domain == BAMBU_PRINTER_ERROR, 0);

  return bambu_printer_error_get_private (error)->code;
}

int
bambu_printer_error_get_number (const GError *error)
{
  g_return_val_if_fail (error != NULL && error->domain == BAMBU_PRINTER_ERROR, 0);

  return bambu_printer_error_get_private (error)->number;
}
