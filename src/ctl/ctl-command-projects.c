/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-command.h"

#include <glib/gi18n.h>

#include "ctl-cloud-list.h"
#include "ctl-cloud-text.h"
#include "ctl-cloud.h"
#include "ctl-output.h"

static GListModel *
await_projects (BambuCloud *cloud, const CtlOptions *options, GError **error)
{
  return dex_await_object (bambu_cloud_list_projects (cloud), error);
}

static JsonObject *
project_to_json (gpointer item, const CtlOptions *options)
{
  return ctl_cloud_json_project (item, options->show_secrets);
}

static void
add_project (CtlTable *table, gpointer item, const CtlOptions *options)
{
  ctl_cloud_text_add_project (table, item);
}

const CtlCloudListing ctl_cloud_projects = {
  await_projects,
  project_to_json,
  add_project,
  N_ ("There are no projects."),
};

static DexFuture *
project_fiber (gpointer user_data)
{
  CtlOptions *options = user_data;
  g_autoptr (BambuAccount) account = NULL;
  g_autoptr (BambuCloudProject) project = NULL;
  g_autoptr (GListStore) one = g_list_store_new (BAMBU_TYPE_CLOUD_PROJECT);
  g_autoptr (GError) error = NULL;
  g_autofree char *variants = NULL;

  account = ctl_cloud_await_account (options, &error);
  if (!account)
    return dex_future_new_for_error (g_steal_pointer (&error));

  project = dex_await_object (bambu_cloud_load_project (bambu_account_get_cloud (account),
                                                        ctl_options_get_argument (options)),
                              &error);
  if (!project)
    {
      ctl_cloud_explain (error, CULM_SIGN_IN_LEG_PRINTERS);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  g_list_store_append (one, project);
  ctl_cloud_list_print (&ctl_cloud_projects, G_LIST_MODEL (one), options);
  variants = ctl_cloud_text_variants (project);
  if (!options->json && *variants)
    {
      ctl_output_line ("");
      ctl_output_line (variants);
    }

  return dex_future_new_for_int (CTL_EXIT_OK);
}

DexFuture *
ctl_command_projects (CtlOptions *options)
{
  if (ctl_options_get_argument (options))
    return dex_scheduler_spawn (NULL, 0, project_fiber, options, NULL);

  return ctl_cloud_list_run (&ctl_cloud_projects, options);
}
