/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-again-button.h"

#include <glib/gi18n.h>

#include "culm-recent-files.h"
#include "culm-window-private.h"
#include "culm-wrap.h"

struct _CulmAgainButton
{
  GtkButton parent_instance;

  BambuPrinter *printer;
  GSettings *settings; /* NULL outside of a window */
};

G_DEFINE_FINAL_TYPE (CulmAgainButton, culm_again_button, GTK_TYPE_BUTTON)

typedef enum
{
  PROP_PRINTER = 1,
} CulmAgainButtonProperty;

static GParamSpec *properties[PROP_PRINTER + 1];

static char *
find_path (CulmAgainButton *self)
{
  BambuJob *job = self->printer != NULL ? bambu_printer_get_job (self->printer) : NULL;

  if (self->settings == NULL || job == NULL || bambu_job_is_active (job)
      || *bambu_job_get_name (job) == '\0')
    return NULL;

  return culm_recent_files_find (self->settings, bambu_job_get_name (job));
}

static void
update (CulmAgainButton *self)
{
  g_autofree char *path = find_path (self);

  gtk_widget_set_visible (GTK_WIDGET (self), path != NULL);
}

static void
culm_again_button_clicked (GtkButton *button)
{
  CulmAgainButton *self = CULM_AGAIN_BUTTON (button);
  g_autofree char *path = find_path (self);

  if (path != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.print-path", "^ay", path);
  else
    update (self);
}

static void
set_printer (CulmAgainButton *self, BambuPrinter *printer)
{
  if (!g_set_object (&self->printer, printer))
    return;

  g_signal_connect_object (bambu_printer_get_job (printer), "notify::name", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bambu_printer_get_job (printer), "notify::active", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRINTER]);
}

static void
culm_again_button_root (GtkWidget *widget)
{
  CulmAgainButton *self = CULM_AGAIN_BUTTON (widget);
  GtkRoot *window;

  GTK_WIDGET_CLASS (culm_again_button_parent_class)->root (widget);

  window = gtk_widget_get_root (widget);
  if (!CULM_IS_WINDOW (window))
    return;

  self->settings = g_object_ref (culm_window_get_settings (CULM_WINDOW (window)));
  g_signal_connect_object (self->settings, "changed::" CULM_RECENT_FILES, G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

static void
forget_settings (CulmAgainButton *self)
{
  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_func (self->settings, update, self);
  g_clear_object (&self->settings);
}

static void
culm_again_button_unroot (GtkWidget *widget)
{
  forget_settings (CULM_AGAIN_BUTTON (widget));

  GTK_WIDGET_CLASS (culm_again_button_parent_class)->unroot (widget);
}

static void
culm_again_button_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmAgainButton *self = CULM_AGAIN_BUTTON (object);

  switch ((CulmAgainButtonProperty) prop_id)
    {
    case PROP_PRINTER:
      g_value_set_object (value, self->printer);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_again_button_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  switch ((CulmAgainButtonProperty) prop_id)
    {
    case PROP_PRINTER:
      set_printer (CULM_AGAIN_BUTTON (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_again_button_dispose (GObject *object)
{
  CulmAgainButton *self = CULM_AGAIN_BUTTON (object);

  forget_settings (self);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_again_button_parent_class)->dispose (object);
}

static void
culm_again_button_class_init (CulmAgainButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = culm_again_button_get_property;
  object_class->set_property = culm_again_button_set_property;
  object_class->dispose = culm_again_button_dispose;
  widget_class->root = culm_again_button_root;
  widget_class->unroot = culm_again_button_unroot;
  GTK_BUTTON_CLASS (klass)->clicked = culm_again_button_clicked;

  properties[PROP_PRINTER] =
      g_param_spec_object ("printer", NULL, NULL, BAMBU_TYPE_PRINTER,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
culm_again_button_init (CulmAgainButton *self)
{
  gtk_button_set_label (GTK_BUTTON (self), _ ("Print _Again…"));
  gtk_button_set_use_underline (GTK_BUTTON (self), TRUE);
  culm_wrap (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
