/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-desktop.h"
#include "test-wait.h"

/* How the program starts and ends where a desktop starts it: at login, by its bus name, again. */

static AppDesktop *desktop;

static GSubprocess *
start (const char *option)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, CULM_PROGRAM, option, NULL);

  g_assert_no_error (error);

  return process;
}

static void
on_ended (GObject *process, GAsyncResult *result, gpointer ended)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (process), result, &error);
  g_assert_no_error (error);
  *(gboolean *) ended = TRUE;
}

static void
wait_for_end (GSubprocess *process)
{
  gboolean has_ended = FALSE;

  g_subprocess_wait_check_async (process, NULL, on_ended, &has_ended);
  test_wait_until (has_ended);
  g_object_unref (process);
}

static gboolean
is_running (void)
{
  return app_desktop_has_name (desktop, CULM_APP_ID);
}

/* The bus tells nobody that asks only for the name. */
static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
quit (GSubprocess *process)
{
  app_desktop_press (desktop, CULM_APP_ID, "quit", NULL);
  wait_for_end (process);
  g_assert_false (is_running ());
}

static void
test_login (void)
{
  GSubprocess *process;

  app_desktop_show_portal (desktop);
  process = start ("--background");
  test_wait_until (is_running ());
  test_wait_until (desktop->requests->len == 1 && desktop->status != NULL);
  g_assert_cmpstr (desktop->status, ==, "Nothing is printing");
  g_assert_false (app_desktop_has_window (desktop, CULM_APP_ID));

  /* It runs: there is nothing more to do. */
  wait_for_end (start ("--background"));
  g_assert_false (app_desktop_has_window (desktop, CULM_APP_ID));

  /* The user wants to see it. */
  wait_for_end (start (NULL));
  test_wait_until (app_desktop_has_window (desktop, CULM_APP_ID));

  quit (process);
  app_desktop_hide_portal (desktop);
}

static void
test_no_portal (void)
{
  GSubprocess *process = start ("--background");

  test_wait_until (is_running ());
  g_assert_false (app_desktop_has_window (desktop, CULM_APP_ID));
  app_desktop_activate (desktop, CULM_APP_ID);
  test_wait_until (app_desktop_has_window (desktop, CULM_APP_ID));

  quit (process);
}

/* A notification of an earlier run */
static void
test_service (void)
{
  GSubprocess *process = start ("--gapplication-service");

  test_wait_until (is_running ());
  app_desktop_press (desktop, CULM_APP_ID, "resume-printer", "gone");
  app_desktop_press (desktop, CULM_APP_ID, "retry-upload", "gone");
  g_assert_false (app_desktop_has_window (desktop, CULM_APP_ID));
  app_desktop_press (desktop, CULM_APP_ID, "show-printer", "gone");
  test_wait_until (app_desktop_has_window (desktop, CULM_APP_ID));

  quit (process);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("DISPLAY") == NULL && g_getenv ("WAYLAND_DISPLAY") == NULL)
    return 77;

  dex_init ();
  desktop = app_desktop_new ();
  g_timeout_add (20, on_tick, NULL);

  g_test_add_func ("/background-start/login", test_login);
  g_test_add_func ("/background-start/no-portal", test_no_portal);
  g_test_add_func ("/background-start/service", test_service);

  return g_test_run ();
}
