/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-move-group.h"

#include <glib/gi18n.h>

#include "culm-confirm.h"
#include "culm-jog-pad.h"
#include "culm-obstacle.h"

struct _CulmMoveGroup
{
  AdwPreferencesGroup parent_instance;

  CulmControl *home;
  CulmControl *motors_control;

  GtkWidget *home_spinner;
  GtkWidget *home_buttons;
  GtkWidget *pad;
  GtkWidget *keys_row;
  GtkWidget *motors_spinner;
  GtkWidget *motors;
};

G_DEFINE_FINAL_TYPE (CulmMoveGroup, culm_move_group, ADW_TYPE_PREFERENCES_GROUP)

static void
on_home_all (CulmMoveGroup *self)
{
  culm_confirm_send (self->home, GTK_WIDGET (self), _ ("Home All Axes?"),
                     _ ("Head and bed move until they meet their ends. Make sure the plate and the "
                        "chamber are clear."),
                     _ ("_Home"), BAMBU_HOME_ALL);
}

static void
on_home_head (CulmMoveGroup *self)
{
  culm_confirm_send (self->home, GTK_WIDGET (self), _ ("Home the Head?"),
                     _ ("The head moves until it meets its end. Make sure the chamber is clear."),
                     _ ("_Home"), BAMBU_HOME_HEAD);
}

static void
on_motors_off (CulmMoveGroup *self)
{
  culm_control_send (self->motors_control, GTK_WIDGET (self), 0);
}

/* Returns: (transfer full) */
static CulmControl *
bind_control (BambuPrinter *printer, BambuControl which, GtkWidget *widget, GtkWidget *spinner)
{
  CulmControl *control = culm_control_new (printer, which, 0);

  culm_control_attach (control, widget);
  g_object_bind_property (culm_control_get_pending (control), "active", spinner, "visible",
                          G_BINDING_SYNC_CREATE);

  return control;
}

static void
culm_move_group_dispose (GObject *object)
{
  CulmMoveGroup *self = CULM_MOVE_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_MOVE_GROUP);
  g_clear_object (&self->home);
  g_clear_object (&self->motors_control);

  G_OBJECT_CLASS (culm_move_group_parent_class)->dispose (object);
}

static void
culm_move_group_class_init (CulmMoveGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_move_group_dispose;

  g_type_ensure (CULM_TYPE_JOG_PAD);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-move-group.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmMoveGroup, home_spinner);
  gtk_widget_class_bind_template_child (widget_class, CulmMoveGroup, home_buttons);
  gtk_widget_class_bind_template_child (widget_class, CulmMoveGroup, pad);
  gtk_widget_class_bind_template_child (widget_class, CulmMoveGroup, keys_row);
  gtk_widget_class_bind_template_child (widget_class, CulmMoveGroup, motors_spinner);
  gtk_widget_class_bind_template_child (widget_class, CulmMoveGroup, motors);
  gtk_widget_class_bind_template_callback (widget_class, on_home_all);
  gtk_widget_class_bind_template_callback (widget_class, on_home_head);
  gtk_widget_class_bind_template_callback (widget_class, on_motors_off);
}

static void
culm_move_group_init (CulmMoveGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwPreferencesGroup *
culm_move_group_new (BambuPrinter *printer)
{
  CulmMoveGroup *self;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  self = g_object_new (CULM_TYPE_MOVE_GROUP, NULL);
  self->home = bind_control (printer, BAMBU_CONTROL_HOME, self->home_buttons, self->home_spinner);
  self->motors_control =
      bind_control (printer, BAMBU_CONTROL_MOTORS, self->motors, self->motors_spinner);
  g_object_set (self->pad, "printer", printer, NULL);
  g_object_bind_property (self->keys_row, "active", self->pad, "keys", G_BINDING_SYNC_CREATE);
  culm_obstacle_show_in (self->home, ADW_PREFERENCES_GROUP (self));

  return ADW_PREFERENCES_GROUP (self);
}
