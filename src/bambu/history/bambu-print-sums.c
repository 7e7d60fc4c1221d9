/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-sums.h"

#include <math.h>

static void
material_sum_free (gpointer data)
{
  BambuMaterialSum *self = data;

  g_free (self->material);
  g_free (self);
}

static void
add (GPtrArray *sums, const char *material, double grams)
{
  BambuMaterialSum *sum;

  for (guint i = 0; i < sums->len; i++)
    {
      sum = g_ptr_array_index (sums, i);
      if (g_strcmp0 (sum->material, material) == 0)
        {
          sum->grams += grams;
          return;
        }
    }

  sum = g_new0 (BambuMaterialSum, 1);
  sum->material = g_strdup (material);
  sum->grams = grams;
  g_ptr_array_add (sums, sum);
}

/* How much of what was sliced was printed */
static double
get_part (const BambuKnownPrint *known)
{
  if (known->result == BAMBU_PRINT_RESULT_FINISHED || known->percent < 0)
    return 1;

  return MIN (known->percent, 100) / 100.0;
}

/* The weight of all is that of one material, if there is only one. */
static const char *
get_only_material (GListModel *filaments, guint n)
{
  const char *only = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BambuPrintFilament) filament = g_list_model_get_item (filaments, i);
      const char *material = bambu_print_filament_get_values (filament)->material;

      if (only != NULL && g_strcmp0 (only, material) != 0)
        return NULL;
      only = material;
    }

  return only;
}

GPtrArray *
bambu_print_record_list_materials (BambuPrintRecord *record)
{
  GPtrArray *sums = g_ptr_array_new_with_free_func (material_sum_free);
  const BambuKnownPrint *known;
  guint n;
  double part;

  g_return_val_if_fail (BAMBU_IS_PRINT_RECORD (record), sums);

  known = bambu_print_record_get_known (record);
  n = known->filaments != NULL ? g_list_model_get_n_items (known->filaments) : 0;
  part = get_part (known);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BambuPrintFilament) filament = g_list_model_get_item (known->filaments, i);
      const BambuPrintFilamentValues *values = bambu_print_filament_get_values (filament);

      if (!isnan (values->grams))
        add (sums, values->material, values->grams * part);
    }

  if (sums->len == 0 && !isnan (known->grams))
    add (sums, get_only_material (known->filaments, n), known->grams * part);

  return sums;
}

static void
count (BambuPrintSums *self, const BambuKnownPrint *known)
{
  self->n_prints++;
  switch (known->result)
    {
    case BAMBU_PRINT_RESULT_FINISHED:
      self->n_finished++;
      break;
    case BAMBU_PRINT_RESULT_FAILED:
      self->n_failed++;
      break;
    case BAMBU_PRINT_RESULT_CANCELLED:
      self->n_cancelled++;
      break;
    case BAMBU_PRINT_RESULT_RUNNING:
    case BAMBU_PRINT_RESULT_UNKNOWN:
    default:
      break;
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const BambuMaterialSum *sum_a = *(BambuMaterialSum *const *) a;
  const BambuMaterialSum *sum_b = *(BambuMaterialSum *const *) b;

  return (sum_a->grams < sum_b->grams) - (sum_a->grams > sum_b->grams);
}

BambuPrintSums *
bambu_print_sums_new (GListModel *records, gint64 since)
{
  BambuPrintSums *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (records), NULL);

  self = g_new0 (BambuPrintSums, 1);
  self->materials = g_ptr_array_new_with_free_func (material_sum_free);

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (BambuPrintRecord) record = g_list_model_get_item (records, i);
      const BambuKnownPrint *known = bambu_print_record_get_known (record);
      g_autoptr (GPtrArray) materials = NULL;

      if (known->began < since)
        continue;

      count (self, known);
      self->seconds += MAX (bambu_print_record_get_seconds (record), 0);
      materials = bambu_print_record_list_materials (record);
      if (materials->len == 0)
        self->n_unweighed++;
      for (guint j = 0; j < materials->len; j++)
        {
          const BambuMaterialSum *sum = g_ptr_array_index (materials, j);

          add (self->materials, sum->material, sum->grams);
        }
    }
  g_ptr_array_sort (self->materials, compare);

  return self;
}

void
bambu_print_sums_free (BambuPrintSums *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->materials);
  g_free (self);
}
