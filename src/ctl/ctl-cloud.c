/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-cloud.h"

#include <glib/gi18n.h>

#include "account/bambu-cloud-calls.h"

static GPtrArray *
create_regions (const CtlOptions *options, GError **error)
{
  g_autoptr (GPtrArray) regions =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bambu_region_unref);
  BambuRegion *region = NULL;

  if (options->cloud_origin
      && !(region = bambu_region_new (options->cloud_origin, options->cloud_web_origin,
                                      options->cloud_broker, options->cloud_ca_file, error)))
    return NULL;

  if (region)
    {
      g_ptr_array_add (regions, region);
    }
  else
    {
      if (g_strcmp0 (options->region, "china") != 0)
        g_ptr_array_add (regions, bambu_region_lookup ("global"));
      if (g_strcmp0 (options->region, "global") != 0)
        g_ptr_array_add (regions, bambu_region_lookup ("china"));
    }

  return g_steal_pointer (&regions);
}

BambuRegion *
ctl_cloud_create_region (const CtlOptions *options, GError **error)
{
  g_autoptr (GPtrArray) regions = create_regions (options, error);

  return regions ? bambu_region_ref (regions->pdata[0]) : NULL;
}

BambuAccountList *
ctl_cloud_create_accounts (const CtlOptions *options, gboolean leave_no_trace, GError **error)
{
  g_autoptr (GPtrArray) regions = create_regions (options, error);
  g_autoptr (BambuStore) store = NULL;
  g_autoptr (BambuKeyring) keyring = NULL;
  g_autofree char *path = NULL;

  if (!regions)
    return NULL;

  if (!leave_no_trace)
    path = bambu_store_dup_default_path ();
  store = bambu_store_new (path);
  keyring = leave_no_trace ? bambu_keyring_new_for_session () : bambu_keyring_new ();

  return bambu_account_list_new (store, keyring, regions);
}

static void
set_ambiguous (GPtrArray *found, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            bambu_account_get_account (found->pdata[i]));

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               /* Translators: %s is a list of e-mail addresses */
               _ ("There is more than one sign-in: %s. Name one with --account, and its --region "
                  "if need be."),
               names->str);
}

BambuAccount *
ctl_cloud_find_account (BambuAccountList *accounts, const char *name, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (accounts)); i++)
    {
      g_autoptr (BambuAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), i);

      if (!name || g_ascii_strcasecmp (bambu_account_get_account (account), name) == 0)
        g_ptr_array_add (found, account); /* the list holds it */
    }

  if (found->len == 1)
    return found->pdata[0];

  if (found->len > 1)
    set_ambiguous (found, error);
  else if (name)
    g_set_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_SIGN_IN,
                 _ ("%s is not signed in. Sign in with “culmctl login”."), name);
  else
    g_set_error_literal (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_SIGN_IN,
                         _ ("Nobody is signed in. Sign in with “culmctl login”."));

  return NULL;
}

BambuAccount *
ctl_cloud_await_import (BambuAccountList *accounts, const CtlOptions *options, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (options->token_file);
  BambuAccount *account = dex_await_object (bambu_account_list_import (accounts, file), error);

  if (!account && error)
    {
      ctl_cloud_explain (*error, CULM_SIGN_IN_LEG_PRINTERS);
      g_prefix_error (error, "%s: ", options->token_file);
    }

  return account;
}

BambuAccount *
ctl_cloud_await_account (const CtlOptions *options, GError **error)
{
  g_autoptr (BambuAccountList) accounts =
      ctl_cloud_create_accounts (options, options->token_file != NULL, error);
  BambuAccount *account;

  if (!accounts)
    return NULL;

  if (options->token_file)
    return ctl_cloud_await_import (accounts, options, error);

  if (!dex_await (bambu_account_list_load (accounts), error)
      || !(account = ctl_cloud_find_account (accounts, options->account, error)))
    return NULL;

  if (bambu_account_get_state (account) == BAMBU_ACCOUNT_STATE_SIGNED_IN)
    return g_object_ref (account);

  g_set_error_literal (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_SIGN_IN, "There is no token");
  ctl_cloud_explain (*error, CULM_SIGN_IN_LEG_PRINTERS);

  return NULL;
}

BambuCloudDevice *
ctl_cloud_await_device (BambuCloud *cloud, const char *name, GError **error)
{
  g_autoptr (GListModel) devices = dex_await_object (bambu_cloud_list_devices (cloud), error);
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; devices && i < g_list_model_get_n_items (devices); i++)
    {
      g_autoptr (BambuCloudDevice) device = g_list_model_get_item (devices, i);
      const BambuCloudDeviceValues *values = bambu_cloud_device_get_values (device);
      g_autofree char *own = values->name ? g_utf8_casefold (values->name, -1) : NULL;

      if (g_strcmp0 (own, wanted) == 0
          || (values->serial && g_ascii_strcasecmp (values->serial, name) == 0))
        return g_steal_pointer (&device);
    }

  if (devices)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("No printer of this account is called “%s”. “culmctl devices” shows them."),
                 name);

  return NULL;
}

GListModel *
ctl_cloud_await_devices (BambuCloud *cloud, const CtlOptions *options, GError **error)
{
  const char *name = ctl_options_get_argument (options);
  g_autoptr (GListStore) one = NULL;
  g_autoptr (BambuCloudDevice) device = NULL;

  if (!name)
    return dex_await_object (bambu_cloud_list_devices (cloud), error);

  device = ctl_cloud_await_device (cloud, name, error);
  if (!device)
    return NULL;

  one = g_list_store_new (BAMBU_TYPE_CLOUD_DEVICE);
  g_list_store_append (one, device);

  return G_LIST_MODEL (g_steal_pointer (&one));
}

/* What a sign-in does not meet. */
static const char *
get_call_sentence (BambuCloudError code)
{
  if (code == BAMBU_CLOUD_ERROR_SIGN_IN)
    return _ ("The sign-in is no longer valid. Sign in again with “culmctl login”.");
  if (code == BAMBU_CLOUD_ERROR_NOT_YOURS)
    return _ ("That belongs to another account, or this one may not see it.");
  if (code == BAMBU_CLOUD_ERROR_NOT_AVAILABLE)
    return _ ("The service does not have that.");

  return NULL;
}

void
ctl_cloud_explain (GError *error, CulmSignInLeg leg)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *sentence = NULL;

  if (error->domain != BAMBU_CLOUD_ERROR)
    return;

  if (leg == CULM_SIGN_IN_LEG_PRINTERS)
    sentence = get_call_sentence ((BambuCloudError) error->code);

  if (sentence)
    {
      g_set_str (&error->message, sentence);
    }
  else
    {
      g_autoptr (CulmSignInProblem) problem = culm_sign_in_problem_new (error, leg, now);

      if (problem->help == CULM_SIGN_IN_HELP_USE_CODE)
        {
          g_free (error->message);
          error->message = g_strdup_printf ("%s (culmctl login --email-code)", problem->text);
        }
      else
        {
          g_set_str (&error->message, problem->text);
        }
    }
}
