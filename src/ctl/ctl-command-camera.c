/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <words/culm-camera-words.h>
#include <words/culm-json.h>

#include "ctl-command.h"
#include "ctl-failure.h"
#include "ctl-output.h"
#include "ctl-play.h"
#include "ctl-printer.h"

/* The pictures that are waited for. */
typedef struct
{
  const CtlOptions *options;
  const char *folder; /* %NULL: they are told of or shown, and not kept */
  BambuCamera *camera;
  BambuCameraViewer *viewer;
  DexPromise *done;
  int count;
  guint limit; /* for the next one */
} Watch;

/* The last word, where one is wanted, is where pictures go; what is in front is the printer. */
static gboolean
take_destination (CtlOptions *options, gboolean wanted, char **destination, GError **error)
{
  GStrv words = options->arguments;
  guint n_words = words ? g_strv_length (words) : 0;
  guint n_printers = n_words - (wanted && n_words > 0);

  if ((wanted && n_words == 0) || n_printers > 1 || (n_printers > 0 && options->address))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("This is too little or too much for “%s”. See %s %s --help."),
                   options->command, g_get_prgname (), options->command);
      return FALSE;
    }

  if (wanted)
    *destination = g_steal_pointer (&words[n_words - 1]);

  return TRUE;
}

static DexFuture *
fail_for (BambuPrinter *printer, const GError *error)
{
  g_autofree char *words = error->domain == BAMBU_CAMERA_ERROR
                               ? culm_camera_words_failure (error, bambu_printer_get_name (printer))
                               : ctl_failure_of_printer (printer, error);

  if (error->domain == BAMBU_CAMERA_ERROR)
    ctl_output_error ("%s (%s)", words, error->message);
  else
    ctl_output_error ("%s", words);

  return dex_future_new_for_int (ctl_exit_from_error (error));
}

/* What kind of camera a printer has, and whether it is on, is in its report. On a fiber. */
static BambuPrinter *
await_printer (CtlOptions *options, BambuAccountPrinters **opened, DexFuture **failure)
{
  g_autoptr (GError) error = NULL;
  BambuPrinter *printer;

  if (ctl_printer_await (options, opened, &printer, &error))
    return printer;

  *failure =
      printer ? fail_for (printer, error) : dex_future_new_for_error (g_steal_pointer (&error));

  return NULL;
}

static BambuCamera *
find_camera (BambuAccountPrinters *opened, BambuPrinter *printer)
{
  return bambu_fleet_get_camera (bambu_account_printers_get_fleet (opened), printer);
}

static GError *
new_late_error (const CtlOptions *options)
{
  return g_error_new (BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_STALLED, "No picture in %d s",
                      options->timeout);
}

static gboolean
save (GBytes *picture, const char *path, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (picture, &size);

  return g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0644,
                                   error);
}

static char *
picture_to_json (int number, gsize size, const char *path)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_set_int_member (object, "picture", number);
  json_object_set_int_member (object, "bytes", (gint64) size);
  culm_json_add_string (object, "file", path);

  return culm_json_dup_line (node);
}

