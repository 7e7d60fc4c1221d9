/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-command.h"

#include <glib/gi18n.h>

#include "ctl-cloud-list.h"
#include "ctl-cloud-text.h"
#include "ctl-cloud.h"
#include "ctl-fleet.h"
#include "ctl-output.h"
#include "ctl-secret.h"
#include "link/bambu-redact.h"

static const char *
get_name (const CtlOptions *options)
{
  return options->account ? options->account : ctl_options_get_argument (options);
}

static void
print_account (BambuAccount *account, const CtlOptions *options)
{
  g_autofree char *text = NULL;

  if (options->json)
    {
      ctl_cloud_print_json (ctl_cloud_json_account (account));
      return;
    }

  text = ctl_cloud_text_account (account);
  ctl_output_line (text);
}

/* Returns: TRUE if the service says that it is valid, FALSE without an error if there is none */
static gboolean
await_check (BambuAccount *account, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (bambu_account_get_state (account) != BAMBU_ACCOUNT_STATE_SIGNED_IN)
    return FALSE;

  if (dex_await (bambu_account_check (account), &local_error))
    return TRUE;

  if (!g_error_matches (local_error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_SIGN_IN))
    {
      ctl_cloud_explain (local_error, CULM_SIGN_IN_LEG_PRINTERS);
      g_propagate_error (error, g_steal_pointer (&local_error));
    }

  return FALSE;
}

static DexFuture *
verify (BambuAccountList *accounts, const CtlOptions *options)
{
  g_autoptr (GError) error = NULL;
  BambuAccount *account = ctl_cloud_find_account (accounts, get_name (options), &error);

  if (!account)
    {
      ctl_output_error ("%s", error->message);
      return dex_future_new_for_int (CTL_EXIT_USAGE);
    }

  if (await_check (account, &error))
    {
      print_account (account, options);
      return dex_future_new_for_int (CTL_EXIT_OK);
    }

  if (error)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (options->json)
    print_account (account, options);
  ctl_output_error ("%s",
                    _ ("The sign-in is no longer valid. Sign in again with “culmctl login”."));

  return dex_future_new_for_int (CTL_EXIT_USAGE);
}

static gboolean
await_password (BambuAccount *account, const char *name, GError **error)
{
  char *password = ctl_secret_await (_ ("Password:"), error);
  DexFuture *step;

  if (!password)
    {
      g_prefix_error (error, "%s ", _ ("The password cannot be read:"));
      return FALSE;
    }

  step = bambu_account_sign_in (account, name, password);
  bambu_secret_free (password);
  if (dex_await (step, error))
    return TRUE;

  ctl_cloud_explain (*error, CULM_SIGN_IN_LEG_PASSWORD);

  return FALSE;
}

static const char *
get_prompt (BambuAccountState state)
{
  if (state == BAMBU_ACCOUNT_STATE_NEEDS_AUTHENTICATOR)
    return _ ("Code of your authenticator app:");
  if (state == BAMBU_ACCOUNT_STATE_NEEDS_SMS_CODE)
    return _ ("Code that was sent to your phone:");

  return _ ("Code that was sent to you by e-mail:");
}

/* A step may have failed to send a code that the service had sent by itself. */
static void
tell_code_error (BambuAccount *account)
{
  const GError *error = bambu_account_get_error (account);
  g_autoptr (GError) explained = error ? g_error_copy (error) : NULL;

  if (!explained)
    return;

  ctl_cloud_explain (explained, CULM_SIGN_IN_LEG_SEND_CODE);
  ctl_output_error ("%s", explained->message);
}

/* By somebody who is there to type it again. */
static gboolean
can_mend (BambuAccount *account, const GError *error)
{
  BambuAccountState state = bambu_account_get_state (account);

  if (!ctl_secret_can_ask_again ())
    return FALSE;
  if (state == BAMBU_ACCOUNT_STATE_NEEDS_AUTHENTICATOR)
    return g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_WRONG_CODE);

  return (state == BAMBU_ACCOUNT_STATE_NEEDS_EMAIL_CODE
          || state == BAMBU_ACCOUNT_STATE_NEEDS_SMS_CODE)
         && (g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_WRONG_CODE)
             || g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_EXPIRED_CODE));
}

/* Where none can be sent the one that was typed may have been an older one. */
static void
await_new_code (BambuAccount *account)
{
  g_autoptr (GError) error = NULL;

  if (dex_await (bambu_account_send_code (account), &error))
    {
      ctl_output_error ("%s", _ ("A new code is on its way."));
      return;
    }

  ctl_cloud_explain (error, CULM_SIGN_IN_LEG_SEND_CODE);
  ctl_output_error ("%s", error->message);
}

static gboolean
await_code (BambuAccount *account, GError **error)
{
  while (bambu_account_get_state (account) != BAMBU_ACCOUNT_STATE_SIGNED_IN)
    {
      BambuAccountState state = bambu_account_get_state (account);
      g_autoptr (GError) step_error = NULL;
      DexFuture *step;
      char *code = ctl_secret_await (get_prompt (state), error);

      if (!code)
        {
          g_prefix_error (error, "%s ", _ ("The code cannot be read:"));
          return FALSE;
        }

      step = bambu_account_submit_code (account, code);
      bambu_secret_free (code);
      if (dex_await (step, &step_error))
        continue;

      ctl_cloud_explain (step_error, state == BAMBU_ACCOUNT_STATE_NEEDS_AUTHENTICATOR
                                         ? CULM_SIGN_IN_LEG_AUTHENTICATOR
                                         : CULM_SIGN_IN_LEG_CODE);
      if (!can_mend (account, step_error))
        {
          g_propagate_error (error, g_steal_pointer (&step_error));
          return FALSE;
        }

      ctl_output_error ("%s", step_error->message);
      if (g_error_matches (step_error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_EXPIRED_CODE))
        await_new_code (account);
    }

  return TRUE;
}

