/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-command.h"

#include "ctl-cloud-list.h"
#include "ctl-cloud-text.h"
#include "ctl-cloud.h"
#include "ctl-output.h"

static gboolean
print_profile (BambuCloudProfile *profile, gboolean json)
{
  g_autofree char *text = NULL;

  if (json)
    return ctl_cloud_print_json (ctl_cloud_json_profile (profile));

  text = ctl_cloud_text_profile (profile);

  return ctl_output_line (text);
}

static DexFuture *
profile_fiber (gpointer user_data)
{
  CtlOptions *options = user_data;
  g_autoptr (BambuAccount) account = NULL;
  g_autoptr (BambuCloudProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  account = ctl_cloud_await_account (options, &error);
  if (!account)
    return dex_future_new_for_error (g_steal_pointer (&error));

  profile = dex_await_object (bambu_cloud_load_profile (bambu_account_get_cloud (account)), &error);
  if (!profile)
    {
      ctl_cloud_explain (error, CULM_SIGN_IN_LEG_PRINTERS);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  print_profile (profile, options->json);

  return dex_future_new_for_int (CTL_EXIT_OK);
}

DexFuture *
ctl_command_profile (CtlOptions *options)
{
  return dex_scheduler_spawn (NULL, 0, profile_fiber, options, NULL);
}
