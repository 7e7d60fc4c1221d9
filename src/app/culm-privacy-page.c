/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-privacy-page.h"

#include <bambu/account/bambu-region.h>
#include <bambu/alert/bambu-alert-texts.h>
#include <glib/gi18n.h>
#include <string.h>

#include "culm-wrap.h"

struct _CulmPrivacyPage
{
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *hosts_group;
  AdwSwitchRow *never_row;
  AdwSwitchRow *texts_row;
  AdwSwitchRow *pictures_row;
  AdwSwitchRow *progress_row;
};

G_DEFINE_FINAL_TYPE (CulmPrivacyPage, culm_privacy_page, ADW_TYPE_PREFERENCES_PAGE)

static void
add_host (CulmPrivacyPage *self, const char *host, const char *when)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), host);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), when);
  adw_preferences_group_add (self->hosts_group, row);
}

/* https://api.example.com, broker.example.com:8883 */
static char *
dup_host (const char *origin)
{
  const char *start = strstr (origin, "://");

  start = start != NULL ? start + strlen ("://") : origin;

  return g_strndup (start, strcspn (start, ":/"));
}

/* Where the regions have the same part */
static void
add_part (CulmPrivacyPage *self, const char *global, const char *china, const char *when)
{
  g_autofree char *first = dup_host (global);
  g_autofree char *second = dup_host (china);
  /* Translators: one of two hosts, depending on the account's region */
  g_autofree char *hosts = g_strdup_printf (_ ("%s or %s"), first, second);

  add_host (self, hosts, when);
}

static void
add_hosts (CulmPrivacyPage *self)
{
  g_autoptr (BambuRegion) global = bambu_region_lookup ("global");
  g_autoptr (BambuRegion) china = bambu_region_lookup ("china");
  g_autofree char *texts = dup_host (bambu_alert_texts_get_vendor ());

  add_host (self, _ ("Your printers"),
            _ ("On your network: their access code, what you have them do, and the files that you "
               "print. Culm only listens for printers that announce themselves."));
  add_part (self, global->api, china->api,
            _ ("With an account: your password once, then the sign-in, which asks for printers, "
               "prints and messages, and tells what you change in the account and have printed "
               "through it."));
  add_part (self, global->web, china->web,
            _ ("With an account that has an authenticator: its code, while you sign in."));
  add_part (self, global->broker, china->broker,
            _ ("With an account: reports of printers that are not reached on your network."));
  add_host (
      self, _ ("Where Bambu Lab keeps files"),
      _ ("With an account: pictures of prints, and the files that you print through it; at the "
         "addresses that its service names, without your sign-in."));
  add_host (self, texts,
            _ ("Only if it is turned on below: your language, and which model reports a fault."));
  add_host (self, _ ("The server of a website’s link"),
            _ ("Where a website offers a file to print and you agree to download it: which file. "
               "Its address then also learns that of your network."));
  add_host (
      self, _ ("Your browser"),
      _ ("Opens Bambu Lab’s page of a fault, or a search for it, when you press the button."));
}

static void
culm_privacy_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CULM_TYPE_PRIVACY_PAGE);

  G_OBJECT_CLASS (culm_privacy_page_parent_class)->dispose (object);
}

static void
culm_privacy_page_class_init (CulmPrivacyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_privacy_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-privacy-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmPrivacyPage, hosts_group);
  gtk_widget_class_bind_template_child (widget_class, CulmPrivacyPage, never_row);
  gtk_widget_class_bind_template_child (widget_class, CulmPrivacyPage, texts_row);
  gtk_widget_class_bind_template_child (widget_class, CulmPrivacyPage, pictures_row);
  gtk_widget_class_bind_template_child (widget_class, CulmPrivacyPage, progress_row);
}

static void
culm_privacy_page_init (CulmPrivacyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));
  add_hosts (self);
}

CulmPrivacyPage *
culm_privacy_page_new (GSettings *settings)
{
  CulmPrivacyPage *self = g_object_new (CULM_TYPE_PRIVACY_PAGE, NULL);

  g_settings_bind (settings, "never-cloud", self->never_row, "active", 0);
  g_settings_bind (settings, "show-alert-texts", self->texts_row, "active", 0);
  g_settings_bind (settings, "history-pictures", self->pictures_row, "active", 0);
  g_settings_bind (settings, "history-progress-pictures", self->progress_row, "active", 0);

  return self;
}
