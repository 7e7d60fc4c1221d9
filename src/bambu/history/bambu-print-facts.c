/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-facts.h"

#include <math.h>

static GListStore *
copy_list (GListModel *filaments)
{
  GListStore *copy = g_list_store_new (BAMBU_TYPE_PRINT_FILAMENT);
  guint n = filaments != NULL ? g_list_model_get_n_items (filaments) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) filament = g_list_model_get_item (filaments, i);

      g_list_store_append (copy, filament);
    }

  return copy;
}

static const BambuPrintFilamentValues *
peek (GListStore *list, guint i)
{
  g_autoptr (BambuPrintFilament) filament = g_list_model_get_item (G_LIST_MODEL (list), i);

  return bambu_print_filament_get_values (filament);
}

/* By the slot; where that is not said, by the material if only one of the list has it. */
static int
find_place (GListStore *list, const BambuPrintFilamentValues *values)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  int found = -1;

  for (guint i = 0; i < n; i++)
    if (values->slot >= 0 && peek (list, i)->ams == values->ams
        && peek (list, i)->slot == values->slot)
      return (int) i;

  for (guint i = 0; i < n; i++)
    if (values->material != NULL && g_strcmp0 (peek (list, i)->material, values->material) == 0)
      {
        if (found >= 0)
          return -1;
        found = (int) i;
      }

  return found;
}

static void
replace (GListStore *list, guint position, const BambuPrintFilamentValues *values)
{
  g_autoptr (BambuPrintFilament) filament = bambu_print_filament_new (values);
  guint removed = position < g_list_model_get_n_items (G_LIST_MODEL (list)) ? 1 : 0;

  g_list_store_splice (list, position, removed, (gpointer *) &filament, 1);
}

/* @touched: (element-type guint): places whose weight is of now: several may come from one slot */
static gboolean
take (GListStore *list, GArray *touched, const BambuPrintFilamentValues *values)
{
  int place = find_place (list, values);
  BambuPrintFilamentValues known;
  gboolean is_of_now = FALSE;

  if (place < 0)
    {
      guint end = g_list_model_get_n_items (G_LIST_MODEL (list));

      g_array_append_val (touched, end);
      replace (list, end, values);
      return TRUE;
    }

  for (guint i = 0; i < touched->len; i++)
    is_of_now |= g_array_index (touched, guint, i) == (guint) place;

  known = *peek (list, (guint) place);
  if (isnan (values->grams) || (!isnan (known.grams) && !is_of_now))
    return FALSE;

  known.grams = isnan (known.grams) ? values->grams : known.grams + values->grams;
  if (!is_of_now)
    {
      guint position = (guint) place;

      g_array_append_val (touched, position);
    }
  replace (list, (guint) place, &known);

  return TRUE;
}

static gboolean
take_totals (BambuKnownPrint *known, double grams, gint64 seconds)
{
  gboolean changed = FALSE;

  if (isnan (known->grams) && !isnan (grams))
    {
      known->grams = grams;
      changed = TRUE;
    }
  if (known->estimated_seconds < 0 && seconds >= 0)
    {
      known->estimated_seconds = seconds;
      changed = TRUE;
    }

  return changed;
}

static gboolean
take_plate_filament (GListStore *list,
                     GArray *touched,
                     BambuPrintJob *job,
                     const BambuProjectFilamentValues *filament)
{
  const GArray *mapping = bambu_print_job_get_mapping (job);
  int position = filament->position - 1;
  BambuPrintFilamentValues values = {
    .ams = -1,
    .slot = -1,
    .material = filament->material,
    .colour = filament->colour,
    .grams = filament->grams,
  };
  BambuTray *tray = NULL;

  if (mapping != NULL && position >= 0 && position < (int) mapping->len)
    {
      const BambuMapping *target = &g_array_index (mapping, BambuMapping, position);

      tray = bambu_printer_find_tray (bambu_print_job_get_printer (job), target->ams_id,
                                      target->slot_id);
    }
  if (tray != NULL)
    {
      const char *const *colours = bambu_tray_get_colours (tray);

      values.ams = bambu_tray_get_ams (tray);
      values.slot = bambu_tray_get_slot (tray);
      values.label = bambu_tray_get_label (tray);
      values.product = bambu_tray_get_product (tray);
      if (bambu_tray_get_material (tray) != NULL)
        values.material = bambu_tray_get_material (tray);
      if (colours != NULL && colours[0] != NULL)
        values.colour = colours[0];
    }

  return take (list, touched, &values);
}

gboolean
bambu_print_take_job (BambuKnownPrint *known, BambuPrintJob *job)
{
  g_autoptr (GListStore) list = copy_list (known->filaments);
  g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (guint));
  BambuPlate *plate = bambu_project_find_plate (bambu_print_job_get_project (job),
                                                bambu_print_job_get_plate_index (job));
  const BambuPlateValues *values;
  gboolean changed;

  if (plate == NULL)
    return FALSE;

  values = bambu_plate_get_values (plate);
  changed = take_totals (known, values->grams, values->seconds);
  for (guint i = 0; i < g_list_model_get_n_items (values->filaments); i++)
    {
      g_autoptr (BambuProjectFilament) filament = g_list_model_get_item (values->filaments, i);

      changed |=
          take_plate_filament (list, touched, job, bambu_project_filament_get_values (filament));
    }

  if (changed)
    g_set_object (&known->filaments, G_LIST_MODEL (list));

  return changed;
}

gboolean
bambu_print_take_task (BambuKnownPrint *known, BambuCloudTask *task)
{
  const BambuCloudTaskValues *values = bambu_cloud_task_get_values (task);
  g_autoptr (GListStore) list = copy_list (known->filaments);
  g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean changed = take_totals (known, values->weight_grams, values->estimated_seconds);
  guint n = values->filaments != NULL ? g_list_model_get_n_items (values->filaments) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BambuCloudFilament) filament = g_list_model_get_item (values->filaments, i);
      const BambuCloudFilamentValues *facts = bambu_cloud_filament_get_values (filament);
      g_autofree char *colour = bambu_cloud_filament_dup_colour (filament);

      changed |= take (list, touched,
                       &(BambuPrintFilamentValues) {
                           .ams = facts->ams_id,
                           .slot = facts->slot_id,
                           .material = facts->filament_type,
                           .colour = colour,
                           .grams = facts->weight_grams,
                       });
    }

  if (changed)
    g_set_object (&known->filaments, G_LIST_MODEL (list));

  return changed;
}