static DexFuture *
snapshot_fiber (gpointer user_data)
{
  CtlOptions *options = user_data;
  g_autoptr (BambuAccountPrinters) opened = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  DexFuture *failure = NULL;
  BambuPrinter *printer;

  if (!take_destination (options, TRUE, &path, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  printer = await_printer (options, &opened, &failure);
  if (!printer)
    return failure;

  picture =
      dex_await_boxed (dex_future_first (bambu_camera_take_snapshot (find_camera (opened, printer)),
                                         dex_timeout_new_seconds (options->timeout), NULL),
                       &error);
  if (g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    {
      g_clear_error (&error);
      error = new_late_error (options);
    }
  if (!picture)
    return fail_for (printer, error);

  if (!save (picture, path, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (options->json)
    {
      g_autofree char *line = picture_to_json (1, g_bytes_get_size (picture), path);

      ctl_output_line (line);
    }

  return dex_future_new_for_int (CTL_EXIT_OK);
}

DexFuture *
ctl_command_snapshot (CtlOptions *options)
{
  return dex_scheduler_spawn (NULL, 0, snapshot_fiber, options, NULL);
}

static void
print_picture (Watch *watch, GBytes *picture, const char *path)
{
  gsize size = g_bytes_get_size (picture);
  g_autofree char *line = NULL;

  if (watch->options->json)
    line = picture_to_json (watch->count, size, path);
  else if (path)
    line = g_strdup (path);
  else
    line = g_strdup_printf (ngettext ("Picture %d: %u byte", "Picture %d: %u bytes", size),
                            watch->count, (guint) size);

  /* Who does not read any more wants no more of them. */
  if (!ctl_output_line (line))
    dex_promise_resolve_int (watch->done, CTL_EXIT_OK);
}

static gboolean
on_late (gpointer user_data)
{
  Watch *watch = user_data;
  const GError *error = bambu_camera_get_error (watch->camera);

  watch->limit = 0;
  dex_promise_reject (watch->done, error ? g_error_copy (error) : new_late_error (watch->options));

  return G_SOURCE_REMOVE;
}

static void
limit_time (Watch *watch)
{
  g_clear_handle_id (&watch->limit, g_source_remove);
  watch->limit = g_timeout_add_seconds ((guint) watch->options->timeout, on_late, watch);
}

static void
on_picture (BambuCamera *camera, GBytes *picture, gpointer user_data)
{
  Watch *watch = user_data;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  GError *error = NULL;

  if (!dex_future_is_pending (DEX_FUTURE (watch->done)))
    return;

  watch->count++;
  limit_time (watch);
  if (watch->options->picture_folder)
    name = g_strdup_printf ("frame_%06d.jpg", watch->count); /* as the documents have it */
  else
    name = g_strdup_printf ("picture-%04d.jpg", watch->count);
  if (watch->folder)
    path = g_build_filename (watch->folder, name, NULL);
  if (path && !save (picture, path, &error))
    {
      dex_promise_reject (watch->done, error);
      return;
    }

  print_picture (watch, picture, path);
  if (watch->count == watch->options->frames)
    dex_promise_resolve_int (watch->done, CTL_EXIT_OK);
}

static void
on_shown (guint n_frames, gpointer user_data)
{
  Watch *watch = user_data;

  watch->count += (int) n_frames;
  limit_time (watch);
  if (watch->options->frames > 0 && watch->count >= watch->options->frames
      && dex_future_is_pending (DEX_FUTURE (watch->done)))
    dex_promise_resolve_int (watch->done, CTL_EXIT_OK);
}

static void
on_ended (const GError *error, gpointer user_data)
{
  Watch *watch = user_data;

  if (!dex_future_is_pending (DEX_FUTURE (watch->done)))
    return;

  if (error)
    dex_promise_reject (watch->done, g_error_copy (error));
  else
    dex_promise_resolve_int (watch->done, CTL_EXIT_OK);
}

static const CtlPlayEvents play_events = { on_shown, on_ended };

static gboolean
is_final (BambuCameraState state)
{
  switch (state)
    {
    case BAMBU_CAMERA_STATE_NONE:
    case BAMBU_CAMERA_STATE_REFUSED:
    case BAMBU_CAMERA_STATE_NO_CODE:
    case BAMBU_CAMERA_STATE_UNTRUSTED:
    case BAMBU_CAMERA_STATE_OFF:
    case BAMBU_CAMERA_STATE_NO_DECODER:
    case BAMBU_CAMERA_STATE_CLOUD_ONLY:
      return TRUE;
    case BAMBU_CAMERA_STATE_IDLE:
    case BAMBU_CAMERA_STATE_CONNECTING:
    case BAMBU_CAMERA_STATE_LIVE:
    case BAMBU_CAMERA_STATE_STALLED:
    case BAMBU_CAMERA_STATE_WAITING:
    case BAMBU_CAMERA_STATE_BUSY:
    default:
      return FALSE;
    }
}

static void
on_state (BambuCamera *camera, GParamSpec *pspec, gpointer user_data)
{
  Watch *watch = user_data;

  if (is_final (bambu_camera_get_state (camera))
      && dex_future_is_pending (DEX_FUTURE (watch->done)))
    dex_promise_reject (watch->done, g_error_copy (bambu_camera_get_error (camera)));
}

static void
watch_free (Watch *watch)
{
  g_clear_handle_id (&watch->limit, g_source_remove);
  g_signal_handlers_disconnect_by_data (watch->camera, watch);
  g_clear_pointer (&watch->viewer, bambu_camera_viewer_free);
  g_clear_object (&watch->camera);
  dex_clear (&watch->done);
  g_free (watch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Watch, watch_free)

static Watch *
watch_new (const CtlOptions *options, const char *folder, CtlPlay *play, BambuCamera *camera)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->options = options;
  watch->folder = folder;
  watch->camera = g_object_ref (camera);
  watch->done = dex_promise_new ();
  if (play)
    ctl_play_start (play, camera, &play_events, watch);
  else
    g_signal_connect (camera, "picture", G_CALLBACK (on_picture), watch);
  g_signal_connect (camera, "notify::state", G_CALLBACK (on_state), watch);
  limit_time (watch);
  watch->viewer =
      bambu_camera_look (camera, play ? BAMBU_CAMERA_USE_VIEW : BAMBU_CAMERA_USE_PICTURES);
  on_state (camera, NULL, watch); /* it may have been so before */

  return watch;
}

static gboolean
make_folder (const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0755) == 0)
    return TRUE;

  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno), "%s: %s", folder,
               g_strerror (errno));

  return FALSE;
}

typedef struct
{
  CtlOptions *options;
  CtlPlay *play; /* %NULL: nothing is shown */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->play, ctl_play_free);
  g_free (job);
}

