/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-print-file-group.h"

#include <bambu/bambu-weak-ref.h>
#include <glib/gi18n.h>
#include <math.h>

#include "culm-format.h"
#include "culm-launch.h"
#include "culm-project-words.h"
#include "culm-wrap.h"

#define SECONDS_PER_MINUTE 60

struct _CulmPrintFileGroup
{
  AdwPreferencesGroup parent_instance;

  CulmPrintPlan *plan;
  BambuPlate *plate; /* that is shown */
  GPtrArray *plates; /* those that are sliced */

  GtkStack *picture_stack;
  GtkPicture *picture;
  GtkLabel *name;
  GtkLabel *target;
  GtkLabel *facts;
  GtkLabel *problem;
  GtkWidget *open_button;
  GtkDropDown *plate_drop;
};

G_DEFINE_FINAL_TYPE (CulmPrintFileGroup, culm_print_file_group, ADW_TYPE_PREFERENCES_GROUP)

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* Takes the texts. Those that are not known are left out. */
static char *
join (char *const *texts, gsize n_texts)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  for (gsize i = 0; i < n_texts; i++)
    if (texts[i] != NULL && *texts[i] != '\0')
      g_strv_builder_take (builder, texts[i]);
    else
      g_free (texts[i]);
  parts = g_strv_builder_end (builder);

  return g_strjoinv (" · ", parts);
}

static char *
dup_model (const BambuPlateValues *plate)
{
  const char *name = bambu_model_find (plate->model_code)->name;

  return g_strdup (*name != '\0' ? name : plate->model_code);
}

static char *
dup_nozzle (const BambuPlateValues *plate)
{
  g_autofree char *joined = NULL;
  g_autofree char *diameters = NULL;

  if (plate->nozzle_diameters == NULL || plate->nozzle_diameters[0] == NULL)
    return NULL;

  joined = g_strjoinv (_ (", "), (char **) plate->nozzle_diameters);
  diameters = culm_format_number (joined);

  /* Translators: the diameter of a nozzle, or of several: "0.4 mm nozzle", "0.4, 0.6 mm nozzle" */
  return g_strdup_printf (_ ("%s mm nozzle"), diameters);
}

static char *
dup_plate_name (const BambuPlateValues *plate)
{
  if (plate->name != NULL && *plate->name != '\0')
    /* Translators: a plate's number and its name: "Plate 2: Small parts" */
    return g_strdup_printf (_ ("Plate %d: %s"), plate->index, plate->name);

  return g_strdup_printf (_ ("Plate %d"), plate->index);
}

static char *
dup_target (CulmPrintFileGroup *self, const BambuPlateValues *plate)
{
  char *texts[] = { self->plates->len > 1 ? NULL : g_strdup (plate->name), dup_model (plate),
                    dup_nozzle (plate), g_strdup (culm_project_words_get_bed (plate->bed_type)) };

  return join (texts, G_N_ELEMENTS (texts));
}

static char *
dup_facts (const BambuPlateValues *plate)
{
  gint64 minutes = plate->seconds / SECONDS_PER_MINUTE;
  char *texts[] = {
    plate->seconds >= 0 ? culm_format_duration ((int) MIN (minutes, G_MAXINT)) : NULL,
    isnan (plate->grams) ? NULL : culm_format_weight (plate->grams),
    plate->layers >= 0
        ? g_strdup_printf (g_dngettext (NULL, "%d layer", "%d layers", (gulong) plate->layers),
                           plate->layers)
        : NULL
  };

  return join (texts, G_N_ELEMENTS (texts));
}

/* A picture that cannot be read is left out. */
static void
show_picture (CulmPrintFileGroup *self, GBytes *png)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = png != NULL ? gdk_texture_new_from_bytes (png, &error) : NULL;

  if (error != NULL)
    g_debug ("No picture of the plate: %s", error->message);

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child_name (self->picture_stack, texture != NULL ? "picture" : "none");
}

