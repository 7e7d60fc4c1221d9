/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-tray-popover.h"

#include <bambu/printer/bambu-printer-control.h>
#include <glib/gi18n.h>
#include <math.h>

#include "culm-ams-words.h"
#include "culm-colour.h"
#include "culm-control.h"
#include "culm-k-dialog.h"
#include "culm-obstacle-words.h"
#include "culm-tray-actions.h"
#include "culm-tray-dialog.h"
#include "culm-wrap.h"

struct _CulmTrayPopover
{
  GtkPopover parent_instance;

  BambuPrinter *printer;
  BambuTray *tray;
  CulmControl *change;
  CulmControl *edit;
  CulmControl *read;
  CulmControl *k;

  GtkWidget *load_button;
  GtkWidget *unload_button;
  GtkWidget *edit_button;
  GtkWidget *read_button;
  GtkWidget *k_button;
};

G_DEFINE_FINAL_TYPE (CulmTrayPopover, culm_tray_popover, GTK_TYPE_POPOVER)

typedef enum
{
  PROP_TRAY = 1,
} CulmTrayPopoverProperty;

static GParamSpec *properties[PROP_TRAY + 1];

static char *
get_title (CulmTrayPopover *self,
           const char *label,
           BambuTrayState state,
           const char *material,
           const char *product)
{
  /* Translators: a slot and what is in it: "A1: PLA Basic" */
  return g_strdup_printf (_ ("%s: %s"), label, culm_ams_words_filament (state, product, material));
}

static gboolean
is_known (CulmTrayPopover *self, BambuTrayState state)
{
  return state == BAMBU_TRAY_STATE_KNOWN;
}

static gboolean
is_unknown (CulmTrayPopover *self, BambuTrayState state)
{
  return state != BAMBU_TRAY_STATE_KNOWN;
}

static gboolean
is_told (CulmTrayPopover *self, BambuTrayState state, const char *text)
{
  return state == BAMBU_TRAY_STATE_KNOWN && text != NULL && *text != '\0';
}

static char *
get_colour (CulmTrayPopover *self, const char *const *colours, BambuSpoolPattern pattern)
{
  g_autofree char *colour = culm_colour_describe (colours, pattern);

  if (*colour == '\0')
    return g_strdup (_ ("unknown"));

  return g_steal_pointer (&colour);
}

static char *
get_remaining (CulmTrayPopover *self, int percent)
{
  if (percent < 0)
    return g_strdup (_ ("unknown"));

  return g_strdup_printf (_ ("about %d %%"), percent);
}

static char *
get_range (CulmTrayPopover *self, int minimum, int maximum)
{
  if (minimum > 0 && maximum > 0)
    /* Translators: a range of temperatures */
    return g_strdup_printf (_ ("%d to %d °C"), minimum, maximum);

  if (minimum > 0 || maximum > 0)
    return g_strdup_printf (_ ("%d °C"), MAX (minimum, maximum));

  return g_strdup (_ ("unknown"));
}

static char *
get_tag (CulmTrayPopover *self, gboolean read_by_rfid)
{
  return g_strdup (read_by_rfid ? _ ("read by the AMS") : _ ("none; set by hand"));
}

static char *
get_k (CulmTrayPopover *self, int profile, double k)
{
  if (profile < 0 && !(k > 0))
    /* Translators: a pressure advance profile that nobody chose */
    return g_strdup (_ ("the printer’s own"));

  if (!(k > 0))
    /* Translators: a pressure advance profile, by its number in the printer */
    return g_strdup_printf (_ ("profile %d"), profile);

  if (profile < 0)
    /* Translators: the factor of pressure advance */
    return g_strdup_printf (_ ("K %.3f"), k);

  /* Translators: the factor of pressure advance, and the number of its profile in the printer */
  return g_strdup_printf (_ ("K %.3f, profile %d"), k, profile);
}

/* Nothing senses an external spool. */
static gboolean
is_there (BambuTray *tray)
{
  return bambu_tray_is_external (tray) || bambu_tray_get_state (tray) != BAMBU_TRAY_STATE_EMPTY;
}

