/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-printer-page.h"

#include "culm-ams-page.h"
#include "culm-explain.h"
#include "culm-history-page.h"
#include "culm-notice.h"
#include "culm-printer-announcer.h"
#include "culm-status-page.h"
#include "culm-status.h"
#include "culm-wrap.h"

/* Connecting that is done sooner is not worth a banner. */
#define SLOW_SECONDS 2
/* A connection that is lost so often within that time is no accident; one that holds is over it. */
#define LOSSES 3
#define LOSSES_USEC (5 * 60 * G_USEC_PER_SEC)
#define STEADY_SECONDS 60

struct _CulmPrinterPage
{
  AdwNavigationPage parent_instance;

  BambuPrinter *printer;
  BambuAccount *account;
  BambuCamera *camera;
  BambuStorage *storage;
  CulmStatus *status;
  CulmPrinterAnnouncer *announcer;
  gboolean code_kept;
  gboolean slow;
  gboolean unsteady;
  gboolean hushed;
  CulmNotice notice;
  char *view;

  BambuLinkState link_state; /* that was seen last */
  gint64 losses[LOSSES];     /* monotonic; the last one first */

  guint slow_source;
  guint steady_source;

  AdwBanner *banner;
  AdwViewSwitcher *switcher;
  AdwViewStack *views;
};

G_DEFINE_FINAL_TYPE (CulmPrinterPage, culm_printer_page, ADW_TYPE_NAVIGATION_PAGE)

typedef enum
{
  PROP_PRINTER = 1,
  PROP_ACCOUNT,
  PROP_CAMERA,
  PROP_STORAGE,
  PROP_STATUS,
  PROP_CODE_KEPT,
  PROP_SLOW,
  PROP_UNSTEADY,
  PROP_HUSHED,
  PROP_NOTICE,
  PROP_VIEW,
} CulmPrinterPageProperty;

static GParamSpec *properties[PROP_VIEW + 1];

static CulmNotice
choose_notice (CulmPrinterPage *self,
               BambuConnection connection,
               BambuLinkState link_state,
               const GError *link_error,
               BambuFreshness freshness,
               BambuRights rights,
               gboolean slow,
               gboolean unsteady,
               gboolean code_kept)
{
  return culm_notice_choose (connection, link_state, link_error, freshness, rights, slow, unsteady,
                             code_kept);
}

static gboolean
shows_notice (CulmPrinterPage *self, CulmNotice notice, gboolean hushed)
{
  return notice != CULM_NOTICE_NONE && !hushed;
}

static char *
get_notice_title (
    CulmPrinterPage *self, CulmNotice notice, const char *name, const char *address, gint64 seen)
{
  return culm_notice_get_title (notice, name, address, seen, g_get_real_time () / G_USEC_PER_SEC);
}

static char *
get_notice_button (CulmPrinterPage *self, CulmNotice notice)
{
  return g_strdup (culm_notice_get_button (notice));
}

/* Beside the name, where that stands at the start, it takes no room from the views. */
static gboolean
is_marked_at_end (CulmPrinterPage *self, gboolean demo, gboolean has_start_title)
{
  return demo && !has_start_title;
}

static void
on_banner_clicked (CulmPrinterPage *self, AdwBanner *banner)
{
  const char *action = culm_notice_get_action (self->notice);

  if (action != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), action, "s",
                                bambu_printer_get_serial (self->printer));
}

static void
explain_view_only (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  culm_explain_view_only (widget);
}

static gboolean
on_slow (gpointer user_data)
{
  CulmPrinterPage *self = user_data;

  self->slow_source = 0;
  self->slow = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SLOW]);

  return G_SOURCE_REMOVE;
}

