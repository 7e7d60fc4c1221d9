/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-spool.h"

#include <math.h>

#include "culm-colour.h"
#include "culm-fade.h"

#define MINIMUM_SIZE 16
#define MAX_COLOURS 16
#define HUB_RADIUS 0.34f        /* of the flange's */
#define UNKNOWN_THICKNESS 0.42f /* of the room between hub and flange */
#define FLANGE_ALPHA 0.16f      /* of the line's */
#define FLANGE_LINE_ALPHA 0.6f  /* of the line's */
#define SMALLEST_MARKED_SIZE 32 /* below it there is no room for a "?" in the hub */
#define CHECKER_LIGHT ((GdkRGBA) { 0.92f, 0.92f, 0.92f, 1 })
#define CHECKER_DARK ((GdkRGBA) { 0.66f, 0.66f, 0.66f, 1 })

struct _CulmSpool
{
  GtkWidget parent_instance;

  char **colours;
  BambuSpoolPattern pattern;
  int remain_percent;
  BambuTrayState tray_state;
};

G_DEFINE_FINAL_TYPE (CulmSpool, culm_spool, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_COLOURS = 1,
  PROP_PATTERN,
  PROP_REMAIN_PERCENT,
  PROP_TRAY_STATE,
} CulmSpoolProperty;

static GParamSpec *properties[PROP_TRAY_STATE + 1];

static GskPath *
make_ring (const graphene_point_t *centre, float inner, float outer)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();

  gsk_path_builder_add_circle (builder, centre, outer);
  if (inner > 0)
    gsk_path_builder_add_circle (builder, centre, inner);

  return gsk_path_builder_free_to_path (g_steal_pointer (&builder));
}

static void
stroke_circle (GtkSnapshot *snapshot,
               const graphene_point_t *centre,
               float radius,
               const GdkRGBA *colour,
               float width,
               gboolean dashed)
{
  g_autoptr (GskPath) path = make_ring (centre, 0, radius);
  g_autoptr (GskStroke) stroke = gsk_stroke_new (width);

  if (dashed)
    {
      /* A whole number of dashes goes round, so that the circle has no seam. */
      float dash = 2 * G_PI * radius / (2 * MAX (8, roundf (radius * 0.6f)));

      gsk_stroke_set_dash (stroke, (float[]) { dash, dash }, 2);
    }

  gtk_snapshot_append_stroke (snapshot, path, stroke, colour);
}

static void
append_checkers (GtkSnapshot *snapshot, const graphene_rect_t *bounds)
{
  float cell = MAX (3, roundf (bounds->size.width / 14));
  graphene_rect_t tile =
      GRAPHENE_RECT_INIT (bounds->origin.x, bounds->origin.y, 2 * cell, 2 * cell);

  gtk_snapshot_append_color (snapshot, &CHECKER_LIGHT, bounds);
  gtk_snapshot_push_repeat (snapshot, bounds, &tile);
  gtk_snapshot_append_color (snapshot, &CHECKER_DARK,
                             &GRAPHENE_RECT_INIT (tile.origin.x, tile.origin.y, cell, cell));
  gtk_snapshot_append_color (
      snapshot, &CHECKER_DARK,
      &GRAPHENE_RECT_INIT (tile.origin.x + cell, tile.origin.y + cell, cell, cell));
  gtk_snapshot_pop (snapshot);
}

/* Sectors with hard edges, or one colour going over to the next and back to the first. */
static void
append_colours (GtkSnapshot *snapshot,
                const graphene_rect_t *bounds,
                const graphene_point_t *centre,
                const GdkRGBA *colours,
                guint n_colours,
                BambuSpoolPattern pattern)
{
  GskColorStop stops[2 * MAX_COLOURS];
  guint n_stops = 0;

  if (n_colours == 1)
    {
      gtk_snapshot_append_color (snapshot, colours, bounds);
      return;
    }

  for (guint i = 0; i < n_colours; i++)
    {
      stops[n_stops++] = (GskColorStop) { (float) i / n_colours, colours[i] };
      if (pattern != BAMBU_SPOOL_PATTERN_GRADIENT)
        stops[n_stops++] = (GskColorStop) { (float) (i + 1) / n_colours, colours[i] };
    }
  if (pattern == BAMBU_SPOOL_PATTERN_GRADIENT)
    stops[n_stops++] = (GskColorStop) { 1, colours[0] };

  gtk_snapshot_append_conic_gradient (snapshot, bounds, centre, 0, stops, n_stops);
}

