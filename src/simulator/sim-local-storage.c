/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-local-storage.h"

#include <glib/gstdio.h>
#include <string.h>

#define NO_FAILURE (-1)
#define PIECE_BYTES (256 * 1024)

struct _SimLocalStorage
{
  GObject parent_instance;

  char *root;
  int failure;
  gboolean held;
  gboolean is_working; /* in a thread */
  GPtrArray *waiting;  /* of Work */
};

typedef enum
{
  WORK_LIST,
  WORK_UPLOAD,
  WORK_DOWNLOAD,
  WORK_LOAD,
  WORK_REMOVE,
  WORK_RENAME,
} WorkKind;

/* Something that was asked for */
typedef struct
{
  WorkKind kind;
  char *path;   /* on the printer */
  char *inside; /* where that is here */
  char *other;  /* a path here */
  gsize max_bytes;
  BambuTransfer *transfer;
  DexPromise *promise;
  GCancellable *cancellable;
  int failure;
  SimLocalStorage *owner; /* weak; while it is worked on, in a thread */
  GValue value;           /* what came of it */
  GError *error;          /* or why nothing did */
} Work;

static void sim_local_storage_iface_init (BambuStorageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SimLocalStorage,
                               sim_local_storage,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BAMBU_TYPE_STORAGE,
                                                      sim_local_storage_iface_init))

typedef enum
{
  PROP_CAN_RENAME = 1,
  PROP_IN_THE_CLEAR,
} SimLocalStorageProperty;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->path);
  g_free (work->inside);
  g_free (work->other);
  g_clear_object (&work->transfer);
  dex_clear (&work->promise);
  g_clear_object (&work->cancellable);
  g_clear_weak_pointer (&work->owner);
  g_clear_error (&work->error);
  if (G_IS_VALUE (&work->value))
    g_value_unset (&work->value);
  g_free (work);
}

static void
reject (Work *work, int code, const char *message)
{
  work->error = g_error_new (BAMBU_STORAGE_ERROR, code, "%s: %s", work->path, message);
}

static void
accept (Work *work)
{
  g_value_init (&work->value, G_TYPE_BOOLEAN);
  g_value_set_boolean (&work->value, TRUE);
}

static void
settle (Work *work)
{
  if (work->error != NULL)
    dex_promise_reject (work->promise, g_steal_pointer (&work->error));
  else
    dex_promise_resolve (work->promise, &work->value);
}

static void
reject_for (Work *work, const GError *error)
{
  gboolean on_printer = work->kind != WORK_DOWNLOAD;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    reject (work, BAMBU_STORAGE_ERROR_CANCELLED, error->message);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    reject (work, BAMBU_STORAGE_ERROR_NOT_FOUND, error->message);
  else
    reject (work, on_printer ? BAMBU_STORAGE_ERROR_DENIED : BAMBU_STORAGE_ERROR_LOCAL,
            error->message);
}

static void
list (Work *work)
{
  g_autoptr (GListStore) files = g_list_store_new (BAMBU_TYPE_STORED_FILE);
  g_autoptr (GFile) folder = g_file_new_for_path (work->inside);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileEnumerator) names = g_file_enumerate_children (
      folder, "standard::name,standard::type,standard::size,time::modified", G_FILE_QUERY_INFO_NONE,
      NULL, &error);

  while (names != NULL)
    {
      GFileInfo *info;
      g_autofree char *path = NULL;
      g_autoptr (BambuStoredFile) file = NULL;

      if (!g_file_enumerator_iterate (names, &info, NULL, NULL, &error) || info == NULL)
        break;

      if (g_file_info_get_name (info)[0] == '.')
        continue;

      path = bambu_stored_path_build (work->path, g_file_info_get_name (info));
      file = bambu_stored_file_new (
          path, g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY,
          g_file_info_get_size (info),
          (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED));
      g_list_store_insert_sorted (files, file, bambu_stored_file_compare, NULL);
    }

  if (error != NULL)
    reject_for (work, error);
  else
    {
      g_value_init (&work->value, G_TYPE_LIST_STORE);
      g_value_set_object (&work->value, files);
    }
}

