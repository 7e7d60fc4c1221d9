/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-record-row.h"

#include <words/culm-record-words.h>

#include "culm-record-covers.h"
#include "culm-swatches.h"

struct _CulmRecordRow
{
  GtkBox parent_instance;

  CulmCover *cover;
  GtkBox *swatches;

  BambuPrintRecord *record;
  CulmCovers *covers;
  CulmCovers *cloud_covers;
  gboolean with_printer;
  char *spoken;
};

G_DEFINE_FINAL_TYPE (CulmRecordRow, culm_record_row, GTK_TYPE_BOX)

typedef enum
{
  PROP_ITEM = 1,
  PROP_COVERS,
  PROP_CLOUD_COVERS,
  PROP_WITH_PRINTER,
  PROP_ON_SCREEN,
  PROP_SPOKEN,
} CulmRecordRowProperty;

static GParamSpec *properties[PROP_SPOKEN + 1];

/* What is bound changes with the print; the other arguments are only there to say when. */

static char *
get_name (CulmRecordRow *self, const char *name)
{
  return self->record != NULL ? g_strdup (culm_record_get_name (self->record)) : NULL;
}

static char *
get_facts (
    CulmRecordRow *self, BambuPrintResult result, int percent, gint64 ended, gboolean with_printer)
{
  return self->record != NULL ? culm_record_format (self->record, with_printer) : NULL;
}

static char *
get_filament (CulmRecordRow *self, GListModel *filaments, double grams)
{
  return self->record != NULL ? culm_record_format_filament (self->record) : NULL;
}

static char *
get_icon (CulmRecordRow *self, BambuPrintResult result)
{
  return g_strdup (culm_situation_get_icon (culm_record_get_situation (result)));
}

static char **
get_icon_classes (CulmRecordRow *self, BambuPrintResult result)
{
  const char *style = culm_situation_get_style (culm_record_get_situation (result));

  return g_strdupv ((char *[]) { (char *) (style != NULL ? style : "dimmed"), NULL });
}

static gboolean
has_task (CulmRecordRow *self, BambuCloudTask *task)
{
  return task != NULL;
}

void
culm_record_row_show_cover (CulmCover *cover,
                            BambuPrintRecord *record,
                            CulmCovers *covers,
                            CulmCovers *cloud_covers)
{
  g_autofree char *key = record != NULL ? culm_record_covers_dup_key (record) : NULL;
  BambuCloudTask *task = record != NULL ? bambu_print_record_get_task (record) : NULL;
  const BambuCloudTaskValues *values = task != NULL ? bambu_cloud_task_get_values (task) : NULL;

  if (key == NULL && values != NULL)
    culm_cover_set (cover, cloud_covers, values->id, values->cover);
  else
    culm_cover_set (cover, covers, key, key);
}

static void
update_cover (CulmRecordRow *self)
{
  culm_record_row_show_cover (self->cover, self->record, self->covers, self->cloud_covers);
}

/* Returns: (transfer full): of its filaments, those that have one */
static char **
dup_colours (CulmRecordRow *self)
{
  g_autoptr (GStrvBuilder) colours = g_strv_builder_new ();
  GListModel *filaments =
      self->record != NULL ? bambu_print_record_get_known (self->record)->filaments : NULL;

  for (guint i = 0; filaments != NULL && i < g_list_model_get_n_items (filaments); i++)
    {
      g_autoptr (BambuPrintFilament) filament = g_list_model_get_item (filaments, i);
      const char *colour = bambu_print_filament_get_values (filament)->colour;

      if (colour != NULL)
        g_strv_builder_add (colours, colour);
    }

  return g_strv_builder_end (colours);
}

static void
show_swatches (CulmRecordRow *self)
{
  g_auto (GStrv) colours = dup_colours (self);

  culm_swatches_fill (self->swatches, (const char *const *) colours);
  gtk_widget_set_visible (GTK_WIDGET (self->swatches),
                          gtk_widget_get_first_child (GTK_WIDGET (self->swatches)) != NULL);
}

static void
update_spoken (CulmRecordRow *self)
{
  g_clear_pointer (&self->spoken, g_free);
  if (self->record != NULL)
    {
      g_auto (GStrv) colours = dup_colours (self);
      g_autofree char *names = culm_swatches_dup_names ((const char *const *) colours);

      self->spoken = culm_record_format_spoken (self->record, self->with_printer, names,
                                                g_get_real_time () / G_USEC_PER_SEC);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPOKEN]);
}

static void
on_pictures_changed (CulmRecordRow *self)
{
  update_cover (self);
}

static void
on_filaments_changed (CulmRecordRow *self)
{
  show_swatches (self);
  update_spoken (self);
}

