/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-bus.h>
#include <app/culm-search-provider.h>
#include <math.h>
#include <string.h>

#include "app-fixture.h"
#include "app-window.h"
#include "test-wait.h"

/* Printers on a bus of this test's own, as another program of the session sees them. */

#define APPLICATION "/io/github/culm/Test"
#define FOLDER APPLICATION "/Printers"
#define PRINTER "io.github.culm.Culm1.Printer"
#define ERRORS "io.github.culm.Culm1.Error."
#define PROPERTIES "org.freedesktop.DBus.Properties"
#define SEARCH "org.gnome.Shell.SearchProvider2"

/* For as long as the process lives: GTK keeps its connection. */
static GTestDBus *session;

typedef struct
{
  AppWindow window;
  GDBusConnection *server;
  GDBusConnection *client;
  CulmBus *bus;
  CulmSearchProvider *search;
  guint subscription;
  GPtrArray *changes; /* of GVariant, a{sv} */
  char *path;
  char *printed;       /* what was to be printed */
  int act;             /* what was activated; −1 nothing */
  GPtrArray *launched; /* terms */
} Fixture;

/* ---- Calls ---- */

typedef struct
{
  GVariant *value;
  GError *error;
  gboolean is_done;
} Reply;

static void
on_reply (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Reply *reply = user_data;

  reply->value = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &reply->error);
  reply->is_done = TRUE;
}

static void
begin (Fixture *self,
       const char *path,
       const char *interface,
       const char *method,
       GVariant *arguments,
       Reply *reply)
{
  g_dbus_connection_call (self->client, g_dbus_connection_get_unique_name (self->server), path,
                          interface, method, arguments, NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1,
                          NULL, on_reply, reply);
}

static GVariant *
call (
    Fixture *self, const char *path, const char *interface, const char *method, GVariant *arguments)
{
  Reply reply = { 0 };

  begin (self, path, interface, method, arguments, &reply);
  test_wait_until (reply.is_done);
  g_assert_no_error (reply.error);

  return reply.value;
}

static void
assert_fails (Fixture *self, const char *method, GVariant *arguments, const char *name)
{
  Reply reply = { 0 };
  g_autofree char *remote = NULL;

  begin (self, self->path, PRINTER, method, arguments, &reply);
  test_wait_until (reply.is_done);
  g_assert_null (reply.value);
  remote = g_dbus_error_get_remote_error (reply.error);
  g_assert_cmpstr (remote, ==, name);
  /* A sentence, not a word for a log */
  g_dbus_error_strip_remote_error (reply.error);
  g_assert_true (g_str_has_suffix (reply.error->message, "."));
  g_assert_nonnull (strchr (reply.error->message, ' '));
  g_error_free (reply.error);
}

static GVariant *
get (Fixture *self, const char *name)
{
  g_autoptr (GVariant) answer =
      call (self, self->path, PROPERTIES, "Get", g_variant_new ("(ss)", PRINTER, name));
  GVariant *value;

  g_variant_get (answer, "(v)", &value);

  return value;
}

static char *
get_string (Fixture *self, const char *name)
{
  g_autoptr (GVariant) value = get (self, name);

  return g_variant_dup_string (value, NULL);
}

static gboolean
get_boolean (Fixture *self, const char *name)
{
  g_autoptr (GVariant) value = get (self, name);

  return g_variant_get_boolean (value);
}

