/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-diagnostics-dialog.h>
#include <app/culm-log.h>
#include <bambu/printer/bambu-report-redact.h>
#include <string.h>
#include <words/culm-diagnostics.h>

#include "app-fixture.h"
#include "app-window.h"
#include "test-printer.h"
#include "test-wait.h"

#define DOMAIN "bambu-test"

/* Of every kind, as they come in messages of the library, of GLib and of servers */
static const char *const secret_lines[][2] = {
  { "01S00C123400001: the link is open", "01S00C123400001" },
  { "topic device/01P00A000000001/report", "01P00A000000001" },
  { "access code 12345678 refused", "12345678" },
  { "access code: ab12", "ab12" },
  { "code=4821", "4821" },
  { "\"access_code\": \"q1w2e3r4\"", "q1w2e3r4" },
  { "password: correct horse battery", "horse" },
  { "{\"password\":\"hunter2\",\"account\":\"ann\"}", "hunter2" },
  { "pin = 482156", "482156" },
  { "PIN 482156 was shown", "482156" },
  { "Authorization: Bearer AQAsecret", "AQAsecret" },
  { "with bearer abcdefgh", "abcdefgh" },
  { "token=eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.NHVaYe26MbtOYhSKkoKY", "NHVaYe26" },
  { "eyJhbGciOiJSUzI1NiJ9eyJzdWIiOiIxMjM0NTY3ODkwIn0", "eyJhbGciOiJSUzI1NiJ9" },
  { "Cookie: sid=abc; path=/", "sid=abc" },
  { "maker+print@mail.example.org signed in", "maker+print" },
  { "maker@example.org", "example.org" },
  { "the account is +49 170 1234 567", "1234 567" },
  { "uid: 4711", "4711" },
  { "connected to 192.168.1.20:8883", "192.168.1.20" },
  { "connected to 10.10.10.10", "10.10.10.10" },
  { "peer 8.8.4.4.", "8.8.4.4" },
  { "at fe80::1ff:fe23:4567:890a%eth0 port 990", "fe23" },
  { "at 2001:db8:85a3:0:0:8a2e:370:7334", "8a2e" },
  { "at [2001:db8::1]:322", "2001:db8" },
  { "mac 00:1B:44:11:3A:B7", "44:11" },
  { "ssid: Chateau Bamboo", "Chateau" },
  { "\"ssid\":\"HomeNet\",\"x\":1", "HomeNet" },
  { "BSSID=aa:bb:cc:dd:ee:ff", "dd:ee" },
  { "resolving printer.local", "printer.local" },
  { "resolving nas.fritz.box", "nas.fritz" },
  { "GET https://cdn.example.com/u/ann/a.3mf?sig=deadbeef&t=1", "deadbeef" },
  { "rtsps://bblp:12345678@printer/streaming", "bblp" },
  { "cannot read /home/ann/Prints/Secret project.3mf", "Secret" },
  { "cannot read /home/ann/Prints/Secret project.3mf", "/ann" },
  { "file:///run/media/ann/stick/x.gcode", "stick" },
  { "wrote /tmp/culm-X/Letter to Bob.3mf", "Bob" },
  { "Workshop Ann: printing", "Workshop" },
  { "it prints Ann’s Ring v2 now", "Ring" },
};

static const char *const known[] = { "Workshop Ann", "Ann’s Ring v2", NULL };

static void
test_secrets (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (secret_lines); i++)
    {
      g_autofree char *redacted = culm_diagnostics_redact (secret_lines[i][0], known);

      g_test_message ("%s → %s", secret_lines[i][0], redacted);
      g_assert_null (strstr (redacted, secret_lines[i][1]));
      g_assert_nonnull (strstr (redacted, "…"));
    }
}

/* What helps is left alone. */
static void
test_kept (void)
{
  static const char *const lines[] = {
    "firmware 01.08.02.00, ota 01.11.32.89, module 00.00.03.01",
    "Culm 0.1.0, GTK 4.18.6, libadwaita 1.7.6, GLib 2.84.4",
    "14:02:11.123 bambu-mqtt debug: connection closed: 7",
    "GET /v1/user-service/my/tasks: 500",
    "bambu-link-error-quark 4: not confirmed in 10 s",
    "0300-8003, 0300_0100_0001_0007",
    "X1 Carbon, P1S, A1 mini, H2D",
    "exit code 4",
    "2026-11-28 10:40",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *redacted = culm_diagnostics_redact (lines[i], known);

      g_assert_cmpstr (redacted, ==, lines[i]);
    }
}

