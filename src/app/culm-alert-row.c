/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-alert-row.h"

#include <bambu/bambu-weak-ref.h>

#include "culm-alert-actions.h"
#include "culm-alert-words.h"
#include "culm-command.h"
#include "culm-copy-button.h"
#include "culm-details.h"
#include "culm-format.h"
#include "culm-stop-dialog.h"
#include "culm-web-page.h"
#include "culm-window-private.h"
#include "culm-wrap.h"

struct _CulmAlertRow
{
  AdwExpanderRow parent_instance;

  AdwWrapBox *buttons;

  BambuPrinter *printer;
  BambuAlert *alert;
  BambuAlertActions actions;
  GPtrArray *action_buttons; /* one for each of ACTIONS */
  DexFuture *pending;
};

G_DEFINE_FINAL_TYPE (CulmAlertRow, culm_alert_row, ADW_TYPE_EXPANDER_ROW)

typedef enum
{
  PROP_PRINTER = 1,
  PROP_ALERT,
  PROP_ACTIONS,
} CulmAlertRowProperty;

static GParamSpec *properties[PROP_ACTIONS + 1];

/* In the order of the buttons. Stopping is the last, not beside what goes on. */
static const BambuAlertActions ACTIONS[] = {
  BAMBU_ALERT_ACTION_RESUME, BAMBU_ALERT_ACTION_RETRY,   BAMBU_ALERT_ACTION_DONE,
  BAMBU_ALERT_ACTION_IGNORE, BAMBU_ALERT_ACTION_DISMISS, BAMBU_ALERT_ACTION_STOP,
};

/* Closures */

static gboolean
is_shown (CulmAlertRow *self, const char *text)
{
  return text == NULL || *text != '\0';
}

/* Texts come from printers and from the maker: no markup. */
static char *
get_title (CulmAlertRow *self, BambuAlertKind kind, const char *code, const char *text, int value)
{
  g_autofree char *sentence = culm_alert_to_sentence (kind, code, text, value);

  return g_markup_escape_text (sentence, -1);
}

static char *
get_subtitle (CulmAlertRow *self, BambuAlertKind kind, const char *code, gint64 first_seen)
{
  g_autofree char *clock = first_seen > 0
                               ? culm_format_clock (first_seen, g_get_real_time () / G_USEC_PER_SEC)
                               : g_strdup ("");
  g_autofree char *time = g_markup_escape_text (clock, -1);

  if (culm_alert_is_ours (kind))
    return g_steal_pointer (&time);

  /* Isolated: its parts would change places where text goes from right to left. */
  return g_markup_printf_escaped ("<tt>\u2066%s\u2069</tt>%s%s", code, *clock != '\0' ? " · " : "",
                                  clock);
}

static char *
get_icon (CulmAlertRow *self, BambuSeverity severity)
{
  return g_strdup (culm_format_severity_icon (severity));
}

static char **
get_classes (CulmAlertRow *self, BambuSeverity severity)
{
  return g_strdupv ((char *[]) { (char *) culm_alert_get_style (severity), NULL });
}

static char *
get_severity (CulmAlertRow *self, BambuSeverity severity)
{
  return g_strdup (culm_alert_format_severity (severity));
}

static char *
get_cause (CulmAlertRow *self, BambuAlertKind kind, const char *code, int limit)
{
  return culm_alert_get_cause (kind, code, limit);
}

static char *
get_advice (CulmAlertRow *self, BambuAlertKind kind, const char *code, BambuAlertActions actions)
{
  return culm_alert_get_advice (kind, code, actions);
}

static gboolean
has_code (CulmAlertRow *self, BambuAlertKind kind)
{
  return !culm_alert_is_ours (kind);
}

static gboolean
has_url (CulmAlertRow *self, const char *url)
{
  return url != NULL && *url != '\0';
}

static gboolean
is_unknown (CulmAlertRow *self, BambuAlertKind kind, const char *code, const char *text)
{
  return text == NULL && !culm_alert_is_ours (kind) && culm_alert_get_known_sentence (code) == NULL;
}

static gboolean
wants_texts (
    CulmAlertRow *self, BambuAlertKind kind, const char *code, const char *text, gboolean possible)
{
  return possible && is_unknown (self, kind, code, text);
}

static char *
get_details (CulmAlertRow *self, BambuAlertKind kind, const char *code, const char *text, int value)
{
  g_autofree char *sentence = culm_alert_to_sentence (kind, code, text, value);
  const char *firmware = bambu_printer_get_firmware (self->printer);
  g_autofree char *all =
      g_strdup_printf ("%s\n%s\n%s %s", sentence, culm_alert_is_ours (kind) ? "" : code,
                       bambu_printer_get_model_name (self->printer), firmware ? firmware : "");

  return culm_details_new (all, NULL, g_get_real_time () / G_USEC_PER_SEC);
}

