/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-plate.h"

#include "culm-colour.h"
#include "culm-fade.h"

#define MINIMUM_SIZE 48
#define N_LAYERS 10
#define N_GRID_LINES 3

/* In parts of the widget's size */
#define PLATE_RADIUS 0.47f
#define PLATE_CENTRE 0.70f
#define EMPTY_PLATE_CENTRE 0.5f
#define PLATE_THICKNESS 0.035f
#define BODY_RADIUS 0.25f
#define BODY_HEIGHT 0.50f

struct _CulmPlate
{
  GtkWidget parent_instance;

  double fraction;
  char **colours;
};

G_DEFINE_FINAL_TYPE (CulmPlate, culm_plate, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_FRACTION = 1,
  PROP_COLOURS,
} CulmPlateProperty;

static GParamSpec *properties[PROP_COLOURS + 1];

/* A square that lies flat, seen from above its near corner: left, far, right, near. */
typedef struct
{
  graphene_point_t left;
  graphene_point_t far;
  graphene_point_t right;
  graphene_point_t near;
} Square;

static Square
make_square (float x, float y, float radius)
{
  return (Square) {
    .left = GRAPHENE_POINT_INIT (x - radius, y),
    .far = GRAPHENE_POINT_INIT (x, y - radius / 2),
    .right = GRAPHENE_POINT_INIT (x + radius, y),
    .near = GRAPHENE_POINT_INIT (x, y + radius / 2),
  };
}

static GskPath *
make_path (const graphene_point_t *points, guint n_points, gboolean closed)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();

  gsk_path_builder_move_to (builder, points[0].x, points[0].y);
  for (guint i = 1; i < n_points; i++)
    gsk_path_builder_line_to (builder, points[i].x, points[i].y);
  if (closed)
    gsk_path_builder_close (builder);

  return gsk_path_builder_free_to_path (g_steal_pointer (&builder));
}

static void
fill (GtkSnapshot *snapshot, const graphene_point_t points[4], const GdkRGBA *colour)
{
  g_autoptr (GskPath) path = make_path (points, 4, TRUE);

  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, colour);
}

static void
stroke (GtkSnapshot *snapshot,
        const graphene_point_t *points,
        guint n_points,
        gboolean closed,
        const GdkRGBA *colour)
{
  g_autoptr (GskPath) path = make_path (points, n_points, closed);
  g_autoptr (GskStroke) line = gsk_stroke_new (1);

  gsk_stroke_set_line_join (line, GSK_LINE_JOIN_ROUND);
  gtk_snapshot_append_stroke (snapshot, path, line, colour);
}

static GdkRGBA
mix (const GdkRGBA *colour, float towards, float amount)
{
  return (GdkRGBA) { colour->red + (towards - colour->red) * amount,
                     colour->green + (towards - colour->green) * amount,
                     colour->blue + (towards - colour->blue) * amount, 1 };
}

static graphene_point_t
between (const graphene_point_t *a, const graphene_point_t *b, float t)
{
  return GRAPHENE_POINT_INIT (a->x + (b->x - a->x) * t, a->y + (b->y - a->y) * t);
}

static void
append_plate (GtkSnapshot *snapshot, float x, float y, float size, const GdkRGBA *line)
{
  Square top = make_square (x, y, size * PLATE_RADIUS);
  Square bottom = make_square (x, y + size * PLATE_THICKNESS, size * PLATE_RADIUS);
  GdkRGBA face = culm_fade (line, 0.12f);
  GdkRGBA side = culm_fade (line, 0.3f);
  GdkRGBA grid = culm_fade_line (line, 0.14f);

  fill (snapshot, (graphene_point_t[]) { top.left, top.far, top.right, top.near }, &face);
  fill (snapshot, (graphene_point_t[]) { top.left, top.near, bottom.near, bottom.left }, &side);
  fill (snapshot, (graphene_point_t[]) { top.near, top.right, bottom.right, bottom.near }, &side);

  for (guint i = 1; i <= N_GRID_LINES; i++)
    {
      float t = i / (N_GRID_LINES + 1.0f);

      stroke (snapshot,
              (graphene_point_t[]) { between (&top.left, &top.far, t),
                                     between (&top.near, &top.right, t) },
              2, FALSE, &grid);
      stroke (snapshot,
              (graphene_point_t[]) { between (&top.left, &top.near, t),
                                     between (&top.far, &top.right, t) },
              2, FALSE, &grid);
    }
}

