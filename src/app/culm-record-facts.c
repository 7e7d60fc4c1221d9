/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-record-facts.h"

#include <glib/gi18n.h>
#include <math.h>
#include <words/culm-alert-words.h>
#include <words/culm-format.h>
#include <words/culm-record-words.h>

#include "culm-swatches.h"

#define SWATCH_SIZE 24
#define MOST_ROWS 16

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
add_fact (AdwPreferencesGroup *group, const char *title, char *value)
{
  if (value != NULL && *value != '\0')
    {
      GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                     "subtitle", value, "subtitle-selectable", TRUE, NULL);

      gtk_widget_add_css_class (row, "property");
      adw_preferences_group_add (group, row);
    }
  g_free (value);
}

static char *
format_estimate (gint64 seconds)
{
  return seconds >= 0 && seconds / 60 <= G_MAXINT ? culm_format_duration ((int) (seconds / 60))
                                                  : NULL;
}

static char *
format_result (BambuPrintRecord *record)
{
  const BambuKnownPrint *known = bambu_print_record_get_known (record);
  const char *word = culm_record_get_word (record);
  g_autofree char *percent = NULL;

  if (known->percent < 0 || known->result == BAMBU_PRINT_RESULT_FINISHED)
    return g_strdup (word);

  percent = culm_format_percent (known->percent);

  /* Translators: what became of a print, and how far it came: "Failed at 42 %" */
  return g_strdup_printf (_ ("%s at %s"), word, percent);
}

static char *
format_printer (BambuPrintRecord *record)
{
  const BambuKnownPrint *known = bambu_print_record_get_known (record);
  BambuCloudTask *task = bambu_print_record_get_task (record);
  const char *model =
      known->model != NULL && *known->model != '\0' ? bambu_model_find (known->model)->name : NULL;

  if (model == NULL && task != NULL)
    model = bambu_cloud_task_get_values (task)->device_model;
  if (known->printer_name == NULL || *known->printer_name == '\0' || model == NULL
      || *model == '\0')
    return g_strdup (known->printer_name);

  /* Translators: a printer's name and its model */
  return g_strdup_printf (_ ("%s · %s"), known->printer_name, model);
}

static char *
format_began (const BambuKnownPrint *known)
{
  g_autofree char *moment = culm_format_moment (known->began, get_now ());

  /* Translators: when somebody began to look at a print; it had begun before */
  return known->is_late ? g_strdup_printf (_ ("Before %s"), moment) : g_steal_pointer (&moment);
}

static char *
format_ended (const BambuKnownPrint *known)
{
  g_autofree char *moment = culm_format_moment (known->ended, get_now ());

  if (!known->is_guessed)
    return g_steal_pointer (&moment);

  return known->result == BAMBU_PRINT_RESULT_UNKNOWN
             /* Translators: a time, the last at which a print was seen */
             ? g_strdup_printf (_ ("After %s"), moment)
             /* Translators: a time: nobody saw the print end */
             : g_strdup_printf (_ ("About %s"), moment);
}

static char *
format_mode (BambuPrintRecord *record)
{
  BambuCloudTask *task = bambu_print_record_get_task (record);
  const char *mode = task != NULL ? bambu_cloud_task_get_values (task)->mode : NULL;

  if (g_strcmp0 (mode, "cloud_file") == 0)
    return g_strdup (_ ("Through Bambu Lab’s cloud"));
  if (g_strcmp0 (mode, "lan_file") == 0)
    return g_strdup (_ ("Over the local network"));

  return g_strdup (mode);
}

static char *
format_nozzle (double millimetres)
{
  /* Translators: a nozzle's diameter */
  return millimetres > 0 ? g_strdup_printf (_ ("%.1f mm"), millimetres) : NULL;
}

static void
add_cloud_facts (AdwPreferencesGroup *group, BambuPrintRecord *record)
{
  BambuCloudTask *task = bambu_print_record_get_task (record);
  const BambuCloudTaskValues *values;

  if (task == NULL)
    return;

  values = bambu_cloud_task_get_values (task);
  add_fact (group, _ ("Filament Length"),
            isnan (values->length_centimetres) ? NULL
                                               : culm_format_length (values->length_centimetres));
  /* Translators: what lies on the printer's bed */
  add_fact (group, _ ("Surface"), g_strdup (values->bed_type));
}

