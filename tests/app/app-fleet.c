/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include "app-fleet.h"

#include <bambu/printer/bambu-printer-private.h>
#include <gio/gsettingsbackend.h>
#include <simulator/sim-demo.h>
#include <string.h>

#include "app-fixture.h"
#include "test-link.h"
#include "test-printer.h"
#include "test-wait.h"

#define STAGE_FILAMENT_RAN_OUT 6
#define LONG_AGO_SECONDS (40 * 60)

static const struct
{
  const char *profile;
  const char *name;
  const char *job;
  int percent;
} scenes[APP_FLEET_N] = {
  [APP_FLEET_WORKSHOP] = { "X1C", "Workshop", "Bracket v3", 42 },
  [APP_FLEET_LAB] = { "H2D", "Lab", "Lamp shade", 34 },
  [APP_FLEET_GARAGE] = { "P1S", "Garage", "Spool holder", 90 },
  [APP_FLEET_DESK] = { "A1 mini", "Desk", NULL, 0 },
  [APP_FLEET_ATTIC] = { "P1P", "Attic", NULL, 0 },
};

static void
on_request (SimPrinter *simulated, GBytes *payload, GPtrArray *requests)
{
  g_ptr_array_add (requests,
                   g_strndup (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload)));
}

static BambuPrinter *
create_printer (SimPrinter *simulated, AppFleetPrinter which)
{
  g_autoptr (BambuLink) link = NULL;
  BambuPrinter *printer;

  if (which != APP_FLEET_ATTIC)
    return test_printer_new_live (simulated, scenes[which].name);

  printer = test_printer_new_remembered (simulated, scenes[which].name, LONG_AGO_SECONDS);
  link = test_link_new (BAMBU_LINK_STATE_WAITING, BAMBU_LINK_ERROR_UNREACHABLE);
  bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);

  return printer;
}

static void
add_printer (AppFleet *self, AppFleetPrinter which)
{
  g_autoptr (GError) error = NULL;
  SimPrinter *simulated = sim_printer_new (scenes[which].profile, NULL, &error);

  g_assert_no_error (error);
  if (scenes[which].job != NULL)
    sim_printer_start_job (simulated, scenes[which].job, scenes[which].percent);
  if (which == APP_FLEET_LAB)
    sim_printer_pause_job (simulated, STAGE_FILAMENT_RAN_OUT);

  self->requests[which] = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (simulated, "request", G_CALLBACK (on_request), self->requests[which]);
  self->simulated[which] = simulated;
  self->printers[which] = create_printer (simulated, which);
  bambu_printer_set_demo (self->printers[which], TRUE);
  bambu_fleet_add_printer (self->fleet, self->printers[which]);
  bambu_camera_set_source_func (bambu_fleet_get_camera (self->fleet, self->printers[which]),
                                sim_demo_make_source, NULL, NULL);
}

void
app_fleet_set_up_closed (AppFleet *self, gconstpointer data)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  self->settings = g_settings_new_with_backend (CULM_APP_ID, backend);
  self->fleet = app_test_fleet_new (app_test_find_free_port ());
  for (guint i = 0; i < APP_FLEET_N; i++)
    add_printer (self, i);
}

void
app_fleet_set_up (AppFleet *self, gconstpointer data)
{
  app_fleet_set_up_closed (self, data);
  app_fleet_open_window (self);
}

void
app_fleet_tear_down (AppFleet *self, gconstpointer data)
{
  for (guint i = 0; i < APP_FLEET_N; i++)
    sim_printer_stop (self->simulated[i]);
  if (self->window != NULL)
    app_fleet_close_window (self);
  g_clear_object (&self->settings);
  app_test_flush ();
  g_assert_finalize_object (self->fleet);

  for (guint i = 0; i < APP_FLEET_N; i++)
    {
      bambu_printer_set_link (self->printers[i], NULL, BAMBU_CONNECTION_NONE);
      app_test_flush ();
      g_assert_finalize_object (self->printers[i]);
      g_assert_finalize_object (self->simulated[i]);
      g_ptr_array_unref (self->requests[i]);
    }
}

void
app_fleet_open_window (AppFleet *self)
{
  self->window = culm_window_new (NULL, self->fleet, self->settings);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 900);
  gtk_window_present (GTK_WINDOW (self->window));
  culm_window_set_loaded (self->window);
  test_wait_until (app_test_find (GTK_WIDGET (self->window), CULM_TYPE_PRINTER_ROW) != NULL);
  app_test_settle (GTK_WIDGET (self->window));
}

void
app_fleet_close_window (AppFleet *self)
{
  app_test_destroy (g_steal_pointer (&self->window));
}

CulmSidebar *
app_fleet_get_sidebar (AppFleet *self)
{
  return CULM_SIDEBAR (app_test_find (GTK_WIDGET (self->window), CULM_TYPE_SIDEBAR));
}

GtkWidget *
app_fleet_find_row (AppFleet *self, AppFleetPrinter printer)
{
  GtkWidget *row = app_test_find (GTK_WIDGET (self->window), CULM_TYPE_PRINTER_ROW);

  while (row != NULL
         && culm_printer_row_get_printer (CULM_PRINTER_ROW (row)) != self->printers[printer])
    row = gtk_widget_get_next_sibling (row);

  return row;
}

GtkWidget *
app_fleet_show_overview (AppFleet *self)
{
  GtkWidget *page;

  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-overview", "s", ""));
  test_wait_until ((page = app_test_find (GTK_WIDGET (self->window), CULM_TYPE_OVERVIEW_PAGE))
                       != NULL
                   && gtk_widget_get_mapped (page));
  app_test_settle (GTK_WIDGET (self->window));

  return page;
}

GtkWidget *
app_fleet_find_card (AppFleet *self, AppFleetPrinter printer)
{
  GtkWidget *card = app_test_find (GTK_WIDGET (self->window), CULM_TYPE_PRINTER_CARD);

  while (
      card != NULL
      && (!CULM_IS_PRINTER_CARD (card)
          || culm_printer_card_get_printer (CULM_PRINTER_CARD (card)) != self->printers[printer]))
    card = gtk_widget_get_next_sibling (card);

  return card;
}

guint
app_fleet_count (AppFleet *self, AppFleetPrinter printer, const char *command)
{
  g_autofree char *text = g_strdup_printf ("\"command\":\"%s\"", command);
  guint n = 0;

  for (guint i = 0; i < self->requests[printer]->len; i++)
    n += strstr (self->requests[printer]->pdata[i], text) != NULL;

  return n;
}