static gboolean
copy_bytes (Work *work, GFile *from, GFile *to, GError **error)
{
  g_autoptr (GFileInputStream) in = g_file_read (from, work->cancellable, error);
  g_autoptr (GFileInfo) info =
      in != NULL ? g_file_input_stream_query_info (in, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                   work->cancellable, error)
                 : NULL;
  g_autoptr (GFileOutputStream) out =
      info != NULL ? g_file_replace (to, NULL, FALSE, G_FILE_CREATE_NONE, work->cancellable, error)
                   : NULL;
  g_autofree char *piece = g_malloc (PIECE_BYTES);
  gint64 done = 0;
  gssize size = -1;

  while (out != NULL
         && (size = g_input_stream_read (G_INPUT_STREAM (in), piece, PIECE_BYTES, work->cancellable,
                                         error))
                > 0)
    {
      if (!g_output_stream_write_all (G_OUTPUT_STREAM (out), piece, (gsize) size, NULL,
                                      work->cancellable, error))
        return FALSE;

      done += size;
      if (work->transfer != NULL)
        bambu_transfer_set_progress (work->transfer, done, MAX (g_file_info_get_size (info), done));
    }

  return size == 0 && g_output_stream_close (G_OUTPUT_STREAM (out), work->cancellable, error);
}

/* What is not whole is seen by nobody, and does not stay. */
static void
copy (Work *work, const char *from, const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autofree char *folder = g_path_get_dirname (to);
  g_autofree char *part_path = g_strdup_printf ("%s/.part-%p", folder, (gpointer) work);
  g_autoptr (GFile) part = g_file_new_for_path (part_path);
  g_autoptr (GFile) whole = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;

  if (copy_bytes (work, source, part, &error)
      && g_file_move (part, whole, G_FILE_COPY_OVERWRITE | G_FILE_COPY_NO_FALLBACK_FOR_MOVE, NULL,
                      NULL, NULL, &error))
    {
      accept (work);
      return;
    }

  g_unlink (part_path);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    reject (work, BAMBU_STORAGE_ERROR_CANCELLED, error->message);
  else if (g_file_test (from, G_FILE_TEST_EXISTS))
    reject (work, BAMBU_STORAGE_ERROR_DENIED, error->message);
  else
    reject (work,
            work->kind == WORK_DOWNLOAD ? BAMBU_STORAGE_ERROR_NOT_FOUND : BAMBU_STORAGE_ERROR_LOCAL,
            error->message);
}

static void
load (Work *work)
{
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  if (!g_file_get_contents (work->inside, &data, &size, &error))
    reject (work, BAMBU_STORAGE_ERROR_NOT_FOUND, error->message);
  else if (size > work->max_bytes)
    reject (work, BAMBU_STORAGE_ERROR_TOO_LARGE, "is too large");
  else
    {
      g_value_init (&work->value, G_TYPE_BYTES);
      g_value_take_boxed (&work->value, g_bytes_new_take (g_steal_pointer (&data), size));
    }
}

static void
change (Work *work)
{
  g_autoptr (GFile) file = g_file_new_for_path (work->inside);
  g_autoptr (GFile) to = work->other != NULL ? g_file_new_for_path (work->other) : NULL;
  g_autoptr (GError) error = NULL;

  if (work->kind == WORK_REMOVE
          ? g_file_delete (file, NULL, &error)
          : g_file_move (file, to, G_FILE_COPY_NO_FALLBACK_FOR_MOVE, NULL, NULL, NULL, &error))
    accept (work);
  else
    reject_for (work, error);
}

static gboolean on_idle (gpointer user_data);

/* What was given up by all is brought to its end. */
static gboolean
on_worked (gpointer user_data)
{
  Work *work = user_data;

  if (work->owner != NULL)
    {
      work->owner->is_working = FALSE;
      on_idle (work->owner);
    }
  settle (work);
  work_free (work);

  return G_SOURCE_REMOVE;
}

static void
do_work (Work *work)
{
  if (g_cancellable_is_cancelled (work->cancellable))
    reject (work, BAMBU_STORAGE_ERROR_CANCELLED, "given up");
  else if (work->failure != NO_FAILURE)
    reject (work, work->failure, "asked to fail");
  else
    switch (work->kind)
      {
      case WORK_LIST:
        list (work);
        break;
      case WORK_UPLOAD:
        copy (work, work->other, work->inside);
        break;
      case WORK_DOWNLOAD:
        copy (work, work->inside, work->other);
        break;
      case WORK_LOAD:
        load (work);
        break;
      case WORK_REMOVE:
      case WORK_RENAME:
        change (work);
        break;
      default:
        g_assert_not_reached ();
      }
}

