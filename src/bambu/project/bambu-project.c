/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-project-private.h"

#include "bambu-part-private.h"

/* libarchive and the parsers are not made for the small stack that a fiber has by itself. */
#define STACK_BYTES (1024 * 1024)

struct _BambuProject
{
  BambuPart parent_instance;

  BambuProjectValues values;
  BambuFileMark mark;
};

G_DEFINE_FINAL_TYPE (BambuProject, bambu_project, BAMBU_TYPE_PART)

static const BambuField FIELDS[] = {
  BAMBU_FIELD (BambuProjectValues, path, "path", STRING),
  BAMBU_FIELD (BambuProjectValues, name, "name", STRING),
  BAMBU_TYPED_FIELD (BambuProjectValues, kind, "kind", ENUM, bambu_project_kind_get_type),
  BAMBU_FIELD (BambuProjectValues, file_bytes, "file-bytes", INT64),
  BAMBU_FIELD (BambuProjectValues, slicer_version, "slicer-version", STRING),
  BAMBU_FIELD (BambuProjectValues, printer_preset, "printer-preset", STRING),
  BAMBU_TYPED_FIELD (BambuProjectValues, plates, "plates", OBJECT, g_list_model_get_type),
  BAMBU_TYPED_FIELD (BambuProjectValues, filaments, "filaments", OBJECT, g_list_model_get_type),
};

typedef struct
{
  char *path;
  BambuFileMark mark;
  int index;
  char *md5;
} Verification;

typedef struct
{
  char *path;
  BambuFileMark mark;
  char *entry;
} PictureRequest;

static void
verification_free (Verification *self)
{
  g_free (self->path);
  g_free (self->md5);
  g_free (self);
}

static void
bambu_project_class_init (BambuProjectClass *klass)
{
  bambu_part_class_set_fields (BAMBU_PART_CLASS (klass), FIELDS, G_N_ELEMENTS (FIELDS),
                               G_STRUCT_OFFSET (BambuProject, values));
}

static void
bambu_project_init (BambuProject *self)
{
}

BambuProject *
bambu_project_new (const BambuProjectValues *values, const BambuFileMark *mark)
{
  BambuProject *self = g_object_new (BAMBU_TYPE_PROJECT, NULL);

  bambu_part_apply (BAMBU_PART (self), values);
  self->mark = *mark;

  return self;
}

const BambuProjectValues *
bambu_project_get_values (BambuProject *self)
{
  g_return_val_if_fail (BAMBU_IS_PROJECT (self), NULL);

  return &self->values;
}

static DexFuture *
open_fiber (gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  BambuProject *project = bambu_project_read (user_data, &error);

  return project ? dex_future_new_take_object (project)
                 : dex_future_new_for_error (g_steal_pointer (&error));
}

DexFuture *
bambu_project_open (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  return dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), STACK_BYTES, open_fiber,
                              g_strdup (path), g_free);
}

BambuPlate *
bambu_project_find_plate (BambuProject *self, int index)
{
  g_return_val_if_fail (BAMBU_IS_PROJECT (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (self->values.plates); i++)
    {
      g_autoptr (BambuPlate) plate = g_list_model_get_item (self->values.plates, i);

      if (bambu_plate_get_values (plate)->index == index)
        return plate; /* the list holds it */
    }

  return NULL;
}

static void
picture_request_free (PictureRequest *self)
{
  g_free (self->path);
  g_free (self->entry);
  g_free (self);
}

static DexFuture *
picture_fiber (gpointer user_data)
{
  PictureRequest *self = user_data;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = bambu_project_extract_picture (self->path, &self->mark, self->entry, &error);

  return bytes ? dex_future_new_take_boxed (G_TYPE_BYTES, bytes)
               : dex_future_new_for_error (g_steal_pointer (&error));
}

DexFuture *
bambu_project_load_picture (BambuProject *self, int index, BambuPlatePicture picture)
{
  PictureRequest *request;

  g_return_val_if_fail (BAMBU_IS_PROJECT (self), NULL);

  if (self->values.kind == BAMBU_PROJECT_KIND_GCODE)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s: has no pictures",
                                  self->values.path);

  request = g_new0 (PictureRequest, 1);
  request->path = g_strdup (self->values.path);
  request->mark = self->mark;
  request->entry = g_strdup_printf ("Metadata/%s_%d.png",
                                    picture == BAMBU_PLATE_PICTURE_TOP ? "top" : "pick", index);

  return dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), STACK_BYTES, picture_fiber,
                              request, (GDestroyNotify) picture_request_free);
}

static DexFuture *
verify_fiber (gpointer user_data)
{
  Verification *self = user_data;
  g_autoptr (GError) error = NULL;
  char *md5 = bambu_project_verify (self->path, &self->mark, self->index, self->md5, &error);

  return md5 ? dex_future_new_take_string (md5)
             : dex_future_new_for_error (g_steal_pointer (&error));
}

DexFuture *
bambu_project_verify_plate (BambuProject *self, int index)
{
  BambuPlate *plate = bambu_project_find_plate (self, index);
  Verification *verification;

  g_return_val_if_fail (plate != NULL && bambu_plate_get_values (plate)->is_sliced, NULL);

  verification = g_new0 (Verification, 1);
  verification->path = g_strdup (self->values.path);
  verification->mark = self->mark;
  verification->index = self->values.kind == BAMBU_PROJECT_KIND_GCODE ? 0 : index;
  verification->md5 = g_strdup (bambu_plate_get_values (plate)->md5);

  return dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), STACK_BYTES, verify_fiber,
                              verification, (GDestroyNotify) verification_free);
}
