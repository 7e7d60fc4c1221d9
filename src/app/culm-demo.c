/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-demo.h"

#include <simulator/sim-demo.h>
#include <simulator/sim-picture.h>

#define PICTURE_NUMBER 3600 /* of a part that is done */

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

void
culm_demo_raise (BambuPrinter *printer, const char *event)
{
  g_return_if_fail (bambu_printer_is_demo (printer));

  sim_demo_raise (printer, event);
}

GBytes *
culm_demo_make_picture (GError **error)
{
  if (!gst_init_check (NULL, NULL, error))
    return NULL;

  return sim_picture_new_jpeg (PICTURE_NUMBER, SIM_PICTURE_USUAL, error);
}
