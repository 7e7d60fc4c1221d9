/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-error.h"

typedef struct
{
  guint status;
  char *text;
  gint64 retry_time;
} BambuCloudErrorPrivate;

static void
bambu_cloud_error_private_init (BambuCloudErrorPrivate *priv)
{
}

static void
bambu_cloud_error_private_copy (const BambuCloudErrorPrivate *source, BambuCloudErrorPrivate *copy)
{
  copy->status = source->status;
  copy->text = g_strdup (source->text);
  copy->retry_time = source->retry_time;
}

static void
bambu_cloud_error_private_clear (BambuCloudErrorPrivate *priv)
{
  g_clear_pointer (&priv->text, g_free);
}

G_DEFINE_EXTENDED_ERROR (BambuCloudError, bambu_cloud_error)

gint64
bambu_cloud_error_get_retry_time (const GError *error)
{
  g_return_val_if_fail (error != NULL, 0);

  return error->domain == BAMBU_CLOUD_ERROR ? bambu_cloud_error_get_private (error)->retry_time : 0;
}

const char *
bambu_cloud_error_get_text (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return error->domain == BAMBU_CLOUD_ERROR ? bambu_cloud_error_get_private (error)->text : NULL;
}

guint
bambu_cloud_error_get_status (const GError *error)
{
  g_return_val_if_fail (error != NULL, 0);

  return error->domain == BAMBU_CLOUD_ERROR ? bambu_cloud_error_get_private (error)->status : 0;
}

GError *
bambu_cloud_error_new (
    BambuCloudError code, guint status, const char *text, gint64 retry_time, const char *message)
{
  GError *error = g_error_new_literal (BAMBU_CLOUD_ERROR, code, message);
  BambuCloudErrorPrivate *priv = bambu_cloud_error_get_private (error);

  priv->status = status;
  priv->text = g_strdup (text);
  priv->retry_time = retry_time;

  return error;
}