static gboolean
has_changed (Fixture *self, const char *name)
{
  for (guint i = 0; i < self->changes->len; i++)
    {
      g_autoptr (GVariant) value =
          g_variant_lookup_value (g_ptr_array_index (self->changes, i), name, NULL);

      if (value != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
on_changed (GDBusConnection *connection,
            const char *sender,
            const char *path,
            const char *interface,
            const char *name,
            GVariant *parameters,
            gpointer user_data)
{
  g_ptr_array_add (user_data, g_variant_get_child_value (parameters, 1));
}

static void
on_print_file (Fixture *self, BambuPrinter *printer, GFile *file, const char *token)
{
  g_autofree char *path = g_file_get_path (file);

  g_assert_true (printer == self->window.printer);
  g_free (self->printed);
  self->printed = g_strdup_printf ("%s %s", path, token != NULL ? token : "-");
}

static void
on_activated (Fixture *self, BambuPrinter *printer, CulmSearchAct act)
{
  g_assert_true (printer == self->window.printer);
  self->act = (int) act;
}

static void
on_launched (Fixture *self, const char *text)
{
  g_ptr_array_add (self->launched, g_strdup (text));
}

static GDBusConnection *
connect_to_bus (void)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (session),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);

  g_assert_no_error (error);

  return connection;
}

/* The one object below the manager */
static char *
find_path (Fixture *self)
{
  g_autoptr (GVariant) answer =
      call (self, FOLDER, "org.freedesktop.DBus.ObjectManager", "GetManagedObjects", NULL);
  g_autoptr (GVariant) objects = g_variant_get_child_value (answer, 0);
  g_autoptr (GVariant) object = NULL;
  g_autoptr (GVariant) interfaces = NULL;
  g_autoptr (GVariant) properties = NULL;
  char *path;

  g_assert_cmpuint (g_variant_n_children (objects), ==, 1);
  object = g_variant_get_child_value (objects, 0);
  g_variant_get (object, "{o@a{sa{sv}}}", &path, &interfaces);
  properties = g_variant_lookup_value (interfaces, PRINTER, NULL);
  g_assert_nonnull (properties);

  return path;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  app_window_set_up (&self->window, data);
  self->server = connect_to_bus ();
  self->client = connect_to_bus ();
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  self->act = -1;
  self->bus = culm_bus_new (self->server, APPLICATION);
  self->launched = g_ptr_array_new_with_free_func (g_free);
  self->search = culm_search_provider_new (self->server, APPLICATION);
  culm_bus_set_printers (self->bus, G_LIST_MODEL (self->window.fleet));
  g_signal_connect_swapped (self->bus, "print-file", G_CALLBACK (on_print_file), self);
  g_signal_connect_swapped (self->search, "activated", G_CALLBACK (on_activated), self);
  g_signal_connect_swapped (self->search, "launched", G_CALLBACK (on_launched), self);
  self->path = find_path (self);
  self->subscription = g_dbus_connection_signal_subscribe (
      self->client, NULL, PROPERTIES, "PropertiesChanged", self->path, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, on_changed, self->changes, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_dbus_connection_signal_unsubscribe (self->client, self->subscription);
  g_ptr_array_unref (self->launched);
  g_assert_finalize_object (self->search);
  g_assert_finalize_object (self->bus);
  g_dbus_connection_close_sync (self->client, NULL, NULL);
  g_dbus_connection_close_sync (self->server, NULL, NULL);
  g_object_unref (self->client);
  g_object_unref (self->server);
  g_ptr_array_unref (self->changes);
  g_free (self->path);
  g_free (self->printed);
  app_window_tear_down (&self->window, data);
}

/* ---- The printers ---- */

static void
test_properties (Fixture *self, gconstpointer data)
{
  const char *serial = bambu_printer_get_serial (self->window.printer);
  g_autofree char *name = get_string (self, "Name");
  g_autofree char *model = get_string (self, "Model");
  g_autofree char *told_serial = get_string (self, "Serial");
  g_autofree char *state = get_string (self, "State");
  g_autofree char *freshness = get_string (self, "Freshness");
  g_autofree char *job = get_string (self, "Job");
  g_autofree char *summary = get_string (self, "Summary");
  g_autoptr (GVariant) progress = get (self, "Progress");
  g_autoptr (GVariant) remaining = get (self, "RemainingSeconds");
  g_autoptr (GVariant) bed = get (self, "Bed");
  g_autoptr (GVariant) nozzles = get (self, "Nozzles");
  double current;
  double target;

  g_assert_cmpstr (name, ==, "Workshop");
  g_assert_cmpstr (model, ==, "P1S");
  g_assert_cmpstr (told_serial, ==, serial);
  g_assert_null (strstr (self->path, serial));
  g_assert_cmpstr (state, ==, "running");
  g_assert_cmpstr (freshness, ==, "live");
  g_assert_cmpstr (job, ==, "Bracket v3");
  g_assert_true (g_str_has_prefix (summary, "Printing, 42 %"));
  g_assert_cmpint (g_variant_get_int32 (progress), ==, 42);
  g_assert_cmpint (
      g_variant_get_int32 (remaining), ==,
      60 * bambu_job_get_remaining_minutes (bambu_printer_get_job (self->window.printer)));
  g_variant_get (bed, "(dd)", &current, &target);
  g_assert_cmpfloat (current, ==, round (current));
  g_assert_cmpfloat (target, >, 0);
  g_assert_cmpuint (g_variant_n_children (nozzles), ==, 1);
  g_assert_true (get_boolean (self, "CanPause"));
  g_assert_false (get_boolean (self, "CanResume"));
}

/* What there is beside it stays here: where the printer is above all. */
static void
test_discretion (Fixture *self, gconstpointer data)
{
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) all = NULL;
  g_autofree char *text = NULL;

  bambu_printer_set_address (self->window.printer, "192.168.1.20");
  app_test_flush ();
  answer = call (self, self->path, PROPERTIES, "GetAll", g_variant_new ("(s)", PRINTER));
  all = g_variant_get_child_value (answer, 0);
  text = g_variant_print (all, FALSE);
  g_assert_cmpuint (g_variant_n_children (all), ==, 23);
  g_assert_null (strstr (text, "192.168"));
}

/* A report that says nothing new is not told of. */
static void
test_changes (Fixture *self, gconstpointer data)
{
  app_window_patch (&self->window, "{\"mc_percent\":43}");
  test_wait_until (has_changed (self, "Progress"));
  g_assert_true (has_changed (self, "Summary"));
  g_assert_false (has_changed (self, "Name"));
  g_assert_false (has_changed (self, "Bed"));

  g_ptr_array_set_size (self->changes, 0);
  app_window_patch (&self->window, "{\"mc_percent\":43}");
  app_window_patch (&self->window, "{\"wifi_signal\":\"-44dBm\"}");
  bambu_printer_set_name (self->window.printer, "Cellar");
  test_wait_until (has_changed (self, "Name"));
  g_assert_cmpuint (self->changes->len, ==, 1);
  g_assert_cmpuint (g_variant_n_children (g_ptr_array_index (self->changes, 0)), ==, 1);
}

/* A reply is the printer's, not ours: it comes with the report. */
static void
test_pause_resume (Fixture *self, gconstpointer data)
{
  g_autoptr (GVariant) paused = NULL;
  g_autoptr (GVariant) resumed = NULL;
  g_autofree char *state = NULL;

  sim_printer_start (self->window.simulated);
  paused = call (self, self->path, PRINTER, "Pause", NULL);
  g_assert_cmpint ((int) bambu_printer_get_state (self->window.printer), ==, BAMBU_STATE_PAUSE);
  test_wait_until (has_changed (self, "State"));
  state = get_string (self, "State");
  g_assert_cmpstr (state, ==, "pause");
  g_assert_true (get_boolean (self, "CanResume"));
  assert_fails (self, "Pause", NULL, ERRORS "NotNow");

  resumed = call (self, self->path, PRINTER, "Resume", NULL);
  g_assert_cmpint ((int) bambu_printer_get_state (self->window.printer), ==, BAMBU_STATE_RUNNING);
  assert_fails (self, "Resume", NULL, ERRORS "NotNow");
  g_assert_cmpuint (app_window_count_requests (&self->window, "pause"), ==, 1);
  g_assert_cmpuint (app_window_count_requests (&self->window, "resume"), ==, 1);
}

/* The printer would resume; but nobody has looked. */
static void
test_fault (Fixture *self, gconstpointer data)
{
  app_window_patch (&self->window, "{\"gcode_state\":\"PAUSE\",\"print_error\":117473297,\"hms\":["
                                   "{\"attr\":117448704,\"code\":131073}]}");
  test_wait_until (has_changed (self, "Messages"));
  g_assert_true (get_boolean (self, "NeedsAttention"));
  g_assert_false (get_boolean (self, "CanResume"));
  assert_fails (self, "Resume", NULL, ERRORS "NotNow");
  g_assert_cmpuint (app_window_count_requests (&self->window, "resume"), ==, 0);
}

static void
test_view_only (Fixture *self, gconstpointer data)
{
  app_window_patch (&self->window, "{\"fun\":\"20000000\"}");
  assert_fails (self, "Pause", NULL, ERRORS "ViewOnly");
  g_assert_cmpuint (app_window_count_requests (&self->window, "pause"), ==, 0);
}

static void
test_light (Fixture *self, gconstpointer data)
{
  g_autofree char *before = get_string (self, "Light");
  g_autofree char *after = NULL;
  gboolean was_on = g_str_equal (before, "on");
  g_autoptr (GVariant) answer = NULL;

  sim_printer_start (self->window.simulated);
  answer = call (self, self->path, PRINTER, "SetLight", g_variant_new ("(b)", !was_on));
  test_wait_until (has_changed (self, "Light"));
  after = get_string (self, "Light");
  g_assert_cmpstr (after, ==, was_on ? "off" : "on");
}

/* Nobody is answered before the printer has said anything: the link goes away meanwhile. */
static void
test_lost (Fixture *self, gconstpointer data)
{
  Reply reply = { 0 };
  g_autofree char *remote = NULL;

  app_window_set_fault (&self->window, "commands-dropped");
  sim_printer_start (self->window.simulated);
  begin (self, self->path, PRINTER, "Pause", NULL, &reply);
  test_wait_until (app_window_is_pending (&self->window, BAMBU_CONTROL_PAUSE));
  g_assert_false (reply.is_done);
  assert_fails (self, "Pause", NULL, ERRORS "Pending");
  bambu_printer_give_up (self->window.printer);
  test_wait_until (reply.is_done);
  remote = g_dbus_error_get_remote_error (reply.error);
  g_assert_cmpstr (remote, ==, ERRORS "NotConfirmed");
  g_error_free (reply.error);
}

static void
test_print_file (Fixture *self, gconstpointer data)
{
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) with_token = NULL;

  assert_fails (
      self, "PrintFile",
      g_variant_new ("(s@a{sv})", "https://example.com/a.3mf", g_variant_new ("a{sv}", NULL)),
      ERRORS "InvalidFile");
  assert_fails (self, "PrintFile",
                g_variant_new ("(s@a{sv})", "file:///etc/passwd", g_variant_new ("a{sv}", NULL)),
                ERRORS "InvalidFile");
  assert_fails (self, "PrintFile", g_variant_new ("(s@a{sv})", "", g_variant_new ("a{sv}", NULL)),
                ERRORS "InvalidFile");
  g_assert_null (self->printed);

  answer = call (
      self, self->path, PRINTER, "PrintFile",
      g_variant_new ("(s@a{sv})", "file:///tmp/A%20b.gcode.3mf", g_variant_new ("a{sv}", NULL)));
  g_assert_cmpstr (self->printed, ==, "/tmp/A b.gcode.3mf -");
  with_token = call (self, self->path, PRINTER, "PrintFile",
                     g_variant_new_parsed ("('file:///tmp/c.3mf', {'activation-token': <'t1'>})"));
  g_assert_cmpstr (self->printed, ==, "/tmp/c.3mf t1");
}

