/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-job-card.h"

#include <glib/gi18n.h>

#include "culm-again-button.h"
#include "culm-command.h"
#include "culm-control.h"
#include "culm-filament.h"
#include "culm-format.h"
#include "culm-plate.h"
#include "culm-status.h"
#include "culm-wrap.h"

#define N_SPEED_LEVELS 4

struct _CulmJobCard
{
  AdwBin parent_instance;

  BambuPrinter *printer;
  CulmStatus *status;
  gboolean compact;
  gboolean stacked;
  char *spoken;

  CulmControl *speed_control;

  GtkWidget *pause;
  GtkWidget *pause_spinner;
  GtkWidget *resume;
  GtkWidget *resume_spinner;
  GtkDropDown *speed;
  GtkWidget *speed_spinner;
  GtkWidget *skip;
  GtkWidget *skip_spinner;
  GtkWidget *stop;
  GtkWidget *stop_spinner;
};

G_DEFINE_FINAL_TYPE (CulmJobCard, culm_job_card, ADW_TYPE_BIN)

typedef enum
{
  PROP_PRINTER = 1,
  PROP_STATUS,
  PROP_COMPACT,
  PROP_STACKED,
  PROP_SPOKEN,
} CulmJobCardProperty;

static GParamSpec *properties[PROP_SPOKEN + 1];

