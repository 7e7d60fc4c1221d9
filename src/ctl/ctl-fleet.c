/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-fleet.h"

#include <glib/gi18n.h>

#include "ctl-cloud.h"
#include "ctl-failure.h"
#include "ctl-secret.h"
#include "link/bambu-address.h"
#include "link/bambu-probe.h"
#include "link/bambu-serial.h"

static BambuTrust *
create_trust (const char *ca_file, GError **error)
{
  g_autoptr (BambuTrust) trust = bambu_trust_new ();

  if (ca_file && !bambu_trust_add_authority (trust, ca_file, error))
    return NULL;

  return g_steal_pointer (&trust);
}

BambuFleet *
ctl_fleet_create (const char *ca_file, GError **error)
{
  g_autofree char *path = bambu_store_dup_default_path ();
  g_autoptr (BambuStore) store = NULL;
  g_autoptr (BambuKeyring) keyring = NULL;
  g_autoptr (BambuDiscovery) discovery = NULL;
  g_autoptr (BambuTrust) trust = create_trust (ca_file, error);

  if (!trust)
    return NULL;

  store = bambu_store_new (path);
  keyring = bambu_keyring_new ();
  discovery = bambu_discovery_new ();

  return bambu_fleet_new (store, keyring, trust, discovery);
}

/* Without a serial number the certificate tells it; whether that is to be trusted is judged when
 * the link connects. */
static char *
await_serial (BambuTrust *trust, const char *host, guint16 port, GError **error)
{
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (BambuCertificate) certificate = NULL;

  connection = dex_await_object (bambu_probe_connect (host, port), error);
  if (connection)
    certificate = dex_await_boxed (bambu_probe_handshake (connection, trust, NULL), error);

  if (certificate && bambu_serial_is_valid (certificate->common_name))
    return g_strdup (certificate->common_name);

  if (certificate)
    g_set_error_literal (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_PROTOCOL,
                         "The certificate names no printer");

  return NULL;
}

/* Nothing was connected yet: whatever it was, the printer is not reached. */
static DexFuture *
reject_unreachable (const GError *error, const char *address)
{
  g_autoptr (GError) reason =
      g_error_new_literal (BAMBU_LINK_ERROR,
                           g_error_matches (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_PROTOCOL)
                               ? BAMBU_LINK_ERROR_PROTOCOL
                               : BAMBU_LINK_ERROR_UNREACHABLE,
                           error->message);
  g_autofree char *text = ctl_failure_to_text (reason, _ ("The printer"), address, NULL);

  return dex_future_new_for_error (g_error_new_literal (reason->domain, reason->code, text));
}

static DexFuture *
add_accounts (BambuFleet *fleet, BambuAccountList *accounts)
{
  return dex_future_new_take_object (bambu_account_printers_new (fleet, accounts));
}

/* A fleet of one that leaves no trace. */
static DexFuture *
open_address (const CtlOptions *options)
{
  g_autoptr (BambuStore) store = NULL;
  g_autoptr (BambuKeyring) keyring = NULL;
  g_autoptr (BambuFleet) fleet = NULL;
  g_autoptr (BambuAccountList) accounts = NULL;
  g_autoptr (BambuPrinter) printer = NULL;
  g_autoptr (BambuTrust) trust = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;
  g_autofree char *serial = g_strdup (options->serial);
  g_autofree char *host = NULL;
  guint16 port;

  if (!bambu_address_parse (options->address, &host, &port, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  trust = create_trust (options->ca_file, &error);
  if (!trust)
    return dex_future_new_for_error (g_steal_pointer (&error));

  code = ctl_secret_await_access_code (options->access_code_file, &error);
  if (!code)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (!serial && !(serial = await_serial (trust, host, port, &error)))
    return reject_unreachable (error, options->address);

  accounts = ctl_cloud_create_accounts (options, TRUE, &error);
  if (!accounts)
    return dex_future_new_for_error (g_steal_pointer (&error));

  store = bambu_store_new (NULL);
  keyring = bambu_keyring_new_for_session ();
  fleet = bambu_fleet_new (store, keyring, trust, NULL);
  printer = dex_await_object (
      bambu_fleet_add (fleet, serial, serial, NULL, options->address, code, options->fingerprint),
      &error);
  if (!printer)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return add_accounts (fleet, accounts);
}

gboolean
ctl_fleet_is_meant (const char *name, const char *serial, const char *word)
{
  g_autofree char *own = g_utf8_casefold (name, -1);
  g_autofree char *wanted = g_utf8_casefold (word, -1);

  return g_str_equal (own, wanted) || g_ascii_strcasecmp (serial, word) == 0;
}

#define MAX_PLACE_DIGITS 3

/* Its place in the list, from 0, where no name says it. */
static gboolean
is_place (const char *word)
{
  gsize n_digits = strspn (word, "0123456789");

  return n_digits > 0 && n_digits <= MAX_PLACE_DIGITS && word[n_digits] == '\0';
}

typedef struct
{
  const char **names;
  guint n_seen;
} Wanted;

static gboolean
is_wanted (const BambuKnownPrinter *printer, gpointer user_data)
{
  Wanted *wanted = user_data;
  guint place = wanted->n_seen++;

  for (guint i = 0; wanted->names[i]; i++)
    if (ctl_fleet_is_meant (printer->name, printer->serial, wanted->names[i])
        || (is_place (wanted->names[i]) && g_ascii_strtoull (wanted->names[i], NULL, 10) == place))
      return TRUE;

  return !wanted->names[0];
}

static gboolean
has_bound_printer (BambuFleet *fleet)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fleet)); i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (G_LIST_MODEL (fleet), i);

      if (bambu_fleet_get_account (fleet, printer))
        return TRUE;
    }

  return FALSE;
}

