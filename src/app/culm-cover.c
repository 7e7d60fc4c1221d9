/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-cover.h"

#include <bambu/bambu-weak-ref.h>

struct _CulmCover
{
  AdwBin parent_instance;

  GtkPicture *picture;

  CulmCovers *covers;
  char *key;
  char *address;
  gboolean on_screen;
  gboolean loaded;
  gboolean failed;
  DexFuture *load;
};

G_DEFINE_FINAL_TYPE (CulmCover, culm_cover, ADW_TYPE_BIN)

typedef enum
{
  PROP_ON_SCREEN = 1,
  PROP_LOADED,
} CulmCoverProperty;

static GParamSpec *properties[PROP_LOADED + 1];

static char *
get_page (CulmCover *self, gboolean loaded)
{
  return g_strdup (loaded ? "picture" : "none");
}

static void
show (CulmCover *self, GdkTexture *texture)
{
  gboolean loaded = texture != NULL;

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  if (self->loaded == loaded)
    return;

  self->loaded = loaded;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}

static DexFuture *
on_loaded (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmCover) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL)
    return dex_ref (future);

  if (value != NULL)
    show (self, g_value_get_object (value));
  else
    {
      g_debug ("No picture: %s", error->message);
      self->failed = TRUE;
    }

  return dex_ref (future);
}

static void
update (CulmCover *self)
{
  GdkTexture *texture;

  if (!self->on_screen)
    dex_clear (&self->load);
  if (self->covers == NULL || self->address == NULL || self->loaded || self->failed)
    return;

  texture = culm_covers_find (self->covers, self->key);
  if (texture != NULL)
    show (self, texture);
  else if (self->on_screen && self->load == NULL)
    self->load = dex_future_finally (culm_covers_load (self->covers, self->key, self->address),
                                     on_loaded, bambu_weak_ref_new (self), bambu_weak_ref_free);
}

static void
culm_cover_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmCover *self = CULM_COVER (object);

  switch ((CulmCoverProperty) prop_id)
    {
    case PROP_ON_SCREEN:
      g_value_set_boolean (value, self->on_screen);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_cover_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CulmCover *self = CULM_COVER (object);

  switch ((CulmCoverProperty) prop_id)
    {
    case PROP_ON_SCREEN:
      if (self->on_screen == g_value_get_boolean (value))
        break;
      self->on_screen = g_value_get_boolean (value);
      /* What failed is worth another try when somebody comes back. */
      self->failed = FALSE;
      update (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_LOADED:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_cover_dispose (GObject *object)
{
  CulmCover *self = CULM_COVER (object);

  dex_clear (&self->load);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_COVER);
  g_clear_object (&self->covers);

  G_OBJECT_CLASS (culm_cover_parent_class)->dispose (object);
}

static void
culm_cover_finalize (GObject *object)
{
  CulmCover *self = CULM_COVER (object);

  g_free (self->key);
  g_free (self->address);

  G_OBJECT_CLASS (culm_cover_parent_class)->finalize (object);
}

static void
culm_cover_class_init (CulmCoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_cover_get_property;
  object_class->set_property = culm_cover_set_property;
  object_class->dispose = culm_cover_dispose;
  object_class->finalize = culm_cover_finalize;

  properties[PROP_ON_SCREEN] =
      g_param_spec_boolean ("on-screen", NULL, NULL, FALSE, readable | G_PARAM_WRITABLE);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-cover.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmCover, picture);
  gtk_widget_class_bind_template_callback (widget_class, get_page);
}

/* As large as is asked for, whatever the picture's own size is */
static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, NULL, NULL, NULL,
                      NULL);
  *minimum = 0;
  *natural = 0;
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
}

static void
culm_cover_init (CulmCover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self),
                                 gtk_custom_layout_new (NULL, measure, allocate));
}

void
culm_cover_set (CulmCover *self, CulmCovers *covers, const char *key, const char *address)
{
  g_return_if_fail (CULM_IS_COVER (self));

  dex_clear (&self->load);
  self->failed = FALSE;
  g_set_object (&self->covers, covers);
  g_set_str (&self->key, key);
  g_set_str (&self->address, address);
  show (self, NULL);
  update (self);
}