static gint64
now_seconds (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
is_not (CulmJobCard *self, gboolean value)
{
  return !value;
}

/* A job is shown from its preparation until somebody has cleared the plate. */
static gboolean
is_job (CulmJobCard *self, gboolean has_report, BambuState state, const char *name)
{
  if (!has_report)
    return FALSE;

  switch (state)
    {
    case BAMBU_STATE_PREPARE:
    case BAMBU_STATE_SLICING:
    case BAMBU_STATE_RUNNING:
    case BAMBU_STATE_PAUSE:
      return TRUE;
    case BAMBU_STATE_FINISH:
    case BAMBU_STATE_FAILED:
      return name != NULL && *name != '\0';
    case BAMBU_STATE_UNKNOWN:
    case BAMBU_STATE_IDLE:
    case BAMBU_STATE_INIT:
    case BAMBU_STATE_OFFLINE:
    default:
      return FALSE;
    }
}

static gboolean
is_no_job (CulmJobCard *self, gboolean has_report, BambuState state, const char *name)
{
  return !is_job (self, has_report, state, name);
}

static char *
get_heading (
    CulmJobCard *self, gboolean has_report, BambuState state, const char *name, const char *file)
{
  if (!has_report)
    return g_strdup (_ ("Nothing is known yet"));

  if (!is_job (self, has_report, state, name))
    return g_strdup (_ ("Nothing is printing"));

  if (name != NULL && *name != '\0')
    return g_strdup (name);

  if (file != NULL && *file != '\0')
    return g_path_get_basename (file);

  /* Translators: a print of which the printer does not tell the name */
  return g_strdup (_ ("Print without a name"));
}

static gboolean
has_last (CulmJobCard *self, gboolean has_report, BambuState state, const char *name)
{
  return has_report && name != NULL && *name != '\0' && !is_job (self, has_report, state, name);
}

static char *
get_last (CulmJobCard *self, const char *name, gint64 done, int percent)
{
  g_autofree char *clock = done > 0 ? culm_format_clock (done, now_seconds ()) : NULL;

  if (clock == NULL)
    /* Translators: the print before: "Last: Bracket" */
    return g_strdup_printf (_ ("Last: %s"), name);

  /* Translators: the print before, and when it was done: "Last: Bracket, finished 16:40" */
  return g_strdup_printf (percent == 100 ? _ ("Last: %s, finished %s")
                                         /* Translators: the print before, and when it was stopped
                                            or failed: "Last: Bracket, ended 16:40" */
                                         : _ ("Last: %s, ended %s"),
                          name, clock);
}

/* Layers tell better than percent how tall the print is; percent is of time. */
static double
get_grown (CulmJobCard *self,
           gboolean has_report,
           BambuState state,
           const char *name,
           int percent,
           int layer,
           int total_layers)
{
  if (!is_job (self, has_report, state, name))
    return -1;

  if (state == BAMBU_STATE_FINISH)
    return 1;

  if (layer >= 0 && total_layers > 0)
    return CLAMP ((double) layer / total_layers, 0, 1);

  return CLAMP (percent / 100.0, 0, 1);
}

static gboolean
has_percent (CulmJobCard *self,
             gboolean stacked,
             gboolean has_report,
             BambuState state,
             const char *name,
             int percent)
{
  return !stacked && is_job (self, has_report, state, name) && percent >= 0;
}

static gboolean
has_stacked_percent (CulmJobCard *self,
                     gboolean stacked,
                     gboolean has_report,
                     BambuState state,
                     const char *name,
                     int percent)
{
  return has_percent (self, !stacked, has_report, state, name, percent);
}

static char *
get_percent (CulmJobCard *self, int percent)
{
  return culm_format_percent (percent);
}

static gboolean
has_plate (CulmJobCard *self, int plate)
{
  return plate > 0;
}

static char *
get_plate (CulmJobCard *self, int plate)
{
  /* Translators: which plate of a project is printed */
  return g_strdup_printf (_ ("Plate %d"), plate);
}

static gboolean
has_layer (CulmJobCard *self, int layer)
{
  return layer >= 0;
}

static char *
get_layer (CulmJobCard *self, int layer, int total_layers)
{
  return culm_format_layer (layer, total_layers);
}

static gboolean
can_skip (CulmJobCard *self, BambuCapabilities capabilities)
{
  return (capabilities & BAMBU_CAPABILITY_SKIP_OBJECTS) != 0;
}

static gboolean
has_skipped (CulmJobCard *self, gboolean active, int n_skipped)
{
  return active && n_skipped > 0;
}

static char *
get_skipped (CulmJobCard *self, int n_skipped)
{
  return g_strdup_printf (ngettext ("%d object skipped", "%d objects skipped", n_skipped),
                          n_skipped);
}

static gboolean
has_speed (CulmJobCard *self, int level)
{
  return level > 0;
}

static gboolean
has_time (CulmJobCard *self, gboolean active, int minutes)
{
  return active && minutes >= 0;
}

static char *
get_left (CulmJobCard *self, int minutes)
{
  g_autofree char *duration = culm_format_duration (minutes);

  /* Translators: how long a print will take: "1 h 12 min left" */
  return g_strdup_printf (_ ("%s left"), duration);
}

static char *
get_end (CulmJobCard *self, gint64 end)
{
  return culm_format_end (end, now_seconds ());
}

static char **
get_bar_classes (CulmJobCard *self, BambuState state)
{
  return g_strdupv (
      (char *[]) { "horizontal", "wide", state == BAMBU_STATE_PAUSE ? "paused" : NULL, NULL });
}

static char *
get_spoken (CulmJobCard *self,
            const char *sentence,
            gboolean has_report,
            BambuState state,
            const char *name,
            const char *file,
            int layer,
            int total_layers)
{
  g_autofree char *heading = get_heading (self, has_report, state, name, file);
  g_autofree char *layers = culm_format_layer (layer, total_layers);

  if (!is_job (self, has_report, state, name) || *layers == '\0')
    /* Translators: a print and its state: "Bracket. Printing, 42 %, 1 h 12 min left, done at
     * 16:40." */
    return g_strdup_printf (_ ("%s. %s."), heading, sentence);

  /* Translators: a print, its state and its layer: "Bracket. Printing, 42 %. Layer 120 of 340." */
  return g_strdup_printf (_ ("%s. %s. %s."), heading, sentence, layers);
}

/* Two buttons instead of one that changes: a click that comes late must not mean the contrary. */
static void
on_pause_clicked (CulmJobCard *self)
{
  culm_command_send (GTK_WIDGET (self), self->printer, BAMBU_CONTROL_PAUSE, 0, 0);
}

static void
on_resume_clicked (CulmJobCard *self)
{
  culm_command_send (GTK_WIDGET (self), self->printer, BAMBU_CONTROL_RESUME, 0, 0);
}

static void
on_skip_clicked (CulmJobCard *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.skip-objects", "s",
                              bambu_printer_get_serial (self->printer));
}

static void
on_stop_clicked (CulmJobCard *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.stop-print", "s",
                              bambu_printer_get_serial (self->printer));
}