/* In a thread: nothing of the storage itself is touched, and the end is told where it was asked
 * for. */
static DexFuture *
work_fiber (gpointer user_data)
{
  do_work (user_data);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_worked, user_data, NULL);

  return dex_future_new_true ();
}

/* Those whose turn it is. What copies files may take a while. */
static gboolean
on_idle (gpointer user_data)
{
  SimLocalStorage *self = user_data;

  while (!self->held && !self->is_working && self->waiting->len > 0)
    {
      Work *work = g_ptr_array_steal_index (self->waiting, 0);

      if (work->kind == WORK_UPLOAD || work->kind == WORK_DOWNLOAD)
        {
          self->is_working = TRUE;
          g_set_weak_pointer (&work->owner, self);
          dex_future_disown (dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), 0,
                                                  work_fiber, work, NULL));
          continue;
        }

      do_work (work);
      settle (work);
      work_free (work);
    }

  return G_SOURCE_REMOVE;
}

static void
start (SimLocalStorage *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, on_idle, g_object_ref (self), g_object_unref);
}

static gboolean
on_cancelled (gpointer user_data)
{
  SimLocalStorage *self = user_data;

  for (guint i = self->waiting->len; i-- > 0;)
    {
      Work *work = g_ptr_array_index (self->waiting, i);

      if (!g_cancellable_is_cancelled (work->cancellable))
        continue;

      reject (work, BAMBU_STORAGE_ERROR_CANCELLED, "given up");
      settle (work);
      g_ptr_array_remove_index (self->waiting, i);
    }

  return G_SOURCE_REMOVE;
}

static void
on_cancellable (GCancellable *cancellable, SimLocalStorage *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, on_cancelled, g_object_ref (self), g_object_unref);
}

/* Half of a file is there when something goes wrong with the other. */
static void
show_half (Work *work)
{
  GStatBuf status;

  if (work->transfer == NULL
      || g_stat (work->kind == WORK_UPLOAD ? work->other : work->inside, &status) != 0)
    return;

  bambu_transfer_set_progress (work->transfer, status.st_size / 2, status.st_size);
}

static char *
locate (SimLocalStorage *self, const char *path)
{
  return g_build_filename (self->root, path, NULL);
}

static DexFuture *
ask (SimLocalStorage *self,
     WorkKind kind,
     const char *path,
     char *other,
     gsize max_bytes,
     BambuTransfer *transfer)
{
  Work *work = g_new0 (Work, 1);

  work->kind = kind;
  work->path = g_strdup (path);
  work->inside = locate (self, path);
  work->other = other;
  work->max_bytes = max_bytes;
  work->transfer = transfer != NULL ? g_object_ref (transfer) : NULL;
  work->promise = dex_promise_new ();
  work->cancellable = transfer != NULL ? g_object_ref (bambu_transfer_get_cancellable (transfer))
                                       : g_cancellable_new ();
  work->failure = self->failure;
  self->failure = NO_FAILURE;
  g_signal_connect_object (work->cancellable, "cancelled", G_CALLBACK (on_cancellable), self, 0);

  if ((kind == WORK_UPLOAD || kind == WORK_DOWNLOAD) && (self->held || work->failure != NO_FAILURE))
    show_half (work);
  g_ptr_array_add (self->waiting, work);
  start (self);

  return dex_ref (DEX_FUTURE (work->promise));
}

static DexFuture *
sim_local_storage_list (BambuStorage *storage, const char *folder)
{
  return ask (SIM_LOCAL_STORAGE (storage), WORK_LIST, folder, NULL, 0, NULL);
}

static DexFuture *
sim_local_storage_upload (BambuStorage *storage,
                          const char *local,
                          const char *path,
                          BambuTransfer *transfer)
{
  return ask (SIM_LOCAL_STORAGE (storage), WORK_UPLOAD, path, g_strdup (local), 0, transfer);
}

static DexFuture *
sim_local_storage_download (BambuStorage *storage,
                            const char *path,
                            GFile *to,
                            BambuTransfer *transfer)
{
  return ask (SIM_LOCAL_STORAGE (storage), WORK_DOWNLOAD, path, g_file_get_path (to), 0, transfer);
}