static gboolean
is_awaited (CulmPrinterPage *self)
{
  switch (bambu_printer_get_link_state (self->printer))
    {
    case BAMBU_LINK_STATE_CONNECTING:
      return TRUE;
    case BAMBU_LINK_STATE_OPEN:
      return bambu_printer_get_freshness (self->printer) == BAMBU_FRESHNESS_OFFLINE;
    case BAMBU_LINK_STATE_CLOSED:
    case BAMBU_LINK_STATE_WAITING:
    case BAMBU_LINK_STATE_REFUSED:
    case BAMBU_LINK_STATE_UNTRUSTED:
    default:
      return FALSE;
    }
}

/* The wait begins anew with each step, from the address to the first report. */
static void
on_link_changed (CulmPrinterPage *self)
{
  g_clear_handle_id (&self->slow_source, g_source_remove);
  if (is_awaited (self))
    self->slow_source = g_timeout_add_seconds (SLOW_SECONDS, on_slow, self);

  if (self->slow)
    {
      self->slow = FALSE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SLOW]);
    }
}

static void
set_unsteady (CulmPrinterPage *self, gboolean unsteady)
{
  if (self->unsteady == unsteady)
    return;

  self->unsteady = unsteady;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNSTEADY]);
}

static gboolean
on_steady (gpointer user_data)
{
  CulmPrinterPage *self = user_data;

  self->steady_source = 0;
  set_unsteady (self, FALSE);

  return G_SOURCE_REMOVE;
}

static void
note_loss (CulmPrinterPage *self)
{
  for (guint i = LOSSES - 1; i > 0; i--)
    self->losses[i] = self->losses[i - 1];
  self->losses[0] = g_get_monotonic_time ();

  if (self->losses[LOSSES - 1] > 0 && self->losses[0] - self->losses[LOSSES - 1] < LOSSES_USEC)
    set_unsteady (self, TRUE);
}

static void
watch_losses (CulmPrinterPage *self)
{
  BambuLinkState state = bambu_printer_get_link_state (self->printer);

  if (self->link_state == BAMBU_LINK_STATE_OPEN && state == BAMBU_LINK_STATE_WAITING
      && bambu_printer_get_connection (self->printer) == BAMBU_CONNECTION_LAN)
    note_loss (self);
  self->link_state = state;

  g_clear_handle_id (&self->steady_source, g_source_remove);
  if (state == BAMBU_LINK_STATE_OPEN && self->unsteady)
    self->steady_source = g_timeout_add_seconds (STEADY_SECONDS, on_steady, self);
}

static void
set_printer (CulmPrinterPage *self, BambuPrinter *printer)
{
  if (!g_set_object (&self->printer, printer))
    return;

  g_assert (self->status == NULL);
  self->status = culm_status_dup_for_printer (printer);

  g_signal_connect_object (printer, "notify::link-state", G_CALLBACK (on_link_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "notify::link-state", G_CALLBACK (watch_losses), self,
                           G_CONNECT_SWAPPED);
  self->link_state = bambu_printer_get_link_state (printer);
  g_signal_connect_object (printer, "notify::freshness", G_CALLBACK (on_link_changed), self,
                           G_CONNECT_SWAPPED);
  on_link_changed (self);

  self->announcer = culm_printer_announcer_new (GTK_WIDGET (self), self->status);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRINTER]);
}

