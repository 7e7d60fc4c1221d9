/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-add-dialog.h"

#include <bambu/bambu-connection-check.h>
#include <glib/gi18n.h>

#include "culm-address-page.h"
#include "culm-certificate-dialog.h"
#include "culm-check-page.h"
#include "culm-code-page.h"
#include "culm-errors.h"
#include "culm-found-page.h"
#include "culm-toast.h"

struct _CulmAddDialog
{
  AdwDialog parent_instance;

  AdwToastOverlay *toast_overlay;
  AdwNavigationView *navigation_view;
  CulmFoundPage *found_page;
  CulmCheckPage *check_page; /* weak */

  BambuFleet *fleet;
  BambuConnectionCheck *check;
  DexFuture *work; /* the check, then the adding */

  char *serial;
  char *name;
  char *model;
  char *address;
  char *code;
  char *fingerprint;
  gboolean refused; /* the code */
};

enum
{
  SIGNAL_ADDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmAddDialog, culm_add_dialog, ADW_TYPE_DIALOG)

static void run_check (CulmAddDialog *self);

static void
set_printer (CulmAddDialog *self,
             const char *serial,
             const char *name,
             const char *model,
             const char *address)
{
  g_set_str (&self->serial, serial);
  g_set_str (&self->name, name);
  g_set_str (&self->model, model);
  g_set_str (&self->address, address);
  g_set_str (&self->fingerprint, NULL);
}

static const BambuModel *
guess_model (CulmAddDialog *self)
{
  if (self->model == NULL && self->serial != NULL)
    return bambu_model_find_by_serial (self->serial);

  return bambu_model_find (self->model);
}

static void
show_toast (CulmAddDialog *self, const GError *error)
{
  g_autofree char *text = culm_error_to_sentence (error);

  adw_toast_overlay_add_toast (self->toast_overlay, culm_toast_new_failure (text, error));
}

/* What to call it: as it calls itself, or its model. */
static const char *
suggest_name (CulmAddDialog *self)
{
  BambuPrinter *printer = bambu_connection_check_get_printer (self->check);

  if (self->name != NULL && *self->name != '\0')
    return self->name;

  return printer != NULL ? bambu_printer_get_model_name (printer) : guess_model (self)->name;
}

static void
set_failed (CulmAddDialog *self)
{
  culm_check_page_set_failed (self->check_page,
                              self->refused ? _ ("_Enter Code Again") : _ ("_Try Again"));
}

static void
on_certificate_response (CulmAddDialog *self, const char *response)
{
  const BambuCertificate *certificate = bambu_connection_check_get_certificate (self->check);

  if (g_strcmp0 (response, "trust") != 0 || certificate == NULL)
    {
      set_failed (self);
      return;
    }

  g_set_str (&self->fingerprint, certificate->fingerprint);
  run_check (self);
}

static gboolean
must_ask (CulmAddDialog *self, const GError *error)
{
  const BambuCertificate *certificate = bambu_connection_check_get_certificate (self->check);

  return g_error_matches (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CERTIFICATE)
         && certificate != NULL
         && (certificate->verdict == BAMBU_VERDICT_UNKNOWN
             || certificate->verdict == BAMBU_VERDICT_CHANGED);
}

