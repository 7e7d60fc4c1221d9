/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-sight.h"

#define UNSEEN (GDK_TOPLEVEL_STATE_MINIMIZED | GDK_TOPLEVEL_STATE_SUSPENDED)
#define GRACE_MSEC 500

struct _CulmSight
{
  GObject parent_instance;

  GdkToplevel *toplevel; /* while mapped */
  guint grace;
  gboolean seen;
};

G_DEFINE_FINAL_TYPE (CulmSight, culm_sight, G_TYPE_OBJECT)

typedef enum
{
  PROP_SEEN = 1,
} CulmSightProperty;

static GParamSpec *properties[PROP_SEEN + 1];

static void
update (CulmSight *self)
{
  gboolean seen = self->toplevel != NULL && (gdk_toplevel_get_state (self->toplevel) & UNSEEN) == 0;

  if (self->seen == seen)
    return;

  self->seen = seen;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEEN]);
}

static void
set_toplevel (CulmSight *self, GdkToplevel *toplevel)
{
  g_clear_handle_id (&self->grace, g_source_remove);
  if (self->toplevel != NULL)
    g_signal_handlers_disconnect_by_func (self->toplevel, update, self);
  g_set_object (&self->toplevel, toplevel);
  if (toplevel != NULL)
    g_signal_connect_object (toplevel, "notify::state", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
}

static void
on_map (CulmSight *self, GtkWidget *widget)
{
  set_toplevel (self,
                GDK_TOPLEVEL (gtk_native_get_surface (GTK_NATIVE (gtk_widget_get_root (widget)))));
  update (self);
}

static gboolean
on_grace_over (gpointer user_data)
{
  CulmSight *self = user_data;

  self->grace = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

static void
on_unmap (CulmSight *self, GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  set_toplevel (self, NULL);
  if (self->seen && root != NULL && gtk_widget_get_visible (GTK_WIDGET (root)))
    /* After the frame that may be due. */
    self->grace = g_timeout_add_full (G_PRIORITY_LOW, GRACE_MSEC, on_grace_over, self, NULL);
  else
    update (self);
}

static void
culm_sight_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmSight *self = CULM_SIGHT (object);

  switch ((CulmSightProperty) prop_id)
    {
    case PROP_SEEN:
      g_value_set_boolean (value, self->seen);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_sight_dispose (GObject *object)
{
  set_toplevel (CULM_SIGHT (object), NULL);

  G_OBJECT_CLASS (culm_sight_parent_class)->dispose (object);
}

static void
culm_sight_class_init (CulmSightClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = culm_sight_get_property;
  object_class->dispose = culm_sight_dispose;

  properties[PROP_SEEN] =
      g_param_spec_boolean ("seen", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
culm_sight_init (CulmSight *self)
{
}

CulmSight *
culm_sight_new (GtkWidget *widget)
{
  CulmSight *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  self = g_object_new (CULM_TYPE_SIGHT, NULL);
  g_signal_connect_object (widget, "map", G_CALLBACK (on_map), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (widget, "unmap", G_CALLBACK (on_unmap), self, G_CONNECT_SWAPPED);

  return self;
}

gboolean
culm_sight_is_seen (CulmSight *self)
{
  g_return_val_if_fail (CULM_IS_SIGHT (self), FALSE);

  return self->seen;
}
