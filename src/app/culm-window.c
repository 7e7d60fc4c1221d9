/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-window.h"
#include "culm-window-private.h"
#include "culm-printer-pages.h"
#include "culm-toast.h"

#include <glib/gi18n.h>

#include "culm-add-dialog.h"
#include "culm-banners.h"
#include "culm-welcome.h"

struct _CulmWindow
{
  AdwApplicationWindow parent_instance;

  GtkStack *stack;
  AdwNavigationSplitView *split_view;
  AdwNavigationPage *empty_page;
  CulmSidebar *sidebar;
  CulmDropCover *drop_cover;

  GtkWidget *welcome;
  CulmOverviewPage *overview; /* NULL: not wanted yet */
  CulmPrinterOrder *order;
  BambuFleet *fleet;
  CulmPrintDesk *print_desk;
  BambuAccountPrinters *account_printers;
  GSignalGroup *account_signals; /* of the selected printer's account */
  GSignalGroup *printer_signals; /* of the selected printer */
  GSettings *settings;
  BambuAlertTexts *alert_texts;
  BambuAlertHistory *alert_history;
  CulmBackground *background; /* NULL in the demo */
  CulmPrinterPages *pages;
  char *wanted; /* what is looked for once it is populated */
  gboolean loaded;
  gboolean drawn;
  gboolean populated;
};

typedef enum
{
  PROP_FLEET = 1,
  PROP_SETTINGS,
} CulmWindowProperty;

static GParamSpec *properties[PROP_SETTINGS + 1];

G_DEFINE_FINAL_TYPE (CulmWindow, culm_window, ADW_TYPE_APPLICATION_WINDOW)

static void
update_banners (CulmWindow *self)
{
  CulmPrinterPage *page = culm_printer_pages_get_first (self->pages);

  if (page != NULL)
    culm_banners_arrange (culm_sidebar_get_account_banner (self->sidebar), page,
                          !adw_navigation_split_view_get_collapsed (self->split_view));
}

static BambuAccount *
find_account (CulmWindow *self, BambuPrinter *printer)
{
  if (self->account_printers == NULL || printer == NULL)
    return NULL;

  return bambu_account_printers_find (self->account_printers, printer);
}

/* Who is bound to what may change by itself. */
static void
update_accounts (CulmWindow *self)
{
  culm_printer_pages_set_accounts (self->pages, self->account_printers);
  g_signal_group_set_target (self->printer_signals, culm_window_get_selected (self));
  g_signal_group_set_target (self->account_signals,
                             find_account (self, culm_window_get_selected (self)));
  culm_window_update_printer_actions (self);
}

static void
show_overview (CulmWindow *self)
{
  if (self->overview == NULL)
    {
      self->overview = g_object_ref_sink (culm_overview_page_new (
          self->fleet, self->order, culm_sidebar_get_tally (self->sidebar), self->settings));
      g_signal_connect_object (self->overview, "notify::current", G_CALLBACK (update_accounts),
                               self, G_CONNECT_SWAPPED);
    }

  adw_navigation_split_view_set_content (self->split_view, ADW_NAVIGATION_PAGE (self->overview));
}

static void
show_welcome (CulmWindow *self)
{
  if (self->welcome == NULL)
    {
      self->welcome = culm_welcome_new ();
      gtk_stack_add_child (self->stack, self->welcome);
    }

  adw_navigation_split_view_set_content (self->split_view, self->empty_page);
  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  gtk_stack_set_visible_child (self->stack, self->welcome);
  gtk_widget_grab_focus (self->welcome);
}

/* The button that was used for it is gone: the keyboard goes on in the list. */
static void
leave_welcome (CulmWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "printers");
  culm_sidebar_focus (self->sidebar);
}

static void
on_fleet_changed (CulmWindow *self)
{
  gboolean has_several = g_list_model_get_n_items (G_LIST_MODEL (self->fleet)) > 1;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->fleet)) == 0)
    show_welcome (self);
  else if (self->welcome != NULL && gtk_stack_get_visible_child (self->stack) == self->welcome)
    leave_welcome (self);

  culm_printer_pages_drop_gone (self->pages, self->fleet);
  if (!has_several)
    g_clear_object (&self->overview);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.show-overview", has_several);
}

