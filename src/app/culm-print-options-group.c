/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-print-options-group.h"

#include <glib/gi18n.h>

#define KEY "print-options"

/* In the order in which they are shown */
typedef enum
{
  OPTION_BED_LEVELLING,
  OPTION_FLOW,
  OPTION_VIBRATION,
  OPTION_NOZZLE_OFFSET,
  OPTION_FIRST_LAYER,
  OPTION_TIMELAPSE,
  N_OPTIONS,
} Option;

typedef struct
{
  const char *key; /* in the settings */
  const char *title;
  const char *subtitle;
  BambuPrintFeatures feature;
  BambuPrintFeatures automatic; /* 0: off and on only */
  gboolean is_never_on;         /* off and automatic only */
} OptionKind;

static const OptionKind kinds[N_OPTIONS] = {
  [OPTION_BED_LEVELLING] = { "bed-levelling", N_ ("_Bed leveling"), NULL,
                             BAMBU_PRINT_FEATURE_BED_LEVELLING,
                             BAMBU_PRINT_FEATURE_BED_LEVELLING_AUTO, FALSE },
  [OPTION_FLOW] = { "flow", N_ ("_Flow calibration"), NULL, BAMBU_PRINT_FEATURE_FLOW,
                    BAMBU_PRINT_FEATURE_FLOW_AUTO, FALSE },
  [OPTION_VIBRATION] = { "vibration", N_ ("_Vibration calibration"), NULL,
                         BAMBU_PRINT_FEATURE_VIBRATION, 0, FALSE },
  [OPTION_NOZZLE_OFFSET] = { "nozzle-offset", N_ ("_Nozzle offset calibration"),
                             N_ ("When the printer finds that it is needed"),
                             BAMBU_PRINT_FEATURE_NOZZLE_OFFSET, 0, TRUE },
  [OPTION_FIRST_LAYER] = { "first-layer", N_ ("First _layer inspection"), NULL,
                           BAMBU_PRINT_FEATURE_FIRST_LAYER, 0, FALSE },
  [OPTION_TIMELAPSE] = { "timelapse", N_ ("_Time-lapse"), NULL, BAMBU_PRINT_FEATURE_TIMELAPSE, 0,
                         FALSE },
};

struct _CulmPrintOptionsGroup
{
  AdwPreferencesGroup parent_instance;

  GSettings *settings;
  BambuPrinter *printer;
  GtkWidget *rows[N_OPTIONS]; /* NULL where it has none */
};

G_DEFINE_FINAL_TYPE (CulmPrintOptionsGroup, culm_print_options_group, ADW_TYPE_PREFERENCES_GROUP)

static BambuPrintChoice
get_choice (const BambuPrintOptions *options, Option option)
{
  switch (option)
    {
    case OPTION_BED_LEVELLING:
      return options->bed_levelling;
    case OPTION_FLOW:
      return options->flow_calibration;
    case OPTION_VIBRATION:
      return options->vibration_calibration ? BAMBU_PRINT_CHOICE_ON : BAMBU_PRINT_CHOICE_OFF;
    case OPTION_NOZZLE_OFFSET:
      return options->nozzle_offset;
    case OPTION_FIRST_LAYER:
      return options->first_layer_inspection ? BAMBU_PRINT_CHOICE_ON : BAMBU_PRINT_CHOICE_OFF;
    case OPTION_TIMELAPSE:
    case N_OPTIONS:
    default:
      return options->timelapse ? BAMBU_PRINT_CHOICE_ON : BAMBU_PRINT_CHOICE_OFF;
    }
}

static void
set_choice (BambuPrintOptions *options, Option option, BambuPrintChoice choice)
{
  switch (option)
    {
    case OPTION_BED_LEVELLING:
      options->bed_levelling = choice;
      break;
    case OPTION_FLOW:
      options->flow_calibration = choice;
      break;
    case OPTION_VIBRATION:
      options->vibration_calibration = choice != BAMBU_PRINT_CHOICE_OFF;
      break;
    case OPTION_NOZZLE_OFFSET:
      options->nozzle_offset = choice;
      break;
    case OPTION_FIRST_LAYER:
      options->first_layer_inspection = choice != BAMBU_PRINT_CHOICE_OFF;
      break;
    case OPTION_TIMELAPSE:
    case N_OPTIONS:
    default:
      options->timelapse = choice != BAMBU_PRINT_CHOICE_OFF;
      break;
    }
}

static GVariant *
find_remembered (CulmPrintOptionsGroup *self)
{
  g_autoptr (GVariant) all = g_settings_get_value (self->settings, KEY);

  return g_variant_lookup_value (all, bambu_printer_get_serial (self->printer),
                                 G_VARIANT_TYPE ("a{si}"));
}

static BambuPrintChoice
read_choice (const OptionKind *kind, GVariant *remembered, BambuPrintChoice usual)
{
  int choice;

  if (remembered == NULL || !g_variant_lookup (remembered, kind->key, "i", &choice)
      || choice < BAMBU_PRINT_CHOICE_OFF || choice > BAMBU_PRINT_CHOICE_AUTO)
    return usual;

  return choice;
}

