/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <app/culm-app-certificate-row.h>
#include <glib/gstdio.h>
#include <simulator/sim-certificate.h>

#include "app-fixture.h"
#include "test-wait.h"

typedef struct
{
  BambuAccountList *accounts;
  GtkWidget *window;
  GtkWidget *row;
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) store = bambu_store_new (NULL);
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new_for_session ();
  GtkWidget *group;

  fixture->folder = g_dir_make_tmp ("culm-app-certificate-XXXXXX", NULL);
  fixture->accounts = bambu_account_list_new (store, keyring, NULL);
  fixture->window = adw_window_new ();
  fixture->row = culm_app_certificate_row_new (fixture->accounts);
  group = adw_preferences_group_new ();
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), fixture->row);
  adw_window_set_content (ADW_WINDOW (fixture->window), group);
  gtk_window_present (GTK_WINDOW (fixture->window));
  app_test_flush ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  app_test_destroy (fixture->window);
  g_assert_finalize_object (fixture->accounts);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

static gboolean
says (Fixture *fixture, const char *text)
{
  return g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (fixture->row)), text);
}

static void
take (Fixture *fixture, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, "app.pem", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  culm_app_certificate_row_take (CULM_APP_CERTIFICATE_ROW (fixture->row), file);
  test_wait_until (!says (fixture, "Only for those"));
  g_assert_cmpint (g_remove (path), ==, 0);
}

static char *
make_pem (Fixture *fixture)
{
  g_autoptr (SimCertificate) issuer =
      sim_certificate_new ("GLOF0001.bambulab.com", SIM_CERTIFICATE_AUTHORITY, NULL);
  g_autoptr (SimCertificate) own = sim_certificate_new ("app", 0, issuer);
  g_autofree char *path = g_build_filename (fixture->folder, "part.pem", NULL);
  g_autofree char *certificate = NULL;
  g_autofree char *key = NULL;

  g_assert_true (sim_certificate_save (own, path, FALSE, NULL));
  g_assert_true (g_file_get_contents (path, &certificate, NULL, NULL));
  g_assert_true (sim_certificate_save_key (own, path, NULL));
  g_assert_true (g_file_get_contents (path, &key, NULL, NULL));
  g_assert_cmpint (g_remove (path), ==, 0);

  return g_strconcat (certificate, key, NULL);
}

static void
test_taken_and_removed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *pem = make_pem (fixture);

  g_assert_true (says (fixture, "Only for those to whom Bambu Lab gave one"));
  g_assert_null (app_test_find_button (fixture->row, "Remove"));
  app_test_assert_named (fixture->row);

  take (fixture, pem);
  g_assert_true (says (fixture, "CN=GLOF0001.bambulab.com:"));
  g_assert_nonnull (bambu_account_list_get_app_certificate (fixture->accounts));

  app_test_click (app_test_find_button (fixture->row, "Remove"));
  test_wait_until (says (fixture, "Only for those"));
  g_assert_null (bambu_account_list_get_app_certificate (fixture->accounts));
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  take (fixture, "no certificate");
  g_assert_true (says (fixture, "This file does not hold a certificate and its key."));
  g_assert_true (gtk_widget_has_css_class (fixture->row, "error"));
  g_assert_null (bambu_account_list_get_app_certificate (fixture->accounts));
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

  g_test_add ("/app-certificate/taken-and-removed", Fixture, NULL, set_up, test_taken_and_removed,
              tear_down);
  g_test_add ("/app-certificate/refused", Fixture, NULL, set_up, test_refused, tear_down);

  return g_test_run ();
}
