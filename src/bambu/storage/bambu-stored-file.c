/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-stored-file.h"

#include <string.h>

#include "bambu-part-private.h"

struct _BambuStoredFile
{
  BambuPart parent_instance;

  BambuStoredFileValues values;
};

G_DEFINE_FINAL_TYPE (BambuStoredFile, bambu_stored_file, BAMBU_TYPE_PART)

G_DEFINE_ENUM_TYPE (BambuStoredKind,
                    bambu_stored_kind,
                    G_DEFINE_ENUM_VALUE (BAMBU_STORED_KIND_OTHER, "other"),
                    G_DEFINE_ENUM_VALUE (BAMBU_STORED_KIND_FOLDER, "folder"),
                    G_DEFINE_ENUM_VALUE (BAMBU_STORED_KIND_3MF, "3mf"),
                    G_DEFINE_ENUM_VALUE (BAMBU_STORED_KIND_GCODE, "gcode"),
                    G_DEFINE_ENUM_VALUE (BAMBU_STORED_KIND_VIDEO, "video"),
                    G_DEFINE_ENUM_VALUE (BAMBU_STORED_KIND_PICTURE, "picture"))

static const BambuField FIELDS[] = {
  BAMBU_FIELD (BambuStoredFileValues, path, "path", STRING),
  BAMBU_FIELD (BambuStoredFileValues, name, "name", STRING),
  BAMBU_TYPED_FIELD (BambuStoredFileValues, kind, "kind", ENUM, bambu_stored_kind_get_type),
  BAMBU_FIELD (BambuStoredFileValues, bytes, "bytes", INT64),
  BAMBU_FIELD (BambuStoredFileValues, modified, "modified", INT64),
};

static const struct
{
  const char *extension;
  BambuStoredKind kind;
} KINDS[] = {
  { "3mf", BAMBU_STORED_KIND_3MF },     { "gcode", BAMBU_STORED_KIND_GCODE },
  { "mp4", BAMBU_STORED_KIND_VIDEO },   { "avi", BAMBU_STORED_KIND_VIDEO },
  { "jpg", BAMBU_STORED_KIND_PICTURE }, { "jpeg", BAMBU_STORED_KIND_PICTURE },
  { "png", BAMBU_STORED_KIND_PICTURE },
};

static BambuStoredKind
find_kind (const char *name)
{
  const char *dot = strrchr (name, '.');

  for (guint i = 0; dot != NULL && i < G_N_ELEMENTS (KINDS); i++)
    if (g_ascii_strcasecmp (dot + 1, KINDS[i].extension) == 0)
      return KINDS[i].kind;

  return BAMBU_STORED_KIND_OTHER;
}

static void
bambu_stored_file_class_init (BambuStoredFileClass *klass)
{
  bambu_part_class_set_fields (BAMBU_PART_CLASS (klass), FIELDS, G_N_ELEMENTS (FIELDS),
                               G_STRUCT_OFFSET (BambuStoredFile, values));
}

static void
bambu_stored_file_init (BambuStoredFile *self)
{
}

BambuStoredFile *
bambu_stored_file_new (const char *path, gboolean is_folder, gint64 bytes, gint64 modified)
{
  BambuStoredFile *self;
  const char *name;

  g_return_val_if_fail (path != NULL && path[0] == '/', NULL);

  self = g_object_new (BAMBU_TYPE_STORED_FILE, NULL);
  name = strrchr (path, '/') + 1;
  bambu_part_apply (BAMBU_PART (self),
                    &(BambuStoredFileValues) {
                        .path = path,
                        .name = name,
                        .kind = is_folder ? BAMBU_STORED_KIND_FOLDER : find_kind (name),
                        .bytes = bytes,
                        .modified = modified,
                    });

  return self;
}

const BambuStoredFileValues *
bambu_stored_file_get_values (BambuStoredFile *self)
{
  g_return_val_if_fail (BAMBU_IS_STORED_FILE (self), NULL);

  return &self->values;
}

static char *
dup_thumbnail_path (const BambuStoredFileValues *values)
{
  const char *name = strrchr (values->path, '/') + 1;
  const char *dot = strrchr (name, '.');
  int length = (int) (dot != NULL ? dot - name : (gssize) strlen (name));

  return g_strdup_printf ("%.*sthumbnail/%.*s.jpg", (int) (name - values->path), values->path,
                          length, name);
}

char *
bambu_stored_file_dup_picture_path (BambuStoredFile *file)
{
  const BambuStoredFileValues *values;

  g_return_val_if_fail (BAMBU_IS_STORED_FILE (file), NULL);

  values = &file->values;
  switch (values->kind)
    {
    case BAMBU_STORED_KIND_3MF:
    case BAMBU_STORED_KIND_PICTURE:
      return g_strdup (values->path);
    case BAMBU_STORED_KIND_VIDEO:
      return dup_thumbnail_path (values);
    case BAMBU_STORED_KIND_OTHER:
    case BAMBU_STORED_KIND_FOLDER:
    case BAMBU_STORED_KIND_GCODE:
    default:
      return NULL;
    }
}

int
bambu_stored_file_compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const BambuStoredFileValues *one = bambu_stored_file_get_values ((BambuStoredFile *) a);
  const BambuStoredFileValues *other = bambu_stored_file_get_values ((BambuStoredFile *) b);
  gboolean is_folder = one->kind == BAMBU_STORED_KIND_FOLDER;
  int order;

  if (is_folder != (other->kind == BAMBU_STORED_KIND_FOLDER))
    return is_folder ? -1 : 1;

  order = g_utf8_collate (one->name, other->name);

  return order != 0 ? order : strcmp (one->path, other->path);
}
