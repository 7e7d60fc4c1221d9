/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-filament-page.h"

#include <glib/gi18n.h>

#include "culm-format.h"
#include "culm-limits.h"
#include "culm-price-rows.h"
#include "culm-wrap.h"

#define MOST_PERCENT 100
#define MOST_CELSIUS 100

struct _CulmFilamentPage
{
  AdwPreferencesPage parent_instance;

  AdwSpinRow *low_row;
  AdwSpinRow *humidity_row;
  AdwSpinRow *level_row;
  AdwSpinRow *celsius_row;
  AdwPreferencesGroup *exceptions_group;
  AdwExpanderRow *prices_row;
  AdwComboRow *subject_row;
  AdwButtonRow *add_row;
  GtkStringList *subjects;

  GSettings *settings;
  BambuFleet *fleet;
  GPtrArray *keys; /* of the subjects */
  GPtrArray *rows; /* one an exception */
};

G_DEFINE_FINAL_TYPE (CulmFilamentPage, culm_filament_page, ADW_TYPE_PREFERENCES_PAGE)

/* Those that differ in what they bear; their words are the same everywhere. */
static const char *const MATERIALS[] = { "ABS", "ASA", "PA", "PC", "PETG", "PLA", "PVA", "TPU" };
/* Others come with what is in the printers. */
static const char *const PRICED[] = { "PLA", "PETG", "ABS", "ASA", "TPU", NULL };

static char *
dup_title (CulmFilamentPage *self, const char *key)
{
  g_autofree char *subject = NULL;
  BambuPrinter *printer;
  BambuAms *unit;
  int ams;

  if (!culm_limits_parse_key (key, &subject, &ams))
    return g_strdup (key);
  if (ams < 0)
    return g_steal_pointer (&subject);

  printer = bambu_fleet_find (self->fleet, subject);
  unit = printer != NULL ? bambu_printer_find_unit (printer, ams) : NULL;
  if (unit == NULL)
    return g_strdup (_ ("A unit that is not there now"));

  /* Translators: an AMS unit and its printer: "AMS A (Workshop)" */
  return g_strdup_printf (_ ("%s (%s)"), bambu_ams_get_name (unit),
                          bambu_printer_get_name (printer));
}

static void
add_subject (CulmFilamentPage *self, char *key)
{
  g_autofree char *title = dup_title (self, key);
  g_autoptr (GVariant) exceptions = g_settings_get_value (self->settings, "ams-exceptions");
  g_autoptr (GVariant) known = g_variant_lookup_value (exceptions, key, NULL);

  if (known != NULL)
    {
      g_free (key);
      return;
    }

  g_ptr_array_add (self->keys, key);
  gtk_string_list_append (self->subjects, title);
}

/* What has no exception yet: units first, they are fewer. */
static void
list_subjects (CulmFilamentPage *self)
{
  GListModel *printers = G_LIST_MODEL (self->fleet);

  g_ptr_array_set_size (self->keys, 0);
  gtk_string_list_splice (self->subjects, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->subjects)), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (printers); i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (printers, i);
      GListModel *units = bambu_printer_get_ams_units (printer);

      for (guint j = 0; j < g_list_model_get_n_items (units); j++)
        {
          g_autoptr (BambuAms) unit = g_list_model_get_item (units, j);

          add_subject (self, culm_limits_dup_unit_key (bambu_printer_get_serial (printer),
                                                       bambu_ams_get_id (unit)));
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (MATERIALS); i++)
    add_subject (self, culm_limits_dup_material_key (MATERIALS[i]));

  gtk_widget_set_sensitive (GTK_WIDGET (self->add_row), self->keys->len > 0);
}

/* A row of an exception */

static void
update_subtitle (GtkWidget *row, const BambuAirLimit *air)
{
  g_autofree char *percent = culm_format_percent (air->humidity_percent);
  g_autofree char *celsius = culm_format_temperature (air->celsius);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", percent, celsius);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
}

static void
on_exception_value (GtkWidget *row)
{
  CulmFilamentPage *self =
      CULM_FILAMENT_PAGE (gtk_widget_get_ancestor (row, CULM_TYPE_FILAMENT_PAGE));
  BambuAirLimit air = {
    (int) adw_spin_row_get_value (g_object_get_data (G_OBJECT (row), "humidity")),
    (int) adw_spin_row_get_value (g_object_get_data (G_OBJECT (row), "celsius")),
  };

  if (self == NULL)
    return;

  update_subtitle (row, &air);
  culm_limits_set_exception (self->settings, g_object_get_data (G_OBJECT (row), "key"), &air);
}

static GtkWidget *
add_spin_row (GtkWidget *row, const char *name, const char *title, int value, int most)
{
  GtkWidget *spin = adw_spin_row_new_with_range (0, most, 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (spin), title);
  adw_spin_row_set_value (ADW_SPIN_ROW (spin), value);
  g_object_set_data (G_OBJECT (row), name, spin);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), spin);

  return spin;
}

