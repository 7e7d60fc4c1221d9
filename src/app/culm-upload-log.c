/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-upload-log.h"

#include <glib/gi18n.h>

#include "culm-toast.h"
#include "culm-uploads.h"

#define KEY "uploads-under-way"

struct _CulmUploadLog
{
  GObject parent_instance;

  GSettings *settings;
  GStrv broken_off; /* names, of the program before this one */
};

G_DEFINE_FINAL_TYPE (CulmUploadLog, culm_upload_log, G_TYPE_OBJECT)

/* What was not told yet is not forgotten. */
static void
write_down (CulmUploadLog *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) under_way = culm_uploads_dup_names ();
  g_auto (GStrv) list = NULL;

  g_strv_builder_addv (names, (const char **) self->broken_off);
  g_strv_builder_addv (names, (const char **) under_way);
  list = g_strv_builder_end (names);
  g_settings_set_strv (self->settings, KEY, (const char *const *) list);
}

static void
culm_upload_log_dispose (GObject *object)
{
  CulmUploadLog *self = CULM_UPLOAD_LOG (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (culm_upload_log_parent_class)->dispose (object);
}

static void
culm_upload_log_finalize (GObject *object)
{
  CulmUploadLog *self = CULM_UPLOAD_LOG (object);

  g_strfreev (self->broken_off);

  G_OBJECT_CLASS (culm_upload_log_parent_class)->finalize (object);
}

static void
culm_upload_log_class_init (CulmUploadLogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = culm_upload_log_dispose;
  object_class->finalize = culm_upload_log_finalize;
}

static void
culm_upload_log_init (CulmUploadLog *self)
{
}

CulmUploadLog *
culm_upload_log_new (GSettings *settings)
{
  CulmUploadLog *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (CULM_TYPE_UPLOAD_LOG, NULL);
  self->settings = g_object_ref (settings);
  self->broken_off = g_settings_get_strv (settings, KEY);
  g_signal_connect_object (culm_uploads_get (), "items-changed", G_CALLBACK (write_down), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
culm_upload_log_tell (CulmUploadLog *self, GtkWidget *window)
{
  g_return_if_fail (CULM_IS_UPLOAD_LOG (self));
  g_return_if_fail (GTK_IS_WIDGET (window));

  if (*self->broken_off == NULL)
    return;

  for (guint i = 0; self->broken_off[i] != NULL; i++)
    {
      /* Translators: a file's name */
      g_autofree char *text = g_strdup_printf (
          _ ("“%s” was on its way to a printer when Culm ended. Send it again if it is not there."),
          self->broken_off[i]);
      AdwToast *toast = culm_toast_show (window, text);

      /* Whoever started it may look elsewhere. */
      if (toast != NULL)
        adw_toast_set_timeout (toast, 0);
    }

  g_clear_pointer (&self->broken_off, g_strfreev);
  self->broken_off = g_new0 (char *, 1);
  write_down (self);
}

void
culm_upload_log_close (CulmUploadLog *self)
{
  g_return_if_fail (CULM_IS_UPLOAD_LOG (self));

  write_down (self);
  g_signal_handlers_disconnect_by_func (culm_uploads_get (), write_down, self);
}
