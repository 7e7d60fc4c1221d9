/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-message-row.h"

#include <words/culm-history-words.h>

#include "culm-cover.h"

/* What the service sends has any length. */
#define MOST_CHARACTERS 2000

struct _CulmMessageRow
{
  GtkBox parent_instance;

  CulmCover *cover;

  BambuFleet *fleet;
  BambuCloudMessage *message;
  CulmCovers *covers;
  char *spoken;
};

G_DEFINE_FINAL_TYPE (CulmMessageRow, culm_message_row, GTK_TYPE_BOX)

typedef enum
{
  PROP_ITEM = 1,
  PROP_COVERS,
  PROP_ON_SCREEN,
  PROP_SPOKEN,
  PROP_LINKED,
} CulmMessageRowProperty;

static GParamSpec *properties[PROP_LINKED + 1];

static const BambuCloudMessageValues *
get_values (BambuCloudMessage *message)
{
  return message != NULL ? bambu_cloud_message_get_values (message) : NULL;
}

static char *
shorten (const char *text)
{
  return g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MOST_CHARACTERS));
}

static char *
get_title (CulmMessageRow *self, BambuCloudMessage *message)
{
  return message != NULL ? shorten (culm_message_get_title (get_values (message))) : NULL;
}

static char *
get_text (CulmMessageRow *self, BambuCloudMessage *message)
{
  return message != NULL ? shorten (culm_message_get_text (get_values (message))) : NULL;
}

static char *
get_facts (CulmMessageRow *self, BambuCloudMessage *message)
{
  return message != NULL ? culm_format_message (get_values (message)) : NULL;
}

static char *
get_icon (CulmMessageRow *self, BambuCloudMessage *message)
{
  return message != NULL ? g_strdup (culm_message_get_icon (get_values (message))) : NULL;
}

static gboolean
has_text (CulmMessageRow *self, BambuCloudMessage *message)
{
  return message != NULL && *culm_message_get_text (get_values (message)) != '\0';
}

static gboolean
has_cover (CulmMessageRow *self, BambuCloudMessage *message)
{
  return message != NULL && get_values (message)->cover != NULL;
}

static gboolean
has_no_cover (CulmMessageRow *self, BambuCloudMessage *message)
{
  return !has_cover (self, message);
}

static gboolean
is_unread (CulmMessageRow *self, BambuCloudMessage *message)
{
  return message != NULL && !get_values (message)->is_read;
}

static gboolean
is_linked (CulmMessageRow *self)
{
  const BambuCloudMessageValues *values = get_values (self->message);

  return values != NULL && values->serial != NULL && self->fleet != NULL
         && bambu_fleet_find (self->fleet, values->serial) != NULL;
}

static void
update_cover (CulmMessageRow *self)
{
  const BambuCloudMessageValues *values = get_values (self->message);

  culm_cover_set (self->cover, self->covers, values != NULL ? values->task_id : NULL,
                  values != NULL ? values->cover : NULL);
}

static void
set_message (CulmMessageRow *self, BambuCloudMessage *message)
{
  if (!g_set_object (&self->message, message))
    return;

  update_cover (self);
  g_clear_pointer (&self->spoken, g_free);
  if (message != NULL)
    self->spoken =
        culm_format_spoken_message (get_values (message), g_get_real_time () / G_USEC_PER_SEC);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPOKEN]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINKED]);
}

static void
culm_message_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmMessageRow *self = CULM_MESSAGE_ROW (object);

  switch ((CulmMessageRowProperty) prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->message);
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
    case PROP_LINKED:
      g_value_set_boolean (value, is_linked (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_message_row_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  CulmMessageRow *self = CULM_MESSAGE_ROW (object);

  switch ((CulmMessageRowProperty) prop_id)
    {
    case PROP_ITEM:
      set_message (self, g_value_get_object (value));
      break;
    case PROP_COVERS:
      if (g_set_object (&self->covers, g_value_get_object (value)))
        update_cover (self);
      break;
    case PROP_ON_SCREEN:
      g_object_set_property (G_OBJECT (self->cover), "on-screen", value);
      break;
    case PROP_SPOKEN:
    case PROP_LINKED:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_message_row_dispose (GObject *object)
{
  CulmMessageRow *self = CULM_MESSAGE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_MESSAGE_ROW);
  g_clear_object (&self->message);
  g_clear_object (&self->covers);
  g_clear_object (&self->fleet);

  G_OBJECT_CLASS (culm_message_row_parent_class)->dispose (object);
}

static void
culm_message_row_finalize (GObject *object)
{
  g_free (CULM_MESSAGE_ROW (object)->spoken);

  G_OBJECT_CLASS (culm_message_row_parent_class)->finalize (object);
}

static void
culm_message_row_class_init (CulmMessageRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags writable = readable | G_PARAM_WRITABLE;

  object_class->get_property = culm_message_row_get_property;
  object_class->set_property = culm_message_row_set_property;
  object_class->dispose = culm_message_row_dispose;
  object_class->finalize = culm_message_row_finalize;

  properties[PROP_ITEM] =
      g_param_spec_object ("item", NULL, NULL, BAMBU_TYPE_CLOUD_MESSAGE, writable);
  properties[PROP_COVERS] = g_param_spec_object ("covers", NULL, NULL, CULM_TYPE_COVERS, writable);
  properties[PROP_ON_SCREEN] = g_param_spec_boolean ("on-screen", NULL, NULL, FALSE, writable);
  properties[PROP_SPOKEN] = g_param_spec_string ("spoken", NULL, NULL, NULL, readable);
  properties[PROP_LINKED] = g_param_spec_boolean ("linked", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CULM_TYPE_COVER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-message-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmMessageRow, cover);
  gtk_widget_class_bind_template_callback (widget_class, get_title);
  gtk_widget_class_bind_template_callback (widget_class, get_text);
  gtk_widget_class_bind_template_callback (widget_class, get_facts);
  gtk_widget_class_bind_template_callback (widget_class, get_icon);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, has_cover);
  gtk_widget_class_bind_template_callback (widget_class, has_no_cover);
  gtk_widget_class_bind_template_callback (widget_class, is_unread);
}

static void
culm_message_row_init (CulmMessageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
culm_message_row_new (BambuFleet *fleet)
{
  CulmMessageRow *self = g_object_new (CULM_TYPE_MESSAGE_ROW, NULL);

  self->fleet = g_object_ref (fleet);

  return GTK_WIDGET (self);
}
