/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-sidebar.h"

#include <glib/gi18n.h>

#include "culm-account-banner.h"
#include "culm-order-change.h"
#include "culm-print-job-list.h"
#include "culm-printer-menu.h"
#include "culm-printer-row.h"
#include "culm-row-drag.h"
#include "culm-tally.h"

/* A list that fits one glance needs no search. */
#define SEARCH_THRESHOLD 6

struct _CulmSidebar
{
  AdwNavigationPage parent_instance;

  CulmAccountBanner *account_banner;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkListBox *list_box;
  GtkWidget *no_results;
  GtkListBoxRow *overview_row;
  GtkLabel *overview_summary;
  CulmPrintJobList *job_list;

  GtkWidget *menu;
  CulmRowDrag *drag;
  CulmPrinterOrder *order;
  CulmTally *tally;
  GListModel *printers;
  GPtrArray *rows; /* in the order of printers */
  BambuPrinter *selected;
  gboolean overview;
  char *needle;
};

typedef enum
{
  PROP_SELECTED = 1,
  PROP_OVERVIEW,
} CulmSidebarProperty;

static GParamSpec *properties[PROP_OVERVIEW + 1];

enum
{
  SIGNAL_OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmSidebar, culm_sidebar, ADW_TYPE_NAVIGATION_PAGE)

/* All of them stand before each of them. */
static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer user_data)
{
  CulmSidebar *self = user_data;

  if (a == self->overview_row || b == self->overview_row)
    return (b == self->overview_row) - (a == self->overview_row);

  return culm_printer_order_compare (self->order,
                                     culm_printer_row_get_status (CULM_PRINTER_ROW (a)),
                                     culm_printer_row_get_status (CULM_PRINTER_ROW (b)));
}

static gboolean
is_row_shown (GtkListBoxRow *row, gpointer user_data)
{
  CulmSidebar *self = user_data;

  if (row == self->overview_row)
    return self->needle == NULL;

  return culm_status_matches (culm_printer_row_get_status (CULM_PRINTER_ROW (row)), self->needle);
}

static GtkListBoxRow *
find_row (CulmSidebar *self, BambuPrinter *printer)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      CulmPrinterRow *row = g_ptr_array_index (self->rows, i);

      if (culm_printer_row_get_printer (row) == printer)
        return GTK_LIST_BOX_ROW (row);
    }

  return NULL;
}

static CulmPrinterRow *
add_row (CulmSidebar *self, guint position)
{
  g_autoptr (BambuPrinter) printer = g_list_model_get_item (self->printers, position);
  CulmPrinterRow *row = culm_printer_row_new (printer);

  g_signal_connect_object (culm_printer_row_get_status (row), "notify",
                           G_CALLBACK (gtk_list_box_row_changed), row, G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "notify::name", G_CALLBACK (gtk_list_box_row_changed), row,
                           G_CONNECT_SWAPPED);

  g_ptr_array_insert (self->rows, position, row);
  gtk_list_box_append (self->list_box, GTK_WIDGET (row));

  return row;
}

static void
remove_row (CulmSidebar *self, guint position)
{
  GtkListBoxRow *row = g_ptr_array_index (self->rows, position);
  int index = gtk_list_box_row_get_index (row);
  gboolean was_selected = gtk_list_box_row_is_selected (row);
  GtkListBoxRow *neighbour;

  g_ptr_array_remove_index (self->rows, position);
  gtk_list_box_remove (self->list_box, GTK_WIDGET (row));

  if (!was_selected)
    return;

  neighbour = gtk_list_box_get_row_at_index (self->list_box, index);
  if (neighbour == NULL && index > 0)
    neighbour = gtk_list_box_get_row_at_index (self->list_box, index - 1);
  gtk_list_box_select_row (self->list_box, neighbour != self->overview_row ? neighbour : NULL);
}

/* Of those that the search has left, which is what its user sees and counts. */
static GtkListBoxRow *
get_nth_shown (CulmSidebar *self, guint n)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list_box, i)) != NULL; i++)
    if (row != self->overview_row
        && culm_status_matches (culm_printer_row_get_status (CULM_PRINTER_ROW (row)), self->needle)
        && n-- == 0)
      return row;

  return NULL;
}

