/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures as a script takes them: culmctl beside a simulated printer with its camera. */

#include <X11/Xlib.h>
#include <glib/gstdio.h>
#include <gst/gst.h>
#include <libdex.h>

#include "camera-picture.h"
#include "culmctl-run.h"
#include "simulator-process.h"
#include "terminal-process.h"
#include "test-wait.h"

/* Its own, as other tests' simulators announce themselves to the same loopback interface */
#define SERIAL "01P00A770000061"
#define RTSPS_SERIAL "00M00A770000062"
#define P2S_SERIAL "22E00A770000063"
#define H2D_SERIAL "09400A770000064"
#define N_PICTURES 5

#define MIN_WINDOW_SIZE 200
#define LOOK_UP_MSEC 50

typedef struct
{
  SimulatorProcess *simulator;
  char *address;
  char *folder;
} Fixture;

static void
fixture_start (Fixture *fixture, const char *profile, const char *serial)
{
  const char *const arguments[] = { "--profile",       profile, "--serial", serial,
                                    "--camera-period", "0.05",  NULL };
  g_autoptr (GError) error = NULL;

  fixture->simulator = simulator_process_start (arguments, &error);
  g_assert_no_error (error);
  fixture->address = simulator_process_dup_address (fixture->simulator, 0);
  fixture->folder = g_dir_make_tmp ("culmctl-camera-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture_start (fixture, "P1S", SERIAL);
}

static void
fixture_set_up_rtsps (Fixture *fixture, gconstpointer data)
{
  fixture_start (fixture, "X1C", RTSPS_SERIAL);
}

static void
fixture_set_up_p2s (Fixture *fixture, gconstpointer data)
{
  fixture_start (fixture, "P2S", P2S_SERIAL);
}

static void
fixture_set_up_h2d (Fixture *fixture, gconstpointer data)
{
  fixture_start (fixture, "H2D", H2D_SERIAL);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  simulator_process_stop (fixture->simulator);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->address);
}

static const char *
printer_string (Fixture *fixture, const char *key)
{
  return json_object_get_string_member (simulator_process_get_printer (fixture->simulator, 0), key);
}

/* The words of a command, with spaces between them; what the camera logs on. Transfer full */
static CulmctlRun *
start (Fixture *fixture, const char *words, const char *code_file)
{
  g_autofree char *line = g_strdup_printf (
      "/usr/bin/env G_MESSAGES_DEBUG=bambu-camera %s %s --address %s --access-code-file %s --ca %s",
      CULM_CTL, words, fixture->address, code_file, printer_string (fixture, "ca_file"));
  g_auto (GStrv) arguments = g_strsplit (line, " ", -1);

  return culmctl_run_start ((const char *const *) arguments);
}

static CulmctlRun *
run (Fixture *fixture, const char *words, const char *code_file)
{
  CulmctlRun *run = start (fixture, words, code_file);

  culmctl_run_await (run);
  g_test_message ("%s: %s", words, run->errors);
  g_assert_null (strstr (run->errors, printer_string (fixture, "access_code")));

  return run;
}

static CulmctlRun *
ask (Fixture *fixture, const char *words)
{
  return run (fixture, words, printer_string (fixture, "access_code_file"));
}

static void
set_fault (Fixture *fixture, const char *name)
{
  g_autofree char *command = g_strconcat ("fault ", name, NULL);

  simulator_process_tell (fixture->simulator, command);
}

static guint32
read_number (const char *path)
{
  g_autofree char *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (g_steal_pointer (&data), size);

  return camera_picture_read_number (bytes);
}

static void
test_snapshot (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "now.jpg", NULL);
  g_autofree char *words = g_strconcat ("snapshot ", path, NULL);
  g_autoptr (CulmctlRun) result = ask (fixture, words);

  g_assert_cmpint (result->exit, ==, OK);
  g_assert_cmpstr (result->output, ==, "");
  g_assert_cmpuint (read_number (path), >, 0);
  g_unlink (path);
}

