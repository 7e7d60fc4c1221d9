/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-copy-button.h>
#include <app/culm-link-dialog.h>
#include <app/culm-print-dialog.h>
#include <app/culm-window-private.h>
#include <string.h>

#include "app-fixture.h"
#include "app-window.h"
#include "bambu/cloud-fixture.h"
#include "print-file.h"
#include "test-wait.h"

#define ASKED "GET /Bracket.gcode.3mf"

typedef struct
{
  AppWindow window;
  CloudServer *server;
  char *fetched;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  app_window_set_up_idle (&self->window, "X1C");
  self->server = cloud_server_new (NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  app_window_tear_down (&self->window, data);
  cloud_server_free (self->server);
  /* What was fetched goes with the window. */
  g_assert_false (self->fetched != NULL && g_file_test (self->fetched, G_FILE_TEST_EXISTS));
  g_free (self->fetched);
}

static GtkWidget *
get_dialog (Fixture *self)
{
  return GTK_WIDGET (app_window_get_dialog (&self->window));
}

static void
on_fetched (Fixture *self, const char *path)
{
  self->fetched = g_strdup (path);
  culm_print_desk_add_download (culm_window_get_print_desk (self->window.window), path);
}

/* To this test's own server, which no link may lead to */
static GtkWidget *
ask (Fixture *self)
{
  BambuPrintLink *link = g_new0 (BambuPrintLink, 1);
  CulmLinkDialog *dialog;

  link->uri = g_strconcat (self->server->origin, "/Bracket.gcode.3mf", NULL);
  link->host = g_strdup ("cdn.example.com");
  link->name = g_strdup ("Bracket.gcode.3mf");
  dialog = culm_link_dialog_new (link);
  g_signal_connect_swapped (dialog, "fetched", G_CALLBACK (on_fetched), self);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self->window.window));
  app_test_flush ();

  return GTK_WIDGET (dialog);
}

static GBytes *
make_file (void)
{
  static const PrintFilament filaments[] = { { "PLA", "#F5F5F5", "GFA00", 31.8 } };
  char *path = print_file_new ("Bracket.gcode.3mf");
  char *contents;
  gsize length;

  print_file_write (path, "BL-P001", 1, filaments, G_N_ELEMENTS (filaments));
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  print_file_remove (path);

  return g_bytes_new_take (contents, length);
}

static void
test_asked (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog;

  culm_window_open_link (
      self->window.window,
      "bambustudio://open?file=https%3A%2F%2Fcdn.example.com%2F1&name=Box%20%26%20lid.3mf");
  dialog = get_dialog (self);
  g_assert_true (CULM_IS_LINK_DIALOG (dialog));
  g_assert_nonnull (app_test_find_label (dialog, "Download “Box & lid.3mf”?"));
  g_assert_nonnull (app_test_find_label (
      dialog, "A website wants Culm to print this file. It is fetched from cdn.example.com, which "
              "learns that this computer asked. Then Culm shows what it is; nothing is printed "
              "before you say so."));
  test_wait_until (adw_dialog_get_focus (ADW_DIALOG (dialog))
                   == app_test_find_button (dialog, "Cancel"));
  app_test_assert_named (dialog);
  app_test_click (app_test_find_button (dialog, "Cancel"));
  test_wait_until (get_dialog (self) == NULL);
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog;

  culm_window_open_link (self->window.window,
                         "bambustudio://open?file=http%3A%2F%2Fcdn.example.com%2Fa.3mf");
  dialog = get_dialog (self);
  g_assert_nonnull (app_test_find_label (dialog, "The website’s link leads to a server that does "
                                                 "not prove who it is. Nothing was downloaded."));
  g_assert_null (app_test_find_button (dialog, "Download"));
  app_test_assert_named (dialog);
  app_test_click (app_test_find_button (dialog, "Close"));
  test_wait_until (get_dialog (self) == NULL);
}

/* Not before the user says so; then what the print dialog shows. */
static void
test_downloaded (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) file = make_file ();
  GtkWidget *dialog;

  cloud_server_file (self->server, ASKED, "model/3mf", file);
  dialog = ask (self);
  app_test_settle (GTK_WIDGET (self->window.window));
  g_assert_cmpuint (self->server->requests->len, ==, 0);

  app_test_click (app_test_find_button (dialog, "Download"));
  test_wait_until (CULM_IS_PRINT_DIALOG (get_dialog (self)));
  g_assert_true (g_str_has_suffix (self->fetched, "/Bracket.gcode.3mf"));
  g_assert_cmpuint (self->server->requests->len, ==, 1);
  adw_dialog_force_close (ADW_DIALOG (get_dialog (self)));
}

static void
test_failed (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog;

  cloud_server_answer (self->server, ASKED, 404, NULL, "gone");
  dialog = ask (self);
  app_test_click (app_test_find_button (dialog, "Download"));
  test_wait_until (app_test_find_label (dialog, "cdn.example.com does not have the file, or the "
                                                "link is too old. Press the button on the website "
                                                "again.")
                   != NULL);
  g_assert_true (gtk_widget_get_visible (app_test_find (dialog, CULM_TYPE_COPY_BUTTON)));
  app_test_click (app_test_find_button (dialog, "Close"));
  test_wait_until (get_dialog (self) == NULL);
  g_assert_null (self->fetched);
}

/* Escape while it is on its way */
static void
test_given_up (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog;

  cloud_server_hang (self->server, ASKED);
  dialog = ask (self);
  app_test_click (app_test_find_button (dialog, "Download"));
  test_wait_until (cloud_server_count (self->server, ASKED) == 1);
  adw_dialog_close (ADW_DIALOG (dialog));
  test_wait_until (get_dialog (self) == NULL);
  g_assert_null (self->fetched);
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(name, function)                                                                        \
  g_test_add ("/link-dialog/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("asked", test_asked);
  ADD ("refused", test_refused);
  ADD ("downloaded", test_downloaded);
  ADD ("failed", test_failed);
  ADD ("given-up", test_given_up);
#undef ADD

  return g_test_run ();
}