/* One printer is its own overview. */
static void
select_something (CulmSidebar *self)
{
  gboolean has_overview = self->rows->len > 1;
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list_box);

  gtk_widget_set_visible (GTK_WIDGET (self->overview_row), has_overview);
  if (selected == NULL || (selected == self->overview_row && !has_overview))
    gtk_list_box_select_row (self->list_box, get_nth_shown (self, 0));
}

/* Places in a part of the list mean nothing in the whole of it. */
static void
update_moves (CulmSidebar *self)
{
  GtkListBoxRow *row =
      self->list_box != NULL ? gtk_list_box_get_selected_row (self->list_box) : NULL;
  gboolean can =
      self->needle == NULL && self->rows->len > 1 && row != NULL && row != self->overview_row;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sidebar.move-up", can);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sidebar.move-down", can);
}

static void
on_printers_changed (CulmSidebar *self, guint position, guint removed, guint added)
{
  for (guint i = 0; i < removed; i++)
    remove_row (self, position);

  for (guint i = 0; i < added; i++)
    add_row (self, position + i);

  if (self->rows->len <= SEARCH_THRESHOLD)
    gtk_search_bar_set_search_mode (self->search_bar, FALSE);

  select_something (self);
  update_moves (self);
}

static void
on_row_selected (CulmSidebar *self, GtkListBoxRow *row)
{
  BambuPrinter *printer = NULL;

  if (row != NULL && row != self->overview_row)
    printer = culm_printer_row_get_printer (CULM_PRINTER_ROW (row));

  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_object (&self->selected, printer))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
  if (self->overview != (row == self->overview_row))
    {
      self->overview = row == self->overview_row;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OVERVIEW]);
    }
  g_object_thaw_notify (G_OBJECT (self));
  update_moves (self);
}

static void
on_row_activated (CulmSidebar *self)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

static char *
no_results_text (CulmSidebar *self, const char *needle)
{
  /* Translators: what was searched for */
  return g_strdup_printf (_ ("No results for “%s”"), needle);
}

/* The order of the user */

/* @place: from 1, as the rows stand below that of all printers */
static void
move_row (CulmSidebar *self, GtkListBoxRow *row, int place)
{
  culm_order_change_move (self->order, self->list_box, CULM_PRINTER_ROW (row), place - 1);
}

static void
on_move (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmSidebar *self = CULM_SIDEBAR (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list_box);
  int step = g_str_equal (action_name, "sidebar.move-up") ? -1 : 1;
  int place = gtk_list_box_row_get_index (row) + step;

  if (place >= 1 && place <= (int) self->rows->len)
    move_row (self, row, place);
  else
    gtk_widget_error_bell (widget);
}

static void
on_row_dropped (CulmSidebar *self, GtkListBoxRow *row, int index)
{
  move_row (self, row, index);
}

static gboolean
on_row_dragged (CulmSidebar *self, GtkListBoxRow *row)
{
  return row != self->overview_row && self->needle == NULL && self->rows->len > 1;
}

static void
on_order_changed (CulmSidebar *self)
{
  gtk_list_box_invalidate_sort (self->list_box);
  update_moves (self);
}

static void
on_search_changed (CulmSidebar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  g_clear_pointer (&self->needle, g_free);
  if (*text != '\0')
    self->needle = g_utf8_casefold (text, -1);

  gtk_widget_set_visible (self->no_results, self->needle != NULL);
  gtk_list_box_invalidate_filter (self->list_box);
  update_moves (self);
}

