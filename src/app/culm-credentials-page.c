/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-credentials-page.h"

#include <glib/gi18n.h>

#include "culm-problem-box.h"

struct _CulmCredentialsPage
{
  AdwNavigationPage parent_instance;

  GtkWidget *cancel_button;
  AdwPreferencesGroup *group;
  AdwComboRow *region_row;
  GtkEditable *account_row;
  GtkEditable *password_row;
  CulmProblemBox *problem_box;
  GtkWidget *code_button;
  GtkLabel *code_label;
  GtkWidget *sign_in_button;
  GtkStack *sign_in_stack;

  GPtrArray *regions;
};

enum
{
  SIGNAL_ENTERED,
  SIGNAL_CODE_WANTED,
  SIGNAL_CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmCredentialsPage, culm_credentials_page, ADW_TYPE_NAVIGATION_PAGE)

static gboolean
has_text (GtkEditable *editable)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  return *text != '\0';
}

static void
on_changed (CulmCredentialsPage *self)
{
  culm_problem_box_set (self->problem_box, NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->account_row), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->password_row), "error");
  gtk_widget_set_sensitive (self->sign_in_button,
                            has_text (self->account_row)
                                && *gtk_editable_get_text (self->password_row) != '\0');
}

/* In China accounts are phone numbers. */
static void
on_region_changed (CulmCredentialsPage *self)
{
  gboolean is_china =
      self->regions != NULL && g_strcmp0 (culm_credentials_page_get_region (self), "china") == 0;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->account_row),
                                 is_china ? _ ("E-Mail or Phone Number") : _ ("E-Mail"));
  gtk_label_set_label (self->code_label, is_china
                                             ? _ ("Use a _Code Instead of a Password")
                                             : _ ("Use an E-Mail _Code Instead of a Password"));
}

static void
on_sign_in (CulmCredentialsPage *self)
{
  g_signal_emit (self, signals[SIGNAL_ENTERED], 0);
}

static void
on_code_wanted (CulmCredentialsPage *self)
{
  CulmSignInProblem problem = { CULM_SIGN_IN_FIELD_ACCOUNT, CULM_SIGN_IN_HELP_NONE, NULL };

  if (has_text (self->account_row))
    {
      g_signal_emit (self, signals[SIGNAL_CODE_WANTED], 0);
      return;
    }

  problem.text = _ ("Enter your e-mail address, so that the code can be sent to it.");
  culm_credentials_page_set_problem (self, &problem);
}

static void
on_help (CulmCredentialsPage *self, int help)
{
  if (help == CULM_SIGN_IN_HELP_USE_CODE)
    on_code_wanted (self);
}

static void
on_cancel (CulmCredentialsPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CANCELLED], 0);
}

static gboolean
culm_credentials_page_grab_focus (GtkWidget *widget)
{
  CulmCredentialsPage *self = CULM_CREDENTIALS_PAGE (widget);

  return gtk_widget_grab_focus (
      GTK_WIDGET (has_text (self->account_row) ? self->password_row : self->account_row));
}

static void
culm_credentials_page_dispose (GObject *object)
{
  CulmCredentialsPage *self = CULM_CREDENTIALS_PAGE (object);

  if (self->password_row != NULL)
    culm_credentials_page_wipe (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), CULM_TYPE_CREDENTIALS_PAGE);
  g_clear_pointer (&self->regions, g_ptr_array_unref);

  G_OBJECT_CLASS (culm_credentials_page_parent_class)->dispose (object);
}

static void
culm_credentials_page_class_init (CulmCredentialsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_credentials_page_dispose;
  widget_class->grab_focus = culm_credentials_page_grab_focus;

  signals[SIGNAL_ENTERED] = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CODE_WANTED] =
      g_signal_new ("code-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CULM_TYPE_PROBLEM_BOX);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-credentials-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmCredentialsPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, CulmCredentialsPage, group);
  gtk_widget_class_bind_template_child (widget_class, CulmCredentialsPage, region_row);
  gtk_widget_class_bind_template_child (widget_class, CulmCredentialsPage, account_row);
  gtk_widget_class_bind_template_child (widget_class, CulmCredentialsPage, password_row);
  gtk_widget_class_bind_template_child (widget_class, CulmCredentialsPage, problem_box);
  gtk_widget_class_bind_template_child (widget_class, CulmCredentialsPage, code_button);
  gtk_widget_class_bind_template_child (widget_class, CulmCredentialsPage, code_label);
  gtk_widget_class_bind_template_child (widget_class, CulmCredentialsPage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, CulmCredentialsPage, sign_in_stack);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_region_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_sign_in);
  gtk_widget_class_bind_template_callback (widget_class, on_code_wanted);
  gtk_widget_class_bind_template_callback (widget_class, on_help);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
}

