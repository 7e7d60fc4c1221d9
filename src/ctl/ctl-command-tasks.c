/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-command.h"

#include <glib/gi18n.h>

#include "ctl-cloud-list.h"
#include "ctl-cloud-text.h"
#include "ctl-cloud.h"

static GListModel *
await_tasks (BambuCloud *cloud, const CtlOptions *options, GError **error)
{
  const char *name = ctl_options_get_argument (options);
  g_autoptr (BambuCloudDevice) device = NULL;
  g_autoptr (BambuCloudPages) pages = NULL;

  if (name && !(device = ctl_cloud_await_device (cloud, name, error)))
    return NULL;

  pages = bambu_cloud_list_tasks (cloud,
                                  device ? bambu_cloud_device_get_values (device)->serial : NULL);

  return ctl_cloud_list_await_pages (pages, options, error);
}

static JsonObject *
task_to_json (gpointer item, const CtlOptions *options)
{
  return ctl_cloud_json_task (item, options->show_secrets);
}

static void
add_task (CtlTable *table, gpointer item, const CtlOptions *options)
{
  ctl_cloud_text_add_task (table, item);
}

static const CtlCloudListing tasks = {
  await_tasks,
  task_to_json,
  add_task,
  N_ ("There are no prints in the history."),
};

DexFuture *
ctl_command_tasks (CtlOptions *options)
{
  return ctl_cloud_list_run (&tasks, options);
}
