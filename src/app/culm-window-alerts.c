/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <bambu/bambu-weak-ref.h>
#include <glib/gi18n.h>

#include "culm-question.h"
#include "culm-window-private.h"
#include "culm-toast.h"

/* Asking once whether the maker's texts of faults may be fetched. */

static DexFuture *
on_texts_failed (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmWindow) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  if (self != NULL)
    culm_toast_show_failure (GTK_WIDGET (self),
                             _ ("Bambu Lab’s texts could not be fetched. Culm tries again later."),
                             error);

  return dex_future_new_true ();
}

static void
on_response (CulmWindow *self, const char *response)
{
  GSettings *settings = culm_window_get_settings (self);
  BambuAlertTexts *texts = culm_window_get_alert_texts (self);

  g_settings_set_boolean (settings, "alert-texts-asked", TRUE);
  if (!g_str_equal (response, "show"))
    return;

  g_settings_set_boolean (settings, "show-alert-texts", TRUE);
  /* What comes of it is shown where the texts are; only that nothing does is told here. */
  dex_future_disown (dex_future_catch (bambu_alert_texts_settle (texts), on_texts_failed,
                                       bambu_weak_ref_new (self), bambu_weak_ref_free));
}

static void
show_alert_texts (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  AdwAlertDialog *dialog = culm_question_new (
      _ ("Fetch Texts from Bambu Lab?"),
      _ ("Bambu Lab has a text for each code. When a printer reports one, Culm asks "
         "e.bambulab.com, at most once a day, and tells it your language and which model the "
         "printer is. You can turn this off in the preferences."));

  adw_alert_dialog_add_responses (dialog, "no", _ ("_Not Now"), "show", _ ("_Fetch Texts"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "show", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (dialog, "no");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), widget, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

void
culm_window_install_alert_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-alert-texts", NULL, show_alert_texts);
}

void
culm_window_update_alert_actions (CulmWindow *self)
{
  GSettings *settings = culm_window_get_settings (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.show-alert-texts",
                                 culm_window_get_alert_texts (self) != NULL
                                     && !g_settings_get_boolean (settings, "alert-texts-asked")
                                     && !g_settings_get_boolean (settings, "show-alert-texts"));
}
