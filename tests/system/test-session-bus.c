/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <bambu/bambu-keyring.h>
#include <bambu/bambu-store.h>
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <bambu/printer/bambu-model.h>
#include <signal.h>
#include <string.h>

#include "keyring-session.h"
#include "simulator-process.h"
#include "test-wait.h"

/* Culm itself, a printer on the network and a keyring, on a bus of their own: what another program
 * of the session can do. */

#define PRINTER "io.github.culm.Culm1.Printer"
#define MANAGER "org.freedesktop.DBus.ObjectManager"
#define DAEMON "org.freedesktop.DBus"
#define SEARCH "org.gnome.Shell.SearchProvider2"

typedef struct
{
  SimulatorProcess *simulator;
  GDBusConnection *client;
  GSubprocess *culm;
  char *application_path;
  char *folder; /* of the printers */
} Fixture;

static void
remember_printer (Fixture *self)
{
  JsonObject *simulated = simulator_process_get_printer (self->simulator, 0);
  const char *serial = json_object_get_string_member (simulated, "serial");
  g_autofree char *address = simulator_process_dup_address (self->simulator, 0);
  g_autofree char *path = bambu_store_dup_default_path ();
  g_autoptr (BambuStore) store = bambu_store_new (path);
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new ();
  const BambuKnownPrinter printer = {
    .serial = (char *) serial,
    .name = (char *) "Workshop",
    .model = (char *) bambu_model_find ("P1S")->code,
    .address = address,
  };

  test_await_true (bambu_store_save_printer (store, &printer));
  test_await_true (bambu_keyring_store_access_code (
      keyring, serial, json_object_get_string_member (simulated, "access_code")));
}

