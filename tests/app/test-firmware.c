/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <app/culm-firmware-row.h>
#include <app/culm-notes-dialog.h>
#include <app/culm-status-page.h>

#include "app-cloud.h"
#include "app-fixture.h"
#include "test-printer.h"
#include "test-wait.h"

#define PATH "/v1/iot-service/api/user/device/version"
#define OFFER                                                                                      \
  "{\"upgrade_state\":{\"new_version_state\":1,\"new_ver_list\":[{\"name\":\"ota\","               \
  "\"cur_ver\":\"01.08.02.00\",\"new_ver\":\"99.01.00.00\"}]}}"

typedef struct
{
  AppCloud *cloud;
  BambuAccount *account;
  SimPrinter *simulated;
  BambuPrinter *printer;
  GtkWidget *window;
  GtkWidget *page;
  GtkWidget *row;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->cloud = app_cloud_new ();
  fixture->account = app_cloud_sign_in (fixture->cloud, "plain@example.com", "bamboo-plain");
  fixture->simulated = sim_printer_new ("P1S", APP_CLOUD_P1S, &error);
  g_assert_no_error (error);
  fixture->printer = test_printer_new_live (fixture->simulated, "Workshop");
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 720);
}

/* What it shows is what the printer's page gives it. */
static void
show (Fixture *fixture, BambuAccount *account)
{
  fixture->page =
      g_object_new (CULM_TYPE_STATUS_PAGE, "printer", fixture->printer, "account", account, NULL);
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  test_wait_until (gtk_widget_get_mapped (fixture->page)
                   && (fixture->row = app_test_find (fixture->page, CULM_TYPE_FIRMWARE_ROW))
                          != NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  app_test_destroy (fixture->window);
  bambu_printer_set_link (fixture->printer, NULL, BAMBU_CONNECTION_NONE);
  app_test_flush ();
  g_assert_finalize_object (fixture->printer);
  g_assert_finalize_object (fixture->simulated);
  app_cloud_free (fixture->cloud);
}

static gboolean
says (Fixture *fixture, const char *format)
{
  const char *version = sim_printer_get_version (fixture->simulated);
  g_auto (GStrv) parts = g_strsplit (format, "VERSION", -1);
  g_autofree char *text = g_strjoinv (version, parts);

  return g_str_equal (adw_action_row_get_subtitle (ADW_ACTION_ROW (fixture->row)), text);
}

static guint
count_requests (Fixture *fixture)
{
  GPtrArray *requests = app_cloud_get_requests (fixture->cloud);
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    n += g_str_equal (g_ptr_array_index (requests, i), PATH);

  return n;
}

static GtkWidget *
find_notes_button (Fixture *fixture)
{
  return app_test_find_button (fixture->row, "What’s New…");
}

static void
test_available (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;
  g_autofree char *expected = NULL;

  show (fixture, fixture->account);
  test_wait_until (find_notes_button (fixture) != NULL);
  g_assert_true (g_str_has_suffix (adw_action_row_get_subtitle (ADW_ACTION_ROW (fixture->row)),
                                   " is available."));
  app_test_assert_named (fixture->row);

  g_signal_emit_by_name (find_notes_button (fixture), "clicked");
  app_test_flush ();
  dialog = app_test_find (fixture->window, CULM_TYPE_NOTES_DIALOG);
  g_assert_nonnull (app_test_find_label (dialog,
                                         "1. Optimized the flow dynamics calibration.\n"
                                         "2. Fixed an issue where the door was said to be open."));
  adw_dialog_force_close (ADW_DIALOG (dialog));

  /* Looking again within the hour asks nobody. */
  gtk_widget_set_visible (fixture->page, FALSE);
  test_wait_until (!gtk_widget_get_mapped (fixture->page));
  gtk_widget_set_visible (fixture->page, TRUE);
  test_wait_until (gtk_widget_get_mapped (fixture->page));
  app_test_flush ();
  g_assert_cmpuint (count_requests (fixture), ==, 1);
}

static void
test_none (Fixture *fixture, gconstpointer data)
{
  app_cloud_set_fault (fixture->cloud, "firmware-none", NULL, TRUE);
  show (fixture, fixture->account);
  test_wait_until (says (fixture, "VERSION, up to date"));
  g_assert_null (find_notes_button (fixture));
}

static void
test_failed (Fixture *fixture, gconstpointer data)
{
  app_cloud_set_fault (fixture->cloud, "edge-500", PATH, TRUE);
  show (fixture, fixture->account);
  test_wait_until (says (fixture, "VERSION. Bambu Lab could not be asked for updates."));
  g_assert_null (find_notes_button (fixture));

  /* With another account things begin anew. */
  g_object_set (fixture->page, "account", NULL, NULL);
  g_assert_true (says (fixture, "VERSION"));
}

static gboolean
has_spinner (Fixture *fixture)
{
  return gtk_widget_get_visible (app_test_find (fixture->row, ADW_TYPE_SPINNER));
}

static void
test_loading (Fixture *fixture, gconstpointer data)
{
  app_cloud_set_fault (fixture->cloud, "edge-silent", PATH, TRUE);
  show (fixture, fixture->account);
  test_wait_until (count_requests (fixture) == 1);
  g_assert_true (says (fixture, "VERSION"));
  g_assert_true (has_spinner (fixture));

  g_object_set (fixture->page, "account", NULL, NULL);
  g_assert_false (has_spinner (fixture));
}

/* Without an account the printer may know of one, and nobody that there is none. */
static void
test_without_account (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  show (fixture, NULL);
  g_assert_true (says (fixture, "VERSION"));
  g_assert_false (has_spinner (fixture));

  sim_printer_patch (fixture->simulated, OFFER, &error);
  g_assert_no_error (error);
  test_wait_until (says (fixture, "VERSION. Version 99.01.00.00 is available."));
  g_assert_null (find_notes_button (fixture));
  g_assert_cmpuint (count_requests (fixture), ==, 0);
}

static void
test_units (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuAms) ams =
      g_list_model_get_item (bambu_printer_get_ams_units (fixture->printer), 0);
  g_autofree char *text = NULL;

  test_wait_until (bambu_ams_get_firmware (ams) != NULL);
  show (fixture, NULL);
  text = g_strdup_printf ("Firmware %s", bambu_ams_get_firmware (ams));
  g_assert_nonnull (app_test_find_label (fixture->page, text));
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(path, function)                                                                        \
  g_test_add ("/app/firmware/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("available", test_available);
  ADD ("none", test_none);
  ADD ("failed", test_failed);
  ADD ("loading", test_loading);
  ADD ("without-account", test_without_account);
  ADD ("units", test_units);
#undef ADD

  return g_test_run ();
}
