/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-upload-guard.h"

#include <glib/gi18n.h>

#include "culm-toast.h"
#include "culm-uploads.h"

#define KEY "uploads-under-way"

/* For what a printer has of them to be removed */
#define PATIENCE_SECONDS 5

struct _CulmUploadGuard
{
  GObject parent_instance;

  GtkApplication *application; /* owns this */
  GSettings *settings;
  GStrv broken_off; /* names, of the program before this one */
  guint inhibition; /* of the end of the session, and of sleep; 0 none */
  guint ending;     /* source; 0: nobody asked for it */
};

G_DEFINE_FINAL_TYPE (CulmUploadGuard, culm_upload_guard, G_TYPE_OBJECT)

/* What was not told yet is not forgotten. */
static void
write_down (CulmUploadGuard *self)
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
inhibit (CulmUploadGuard *self, gboolean is_uploading)
{
  if (is_uploading && self->inhibition == 0)
    {
      self->inhibition = gtk_application_inhibit (
          self->application, gtk_application_get_active_window (self->application),
          GTK_APPLICATION_INHIBIT_SUSPEND | GTK_APPLICATION_INHIBIT_LOGOUT,
          _ ("A file is on its way to a printer"));
    }
  else if (!is_uploading && self->inhibition != 0)
    {
      gtk_application_uninhibit (self->application, self->inhibition);
      self->inhibition = 0;
    }
}

static void on_changed (CulmUploadGuard *self);

/* What goes from now on goes with the program, and was written down. */
static void
end (CulmUploadGuard *self)
{
  g_clear_handle_id (&self->ending, g_source_remove);
  g_signal_handlers_disconnect_by_func (culm_uploads_get (), on_changed, self);
  g_clear_object (&self->settings);
  g_application_quit (G_APPLICATION (self->application));
}

static gboolean
on_patience_ended (gpointer user_data)
{
  CulmUploadGuard *self = user_data;

  self->ending = 0;
  end (self);

  return G_SOURCE_REMOVE;
}

static void
on_changed (CulmUploadGuard *self)
{
  gboolean is_uploading = g_list_model_get_n_items (culm_uploads_get ()) > 0;

  inhibit (self, is_uploading);
  /* What leaves the list at the end does so because of it. */
  if (self->ending == 0)
    write_down (self);
  else if (!is_uploading)
    end (self);
}

static void
culm_upload_guard_dispose (GObject *object)
{
  CulmUploadGuard *self = CULM_UPLOAD_GUARD (object);

  g_clear_handle_id (&self->ending, g_source_remove);
  /* What a printer was told to print meanwhile goes on without us. */
  if (self->settings != NULL)
    write_down (self);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (culm_upload_guard_parent_class)->dispose (object);
}

static void
culm_upload_guard_finalize (GObject *object)
{
  CulmUploadGuard *self = CULM_UPLOAD_GUARD (object);

  g_strfreev (self->broken_off);

  G_OBJECT_CLASS (culm_upload_guard_parent_class)->finalize (object);
}

static void
culm_upload_guard_class_init (CulmUploadGuardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = culm_upload_guard_dispose;
  object_class->finalize = culm_upload_guard_finalize;
}

static void
culm_upload_guard_init (CulmUploadGuard *self)
{
}

CulmUploadGuard *
culm_upload_guard_new (GtkApplication *application, GSettings *settings)
{
  CulmUploadGuard *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (CULM_TYPE_UPLOAD_GUARD, NULL);
  self->application = application;
  self->settings = g_object_ref (settings);
  self->broken_off = g_settings_get_strv (settings, KEY);
  g_signal_connect_object (culm_uploads_get (), "items-changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
culm_upload_guard_tell (CulmUploadGuard *self, GtkWidget *window)
{
  g_return_if_fail (CULM_IS_UPLOAD_GUARD (self));
  g_return_if_fail (GTK_IS_WIDGET (window));

  if (self->settings == NULL || *self->broken_off == NULL)
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
culm_upload_guard_end (CulmUploadGuard *self)
{
  g_return_if_fail (CULM_IS_UPLOAD_GUARD (self));

  if (self->ending != 0 || self->settings == NULL
      || g_list_model_get_n_items (culm_uploads_get ()) == 0)
    {
      end (self);
      return;
    }

  write_down (self);
  g_settings_sync ();
  self->ending = g_timeout_add_seconds (PATIENCE_SECONDS, on_patience_ended, self);
  culm_uploads_cancel_all ();
}
