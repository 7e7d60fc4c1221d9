/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-file-covers.h"

#include "culm-recent-files.h"

struct _CulmFileCovers
{
  CulmCovers parent_instance;

  BambuStorage *storage; /* NULL: the files are on this computer */
  GHashTable *known;     /* key → Known */
};

/* One of them; the picture is kept elsewhere, as long as there is room. */
typedef struct
{
  BambuPreview *preview;
  GError *error;
} Known;

typedef struct
{
  CulmFileCovers *self;
  char *key;
} Load;

G_DEFINE_FINAL_TYPE (CulmFileCovers, culm_file_covers, CULM_TYPE_COVERS)

enum
{
  LOOKED_AT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static G_DEFINE_QUARK (culm - file - covers, culm_file_covers)

    static void known_free (gpointer data)
{
  Known *known = data;

  g_clear_object (&known->preview);
  g_clear_error (&known->error);
  g_free (known);
}

static void
load_free (gpointer data)
{
  Load *load = data;

  g_object_unref (load->self);
  g_free (load->key);
  g_free (load);
}

static BambuStoredFile *
find_file (const char *key)
{
  char *end;
  gint64 bytes = g_ascii_strtoll (key, &end, 10);
  gint64 modified = g_ascii_strtoll (end + 1, &end, 10);

  return bambu_stored_file_new (end + 1, FALSE, bytes, modified);
}

static void
keep (Load *load, Known *known)
{
  g_hash_table_replace (load->self->known, g_strdup (load->key), known);
  g_signal_emit (load->self, signals[LOOKED_AT], 0, load->key);
}

static void
keep_preview (Load *load, BambuPreview *preview)
{
  BambuPreviewValues values = *bambu_preview_get_values (preview);
  Known *known = g_new0 (Known, 1);

  values.picture = NULL;
  known->preview = bambu_preview_new (&values);
  keep (load, known);
}

static DexFuture *
reject_without (void)
{
  return dex_future_new_reject (BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_NOT_FOUND,
                                "The file has no picture");
}

static DexFuture *
on_preview (DexFuture *future, gpointer user_data)
{
  BambuPreview *preview = g_value_get_object (dex_future_get_value (future, NULL));
  GBytes *picture = bambu_preview_get_values (preview)->picture;

  keep_preview (user_data, preview);

  return picture != NULL ? dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_ref (picture))
                         : reject_without ();
}

/* Whoever looks again would find the same. */
static gboolean
is_lasting (CulmFileCovers *self, const GError *error)
{
  return self->storage == NULL
         || g_error_matches (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_NOT_FOUND)
         || g_error_matches (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_TOO_LARGE)
         || g_error_matches (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_UNSUPPORTED);
}

static DexFuture *
on_failed (DexFuture *future, gpointer user_data)
{
  Load *load = user_data;
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  if (is_lasting (load->self, error))
    {
      Known *known = g_new0 (Known, 1);

      known->error = g_steal_pointer (&error);
      keep (load, known);
    }

  return dex_ref (future);
}

static Load *
load_new (CulmFileCovers *self, const char *key)
{
  Load *load = g_new0 (Load, 1);

  load->self = g_object_ref (self);
  load->key = g_strdup (key);

  return load;
}

static DexFuture *
culm_file_covers_fetch (CulmCovers *covers, const char *key, const char *address)
{
  CulmFileCovers *self = CULM_FILE_COVERS (covers);
  Known *known = g_hash_table_lookup (self->known, address);
  g_autoptr (BambuStoredFile) file = find_file (address);
  DexFuture *preview;

  if (known != NULL && known->error != NULL)
    return reject_without ();

  preview = self->storage != NULL ? bambu_storage_load_preview (self->storage, file, NULL)
                                  : bambu_preview_load (bambu_stored_file_get_values (file)->path);
  preview = dex_future_catch (preview, on_failed, load_new (self, address), load_free);

  return dex_future_then (preview, on_preview, load_new (self, address), load_free);
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
  g_hash_table_unref (CULM_FILE_COVERS (object)->known);

  G_OBJECT_CLASS (culm_file_covers_parent_class)->finalize (object);
}

static void
culm_file_covers_class_init (CulmFileCoversClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = culm_file_covers_dispose;
  object_class->finalize = culm_file_covers_finalize;
  CULM_COVERS_CLASS (klass)->fetch = culm_file_covers_fetch;

  signals[LOOKED_AT] = g_signal_new ("looked-at", CULM_TYPE_FILE_COVERS, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
culm_file_covers_init (CulmFileCovers *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, known_free);
}

CulmFileCovers *
culm_file_covers_dup (BambuStorage *storage)
{
  CulmFileCovers *self;

  g_return_val_if_fail (BAMBU_IS_STORAGE (storage), NULL);

  self = g_object_get_qdata (G_OBJECT (storage), culm_file_covers_quark ());
  if (self != NULL)
    return g_object_ref (self);

  self = g_object_new (CULM_TYPE_FILE_COVERS, NULL);
  self->storage = g_object_ref (storage);
  g_object_set_qdata (G_OBJECT (storage), culm_file_covers_quark (), self);

  return self;
}

CulmFileCovers *
culm_file_covers_new_local (void)
{
  return g_object_new (CULM_TYPE_FILE_COVERS, NULL);
}

static gboolean
can_look_at (CulmFileCovers *self, BambuStoredKind kind)
{
  switch (kind)
    {
    case BAMBU_STORED_KIND_3MF:
    case BAMBU_STORED_KIND_VIDEO:
    case BAMBU_STORED_KIND_PICTURE:
      return TRUE;
    case BAMBU_STORED_KIND_GCODE:
      return self->storage == NULL;
    case BAMBU_STORED_KIND_OTHER:
    case BAMBU_STORED_KIND_FOLDER:
    default:
      return FALSE;
    }
}

/* Another file of the same name is mostly of another size, or time. */
char *
culm_file_covers_dup_key (CulmFileCovers *self, BambuStoredFile *file)
{
  const BambuStoredFileValues *values;

  g_return_val_if_fail (CULM_IS_FILE_COVERS (self), NULL);
  g_return_val_if_fail (BAMBU_IS_STORED_FILE (file), NULL);

  values = bambu_stored_file_get_values (file);
  if (!can_look_at (self, values->kind) || culm_recent_file_is_gone (file))
    return NULL;

  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s", values->bytes,
                          values->modified, values->path);
}

BambuPreview *
culm_file_covers_find_preview (CulmFileCovers *self, const char *key)
{
  const Known *known;

  g_return_val_if_fail (CULM_IS_FILE_COVERS (self), NULL);

  known = key != NULL ? g_hash_table_lookup (self->known, key) : NULL;

  return known != NULL ? known->preview : NULL;
}

const GError *
culm_file_covers_find_error (CulmFileCovers *self, const char *key)
{
  const Known *known;

  g_return_val_if_fail (CULM_IS_FILE_COVERS (self), NULL);

  known = key != NULL ? g_hash_table_lookup (self->known, key) : NULL;

  return known != NULL ? known->error : NULL;
}