/* A report of a firmware to come, whose every string is a secret */
#define SECRETIVE                                                                                  \
  "{\"print\":{\"gcode_state\":\"RUNNING\",\"subtask_name\":\"SecretRing\",\"gcode_file\":"        \
  "\"SecretRing.3mf\",\"home_ssid\":\"SecretNet\",\"ipcam\":{\"rtsp_url\":"                        \
  "\"rtsps://192.168.1.20:322/SecretUrl\",\"mode\":\"x'y<SecretMode\",\"resolution\":\"1080p\"},"  \
  "\"net\":{\"info\":[{\"ip\":335653056,\"mask\":16777215}],\"x\":{\"y\":\"SecretDeep\"}},"        \
  "\"user_id\":123456789,\"sn\":\"01S00C123400001\",\"01S00C123400001\":{\"bed\":60},"             \
  "\"SecretKey with spaces\":1,\"tray_info_idx\":\"P8874e68\",\"tray_uuid\":\"SecretUuid\","       \
  "\"pin\":\"482156\",\"percent\":\"42\",\"temper\":\"29.8125\",\"old\":\"192.168.1.20\","         \
  "\"name\":\"SecretName\",\"list\":[\"SecretItem\",7,[\"SecretInner\"]]},"                        \
  "\"info\":{\"module\":[{\"name\":\"ota\",\"sw_ver\":\"01.08.02.00\",\"sn\":\"SecretSn\"}]}}"

static void
test_report (void)
{
  g_autoptr (GBytes) report = g_bytes_new_static (SECRETIVE, strlen (SECRETIVE));
  g_autoptr (GBytes) nonsense = g_bytes_new_static ("{\"a\":", 5);
  g_autofree char *text = bambu_report_redact (report);
  static const char *const kept[] = { "RUNNING", "1080p",       "\"42\"", "29.8125",
                                      "\"ota\"", "01.08.02.00", "7",      "60" };
  static const char *const gone[] = { "Secret",    "01S00C",   "482156",    "192.168",
                                      "335653056", "16777215", "123456789", "P8874e68" };

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    g_assert_nonnull (strstr (text, kept[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (gone); i++)
    {
      g_test_message ("%s", gone[i]);
      g_assert_null (strstr (text, gone[i]));
    }
  g_assert_null (bambu_report_redact (nonsense));
}

/* Deeper than any stack: it ends. */
static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) report = NULL;
  g_autofree char *redacted = NULL;

  for (int i = 0; i < 100000; i++)
    g_string_append (text, "{\"a\":");
  g_string_append (text, "1");
  for (int i = 0; i < 100000; i++)
    g_string_append_c (text, '}');
  report = g_bytes_new (text->str, text->len);
  redacted = bambu_report_redact (report);
  g_assert_nonnull (strstr (redacted, "…"));
}

/* ---- The whole ---- */

static void
set_up (AppWindow *self, gconstpointer data)
{
  app_window_set_up (self, data);
  bambu_printer_set_name (self->printer, "Ann’s workshop");
  bambu_printer_set_address (self->printer, "192.168.1.20");
  app_window_patch (self,
                    "{\"subtask_name\":\"Ring for Bob\",\"gcode_file\":\"Ring for Bob.3mf\"}");
}

static void
assert_discreet (AppWindow *self, const char *text)
{
  static const char *const gone[] = { "Ann", "192.168.1.20", "Bob", "Ring" };

  for (gsize i = 0; i < G_N_ELEMENTS (gone); i++)
    {
      g_test_message ("%s", gone[i]);
      g_assert_null (strstr (text, gone[i]));
    }
  g_assert_null (strstr (text, bambu_printer_get_serial (self->printer)));
}