/* Only with what was asked for: a printer need not hear of a look at another one, and without need
 * nobody asks the keyring for the sign-ins. */
static DexFuture *
open_known (const CtlOptions *options)
{
  g_autofree const char **names = ctl_options_get_printers (options);
  Wanted wanted = { names, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BambuFleet) fleet = ctl_fleet_create (NULL, &error);
  g_autoptr (BambuAccountList) accounts = NULL;

  if (!fleet || !(accounts = ctl_cloud_create_accounts (options, FALSE, &error))
      || !dex_await (bambu_fleet_load_some (fleet, is_wanted, &wanted), &error)
      || (has_bound_printer (fleet) && !dex_await (bambu_account_list_load (accounts), &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return add_accounts (fleet, accounts);
}

/* The printers of a sign-in that is not remembered. */
static DexFuture *
open_token_file (const CtlOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BambuAccountList) accounts = ctl_cloud_create_accounts (options, TRUE, &error);
  g_autoptr (BambuAccount) account = NULL;
  g_autoptr (BambuAccountPrinters) opened = NULL;
  g_autoptr (BambuStore) store = bambu_store_new (NULL);
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new_for_session ();
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  g_autoptr (BambuFleet) fleet = bambu_fleet_new (store, keyring, trust, NULL);

  if (!accounts || !dex_await (bambu_fleet_load (fleet), &error)
      || !(account = ctl_cloud_await_import (accounts, options, &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  opened = bambu_account_printers_new (fleet, accounts);
  if (!dex_await (bambu_account_printers_load (opened, account), &error))
    {
      ctl_cloud_explain (error, CULM_SIGN_IN_LEG_PRINTERS);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  return dex_future_new_take_object (g_steal_pointer (&opened));
}

BambuAccountPrinters *
ctl_fleet_await_bound (BambuAccountList *accounts, BambuKnownPrinterFunc wants, GError **error)
{
  g_autoptr (BambuFleet) fleet = ctl_fleet_create (NULL, error);

  if (!fleet || !dex_await (bambu_fleet_load_some (fleet, wants, NULL), error))
    return NULL;

  return bambu_account_printers_new (fleet, accounts);
}

static DexFuture *
open_fiber (gpointer user_data)
{
  const CtlOptions *options = user_data;

  if (options->address)
    return open_address (options);

  return options->token_file ? open_token_file (options) : open_known (options);
}

DexFuture *
ctl_fleet_open (const CtlOptions *options)
{
  return dex_scheduler_spawn (NULL, 0, open_fiber, (gpointer) options, NULL);
}

static void
add_meant (GPtrArray *printers, BambuFleet *fleet, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fleet)); i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (G_LIST_MODEL (fleet), i);

      if ((!name
           || ctl_fleet_is_meant (bambu_printer_get_name (printer),
                                  bambu_printer_get_serial (printer), name))
          && !g_ptr_array_find (printers, printer, NULL))
        g_ptr_array_add (printers, g_steal_pointer (&printer));
    }
}

GPtrArray *
ctl_fleet_find (BambuFleet *fleet, const char *name, GError **error)
{
  g_autoptr (GPtrArray) printers = g_ptr_array_new_with_free_func (g_object_unref);

  add_meant (printers, fleet, name);
  /* Then it is the only one that was opened. */
  if (printers->len == 0 && name && is_place (name)
      && g_list_model_get_n_items (G_LIST_MODEL (fleet)) == 1)
    add_meant (printers, fleet, NULL);
  if (printers->len > 0)
    return g_steal_pointer (&printers);

  if (name)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("No known printer is called “%s”. “culmctl list” shows them."), name);
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         _ ("No printer is known. Add one with “culmctl add”, or name one with "
                            "--address."));
  return NULL;
}

GPtrArray *
ctl_fleet_find_all (BambuFleet *fleet, const CtlOptions *options, GError **error)
{
  g_autofree const char **names = ctl_options_get_printers (options);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  if (!names[0])
    return ctl_fleet_find (fleet, NULL, error);

  for (guint i = 0; names[i]; i++)
    {
      g_autoptr (GPtrArray) some = ctl_fleet_find (fleet, names[i], error);

      if (!some)
        return NULL;

      add_meant (all, fleet, names[i]);
      if (all->len == 0)
        g_ptr_array_extend (all, some, (GCopyFunc) g_object_ref, NULL);
    }

  return g_steal_pointer (&all);
}