/* Automatic, on, off: the order of the list */
static guint
get_position (BambuPrintChoice choice)
{
  return BAMBU_PRINT_CHOICE_AUTO - choice;
}

static GtkWidget *
create_combo (BambuPrintChoice choice)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  /* Translators: the printer does it when it finds that it is needed */
  gtk_string_list_append (names, _ ("Automatic"));
  gtk_string_list_append (names, _ ("On"));
  gtk_string_list_append (names, _ ("Off"));

  return g_object_new (ADW_TYPE_COMBO_ROW, "model", names, "selected", get_position (choice), NULL);
}

static GtkWidget *
create_row (const OptionKind *kind, BambuPrintFeatures features, BambuPrintChoice choice)
{
  GtkWidget *row =
      features & kind->automatic
          ? create_combo (choice)
          : g_object_new (ADW_TYPE_SWITCH_ROW, "active", choice != BAMBU_PRINT_CHOICE_OFF, NULL);

  g_object_set (row, "title", _ (kind->title), "use-underline", TRUE, NULL);
  if (kind->subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (kind->subtitle));

  return row;
}

static BambuPrintChoice
get_shown (CulmPrintOptionsGroup *self, Option option)
{
  GtkWidget *row = self->rows[option];

  if (ADW_IS_COMBO_ROW (row))
    return BAMBU_PRINT_CHOICE_AUTO - adw_combo_row_get_selected (ADW_COMBO_ROW (row));
  if (!adw_switch_row_get_active (ADW_SWITCH_ROW (row)))
    return BAMBU_PRINT_CHOICE_OFF;

  return kinds[option].is_never_on ? BAMBU_PRINT_CHOICE_AUTO : BAMBU_PRINT_CHOICE_ON;
}

static void
culm_print_options_group_dispose (GObject *object)
{
  CulmPrintOptionsGroup *self = CULM_PRINT_OPTIONS_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_PRINT_OPTIONS_GROUP);
  g_clear_object (&self->settings);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_print_options_group_parent_class)->dispose (object);
}

static void
culm_print_options_group_class_init (CulmPrintOptionsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = culm_print_options_group_dispose;

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), CULM_RESOURCE_BASE
                                               "/ui/culm-print-options-group.ui");
}

static void
culm_print_options_group_init (CulmPrintOptionsGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
culm_print_options_group_show (CulmPrintOptionsGroup *self,
                               GSettings *settings,
                               BambuPrinter *printer)
{
  BambuPrintFeatures features = printer != NULL ? bambu_print_get_features (printer) : 0;
  g_autoptr (GVariant) remembered = NULL;
  BambuPrintOptions usual;

  g_return_if_fail (CULM_IS_PRINT_OPTIONS_GROUP (self));
  g_return_if_fail (G_IS_SETTINGS (settings));

  g_set_object (&self->settings, settings);
  g_set_object (&self->printer, printer);
  bambu_print_options_init (&usual, features);
  if (printer != NULL)
    remembered = find_remembered (self);

  for (Option i = 0; i < N_OPTIONS; i++)
    {
      if (self->rows[i] != NULL)
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows[i]);
      self->rows[i] = NULL;
      if (!(features & kinds[i].feature))
        continue;

      self->rows[i] = create_row (&kinds[i], features,
                                  read_choice (&kinds[i], remembered, get_choice (&usual, i)));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->rows[i]);
    }

  gtk_widget_set_visible (GTK_WIDGET (self), features != 0);
}

void
culm_print_options_group_get (CulmPrintOptionsGroup *self, BambuPrintOptions *options)
{
  g_return_if_fail (CULM_IS_PRINT_OPTIONS_GROUP (self));
  g_return_if_fail (self->printer != NULL && options != NULL);

  bambu_print_options_init (options, bambu_print_get_features (self->printer));
  for (Option i = 0; i < N_OPTIONS; i++)
    if (self->rows[i] != NULL)
      set_choice (options, i, get_shown (self, i));
}

void
culm_print_options_group_remember (CulmPrintOptionsGroup *self)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{si}"));
  g_autoptr (GVariant) before = NULL;
  GVariantBuilder changed = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sa{si}}"));
  GVariantIter iter;
  const char *serial;
  GVariant *value;

  g_return_if_fail (CULM_IS_PRINT_OPTIONS_GROUP (self));
  g_return_if_fail (self->printer != NULL);

  for (Option i = 0; i < N_OPTIONS; i++)
    if (self->rows[i] != NULL)
      g_variant_builder_add (&builder, "{si}", kinds[i].key, get_shown (self, i));
  g_variant_builder_add (&changed, "{s@a{si}}", bambu_printer_get_serial (self->printer),
                         g_variant_builder_end (&builder));

  before = g_settings_get_value (self->settings, KEY);
  g_variant_iter_init (&iter, before);
  while (g_variant_iter_loop (&iter, "{&s@a{si}}", &serial, &value))
    if (!g_str_equal (serial, bambu_printer_get_serial (self->printer)))
      g_variant_builder_add (&changed, "{s@a{si}}", serial, value);

  g_settings_set_value (self->settings, KEY, g_variant_builder_end (&changed));
}