static void
update (CulmPrintFileGroup *self)
{
  BambuPlate *plate = culm_print_plan_get_plate (self->plan);
  const BambuPlateValues *values;
  g_autofree char *target = NULL;
  g_autofree char *facts = NULL;

  if (plate == NULL || !g_set_object (&self->plate, plate))
    return;

  values = bambu_plate_get_values (plate);
  target = dup_target (self, values);
  facts = dup_facts (values);
  show_picture (self, values->thumbnail);
  show_text (self->target, target);
  show_text (self->facts, facts);
}

static void
on_plate (CulmPrintFileGroup *self)
{
  guint selected = gtk_drop_down_get_selected (self->plate_drop);

  if (self->plan != NULL && selected < self->plates->len)
    culm_print_plan_set_plate (self->plan, g_ptr_array_index (self->plates, selected));
}

static DexFuture *
on_not_opened (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmPrintFileGroup) self = g_weak_ref_get (user_data);

  if (self != NULL)
    show_text (self->problem, culm_launch_get_failure (CULM_LAUNCH_ASK));

  return dex_future_new_true ();
}

static void
on_open_clicked (CulmPrintFileGroup *self)
{
  BambuProject *project = culm_print_plan_get_project (self->plan);
  g_autoptr (GFile) file = g_file_new_for_path (bambu_project_get_values (project)->path);

  /* The other app does not depend on the dialog. */
  dex_future_disown (dex_future_catch (culm_launch (GTK_WIDGET (self), file, CULM_LAUNCH_ASK),
                                       on_not_opened, bambu_weak_ref_new (self),
                                       bambu_weak_ref_free));
}

static void
fill_plates (CulmPrintFileGroup *self, GListModel *plates)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (plates); i++)
    {
      g_autoptr (BambuPlate) plate = g_list_model_get_item (plates, i);
      const BambuPlateValues *values = bambu_plate_get_values (plate);
      g_autofree char *name = dup_plate_name (values);

      if (!values->is_sliced)
        continue;

      gtk_string_list_append (names, name);
      g_ptr_array_add (self->plates, g_object_ref (plate));
    }

  gtk_drop_down_set_model (self->plate_drop, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->plate_drop), self->plates->len > 1);
}

static void
culm_print_file_group_dispose (GObject *object)
{
  CulmPrintFileGroup *self = CULM_PRINT_FILE_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_PRINT_FILE_GROUP);
  g_clear_object (&self->plan);
  g_clear_object (&self->plate);

  G_OBJECT_CLASS (culm_print_file_group_parent_class)->dispose (object);
}

static void
culm_print_file_group_finalize (GObject *object)
{
  g_ptr_array_unref (CULM_PRINT_FILE_GROUP (object)->plates);

  G_OBJECT_CLASS (culm_print_file_group_parent_class)->finalize (object);
}

static void
culm_print_file_group_class_init (CulmPrintFileGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_print_file_group_dispose;
  object_class->finalize = culm_print_file_group_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-print-file-group.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmPrintFileGroup, picture_stack);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintFileGroup, picture);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintFileGroup, name);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintFileGroup, target);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintFileGroup, facts);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintFileGroup, problem);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintFileGroup, open_button);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintFileGroup, plate_drop);
  gtk_widget_class_bind_template_callback (widget_class, on_plate);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked);
}

static void
culm_print_file_group_init (CulmPrintFileGroup *self)
{
  self->plates = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));
}

void
culm_print_file_group_set_plan (CulmPrintFileGroup *self, CulmPrintPlan *plan)
{
  const BambuProjectValues *values;
  const char *problem;

  g_return_if_fail (CULM_IS_PRINT_FILE_GROUP (self));
  g_return_if_fail (CULM_IS_PRINT_PLAN (plan));
  g_return_if_fail (self->plan == NULL);

  values = bambu_project_get_values (culm_print_plan_get_project (plan));
  problem = culm_project_words_get_kind (values->kind);
  gtk_label_set_text (self->name, values->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), values->path);
  show_text (self->problem, problem);
  gtk_widget_set_visible (self->open_button, problem != NULL);
  fill_plates (self, values->plates);

  self->plan = g_object_ref (plan);
  g_signal_connect_object (plan, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
