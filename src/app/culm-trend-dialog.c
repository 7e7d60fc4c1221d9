/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-trend-dialog.h"

#include <bambu/bambu-weak-ref.h>
#include <glib/gi18n.h>
#include <libdex.h>

#include "culm-format.h"
#include "culm-trend-chart.h"
#include "culm-trend-curve.h"
#include "culm-trend-table.h"

#define REFRESH_SECONDS 60
#define HOUR 3600

struct _CulmTrendDialog
{
  AdwDialog parent_instance;

  BambuRecorder *recorder;
  BambuPrinter *printer;
  BambuAms *ams;
  char *span;
  gboolean table;

  gint64 since; /* what is being loaded */
  gint64 until;
  DexFuture *load;
  gboolean loading;
  guint refresh_source;
  gboolean has_curves;

  AdwWindowTitle *heading;
  GtkStack *pages;
  CulmTrendChart *charts[2]; /* one a unit */
  CulmTrendTable *rows;
};

G_DEFINE_FINAL_TYPE (CulmTrendDialog, culm_trend_dialog, ADW_TYPE_DIALOG)

typedef enum
{
  PROP_SPAN = 1,
  PROP_TABLE,
  PROP_LOADING,
} CulmTrendDialogProperty;

static GParamSpec *properties[PROP_LOADING + 1];

static const struct
{
  const char *name;
  int hours;
  int step; /* minutes */
} spans[] = {
  { "6h", 6, 1 },
  { "24h", 24, 5 },
  { "7d", 7 * 24, 30 },
};

static guint
find_span (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    if (g_strcmp0 (spans[i].name, name) == 0)
      return i;

  return 0;
}

static void
add_curve (
    GPtrArray *curves, const char *title, const GPtrArray *list, BambuTrendKind kind, int part)
{
  const GArray *samples = bambu_series_list_find (list, kind, part);

  if (samples != NULL)
    culm_trend_curves_add (curves, title, kind, samples);
}

/* Nozzles stand as they hang, seen from the printer's front: the left one has the higher id. */
static void
add_heaters (CulmTrendDialog *self, const GPtrArray *list, GPtrArray *curves)
{
  GListModel *extruders = bambu_printer_get_extruders (self->printer);

  for (guint i = g_list_model_get_n_items (extruders); i > 0; i--)
    {
      g_autoptr (BambuExtruder) extruder = g_list_model_get_item (extruders, i - 1);

      add_curve (curves, culm_format_nozzle (bambu_extruder_get_side (extruder)), list,
                 BAMBU_TREND_KIND_NOZZLE, bambu_extruder_get_id (extruder));
    }

  add_curve (curves, _ ("Bed"), list, BAMBU_TREND_KIND_BED, 0);
  add_curve (curves, _ ("Chamber"), list, BAMBU_TREND_KIND_CHAMBER, 0);
}

static void
show_page (CulmTrendDialog *self)
{
  const char *page = "empty";

  if (self->has_curves)
    page = self->table ? "table" : "charts";

  gtk_stack_set_visible_child_name (self->pages, page);
}

static void
show_list (CulmTrendDialog *self, const GPtrArray *list)
{
  g_autoptr (GPtrArray) first = culm_trend_curves_new ();
  g_autoptr (GPtrArray) second = culm_trend_curves_new ();
  g_autoptr (GPtrArray) all = culm_trend_curves_new ();

  if (self->ams == NULL)
    {
      add_heaters (self, list, first);
      add_heaters (self, list, all);
    }
  else
    {
      int id = bambu_ams_get_id (self->ams);

      add_curve (first, _ ("Humidity"), list, BAMBU_TREND_KIND_AMS_HUMIDITY, id);
      add_curve (second, _ ("Temperature"), list, BAMBU_TREND_KIND_AMS_TEMPERATURE, id);
      add_curve (all, _ ("Humidity"), list, BAMBU_TREND_KIND_AMS_HUMIDITY, id);
      add_curve (all, _ ("Temperature"), list, BAMBU_TREND_KIND_AMS_TEMPERATURE, id);
    }

  culm_trend_chart_show (self->charts[0], first, self->since, self->until);
  culm_trend_chart_show (self->charts[1], second, self->since, self->until);
  culm_trend_table_show (self->rows, all);
  self->has_curves = all->len > 0;
  show_page (self);
}

static void
set_loading (CulmTrendDialog *self, gboolean loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->pages), GTK_ACCESSIBLE_STATE_BUSY, loading,
                               -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static DexFuture *
on_loaded (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmTrendDialog) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL)
    return NULL;

  set_loading (self, FALSE);
  if (value != NULL)
    {
      show_list (self, g_value_get_boxed (value));
    }
  else
    {
      g_message ("The history cannot be read: %s", error->message);
      gtk_stack_set_visible_child_name (self->pages, "failed");
    }

  return NULL;
}

