/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-storage.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#include "sim-json.h"
#include "sim-sample.h"

#define VIDEO "video_2026-11-20_10-12-13"

#define GROWING "timelapse/video_2026-11-28_07-00-00"
#define GROWING_BYTES 65536
#define N_CROWD 1000
#define OLD_TIME 1603283640 /* in 2020: listed with the year instead of the hour */

struct _SimStorage
{
  const SimProfile *profile;
  JsonObject *files; /* of the profile */
  char *path;
  gboolean made;
  gboolean crowded;
};

SimStorage *
sim_storage_new (const SimProfile *profile, const char *path)
{
  SimStorage *self;

  g_return_val_if_fail (profile != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (SimStorage, 1);
  self->profile = profile;
  self->files = json_object_get_object_member (profile->data, "files");
  self->path = g_strdup (path);

  return self;
}

void
sim_storage_free (SimStorage *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->path);
  g_free (self);
}

const char *
sim_storage_get_path (SimStorage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

static gboolean
make_folder (SimStorage *self, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);

  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;

  g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED, "%s: %s", path, g_strerror (errno));

  return FALSE;
}

/* In a folder that only some models have */
static gboolean
has (SimStorage *self, const char *folder)
{
  g_autofree char *path = g_build_filename (self->path, folder, NULL);

  return g_file_test (path, G_FILE_TEST_IS_DIR);
}

static gboolean
write_project (SimStorage *self, SimSample sample, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);

  return sim_sample_write_project (sample, self->profile, path, error);
}

static gboolean
write_video (SimStorage *self, const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (self->path, "/", folder, "/", name, ".",
                                       sim_json_get_string (self->files, "video", "mp4"), NULL);

  return sim_sample_write_video (path, error);
}

static gboolean
write_text (SimStorage *self, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);

  return g_file_set_contents (path, text, -1, error);
}

static gboolean
write_picture (SimStorage *self, const char *name, guint32 number, GError **error)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);

  return sim_sample_write_picture (path, number, error);
}

static gboolean
fill (SimStorage *self, GError **error)
{
  return write_project (self, SIM_SAMPLE_BOAT, "Boat.gcode.3mf", error)
         && write_project (self, SIM_SAMPLE_GEARS, "cache/Gear box.3mf", error)
         && (!has (self, "model")
             || write_project (self, SIM_SAMPLE_BOAT, "model/Bärchen und Boot.gcode.3mf", error))
         && write_video (self, "timelapse", VIDEO, error)
         && write_picture (self, "timelapse/thumbnail/" VIDEO ".jpg", 1, error)
         && (!has (self, "ipcam")
             || write_video (self, "ipcam", "ipcam-record.2026-11-20_10-00-00.0", error))
         && write_picture (self, "image/1.jpg", 2, error)
         && write_text (self, "logger/system.log", "Nothing to tell.\n", error);
}

static void
make_old (SimStorage *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);
  struct utimbuf times = { OLD_TIME, OLD_TIME };

  g_utime (path, &times);
}

const char *
sim_storage_open (SimStorage *self, GError **error)
{
  JsonArray *folders;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->made)
    return self->path;

  folders = json_object_get_array_member (self->files, "folders");
  for (guint i = 0; i < json_array_get_length (folders); i++)
    if (!make_folder (self, json_array_get_string_element (folders, i), error))
      return NULL;
  if (!fill (self, error))
    return NULL;

  make_old (self, "cache/Gear box.3mf");
  self->made = TRUE;

  return self->path;
}

gboolean
sim_storage_crowd (SimStorage *self, GError **error)
{
  static const char *const names[] = { "Part #.gcode.3mf", "Zahnrad_#_größer.3mf",
                                       "盒子 #.gcode.3mf", "part # (copy).3mf" };

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->crowded || sim_storage_open (self, error) == NULL)
    return self->crowded;

  for (guint i = 0; i < N_CROWD; i++)
    {
      g_autofree char *number = g_strdup_printf ("%04u", i);
      g_auto (GStrv) parts = g_strsplit (names[i % G_N_ELEMENTS (names)], "#", 2);
      g_autofree char *name = g_strconcat ("cache/", parts[0], number, parts[1], NULL);

      if (!write_text (self, name, "Nothing to print.\n", error))
        return FALSE;
    }
  self->crowded = TRUE;

  return TRUE;
}

gboolean
sim_storage_grow (SimStorage *self, GError **error)
{
  static const char piece[GROWING_BYTES];
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileOutputStream) stream = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (sim_storage_open (self, error) == NULL)
    return FALSE;

  path = g_strconcat (self->path, "/" GROWING ".",
                      sim_json_get_string (self->files, "video", "mp4"), NULL);
  file = g_file_new_for_path (path);
  stream = g_file_append_to (file, G_FILE_CREATE_NONE, NULL, error);

  return stream != NULL
         && g_output_stream_write_all (G_OUTPUT_STREAM (stream), piece, sizeof piece, NULL, NULL,
                                       error);
}

/* Not a folder above it */
static gboolean
is_inside (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);

  return *name != '\0' && !g_strv_contains ((const char *const *) parts, "..");
}

/* As it is, or as it would be in an address */
static char *
find (SimStorage *self, const char *name)
{
  g_autofree char *plain = g_uri_unescape_string (name, NULL);
  g_autofree char *path = NULL;

  if (!is_inside (name) || (plain != NULL && !is_inside (plain)))
    return NULL;

  path = g_build_filename (self->path, name, NULL);

  return plain != NULL && !g_file_test (path, G_FILE_TEST_EXISTS)
             ? g_build_filename (self->path, plain, NULL)
             : g_steal_pointer (&path);
}

/* By the model: ftp://, file:///sdcard/ … (protocol/lan-files.md §7) */
char *
sim_storage_find (SimStorage *self, const char *url)
{
  JsonArray *roots;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (url != NULL, NULL);

  if (sim_storage_open (self, NULL) == NULL)
    return NULL;

  roots = json_object_get_array_member (self->files, "urls");
  for (guint i = 0; i < json_array_get_length (roots); i++)
    {
      const char *root = json_array_get_string_element (roots, i);

      if (g_str_has_prefix (url, root))
        return find (self, url + strlen (root));
    }

  return NULL;
}
