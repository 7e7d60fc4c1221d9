/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include "app-window.h"

#include <app/culm-controls-page.h>
#include <app/culm-printer-page.h>
#include <bambu/printer/bambu-printer-private.h>
#include <gio/gsettingsbackend.h>
#include <string.h>

#include "app-fixture.h"
#include "test-printer.h"
#include "test-wait.h"

#define WIDE 1200
#define NARROW 360

/* The `sequence_id` is the last member. */
static void
on_request (SimPrinter *simulated, GBytes *payload, AppWindow *self)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));
  char *end = strstr (text, ",\"sequence_id\"");
  const char *start = strstr (text, ":{");

  if (start == NULL || end == NULL)
    return;

  *end = '\0';
  g_ptr_array_add (self->requests, g_strdelimit (g_strdup (start + strlen (":{")), "\"", '\''));
}

static void
set_up (AppWindow *self, const char *profile, const char *job, int width)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) settings = g_settings_new_with_backend (CULM_APP_ID, backend);
  g_autoptr (GError) error = NULL;

  self->simulated = sim_printer_new (profile, NULL, &error);
  g_assert_no_error (error);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (self->simulated, "request", G_CALLBACK (on_request), self);
  if (job != NULL)
    sim_printer_start_job (self->simulated, job, 42);
  self->printer = test_printer_new_live (self->simulated, "Workshop");

  bambu_printer_set_demo (self->printer, TRUE);
  self->fleet = app_test_fleet_new (app_test_find_free_port ());
  bambu_fleet_add_printer (self->fleet, self->printer);
  self->window = culm_window_new (NULL, self->fleet, settings);
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, 900);
  gtk_window_present (GTK_WINDOW (self->window));
  culm_window_set_loaded (self->window);
  test_wait_until ((self->page = app_test_find (GTK_WIDGET (self->window), CULM_TYPE_PRINTER_PAGE))
                   != NULL);
  app_test_flush ();
}

void
app_window_set_up (AppWindow *self, gconstpointer data)
{
  set_up (self, data, "Bracket v3", WIDE);
}

void
app_window_set_up_idle (AppWindow *self, gconstpointer data)
{
  set_up (self, data, NULL, WIDE);
}

void
app_window_set_up_narrow (AppWindow *self, gconstpointer data)
{
  set_up (self, data, "Bracket v3", NARROW);
}

void
app_window_tear_down (AppWindow *self, gconstpointer data)
{
  sim_printer_stop (self->simulated);
  app_test_destroy (self->window);
  g_assert_finalize_object (self->fleet);
  bambu_printer_set_link (self->printer, NULL, BAMBU_CONNECTION_NONE);
  app_test_flush ();
  g_assert_finalize_object (self->printer);
  g_assert_finalize_object (self->simulated);
  g_ptr_array_unref (self->requests);
}

GtkWidget *
app_window_show_controls (AppWindow *self)
{
  GtkWidget *page;

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-controls", "s", "");
  test_wait_until ((page = app_test_find (self->page, CULM_TYPE_CONTROLS_PAGE)) != NULL
                   && gtk_widget_get_mapped (page));
  sim_printer_start (self->simulated);

  return page;
}

void
app_window_patch (AppWindow *self, const char *json)
{
  g_autoptr (GError) error = NULL;

  sim_printer_patch (self->simulated, json, &error);
  g_assert_no_error (error);
  app_test_flush ();
}

void
app_window_set_fault (AppWindow *self, const char *fault)
{
  g_autoptr (GError) error = NULL;

  sim_printer_set_fault (self->simulated, fault, TRUE, &error);
  g_assert_no_error (error);
}

GtkWidget *
app_window_find_button (AppWindow *self, const char *text)
{
  return app_test_find_button (GTK_WIDGET (self->window), text);
}

GtkWidget *
app_window_find_toast (AppWindow *self, const char *text)
{
  GType type = g_type_from_name ("AdwToastWidget");
  GtkWidget *toast =
      type != G_TYPE_INVALID ? app_test_find (GTK_WIDGET (self->window), type) : NULL;
  GtkWidget *button = toast != NULL ? app_test_find_button (toast, text) : NULL;

  if (button != NULL || toast == NULL)
    return button;

  return app_test_find_label (toast, text);
}

static gboolean
is_command (const char *request, const char *command)
{
  g_autofree char *start = g_strdup_printf ("'command':'%s'", command);

  return g_str_has_prefix (request, start);
}

const char *
app_window_get_request (AppWindow *self, const char *command)
{
  for (guint i = self->requests->len; i > 0; i--)
    if (is_command (g_ptr_array_index (self->requests, i - 1), command))
      return g_ptr_array_index (self->requests, i - 1);

  return NULL;
}

guint
app_window_count_requests (AppWindow *self, const char *command)
{
  guint n = 0;

  for (guint i = 0; i < self->requests->len; i++)
    n += is_command (g_ptr_array_index (self->requests, i), command);

  return n;
}

gboolean
app_window_is_pending (AppWindow *self, BambuControl control)
{
  return app_window_is_pending_at (self, control, 0);
}

gboolean
app_window_is_pending_at (AppWindow *self, BambuControl control, int index)
{
  return bambu_pending_is_active (bambu_printer_get_pending (self->printer, control, index));
}

static void
count (BambuPending *pending, GParamSpec *pspec, int *n_commands)
{
  *n_commands += bambu_pending_is_active (pending);
}

void
app_window_count_commands (AppWindow *self, BambuControl control, int *n_commands)
{
  g_signal_connect (bambu_printer_get_pending (self->printer, control, 0), "notify::active",
                    G_CALLBACK (count), n_commands);
}

AdwDialog *
app_window_get_dialog (AppWindow *self)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
}

void
app_window_agree (AppWindow *self, const char *text)
{
  AdwDialog *dialog;

  test_wait_until ((dialog = app_window_get_dialog (self)) != NULL);
  app_test_click (app_test_find_button (GTK_WIDGET (dialog), text));
  test_wait_until (app_window_get_dialog (self) == NULL);
}
