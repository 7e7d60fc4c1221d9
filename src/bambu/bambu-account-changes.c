/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-account-printers.h"

#include "account/bambu-cloud-calls.h"

/* What changes which printers an account has, and what it calls them. */

/* The list that is on its way may be older than the change: the next one is not. */
#define LOADS_MAX 2

typedef struct
{
  BambuAccountPrinters *printers;
  BambuAccount *account;
  DexFuture *request;
  char *serial; /* (nullable): known once the request has told it */
} Change;

static Change *
change_new (BambuAccountPrinters *printers,
            BambuAccount *account,
            DexFuture *request,
            const char *serial)
{
  Change *self = g_new0 (Change, 1);

  self->printers = g_object_ref (printers);
  self->account = g_object_ref (account);
  self->request = request;
  self->serial = g_strdup (serial);

  return self;
}

static void
change_free (gpointer data)
{
  Change *self = data;

  g_object_unref (self->printers);
  g_object_unref (self->account);
  dex_clear (&self->request);
  g_free (self->serial);
  g_free (self);
}

static gboolean
is_listed (Change *self)
{
  BambuAccountList *accounts = bambu_account_printers_get_accounts (self->printers);

  return bambu_account_list_find (accounts, bambu_account_get_region (self->account),
                                  bambu_account_get_account (self->account))
         == self->account;
}

static gboolean
is_bound (Change *self)
{
  BambuPrinter *printer =
      bambu_fleet_find (bambu_account_printers_get_fleet (self->printers), self->serial);

  return printer != NULL && bambu_account_printers_find (self->printers, printer) == self->account;
}

/* The change is done whether or not the list can be had: it comes again by itself. */
static void
look_again (Change *self, gboolean bound)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < LOADS_MAX && is_bound (self) != bound && is_listed (self); i++)
    if (!dex_await (bambu_account_printers_load (self->printers, self->account), &error))
      {
        g_debug ("The account has changed, but its list cannot be loaded: %s", error->message);
        return;
      }
}

static DexFuture *
bind_fiber (gpointer user_data)
{
  Change *self = user_data;
  g_autoptr (GError) error = NULL;

  self->serial = dex_await_string (g_steal_pointer (&self->request), &error);
  if (self->serial == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* Whoever removed it once wants it now. */
  if (!dex_await (
          bambu_fleet_accept (bambu_account_printers_get_fleet (self->printers), self->serial),
          &error))
    g_warning ("A printer is wanted again until the app is closed: %s", error->message);

  look_again (self, TRUE);

  return dex_future_new_take_string (g_strdup (self->serial));
}

static DexFuture *
unbind_fiber (gpointer user_data)
{
  Change *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!dex_await (g_steal_pointer (&self->request), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  look_again (self, FALSE);

  return dex_future_new_true ();
}

/* The fleet has to know what the account calls it, to follow the next name that comes from there.
 */
static DexFuture *
rename_fiber (gpointer user_data)
{
  Change *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!dex_await (g_steal_pointer (&self->request), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (is_listed (self)
      && !dex_await (bambu_account_printers_load (self->printers, self->account), &error))
    g_debug ("The account has changed, but its list cannot be loaded: %s", error->message);

  return dex_future_new_true ();
}

static DexFuture *
pass_on (DexFuture *future, gpointer user_data)
{
  return dex_ref (future);
}

/* Chained: whoever drops that ends the fiber, and the request with it. */
static DexFuture *
run (DexFiberFunc fiber, Change *change)
{
  return dex_future_finally (dex_scheduler_spawn (NULL, 0, fiber, change, change_free), pass_on,
                             NULL, NULL);
}

DexFuture *
bambu_account_printers_bind (BambuAccountPrinters *self, BambuAccount *account, const char *pin)
{
  dex_return_error_if_fail (BAMBU_IS_ACCOUNT_PRINTERS (self));
  dex_return_error_if_fail (BAMBU_IS_ACCOUNT (account));
  dex_return_error_if_fail (pin != NULL);

  return run (bind_fiber,
              change_new (self, account,
                          bambu_cloud_bind_device (bambu_account_get_cloud (account), pin), NULL));
}

DexFuture *
bambu_account_printers_bind_by_serial (BambuAccountPrinters *self,
                                       BambuAccount *account,
                                       const char *serial,
                                       const char *name,
                                       const char *code)
{
  dex_return_error_if_fail (BAMBU_IS_ACCOUNT_PRINTERS (self));
  dex_return_error_if_fail (BAMBU_IS_ACCOUNT (account));
  dex_return_error_if_fail (serial != NULL && name != NULL && code != NULL);

  return run (bind_fiber, change_new (self, account,
                                      bambu_cloud_bind_device_by_serial (
                                          bambu_account_get_cloud (account), serial, name, code),
                                      NULL));
}

DexFuture *
bambu_account_printers_unbind (BambuAccountPrinters *self, BambuPrinter *printer)
{
  BambuAccount *account;
  const char *serial;

  dex_return_error_if_fail (BAMBU_IS_ACCOUNT_PRINTERS (self));
  dex_return_error_if_fail (BAMBU_IS_PRINTER (printer));

  account = bambu_account_printers_find (self, printer);
  serial = bambu_printer_get_serial (printer);
  dex_return_error_if_fail (account != NULL);

  return run (unbind_fiber,
              change_new (self, account,
                          bambu_cloud_unbind_device (bambu_account_get_cloud (account), serial),
                          serial));
}

DexFuture *
bambu_account_printers_rename (BambuAccountPrinters *self, BambuPrinter *printer, const char *name)
{
  BambuAccount *account;
  const char *serial;

  dex_return_error_if_fail (BAMBU_IS_ACCOUNT_PRINTERS (self));
  dex_return_error_if_fail (BAMBU_IS_PRINTER (printer));
  dex_return_error_if_fail (name != NULL);

  account = bambu_account_printers_find (self, printer);
  serial = bambu_printer_get_serial (printer);
  dex_return_error_if_fail (account != NULL);

  return run (rename_fiber, change_new (self, account,
                                        bambu_cloud_rename_device (
                                            bambu_account_get_cloud (account), serial, name),
                                        serial));
}
