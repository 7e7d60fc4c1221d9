/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-file-transfers.h"

#include <bambu/bambu-weak-ref.h>
#include <string.h>

#include "culm-uploads.h"

struct _CulmFileTransfer
{
  GObject parent_instance;

  CulmFileTransfers *transfers; /* while it is in its list */
  char *path;
  GFile *file;
  gboolean upload;
  BambuTransfer *progress;
  GError *error;
  DexFuture *future;
};

struct _CulmFileTransfers
{
  GObject parent_instance;

  BambuStorage *storage;
  GListStore *list;
};

G_DEFINE_FINAL_TYPE (CulmFileTransfer, culm_file_transfer, G_TYPE_OBJECT)

G_DEFINE_FINAL_TYPE (CulmFileTransfers, culm_file_transfers, G_TYPE_OBJECT)

static G_DEFINE_QUARK (culm - file - transfers, culm_file_transfers)

    typedef enum {
      PROP_NAME = 1,
      PROP_UPLOAD,
      PROP_PROGRESS,
      PROP_ERROR,
    } CulmFileTransferProperty;

static GParamSpec *properties[PROP_ERROR + 1];

enum
{
  DONE,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
leave (CulmFileTransfer *self)
{
  g_autoptr (CulmFileTransfers) transfers = g_steal_pointer (&self->transfers);
  guint position;

  if (transfers != NULL && g_list_store_find (transfers->list, self, &position))
    g_list_store_remove (transfers->list, position);
}

static DexFuture *
on_settled (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmFileTransfer) self = g_weak_ref_get (user_data);
  g_autoptr (CulmFileTransfers) transfers = NULL;
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return dex_ref (future);

  culm_uploads_remove_transfer (self);
  if (self->transfers == NULL)
    return dex_ref (future);

  transfers = g_object_ref (self->transfers);
  if (dex_future_get_value (future, &error) != NULL)
    {
      leave (self);
      g_signal_emit (transfers, signals[DONE], 0, self);
    }
  else
    {
      self->error = g_steal_pointer (&error);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
      g_signal_emit (transfers, signals[FAILED], 0, self);
    }

  return dex_ref (future);
}

static void
start (CulmFileTransfer *self)
{
  BambuStorage *storage = self->transfers->storage;
  DexFuture *future =
      self->upload ? bambu_storage_upload (storage, g_file_peek_path (self->file), self->path,
                                           self->progress)
                   : bambu_storage_download (storage, self->path, self->file, self->progress);

  if (self->upload)
    culm_uploads_add_transfer (self);
  dex_clear (&self->future);
  self->future =
      dex_future_finally (future, on_settled, bambu_weak_ref_new (self), bambu_weak_ref_free);
}

static void
culm_file_transfer_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmFileTransfer *self = CULM_FILE_TRANSFER (object);

  switch ((CulmFileTransferProperty) prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, culm_file_transfer_get_name (self));
      break;
    case PROP_UPLOAD:
      g_value_set_boolean (value, self->upload);
      break;
    case PROP_PROGRESS:
      g_value_set_object (value, self->progress);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_file_transfer_finalize (GObject *object)
{
  CulmFileTransfer *self = CULM_FILE_TRANSFER (object);

  dex_clear (&self->future);
  g_clear_error (&self->error);
  g_clear_object (&self->transfers);
  g_clear_object (&self->progress);
  g_clear_object (&self->file);
  g_free (self->path);

  G_OBJECT_CLASS (culm_file_transfer_parent_class)->finalize (object);
}

