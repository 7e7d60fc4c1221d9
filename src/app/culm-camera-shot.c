/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-camera-shot.h"

#include <glib/gi18n.h>

#include "culm-camera-words.h"
#include "culm-jpeg.h"
#include "culm-picture-file.h"
#include "culm-toast.h"

typedef struct
{
  GtkWidget *window; /* weak */
  CulmCameraFeed *feed;
  GDateTime *time;
  GBytes *jpeg;
  GFile *file;
} Shot;

static Shot *
shot_new (GtkWidget *widget)
{
  Shot *shot = g_new0 (Shot, 1);

  g_set_weak_pointer (&shot->window, GTK_WIDGET (gtk_widget_get_root (widget)));

  return shot;
}

static void
shot_free (gpointer data)
{
  Shot *shot = data;

  g_clear_weak_pointer (&shot->window);
  g_clear_object (&shot->feed);
  g_clear_pointer (&shot->time, g_date_time_unref);
  g_clear_pointer (&shot->jpeg, g_bytes_unref);
  g_clear_object (&shot->file);
  g_free (shot);
}

static void
show_failure (GtkWidget *window, const char *reason)
{
  /* Translators: %s is a sentence that says why */
  g_autofree char *text = g_strdup_printf (_ ("The picture was not saved. %s"), reason);

  culm_toast_show (window, text);
}

static void
show_file (AdwToast *toast, GFile *file)
{
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher, NULL, NULL, NULL, NULL);
}

static DexFuture *
on_saved (DexFuture *future, gpointer user_data)
{
  Shot *shot = user_data;
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  if (dex_future_get_value (future, &error) == NULL)
    {
      /* Translators: what the system says of an error, at the end */
      g_autofree char *reason = g_strdup_printf (_ ("The system says: %s"), error->message);

      if (shot->window != NULL)
        show_failure (shot->window, reason);
      return NULL;
    }

  if (shot->window == NULL || (toast = culm_toast_show (shot->window, _ ("Picture saved"))) == NULL)
    return NULL;

  /* Translators: a button that opens the folder of a picture */
  adw_toast_set_button_label (toast, _ ("_Show"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (show_file), shot->file, 0);
  /* The toast is all that needs it from here on. */
  g_object_set_data_full (G_OBJECT (toast), "file", g_object_ref (shot->file), g_object_unref);

  return NULL;
}

void
culm_camera_shot_save (GtkWidget *widget, GBytes *jpeg, GFile *file)
{
  Shot *shot;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (jpeg != NULL);
  g_return_if_fail (G_IS_FILE (file));

  shot = shot_new (widget);
  shot->file = g_object_ref (file);
  /* It is written even if the window closes meanwhile. */
  dex_future_disown (
      dex_future_finally (culm_picture_file_save (jpeg, file), on_saved, shot, shot_free));
}

static void
on_chosen (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  Shot *shot = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, &error);

  if (file != NULL && shot->window != NULL)
    culm_camera_shot_save (shot->window, shot->jpeg, file);
  else if (file == NULL && shot->window != NULL
           && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    show_failure (shot->window, error->message);

  shot_free (shot);
}

static void
ask_where (Shot *shot, BambuPrinter *printer)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = culm_picture_file_dup_name (bambu_printer_get_name (printer), shot->time);
  const char *pictures = g_get_user_special_dir (G_USER_DIRECTORY_PICTURES);

  gtk_file_dialog_set_title (dialog, _ ("Save Picture"));
  gtk_file_dialog_set_initial_name (dialog, name);
  if (pictures != NULL)
    {
      g_autoptr (GFile) folder = g_file_new_for_path (pictures);

      gtk_file_dialog_set_initial_folder (dialog, folder);
    }
  gtk_file_dialog_save (dialog, GTK_WINDOW (shot->window), NULL, on_chosen, shot);
}

static DexFuture *
on_picture (DexFuture *future, gpointer user_data)
{
  Shot *shot = user_data;
  BambuPrinter *printer = bambu_camera_get_printer (culm_camera_feed_get_camera (shot->feed));
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  Shot *rest;

  if (shot->window == NULL)
    return NULL;

  if (value == NULL)
    {
      g_autofree char *reason =
          error->domain == BAMBU_CAMERA_ERROR
              ? culm_camera_words_failure (error, bambu_printer_get_name (printer))
              : g_strdup (error->message);

      show_failure (shot->window, reason);
      return NULL;
    }

  rest = shot_new (shot->window);
  rest->time = g_date_time_ref (shot->time);
  rest->jpeg = culm_jpeg_flip (g_value_get_boxed (value),
                               culm_camera_feed_is_flipped_horizontally (shot->feed),
                               culm_camera_feed_is_flipped_vertically (shot->feed));
  ask_where (rest, printer);

  return NULL;
}

void
culm_camera_shot_take (GtkWidget *widget, BambuCamera *camera)
{
  Shot *shot;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (BAMBU_IS_CAMERA (camera));

  shot = shot_new (widget);
  shot->feed = culm_camera_feed_dup_for_camera (camera);
  shot->time = g_date_time_new_now_local ();
  dex_future_disown (
      dex_future_finally (bambu_camera_take_snapshot (camera), on_picture, shot, shot_free));
}