static DexFuture *
sim_local_storage_load (BambuStorage *storage,
                        const char *path,
                        gsize max_bytes,
                        BambuTransfer *transfer)
{
  return ask (SIM_LOCAL_STORAGE (storage), WORK_LOAD, path, NULL, max_bytes, transfer);
}

static DexFuture *
on_picture (DexFuture *future, gpointer user_data)
{
  BambuPreviewValues values = {
    .picture = g_value_get_boxed (dex_future_get_value (future, NULL)),
    .seconds = -1,
  };

  return dex_future_new_take_object (bambu_preview_new (&values));
}

static DexFuture *
on_no_preview (DexFuture *future, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);

  return dex_future_new_reject (BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_NOT_FOUND, "%s",
                                error->message);
}

static DexFuture *
sim_local_storage_load_preview (BambuStorage *storage,
                                BambuStoredFile *file,
                                BambuTransfer *transfer)
{
  SimLocalStorage *self = SIM_LOCAL_STORAGE (storage);
  g_autofree char *path = bambu_stored_file_dup_picture_path (file);
  g_autofree char *inside = path != NULL ? locate (self, path) : NULL;

  if (path == NULL)
    return dex_future_new_reject (BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_NOT_FOUND, "none");

  if (bambu_stored_file_get_values (file)->kind == BAMBU_STORED_KIND_3MF)
    return dex_future_catch (bambu_preview_load (inside), on_no_preview, NULL, NULL);

  return dex_future_then (ask (self, WORK_LOAD, path, NULL, G_MAXSIZE, transfer), on_picture, NULL,
                          NULL);
}

static DexFuture *
sim_local_storage_remove (BambuStorage *storage, const char *path)
{
  return ask (SIM_LOCAL_STORAGE (storage), WORK_REMOVE, path, NULL, 0, NULL);
}

static DexFuture *
sim_local_storage_rename (BambuStorage *storage, const char *path, const char *new_path)
{
  SimLocalStorage *self = SIM_LOCAL_STORAGE (storage);

  return ask (self, WORK_RENAME, path, locate (self, new_path), 0, NULL);
}

static void
sim_local_storage_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((SimLocalStorageProperty) prop_id)
    {
    case PROP_CAN_RENAME:
      g_value_set_boolean (value, TRUE);
      break;
    case PROP_IN_THE_CLEAR:
      g_value_set_boolean (value, FALSE);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sim_local_storage_finalize (GObject *object)
{
  SimLocalStorage *self = SIM_LOCAL_STORAGE (object);

  g_free (self->root);
  g_ptr_array_unref (self->waiting);

  G_OBJECT_CLASS (sim_local_storage_parent_class)->finalize (object);
}

static void
sim_local_storage_class_init (SimLocalStorageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sim_local_storage_get_property;
  object_class->finalize = sim_local_storage_finalize;

  g_object_class_override_property (object_class, PROP_CAN_RENAME, "can-rename");
  g_object_class_override_property (object_class, PROP_IN_THE_CLEAR, "in-the-clear");
}

static void
sim_local_storage_iface_init (BambuStorageInterface *iface)
{
  iface->list = sim_local_storage_list;
  iface->upload = sim_local_storage_upload;
  iface->download = sim_local_storage_download;
  iface->load = sim_local_storage_load;
  iface->load_preview = sim_local_storage_load_preview;
  iface->remove = sim_local_storage_remove;
  iface->rename = sim_local_storage_rename;
}

static void
sim_local_storage_init (SimLocalStorage *self)
{
  self->failure = NO_FAILURE;
  self->waiting = g_ptr_array_new_with_free_func (work_free);
}

SimLocalStorage *
sim_local_storage_new (const char *root)
{
  SimLocalStorage *self;

  g_return_val_if_fail (root != NULL, NULL);

  self = g_object_new (SIM_TYPE_LOCAL_STORAGE, NULL);
  self->root = g_strdup (root);

  return self;
}

void
sim_local_storage_fail_next (SimLocalStorage *self, int code)
{
  g_return_if_fail (SIM_IS_LOCAL_STORAGE (self));

  self->failure = code;
}

void
sim_local_storage_set_held (SimLocalStorage *self, gboolean held)
{
  g_return_if_fail (SIM_IS_LOCAL_STORAGE (self));

  self->held = held;
  if (!held)
    start (self);
}
