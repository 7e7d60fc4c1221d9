/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-command.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "ctl-cloud-list.h"
#include "ctl-cloud.h"
#include "ctl-fleet.h"
#include "ctl-output.h"

static void
print_result (const char *name, const char *region, gboolean told, gboolean json)
{
  g_autofree char *text = NULL;
  JsonObject *object;

  if (!json)
    {
      /* Translators: %s is an account */
      text = g_strdup_printf (_ ("Signed out of %s."), name);
      ctl_output_line (text);
      return;
    }

  object = json_object_new ();
  json_object_set_string_member (object, "account", name);
  json_object_set_string_member (object, "region", region);
  json_object_set_boolean_member (object, "service_told", told);
  ctl_cloud_print_json (object);
}

static gboolean
is_bound (const BambuKnownPrinter *printer, gpointer user_data)
{
  return printer->account != NULL;
}

static DexFuture *
logout_fiber (gpointer user_data)
{
  CtlOptions *options = user_data;
  const char *wanted = options->account ? options->account : ctl_options_get_argument (options);
  g_autoptr (BambuAccountList) accounts = NULL;
  g_autoptr (BambuAccount) account = NULL;
  g_autoptr (BambuAccountPrinters) printers = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  gboolean was_signed_in;
  gboolean told;

  accounts = ctl_cloud_create_accounts (options, FALSE, &error);
  if (!accounts || !dex_await (bambu_account_list_load (accounts), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* The list lets it go when it is signed out. */
  g_set_object (&account, ctl_cloud_find_account (accounts, wanted, &error));
  if (!account)
    {
      ctl_output_error ("%s", error->message);
      return dex_future_new_for_int (CTL_EXIT_USAGE);
    }

  /* Its printers leave with it, but for those that are on the network. */
  printers = ctl_fleet_await_bound (accounts, is_bound, &error);
  if (!printers)
    return dex_future_new_for_error (g_steal_pointer (&error));

  name = g_strdup (bambu_account_get_account (account));
  was_signed_in = bambu_account_get_state (account) == BAMBU_ACCOUNT_STATE_SIGNED_IN;
  told = dex_await_boolean (bambu_account_sign_out (account), NULL);
  if (!told && was_signed_in)
    ctl_output_error ("%s", _ ("The service could not be told, so it may still take the sign-in "
                               "for a while. This computer has forgotten it."));
  print_result (name, bambu_account_get_region (account), told, options->json);

  return dex_future_new_for_int (CTL_EXIT_OK);
}

DexFuture *
ctl_command_logout (CtlOptions *options)
{
  return dex_scheduler_spawn (NULL, 0, logout_fiber, options, NULL);
}