static void
test_removed (Fixture *self, gconstpointer data)
{
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) objects = NULL;

  dex_future_disown (bambu_fleet_remove (self->window.fleet, self->window.printer));
  test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (self->window.fleet)) == 0);
  answer = call (self, FOLDER, "org.freedesktop.DBus.ObjectManager", "GetManagedObjects", NULL);
  objects = g_variant_get_child_value (answer, 0);
  g_assert_cmpuint (g_variant_n_children (objects), ==, 0);
}

/* ---- The search ---- */

static char *
search (Fixture *self, const char *terms)
{
  g_auto (GStrv) split = g_strsplit (terms, " ", 0);
  g_autoptr (GVariant) answer = call (self, APPLICATION "/SearchProvider", SEARCH,
                                      "GetInitialResultSet", g_variant_new ("(^as)", split));
  g_autofree const char **ids = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_variant_get (answer, "(^a&s)", &ids);
  for (guint i = 0; ids[i] != NULL; i++)
    g_string_append_printf (text, "%s%.*s", i > 0 ? " " : "", (int) strcspn (ids[i], ":"), ids[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_found (Fixture *self, const char *terms, const char *expected)
{
  g_autofree char *found = search (self, terms);

  g_test_message ("%s", terms);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_search (Fixture *self, gconstpointer data)
{
  g_autoptr (DexFuture) loaded = dex_future_new_true ();

  culm_search_provider_set_printers (self->search, G_LIST_MODEL (self->window.fleet), loaded);
  assert_found (self, "work", "show");
  assert_found (self, "WORKSHOP p1s", "show");
  assert_found (self, "bracket", "show");
  assert_found (self, "printing", "show");
  assert_found (self, "printer", "show");
  assert_found (self, "workshop cellar", "");
  assert_found (self, "", "");
  /* It can be paused, and not be resumed. */
  assert_found (self, "pause", "pause");
  assert_found (self, "pau work", "pause");
  assert_found (self, "pause cellar", "");
  assert_found (self, "resume", "");
  assert_found (self, "p", "show");

  app_window_patch (&self->window, "{\"gcode_state\":\"PAUSE\"}");
  assert_found (self, "pause", "show"); /* “Paused” is its state. */
  assert_found (self, "resume", "resume");
  app_window_patch (&self->window, "{\"print_error\":117473297}");
  assert_found (self, "resume", "");
}

/* Searches wait for the printers. */
static void
test_search_early (Fixture *self, gconstpointer data)
{
  g_autoptr (DexPromise) promise = dex_promise_new ();
  Reply first = { 0 };
  Reply other = { 0 };
  const char *const terms[] = { "work", NULL };
  g_autofree const char **ids = NULL;

  culm_search_provider_set_printers (self->search, G_LIST_MODEL (self->window.fleet),
                                     DEX_FUTURE (promise));
  begin (self, APPLICATION "/SearchProvider", SEARCH, "GetInitialResultSet",
         g_variant_new ("(^as)", terms), &first);
  begin (self, self->path, PROPERTIES, "GetAll", g_variant_new ("(s)", PRINTER), &other);
  test_wait_until (other.is_done);
  g_assert_false (first.is_done);
  dex_promise_resolve_boolean (promise, TRUE);
  test_wait_until (first.is_done);
  g_assert_no_error (first.error);
  g_variant_get (first.value, "(^a&s)", &ids);
  g_assert_nonnull (ids[0]);
  g_variant_unref (first.value);
  g_variant_unref (other.value);
}

static void
test_search_results (Fixture *self, gconstpointer data)
{
  const char *serial = bambu_printer_get_serial (self->window.printer);
  g_autofree char *show = g_strconcat ("show:", serial, NULL);
  g_autofree char *pause = g_strconcat ("pause:", serial, NULL);
  const char *const ids[] = { show, "show:GONE", pause, "nonsense", NULL };
  const char *const terms[] = { "work", "shop", NULL };
  g_autoptr (DexFuture) loaded = dex_future_new_true ();
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) metas = NULL;
  g_autoptr (GVariant) first = NULL;
  g_autoptr (GVariant) second = NULL;
  g_autoptr (GVariant) activated = NULL;
  g_autoptr (GVariant) gone = NULL;
  g_autoptr (GVariant) launched = NULL;
  g_autoptr (GVariant) icon_value = NULL;
  g_autoptr (GIcon) icon = NULL;
  const char *name;
  const char *description;

  culm_search_provider_set_printers (self->search, G_LIST_MODEL (self->window.fleet), loaded);
  answer = call (self, APPLICATION "/SearchProvider", SEARCH, "GetResultMetas",
                 g_variant_new ("(^as)", ids));
  metas = g_variant_get_child_value (answer, 0);
  g_assert_cmpuint (g_variant_n_children (metas), ==, 2);
  first = g_variant_get_child_value (metas, 0);
  g_assert_true (g_variant_lookup (first, "name", "&s", &name));
  g_assert_cmpstr (name, ==, "Workshop");
  g_assert_true (g_variant_lookup (first, "description", "&s", &description));
  g_assert_true (g_str_has_prefix (description, "Printing, 42 %"));
  icon_value = g_variant_lookup_value (first, "icon", NULL);
  icon = g_icon_deserialize (icon_value);
  g_assert_true (G_IS_THEMED_ICON (icon));
  second = g_variant_get_child_value (metas, 1);
  g_assert_true (g_variant_lookup (second, "name", "&s", &name));
  g_assert_cmpstr (name, ==, "Pause Workshop");

  activated = call (self, APPLICATION "/SearchProvider", SEARCH, "ActivateResult",
                    g_variant_new ("(s^asu)", pause, terms, 0));
  g_assert_cmpint (self->act, ==, CULM_SEARCH_ACT_PAUSE);
  g_assert_cmpuint (self->launched->len, ==, 0);

  /* One that is gone by then shows what there is. */
  gone = call (self, APPLICATION "/SearchProvider", SEARCH, "ActivateResult",
               g_variant_new ("(s^asu)", "show:GONE", terms, 0));
  g_assert_cmpuint (self->launched->len, ==, 1);
  launched = call (self, APPLICATION "/SearchProvider", SEARCH, "LaunchSearch",
                   g_variant_new ("(^asu)", terms, 0));
  g_assert_cmpuint (self->launched->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (self->launched, 1), ==, "work shop");
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

  session = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (session);

#define ADD(name, function) g_test_add ("/bus/" name, Fixture, "P1S", set_up, function, tear_down)
  ADD ("properties", test_properties);
  ADD ("discretion", test_discretion);
  ADD ("changes", test_changes);
  ADD ("pause-resume", test_pause_resume);
  ADD ("fault", test_fault);
  ADD ("view-only", test_view_only);
  ADD ("light", test_light);
  ADD ("lost", test_lost);
  ADD ("print-file", test_print_file);
  ADD ("removed", test_removed);
  ADD ("search", test_search);
  ADD ("search-early", test_search_early);
  ADD ("search-results", test_search_results);
#undef ADD

  return g_test_run ();
}