static guint
parse_colours (CulmSpool *self, GdkRGBA colours[MAX_COLOURS], gboolean *translucent)
{
  guint n_colours = 0;

  *translucent = FALSE;

  for (guint i = 0; self->colours != NULL && self->colours[i] != NULL && n_colours < MAX_COLOURS;
       i++)
    if (culm_colour_parse (self->colours[i], &colours[n_colours]))
      *translucent |= colours[n_colours++].alpha < 1;

  return n_colours;
}

static void
append_filament (CulmSpool *self,
                 GtkSnapshot *snapshot,
                 const graphene_point_t *centre,
                 float inner,
                 float outer,
                 const GdkRGBA *line)
{
  graphene_rect_t bounds =
      GRAPHENE_RECT_INIT (centre->x - outer, centre->y - outer, 2 * outer, 2 * outer);
  g_autoptr (GskPath) ring = make_ring (centre, inner, outer);
  GdkRGBA colours[MAX_COLOURS];
  gboolean translucent;
  guint n_colours = parse_colours (self, colours, &translucent);

  if (n_colours == 0 || self->tray_state != BAMBU_TRAY_STATE_KNOWN)
    {
      colours[0] = culm_fade (line, 0.4f);
      n_colours = 1;
      translucent = FALSE;
    }

  gtk_snapshot_push_fill (snapshot, ring, GSK_FILL_RULE_EVEN_ODD);
  if (translucent)
    append_checkers (snapshot, &bounds);
  append_colours (snapshot, &bounds, centre, colours, n_colours, self->pattern);
  gtk_snapshot_pop (snapshot);

  stroke_circle (snapshot, centre, inner, line, 1, FALSE);
  stroke_circle (snapshot, centre, outer, line, 1, FALSE);
}

static void
append_mark (CulmSpool *self,
             GtkSnapshot *snapshot,
             const graphene_point_t *centre,
             const char *mark,
             float size)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), mark);
  g_autoptr (PangoFontDescription) font = pango_font_description_copy (
      pango_context_get_font_description (pango_layout_get_context (layout)));
  GdkRGBA colour;
  int width;
  int height;

  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_widget_get_color (GTK_WIDGET (self), &colour);
  colour.alpha = 1;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (centre->x - width / 2.0f, centre->y - height / 2.0f));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
culm_spool_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CulmSpool *self = CULM_SPOOL (widget);
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);
  float size = MIN (width, height);
  float flange = size / 2 - 1;
  float hub = flange * HUB_RADIUS;
  graphene_point_t centre = GRAPHENE_POINT_INIT (width / 2, height / 2);
  float inner = hub;
  float outer = flange;
  GdkRGBA line;
  GdkRGBA flange_line;

  gtk_widget_get_color (widget, &line);

  if (self->tray_state == BAMBU_TRAY_STATE_EMPTY)
    {
      stroke_circle (snapshot, &centre, flange, &line, 1.25f, TRUE);
      return;
    }

  if (self->tray_state == BAMBU_TRAY_STATE_KNOWN)
    {
      if (self->remain_percent >= 0)
        outer = hub + (flange - hub) * self->remain_percent / 100;
      else
        inner = flange - (flange - hub) * UNKNOWN_THICKNESS;
    }

  if (outer < flange || inner > hub)
    {
      g_autoptr (GskPath) path = make_ring (&centre, hub, flange);
      GdkRGBA fill = culm_fade (&line, FLANGE_ALPHA);

      gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_EVEN_ODD, &fill);
    }

  flange_line = culm_fade_line (&line, FLANGE_LINE_ALPHA);
  stroke_circle (snapshot, &centre, flange, &flange_line, 1, FALSE);
  stroke_circle (snapshot, &centre, hub, &flange_line, 1, FALSE);

  if (outer > inner)
    append_filament (self, snapshot, &centre, inner, outer, &line);

  if (self->tray_state != BAMBU_TRAY_STATE_KNOWN && size >= SMALLEST_MARKED_SIZE)
    append_mark (self, snapshot, &centre, self->tray_state == BAMBU_TRAY_STATE_READING ? "…" : "?",
                 hub * 1.3f);
}

