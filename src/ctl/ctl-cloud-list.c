/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-cloud-list.h"

#include <glib/gi18n.h>
#include <words/culm-json.h>

#include "ctl-cloud.h"
#include "ctl-exit.h"
#include "ctl-output.h"

typedef struct
{
  const CtlCloudListing *listing;
  CtlOptions *options;
} Run;

gboolean
ctl_cloud_print_json (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *line = NULL;

  json_node_take_object (node, object);
  line = culm_json_dup_line (node);

  return ctl_output_line (line);
}

gboolean
ctl_cloud_list_print (const CtlCloudListing *listing, GListModel *items, const CtlOptions *options)
{
  g_autoptr (CtlTable) table = ctl_table_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_items = g_list_model_get_n_items (items);

  if (!options->json)
    {
      listing->add_row (table, NULL, options);
      ctl_table_style (table, CTL_TABLE_ROW, CTL_STYLE_TITLE);
    }

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (items, i);

      if (!options->json)
        listing->add_row (table, item, options);
      else if (!ctl_cloud_print_json (listing->to_json (item, options)))
        return FALSE;
    }

  if (options->json)
    return TRUE;

  if (n_items == 0)
    {
      ctl_output_error ("%s", _ (listing->nothing));
      return TRUE;
    }

  ctl_table_print (table, text, 0);
  g_string_truncate (text, text->len - 1);

  return ctl_output_line (text->str);
}

JsonArray *
ctl_cloud_list_to_json (const CtlCloudListing *listing,
                        GListModel *items,
                        const CtlOptions *options)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (items, i);

      json_array_add_object_element (array, listing->to_json (item, options));
    }

  return array;
}

GListModel *
ctl_cloud_list_await_pages (BambuCloudPages *pages, const CtlOptions *options, GError **error)
{
  g_autoptr (GListStore) first = g_list_store_new (G_TYPE_OBJECT);
  GListModel *model = G_LIST_MODEL (pages);

  while (!bambu_cloud_pages_is_complete (pages)
         && g_list_model_get_n_items (model) < (guint) options->limit)
    if (!dex_await (bambu_cloud_pages_load_more (pages), error))
      return NULL;

  for (guint i = 0; i < MIN (g_list_model_get_n_items (model), (guint) options->limit); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      g_list_store_append (first, item);
    }

  return G_LIST_MODEL (g_steal_pointer (&first));
}

static DexFuture *
run_fiber (gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (BambuAccount) account = NULL;
  g_autoptr (GListModel) items = NULL;
  g_autoptr (GError) error = NULL;

  account = ctl_cloud_await_account (run->options, &error);
  if (!account)
    return dex_future_new_for_error (g_steal_pointer (&error));

  items = run->listing->await_items (bambu_account_get_cloud (account), run->options, &error);
  if (!items)
    {
      ctl_cloud_explain (error, CULM_SIGN_IN_LEG_PRINTERS);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  return dex_future_new_for_int (
      ctl_cloud_list_print (run->listing, items, run->options) ? CTL_EXIT_OK : CTL_EXIT_USAGE);
}

DexFuture *
ctl_cloud_list_run (const CtlCloudListing *listing, CtlOptions *options)
{
  Run *run = g_new0 (Run, 1);

  run->listing = listing;
  run->options = options;

  return dex_scheduler_spawn (NULL, 0, run_fiber, run, g_free);
}