static void
on_open_clicked (CulmAlertRow *self, GtkButton *button)
{
  culm_web_page_open (GTK_WIDGET (self), bambu_alert_get_url (self->alert));
}

static void
on_search_clicked (CulmAlertRow *self, GtkButton *button)
{
  g_autofree char *words = g_strdup_printf ("Bambu Lab \"%s\"", bambu_alert_get_code (self->alert));

  culm_web_page_search (GTK_WIDGET (self), words);
}

/* Answers */

static void
update_buttons (CulmAlertRow *self)
{
  BambuAlertActions actions = culm_alert_actions_list (self->printer, self->alert);
  g_autofree char *obstacle = culm_alert_actions_dup_obstacle (self->printer);
  gboolean busy = self->pending != NULL && dex_future_is_pending (self->pending);

  for (guint i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    {
      GtkWidget *button = g_ptr_array_index (self->action_buttons, i);

      gtk_widget_set_visible (button, (actions & ACTIONS[i]) != 0);
      gtk_widget_set_sensitive (button, obstacle == NULL && !busy);
      gtk_widget_set_tooltip_text (button, obstacle);
    }

  if (self->actions == actions)
    return;

  self->actions = actions;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIONS]);
}

static DexFuture *
on_carried_out (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmAlertRow) self = g_weak_ref_get (user_data);

  if (self == NULL)
    return NULL;

  dex_clear (&self->pending);
  update_buttons (self);

  return NULL;
}

typedef struct
{
  BambuAlertHistory *history;
  BambuPrinter *printer;
  BambuAlert *alert;
  BambuAlertActions action;
} Answer;

static void
answer_free (Answer *answer)
{
  g_clear_object (&answer->history);
  g_clear_object (&answer->printer);
  g_clear_object (&answer->alert);
  g_free (answer);
}

static DexFuture *
on_answered (DexFuture *future, gpointer user_data)
{
  Answer *answer = user_data;

  bambu_alert_history_note_answer (answer->history, answer->printer, answer->alert, answer->action);

  return dex_ref (future);
}

/* The row goes with its alert, which is why this does without it. */
static void
note_answer (CulmAlertRow *self, BambuAlertActions action, DexFuture *command)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  BambuAlertHistory *history =
      CULM_IS_WINDOW (root) ? culm_window_get_alert_history (CULM_WINDOW (root)) : NULL;
  Answer *answer;

  if (history == NULL)
    return;

  answer = g_new0 (Answer, 1);
  answer->history = g_object_ref (history);
  answer->printer = g_object_ref (self->printer);
  answer->alert = g_object_ref (self->alert);
  answer->action = action;

  /* A failure is told where the command is followed. */
  dex_future_disown (
      dex_future_then (dex_ref (command), on_answered, answer, (GDestroyNotify) answer_free));
}

/* A button that was drawn for a state that has passed sends nothing. */
static void
carry_out (CulmAlertRow *self, BambuAlertActions action)
{
  DexFuture *command;

  if (self->pending != NULL || !bambu_printer_can (self->printer, BAMBU_CONTROL_ERROR, NULL)
      || !(culm_alert_actions_list (self->printer, self->alert) & action))
    return;

  command = culm_alert_actions_carry_out (self->printer, self->alert, action);
  self->pending = dex_future_finally (dex_ref (command), on_carried_out, bambu_weak_ref_new (self),
                                      bambu_weak_ref_free);
  /* What was refused at once has called back already. */
  if (!dex_future_is_pending (self->pending))
    dex_clear (&self->pending);
  note_answer (self, action, command);
  culm_command_follow (GTK_WIDGET (self), self->printer, command);
  update_buttons (self);
}

static void
on_stop_confirmed (CulmAlertRow *self)
{
  carry_out (self, BAMBU_ALERT_ACTION_STOP);
}

