/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-account-group.h"

#include <glib/gi18n.h>
#include <words/culm-sign-in-words.h>

#include "culm-question.h"

struct _CulmAccountGroup
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *who_row;
  AdwActionRow *until_row;
  GtkWidget *unlock_button;
  AdwActionRow *region_row;
  GtkWidget *again_row;
  GtkWidget *printers_row;
  GtkWidget *add_row;

  BambuAccount *account;
  BambuAccountPrinters *printers;
  DexFuture *unlocking;
};

enum
{
  SIGNAL_SIGN_IN_AGAIN,
  SIGNAL_CHOOSE_PRINTERS,
  SIGNAL_ADD_PRINTER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmAccountGroup, culm_account_group, ADW_TYPE_PREFERENCES_GROUP)

static BambuKeyringState
get_keyring_state (CulmAccountGroup *self)
{
  return bambu_keyring_get_state (bambu_account_get_keyring (self->account));
}

static gboolean
is_locked (CulmAccountGroup *self)
{
  return get_keyring_state (self) == BAMBU_KEYRING_STATE_LOCKED
         && !bambu_account_is_persistent (self->account);
}

static char *
dup_until (CulmAccountGroup *self)
{
  g_autofree char *day = culm_format_until (bambu_account_get_expires_at (self->account));

  if (is_locked (self))
    return g_strdup (culm_keyring_get_sentence (BAMBU_KEYRING_STATE_LOCKED));
  if (bambu_account_get_state (self->account) == BAMBU_ACCOUNT_STATE_EXPIRED)
    return g_strdup (C_ ("sign-in", "Ended"));
  if (!bambu_account_is_persistent (self->account))
    return g_strdup (culm_keyring_get_sentence (BAMBU_KEYRING_STATE_MISSING));
  if (*day == '\0')
    return g_strdup (_ ("Until Bambu Lab ends it"));

  /* Translators: %s is a day, as "3 March 2027" */
  return g_strdup_printf (_ ("Until %s"), day);
}

static void
update (CulmAccountGroup *self)
{
  const char *name = bambu_account_get_name (self->account);
  const char *region = bambu_account_get_region (self->account);
  g_autofree char *until = dup_until (self);
  gboolean has_ended = bambu_account_get_state (self->account) == BAMBU_ACCOUNT_STATE_EXPIRED;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->who_row),
                                 *name != '\0' ? name : _ ("Account"));
  adw_action_row_set_subtitle (self->who_row, bambu_account_get_account (self->account));
  adw_action_row_set_subtitle (self->until_row, until);
  adw_action_row_set_subtitle (self->region_row, culm_format_region (region));
  gtk_widget_set_visible (self->again_row,
                          has_ended || bambu_account_get_ends_soon (self->account));
  gtk_widget_set_visible (self->printers_row, !has_ended);
  gtk_widget_set_visible (self->add_row, !has_ended);
  gtk_widget_set_visible (self->unlock_button, is_locked (self));
}

static DexFuture *
on_unlocked (DexFuture *future, gpointer user_data)
{
  /* Keyring and account tell by their states what came of it. */
  return NULL;
}

static void
on_unlock (CulmAccountGroup *self)
{
  dex_clear (&self->unlocking);
  self->unlocking = dex_future_finally (
      bambu_keyring_unlock (bambu_account_get_keyring (self->account)), on_unlocked, NULL, NULL);
}

static void
on_again (CulmAccountGroup *self)
{
  g_signal_emit (self, signals[SIGNAL_SIGN_IN_AGAIN], 0);
}

static void
on_choose (CulmAccountGroup *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOOSE_PRINTERS], 0);
}

static void
on_add (CulmAccountGroup *self)
{
  g_signal_emit (self, signals[SIGNAL_ADD_PRINTER], 0);
}

/* The account forgets at once; what the service says about it is of no use to anybody here. */
static void
on_response (CulmAccountGroup *self, const char *response)
{
  if (g_strcmp0 (response, "sign-out") == 0)
    dex_future_disown (bambu_account_sign_out (self->account));
}

static void
on_sign_out (CulmAccountGroup *self)
{
  /* Translators: %s is an e-mail address or a phone number */
  g_autofree char *heading =
      g_strdup_printf (_ ("Sign out of %s?"), bambu_account_get_account (self->account));
  g_autofree char *body =
      culm_format_sign_out (bambu_account_printers_count (self->printers, self->account));
  AdwAlertDialog *dialog = culm_question_new (heading, body);

  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "sign-out", _ ("_Sign Out"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (dialog, "sign-out", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
culm_account_group_dispose (GObject *object)
{
  CulmAccountGroup *self = CULM_ACCOUNT_GROUP (object);

  dex_clear (&self->unlocking);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_ACCOUNT_GROUP);
  g_clear_object (&self->account);
  g_clear_object (&self->printers);

  G_OBJECT_CLASS (culm_account_group_parent_class)->dispose (object);
}

static void
culm_account_group_class_init (CulmAccountGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_account_group_dispose;

  signals[SIGNAL_SIGN_IN_AGAIN] =
      g_signal_new ("sign-in-again", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);

  signals[SIGNAL_CHOOSE_PRINTERS] =
      g_signal_new ("choose-printers", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);

  signals[SIGNAL_ADD_PRINTER] =
      g_signal_new ("add-printer", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-account-group.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmAccountGroup, who_row);
  gtk_widget_class_bind_template_child (widget_class, CulmAccountGroup, until_row);
  gtk_widget_class_bind_template_child (widget_class, CulmAccountGroup, unlock_button);
  gtk_widget_class_bind_template_child (widget_class, CulmAccountGroup, region_row);
  gtk_widget_class_bind_template_child (widget_class, CulmAccountGroup, again_row);
  gtk_widget_class_bind_template_child (widget_class, CulmAccountGroup, printers_row);
  gtk_widget_class_bind_template_child (widget_class, CulmAccountGroup, add_row);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
  gtk_widget_class_bind_template_callback (widget_class, on_again);
  gtk_widget_class_bind_template_callback (widget_class, on_unlock);
  gtk_widget_class_bind_template_callback (widget_class, on_choose);
  gtk_widget_class_bind_template_callback (widget_class, on_sign_out);
}

static void
culm_account_group_init (CulmAccountGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CulmAccountGroup *
culm_account_group_new (BambuAccount *account, BambuAccountPrinters *printers)
{
  CulmAccountGroup *self = g_object_new (CULM_TYPE_ACCOUNT_GROUP, NULL);

  self->account = g_object_ref (account);
  self->printers = g_object_ref (printers);
  g_signal_connect_object (account, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bambu_account_get_keyring (account), "notify::state",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return self;
}

BambuAccount *
culm_account_group_get_account (CulmAccountGroup *self)
{
  g_return_val_if_fail (CULM_IS_ACCOUNT_GROUP (self), NULL);

  return self->account;
}
