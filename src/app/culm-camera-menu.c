/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-camera-menu.h"

#include "culm-control.h"

typedef struct
{
  GtkWidget *widget; /* weak */
  BambuSetting *setting;
  CulmControl *control;
} Setting;

static void
setting_free (gpointer data)
{
  Setting *setting = data;

  g_clear_weak_pointer (&setting->widget);
  g_object_unref (setting->setting);
  g_object_unref (setting->control);
  g_free (setting);
}

static Setting *
get_setting (GSimpleAction *action)
{
  return g_object_get_data (G_OBJECT (action), "setting");
}

static gboolean
is_switch (BambuSetting *setting)
{
  return bambu_setting_get_kind (setting) == BAMBU_SETTING_RECORDING;
}

/* What the printer says: it comes with the report that confirms the command. */
static GVariant *
get_state (BambuSetting *setting)
{
  int value = bambu_setting_get_value (setting);
  g_autofree char *text = NULL;

  if (is_switch (setting))
    return g_variant_new_boolean (value > 0);

  text = g_strdup_printf ("%d", value);

  return g_variant_new_string (text);
}

static void
update (GSimpleAction *action)
{
  Setting *setting = get_setting (action);
  gboolean available;

  g_object_get (setting->control, "available", &available, NULL);
  g_simple_action_set_enabled (
      action, available && !bambu_pending_is_active (culm_control_get_pending (setting->control)));
  g_simple_action_set_state (action, get_state (setting->setting));
}

static void
on_change_state (GSimpleAction *action, GVariant *value)
{
  Setting *setting = get_setting (action);
  int wanted = is_switch (setting->setting)
                   ? g_variant_get_boolean (value)
                   : (int) g_ascii_strtoll (g_variant_get_string (value, NULL), NULL, 10);

  if (setting->widget != NULL)
    culm_control_send (setting->control, setting->widget, wanted);
}

static GAction *
create_action (GtkWidget *widget, BambuPrinter *printer, BambuSetting *item, const char *name)
{
  GSimpleAction *action = g_simple_action_new_stateful (
      name, is_switch (item) ? NULL : G_VARIANT_TYPE_STRING, get_state (item));
  Setting *setting = g_new0 (Setting, 1);

  g_set_weak_pointer (&setting->widget, widget);
  setting->setting = g_object_ref (item);
  setting->control =
      culm_control_new (printer, BAMBU_CONTROL_SETTING, bambu_setting_get_kind (item));
  g_object_set_data_full (G_OBJECT (action), "setting", setting, setting_free);

  g_signal_connect (action, "change-state", G_CALLBACK (on_change_state), NULL);
  g_signal_connect_object (item, "notify::value", G_CALLBACK (update), action, G_CONNECT_SWAPPED);
  g_signal_connect_object (setting->control, "notify::available", G_CALLBACK (update), action,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (culm_control_get_pending (setting->control), "notify::active",
                           G_CALLBACK (update), action, G_CONNECT_SWAPPED);
  update (action);

  return G_ACTION (action);
}

/* What the printer can be set to comes with its report. */
static void
add_settings (GSimpleActionGroup *actions, guint position, guint removed, guint added)
{
  BambuPrinter *printer = g_object_get_data (G_OBJECT (actions), "printer");
  GtkWidget *widget = g_object_get_data (G_OBJECT (actions), "widget");
  GListModel *settings = bambu_printer_get_settings (printer);

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (BambuSetting) item = g_list_model_get_item (settings, i);
      BambuSettingKind kind = bambu_setting_get_kind (item);
      g_autoptr (GAction) action = NULL;

      if (kind == BAMBU_SETTING_RECORDING)
        action = create_action (widget, printer, item, "record");
      else if (kind == BAMBU_SETTING_RESOLUTION)
        action = create_action (widget, printer, item, "quality");
      else
        continue;

      g_action_map_add_action (G_ACTION_MAP (actions), action);
    }
}

static void
add_flip (GSimpleActionGroup *actions, CulmCameraFeed *feed, const char *name)
{
  g_autoptr (GPropertyAction) action = g_property_action_new (name, feed, name);

  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
}

GSimpleActionGroup *
culm_camera_menu_create_actions (GtkWidget *widget, CulmCameraFeed *feed)
{
  GSimpleActionGroup *actions = g_simple_action_group_new ();
  BambuPrinter *printer;
  GListModel *settings;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (CULM_IS_CAMERA_FEED (feed), NULL);

  printer = bambu_camera_get_printer (culm_camera_feed_get_camera (feed));
  settings = bambu_printer_get_settings (printer);
  g_object_set_data_full (G_OBJECT (actions), "printer", g_object_ref (printer), g_object_unref);
  g_object_set_data (G_OBJECT (actions), "widget", widget); /* which holds the actions */
  add_flip (actions, feed, "flip-horizontally");
  add_flip (actions, feed, "flip-vertically");
  add_settings (actions, 0, 0, g_list_model_get_n_items (settings));
  g_signal_connect_object (settings, "items-changed", G_CALLBACK (add_settings), actions,
                           G_CONNECT_SWAPPED);

  return actions;
}
