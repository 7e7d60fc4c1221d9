/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-process.h"

#include <glib/gstdio.h>
#include <simulator/sim-demo.h>
#include <string.h>

#include "app-fixture.h"
#include "test-printer.h"
#include "test-wait.h"

/* GLib ends the bus with the process. */
static AppDesktop *desktop;

/* GLib leaves the bus at the end of g_application_run() only: one for the whole process. */
static CulmApplication *application;

gboolean
app_process_init (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;

  desktop = app_desktop_new ();

  if (!app_test_init (argc, argv))
    return FALSE;

  application = culm_application_new ();
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  return TRUE;
}

static void
on_request (SimPrinter *simulated, GBytes *payload, AppProcess *self)
{
  g_ptr_array_add (self->requests,
                   g_strndup (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload)));
}

static void
reset (GSettings *settings)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    g_settings_reset (settings, keys[i]);
}

static void
set_up (AppProcess *self, const char *profile, const char *job)
{
  g_autoptr (GError) error = NULL;

  self->desktop = desktop;
  self->settings = g_settings_new (CULM_APP_ID);
  reset (self->settings);

  self->simulated = sim_printer_new (profile, NULL, &error);
  g_assert_no_error (error);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (self->simulated, "request", G_CALLBACK (on_request), self);
  if (job != NULL)
    sim_printer_start_job (self->simulated, job, 42);
  self->printer = test_printer_new_live (self->simulated, "Workshop");
  bambu_printer_set_demo (self->printer, TRUE);

  self->application = application;
  g_application_activate (G_APPLICATION (self->application));
  gtk_widget_set_visible (GTK_WIDGET (culm_application_get_window (self->application)), FALSE);
  bambu_fleet_add_printer (culm_application_get_fleet (self->application), self->printer);
  bambu_camera_set_source_func (
      bambu_fleet_get_camera (culm_application_get_fleet (self->application), self->printer),
      sim_demo_make_source, NULL, NULL);
  app_desktop_catch_up (self->desktop, G_APPLICATION (self->application));
}

void
app_process_set_up (AppProcess *self, gconstpointer data)
{
  set_up (self, data, "Bracket v3");
}

void
app_process_set_up_idle (AppProcess *self, gconstpointer data)
{
  set_up (self, data, NULL);
}

void
app_process_tear_down (AppProcess *self, gconstpointer data)
{
  CulmWindow *window = culm_application_get_window (self->application);
  BambuFleet *fleet = culm_application_get_fleet (self->application);

  sim_printer_stop (self->simulated);
  dex_future_disown (bambu_fleet_remove (fleet, self->printer));
  if (window != NULL)
    app_test_destroy (window);
  bambu_printer_set_link (self->printer, NULL, BAMBU_CONNECTION_NONE);

  /* A picture of it may still be on its way. */
  g_object_add_weak_pointer (G_OBJECT (self->printer), (gpointer *) &self->printer);
  g_object_unref (self->printer);
  test_wait_until (self->printer == NULL);
  g_assert_finalize_object (self->simulated);
  g_object_unref (self->settings);
  g_ptr_array_unref (self->requests);
  g_hash_table_remove_all (self->desktop->notifications);
  g_hash_table_remove_all (self->desktop->counts);
}

void
app_process_patch (AppProcess *self, const char *json)
{
  g_autoptr (GError) error = NULL;

  sim_printer_patch (self->simulated, json, &error);
  g_assert_no_error (error);
  app_desktop_catch_up (self->desktop, G_APPLICATION (self->application));
}

char *
app_process_dup_id (AppProcess *self, const char *kind)
{
  return g_strdup_printf ("%s-%s", kind, bambu_printer_get_serial (self->printer));
}

gboolean
app_process_shows (AppProcess *self, const char *kind)
{
  g_autofree char *id = app_process_dup_id (self, kind);

  return app_desktop_shows (self->desktop, id);
}

guint
app_process_count (AppProcess *self, const char *kind)
{
  g_autofree char *id = app_process_dup_id (self, kind);

  return app_desktop_count (self->desktop, id);
}

void
app_process_press (AppProcess *self, const char *action)
{
  app_desktop_press (self->desktop, CULM_APP_ID, action, bambu_printer_get_serial (self->printer));
}

guint
app_process_count_requests (AppProcess *self, const char *command)
{
  g_autofree char *member = g_strdup_printf ("\"command\":\"%s\"", command);
  guint n = 0;

  for (guint i = 0; i < self->requests->len; i++)
    n += strstr (g_ptr_array_index (self->requests, i), member) != NULL;

  return n;
}