static void
on_action_clicked (CulmAlertRow *self, GtkButton *button)
{
  AdwAlertDialog *dialog;
  guint position;

  if (!g_ptr_array_find (self->action_buttons, button, &position))
    return;

  if (ACTIONS[position] != BAMBU_ALERT_ACTION_STOP)
    {
      carry_out (self, ACTIONS[position]);
      return;
    }

  dialog = culm_stop_dialog_new (self->printer);
  g_signal_connect_object (dialog, "response::stop", G_CALLBACK (on_stop_confirmed), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
create_buttons (CulmAlertRow *self)
{
  GtkWidget *last = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (culm_alert_format_action (ACTIONS[i]));

      g_signal_connect_object (button, "clicked", G_CALLBACK (on_action_clicked), self,
                               G_CONNECT_SWAPPED);
      g_ptr_array_add (self->action_buttons, button);
      if (ACTIONS[i] == BAMBU_ALERT_ACTION_STOP)
        adw_wrap_box_append (self->buttons, button);
      else
        adw_wrap_box_insert_child_after (self->buttons, button, last);
      last = button;
    }

  culm_wrap (GTK_WIDGET (self->buttons));
}

static void
culm_alert_row_constructed (GObject *object)
{
  static const char *const signals[] = { "notify::state", "notify::freshness", "notify::link-state",
                                         "notify::upgrading", "notify::rights" };
  CulmAlertRow *self = CULM_ALERT_ROW (object);

  G_OBJECT_CLASS (culm_alert_row_parent_class)->constructed (object);

  create_buttons (self);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (self->printer, signals[i], G_CALLBACK (update_buttons), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (bambu_printer_get_alerts (self->printer), "items-changed",
                           G_CALLBACK (update_buttons), self, G_CONNECT_SWAPPED);
  update_buttons (self);

  /* What waits for an answer shows it. */
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), self->actions != 0);
}

static void
culm_alert_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmAlertRow *self = CULM_ALERT_ROW (object);

  switch ((CulmAlertRowProperty) prop_id)
    {
    case PROP_PRINTER:
      g_value_set_object (value, self->printer);
      break;
    case PROP_ALERT:
      g_value_set_object (value, self->alert);
      break;
    case PROP_ACTIONS:
      g_value_set_flags (value, self->actions);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_alert_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CulmAlertRow *self = CULM_ALERT_ROW (object);

  switch (prop_id)
    {
    case PROP_PRINTER:
      self->printer = g_value_dup_object (value);
      break;
    case PROP_ALERT:
      self->alert = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_alert_row_dispose (GObject *object)
{
  CulmAlertRow *self = CULM_ALERT_ROW (object);

  dex_clear (&self->pending);
  g_ptr_array_set_size (self->action_buttons, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_ALERT_ROW);
  g_clear_object (&self->alert);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_alert_row_parent_class)->dispose (object);
}

static void
culm_alert_row_finalize (GObject *object)
{
  CulmAlertRow *self = CULM_ALERT_ROW (object);

  g_ptr_array_unref (self->action_buttons);

  G_OBJECT_CLASS (culm_alert_row_parent_class)->finalize (object);
}

static void
culm_alert_row_class_init (CulmAlertRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = culm_alert_row_constructed;
  object_class->get_property = culm_alert_row_get_property;
  object_class->set_property = culm_alert_row_set_property;
  object_class->dispose = culm_alert_row_dispose;
  object_class->finalize = culm_alert_row_finalize;

  properties[PROP_PRINTER] = g_param_spec_object ("printer", NULL, NULL, BAMBU_TYPE_PRINTER, once);
  properties[PROP_ALERT] = g_param_spec_object ("alert", NULL, NULL, BAMBU_TYPE_ALERT, once);
  properties[PROP_ACTIONS] =
      g_param_spec_flags ("actions", NULL, NULL, BAMBU_TYPE_ALERT_ACTIONS, 0,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CULM_TYPE_COPY_BUTTON);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-alert-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmAlertRow, buttons);
  gtk_widget_class_bind_template_callback (widget_class, is_shown);
  gtk_widget_class_bind_template_callback (widget_class, get_title);
  gtk_widget_class_bind_template_callback (widget_class, get_subtitle);
  gtk_widget_class_bind_template_callback (widget_class, get_icon);
  gtk_widget_class_bind_template_callback (widget_class, get_classes);
  gtk_widget_class_bind_template_callback (widget_class, get_severity);
  gtk_widget_class_bind_template_callback (widget_class, get_cause);
  gtk_widget_class_bind_template_callback (widget_class, get_advice);
  gtk_widget_class_bind_template_callback (widget_class, has_code);
  gtk_widget_class_bind_template_callback (widget_class, has_url);
  gtk_widget_class_bind_template_callback (widget_class, wants_texts);
  gtk_widget_class_bind_template_callback (widget_class, is_unknown);
  gtk_widget_class_bind_template_callback (widget_class, get_details);
  gtk_widget_class_bind_template_callback (widget_class, on_search_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked);
}

static void
culm_alert_row_init (CulmAlertRow *self)
{
  self->action_buttons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
culm_alert_row_new (BambuPrinter *printer, BambuAlert *alert)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (BAMBU_IS_ALERT (alert), NULL);

  return g_object_new (CULM_TYPE_ALERT_ROW, "printer", printer, "alert", alert, NULL);
}
