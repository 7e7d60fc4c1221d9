/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-folder.h"

#include <bambu/bambu-weak-ref.h>

#include "culm-recent-files.h"

struct _CulmFolder
{
  GObject parent_instance;

  BambuStorage *storage; /* NULL: the files are on this computer */
  char *path;
  GSettings *settings; /* NULL: the files are on a printer */
  CulmFolderState state;
  GError *error;
  GListStore *files;
  DexFuture *load;
};

G_DEFINE_ENUM_TYPE (CulmFolderState,
                    culm_folder_state,
                    G_DEFINE_ENUM_VALUE (CULM_FOLDER_STATE_NEW, "new"),
                    G_DEFINE_ENUM_VALUE (CULM_FOLDER_STATE_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (CULM_FOLDER_STATE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (CULM_FOLDER_STATE_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (CulmFolder, culm_folder, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
} CulmFolderProperty;

static GParamSpec *properties[PROP_ERROR + 1];

static void
set_state (CulmFolder *self, CulmFolderState state, GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));

  if (self->error != NULL || error != NULL)
    {
      g_clear_error (&self->error);
      self->error = error;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
    }
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }

  g_object_thaw_notify (G_OBJECT (self));
}

static void
replace (CulmFolder *self, GListModel *files)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (items, g_list_model_get_item (files, i));
  g_list_store_splice (self->files, 0, g_list_model_get_n_items (G_LIST_MODEL (self->files)),
                       items->pdata, items->len);
}

static DexFuture *
on_listed (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmFolder) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL)
    return dex_ref (future);

  if (value != NULL)
    {
      replace (self, g_value_get_object (value));
      set_state (self, CULM_FOLDER_STATE_READY, NULL);
    }
  else
    set_state (self, CULM_FOLDER_STATE_FAILED, g_steal_pointer (&error));

  return dex_ref (future);
}

static void
culm_folder_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmFolder *self = CULM_FOLDER (object);

  switch ((CulmFolderProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_folder_dispose (GObject *object)
{
  CulmFolder *self = CULM_FOLDER (object);

  dex_clear (&self->load);
  g_clear_object (&self->settings);
  g_clear_object (&self->storage);

  G_OBJECT_CLASS (culm_folder_parent_class)->dispose (object);
}

static void
culm_folder_finalize (GObject *object)
{
  CulmFolder *self = CULM_FOLDER (object);

  g_clear_error (&self->error);
  g_object_unref (self->files);
  g_free (self->path);

  G_OBJECT_CLASS (culm_folder_parent_class)->finalize (object);
}

static void
culm_folder_class_init (CulmFolderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_folder_get_property;
  object_class->dispose = culm_folder_dispose;
  object_class->finalize = culm_folder_finalize;

  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, CULM_TYPE_FOLDER_STATE, CULM_FOLDER_STATE_NEW, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
culm_folder_init (CulmFolder *self)
{
  self->files = g_list_store_new (BAMBU_TYPE_STORED_FILE);
}

CulmFolder *
culm_folder_new (BambuStorage *storage, const char *path)
{
  CulmFolder *self;

  g_return_val_if_fail (BAMBU_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (CULM_TYPE_FOLDER, NULL);
  self->storage = g_object_ref (storage);
  self->path = g_strdup (path);

  return self;
}

static void
on_settings_changed (CulmFolder *self)
{
  if (self->state == CULM_FOLDER_STATE_NEW)
    return;

  culm_folder_forget_load (self);
  culm_folder_load (self);
}

CulmFolder *
culm_folder_new_recent (GSettings *settings)
{
  CulmFolder *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (CULM_TYPE_FOLDER, NULL);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::" CULM_RECENT_FILES,
                           G_CALLBACK (on_settings_changed), self, G_CONNECT_SWAPPED);

  return self;
}

BambuStorage *
culm_folder_get_storage (CulmFolder *self)
{
  g_return_val_if_fail (CULM_IS_FOLDER (self), NULL);

  return self->storage;
}

const char *
culm_folder_get_path (CulmFolder *self)
{
  g_return_val_if_fail (CULM_IS_FOLDER (self), NULL);

  return self->path;
}

GListModel *
culm_folder_get_files (CulmFolder *self)
{
  g_return_val_if_fail (CULM_IS_FOLDER (self), NULL);

  return G_LIST_MODEL (self->files);
}

CulmFolderState
culm_folder_get_state (CulmFolder *self)
{
  g_return_val_if_fail (CULM_IS_FOLDER (self), CULM_FOLDER_STATE_NEW);

  return self->state;
}

const GError *
culm_folder_get_error (CulmFolder *self)
{
  g_return_val_if_fail (CULM_IS_FOLDER (self), NULL);

  return self->error;
}

void
culm_folder_load (CulmFolder *self)
{
  g_return_if_fail (CULM_IS_FOLDER (self));

  if (self->state == CULM_FOLDER_STATE_LOADING)
    return;

  set_state (self, CULM_FOLDER_STATE_LOADING, NULL);
  dex_clear (&self->load);
  self->load =
      dex_future_finally (self->storage != NULL ? bambu_storage_list (self->storage, self->path)
                                                : culm_recent_files_load (self->settings),
                          on_listed, bambu_weak_ref_new (self), bambu_weak_ref_free);
}

void
culm_folder_forget_load (CulmFolder *self)
{
  g_return_if_fail (CULM_IS_FOLDER (self));

  if (self->state != CULM_FOLDER_STATE_LOADING)
    return;

  dex_clear (&self->load);
  set_state (self, CULM_FOLDER_STATE_NEW, NULL);
}
