/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <words/culm-json.h>

#include "ctl-command.h"
#include "ctl-output.h"
#include "ctl-table.h"
#include "link/bambu-discovery.h"
#include "printer/bambu-model.h"

static const char *
or_unknown (const char *text)
{
  return text && *text ? text : "–";
}

static void
add_member (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

/* Of an unknown model what the printer calls itself. */
static const char *
get_model_name (BambuAnnouncement *found)
{
  const char *code = bambu_announcement_get_model (found);
  const BambuModel *model = bambu_model_find (code);

  return *model->name ? model->name : code;
}

/* At once: a script may have what it waits for and end this. */
static void
on_found_json (GListModel *announcements, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (BambuAnnouncement) found = g_list_model_get_item (announcements, i);
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *line = NULL;

      json_builder_begin_object (builder);
      add_member (builder, "serial", bambu_announcement_get_serial (found));
      add_member (builder, "name", bambu_announcement_get_name (found));
      add_member (builder, "model", get_model_name (found));
      add_member (builder, "address", bambu_announcement_get_address (found));
      add_member (builder, "firmware", bambu_announcement_get_version (found));
      json_builder_end_object (builder);

      node = json_builder_get_root (builder);
      line = culm_json_dup_line (node);
      ctl_output_line (line);
    }
}

static void
print_table (GListModel *announcements)
{
  g_autoptr (CtlTable) table = ctl_table_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  if (g_list_model_get_n_items (announcements) == 0)
    {
      ctl_output_error ("%s", _ ("No printer announced itself. Printers on another network cannot "
                                 "be found; “culmctl add” takes their address."));
      return;
    }

  ctl_table_add (table, _ ("NAME"), _ ("MODEL"), _ ("SERIAL NUMBER"), _ ("ADDRESS"), _ ("FIRMWARE"),
                 NULL);
  ctl_table_style (table, CTL_TABLE_ROW, CTL_STYLE_TITLE);

  for (guint i = 0; i < g_list_model_get_n_items (announcements); i++)
    {
      g_autoptr (BambuAnnouncement) found = g_list_model_get_item (announcements, i);

      ctl_table_add (table, or_unknown (bambu_announcement_get_name (found)),
                     or_unknown (get_model_name (found)), bambu_announcement_get_serial (found),
                     bambu_announcement_get_address (found),
                     or_unknown (bambu_announcement_get_version (found)), NULL);
    }

  ctl_table_print (table, text, 0);
  g_string_truncate (text, text->len - 1);
  ctl_output_line (text->str);
}

static DexFuture *
discover_fiber (gpointer user_data)
{
  CtlOptions *options = user_data;
  g_autoptr (BambuDiscovery) discovery = bambu_discovery_new ();
  g_autoptr (GError) error = NULL;

  if (options->json)
    g_signal_connect (discovery, "items-changed", G_CALLBACK (on_found_json), NULL);

  bambu_discovery_hold (discovery);

  /* A timeout only rejects: this listens. */
  dex_await (dex_timeout_new_seconds (options->seconds), NULL);

  if (!bambu_discovery_is_listening (discovery))
    {
      g_object_get (discovery, "error", &error, NULL);
      ctl_output_error (_ ("Cannot listen to printers: %s"), error ? error->message : "–");
      return dex_future_new_for_int (CTL_EXIT_UNREACHABLE);
    }

  if (!options->json)
    print_table (G_LIST_MODEL (discovery));

  bambu_discovery_release (discovery);

  return dex_future_new_for_int (CTL_EXIT_OK);
}

DexFuture *
ctl_command_discover (CtlOptions *options)
{
  return dex_scheduler_spawn (NULL, 0, discover_fiber, options, NULL);
}
