/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-window-private.h"

#include "culm-files-page.h"
#include "culm-overview-page.h"
#include "culm-printer-card.h"
#include "culm-printer-page.h"
#include "culm-printer-row.h"

/* Files that are dragged across the window: the whole of it takes them. */

/* What stands for a printer there: its row in the list, or its card among all of them. NULL:
 * neither
 */
static GtkWidget *
find_widget (CulmWindow *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row;

  if (widget == NULL)
    return NULL;

  row = gtk_widget_get_ancestor (widget, CULM_TYPE_PRINTER_ROW);

  return row != NULL ? row : gtk_widget_get_ancestor (widget, CULM_TYPE_PRINTER_CARD);
}

static gboolean
is_among_all (CulmWindow *self)
{
  return CULM_IS_OVERVIEW_PAGE (culm_window_get_content (self));
}

/* That of the row or card, or else of the page; NULL between the cards */
static BambuPrinter *
find_target (CulmWindow *self, GtkWidget *widget)
{
  if (CULM_IS_PRINTER_ROW (widget))
    return culm_printer_row_get_printer (CULM_PRINTER_ROW (widget));
  if (CULM_IS_PRINTER_CARD (widget))
    return culm_printer_card_get_printer (CULM_PRINTER_CARD (widget));

  return is_among_all (self) ? NULL : culm_window_get_selected (self);
}

/* Returns: (nullable): where files of any kind are taken, if they are let go above @widget */
static CulmFilesPage *
find_files_page (CulmWindow *self, GtkWidget *widget)
{
  GtkWidget *content = culm_window_get_content (self);

  if (widget != NULL || !CULM_IS_PRINTER_PAGE (content))
    return NULL;

  return culm_printer_page_get_files (CULM_PRINTER_PAGE (content));
}

static CulmDropPlace
get_place (CulmWindow *self, GtkWidget *widget)
{
  BambuPrinter *printer = find_target (self, widget);

  if (find_files_page (self, widget) != NULL)
    return CULM_DROP_STORE;

  return printer != NULL && bambu_fleet_get_storage (culm_window_get_fleet (self), printer) != NULL
             ? CULM_DROP_NOT_HERE
             : CULM_DROP_PRINT;
}

/* Their container is the caller's. */
static GSList *
list_files (const GValue *value)
{
  return value != NULL ? gdk_file_list_get_files (g_value_get_boxed (value)) : NULL;
}

/* The list stays uncovered, for its rows take files, too; of all cards one is covered, as far as it
 * is seen. */
static void
place (CulmWindow *self, GtkWidget *cover, GtkWidget *card)
{
  GtkWidget *content = culm_window_get_content (self);
  GtkWidget *parent = gtk_widget_get_parent (cover);
  gboolean is_mirrored = gtk_widget_get_direction (cover) == GTK_TEXT_DIR_RTL;
  graphene_rect_t bounds;
  graphene_rect_t seen;
  int left = 0;
  int right = 0;
  int top = 0;
  int bottom = 0;

  if (card != NULL)
    content = gtk_widget_get_ancestor (card, GTK_TYPE_SCROLLED_WINDOW);

  if (gtk_widget_get_mapped (content) && gtk_widget_compute_bounds (content, parent, &bounds)
      && (card == NULL
          || (gtk_widget_compute_bounds (card, parent, &seen)
              && graphene_rect_intersection (&bounds, &seen, &bounds))))
    {
      left = MAX ((int) bounds.origin.x, 0);
      right = MAX (gtk_widget_get_width (parent) - (int) (bounds.origin.x + bounds.size.width), 0);
    }
  if (card != NULL)
    {
      top = MAX ((int) bounds.origin.y, 0);
      bottom =
          MAX (gtk_widget_get_height (parent) - (int) (bounds.origin.y + bounds.size.height), 0);
    }

  gtk_widget_set_margin_start (cover, is_mirrored ? right : left);
  gtk_widget_set_margin_end (cover, is_mirrored ? left : right);
  gtk_widget_set_margin_top (cover, top);
  gtk_widget_set_margin_bottom (cover, bottom);
}

