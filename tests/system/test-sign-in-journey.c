/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include <app/culm-account-banner.h>
#include <app/culm-sign-in-dialog.h>
#include <app/culm-printer-page.h>
#include <app/culm-window.h>
#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <unistd.h>

#include "app/app-fixture.h"
#include "link/bambu-discovery-private.h"
#include "process-memory.h"
#include "simulator-process.h"

/* What somebody does in the first months with an account, by the window's own controls: the cloud,
 * its broker, the printers and the keyring are real processes. Nobody announces a printer to this
 * window: what is reached through the cloud stays there. */

#define ACCOUNT "maker@example.com"
#define PASSWORD "bamboo-grove"
#define FIRST_PART "--until-it-is-killed"

typedef struct
{
  SimulatorProcess *simulator;
  JsonObject *cloud;
  const char *authorities; /* of the printers */
  char *folder;
  char *path;
  BambuFleet *fleet;
  BambuAccountList *accounts;
  BambuAccountPrinters *account_printers;
  GSettings *settings;
  CulmWindow *window;
} Journey;

/* ---- The app, from start to end ---- */

static void
start_app (Journey *self)
{
  g_autoptr (BambuStore) store = bambu_store_new (self->path);
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new ();
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GPtrArray) regions =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bambu_region_unref);
  guint16 port = app_test_find_free_port ();
  g_autoptr (BambuDiscovery) discovery = bambu_discovery_new_for_ports (&port, 1);
  g_autoptr (GError) error = NULL;

  bambu_trust_add_authority (trust, self->authorities, &error);
  g_assert_no_error (error);
  g_ptr_array_add (
      regions, bambu_region_new (json_object_get_string_member (self->cloud, "origin"),
                                 json_object_get_string_member (self->cloud, "web_origin"),
                                 json_object_get_string_member (self->cloud, "mqtt"),
                                 json_object_get_string_member (self->cloud, "ca_file"), &error));
  g_assert_no_error (error);

  self->fleet = bambu_fleet_new (store, keyring, trust, discovery);
  self->accounts = bambu_account_list_new (store, keyring, regions);
  self->account_printers = bambu_account_printers_new (self->fleet, self->accounts);
  self->settings = g_settings_new_with_backend (CULM_APP_ID, backend);
  self->window = culm_window_new (NULL, self->fleet, self->settings);
  culm_window_set_account_printers (self->window, self->account_printers);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
stop_app (Journey *self)
{
  app_test_destroy (g_steal_pointer (&self->window));
  g_clear_object (&self->settings);
  g_assert_finalize_object (g_steal_pointer (&self->account_printers));
  g_clear_object (&self->accounts);
  g_assert_finalize_object (g_steal_pointer (&self->fleet));
}

static gboolean
is_settled (gpointer data)
{
  return !dex_future_is_pending (data);
}

static void
load (Journey *self)
{
  g_autoptr (DexFuture) printers = bambu_fleet_load (self->fleet);
  g_autoptr (DexFuture) accounts = NULL;

  app_test_wait (is_settled, printers);
  culm_window_set_loaded (self->window);
  accounts = bambu_account_list_load (self->accounts);
  app_test_wait (is_settled, accounts);
  bambu_account_printers_watch (self->account_printers);
}

/* ---- What somebody sees ---- */

static GtkWidget *
get_dialog (Journey *self)
{
  return app_test_find (GTK_WIDGET (self->window), CULM_TYPE_SIGN_IN_DIALOG);
}

static AdwNavigationPage *
get_page (Journey *self)
{
  GtkWidget *view = app_test_find (get_dialog (self), ADW_TYPE_NAVIGATION_VIEW);

  return adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (view));
}

static gboolean
is_at_code (gpointer data)
{
  return g_strcmp0 (adw_navigation_page_get_tag (get_page (data)), "code") == 0;
}

static gboolean
has_printers (gpointer data)
{
  return app_test_find (GTK_WIDGET (get_page (data)), GTK_TYPE_CHECK_BUTTON) != NULL;
}

