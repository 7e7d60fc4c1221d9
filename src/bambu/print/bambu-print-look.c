/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-job-private.h"

/* The look at the printer before anything is sent to it. */

/* What a mapping means: the spools, not the places. */
static char *
describe_spool (const GArray *slots, const BambuMapping *mapping)
{
  for (guint i = 0; i < slots->len; i++)
    {
      const BambuSlot *slot = &g_array_index (slots, BambuSlot, i);

      if (slot->ams == mapping->ams_id && slot->slot == mapping->slot_id)
        return g_strdup_printf ("%s %s %s", slot->material ? slot->material : "-",
                                slot->filament_id ? slot->filament_id : "-",
                                slot->colours && slot->colours[0] ? slot->colours[0] : "-");
    }

  return NULL;
}

static gboolean
is_used (const BambuMapping *mapping)
{
  return mapping->slot_id != BAMBU_MAPPING_NOWHERE;
}

GPtrArray *
bambu_print_job_list_spools (BambuPrinter *printer, const GArray *mapping)
{
  g_autoptr (GArray) slots = bambu_slots_list (printer);
  GPtrArray *spools = g_ptr_array_new_null_terminated (mapping->len, g_free, FALSE);

  for (guint i = 0; i < mapping->len; i++)
    {
      const BambuMapping *entry = &g_array_index (mapping, BambuMapping, i);

      g_ptr_array_add (spools, is_used (entry) ? describe_spool (slots, entry) : g_strdup (""));
    }

  return spools;
}

static gboolean
are_spools_the_same (BambuPrintJob *self)
{
  g_autoptr (GPtrArray) now = bambu_print_job_list_spools (self->printer, self->mapping);

  for (guint i = 0; i < now->len; i++)
    if (now->pdata[i] == NULL || g_strcmp0 (now->pdata[i], self->spools->pdata[i]) != 0)
      return FALSE;

  return TRUE;
}

/* Whether each filament of the plate has its place. */
static gboolean
is_mapped (BambuPrintJob *self)
{
  GListModel *filaments = bambu_plate_get_values (bambu_print_job_peek_plate (self))->filaments;

  for (guint i = 0; i < g_list_model_get_n_items (filaments); i++)
    {
      g_autoptr (BambuProjectFilament) filament = g_list_model_get_item (filaments, i);
      guint position = (guint) bambu_project_filament_get_values (filament)->position;

      if (self->mapping == NULL || position > self->mapping->len
          || !is_used (&g_array_index (self->mapping, BambuMapping, position - 1)))
        return FALSE;
    }

  return TRUE;
}

gboolean
bambu_print_job_check (BambuPrintJob *self, GError **error)
{
  BambuPlate *plate = bambu_print_job_peek_plate (self);
  g_autoptr (GArray) checks =
      bambu_print_check (self->project, plate, self->printer, NULL, TRUE, self->way);
  const BambuPrintCheck *obstacle = bambu_print_checks_find_obstacle (checks, self->only_upload);

  if (obstacle != NULL)
    {
      g_propagate_error (error, bambu_print_error_new_blocked (obstacle->kind));
      return FALSE;
    }

  if (self->only_upload || bambu_print_job_is_gcode (self))
    return TRUE;

  if (!is_mapped (self))
    {
      g_propagate_error (error, bambu_print_error_new_blocked (BAMBU_PRINT_CHECK_FILAMENTS));
      return FALSE;
    }

  if (self->mapping != NULL && !are_spools_the_same (self))
    {
      g_set_error_literal (error, BAMBU_PRINT_ERROR, BAMBU_PRINT_ERROR_CHANGED,
                           "the slots have other spools now");
      return FALSE;
    }

  return TRUE;
}
