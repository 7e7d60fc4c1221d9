/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-camera-help.h"

#include <glib/gi18n.h>

#include "culm-question.h"

typedef struct
{
  const char *title;    /* of a system, or a step */
  const char *subtitle; /* what is typed there, or NULL */
} Line;

static AdwDialog *
create_dialog (const char *heading, const char *body, const Line *lines, gsize n_lines)
{
  AdwAlertDialog *dialog = culm_question_new (heading, body);
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (gsize i = 0; i < n_lines; i++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (lines[i].title));
      if (lines[i].subtitle != NULL)
        {
          gtk_widget_add_css_class (row, "property");
          adw_action_row_set_subtitle (ADW_ACTION_ROW (row), lines[i].subtitle);
          adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
        }
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }

  adw_alert_dialog_set_extra_child (dialog, list);
  adw_alert_dialog_add_response (dialog, "close", _ ("_Close"));
  adw_alert_dialog_set_close_response (dialog, "close");
  adw_alert_dialog_set_default_response (dialog, "close");

  return ADW_DIALOG (dialog);
}

static void
on_retry (AdwAlertDialog *dialog, const char *response, BambuCamera *camera)
{
  if (g_strcmp0 (response, "retry") == 0)
    bambu_camera_retry (camera);
}

static void
add_retry (AdwDialog *dialog, BambuCamera *camera)
{
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "retry", _ ("_Try Again"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_retry), camera, 0);
}

void
culm_camera_help_show_where (GtkWidget *widget, BambuCamera *camera)
{
  static const Line steps[] = {
    { N_ ("1. On the printer’s screen, open the settings"), NULL },
    { N_ ("2. Go to the network settings, or to the page named “LAN Only”; older firmware has it "
          "in "
          "the general settings"),
      NULL },
    { N_ ("3. Turn on “LAN Only Liveview”. It works without LAN Only mode too"), NULL },
  };
  AdwDialog *dialog;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (BAMBU_IS_CAMERA (camera));

  dialog = create_dialog (_ ("Turn On Live View"),
                          _ ("The printer then shows its picture to whoever is on its network and "
                             "has its access code."),
                          steps, G_N_ELEMENTS (steps));
  /* What the printer reports is not tried, and it reports when that changes. */
  if (!bambu_printer_is_camera_off (bambu_camera_get_printer (camera)))
    add_retry (dialog, camera);
  adw_dialog_present (dialog, widget);
}

void
culm_camera_help_show_decoder (GtkWidget *widget, BambuCamera *camera)
{
  static const Line h264[] = {
    { "Flatpak", "flatpak install flathub org.freedesktop.Platform.codecs-extra" },
    { "Debian, Ubuntu", "sudo apt install gstreamer1.0-plugins-good gstreamer1.0-libav" },
    { "Fedora", "sudo dnf install gstreamer1-plugins-good gstreamer1-plugin-openh264" },
    { "Arch", "sudo pacman -S gst-plugins-good gst-libav" },
  };
  static const Line jpeg[] = {
    { "Debian, Ubuntu", "sudo apt install gstreamer1.0-plugins-good" },
    { "Fedora", "sudo dnf install gstreamer1-plugins-good" },
    { "Arch", "sudo pacman -S gst-plugins-good" },
  };
  gboolean is_h264;
  AdwDialog *dialog;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (BAMBU_IS_CAMERA (camera));

  is_h264 =
      bambu_printer_get_camera_kind (bambu_camera_get_printer (camera)) == BAMBU_CAMERA_KIND_RTSPS;
  if (is_h264)
    dialog = create_dialog (_ ("Install an H.264 Decoder"),
                            _ ("This printer’s camera sends H.264. What decodes it is installed "
                               "apart from Culm; start Culm again afterwards."),
                            h264, G_N_ELEMENTS (h264));
  else
    dialog = create_dialog (_ ("Install a JPEG Decoder"),
                            _ ("This printer’s camera sends JPEG. What decodes it for GStreamer is "
                               "installed apart from Culm; start Culm again afterwards."),
                            jpeg, G_N_ELEMENTS (jpeg));
  adw_dialog_present (dialog, widget);
}
