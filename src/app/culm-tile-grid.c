/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-tile-grid.h"

struct _CulmTileGrid
{
  GtkWidget parent_instance;

  guint columns;
  guint spacing;

  GListModel *model;
  GtkListBoxCreateWidgetFunc create;
  gpointer user_data;
};

G_DEFINE_FINAL_TYPE (CulmTileGrid, culm_tile_grid, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_COLUMNS = 1,
  PROP_SPACING,
  PROP_N_TILES,
} CulmTileGridProperty;

static GParamSpec *properties[PROP_N_TILES + 1];

static GtkWidget *
first_tile (CulmTileGrid *self)
{
  GtkWidget *tile = gtk_widget_get_first_child (GTK_WIDGET (self));

  while (tile != NULL && !gtk_widget_should_layout (tile))
    tile = gtk_widget_get_next_sibling (tile);

  return tile;
}

static GtkWidget *
next_tile (GtkWidget *tile)
{
  do
    tile = gtk_widget_get_next_sibling (tile);
  while (tile != NULL && !gtk_widget_should_layout (tile));

  return tile;
}

static guint
count_tiles (CulmTileGrid *self)
{
  guint n = 0;

  for (GtkWidget *tile = first_tile (self); tile != NULL; tile = next_tile (tile))
    n++;

  return n;
}

static void
measure_widest (CulmTileGrid *self, int *minimum, int *natural)
{
  *minimum = 0;
  *natural = 0;

  for (GtkWidget *tile = first_tile (self); tile != NULL; tile = next_tile (tile))
    {
      int tile_minimum;
      int tile_natural;

      gtk_widget_measure (tile, GTK_ORIENTATION_HORIZONTAL, -1, &tile_minimum, &tile_natural, NULL,
                          NULL);
      *minimum = MAX (*minimum, tile_minimum);
      *natural = MAX (*natural, tile_natural);
    }
}

static guint
get_most_columns (CulmTileGrid *self)
{
  return self->columns > 0 ? self->columns : MAX (1, count_tiles (self));
}

static guint
get_columns_for (CulmTileGrid *self, int width)
{
  guint columns = get_most_columns (self);
  int minimum;
  int natural;

  measure_widest (self, &minimum, &natural);

  while (columns > 1 && columns * minimum + (columns - 1) * self->spacing > (guint) width)
    columns = (columns + 1) / 2;

  return columns;
}

/* The n-th column's tile begins after n tiles and n gaps; pixels that do not divide go to the first
 * ones. */
static int
get_column_offset (CulmTileGrid *self, int width, guint columns, guint column)
{
  return column * (width + (int) self->spacing) / (int) columns;
}

static int
get_column_width (CulmTileGrid *self, int width, guint columns, guint column)
{
  return MAX (0, get_column_offset (self, width, columns, column + 1)
                     - get_column_offset (self, width, columns, column) - (int) self->spacing);
}

static int
measure_row (CulmTileGrid *self, GtkWidget *tile, int width, guint columns, gboolean natural)
{
  int height = 0;

  for (guint column = 0; tile != NULL && column < columns; column++, tile = next_tile (tile))
    {
      int tile_minimum;
      int tile_natural;

      gtk_widget_measure (tile, GTK_ORIENTATION_VERTICAL,
                          get_column_width (self, width, columns, column), &tile_minimum,
                          &tile_natural, NULL, NULL);
      height = MAX (height, natural ? tile_natural : tile_minimum);
    }

  return height;
}

static int
measure_height (CulmTileGrid *self, int width, gboolean natural)
{
  guint columns = get_columns_for (self, width);
  int height = 0;
  guint column = 0;

  for (GtkWidget *tile = first_tile (self); tile != NULL; tile = next_tile (tile))
    {
      if (column == 0)
        height +=
            (height > 0 ? self->spacing : 0) + measure_row (self, tile, width, columns, natural);

      column = (column + 1) % columns;
    }

  return height;
}

static void
culm_tile_grid_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  CulmTileGrid *self = CULM_TILE_GRID (widget);
  guint columns = get_most_columns (self);
  int widest_minimum;
  int widest_natural;

  measure_widest (self, &widest_minimum, &widest_natural);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest_minimum;
      *natural = columns * widest_natural + (columns - 1) * self->spacing;
      return;
    }

  if (for_size < 0)
    for_size = columns * widest_natural + (columns - 1) * self->spacing;

  *minimum = measure_height (self, for_size, FALSE);
  *natural = measure_height (self, for_size, TRUE);
}

