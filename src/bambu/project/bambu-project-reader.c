/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a file to what is known of it. */

#include "bambu-project-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "account/bambu-picture.h"
#include "bambu-archive-private.h"
#include "bambu-gcode-header-private.h"
#include "bambu-project-draft-private.h"

/* Of protocol/threemf.md §4 */
#define MAX_CONFIG_BYTES (10 * 1024 * 1024)
#define MAX_PICTURE_BYTES (20 * 1024 * 1024)
#define MAX_PICTURE_POINTS 4096

/* All pictures stay in memory; those of 36 plates take a quarter of this. */
#define MAX_PICTURES_BYTES (32 * 1024 * 1024)

/* Each takes time. */
#define MAX_CONFIGS_BYTES (64 * 1024 * 1024)

#define MAX_SIDECAR_BYTES 1024
#define MD5_DIGITS 32
#define PLATE_PREFIX "Metadata/plate_"

typedef struct
{
  BambuArchive *archive;
  BambuProjectDraft *draft;
  gsize n_picture_bytes;
  gsize n_config_bytes;
} Reader;

static int
open_file (const char *path, BambuFileMark *mark, GError **error)
{
  /* A pipe would have nobody at its other end. */
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status;
  int code = errno;

  if (fd >= 0 && fstat (fd, &status) == 0)
    {
      if (S_ISREG (status.st_mode))
        {
          *mark = (BambuFileMark) { status.st_dev, status.st_ino, status.st_size, status.st_mtim };
          return fd;
        }

      code = S_ISDIR (status.st_mode) ? EISDIR : EINVAL;
    }

  if (fd >= 0)
    close (fd);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path, g_strerror (code));

  return -1;
}

/* Metadata/plate_12.gcode: 12, and what follows; 0: it is something else */
static guint64
parse_plate_name (const char *name, const char **rest)
{
  char *end;
  guint64 index;

  if (!g_str_has_prefix (name, PLATE_PREFIX) || !g_ascii_isdigit (name[strlen (PLATE_PREFIX)])
      || name[strlen (PLATE_PREFIX)] == '0')
    return 0;

  index = g_ascii_strtoull (name + strlen (PLATE_PREFIX), &end, 10);
  *rest = end;

  return index;
}

static gboolean
add_to_head (gconstpointer data, gsize size, gpointer user_data)
{
  GByteArray *head = user_data;

  g_byte_array_append (head, data, MIN (size, BAMBU_GCODE_HEAD_BYTES - head->len));

  return head->len < BAMBU_GCODE_HEAD_BYTES
         && !bambu_gcode_header_is_complete ((const char *) head->data, head->len);
}

static void
read_header (BambuPlateValues *plate, const char *text, gsize size)
{
  BambuGcodeHeader header;

  bambu_gcode_header_parse (&header, text, size);
  plate->layers = header.layers;
  plate->height = header.height;

  /* Of slice_info.config, if there is one, more exactly */
  if (plate->seconds < 0)
    plate->seconds = header.seconds;
  if (isnan (plate->grams))
    plate->grams = header.grams;
}

static gboolean
read_gcode (Reader *reader, BambuPlateDraft *plate, guint64 size, GError **error)
{
  g_autoptr (GByteArray) head = g_byte_array_new ();

  if (size == 0)
    return TRUE;

  plate->values.is_sliced = TRUE;
  plate->values.gcode_bytes = (gint64) size;
  if (!bambu_archive_stream (reader->archive, add_to_head, head, error))
    return FALSE;

  read_header (&plate->values, (const char *) head->data, head->len);

  return TRUE;
}

static gboolean
read_sidecar (Reader *reader, BambuPlateDraft *plate, GError **error)
{
  g_autoptr (GBytes) bytes = bambu_archive_read (reader->archive, MAX_SIDECAR_BYTES, error);
  g_autofree char *text = NULL;
  g_autofree char *digits = NULL;

  if (!bytes)
    return FALSE;

  text = g_strstrip (bambu_project_dup_text (bytes));
  digits = g_ascii_strup (text, -1);
  if (strlen (digits) != MD5_DIGITS || strspn (digits, "0123456789ABCDEF") != MD5_DIGITS)
    {
      g_set_error (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_DAMAGED,
                   PLATE_PREFIX "%d.gcode.md5: is no MD5", plate->values.index);
      return FALSE;
    }

  plate->values.md5 = bambu_project_draft_add_text (reader->draft, digits);

  return TRUE;
}

