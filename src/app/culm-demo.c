/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-demo.h"

#include <simulator/sim-demo.h>

static void
add (BambuFleet *fleet, BambuPrinter *printer)
{
  g_autoptr (BambuStorage) storage = NULL;

  if (bambu_fleet_find (fleet, bambu_printer_get_serial (printer)) != NULL)
    return;

  bambu_fleet_add_printer (fleet, printer);
  bambu_camera_set_source_func (bambu_fleet_get_camera (fleet, printer), sim_demo_make_source, NULL,
                                NULL);
  storage = sim_demo_create_storage (printer);
  bambu_fleet_set_storage (fleet, printer, storage);
}

void
culm_demo_add_printers (BambuFleet *fleet)
{
  g_autoptr (GPtrArray) printers = sim_demo_create_printers ();

  for (guint i = 0; i < printers->len; i++)
    add (fleet, g_ptr_array_index (printers, i));
}

BambuPrinter *
culm_demo_add_printer (BambuFleet *fleet)
{
  g_autoptr (GPtrArray) printers = sim_demo_create_printers ();
  BambuPrinter *printer = g_ptr_array_index (printers, 0);

  add (fleet, printer);

  return bambu_fleet_find (fleet, bambu_printer_get_serial (printer));
}
