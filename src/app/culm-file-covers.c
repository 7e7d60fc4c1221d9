/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-file-covers.h"

struct _CulmFileCovers
{
  CulmCovers parent_instance;

  BambuStorage *storage;
  GHashTable *without; /* keys of files that have no picture */
};

typedef struct
{
  CulmFileCovers *self;
  char *key;
} Load;

G_DEFINE_FINAL_TYPE (CulmFileCovers, culm_file_covers, CULM_TYPE_COVERS)

static G_DEFINE_QUARK (culm - file - covers, culm_file_covers)

    static void load_free (gpointer data)
{
  Load *load = data;

  g_object_unref (load->self);
  g_free (load->key);
  g_free (load);
}

/* Another file of the same name is mostly of another size. */
char *
culm_file_covers_dup_key (BambuStoredFile *file)
{
  const BambuStoredFileValues *values;

  g_return_val_if_fail (BAMBU_IS_STORED_FILE (file), NULL);

  values = bambu_stored_file_get_values (file);
  switch (values->kind)
    {
    case BAMBU_STORED_KIND_3MF:
    case BAMBU_STORED_KIND_VIDEO:
    case BAMBU_STORED_KIND_PICTURE:
      return g_strdup_printf ("%" G_GINT64_FORMAT " %s", values->bytes, values->path);
    case BAMBU_STORED_KIND_OTHER:
    case BAMBU_STORED_KIND_FOLDER:
    case BAMBU_STORED_KIND_GCODE:
    default:
      return NULL;
    }
}

static BambuStoredFile *
find_file (const char *key)
{
  char *end;
  gint64 bytes = g_ascii_strtoll (key, &end, 10);

  return bambu_stored_file_new (end + 1, FALSE, bytes, 0);
}

static DexFuture *
on_failed (DexFuture *future, gpointer user_data)
{
  Load *load = user_data;
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  if (g_error_matches (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_NOT_FOUND)
      || g_error_matches (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_TOO_LARGE)
      || g_error_matches (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_UNSUPPORTED))
    g_hash_table_add (load->self->without, g_strdup (load->key));

  return dex_ref (future);
}

static DexFuture *
culm_file_covers_fetch (CulmCovers *covers, const char *key, const char *address)
{
  CulmFileCovers *self = CULM_FILE_COVERS (covers);
  g_autoptr (BambuStoredFile) file = find_file (address);
  Load *load;

  if (g_hash_table_contains (self->without, address))
    return dex_future_new_reject (BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_NOT_FOUND,
                                  "The file has no picture");

  load = g_new0 (Load, 1);
  load->self = g_object_ref (self);
  load->key = g_strdup (address);

  return dex_future_catch (bambu_storage_load_preview (self->storage, file, NULL), on_failed, load,
                           load_free);
}

static void
culm_file_covers_dispose (GObject *object)
{
  CulmFileCovers *self = CULM_FILE_COVERS (object);

  if (self->storage != NULL)
    g_object_set_qdata (G_OBJECT (self->storage), culm_file_covers_quark (), NULL);
  g_clear_object (&self->storage);

  G_OBJECT_CLASS (culm_file_covers_parent_class)->dispose (object);
}

static void
culm_file_covers_finalize (GObject *object)
{
  g_hash_table_unref (CULM_FILE_COVERS (object)->without);

  G_OBJECT_CLASS (culm_file_covers_parent_class)->finalize (object);
}

static void
culm_file_covers_class_init (CulmFileCoversClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = culm_file_covers_dispose;
  object_class->finalize = culm_file_covers_finalize;
  CULM_COVERS_CLASS (klass)->fetch = culm_file_covers_fetch;
}

static void
culm_file_covers_init (CulmFileCovers *self)
{
  self->without = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

CulmCovers *
culm_file_covers_dup (BambuStorage *storage)
{
  CulmFileCovers *self;

  g_return_val_if_fail (BAMBU_IS_STORAGE (storage), NULL);

  self = g_object_get_qdata (G_OBJECT (storage), culm_file_covers_quark ());
  if (self != NULL)
    return CULM_COVERS (g_object_ref (self));

  self = g_object_new (CULM_TYPE_FILE_COVERS, NULL);
  self->storage = g_object_ref (storage);
  g_object_set_qdata (G_OBJECT (storage), culm_file_covers_quark (), self);

  return CULM_COVERS (self);
}
