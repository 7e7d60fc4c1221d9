/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-record-dialog.h"

#include <bambu/bambu-weak-ref.h>
#include <glib/gi18n.h>
#include <math.h>
#include <words/culm-format.h>
#include <words/culm-record-words.h>

#include "culm-prices.h"
#include "culm-recent-files.h"
#include "culm-record-facts.h"
#include "culm-record-row.h"
#include "culm-texture.h"
#include "culm-toast.h"
#include "culm-trend-chart.h"
#include "culm-trend-curve.h"
#include "culm-trend-table.h"
#include "culm-window-private.h"
#include "culm-wrap.h"

#define MOST_PICTURES 12
#define SAVE_MSEC 1000

struct _CulmRecordDialog
{
  AdwDialog parent_instance;

  BambuPrintHistory *history;
  BambuPrintRecord *record;
  DexFuture *pictures;
  DexFuture *series;
  gboolean is_filled;
  gboolean table;
  guint save_source;
  char *path; /* where the file is on this computer; NULL: it is not */

  AdwWindowTitle *heading;
  CulmCover *cover;
  AdwCarousel *carousel;
  GtkWidget *dots;
  AdwPreferencesGroup *facts_group;
  AdwPreferencesGroup *filament_group;
  AdwPreferencesGroup *message_group;
  GtkWidget *heat_group;
  GtkStack *heat_stack;
  CulmTrendChart *chart;
  CulmTrendTable *rows;
  GtkWidget *note_group;
  GtkTextView *note_view;
  GtkWidget *print_button;
  GtkWidget *delete_button;
};

G_DEFINE_FINAL_TYPE (CulmRecordDialog, culm_record_dialog, ADW_TYPE_DIALOG)

typedef enum
{
  PROP_TABLE = 1,
} CulmRecordDialogProperty;

static GParamSpec *properties[PROP_TABLE + 1];

/* ---- Pictures ---- */

static char *
describe (const BambuKnownPicture *picture)
{
  g_autofree char *percent = NULL;

  if (picture->percent < 0)
    return g_strdup (_ ("As sliced"));
  if (picture->percent >= 100)
    return g_strdup (_ ("Before the end"));

  percent = culm_format_percent (picture->percent);

  /* Translators: of a picture of a print: how far it was: "At 40 %" */
  return g_strdup_printf (_ ("At %s"), percent);
}

static DexFuture *
on_decoded (DexFuture *future, gpointer user_data)
{
  g_autoptr (GtkPicture) view = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (value == NULL)
    g_debug ("No picture: %s", error->message);
  else if (view != NULL)
    gtk_picture_set_paintable (view, g_value_get_object (value));

  return NULL;
}

static void
add_picture (CulmRecordDialog *self, const BambuKnownPicture *picture)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *view = gtk_picture_new ();
  g_autofree char *text = describe (picture);
  GtkWidget *label = gtk_label_new (text);

  gtk_picture_set_content_fit (GTK_PICTURE (view), GTK_CONTENT_FIT_CONTAIN);
  gtk_picture_set_alternative_text (GTK_PICTURE (view), text);
  gtk_widget_set_size_request (view, -1, 220);
  gtk_widget_set_hexpand (view, TRUE);
  gtk_widget_add_css_class (view, "cover");
  gtk_widget_set_overflow (view, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_box_append (GTK_BOX (box), view);
  gtk_box_append (GTK_BOX (box), label);
  adw_carousel_append (self->carousel, box);

  /* Fire and forget: a picture that is not there is not seen. */
  dex_future_disown (dex_future_finally (culm_texture_decode (picture->file, 0), on_decoded,
                                         bambu_weak_ref_new (view), bambu_weak_ref_free));
}

static DexFuture *
on_pictures (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmRecordDialog) self = g_weak_ref_get (user_data);
  const GValue *value = dex_future_get_value (future, NULL);
  const GPtrArray *pictures = value != NULL ? g_value_get_boxed (value) : NULL;

  if (self == NULL || pictures == NULL || pictures->len == 0)
    return NULL;

  for (guint i = 0; i < pictures->len; i++)
    add_picture (self, g_ptr_array_index (pictures, i));
  gtk_widget_set_visible (GTK_WIDGET (self->cover), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->carousel), TRUE);
  gtk_widget_set_visible (self->dots, pictures->len > 1);

  return NULL;
}

