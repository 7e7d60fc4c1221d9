/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-command.h"

#include <glib/gi18n.h>

#include "ctl-cloud-list.h"
#include "ctl-cloud-text.h"
#include "ctl-cloud.h"

/* The service tells it for one printer at a time. */
static GListModel *
await_firmware (BambuCloud *cloud, const CtlOptions *options, GError **error)
{
  g_autoptr (GListModel) devices = ctl_cloud_await_devices (cloud, options, error);
  g_autoptr (GListStore) all = g_list_store_new (BAMBU_TYPE_CLOUD_FIRMWARE);

  for (guint i = 0; devices && i < g_list_model_get_n_items (devices); i++)
    {
      g_autoptr (BambuCloudDevice) device = g_list_model_get_item (devices, i);
      const char *serial = bambu_cloud_device_get_values (device)->serial;
      g_autoptr (GListModel) some = NULL;

      if (!serial)
        continue;

      some = dex_await_object (bambu_cloud_list_firmware (cloud, serial), error);
      if (!some)
        return NULL;

      for (guint j = 0; j < g_list_model_get_n_items (some); j++)
        {
          g_autoptr (GObject) item = g_list_model_get_item (some, j);

          g_list_store_append (all, item);
        }
    }

  return devices ? G_LIST_MODEL (g_steal_pointer (&all)) : NULL;
}

static JsonObject *
firmware_to_json (gpointer item, const CtlOptions *options)
{
  return ctl_cloud_json_firmware (item);
}

static void
add_firmware (CtlTable *table, gpointer item, const CtlOptions *options)
{
  ctl_cloud_text_add_firmware (table, item);
}

const CtlCloudListing ctl_cloud_firmware = {
  await_firmware,
  firmware_to_json,
  add_firmware,
  N_ ("The service names no firmware."),
};

DexFuture *
ctl_command_firmware (CtlOptions *options)
{
  return ctl_cloud_list_run (&ctl_cloud_firmware, options);
}