static void
on_search_activate (CulmSidebar *self)
{
  GtkListBoxRow *row = get_nth_shown (self, 0);

  if (row == NULL)
    return;

  gtk_list_box_select_row (self->list_box, row);
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

static void
on_search_mode_changed (CulmSidebar *self)
{
  if (!gtk_search_bar_get_search_mode (self->search_bar))
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static void
on_clear_search (CulmSidebar *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

static void
show_menu (CulmSidebar *self, GtkListBoxRow *row, double x, double y)
{
  if (row == self->overview_row)
    return;

  gtk_list_box_select_row (self->list_box, row);
  if (self->menu == NULL)
    self->menu = culm_printer_menu_new (GTK_WIDGET (self->list_box));
  culm_printer_menu_popup (self->menu, x, y);
}

static void
show_menu_at (CulmSidebar *self, double x, double y)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list_box, (int) y);

  if (row != NULL)
    show_menu (self, row, x, y);
}

static void
on_secondary_press (CulmSidebar *self, int n_press, double x, double y)
{
  show_menu_at (self, x, y);
}

static void
on_long_press (CulmSidebar *self, double x, double y)
{
  show_menu_at (self, x, y);
}

static void
on_menu (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmSidebar *self = CULM_SIDEBAR (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list_box);
  graphene_rect_t bounds;

  if (row != NULL
      && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list_box), &bounds))
    show_menu (self, row, bounds.origin.x + 24, bounds.origin.y + bounds.size.height - 6);
}

static void
culm_sidebar_dispose (GObject *object)
{
  CulmSidebar *self = CULM_SIDEBAR (object);

  if (self->printers != NULL)
    g_signal_handlers_disconnect_by_func (self->printers, on_printers_changed, self);
  g_clear_object (&self->printers);

  if (self->order != NULL)
    g_signal_handlers_disconnect_by_func (self->order, on_order_changed, self);
  g_clear_object (&self->order);
  g_clear_object (&self->tally);
  g_clear_object (&self->drag);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_SIDEBAR);
  g_clear_object (&self->selected);

  G_OBJECT_CLASS (culm_sidebar_parent_class)->dispose (object);
}

static void
culm_sidebar_finalize (GObject *object)
{
  CulmSidebar *self = CULM_SIDEBAR (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->needle, g_free);

  G_OBJECT_CLASS (culm_sidebar_parent_class)->finalize (object);
}

static void
culm_sidebar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmSidebar *self = CULM_SIDEBAR (object);

  switch ((CulmSidebarProperty) prop_id)
    {
    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;
    case PROP_OVERVIEW:
      g_value_set_boolean (value, self->overview);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_sidebar_class_init (CulmSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_sidebar_dispose;
  object_class->finalize = culm_sidebar_finalize;
  object_class->get_property = culm_sidebar_get_property;

  properties[PROP_SELECTED] =
      g_param_spec_object ("selected", NULL, NULL, BAMBU_TYPE_PRINTER,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_OVERVIEW] =
      g_param_spec_boolean ("overview", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "sidebar.menu", NULL, on_menu);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "sidebar.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "sidebar.menu",
                                       NULL);
  gtk_widget_class_install_action (widget_class, "sidebar.move-up", NULL, on_move);
  gtk_widget_class_install_action (widget_class, "sidebar.move-down", NULL, on_move);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "sidebar.move-up",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK,
                                       "sidebar.move-down", NULL);

  g_type_ensure (CULM_TYPE_ACCOUNT_BANNER);
  g_type_ensure (CULM_TYPE_PRINT_JOB_LIST);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmSidebar, account_banner);
  gtk_widget_class_bind_template_child (widget_class, CulmSidebar, search_bar);
  gtk_widget_class_bind_template_child (widget_class, CulmSidebar, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CulmSidebar, list_box);
  gtk_widget_class_bind_template_child (widget_class, CulmSidebar, no_results);
  gtk_widget_class_bind_template_child (widget_class, CulmSidebar, job_list);
  gtk_widget_class_bind_template_child (widget_class, CulmSidebar, overview_row);
  gtk_widget_class_bind_template_child (widget_class, CulmSidebar, overview_summary);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, no_results_text);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_search_mode_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_search);
  gtk_widget_class_bind_template_callback (widget_class, on_secondary_press);
  gtk_widget_class_bind_template_callback (widget_class, on_long_press);
}

static void
culm_sidebar_init (CulmSidebar *self)
{
  self->rows = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  gtk_list_box_set_filter_func (self->list_box, is_row_shown, self, NULL);

  self->drag = culm_row_drag_new (self->list_box);
  g_signal_connect_object (self->drag, "begins", G_CALLBACK (on_row_dragged), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drag, "dropped", G_CALLBACK (on_row_dropped), self,
                           G_CONNECT_SWAPPED);
  update_moves (self);
}