/* ---- Temperatures ---- */

static const char *
get_nozzle_title (CulmRecordDialog *self, int part)
{
  BambuPrinter *printer = bambu_fleet_find (bambu_print_history_get_fleet (self->history),
                                            bambu_print_record_get_known (self->record)->serial);
  BambuExtruder *extruder = printer != NULL ? bambu_printer_find_extruder (printer, part) : NULL;

  return culm_format_nozzle (extruder != NULL ? bambu_extruder_get_side (extruder)
                                              : BAMBU_SIDE_ONLY);
}

static const char *
get_title (CulmRecordDialog *self, const BambuSeries *series)
{
  switch ((BambuTrendKind) series->kind)
    {
    case BAMBU_TREND_KIND_NOZZLE:
      return get_nozzle_title (self, series->part);
    case BAMBU_TREND_KIND_BED:
      return _ ("Bed");
    case BAMBU_TREND_KIND_CHAMBER:
      return _ ("Chamber");
    case BAMBU_TREND_KIND_AMS_HUMIDITY:
    case BAMBU_TREND_KIND_AMS_TEMPERATURE:
    default:
      return NULL;
    }
}

static DexFuture *
on_series (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmRecordDialog) self = g_weak_ref_get (user_data);
  const GValue *value = dex_future_get_value (future, NULL);
  const GPtrArray *list = value != NULL ? g_value_get_boxed (value) : NULL;
  g_autoptr (GPtrArray) curves = culm_trend_curves_new ();
  const BambuKnownPrint *known;
  gint64 until;

  if (self == NULL || list == NULL)
    return NULL;

  known = bambu_print_record_get_known (self->record);
  until = MAX (known->ended, known->last_seen);
  /* What was over within a second has no curves. */
  if (until <= known->began)
    return NULL;

  for (guint i = 0; i < list->len; i++)
    {
      const BambuSeries *series = g_ptr_array_index (list, i);
      const char *title = get_title (self, series);

      if (title != NULL)
        culm_trend_curves_add (curves, title, series->kind, series->samples);
    }

  culm_trend_chart_show (self->chart, curves, known->began, until);
  culm_trend_table_show (self->rows, curves);
  /* Without curves there was no chart to see. */
  gtk_stack_set_visible_child_name (self->heat_stack, self->table ? "table" : "chart");
  gtk_widget_set_visible (self->heat_group, curves->len > 0);

  return NULL;
}

/* ---- What the user does ---- */

static void
save_note (CulmRecordDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->note_view);
  g_autofree char *text = NULL;
  GtkTextIter begin;
  GtkTextIter end;

  g_clear_handle_id (&self->save_source, g_source_remove);
  gtk_text_buffer_get_bounds (buffer, &begin, &end);
  text = gtk_text_buffer_get_text (buffer, &begin, &end, FALSE);
  bambu_print_history_set_note (self->history, self->record, text);
}

static gboolean
on_save (gpointer user_data)
{
  CulmRecordDialog *self = user_data;

  self->save_source = 0;
  save_note (self);

  return G_SOURCE_REMOVE;
}

/* Not with each letter */
static void
on_note_changed (CulmRecordDialog *self)
{
  if (self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_MSEC, on_save, self);
}

static void
on_closed (CulmRecordDialog *self)
{
  if (self->save_source > 0)
    save_note (self);
}

/* The dialog that asks how stands in the place of this one. */
static void
on_print (CulmRecordDialog *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autofree char *serial = g_strdup (bambu_print_record_get_known (self->record)->serial);
  g_autofree char *path = g_strdup (self->path);

  adw_dialog_close (ADW_DIALOG (self));
  if (path != NULL)
    gtk_widget_activate_action (window, "win.print-path", "^ay", path);
  else
    gtk_widget_activate_action (window, "win.print-file", "s", serial);
}

typedef struct
{
  GWeakRef history;
  BambuPrintRecord *record;
} Undo;

static void
undo_free (gpointer data, GClosure *closure)
{
  Undo *undo = data;

  g_weak_ref_clear (&undo->history);
  g_object_unref (undo->record);
  g_free (undo);
}

