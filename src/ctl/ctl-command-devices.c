/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-command.h"

#include <glib/gi18n.h>

#include "ctl-cloud-list.h"
#include "ctl-cloud-text.h"
#include "ctl-cloud.h"

static JsonObject *
device_to_json (gpointer item, const CtlOptions *options)
{
  return ctl_cloud_json_device (item, options->show_secrets);
}

static void
add_device (CtlTable *table, gpointer item, const CtlOptions *options)
{
  ctl_cloud_text_add_device (table, item, options->show_secrets);
}

const CtlCloudListing ctl_cloud_devices = {
  ctl_cloud_await_devices,
  device_to_json,
  add_device,
  N_ ("No printer is bound to this account."),
};

DexFuture *
ctl_command_devices (CtlOptions *options)
{
  return ctl_cloud_list_run (&ctl_cloud_devices, options);
}
