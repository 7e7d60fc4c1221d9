/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-printer.h"

#include <string.h>

#include "sim-authorization.h"
#include "sim-fault.h"
#include "sim-printer-private.h"

gboolean
sim_printer_set_fault (SimPrinter *self, const char *name, gboolean active, GError **error)
{
  const SimFault *fault;
  const char *value;

  g_return_val_if_fail (SIM_IS_PRINTER (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  fault = sim_fault_find (name, error);
  if (fault == NULL)
    return FALSE;

  g_hash_table_remove (self->fault_values, fault->name);
  if ((value = strchr (name, '=')) != NULL)
    g_hash_table_insert (self->fault_values, (gpointer) fault->name, g_strdup (value + 1));
  name = fault->name;

  /* These are events, not states: nothing to end, and they may come again. */
  if (g_str_equal (name, "reset"))
    {
      if (active)
        g_signal_emit_by_name (self, "dropped");
      return TRUE;
    }
  if (g_str_equal (name, "ftps-reset"))
    {
      g_signal_emit_by_name (self, "fault", name, active);
      return TRUE;
    }

  if (sim_printer_has_fault (self, name) == active)
    return TRUE;

  if (active)
    g_ptr_array_add (self->faults, (gpointer) fault);
  else
    g_ptr_array_remove (self->faults, (gpointer) fault);

  /* A change of the state would not mention what a fault bends, or what it bent until now. */
  if (fault->shape != NULL)
    self->reshaped = TRUE;
  if (!active)
    sim_authorization_forget (self);
  g_signal_emit_by_name (self, "fault", name, active);

  return TRUE;
}

const SimFault *
sim_printer_get_fault_at (SimPrinter *self, SimFaultPlace place)
{
  g_return_val_if_fail (SIM_IS_PRINTER (self), NULL);

  for (guint i = 0; i < self->faults->len; i++)
    {
      const SimFault *fault = g_ptr_array_index (self->faults, i);

      if (fault->place == place)
        return fault;
    }

  return NULL;
}

gboolean
sim_printer_has_fault (SimPrinter *self, const char *name)
{
  g_return_val_if_fail (SIM_IS_PRINTER (self), FALSE);

  for (guint i = 0; i < self->faults->len; i++)
    if (g_str_equal (((const SimFault *) g_ptr_array_index (self->faults, i))->name, name))
      return TRUE;

  return FALSE;
}

double
sim_printer_get_fault_value (SimPrinter *self, const char *name, double fallback)
{
  const char *value;

  g_return_val_if_fail (SIM_IS_PRINTER (self), fallback);

  value = g_hash_table_lookup (self->fault_values, name);

  return value != NULL ? g_ascii_strtod (value, NULL) : fallback;
}