static void
on_undo (AdwToast *toast, Undo *undo)
{
  g_autoptr (BambuPrintHistory) history = g_weak_ref_get (&undo->history);

  if (history != NULL)
    bambu_print_history_restore (history, undo->record);
}

static void
on_delete (CulmRecordDialog *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autofree char *text = g_strdup_printf (
      /* Translators: a print */
      _ ("“%s” was deleted from this computer"), culm_record_get_name (self->record));
  AdwToast *toast;
  Undo *undo;

  if (self->save_source > 0)
    save_note (self);
  bambu_print_history_remove (self->history, self->record);
  toast = culm_toast_show (window, text);
  if (toast != NULL)
    {
      undo = g_new0 (Undo, 1);
      g_weak_ref_init (&undo->history, self->history);
      undo->record = g_object_ref (self->record);
      adw_toast_set_button_label (toast, _ ("_Undo"));
      g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_undo), undo, undo_free, 0);
    }
  adw_dialog_close (ADW_DIALOG (self));
}

/* ---- */

static void
fill (CulmRecordDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  CulmWindow *window = CULM_IS_WINDOW (root) ? CULM_WINDOW (root) : NULL;
  GSettings *settings = window != NULL ? culm_window_get_settings (window) : NULL;
  g_autoptr (GPtrArray) materials = bambu_print_record_list_materials (self->record);
  const BambuKnownPrint *known = bambu_print_record_get_known (self->record);

  self->path = settings != NULL && known->name != NULL
                   ? culm_recent_files_find (settings, known->name)
                   : NULL;
  gtk_button_set_label (GTK_BUTTON (self->print_button),
                        self->path != NULL ? _ ("_Print Again…") : _ ("_Choose File to Print…"));
  culm_record_facts_add (self->facts_group, self->record,
                         culm_sums_get_cost (materials, culm_prices_get_func, settings));
  culm_record_facts_add_filaments (self->filament_group, self->record);
  culm_record_facts_add_messages (self->message_group, self->record,
                                  window != NULL ? culm_window_get_alert_history (window) : NULL);
}

static void
culm_record_dialog_map (GtkWidget *widget)
{
  CulmRecordDialog *self = CULM_RECORD_DIALOG (widget);

  if (!self->is_filled)
    fill (self);
  self->is_filled = TRUE;

  GTK_WIDGET_CLASS (culm_record_dialog_parent_class)->map (widget);
}

static void
culm_record_dialog_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmRecordDialog *self = CULM_RECORD_DIALOG (object);

  switch ((CulmRecordDialogProperty) prop_id)
    {
    case PROP_TABLE:
      g_value_set_boolean (value, self->table);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_record_dialog_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  CulmRecordDialog *self = CULM_RECORD_DIALOG (object);

  switch ((CulmRecordDialogProperty) prop_id)
    {
    case PROP_TABLE:
      if (self->table == g_value_get_boolean (value))
        break;
      self->table = g_value_get_boolean (value);
      gtk_stack_set_visible_child_name (self->heat_stack, self->table ? "table" : "chart");
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_record_dialog_dispose (GObject *object)
{
  CulmRecordDialog *self = CULM_RECORD_DIALOG (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  dex_clear (&self->pictures);
  dex_clear (&self->series);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_RECORD_DIALOG);
  g_clear_object (&self->record);
  g_clear_object (&self->history);

  G_OBJECT_CLASS (culm_record_dialog_parent_class)->dispose (object);
}

static void
culm_record_dialog_finalize (GObject *object)
{
  g_free (CULM_RECORD_DIALOG (object)->path);

  G_OBJECT_CLASS (culm_record_dialog_parent_class)->finalize (object);
}

static void
culm_record_dialog_class_init (CulmRecordDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = culm_record_dialog_get_property;
  object_class->set_property = culm_record_dialog_set_property;
  object_class->dispose = culm_record_dialog_dispose;
  object_class->finalize = culm_record_dialog_finalize;
  widget_class->map = culm_record_dialog_map;

  properties[PROP_TABLE] =
      g_param_spec_boolean ("table", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CULM_TYPE_COVER);
  g_type_ensure (CULM_TYPE_TREND_CHART);
  g_type_ensure (CULM_TYPE_TREND_TABLE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-record-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmRecordDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, CulmRecordDialog, cover);
  gtk_widget_class_bind_template_child (widget_class, CulmRecordDialog, carousel);
  gtk_widget_class_bind_template_child (widget_class, CulmRecordDialog, dots);
  gtk_widget_class_bind_template_child (widget_class, CulmRecordDialog, facts_group);
  gtk_widget_class_bind_template_child (widget_class, CulmRecordDialog, filament_group);
  gtk_widget_class_bind_template_child (widget_class, CulmRecordDialog, message_group);
  gtk_widget_class_bind_template_child (widget_class, CulmRecordDialog, heat_group);
  gtk_widget_class_bind_template_child (widget_class, CulmRecordDialog, heat_stack);
  gtk_widget_class_bind_template_child (widget_class, CulmRecordDialog, chart);
  gtk_widget_class_bind_template_child (widget_class, CulmRecordDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, CulmRecordDialog, note_group);
  gtk_widget_class_bind_template_child (widget_class, CulmRecordDialog, note_view);
  gtk_widget_class_bind_template_child (widget_class, CulmRecordDialog, print_button);
  gtk_widget_class_bind_template_child (widget_class, CulmRecordDialog, delete_button);
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_print);
  gtk_widget_class_bind_template_callback (widget_class, on_delete);
}

static void
culm_record_dialog_init (CulmRecordDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));
}

