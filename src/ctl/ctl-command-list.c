/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "bambu-store.h"
#include "ctl-command.h"
#include "ctl-output.h"
#include "ctl-printer.h"
#include "ctl-table.h"
#include "printer/bambu-model.h"

static char *
seen_to_text (gint64 seen)
{
  g_autoptr (GDateTime) time = NULL;

  if (seen <= 0 || !(time = g_date_time_new_from_unix_local (seen)))
    return g_strdup (_ ("never"));

  return g_date_time_format (time, "%F %H:%M");
}

static void
print_json (const BambuKnownPrinter *printer)
{
  ctl_printer_print_known (printer->serial, printer->name, bambu_model_find (printer->model)->name,
                           printer->address);
}

static DexFuture *
list_fiber (gpointer user_data)
{
  CtlOptions *options = user_data;
  g_autofree char *path = bambu_store_dup_default_path ();
  g_autoptr (BambuStore) store = bambu_store_new (path);
  g_autoptr (GPtrArray) printers = NULL;
  g_autoptr (CtlTable) table = ctl_table_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  printers = dex_await_boxed (bambu_store_load_printers (store), &error);
  if (!printers)
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = printers->len; i > 0; i--)
    if (((BambuKnownPrinter *) printers->pdata[i - 1])->declined)
      g_ptr_array_remove_index (printers, i - 1);

  if (options->json)
    {
      for (guint i = 0; i < printers->len; i++)
        print_json (printers->pdata[i]);

      return dex_future_new_for_int (CTL_EXIT_OK);
    }

  if (printers->len == 0)
    {
      ctl_output_error ("%s", _ ("No printer is known. Add one with “culmctl add”."));
      return dex_future_new_for_int (CTL_EXIT_OK);
    }

  ctl_table_add (table, _ ("NAME"), _ ("MODEL"), _ ("SERIAL NUMBER"), _ ("ADDRESS"),
                 _ ("LAST SEEN"), NULL);
  ctl_table_style (table, CTL_TABLE_ROW, CTL_STYLE_TITLE);

  for (guint i = 0; i < printers->len; i++)
    {
      const BambuKnownPrinter *printer = printers->pdata[i];
      g_autofree char *seen = seen_to_text (printer->seen);

      ctl_table_add (table, printer->name, bambu_model_find (printer->model)->name, printer->serial,
                     *printer->address != '\0' ? printer->address : _ ("cloud"), seen, NULL);
    }

  ctl_table_print (table, text, 0);
  g_string_truncate (text, text->len - 1);
  ctl_output_line (text->str);

  return dex_future_new_for_int (CTL_EXIT_OK);
}

DexFuture *
ctl_command_list (CtlOptions *options)
{
  return dex_scheduler_spawn (NULL, 0, list_fiber, options, NULL);
}
