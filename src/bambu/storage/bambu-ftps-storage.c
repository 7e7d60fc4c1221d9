/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-ftps-storage-private.h"

#include "bambu-ftps-worker-private.h"
#include "bambu-weak-ref.h"
#include "link/bambu-address.h"
#include "link/bambu-redact.h"
#include "link/bambu-serial.h"

#define FTPS_PORT 990

struct _BambuFtpsStorage
{
  GObject parent_instance;

  BambuPrinter *printer;
  BambuTrust *trust;
  char *access_code;
  char *clear_firmware;
  BambuFtpsWorker *worker;

  gboolean cannot_rename;
  gboolean is_in_the_clear;
};

typedef enum
{
  PROP_CAN_RENAME = 1,
  PROP_IN_THE_CLEAR,
} BambuFtpsStorageProperty;

static void bambu_ftps_storage_iface_init (BambuStorageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BambuFtpsStorage,
                               bambu_ftps_storage,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BAMBU_TYPE_STORAGE,
                                                      bambu_ftps_storage_iface_init))

/* What was asked, for when it is answered. */
typedef struct
{
  GWeakRef *owner;
  BambuFtpsVerb verb;
  gboolean is_root;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  bambu_weak_ref_free (self->owner);
  g_free (self);
}

static gboolean
fill_target (BambuFtpsStorage *self, BambuFtpsTarget *target, GError **error)
{
  const char *address = bambu_printer_get_address (self->printer);
  const char *serial = bambu_printer_get_serial (self->printer);
  const char *model = bambu_printer_get_model (self->printer)->code;
  g_autoptr (GError) local_error = NULL;
  guint16 broker_port;

  if (address == NULL)
    {
      gboolean is_cloud = bambu_printer_get_connection (self->printer) == BAMBU_CONNECTION_CLOUD;

      g_set_error_literal (error, BAMBU_STORAGE_ERROR,
                           is_cloud ? BAMBU_STORAGE_ERROR_CLOUD_ONLY
                                    : BAMBU_STORAGE_ERROR_UNREACHABLE,
                           "The printer's address is not known");
      return FALSE;
    }

  if (!bambu_address_parse (address, &target->host, &broker_port, &local_error)
      || !bambu_address_find_port (broker_port, FTPS_PORT, &target->port, &local_error))
    {
      g_set_error_literal (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_UNREACHABLE,
                           local_error->message);
      return FALSE;
    }

  if (self->access_code == NULL)
    {
      g_set_error_literal (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_NO_CODE,
                           "The printer's access code is not known");
      return FALSE;
    }

  if (!bambu_serial_is_valid (serial)) /* it goes into a URL */
    {
      g_set_error_literal (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_CERTIFICATE,
                           "No certificate can name such a serial");
      return FALSE;
    }

  target->trust = g_object_ref (self->trust);
  target->serial = g_strdup (serial);
  target->access_code = g_strdup (self->access_code);
  target->may_be_clear = g_str_equal (model, "N1") || g_str_equal (model, "N2S");
  target->is_clear =
      target->may_be_clear && self->clear_firmware != NULL
      && g_strcmp0 (self->clear_firmware, bambu_printer_get_firmware (self->printer)) == 0;

  return TRUE;
}

static void
update (BambuFtpsStorage *self, gboolean cannot_rename)
{
  gboolean is_clear = bambu_ftps_worker_is_clear (self->worker);

  if (cannot_rename && !self->cannot_rename)
    {
      self->cannot_rename = TRUE;
      g_object_notify (G_OBJECT (self), "can-rename");
    }
  if (self->is_in_the_clear != is_clear)
    {
      self->is_in_the_clear = is_clear;
      g_object_notify (G_OBJECT (self), "in-the-clear");
    }
}

/* What is inside newer models is reached by another way, which is not ours yet. */
static DexFuture *
reject_absent (BambuFtpsStorage *self)
{
  if (bambu_printer_get_capabilities (self->printer) & BAMBU_CAPABILITY_INTERNAL_STORAGE)
    return dex_future_new_reject (BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_UNSUPPORTED,
                                  "Only the storage inside the printer is there");

  return dex_future_new_reject (BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_ABSENT,
                                "The printer says that it has no storage");
}

