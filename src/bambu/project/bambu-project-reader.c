/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a file to what is known of it. */

#include "bambu-project-private.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "account/bambu-picture.h"
#include "bambu-archive-private.h"
#include "bambu-gcode-header-private.h"
#include "bambu-project-draft-private.h"

/* Of protocol/threemf.md §4 */
#define MAX_CONFIG_BYTES (10 * 1024 * 1024)

/* All pictures stay in memory; those of 36 plates take a quarter of this. */
#define MAX_PICTURES_BYTES (32 * 1024 * 1024)

/* Each takes time. */
#define MAX_CONFIGS_BYTES (64 * 1024 * 1024)

#define MAX_SIDECAR_BYTES 1024
#define MD5_DIGITS 32

typedef struct
{
  BambuArchive *archive;
  BambuProjectDraft *draft;
  gboolean is_brief; /* nothing but what a preview shows */
  gsize n_picture_bytes;
  gsize n_config_bytes;
  GBytes *picture; /* the plate's that came first; the draft holds it */
} Reader;

/* Metadata/plate_12.gcode: 12, and what follows; 0: it is something else */
static guint64
parse_plate_name (const char *name, const char **rest)
{
  char *end;
  guint64 index;

  if (!g_str_has_prefix (name, BAMBU_PROJECT_PLATE_PREFIX)
      || !g_ascii_isdigit (name[strlen (BAMBU_PROJECT_PLATE_PREFIX)])
      || name[strlen (BAMBU_PROJECT_PLATE_PREFIX)] == '0')
    return 0;

  index = g_ascii_strtoull (name + strlen (BAMBU_PROJECT_PLATE_PREFIX), &end, 10);
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
                   BAMBU_PROJECT_PLATE_PREFIX "%d.gcode.md5: is no MD5", plate->values.index);
      return FALSE;
    }

  plate->values.md5 = bambu_project_draft_add_text (reader->draft, digits);

  return TRUE;
}

static gboolean
read_picture (Reader *reader, BambuPlateDraft *plate, GError **error)
{
  g_autoptr (GBytes) bytes =
      bambu_archive_read (reader->archive, BAMBU_PROJECT_MAX_PICTURE_BYTES, error);
  guint width;
  guint height;

  if (!bytes)
    return FALSE;

  /* A broken one is as good as none. */
  if (!bambu_picture_measure (bytes, &width, &height))
    return TRUE;

  reader->n_picture_bytes += g_bytes_get_size (bytes);
  if (width > BAMBU_PROJECT_MAX_PICTURE_POINTS || height > BAMBU_PROJECT_MAX_PICTURE_POINTS
      || reader->n_picture_bytes > MAX_PICTURES_BYTES)
    {
      g_set_error (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_TOO_LARGE,
                   BAMBU_PROJECT_PLATE_PREFIX
                   "%d.png: a picture of %u × %u points, with %" G_GSIZE_FORMAT
                   " bytes of pictures so far",
                   plate->values.index, width, height, reader->n_picture_bytes);
      return FALSE;
    }

  if (!reader->picture)
    reader->picture = bytes;
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

/* What is in the G-code is most of a file. */
static gboolean
read_briefly (
    Reader *reader, BambuPlateDraft *plate, const char *rest, guint64 size, GError **error)
{
  if (g_str_equal (rest, ".gcode"))
    plate->values.is_sliced = size > 0;

  return reader->picture || !g_str_equal (rest, ".png") || read_picture (reader, plate, error);
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

  if (reader->is_brief)
    return read_briefly (reader, plate, rest, size, error);

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
  if (reader->is_brief)
    return TRUE;

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
read_archive (BambuProjectDraft *draft,
              const BambuArchiveSource *source,
              gboolean is_brief,
              GError **error)
{
  g_autoptr (BambuArchive) archive = bambu_archive_new (source, error);
  g_autoptr (GError) local_error = NULL;
  Reader reader = { .archive = archive, .draft = draft, .is_brief = is_brief };
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

  if (!is_brief && !draft->has_model && !draft->has_settings && !draft->is_foreign
      && draft->plates->len == 0)
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
  g_autofd int fd = bambu_project_open_file (path, &mark, error);
  BambuArchiveSource source;

  if (fd < 0)
    return NULL;

  source = bambu_archive_source_for_file (fd, (guint64) mark.size);
  draft->values.path = path;
  draft->values.name = name;
  draft->values.file_bytes = mark.size;

  if (has_suffix (path, ".gcode") ? !read_plain (draft, &source, error)
                                  : !read_archive (draft, &source, FALSE, error))
    return NULL;

  return bambu_project_draft_build (draft, &mark);
}

/* Returns: whether there is something to show */
static gboolean
complete_plates (BambuProjectDraft *draft)
{
  gboolean has_something = FALSE;

  for (guint i = 0; i < draft->plates->len; i++)
    {
      BambuPlateDraft *plate = draft->plates->pdata[i];

      /* Only those that are sliced are described. */
      plate->values.is_sliced |= plate->is_described;
      has_something |= plate->values.thumbnail != NULL || plate->values.is_sliced;
    }

  return has_something;
}

BambuPreview *
bambu_project_read_preview (const BambuArchiveSource *source, GError **error)
{
  static const BambuFileMark none;
  g_autoptr (BambuProjectDraft) draft = bambu_project_draft_new ();
  g_autoptr (BambuProject) project = NULL;
  g_autoptr (GError) local_error = NULL;

  read_archive (draft, source, TRUE, &local_error);
  if (!complete_plates (draft) && local_error)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  draft->values.path = "";
  draft->values.name = "";
  project = bambu_project_draft_build (draft, &none);

  return bambu_preview_new_for_project (project);
}

GBytes *
bambu_project_read_first_picture (const BambuArchiveSource *source, GError **error)
{
  g_autoptr (BambuProjectDraft) draft = bambu_project_draft_new ();
  g_autoptr (BambuArchive) archive = bambu_archive_new_for_beginning (source, error);
  g_autoptr (GError) local_error = NULL;
  Reader reader = { .archive = archive, .draft = draft, .is_brief = TRUE };
  const char *name;
  guint64 size;

  if (!archive)
    return NULL;

  while (!reader.picture && bambu_archive_next (archive, &name, &size, &local_error)
         && read_entry (&reader, name, size, &local_error))
    ;

  if (reader.picture)
    return g_bytes_ref (reader.picture);

  if (local_error)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error_literal (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_NOT_A_PROJECT,
                         "has no picture");

  return NULL;
}
