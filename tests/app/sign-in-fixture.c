/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sign-in-fixture.h"

#include <app/culm-problem-box.h>

#include "app-fixture.h"

void
sign_in_set_up (SignInFixture *self, gconstpointer data)
{
  self->cloud = app_cloud_new ();
  self->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 720);
  gtk_window_present (GTK_WINDOW (self->window));

  sign_in_open (self, self->cloud->account_printers);
}

void
sign_in_tear_down (SignInFixture *self, gconstpointer data)
{
  if (self->dialog != NULL)
    adw_dialog_force_close (ADW_DIALOG (self->dialog));
  app_test_destroy (self->window);
  g_assert_null (self->dialog);
  app_cloud_free (self->cloud);
}

void
sign_in_open (SignInFixture *self, BambuAccountPrinters *printers)
{
  g_assert_null (self->dialog);

  self->dialog = culm_sign_in_dialog_new (printers, NULL);
  g_object_add_weak_pointer (G_OBJECT (self->dialog), (gpointer *) &self->dialog);
  adw_dialog_present (ADW_DIALOG (self->dialog), self->window);
  app_test_flush ();
}

void
sign_in_close (SignInFixture *self)
{
  adw_dialog_force_close (ADW_DIALOG (self->dialog));
  app_test_wait (sign_in_is_closed, self);
}

GtkWidget *
sign_in_get_page (SignInFixture *self)
{
  GtkWidget *view = app_test_find (GTK_WIDGET (self->dialog), ADW_TYPE_NAVIGATION_VIEW);

  return GTK_WIDGET (adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (view)));
}

const char *
sign_in_get_tag (SignInFixture *self)
{
  return adw_navigation_page_get_tag (ADW_NAVIGATION_PAGE (sign_in_get_page (self)));
}

void
sign_in_click (GtkWidget *button)
{
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

void
sign_in_enter (SignInFixture *self, const char *account, const char *password)
{
  GtkWidget *row = app_test_find (sign_in_get_page (self), ADW_TYPE_PASSWORD_ENTRY_ROW);

  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_prev_sibling (row)), account);
  gtk_editable_set_text (GTK_EDITABLE (row), password);
}

void
sign_in_begin (SignInFixture *self, const char *account, const char *password)
{
  sign_in_enter (self, account, password);
  sign_in_click (adw_dialog_get_default_widget (ADW_DIALOG (self->dialog)));
}

GtkEditable *
sign_in_get_code_entry (SignInFixture *self)
{
  return GTK_EDITABLE (app_test_find (sign_in_get_page (self), GTK_TYPE_ENTRY));
}

void
sign_in_type_code (SignInFixture *self, const char *code)
{
  GtkEditable *entry = sign_in_get_code_entry (self);
  int position = 0;

  gtk_editable_delete_text (entry, 0, -1);
  gtk_editable_insert_text (gtk_editable_get_delegate (entry), code, -1, &position);
}

gboolean
sign_in_is_at_code (gpointer fixture)
{
  return g_strcmp0 (sign_in_get_tag (fixture), "code") == 0;
}

gboolean
sign_in_has_list (gpointer fixture)
{
  GtkWidget *stack = app_test_find (sign_in_get_page (fixture), GTK_TYPE_STACK);

  return g_strcmp0 (sign_in_get_tag (fixture), "printers") == 0
         && g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "loading") != 0;
}

gboolean
sign_in_has_problem (gpointer fixture)
{
  return gtk_widget_get_visible (app_test_find (sign_in_get_page (fixture), CULM_TYPE_PROBLEM_BOX));
}

gboolean
sign_in_is_closed (gpointer fixture)
{
  return ((SignInFixture *) fixture)->dialog == NULL;
}