static void
on_state_changed (CulmJobCard *self)
{
  gboolean paused = bambu_printer_get_state (self->printer) == BAMBU_STATE_PAUSE;

  gtk_widget_set_visible (self->pause, !paused);
  gtk_widget_set_visible (self->resume, paused);
}

/* The place in the list; GTK_INVALID_LIST_POSITION if unknown */
static guint
get_speed_shown (CulmJobCard *self)
{
  int level =
      culm_control_get_value (self->speed_control, bambu_printer_get_speed_level (self->printer));

  return level > 0 ? (guint) level - 1 : GTK_INVALID_LIST_POSITION;
}

static void
update_speed (CulmJobCard *self)
{
  gtk_drop_down_set_selected (self->speed, get_speed_shown (self));
}

static void
on_speed_selected (CulmJobCard *self)
{
  guint selected = gtk_drop_down_get_selected (self->speed);

  if (self->speed_control == NULL || selected == get_speed_shown (self)
      || selected == GTK_INVALID_LIST_POSITION)
    return;

  culm_control_send (self->speed_control, GTK_WIDGET (self), selected + 1);
  update_speed (self);
}

/* Returns: (transfer full) */
static CulmControl *
bind_control (CulmJobCard *self, BambuControl which, GtkWidget *widget, GtkWidget *spinner)
{
  CulmControl *control = culm_control_new (self->printer, which, 0);

  culm_control_attach (control, widget);
  g_object_bind_property (culm_control_get_pending (control), "active", spinner, "visible",
                          G_BINDING_SYNC_CREATE);

  return control;
}

static void
bind_controls (CulmJobCard *self)
{
  g_object_unref (bind_control (self, BAMBU_CONTROL_PAUSE, self->pause, self->pause_spinner));
  g_object_unref (bind_control (self, BAMBU_CONTROL_RESUME, self->resume, self->resume_spinner));
  g_object_unref (bind_control (self, BAMBU_CONTROL_SKIP, self->skip, self->skip_spinner));
  g_object_unref (bind_control (self, BAMBU_CONTROL_STOP, self->stop, self->stop_spinner));
  self->speed_control =
      bind_control (self, BAMBU_CONTROL_SPEED, GTK_WIDGET (self->speed), self->speed_spinner);

  g_signal_connect_object (self->printer, "notify::state", G_CALLBACK (on_state_changed), self,
                           G_CONNECT_SWAPPED);
  on_state_changed (self);

  g_signal_connect_object (self->printer, "notify::speed-level", G_CALLBACK (update_speed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (culm_control_get_pending (self->speed_control), "notify::active",
                           G_CALLBACK (update_speed), self, G_CONNECT_SWAPPED);
  update_speed (self);
}

static void
culm_job_card_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmJobCard *self = CULM_JOB_CARD (object);

  switch ((CulmJobCardProperty) prop_id)
    {
    case PROP_PRINTER:
      g_value_set_object (value, self->printer);
      break;
    case PROP_STATUS:
      g_value_set_object (value, self->status);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    case PROP_STACKED:
      g_value_set_boolean (value, self->stacked);
      break;
    case PROP_SPOKEN:
      g_value_set_string (value, self->spoken);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_printer (CulmJobCard *self, BambuPrinter *printer)
{
  if (!g_set_object (&self->printer, printer))
    return;

  g_assert (self->status == NULL);
  self->status = culm_status_dup_for_printer (printer);
  bind_controls (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRINTER]);
}

static void
culm_job_card_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CulmJobCard *self = CULM_JOB_CARD (object);

  switch ((CulmJobCardProperty) prop_id)
    {
    case PROP_PRINTER:
      set_printer (self, g_value_get_object (value));
      break;
    case PROP_COMPACT:
      if (self->compact == g_value_get_boolean (value))
        break;
      self->compact = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_STACKED:
      if (self->stacked == g_value_get_boolean (value))
        break;
      self->stacked = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SPOKEN:
      if (!g_set_str (&self->spoken, g_value_get_string (value)))
        break;
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      self->spoken, -1);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_STATUS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_job_card_dispose (GObject *object)
{
  CulmJobCard *self = CULM_JOB_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_JOB_CARD);
  g_clear_object (&self->speed_control);
  g_clear_object (&self->status);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_job_card_parent_class)->dispose (object);
}