static gboolean
await_sign_in (BambuAccount *account, const char *name, const CtlOptions *options, GError **error)
{
  if (!options->email_code)
    {
      if (!await_password (account, name, error))
        return FALSE;
    }
  else if (!dex_await (bambu_account_sign_in_by_code (account, name), error))
    {
      ctl_cloud_explain (*error, CULM_SIGN_IN_LEG_SEND_CODE);
      return FALSE;
    }

  tell_code_error (account);

  return await_code (account, error);
}

static BambuAccount *
await_new_account (BambuAccountList *accounts, const CtlOptions *options, GError **error)
{
  BambuRegion *region = bambu_account_list_get_regions (accounts)->pdata[0];
  g_autoptr (BambuAccount) account = NULL;
  g_autofree char *name = NULL;

  if (options->token_file)
    return ctl_cloud_await_import (accounts, options, error);

  name = get_name (options) ? g_strdup (get_name (options))
                            : ctl_secret_await_name (_ ("E-mail or phone number:"), error);
  if (!name)
    {
      g_prefix_error (error, "%s ", _ ("The account cannot be read:"));
      return NULL;
    }

  account = bambu_account_list_create (accounts, region->id);
  if (!await_sign_in (account, name, options, error))
    return NULL;

  return g_steal_pointer (&account);
}

/* A sign-in that is good already is not made again, unless somebody wants that. */
static BambuAccount *
await_old_account (BambuAccountList *accounts, const CtlOptions *options)
{
  BambuAccount *account = NULL;

  if (!options->force && !options->token_file)
    account = ctl_cloud_find_account (accounts, get_name (options), NULL);

  return account && await_check (account, NULL) ? g_object_ref (account) : NULL;
}

/* The token as the other commands use it: from the keyring. */
static DexFuture *
test (BambuAccount *account, CtlOptions *options)
{
  g_autoptr (GError) error = NULL;
  int exit;

  g_clear_pointer (&options->arguments, g_strfreev);
  g_set_str (&options->account, bambu_account_get_account (account));
  g_clear_pointer (&options->token_file, g_free);

  exit = dex_await_int (ctl_command_profile (options), &error);
  if (error)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return exit == CTL_EXIT_OK ? ctl_command_devices (options) : dex_future_new_for_int (exit);
}

static gboolean
is_none (const BambuKnownPrinter *printer, gpointer user_data)
{
  return FALSE;
}

/* The account's printers are known from now on. Who signs in is not kept from it by a list that
 * cannot be had: the app and “culmctl devices” load it too. */
static void
await_printers (BambuAccount *account, BambuAccountList *accounts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BambuAccountPrinters) printers = ctl_fleet_await_bound (accounts, is_none, &error);
  g_autoptr (GListModel) devices = NULL;

  if (printers)
    devices = dex_await_object (bambu_account_printers_load (printers, account), &error);

  if (!devices)
    g_debug ("The printers are not known yet: %s", error->message);
}

/* Returns: %FALSE if the sign-in cannot be kept, with that said */
static gboolean
await_kept (BambuAccount *account)
{
  BambuKeyring *keyring = bambu_account_get_keyring (account);

  if (bambu_keyring_get_state (keyring) == BAMBU_KEYRING_STATE_LOCKED)
    {
      ctl_output_error ("%s", _ ("Your keyring is locked. The desktop asks for its password."));
      dex_await (bambu_keyring_unlock (keyring), NULL); /* the account says what came of it */
    }
  if (bambu_account_is_persistent (account))
    return TRUE;

  if (bambu_keyring_get_state (keyring) == BAMBU_KEYRING_STATE_LOCKED)
    ctl_output_error ("%s", _ ("Your keyring stayed locked. The sign-in could not be kept and was "
                               "ended again; it is never written to a file."));
  else
    ctl_output_error ("%s", _ ("There is no keyring. The sign-in could not be kept and was ended "
                               "again; it is never written to a file."));

  return FALSE;
}

static DexFuture *
login_fiber (gpointer user_data)
{
  CtlOptions *options = user_data;
  g_autoptr (BambuAccountList) accounts = NULL;
  g_autoptr (BambuAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  accounts = ctl_cloud_create_accounts (options, FALSE, &error);
  if (!accounts || !dex_await (bambu_account_list_load (accounts), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (options->verify_only)
    return verify (accounts, options);

  account = await_old_account (accounts, options);
  if (!account && !(account = await_new_account (accounts, options, &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (!await_kept (account))
    {
      /* Nobody else can use it, and nobody could end it any more. */
      dex_await (bambu_account_sign_out (account), NULL);
      return dex_future_new_for_int (CTL_EXIT_USAGE);
    }

  await_printers (account, accounts);
  print_account (account, options);

  return options->test ? test (account, options) : dex_future_new_for_int (CTL_EXIT_OK);
}

DexFuture *
ctl_command_login (CtlOptions *options)
{
  return dex_scheduler_spawn (NULL, 0, login_fiber, options, NULL);
}
