/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "bambu-keyring.h"
#include "bambu-store.h"
#include "ctl-command.h"
#include "ctl-fleet.h"
#include "ctl-output.h"
#include "ctl-printer.h"
#include "printer/bambu-model.h"

/* Printers may share a name; forgetting the wrong one cannot be undone. */
static const BambuKnownPrinter *
find_one (GPtrArray *printers, const char *name, GError **error)
{
  const BambuKnownPrinter *found = NULL;

  for (guint i = 0; i < printers->len; i++)
    {
      const BambuKnownPrinter *printer = printers->pdata[i];

      if (printer->declined || !ctl_fleet_is_meant (printer->name, printer->serial, name))
        continue;

      if (found)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       _ ("More than one printer is called “%s”. Give its serial number."), name);
          return NULL;
        }

      found = printer;
    }

  if (!found)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("No known printer is called “%s”. “culmctl list” shows them."), name);

  return found;
}

/* One that an account has would come back with the account's next list. */
static DexFuture *
forget (BambuStore *store, const BambuKnownPrinter *printer)
{
  return printer->account ? bambu_store_decline_printer (store, printer->serial)
                          : bambu_store_remove_printer (store, printer->serial);
}

static DexFuture *
remove_fiber (gpointer user_data)
{
  CtlOptions *options = user_data;
  g_autofree char *path = bambu_store_dup_default_path ();
  g_autoptr (BambuStore) store = bambu_store_new (path);
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new ();
  g_autoptr (GPtrArray) printers = NULL;
  g_autoptr (GError) error = NULL;
  const BambuKnownPrinter *printer;

  if (!ctl_options_get_argument (options))
    {
      ctl_output_error ("%s", _ ("Which printer? Give its name or serial number."));
      return dex_future_new_for_int (CTL_EXIT_USAGE);
    }

  printers = dex_await_boxed (bambu_store_load_printers (store), &error);
  if (!printers)
    return dex_future_new_for_error (g_steal_pointer (&error));

  printer = find_one (printers, ctl_options_get_argument (options), &error);
  if (!printer || !dex_await (bambu_store_remove_prints (store, printer->serial), &error)
      || !dex_await (forget (store, printer), &error)
      || !dex_await (bambu_keyring_store_access_code (keyring, printer->serial, NULL), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (options->json)
    ctl_printer_print_known (printer->serial, printer->name,
                             bambu_model_find (printer->model)->name, printer->address);

  return dex_future_new_for_int (CTL_EXIT_OK);
}

DexFuture *
ctl_command_remove (CtlOptions *options)
{
  return dex_scheduler_spawn (NULL, 0, remove_fiber, options, NULL);
}
