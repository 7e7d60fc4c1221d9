/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-command.h"

#include <glib/gi18n.h>

#include "ctl-cloud-list.h"
#include "ctl-cloud-text.h"

static GListModel *
await_messages (BambuCloud *cloud, const CtlOptions *options, GError **error)
{
  g_autoptr (BambuCloudPages) pages = bambu_cloud_list_messages (cloud);

  return ctl_cloud_list_await_pages (pages, options, error);
}

static JsonObject *
message_to_json (gpointer item, const CtlOptions *options)
{
  return ctl_cloud_json_message (item, options->show_secrets);
}

static void
add_message (CtlTable *table, gpointer item, const CtlOptions *options)
{
  ctl_cloud_text_add_message (table, item);
}

static const CtlCloudListing messages = {
  await_messages,
  message_to_json,
  add_message,
  N_ ("There are no messages."),
};

DexFuture *
ctl_command_messages (CtlOptions *options)
{
  return ctl_cloud_list_run (&messages, options);
}
