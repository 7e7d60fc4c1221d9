/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-cloud-text.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ctl-output.h"
#include "words/culm-format.h"
#include "words/culm-history-words.h"
#include "words/culm-sign-in-words.h"

/* What the service sends has any length. */
#define MAX_CELL_CHARACTERS 48

static char *
shorten (const char *text)
{
  g_autofree char *start = NULL;

  if (!text)
    return g_strdup ("");
  if (g_utf8_strlen (text, -1) <= MAX_CELL_CHARACTERS)
    return g_strdup (text);

  start = g_utf8_substring (text, 0, MAX_CELL_CHARACTERS - 1);

  return g_strconcat (start, "…", NULL);
}

static const char *
or_empty (const char *text)
{
  return text ? text : "";
}

static char *
time_to_text (gint64 seconds)
{
  g_autoptr (GDateTime) time = NULL;

  if (seconds <= 0 || !(time = g_date_time_new_from_unix_local (seconds)))
    return g_strdup ("");

  return g_date_time_format (time, "%F %H:%M");
}

static char *
weight_to_text (double grams)
{
  return isnan (grams) ? g_strdup ("") : culm_format_weight (grams);
}

void
ctl_cloud_text_add_device (CtlTable *table, BambuCloudDevice *device, gboolean show_secrets)
{
  const BambuCloudDeviceValues *values;
  g_autofree char *name = NULL;

  if (!device)
    {
      ctl_table_add (table, _ ("NAME"), _ ("MODEL"), _ ("SERIAL NUMBER"), _ ("ONLINE"),
                     _ ("STATUS"), show_secrets ? _ ("ACCESS CODE") : NULL, NULL);
      return;
    }

  values = bambu_cloud_device_get_values (device);
  name = shorten (values->name);
  ctl_table_add (table, name, or_empty (ctl_cloud_json_get_model (device)),
                 or_empty (values->serial), values->online ? _ ("yes") : _ ("no"),
                 or_empty (values->print_status),
                 show_secrets ? or_empty (values->access_code) : NULL, NULL);
}

void
ctl_cloud_text_add_print_status (CtlTable *table, BambuCloudPrintStatus *status)
{
  const BambuCloudPrintStatusValues *values;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  g_autofree char *percent = NULL;

  if (!status)
    {
      ctl_table_add (table, _ ("NAME"), _ ("SERIAL NUMBER"), _ ("ONLINE"), _ ("STATUS"),
                     _ ("TITLE"), _ ("DONE"), NULL);
      return;
    }

  values = bambu_cloud_print_status_get_values (status);
  name = shorten (values->name);
  title = shorten (values->task_name);
  percent = values->percent >= 0 ? culm_format_percent (values->percent) : g_strdup ("");
  ctl_table_add (table, name, or_empty (values->serial), values->online ? _ ("yes") : _ ("no"),
                 or_empty (values->task_status), title, percent, NULL);
}

void
ctl_cloud_text_add_task (CtlTable *table, BambuCloudTask *task)
{
  const BambuCloudTaskValues *values;
  g_autofree char *started = NULL;
  g_autofree char *title = NULL;
  g_autofree char *printer = NULL;
  g_autofree char *duration = NULL;
  g_autofree char *weight = NULL;

  if (!task)
    {
      ctl_table_add (table, _ ("STARTED"), _ ("TITLE"), _ ("PRINTER"), _ ("RESULT"), _ ("TOOK"),
                     _ ("FILAMENT"), NULL);
      return;
    }

  values = bambu_cloud_task_get_values (task);
  started = time_to_text (values->start_time);
  title = shorten (values->title);
  printer = shorten (values->device_name ? values->device_name : values->serial);
  duration = culm_format_took (values);
  weight = weight_to_text (values->weight_grams);
  ctl_table_add (table, started, title, printer, culm_result_get_word (values->result), duration,
                 weight, NULL);
}

void
ctl_cloud_text_add_message (CtlTable *table, BambuCloudMessage *message)
{
  const BambuCloudMessageValues *values;
  g_autofree char *created = NULL;
  g_autofree char *title = NULL;
  g_autofree char *printer = NULL;

  if (!message)
    {
      ctl_table_add (table, _ ("WHEN"), _ ("KIND"), _ ("WHAT"), _ ("PRINTER"), NULL);
      return;
    }

  values = bambu_cloud_message_get_values (message);
  created = time_to_text (values->created);
  title = shorten (culm_message_get_title (values));
  printer = shorten (values->device_name ? values->device_name : values->serial);
  ctl_table_add (table, created, culm_message_get_word (values), title, printer, NULL);
}

