/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-account-printers-page.h"

#include <bambu/account/bambu-cloud-device.h>
#include <bambu/printer/bambu-model.h>
#include <glib/gi18n.h>

#include "culm-announce.h"
#include "culm-copy-button.h"
#include "culm-keyring-banner.h"

struct _CulmAccountPrintersPage
{
  AdwNavigationPage parent_instance;

  CulmKeyringBanner *keyring_banner;
  GtkListBox *list_box;
  GtkStack *stack;
  AdwStatusPage *empty_page;
  GtkWidget *again_button;
  CulmCopyButton *copy_button;
  GtkButton *done_button;
  GtkStack *done_stack;

  BambuFleet *fleet;
  BambuDiscovery *discovery; /* NULL: nobody listens */
  GListModel *devices;
  GPtrArray *rows;   /* of AdwActionRow, one a device */
  GPtrArray *checks; /* likewise, of GtkCheckButton */
};

enum
{
  SIGNAL_DONE,
  SIGNAL_AGAIN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmAccountPrintersPage, culm_account_printers_page, ADW_TYPE_NAVIGATION_PAGE)

static const char *
get_model_name (const BambuCloudDeviceValues *values)
{
  const BambuModel *model = bambu_model_find (values->model);

  if (*model->code != '\0')
    return model->name;

  return values->product != NULL ? values->product : model->name;
}

static gboolean
is_announced (CulmAccountPrintersPage *self, const char *serial)
{
  guint n = self->discovery != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->discovery)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BambuAnnouncement) announcement =
          g_list_model_get_item (G_LIST_MODEL (self->discovery), i);

      if (g_strcmp0 (bambu_announcement_get_serial (announcement), serial) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Of one that is not in the list of printers, how it will be */
static gboolean
is_local (CulmAccountPrintersPage *self, const BambuCloudDeviceValues *values)
{
  BambuPrinter *printer =
      values->serial != NULL ? bambu_fleet_find (self->fleet, values->serial) : NULL;

  if (printer != NULL)
    return bambu_printer_get_connection (printer) == BAMBU_CONNECTION_LAN;

  return values->access_code != NULL && *values->access_code != '\0'
         && is_announced (self, values->serial);
}

static char *
describe (CulmAccountPrintersPage *self, const BambuCloudDeviceValues *values)
{
  const char *way = is_local (self, values) ? _ ("Local network")
                                            : _ ("Through Bambu Lab’s cloud, watching only");

  /* Translators: a printer's model, and how it is reached */
  return g_strdup_printf (_ ("%s · %s"), get_model_name (values), way);
}

/* A printer may be found on the network while the list is seen. */
static void
update_ways (CulmAccountPrintersPage *self)
{
  for (guint i = 0; self->rows != NULL && i < self->rows->len; i++)
    {
      g_autoptr (BambuCloudDevice) device = g_list_model_get_item (self->devices, i);
      g_autofree char *subtitle = describe (self, bambu_cloud_device_get_values (device));

      adw_action_row_set_subtitle (g_ptr_array_index (self->rows, i), subtitle);
    }
}

static void
append_row (CulmAccountPrintersPage *self, BambuCloudDevice *device)
{
  const BambuCloudDeviceValues *values = bambu_cloud_device_get_values (device);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  const char *name = values->name != NULL && *values->name != '\0' ? values->name : values->serial;
  BambuPrinter *printer =
      values->serial != NULL ? bambu_fleet_find (self->fleet, values->serial) : NULL;

  if (printer != NULL)
    g_signal_connect_object (printer, "notify::connection", G_CALLBACK (update_ways), self,
                             G_CONNECT_SWAPPED);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), printer != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);

  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->checks, check);
  gtk_list_box_append (self->list_box, row);
}

static void
on_done (CulmAccountPrintersPage *self)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
on_again (CulmAccountPrintersPage *self)
{
  g_signal_emit (self, signals[SIGNAL_AGAIN], 0);
}

static void
culm_account_printers_page_dispose (GObject *object)
{
  CulmAccountPrintersPage *self = CULM_ACCOUNT_PRINTERS_PAGE (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_ACCOUNT_PRINTERS_PAGE);
  if (self->discovery != NULL)
    bambu_discovery_release (self->discovery);
  g_clear_object (&self->discovery);
  g_clear_object (&self->devices);
  g_clear_object (&self->fleet);

  G_OBJECT_CLASS (culm_account_printers_page_parent_class)->dispose (object);
}