static void
culm_tile_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CulmTileGrid *self = CULM_TILE_GRID (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  guint columns = get_columns_for (self, width);
  gboolean natural = height >= measure_height (self, width, TRUE);
  guint column = 0;
  int row_height = 0;
  int y = 0;

  for (GtkWidget *tile = first_tile (self); tile != NULL; tile = next_tile (tile))
    {
      GtkAllocation allocation;

      if (column == 0)
        row_height = measure_row (self, tile, width, columns, natural);

      allocation.x = get_column_offset (self, width, columns, column);
      allocation.width = get_column_width (self, width, columns, column);
      allocation.y = y;
      allocation.height = row_height;
      if (mirrored)
        allocation.x = width - allocation.x - allocation.width;

      gtk_widget_size_allocate (tile, &allocation, -1);

      column = (column + 1) % columns;
      if (column == 0)
        y += row_height + self->spacing;
    }
}

static GtkSizeRequestMode
culm_tile_grid_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, CulmTileGrid *self)
{
  GtkWidget *next = gtk_widget_get_first_child (GTK_WIDGET (self));

  for (guint i = 0; i < position; i++)
    next = gtk_widget_get_next_sibling (next);

  for (guint i = 0; i < removed; i++)
    {
      GtkWidget *tile = next;

      next = gtk_widget_get_next_sibling (tile);
      gtk_widget_unparent (tile);
    }

  for (guint i = 0; i < added; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, position + i);
      GtkWidget *tile = self->create (item, self->user_data);

      gtk_widget_insert_before (tile, GTK_WIDGET (self), next);
    }

  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_TILES]);
}

static void
culm_tile_grid_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmTileGrid *self = CULM_TILE_GRID (object);

  switch ((CulmTileGridProperty) prop_id)
    {
    case PROP_COLUMNS:
      g_value_set_uint (value, self->columns);
      break;
    case PROP_SPACING:
      g_value_set_uint (value, self->spacing);
      break;
    case PROP_N_TILES:
      g_value_set_uint (value, self->model != NULL ? g_list_model_get_n_items (self->model) : 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_uint (CulmTileGrid *self, guint *field, guint value, GParamSpec *pspec)
{
  if (*field == value)
    return;

  *field = value;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
culm_tile_grid_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CulmTileGrid *self = CULM_TILE_GRID (object);

  switch ((CulmTileGridProperty) prop_id)
    {
    case PROP_COLUMNS:
      set_uint (self, &self->columns, g_value_get_uint (value), pspec);
      break;
    case PROP_SPACING:
      set_uint (self, &self->spacing, g_value_get_uint (value), pspec);
      break;
    case PROP_N_TILES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_tile_grid_dispose (GObject *object)
{
  CulmTileGrid *self = CULM_TILE_GRID (object);
  GtkWidget *tile;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, on_items_changed, self);
  g_clear_object (&self->model);

  while ((tile = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (tile);

  G_OBJECT_CLASS (culm_tile_grid_parent_class)->dispose (object);
}

static void
culm_tile_grid_class_init (CulmTileGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_tile_grid_get_property;
  object_class->set_property = culm_tile_grid_set_property;
  object_class->dispose = culm_tile_grid_dispose;
  widget_class->measure = culm_tile_grid_measure;
  widget_class->size_allocate = culm_tile_grid_size_allocate;
  widget_class->get_request_mode = culm_tile_grid_get_request_mode;

  properties[PROP_COLUMNS] = g_param_spec_uint ("columns", NULL, NULL, 0, G_MAXUINT8, 0, flags);
  properties[PROP_SPACING] = g_param_spec_uint ("spacing", NULL, NULL, 0, G_MAXUINT8, 0, flags);
  properties[PROP_N_TILES] =
      g_param_spec_uint ("n-tiles", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
culm_tile_grid_init (CulmTileGrid *self)
{
}

void
culm_tile_grid_bind_model (CulmTileGrid *self,
                           GListModel *model,
                           GtkListBoxCreateWidgetFunc create,
                           gpointer user_data)
{
  g_return_if_fail (CULM_IS_TILE_GRID (self));
  g_return_if_fail (G_IS_LIST_MODEL (model));
  g_return_if_fail (self->model == NULL);

  self->model = g_object_ref (model);
  self->create = create;
  self->user_data = user_data;

  g_signal_connect_object (model, "items-changed", G_CALLBACK (on_items_changed), self, 0);
  on_items_changed (model, 0, 0, g_list_model_get_n_items (model), self);
}