static const char *
get_origin (BambuPrintRecord *record)
{
  if (bambu_print_record_get_task (record) == NULL)
    return _ ("Seen on this computer");

  return bambu_print_record_is_local (record) ? _ ("Seen here, and in Bambu Lab’s cloud")
                                              : _ ("From Bambu Lab’s cloud");
}

/* What there is only of prints that were seen here */
static void
show_local (CulmRecordDialog *self)
{
  const BambuKnownPrint *known = bambu_print_record_get_known (self->record);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->note_view);
  gboolean local = bambu_print_record_is_local (self->record);

  gtk_widget_set_visible (self->note_group, local);
  gtk_widget_set_visible (self->delete_button, local && known->ended > 0);
  gtk_text_buffer_set_text (buffer, known->note != NULL ? known->note : "", -1);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (on_note_changed), self,
                           G_CONNECT_SWAPPED);
  if (!local)
    return;

  self->pictures = dex_future_finally (
      bambu_print_history_load_pictures (self->history, self->record, MOST_PICTURES), on_pictures,
      bambu_weak_ref_new (self), bambu_weak_ref_free);
  self->series = dex_future_finally (bambu_print_history_load_series (self->history, self->record),
                                     on_series, bambu_weak_ref_new (self), bambu_weak_ref_free);
}

AdwDialog *
culm_record_dialog_new (BambuPrintHistory *history,
                        BambuPrintRecord *record,
                        CulmCovers *covers,
                        CulmCovers *cloud_covers)
{
  CulmRecordDialog *self;
  BambuCloudTask *task;

  g_return_val_if_fail (BAMBU_IS_PRINT_HISTORY (history), NULL);
  g_return_val_if_fail (BAMBU_IS_PRINT_RECORD (record), NULL);

  self = g_object_new (CULM_TYPE_RECORD_DIALOG, NULL);
  self->history = g_object_ref (history);
  self->record = g_object_ref (record);
  task = bambu_print_record_get_task (record);

  adw_dialog_set_title (ADW_DIALOG (self), culm_record_get_name (record));
  adw_window_title_set_title (self->heading, culm_record_get_name (record));
  adw_window_title_set_subtitle (self->heading, get_origin (record));
  culm_record_row_show_cover (self->cover, record, covers, cloud_covers);
  gtk_widget_set_visible (GTK_WIDGET (self->cover),
                          task != NULL && bambu_cloud_task_get_values (task)->cover != NULL);
  gtk_widget_set_visible (self->print_button, bambu_print_record_get_known (record)->result
                                                  != BAMBU_PRINT_RESULT_RUNNING);
  show_local (self);

  return ADW_DIALOG (self);
}
