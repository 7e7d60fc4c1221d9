/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-print-progress-page.h"

#include <bambu/printer/bambu-printer-error.h>
#include <glib/gi18n.h>

#include "culm-announce.h"
#include "culm-explain.h"
#include "culm-print-failure-words.h"
#include "culm-print-words.h"
#include "culm-storage-words.h"

/* A step and what shows it */
typedef struct
{
  BambuPrintStep step;
  AdwActionRow *row;
  GtkWidget *spinner;
  GtkImage *symbol;
} Step;

typedef enum
{
  STEP_WAITS,
  STEP_RUNS,
  STEP_DONE,
  STEP_FAILED,
} StepState;

#define N_STEPS 3

struct _CulmPrintProgressPage
{
  AdwNavigationPage parent_instance;

  BambuPrintJob *job;
  Step steps[N_STEPS];

  AdwStatusPage *head;
  AdwPreferencesGroup *step_group;
  GtkWidget *progress_box;
  GtkProgressBar *bar;
  GtkLabel *figures;
  GtkLabel *clear_note; /* of files that are not encrypted on their way */
  GtkWidget *problem_box;
  GtkLabel *problem;
  GtkWidget *cancel_button;
  GtkWidget *lan_button;
  GtkWidget *explain_button;
  GtkWidget *again_button;
  GtkWidget *copy_button;
};

enum
{
  SIGNAL_AGAIN,
  SIGNAL_LAN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmPrintProgressPage, culm_print_progress_page, ADW_TYPE_NAVIGATION_PAGE)

int
culm_print_progress_get_percent (BambuPrintJob *job)
{
  BambuTransfer *transfer = bambu_print_job_get_transfer (job);
  gint64 total = bambu_transfer_get_bytes_total (transfer);

  return total > 0 ? (int) (bambu_transfer_get_bytes_done (transfer) * 100 / total) : -1;
}

char *
culm_print_progress_dup_failure (BambuPrintJob *job)
{
  const GError *error = bambu_print_job_get_error (job);

  if (error == NULL || bambu_print_job_is_cancelled (job))
    return NULL;

  return culm_print_failure_words (error, bambu_print_job_get_printer (job), job);
}

/* Confirming is part of the start. */
static BambuPrintStep
get_step (BambuPrintJob *job)
{
  BambuPrintStep step = bambu_print_job_get_step (job);

  return step == BAMBU_PRINT_STEP_CONFIRM ? BAMBU_PRINT_STEP_START : step;
}

static StepState
get_state (CulmPrintProgressPage *self, BambuPrintStep step)
{
  BambuPrintStep current = get_step (self->job);

  if (current > step)
    return STEP_DONE;
  if (current < step)
    return STEP_WAITS;
  if (bambu_print_job_get_error (self->job) != NULL)
    return STEP_FAILED;

  return bambu_print_job_is_running (self->job) ? STEP_RUNS : STEP_WAITS;
}

static void
show_symbol (Step *step, StepState state)
{
  static const struct
  {
    const char *icon_name;
    const char *style;
    const char *word;
  } symbols[] = {
    /* Translators: the state of a step, as those that follow */
    [STEP_WAITS] = { "content-loading-symbolic", "dimmed", N_ ("Not begun") },
    [STEP_RUNS] = { "content-loading-symbolic", "accent", N_ ("Under way") },
    [STEP_DONE] = { "object-select-symbolic", "success", N_ ("Done") },
    [STEP_FAILED] = { "dialog-error-symbolic", "error", N_ ("Failed") },
  };

  gtk_widget_set_visible (step->spinner, state == STEP_RUNS);
  gtk_widget_set_visible (GTK_WIDGET (step->symbol), state != STEP_RUNS);
  gtk_image_set_from_icon_name (step->symbol, symbols[state].icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (step->symbol),
                              (const char *[]) { symbols[state].style, NULL });
  gtk_accessible_update_property (GTK_ACCESSIBLE (step->row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ (symbols[state].word), -1);
}

static const char *
get_remark (CulmPrintProgressPage *self, BambuPrintStep step, StepState state)
{
  if (state != STEP_RUNS || step != BAMBU_PRINT_STEP_START)
    return "";

  return bambu_print_job_get_step (self->job) == BAMBU_PRINT_STEP_CONFIRM
             ? _ ("Waiting for the printer to report the print…")
             : "";
}

static void
show_steps (CulmPrintProgressPage *self)
{
  for (guint i = 0; i < N_STEPS; i++)
    {
      Step *step = &self->steps[i];
      StepState state = get_state (self, step->step);

      show_symbol (step, state);
      adw_action_row_set_subtitle (step->row, get_remark (self, step->step, state));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->steps[N_STEPS - 1].row),
                          !bambu_print_job_is_only_upload (self->job));
}

