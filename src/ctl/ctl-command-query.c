/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-command.h"

#include <glib/gi18n.h>

#include "ctl-cloud-list.h"
#include "ctl-cloud-text.h"
#include "ctl-cloud.h"
#include "ctl-fleet.h"
#include "ctl-output.h"

/* Of one printer, if one is named. */
static GListModel *
await_statuses (BambuCloud *cloud, const CtlOptions *options, GError **error)
{
  g_autoptr (GListModel) all = dex_await_object (bambu_cloud_list_print_status (cloud), error);
  g_autoptr (GListStore) meant = g_list_store_new (BAMBU_TYPE_CLOUD_PRINT_STATUS);

  for (guint i = 0; all && i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (BambuCloudPrintStatus) status = g_list_model_get_item (all, i);
      const BambuCloudPrintStatusValues *values = bambu_cloud_print_status_get_values (status);

      if (!options->device
          || ctl_fleet_is_meant (values->name ? values->name : "",
                                 values->serial ? values->serial : "", options->device))
        g_list_store_append (meant, status);
    }

  return all ? G_LIST_MODEL (g_steal_pointer (&meant)) : NULL;
}

static JsonObject *
status_to_json (gpointer item, const CtlOptions *options)
{
  return ctl_cloud_json_print_status (item);
}

static void
add_status (CtlTable *table, gpointer item, const CtlOptions *options)
{
  ctl_cloud_text_add_print_status (table, item);
}

static const CtlCloudListing statuses = {
  await_statuses,
  status_to_json,
  add_status,
  N_ ("The service knows of no print."),
};

typedef struct
{
  const char *key;
  const char *title;
  const CtlCloudListing *listing; /* NULL: the profile */
} Section;

/* In the order in which they are shown */
static const Section sections[] = {
  { "devices", N_ ("Printers"), &ctl_cloud_devices },
  { "status", N_ ("Prints"), &statuses },
  { "profile", N_ ("Profile"), NULL },
  { "projects", N_ ("Projects"), &ctl_cloud_projects },
  { "firmware", N_ ("Firmware"), &ctl_cloud_firmware },
};

static gboolean
is_asked_for (const CtlOptions *options, guint section)
{
  const gboolean asked[G_N_ELEMENTS (sections)] = {
    options->ask_devices || options->device,
    options->ask_status,
    options->ask_profile,
    options->ask_projects,
    options->ask_firmware,
  };

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    if (asked[i])
      return asked[section];

  return sections[section].listing == &ctl_cloud_devices;
}

/* All of it before the first is shown: a script gets everything, or nothing. */
static gboolean
await_answers (BambuCloud *cloud, const CtlOptions *options, GObject **answers, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      if (!is_asked_for (options, i))
        continue;

      answers[i] = sections[i].listing
                       ? G_OBJECT (sections[i].listing->await_items (cloud, options, error))
                       : dex_await_object (bambu_cloud_load_profile (cloud), error);
      if (!answers[i])
        return FALSE;
    }

  return TRUE;
}

static gboolean
print_json (GObject **answers, const CtlOptions *options)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    if (answers[i] && sections[i].listing)
      json_object_set_array_member (
          object, sections[i].key,
          ctl_cloud_list_to_json (sections[i].listing, G_LIST_MODEL (answers[i]), options));
    else if (answers[i])
      json_object_set_object_member (object, sections[i].key,
                                     ctl_cloud_json_profile (BAMBU_CLOUD_PROFILE (answers[i])));

  return ctl_cloud_print_json (object);
}

static void
print_title (const char *title, gboolean is_first)
{
  g_autoptr (GString) line = g_string_new (is_first ? NULL : "\n");

  ctl_output_append_styled (line, title, CTL_STYLE_TITLE);
  ctl_output_line (line->str);
}

static gboolean
print_text (GObject **answers, const CtlOptions *options)
{
  guint n_answers = 0;
  guint n_printed = 0;
  gboolean is_read = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    n_answers += answers[i] != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (sections) && is_read; i++)
    {
      if (!answers[i])
        continue;

      if (n_answers > 1)
        print_title (_ (sections[i].title), n_printed++ == 0);

      if (sections[i].listing)
        {
          is_read = ctl_cloud_list_print (sections[i].listing, G_LIST_MODEL (answers[i]), options);
        }
      else
        {
          g_autofree char *text = ctl_cloud_text_profile (BAMBU_CLOUD_PROFILE (answers[i]));

          is_read = ctl_output_line (text);
        }
    }

  return is_read;
}

static DexFuture *
query_fiber (gpointer user_data)
{
  CtlOptions *options = user_data;
  g_autoptr (BambuAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  GObject *answers[G_N_ELEMENTS (sections)] = { NULL };
  gboolean is_answered;
  gboolean is_read = FALSE;

  if (options->arguments)
    {
      ctl_output_error ("%s", ctl_options_get_token_refusal ());
      return dex_future_new_for_int (CTL_EXIT_USAGE);
    }

  account = ctl_cloud_await_account (options, &error);
  if (!account)
    {
      /* Nothing was asked yet: this is a question of how it was called. */
      ctl_output_error ("%s", error->message);
      return dex_future_new_for_int (
          g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_SIGN_IN)
              ? CTL_EXIT_USAGE
              : ctl_exit_from_error (error));
    }

  is_answered = await_answers (bambu_account_get_cloud (account), options, answers, &error);
  if (is_answered)
    is_read = options->json ? print_json (answers, options) : print_text (answers, options);

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    g_clear_object (&answers[i]);

  if (!is_answered)
    {
      ctl_cloud_explain (error, CULM_SIGN_IN_LEG_PRINTERS);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  return dex_future_new_for_int (is_read ? CTL_EXIT_OK : CTL_EXIT_USAGE);
}

DexFuture *
ctl_command_query (CtlOptions *options)
{
  return dex_scheduler_spawn (NULL, 0, query_fiber, options, NULL);
}