static void
on_selected_changed (CulmWindow *self)
{
  BambuPrinter *printer = culm_sidebar_get_selected (self->sidebar);

  if (printer != NULL)
    {
      CulmPrinterPage *page = culm_printer_pages_show (self->pages, self->fleet, printer);

      adw_navigation_split_view_set_content (self->split_view, ADW_NAVIGATION_PAGE (page));
      update_banners (self);
      g_settings_set_string (self->settings, "selected-printer",
                             bambu_printer_get_serial (printer));
    }
  else if (culm_sidebar_is_overview_selected (self->sidebar))
    show_overview (self);

  update_accounts (self);
}

static void
on_opened (CulmWindow *self)
{
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
on_printer_moved (CulmWindow *self, BambuPrinter *printer)
{
  /* Translators: a printer's name and its new address */
  g_autofree char *text =
      g_strdup_printf (_ ("%s has moved to %s"), bambu_printer_get_name (printer),
                       bambu_printer_get_address (printer));

  culm_toast_show (GTK_WIDGET (self), text);
}

/* Rows and pages wait for the first frame: a window that is there at once feels faster than a
 * complete one. */
static void
populate (CulmWindow *self)
{
  g_autofree char *start_page = NULL;
  g_autofree char *serial = NULL;

  if (!self->loaded || !self->drawn || self->populated)
    return;

  self->populated = TRUE;
  start_page = g_settings_get_string (self->settings, "start-page");
  if (!g_str_equal (start_page, "all-printers"))
    serial = g_settings_get_string (self->settings, "selected-printer");

  culm_sidebar_set_model (self->sidebar, G_LIST_MODEL (self->fleet), self->order, serial);
  g_signal_connect_object (self->fleet, "items-changed", G_CALLBACK (on_fleet_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  on_fleet_changed (self);

  if (gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    culm_sidebar_focus (self->sidebar);

  culm_print_desk_open (self->print_desk);
  if (self->wanted != NULL)
    culm_window_find_printers (self, self->wanted);
}

static void
on_first_frame (GdkFrameClock *clock, CulmWindow *self)
{
  g_signal_handlers_disconnect_by_func (clock, on_first_frame, self);
  self->drawn = TRUE;
  populate (self);
}

static void
culm_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (culm_window_parent_class)->realize (widget);

  g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint",
                           G_CALLBACK (on_first_frame), widget, 0);
}

/* What had the focus before may be gone with the first printer. */
static void
on_add_dialog_closed (CulmWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL || !gtk_widget_get_mapped (focus))
    culm_sidebar_focus (self->sidebar);
}

static void
add_printer (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmWindow *self = CULM_WINDOW (widget);
  CulmAddDialog *dialog = culm_add_dialog_new (self->fleet);

  g_signal_connect_object (dialog, "added", G_CALLBACK (culm_window_select), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (on_add_dialog_closed), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

/* A narrow screen is touched with fingers. */
static void
on_narrow (CulmWindow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "touch");
}

static void
on_wide (CulmWindow *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "touch");
}

static void
culm_window_constructed (GObject *object)
{
  CulmWindow *self = CULM_WINDOW (object);

  G_OBJECT_CLASS (culm_window_parent_class)->constructed (object);

  self->order = culm_printer_order_new (self->settings);
  self->print_desk = culm_print_desk_new (GTK_WIDGET (self), self->fleet, self->settings);
  culm_sidebar_set_print_desk (self->sidebar, self->print_desk);

  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (culm_window_update_alert_actions),
                           self, G_CONNECT_SWAPPED);
  culm_window_update_alert_actions (self);
  culm_window_update_account_actions (self);
  g_signal_connect_object (culm_sidebar_get_account_banner (self->sidebar), "notify::notice",
                           G_CALLBACK (update_banners), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->split_view, "notify::collapsed", G_CALLBACK (update_banners), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fleet, "moved", G_CALLBACK (on_printer_moved), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fleet, "account-changed", G_CALLBACK (update_accounts), self,
                           G_CONNECT_SWAPPED);
}

static gboolean
culm_window_close_request (GtkWindow *window)
{
  if (culm_window_ask_before_close (CULM_WINDOW (window)))
    return TRUE;

  return GTK_WINDOW_CLASS (culm_window_parent_class)->close_request (window);
}

