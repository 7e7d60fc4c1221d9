/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-sign-in-dialog-private.h"

#include <bambu/account/bambu-cloud-calls.h>
#include <glib/gi18n.h>

#include "culm-account-printers-page.h"
#include "culm-announce.h"
#include "culm-credentials-page.h"
#include "culm-errors.h"
#include "culm-sign-in-code-page.h"
#include "culm-toast.h"

static const CulmSignInTiming TIMING = {
  .slow_msec = 15 * 1000,
  .tick_msec = 1000,
};

struct _CulmSignInDialog
{
  AdwDialog parent_instance;

  AdwToastOverlay *toast_overlay;
  AdwNavigationView *navigation_view;
  CulmCredentialsPage *credentials_page;
  GtkRevealer *slow_revealer;
  CulmSignInCodePage *code_page;          /* weak */
  CulmAccountPrintersPage *printers_page; /* weak */

  BambuAccountPrinters *printers;
  BambuAccount *account;
  CulmSignInTiming timing;
  CulmSignInLeg leg;
  DexFuture *work;
  guint slow_id;
};

G_DEFINE_FINAL_TYPE (CulmSignInDialog, culm_sign_in_dialog, ADW_TYPE_DIALOG)

static gboolean
on_slow (gpointer user_data)
{
  CulmSignInDialog *self = user_data;

  self->slow_id = 0;
  gtk_revealer_set_reveal_child (self->slow_revealer, TRUE);
  culm_announce (GTK_WIDGET (self), _ ("Bambu Lab’s server has not answered"));

  return G_SOURCE_REMOVE;
}

static void
watch_for_slowness (CulmSignInDialog *self, gboolean waiting)
{
  g_clear_handle_id (&self->slow_id, g_source_remove);
  gtk_revealer_set_reveal_child (self->slow_revealer, FALSE);
  if (waiting)
    self->slow_id = g_timeout_add (self->timing.slow_msec, on_slow, self);
}

static void
on_keep_waiting (CulmSignInDialog *self)
{
  watch_for_slowness (self, TRUE);
}

static void
on_cancelled (CulmSignInDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
set_busy (CulmSignInDialog *self, gboolean busy)
{
  watch_for_slowness (self, busy);

  if (self->code_page != NULL)
    culm_sign_in_code_page_set_busy (self->code_page, busy);
  culm_credentials_page_set_busy (self->credentials_page, busy);
}

static void
set_problem (CulmSignInDialog *self, const CulmSignInProblem *problem)
{
  if (self->code_page != NULL)
    culm_sign_in_code_page_set_problem (self->code_page, problem);
  else
    culm_credentials_page_set_problem (self->credentials_page, problem);
}

/* The work that a callback belongs to is dropped when the dialog is disposed of: it needs no
 * reference of its own. */
static void
begin (CulmSignInDialog *self, CulmSignInLeg leg, DexFuture *future, DexFutureCallback callback)
{
  self->leg = leg;
  if (leg != CULM_SIGN_IN_LEG_PRINTERS)
    set_problem (self, NULL);
  set_busy (self, TRUE);

  dex_clear (&self->work);
  self->work = dex_future_finally (future, callback, self, NULL);
}

/* Drops what is under way: the request goes off the wire with it. */
static void
stop (CulmSignInDialog *self)
{
  set_busy (self, FALSE);
  dex_clear (&self->work);

  if (self->account != NULL
      && bambu_account_get_state (self->account) != BAMBU_ACCOUNT_STATE_SIGNED_IN)
    bambu_account_cancel (self->account);
  g_clear_object (&self->account);
}

static DexFuture *
on_devices (DexFuture *future, gpointer user_data)
{
  CulmSignInDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  set_busy (self, FALSE);
  if (self->printers_page == NULL)
    return NULL;

  if (value == NULL)
    {
      g_autoptr (CulmSignInProblem) problem = culm_sign_in_problem_new (
          error, CULM_SIGN_IN_LEG_PRINTERS, bambu_account_get_now (self->account));

      culm_account_printers_page_set_problem (self->printers_page, problem);
    }
  else
    culm_account_printers_page_set_devices (self->printers_page, g_value_get_object (value));

  return NULL;
}

static void
load_printers (CulmSignInDialog *self)
{
  culm_account_printers_page_set_devices (self->printers_page, NULL);
  begin (self, CULM_SIGN_IN_LEG_PRINTERS,
         bambu_account_printers_load (self->printers, self->account), on_devices);
}

static DexFuture *
on_chosen (DexFuture *future, gpointer user_data)
{
  CulmSignInDialog *self = user_data;
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) != NULL)
    adw_dialog_force_close (ADW_DIALOG (self));
  else
    {
      g_autofree char *text = culm_error_to_sentence (error);

      culm_account_printers_page_set_busy (self->printers_page, FALSE);
      adw_toast_overlay_add_toast (self->toast_overlay, culm_toast_new_failure (text, error));
    }

  return NULL;
}