static DexFuture *
on_answer (DexFuture *future, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (BambuFtpsStorage) self = g_weak_ref_get (question->owner);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  gboolean is_absent, is_nothing;

  if (self == NULL || self->worker == NULL)
    return dex_ref (future);

  update (self,
          question->verb == BAMBU_FTPS_RENAME
              && g_error_matches (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_UNSUPPORTED));

  is_absent = bambu_printer_get_storage (self->printer) == BAMBU_STORAGE_STATE_NONE;
  is_nothing = question->is_root && value != NULL
               && g_list_model_get_n_items (G_LIST_MODEL (g_value_get_object (value))) == 0;
  if (is_absent
      && (is_nothing || g_error_matches (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_DENIED)))
    return reject_absent (self);

  if (g_error_matches (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_UNREACHABLE)
      && bambu_printer_get_connection (self->printer) == BAMBU_CONNECTION_CLOUD)
    return dex_future_new_reject (BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_CLOUD_ONLY, "%s",
                                  error->message);

  return dex_ref (future);
}

static DexFuture *
ask (BambuStorage *storage, const BambuFtpsOrder *order)
{
  BambuFtpsStorage *self = BAMBU_FTPS_STORAGE (storage);
  g_auto (BambuFtpsTarget) target = { 0 };
  g_autoptr (GError) error = NULL;
  Question *question;

  if (!fill_target (self, &target, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  question = g_new0 (Question, 1);
  question->owner = bambu_weak_ref_new (self);
  question->verb = order->verb;
  question->is_root = order->verb == BAMBU_FTPS_LIST && g_str_equal (order->path, "/");

  return dex_future_finally (bambu_ftps_worker_push (self->worker, &target, order), on_answer,
                             question, question_free);
}

static DexFuture *
bambu_ftps_storage_list (BambuStorage *storage, const char *folder)
{
  return ask (storage, &(BambuFtpsOrder) { .verb = BAMBU_FTPS_LIST, .path = folder });
}

static DexFuture *
bambu_ftps_storage_upload (BambuStorage *storage,
                           const char *local,
                           const char *path,
                           BambuTransfer *transfer)
{
  return ask (storage, &(BambuFtpsOrder) {
                           .verb = BAMBU_FTPS_UPLOAD,
                           .path = path,
                           .other = local,
                           .transfer = transfer,
                       });
}

static DexFuture *
bambu_ftps_storage_download (BambuStorage *storage,
                             const char *path,
                             GFile *to,
                             BambuTransfer *transfer)
{
  return ask (storage, &(BambuFtpsOrder) {
                           .verb = BAMBU_FTPS_DOWNLOAD,
                           .path = path,
                           .to = to,
                           .transfer = transfer,
                       });
}

static DexFuture *
bambu_ftps_storage_load (BambuStorage *storage,
                         const char *path,
                         gsize max_bytes,
                         BambuTransfer *transfer)
{
  return ask (storage, &(BambuFtpsOrder) {
                           .verb = BAMBU_FTPS_LOAD,
                           .path = path,
                           .max_bytes = max_bytes,
                           .transfer = transfer,
                       });
}

static DexFuture *
bambu_ftps_storage_load_preview (BambuStorage *storage,
                                 BambuStoredFile *file,
                                 BambuTransfer *transfer)
{
  return ask (storage, &(BambuFtpsOrder) {
                           .verb = BAMBU_FTPS_PREVIEW,
                           .path = bambu_stored_file_get_values (file)->path,
                           .file = file,
                           .transfer = transfer,
                       });
}

static DexFuture *
bambu_ftps_storage_remove (BambuStorage *storage, const char *path)
{
  return ask (storage, &(BambuFtpsOrder) { .verb = BAMBU_FTPS_REMOVE, .path = path });
}

static DexFuture *
bambu_ftps_storage_rename (BambuStorage *storage, const char *path, const char *new_path)
{
  return ask (storage, &(BambuFtpsOrder) {
                           .verb = BAMBU_FTPS_RENAME,
                           .path = path,
                           .other = new_path,
                       });
}

static void
bambu_ftps_storage_iface_init (BambuStorageInterface *iface)
{
  iface->list = bambu_ftps_storage_list;
  iface->upload = bambu_ftps_storage_upload;
  iface->download = bambu_ftps_storage_download;
  iface->load = bambu_ftps_storage_load;
  iface->load_preview = bambu_ftps_storage_load_preview;
  iface->remove = bambu_ftps_storage_remove;
  iface->rename = bambu_ftps_storage_rename;
}

static void
bambu_ftps_storage_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuFtpsStorage *self = BAMBU_FTPS_STORAGE (object);

  switch ((BambuFtpsStorageProperty) prop_id)
    {
    case PROP_CAN_RENAME:
      g_value_set_boolean (value, !self->cannot_rename);
      break;
    case PROP_IN_THE_CLEAR:
      g_value_set_boolean (value, self->is_in_the_clear);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_ftps_storage_dispose (GObject *object)
{
  BambuFtpsStorage *self = BAMBU_FTPS_STORAGE (object);

  g_clear_pointer (&self->worker, bambu_ftps_worker_stop);
  g_clear_object (&self->printer);
  g_clear_object (&self->trust);

  G_OBJECT_CLASS (bambu_ftps_storage_parent_class)->dispose (object);
}

static void
bambu_ftps_storage_finalize (GObject *object)
{
  BambuFtpsStorage *self = BAMBU_FTPS_STORAGE (object);

  g_clear_pointer (&self->access_code, bambu_secret_free);
  g_free (self->clear_firmware);

  G_OBJECT_CLASS (bambu_ftps_storage_parent_class)->finalize (object);
}

static void
bambu_ftps_storage_class_init (BambuFtpsStorageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bambu_ftps_storage_get_property;
  object_class->dispose = bambu_ftps_storage_dispose;
  object_class->finalize = bambu_ftps_storage_finalize;

  g_object_class_override_property (object_class, PROP_CAN_RENAME, "can-rename");
  g_object_class_override_property (object_class, PROP_IN_THE_CLEAR, "in-the-clear");
}

static void
bambu_ftps_storage_init (BambuFtpsStorage *self)
{
  self->worker = bambu_ftps_worker_new (&bambu_ftps_default_limits);
}

BambuFtpsStorage *
bambu_ftps_storage_new (BambuPrinter *printer, BambuTrust *trust)
{
  BambuFtpsStorage *self;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (BAMBU_IS_TRUST (trust), NULL);

  self = g_object_new (BAMBU_TYPE_FTPS_STORAGE, NULL);
  self->printer = g_object_ref (printer);
  self->trust = g_object_ref (trust);

  return self;
}

void
bambu_ftps_storage_set_clear_firmware (BambuFtpsStorage *self, const char *firmware)
{
  g_return_if_fail (BAMBU_IS_FTPS_STORAGE (self));

  g_set_str (&self->clear_firmware, firmware);
}

void
bambu_ftps_storage_set_access_code (BambuFtpsStorage *self, const char *access_code)
{
  g_return_if_fail (BAMBU_IS_FTPS_STORAGE (self));

  g_clear_pointer (&self->access_code, bambu_secret_free);
  self->access_code = g_strdup (access_code);
}

void
bambu_ftps_storage_set_limits (BambuFtpsStorage *self, const BambuFtpsLimits *limits)
{
  g_return_if_fail (BAMBU_IS_FTPS_STORAGE (self));

  bambu_ftps_worker_stop (self->worker);
  self->worker = bambu_ftps_worker_new (limits);
}

gboolean
bambu_ftps_storage_wait_for_all (guint timeout_msec)
{
  return bambu_ftps_worker_wait_for_all (timeout_msec);
}