static void
follow (CulmRecordRow *self)
{
  static const struct
  {
    const char *signal;
    void (*handler) (CulmRecordRow *self);
  } HANDLERS[] = {
    { "notify::n-pictures", on_pictures_changed }, { "notify::task", on_pictures_changed },
    { "notify::filaments", on_filaments_changed }, { "notify::result", update_spoken },
    { "notify::percent", update_spoken },
  };

  for (guint i = 0; i < G_N_ELEMENTS (HANDLERS); i++)
    g_signal_connect_object (self->record, HANDLERS[i].signal, G_CALLBACK (HANDLERS[i].handler),
                             self, G_CONNECT_SWAPPED);
}

static void
set_record (CulmRecordRow *self, BambuPrintRecord *record)
{
  if (self->record == record)
    return;

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_set_object (&self->record, record);
  if (record != NULL)
    follow (self);
  update_cover (self);
  show_swatches (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
  update_spoken (self);
}

static void
culm_record_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmRecordRow *self = CULM_RECORD_ROW (object);

  switch ((CulmRecordRowProperty) prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->record);
      break;
    case PROP_COVERS:
      g_value_set_object (value, self->covers);
      break;
    case PROP_CLOUD_COVERS:
      g_value_set_object (value, self->cloud_covers);
      break;
    case PROP_WITH_PRINTER:
      g_value_set_boolean (value, self->with_printer);
      break;
    case PROP_ON_SCREEN:
      g_object_get_property (G_OBJECT (self->cover), "on-screen", value);
      break;
    case PROP_SPOKEN:
      g_value_set_string (value, self->spoken);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_record_row_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  CulmRecordRow *self = CULM_RECORD_ROW (object);

  switch ((CulmRecordRowProperty) prop_id)
    {
    case PROP_ITEM:
      set_record (self, g_value_get_object (value));
      break;
    case PROP_COVERS:
      if (g_set_object (&self->covers, g_value_get_object (value)))
        update_cover (self);
      break;
    case PROP_CLOUD_COVERS:
      if (g_set_object (&self->cloud_covers, g_value_get_object (value)))
        update_cover (self);
      break;
    case PROP_WITH_PRINTER:
      if (self->with_printer == g_value_get_boolean (value))
        break;
      self->with_printer = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_ON_SCREEN:
      g_object_set_property (G_OBJECT (self->cover), "on-screen", value);
      break;
    case PROP_SPOKEN:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_record_row_dispose (GObject *object)
{
  CulmRecordRow *self = CULM_RECORD_ROW (object);

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_RECORD_ROW);
  g_clear_object (&self->record);
  g_clear_object (&self->covers);
  g_clear_object (&self->cloud_covers);

  G_OBJECT_CLASS (culm_record_row_parent_class)->dispose (object);
}

static void
culm_record_row_finalize (GObject *object)
{
  g_free (CULM_RECORD_ROW (object)->spoken);

  G_OBJECT_CLASS (culm_record_row_parent_class)->finalize (object);
}

static void
culm_record_row_class_init (CulmRecordRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags writable = readable | G_PARAM_WRITABLE;

  object_class->get_property = culm_record_row_get_property;
  object_class->set_property = culm_record_row_set_property;
  object_class->dispose = culm_record_row_dispose;
  object_class->finalize = culm_record_row_finalize;

  properties[PROP_ITEM] =
      g_param_spec_object ("item", NULL, NULL, BAMBU_TYPE_PRINT_RECORD, writable);
  properties[PROP_COVERS] = g_param_spec_object ("covers", NULL, NULL, CULM_TYPE_COVERS, writable);
  properties[PROP_CLOUD_COVERS] =
      g_param_spec_object ("cloud-covers", NULL, NULL, CULM_TYPE_COVERS, writable);
  properties[PROP_WITH_PRINTER] =
      g_param_spec_boolean ("with-printer", NULL, NULL, FALSE, writable);
  properties[PROP_ON_SCREEN] = g_param_spec_boolean ("on-screen", NULL, NULL, FALSE, writable);
  properties[PROP_SPOKEN] = g_param_spec_string ("spoken", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CULM_TYPE_COVER);
  g_type_ensure (BAMBU_TYPE_PRINT_RECORD);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-record-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmRecordRow, cover);
  gtk_widget_class_bind_template_child (widget_class, CulmRecordRow, swatches);
  gtk_widget_class_bind_template_callback (widget_class, get_name);
  gtk_widget_class_bind_template_callback (widget_class, get_facts);
  gtk_widget_class_bind_template_callback (widget_class, get_filament);
  gtk_widget_class_bind_template_callback (widget_class, get_icon);
  gtk_widget_class_bind_template_callback (widget_class, get_icon_classes);
  gtk_widget_class_bind_template_callback (widget_class, has_task);
}

static void
culm_record_row_init (CulmRecordRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