static void
on_remove (GtkWidget *row)
{
  CulmFilamentPage *self =
      CULM_FILAMENT_PAGE (gtk_widget_get_ancestor (row, CULM_TYPE_FILAMENT_PAGE));
  g_autofree char *key = g_strdup (g_object_get_data (G_OBJECT (row), "key"));

  g_ptr_array_remove (self->rows, row);
  adw_preferences_group_remove (self->exceptions_group, row);
  culm_limits_set_exception (self->settings, key, NULL);
  list_subjects (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->subject_row));
}

static GtkWidget *
add_exception_row (CulmFilamentPage *self, const char *key, const BambuAirLimit *air)
{
  g_autofree char *title = dup_title (self, key);
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *remove = adw_button_row_new ();
  GtkWidget *spins[2];

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (key), g_free);
  update_subtitle (row, air);

  spins[0] = add_spin_row (row, "humidity", _ ("Warn Above Humidity (%)"), air->humidity_percent,
                           MOST_PERCENT);
  spins[1] =
      add_spin_row (row, "celsius", _ ("Warn Above Temperature (°C)"), air->celsius, MOST_CELSIUS);
  for (guint i = 0; i < G_N_ELEMENTS (spins); i++)
    g_signal_connect_object (spins[i], "notify::value", G_CALLBACK (on_exception_value), row,
                             G_CONNECT_SWAPPED);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (remove), _ ("Remove Exception"));
  gtk_widget_add_css_class (remove, "destructive-action");
  g_signal_connect_object (remove, "activated", G_CALLBACK (on_remove), row, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), remove);

  adw_preferences_group_add (self->exceptions_group, row);
  g_ptr_array_add (self->rows, row);

  return row;
}

static void
on_add (CulmFilamentPage *self)
{
  guint position = adw_combo_row_get_selected (self->subject_row);
  g_autofree char *key = NULL;
  BambuAirLimit air;
  GtkWidget *row;

  if (position >= self->keys->len)
    return;

  key = g_strdup (g_ptr_array_index (self->keys, position));
  air = (BambuAirLimit) { (int) adw_spin_row_get_value (self->humidity_row),
                          (int) adw_spin_row_get_value (self->celsius_row) };
  culm_limits_set_exception (self->settings, key, &air);
  row = add_exception_row (self, key, &air);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  list_subjects (self);
}

static void
culm_filament_page_dispose (GObject *object)
{
  CulmFilamentPage *self = CULM_FILAMENT_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_FILAMENT_PAGE);
  g_clear_object (&self->settings);
  g_clear_object (&self->fleet);

  G_OBJECT_CLASS (culm_filament_page_parent_class)->dispose (object);
}

static void
culm_filament_page_finalize (GObject *object)
{
  CulmFilamentPage *self = CULM_FILAMENT_PAGE (object);

  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (culm_filament_page_parent_class)->finalize (object);
}

static void
culm_filament_page_class_init (CulmFilamentPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_filament_page_dispose;
  object_class->finalize = culm_filament_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-filament-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmFilamentPage, low_row);
  gtk_widget_class_bind_template_child (widget_class, CulmFilamentPage, humidity_row);
  gtk_widget_class_bind_template_child (widget_class, CulmFilamentPage, level_row);
  gtk_widget_class_bind_template_child (widget_class, CulmFilamentPage, celsius_row);
  gtk_widget_class_bind_template_child (widget_class, CulmFilamentPage, exceptions_group);
  gtk_widget_class_bind_template_child (widget_class, CulmFilamentPage, prices_row);
  gtk_widget_class_bind_template_child (widget_class, CulmFilamentPage, subject_row);
  gtk_widget_class_bind_template_child (widget_class, CulmFilamentPage, add_row);
  gtk_widget_class_bind_template_child (widget_class, CulmFilamentPage, subjects);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
}

static void
culm_filament_page_init (CulmFilamentPage *self)
{
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));
}

CulmFilamentPage *
culm_filament_page_new (GSettings *settings, BambuFleet *fleet)
{
  CulmFilamentPage *self = g_object_new (CULM_TYPE_FILAMENT_PAGE, NULL);
  g_autoptr (GVariant) exceptions = g_settings_get_value (settings, "ams-exceptions");
  GVariantIter iter;
  const char *key;
  BambuAirLimit air;

  self->settings = g_object_ref (settings);
  self->fleet = g_object_ref (fleet);
  g_settings_bind (settings, "filament-low-percent", self->low_row, "value", 0);
  g_settings_bind (settings, "ams-humidity-percent", self->humidity_row, "value", 0);
  g_settings_bind (settings, "ams-humidity-level", self->level_row, "value", 0);
  g_settings_bind (settings, "ams-celsius", self->celsius_row, "value", 0);

  g_variant_iter_init (&iter, exceptions);
  while (g_variant_iter_next (&iter, "{&s(ii)}", &key, &air.humidity_percent, &air.celsius))
    add_exception_row (self, key, &air);
  list_subjects (self);
  culm_price_rows_add (self->prices_row, settings, fleet, PRICED);

  return self;
}