static void
culm_job_card_finalize (GObject *object)
{
  CulmJobCard *self = CULM_JOB_CARD (object);

  g_clear_pointer (&self->spoken, g_free);

  G_OBJECT_CLASS (culm_job_card_parent_class)->finalize (object);
}

static void
culm_job_card_class_init (CulmJobCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_job_card_get_property;
  object_class->set_property = culm_job_card_set_property;
  object_class->dispose = culm_job_card_dispose;
  object_class->finalize = culm_job_card_finalize;

  properties[PROP_PRINTER] = g_param_spec_object ("printer", NULL, NULL, BAMBU_TYPE_PRINTER, flags);
  properties[PROP_STATUS] =
      g_param_spec_object ("status", NULL, NULL, CULM_TYPE_STATUS,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  properties[PROP_STACKED] = g_param_spec_boolean ("stacked", NULL, NULL, FALSE, flags);
  properties[PROP_SPOKEN] = g_param_spec_string ("spoken", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CULM_TYPE_AGAIN_BUTTON);
  g_type_ensure (CULM_TYPE_FILAMENT);
  g_type_ensure (CULM_TYPE_PLATE);
  g_type_ensure (CULM_TYPE_STATUS);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-job-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmJobCard, pause);
  gtk_widget_class_bind_template_child (widget_class, CulmJobCard, pause_spinner);
  gtk_widget_class_bind_template_child (widget_class, CulmJobCard, resume);
  gtk_widget_class_bind_template_child (widget_class, CulmJobCard, resume_spinner);
  gtk_widget_class_bind_template_child (widget_class, CulmJobCard, speed);
  gtk_widget_class_bind_template_child (widget_class, CulmJobCard, speed_spinner);
  gtk_widget_class_bind_template_child (widget_class, CulmJobCard, skip);
  gtk_widget_class_bind_template_child (widget_class, CulmJobCard, skip_spinner);
  gtk_widget_class_bind_template_child (widget_class, CulmJobCard, stop);
  gtk_widget_class_bind_template_child (widget_class, CulmJobCard, stop_spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_pause_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_resume_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_speed_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_skip_clicked);
  gtk_widget_class_bind_template_callback (widget_class, can_skip);
  gtk_widget_class_bind_template_callback (widget_class, get_skipped);
  gtk_widget_class_bind_template_callback (widget_class, has_skipped);
  gtk_widget_class_bind_template_callback (widget_class, is_not);
  gtk_widget_class_bind_template_callback (widget_class, is_job);
  gtk_widget_class_bind_template_callback (widget_class, is_no_job);
  gtk_widget_class_bind_template_callback (widget_class, get_heading);
  gtk_widget_class_bind_template_callback (widget_class, has_last);
  gtk_widget_class_bind_template_callback (widget_class, get_last);
  gtk_widget_class_bind_template_callback (widget_class, get_grown);
  gtk_widget_class_bind_template_callback (widget_class, has_percent);
  gtk_widget_class_bind_template_callback (widget_class, has_stacked_percent);
  gtk_widget_class_bind_template_callback (widget_class, get_percent);
  gtk_widget_class_bind_template_callback (widget_class, has_plate);
  gtk_widget_class_bind_template_callback (widget_class, get_plate);
  gtk_widget_class_bind_template_callback (widget_class, has_layer);
  gtk_widget_class_bind_template_callback (widget_class, get_layer);
  gtk_widget_class_bind_template_callback (widget_class, has_speed);
  gtk_widget_class_bind_template_callback (widget_class, has_time);
  gtk_widget_class_bind_template_callback (widget_class, get_left);
  gtk_widget_class_bind_template_callback (widget_class, get_end);
  gtk_widget_class_bind_template_callback (widget_class, get_bar_classes);
  gtk_widget_class_bind_template_callback (widget_class, get_spoken);
}

static void
culm_job_card_init (CulmJobCard *self)
{
  g_autoptr (GtkStringList) speeds = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));

  for (int level = 1; level <= N_SPEED_LEVELS; level++)
    gtk_string_list_append (speeds, culm_format_speed (level));
  gtk_drop_down_set_model (self->speed, G_LIST_MODEL (speeds));
}
