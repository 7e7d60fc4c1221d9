/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-print-check-group.h"

#include <glib/gi18n.h>

#include "culm-print-words.h"
#include "culm-project-words.h"

struct _CulmPrintCheckGroup
{
  AdwPreferencesGroup parent_instance;

  CulmPrintPlan *plan;
  GtkWidget *rows[BAMBU_PRINT_CHECK_RIGHTS + 1]; /* by kind; NULL where others say it */
  GtkImage *symbols[BAMBU_PRINT_CHECK_RIGHTS + 1];
  BambuPlate *plate;   /* whose warnings are shown */
  GPtrArray *warnings; /* their rows */
};

G_DEFINE_FINAL_TYPE (CulmPrintCheckGroup, culm_print_check_group, ADW_TYPE_PREFERENCES_GROUP)

/* What stands elsewhere in the dialog has a row only where it is an obstacle. */
static gboolean
is_shown (const BambuPrintCheck *check)
{
  switch (check->kind)
    {
    case BAMBU_PRINT_CHECK_SLICED:
    case BAMBU_PRINT_CHECK_SIZE:
    case BAMBU_PRINT_CHECK_REACHED:
    case BAMBU_PRINT_CHECK_STATE:
      return check->verdict != BAMBU_PRINT_VERDICT_OK;
    case BAMBU_PRINT_CHECK_FILAMENTS:
    case BAMBU_PRINT_CHECK_PLATE_CLEAR:
      return FALSE;
    case BAMBU_PRINT_CHECK_MODEL:
    case BAMBU_PRINT_CHECK_NOZZLE:
    case BAMBU_PRINT_CHECK_PLATE_TYPE:
    case BAMBU_PRINT_CHECK_STORAGE:
    case BAMBU_PRINT_CHECK_DOOR:
    case BAMBU_PRINT_CHECK_MESSAGES:
    case BAMBU_PRINT_CHECK_RIGHTS:
    default:
      return TRUE;
    }
}

static const char *
get_icon (BambuPrintVerdict verdict)
{
  switch (verdict)
    {
    case BAMBU_PRINT_VERDICT_OK:
      return "object-select-symbolic";
    case BAMBU_PRINT_VERDICT_UNKNOWN:
      return "dialog-question-symbolic";
    case BAMBU_PRINT_VERDICT_WARNING:
      return "dialog-warning-symbolic";
    case BAMBU_PRINT_VERDICT_BLOCKED:
    case BAMBU_PRINT_VERDICT_BLOCKED_UPLOAD:
    default:
      return "dialog-error-symbolic";
    }
}

static const char *
get_style (BambuPrintVerdict verdict)
{
  switch (verdict)
    {
    case BAMBU_PRINT_VERDICT_OK:
      return "success";
    case BAMBU_PRINT_VERDICT_UNKNOWN:
      return "dimmed";
    case BAMBU_PRINT_VERDICT_WARNING:
      return "warning";
    case BAMBU_PRINT_VERDICT_BLOCKED:
    case BAMBU_PRINT_VERDICT_BLOCKED_UPLOAD:
    default:
      return "error";
    }
}

static const char *
get_word (BambuPrintVerdict verdict)
{
  switch (verdict)
    {
    case BAMBU_PRINT_VERDICT_OK:
      /* Translators: what a check found */
      return _ ("In order");
    case BAMBU_PRINT_VERDICT_UNKNOWN:
      return _ ("Not known");
    case BAMBU_PRINT_VERDICT_WARNING:
      /* Translators: what a check found */
      return _ ("Warning");
    case BAMBU_PRINT_VERDICT_BLOCKED:
    case BAMBU_PRINT_VERDICT_BLOCKED_UPLOAD:
    default:
      /* Translators: what a check found */
      return _ ("Blocks the print");
    }
}

static GtkWidget *
add_row (CulmPrintCheckGroup *self, const char *title, GtkWidget *symbol)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                 "focusable", FALSE, NULL);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), symbol);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);

  return row;
}

static void
show_verdict (GtkImage *symbol, BambuPrintVerdict verdict)
{
  gtk_image_set_from_icon_name (symbol, get_icon (verdict));
  gtk_widget_set_css_classes (GTK_WIDGET (symbol), (const char *[]) { get_style (verdict), NULL });
  gtk_accessible_update_property (GTK_ACCESSIBLE (symbol), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  get_word (verdict), -1);
}

static void
add_check (CulmPrintCheckGroup *self, BambuPrintCheckKind kind)
{
  GtkWidget *symbol = gtk_image_new ();

  self->symbols[kind] = GTK_IMAGE (symbol);
  self->rows[kind] = add_row (self, culm_print_words_get_check (kind), symbol);
  gtk_widget_set_visible (self->rows[kind], FALSE);
}