static void
mark_row (CulmWindow *self, GtkWidget *row)
{
  GtkWidget *marked = g_object_get_data (G_OBJECT (self), "drop-row");

  if (marked == row)
    return;

  if (marked != NULL)
    gtk_widget_unset_state_flags (marked, GTK_STATE_FLAG_DROP_ACTIVE);
  if (row != NULL)
    gtk_widget_set_state_flags (row, GTK_STATE_FLAG_DROP_ACTIVE, FALSE);
  g_object_set_data_full (G_OBJECT (self), "drop-row", row != NULL ? g_object_ref (row) : NULL,
                          g_object_unref);
}

gboolean
culm_window_show_drop (CulmWindow *self, double x, double y, const GSList *files)
{
  CulmDropCover *cover = culm_window_get_drop_cover (self);
  GtkWidget *widget = find_widget (self, x, y);
  BambuPrinter *printer = find_target (self, widget);

  mark_row (self, CULM_IS_PRINTER_ROW (widget) ? widget : NULL);
  if (printer == NULL && is_among_all (self))
    {
      culm_drop_cover_hide (cover);
      return FALSE;
    }

  place (self, GTK_WIDGET (cover), CULM_IS_PRINTER_CARD (widget) ? widget : NULL);

  return culm_drop_cover_show (cover, printer, get_place (self, widget), files);
}

static GdkDragAction
on_motion (CulmWindow *self, double x, double y, GtkDropTarget *target)
{
  g_autoptr (GSList) files = list_files (gtk_drop_target_get_value (target));

  return culm_window_show_drop (self, x, y, files) ? GDK_ACTION_COPY : 0;
}

static void
on_leave (CulmWindow *self)
{
  mark_row (self, NULL);
  culm_drop_cover_hide (culm_window_get_drop_cover (self));
}

static gboolean
on_drop (CulmWindow *self, const GValue *value, double x, double y)
{
  GtkWidget *widget = find_widget (self, x, y);
  BambuPrinter *printer = find_target (self, widget);
  CulmFilesPage *files_page = find_files_page (self, widget);
  g_autoptr (GSList) files = list_files (value);
  g_autoptr (GSList) prints = NULL;

  on_leave (self);
  if (printer == NULL)
    return FALSE;

  for (const GSList *l = files; l != NULL; l = l->next)
    if (files_page != NULL && !culm_print_desk_is_printable (l->data))
      culm_files_page_send (files_page, l->data);
    else
      prints = g_slist_append (prints, l->data);
  culm_print_desk_add (culm_window_get_print_desk (self), prints, printer);

  return TRUE;
}

void
culm_window_take_drops (CulmWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  /* What is dragged decides what is said of it. Entries would take it for text. */
  gtk_drop_target_set_preload (target, TRUE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (target, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (target, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

void
culm_window_print_files (CulmWindow *self, GFile **files, int n_files)
{
  g_autoptr (GSList) list = NULL;

  g_return_if_fail (CULM_IS_WINDOW (self));

  for (int i = n_files - 1; i >= 0; i--)
    list = g_slist_prepend (list, files[i]);

  culm_print_desk_add (culm_window_get_print_desk (self), list, culm_window_get_selected (self));
}

void
culm_window_print_file_on (CulmWindow *self, GFile *file, BambuPrinter *printer)
{
  GSList files = { file, NULL };

  g_return_if_fail (CULM_IS_WINDOW (self));
  g_return_if_fail (BAMBU_IS_PRINTER (printer));

  culm_print_desk_add (culm_window_get_print_desk (self), &files, printer);
}

void
culm_window_choose_files (CulmWindow *self)
{
  g_return_if_fail (CULM_IS_WINDOW (self));

  culm_print_desk_choose (culm_window_get_print_desk (self), culm_window_get_selected (self));
}

static void
print_path (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_bytestring (parameter));

  culm_window_print_files (CULM_WINDOW (widget), &file, 1);
}

static void
print_stored (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmWindow *self = CULM_WINDOW (widget);
  const char *serial;
  const char *stored;
  const char *copy;
  BambuPrinter *printer;

  g_variant_get (parameter, "(&s&s^&ay)", &serial, &stored, &copy);
  printer = bambu_fleet_find (culm_window_get_fleet (self), serial);
  if (printer != NULL)
    culm_print_desk_add_stored (culm_window_get_print_desk (self), copy, printer, stored);
}

void
culm_window_install_print_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.print-path", "ay", print_path);
  gtk_widget_class_install_action (widget_class, "win.print-stored", "(ssay)", print_stored);
}
