/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-folder.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX "culm-sim-"

/* Younger ones may be about to be locked by who makes them. */
#define ABANDONED_AFTER_SECONDS 60

struct _SimFolder
{
  char *path;
  int lock; /* held as long as the process lives */
};

/* Returns: −1 if somebody else has it, or it is not the user's */
static int
lock_folder (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0);
  struct stat about;

  if (fd >= 0 && fstat (fd, &about) == 0 && about.st_uid == getuid ()
      && flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;

  if (fd >= 0)
    g_close (fd, NULL);

  return -1;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_unlink (file) != 0)
        remove_folder (file);
    }

  g_rmdir (path);
}

static gboolean
is_old (const char *path)
{
  GStatBuf about;

  return g_lstat (path, &about) == 0
         && about.st_mtime < g_get_real_time () / G_USEC_PER_SEC - ABANDONED_AFTER_SECONDS;
}

static void
remove_abandoned (void)
{
  g_autoptr (GDir) dir = g_dir_open (g_get_tmp_dir (), 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (g_get_tmp_dir (), name, NULL);
      int lock;

      if (!g_str_has_prefix (name, PREFIX) || !is_old (path) || (lock = lock_folder (path)) < 0)
        continue;

      remove_folder (path);
      g_close (lock, NULL);
    }
}

SimFolder *
sim_folder_new (const char *kind, GError **error)
{
  g_autofree char *template = g_strconcat (PREFIX, kind, "-XXXXXX", NULL);
  SimFolder *self;
  char *path;

  g_return_val_if_fail (kind != NULL, NULL);

  remove_abandoned ();

  path = g_dir_make_tmp (template, error);
  if (path == NULL)
    return NULL;

  self = g_new0 (SimFolder, 1);
  self->path = path;
  self->lock = lock_folder (path);

  return self;
}

void
sim_folder_free (SimFolder *self)
{
  g_return_if_fail (self != NULL);

  remove_folder (self->path);
  if (self->lock >= 0)
    g_close (self->lock, NULL);
  g_free (self->path);
  g_free (self);
}

const char *
sim_folder_get_path (SimFolder *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

char *
sim_folder_dup_path (SimFolder *self, const char *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_build_filename (self->path, name, NULL);
}