static void
culm_printer_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmPrinterPage *self = CULM_PRINTER_PAGE (object);

  switch ((CulmPrinterPageProperty) prop_id)
    {
    case PROP_PRINTER:
      g_value_set_object (value, self->printer);
      break;
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_CAMERA:
      g_value_set_object (value, self->camera);
      break;
    case PROP_STORAGE:
      g_value_set_object (value, self->storage);
      break;
    case PROP_STATUS:
      g_value_set_object (value, self->status);
      break;
    case PROP_CODE_KEPT:
      g_value_set_boolean (value, self->code_kept);
      break;
    case PROP_SLOW:
      g_value_set_boolean (value, self->slow);
      break;
    case PROP_UNSTEADY:
      g_value_set_boolean (value, self->unsteady);
      break;
    case PROP_HUSHED:
      g_value_set_boolean (value, self->hushed);
      break;
    case PROP_NOTICE:
      g_value_set_enum (value, self->notice);
      break;
    case PROP_VIEW:
      g_value_set_string (value, self->view);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_printer_page_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  CulmPrinterPage *self = CULM_PRINTER_PAGE (object);

  switch ((CulmPrinterPageProperty) prop_id)
    {
    case PROP_PRINTER:
      set_printer (self, g_value_get_object (value));
      break;
    case PROP_ACCOUNT:
      if (g_set_object (&self->account, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_CAMERA:
      if (g_set_object (&self->camera, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_STORAGE:
      if (g_set_object (&self->storage, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_CODE_KEPT:
      if (self->code_kept == g_value_get_boolean (value))
        break;
      self->code_kept = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_HUSHED:
      if (self->hushed == g_value_get_boolean (value))
        break;
      self->hushed = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_NOTICE:
      if (self->notice == (CulmNotice) g_value_get_enum (value))
        break;
      self->notice = g_value_get_enum (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_VIEW:
      if (g_set_str (&self->view, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_STATUS:
    case PROP_SLOW:
    case PROP_UNSTEADY:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_printer_page_dispose (GObject *object)
{
  CulmPrinterPage *self = CULM_PRINTER_PAGE (object);

  g_clear_handle_id (&self->slow_source, g_source_remove);
  g_clear_handle_id (&self->steady_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_PRINTER_PAGE);
  g_clear_object (&self->announcer);
  g_clear_object (&self->status);
  g_clear_object (&self->storage);
  g_clear_object (&self->camera);
  g_clear_object (&self->account);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_printer_page_parent_class)->dispose (object);
}

static void
culm_printer_page_finalize (GObject *object)
{
  CulmPrinterPage *self = CULM_PRINTER_PAGE (object);

  g_clear_pointer (&self->view, g_free);

  G_OBJECT_CLASS (culm_printer_page_parent_class)->finalize (object);
}

static void
culm_printer_page_class_init (CulmPrinterPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags writable = readable | G_PARAM_WRITABLE;

  object_class->get_property = culm_printer_page_get_property;
  object_class->set_property = culm_printer_page_set_property;
  object_class->dispose = culm_printer_page_dispose;
  object_class->finalize = culm_printer_page_finalize;

  properties[PROP_PRINTER] =
      g_param_spec_object ("printer", NULL, NULL, BAMBU_TYPE_PRINTER, writable);
  properties[PROP_ACCOUNT] =
      g_param_spec_object ("account", NULL, NULL, BAMBU_TYPE_ACCOUNT, writable);
  properties[PROP_CAMERA] = g_param_spec_object ("camera", NULL, NULL, BAMBU_TYPE_CAMERA, writable);
  properties[PROP_STORAGE] =
      g_param_spec_object ("storage", NULL, NULL, BAMBU_TYPE_STORAGE, writable);
  properties[PROP_STATUS] = g_param_spec_object ("status", NULL, NULL, CULM_TYPE_STATUS, readable);
  properties[PROP_CODE_KEPT] = g_param_spec_boolean ("code-kept", NULL, NULL, TRUE, writable);
  properties[PROP_SLOW] = g_param_spec_boolean ("slow", NULL, NULL, FALSE, readable);
  properties[PROP_UNSTEADY] = g_param_spec_boolean ("unsteady", NULL, NULL, FALSE, readable);
  properties[PROP_HUSHED] = g_param_spec_boolean ("hushed", NULL, NULL, FALSE, writable);
  properties[PROP_NOTICE] =
      g_param_spec_enum ("notice", NULL, NULL, CULM_TYPE_NOTICE, CULM_NOTICE_NONE, writable);
  properties[PROP_VIEW] = g_param_spec_string ("view", NULL, NULL, "status", writable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CULM_TYPE_AMS_PAGE);
  g_type_ensure (CULM_TYPE_FILES_PAGE);
  g_type_ensure (CULM_TYPE_HISTORY_PAGE);
  g_type_ensure (CULM_TYPE_NOTICE);
  g_type_ensure (CULM_TYPE_STATUS_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-printer-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmPrinterPage, banner);
  gtk_widget_class_bind_template_child (widget_class, CulmPrinterPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, CulmPrinterPage, views);
  gtk_widget_class_bind_template_callback (widget_class, choose_notice);
  gtk_widget_class_bind_template_callback (widget_class, shows_notice);
  gtk_widget_class_bind_template_callback (widget_class, get_notice_title);
  gtk_widget_class_bind_template_callback (widget_class, get_notice_button);
  gtk_widget_class_bind_template_callback (widget_class, is_marked_at_end);
  gtk_widget_class_bind_template_callback (widget_class, on_banner_clicked);

  gtk_widget_class_install_action (widget_class, "page.explain-view-only", "s", explain_view_only);
}

static void
culm_printer_page_init (CulmPrinterPage *self)
{
  self->code_kept = TRUE;
  self->view = g_strdup ("status");

  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self->banner));
}

CulmPrinterPage *
culm_printer_page_new (BambuPrinter *printer)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  return g_object_new (CULM_TYPE_PRINTER_PAGE, "printer", printer, NULL);
}

BambuPrinter *
culm_printer_page_get_printer (CulmPrinterPage *self)
{
  g_return_val_if_fail (CULM_IS_PRINTER_PAGE (self), NULL);

  return self->printer;
}

/* Not a child of the template: that would be taken away before its parent lets go of it. */
static AdwNavigationView *
get_navigation (CulmPrinterPage *self)
{
  return ADW_NAVIGATION_VIEW (adw_navigation_page_get_child (ADW_NAVIGATION_PAGE (self)));
}

void
culm_printer_page_push (CulmPrinterPage *self, AdwNavigationPage *page)
{
  g_return_if_fail (CULM_IS_PRINTER_PAGE (self));
  g_return_if_fail (ADW_IS_NAVIGATION_PAGE (page));

  adw_navigation_view_push (get_navigation (self), page);
}

gboolean
culm_printer_page_shows (CulmPrinterPage *self, const char *tag)
{
  g_return_val_if_fail (CULM_IS_PRINTER_PAGE (self), FALSE);

  return g_strcmp0 (adw_navigation_view_get_visible_page_tag (get_navigation (self)), tag) == 0;
}

void
culm_printer_page_show_view (CulmPrinterPage *self, const char *view)
{
  g_return_if_fail (CULM_IS_PRINTER_PAGE (self));

  adw_navigation_view_pop_to_tag (get_navigation (self), "printer");
  g_object_set (self, "view", view, NULL);
}

CulmFilesPage *
culm_printer_page_get_files (CulmPrinterPage *self)
{
  GtkWidget *view;

  g_return_val_if_fail (CULM_IS_PRINTER_PAGE (self), NULL);

  view = adw_view_stack_get_visible_child (self->views);

  return CULM_IS_FILES_PAGE (view) && culm_files_page_takes_files (CULM_FILES_PAGE (view))
             ? CULM_FILES_PAGE (view)
             : NULL;
}

gboolean
culm_printer_page_search (CulmPrinterPage *self)
{
  GtkWidget *view;

  g_return_val_if_fail (CULM_IS_PRINTER_PAGE (self), FALSE);

  view = adw_view_stack_get_visible_child (self->views);
  if (CULM_IS_FILES_PAGE (view))
    culm_files_page_search (CULM_FILES_PAGE (view));
  else if (CULM_IS_HISTORY_PAGE (view))
    culm_history_page_search (CULM_HISTORY_PAGE (view));
  else
    return FALSE;

  return TRUE;
}
