/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-control.h"

#include <math.h>

#include "culm-command-words.h"
#include "culm-command.h"

struct _CulmControl
{
  GObject parent_instance;

  BambuPrinter *printer;
  BambuControl control;
  BambuPending *pending; /* the printer's */
  gboolean available;
  char *reason;
  char *obstacle; /* NULL: none */
};

G_DEFINE_FINAL_TYPE (CulmControl, culm_control, G_TYPE_OBJECT)

typedef enum
{
  PROP_AVAILABLE = 1,
  PROP_REASON,
  PROP_PENDING,
  PROP_PRINTER,
} CulmControlProperty;

static GParamSpec *properties[PROP_PRINTER + 1];

static void
update (CulmControl *self)
{
  g_autoptr (GError) error = NULL;
  gboolean available = bambu_printer_can (self->printer, self->control, &error);
  g_autofree char *reason =
      available ? g_strdup (self->obstacle) : culm_command_words_reason (error);

  available = available && self->obstacle == NULL;

  if (g_set_str (&self->reason, reason))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);

  if (self->available != available)
    {
      self->available = available;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AVAILABLE]);
    }
}

static void
describe (CulmControl *self, GParamSpec *pspec, GtkWidget *widget)
{
  gtk_widget_set_tooltip_text (widget, self->reason);

  if (self->reason != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    self->reason, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
culm_control_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmControl *self = CULM_CONTROL (object);

  switch ((CulmControlProperty) prop_id)
    {
    case PROP_AVAILABLE:
      g_value_set_boolean (value, self->available);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    case PROP_PENDING:
      g_value_set_object (value, self->pending);
      break;
    case PROP_PRINTER:
      g_value_set_object (value, self->printer);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_control_dispose (GObject *object)
{
  CulmControl *self = CULM_CONTROL (object);

  g_clear_object (&self->pending);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_control_parent_class)->dispose (object);
}

static void
culm_control_finalize (GObject *object)
{
  CulmControl *self = CULM_CONTROL (object);

  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->obstacle, g_free);

  G_OBJECT_CLASS (culm_control_parent_class)->finalize (object);
}

static void
culm_control_class_init (CulmControlClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_control_get_property;
  object_class->dispose = culm_control_dispose;
  object_class->finalize = culm_control_finalize;

  properties[PROP_AVAILABLE] = g_param_spec_boolean ("available", NULL, NULL, FALSE, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  properties[PROP_PENDING] = g_param_spec_object ("pending", NULL, NULL, BAMBU_TYPE_PENDING, flags);
  properties[PROP_PRINTER] = g_param_spec_object ("printer", NULL, NULL, BAMBU_TYPE_PRINTER, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
culm_control_init (CulmControl *self)
{
}

CulmControl *
culm_control_new (BambuPrinter *printer, BambuControl control, int index)
{
  static const char *const signals[] = { "notify::freshness",    "notify::link-state",
                                         "notify::capabilities", "notify::upgrading",
                                         "notify::rights",       "notify::state" };
  CulmControl *self;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  self = g_object_new (CULM_TYPE_CONTROL, NULL);
  self->printer = g_object_ref (printer);
  self->control = control;
  self->pending = g_object_ref (bambu_printer_get_pending (printer, control, index));

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (printer, signals[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return self;
}

void
culm_control_set_obstacle (CulmControl *self, const char *obstacle)
{
  g_return_if_fail (CULM_IS_CONTROL (self));

  if (g_set_str (&self->obstacle, obstacle))
    update (self);
}

void
culm_control_attach (CulmControl *self, GtkWidget *widget)
{
  g_return_if_fail (CULM_IS_CONTROL (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  g_object_set_data_full (G_OBJECT (widget), "culm-control", g_object_ref (self), g_object_unref);
  g_object_bind_property (self, "available", widget, "sensitive", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self, "notify::reason", G_CALLBACK (describe), widget, 0);
  describe (self, NULL, widget);
}

static void
close_if_moot (AdwDialog *dialog, GParamSpec *pspec, CulmControl *self)
{
  if (!self->available)
    adw_dialog_force_close (dialog);
}

void
culm_control_guard (CulmControl *self, AdwDialog *dialog)
{
  g_return_if_fail (CULM_IS_CONTROL (self));
  g_return_if_fail (ADW_IS_DIALOG (dialog));

  g_object_set_data_full (G_OBJECT (dialog), "culm-control", g_object_ref (self), g_object_unref);
  g_signal_connect_object (self, "notify::available", G_CALLBACK (close_if_moot), dialog,
                           G_CONNECT_SWAPPED);
}

void
culm_control_send (CulmControl *self, GtkWidget *widget, int value)
{
  g_return_if_fail (CULM_IS_CONTROL (self));

  culm_command_send (widget, self->printer, self->control, bambu_pending_get_index (self->pending),
                     value);
}

BambuPrinter *
culm_control_get_printer (CulmControl *self)
{
  g_return_val_if_fail (CULM_IS_CONTROL (self), NULL);

  return self->printer;
}

BambuPending *
culm_control_get_pending (CulmControl *self)
{
  g_return_val_if_fail (CULM_IS_CONTROL (self), NULL);

  return self->pending;
}

double
culm_control_get_value (CulmControl *self, double reported)
{
  double wanted = bambu_pending_get_value (self->pending);

  return bambu_pending_is_active (self->pending) && !isnan (wanted) ? wanted : reported;
}
