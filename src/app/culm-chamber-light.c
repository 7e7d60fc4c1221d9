/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-chamber-light.h"

BambuLight *
culm_chamber_light_find (BambuPrinter *printer)
{
  GListModel *lights;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  lights = bambu_printer_get_lights (printer);
  for (guint i = 0; i < g_list_model_get_n_items (lights); i++)
    {
      g_autoptr (BambuLight) light = g_list_model_get_item (lights, i);

      if (g_strcmp0 (bambu_light_get_node (light), "chamber_light") == 0)
        return light; /* the printer holds it */
    }

  return NULL;
}

gboolean
culm_chamber_light_is_on (BambuPrinter *printer)
{
  BambuLight *light = culm_chamber_light_find (printer);

  return light != NULL && bambu_light_is_on (light);
}