static gboolean
has_problem (gpointer data)
{
  return app_test_find_label (GTK_WIDGET (get_page (data)),
                              "Signed in, but there is no list of printers")
         != NULL;
}

static gboolean
has_no_dialog (gpointer data)
{
  return get_dialog (data) == NULL;
}

static BambuPrinter *
get_printer (Journey *self, guint index)
{
  g_autoptr (BambuPrinter) printer = g_list_model_get_item (G_LIST_MODEL (self->fleet), index);

  return printer; /* the fleet holds it */
}

static gboolean
are_live (gpointer data)
{
  Journey *self = data;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->fleet));

  for (guint i = 0; i < n; i++)
    if (bambu_printer_get_freshness (get_printer (self, i)) != BAMBU_FRESHNESS_LIVE)
      return FALSE;

  return n == 2;
}

static gboolean
is_on_lan (gpointer printer)
{
  return bambu_printer_get_connection (printer) == BAMBU_CONNECTION_LAN
         && bambu_printer_get_freshness (printer) == BAMBU_FRESHNESS_LIVE;
}

static gboolean
has_ended (gpointer window)
{
  GtkWidget *place = app_test_find (window, CULM_TYPE_ACCOUNT_BANNER);
  AdwBanner *banner = ADW_BANNER (app_test_find (place, ADW_TYPE_BANNER));

  return adw_banner_get_revealed (banner)
         && g_str_has_prefix (adw_banner_get_title (banner), "Your Bambu Lab sign-in has ended.");
}

static gboolean
has_not_ended (gpointer window)
{
  return !has_ended (window);
}

static void
click (GtkWidget *button)
{
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

/* ---- What they do ---- */

static void
enter_password (Journey *self)
{
  GtkWidget *row = app_test_find (GTK_WIDGET (get_page (self)), ADW_TYPE_PASSWORD_ENTRY_ROW);

  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_prev_sibling (row)), ACCOUNT);
  gtk_editable_set_text (GTK_EDITABLE (row), PASSWORD);
  click (adw_dialog_get_default_widget (ADW_DIALOG (get_dialog (self))));
  app_test_wait (is_at_code, self);
}

static void
enter_code (Journey *self, const char *code)
{
  GtkEditable *entry = GTK_EDITABLE (app_test_find (GTK_WIDGET (get_page (self)), GTK_TYPE_ENTRY));
  int position = 0;

  gtk_editable_insert_text (gtk_editable_get_delegate (entry), code, -1, &position);
  app_test_wait (has_printers, self);
  click (app_test_find_button (GTK_WIDGET (get_page (self)), "Done"));
  app_test_wait (has_no_dialog, self);
}

/* ---- The first part ---- */

static gboolean
can_sign_in (gpointer data)
{
  return app_test_find_button (data, "Sign In with a Bambu Lab Account") != NULL;
}

/* A fresh profile. The code comes by mail: that is, from the part that is not killed. */
static void
run_first_part (char *argv[])
{
  Journey journey = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) cloud = json_from_string (argv[2], &error);
  char code[16];

  g_assert_no_error (error);
  journey.cloud = json_node_get_object (cloud);
  journey.authorities = argv[3];
  journey.path = argv[4];

  start_app (&journey);
  load (&journey);
  app_test_wait (can_sign_in, journey.window);
  click (app_test_find_button (GTK_WIDGET (journey.window), "Sign In with a Bambu Lab Account"));
  enter_password (&journey);
  g_assert_nonnull (fgets (code, sizeof code, stdin));
  enter_code (&journey, g_strchomp (code));
  app_test_wait (are_live, &journey);

  puts ("live");
  fflush (stdout);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}

/* ---- The test ---- */