void
culm_sidebar_set_model (CulmSidebar *self,
                        GListModel *printers,
                        CulmPrinterOrder *order,
                        const char *serial)
{
  guint n_printers;

  g_return_if_fail (CULM_IS_SIDEBAR (self));
  g_return_if_fail (G_IS_LIST_MODEL (printers));
  g_return_if_fail (CULM_IS_PRINTER_ORDER (order));
  g_return_if_fail (self->printers == NULL);

  self->printers = g_object_ref (printers);
  self->order = g_object_ref (order);
  gtk_list_box_set_sort_func (self->list_box, compare_rows, self, NULL);
  g_signal_connect_object (order, "changed", G_CALLBACK (on_order_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (printers, "items-changed", G_CALLBACK (on_printers_changed), self,
                           G_CONNECT_SWAPPED);

  n_printers = g_list_model_get_n_items (printers);
  for (guint i = 0; i < n_printers; i++)
    add_row (self, i);
  self->tally = culm_tally_new (printers);
  g_object_bind_property (self->tally, "summary", self->overview_summary, "label",
                          G_BINDING_SYNC_CREATE);

  if (serial == NULL && n_printers > 1)
    gtk_list_box_select_row (self->list_box, self->overview_row);
  for (guint i = 0; i < n_printers; i++)
    {
      CulmPrinterRow *row = g_ptr_array_index (self->rows, i);

      if (g_strcmp0 (bambu_printer_get_serial (culm_printer_row_get_printer (row)), serial) == 0)
        gtk_list_box_select_row (self->list_box, GTK_LIST_BOX_ROW (row));
    }

  select_something (self);
  update_moves (self);
}

BambuPrinter *
culm_sidebar_get_selected (CulmSidebar *self)
{
  g_return_val_if_fail (CULM_IS_SIDEBAR (self), NULL);

  return self->selected;
}

void
culm_sidebar_select (CulmSidebar *self, BambuPrinter *printer)
{
  GtkListBoxRow *row;

  g_return_if_fail (CULM_IS_SIDEBAR (self));

  row = find_row (self, printer);
  if (row != NULL)
    gtk_list_box_select_row (self->list_box, row);
}

void
culm_sidebar_select_overview (CulmSidebar *self)
{
  g_return_if_fail (CULM_IS_SIDEBAR (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self->overview_row)))
    gtk_list_box_select_row (self->list_box, self->overview_row);
}

gboolean
culm_sidebar_is_overview_selected (CulmSidebar *self)
{
  g_return_val_if_fail (CULM_IS_SIDEBAR (self), FALSE);

  return self->overview;
}

CulmTally *
culm_sidebar_get_tally (CulmSidebar *self)
{
  g_return_val_if_fail (CULM_IS_SIDEBAR (self), NULL);

  return self->tally;
}

BambuPrinter *
culm_sidebar_get_nth (CulmSidebar *self, guint index)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (CULM_IS_SIDEBAR (self), NULL);

  row = get_nth_shown (self, index);

  return row != NULL ? culm_printer_row_get_printer (CULM_PRINTER_ROW (row)) : NULL;
}

void
culm_sidebar_search (CulmSidebar *self)
{
  g_return_if_fail (CULM_IS_SIDEBAR (self));

  if (self->rows->len <= SEARCH_THRESHOLD)
    return;

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
culm_sidebar_focus (CulmSidebar *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (CULM_IS_SIDEBAR (self));

  row = gtk_list_box_get_selected_row (self->list_box);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

void
culm_sidebar_set_accounts (CulmSidebar *self, BambuAccountList *accounts)
{
  g_return_if_fail (CULM_IS_SIDEBAR (self));

  culm_account_banner_set_accounts (self->account_banner, accounts);
}

void
culm_sidebar_set_print_desk (CulmSidebar *self, CulmPrintDesk *desk)
{
  g_return_if_fail (CULM_IS_SIDEBAR (self));

  culm_print_job_list_set_desk (self->job_list, desk);
}

CulmAccountBanner *
culm_sidebar_get_account_banner (CulmSidebar *self)
{
  g_return_val_if_fail (CULM_IS_SIDEBAR (self), NULL);

  return self->account_banner;
}
