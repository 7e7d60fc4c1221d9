/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-notifications-page.h"

#include <glib/gi18n.h>

#include "culm-event.h"

struct _CulmNotificationsPage
{
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *events_group;
  AdwPreferencesGroup *printers_group;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (CulmNotificationsPage, culm_notifications_page, ADW_TYPE_PREFERENCES_PAGE)

static GtkWidget *
create_switch_row (const CulmEvent *event)
{
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (event->title));

  return row;
}

static void
add_event (CulmNotificationsPage *self, const CulmEvent *event)
{
  GtkWidget *row = create_switch_row (event);

  if (event->subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (event->subtitle));
  g_settings_bind (self->settings, event->setting, row, "active", G_SETTINGS_BIND_DEFAULT);
  adw_preferences_group_add (self->events_group, row);
}

/* Of one printer: a switch for it all, and below one for each event that is told at all */

/* Its row; NULL while the page goes. */
static const char *
get_serial (GtkWidget *row)
{
  GtkWidget *printer_row = gtk_widget_get_ancestor (row, ADW_TYPE_EXPANDER_ROW);

  return printer_row != NULL ? g_object_get_data (G_OBJECT (printer_row), "serial") : NULL;
}

static void
on_event_switched (GtkWidget *row)
{
  CulmNotificationsPage *self =
      CULM_NOTIFICATIONS_PAGE (gtk_widget_get_ancestor (row, CULM_TYPE_NOTIFICATIONS_PAGE));
  const char *serial = get_serial (row);

  if (self != NULL && serial != NULL)
    culm_event_set_muted (self->settings, serial, g_object_get_data (G_OBJECT (row), "event"),
                          !adw_switch_row_get_active (ADW_SWITCH_ROW (row)));
}

static void
on_printer_switched (GtkWidget *row)
{
  CulmNotificationsPage *self =
      CULM_NOTIFICATIONS_PAGE (gtk_widget_get_ancestor (row, CULM_TYPE_NOTIFICATIONS_PAGE));

  if (self != NULL)
    culm_event_set_muted (self->settings, g_object_get_data (G_OBJECT (row), "serial"), NULL,
                          !adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (row)));
}

/* There may be many printers: what is in a row is made when it is opened first. */
static void
on_expanded (GtkWidget *row)
{
  CulmNotificationsPage *self =
      CULM_NOTIFICATIONS_PAGE (gtk_widget_get_ancestor (row, CULM_TYPE_NOTIFICATIONS_PAGE));
  const char *serial = g_object_get_data (G_OBJECT (row), "serial");

  if (self == NULL || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)))
    return;

  g_signal_handlers_disconnect_by_func (row, on_expanded, NULL);
  for (CulmEventKind kind = 0; kind < CULM_N_EVENTS; kind++)
    {
      const CulmEvent *event = culm_event_get (kind);
      GtkWidget *event_row = create_switch_row (event);

      g_object_set_data (G_OBJECT (event_row), "event", (gpointer) event);
      adw_switch_row_set_active (ADW_SWITCH_ROW (event_row),
                                 !culm_event_is_muted (self->settings, serial, event));
      g_settings_bind (self->settings, event->setting, event_row, "sensitive", G_SETTINGS_BIND_GET);
      g_signal_connect (event_row, "notify::active", G_CALLBACK (on_event_switched), NULL);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), event_row);
    }
}

static void
add_printer (CulmNotificationsPage *self, BambuPrinter *printer)
{
  const char *serial = bambu_printer_get_serial (printer);
  GtkWidget *row = adw_expander_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), bambu_printer_get_name (printer));
  adw_expander_row_set_show_enable_switch (ADW_EXPANDER_ROW (row), TRUE);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row),
                                         !culm_event_is_muted (self->settings, serial, NULL));
  /* Turning a printer on does not ask for its details. */
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), FALSE);
  g_object_set_data_full (G_OBJECT (row), "serial", g_strdup (serial), g_free);
  g_signal_connect (row, "notify::enable-expansion", G_CALLBACK (on_printer_switched), NULL);
  g_signal_connect (row, "notify::expanded", G_CALLBACK (on_expanded), NULL);
  adw_preferences_group_add (self->printers_group, row);
}

static void
culm_notifications_page_dispose (GObject *object)
{
  CulmNotificationsPage *self = CULM_NOTIFICATIONS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_NOTIFICATIONS_PAGE);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (culm_notifications_page_parent_class)->dispose (object);
}

static void
culm_notifications_page_class_init (CulmNotificationsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_notifications_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-notifications-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmNotificationsPage, events_group);
  gtk_widget_class_bind_template_child (widget_class, CulmNotificationsPage, printers_group);
}

static void
culm_notifications_page_init (CulmNotificationsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CulmNotificationsPage *
culm_notifications_page_new (GSettings *settings, BambuFleet *fleet)
{
  CulmNotificationsPage *self = g_object_new (CULM_TYPE_NOTIFICATIONS_PAGE, NULL);
  GListModel *printers = G_LIST_MODEL (fleet);

  self->settings = g_object_ref (settings);
  for (CulmEventKind kind = 0; kind < CULM_N_EVENTS; kind++)
    add_event (self, culm_event_get (kind));

  for (guint i = 0; i < g_list_model_get_n_items (printers); i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (printers, i);

      add_printer (self, printer);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->printers_group),
                          g_list_model_get_n_items (printers) > 0);

  return self;
}