static void
test_frames (Fixture *fixture, gconstpointer data)
{
  g_autofree char *words = g_strdup_printf ("camera --frames %d %s", N_PICTURES, fixture->folder);
  g_autoptr (CulmctlRun) result = ask (fixture, words);
  g_auto (GStrv) lines = g_strsplit (result->output, "\n", -1);
  guint32 last = 0;

  g_assert_cmpint (result->exit, ==, OK);
  g_assert_cmpuint (g_strv_length (lines), ==, N_PICTURES + 1); /* the last one's break */
  for (int i = 0; i < N_PICTURES; i++)
    {
      guint32 number = read_number (lines[i]);

      g_assert_cmpuint (number, >, last);
      last = number;
      g_assert_cmpint (g_unlink (lines[i]), ==, 0);
    }
  test_wait_until (simulator_process_count_events (fixture->simulator, "camera-closed") == 1);
  g_assert_cmpuint (simulator_process_count_events (fixture->simulator, "camera-opened"), ==, 1);
}

static void
test_snapshot_into_nowhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CulmctlRun) without = ask (fixture, "snapshot");
  g_autoptr (CulmctlRun) nowhere = ask (fixture, "snapshot /nowhere/at/all.jpg");

  g_assert_cmpint (without->exit, ==, USAGE);
  g_assert_cmpint (nowhere->exit, ==, USAGE);
}

/* The broker refuses it already, and the camera is not asked with it. */
static void
test_wrong_code (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "code", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "00000000\n", -1, &error);
  g_assert_no_error (error);

  {
    g_autoptr (CulmctlRun) result = run (fixture, "snapshot unused.jpg", path);

    g_assert_cmpint (result->exit, ==, REFUSED);
  }
  g_unlink (path);
  g_assert_cmpuint (simulator_process_count_events (fixture->simulator, "camera-opened"), ==, 0);
}

typedef struct
{
  const char *fault;
  int exit;
  const char *words;
} Trouble;

/* One attempt only */
static void
test_trouble (Fixture *fixture, gconstpointer data)
{
  const Trouble *trouble = data;
  gboolean is_final = trouble->exit == REFUSED || trouble->exit == CERTIFICATE;
  /* What is final needs none. */
  int seconds = is_final ? 60 : 5;
  g_autofree char *snapshot = g_strdup_printf ("snapshot --timeout %d unused.jpg", seconds);
  g_autofree char *frames =
      g_strdup_printf ("camera --frames 1 --timeout %d %s", seconds, fixture->folder);

  set_fault (fixture, trouble->fault);

  {
    g_autoptr (CulmctlRun) result = ask (fixture, snapshot);

    g_assert_cmpint (result->exit, ==, trouble->exit);
    g_assert_nonnull (strstr (result->errors, trouble->words));
    g_assert_false (g_file_test ("unused.jpg", G_FILE_TEST_EXISTS));
    test_wait_until (simulator_process_count_events (fixture->simulator, "camera-closed") == 1);
    g_assert_cmpuint (simulator_process_count_events (fixture->simulator, "camera-opened"), ==, 1);
  }

  if (is_final)
    {
      g_autoptr (CulmctlRun) result = ask (fixture, frames);

      g_assert_cmpint (result->exit, ==, trouble->exit);
      test_wait_until (simulator_process_count_events (fixture->simulator, "camera-closed") == 2);
      g_assert_cmpuint (simulator_process_count_events (fixture->simulator, "camera-opened"), ==,
                        2);
    }

  g_assert_cmpuint (simulator_process_count_events (fixture->simulator, "camera-login"), ==,
                    trouble->exit == TIMED_OUT || trouble->exit == UNREACHABLE ? 1 : 0);
  if (trouble->exit == CERTIFICATE)
    g_assert_cmpuint (simulator_process_count_events (fixture->simulator, "login-refused"), ==, 0);
}

/* Nobody is asked for what the printer says it does not give. */
static void
test_reported_off (Fixture *fixture, gconstpointer data)
{
  set_fault (fixture, "camera-off");

  {
    g_autoptr (CulmctlRun) result = ask (fixture, "snapshot unused.jpg");

    g_assert_cmpint (result->exit, ==, REFUSED);
    g_assert_nonnull (strstr (result->errors, "LAN Only Liveview"));
  }
  g_assert_cmpuint (simulator_process_count_events (fixture->simulator, "camera-opened"), ==, 0);
}

static void
test_no_camera (Fixture *fixture, gconstpointer data)
{
  simulator_process_tell (fixture->simulator, "state " SERIAL " {\"ipcam\":{\"ipcam_dev\":\"0\"}}");

  {
    g_autoptr (CulmctlRun) result = ask (fixture, "snapshot unused.jpg");

    g_assert_cmpint (result->exit, ==, NOT_ABLE);
  }
  g_assert_cmpuint (simulator_process_count_events (fixture->simulator, "camera-opened"), ==, 0);
}

