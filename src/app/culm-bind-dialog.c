/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-bind-dialog.h"

#include <bambu/bambu-weak-ref.h>
#include <bambu/link/bambu-serial.h>
#include <words/culm-binding-words.h>

#include "culm-code-filter.h"
#include "culm-problem-box.h"

#define PIN_LENGTH 6
#define CODE_LENGTH 8

struct _CulmBindDialog
{
  AdwDialog parent_instance;

  AdwNavigationView *navigation_view;
  GtkEditable *pin_entry;
  CulmProblemBox *pin_problem;
  GtkStack *pin_stack;
  GtkEditable *serial_row;
  GtkEditable *name_row;
  GtkEditable *code_row;
  CulmProblemBox *serial_problem;
  GtkWidget *add_button;
  GtkStack *add_stack;

  BambuAccountPrinters *printers;
  BambuAccount *account;
  CulmBindingStep step;
  DexFuture *work;
};

enum
{
  SIGNAL_BOUND,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmBindDialog, culm_bind_dialog, ADW_TYPE_DIALOG)

static char *
dup_stripped (GtkEditable *editable)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (editable)));
}

static void
update_add_button (CulmBindDialog *self)
{
  glong code_length = g_utf8_strlen (gtk_editable_get_text (self->code_row), -1);
  g_autofree char *serial = dup_stripped (self->serial_row);
  g_autofree char *name = dup_stripped (self->name_row);

  gtk_widget_set_sensitive (self->add_button, gtk_editable_get_editable (self->code_row)
                                                  && bambu_serial_is_valid (serial) && *name != '\0'
                                                  && code_length == CODE_LENGTH);
}

static void
on_serial_changed (CulmBindDialog *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->code_row), "error");
  update_add_button (self);
}

static void
set_busy (CulmBindDialog *self, gboolean busy)
{
  GtkEditable *entries[] = { self->pin_entry, self->serial_row, self->name_row, self->code_row };

  /* Insensitive they would lose the focus, which stays here. */
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    gtk_editable_set_editable (entries[i], !busy);

  gtk_stack_set_visible_child_name (self->pin_stack, busy ? "busy" : "idle");
  gtk_stack_set_visible_child_name (self->add_stack, busy ? "busy" : "idle");
  update_add_button (self);
}

static void
set_problem (CulmBindDialog *self, const CulmSignInProblem *problem)
{
  gboolean is_pin = self->step == CULM_BINDING_STEP_PIN;
  GtkEditable *entry = is_pin ? self->pin_entry : self->code_row;

  culm_problem_box_set (is_pin ? self->pin_problem : self->serial_problem, problem);
  if (problem == NULL)
    return;

  if (problem->field == CULM_SIGN_IN_FIELD_CODE)
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  gtk_widget_grab_focus (GTK_WIDGET (entry));
  gtk_editable_select_region (entry, 0, -1);
}

static DexFuture *
on_bound (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmBindDialog) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  g_autoptr (CulmSignInProblem) problem = NULL;

  if (self == NULL)
    return NULL;

  set_busy (self, FALSE);

  if (value != NULL)
    {
      g_signal_emit (self, signals[SIGNAL_BOUND], 0, g_value_get_string (value));
      adw_dialog_force_close (ADW_DIALOG (self));
      return NULL;
    }

  if (self->step == CULM_BINDING_STEP_PIN
      && g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_NOT_AVAILABLE))
    {
      adw_navigation_view_push_by_tag (self->navigation_view, "serial");
      return NULL;
    }

  problem = culm_binding_problem_new (error, self->step, g_get_real_time () / G_USEC_PER_SEC);
  set_problem (self, problem);

  return NULL;
}

static void
begin (CulmBindDialog *self, CulmBindingStep step, DexFuture *future)
{
  self->step = step;
  set_problem (self, NULL);
  set_busy (self, TRUE);

  dex_clear (&self->work);
  self->work =
      dex_future_finally (future, on_bound, bambu_weak_ref_new (self), bambu_weak_ref_free);
}