void
ctl_cloud_text_add_project (CtlTable *table, BambuCloudProject *project)
{
  const BambuCloudProjectValues *values;
  g_autofree char *name = NULL;
  g_autofree char *updated = NULL;

  if (!project)
    {
      ctl_table_add (table, _ ("ID"), _ ("NAME"), _ ("STATUS"), _ ("CHANGED"), NULL);
      return;
    }

  values = bambu_cloud_project_get_values (project);
  name = shorten (values->name);
  updated = time_to_text (values->updated > 0 ? values->updated : values->created);
  ctl_table_add (table, or_empty (values->id), name, or_empty (values->status), updated, NULL);
}

void
ctl_cloud_text_add_firmware (CtlTable *table, BambuCloudFirmware *firmware)
{
  const BambuCloudFirmwareValues *values;
  const char *newer;

  if (!firmware)
    {
      ctl_table_add (table, _ ("SERIAL NUMBER"), _ ("FIRMWARE"), _ ("AVAILABLE"), NULL);
      return;
    }

  values = bambu_cloud_firmware_get_values (firmware);
  newer = ctl_cloud_json_get_newer_version (firmware);
  ctl_table_add (table, or_empty (values->serial), or_empty (values->version),
                 newer ? newer : _ ("nothing newer"), NULL);
}

char *
ctl_cloud_text_account (BambuAccount *account)
{
  const char *name = bambu_account_get_name (account);
  g_autofree char *until = culm_format_until (bambu_account_get_expires_at (account));
  g_autofree char *who =
      *name ? g_strdup_printf ("%s (%s)", bambu_account_get_account (account), name)
            : g_strdup (bambu_account_get_account (account));
  g_autofree char *text = *until
                              /* Translators: an account, and a day as "3 March 2027" */
                              ? g_strdup_printf (_ ("Signed in as %s until %s."), who, until)
                              : g_strdup_printf (_ ("Signed in as %s."), who);

  return ctl_output_make_printable (text, FALSE);
}

/* One row of a thing that has no others; what is unknown is left out. */
static void
add_fact (CtlTable *table, const char *title, const char *value)
{
  if (value && *value)
    ctl_table_add (table, title, value, NULL);
}

static char *
table_to_text (CtlTable *table)
{
  GString *text = g_string_new (NULL);

  ctl_table_print (table, text, 0);
  if (text->len > 0)
    g_string_truncate (text, text->len - 1);

  return g_string_free_and_steal (text);
}

char *
ctl_cloud_text_profile (BambuCloudProfile *profile)
{
  const BambuCloudProfileValues *values = bambu_cloud_profile_get_values (profile);
  g_autoptr (CtlTable) table = ctl_table_new ();
  g_autofree char *uid =
      values->uid != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, values->uid) : NULL;
  g_autofree char *models =
      values->product_models ? g_strjoinv (", ", values->product_models) : NULL;

  add_fact (table, _ ("Account"), values->account);
  add_fact (table, _ ("Name"), values->name);
  add_fact (table, _ ("Handle"), values->handle);
  add_fact (table, C_ ("profile", "About"), values->bio);
  add_fact (table, _ ("User Number"), uid);
  add_fact (table, _ ("Printers"), models);
  add_fact (table, _ ("Subscription"), values->subscription);
  add_fact (table, _ ("Beta firmware"), values->has_beta_firmware ? _ ("yes") : _ ("no"));

  return table_to_text (table);
}

char *
ctl_cloud_text_variants (BambuCloudProject *project)
{
  GListModel *variants = bambu_cloud_project_get_values (project)->variants;
  g_autoptr (CtlTable) table = ctl_table_new ();

  for (guint i = 0; i < g_list_model_get_n_items (variants); i++)
    {
      g_autoptr (BambuCloudVariant) variant = g_list_model_get_item (variants, i);
      const BambuCloudVariantValues *values = bambu_cloud_variant_get_values (variant);

      for (guint j = 0; j < g_list_model_get_n_items (values->plates); j++)
        {
          g_autoptr (BambuCloudPlate) item = g_list_model_get_item (values->plates, j);
          const BambuCloudPlateValues *plate = bambu_cloud_plate_get_values (item);
          gint64 seconds = plate->prediction_seconds;
          g_autofree char *name = shorten (values->name);
          g_autofree char *index =
              plate->index > 0 ? g_strdup_printf (_ ("Plate %d"), plate->index) : g_strdup ("");
          g_autofree char *duration = seconds >= 0 && seconds < G_MAXINT
                                          ? culm_format_duration ((int) (seconds / 60))
                                          : g_strdup ("");
          g_autofree char *weight = weight_to_text (plate->weight_grams);

          ctl_table_add (table, name, index, duration, weight, NULL);
        }
    }

  return table_to_text (table);
}