static void
on_printers_done (CulmSignInDialog *self)
{
  /* A future that has settled calls back at once, and closes the dialog. */
  g_autoptr (CulmSignInDialog) keep = g_object_ref (self);
  g_auto (GStrv) chosen = culm_account_printers_page_dup_chosen (self->printers_page);

  culm_account_printers_page_set_busy (self->printers_page, TRUE);
  dex_clear (&self->work);
  self->work = dex_future_finally (
      bambu_account_printers_choose (self->printers, self->account, (const char *const *) chosen),
      on_chosen, self, NULL);
}

/* An account that was there before has taken over the token. */
static void
use_listed (CulmSignInDialog *self)
{
  BambuAccount *listed = bambu_account_list_find (
      bambu_account_printers_get_accounts (self->printers),
      bambu_account_get_region (self->account), bambu_account_get_account (self->account));

  if (listed != NULL)
    g_set_object (&self->account, listed);
}

static void
push_printers_page (CulmSignInDialog *self)
{
  AdwNavigationPage *page =
      culm_account_printers_page_new (bambu_account_printers_get_fleet (self->printers));

  g_set_weak_pointer (&self->printers_page, CULM_ACCOUNT_PRINTERS_PAGE (page));
  g_signal_connect_object (page, "done", G_CALLBACK (on_printers_done), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "again", G_CALLBACK (load_printers), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->navigation_view, page);
}

static void begin_with_code (CulmSignInDialog *self);
static void on_resend (CulmSignInDialog *self);
static void on_code_entered (CulmSignInDialog *self);

static void
on_start_again (CulmSignInDialog *self)
{
  adw_navigation_view_pop (self->navigation_view);
}

static void
on_use_code (CulmSignInDialog *self)
{
  adw_navigation_view_pop (self->navigation_view);
  begin_with_code (self);
}

static void
push_code_page (CulmSignInDialog *self)
{
  AdwNavigationPage *page = culm_sign_in_code_page_new (self->account, self->timing.tick_msec);

  g_set_weak_pointer (&self->code_page, CULM_SIGN_IN_CODE_PAGE (page));
  g_signal_connect_object (page, "entered", G_CALLBACK (on_code_entered), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "resend", G_CALLBACK (on_resend), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "start-again", G_CALLBACK (on_start_again), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "use-code", G_CALLBACK (on_use_code), self, G_CONNECT_SWAPPED);

  adw_navigation_view_push (self->navigation_view, page);
}

static void
show_error (CulmSignInDialog *self, const GError *error)
{
  g_autoptr (CulmSignInProblem) problem =
      culm_sign_in_problem_new (error, self->leg, bambu_account_get_now (self->account));

  /* What the user can mend by looking at it stays; what was refused is typed anew. */
  if (problem->field == CULM_SIGN_IN_FIELD_PASSWORD)
    culm_credentials_page_wipe (self->credentials_page);

  set_problem (self, problem);
}

static DexFuture *
on_step (DexFuture *future, gpointer user_data)
{
  CulmSignInDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = dex_future_get_value (future, &error) != NULL;

  set_busy (self, FALSE);

  if (!done)
    {
      show_error (self, error);
      return NULL;
    }

  culm_credentials_page_wipe (self->credentials_page);

  switch (bambu_account_get_state (self->account))
    {
    case BAMBU_ACCOUNT_STATE_SIGNED_IN:
      use_listed (self);
      push_printers_page (self);
      load_printers (self);
      break;
    case BAMBU_ACCOUNT_STATE_NEEDS_EMAIL_CODE:
    case BAMBU_ACCOUNT_STATE_NEEDS_SMS_CODE:
    case BAMBU_ACCOUNT_STATE_NEEDS_AUTHENTICATOR:
      if (self->code_page == NULL)
        push_code_page (self);
      /* The password was accepted, but no code could be sent. */
      if (bambu_account_get_error (self->account) != NULL)
        {
          self->leg = CULM_SIGN_IN_LEG_SEND_CODE;
          show_error (self, bambu_account_get_error (self->account));
        }
      break;
    case BAMBU_ACCOUNT_STATE_SIGNED_OUT:
    case BAMBU_ACCOUNT_STATE_SIGNING_IN:
    case BAMBU_ACCOUNT_STATE_EXPIRED:
    default:
      break;
    }

  return NULL;
}

static gboolean
create_account (CulmSignInDialog *self)
{
  const char *region = culm_credentials_page_get_region (self->credentials_page);

  stop (self);
  self->account =
      region != NULL
          ? bambu_account_list_create (bambu_account_printers_get_accounts (self->printers), region)
          : NULL;

  return self->account != NULL;
}

static void
on_entered (CulmSignInDialog *self)
{
  g_autofree char *account = culm_credentials_page_dup_account (self->credentials_page);

  if (create_account (self))
    begin (self, CULM_SIGN_IN_LEG_PASSWORD,
           bambu_account_sign_in (self->account, account,
                                  culm_credentials_page_get_password (self->credentials_page)),
           on_step);
}

static void
begin_with_code (CulmSignInDialog *self)
{
  g_autofree char *account = culm_credentials_page_dup_account (self->credentials_page);

  if (create_account (self))
    begin (self, CULM_SIGN_IN_LEG_SEND_CODE, bambu_account_sign_in_by_code (self->account, account),
           on_step);
}