static void
culm_spool_measure (GtkWidget *widget,
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
culm_spool_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmSpool *self = CULM_SPOOL (object);

  switch ((CulmSpoolProperty) prop_id)
    {
    case PROP_COLOURS:
      g_value_set_boxed (value, self->colours);
      break;
    case PROP_PATTERN:
      g_value_set_enum (value, self->pattern);
      break;
    case PROP_REMAIN_PERCENT:
      g_value_set_int (value, self->remain_percent);
      break;
    case PROP_TRAY_STATE:
      g_value_set_enum (value, self->tray_state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static gboolean
set_colours (CulmSpool *self, char **colours)
{
  if (self->colours == colours
      || (self->colours != NULL && colours != NULL
          && g_strv_equal ((const char *const *) self->colours, (const char *const *) colours)))
    return FALSE;

  g_strfreev (self->colours);
  self->colours = g_strdupv (colours);

  return TRUE;
}

static gboolean
set_int (int *field, int value)
{
  if (*field == value)
    return FALSE;

  *field = value;

  return TRUE;
}

static void
culm_spool_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CulmSpool *self = CULM_SPOOL (object);
  gboolean changed = FALSE;

  switch ((CulmSpoolProperty) prop_id)
    {
    case PROP_COLOURS:
      changed = set_colours (self, g_value_get_boxed (value));
      break;
    case PROP_PATTERN:
      changed = set_int ((int *) &self->pattern, g_value_get_enum (value));
      break;
    case PROP_REMAIN_PERCENT:
      changed = set_int (&self->remain_percent, g_value_get_int (value));
      break;
    case PROP_TRAY_STATE:
      changed = set_int ((int *) &self->tray_state, g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }

  if (changed)
    {
      gtk_widget_queue_draw (GTK_WIDGET (self));
      g_object_notify_by_pspec (object, pspec);
    }
}

static void
culm_spool_finalize (GObject *object)
{
  CulmSpool *self = CULM_SPOOL (object);

  g_clear_pointer (&self->colours, g_strfreev);

  G_OBJECT_CLASS (culm_spool_parent_class)->finalize (object);
}

static void
culm_spool_class_init (CulmSpoolClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_spool_get_property;
  object_class->set_property = culm_spool_set_property;
  object_class->finalize = culm_spool_finalize;
  widget_class->snapshot = culm_spool_snapshot;
  widget_class->measure = culm_spool_measure;

  properties[PROP_COLOURS] = g_param_spec_boxed ("colours", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_PATTERN] = g_param_spec_enum ("pattern", NULL, NULL, BAMBU_TYPE_SPOOL_PATTERN,
                                                BAMBU_SPOOL_PATTERN_SOLID, flags);
  properties[PROP_REMAIN_PERCENT] =
      g_param_spec_int ("remain-percent", NULL, NULL, -1, 100, -1, flags);
  properties[PROP_TRAY_STATE] = g_param_spec_enum ("tray-state", NULL, NULL, BAMBU_TYPE_TRAY_STATE,
                                                   BAMBU_TRAY_STATE_EMPTY, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "spool");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
culm_spool_init (CulmSpool *self)
{
  self->remain_percent = -1;
}
