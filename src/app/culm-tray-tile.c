/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-tray-tile.h"

#include <bambu/printer/bambu-printer-control.h>
#include <glib/gi18n.h>
#include <math.h>

#include "culm-ams-words.h"
#include "culm-colour.h"
#include "culm-format.h"
#include "culm-spool.h"
#include "culm-tray-actions.h"
#include "culm-tray-popover.h"

#define SPOOL_SIZE 84
#define COMPACT_SPOOL_SIZE 56

struct _CulmTrayTile
{
  GtkButton parent_instance;

  BambuPrinter *printer;
  BambuTray *tray;
  gboolean compact;
  gboolean waiting;
  char *spoken;

  GtkWidget *popover;
  GtkWidget *remaining;
};

G_DEFINE_FINAL_TYPE (CulmTrayTile, culm_tray_tile, GTK_TYPE_BUTTON)

typedef enum
{
  PROP_TRAY = 1,
  PROP_COMPACT,
  PROP_WAITING,
  PROP_SPOKEN,
} CulmTrayTileProperty;

static GParamSpec *properties[PROP_SPOKEN + 1];

static char **
get_classes (CulmTrayTile *self, gboolean in_use, gboolean compact)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add_many (builder, "flat", "tray", NULL);
  if (in_use)
    g_strv_builder_add (builder, "in-use");
  if (compact)
    g_strv_builder_add (builder, "compact");

  return g_strv_builder_end (builder);
}

static int
get_spool_size (CulmTrayTile *self, gboolean compact)
{
  return compact ? COMPACT_SPOOL_SIZE : SPOOL_SIZE;
}

static char *
get_slot (CulmTrayTile *self, const char *label, gboolean in_use)
{
  if (in_use)
    /* Translators: a slot that the printer uses now: "A2 · in use" */
    return g_strdup_printf (_ ("%s · in use"), label);

  return g_strdup (label);
}

static char *
get_name (CulmTrayTile *self, BambuTrayState state, const char *material, const char *product)
{
  return g_strdup (culm_ams_words_filament (state, product, material));
}

static gboolean
is_known (CulmTrayTile *self, BambuTrayState state)
{
  return state == BAMBU_TRAY_STATE_KNOWN;
}

static gboolean
has_colour (CulmTrayTile *self, gboolean compact, BambuTrayState state)
{
  return !compact && state == BAMBU_TRAY_STATE_KNOWN;
}

static char *
get_colour (CulmTrayTile *self, const char *const *colours, BambuSpoolPattern pattern)
{
  return culm_colour_describe (colours, pattern);
}

static char *
get_remaining (CulmTrayTile *self, int percent, gboolean compact)
{
  if (compact)
    return culm_format_percent (percent);

  if (percent < 0)
    /* Translators: how much filament is left on a spool */
    return g_strdup (_ ("amount unknown"));

  /* Translators: how much filament is left on a spool */
  return g_strdup_printf (_ ("about %d %%"), percent);
}

static char *
get_spoken (CulmTrayTile *self,
            const char *label,
            BambuTrayState state,
            const char *material,
            const char *product,
            const char *const *colours,
            BambuSpoolPattern pattern,
            int percent,
            gboolean in_use,
            gboolean waiting)
{
  g_autofree char *colour = culm_colour_describe (colours, pattern);
  g_autofree char *spoken = culm_ams_words_spoken (
      label, state, culm_ams_words_filament (state, product, material), colour, percent, in_use);

  if (waiting)
    /* Translators: all that is said of a spool whose command the printer has not yet obeyed */
    return g_strdup_printf (_ ("%s, waiting for the printer"), spoken);

  return g_steal_pointer (&spoken);
}

/* Loading says which tray; unloading is of the one in use. */
static gboolean
is_changed (CulmTrayTile *self, BambuPending *pending)
{
  double wanted = bambu_pending_get_value (pending);

  if (!bambu_pending_is_active (pending))
    return FALSE;

  return isnan (wanted) ? bambu_tray_is_in_use (self->tray)
                        : (int) wanted == culm_tray_actions_get_index (self->tray);
}

static gboolean
is_waiting (CulmTrayTile *self)
{
  static const BambuControl controls[] = { BAMBU_CONTROL_TRAY, BAMBU_CONTROL_K_PROFILE,
                                           BAMBU_CONTROL_TAG };
  int index = culm_tray_actions_get_index (self->tray);
  int extruder = bambu_printer_find_extruder_of (self->printer, self->tray);

  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    if (bambu_pending_is_active (bambu_printer_get_pending (self->printer, controls[i], index)))
      return TRUE;

  return extruder >= 0
         && is_changed (self, bambu_printer_get_pending (self->printer,
                                                         BAMBU_CONTROL_FILAMENT_CHANGE, extruder));
}

static void
update_waiting (CulmTrayTile *self)
{
  gboolean waiting = is_waiting (self);

  if (self->waiting == waiting)
    return;

  self->waiting = waiting;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING]);
}