static void
test_whole (AppWindow *self, gconstpointer data)
{
  g_autofree char *log =
      g_strdup_printf ("%s at 192.168.1.20 prints Ring for Bob\nAnn’s workshop is open\n",
                       bambu_printer_get_serial (self->printer));
  g_autofree char *text =
      culm_diagnostics_new (G_LIST_MODEL (self->fleet), "System: Debian", log, NULL, 1772547300);

  assert_discreet (self, text);
  g_assert_true (g_str_has_prefix (text, "Culm " CULM_VERSION ", 2026-03-03 14:15 UTC\n"));
  g_assert_nonnull (strstr (text, "Printer 1 (demo)\nModel: P1S\n"));
  g_assert_nonnull (strstr (text, bambu_printer_get_firmware (self->printer)));
  g_assert_nonnull (strstr (text, "State: running"));
  g_assert_nonnull (strstr (text, "\"gcode_state\": \"RUNNING\""));
  g_assert_nonnull (strstr (text, "… is open"));
}

/* From the preferences, as the user sees it before it is saved */
static void
test_dialog (AppWindow *self, gconstpointer data)
{
  g_autoptr (AdwDialog) dialog = NULL;
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *shown = NULL;

  culm_log_set_kept (TRUE);
  g_log_structured (DOMAIN, G_LOG_LEVEL_DEBUG, "MESSAGE", "Ann’s workshop answers %d", 7);
  dialog = g_object_ref_sink (culm_diagnostics_dialog_new (self->fleet, NULL));
  culm_log_set_kept (FALSE);
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
  app_test_settle (GTK_WIDGET (self->window));
  buffer = gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (app_test_find (GTK_WIDGET (dialog), GTK_TYPE_TEXT_VIEW)));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  shown = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  assert_discreet (self, shown);
  g_assert_nonnull (strstr (shown, DOMAIN " debug: … answers 7"));
  g_assert_nonnull (app_test_find_button (GTK_WIDGET (dialog), "Save…"));
  app_test_assert_named (GTK_WIDGET (dialog));
  adw_dialog_force_close (dialog);
  app_test_flush ();
}

/* ---- The log ---- */

static void
test_log (void)
{
  g_autofree char *none = NULL;
  g_autofree char *text = NULL;
  g_autofree char *last = NULL;
  g_auto (GStrv) lines = NULL;

  g_log_structured (DOMAIN, G_LOG_LEVEL_DEBUG, "MESSAGE", "before");
  none = culm_log_dup ();
  g_assert_null (none);

  culm_log_set_kept (TRUE);
  g_log_structured ("Gtk", G_LOG_LEVEL_DEBUG, "MESSAGE", "a widget");
  for (int i = 0; i < CULM_LOG_MOST_LINES + 10; i++)
    g_log_structured (DOMAIN, G_LOG_LEVEL_DEBUG, "MESSAGE", "line %d", i);
  text = culm_log_dup ();
  lines = g_strsplit (text, "\n", 0);
  g_assert_cmpuint (g_strv_length (lines), ==, CULM_LOG_MOST_LINES + 1);
  g_assert_true (g_str_has_suffix (lines[0], DOMAIN " debug: line 10"));
  last = g_strdup_printf ("line %d", CULM_LOG_MOST_LINES + 9);
  g_assert_true (g_str_has_suffix (lines[CULM_LOG_MOST_LINES - 1], last));
  g_assert_null (strstr (text, "before"));
  g_assert_null (strstr (text, "widget"));

  culm_log_set_kept (FALSE);
  g_assert_null (culm_log_dup ());
}

int
main (int argc, char *argv[])
{
  culm_log_install ();
  if (!app_test_init (&argc, &argv))
    return 77;

  g_test_add_func ("/diagnostics/secrets", test_secrets);
  g_test_add_func ("/diagnostics/kept", test_kept);
  g_test_add_func ("/diagnostics/report", test_report);
  g_test_add_func ("/diagnostics/deep", test_deep);
  g_test_add_func ("/diagnostics/log", test_log);
  g_test_add ("/diagnostics/whole", AppWindow, "P1S", set_up, test_whole, app_window_tear_down);
  g_test_add ("/diagnostics/dialog", AppWindow, "P1S", set_up, test_dialog, app_window_tear_down);

  return g_test_run ();
}