/* What is still to come */
static void
append_ghost (GtkSnapshot *snapshot, float x, float y, float size, float done, const GdkRGBA *line)
{
  float height = size * BODY_HEIGHT;
  Square from = make_square (x, y - height * done, size * BODY_RADIUS);
  Square to = make_square (x, y - height, size * BODY_RADIUS);
  GdkRGBA colour = culm_fade_line (line, 0.45f);

  stroke (snapshot, (graphene_point_t[]) { to.left, to.far, to.right, to.near }, 4, TRUE, &colour);
  stroke (snapshot, (graphene_point_t[]) { to.left, from.left }, 2, FALSE, &colour);
  stroke (snapshot, (graphene_point_t[]) { to.near, from.near }, 2, FALSE, &colour);
  stroke (snapshot, (graphene_point_t[]) { to.right, from.right }, 2, FALSE, &colour);
}

static void
append_body (GtkSnapshot *snapshot,
             float x,
             float y,
             float size,
             float done,
             const GdkRGBA *colour,
             const GdkRGBA *line)
{
  float height = size * BODY_HEIGHT;
  float radius = size * BODY_RADIUS;
  Square bottom = make_square (x, y, radius);
  Square top = make_square (x, y - height * done, radius);
  GdkRGBA upper = mix (colour, 1, 0.22f);
  GdkRGBA left = mix (colour, 0, 0.1f);
  GdkRGBA right = mix (colour, 0, 0.3f);
  GdkRGBA seam = { 0, 0, 0, 0.14f };
  GdkRGBA edge = culm_fade_line (line, 0.6f);

  fill (snapshot, (graphene_point_t[]) { top.left, top.near, bottom.near, bottom.left }, &left);
  fill (snapshot, (graphene_point_t[]) { top.near, top.right, bottom.right, bottom.near }, &right);
  fill (snapshot, (graphene_point_t[]) { top.left, top.far, top.right, top.near }, &upper);

  for (guint i = 1; i < N_LAYERS && (float) i / N_LAYERS < done; i++)
    {
      Square layer = make_square (x, y - height * i / N_LAYERS, radius);

      stroke (snapshot, (graphene_point_t[]) { layer.left, layer.near, layer.right }, 3, FALSE,
              &seam);
    }

  stroke (
      snapshot,
      (graphene_point_t[]) { top.left, top.far, top.right, bottom.right, bottom.near, bottom.left },
      6, TRUE, &edge);
}

static void
culm_plate_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CulmPlate *self = CULM_PLATE (widget);
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);
  float size = MIN (width, height);
  float x = width / 2;
  float y = (height - size) / 2 + size * (self->fraction < 0 ? EMPTY_PLATE_CENTRE : PLATE_CENTRE);
  GdkRGBA line;
  GdkRGBA colour;

  gtk_widget_get_color (widget, &line);
  append_plate (snapshot, x, y, size, &line);

  if (self->fraction < 0)
    return;

  if (self->colours == NULL || self->colours[0] == NULL
      || !culm_colour_parse (self->colours[0], &colour) || colour.alpha <= 0)
    colour = (GdkRGBA) { 0.6f, 0.6f, 0.6f, 1 };

  if (self->fraction < 1)
    append_ghost (snapshot, x, y, size, self->fraction, &line);
  if (self->fraction > 0)
    append_body (snapshot, x, y, size, self->fraction, &colour, &line);
}

static void
culm_plate_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  *minimum = *natural = MINIMUM_SIZE;
}

static void
culm_plate_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmPlate *self = CULM_PLATE (object);

  switch ((CulmPlateProperty) prop_id)
    {
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    case PROP_COLOURS:
      g_value_set_boxed (value, self->colours);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_plate_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CulmPlate *self = CULM_PLATE (object);

  switch ((CulmPlateProperty) prop_id)
    {
    case PROP_FRACTION:
      if (self->fraction == g_value_get_double (value))
        return;
      self->fraction = g_value_get_double (value);
      break;
    case PROP_COLOURS:
      g_strfreev (self->colours);
      self->colours = g_value_dup_boxed (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }

  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (object, pspec);
}

static void
culm_plate_finalize (GObject *object)
{
  CulmPlate *self = CULM_PLATE (object);

  g_clear_pointer (&self->colours, g_strfreev);

  G_OBJECT_CLASS (culm_plate_parent_class)->finalize (object);
}

static void
culm_plate_class_init (CulmPlateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_plate_get_property;
  object_class->set_property = culm_plate_set_property;
  object_class->finalize = culm_plate_finalize;
  widget_class->snapshot = culm_plate_snapshot;
  widget_class->measure = culm_plate_measure;

  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, flags);
  properties[PROP_COLOURS] = g_param_spec_boxed ("colours", NULL, NULL, G_TYPE_STRV, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "plate");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
culm_plate_init (CulmPlate *self)
{
  self->fraction = -1;
}