static void
set_up (Fixture *self)
{
  static const char *const options[] = { "--profile", "P1S", "--printing", "42", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strdup ("/" CULM_APP_ID);

  self->simulator = simulator_process_start (options, &error);
  g_assert_no_error (error);
  self->client =
      g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  self->application_path = g_strdup (g_strdelimit (path, ".", '/'));
  self->folder = g_strconcat (self->application_path, "/Printers", NULL);
  remember_printer (self);
}

static void
tear_down (Fixture *self)
{
  g_dbus_connection_close_sync (self->client, NULL, NULL);
  g_clear_object (&self->client);
  simulator_process_stop (self->simulator);
  g_free (self->application_path);
  g_free (self->folder);
}

static void
start_culm (Fixture *self, const char *option)
{
  JsonObject *simulated = simulator_process_get_printer (self->simulator, 0);
  const char *command[] = { CULM, "--ca", json_object_get_string_member (simulated, "ca_file"),
                            option, NULL };
  g_autoptr (GError) error = NULL;

  self->culm = simulator_process_spawn (command, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
}

static void
stop_culm (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_send_signal (self->culm, SIGTERM);
  g_assert_true (g_subprocess_wait_check (self->culm, NULL, &error));
  g_assert_no_error (error);
  g_clear_object (&self->culm);
}

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

static GVariant *
try_call (Fixture *self,
          const char *name,
          const char *path,
          const char *interface,
          const char *method,
          GVariant *arguments,
          GError **error)
{
  Reply reply = { 0 };

  g_dbus_connection_call (self->client, name, path, interface, method, arguments, NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, on_reply, &reply);
  test_wait_until (reply.is_done);
  if (reply.error != NULL)
    g_propagate_error (error, reply.error);

  return reply.value;
}

static GVariant *
ask_bus (Fixture *self, const char *method, GVariant *arguments)
{
  g_autoptr (GError) error = NULL;
  GVariant *answer =
      try_call (self, DAEMON, "/org/freedesktop/DBus", DAEMON, method, arguments, &error);

  g_assert_no_error (error);

  return answer;
}

static gboolean
is_owned (Fixture *self)
{
  g_autoptr (GVariant) answer = ask_bus (self, "NameHasOwner", g_variant_new ("(s)", CULM_APP_ID));
  gboolean has_owner;

  g_variant_get (answer, "(b)", &has_owner);

  return has_owner;
}

/* Returns: (transfer full) (nullable): the one printer */
static GDBusProxy *
find_printer (GDBusObjectManager *manager)
{
  g_autolist (GDBusObject) objects = g_dbus_object_manager_get_objects (manager);

  if (objects == NULL)
    return NULL;

  return G_DBUS_PROXY (g_dbus_object_get_interface (objects->data, PRINTER));
}

static gboolean
is (GDBusProxy *printer, const char *property, const char *value)
{
  g_autoptr (GVariant) cached = g_dbus_proxy_get_cached_property (printer, property);

  return g_str_equal (g_variant_get_string (cached, NULL), value);
}

/* ---- Windows ---- */

static guint32
get_process (Display *display, Window window)
{
  Atom type;
  int format;
  unsigned long n_items;
  unsigned long n_left;
  unsigned char *value = NULL;
  guint32 process = 0;

  if (XGetWindowProperty (display, window, XInternAtom (display, "_NET_WM_PID", False), 0, 1, False,
                          XA_CARDINAL, &type, &format, &n_items, &n_left, &value)
          == Success
      && value != NULL && n_items == 1)
    process = (guint32) * (unsigned long *) (gpointer) value;
  if (value != NULL)
    XFree (value);

  return process;
}

/* Another test's window may be gone when it is asked whose it is. */
static int
on_x_error (Display *display, XErrorEvent *error)
{
  return 0;
}

static void
wait_for_window (Display *display, guint32 process)
{
  XEvent event;

  do
    XNextEvent (display, &event);
  while (event.type != MapNotify || get_process (display, event.xmap.window) != process);
}

static Display *
watch_windows (void)
{
  Display *display = XOpenDisplay (NULL);

  g_assert_nonnull (display);
  XSetErrorHandler (on_x_error);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  XSync (display, False);

  return display;
}

static guint32
get_pid (Fixture *self)
{
  return (guint32) g_ascii_strtoull (g_subprocess_get_identifier (self->culm), NULL, 10);
}

static void
activate_result (Fixture *self, const char *act)
{
  JsonObject *simulated = simulator_process_get_printer (self->simulator, 0);
  const char *const terms[] = { "workshop", NULL };
  g_autofree char *path = g_strconcat (self->application_path, "/SearchProvider", NULL);
  g_autofree char *id =
      g_strdup_printf ("%s:%s", act, json_object_get_string_member (simulated, "serial"));
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = try_call (self, CULM_APP_ID, path, SEARCH, "ActivateResult",
                                          g_variant_new ("(s^asu)", id, terms, 0), &error);

  g_assert_no_error (error);
}

/* ---- Tests ---- */

static void
test_pause (gconstpointer data)
{
  Fixture *self = (Fixture *) data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusObjectManager) manager = NULL;
  g_autoptr (GDBusProxy) printer = NULL;
  g_autoptr (GVariant) paused = NULL;
  g_autoptr (GVariant) again = NULL;
  g_autofree char *remote = NULL;
  const char *path;

  start_culm (self, NULL);
  test_wait_until (is_owned (self));
  manager = g_dbus_object_manager_client_new_sync (
      self->client, G_DBUS_OBJECT_MANAGER_CLIENT_FLAGS_NONE, CULM_APP_ID, self->folder, NULL, NULL,
      NULL, NULL, &error);
  g_assert_no_error (error);
  test_wait_until ((printer = find_printer (manager)) != NULL);
  test_wait_until (is (printer, "State", "running"));
  g_assert_true (is (printer, "Freshness", "live"));

  path = g_dbus_proxy_get_object_path (printer);
  paused = try_call (self, CULM_APP_ID, path, PRINTER, "Pause", NULL, &error);
  g_assert_no_error (error);
  test_wait_until (is (printer, "State", "pause"));

  again = try_call (self, CULM_APP_ID, path, PRINTER, "Pause", NULL, &error);
  g_assert_null (again);
  remote = g_dbus_error_get_remote_error (error);
  g_assert_cmpstr (remote, ==, "io.github.culm.Culm1.Error.NotNow");

  /* From the desktop's search, as by a click */
  activate_result (self, "resume");
  test_wait_until (is (printer, "State", "running"));
  stop_culm (self);
  test_wait_until (!is_owned (self));
}

/* The desktop starts it for a search: there is no window, until somebody wants to see more. */
static void
test_service (gconstpointer data)
{
  Fixture *self = (Fixture *) data;
  const char *const terms[] = { "workshop", NULL };
  g_autofree char *path = g_strconcat (self->application_path, "/SearchProvider", NULL);
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree const char **ids = NULL;
  Display *display = watch_windows ();

  start_culm (self, "--gapplication-service");
  test_wait_until (is_owned (self));
  answer = try_call (self, CULM_APP_ID, path, SEARCH, "GetInitialResultSet",
                     g_variant_new ("(^as)", terms), &error);
  g_assert_no_error (error);
  g_variant_get (answer, "(^a&s)", &ids);
  g_assert_cmpuint (g_strv_length ((GStrv) ids), ==, 1);
  g_assert_true (g_str_has_prefix (ids[0], "show:"));
  activate_result (self, "show");
  wait_for_window (display, get_pid (self));
  XCloseDisplay (display);
  stop_culm (self);
}

/* What the desktop offers for the icon of a Culm that does not run yet: its window, and in front of
 * that the choice of a file */
static void
test_print_file (gconstpointer data)
{
  Fixture *self = (Fixture *) data;
  Display *display = watch_windows ();

  start_culm (self, "--print-file");
  wait_for_window (display, get_pid (self));
  wait_for_window (display, get_pid (self));
  XCloseDisplay (display);
  stop_culm (self);
}

static void
test_demo (gconstpointer data)
{
  Fixture *self = (Fixture *) data;
  Display *display = watch_windows ();

  start_culm (self, "--demo");
  wait_for_window (display, get_pid (self));
  g_assert_false (is_owned (self));
  stop_culm (self);
  XCloseDisplay (display);
}

int
main (int argc, char *argv[])
{
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY"));
  Fixture fixture = { 0 };
  KeyringSession *session;
  int status;

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  session = keyring_session_new ();
  /* GTestDBus takes it away. */
  if (display != NULL)
    g_setenv ("DISPLAY", display, TRUE);
  set_up (&fixture);

  g_test_add_data_func ("/session-bus/pause", &fixture, test_pause);
  g_test_add_data_func ("/session-bus/service", &fixture, test_service);
  g_test_add_data_func ("/session-bus/print-file", &fixture, test_print_file);
  g_test_add_data_func ("/session-bus/demo", &fixture, test_demo);

  status = g_test_run ();
  tear_down (&fixture);
  keyring_session_free (session);

  return status;
}
