/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-task-row.h"

#include <words/culm-history-words.h>

#include "culm-cover.h"
#include "culm-swatches.h"

struct _CulmTaskRow
{
  GtkBox parent_instance;

  CulmCover *cover;
  GtkBox *swatches;

  BambuCloudTask *task;
  CulmCovers *covers;
  char *spoken;
};

G_DEFINE_FINAL_TYPE (CulmTaskRow, culm_task_row, GTK_TYPE_BOX)

typedef enum
{
  PROP_ITEM = 1,
  PROP_COVERS,
  PROP_ON_SCREEN,
  PROP_SPOKEN,
} CulmTaskRowProperty;

static GParamSpec *properties[PROP_SPOKEN + 1];

static const BambuCloudTaskValues *
get_values (BambuCloudTask *task)
{
  return task != NULL ? bambu_cloud_task_get_values (task) : NULL;
}

static char *
get_facts (CulmTaskRow *self, BambuCloudTask *task)
{
  return task != NULL ? culm_format_task (get_values (task)) : NULL;
}

static char *
get_filament (CulmTaskRow *self, BambuCloudTask *task)
{
  return task != NULL ? culm_format_filament (get_values (task)) : NULL;
}

static char *
get_icon (CulmTaskRow *self, BambuCloudResult result)
{
  return g_strdup (culm_situation_get_icon (culm_result_get_situation (result)));
}

static char **
get_icon_classes (CulmTaskRow *self, BambuCloudResult result)
{
  const char *style = culm_situation_get_style (culm_result_get_situation (result));

  return g_strdupv ((char *[]) { (char *) (style != NULL ? style : "dimmed"), NULL });
}

char *
culm_task_row_dup_colour_name (BambuCloudFilament *filament)
{
  g_autofree char *hex = bambu_cloud_filament_dup_colour (filament);

  return culm_swatch_dup_name (hex);
}

GtkWidget *
culm_task_row_create_swatch (BambuCloudFilament *filament, int size)
{
  g_autofree char *hex = bambu_cloud_filament_dup_colour (filament);

  return culm_swatch_new (hex, size);
}

static char **
dup_colours (GListModel *filaments)
{
  g_autoptr (GStrvBuilder) colours = g_strv_builder_new ();

  for (guint i = 0; filaments != NULL && i < g_list_model_get_n_items (filaments); i++)
    {
      g_autoptr (BambuCloudFilament) filament = g_list_model_get_item (filaments, i);
      char *hex = bambu_cloud_filament_dup_colour (filament);

      if (hex != NULL)
        g_strv_builder_take (colours, hex);
    }

  return g_strv_builder_end (colours);
}

static void
update_cover (CulmTaskRow *self)
{
  const BambuCloudTaskValues *values = get_values (self->task);

  culm_cover_set (self->cover, self->covers, values != NULL ? values->id : NULL,
                  values != NULL ? values->cover : NULL);
}

static void
set_task (CulmTaskRow *self, BambuCloudTask *task)
{
  const BambuCloudTaskValues *values = get_values (task);

  if (!g_set_object (&self->task, task))
    return;

  update_cover (self);
  g_clear_pointer (&self->spoken, g_free);
  if (values != NULL)
    {
      g_auto (GStrv) colours = dup_colours (values->filaments);
      g_autofree char *names = culm_swatches_dup_names ((const char *const *) colours);

      culm_swatches_fill (self->swatches, (const char *const *) colours);
      self->spoken = culm_format_spoken_task (values, names, g_get_real_time () / G_USEC_PER_SEC);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPOKEN]);
}

static void
culm_task_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmTaskRow *self = CULM_TASK_ROW (object);

  switch ((CulmTaskRowProperty) prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->task);
      break;
    case PROP_COVERS:
      g_value_set_object (value, self->covers);
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
culm_task_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CulmTaskRow *self = CULM_TASK_ROW (object);

  switch ((CulmTaskRowProperty) prop_id)
    {
    case PROP_ITEM:
      set_task (self, g_value_get_object (value));
      break;
    case PROP_COVERS:
      if (g_set_object (&self->covers, g_value_get_object (value)))
        update_cover (self);
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
culm_task_row_dispose (GObject *object)
{
  CulmTaskRow *self = CULM_TASK_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_TASK_ROW);
  g_clear_object (&self->task);
  g_clear_object (&self->covers);

  G_OBJECT_CLASS (culm_task_row_parent_class)->dispose (object);
}

static void
culm_task_row_finalize (GObject *object)
{
  g_free (CULM_TASK_ROW (object)->spoken);

  G_OBJECT_CLASS (culm_task_row_parent_class)->finalize (object);
}

static void
culm_task_row_class_init (CulmTaskRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags writable = readable | G_PARAM_WRITABLE;

  object_class->get_property = culm_task_row_get_property;
  object_class->set_property = culm_task_row_set_property;
  object_class->dispose = culm_task_row_dispose;
  object_class->finalize = culm_task_row_finalize;

  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, BAMBU_TYPE_CLOUD_TASK, writable);
  properties[PROP_COVERS] = g_param_spec_object ("covers", NULL, NULL, CULM_TYPE_COVERS, writable);
  properties[PROP_ON_SCREEN] = g_param_spec_boolean ("on-screen", NULL, NULL, FALSE, writable);
  properties[PROP_SPOKEN] = g_param_spec_string ("spoken", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CULM_TYPE_COVER);
  g_type_ensure (BAMBU_TYPE_CLOUD_TASK);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-task-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmTaskRow, cover);
  gtk_widget_class_bind_template_child (widget_class, CulmTaskRow, swatches);
  gtk_widget_class_bind_template_callback (widget_class, get_facts);
  gtk_widget_class_bind_template_callback (widget_class, get_filament);
  gtk_widget_class_bind_template_callback (widget_class, get_icon);
  gtk_widget_class_bind_template_callback (widget_class, get_icon_classes);
}

static void
culm_task_row_init (CulmTaskRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