static void
culm_credentials_page_init (CulmCredentialsPage *self)
{
  g_autoptr (GtkEntryBuffer) buffer = gtk_password_entry_buffer_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  /* Its memory stays out of the swap and is overwritten; a history of it must not be kept. */
  gtk_text_set_buffer (GTK_TEXT (gtk_editable_get_delegate (self->password_row)), buffer);
  gtk_editable_set_enable_undo (self->password_row, FALSE);
  on_changed (self);
}

void
culm_credentials_page_set_regions (CulmCredentialsPage *self, GPtrArray *regions)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_return_if_fail (CULM_IS_CREDENTIALS_PAGE (self));

  g_clear_pointer (&self->regions, g_ptr_array_unref);
  self->regions = g_ptr_array_ref (regions);

  for (guint i = 0; i < regions->len; i++)
    gtk_string_list_append (
        names, culm_format_region (((BambuRegion *) g_ptr_array_index (regions, i))->id));
  adw_combo_row_set_model (self->region_row, G_LIST_MODEL (names));
}

void
culm_credentials_page_set_account (CulmCredentialsPage *self,
                                   const char *region,
                                   const char *account)
{
  g_return_if_fail (CULM_IS_CREDENTIALS_PAGE (self));

  for (guint i = 0; i < self->regions->len; i++)
    if (g_str_equal (((BambuRegion *) g_ptr_array_index (self->regions, i))->id, region))
      adw_combo_row_set_selected (self->region_row, i);

  gtk_editable_set_text (self->account_row, account);
}

const char *
culm_credentials_page_get_region (CulmCredentialsPage *self)
{
  guint position;

  g_return_val_if_fail (CULM_IS_CREDENTIALS_PAGE (self), NULL);

  position = adw_combo_row_get_selected (self->region_row);

  return position < self->regions->len
             ? ((BambuRegion *) g_ptr_array_index (self->regions, position))->id
             : NULL;
}

char *
culm_credentials_page_dup_account (CulmCredentialsPage *self)
{
  g_return_val_if_fail (CULM_IS_CREDENTIALS_PAGE (self), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (self->account_row)));
}

const char *
culm_credentials_page_get_password (CulmCredentialsPage *self)
{
  g_return_val_if_fail (CULM_IS_CREDENTIALS_PAGE (self), NULL);

  return gtk_editable_get_text (self->password_row);
}

void
culm_credentials_page_wipe (CulmCredentialsPage *self)
{
  g_return_if_fail (CULM_IS_CREDENTIALS_PAGE (self));

  gtk_editable_set_text (self->password_row, "");
}

void
culm_credentials_page_set_busy (CulmCredentialsPage *self, gboolean busy)
{
  g_return_if_fail (CULM_IS_CREDENTIALS_PAGE (self));

  /* What becomes insensitive with the focus in it is not told that it lost it. */
  if (busy)
    gtk_widget_grab_focus (self->cancel_button);

  gtk_widget_set_sensitive (GTK_WIDGET (self->group), !busy);
  gtk_widget_set_sensitive (self->code_button, !busy);
  gtk_stack_set_visible_child_name (self->sign_in_stack, busy ? "busy" : "label");
  if (busy)
    gtk_widget_set_sensitive (self->sign_in_button, FALSE);
  else
    on_changed (self);
}

void
culm_credentials_page_set_problem (CulmCredentialsPage *self, const CulmSignInProblem *problem)
{
  GtkWidget *field = NULL;

  g_return_if_fail (CULM_IS_CREDENTIALS_PAGE (self));

  on_changed (self);
  culm_problem_box_set (self->problem_box, problem);
  if (problem == NULL)
    return;

  if (problem->field == CULM_SIGN_IN_FIELD_ACCOUNT)
    field = GTK_WIDGET (self->account_row);
  else if (problem->field == CULM_SIGN_IN_FIELD_PASSWORD)
    field = GTK_WIDGET (self->password_row);

  if (field != NULL)
    {
      gtk_widget_add_css_class (field, "error");
      gtk_widget_grab_focus (field);
    }
  else if (!culm_problem_box_focus_help (self->problem_box))
    gtk_widget_grab_focus (self->sign_in_button);
}

GtkWidget *
culm_credentials_page_get_default (CulmCredentialsPage *self)
{
  g_return_val_if_fail (CULM_IS_CREDENTIALS_PAGE (self), NULL);

  return self->sign_in_button;
}
