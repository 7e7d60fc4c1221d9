/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-sign-in-code-page.h"

#include <glib/gi18n.h>

#include "culm-code-filter.h"
#include "culm-problem-box.h"
#include "culm-wrap.h"

#define N_DIGITS 6

struct _CulmSignInCodePage
{
  AdwNavigationPage parent_instance;

  AdwStatusPage *status_page;
  GtkEditable *code_entry;
  CulmProblemBox *problem_box;
  GtkStack *resend_stack;
  GtkButton *resend_button;

  BambuAccount *account;
  BambuAccountState kind;
  guint tick_msec;
  guint countdown_id;
  gboolean busy;
  gboolean refused; /* the last code: a new one helps */
};

enum
{
  SIGNAL_ENTERED,
  SIGNAL_RESEND,
  SIGNAL_START_AGAIN,
  SIGNAL_USE_CODE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmSignInCodePage, culm_sign_in_code_page, ADW_TYPE_NAVIGATION_PAGE)

static void
on_changed (CulmSignInCodePage *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->code_entry), "error");

  if (!self->busy && strlen (gtk_editable_get_text (self->code_entry)) == N_DIGITS)
    g_signal_emit (self, signals[SIGNAL_ENTERED], 0);
}

/* Enter repeats a code that could not be sent. */
static void
on_activate (CulmSignInCodePage *self)
{
  on_changed (self);
}

static void
on_resend (CulmSignInCodePage *self)
{
  g_signal_emit (self, signals[SIGNAL_RESEND], 0);
}

static void
on_help (CulmSignInCodePage *self, int help)
{
  if (help == CULM_SIGN_IN_HELP_USE_CODE)
    g_signal_emit (self, signals[SIGNAL_USE_CODE], 0);
  else if (help == CULM_SIGN_IN_HELP_START_AGAIN)
    g_signal_emit (self, signals[SIGNAL_START_AGAIN], 0);
}

static gboolean
on_tick (gpointer user_data)
{
  CulmSignInCodePage *self = user_data;
  int seconds = (int) MAX (
      bambu_account_get_resend_at (self->account) - bambu_account_get_now (self->account), 0);
  g_autofree char *label = culm_format_resend (self->refused, seconds);

  gtk_button_set_label (self->resend_button, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->resend_button), seconds == 0 && !self->busy);

  if (seconds > 0)
    return G_SOURCE_CONTINUE;

  self->countdown_id = 0;

  return G_SOURCE_REMOVE;
}

static void
update_resend (CulmSignInCodePage *self)
{
  g_clear_handle_id (&self->countdown_id, g_source_remove);
  if (on_tick (self) == G_SOURCE_CONTINUE)
    self->countdown_id = g_timeout_add (self->tick_msec, on_tick, self);
}

static gboolean
culm_sign_in_code_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CULM_SIGN_IN_CODE_PAGE (widget)->code_entry));
}

static void
culm_sign_in_code_page_dispose (GObject *object)
{
  CulmSignInCodePage *self = CULM_SIGN_IN_CODE_PAGE (object);

  g_clear_handle_id (&self->countdown_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), CULM_TYPE_SIGN_IN_CODE_PAGE);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (culm_sign_in_code_page_parent_class)->dispose (object);
}

static void
culm_sign_in_code_page_class_init (CulmSignInCodePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = culm_sign_in_code_page_dispose;
  widget_class->grab_focus = culm_sign_in_code_page_grab_focus;

  signals[SIGNAL_ENTERED] =
      g_signal_new ("entered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_RESEND] =
      g_signal_new ("resend", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_START_AGAIN] =
      g_signal_new ("start-again", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_USE_CODE] =
      g_signal_new ("use-code", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CULM_TYPE_PROBLEM_BOX);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-sign-in-code-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmSignInCodePage, status_page);
  gtk_widget_class_bind_template_child (widget_class, CulmSignInCodePage, code_entry);
  gtk_widget_class_bind_template_child (widget_class, CulmSignInCodePage, problem_box);
  gtk_widget_class_bind_template_child (widget_class, CulmSignInCodePage, resend_stack);
  gtk_widget_class_bind_template_child (widget_class, CulmSignInCodePage, resend_button);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_resend);
  gtk_widget_class_bind_template_callback (widget_class, on_help);
}

