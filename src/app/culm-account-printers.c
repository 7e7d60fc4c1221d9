/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-account-printers.h"

static BambuAnnouncement *
find_announcement (BambuFleet *fleet, const char *serial)
{
  GListModel *discovery = G_LIST_MODEL (bambu_fleet_get_discovery (fleet));

  for (guint i = 0; discovery != NULL && i < g_list_model_get_n_items (discovery); i++)
    {
      g_autoptr (BambuAnnouncement) announcement = g_list_model_get_item (discovery, i);

      if (g_str_equal (bambu_announcement_get_serial (announcement), serial))
        return g_steal_pointer (&announcement);
    }

  return NULL;
}

static gboolean
has_code (const BambuCloudDeviceValues *values)
{
  return values->access_code != NULL && *values->access_code != '\0';
}

CulmWay
culm_account_printers_get_way (BambuFleet *fleet, BambuCloudDevice *device)
{
  const BambuCloudDeviceValues *values = bambu_cloud_device_get_values (device);
  g_autoptr (BambuAnnouncement) announcement = NULL;

  if (bambu_fleet_find (fleet, values->serial) != NULL)
    return CULM_WAY_ADDED;

  announcement = find_announcement (fleet, values->serial);

  return announcement != NULL && has_code (values) ? CULM_WAY_LAN : CULM_WAY_CLOUD;
}

gboolean
culm_account_printers_can_add (CulmWay way)
{
  return way == CULM_WAY_LAN;
}

DexFuture *
culm_account_printers_add (BambuFleet *fleet, GPtrArray *devices)
{
  g_autoptr (GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);

  for (guint i = 0; i < devices->len; i++)
    {
      BambuCloudDevice *device = g_ptr_array_index (devices, i);
      const BambuCloudDeviceValues *values = bambu_cloud_device_get_values (device);
      g_autoptr (BambuAnnouncement) announcement = find_announcement (fleet, values->serial);

      /* The announcement is only a hint where to look: the code is sent to nobody whose certificate
       * does not name this serial. */
      if (announcement != NULL && culm_account_printers_get_way (fleet, device) == CULM_WAY_LAN)
        g_ptr_array_add (
            futures, bambu_fleet_add (fleet, values->serial,
                                      values->name != NULL ? values->name : values->serial,
                                      values->model, bambu_announcement_get_address (announcement),
                                      values->access_code, NULL));
    }

  if (futures->len == 0)
    return dex_future_new_true ();

  return dex_future_allv ((DexFuture **) futures->pdata, futures->len);
}

guint
culm_account_printers_count_cloud (BambuFleet *fleet)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fleet)); i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (G_LIST_MODEL (fleet), i);

      n += bambu_printer_get_connection (printer) == BAMBU_CONNECTION_CLOUD;
    }

  return n;
}