static void
on_resend (CulmSignInDialog *self)
{
  begin (self, CULM_SIGN_IN_LEG_SEND_CODE, bambu_account_send_code (self->account), on_step);
}

static void
on_code_entered (CulmSignInDialog *self)
{
  CulmSignInLeg leg =
      bambu_account_get_state (self->account) == BAMBU_ACCOUNT_STATE_NEEDS_AUTHENTICATOR
          ? CULM_SIGN_IN_LEG_AUTHENTICATOR
          : CULM_SIGN_IN_LEG_CODE;

  begin (
      self, leg,
      bambu_account_submit_code (self->account, culm_sign_in_code_page_get_code (self->code_page)),
      on_step);
}

/* Going back gives up what the code was for. */
static void
on_page_changed (CulmSignInDialog *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation_view);
  GtkWidget *button = NULL;

  /* The template is being built. */
  if (self->printers == NULL)
    return;

  if (CULM_IS_CREDENTIALS_PAGE (page))
    {
      button = culm_credentials_page_get_default (CULM_CREDENTIALS_PAGE (page));
      g_clear_weak_pointer (&self->code_page);
      stop (self);
    }
  else if (CULM_IS_ACCOUNT_PRINTERS_PAGE (page))
    {
      button = culm_account_printers_page_get_default (CULM_ACCOUNT_PRINTERS_PAGE (page));
      g_clear_weak_pointer (&self->code_page);
    }

  adw_dialog_set_default_widget (ADW_DIALOG (self), button);
  if (page != NULL && CULM_IS_SIGN_IN_CODE_PAGE (page))
    gtk_widget_grab_focus (GTK_WIDGET (page));
}

/* A focus that is left in a closed dialog keeps its navigation view alive (libadwaita 1.7). */
static void
culm_sign_in_dialog_closed (AdwDialog *dialog)
{
  CulmSignInDialog *self = CULM_SIGN_IN_DIALOG (dialog);

  stop (self);
  culm_credentials_page_wipe (self->credentials_page);
  adw_dialog_set_focus (dialog, NULL);
}

static void
culm_sign_in_dialog_dispose (GObject *object)
{
  CulmSignInDialog *self = CULM_SIGN_IN_DIALOG (object);

  g_clear_handle_id (&self->slow_id, g_source_remove);
  dex_clear (&self->work);
  g_clear_weak_pointer (&self->code_page);
  g_clear_weak_pointer (&self->printers_page);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_SIGN_IN_DIALOG);
  g_clear_object (&self->account);
  g_clear_object (&self->printers);

  G_OBJECT_CLASS (culm_sign_in_dialog_parent_class)->dispose (object);
}

static void
culm_sign_in_dialog_class_init (CulmSignInDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_sign_in_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = culm_sign_in_dialog_closed;

  g_type_ensure (CULM_TYPE_CREDENTIALS_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-sign-in-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmSignInDialog, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, CulmSignInDialog, navigation_view);
  gtk_widget_class_bind_template_child (widget_class, CulmSignInDialog, credentials_page);
  gtk_widget_class_bind_template_child (widget_class, CulmSignInDialog, slow_revealer);
  gtk_widget_class_bind_template_callback (widget_class, on_page_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entered);
  gtk_widget_class_bind_template_callback (widget_class, begin_with_code);
  gtk_widget_class_bind_template_callback (widget_class, on_cancelled);
  gtk_widget_class_bind_template_callback (widget_class, on_keep_waiting);
}

static void
culm_sign_in_dialog_init (CulmSignInDialog *self)
{
  self->timing = TIMING;
  gtk_widget_init_template (GTK_WIDGET (self));
}

CulmSignInDialog *
culm_sign_in_dialog_new (BambuAccountPrinters *printers, BambuAccount *again)
{
  CulmSignInDialog *self = g_object_new (CULM_TYPE_SIGN_IN_DIALOG, NULL);
  BambuAccountList *accounts = bambu_account_printers_get_accounts (printers);

  self->printers = g_object_ref (printers);
  culm_credentials_page_set_regions (self->credentials_page,
                                     bambu_account_list_get_regions (accounts));
  if (again != NULL)
    culm_credentials_page_set_account (self->credentials_page, bambu_account_get_region (again),
                                       bambu_account_get_account (again));
  on_page_changed (self);

  return self;
}

CulmSignInDialog *
culm_sign_in_dialog_new_to_choose (BambuAccountPrinters *printers, BambuAccount *account)
{
  CulmSignInDialog *self = culm_sign_in_dialog_new (printers, account);

  g_set_object (&self->account, account);
  push_printers_page (self);
  load_printers (self);

  return self;
}

BambuAccount *
culm_sign_in_dialog_get_account (CulmSignInDialog *self)
{
  g_return_val_if_fail (CULM_IS_SIGN_IN_DIALOG (self), NULL);

  return self->account;
}

void
culm_sign_in_dialog_set_timing (CulmSignInDialog *self, const CulmSignInTiming *timing)
{
  g_return_if_fail (CULM_IS_SIGN_IN_DIALOG (self));

  self->timing = *timing;
}
