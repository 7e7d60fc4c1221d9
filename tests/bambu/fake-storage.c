/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-storage.h"

struct _FakeStorage
{
  GObject parent_instance;

  GListStore *files;
  DexPromise *upload;
  char *path;
  guint n_uploads;
  int refusal; /* −1 none */
  gboolean in_the_clear;
  gulong cancelled;
  GCancellable *cancellable;
};

typedef enum
{
  PROP_CAN_RENAME = 1,
  PROP_IN_THE_CLEAR,
} FakeStorageProperty;

static void fake_storage_init_storage (BambuStorageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeStorage,
                               fake_storage,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BAMBU_TYPE_STORAGE,
                                                      fake_storage_init_storage))

static GError *
make_error (int code)
{
  return g_error_new_literal (BAMBU_STORAGE_ERROR, code, "as the test says");
}

static void
settle (FakeStorage *self, GError *error)
{
  g_autoptr (DexPromise) upload = g_steal_pointer (&self->upload);

  g_assert_nonnull (upload);
  if (self->cancellable)
    g_signal_handler_disconnect (self->cancellable, self->cancelled);
  g_clear_object (&self->cancellable);

  if (error != NULL)
    dex_promise_reject (upload, error);
  else
    dex_promise_resolve_boolean (upload, TRUE);
}

static void
on_cancelled (FakeStorage *self)
{
  settle (self, make_error (BAMBU_STORAGE_ERROR_CANCELLED));
}

static DexFuture *
fake_storage_list (BambuStorage *storage, const char *folder)
{
  return dex_future_new_take_object (g_object_ref (FAKE_STORAGE (storage)->files));
}

static DexFuture *
fake_storage_upload (BambuStorage *storage,
                     const char *local,
                     const char *path,
                     BambuTransfer *transfer)
{
  FakeStorage *self = FAKE_STORAGE (storage);

  g_assert_null (self->upload);
  g_assert_true (g_file_test (local, G_FILE_TEST_EXISTS));

  self->n_uploads++;
  g_set_str (&self->path, path);
  if (self->refusal >= 0)
    return dex_future_new_for_error (make_error (self->refusal));

  self->upload = dex_promise_new ();
  if (transfer)
    {
      self->cancellable = g_object_ref (bambu_transfer_get_cancellable (transfer));
      self->cancelled = g_signal_connect_swapped (self->cancellable, "cancelled",
                                                  G_CALLBACK (on_cancelled), self);
    }

  return dex_ref (DEX_FUTURE (self->upload));
}

static void
fake_storage_init_storage (BambuStorageInterface *iface)
{
  iface->list = fake_storage_list;
  iface->upload = fake_storage_upload;
}

static void
fake_storage_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, prop_id == PROP_IN_THE_CLEAR && FAKE_STORAGE (object)->in_the_clear);
}

static void
fake_storage_finalize (GObject *object)
{
  FakeStorage *self = FAKE_STORAGE (object);

  g_assert_null (self->upload);
  g_clear_object (&self->files);
  g_free (self->path);

  G_OBJECT_CLASS (fake_storage_parent_class)->finalize (object);
}

static void
fake_storage_class_init (FakeStorageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fake_storage_get_property;
  object_class->finalize = fake_storage_finalize;
  g_object_class_override_property (object_class, PROP_CAN_RENAME, "can-rename");
  g_object_class_override_property (object_class, PROP_IN_THE_CLEAR, "in-the-clear");
}

static void
fake_storage_init (FakeStorage *self)
{
  self->files = g_list_store_new (BAMBU_TYPE_STORED_FILE);
  self->refusal = -1;
}

FakeStorage *
fake_storage_new (void)
{
  return g_object_new (FAKE_TYPE_STORAGE, NULL);
}

void
fake_storage_add (FakeStorage *self, const char *path)
{
  g_autoptr (BambuStoredFile) file = bambu_stored_file_new (path, FALSE, 1, 0);

  g_list_store_append (self->files, file);
}

guint
fake_storage_count_uploads (FakeStorage *self)
{
  return self->n_uploads;
}

gboolean
fake_storage_is_uploading (FakeStorage *self)
{
  return self->upload != NULL;
}

const char *
fake_storage_get_path (FakeStorage *self)
{
  return self->path;
}

void
fake_storage_finish (FakeStorage *self)
{
  settle (self, NULL);
}

void
fake_storage_fail (FakeStorage *self, BambuStorageError code)
{
  if (self->upload != NULL)
    settle (self, make_error ((int) code));
  else
    self->refusal = (int) code;
}

void
fake_storage_set_in_the_clear (FakeStorage *self)
{
  self->in_the_clear = TRUE;
  g_object_notify (G_OBJECT (self), "in-the-clear");
}
