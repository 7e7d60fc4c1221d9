/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-window-private.h"

#include "culm-files-page.h"
#include "culm-printer-page.h"
#include "culm-printer-row.h"

/* Files that are dragged across the window: the whole of it takes them. */

static GtkWidget *
find_row (CulmWindow *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  return widget != NULL ? gtk_widget_get_ancestor (widget, CULM_TYPE_PRINTER_ROW) : NULL;
}

/* That of the row in the list, or else of the page */
static BambuPrinter *
find_target (CulmWindow *self, double x, double y)
{
  GtkWidget *row = find_row (self, x, y);

  return row != NULL ? culm_printer_row_get_printer (CULM_PRINTER_ROW (row))
                     : culm_window_get_selected (self);
}

/* Returns: (nullable): where files of any kind are taken, if they are let go there */
static CulmFilesPage *
find_files_page (CulmWindow *self, double x, double y)
{
  GtkWidget *content = culm_window_get_content (self);

  if (find_row (self, x, y) != NULL || !CULM_IS_PRINTER_PAGE (content))
    return NULL;

  return culm_printer_page_get_files (CULM_PRINTER_PAGE (content));
}

static CulmDropPlace
get_place (CulmWindow *self, double x, double y)
{
  BambuPrinter *printer = find_target (self, x, y);

  if (find_files_page (self, x, y) != NULL)
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

/* The list stays uncovered: its rows take files, too. */
static void
place (CulmWindow *self, GtkWidget *cover)
{
  GtkWidget *content = culm_window_get_content (self);
  GtkWidget *parent = gtk_widget_get_parent (cover);
  gboolean is_mirrored = gtk_widget_get_direction (cover) == GTK_TEXT_DIR_RTL;
  graphene_rect_t bounds;
  double start = 0;

  if (gtk_widget_get_mapped (content) && gtk_widget_compute_bounds (content, parent, &bounds))
    start = is_mirrored ? gtk_widget_get_width (parent) - bounds.origin.x - bounds.size.width
                        : bounds.origin.x;

  gtk_widget_set_margin_start (cover, (int) MAX (start, 0));
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

  place (self, GTK_WIDGET (cover));
  mark_row (self, find_row (self, x, y));

  return culm_drop_cover_show (cover, find_target (self, x, y), get_place (self, x, y), files);
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
  BambuPrinter *printer = find_target (self, x, y);
  CulmFilesPage *files_page = find_files_page (self, x, y);
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