static void
culm_file_transfer_class_init (CulmFileTransferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_file_transfer_get_property;
  object_class->finalize = culm_file_transfer_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_UPLOAD] = g_param_spec_boolean ("upload", NULL, NULL, FALSE, flags);
  properties[PROP_PROGRESS] =
      g_param_spec_object ("progress", NULL, NULL, BAMBU_TYPE_TRANSFER, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
culm_file_transfer_init (CulmFileTransfer *self)
{
  self->progress = bambu_transfer_new ();
}

const char *
culm_file_transfer_get_name (CulmFileTransfer *self)
{
  g_return_val_if_fail (CULM_IS_FILE_TRANSFER (self), NULL);

  return strrchr (self->path, '/') + 1;
}

GFile *
culm_file_transfer_get_file (CulmFileTransfer *self)
{
  g_return_val_if_fail (CULM_IS_FILE_TRANSFER (self), NULL);

  return self->file;
}

gboolean
culm_file_transfer_is_upload (CulmFileTransfer *self)
{
  g_return_val_if_fail (CULM_IS_FILE_TRANSFER (self), FALSE);

  return self->upload;
}

const GError *
culm_file_transfer_get_error (CulmFileTransfer *self)
{
  g_return_val_if_fail (CULM_IS_FILE_TRANSFER (self), NULL);

  return self->error;
}

void
culm_file_transfer_retry (CulmFileTransfer *self)
{
  g_return_if_fail (CULM_IS_FILE_TRANSFER (self));

  if (self->error == NULL || self->transfers == NULL)
    return;

  g_clear_error (&self->error);
  g_object_unref (self->progress);
  self->progress = bambu_transfer_new ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  start (self);
}

void
culm_file_transfer_dismiss (CulmFileTransfer *self)
{
  g_return_if_fail (CULM_IS_FILE_TRANSFER (self));

  bambu_transfer_cancel (self->progress);
  leave (self);
}

static void
culm_file_transfers_dispose (GObject *object)
{
  CulmFileTransfers *self = CULM_FILE_TRANSFERS (object);

  if (self->storage != NULL)
    g_object_set_qdata (G_OBJECT (self->storage), culm_file_transfers_quark (), NULL);
  g_clear_object (&self->storage);

  G_OBJECT_CLASS (culm_file_transfers_parent_class)->dispose (object);
}

static void
culm_file_transfers_finalize (GObject *object)
{
  g_object_unref (CULM_FILE_TRANSFERS (object)->list);

  G_OBJECT_CLASS (culm_file_transfers_parent_class)->finalize (object);
}

static void
culm_file_transfers_class_init (CulmFileTransfersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = culm_file_transfers_dispose;
  object_class->finalize = culm_file_transfers_finalize;

  signals[DONE] = g_signal_new ("done", CULM_TYPE_FILE_TRANSFERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, CULM_TYPE_FILE_TRANSFER);
  signals[FAILED] = g_signal_new ("failed", CULM_TYPE_FILE_TRANSFERS, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, CULM_TYPE_FILE_TRANSFER);
}

static void
culm_file_transfers_init (CulmFileTransfers *self)
{
  self->list = g_list_store_new (CULM_TYPE_FILE_TRANSFER);
}

CulmFileTransfers *
culm_file_transfers_dup (BambuStorage *storage)
{
  CulmFileTransfers *self;

  g_return_val_if_fail (BAMBU_IS_STORAGE (storage), NULL);

  self = g_object_get_qdata (G_OBJECT (storage), culm_file_transfers_quark ());
  if (self != NULL)
    return g_object_ref (self);

  self = g_object_new (CULM_TYPE_FILE_TRANSFERS, NULL);
  self->storage = g_object_ref (storage);
  g_object_set_qdata (G_OBJECT (storage), culm_file_transfers_quark (), self);

  return self;
}

GListModel *
culm_file_transfers_get_list (CulmFileTransfers *self)
{
  g_return_val_if_fail (CULM_IS_FILE_TRANSFERS (self), NULL);

  return G_LIST_MODEL (self->list);
}

static void
add (CulmFileTransfers *self, gboolean upload, const char *path, GFile *file)
{
  g_autoptr (CulmFileTransfer) transfer = g_object_new (CULM_TYPE_FILE_TRANSFER, NULL);

  transfer->transfers = g_object_ref (self);
  transfer->upload = upload;
  transfer->path = g_strdup (path);
  transfer->file = g_object_ref (file);
  g_list_store_append (self->list, transfer);
  start (transfer);
}

void
culm_file_transfers_send (CulmFileTransfers *self, GFile *file, const char *path)
{
  g_return_if_fail (CULM_IS_FILE_TRANSFERS (self));
  g_return_if_fail (G_IS_FILE (file) && g_file_peek_path (file) != NULL);
  g_return_if_fail (path != NULL);

  add (self, TRUE, path, file);
}

/* Upper and lower case are the same to a card. */
gboolean
culm_file_transfers_is_sending (CulmFileTransfers *self, const char *path)
{
  g_autofree char *folded = NULL;

  g_return_val_if_fail (CULM_IS_FILE_TRANSFERS (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  folded = g_utf8_casefold (path, -1);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr (CulmFileTransfer) transfer = g_list_model_get_item (G_LIST_MODEL (self->list), i);
      g_autofree char *other = g_utf8_casefold (transfer->path, -1);

      if (transfer->upload && transfer->error == NULL && g_str_equal (other, folded))
        return TRUE;
    }

  return FALSE;
}

void
culm_file_transfers_save (CulmFileTransfers *self, const char *path, GFile *file)
{
  g_return_if_fail (CULM_IS_FILE_TRANSFERS (self));
  g_return_if_fail (path != NULL);
  g_return_if_fail (G_IS_FILE (file));

  add (self, FALSE, path, file);
}