static void
set_up (Journey *self, gconstpointer data)
{
  static const char *const options[] = { "--profile", "P1S", "--profile", "X1C", "--cloud", NULL };
  g_autoptr (GError) error = NULL;

  self->simulator = simulator_process_start (options, &error);
  g_assert_no_error (error);
  self->cloud = simulator_process_get_cloud (self->simulator);
  /* It is handed on, and the passwords in it would be found in memory. */
  json_object_remove_member (self->cloud, "accounts");
  self->authorities =
      json_object_get_string_member (simulator_process_get_printer (self->simulator, 0), "ca_file");
  self->folder = g_dir_make_tmp ("culm-journey-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "culm.db", NULL);
}

static void
tear_down (Journey *self, gconstpointer data)
{
  simulator_process_stop (self->simulator);
  g_unlink (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->path);
  g_free (self->folder);
}

static gboolean
has_mail (gpointer data)
{
  Journey *self = data;

  return simulator_process_count_events (self->simulator, "email-code") > 0;
}

static const char *
get_last_code (Journey *self)
{
  guint n = simulator_process_count_events (self->simulator, "email-code");

  return json_object_get_string_member (
      simulator_process_get_event (self->simulator, "email-code", n - 1), "code");
}

static void
on_line (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GDataInputStream *output = G_DATA_INPUT_STREAM (object);
  GPtrArray *lines = user_data;
  char *line = g_data_input_stream_read_line_finish_utf8 (output, result, NULL, NULL);

  g_assert_nonnull (line);
  g_ptr_array_add (lines, line);
  if (!g_str_equal (line, "live"))
    g_data_input_stream_read_line_async (output, G_PRIORITY_DEFAULT, NULL, on_line, lines);
}

/* Its printers are. */
static gboolean
is_live (gpointer lines)
{
  GPtrArray *all = lines;

  return all->len > 0 && g_str_equal (g_ptr_array_index (all, all->len - 1), "live");
}

/* All of the log was on, that of the toolkit too. */
static void
assert_no_secret (Journey *self, GPtrArray *lines, const char *code)
{
  JsonObject *printer = simulator_process_get_printer (self->simulator, 0);
  const char *const secrets[] = {
    PASSWORD,
    code,
    ACCOUNT,
    json_object_get_string_member (printer, "serial"),
    json_object_get_string_member (printer, "access_code"),
    "AQA", /* tokens begin so */
    "AQB",
    "AQC",
    "Signature",
  };
  gboolean has_logged_in = FALSE;

  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = g_ptr_array_index (lines, i);

      has_logged_in |= strstr (line, "POST /v1/user-service/user/login: 200") != NULL;
      for (guint j = 0; j < G_N_ELEMENTS (secrets); j++)
        if (strstr (line, secrets[j]) != NULL)
          g_error ("“%s” is in the log: %s", secrets[j], line);
    }
  g_assert_true (has_logged_in);
}

static gboolean
has_exited (gpointer process)
{
  return g_subprocess_get_identifier (process) == NULL;
}

static void
live_and_be_killed (Journey *self)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), self->cloud);
  g_autofree char *cloud = json_to_string (node, FALSE);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  const char *const command[] = {
    "/usr/bin/env",    PROCESS_MEMORY_KEPT, "G_MESSAGES_DEBUG=all",
    program,           FIRST_PART,          cloud,
    self->authorities, self->path,          NULL,
  };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;

  process = simulator_process_spawn (command,
                                     G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                         | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                                     &error);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_data_input_stream_read_line_async (output, G_PRIORITY_DEFAULT, NULL, on_line, lines);

  app_test_wait (has_mail, self);
  code = g_strconcat (get_last_code (self), "\n", NULL);
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (process), code, strlen (code), NULL, NULL,
                             &error);
  g_assert_no_error (error);

  app_test_wait (is_live, lines);
  assert_no_secret (self, lines, get_last_code (self));
  /* Nor is the password left anywhere, not even in what was given back. */
  g_assert_cmpuint (process_memory_count (process, ACCOUNT), >, 0);
  g_assert_false (process_memory_has_secret (process, PASSWORD));
  g_subprocess_send_signal (process, SIGKILL);
  g_subprocess_wait_async (process, NULL, NULL, NULL);
  app_test_wait (has_exited, process);
}

