/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-window-private.h"

#include <glib/gi18n.h>

#include "culm-question.h"
#include "culm-uploads.h"

/* What happens when the window is closed: something may be asked first. */

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

gboolean
culm_window_ask_before_close (CulmWindow *self)
{
  return ask_about_uploads (self);
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