void
culm_record_facts_add (AdwPreferencesGroup *group, BambuPrintRecord *record, double cost)
{
  const BambuKnownPrint *known = bambu_print_record_get_known (record);

  add_fact (group, _ ("Result"), format_result (record));
  add_fact (group, _ ("Printer"), format_printer (record));
  add_fact (group, _ ("Started"), format_began (known));
  add_fact (group, _ ("Ended"), format_ended (known));
  add_fact (group, _ ("Took"), culm_record_format_took (record));
  /* Translators: how long the slicer thought that a print takes */
  add_fact (group, _ ("Estimated"), format_estimate (known->estimated_seconds));
  /* Translators: how much filament the slicer thought that a print takes, by weight */
  add_fact (group, _ ("Filament"), isnan (known->grams) ? NULL : culm_format_weight (known->grams));
  add_fact (group, _ ("Cost of Filament"), isnan (cost) ? NULL : culm_format_money (cost));
  add_cloud_facts (group, record);
  add_fact (group, _ ("Plate"), known->plate > 0 ? g_strdup_printf ("%d", known->plate) : NULL);
  add_fact (group, _ ("Layers"),
            known->total_layers > 0 ? culm_format_layer (known->layer, known->total_layers) : NULL);
  add_fact (group, _ ("Nozzle"), format_nozzle (known->nozzle));
  add_fact (group, _ ("Bed"), known->bed > 0 ? culm_format_temperature (known->bed) : NULL);
  add_fact (group, _ ("Speed"),
            known->speed_level > 0 ? g_strdup (culm_format_speed (known->speed_level)) : NULL);
  add_fact (group, _ ("Sent"), format_mode (record));
  add_fact (group, _ ("File"), g_strdup (known->file));
}

static char *
format_filament (BambuPrintFilament *filament)
{
  const BambuPrintFilamentValues *values = bambu_print_filament_get_values (filament);
  g_autofree char *colour =
      culm_swatch_dup_name (bambu_print_filament_get_values (filament)->colour);
  g_autofree char *weight =
      isnan (values->grams) ? g_strdup ("") : culm_format_weight (values->grams);
  g_autofree char *slot = culm_record_format_slot (values);
  const char *parts[] = { colour, weight, slot };
  g_autoptr (GStrvBuilder) known = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (known, parts[i]);
  texts = g_strv_builder_end (known);

  return g_strjoinv (" · ", texts);
}

static const char *
get_filament_title (const BambuPrintFilamentValues *values)
{
  if (values->product != NULL)
    return values->product;

  return values->material != NULL ? values->material : _ ("Not identified");
}

void
culm_record_facts_add_filaments (AdwPreferencesGroup *group, BambuPrintRecord *record)
{
  GListModel *filaments = bambu_print_record_get_known (record)->filaments;
  guint n = filaments != NULL ? MIN (g_list_model_get_n_items (filaments), MOST_ROWS) : 0;

  gtk_widget_set_visible (GTK_WIDGET (group), n > 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BambuPrintFilament) filament = g_list_model_get_item (filaments, i);
      g_autofree char *facts = format_filament (filament);
      GtkWidget *swatch =
          culm_swatch_new (bambu_print_filament_get_values (filament)->colour, SWATCH_SIZE);
      GtkWidget *row = g_object_new (
          ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title",
          get_filament_title (bambu_print_filament_get_values (filament)), "subtitle", facts, NULL);

      if (swatch != NULL)
        adw_action_row_add_prefix (ADW_ACTION_ROW (row), swatch);
      adw_preferences_group_add (group, row);
    }
}

static gboolean
is_of_print (const BambuKnownAlert *alert, const BambuKnownPrint *print)
{
  gint64 end = print->ended > 0 ? print->ended : G_MAXINT64;

  return g_strcmp0 (alert->serial, print->serial) == 0 && alert->first_seen <= end
         && (alert->ended == 0 || alert->ended >= print->began);
}

static void
add_message (AdwPreferencesGroup *group, BambuAlertEntry *entry)
{
  const BambuKnownAlert *alert = bambu_alert_entry_get_known (entry);
  BambuSeverity severity = bambu_alert_entry_get_severity (entry);
  g_autofree char *sentence = culm_alert_to_sentence (bambu_alert_entry_get_kind (entry),
                                                      alert->code, alert->text, alert->value);
  g_autofree char *clock = culm_format_clock (alert->first_seen, get_now ());
  GtkWidget *icon = gtk_image_new_from_icon_name (culm_format_severity_icon (severity));
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", sentence,
                                 "subtitle", clock, NULL);

  gtk_widget_set_tooltip_text (icon, culm_alert_format_severity (severity));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_group_add (group, row);
}

void
culm_record_facts_add_messages (AdwPreferencesGroup *group,
                                BambuPrintRecord *record,
                                BambuAlertHistory *alerts)
{
  const BambuKnownPrint *known = bambu_print_record_get_known (record);
  guint n = alerts != NULL && bambu_print_record_is_local (record)
                ? g_list_model_get_n_items (G_LIST_MODEL (alerts))
                : 0;
  guint n_added = 0;

  for (guint i = 0; i < n && n_added < MOST_ROWS; i++)
    {
      g_autoptr (BambuAlertEntry) entry = g_list_model_get_item (G_LIST_MODEL (alerts), i);

      if (is_of_print (bambu_alert_entry_get_known (entry), known))
        {
          add_message (group, entry);
          n_added++;
        }
    }

  gtk_widget_set_visible (GTK_WIDGET (group), n_added > 0);
}
