/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-gcode-group.h"

#include <bambu/bambu-weak-ref.h>
#include <glib/gi18n.h>

#include "culm-command.h"
#include "culm-control.h"
#include "culm-obstacle.h"
#include "culm-question.h"
#include "culm-wrap.h"

struct _CulmGcodeGroup
{
  AdwPreferencesGroup parent_instance;

  BambuPrinter *printer;
  CulmControl *control;
  GPtrArray *history; /* of strings, the printer's, oldest first */
  guint place;        /* in it; its length: what is being written */
  char *draft;        /* what was being written before one of it is shown */
  char *sent;         /* the line that is waited for */

  GtkEditable *entry;
  GtkWidget *spinner;
  GtkWidget *send;
};

G_DEFINE_FINAL_TYPE (CulmGcodeGroup, culm_gcode_group, ADW_TYPE_PREFERENCES_GROUP)

/* Belongs to the printer, so that it outlives the page; the app does not keep it any longer. */
static GPtrArray *
get_history (BambuPrinter *printer)
{
  GPtrArray *history = g_object_get_data (G_OBJECT (printer), "culm-gcode-history");

  if (history == NULL)
    {
      history = g_ptr_array_new_with_free_func (g_free);
      g_object_set_data_full (G_OBJECT (printer), "culm-gcode-history", history,
                              (GDestroyNotify) g_ptr_array_unref);
    }

  return history;
}

static char *
dup_line (CulmGcodeGroup *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
}

static gboolean
is_waiting (CulmGcodeGroup *self)
{
  return bambu_pending_is_active (culm_control_get_pending (self->control));
}

static void
update (CulmGcodeGroup *self)
{
  g_autofree char *line = dup_line (self);

  gtk_widget_set_sensitive (self->send, *line != '\0' && !is_waiting (self));
  gtk_widget_set_visible (self->spinner, is_waiting (self));
}

/* A line that was refused stays to be put right; so does what was written meanwhile. */
static DexFuture *
on_taken (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmGcodeGroup) self = g_weak_ref_get (user_data);
  g_autofree char *line = NULL;

  if (self == NULL)
    return dex_ref (future);

  line = dup_line (self);
  if (g_strcmp0 (line, self->sent) == 0)
    gtk_editable_set_text (self->entry, "");

  return dex_ref (future);
}

static void
send (CulmGcodeGroup *self, const char *line)
{
  guint n = self->history->len;

  if (n == 0 || !g_str_equal (g_ptr_array_index (self->history, n - 1), line))
    g_ptr_array_add (self->history, g_strdup (line));
  self->place = self->history->len;

  g_set_str (&self->sent, line);
  culm_command_follow (GTK_WIDGET (self), self->printer,
                       dex_future_then (bambu_printer_send_gcode (self->printer, line), on_taken,
                                        bambu_weak_ref_new (self), bambu_weak_ref_free));
  update (self);
}

static gboolean
is_at_rest (CulmGcodeGroup *self)
{
  BambuState state = bambu_printer_get_state (self->printer);

  return state == BAMBU_STATE_IDLE || state == BAMBU_STATE_FINISH || state == BAMBU_STATE_FAILED;
}

static void
on_response (AdwAlertDialog *dialog, const char *response, CulmGcodeGroup *self)
{
  const char *line = g_object_get_data (G_OBJECT (dialog), "line");

  if (g_str_equal (response, "send") && !is_waiting (self))
    send (self, line);
}

/* Takes @line. Each is asked about, whatever was said before. */
static void
ask (CulmGcodeGroup *self, char *line)
{
  /* Translators: a line of G-code */
  g_autofree char *heading = g_strdup_printf (_ ("Send “%s” Now?"), line);
  AdwAlertDialog *dialog = culm_question_new (
      heading, _ ("The printer is at work. The line goes in between and can ruin the print or "
                  "damage the printer."));

  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "send", _ ("_Send"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "send", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "line", line, g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, 0);
  culm_control_guard (self->control, ADW_DIALOG (dialog));
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
on_send (CulmGcodeGroup *self)
{
  g_autofree char *line = dup_line (self);

  /* What is written stays until it can be sent. */
  if (*line == '\0' || is_waiting (self))
    return;

  if (is_at_rest (self))
    send (self, line);
  else
    ask (self, g_steal_pointer (&line));
}

/* The line at the present place */
static const char *
get_line (CulmGcodeGroup *self)
{
  if (self->place < self->history->len)
    return g_ptr_array_index (self->history, self->place);

  return self->draft != NULL ? self->draft : "";
}

/* What was changed is being written, whichever line it came from. */
static void
keep_draft (CulmGcodeGroup *self)
{
  const char *text = gtk_editable_get_text (self->entry);

  if (g_str_equal (text, get_line (self)))
    return;

  g_set_str (&self->draft, text);
  self->place = self->history->len;
}

static gboolean
on_key_pressed (CulmGcodeGroup *self, guint key, guint code, GdkModifierType modifiers)
{
  if (key != GDK_KEY_Up && key != GDK_KEY_Down)
    return FALSE;

  keep_draft (self);
  if (key == GDK_KEY_Up && self->place > 0)
    self->place--;
  else if (key == GDK_KEY_Down && self->place < self->history->len)
    self->place++;
  else
    return FALSE;

  gtk_editable_set_text (self->entry, get_line (self));
  gtk_editable_set_position (self->entry, -1);

  return TRUE;
}

static void
culm_gcode_group_dispose (GObject *object)
{
  CulmGcodeGroup *self = CULM_GCODE_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_GCODE_GROUP);
  g_clear_object (&self->control);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_gcode_group_parent_class)->dispose (object);
}

static void
culm_gcode_group_finalize (GObject *object)
{
  CulmGcodeGroup *self = CULM_GCODE_GROUP (object);

  g_clear_pointer (&self->draft, g_free);
  g_clear_pointer (&self->sent, g_free);

  G_OBJECT_CLASS (culm_gcode_group_parent_class)->finalize (object);
}

static void
culm_gcode_group_class_init (CulmGcodeGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_gcode_group_dispose;
  object_class->finalize = culm_gcode_group_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-gcode-group.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmGcodeGroup, entry);
  gtk_widget_class_bind_template_child (widget_class, CulmGcodeGroup, spinner);
  gtk_widget_class_bind_template_child (widget_class, CulmGcodeGroup, send);
  gtk_widget_class_bind_template_callback (widget_class, on_send);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
culm_gcode_group_init (CulmGcodeGroup *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));

  /* Before they move the focus. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

AdwPreferencesGroup *
culm_gcode_group_new (BambuPrinter *printer)
{
  CulmGcodeGroup *self;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  self = g_object_new (CULM_TYPE_GCODE_GROUP, NULL);
  self->printer = g_object_ref (printer);
  self->history = get_history (printer);
  self->place = self->history->len;
  self->control = culm_control_new (printer, BAMBU_CONTROL_GCODE, 0);
  culm_control_attach (self->control, GTK_WIDGET (self->entry));
  culm_obstacle_show_in (self->control, ADW_PREFERENCES_GROUP (self));
  g_signal_connect_object (culm_control_get_pending (self->control), "notify::active",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  return ADW_PREFERENCES_GROUP (self);
}
