/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-application-private.h"

#include <bambu/printer/bambu-printer-control.h>

#include "culm-window-private.h"

static BambuPrinter *
find_printer (CulmApplication *self, GVariant *serial)
{
  BambuFleet *fleet = culm_application_get_fleet (self);

  return fleet != NULL ? bambu_fleet_find (fleet, g_variant_get_string (serial, NULL)) : NULL;
}

static void
show_printer (GSimpleAction *action, GVariant *serial, gpointer user_data)
{
  culm_window_show_printer (culm_application_show_window (user_data),
                            g_variant_get_string (serial, NULL));
}

static void
resume_printer (GSimpleAction *action, GVariant *serial, gpointer user_data)
{
  CulmNotifier *notifier = culm_application_get_notifier (user_data);

  if (notifier != NULL)
    culm_notifier_resume (notifier, g_variant_get_string (serial, NULL));
}

static void
turn_light_off (GSimpleAction *action, GVariant *serial, gpointer user_data)
{
  CulmNotifier *notifier = culm_application_get_notifier (user_data);

  if (notifier != NULL)
    culm_notifier_turn_light_off (notifier, g_variant_get_string (serial, NULL));
}

static void
stop_printer (GSimpleAction *action, GVariant *serial, gpointer user_data)
{
  BambuPrinter *printer = find_printer (user_data, serial);
  CulmWindow *window;

  if (printer == NULL || !bambu_printer_can (printer, BAMBU_CONTROL_STOP, NULL))
    return;

  window = culm_application_show_window (user_data);
  culm_window_show_printer (window, g_variant_get_string (serial, NULL));
  gtk_widget_activate_action_variant (GTK_WIDGET (window), "win.stop-print", serial);
}

static void
retry_upload (GSimpleAction *action, GVariant *serial, gpointer user_data)
{
  BambuPrinter *printer = find_printer (user_data, serial);

  if (printer != NULL && culm_application_get_window (user_data) != NULL)
    culm_print_desk_retry (culm_window_get_print_desk (culm_application_show_window (user_data)),
                           printer);
}

static const GActionEntry actions[] = {
  { .name = "show-printer", .activate = show_printer, .parameter_type = "s" },
  { .name = "resume-printer", .activate = resume_printer, .parameter_type = "s" },
  { .name = "stop-printer", .activate = stop_printer, .parameter_type = "s" },
  { .name = "turn-light-off", .activate = turn_light_off, .parameter_type = "s" },
  { .name = "retry-upload", .activate = retry_upload, .parameter_type = "s" },
};

void
culm_application_install_printer_actions (CulmApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}
