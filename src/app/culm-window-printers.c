/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-question.h"
#include "culm-window-private.h"

#include <glib/gi18n.h>
#include <words/culm-binding-words.h>

#include "culm-certificate-dialog.h"
#include "culm-chamber-light.h"
#include "culm-code-dialog.h"
#include "culm-command.h"
#include "culm-controls-page.h"
#include "culm-entry-dialog.h"
#include "culm-errors.h"
#include "culm-printer-page.h"
#include "culm-stop-dialog.h"
#include "culm-trend-dialog.h"
#include "culm-toast.h"

/* A question about a printer that is open in front of the window. */
typedef struct
{
  CulmWindow *window; /* weak */
  BambuPrinter *printer;
} Question;

static Question *
question_new (CulmWindow *window, BambuPrinter *printer)
{
  Question *question = g_new0 (Question, 1);

  g_set_weak_pointer (&question->window, window);
  question->printer = g_object_ref (printer);

  return question;
}

static void
question_free (Question *question)
{
  g_clear_weak_pointer (&question->window);
  g_clear_object (&question->printer);
  g_free (question);
}

static void
question_closure_free (gpointer data, GClosure *closure)
{
  question_free (data);
}

static DexFuture *
on_change_failed (DexFuture *future, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  dex_future_get_value (future, &error);
  if (question->window == NULL || error == NULL)
    return NULL;

  text = culm_error_to_sentence (error);
  culm_toast_show_failure (GTK_WIDGET (question->window), text, error);

  return NULL;
}

/* What was asked for is carried out and remembered even if the window closes meanwhile. */
static void
carry_out (CulmWindow *self, BambuPrinter *printer, DexFuture *change)
{
  dex_future_disown (dex_future_catch (change, on_change_failed, question_new (self, printer),
                                       (GDestroyNotify) question_free));
}

/* The account that can be asked to change something about @printer */
static BambuAccount *
find_account (CulmWindow *self, BambuPrinter *printer)
{
  BambuAccountPrinters *printers = culm_window_get_account_printers (self);
  BambuAccount *account = printers != NULL ? bambu_account_printers_find (printers, printer) : NULL;

  if (account == NULL || bambu_account_get_state (account) != BAMBU_ACCOUNT_STATE_SIGNED_IN)
    return NULL;

  return account;
}

