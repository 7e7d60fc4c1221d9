/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-overview-bar.h"

#include <glib/gi18n.h>

#include "culm-chamber-light.h"
#include "culm-group-command.h"

struct _CulmOverviewBar
{
  AdwBin parent_instance;

  GtkLabel *count_label;
  GtkWidget *pause_button;
  GtkWidget *resume_button;
  GtkWidget *light_button;

  GPtrArray *printers;
  GPtrArray *followed; /* what of them was connected to */
  guint update_source;
};

G_DEFINE_FINAL_TYPE (CulmOverviewBar, culm_overview_bar, ADW_TYPE_BIN)

static guint
count (CulmOverviewBar *self, BambuControl control, int value)
{
  g_autoptr (GPtrArray) list = culm_group_command_list (self->printers, control, value);

  return list->len;
}

/* How many of them it is for is said where it is not for all. */
static void
offer (CulmOverviewBar *self, GtkWidget *button, guint n, const char *name, const char *reason)
{
  g_autofree char *tip = NULL;

  if (n == 0)
    tip = g_strdup (reason);
  else if (n == self->printers->len)
    tip = g_strdup (name);
  else
    /* Translators: what a button does, and for how many of the printers that are selected: "Pause:
     * 2 of 3" */
    tip = g_strdup_printf (_ ("%s: %u of %u"), name, n, self->printers->len);

  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tip,
                                  -1);
}

static void
update (CulmOverviewBar *self)
{
  guint n = self->printers->len;
  guint n_pause = count (self, BAMBU_CONTROL_PAUSE, 0);
  guint n_resume = count (self, BAMBU_CONTROL_RESUME, 0);
  guint n_on = count (self, BAMBU_CONTROL_LIGHT, 1);
  guint n_off = count (self, BAMBU_CONTROL_LIGHT, 0);
  g_autofree char *text = g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);

  gtk_label_set_label (self->count_label, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "group.pause", n_pause > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "group.resume", n_resume > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "group.light", n_on + n_off > 0);
  gtk_widget_set_sensitive (self->light_button, n_on + n_off > 0);

  offer (self, self->pause_button, n_pause, _ ("Pause"),
         _ ("None of them has a print that can be paused now"));
  offer (self, self->resume_button, n_resume, _ ("Resume"),
         _ ("None of them has a print that can be resumed now"));
  offer (self, self->light_button, n_on + n_off, _ ("Chamber Light"),
         _ ("None of them has a light that can be switched now"));
}

static gboolean
on_update (gpointer user_data)
{
  CulmOverviewBar *self = user_data;

  self->update_source = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

/* Reports change much at a time. */
static void
queue_update (CulmOverviewBar *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_update, self, NULL);
}

static void
follow (CulmOverviewBar *self, gpointer object, const char *signal)
{
  g_signal_connect_object (object, signal, G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->followed, g_object_ref (object));
}

static void
follow_printer (CulmOverviewBar *self, BambuPrinter *printer)
{
  static const struct
  {
    BambuControl control;
    int index;
  } controls[] = {
    { BAMBU_CONTROL_PAUSE, 0 },
    { BAMBU_CONTROL_RESUME, 0 },
    { BAMBU_CONTROL_LIGHT, BAMBU_LIGHT_PLACE_CHAMBER },
  };
  BambuLight *light = culm_chamber_light_find (printer);

  follow (self, printer, "notify");
  if (light != NULL)
    follow (self, light, "notify::on");
  for (gsize i = 0; i < G_N_ELEMENTS (controls); i++)
    follow (self, bambu_printer_get_pending (printer, controls[i].control, controls[i].index),
            "notify::active");
}

static void
unfollow_all (CulmOverviewBar *self)
{
  for (guint i = 0; i < self->followed->len; i++)
    g_signal_handlers_disconnect_by_func (self->followed->pdata[i], queue_update, self);
  g_ptr_array_set_size (self->followed, 0);
  g_clear_handle_id (&self->update_source, g_source_remove);
}

static void
on_pause (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  culm_group_command_send (widget, CULM_OVERVIEW_BAR (widget)->printers, BAMBU_CONTROL_PAUSE, 0);
}

static void
on_resume (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  culm_group_command_send (widget, CULM_OVERVIEW_BAR (widget)->printers, BAMBU_CONTROL_RESUME, 0);
}

static void
on_light (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  culm_group_command_send (widget, CULM_OVERVIEW_BAR (widget)->printers, BAMBU_CONTROL_LIGHT,
                           g_variant_get_boolean (parameter));
}

static void
culm_overview_bar_dispose (GObject *object)
{
  CulmOverviewBar *self = CULM_OVERVIEW_BAR (object);

  unfollow_all (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_OVERVIEW_BAR);

  G_OBJECT_CLASS (culm_overview_bar_parent_class)->dispose (object);
}

static void
culm_overview_bar_finalize (GObject *object)
{
  CulmOverviewBar *self = CULM_OVERVIEW_BAR (object);

  g_ptr_array_unref (self->followed);
  g_ptr_array_unref (self->printers);

  G_OBJECT_CLASS (culm_overview_bar_parent_class)->finalize (object);
}

static void
culm_overview_bar_class_init (CulmOverviewBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_overview_bar_dispose;
  object_class->finalize = culm_overview_bar_finalize;

  gtk_widget_class_install_action (widget_class, "group.pause", NULL, on_pause);
  gtk_widget_class_install_action (widget_class, "group.resume", NULL, on_resume);
  gtk_widget_class_install_action (widget_class, "group.light", "b", on_light);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-overview-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmOverviewBar, count_label);
  gtk_widget_class_bind_template_child (widget_class, CulmOverviewBar, pause_button);
  gtk_widget_class_bind_template_child (widget_class, CulmOverviewBar, resume_button);
  gtk_widget_class_bind_template_child (widget_class, CulmOverviewBar, light_button);
}

static void
culm_overview_bar_init (CulmOverviewBar *self)
{
  self->printers = g_ptr_array_new_with_free_func (g_object_unref);
  self->followed = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
culm_overview_bar_set_printers (CulmOverviewBar *self, GPtrArray *printers)
{
  g_return_if_fail (CULM_IS_OVERVIEW_BAR (self));
  g_return_if_fail (printers != NULL);

  unfollow_all (self);
  g_ptr_array_set_size (self->printers, 0);
  for (guint i = 0; i < printers->len; i++)
    {
      g_ptr_array_add (self->printers, g_object_ref (printers->pdata[i]));
      follow_printer (self, printers->pdata[i]);
    }

  update (self);
}