static void
follow (CulmTrayTile *self, BambuControl control, int index)
{
  g_signal_connect_object (bambu_printer_get_pending (self->printer, control, index),
                           "notify::active", G_CALLBACK (update_waiting), self, G_CONNECT_SWAPPED);
}

static void
follow_commands (CulmTrayTile *self)
{
  GListModel *extruders = bambu_printer_get_extruders (self->printer);
  int index = culm_tray_actions_get_index (self->tray);

  follow (self, BAMBU_CONTROL_TRAY, index);
  follow (self, BAMBU_CONTROL_K_PROFILE, index);
  follow (self, BAMBU_CONTROL_TAG, index);

  for (guint i = 0; i < g_list_model_get_n_items (extruders); i++)
    {
      g_autoptr (BambuExtruder) extruder = g_list_model_get_item (extruders, i);

      follow (self, BAMBU_CONTROL_FILAMENT_CHANGE, bambu_extruder_get_id (extruder));
    }
  update_waiting (self);
}

/* What the messages warn of is marked here, and nothing else. */
static void
update_warnings (CulmTrayTile *self)
{
  gboolean low = bambu_printer_has_warning (self->printer, BAMBU_ALERT_KIND_FILAMENT_LOW,
                                            bambu_tray_get_label (self->tray));
  const char *const classes[] = { "caption", "numeric", low ? "warning" : "dimmed", NULL };

  gtk_widget_set_css_classes (self->remaining, (const char **) classes);
}

static void
culm_tray_tile_clicked (GtkButton *button)
{
  CulmTrayTile *self = CULM_TRAY_TILE (button);

  if (self->popover == NULL)
    {
      self->popover = culm_tray_popover_new (self->printer, self->tray);
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
    }

  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
culm_tray_tile_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmTrayTile *self = CULM_TRAY_TILE (object);

  switch ((CulmTrayTileProperty) prop_id)
    {
    case PROP_TRAY:
      g_value_set_object (value, self->tray);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    case PROP_WAITING:
      g_value_set_boolean (value, self->waiting);
      break;
    case PROP_SPOKEN:
      g_value_set_string (value, self->spoken);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_tray_tile_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CulmTrayTile *self = CULM_TRAY_TILE (object);

  switch ((CulmTrayTileProperty) prop_id)
    {
    case PROP_TRAY:
      if (g_set_object (&self->tray, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_COMPACT:
      if (self->compact == g_value_get_boolean (value))
        break;
      self->compact = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SPOKEN:
      if (!g_set_str (&self->spoken, g_value_get_string (value)))
        break;
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      self->spoken, -1);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_WAITING:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_tray_tile_dispose (GObject *object)
{
  CulmTrayTile *self = CULM_TRAY_TILE (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_TRAY_TILE);
  g_clear_object (&self->tray);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_tray_tile_parent_class)->dispose (object);
}

static void
culm_tray_tile_finalize (GObject *object)
{
  CulmTrayTile *self = CULM_TRAY_TILE (object);

  g_clear_pointer (&self->spoken, g_free);

  G_OBJECT_CLASS (culm_tray_tile_parent_class)->finalize (object);
}

static void
culm_tray_tile_class_init (CulmTrayTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkButtonClass *button_class = GTK_BUTTON_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_tray_tile_get_property;
  object_class->set_property = culm_tray_tile_set_property;
  object_class->dispose = culm_tray_tile_dispose;
  object_class->finalize = culm_tray_tile_finalize;
  button_class->clicked = culm_tray_tile_clicked;

  properties[PROP_TRAY] = g_param_spec_object ("tray", NULL, NULL, BAMBU_TYPE_TRAY, flags);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  properties[PROP_WAITING] =
      g_param_spec_boolean ("waiting", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SPOKEN] = g_param_spec_string ("spoken", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CULM_TYPE_SPOOL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-tray-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmTrayTile, remaining);
  gtk_widget_class_bind_template_callback (widget_class, get_classes);
  gtk_widget_class_bind_template_callback (widget_class, get_spool_size);
  gtk_widget_class_bind_template_callback (widget_class, get_slot);
  gtk_widget_class_bind_template_callback (widget_class, get_name);
  gtk_widget_class_bind_template_callback (widget_class, is_known);
  gtk_widget_class_bind_template_callback (widget_class, has_colour);
  gtk_widget_class_bind_template_callback (widget_class, get_colour);
  gtk_widget_class_bind_template_callback (widget_class, get_remaining);
  gtk_widget_class_bind_template_callback (widget_class, get_spoken);
}

static void
culm_tray_tile_init (CulmTrayTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
culm_tray_tile_new (BambuPrinter *printer, BambuTray *tray, gboolean compact)
{
  CulmTrayTile *self;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (BAMBU_IS_TRAY (tray), NULL);

  self = g_object_new (CULM_TYPE_TRAY_TILE, "tray", tray, "compact", compact, NULL);
  self->printer = g_object_ref (printer);
  follow_commands (self);
  g_signal_connect_object (bambu_printer_get_warnings (printer), "items-changed",
                           G_CALLBACK (update_warnings), self, G_CONNECT_SWAPPED);
  update_warnings (self);

  return GTK_WIDGET (self);
}
