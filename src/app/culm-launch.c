/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-launch.h"

#include <glib/gi18n.h>

#include "culm-toast.h"

static void
settle (DexPromise *promise, gboolean is_launched, GError *error)
{
  if (is_launched || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    {
      g_clear_error (&error);
      dex_promise_resolve_boolean (promise, is_launched);
    }
  else
    {
      g_message ("The file was not opened: %s", error->message);
      dex_promise_reject (promise, error);
    }
  dex_unref (promise);
}

static void
on_launched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  gboolean is_launched =
      gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error);

  settle (user_data, is_launched, error);
}

static void
on_shown (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  gboolean is_shown =
      gtk_file_launcher_open_containing_folder_finish (GTK_FILE_LAUNCHER (source), result, &error);

  settle (user_data, is_shown, error);
}

DexFuture *
culm_launch (GtkWidget *widget, GFile *file, CulmLaunch how)
{
  g_autoptr (GtkFileLauncher) launcher = NULL;
  GtkWindow *window;
  DexPromise *promise;

  dex_return_error_if_fail (GTK_IS_WIDGET (widget));
  dex_return_error_if_fail (G_IS_FILE (file));

  launcher = gtk_file_launcher_new (file);
  window = GTK_WINDOW (gtk_widget_get_root (widget));
  promise = dex_promise_new ();
  gtk_file_launcher_set_always_ask (launcher, how == CULM_LAUNCH_ASK);
  if (how == CULM_LAUNCH_SHOW)
    gtk_file_launcher_open_containing_folder (launcher, window, NULL, on_shown, dex_ref (promise));
  else
    gtk_file_launcher_launch (launcher, window, NULL, on_launched, dex_ref (promise));

  return DEX_FUTURE (promise);
}

/* Where it failed */
typedef struct
{
  GWeakRef widget;
  CulmLaunch how;
} Attempt;

static void
attempt_free (gpointer data)
{
  Attempt *self = data;

  g_weak_ref_clear (&self->widget);
  g_free (self);
}

static DexFuture *
on_failed (DexFuture *future, gpointer user_data)
{
  Attempt *attempt = user_data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&attempt->widget);

  if (widget != NULL)
    culm_toast_show (widget, culm_launch_get_failure (attempt->how));

  return dex_future_new_true ();
}

void
culm_launch_or_tell (GtkWidget *widget, GFile *file, CulmLaunch how)
{
  Attempt *attempt = g_new0 (Attempt, 1);

  g_weak_ref_init (&attempt->widget, widget);
  attempt->how = how;

  /* The other app does not depend on who asked for it. */
  dex_future_disown (
      dex_future_catch (culm_launch (widget, file, how), on_failed, attempt, attempt_free));
}

const char *
culm_launch_get_failure (CulmLaunch how)
{
  switch (how)
    {
    case CULM_LAUNCH_ASK:
      return _ ("No program took the file. Open it in your slicer yourself.");
    case CULM_LAUNCH_SHOW:
      return _ ("No program shows the folder.");
    case CULM_LAUNCH_OPEN:
    default:
      return _ ("No app on this computer opens such files.");
    }
}
