/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-shortcuts.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *title; /* NULL: goes without saying */
  const char *key;
  const char *action; /* NULL: where it works knows it */
  const char *other;  /* (nullable): a second key */
} Shortcut;

static const struct
{
  const char *title;
  Shortcut shortcuts[17];
} groups[] = {
  { N_ ("General"),
    {
        { N_ ("Add printer"), "<Control>n", "win.add-printer" },
        { N_ ("Search"), "<Control>f", "win.search" },
        { N_ ("Show or hide the list of printers"), "F9", "win.toggle-sidebar" },
        { N_ ("Go to the other half of the window"), "F6", "win.next-pane" },
        { N_ ("Preferences"), "<Control>comma", "win.preferences" },
        { N_ ("Keyboard Shortcuts"), "<Control>question", "app.shortcuts" },
        { N_ ("Close window"), "<Control>w", "window.close" },
        { N_ ("Quit"), "<Control>q", "app.quit" },
    } },
  { N_ ("Printer"),
    {
        { N_ ("Print a file"), "<Control>o", "win.print-file::", "<Control>p" },
        { N_ ("Status"), "<Alt>1", "win.show-view::status" },
        { N_ ("AMS"), "<Alt>2", "win.show-view::ams" },
        { N_ ("Files"), "<Alt>3", "win.show-view::files" },
        { N_ ("History"), "<Alt>4", "win.show-view::history" },
        { N_ ("Ask the printer for everything again"), "<Control>r", "win.refresh::" },
        { N_ ("Pause or resume the print"), "<Control><Shift>space", "win.pause-or-resume::" },
        { N_ ("Stop the print"), "<Control><Shift>x", "win.stop-print::" },
        { N_ ("Chamber light on or off"), "<Control>l", "win.switch-light::" },
    } },
  { N_ ("Camera"),
    {
        { N_ ("Take a picture"), "<Control><Shift>s", "win.take-picture::" },
        { N_ ("In a window of its own"), "<Control><Shift>p", "win.pop-out-camera::" },
        { N_ ("Full screen"), "F11", "win.show-camera-fullscreen::" },
        { N_ ("Play or pause the video that has the focus"), "space", NULL },
        { N_ ("Copy the picture that has the focus"), "<Control>c", NULL },
        { N_ ("Larger, in full screen"), "plus", NULL },
        { N_ ("Smaller, in full screen"), "minus", NULL },
        { N_ ("All of the picture, in full screen"), "0", NULL },
    } },
  { N_ ("Printers"),
    {
        { N_ ("All printers"), "<Control>0", "win.show-overview::" },
        { N_ ("All printers, as cards"), "<Control><Shift>1", "win.show-overview::cards" },
        { N_ ("All printers, as pictures"), "<Control><Shift>2", "win.show-overview::pictures" },
        { N_ ("Select all that are shown"), "<Control>a", NULL },
        { N_ ("Select or unselect the printer that has the focus"), "<Control>space", NULL },
        { N_ ("Move the printer up in the list"), "<Alt>Up", NULL },
        { N_ ("Move the printer down in the list"), "<Alt>Down", NULL },
        { N_ ("First printer in the list"), "<Control>1", "win.show-printer(0)" },
        { NULL, "<Control>2", "win.show-printer(1)" },
        { NULL, "<Control>3", "win.show-printer(2)" },
        { NULL, "<Control>4", "win.show-printer(3)" },
        { NULL, "<Control>5", "win.show-printer(4)" },
        { NULL, "<Control>6", "win.show-printer(5)" },
        { NULL, "<Control>7", "win.show-printer(6)" },
        { NULL, "<Control>8", "win.show-printer(7)" },
        { N_ ("Ninth printer in the list"), "<Control>9", "win.show-printer(8)" },
    } },
};

void
culm_shortcuts_install (GtkApplication *application)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const Shortcut *shortcut = groups[i].shortcuts; shortcut->key != NULL; shortcut++)
      if (shortcut->action != NULL)
        gtk_application_set_accels_for_action (
            application, shortcut->action,
            (const char *[]) { shortcut->key, shortcut->other, NULL });
}

static void
add_key (GtkWidget *row, const char *accelerator)
{
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *text = NULL;
  guint key;
  GdkModifierType modifiers;

  gtk_accelerator_parse (accelerator, &key, &modifiers);
  text = gtk_accelerator_get_label (key, modifiers);
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "dimmed");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

static GtkWidget *
create_row (const Shortcut *shortcut)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (shortcut->title));
  add_key (row, shortcut->key);
  if (shortcut->other != NULL)
    add_key (row, shortcut->other);

  return row;
}

AdwDialog *
culm_shortcuts_dialog_new (void)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      GtkWidget *group = adw_preferences_group_new ();

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (groups[i].title));
      for (const Shortcut *shortcut = groups[i].shortcuts; shortcut->key != NULL; shortcut++)
        if (shortcut->title != NULL)
          adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_row (shortcut));

      adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
    }

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);

  adw_dialog_set_title (dialog, _ ("Keyboard Shortcuts"));
  adw_dialog_set_content_width (dialog, 480);
  adw_dialog_set_content_height (dialog, 600);
  adw_dialog_set_child (dialog, view);

  return dialog;
}
