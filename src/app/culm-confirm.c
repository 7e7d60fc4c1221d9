/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-confirm.h"

#include <glib/gi18n.h>

#include "culm-window-private.h"

#define KEY "unasked-printers"

typedef struct
{
  DexPromise *promise;
  GSettings *settings;
  BambuPrinter *printer;
  GtkCheckButton *unasked;
} Question;

static void
question_free (Question *question)
{
  dex_clear (&question->promise);
  g_clear_object (&question->settings);
  g_clear_object (&question->printer);
  g_clear_object (&question->unasked);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static gboolean
is_unasked (GSettings *settings, BambuPrinter *printer)
{
  g_auto (GStrv) serials = g_settings_get_strv (settings, KEY);

  return g_strv_contains ((const char *const *) serials, bambu_printer_get_serial (printer));
}

static void
remember (GSettings *settings, BambuPrinter *printer)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) old = g_settings_get_strv (settings, KEY);
  g_auto (GStrv) serials = NULL;

  g_strv_builder_addv (builder, (const char **) old);
  g_strv_builder_add (builder, bambu_printer_get_serial (printer));
  serials = g_strv_builder_end (builder);
  g_settings_set_strv (settings, KEY, (const char *const *) serials);
}

static void
on_answer (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (dialog), result);

  if (!g_str_equal (answer, "go"))
    {
      dex_promise_reject (question->promise, g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                                          "The user did not want it"));
      return;
    }

  if (gtk_check_button_get_active (question->unasked))
    remember (question->settings, question->printer);
  dex_promise_resolve_boolean (question->promise, TRUE);
}

DexFuture *
culm_confirm (CulmControl *control,
              GtkWidget *widget,
              const char *heading,
              const char *body,
              const char *verb)
{
  GtkWidget *window;
  AdwAlertDialog *dialog;
  DexPromise *promise;
  Question *question;

  g_return_val_if_fail (CULM_IS_CONTROL (control), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  window = gtk_widget_get_ancestor (widget, CULM_TYPE_WINDOW);
  g_return_val_if_fail (window != NULL, NULL);

  promise = dex_promise_new ();
  question = g_new0 (Question, 1);
  question->promise = dex_ref (promise);
  question->settings = g_object_ref (culm_window_get_settings (CULM_WINDOW (window)));
  question->printer = g_object_ref (culm_control_get_printer (control));
  if (is_unasked (question->settings, question->printer))
    {
      dex_promise_resolve_boolean (promise, TRUE);
      question_free (question);
      return DEX_FUTURE (promise);
    }

  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "go", verb, NULL);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  question->unasked = GTK_CHECK_BUTTON (g_object_ref_sink (
      gtk_check_button_new_with_mnemonic (_ ("Do not _ask again for this printer"))));
  adw_alert_dialog_set_extra_child (dialog, GTK_WIDGET (question->unasked));
  culm_control_guard (control, ADW_DIALOG (dialog));
  adw_alert_dialog_choose (dialog, window, NULL, on_answer, question);

  return DEX_FUTURE (promise);
}

typedef struct
{
  CulmControl *control;
  GtkWidget *widget; /* weak */
  int value;
} Command;

static void
command_free (Command *command)
{
  g_clear_object (&command->control);
  g_clear_weak_pointer (&command->widget);
  g_free (command);
}

static DexFuture *
on_confirmed (DexFuture *future, gpointer user_data)
{
  Command *command = user_data;

  if (command->widget != NULL)
    culm_control_send (command->control, command->widget, command->value);

  return NULL;
}

void
culm_confirm_send (CulmControl *control,
                   GtkWidget *widget,
                   const char *heading,
                   const char *body,
                   const char *verb,
                   int value)
{
  Command *command;

  g_return_if_fail (CULM_IS_CONTROL (control));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  command = g_new0 (Command, 1);
  command->control = g_object_ref (control);
  g_set_weak_pointer (&command->widget, widget);
  command->value = value;

  /* What comes of it is told by the command. */
  dex_future_disown (dex_future_then (culm_confirm (control, widget, heading, body, verb),
                                      on_confirmed, command, (GDestroyNotify) command_free));
}
