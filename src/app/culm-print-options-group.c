/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-print-options-group.h"

#include <glib/gi18n.h>

#define KEY "print-options"

static const struct
{
  const char *title;
  const char *subtitle;
} texts[BAMBU_N_PRINT_OPTIONS] = {
  [BAMBU_PRINT_OPTION_BED_LEVELLING] = { N_ ("_Bed leveling") },
  [BAMBU_PRINT_OPTION_FLOW] = { N_ ("_Flow calibration") },
  [BAMBU_PRINT_OPTION_VIBRATION] = { N_ ("_Vibration calibration") },
  [BAMBU_PRINT_OPTION_NOZZLE_OFFSET] = { N_ ("_Nozzle offset calibration"),
                                         N_ ("When the printer finds that it is needed") },
  [BAMBU_PRINT_OPTION_FIRST_LAYER] = { N_ ("First _layer inspection") },
  [BAMBU_PRINT_OPTION_TIMELAPSE] = { N_ ("_Time-lapse") },
};

struct _CulmPrintOptionsGroup
{
  AdwPreferencesGroup parent_instance;

  GSettings *settings;
  BambuPrinter *printer;
  GtkWidget *rows[BAMBU_N_PRINT_OPTIONS]; /* NULL where it has none */
};

G_DEFINE_FINAL_TYPE (CulmPrintOptionsGroup, culm_print_options_group, ADW_TYPE_PREFERENCES_GROUP)

/* In the settings */
static const char *
get_key (BambuPrintOption option)
{
  g_autoptr (GEnumClass) options = g_type_class_ref (BAMBU_TYPE_PRINT_OPTION);

  return g_enum_get_value (options, option)->value_nick;
}

static GVariant *
find_remembered (CulmPrintOptionsGroup *self)
{
  g_autoptr (GVariant) all = g_settings_get_value (self->settings, KEY);

  return g_variant_lookup_value (all, bambu_printer_get_serial (self->printer),
                                 G_VARIANT_TYPE ("a{si}"));
}

static BambuPrintChoice
read_choice (BambuPrintOption option, GVariant *remembered, BambuPrintChoice usual)
{
  int choice;

  if (remembered == NULL || !g_variant_lookup (remembered, get_key (option), "i", &choice)
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
create_row (BambuPrintOption option, BambuPrintFeatures features, BambuPrintChoice choice)
{
  gboolean is_simple = !bambu_print_option_takes (option, features, BAMBU_PRINT_CHOICE_AUTO)
                       || !bambu_print_option_takes (option, features, BAMBU_PRINT_CHOICE_ON);
  GtkWidget *row = is_simple ? g_object_new (ADW_TYPE_SWITCH_ROW, "active",
                                             choice != BAMBU_PRINT_CHOICE_OFF, NULL)
                             : create_combo (choice);

  g_object_set (row, "title", _ (texts[option].title), "use-underline", TRUE, NULL);
  if (texts[option].subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (texts[option].subtitle));

  return row;
}

static BambuPrintChoice
get_shown (CulmPrintOptionsGroup *self, BambuPrintOption option)
{
  GtkWidget *row = self->rows[option];

  if (ADW_IS_COMBO_ROW (row))
    return BAMBU_PRINT_CHOICE_AUTO - adw_combo_row_get_selected (ADW_COMBO_ROW (row));
  if (!adw_switch_row_get_active (ADW_SWITCH_ROW (row)))
    return BAMBU_PRINT_CHOICE_OFF;

  return bambu_print_option_takes (option, bambu_print_get_features (self->printer),
                                   BAMBU_PRINT_CHOICE_ON)
             ? BAMBU_PRINT_CHOICE_ON
             : BAMBU_PRINT_CHOICE_AUTO;
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

  for (BambuPrintOption i = 0; i < BAMBU_N_PRINT_OPTIONS; i++)
    {
      if (self->rows[i] != NULL)
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows[i]);
      self->rows[i] = NULL;
      if (!bambu_print_option_takes (i, features, BAMBU_PRINT_CHOICE_OFF))
        continue;

      self->rows[i] = create_row (i, features,
                                  read_choice (i, remembered, bambu_print_options_get (&usual, i)));
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
  for (BambuPrintOption i = 0; i < BAMBU_N_PRINT_OPTIONS; i++)
    if (self->rows[i] != NULL)
      bambu_print_options_set (options, i, get_shown (self, i));
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

  for (BambuPrintOption i = 0; i < BAMBU_N_PRINT_OPTIONS; i++)
    if (self->rows[i] != NULL)
      g_variant_builder_add (&builder, "{si}", get_key (i), get_shown (self, i));
  g_variant_builder_add (&changed, "{s@a{si}}", bambu_printer_get_serial (self->printer),
                         g_variant_builder_end (&builder));

  before = g_settings_get_value (self->settings, KEY);
  g_variant_iter_init (&iter, before);
  while (g_variant_iter_loop (&iter, "{&s@a{si}}", &serial, &value))
    if (!g_str_equal (serial, bambu_printer_get_serial (self->printer)))
      g_variant_builder_add (&changed, "{s@a{si}}", serial, value);

  g_settings_set_value (self->settings, KEY, g_variant_builder_end (&changed));
}
