/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-about.h>
#include <app/culm-shortcuts.h>
#include <app/culm-window.h>
#include <string.h>

#include "app-fixture.h"
#include "app-window.h"

/* Each key that users were promised works, and is listed. */
static const struct
{
  const char *key;
  const char *action;
} keys[] = {
  { "<Control>0", "win.show-overview::" },
  { "<Control><Shift>1", "win.show-overview::cards" },
  { "<Control><Shift>2", "win.show-overview::pictures" },
  { "<Control>1", "win.show-printer(0)" },
  { "<Control>5", "win.show-printer(4)" },
  { "<Control>9", "win.show-printer(8)" },
  { "<Alt>1", "win.show-view::status" },
  { "<Alt>2", "win.show-view::ams" },
  { "<Alt>3", "win.show-view::files" },
  { "<Alt>4", "win.show-view::history" },
  { "F9", "win.toggle-sidebar" },
  { "F6", "win.next-pane" },
  { "<Control>o", "win.print-file::" },
  { "<Control>p", "win.print-file::" },
  { "<Control>n", "win.add-printer" },
  { "<Control><Shift>space", "win.pause-or-resume::" },
  { "<Control><Shift>x", "win.stop-print::" },
  { "<Control>l", "win.switch-light::" },
  { "<Control><Shift>s", "win.take-picture::" },
  { "<Control><Shift>p", "win.pop-out-camera::" },
  { "F11", "win.show-camera-fullscreen::" },
  { "<Control>r", "win.refresh::" },
  { "<Control>f", "win.search" },
  { "<Control>comma", "win.preferences" },
  { "<Control>question", "app.shortcuts" },
  { "<Control>w", "window.close" },
  { "<Control>q", "app.quit" },
};

static GtkApplication *
create_application (void)
{
  GtkApplication *application =
      gtk_application_new ("io.github.culm.Test", G_APPLICATION_NON_UNIQUE);
  g_autoptr (GError) error = NULL;

  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  culm_shortcuts_install (application);

  return application;
}

/* There are several ways to write an action with its target. */
static char *
normalize (const char *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GError) error = NULL;

  g_action_parse_detailed_name (detailed, &name, &target, &error);
  g_assert_no_error (error);

  return g_action_print_detailed_name (name, target);
}

static void
test_bound (void)
{
  g_autoptr (GtkApplication) application = create_application ();

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_auto (GStrv) actions = gtk_application_get_actions_for_accel (application, keys[i].key);
      g_autofree char *expected = NULL;
      g_autofree char *found = NULL;

      g_test_message ("%s", keys[i].key);
      g_assert_cmpuint (g_strv_length (actions), ==, 1);
      expected = normalize (keys[i].action);
      found = normalize (actions[0]);
      g_assert_cmpstr (found, ==, expected);
    }
}

static gboolean
has_action (const char *name)
{
  GtkWidgetClass *klass = g_type_class_get (CULM_TYPE_WINDOW);
  GType owner;
  const char *found;
  const GVariantType *type;
  const char *property;
  guint i = 0;

  while (gtk_widget_class_query_action (klass, i++, &owner, &found, &type, &property))
    if (g_str_equal (found, name))
      return TRUE;

  return FALSE;
}

/* A key for an action that is not there would do nothing. */
static void
test_actions (AppWindow *self, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;

      if (g_str_has_prefix (keys[i].action, "app."))
        continue;

      g_assert_true (g_action_parse_detailed_name (keys[i].action, &name, &target, NULL));
      g_test_message ("%s", name);
      g_assert_true (has_action (name));
    }
}

static void
test_listed (AppWindow *self, gconstpointer data)
{
  g_autoptr (AdwDialog) dialog = g_object_ref_sink (culm_shortcuts_dialog_new ());

  adw_dialog_present (dialog, GTK_WIDGET (self->window));
  app_test_settle (GTK_WIDGET (self->window));
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      guint key;
      GdkModifierType modifiers;
      g_autofree char *label = NULL;

      /* Of the nine printers the first and the last are */
      if (g_str_equal (keys[i].key, "<Control>5"))
        continue;

      g_assert_true (gtk_accelerator_parse (keys[i].key, &key, &modifiers));
      label = gtk_accelerator_get_label (key, modifiers);
      g_test_message ("%s", label);
      g_assert_nonnull (app_test_find_label (GTK_WIDGET (dialog), label));
    }
  app_test_assert_named (GTK_WIDGET (dialog));
  adw_dialog_force_close (dialog);
  app_test_flush ();
}

static void
test_about (AppWindow *self, gconstpointer data)
{
  g_autoptr (AdwDialog) dialog = g_object_ref_sink (culm_about_dialog_new ());
  const char *info = adw_about_dialog_get_debug_info (ADW_ABOUT_DIALOG (dialog));

  g_assert_true (g_str_has_prefix (info, "Culm " CULM_VERSION "\nSystem: "));
  g_assert_nonnull (strstr (info, "GTK 4."));
  g_assert_null (strstr (info, g_get_host_name ()));
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
  app_test_settle (GTK_WIDGET (self->window));
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (dialog), "Culm"));
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (dialog), "Legal"));
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (dialog), "Troubleshooting"));
  adw_dialog_force_close (dialog);
  app_test_flush ();
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

  g_test_add_func ("/help/bound", test_bound);
#define ADD(name, function)                                                                        \
  g_test_add ("/help/" name, AppWindow, "P1S", app_window_set_up, function, app_window_tear_down)
  ADD ("actions", test_actions);
  ADD ("listed", test_listed);
  ADD ("about", test_about);
#undef ADD

  return g_test_run ();
}