/* No window, but all that leads to one */
static void
test_play (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CulmctlRun) result = ask (fixture, "camera --play --sink fakesink --frames 5");

  g_assert_cmpint (result->exit, ==, OK);
  g_assert_cmpstr (result->output, ==, "");
  test_wait_until (simulator_process_count_events (fixture->simulator, "camera-closed") == 1);
  g_assert_cmpuint (simulator_process_count_events (fixture->simulator, "camera-opened"), ==, 1);
}

/* The window, on the display of the tests */
static void
test_play_window (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CulmctlRun) result = ask (fixture, "camera --play --frames 5");

  g_assert_cmpint (result->exit, ==, OK);
}

/* Nor a display */
static void
test_play_nowhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY"));

  g_unsetenv ("DISPLAY");

  {
    g_autoptr (CulmctlRun) result = ask (fixture, "camera --play");

    g_assert_cmpint (result->exit, ==, USAGE);
    g_assert_nonnull (strstr (result->errors, "display"));
  }
  g_setenv ("DISPLAY", display, TRUE);
}

static void
test_play_wrong_sink (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CulmctlRun) result = ask (fixture, "camera --sink nosuchsink");
  g_autoptr (CulmctlRun) source = ask (fixture, "camera --sink fakesrc");

  g_assert_cmpint (result->exit, ==, USAGE);
  g_assert_nonnull (strstr (result->errors, "nosuchsink"));
  g_assert_cmpint (source->exit, ==, USAGE);
  g_assert_cmpuint (simulator_process_count_events (fixture->simulator, "camera-opened"), ==, 0);
}

static void
test_play_refused (Fixture *fixture, gconstpointer data)
{
  set_fault (fixture, "camera-wrong-code");

  {
    g_autoptr (CulmctlRun) result = ask (fixture, "camera --play --sink fakesink");

    g_assert_cmpint (result->exit, ==, REFUSED);
  }
  test_wait_until (simulator_process_count_events (fixture->simulator, "camera-closed") == 1);
}

/* The camera is lost meanwhile; the window is not. */
static void
test_play_on (Fixture *fixture, gconstpointer data)
{
  set_fault (fixture, "camera-half-frame");

  {
    g_autoptr (CulmctlRun) result = start (fixture, "camera --sink fakesink --frames 20",
                                           printer_string (fixture, "access_code_file"));

    test_wait_until (simulator_process_count_events (fixture->simulator, "camera-closed") > 0);
    simulator_process_tell (fixture->simulator, "clear camera-half-frame");
    culmctl_run_await (result);
    g_assert_cmpint (result->exit, ==, OK);
  }
}

/* Windows go away at any time; that is no error here. */
static int
on_x_error (Display *display, XErrorEvent *event)
{
  return 0;
}

/* As a window manager does. Returns: whether there was one */
static gboolean
close_window (Display *display)
{
  XEvent event = { .xclient = { .type = ClientMessage, .format = 32 } };
  gboolean is_closed = FALSE;
  Window root;
  Window parent;
  Window *windows = NULL;
  guint n_windows = 0;

  XQueryTree (display, DefaultRootWindow (display), &root, &parent, &windows, &n_windows);
  for (guint i = 0; i < n_windows; i++)
    {
      XWindowAttributes attributes;

      if (!XGetWindowAttributes (display, windows[i], &attributes)
          || attributes.map_state != IsViewable || attributes.width < MIN_WINDOW_SIZE)
        continue;

      event.xclient.window = windows[i];
      event.xclient.message_type = XInternAtom (display, "WM_PROTOCOLS", False);
      event.xclient.data.l[0] = (long) XInternAtom (display, "WM_DELETE_WINDOW", False);
      XSendEvent (display, windows[i], False, NoEventMask, &event);
      is_closed = TRUE;
    }
  XSync (display, False);
  if (windows != NULL)
    XFree (windows);

  return is_closed;
}

