/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-toast.h>
#include <app/culm-alert-row.h>
#include <app/culm-copy-button.h>
#include <app/culm-problem-box.h>
#include <app/culm-web-page.h>
#include <bambu/account/bambu-cloud-error.h>
#include <string.h>

#include "app-fixture.h"
#include "app-window.h"
#include "test-wait.h"

/* What somebody can do who wants help with what went wrong. */

static void
on_text (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

/* Presses the button for it below @widget. */
static char *
copy_details (GtkWidget *widget)
{
  GtkWidget *button;
  char *copied = NULL;

  test_wait_until ((button = app_test_find_tip (widget, "Copy Details")) != NULL);
  app_test_assert_named (widget);
  app_test_click (button);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Details Copied");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, on_text, &copied);
  test_wait_until (copied != NULL);

  return copied;
}

static GtkWidget *
find_toast (AppWindow *self, const char *text)
{
  GtkWidget *label;

  test_wait_until ((label = app_test_find_label (GTK_WIDGET (self->window), text)) != NULL);

  return gtk_widget_get_parent (label);
}

static void
test_toast (AppWindow *self, gconstpointer data)
{
  g_autoptr (GError) error = g_error_new_literal (
      G_IO_ERROR, G_IO_ERROR_FAILED, "PUT https://bucket.example.com/a?X-Amz-Signature=feedface");
  g_autofree char *copied = NULL;

  culm_toast_show_failure (GTK_WIDGET (self->window), "The upload stopped.", error);
  copied = copy_details (find_toast (self, "The upload stopped."));
  g_assert_true (g_str_has_prefix (copied, "The upload stopped.\ng-io-error-quark 0: PUT https://"
                                           "bucket.example.com/…\nCulm " CULM_VERSION ", "));
}

/* Nothing to open it with is there on any machine. */
static void
test_page (AppWindow *self, gconstpointer data)
{
  g_autofree char *copied = NULL;

  culm_web_page_open (self->page, "culm-nowhere://x");
  copied = copy_details (find_toast (self, "The page could not be opened."));
  g_assert_true (g_str_has_prefix (copied, "The page could not be opened.\n"));
}

static void
test_alert (AppWindow *self, gconstpointer data)
{
  GtkWidget *row;
  g_autofree char *copied = NULL;

  app_window_patch (self, "{\"hms\":[{\"attr\":50331904,\"code\":65543}]}");
  test_wait_until ((row = app_test_find (self->page, CULM_TYPE_ALERT_ROW)) != NULL);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  g_assert_nonnull (app_test_find_button (row, "Search the Web"));

  copied = copy_details (row);
  g_assert_true (g_str_has_prefix (copied, "The printer reports 0300_0100_0001_0007. This app has "
                                           "no text for it.\n0300_0100_0001_0007\nP1S "));
  g_assert_null (strstr (copied, bambu_printer_get_serial (self->printer)));
}

/* Whoever has words for it need not look for them. */
static void
test_known_alert (AppWindow *self, gconstpointer data)
{
  GtkWidget *row;

  app_window_patch (self, "{\"print_error\":83902468}");
  test_wait_until ((row = app_test_find (self->page, CULM_TYPE_ALERT_ROW)) != NULL);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  g_assert_null (app_test_find_button (row, "Search the Web"));
}

static void
test_problem_box (void)
{
  GtkWidget *window = adw_window_new ();
  CulmProblemBox *box = g_object_new (CULM_TYPE_PROBLEM_BOX, NULL);
  g_autoptr (GError) error = g_error_new_literal (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_WRONG_CODE,
                                                  "POST /login: 482156 is not the code");
  g_autoptr (CulmSignInProblem) problem =
      culm_sign_in_problem_new (error, CULM_SIGN_IN_LEG_CODE, 1772547300);
  const CulmSignInProblem ours = { .text = (char *) "Enter your e-mail address" };
  g_autofree char *copied = NULL;

  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (box));
  gtk_window_present (GTK_WINDOW (window));

  culm_problem_box_set (box, problem);
  g_assert_true (culm_problem_box_focus_help (box));
  copied = copy_details (GTK_WIDGET (box));
  g_assert_true (g_str_has_prefix (copied, "This code is not right or has expired.\n"));
  g_assert_nonnull (strstr (copied, "POST /login: … is not the code"));

  /* There is nothing more to say. */
  culm_problem_box_set (box, &ours);
  g_assert_false (culm_problem_box_focus_help (box));
  g_assert_false (gtk_widget_get_visible (app_test_find (GTK_WIDGET (box), CULM_TYPE_COPY_BUTTON)));

  app_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(path, function)                                                                        \
  g_test_add ("/failures/" path, AppWindow, "P1S", app_window_set_up_idle, function,               \
              app_window_tear_down)
  ADD ("toast", test_toast);
  ADD ("page", test_page);
  ADD ("alert", test_alert);
  ADD ("known-alert", test_known_alert);
#undef ADD
  g_test_add_func ("/failures/problem-box", test_problem_box);

  return g_test_run ();
}