static void
culm_sign_in_code_page_init (CulmSignInCodePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));

  culm_code_filter_attach (self->code_entry, culm_code_filter_digit, N_DIGITS);

  /* Else each second of the countdown would be read out. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->resend_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Send again"), -1);
}

AdwNavigationPage *
culm_sign_in_code_page_new (BambuAccount *account, guint tick_msec)
{
  CulmSignInCodePage *self = g_object_new (CULM_TYPE_SIGN_IN_CODE_PAGE, NULL);
  g_autofree char *masked = culm_format_masked_account (bambu_account_get_account (account));
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;
  gboolean is_authenticator;

  self->account = g_object_ref (account);
  self->kind = bambu_account_get_state (account);
  self->tick_msec = tick_msec;
  is_authenticator = self->kind == BAMBU_ACCOUNT_STATE_NEEDS_AUTHENTICATOR;

  if (is_authenticator)
    text = g_strdup (_ ("Your authenticator app shows six digits for Bambu Lab. They change every "
                        "half minute."));
  else
    /* Translators: to an address as "a…@example.org" or to a phone number as "…42" */
    text = g_strdup_printf (_ ("Bambu Lab sent a code to %s."), masked);

  adw_status_page_set_icon_name (self->status_page, is_authenticator ? "dialog-password-symbolic"
                                                                     : "mail-unread-symbolic");
  adw_status_page_set_title (self->status_page, is_authenticator
                                                    ? _ ("Enter the authenticator’s code")
                                                    : _ ("Enter the code"));
  /* The status page reads markup. */
  escaped = g_markup_escape_text (text, -1);
  adw_status_page_set_description (self->status_page, escaped);
  gtk_widget_set_visible (GTK_WIDGET (self->resend_stack), !is_authenticator);
  g_signal_connect_object (account, "notify::resend-at", G_CALLBACK (update_resend), self,
                           G_CONNECT_SWAPPED);
  update_resend (self);

  return ADW_NAVIGATION_PAGE (self);
}

const char *
culm_sign_in_code_page_get_code (CulmSignInCodePage *self)
{
  g_return_val_if_fail (CULM_IS_SIGN_IN_CODE_PAGE (self), NULL);

  return gtk_editable_get_text (self->code_entry);
}

void
culm_sign_in_code_page_set_busy (CulmSignInCodePage *self, gboolean busy)
{
  g_return_if_fail (CULM_IS_SIGN_IN_CODE_PAGE (self));

  self->busy = busy;
  /* Insensitive it would lose the focus, which stays here. */
  gtk_editable_set_editable (self->code_entry, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->problem_box), !busy);
  gtk_stack_set_visible_child_name (self->resend_stack, busy ? "busy" : "button");
  gtk_widget_set_visible (GTK_WIDGET (self->resend_stack),
                          busy || self->kind != BAMBU_ACCOUNT_STATE_NEEDS_AUTHENTICATOR);
  update_resend (self);
}

void
culm_sign_in_code_page_set_problem (CulmSignInCodePage *self, const CulmSignInProblem *problem)
{
  CulmSignInProblem shown;

  g_return_if_fail (CULM_IS_SIGN_IN_CODE_PAGE (self));

  gtk_widget_remove_css_class (GTK_WIDGET (self->code_entry), "error");
  self->refused = problem != NULL && problem->help == CULM_SIGN_IN_HELP_NEW_CODE;
  update_resend (self);
  if (problem == NULL)
    {
      culm_problem_box_set (self->problem_box, NULL);
      return;
    }

  /* The button for a new code is there already, and counts down. */
  shown = *problem;
  if (self->refused)
    shown.help = CULM_SIGN_IN_HELP_NONE;
  culm_problem_box_set (self->problem_box, &shown);

  if (problem->field == CULM_SIGN_IN_FIELD_CODE)
    gtk_widget_add_css_class (GTK_WIDGET (self->code_entry), "error");
  gtk_widget_grab_focus (GTK_WIDGET (self->code_entry));
  gtk_editable_select_region (self->code_entry, 0, -1);
}