static void
ask (CulmWindow *self,
     BambuPrinter *printer,
     AdwDialog *dialog,
     const char *signal,
     GCallback callback)
{
  g_signal_connect_data (dialog, signal, callback, question_new (self, printer),
                         question_closure_free, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static BambuPrinter *
find_printer (CulmWindow *self, GVariant *parameter)
{
  const char *serial = g_variant_get_string (parameter, NULL);

  if (*serial == '\0')
    return culm_window_get_selected (self);

  return bambu_fleet_find (culm_window_get_fleet (self), serial);
}

static void
open_printer (CulmWindow *self, BambuPrinter *printer)
{
  culm_window_select (self, printer);
}

static void
retry (CulmWindow *self, BambuPrinter *printer)
{
  BambuLink *link = bambu_printer_get_link (printer);

  if (link != NULL)
    bambu_link_open (link);
  if (culm_window_get_account_printers (self) != NULL)
    bambu_account_printers_retry (culm_window_get_account_printers (self), printer);
}

static void
refresh (CulmWindow *self, BambuPrinter *printer)
{
  if (bambu_printer_get_link_state (printer) != BAMBU_LINK_STATE_OPEN)
    retry (self, printer);
  else if (!bambu_printer_refresh (printer))
    culm_toast_show (GTK_WIDGET (self), _ ("The printer was asked for everything a moment ago"));
}

static void
copy_address (CulmWindow *self, BambuPrinter *printer)
{
  const char *address = bambu_printer_get_address (printer);

  if (address == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), address);
  culm_toast_show (GTK_WIDGET (self), _ ("Address copied"));
}

static void
show_controls (CulmWindow *self, BambuPrinter *printer)
{
  GtkWidget *content;

  culm_window_select (self, printer);
  content = culm_window_get_content (self);
  /* There is none before the window's first frame. */
  if (CULM_IS_PRINTER_PAGE (content)
      && !culm_printer_page_shows (CULM_PRINTER_PAGE (content), CULM_CONTROLS_PAGE_TAG))
    culm_printer_page_push (CULM_PRINTER_PAGE (content),
                            culm_controls_page_new (printer, culm_window_get_settings (self)));
}

static void
print_file (CulmWindow *self, BambuPrinter *printer)
{
  culm_print_desk_choose (culm_window_get_print_desk (self), printer);
}

static void
show_history (CulmWindow *self, BambuPrinter *printer, BambuAms *ams)
{
  BambuRecorder *recorder = bambu_fleet_get_recorder (culm_window_get_fleet (self), printer);

  adw_dialog_present (culm_trend_dialog_new (recorder, printer, ams), GTK_WIDGET (self));
}

static void
show_temperatures (CulmWindow *self, BambuPrinter *printer)
{
  show_history (self, printer, NULL);
}

static void
show_ams_history (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmWindow *self = CULM_WINDOW (widget);
  const char *serial;
  int id;
  BambuPrinter *printer;
  BambuAms *ams;

  g_variant_get (parameter, "(&si)", &serial, &id);
  printer = bambu_fleet_find (culm_window_get_fleet (self), serial);
  ams = printer != NULL ? bambu_printer_find_unit (printer, id) : NULL;
  if (ams != NULL)
    show_history (self, printer, ams);
}

static char *
dup_reason (const GError *error, CulmBindingStep step)
{
  g_autoptr (CulmSignInProblem) problem =
      culm_binding_problem_new (error, step, g_get_real_time () / G_USEC_PER_SEC);

  return g_steal_pointer (&problem->text);
}

static DexFuture *
on_account_rename_failed (DexFuture *future, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *text = NULL;

  dex_future_get_value (future, &error);
  if (question->window == NULL)
    return NULL;

  reason = dup_reason (error, CULM_BINDING_STEP_RENAME);
  /* Translators: %s is a sentence that says why */
  text = g_strdup_printf (_ ("In the account the printer has its old name. %s"), reason);
  culm_toast_show_failure (GTK_WIDGET (question->window), text, error);

  return NULL;
}

static void
on_rename_response (CulmEntryDialog *dialog, const char *response, Question *question)
{
  g_autofree char *name = culm_entry_dialog_dup_text (dialog);

  if (question->window == NULL || g_strcmp0 (response, "accept") != 0)
    return;

  carry_out (
      question->window, question->printer,
      bambu_fleet_rename (culm_window_get_fleet (question->window), question->printer, name));

  /* The account is told even if the window closes meanwhile. */
  if (culm_entry_dialog_get_switch (dialog)
      && find_account (question->window, question->printer) != NULL)
    dex_future_disown (dex_future_catch (
        bambu_account_printers_rename (culm_window_get_account_printers (question->window),
                                       question->printer, name),
        on_account_rename_failed, question_new (question->window, question->printer),
        (GDestroyNotify) question_free));
}

static void
rename_printer (CulmWindow *self, BambuPrinter *printer)
{
  CulmEntryDialog *dialog = culm_entry_dialog_new (_ ("Rename Printer"), _ ("Name"),
                                                   bambu_printer_get_name (printer), _ ("_Rename"));

  if (find_account (self, printer) != NULL)
    culm_entry_dialog_add_switch (dialog, _ ("Also in the Bambu Lab account"));

  ask (self, printer, ADW_DIALOG (dialog), "response", G_CALLBACK (on_rename_response));
}

static void
on_address_response (CulmEntryDialog *dialog, const char *response, Question *question)
{
  g_autofree char *address = culm_entry_dialog_dup_text (dialog);

  if (question->window == NULL || g_strcmp0 (response, "accept") != 0)
    return;

  carry_out (question->window, question->printer,
             bambu_fleet_set_address (culm_window_get_fleet (question->window), question->printer,
                                      address));
}

static void
change_address (CulmWindow *self, BambuPrinter *printer)
{
  CulmEntryDialog *dialog =
      culm_entry_dialog_new (_ ("Change Address"), _ ("Host Name or IP Address"),
                             bambu_printer_get_address (printer), _ ("_Change"));

  ask (self, printer, ADW_DIALOG (dialog), "response", G_CALLBACK (on_address_response));
}

static void
on_code_entered (CulmCodeDialog *dialog, const char *code, Question *question)
{
  if (question->window == NULL)
    return;

  carry_out (question->window, question->printer,
             bambu_fleet_set_access_code (culm_window_get_fleet (question->window),
                                          question->printer, code));
}

static void
enter_access_code (CulmWindow *self, BambuPrinter *printer)
{
  CulmCodeDialog *dialog = culm_code_dialog_new (printer);

  ask (self, printer, ADW_DIALOG (dialog), "entered", G_CALLBACK (on_code_entered));
}

static void
on_certificate_response (AdwAlertDialog *dialog, const char *response, Question *question)
{
  const char *fingerprint = g_object_get_data (G_OBJECT (dialog), "fingerprint");

  if (question->window == NULL || g_strcmp0 (response, "trust") != 0)
    return;

  carry_out (question->window, question->printer,
             bambu_fleet_trust_certificate (culm_window_get_fleet (question->window),
                                            question->printer, fingerprint));
}

/* A question that answered itself goes away. */
static void
on_link_state_changed (AdwDialog *dialog, GParamSpec *pspec, BambuPrinter *printer)
{
  if (bambu_printer_get_link_state (printer) != BAMBU_LINK_STATE_UNTRUSTED)
    adw_dialog_force_close (dialog);
}

static void
review_certificate (CulmWindow *self, BambuPrinter *printer)
{
  const BambuCertificate *certificate = bambu_printer_get_certificate (printer);
  const char *address = bambu_printer_get_address (printer);
  AdwAlertDialog *dialog;

  if (certificate == NULL || bambu_printer_get_link_state (printer) != BAMBU_LINK_STATE_UNTRUSTED)
    return;

  dialog = culm_certificate_dialog_new (certificate, address != NULL ? address : "");
  /* The user agrees to what was shown, whatever the printer shows by then. */
  g_object_set_data_full (G_OBJECT (dialog), "fingerprint", g_strdup (certificate->fingerprint),
                          g_free);
  g_signal_connect_object (printer, "notify::link-state", G_CALLBACK (on_link_state_changed),
                           dialog, G_CONNECT_SWAPPED);

  ask (self, printer, ADW_DIALOG (dialog), "response", G_CALLBACK (on_certificate_response));
}

static void
remove_now (CulmWindow *self, BambuPrinter *printer)
{
  carry_out (self, printer, bambu_fleet_remove (culm_window_get_fleet (self), printer));
}

static void
on_remove_response (AdwAlertDialog *dialog, const char *response, Question *question)
{
  if (question->window != NULL && g_strcmp0 (response, "remove") == 0)
    remove_now (question->window, question->printer);
}

/* What cannot be taken back by a click is asked with the safe answer as default. */
static void
ask_destructively (CulmWindow *self,
                   BambuPrinter *printer,
                   const char *heading,
                   const char *body,
                   const char *response,
                   const char *label,
                   GCallback callback)
{
  AdwAlertDialog *dialog = culm_question_new (heading, body);

  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), response, label, NULL);
  adw_alert_dialog_set_response_appearance (dialog, response, ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");

  ask (self, printer, ADW_DIALOG (dialog), "response", callback);
}