static void
stop (CulmBindDialog *self)
{
  dex_clear (&self->work);
  set_busy (self, FALSE);
}

/* Enter repeats what could not be sent. */
static void
on_pin_changed (CulmBindDialog *self)
{
  const char *pin = gtk_editable_get_text (self->pin_entry);

  gtk_widget_remove_css_class (GTK_WIDGET (self->pin_entry), "error");

  if (gtk_editable_get_editable (self->pin_entry) && strlen (pin) == PIN_LENGTH)
    begin (self, CULM_BINDING_STEP_PIN,
           bambu_account_printers_bind (self->printers, self->account, pin));
}

static void
on_add (CulmBindDialog *self)
{
  g_autofree char *serial = dup_stripped (self->serial_row);
  g_autofree char *name = dup_stripped (self->name_row);

  begin (self, CULM_BINDING_STEP_SERIAL,
         bambu_account_printers_bind_by_serial (self->printers, self->account, serial, name,
                                                gtk_editable_get_text (self->code_row)));
}

/* Going back gives up what was begun. */
static void
on_page_changed (CulmBindDialog *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation_view);
  gboolean is_serial = page != NULL && g_str_equal (adw_navigation_page_get_tag (page), "serial");

  /* The template is being built. */
  if (self->printers == NULL)
    return;

  stop (self);
  adw_dialog_set_default_widget (ADW_DIALOG (self), is_serial ? self->add_button : NULL);
  gtk_widget_grab_focus (GTK_WIDGET (is_serial ? self->serial_row : self->pin_entry));
}

/* A focus that is left in a closed dialog keeps its navigation view alive (libadwaita 1.7). */
static void
culm_bind_dialog_closed (AdwDialog *dialog)
{
  CulmBindDialog *self = CULM_BIND_DIALOG (dialog);

  stop (self);
  gtk_editable_set_text (self->code_row, "");
  adw_dialog_set_focus (dialog, NULL);
}

static void
culm_bind_dialog_dispose (GObject *object)
{
  CulmBindDialog *self = CULM_BIND_DIALOG (object);

  dex_clear (&self->work);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_BIND_DIALOG);
  g_clear_object (&self->account);
  g_clear_object (&self->printers);

  G_OBJECT_CLASS (culm_bind_dialog_parent_class)->dispose (object);
}

static void
culm_bind_dialog_class_init (CulmBindDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_bind_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = culm_bind_dialog_closed;

  signals[SIGNAL_BOUND] = g_signal_new ("bound", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (CULM_TYPE_PROBLEM_BOX);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-bind-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmBindDialog, navigation_view);
  gtk_widget_class_bind_template_child (widget_class, CulmBindDialog, pin_entry);
  gtk_widget_class_bind_template_child (widget_class, CulmBindDialog, pin_problem);
  gtk_widget_class_bind_template_child (widget_class, CulmBindDialog, pin_stack);
  gtk_widget_class_bind_template_child (widget_class, CulmBindDialog, serial_row);
  gtk_widget_class_bind_template_child (widget_class, CulmBindDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, CulmBindDialog, code_row);
  gtk_widget_class_bind_template_child (widget_class, CulmBindDialog, serial_problem);
  gtk_widget_class_bind_template_child (widget_class, CulmBindDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, CulmBindDialog, add_stack);
  gtk_widget_class_bind_template_callback (widget_class, on_page_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_pin_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_serial_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
}

static void
culm_bind_dialog_init (CulmBindDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  culm_code_filter_attach (self->pin_entry, culm_code_filter_letter_or_digit, PIN_LENGTH);
}

CulmBindDialog *
culm_bind_dialog_new (BambuAccountPrinters *printers, BambuAccount *account)
{
  CulmBindDialog *self = g_object_new (CULM_TYPE_BIND_DIALOG, NULL);

  self->printers = g_object_ref (printers);
  self->account = g_object_ref (account);

  return self;
}