static gboolean
read_picture (Reader *reader, BambuPlateDraft *plate, GError **error)
{
  g_autoptr (GBytes) bytes = bambu_archive_read (reader->archive, MAX_PICTURE_BYTES, error);
  guint width;
  guint height;

  if (!bytes)
    return FALSE;

  /* A broken one is as good as none. */
  if (!bambu_picture_measure (bytes, &width, &height))
    return TRUE;

  reader->n_picture_bytes += g_bytes_get_size (bytes);
  if (width > MAX_PICTURE_POINTS || height > MAX_PICTURE_POINTS
      || reader->n_picture_bytes > MAX_PICTURES_BYTES)
    {
      g_set_error (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_TOO_LARGE,
                   PLATE_PREFIX "%d.png: a picture of %u × %u points, with %" G_GSIZE_FORMAT
                                " bytes of pictures so far",
                   plate->values.index, width, height, reader->n_picture_bytes);
      return FALSE;
    }

  plate->values.thumbnail = g_steal_pointer (&bytes);

  return TRUE;
}

static GBytes *
read_config_bytes (Reader *reader, GError **error)
{
  g_autoptr (GBytes) bytes = bambu_archive_read (reader->archive, MAX_CONFIG_BYTES, error);

  if (!bytes)
    return NULL;

  reader->n_config_bytes += g_bytes_get_size (bytes);
  if (reader->n_config_bytes > MAX_CONFIGS_BYTES)
    {
      g_set_error (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_TOO_LARGE,
                   "more than %d bytes that describe the plates", MAX_CONFIGS_BYTES);
      return NULL;
    }

  return g_steal_pointer (&bytes);
}

static gboolean
read_plate_entry (Reader *reader, gint64 index, const char *rest, guint64 size, GError **error)
{
  static const char *const kinds[] = { ".gcode", ".gcode.md5", ".png", ".json", NULL };
  BambuPlateDraft *plate;
  g_autoptr (GBytes) bytes = NULL;

  if (!g_strv_contains (kinds, rest))
    return TRUE;

  plate = bambu_project_draft_get_plate (reader->draft, index, error);
  if (!plate)
    return FALSE;

  if (g_str_equal (rest, ".gcode"))
    return read_gcode (reader, plate, size, error);
  if (g_str_equal (rest, ".gcode.md5"))
    return read_sidecar (reader, plate, error);
  if (g_str_equal (rest, ".png"))
    return read_picture (reader, plate, error);

  bytes = read_config_bytes (reader, error);

  return bytes && bambu_project_read_layout (reader->draft, plate, bytes, error);
}

static gboolean
read_config (Reader *reader,
             gboolean (*read) (BambuProjectDraft *draft, GBytes *bytes, GError **error),
             GError **error)
{
  g_autoptr (GBytes) bytes = read_config_bytes (reader, error);

  reader->draft->has_settings = TRUE;

  return bytes && read (reader->draft, bytes, error);
}

static gboolean
read_entry (Reader *reader, const char *name, guint64 size, GError **error)
{
  const char *rest;
  guint64 index = parse_plate_name (name, &rest);

  if (index > 0)
    return read_plate_entry (reader, (gint64) MIN (index, G_MAXINT), rest, size, error);

  if (g_str_equal (name, "Metadata/slice_info.config"))
    return read_config (reader, bambu_project_read_slice_info, error);
  if (g_str_equal (name, "Metadata/project_settings.config"))
    return read_config (reader, bambu_project_read_settings, error);
  if (g_str_equal (name, "Metadata/model_settings.config"))
    return read_config (reader, bambu_project_read_model_settings, error);

  if (g_str_has_prefix (name, "3D/"))
    reader->draft->has_model = TRUE;
  else if (g_str_has_suffix (name, ".gcode") || g_str_has_suffix (name, ".bgcode")
           || g_str_has_prefix (name, "Metadata/Slic3r_PE"))
    reader->draft->is_foreign = TRUE;

  return TRUE;
}

