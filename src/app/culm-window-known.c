/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-question.h"
#include "culm-window-private.h"

#include <glib/gi18n.h>
#include <words/culm-binding-words.h>

#include "culm-certificate-dialog.h"
#include "culm-code-dialog.h"
#include "culm-entry-dialog.h"
#include "culm-errors.h"
#include "culm-toast.h"

/* What is known of a printer, here and in its account: each change with its question. */

static CulmPrinterQuestion *
question_new (CulmWindow *window, BambuPrinter *printer)
{
  CulmPrinterQuestion *question = g_new0 (CulmPrinterQuestion, 1);

  g_set_weak_pointer (&question->window, window);
  question->printer = g_object_ref (printer);

  return question;
}

static void
question_free (CulmPrinterQuestion *question)
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

void
culm_window_ask (CulmWindow *self,
                 BambuPrinter *printer,
                 AdwDialog *dialog,
                 const char *signal,
                 GCallback callback)
{
  g_signal_connect_data (dialog, signal, callback, question_new (self, printer),
                         question_closure_free, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

BambuAccount *
culm_window_find_account (CulmWindow *self, BambuPrinter *printer)
{
  BambuAccountPrinters *printers = culm_window_get_account_printers (self);
  BambuAccount *account = printers != NULL ? bambu_account_printers_find (printers, printer) : NULL;

  if (account == NULL || bambu_account_get_state (account) != BAMBU_ACCOUNT_STATE_SIGNED_IN)
    return NULL;

  return account;
}

static DexFuture *
on_change_failed (DexFuture *future, gpointer user_data)
{
  CulmPrinterQuestion *question = user_data;
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
  CulmPrinterQuestion *question = user_data;
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
on_rename_response (CulmEntryDialog *dialog, const char *response, CulmPrinterQuestion *question)
{
  g_autofree char *name = culm_entry_dialog_dup_text (dialog);

  if (question->window == NULL || g_strcmp0 (response, "accept") != 0)
    return;

  carry_out (
      question->window, question->printer,
      bambu_fleet_rename (culm_window_get_fleet (question->window), question->printer, name));

  /* The account is told even if the window closes meanwhile. */
  if (culm_entry_dialog_get_switch (dialog)
      && culm_window_find_account (question->window, question->printer) != NULL)
    dex_future_disown (dex_future_catch (
        bambu_account_printers_rename (culm_window_get_account_printers (question->window),
                                       question->printer, name),
        on_account_rename_failed, question_new (question->window, question->printer),
        (GDestroyNotify) question_free));
}

void
culm_window_rename_printer (CulmWindow *self, BambuPrinter *printer)
{
  CulmEntryDialog *dialog = culm_entry_dialog_new (_ ("Rename Printer"), _ ("Name"),
                                                   bambu_printer_get_name (printer), _ ("_Rename"));

  if (culm_window_find_account (self, printer) != NULL)
    culm_entry_dialog_add_switch (dialog, _ ("Also in the Bambu Lab account"));

  culm_window_ask (self, printer, ADW_DIALOG (dialog), "response", G_CALLBACK (on_rename_response));
}

static void
on_address_response (CulmEntryDialog *dialog, const char *response, CulmPrinterQuestion *question)
{
  g_autofree char *address = culm_entry_dialog_dup_text (dialog);

  if (question->window == NULL || g_strcmp0 (response, "accept") != 0)
    return;

  carry_out (question->window, question->printer,
             bambu_fleet_set_address (culm_window_get_fleet (question->window), question->printer,
                                      address));
}

void
culm_window_change_address (CulmWindow *self, BambuPrinter *printer)
{
  CulmEntryDialog *dialog =
      culm_entry_dialog_new (_ ("Change Address"), _ ("Host Name or IP Address"),
                             bambu_printer_get_address (printer), _ ("_Change"));

  culm_window_ask (self, printer, ADW_DIALOG (dialog), "response",
                   G_CALLBACK (on_address_response));
}

static void
on_code_entered (CulmCodeDialog *dialog, const char *code, CulmPrinterQuestion *question)
{
  if (question->window == NULL)
    return;

  carry_out (question->window, question->printer,
             bambu_fleet_set_access_code (culm_window_get_fleet (question->window),
                                          question->printer, code));
}

void
culm_window_enter_access_code (CulmWindow *self, BambuPrinter *printer)
{
  CulmCodeDialog *dialog = culm_code_dialog_new (printer);

  culm_window_ask (self, printer, ADW_DIALOG (dialog), "entered", G_CALLBACK (on_code_entered));
}

static void
on_certificate_response (AdwAlertDialog *dialog,
                         const char *response,
                         CulmPrinterQuestion *question)
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

void
culm_window_review_certificate (CulmWindow *self, BambuPrinter *printer)
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

  culm_window_ask (self, printer, ADW_DIALOG (dialog), "response",
                   G_CALLBACK (on_certificate_response));
}

static void
remove_now (CulmWindow *self, BambuPrinter *printer)
{
  carry_out (self, printer, bambu_fleet_remove (culm_window_get_fleet (self), printer));
}

static void
on_remove_response (AdwAlertDialog *dialog, const char *response, CulmPrinterQuestion *question)
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

  culm_window_ask (self, printer, ADW_DIALOG (dialog), "response", callback);
}

void
culm_window_remove_printer (CulmWindow *self, BambuPrinter *printer)
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
  CulmPrinterQuestion *question = user_data;
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
on_unbind_response (AdwAlertDialog *dialog, const char *response, CulmPrinterQuestion *question)
{
  if (question->window == NULL || g_strcmp0 (response, "unbind") != 0
      || culm_window_find_account (question->window, question->printer) == NULL)
    return;

  /* It is carried out even if the window closes meanwhile. */
  dex_future_disown (dex_future_finally (
      bambu_account_printers_unbind (culm_window_get_account_printers (question->window),
                                     question->printer),
      on_unbound, question_new (question->window, question->printer),
      (GDestroyNotify) question_free));
}

void
culm_window_unbind_printer (CulmWindow *self, BambuPrinter *printer)
{
  g_autofree char *heading = NULL;
  const char *body;

  if (culm_window_find_account (self, printer) == NULL)
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
