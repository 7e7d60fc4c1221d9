/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-preferences-dialog.h"

#include <glib/gi18n.h>

#include "culm-account-group.h"
#include "culm-advanced-page.h"
#include "culm-behind-row.h"
#include "culm-bind-dialog.h"
#include "culm-filament-page.h"
#include "culm-general-page.h"
#include "culm-notifications-page.h"
#include "culm-printers-page.h"
#include "culm-privacy-page.h"
#include "culm-sign-in-dialog.h"
#include "culm-toast.h"

struct _CulmPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  AdwPreferencesPage *account_page;
  AdwPreferencesGroup *sign_in_group;
  GtkWidget *sign_in_row;

  BambuAccountPrinters *printers;
  GPtrArray *groups; /* of CulmAccountGroup, one an account */
};

G_DEFINE_FINAL_TYPE (CulmPreferencesDialog, culm_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static void
sign_in (CulmPreferencesDialog *self, BambuAccount *again)
{
  CulmSignInDialog *dialog = culm_sign_in_dialog_new (self->printers, again);

  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
on_sign_in (CulmPreferencesDialog *self)
{
  sign_in (self, NULL);
}

static void
on_sign_in_again (CulmPreferencesDialog *self, CulmAccountGroup *group)
{
  sign_in (self, culm_account_group_get_account (group));
}

static void
on_choose_printers (CulmPreferencesDialog *self, CulmAccountGroup *group)
{
  CulmSignInDialog *dialog =
      culm_sign_in_dialog_new_to_choose (self->printers, culm_account_group_get_account (group));

  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
on_bound (CulmPreferencesDialog *self, const char *serial)
{
  BambuPrinter *printer =
      bambu_fleet_find (bambu_account_printers_get_fleet (self->printers), serial);
  g_autofree char *text = NULL;

  if (printer != NULL)
    /* Translators: a printer's name */
    text = g_strdup_printf (_ ("“%s” was added"), bambu_printer_get_name (printer));
  else
    text = g_strdup (_ ("The printer was added to the account and appears here soon"));

  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (self), culm_toast_new (text));
}

static void
on_add_printer (CulmPreferencesDialog *self, CulmAccountGroup *group)
{
  CulmBindDialog *dialog =
      culm_bind_dialog_new (self->printers, culm_account_group_get_account (group));

  g_signal_connect_object (dialog, "bound", G_CALLBACK (on_bound), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

/* There are one or two: they are made anew. The button stays below them. */
static void
on_accounts_changed (CulmPreferencesDialog *self)
{
  GListModel *accounts = G_LIST_MODEL (bambu_account_printers_get_accounts (self->printers));
  guint n = g_list_model_get_n_items (accounts);

  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->account_page, g_ptr_array_index (self->groups, i));
  g_ptr_array_set_size (self->groups, 0);
  adw_preferences_page_remove (self->account_page, self->sign_in_group);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BambuAccount) account = g_list_model_get_item (accounts, i);
      CulmAccountGroup *group = culm_account_group_new (account, self->printers);

      g_signal_connect_object (group, "sign-in-again", G_CALLBACK (on_sign_in_again), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (group, "choose-printers", G_CALLBACK (on_choose_printers), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (group, "add-printer", G_CALLBACK (on_add_printer), self,
                               G_CONNECT_SWAPPED);
      adw_preferences_page_add (self->account_page, ADW_PREFERENCES_GROUP (group));
      g_ptr_array_add (self->groups, group);
    }

  adw_preferences_page_add (self->account_page, self->sign_in_group);
}

/* A focus that is left in a closed dialog keeps its navigation view alive (libadwaita 1.7). */
static void
culm_preferences_dialog_closed (AdwDialog *dialog)
{
  adw_dialog_set_focus (dialog, NULL);
}

static void
culm_preferences_dialog_dispose (GObject *object)
{
  CulmPreferencesDialog *self = CULM_PREFERENCES_DIALOG (object);

  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_object (&self->sign_in_group);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_PREFERENCES_DIALOG);
  g_clear_object (&self->printers);

  G_OBJECT_CLASS (culm_preferences_dialog_parent_class)->dispose (object);
}

static void
culm_preferences_dialog_class_init (CulmPreferencesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_preferences_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = culm_preferences_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmPreferencesDialog, account_page);
  gtk_widget_class_bind_template_child (widget_class, CulmPreferencesDialog, sign_in_group);
  gtk_widget_class_bind_template_child (widget_class, CulmPreferencesDialog, sign_in_row);
  gtk_widget_class_bind_template_callback (widget_class, on_sign_in);
}

static void
culm_preferences_dialog_init (CulmPreferencesDialog *self)
{
  self->groups = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_tooltip_text (self->sign_in_row, _ ("Sign In with a Bambu Lab Account"));

  /* It leaves its page and comes back. */
  g_object_ref (self->sign_in_group);
}

/* The page stays where it was, for the next time. */
static void
on_open_page (CulmPreferencesDialog *self, AdwActionRow *row)
{
  AdwNavigationPage *page = g_object_get_data (G_OBJECT (row), "page");

  adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (self), page);
}

