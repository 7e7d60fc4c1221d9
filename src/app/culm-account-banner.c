/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-account-banner.h"

#include <glib/gi18n.h>

#include "culm-wrap.h"

struct _CulmAccountBanner
{
  AdwBin parent_instance;

  AdwBanner *banner;
  BambuAccountList *accounts;
  BambuAccount *account; /* that the banner is about */
  CulmAccountNotice notice;
  gboolean hushed;
};

typedef enum
{
  PROP_NOTICE = 1,
  PROP_HUSHED,
} CulmAccountBannerProperty;

static GParamSpec *properties[PROP_HUSHED + 1];

G_DEFINE_FINAL_TYPE (CulmAccountBanner, culm_account_banner, ADW_TYPE_BIN)

static CulmAccountNotice
choose (BambuAccount *account)
{
  return culm_account_notice_choose (bambu_account_get_state (account),
                                     bambu_account_get_ends_soon (account),
                                     bambu_account_get_error (account),
                                     bambu_keyring_get_state (bambu_account_get_keyring (account)));
}

static const char *
get_button_label (CulmAccountNotice notice)
{
  if (notice == CULM_ACCOUNT_NOTICE_SILENT)
    return _ ("_Retry");
  if (notice == CULM_ACCOUNT_NOTICE_LOCKED)
    return _ ("_Unlock");

  return _ ("_Sign In Again");
}

static void
update (CulmAccountBanner *self)
{
  CulmAccountNotice worst = CULM_ACCOUNT_NOTICE_NONE;
  guint n = self->accounts != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->accounts)) : 0;

  g_clear_object (&self->account);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BambuAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);
      CulmAccountNotice notice = choose (account);

      if (notice > worst)
        {
          worst = notice;
          g_set_object (&self->account, account);
        }
    }

  /* It keeps its words while it goes away. */
  if (self->account != NULL)
    {
      g_autofree char *title =
          culm_account_notice_get_title (worst, bambu_account_get_expires_at (self->account));

      adw_banner_set_title (self->banner, title);
      adw_banner_set_button_label (self->banner, get_button_label (worst));
    }
  adw_banner_set_revealed (self->banner, self->account != NULL && !self->hushed);

  /* Also where the same is now to be said of another. */
  self->notice = worst;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
}

static void
on_accounts_changed (CulmAccountBanner *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (BambuAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      g_signal_connect_object (account, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (bambu_account_get_keyring (account), "notify::state",
                               G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }

  update (self);
}

static void
on_clicked (CulmAccountBanner *self)
{
  if (self->account == NULL)
    return;

  if (choose (self->account) == CULM_ACCOUNT_NOTICE_SILENT)
    dex_future_disown (bambu_account_check (self->account));
  else if (choose (self->account) == CULM_ACCOUNT_NOTICE_LOCKED)
    dex_future_disown (bambu_keyring_unlock (bambu_account_get_keyring (self->account)));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.sign-in", "(ss)",
                                bambu_account_get_region (self->account),
                                bambu_account_get_account (self->account));
}

static void
culm_account_banner_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmAccountBanner *self = CULM_ACCOUNT_BANNER (object);

  switch ((CulmAccountBannerProperty) prop_id)
    {
    case PROP_NOTICE:
      g_value_set_int (value, (int) self->notice);
      break;
    case PROP_HUSHED:
      g_value_set_boolean (value, self->hushed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_account_banner_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  CulmAccountBanner *self = CULM_ACCOUNT_BANNER (object);

  switch ((CulmAccountBannerProperty) prop_id)
    {
    case PROP_HUSHED:
      if (self->hushed == g_value_get_boolean (value))
        break;
      self->hushed = g_value_get_boolean (value);
      adw_banner_set_revealed (self->banner, self->account != NULL && !self->hushed);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_NOTICE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_account_banner_dispose (GObject *object)
{
  CulmAccountBanner *self = CULM_ACCOUNT_BANNER (object);

  g_clear_object (&self->account);
  g_clear_object (&self->accounts);

  G_OBJECT_CLASS (culm_account_banner_parent_class)->dispose (object);
}

static void
culm_account_banner_class_init (CulmAccountBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_account_banner_get_property;
  object_class->set_property = culm_account_banner_set_property;
  object_class->dispose = culm_account_banner_dispose;

  properties[PROP_NOTICE] =
      g_param_spec_int ("notice", NULL, NULL, 0, G_MAXINT, CULM_ACCOUNT_NOTICE_NONE, readable);
  properties[PROP_HUSHED] =
      g_param_spec_boolean ("hushed", NULL, NULL, FALSE, readable | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
culm_account_banner_init (CulmAccountBanner *self)
{
  self->banner = ADW_BANNER (adw_banner_new (""));
  adw_banner_set_use_markup (self->banner, FALSE);
  g_signal_connect_object (self->banner, "button-clicked", G_CALLBACK (on_clicked), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
  culm_wrap (GTK_WIDGET (self));
}

void
culm_account_banner_set_accounts (CulmAccountBanner *self, BambuAccountList *accounts)
{
  g_return_if_fail (CULM_IS_ACCOUNT_BANNER (self));

  g_return_if_fail (self->accounts == NULL);

  self->accounts = g_object_ref (accounts);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (on_accounts_changed), self,
                           G_CONNECT_SWAPPED);
  on_accounts_changed (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (accounts)));
}

BambuAccount *
culm_account_banner_get_account (CulmAccountBanner *self)
{
  g_return_val_if_fail (CULM_IS_ACCOUNT_BANNER (self), NULL);

  return self->account;
}

CulmAccountNotice
culm_account_banner_get_notice (CulmAccountBanner *self)
{
  g_return_val_if_fail (CULM_IS_ACCOUNT_BANNER (self), CULM_ACCOUNT_NOTICE_NONE);

  return self->notice;
}