static void
look_at_account (Journey *self)
{
  GtkWidget *label;
  AdwDialog *dialog;

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.preferences", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
  label = app_test_find_label (GTK_WIDGET (dialog), "Choose Printers…");
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW), "activated");
  app_test_wait (has_problem, self);
  adw_dialog_force_close (ADW_DIALOG (get_dialog (self)));
  adw_dialog_force_close (dialog);
}

static gboolean
is_printer_gone_quiet (gpointer printer)
{
  return bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_CLOSED;
}

static gboolean
has_page (gpointer window)
{
  return app_test_find (window, CULM_TYPE_PRINTER_PAGE) != NULL;
}

/* The service takes requests and answers none: what is known is there all the same. */
static void
start_in_silence (Journey *self)
{
  g_autoptr (BambuAccount) account = NULL;

  simulator_process_tell (self->simulator, "fault edge-silent *");
  start_app (self);
  load (self);
  app_test_wait (has_page, self->window);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->fleet)), ==, 2);
  account = g_list_model_get_item (G_LIST_MODEL (self->accounts), 0);
  g_assert_cmpint (bambu_account_get_state (account), ==, BAMBU_ACCOUNT_STATE_SIGNED_IN);
  g_clear_object (&account);
  stop_app (self);
  simulator_process_tell (self->simulator, "clear edge-silent *");
  g_assert_cmpuint (simulator_process_count_events (self->simulator, "error"), ==, 0);
}

static void
test_journey (Journey *self, gconstpointer data)
{
  g_autofree char *address = simulator_process_dup_address (self->simulator, 1);
  const char *serial =
      json_object_get_string_member (simulator_process_get_printer (self->simulator, 1), "serial");
  g_autoptr (DexFuture) moved = NULL;
  BambuPrinter *home;
  BambuPrinter *away;
  guint n_mails;

  live_and_be_killed (self);
  start_in_silence (self);

  /* Signed in from the keyring: both printers are live, and nobody had to type anything. */
  n_mails = simulator_process_count_events (self->simulator, "email-code");
  start_app (self);
  load (self);
  app_test_wait (are_live, self);
  g_assert_cmpuint (simulator_process_count_events (self->simulator, "email-code"), ==, n_mails);

  /* One of them is on this network; its code is the account's. */
  home = bambu_fleet_find (self->fleet, serial);
  away = get_printer (self, get_printer (self, 0) == home ? 1 : 0);
  moved = bambu_fleet_set_address (self->fleet, home, address);
  app_test_wait (is_on_lan, home);
  g_assert_cmpint (bambu_printer_get_connection (away), ==, BAMBU_CONNECTION_CLOUD);

  /* The token dies, and the user meets that while looking at the account's printers. */
  simulator_process_tell (self->simulator, "fault dead-tokens");
  look_at_account (self);
  app_test_wait (has_ended, self->window);
  app_test_wait (is_printer_gone_quiet, away);
  g_assert_true (bambu_printer_has_report (away));
  g_assert_true (is_on_lan (home));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->fleet)), ==, 2);

  /* Once more. */
  click (app_test_find_button (GTK_WIDGET (self->window), "Sign In Again"));
  enter_password (self);
  while (simulator_process_count_events (self->simulator, "email-code") == n_mails)
    g_main_context_iteration (NULL, TRUE);
  enter_code (self, get_last_code (self));
  app_test_wait (has_not_ended, self->window);
  app_test_wait (are_live, self);
  g_assert_true (is_on_lan (home));

  stop_app (self);
}

int
main (int argc, char *argv[])
{
  gboolean is_first_part = argc == 5 && g_str_equal (argv[1], FIRST_PART);
  int n_arguments = is_first_part ? 1 : argc;

  if (!app_test_init (&n_arguments, &argv))
    return 77;

  if (is_first_part)
    run_first_part (argv);

  g_test_add ("/sign-in-journey", Journey, NULL, set_up, test_journey, tear_down);

  return g_test_run ();
}