static void
show_progress (CulmPrintProgressPage *self)
{
  g_autofree char *figures = culm_storage_words_progress (bambu_print_job_get_transfer (self->job));
  int percent = culm_print_progress_get_percent (self->job);

  gtk_progress_bar_set_fraction (self->bar, MAX (percent, 0) / 100.0);
  gtk_label_set_text (self->figures, figures);
}

/* The plate's, where the file has one that can be read */
static void
show_picture (CulmPrintProgressPage *self)
{
  BambuPlate *plate = bambu_project_find_plate (bambu_print_job_get_project (self->job),
                                                bambu_print_job_get_plate_index (self->job));
  GBytes *png = plate != NULL ? bambu_plate_get_values (plate)->thumbnail : NULL;
  g_autoptr (GdkTexture) texture = png != NULL ? gdk_texture_new_from_bytes (png, NULL) : NULL;

  if (texture != NULL)
    adw_status_page_set_paintable (self->head, GDK_PAINTABLE (texture));
}

static void
show_head (CulmPrintProgressPage *self)
{
  const char *name = bambu_printer_get_name (bambu_print_job_get_printer (self->job));
  g_autofree char *text = NULL;

  if (!bambu_print_job_is_only_upload (self->job))
    /* Translators: a printer's name */
    text = g_strdup_printf (_ ("Print on %s"), name);
  else if (bambu_print_job_get_way (self->job) == BAMBU_PRINT_WAY_CLOUD)
    text = g_strdup (_ ("Upload to your Bambu Lab account"));
  else
    /* Translators: a printer's name */
    text = g_strdup_printf (_ ("Upload to %s"), name);

  adw_status_page_set_title (self->head, bambu_print_job_get_title (self->job));
  adw_status_page_set_description (self->head, text);
}

/* The printer takes signed commands only. */
static gboolean
is_view_only (const GError *error)
{
  return g_error_matches (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_VIEW_ONLY)
         || (g_error_matches (error, BAMBU_PRINT_ERROR, BAMBU_PRINT_ERROR_BLOCKED)
             && bambu_print_error_get_check (error) == BAMBU_PRINT_CHECK_RIGHTS);
}

static void
show_clear_note (CulmPrintProgressPage *self)
{
  BambuStorage *storage = bambu_print_job_get_storage (self->job);
  g_autofree char *text = culm_storage_words_in_the_clear (
      bambu_printer_get_name (bambu_print_job_get_printer (self->job)));

  gtk_label_set_text (self->clear_note, text);
  gtk_widget_set_visible (GTK_WIDGET (self->clear_note),
                          storage != NULL && bambu_storage_is_in_the_clear (storage));
}

static void
update (CulmPrintProgressPage *self)
{
  gboolean is_running = bambu_print_job_is_running (self->job);
  g_autofree char *failure = culm_print_progress_dup_failure (self->job);
  gboolean offers_lan = failure != NULL && bambu_print_job_offers_lan (self->job);

  show_steps (self);
  show_progress (self);
  gtk_widget_set_visible (self->progress_box,
                          is_running
                              && bambu_print_job_get_step (self->job) == BAMBU_PRINT_STEP_UPLOAD);

  gtk_label_set_text (self->problem, failure != NULL ? failure : "");
  gtk_widget_set_visible (self->problem_box, failure != NULL);
  gtk_widget_set_visible (self->again_button, failure != NULL);
  gtk_widget_set_visible (self->copy_button, failure != NULL);
  gtk_widget_set_visible (self->lan_button, offers_lan);
  if (offers_lan)
    gtk_widget_remove_css_class (self->again_button, "suggested-action");
  else
    gtk_widget_add_css_class (self->again_button, "suggested-action");
  gtk_widget_set_visible (self->explain_button,
                          failure != NULL && is_view_only (bambu_print_job_get_error (self->job)));
  gtk_widget_set_visible (self->cancel_button, bambu_print_job_can_cancel (self->job));
  adw_navigation_page_set_can_pop (ADW_NAVIGATION_PAGE (self), !is_running);
}

static void
on_step (CulmPrintProgressPage *self)
{
  update (self);
  culm_announce (GTK_WIDGET (self),
                 culm_print_words_get_step (bambu_print_job_get_step (self->job)));
}

static void
on_error (CulmPrintProgressPage *self)
{
  g_autofree char *failure = culm_print_progress_dup_failure (self->job);

  update (self);
  if (failure != NULL)
    culm_announce_urgent (GTK_WIDGET (self), failure);
}

static void
on_cancel (CulmPrintProgressPage *self)
{
  bambu_print_job_cancel (self->job);
}

static void
on_again (CulmPrintProgressPage *self)
{
  g_signal_emit (self, signals[SIGNAL_AGAIN], 0);
}