static void
ask_for_trust (CulmAddDialog *self)
{
  AdwAlertDialog *dialog = culm_certificate_dialog_new (
      bambu_connection_check_get_certificate (self->check), self->address);

  g_signal_connect_object (dialog, "response", G_CALLBACK (on_certificate_response), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static DexFuture *
on_checked (DexFuture *future, gpointer user_data)
{
  CulmAddDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean can_add = dex_future_get_value (future, &error) != NULL;

  if (self->check_page == NULL)
    return NULL;

  self->refused = g_error_matches (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_REFUSED);

  if (can_add)
    culm_check_page_set_passed (self->check_page, suggest_name (self));
  else if (must_ask (self, error))
    ask_for_trust (self);
  else
    set_failed (self);

  return NULL;
}

/* The work that a callback belongs to is dropped when the dialog is disposed of: it needs no
 * reference of its own. */
static void
run_check (CulmAddDialog *self)
{
  g_clear_object (&self->check);
  self->check = bambu_connection_check_new (bambu_fleet_get_trust (self->fleet));
  culm_check_page_set_check (self->check_page, self->check);

  dex_clear (&self->work);
  self->work =
      dex_future_finally (bambu_connection_check_run (self->check, self->address, self->serial,
                                                      self->code, self->fingerprint),
                          on_checked, self, NULL);
}

/* The same code would only be refused again, and printers count that. */
static void
on_again (CulmAddDialog *self)
{
  if (self->refused)
    adw_navigation_view_pop (self->navigation_view);
  else
    run_check (self);
}

static void
finish (CulmAddDialog *self, BambuPrinter *printer)
{
  g_signal_emit (self, signals[SIGNAL_ADDED], 0, printer);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static DexFuture *
on_added (DexFuture *future, gpointer user_data)
{
  CulmAddDialog *self = user_data;
  const char *serial = bambu_connection_check_get_serial (self->check);
  g_autoptr (GError) error = NULL;
  BambuPrinter *printer;

  if (dex_future_get_value (future, &error) == NULL)
    show_toast (self, error);

  /* It is there even if it could not be remembered. */
  printer = bambu_fleet_find (self->fleet, serial);
  if (printer != NULL)
    finish (self, printer);

  return NULL;
}

static void
on_add (CulmAddDialog *self, const char *name)
{
  /* A future that has settled calls back at once, and closes the dialog. */
  g_autoptr (CulmAddDialog) keep = g_object_ref (self);
  const BambuCertificate *certificate = bambu_connection_check_get_certificate (self->check);

  /* From here on it is added, not tried. */
  adw_navigation_page_set_can_pop (ADW_NAVIGATION_PAGE (self->check_page), FALSE);

  dex_clear (&self->work);
  self->work = dex_future_finally (
      bambu_fleet_add (self->fleet, bambu_connection_check_get_serial (self->check), name,
                       self->model, self->address, self->code,
                       certificate != NULL ? certificate->fingerprint : self->fingerprint),
      on_added, self, NULL);
}

static void
on_code_entered (CulmAddDialog *self, const char *code)
{
  AdwNavigationPage *page = culm_check_page_new ();

  g_set_str (&self->code, code);
  g_set_weak_pointer (&self->check_page, CULM_CHECK_PAGE (page));
  g_signal_connect_object (page, "add", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "again", G_CALLBACK (on_again), self, G_CONNECT_SWAPPED);

  adw_navigation_view_push (self->navigation_view, page);
  run_check (self);
}

static void
push_code_page (CulmAddDialog *self)
{
  AdwNavigationPage *page = culm_code_page_new (guess_model (self)->code, _ ("_Next"));

  g_signal_connect_object (page, "entered", G_CALLBACK (on_code_entered), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->navigation_view, page);
}

static void
on_chosen (CulmAddDialog *self, BambuAnnouncement *announcement)
{
  set_printer (self, bambu_announcement_get_serial (announcement),
               bambu_announcement_get_name (announcement),
               bambu_announcement_get_model (announcement),
               bambu_announcement_get_address (announcement));
  push_code_page (self);
}

static void
on_address_entered (CulmAddDialog *self, CulmAddressPage *page)
{
  g_autofree char *serial = culm_address_page_dup_serial (page);
  g_autofree char *address = culm_address_page_dup_address (page);

  set_printer (self, serial, NULL, culm_address_page_get_model (page), address);
  push_code_page (self);
}

static void
on_address_wanted (CulmAddDialog *self)
{
  AdwNavigationPage *page = culm_address_page_new ();

  g_signal_connect_object (page, "entered", G_CALLBACK (on_address_entered), self,
                           G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->navigation_view, page);
}

/* Enter goes on, whatever page it is. Leaving the last page stops what it was about. */
static void
on_page_changed (CulmAddDialog *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation_view);
  GtkWidget *button = NULL;

  if (CULM_IS_ADDRESS_PAGE (page))
    button = culm_address_page_get_default (CULM_ADDRESS_PAGE (page));
  else if (CULM_IS_CODE_PAGE (page))
    button = culm_code_page_get_default (CULM_CODE_PAGE (page));
  else if (CULM_IS_CHECK_PAGE (page))
    button = culm_check_page_get_default (CULM_CHECK_PAGE (page));

  adw_dialog_set_default_widget (ADW_DIALOG (self), button);

  if (!CULM_IS_CHECK_PAGE (page))
    {
      dex_clear (&self->work);
      g_clear_weak_pointer (&self->check_page);
    }
}

/* A focus that is left in a closed dialog keeps its navigation view alive (libadwaita 1.7), and
 * with it the fleet. */
static void
culm_add_dialog_closed (AdwDialog *dialog)
{
  adw_dialog_set_focus (dialog, NULL);
}

static void
culm_add_dialog_dispose (GObject *object)
{
  CulmAddDialog *self = CULM_ADD_DIALOG (object);

  dex_clear (&self->work);
  g_clear_weak_pointer (&self->check_page);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_ADD_DIALOG);
  g_clear_object (&self->check);
  g_clear_object (&self->fleet);

  G_OBJECT_CLASS (culm_add_dialog_parent_class)->dispose (object);
}

static void
culm_add_dialog_finalize (GObject *object)
{
  CulmAddDialog *self = CULM_ADD_DIALOG (object);

  g_clear_pointer (&self->serial, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->model, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->fingerprint, g_free);

  G_OBJECT_CLASS (culm_add_dialog_parent_class)->finalize (object);
}

static void
culm_add_dialog_class_init (CulmAddDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_add_dialog_dispose;
  object_class->finalize = culm_add_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = culm_add_dialog_closed;

  signals[SIGNAL_ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, BAMBU_TYPE_PRINTER);

  g_type_ensure (CULM_TYPE_FOUND_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-add-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmAddDialog, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, CulmAddDialog, navigation_view);
  gtk_widget_class_bind_template_child (widget_class, CulmAddDialog, found_page);
  gtk_widget_class_bind_template_callback (widget_class, on_page_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_address_wanted);
}

static void
culm_add_dialog_init (CulmAddDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CulmAddDialog *
culm_add_dialog_new (BambuFleet *fleet)
{
  CulmAddDialog *self = g_object_new (CULM_TYPE_ADD_DIALOG, NULL);

  self->fleet = g_object_ref (fleet);
  culm_found_page_set_fleet (self->found_page, fleet);

  return self;
}