static void
culm_account_printers_page_class_init (CulmAccountPrintersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = culm_account_printers_page_dispose;

  signals[SIGNAL_DONE] =
      g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_AGAIN] =
      g_signal_new ("again", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CULM_TYPE_COPY_BUTTON);
  g_type_ensure (CULM_TYPE_KEYRING_BANNER);

  gtk_widget_class_set_template_from_resource (widget_class, CULM_RESOURCE_BASE
                                               "/ui/culm-account-printers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmAccountPrintersPage, keyring_banner);
  gtk_widget_class_bind_template_child (widget_class, CulmAccountPrintersPage, list_box);
  gtk_widget_class_bind_template_child (widget_class, CulmAccountPrintersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CulmAccountPrintersPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, CulmAccountPrintersPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, CulmAccountPrintersPage, copy_button);
  gtk_widget_class_bind_template_child (widget_class, CulmAccountPrintersPage, done_button);
  gtk_widget_class_bind_template_child (widget_class, CulmAccountPrintersPage, done_stack);
  gtk_widget_class_bind_template_callback (widget_class, on_done);
  gtk_widget_class_bind_template_callback (widget_class, on_again);
}

static void
culm_account_printers_page_init (CulmAccountPrintersPage *self)
{
  self->rows = g_ptr_array_new ();
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
culm_account_printers_page_new (BambuFleet *fleet)
{
  CulmAccountPrintersPage *self = g_object_new (CULM_TYPE_ACCOUNT_PRINTERS_PAGE, NULL);

  self->fleet = g_object_ref (fleet);
  culm_keyring_banner_set_keyring (self->keyring_banner, bambu_fleet_get_keyring (fleet));
  if (g_set_object (&self->discovery, bambu_fleet_get_discovery (fleet)))
    {
      bambu_discovery_hold (self->discovery);
      g_signal_connect_object (self->discovery, "items-changed", G_CALLBACK (update_ways), self,
                               G_CONNECT_SWAPPED);
    }

  return ADW_NAVIGATION_PAGE (self);
}

void
culm_account_printers_page_set_devices (CulmAccountPrintersPage *self, GListModel *devices)
{
  guint n = devices != NULL ? g_list_model_get_n_items (devices) : 0;
  g_autofree char *text = NULL;

  g_return_if_fail (CULM_IS_ACCOUNT_PRINTERS_PAGE (self));

  gtk_list_box_remove_all (self->list_box);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->checks, 0);
  g_set_object (&self->devices, devices);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BambuCloudDevice) device = g_list_model_get_item (devices, i);

      append_row (self, device);
    }
  update_ways (self);

  gtk_widget_set_visible (self->again_button, FALSE);
  culm_copy_button_set_details (self->copy_button, NULL);
  adw_status_page_set_title (self->empty_page, _ ("No printers"));
  adw_status_page_set_description (self->empty_page,
                                   _ ("No printer is bound to this account yet."));
  gtk_stack_set_visible_child_name (self->stack, devices == NULL ? "loading"
                                                 : n > 0         ? "printers"
                                                                 : "empty");
  gtk_widget_set_sensitive (GTK_WIDGET (self->done_button), devices != NULL);
  if (devices == NULL)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self->done_button));
  text = g_strdup_printf (ngettext ("%u printer found", "%u printers found", n), n);
  culm_announce (GTK_WIDGET (self), text);
}

void
culm_account_printers_page_set_problem (CulmAccountPrintersPage *self,
                                        const CulmSignInProblem *problem)
{
  g_autofree char *escaped = g_markup_escape_text (problem->text, -1);

  g_return_if_fail (CULM_IS_ACCOUNT_PRINTERS_PAGE (self));

  culm_copy_button_set_details (self->copy_button, problem->details);

  adw_status_page_set_title (self->empty_page, _ ("Signed in, but there is no list of printers"));
  adw_status_page_set_description (self->empty_page, escaped);
  gtk_widget_set_visible (self->again_button, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "empty");
  gtk_widget_set_sensitive (GTK_WIDGET (self->done_button), TRUE);
  gtk_widget_grab_focus (self->again_button);
  culm_announce_urgent (GTK_WIDGET (self), problem->text);
}

void
culm_account_printers_page_set_busy (CulmAccountPrintersPage *self, gboolean busy)
{
  g_return_if_fail (CULM_IS_ACCOUNT_PRINTERS_PAGE (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->done_button), !busy);
  gtk_stack_set_visible_child_name (self->done_stack, busy ? "busy" : "label");
}

GStrv
culm_account_printers_page_dup_chosen (CulmAccountPrintersPage *self)
{
  g_autoptr (GStrvBuilder) chosen = g_strv_builder_new ();

  g_return_val_if_fail (CULM_IS_ACCOUNT_PRINTERS_PAGE (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autoptr (BambuCloudDevice) device = g_list_model_get_item (self->devices, i);
      const char *serial = bambu_cloud_device_get_values (device)->serial;

      if (serial != NULL && gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
        g_strv_builder_add (chosen, serial);
    }

  return g_strv_builder_end (chosen);
}

GtkWidget *
culm_account_printers_page_get_default (CulmAccountPrintersPage *self)
{
  g_return_val_if_fail (CULM_IS_ACCOUNT_PRINTERS_PAGE (self), NULL);

  return GTK_WIDGET (self->done_button);
}