static gboolean
on_look_up (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
test_play_closed (Fixture *fixture, gconstpointer data)
{
  Display *display = XOpenDisplay (NULL);
  g_autoptr (CulmctlRun) result = NULL;
  guint look_up = g_timeout_add (LOOK_UP_MSEC, on_look_up, NULL); /* windows tell nobody here */

  g_assert_nonnull (display);
  XSetErrorHandler (on_x_error);
  result = start (fixture, "camera --play", printer_string (fixture, "access_code_file"));
  test_wait_until (simulator_process_count_events (fixture->simulator, "camera-login") > 0);
  test_wait_until (close_window (display) || result->done);
  culmctl_run_await (result);
  g_assert_cmpint (result->exit, ==, OK);
  test_wait_until (simulator_process_count_events (fixture->simulator, "camera-closed") == 1);
  g_source_remove (look_up);
  XCloseDisplay (display);
}

/* Who asks for the camera at a terminal wants to see it. */
static void
test_terminal (Fixture *fixture, gconstpointer data)
{
  const char *const command[] = { "/usr/bin/env",
                                  "TERM=xterm",
                                  CULM_CTL,
                                  "camera",
                                  "--address",
                                  fixture->address,
                                  "--access-code-file",
                                  printer_string (fixture, "access_code_file"),
                                  "--ca",
                                  printer_string (fixture, "ca_file"),
                                  NULL };
  Display *display = XOpenDisplay (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerminalProcess) terminal = NULL;
  guint look_up = g_timeout_add (LOOK_UP_MSEC, on_look_up, NULL);

  g_assert_nonnull (display);
  XSetErrorHandler (on_x_error);
  terminal = terminal_process_new (command, &error);
  g_assert_no_error (error);
  test_wait_until (simulator_process_count_events (fixture->simulator, "camera-login") > 0);
  test_wait_until (close_window (display) || terminal_process_has_ended (terminal));
  test_wait_until (terminal_process_has_ended (terminal));
  g_assert_cmpint (terminal_process_get_exit (terminal), ==, OK);
  g_assert_cmpstr (terminal_process_get_shown (terminal), ==, "");
  g_source_remove (look_up);
  XCloseDisplay (display);
}

static const Trouble REFUSING = { "camera-wrong-code", REFUSED, "LAN Only Liveview" };
static const Trouble OTHER = { "camera-other-certificate", CERTIFICATE, "not trusted" };
static const Trouble BREAKING = { "camera-half-frame", UNREACHABLE, "does not answer" };
static const Trouble SILENT = { "camera-silent", TIMED_OUT, "no picture" };

static const Trouble RTSPS_REFUSING = { "camera-wrong-code", REFUSED, "access code" };

#define ADD(name, data, test)                                                                      \
  g_test_add ("/culmctl-camera/" name, Fixture, data, fixture_set_up, test, fixture_tear_down)
#define ADD_RTSPS(name, data, test)                                                                \
  g_test_add ("/culmctl-camera/rtsps/" name, Fixture, data, fixture_set_up_rtsps, test,            \
              fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  gst_init (NULL, NULL); /* to look into the pictures */

  ADD ("snapshot", NULL, test_snapshot);
  ADD ("snapshot-into-nowhere", NULL, test_snapshot_into_nowhere);
  ADD ("frames", NULL, test_frames);
  ADD ("wrong-code", NULL, test_wrong_code);
  ADD ("no-camera", NULL, test_no_camera);
  ADD ("refused", &REFUSING, test_trouble);
  ADD ("other-certificate", &OTHER, test_trouble);
  ADD ("breaking", &BREAKING, test_trouble);
  ADD ("silent", &SILENT, test_trouble);
  ADD ("play", NULL, test_play);
  ADD ("play/window", NULL, test_play_window);
  ADD ("play/closed", NULL, test_play_closed);
  ADD ("terminal", NULL, test_terminal);
  ADD ("play/nowhere", NULL, test_play_nowhere);
  ADD ("play/wrong-sink", NULL, test_play_wrong_sink);
  ADD ("play/refused", NULL, test_play_refused);
  ADD ("play/lost", NULL, test_play_on);
  ADD_RTSPS ("play", NULL, test_play);
  g_test_add ("/culmctl-camera/p2s/play", Fixture, NULL, fixture_set_up_p2s, test_play,
              fixture_tear_down);
  g_test_add ("/culmctl-camera/h2d/play", Fixture, NULL, fixture_set_up_h2d, test_play,
              fixture_tear_down);
  ADD_RTSPS ("snapshot", NULL, test_snapshot);
  ADD_RTSPS ("frames", NULL, test_frames);
  ADD_RTSPS ("reported-off", NULL, test_reported_off);
  ADD_RTSPS ("refused", &RTSPS_REFUSING, test_trouble);
  ADD_RTSPS ("other-certificate", &OTHER, test_trouble);

  return g_test_run ();
}