static gboolean
is_loadable (CulmTrayPopover *self, BambuTrayState state, gboolean in_use)
{
  return self->tray != NULL && !in_use && is_there (self->tray);
}

static gboolean
is_editable (CulmTrayPopover *self, BambuTrayState state)
{
  return self->tray != NULL && is_there (self->tray);
}

static gboolean
is_readable (CulmTrayPopover *self, BambuTrayState state)
{
  return self->tray != NULL && !bambu_tray_is_external (self->tray)
         && state != BAMBU_TRAY_STATE_EMPTY;
}

static void
on_load (CulmTrayPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  culm_tray_actions_load (gtk_widget_get_parent (GTK_WIDGET (self)), self->printer, self->tray);
}

static void
on_unload (CulmTrayPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  culm_tray_actions_unload (gtk_widget_get_parent (GTK_WIDGET (self)), self->printer, self->tray);
}

static void
on_edit (CulmTrayPopover *self)
{
  GtkWidget *tile = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_popover_popdown (GTK_POPOVER (self));
  adw_dialog_present (culm_tray_dialog_new (tile, self->printer, self->tray), tile);
}

static void
on_k (CulmTrayPopover *self)
{
  GtkWidget *tile = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_popover_popdown (GTK_POPOVER (self));
  adw_dialog_present (culm_k_dialog_new (tile, self->printer, self->tray), tile);
}

static void
on_read (CulmTrayPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  culm_tray_actions_read_tag (gtk_widget_get_parent (GTK_WIDGET (self)), self->printer, self->tray);
}

static BambuObstacle
get_edit_obstacle (CulmTrayPopover *self)
{
  if (bambu_tray_is_read_by_rfid (self->tray))
    return BAMBU_OBSTACLE_TAGGED;
  if (bambu_printer_is_locked (self->printer, self->tray))
    return BAMBU_OBSTACLE_IN_USE;

  return BAMBU_OBSTACLE_NONE;
}

static void
set_obstacle (CulmControl *control, BambuObstacle obstacle)
{
  g_autofree char *words = culm_obstacle_words (obstacle, 0);

  culm_control_set_obstacle (control, words);
}

static void
update_obstacles (CulmTrayPopover *self)
{
  gboolean connected = bambu_printer_find_extruder_of (self->printer, self->tray) >= 0;

  set_obstacle (self->change, connected ? BAMBU_OBSTACLE_NONE : BAMBU_OBSTACLE_NOT_CONNECTED);
  set_obstacle (self->edit, get_edit_obstacle (self));
  set_obstacle (self->read, bambu_printer_is_ams_loaded (self->printer) ? BAMBU_OBSTACLE_AMS_LOADED
                                                                        : BAMBU_OBSTACLE_NONE);
}

static void
bind_controls (CulmTrayPopover *self)
{
  int index = culm_tray_actions_get_index (self->tray);
  int extruder = bambu_printer_find_extruder_of (self->printer, self->tray);

  self->change = culm_control_new (self->printer, BAMBU_CONTROL_FILAMENT_CHANGE, MAX (extruder, 0));
  self->edit = culm_control_new (self->printer, BAMBU_CONTROL_TRAY, index);
  self->read = culm_control_new (self->printer, BAMBU_CONTROL_TAG, index);
  self->k = culm_control_new (self->printer, BAMBU_CONTROL_K_PROFILE, index);

  culm_control_attach (self->change, self->load_button);
  culm_control_attach (self->change, self->unload_button);
  culm_control_attach (self->edit, self->edit_button);
  culm_control_attach (self->read, self->read_button);
  culm_control_attach (self->k, self->k_button);

  g_signal_connect_object (self->tray, "notify::read-by-rfid", G_CALLBACK (update_obstacles), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tray, "notify::in-use", G_CALLBACK (update_obstacles), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->printer, "notify::state", G_CALLBACK (update_obstacles), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->printer, "notify::active-tray", G_CALLBACK (update_obstacles),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self, "map", G_CALLBACK (update_obstacles), self);
  update_obstacles (self);
}

