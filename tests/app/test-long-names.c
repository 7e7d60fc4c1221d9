/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <bambu/printer/bambu-printer-private.h>

#include "app-fixture.h"
#include "app-window.h"
#include "test-wait.h"

/* What people call things is as long as they like, and need not have a space in it. */

#define NAME "HouseholdContainerWithLidAndHandle_v27_final_really_final_0.20mm_PETG_textured_plate"
#define NARROW 360
#define DPI 96

/* One that is known, and one that nobody has a text for */
#define FAULTS                                                                                     \
  "{\"gcode_state\":\"PAUSE\",\"print_error\":50364419,\"hms\":[{\"attr\":50331904,\"code\":"      \
  "65543}]}"

typedef struct
{
  const char *profile;
  double scale; /* of text */
} Case;

static void
set_text_scale (double scale)
{
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Inter 11", "gtk-decoration-layout",
                ":close", "gtk-xft-dpi", (int) (DPI * PANGO_SCALE * scale), NULL);
}

static void
set_up (AppWindow *self, gconstpointer data)
{
  const Case *it = data;

  set_text_scale (it->scale);
  app_window_set_up_narrow (self, it->profile);
  app_window_patch (self, "{\"subtask_name\":\"" NAME "\"}");
  bambu_printer_set_name (self->printer, NAME);
  app_test_settle (GTK_WIDGET (self->window));
}

static void
tear_down (AppWindow *self, gconstpointer data)
{
  app_window_tear_down (self, data);
  set_text_scale (1);
}

static int
get_minimum_width (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* A warning would end the test. */
static void
ask (AppWindow *self, const char *action)
{
  AdwDialog *dialog;

  gtk_widget_activate_action (GTK_WIDGET (self->window), action, "s", "");
  test_wait_until ((dialog = app_window_get_dialog (self)) != NULL);
  app_test_settle (GTK_WIDGET (self->window));
  g_assert_nonnull (strstr (adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (dialog)), "House"));
  g_assert_cmpint (get_minimum_width (GTK_WIDGET (dialog)), <=, NARROW);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (self->window)), <=, NARROW);

  adw_dialog_force_close (dialog);
  test_wait_until (app_window_get_dialog (self) == NULL);
  app_test_settle (GTK_WIDGET (self->window));
}

static void
test_questions (AppWindow *self, gconstpointer data)
{
  ask (self, "win.stop-print");
  app_window_patch (self, "{\"gcode_state\":\"FINISH\"}");
  ask (self, "win.restart-printer");
}

/* These do not ask for what they are to hold. */
static void
assert_holds (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  if (ADW_IS_BREAKPOINT_BIN (widget))
    g_assert_cmpint (get_minimum_width (adw_breakpoint_bin_get_child (ADW_BREAKPOINT_BIN (widget))),
                     <=, gtk_widget_get_width (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_holds (child);
}

static void
test_pages (AppWindow *self, gconstpointer data)
{
  static const char *const VIEWS[] = { "status", "ams", "history" };

  app_window_patch (self, FAULTS);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open-printer", "s", "");
  for (guint i = 0; i < G_N_ELEMENTS (VIEWS); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-view", "s", VIEWS[i]);
      app_test_settle (GTK_WIDGET (self->window));
      g_assert_true (gtk_widget_get_mapped (self->page));
      assert_holds (self->page);
    }

  app_window_show_controls (self);
  app_test_settle (GTK_WIDGET (self->window));
  assert_holds (self->page);
}

static char *
name_test (const char *what, const Case *it)
{
  return g_strdup_printf ("/long-names/%s/%s/%.0f", what, it->profile, 100 * it->scale);
}

int
main (int argc, char *argv[])
{
  static const Case cases[] = { { "P1S", 1 }, { "P1S", 2 }, { "X1C", 2 },
                                { "H2D", 1 }, { "H2D", 2 }, { "A1 mini", 2 } };

  if (!app_test_init (&argc, &argv))
    return 77;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *questions = name_test ("questions", &cases[i]);
      g_autofree char *pages = name_test ("pages", &cases[i]);

      g_test_add (questions, AppWindow, &cases[i], set_up, test_questions, tear_down);
      g_test_add (pages, AppWindow, &cases[i], set_up, test_pages, tear_down);
    }

  return g_test_run ();
}