static void
load_span (CulmTrendDialog *self)
{
  guint span = find_span (self->span);

  self->until = g_get_real_time () / G_USEC_PER_SEC;
  self->since = self->until - spans[span].hours * HOUR;

  set_loading (self, TRUE);
  dex_clear (&self->load);
  self->load = dex_future_finally (
      bambu_recorder_load (self->recorder, self->printer, self->since, spans[span].step), on_loaded,
      bambu_weak_ref_new (self), bambu_weak_ref_free);
}

/* A table would move under its reader. */
static gboolean
on_refresh (gpointer user_data)
{
  CulmTrendDialog *self = user_data;

  if (!self->table)
    load_span (self);

  return G_SOURCE_CONTINUE;
}

static void
on_retry_clicked (CulmTrendDialog *self, GtkButton *button)
{
  load_span (self);
}

static void
culm_trend_dialog_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmTrendDialog *self = CULM_TREND_DIALOG (object);

  switch ((CulmTrendDialogProperty) prop_id)
    {
    case PROP_SPAN:
      g_value_set_string (value, self->span);
      break;
    case PROP_TABLE:
      g_value_set_boolean (value, self->table);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_trend_dialog_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  CulmTrendDialog *self = CULM_TREND_DIALOG (object);

  switch ((CulmTrendDialogProperty) prop_id)
    {
    case PROP_SPAN:
      if (!g_set_str (&self->span, g_value_get_string (value)))
        break;
      /* The toggles say that none of them is chosen when they go. */
      if (self->recorder != NULL)
        load_span (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_TABLE:
      if (self->table == g_value_get_boolean (value))
        break;
      self->table = g_value_get_boolean (value);
      if (self->has_curves)
        show_page (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_LOADING:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_trend_dialog_dispose (GObject *object)
{
  CulmTrendDialog *self = CULM_TREND_DIALOG (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  dex_clear (&self->load);
  g_clear_object (&self->recorder);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_TREND_DIALOG);
  g_clear_object (&self->ams);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_trend_dialog_parent_class)->dispose (object);
}

static void
culm_trend_dialog_finalize (GObject *object)
{
  g_clear_pointer (&CULM_TREND_DIALOG (object)->span, g_free);

  G_OBJECT_CLASS (culm_trend_dialog_parent_class)->finalize (object);
}

static void
culm_trend_dialog_class_init (CulmTrendDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_trend_dialog_get_property;
  object_class->set_property = culm_trend_dialog_set_property;
  object_class->dispose = culm_trend_dialog_dispose;
  object_class->finalize = culm_trend_dialog_finalize;

  properties[PROP_SPAN] = g_param_spec_string ("span", NULL, NULL, "6h", flags);
  properties[PROP_TABLE] = g_param_spec_boolean ("table", NULL, NULL, FALSE, flags);
  properties[PROP_LOADING] =
      g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CULM_TYPE_TREND_CHART);
  g_type_ensure (CULM_TYPE_TREND_TABLE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-trend-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmTrendDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, CulmTrendDialog, pages);
  gtk_widget_class_bind_template_child_full (widget_class, "first", FALSE,
                                             G_STRUCT_OFFSET (CulmTrendDialog, charts[0]));
  gtk_widget_class_bind_template_child_full (widget_class, "second", FALSE,
                                             G_STRUCT_OFFSET (CulmTrendDialog, charts[1]));
  gtk_widget_class_bind_template_child (widget_class, CulmTrendDialog, rows);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked);
}

static void
culm_trend_dialog_init (CulmTrendDialog *self)
{
  self->span = g_strdup (spans[0].name);

  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
culm_trend_dialog_new (BambuRecorder *recorder, BambuPrinter *printer, BambuAms *ams)
{
  CulmTrendDialog *self;

  g_return_val_if_fail (BAMBU_IS_RECORDER (recorder), NULL);
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (ams == NULL || BAMBU_IS_AMS (ams), NULL);

  self = g_object_new (CULM_TYPE_TREND_DIALOG, NULL);
  self->recorder = g_object_ref (recorder);
  self->printer = g_object_ref (printer);
  g_set_object (&self->ams, ams);

  adw_window_title_set_title (self->heading,
                              ams != NULL ? bambu_ams_get_name (ams) : _ ("Temperatures"));
  adw_window_title_set_subtitle (self->heading, bambu_printer_get_name (printer));
  adw_dialog_set_title (ADW_DIALOG (self), adw_window_title_get_title (self->heading));

  self->refresh_source = g_timeout_add_seconds (REFRESH_SECONDS, on_refresh, self);
  load_span (self);

  return ADW_DIALOG (self);
}