static DexFuture *
camera_fiber (gpointer user_data)
{
  const Job *job = user_data;
  CtlOptions *options = job->options;
  g_autoptr (BambuAccountPrinters) opened = NULL;
  g_autoptr (Watch) watch = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  DexFuture *failure = NULL;
  BambuPrinter *printer;

  if (!take_destination (options, options->frames > 0 && !job->play && !options->picture_folder,
                         &folder, &error)
      || (options->picture_folder && !g_set_str (&folder, options->picture_folder))
      || (folder && !make_folder (folder, &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  printer = await_printer (options, &opened, &failure);
  if (!printer)
    return failure;

  watch = watch_new (options, folder, job->play, find_camera (opened, printer));
  if (dex_await (dex_ref (DEX_FUTURE (watch->done)), &error))
    return dex_future_new_for_int (CTL_EXIT_OK);

  /* What is wrong with a file or a window is no matter of the printer's. */
  if (error->domain != BAMBU_CAMERA_ERROR)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return fail_for (printer, error);
}

/* At a terminal on a desktop a camera is there to be looked at. */
static gboolean
wants_window (const CtlOptions *options)
{
  if (options->play || options->sink)
    return TRUE;

  return !options->no_window && !options->json && options->frames == 0 && !options->picture_folder
         && ctl_output_is_terminal () && (g_getenv ("WAYLAND_DISPLAY") || g_getenv ("DISPLAY"));
}

DexFuture *
ctl_command_camera (CtlOptions *options)
{
  g_autoptr (CtlPlay) play = NULL;
  g_autoptr (GError) error = NULL;
  Job *job;

  if (options->list)
    return ctl_command_list (options);

  if (wants_window (options) && !(play = ctl_play_new (options->sink, &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  job = g_new0 (Job, 1);
  job->options = options;
  job->play = g_steal_pointer (&play);

  return dex_scheduler_spawn (NULL, 0, camera_fiber, job, job_free);
}