static void
remove_printer (CulmWindow *self, BambuPrinter *printer)
{
  BambuAccountPrinters *printers = culm_window_get_account_printers (self);
  g_autofree char *heading = NULL;
  const char *body;

  if (bambu_printer_is_demo (printer))
    {
      remove_now (self, printer);
      return;
    }

  /* Translators: a printer's name */
  heading = g_strdup_printf (_ ("Remove “%s”?"), bambu_printer_get_name (printer));
  if (printers != NULL && bambu_account_printers_find (printers, printer) != NULL)
    body = _ ("Its access code, its last known state and what it printed are forgotten. It stays "
              "bound to the account: Preferences → Account → Choose Printers… brings it back.");
  else
    body = _ ("Its access code, its last known state and what it printed are forgotten. The "
              "printer itself is not changed and can be added again.");

  ask_destructively (self, printer, heading, body, "remove", _ ("_Remove"),
                     G_CALLBACK (on_remove_response));
}

static DexFuture *
on_unbound (DexFuture *future, gpointer user_data)
{
  Question *question = user_data;
  const char *name = bambu_printer_get_name (question->printer);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (dex_future_get_value (future, &error) != NULL)
    /* Translators: a printer's name */
    text = g_strdup_printf (_ ("“%s” was unbound from the account"), name);
  else
    {
      g_autofree char *reason = dup_reason (error, CULM_BINDING_STEP_UNBIND);

      /* Translators: a printer's name, and a sentence that says why */
      text = g_strdup_printf (_ ("“%s” is still bound to the account. %s"), name, reason);
    }

  if (question->window == NULL)
    return NULL;

  if (error != NULL)
    culm_toast_show_failure (GTK_WIDGET (question->window), text, error);
  else
    culm_toast_show (GTK_WIDGET (question->window), text);

  return NULL;
}

