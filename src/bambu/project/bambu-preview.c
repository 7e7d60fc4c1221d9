/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-preview.h"

#include "bambu-facts-private.h"

static const BambuField FIELDS[] = {
  BAMBU_FIELD (BambuPreviewValues, picture, "picture", BYTES),
  BAMBU_FIELD (BambuPreviewValues, n_plates, "n-plates", INT),
  BAMBU_FIELD (BambuPreviewValues, seconds, "seconds", INT64),
  BAMBU_TYPED_FIELD (BambuPreviewValues, filaments, "filaments", OBJECT, g_list_model_get_type),
};

BAMBU_DEFINE_FACTS (BambuPreview, bambu_preview, FIELDS)

static int
compare_positions (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return bambu_project_filament_get_values ((gpointer) a)->position
         - bambu_project_filament_get_values ((gpointer) b)->position;
}

static gboolean
has_position (GListModel *filaments, int position)
{
  for (guint i = 0; i < g_list_model_get_n_items (filaments); i++)
    {
      g_autoptr (BambuProjectFilament) filament = g_list_model_get_item (filaments, i);

      if (bambu_project_filament_get_values (filament)->position == position)
        return TRUE;
    }

  return FALSE;
}

/* Each once, whatever number of plates uses it */
static void
add_filaments (GListStore *filaments, GListModel *more)
{
  for (guint i = 0; i < g_list_model_get_n_items (more); i++)
    {
      g_autoptr (BambuProjectFilament) filament = g_list_model_get_item (more, i);
      int position = bambu_project_filament_get_values (filament)->position;

      if (!has_position (G_LIST_MODEL (filaments), position))
        g_list_store_insert_sorted (filaments, filament, compare_positions, NULL);
    }
}

BambuPreview *
bambu_preview_new_for_project (BambuProject *project)
{
  g_autoptr (GListStore) filaments = g_list_store_new (BAMBU_TYPE_PROJECT_FILAMENT);
  BambuPreviewValues values = { .filaments = G_LIST_MODEL (filaments) };
  gboolean is_time_known = TRUE;
  GListModel *plates;

  g_return_val_if_fail (BAMBU_IS_PROJECT (project), NULL);

  plates = bambu_project_get_values (project)->plates;
  for (guint i = 0; i < g_list_model_get_n_items (plates); i++)
    {
      g_autoptr (BambuPlate) item = g_list_model_get_item (plates, i);
      const BambuPlateValues *plate = bambu_plate_get_values (item);

      if (values.picture == NULL)
        values.picture = plate->thumbnail;
      if (!plate->is_sliced)
        continue;

      values.n_plates++;
      values.seconds += plate->seconds;
      is_time_known &= plate->seconds >= 0;
      add_filaments (filaments, plate->filaments);
    }

  if (values.n_plates == 0 || !is_time_known)
    values.seconds = -1;

  return bambu_preview_new (&values);
}

static DexFuture *
on_opened (DexFuture *future, gpointer user_data)
{
  BambuProject *project = g_value_get_object (dex_future_get_value (future, NULL));

  return dex_future_new_take_object (bambu_preview_new_for_project (project));
}

DexFuture *
bambu_preview_load (const char *path)
{
  dex_return_error_if_fail (path != NULL);

  return dex_future_then (bambu_project_open (path), on_opened, NULL, NULL);
}