static void
culm_window_dispose (GObject *object)
{
  CulmWindow *self = CULM_WINDOW (object);

  /* What had the focus when it was hidden is kept forever if it goes before the next frame. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  culm_printer_pages_clear (self->pages);
  if (self->overview != NULL)
    g_signal_handlers_disconnect_by_data (self->overview, self);
  g_clear_object (&self->overview);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_WINDOW);
  g_clear_object (&self->print_desk);
  g_clear_object (&self->order);
  g_clear_object (&self->fleet);
  g_clear_object (&self->account_printers);
  g_clear_object (&self->account_signals);
  g_clear_object (&self->printer_signals);
  g_clear_object (&self->settings);
  g_clear_object (&self->alert_history);
  g_clear_object (&self->alert_texts);
  g_clear_object (&self->background);

  G_OBJECT_CLASS (culm_window_parent_class)->dispose (object);
}

static void
culm_window_finalize (GObject *object)
{
  CulmWindow *self = CULM_WINDOW (object);

  culm_printer_pages_free (self->pages);
  g_free (self->wanted);

  G_OBJECT_CLASS (culm_window_parent_class)->finalize (object);
}

static void
culm_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmWindow *self = CULM_WINDOW (object);

  switch ((CulmWindowProperty) prop_id)
    {
    case PROP_FLEET:
      g_value_set_object (value, self->fleet);
      break;
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CulmWindow *self = CULM_WINDOW (object);

  switch ((CulmWindowProperty) prop_id)
    {
    case PROP_FLEET:
      self->fleet = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_window_class_init (CulmWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = culm_window_constructed;
  object_class->dispose = culm_window_dispose;
  object_class->finalize = culm_window_finalize;
  object_class->get_property = culm_window_get_property;
  object_class->set_property = culm_window_set_property;
  widget_class->realize = culm_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = culm_window_close_request;

  properties[PROP_FLEET] =
      g_param_spec_object ("fleet", NULL, NULL, BAMBU_TYPE_FLEET,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SETTINGS] =
      g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "win.add-printer", NULL, add_printer);
  culm_window_install_pane_actions (widget_class);
  culm_window_install_printer_actions (widget_class);
  culm_window_install_account_actions (widget_class);
  culm_window_install_print_actions (widget_class);
  culm_window_install_alert_actions (widget_class);
  culm_window_install_history_actions (widget_class);
  culm_window_install_demo_actions (widget_class);

  g_type_ensure (CULM_TYPE_DROP_COVER);
  g_type_ensure (CULM_TYPE_SIDEBAR);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, CulmWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, CulmWindow, empty_page);
  gtk_widget_class_bind_template_child (widget_class, CulmWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, CulmWindow, drop_cover);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow);
  gtk_widget_class_bind_template_callback (widget_class, on_wide);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_opened);
}

static void
culm_window_init (CulmWindow *self)
{
  static const char *const signals[] = { "notify::camera-kind", "notify::connection",
                                         "notify::upgrade-version", "notify::upgrading" };

  self->account_signals = g_signal_group_new (BAMBU_TYPE_ACCOUNT);
  g_signal_group_connect_swapped (self->account_signals, "notify::state",
                                  G_CALLBACK (culm_window_update_printer_actions), self);

  self->printer_signals = g_signal_group_new (BAMBU_TYPE_PRINTER);
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_group_connect_swapped (self->printer_signals, signals[i],
                                    G_CALLBACK (culm_window_update_printer_actions), self);

  self->pages = culm_printer_pages_new (G_CALLBACK (update_banners), G_OBJECT (self));
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_window_take_drops (self);

  if (CULM_DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
}

CulmWindow *
culm_window_new (GtkApplication *application, BambuFleet *fleet, GSettings *settings)
{
  return g_object_new (CULM_TYPE_WINDOW, "application", application, "fleet", fleet, "settings",
                       settings, NULL);
}

void
culm_window_set_account_printers (CulmWindow *self, BambuAccountPrinters *printers)
{
  g_return_if_fail (CULM_IS_WINDOW (self));
  g_return_if_fail (BAMBU_IS_ACCOUNT_PRINTERS (printers));
  g_return_if_fail (self->account_printers == NULL);

  self->account_printers = g_object_ref (printers);
  culm_print_desk_set_account_printers (self->print_desk, printers);
  culm_sidebar_set_accounts (self->sidebar, bambu_account_printers_get_accounts (printers));
  culm_window_update_account_actions (self);
  g_signal_connect_object (bambu_account_printers_get_accounts (printers), "items-changed",
                           G_CALLBACK (update_accounts), self, G_CONNECT_SWAPPED);
  update_accounts (self);
}

void
culm_window_set_alert_texts (CulmWindow *self, BambuAlertTexts *texts)
{
  g_return_if_fail (CULM_IS_WINDOW (self));
  g_return_if_fail (BAMBU_IS_ALERT_TEXTS (texts));
  g_return_if_fail (self->alert_texts == NULL);

  self->alert_texts = g_object_ref (texts);
  culm_window_update_alert_actions (self);
}

void
culm_window_set_alert_history (CulmWindow *self, BambuAlertHistory *history)
{
  g_return_if_fail (CULM_IS_WINDOW (self));
  g_return_if_fail (BAMBU_IS_ALERT_HISTORY (history));
  g_return_if_fail (self->alert_history == NULL);

  self->alert_history = g_object_ref (history);
  culm_window_update_account_actions (self);
}

void
culm_window_set_background (CulmWindow *self, CulmBackground *background)
{
  g_return_if_fail (CULM_IS_WINDOW (self));
  g_return_if_fail (self->background == NULL);

  self->background = g_object_ref (background);
}

void
culm_window_set_loaded (CulmWindow *self)
{
  g_return_if_fail (CULM_IS_WINDOW (self));

  self->loaded = TRUE;
  populate (self);
}

BambuFleet *
culm_window_get_fleet (CulmWindow *self)
{
  return self->fleet;
}

BambuAccountPrinters *
culm_window_get_account_printers (CulmWindow *self)
{
  return self->account_printers;
}

GSettings *
culm_window_get_settings (CulmWindow *self)
{
  return self->settings;
}

CulmPrintDesk *
culm_window_get_print_desk (CulmWindow *self)
{
  return self->print_desk;
}

CulmDropCover *
culm_window_get_drop_cover (CulmWindow *self)
{
  return self->drop_cover;
}

BambuAlertTexts *
culm_window_get_alert_texts (CulmWindow *self)
{
  return self->alert_texts;
}

BambuAlertHistory *
culm_window_get_alert_history (CulmWindow *self)
{
  return self->alert_history;
}

CulmBackground *
culm_window_get_background (CulmWindow *self)
{
  return self->background;
}

AdwNavigationSplitView *
culm_window_get_split_view (CulmWindow *self)
{
  return self->split_view;
}

CulmSidebar *
culm_window_get_sidebar (CulmWindow *self)
{
  return self->sidebar;
}

CulmPrinterPage *
culm_window_get_page (CulmWindow *self)
{
  return culm_printer_pages_get_first (self->pages);
}

CulmOverviewPage *
culm_window_get_overview (CulmWindow *self)
{
  return self->overview;
}

GtkWidget *
culm_window_get_content (CulmWindow *self)
{
  return GTK_WIDGET (adw_navigation_split_view_get_content (self->split_view));
}

BambuPrinter *
culm_window_get_selected (CulmWindow *self)
{
  if (self->overview != NULL && culm_sidebar_is_overview_selected (self->sidebar))
    return culm_overview_page_get_current (self->overview);

  return culm_sidebar_get_selected (self->sidebar);
}

void
culm_window_select (CulmWindow *self, BambuPrinter *printer)
{
  culm_sidebar_select (self->sidebar, printer);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

/* Before they are there, the one that was shown last is the one that is shown first. */
void
culm_window_show_printer (CulmWindow *self, const char *serial)
{
  BambuPrinter *printer;

  g_return_if_fail (CULM_IS_WINDOW (self));
  g_return_if_fail (serial != NULL);

  printer = bambu_fleet_find (self->fleet, serial);
  if (!self->populated)
    g_settings_set_string (self->settings, "selected-printer", serial);
  else if (printer != NULL)
    culm_window_select (self, printer);
}

void
culm_window_find_printers (CulmWindow *self, const char *text)
{
  g_return_if_fail (CULM_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  if (!self->populated)
    {
      g_set_str (&self->wanted, text);
      return;
    }

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-overview", "s", "");
  if (self->overview != NULL)
    culm_overview_page_search (self->overview, text);
}