static void
on_unbind_response (AdwAlertDialog *dialog, const char *response, Question *question)
{
  if (question->window == NULL || g_strcmp0 (response, "unbind") != 0
      || find_account (question->window, question->printer) == NULL)
    return;

  /* It is carried out even if the window closes meanwhile. */
  dex_future_disown (dex_future_finally (
      bambu_account_printers_unbind (culm_window_get_account_printers (question->window),
                                     question->printer),
      on_unbound, question_new (question->window, question->printer),
      (GDestroyNotify) question_free));
}

static void
unbind_printer (CulmWindow *self, BambuPrinter *printer)
{
  g_autofree char *heading = NULL;
  const char *body;

  if (find_account (self, printer) == NULL)
    return;

  /* Translators: a printer's name */
  heading = g_strdup_printf (_ ("Unbind “%s”?"), bambu_printer_get_name (printer));
  if (bambu_printer_get_address (printer) != NULL)
    body =
        _ ("Your Bambu Lab account loses this printer, in the cloud and in the phone app. Here it "
           "stays, through your network.");
  else
    body = _ ("Your Bambu Lab account loses this printer, in the cloud and in the phone app. It "
              "leaves this app too, for it has no address on your network.");

  ask_destructively (self, printer, heading, body, "unbind", _ ("_Unbind"),
                     G_CALLBACK (on_unbind_response));
}

/* Which of both is meant is said here, not by the printer. */
static void
pause_or_resume (CulmWindow *self, BambuPrinter *printer)
{
  BambuControl control = bambu_printer_get_state (printer) == BAMBU_STATE_PAUSE
                             ? BAMBU_CONTROL_RESUME
                             : BAMBU_CONTROL_PAUSE;

  culm_command_send (culm_window_get_content (self), printer, control, 0, 0);
}

static void
on_stop_response (AdwAlertDialog *dialog, const char *response, Question *question)
{
  if (question->window != NULL && g_strcmp0 (response, "stop") == 0)
    culm_command_send (culm_window_get_content (question->window), question->printer,
                       BAMBU_CONTROL_STOP, 0, 0);
}

static void
stop_print (CulmWindow *self, BambuPrinter *printer)
{
  /* One question is enough. */
  if (ADW_IS_ALERT_DIALOG (
          adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self))))
    return;

  if (bambu_printer_can (printer, BAMBU_CONTROL_STOP, NULL))
    ask (self, printer, ADW_DIALOG (culm_stop_dialog_new (printer)), "response",
         G_CALLBACK (on_stop_response));
  else
    /* It says why not. */
    culm_command_send (culm_window_get_content (self), printer, BAMBU_CONTROL_STOP, 0, 0);
}

/* The wire has no toggle: what is wanted is the contrary of what is seen, or waited for. */
static void
switch_light (CulmWindow *self, BambuPrinter *printer)
{
  BambuPending *pending =
      bambu_printer_get_pending (printer, BAMBU_CONTROL_LIGHT, BAMBU_LIGHT_PLACE_CHAMBER);

  if (!bambu_pending_is_active (pending))
    culm_command_send (culm_window_get_content (self), printer, BAMBU_CONTROL_LIGHT,
                       BAMBU_LIGHT_PLACE_CHAMBER, !culm_chamber_light_is_on (printer));
}

typedef struct
{
  const char *name;
  void (*activate) (CulmWindow *self, BambuPrinter *printer);
  enum
  {
    FOR_ALL,
    FOR_REAL,
    FOR_BOUND,
    FOR_CLOUD,
    FOR_OFFERED, /* another firmware */
    FOR_CAMERA,
    FOR_DEMO,
  } printers;
} PrinterAction;

