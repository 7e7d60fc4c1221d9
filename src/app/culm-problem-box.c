/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-problem-box.h"

#include "culm-announce.h"
#include "culm-copy-button.h"
#include "culm-wrap.h"

struct _CulmProblemBox
{
  AdwBin parent_instance;

  GtkLabel *label;
  CulmCopyButton *copy_button;
  GtkButton *button;

  CulmSignInHelp help;
};

enum
{
  SIGNAL_HELP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmProblemBox, culm_problem_box, ADW_TYPE_BIN)

static void
on_clicked (CulmProblemBox *self)
{
  g_signal_emit (self, signals[SIGNAL_HELP], 0, (int) self->help);
}

static void
culm_problem_box_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CULM_TYPE_PROBLEM_BOX);

  G_OBJECT_CLASS (culm_problem_box_parent_class)->dispose (object);
}

static void
culm_problem_box_class_init (CulmProblemBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_problem_box_dispose;

  signals[SIGNAL_HELP] = g_signal_new ("help", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  g_type_ensure (CULM_TYPE_COPY_BUTTON);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-problem-box.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmProblemBox, label);
  gtk_widget_class_bind_template_child (widget_class, CulmProblemBox, copy_button);
  gtk_widget_class_bind_template_child (widget_class, CulmProblemBox, button);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
}

static void
culm_problem_box_init (CulmProblemBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));
}

void
culm_problem_box_set (CulmProblemBox *self, const CulmSignInProblem *problem)
{
  g_return_if_fail (CULM_IS_PROBLEM_BOX (self));

  gtk_widget_set_visible (GTK_WIDGET (self), problem != NULL);
  if (problem == NULL)
    return;

  self->help = problem->help;
  gtk_label_set_text (self->label, problem->text);
  culm_copy_button_set_details (self->copy_button, problem->details);
  gtk_button_set_label (self->button, culm_sign_in_help_get_label (problem->help));
  gtk_widget_set_visible (GTK_WIDGET (self->button), problem->help != CULM_SIGN_IN_HELP_NONE);

  culm_announce_urgent (GTK_WIDGET (self), problem->text);
}

gboolean
culm_problem_box_focus_help (CulmProblemBox *self)
{
  g_return_val_if_fail (CULM_IS_PROBLEM_BOX (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self->button))
         && gtk_widget_grab_focus (GTK_WIDGET (self->button));
}