static gboolean
read_archive (BambuProjectDraft *draft, const BambuArchiveSource *source, GError **error)
{
  g_autoptr (BambuArchive) archive = bambu_archive_new (source, error);
  g_autoptr (GError) local_error = NULL;
  Reader reader = { archive, draft, 0, 0 };
  const char *name;
  guint64 size;

  if (!archive)
    return FALSE;

  while (bambu_archive_next (archive, &name, &size, &local_error)
         && read_entry (&reader, name, size, &local_error))
    ;

  if (local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (!draft->has_model && !draft->has_settings && !draft->is_foreign && draft->plates->len == 0)
    {
      g_set_error_literal (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_NOT_A_PROJECT,
                           "is an archive, but no 3MF");
      return FALSE;
    }

  return TRUE;
}

/* A plain .gcode file is its only plate. */
static gboolean
read_plain (BambuProjectDraft *draft, const BambuArchiveSource *source, GError **error)
{
  g_autofree char *head = g_malloc (BAMBU_GCODE_HEAD_BYTES);
  gssize size = source->read (source->user_data, head, BAMBU_GCODE_HEAD_BYTES, 0, error);
  BambuPlateDraft *plate;

  if (size < 0)
    return FALSE;

  if (size == 0 || memchr (head, '\0', size))
    {
      g_set_error_literal (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_NOT_A_PROJECT,
                           "is no G-code");
      return FALSE;
    }

  plate = bambu_project_draft_get_plate (draft, 1, NULL);
  plate->values.is_sliced = TRUE;
  plate->values.gcode_bytes = draft->values.file_bytes;
  read_header (&plate->values, head, size);
  draft->values.kind = BAMBU_PROJECT_KIND_GCODE;

  return TRUE;
}

static gboolean
has_suffix (const char *name, const char *suffix)
{
  gsize length = strlen (name);

  return length > strlen (suffix)
         && g_ascii_strcasecmp (name + length - strlen (suffix), suffix) == 0;
}

static char *
dup_name (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  char *name = g_filename_display_name (base);

  if (has_suffix (name, ".3mf"))
    name[strlen (name) - strlen (".3mf")] = '\0';
  if (has_suffix (name, ".gcode"))
    name[strlen (name) - strlen (".gcode")] = '\0';

  return name;
}

BambuProject *
bambu_project_read (const char *path, GError **error)
{
  g_autoptr (BambuProjectDraft) draft = bambu_project_draft_new ();
  g_autofree char *name = dup_name (path);
  BambuFileMark mark;
  g_autofd int fd = open_file (path, &mark, error);
  BambuArchiveSource source;

  if (fd < 0)
    return NULL;

  source = bambu_archive_source_for_file (fd, (guint64) mark.size);
  draft->values.path = path;
  draft->values.name = name;
  draft->values.file_bytes = mark.size;

  if (has_suffix (path, ".gcode") ? !read_plain (draft, &source, error)
                                  : !read_archive (draft, &source, error))
    return NULL;

  return bambu_project_draft_build (draft, &mark);
}

GBytes *
bambu_project_read_picture (const BambuArchiveSource *source, GError **error)
{
  g_autoptr (BambuProjectDraft) draft = bambu_project_draft_new ();
  g_autoptr (BambuArchive) archive = bambu_archive_new (source, error);
  g_autoptr (GError) local_error = NULL;
  Reader reader = { archive, draft, 0, 0 };
  const char *name;
  guint64 size;

  if (!archive)
    return NULL;

  while (bambu_archive_next (archive, &name, &size, &local_error))
    {
      const char *rest;
      BambuPlateDraft *plate;

      if (parse_plate_name (name, &rest) == 0 || !g_str_equal (rest, ".png"))
        continue;

      plate = bambu_project_draft_get_plate (draft, 1, NULL);
      if (!read_picture (&reader, plate, error))
        return NULL;
      if (plate->values.thumbnail)
        return g_bytes_ref (plate->values.thumbnail);
    }

  if (local_error)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error_literal (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_NOT_A_PROJECT,
                         "has no picture");

  return NULL;
}

static gboolean
add_to_checksum (gconstpointer data, gsize size, gpointer user_data)
{
  g_checksum_update (user_data, data, size);

  return TRUE;
}

/* Returns: FALSE with @error set; %G_IO_ERROR_NOT_FOUND if there is none of this name */
static gboolean
find_entry (BambuArchive *archive, const char *wanted, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  const char *name;
  guint64 size;

  while (bambu_archive_next (archive, &name, &size, &local_error))
    if (g_str_equal (name, wanted))
      return TRUE;

  if (local_error)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s: is not in the file", wanted);

  return FALSE;
}

static gboolean
checksum_plate (GChecksum *checksum, int fd, guint64 file_size, int index, GError **error)
{
  g_autofree char *wanted = g_strdup_printf (PLATE_PREFIX "%d.gcode", index);
  BambuArchiveSource source = bambu_archive_source_for_file (fd, file_size);
  g_autoptr (BambuArchive) archive = bambu_archive_new (&source, error);
  g_autoptr (GError) local_error = NULL;

  if (!archive)
    return FALSE;

  if (find_entry (archive, wanted, &local_error))
    return bambu_archive_stream (archive, add_to_checksum, checksum, error);

  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_CHANGED, "%s: is gone", wanted);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
checksum_plain (GChecksum *checksum, int fd, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (BAMBU_GCODE_HEAD_BYTES);
  BambuArchiveSource source = bambu_archive_source_for_file (fd, 0);
  goffset offset = 0;
  gssize n_read;

  while ((n_read = source.read (source.user_data, buffer, BAMBU_GCODE_HEAD_BYTES, (guint64) offset,
                                error))
         > 0)
    {
      g_checksum_update (checksum, buffer, n_read);
      offset += n_read;
    }

  return n_read == 0;
}

static int
reopen_file (const char *path, const BambuFileMark *mark, GError **error)
{
  BambuFileMark now;
  g_autofd int fd = open_file (path, &now, error);

  if (fd < 0)
    return -1;

  if (now.device != mark->device || now.inode != mark->inode || now.size != mark->size
      || now.changed.tv_sec != mark->changed.tv_sec || now.changed.tv_nsec != mark->changed.tv_nsec)
    {
      g_set_error (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_CHANGED,
                   "%s has changed since it was opened", path);
      return -1;
    }

  return g_steal_fd (&fd);
}

GBytes *
bambu_project_extract_picture (const char *path,
                               const BambuFileMark *mark,
                               const char *entry,
                               GError **error)
{
  g_autofd int fd = reopen_file (path, mark, error);
  BambuArchiveSource source = bambu_archive_source_for_file (fd, (guint64) mark->size);
  g_autoptr (BambuArchive) archive = fd >= 0 ? bambu_archive_new (&source, error) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  guint width;
  guint height;

  if (!archive || !find_entry (archive, entry, error)
      || !(bytes = bambu_archive_read (archive, MAX_PICTURE_BYTES, error)))
    return NULL;

  if (bambu_picture_measure (bytes, &width, &height) && width <= MAX_PICTURE_POINTS
      && height <= MAX_PICTURE_POINTS)
    return g_steal_pointer (&bytes);

  g_set_error (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_DAMAGED,
               "%s: is no picture of at most %d × %d points", entry, MAX_PICTURE_POINTS,
               MAX_PICTURE_POINTS);

  return NULL;
}

char *
bambu_project_verify (
    const char *path, const BambuFileMark *mark, int index, const char *md5, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  g_autofree char *computed = NULL;
  g_autofd int fd = reopen_file (path, mark, error);

  if (fd < 0)
    return NULL;

  if (index > 0 ? !checksum_plate (checksum, fd, mark->size, index, error)
                : !checksum_plain (checksum, fd, error))
    return NULL;

  computed = g_ascii_strup (g_checksum_get_string (checksum), -1);
  if (md5 && !g_str_equal (md5, computed))
    {
      g_set_error (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_CHECKSUM,
                   PLATE_PREFIX "%d.gcode: has the MD5 %s, but should have %s", index, computed,
                   md5);
      return NULL;
    }

  return g_steal_pointer (&computed);
}