static const PrinterAction printer_actions[] = {
  { "win.open-printer", open_printer, FOR_ALL },
  { "win.retry", retry, FOR_ALL },
  { "win.refresh", refresh, FOR_ALL },
  { "win.print-file", print_file, FOR_ALL },
  { "win.show-controls", show_controls, FOR_ALL },
  { "win.show-temperatures", show_temperatures, FOR_ALL },
  { "win.copy-address", copy_address, FOR_REAL },
  { "win.pause-or-resume", pause_or_resume, FOR_ALL },
  { "win.stop-print", stop_print, FOR_ALL },
  { "win.skip-objects", culm_window_skip_objects, FOR_ALL },
  { "win.switch-light", switch_light, FOR_ALL },
  { "win.take-picture", culm_window_take_picture, FOR_CAMERA },
  { "win.pop-out-camera", culm_window_pop_out_camera, FOR_CAMERA },
  { "win.show-camera-fullscreen", culm_window_show_camera_fullscreen, FOR_CAMERA },
  { "win.rename-printer", rename_printer, FOR_REAL },
  { "win.change-address", change_address, FOR_REAL },
  { "win.enter-access-code", enter_access_code, FOR_REAL },
  { "win.show-access-code", culm_window_show_access_code, FOR_CLOUD },
  { "win.restart-printer", culm_window_restart_printer, FOR_ALL },
  { "win.update-firmware", culm_window_update_firmware, FOR_OFFERED },
  { "win.review-certificate", review_certificate, FOR_REAL },
  { "win.unbind-printer", unbind_printer, FOR_BOUND },
  { "win.remove-printer", remove_printer, FOR_REAL },
  { "win.remove-demo-printer", remove_printer, FOR_DEMO },
};

static void
activate_printer_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmWindow *self = CULM_WINDOW (widget);
  g_autoptr (BambuPrinter) printer = NULL;

  /* The action may be what lets go of it. */
  if (!g_set_object (&printer, find_printer (self, parameter)))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (printer_actions); i++)
    if (g_str_equal (printer_actions[i].name, action_name))
      printer_actions[i].activate (self, printer);
}

void
culm_window_install_printer_actions (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (printer_actions); i++)
    gtk_widget_class_install_action (widget_class, printer_actions[i].name, "s",
                                     activate_printer_action);

  gtk_widget_class_install_action (widget_class, "win.show-ams-history", "(si)", show_ams_history);
}

static gboolean
is_for (CulmWindow *self, const PrinterAction *action, BambuPrinter *printer)
{
  switch (action->printers)
    {
    case FOR_REAL:
      return !bambu_printer_is_demo (printer);
    case FOR_BOUND:
      return find_account (self, printer) != NULL;
    case FOR_CLOUD:
      return bambu_printer_get_connection (printer) == BAMBU_CONNECTION_CLOUD;
    case FOR_OFFERED:
      return bambu_printer_get_upgrade_version (printer) != NULL
             && !bambu_printer_is_upgrading (printer);
    case FOR_CAMERA:
      return bambu_printer_get_camera_kind (printer) != BAMBU_CAMERA_KIND_NONE;
    case FOR_DEMO:
      return bambu_printer_is_demo (printer);
    case FOR_ALL:
    default:
      return TRUE;
    }
}

void
culm_window_work (CulmWindow *self, const char *action, BambuPrinter *printer)
{
  g_autoptr (BambuPrinter) held = g_object_ref (printer);

  g_return_if_fail (CULM_IS_WINDOW (self));

  for (gsize i = 0; i < G_N_ELEMENTS (printer_actions); i++)
    if (g_str_equal (printer_actions[i].name, action)
        && is_for (self, &printer_actions[i], printer))
      printer_actions[i].activate (self, printer);
}

/* Where no printer is selected, what says which one it is for works all the same. */
void
culm_window_update_printer_actions (CulmWindow *self)
{
  BambuPrinter *printer = culm_window_get_selected (self);

  for (gsize i = 0; i < G_N_ELEMENTS (printer_actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), printer_actions[i].name,
                                   printer != NULL ? is_for (self, &printer_actions[i], printer)
                                                   : printer_actions[i].printers == FOR_ALL);
  culm_window_update_demo_actions (self, printer);
}