static void
on_explain (CulmPrintProgressPage *self)
{
  culm_explain_view_only (GTK_WIDGET (self));
}

static void
on_lan (CulmPrintProgressPage *self)
{
  g_signal_emit (self, signals[SIGNAL_LAN], 0);
}

/* For a report of a fault: the sentence, and what the log has. */
static void
on_copy (CulmPrintProgressPage *self)
{
  const GError *error = bambu_print_job_get_error (self->job);
  g_autofree char *failure = culm_print_progress_dup_failure (self->job);
  g_autoptr (GEnumClass) stages = g_type_class_ref (BAMBU_TYPE_PRINT_STAGE);
  g_autofree char *details = NULL;
  GEnumValue *stage;

  if (error == NULL)
    return;

  stage = g_enum_get_value (stages, (int) bambu_print_job_get_stage (self->job));
  details = g_strdup_printf ("%s (%s): %s\n%s\n%s %d: %s",
                             culm_print_words_get_step (bambu_print_job_get_step (self->job)),
                             stage->value_nick, bambu_print_job_get_title (self->job), failure,
                             g_quark_to_string (error->domain), error->code, error->message);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), details);
}

static void
add_step (CulmPrintProgressPage *self, guint i, BambuPrintStep kind)
{
  GtkWidget *spinner = adw_spinner_new ();
  GtkWidget *symbol =
      g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", culm_print_words_get_step (kind),
                                 "focusable", FALSE, NULL);

  gtk_widget_set_size_request (spinner, 16, 16);
  gtk_box_append (GTK_BOX (box), spinner);
  gtk_box_append (GTK_BOX (box), symbol);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), box);
  adw_preferences_group_add (self->step_group, row);
  self->steps[i] = (Step) { kind, ADW_ACTION_ROW (row), spinner, GTK_IMAGE (symbol) };
}

static void
culm_print_progress_page_dispose (GObject *object)
{
  CulmPrintProgressPage *self = CULM_PRINT_PROGRESS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_PRINT_PROGRESS_PAGE);
  g_clear_object (&self->job);

  G_OBJECT_CLASS (culm_print_progress_page_parent_class)->dispose (object);
}

static void
culm_print_progress_page_class_init (CulmPrintProgressPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_print_progress_page_dispose;

  signals[SIGNAL_AGAIN] = g_signal_new ("again", CULM_TYPE_PRINT_PROGRESS_PAGE, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  signals[SIGNAL_LAN] = g_signal_new ("lan", CULM_TYPE_PRINT_PROGRESS_PAGE, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, CULM_RESOURCE_BASE
                                               "/ui/culm-print-progress-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmPrintProgressPage, head);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintProgressPage, step_group);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintProgressPage, progress_box);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintProgressPage, bar);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintProgressPage, figures);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintProgressPage, clear_note);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintProgressPage, problem_box);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintProgressPage, problem);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintProgressPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintProgressPage, lan_button);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintProgressPage, explain_button);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintProgressPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintProgressPage, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_lan);
  gtk_widget_class_bind_template_callback (widget_class, on_explain);
  gtk_widget_class_bind_template_callback (widget_class, on_again);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
}

static void
culm_print_progress_page_init (CulmPrintProgressPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_step (self, 0, BAMBU_PRINT_STEP_CHECK);
  add_step (self, 1, BAMBU_PRINT_STEP_UPLOAD);
  add_step (self, 2, BAMBU_PRINT_STEP_START);
}

CulmPrintProgressPage *
culm_print_progress_page_new (BambuPrintJob *job)
{
  CulmPrintProgressPage *self;

  g_return_val_if_fail (BAMBU_IS_PRINT_JOB (job), NULL);

  self = g_object_new (CULM_TYPE_PRINT_PROGRESS_PAGE, NULL);
  self->job = g_object_ref (job);
  show_head (self);
  show_picture (self);
  g_signal_connect_object (job, "notify::step", G_CALLBACK (on_step), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "notify::error", G_CALLBACK (on_error), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "notify::is-running", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "notify::can-cancel", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bambu_print_job_get_printer (job), "notify::connection",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bambu_print_job_get_transfer (job), "notify", G_CALLBACK (show_progress),
                           self, G_CONNECT_SWAPPED);
  if (bambu_print_job_get_storage (job) != NULL)
    g_signal_connect_object (bambu_print_job_get_storage (job), "notify::in-the-clear",
                             G_CALLBACK (show_clear_note), self, G_CONNECT_SWAPPED);
  show_clear_note (self);
  update (self);

  return self;
}

BambuPrintJob *
culm_print_progress_page_get_job (CulmPrintProgressPage *self)
{
  g_return_val_if_fail (CULM_IS_PRINT_PROGRESS_PAGE (self), NULL);

  return self->job;
}
