/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-confirm.h"

#include <glib/gi18n.h>

#include "culm-question.h"
#include "culm-window-private.h"

#define KEY "unasked"

typedef struct
{
  DexPromise *promise;
  GSettings *settings;
  char *name;              /* of the question */
  GtkCheckButton *unasked; /* NULL if it is asked each time */
} Question;

static void
question_free (Question *question)
{
  dex_clear (&question->promise);
  g_clear_object (&question->settings);
  g_clear_pointer (&question->name, g_free);
  g_clear_object (&question->unasked);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* Homing without a question says nothing of loading without one. */
static char *
dup_name (CulmControl *control)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (BAMBU_TYPE_CONTROL);
  BambuControl what = bambu_pending_get_control (culm_control_get_pending (control));

  return g_strdup_printf ("%s/%s", bambu_printer_get_serial (culm_control_get_printer (control)),
                          g_enum_get_value (klass, (int) what)->value_nick);
}

static gboolean
is_unasked (Question *question)
{
  g_auto (GStrv) names = g_settings_get_strv (question->settings, KEY);

  return g_strv_contains ((const char *const *) names, question->name);
}

static void
remember (Question *question)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) old = g_settings_get_strv (question->settings, KEY);
  g_auto (GStrv) names = NULL;

  g_strv_builder_addv (builder, (const char **) old);
  g_strv_builder_add (builder, question->name);
  names = g_strv_builder_end (builder);
  g_settings_set_strv (question->settings, KEY, (const char *const *) names);
}

/* A step with unknown axes is a danger each time. */
static gboolean
can_be_unasked (CulmControl *control)
{
  return bambu_pending_get_control (culm_control_get_pending (control)) != BAMBU_CONTROL_JOG;
}

static void
offer_unasked (Question *question, AdwAlertDialog *dialog)
{
  question->unasked = GTK_CHECK_BUTTON (g_object_ref_sink (
      gtk_check_button_new_with_mnemonic (_ ("Do not _ask again for this printer"))));
  adw_alert_dialog_set_extra_child (dialog, GTK_WIDGET (question->unasked));
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

  if (question->unasked != NULL && gtk_check_button_get_active (question->unasked))
    remember (question);
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
  question->name = dup_name (control);
  if (can_be_unasked (control) && is_unasked (question))
    {
      dex_promise_resolve_boolean (promise, TRUE);
      question_free (question);
      return DEX_FUTURE (promise);
    }

  dialog = culm_question_new (heading, body);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "go", verb, NULL);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  if (can_be_unasked (control))
    offer_unasked (question, dialog);
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

/* Returns: (transfer full): all but those of @printer; @n: how many those are */
static GStrv
list_of_others (GSettings *settings, BambuPrinter *printer, guint *n)
{
  g_auto (GStrv) names = g_settings_get_strv (settings, KEY);
  g_autofree char *prefix = g_strconcat (bambu_printer_get_serial (printer), "/", NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  *n = 0;
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_has_prefix (names[i], prefix))
      ++*n;
    else
      g_strv_builder_add (builder, names[i]);

  return g_strv_builder_end (builder);
}

gboolean
culm_confirm_is_any_unasked (GSettings *settings, BambuPrinter *printer)
{
  g_auto (GStrv) others = NULL;
  guint n;

  g_return_val_if_fail (G_IS_SETTINGS (settings), FALSE);
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), FALSE);

  others = list_of_others (settings, printer, &n);

  return n > 0;
}

void
culm_confirm_ask_again (GSettings *settings, BambuPrinter *printer)
{
  g_auto (GStrv) others = NULL;
  guint n;

  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (BAMBU_IS_PRINTER (printer));

  others = list_of_others (settings, printer, &n);
  g_settings_set_strv (settings, KEY, (const char *const *) others);
}
