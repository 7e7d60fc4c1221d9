/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-printer.h"

G_BEGIN_DECLS

/**
 * SimCloudDevice:
 * @printer: the printer
 * @name: what its owner calls it
 * @online: it is connected to the cloud
 * @pin: (nullable): what its screen shows for binding, until it is used
 *
 * A printer as the cloud knows it.
 */
typedef struct
{
  SimPrinter *printer;
  char *name;
  gboolean online;
  char *pin;
} SimCloudDevice;

SimCloudDevice *sim_cloud_device_new (SimPrinter *printer);
void sim_cloud_device_free (gpointer device);

const char *sim_cloud_device_get_serial (SimCloudDevice *self);
/** sim_cloud_device_make_pin: Returns: (transfer none): a new one, six characters */
const char *sim_cloud_device_make_pin (SimCloudDevice *self);

/** sim_cloud_device_find: Returns: (transfer none) (nullable): the one of this serial */
SimCloudDevice *sim_cloud_device_find (GPtrArray *devices, const char *serial);

/* What the service says of it (protocol/cloud-account.md §7). */

/** sim_cloud_device_describe: Returns: (transfer full): an entry of `user/bind` */
JsonObject *sim_cloud_device_describe (SimCloudDevice *self);
/** sim_cloud_device_describe_print: Returns: (transfer full) (nullable): an entry of `user/print`;
 * %NULL if it does not print */
JsonObject *sim_cloud_device_describe_print (SimCloudDevice *self);
/** sim_cloud_device_describe_versions: Returns: (transfer full): an entry of `user/device/version`
 */
JsonObject *sim_cloud_device_describe_versions (SimCloudDevice *self);

G_END_DECLS
