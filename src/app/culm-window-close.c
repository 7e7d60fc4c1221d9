/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-window-private.h"

#include <glib/gi18n.h>

#include "culm-question.h"
#include "culm-uploads.h"

/* What happens when the window is closed: it is watched on, or something is asked first. */

static void
leave (CulmWindow *self)
{
  culm_background_set_active (culm_window_get_background (self), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
on_uploads_changed (CulmWindow *self)
{
  if (g_list_model_get_n_items (culm_uploads_get ()) == 0)
    gtk_window_destroy (GTK_WINDOW (self));
}

/* What was uploaded is removed first. */
static void
on_upload_response (CulmWindow *self, const char *response)
{
  if (!g_str_equal (response, "quit"))
    return;

  g_signal_connect_object (culm_uploads_get (), "items-changed", G_CALLBACK (on_uploads_changed),
                           self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  culm_uploads_cancel_all ();
  on_uploads_changed (self);
}

static gboolean
ask_about_uploads (CulmWindow *self)
{
  g_autofree char *warning = culm_uploads_dup_warning ();
  AdwAlertDialog *dialog;

  if (warning == NULL)
    return FALSE;

  dialog = culm_question_new (_ ("An Upload Is Running"), warning);
  adw_alert_dialog_add_responses (dialog, "keep", _ ("_Keep Running"), "quit",
                                  _ ("Cancel It and _Quit"), NULL);
  adw_alert_dialog_set_default_response (dialog, "keep");
  adw_alert_dialog_set_close_response (dialog, "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_upload_response), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));

  return TRUE;
}

static void
on_watch_response (CulmWindow *self, const char *response)
{
  GSettings *settings = culm_window_get_settings (self);
  gboolean keeps = g_str_equal (response, "keep");

  if (!keeps && !g_str_equal (response, "quit"))
    return;

  g_settings_set_boolean (settings, "keep-watching-asked", TRUE);
  g_settings_set_boolean (settings, "keep-watching", keeps);
  if (keeps)
    leave (self);
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
ask_about_watching (CulmWindow *self)
{
  AdwAlertDialog *dialog = culm_question_new (
      _ ("Keep Watching in the Background?"),
      _ ("Something is printing. Culm can go on without a window and tell you when it is done or "
         "needs you. You can change this in the preferences."));

  adw_alert_dialog_add_responses (dialog, "quit", _ ("_Quit"), "keep", _ ("_Keep Watching"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "keep", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "keep");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_watch_response), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

gboolean
culm_window_ask_before_close (CulmWindow *self)
{
  CulmBackground *background = culm_window_get_background (self);

  if (background != NULL && culm_background_is_wanted (background))
    {
      leave (self);
      return TRUE;
    }

  if (ask_about_uploads (self))
    return TRUE;

  if (background == NULL || !culm_background_should_ask (background))
    return FALSE;

  ask_about_watching (self);

  return TRUE;
}

void
culm_window_quit (CulmWindow *self)
{
  g_return_if_fail (CULM_IS_WINDOW (self));

  if (ask_about_uploads (self))
    gtk_window_present (GTK_WINDOW (self));
  else
    gtk_window_destroy (GTK_WINDOW (self));
}