static char *
get_hint (CulmTrayPopover *self, BambuTrayState state)
{
  if (self->tray != NULL && bambu_tray_is_external (self->tray))
    return g_strdup (_ ("The printer does not see this spool. Say what filament it is."));

  switch (state)
    {
    case BAMBU_TRAY_STATE_EMPTY:
      return g_strdup (_ ("There is no spool in this slot."));
    case BAMBU_TRAY_STATE_READING:
      return g_strdup (_ ("The spool’s tag is being read."));
    case BAMBU_TRAY_STATE_UNKNOWN:
    case BAMBU_TRAY_STATE_KNOWN:
    default:
      return g_strdup (_ ("The spool has no tag that the printer can read. Say what filament it "
                          "is."));
    }
}

static void
culm_tray_popover_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmTrayPopover *self = CULM_TRAY_POPOVER (object);

  switch ((CulmTrayPopoverProperty) prop_id)
    {
    case PROP_TRAY:
      g_value_set_object (value, self->tray);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_tray_popover_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  CulmTrayPopover *self = CULM_TRAY_POPOVER (object);

  switch ((CulmTrayPopoverProperty) prop_id)
    {
    case PROP_TRAY:
      if (g_set_object (&self->tray, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_tray_popover_dispose (GObject *object)
{
  CulmTrayPopover *self = CULM_TRAY_POPOVER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_TRAY_POPOVER);
  g_clear_object (&self->change);
  g_clear_object (&self->edit);
  g_clear_object (&self->read);
  g_clear_object (&self->k);
  g_clear_object (&self->tray);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_tray_popover_parent_class)->dispose (object);
}

static void
culm_tray_popover_class_init (CulmTrayPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = culm_tray_popover_get_property;
  object_class->set_property = culm_tray_popover_set_property;
  object_class->dispose = culm_tray_popover_dispose;

  properties[PROP_TRAY] =
      g_param_spec_object ("tray", NULL, NULL, BAMBU_TYPE_TRAY,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-tray-popover.ui");
  gtk_widget_class_bind_template_callback (widget_class, get_title);
  gtk_widget_class_bind_template_callback (widget_class, is_known);
  gtk_widget_class_bind_template_callback (widget_class, is_unknown);
  gtk_widget_class_bind_template_callback (widget_class, is_told);
  gtk_widget_class_bind_template_callback (widget_class, get_colour);
  gtk_widget_class_bind_template_callback (widget_class, get_remaining);
  gtk_widget_class_bind_template_callback (widget_class, get_range);
  gtk_widget_class_bind_template_callback (widget_class, get_tag);
  gtk_widget_class_bind_template_callback (widget_class, get_k);
  gtk_widget_class_bind_template_callback (widget_class, is_loadable);
  gtk_widget_class_bind_template_callback (widget_class, is_editable);
  gtk_widget_class_bind_template_callback (widget_class, is_readable);
  gtk_widget_class_bind_template_callback (widget_class, on_load);
  gtk_widget_class_bind_template_callback (widget_class, on_unload);
  gtk_widget_class_bind_template_callback (widget_class, on_read);
  gtk_widget_class_bind_template_callback (widget_class, on_edit);
  gtk_widget_class_bind_template_callback (widget_class, on_k);
  gtk_widget_class_bind_template_callback (widget_class, get_hint);
  gtk_widget_class_bind_template_child (widget_class, CulmTrayPopover, load_button);
  gtk_widget_class_bind_template_child (widget_class, CulmTrayPopover, unload_button);
  gtk_widget_class_bind_template_child (widget_class, CulmTrayPopover, edit_button);
  gtk_widget_class_bind_template_child (widget_class, CulmTrayPopover, read_button);
  gtk_widget_class_bind_template_child (widget_class, CulmTrayPopover, k_button);
}

static void
culm_tray_popover_init (CulmTrayPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));
}

GtkWidget *
culm_tray_popover_new (BambuPrinter *printer, BambuTray *tray)
{
  CulmTrayPopover *self;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (BAMBU_IS_TRAY (tray), NULL);

  self = g_object_new (CULM_TYPE_TRAY_POPOVER, "tray", tray, NULL);
  self->printer = g_object_ref (printer);
  bind_controls (self);

  return GTK_WIDGET (self);
}
