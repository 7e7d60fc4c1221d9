/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-setting-group.h"

#include "culm-obstacle.h"
#include "culm-setting-row.h"

static gboolean
is_in_section (gpointer item, gpointer section)
{
  BambuSettingKind kind = bambu_setting_get_kind (BAMBU_SETTING (item));

  return culm_setting_words_find_section (kind) == GPOINTER_TO_UINT (section);
}

static GtkWidget *
create_row (gpointer item, gpointer printer)
{
  return culm_setting_row_new (printer, item);
}

static void
on_changed (GtkWidget *group, guint position, guint removed, guint added, GListModel *settings)
{
  gtk_widget_set_visible (group, g_list_model_get_n_items (settings) > 0);
}

AdwPreferencesGroup *
culm_setting_group_new (BambuPrinter *printer, CulmSettingSection section)
{
  GtkWidget *group;
  GtkWidget *list;
  GtkFilter *filter;
  g_autoptr (CulmControl) control = NULL;
  g_autoptr (GListModel) settings = NULL;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  filter = GTK_FILTER (gtk_custom_filter_new (is_in_section, GUINT_TO_POINTER (section), NULL));
  settings = G_LIST_MODEL (
      gtk_filter_list_model_new (g_object_ref (bambu_printer_get_settings (printer)), filter));

  list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_bind_model (GTK_LIST_BOX (list), settings, create_row, g_object_ref (printer),
                           g_object_unref);

  group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                   culm_setting_words_get_section (section));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list);
  control = culm_control_new (printer, BAMBU_CONTROL_SETTING, 0);
  culm_obstacle_show_in (control, ADW_PREFERENCES_GROUP (group));
  g_signal_connect_object (settings, "items-changed", G_CALLBACK (on_changed), group,
                           G_CONNECT_SWAPPED);
  on_changed (group, 0, 0, 0, settings);

  return ADW_PREFERENCES_GROUP (group);
}
