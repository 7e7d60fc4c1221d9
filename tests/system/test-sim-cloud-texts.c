/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <bambu/alert/bambu-alert-texts.h>
#include <glib/gstdio.h>

#include "cloud-client.h"
#include "test-wait.h"

/* The simulated service of fault texts, by itself and with who asks it. */

#define QUERY "/query.php?lang="
#define SERIAL "01P00A000000001"

static const char *const no_options[] = { NULL };

static CloudAnswer *
ask (CloudClient *client, const char *query)
{
  g_autofree char *path = g_strconcat (QUERY, query, NULL);

  return cloud_client_call (client, "GET", "texts_origin", path, NULL, NULL);
}

static JsonArray *
get_entries (CloudAnswer *answer, const char *section, const char *language)
{
  JsonObject *data = json_object_get_object_member (answer->json, "data");

  return json_object_get_array_member (json_object_get_object_member (data, section), language);
}

static void
test_answers (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (no_options);
  g_autoptr (CloudAnswer) english = ask (client, "en&d=01P");
  g_autoptr (CloudAnswer) german = ask (client, "de");
  g_autoptr (CloudAnswer) unchanged = ask (client, "en&d=01P&v=202603041659");
  JsonObject *first;

  g_assert_cmpuint (english->status, ==, 200);
  g_assert_cmpint (json_object_get_int_member (english->json, "result"), ==, 0);
  first = json_array_get_object_element (get_entries (english, "device_hms", "en"), 0);
  g_assert_cmpuint (strlen (json_object_get_string_member (first, "ecode")), ==, 16);
  first = json_array_get_object_element (get_entries (english, "device_error", "en"), 0);
  g_assert_cmpuint (strlen (json_object_get_string_member (first, "ecode")), ==, 8);

  g_assert_cmpuint (json_array_get_length (get_entries (german, "device_error", "de")), >, 0);
  g_assert_cmpint (json_object_get_int_member (unchanged->json, "result"), ==, 201);
  g_assert_false (json_object_has_member (unchanged->json, "data"));
}

static void
report (BambuPrinter *printer, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BambuFrame) frame = bambu_frame_parse (json, strlen (json), &error);

  g_assert_no_error (error);
  bambu_printer_apply (printer, frame);
}

static const char *
get_text (BambuPrinter *printer)
{
  g_autoptr (BambuAlert) alert = g_list_model_get_item (bambu_printer_get_alerts (printer), 0);

  return bambu_alert_get_text (alert);
}

/* The worst that it answers keeps nobody from asking again. */
static void
test_asked (void)
{
  static const char *const faults[] = { "edge-404",  "edge-html-200", "edge-truncated",
                                        "edge-huge", "edge-reset",    "edge-half" };
  g_autoptr (CloudClient) client = cloud_client_new (no_options);
  const char *ca_file = json_object_get_string_member (client->cloud, "ca_file");
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (ca_file, &error);
  g_autoptr (GListStore) printers = g_list_store_new (BAMBU_TYPE_PRINTER);
  g_autoptr (BambuPrinter) printer = bambu_printer_new (SERIAL, NULL);
  g_autofree char *origin = cloud_client_dup_url (client, "texts_origin", "");
  g_autofree char *folder = g_dir_make_tmp ("culm-texts-XXXXXX", &error);
  g_autofree char *kept = g_build_filename (folder, "01P-de.json", NULL);
  g_autoptr (BambuAlertTexts) texts = NULL;

  g_assert_no_error (error);
  g_list_store_append (printers, printer);
  report (printer, "{\"print\":{\"command\":\"push_status\",\"msg\":0,\"print_error\":117473297}}");
  texts = bambu_alert_texts_new (G_LIST_MODEL (printers), origin, database, folder, "de");

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) failure = NULL;

      cloud_client_tell (client, "fault %s /query.php", faults[i]);
      bambu_alert_texts_set_enabled (texts, FALSE);
      bambu_alert_texts_set_enabled (texts, TRUE);
      failure = test_await_error (bambu_alert_texts_settle (texts));
      g_assert_nonnull (failure);
      g_assert_null (get_text (printer));
      cloud_client_tell (client, "clear %s", faults[i]);
    }

  cloud_client_tell (client, "fault edge-wrong-type /query.php");
  bambu_alert_texts_set_enabled (texts, FALSE);
  bambu_alert_texts_set_enabled (texts, TRUE);
  test_await_true (bambu_alert_texts_settle (texts));
  g_assert_true (g_str_has_prefix (get_text (printer), "Das Filament im AMS"));

  g_clear_object (&texts);
  g_assert_cmpint (g_remove (kept), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/sim-cloud/texts/answers", test_answers);
  g_test_add_func ("/sim-cloud/texts/asked", test_asked);

  return g_test_run ();
}