static void
add_warning (CulmPrintCheckGroup *self, const char *text)
{
  GtkWidget *symbol = gtk_image_new ();
  GtkWidget *row = add_row (self, _ ("Slicer"), symbol);

  show_verdict (GTK_IMAGE (symbol), BAMBU_PRINT_VERDICT_WARNING);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  g_ptr_array_add (self->warnings, row);
}

/* Words that are not known are better than none. */
static void
add_slicer_warning (CulmPrintCheckGroup *self, const BambuPlateWarningValues *warning)
{
  const char *text = culm_project_words_get_warning (warning);
  g_autofree char *words = g_strdelimit (g_strdup (warning->message), "_", ' ');
  g_autofree char *unknown =
      warning->code != NULL
          /* Translators: what the slicer says, in English, and its number for it */
          ? g_strdup_printf (_ ("The slicer warns: %s (%s)"), words, warning->code)
          /* Translators: what the slicer says, in English */
          : g_strdup_printf (_ ("The slicer warns: %s"), words);

  add_warning (self, text != NULL ? text : unknown);
}

/* What the slicer warned of is for the user to judge. */
static void
show_warnings (CulmPrintCheckGroup *self)
{
  BambuPlate *plate = culm_print_plan_get_plate (self->plan);
  const BambuPlateValues *values;

  if (!g_set_object (&self->plate, plate))
    return;

  for (guint i = 0; i < self->warnings->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                  g_ptr_array_index (self->warnings, i));
  g_ptr_array_set_size (self->warnings, 0);
  if (plate == NULL)
    return;

  values = bambu_plate_get_values (plate);
  if (values->is_outside)
    add_warning (self, culm_project_words_get_outside ());
  for (guint i = 0; i < g_list_model_get_n_items (values->warnings); i++)
    {
      g_autoptr (BambuPlateWarning) warning = g_list_model_get_item (values->warnings, i);

      add_slicer_warning (self, bambu_plate_warning_get_values (warning));
    }
}

static void
show_check (CulmPrintCheckGroup *self, const BambuPrintCheck *check)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *text = culm_print_words_describe_check (check, now);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows[check->kind]), text);
  show_verdict (self->symbols[check->kind], check->verdict);
}

static void
update (CulmPrintCheckGroup *self)
{
  g_autoptr (GArray) checks = culm_print_plan_dup_checks (self->plan);
  gboolean is_wanted[G_N_ELEMENTS (self->rows)] = { FALSE };

  for (guint i = 0; checks != NULL && i < checks->len; i++)
    {
      const BambuPrintCheck *check = &g_array_index (checks, BambuPrintCheck, i);

      if (!is_shown (check))
        continue;

      is_wanted[check->kind] = TRUE;
      show_check (self, check);
    }

  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    if (self->rows[i] != NULL)
      gtk_widget_set_visible (self->rows[i], is_wanted[i]);

  show_warnings (self);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          checks != NULL && culm_print_plan_get_plate (self->plan) != NULL);
}

static void
culm_print_check_group_dispose (GObject *object)
{
  CulmPrintCheckGroup *self = CULM_PRINT_CHECK_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_PRINT_CHECK_GROUP);
  g_clear_object (&self->plan);
  g_clear_object (&self->plate);

  G_OBJECT_CLASS (culm_print_check_group_parent_class)->dispose (object);
}

static void
culm_print_check_group_finalize (GObject *object)
{
  g_ptr_array_unref (CULM_PRINT_CHECK_GROUP (object)->warnings);

  G_OBJECT_CLASS (culm_print_check_group_parent_class)->finalize (object);
}

static void
culm_print_check_group_class_init (CulmPrintCheckGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = culm_print_check_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = culm_print_check_group_finalize;

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               CULM_RESOURCE_BASE "/ui/culm-print-check-group.ui");
}

static void
culm_print_check_group_init (CulmPrintCheckGroup *self)
{
  self->warnings = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    if (i != BAMBU_PRINT_CHECK_FILAMENTS && i != BAMBU_PRINT_CHECK_PLATE_CLEAR)
      add_check (self, i);
}

void
culm_print_check_group_set_plan (CulmPrintCheckGroup *self, CulmPrintPlan *plan)
{
  g_return_if_fail (CULM_IS_PRINT_CHECK_GROUP (self));
  g_return_if_fail (CULM_IS_PRINT_PLAN (plan));
  g_return_if_fail (self->plan == NULL);

  self->plan = g_object_ref (plan);
  g_signal_connect_object (plan, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
