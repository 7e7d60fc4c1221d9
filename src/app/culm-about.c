/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-about.h"

#include <glib/gi18n.h>

#include "culm-diagnostics-dialog.h"

/* What Culm could not be without. Names are not translated. */
static const char *const foundations[] = {
  "GTK https://www.gtk.org",
  "libadwaita https://gnome.pages.gitlab.gnome.org/libadwaita/",
  "libdex https://gitlab.gnome.org/GNOME/libdex",
  "libsoup https://libsoup.gnome.org",
  "Eclipse Mosquitto https://mosquitto.org",
  "GStreamer https://gstreamer.freedesktop.org",
  "curl https://curl.se",
  "libarchive https://www.libarchive.org",
  "SQLite https://sqlite.org",
  "yyjson https://github.com/ibireme/yyjson",
  NULL,
};

AdwDialog *
culm_about_dialog_new (void)
{
  AdwAboutDialog *dialog = ADW_ABOUT_DIALOG (adw_about_dialog_new ());
  g_autofree char *system = culm_diagnostics_dup_system ();
  g_autofree char *debug_info = g_strdup_printf ("Culm %s\n%s\n", CULM_VERSION, system);

  adw_about_dialog_set_application_name (dialog, _ ("Culm"));
  adw_about_dialog_set_application_icon (dialog, CULM_APP_ID);
  adw_about_dialog_set_version (dialog, CULM_VERSION);
  /* Translators: who made Culm */
  adw_about_dialog_set_developer_name (dialog, _ ("The Culm contributors"));
  adw_about_dialog_set_comments (
      dialog, _ ("Watch and control your Bambu Lab printers from this computer."));
  adw_about_dialog_set_license_type (dialog, GTK_LICENSE_GPL_3_0);
  /* Translators: put your names here, one a line */
  adw_about_dialog_set_translator_credits (dialog, _ ("translator-credits"));
  adw_about_dialog_add_acknowledgement_section (dialog, _ ("Built on"),
                                                (const char **) foundations);
  adw_about_dialog_add_legal_section (
      dialog, _ ("Bambu Lab"), NULL, GTK_LICENSE_CUSTOM,
      _ ("Culm is not made, endorsed or supported by Bambu Lab. Bambu Lab, AMS and the names of "
         "its "
         "printers are trademarks of their owner, and say here only what Culm works with."));
  adw_about_dialog_set_debug_info (dialog, debug_info);
  adw_about_dialog_set_debug_info_filename (dialog, "culm-debug-info.txt");

  return ADW_DIALOG (dialog);
}
