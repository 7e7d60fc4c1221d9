/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-keyring-banner.h"

#include <glib/gi18n.h>
#include <words/culm-sign-in-words.h>

#include "culm-announce.h"
#include "culm-wrap.h"

struct _CulmKeyringBanner
{
  AdwBin parent_instance;

  BambuKeyring *keyring;
  DexFuture *unlocking;
};

G_DEFINE_FINAL_TYPE (CulmKeyringBanner, culm_keyring_banner, ADW_TYPE_BIN)

static void
announce (CulmKeyringBanner *self)
{
  const char *text = culm_keyring_get_sentence (bambu_keyring_get_state (self->keyring));

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && *text != '\0')
    culm_announce (GTK_WIDGET (self), text);
}

static void
update (CulmKeyringBanner *self)
{
  AdwBanner *banner = ADW_BANNER (adw_bin_get_child (ADW_BIN (self)));
  BambuKeyringState state = bambu_keyring_get_state (self->keyring);
  const char *text = culm_keyring_get_sentence (state);

  /* It keeps its words while it goes away. */
  if (*text != '\0')
    {
      adw_banner_set_title (banner, text);
      adw_banner_set_button_label (banner,
                                   state == BAMBU_KEYRING_STATE_LOCKED ? _ ("_Unlock") : NULL);
      announce (self);
    }
  adw_banner_set_revealed (banner, *text != '\0');
}

static DexFuture *
on_unlocked (DexFuture *future, gpointer user_data)
{
  /* The keyring tells by its state what came of it. */
  return NULL;
}

static void
on_unlock (CulmKeyringBanner *self)
{
  dex_clear (&self->unlocking);
  self->unlocking =
      dex_future_finally (bambu_keyring_unlock (self->keyring), on_unlocked, NULL, NULL);
}

static void
culm_keyring_banner_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (culm_keyring_banner_parent_class)->map (widget);
  announce (CULM_KEYRING_BANNER (widget));
}

static void
culm_keyring_banner_dispose (GObject *object)
{
  CulmKeyringBanner *self = CULM_KEYRING_BANNER (object);

  dex_clear (&self->unlocking);
  gtk_widget_dispose_template (GTK_WIDGET (object), CULM_TYPE_KEYRING_BANNER);
  g_clear_object (&self->keyring);

  G_OBJECT_CLASS (culm_keyring_banner_parent_class)->dispose (object);
}

static void
culm_keyring_banner_class_init (CulmKeyringBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_keyring_banner_dispose;
  widget_class->map = culm_keyring_banner_map;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-keyring-banner.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_unlock);
}

static void
culm_keyring_banner_init (CulmKeyringBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));
}

void
culm_keyring_banner_set_keyring (CulmKeyringBanner *self, BambuKeyring *keyring)
{
  g_return_if_fail (CULM_IS_KEYRING_BANNER (self));
  g_return_if_fail (BAMBU_IS_KEYRING (keyring));
  g_return_if_fail (self->keyring == NULL);

  self->keyring = g_object_ref (keyring);
  g_signal_connect_object (keyring, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
