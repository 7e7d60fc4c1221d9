/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-command.h"

#include <bambu/bambu-store.h>
#include <bambu/history/bambu-print-export.h>
#include <glib/gi18n.h>
#include <words/culm-record-words.h>

#include "ctl-cloud-list.h"

static JsonObject *
print_to_json (gpointer item, const CtlOptions *options)
{
  return bambu_print_record_to_json (item);
}

static char *
time_to_text (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

  return time != NULL ? g_date_time_format (time, "%F %H:%M") : g_strdup ("");
}

static void
add_print (CtlTable *table, gpointer item, const CtlOptions *options)
{
  const BambuKnownPrint *known;
  g_autofree char *began = NULL;
  g_autofree char *took = NULL;
  g_autofree char *filament = NULL;

  if (item == NULL)
    {
      ctl_table_add (table, _ ("STARTED"), _ ("TITLE"), _ ("PRINTER"), _ ("RESULT"), _ ("TOOK"),
                     _ ("FILAMENT"), NULL);
      ctl_table_style (table, CTL_TABLE_ROW, CTL_STYLE_TITLE);
      return;
    }

  known = bambu_print_record_get_known (item);
  began = time_to_text (known->began);
  took = culm_record_format_took (item);
  filament = culm_record_format_filament (item);
  ctl_table_add (table, began, culm_record_get_name (item), known->printer_name,
                 culm_record_get_word (item), took, filament, NULL);
}

static const CtlCloudListing prints = {
  NULL,
  print_to_json,
  add_print,
  N_ ("No print was seen on this computer yet. Culm remembers those that it sees."),
};

static DexFuture *
history_fiber (gpointer user_data)
{
  CtlOptions *options = user_data;
  g_autofree char *path = bambu_store_dup_default_path ();
  g_autoptr (BambuStore) store = bambu_store_new (path);
  g_autoptr (GListStore) records = g_list_store_new (BAMBU_TYPE_PRINT_RECORD);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  rows = dex_await_boxed (bambu_store_load_prints (store, NULL, (guint) options->limit), &error);
  if (rows == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (BambuPrintRecord) record =
          bambu_print_record_new (g_ptr_array_index (rows, i), FALSE);

      g_list_store_append (records, record);
    }
  ctl_cloud_list_print (&prints, G_LIST_MODEL (records), options);

  return dex_future_new_for_int (CTL_EXIT_OK);
}

DexFuture *
ctl_command_history (CtlOptions *options)
{
  return dex_scheduler_spawn (NULL, 0, history_fiber, options, NULL);
}