/* The names of all pages do not fit side by side into a narrow window: some are behind a row. */
static GtkWidget *
create_row (CulmPreferencesDialog *self, AdwPreferencesPage *further)
{
  const char *title = adw_preferences_page_get_title (further);
  GtkWidget *view = adw_toolbar_view_new ();
  AdwNavigationPage *subpage = adw_navigation_page_new (view, title);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  GtkWidget *row = adw_action_row_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (further));

  g_object_set (row, "title", title, "activatable", TRUE, NULL);
  adw_action_row_add_prefix (
      ADW_ACTION_ROW (row),
      gtk_image_new_from_icon_name (adw_preferences_page_get_icon_name (further)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  g_object_set_data_full (G_OBJECT (row), "page", g_object_ref_sink (subpage), g_object_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_open_page), self, G_CONNECT_SWAPPED);

  return row;
}

/* libadwaita 1.7 does not say whether something is searched. */
static GtkWidget *
find_search_button (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_TOGGLE_BUTTON (widget)
      && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), "edit-find-symbolic") == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_search_button (child);

  return found;
}

/* The search reaches pages that can be seen. While it is on, none of their names is shown. */
static void
add_behind (CulmPreferencesDialog *self,
            AdwPreferencesPage *page,
            AdwPreferencesPage *first,
            AdwPreferencesPage *second)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwPreferencesPage *further[] = { first, second };

  adw_preferences_page_add (page, group);
  for (guint i = 0; i < G_N_ELEMENTS (further); i++)
    if (further[i] != NULL)
      {
        GtkWidget *row = create_row (self, further[i]);

        adw_preferences_group_add (group, row);
        AdwPreferencesPage *findable = culm_behind_row_new_page (ADW_ACTION_ROW (row), further[i]);

        adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (self), findable);
        g_object_bind_property (find_search_button (adw_dialog_get_child (ADW_DIALOG (self))),
                                "active", findable, "visible", G_BINDING_DEFAULT);
      }
}

AdwDialog *
culm_preferences_dialog_new (GSettings *settings,
                             BambuFleet *fleet,
                             BambuAccountPrinters *printers,
                             CulmBackground *background)
{
  CulmPreferencesDialog *self = g_object_new (CULM_TYPE_PREFERENCES_DIALOG, NULL);
  AdwPreferencesDialog *dialog = ADW_PREFERENCES_DIALOG (self);
  AdwPreferencesPage *general = ADW_PREFERENCES_PAGE (culm_general_page_new (settings, background));
  AdwPreferencesPage *filament = ADW_PREFERENCES_PAGE (culm_filament_page_new (settings, fleet));
  AdwPreferencesPage *advanced = ADW_PREFERENCES_PAGE (culm_advanced_page_new (
      settings, fleet, printers != NULL ? bambu_account_printers_get_accounts (printers) : NULL));
  AdwPreferencesPage *machines = ADW_PREFERENCES_PAGE (culm_printers_page_new (settings, fleet));

  /* The demo tells the desktop nothing. */
  add_behind (self, general,
              printers != NULL
                  ? ADW_PREFERENCES_PAGE (culm_notifications_page_new (settings, fleet))
                  : NULL,
              advanced);
  add_behind (self, machines, filament, NULL);

  g_object_ref (self->account_page);
  adw_preferences_dialog_remove (dialog, self->account_page);
  adw_preferences_dialog_add (dialog, general);
  adw_preferences_dialog_add (dialog, machines);

  /* The demo asks nobody for anything. */
  if (printers != NULL)
    {
      adw_preferences_dialog_add (dialog, ADW_PREFERENCES_PAGE (culm_privacy_page_new (settings)));
      adw_preferences_dialog_add (dialog, self->account_page);
    }
  g_object_unref (self->account_page);
  if (printers == NULL)
    return ADW_DIALOG (self);

  self->printers = g_object_ref (printers);
  g_settings_bind (settings, "never-cloud", self->sign_in_row, "sensitive",
                   G_SETTINGS_BIND_GET | G_SETTINGS_BIND_INVERT_BOOLEAN
                       | G_SETTINGS_BIND_NO_SENSITIVITY);
  g_signal_connect_object (bambu_account_printers_get_accounts (printers), "items-changed",
                           G_CALLBACK (on_accounts_changed), self, G_CONNECT_SWAPPED);
  on_accounts_changed (self);

  return ADW_DIALOG (self);
}
