/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "serve/serve-report.h"

#define CUSTOM "custom-token-of-a-friend"

static const char *const secrets[] = { CUSTOM, NULL };

static void
merge (ServeReport *report, const char *json, gboolean full)
{
  yyjson_doc *document = yyjson_read (json, strlen (json), 0);

  g_assert_nonnull (document);
  serve_report_merge (report, yyjson_doc_get_root (document), full, 0);
  yyjson_doc_free (document);
}

static void
assert_has (ServeReport *report, const char *part, gboolean has)
{
  const char *text = serve_report_get_text (report, secrets);

  if ((strstr (text, part) != NULL) != has)
    g_error ("%s is %s %s", part, has ? "not in" : "in", text);
}

static void
test_rest (void)
{
  g_autoptr (ServeReport) report = serve_report_new ();

  merge (report,
         "{\"bed_temper\":20,\"stg\":[1,2],\"upload\":{\"status\":\"idle\",\"progress\":0},"
         "\"ams\":{\"tray_now\":\"1\",\"tray_pre\":\"2\"},\"gone\":1,\"left\":2}",
         TRUE);
  merge (report,
         "{\"bed_temper\":60,\"stg\":[3],\"upload\":{\"progress\":5},"
         "\"ams\":{\"tray_pre\":\"3\"},\"gone\":null}",
         FALSE);

  assert_has (report, "\"bed_temper\":60", TRUE);
  assert_has (report, "\"stg\":[3]", TRUE);
  assert_has (report, "\"upload\":{\"status\":\"idle\",\"progress\":5}", TRUE);
  assert_has (report, "\"tray_now\":\"1\"", TRUE);
  assert_has (report, "\"tray_pre\":\"3\"", TRUE);
  assert_has (report, "\"gone\"", FALSE);
  assert_has (report, "\"left\":2", TRUE);

  merge (report, "{\"bed_temper\":61}", TRUE);
  assert_has (report, "\"bed_temper\":61", TRUE);
  assert_has (report, "\"stg\"", FALSE);
  assert_has (report, "\"tray_pre\"", FALSE);
}

/* What is not read is not known to be harmless. */
static void
test_secrets (void)
{
  g_autoptr (ServeReport) report = serve_report_new ();

  merge (report,
         "{\"ipcam\":{\"rtsp_url\":\"rtsps://10.0.0.7/x\",\"passwd\":\"moth\",\"ipcam_dev\":\"1\"},"
         "\"news\":[[{\"access_code\":\"12345678\",\"token\":\"abc\",\"sw_ver\":\"1.2.3.4\"}],"
         "\"" CUSTOM " at 10.0.0.8\"]}",
         TRUE);

  assert_has (report, "\"ipcam_dev\":\"1\"", TRUE);
  assert_has (report, "1.2.3.4", TRUE);
  assert_has (report, "moth", FALSE);
  assert_has (report, "10.0.0", FALSE);
  assert_has (report, "12345678", FALSE);
  assert_has (report, "abc", FALSE);
  assert_has (report, CUSTOM, FALSE);
}

/* One that sends ever new things */
static void
test_much (void)
{
  g_autoptr (ServeReport) report = serve_report_new ();
  g_autofree char *filling = g_strnfill (100 * 1000, 'x');

  merge (report, "{\"bed_temper\":20}", TRUE);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"bed_temper\":%u,\"k%u\":\"%s\"}", i, i, filling);

      merge (report, json, FALSE);
      g_assert_cmpuint (strlen (serve_report_get_text (report, secrets)), <, 600 * 1000);
    }
  assert_has (report, "\"bed_temper\":19", TRUE);

  /* The same, again and again, is not much. */
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"again\":\"%s%u\"}", filling, i);

      merge (report, json, i == 0);
    }
  assert_has (report, "x19\"", TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/serve-report/rest", test_rest);
  g_test_add_func ("/serve-report/secrets", test_secrets);
  g_test_add_func ("/serve-report/much", test_much);

  return g_test_run ();
}
