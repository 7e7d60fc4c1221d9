/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-storage.h"

#include <string.h>

G_DEFINE_INTERFACE (BambuStorage, bambu_storage, G_TYPE_OBJECT)

static void
bambu_storage_default_init (BambuStorageInterface *iface)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  g_object_interface_install_property (
      iface, g_param_spec_boolean ("can-rename", NULL, NULL, TRUE, flags));
  g_object_interface_install_property (
      iface, g_param_spec_boolean ("in-the-clear", NULL, NULL, FALSE, flags));
}

static DexFuture *
reject_path (const char *path)
{
  g_autofree char *shown = g_utf8_make_valid (path, -1);

  return dex_future_new_reject (BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_NAME,
                                "No printer can have a file “%s”", shown);
}

static DexFuture *
on_moved (DexFuture *future, gpointer user_data)
{
  bambu_transfer_flush (user_data);

  return dex_ref (future);
}

/* Who sees the future settle sees how far it came. */
static DexFuture *
follow (DexFuture *future, BambuTransfer *transfer)
{
  return transfer != NULL
             ? dex_future_finally (future, on_moved, g_object_ref (transfer), g_object_unref)
             : future;
}

DexFuture *
bambu_storage_list (BambuStorage *self, const char *folder)
{
  dex_return_error_if_fail (BAMBU_IS_STORAGE (self));
  dex_return_error_if_fail (folder != NULL);

  if (!g_str_equal (folder, "/") && !bambu_stored_path_is_valid (folder))
    return reject_path (folder);

  return BAMBU_STORAGE_GET_IFACE (self)->list (self, folder);
}

DexFuture *
bambu_storage_upload (BambuStorage *self,
                      const char *local,
                      const char *path,
                      BambuTransfer *transfer)
{
  dex_return_error_if_fail (BAMBU_IS_STORAGE (self));
  dex_return_error_if_fail (local != NULL);
  dex_return_error_if_fail (path != NULL);

  /* What is there may have any name; what is made is made so that a card can have it. */
  if (!bambu_stored_path_is_valid (path) || !bambu_stored_name_is_valid (strrchr (path, '/') + 1))
    return reject_path (path);

  return follow (BAMBU_STORAGE_GET_IFACE (self)->upload (self, local, path, transfer), transfer);
}

DexFuture *
bambu_storage_download (BambuStorage *self, const char *path, GFile *to, BambuTransfer *transfer)
{
  dex_return_error_if_fail (BAMBU_IS_STORAGE (self));
  dex_return_error_if_fail (path != NULL);
  dex_return_error_if_fail (G_IS_FILE (to));

  if (!bambu_stored_path_is_valid (path))
    return reject_path (path);

  return follow (BAMBU_STORAGE_GET_IFACE (self)->download (self, path, to, transfer), transfer);
}

DexFuture *
bambu_storage_load (BambuStorage *self, const char *path, gsize max_bytes, BambuTransfer *transfer)
{
  dex_return_error_if_fail (BAMBU_IS_STORAGE (self));
  dex_return_error_if_fail (path != NULL);

  if (!bambu_stored_path_is_valid (path))
    return reject_path (path);

  return follow (BAMBU_STORAGE_GET_IFACE (self)->load (self, path, max_bytes, transfer), transfer);
}

DexFuture *
bambu_storage_load_preview (BambuStorage *self, BambuStoredFile *file, BambuTransfer *transfer)
{
  const char *path;

  dex_return_error_if_fail (BAMBU_IS_STORAGE (self));
  dex_return_error_if_fail (BAMBU_IS_STORED_FILE (file));

  path = bambu_stored_file_get_values (file)->path;
  if (!bambu_stored_path_is_valid (path))
    return reject_path (path);

  return follow (BAMBU_STORAGE_GET_IFACE (self)->load_preview (self, file, transfer), transfer);
}

DexFuture *
bambu_storage_remove (BambuStorage *self, const char *path)
{
  dex_return_error_if_fail (BAMBU_IS_STORAGE (self));
  dex_return_error_if_fail (path != NULL);

  if (!bambu_stored_path_is_valid (path))
    return reject_path (path);

  return BAMBU_STORAGE_GET_IFACE (self)->remove (self, path);
}

DexFuture *
bambu_storage_rename (BambuStorage *self, const char *path, const char *new_path)
{
  dex_return_error_if_fail (BAMBU_IS_STORAGE (self));
  dex_return_error_if_fail (path != NULL);
  dex_return_error_if_fail (new_path != NULL);

  if (!bambu_stored_path_is_valid (path))
    return reject_path (path);
  if (!bambu_stored_path_is_valid (new_path)
      || !bambu_stored_name_is_valid (strrchr (new_path, '/') + 1))
    return reject_path (new_path);

  return BAMBU_STORAGE_GET_IFACE (self)->rename (self, path, new_path);
}

static gboolean
get_boolean (BambuStorage *self, const char *property)
{
  gboolean value;

  g_object_get (self, property, &value, NULL);

  return value;
}

gboolean
bambu_storage_can_rename (BambuStorage *self)
{
  g_return_val_if_fail (BAMBU_IS_STORAGE (self), FALSE);

  return get_boolean (self, "can-rename");
}

gboolean
bambu_storage_is_in_the_clear (BambuStorage *self)
{
  g_return_val_if_fail (BAMBU_IS_STORAGE (self), FALSE);

  return get_boolean (self, "in-the-clear");
}
