/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-file-view.h"

#include <glib/gi18n.h>
#include <string.h>
#include <words/culm-storage-words.h>

#include "culm-announce.h"
#include "culm-file-row.h"
#include "culm-wrap.h"

struct _CulmFileView
{
  AdwBin parent_instance;

  BambuPrinter *printer; /* NULL: the files are on this computer */
  CulmFolder *folder;
  CulmFileCovers *covers;
  GtkFilter *filter;
  GtkSorter *sorter;
  GtkMultiSelection *selection;
  char *wanted; /* folded */

  GtkStack *stack;
  AdwStatusPage *failed_page;
  AdwStatusPage *empty_page;
  GtkWidget *look_button;
  GtkSearchEntry *search_entry;
  GtkDropDown *kind_drop;
  GtkDropDown *sort_drop;
  GtkStringList *orders;
  AdwToggleGroup *shape_group;
  GtkListView *list;
  GtkGridView *grid;
  GtkWidget *banner_spinner;
};

G_DEFINE_FINAL_TYPE (CulmFileView, culm_file_view, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  SELECTION_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* In the order of the drop-down */
typedef enum
{
  KIND_ALL,
  KIND_PRINTABLE,
  KIND_VIDEO,
} Kind;

typedef enum
{
  SORT_NAME,
  SORT_NEWEST,
  SORT_LARGEST,
  SORT_SENT, /* as they come: only of those on this computer */
} Sort;

static gboolean
is_wanted_kind (Kind wanted, BambuStoredKind kind)
{
  switch (wanted)
    {
    case KIND_PRINTABLE:
      return kind == BAMBU_STORED_KIND_3MF || kind == BAMBU_STORED_KIND_GCODE;
    case KIND_VIDEO:
      return kind == BAMBU_STORED_KIND_VIDEO;
    case KIND_ALL:
    default:
      return TRUE;
    }
}

static gboolean
is_wanted (gpointer item, gpointer user_data)
{
  CulmFileView *self = user_data;
  const BambuStoredFileValues *file = bambu_stored_file_get_values (item);
  g_autofree char *name = g_utf8_casefold (file->name, -1);

  /* Ways to other files are always shown. */
  return (file->kind == BAMBU_STORED_KIND_FOLDER
          || is_wanted_kind (gtk_drop_down_get_selected (self->kind_drop), file->kind))
         && (self->wanted == NULL || strstr (name, self->wanted) != NULL);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  CulmFileView *self = user_data;
  const BambuStoredFileValues *file_a = bambu_stored_file_get_values ((gpointer) a);
  const BambuStoredFileValues *file_b = bambu_stored_file_get_values ((gpointer) b);
  int by_folder =
      (file_b->kind == BAMBU_STORED_KIND_FOLDER) - (file_a->kind == BAMBU_STORED_KIND_FOLDER);

  if (by_folder != 0)
    return by_folder;

  switch ((Sort) gtk_drop_down_get_selected (self->sort_drop))
    {
    case SORT_NEWEST:
      if (file_a->modified != file_b->modified)
        return file_a->modified < file_b->modified ? 1 : -1;
      break;
    case SORT_LARGEST:
      if (file_a->bytes != file_b->bytes)
        return file_a->bytes < file_b->bytes ? 1 : -1;
      break;
    case SORT_SENT:
      return 0;
    case SORT_NAME:
    default:
      break;
    }

  return bambu_stored_file_compare (a, b, NULL);
}

static gboolean
has_items (GListModel *model)
{
  return g_list_model_get_n_items (model) > 0;
}

/* What was read before stays in view while it is read again. */
static const char *
choose_page (CulmFileView *self)
{
  CulmFolderState state = culm_folder_get_state (self->folder);

  if (!has_items (culm_folder_get_files (self->folder)))
    switch (state)
      {
      case CULM_FOLDER_STATE_READY:
        return "empty";
      case CULM_FOLDER_STATE_FAILED:
        return "failed";
      case CULM_FOLDER_STATE_NEW:
      case CULM_FOLDER_STATE_LOADING:
      default:
        return "loading";
      }

  if (state == CULM_FOLDER_STATE_FAILED)
    return "failed";
  if (!has_items (G_LIST_MODEL (self->selection)))
    return "no-match";

  return adw_toggle_group_get_active (self->shape_group) == 0 ? "list" : "grid";
}

static void
update (CulmFileView *self)
{
  const GError *error = culm_folder_get_error (self->folder);

  gtk_stack_set_visible_child_name (self->stack, choose_page (self));
  gtk_widget_set_visible (self->banner_spinner,
                          culm_folder_get_state (self->folder) == CULM_FOLDER_STATE_LOADING
                              && has_items (culm_folder_get_files (self->folder)));
  if (error != NULL && error->domain == BAMBU_STORAGE_ERROR)
    {
      g_autofree char *text = culm_storage_words_failure (error, CULM_STORAGE_ACTION_LIST,
                                                          bambu_printer_get_name (self->printer));

      adw_status_page_set_description (self->failed_page, text);
    }
}

static char *
dup_count (GtkWidget *widget)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (CULM_FILE_VIEW (widget)->selection));

  return g_strdup_printf (ngettext ("%u file", "%u files", n), n);
}

static void
on_filter_changed (CulmFileView *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
  culm_announce_soon (GTK_WIDGET (self), dup_count);
}

static void
on_sort_changed (CulmFileView *self)
{
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

static void
on_search_changed (CulmFileView *self)
{
  g_autofree char *text =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));

  g_clear_pointer (&self->wanted, g_free);
  if (*text != '\0')
    self->wanted = g_utf8_casefold (text, -1);
  on_filter_changed (self);
}

static void
on_stop_search (CulmFileView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static void
on_clear_filters (CulmFileView *self)
{
  on_stop_search (self);
  gtk_drop_down_set_selected (self->kind_drop, KIND_ALL);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
on_reload (CulmFileView *self)
{
  culm_folder_load (self->folder);
}

static void
on_selection_changed (CulmFileView *self)
{
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
on_activate (CulmFileView *self, guint position)
{
  g_autoptr (BambuStoredFile) file =
      g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (bambu_stored_file_get_values (file)->kind != BAMBU_STORED_KIND_FOLDER)
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  g_signal_emit (self, signals[ACTIVATED], 0, file);
}

static void
on_setup_row (CulmFileView *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, culm_file_row_new (self->covers, FALSE));
}

static void
on_setup_tile (CulmFileView *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, culm_file_row_new (self->covers, TRUE));
}

static void
on_bind (CulmFileView *self, GtkListItem *item)
{
  BambuStoredFile *file = gtk_list_item_get_item (item);

  gtk_list_item_set_accessible_label (item, bambu_stored_file_get_values (file)->name);
  culm_file_row_set_file (CULM_FILE_ROW (gtk_list_item_get_child (item)), file);
}

static void
on_unbind (CulmFileView *self, GtkListItem *item)
{
  culm_file_row_set_file (CULM_FILE_ROW (gtk_list_item_get_child (item)), NULL);
}

static GtkListItemFactory *
create_factory (CulmFileView *self, GCallback setup)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", setup, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, G_CONNECT_SWAPPED);

  return factory;
}

static void
set_up_lists (CulmFileView *self)
{
  g_autoptr (GtkListItemFactory) rows = create_factory (self, G_CALLBACK (on_setup_row));
  g_autoptr (GtkListItemFactory) tiles = create_factory (self, G_CALLBACK (on_setup_tile));
  GtkFilterListModel *filtered = gtk_filter_list_model_new (
      g_object_ref (culm_folder_get_files (self->folder)), g_object_ref (self->filter));
  GtkSortListModel *sorted =
      gtk_sort_list_model_new (G_LIST_MODEL (filtered), g_object_ref (self->sorter));

  self->selection = gtk_multi_selection_new (G_LIST_MODEL (sorted));
  gtk_list_view_set_factory (self->list, rows);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_grid_view_set_factory (self->grid, tiles);
  gtk_grid_view_set_model (self->grid, GTK_SELECTION_MODEL (self->selection));

  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (on_selection_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (on_selection_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->folder, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
culm_file_view_map (GtkWidget *widget)
{
  CulmFileView *self = CULM_FILE_VIEW (widget);

  GTK_WIDGET_CLASS (culm_file_view_parent_class)->map (widget);

  /* Those on this computer may have gone meanwhile; to look costs nothing. */
  if (self->folder != NULL
      && (self->printer == NULL || culm_folder_get_state (self->folder) != CULM_FOLDER_STATE_READY))
    culm_folder_load (self->folder);
}

static void
culm_file_view_unmap (GtkWidget *widget)
{
  CulmFileView *self = CULM_FILE_VIEW (widget);

  if (self->folder != NULL)
    culm_folder_forget_load (self->folder);

  GTK_WIDGET_CLASS (culm_file_view_parent_class)->unmap (widget);
}

static void
culm_file_view_dispose (GObject *object)
{
  CulmFileView *self = CULM_FILE_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_FILE_VIEW);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  g_clear_object (&self->covers);
  g_clear_object (&self->folder);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_file_view_parent_class)->dispose (object);
}

static void
culm_file_view_finalize (GObject *object)
{
  g_free (CULM_FILE_VIEW (object)->wanted);

  G_OBJECT_CLASS (culm_file_view_parent_class)->finalize (object);
}

static void
culm_file_view_class_init (CulmFileViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_file_view_dispose;
  object_class->finalize = culm_file_view_finalize;
  widget_class->map = culm_file_view_map;
  widget_class->unmap = culm_file_view_unmap;

  signals[ACTIVATED] = g_signal_new ("activated", CULM_TYPE_FILE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, BAMBU_TYPE_STORED_FILE);
  signals[SELECTION_CHANGED] =
      g_signal_new ("selection-changed", CULM_TYPE_FILE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-file-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmFileView, stack);
  gtk_widget_class_bind_template_child (widget_class, CulmFileView, failed_page);
  gtk_widget_class_bind_template_child (widget_class, CulmFileView, empty_page);
  gtk_widget_class_bind_template_child (widget_class, CulmFileView, look_button);
  gtk_widget_class_bind_template_child (widget_class, CulmFileView, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CulmFileView, kind_drop);
  gtk_widget_class_bind_template_child (widget_class, CulmFileView, sort_drop);
  gtk_widget_class_bind_template_child (widget_class, CulmFileView, orders);
  gtk_widget_class_bind_template_child (widget_class, CulmFileView, shape_group);
  gtk_widget_class_bind_template_child (widget_class, CulmFileView, list);
  gtk_widget_class_bind_template_child (widget_class, CulmFileView, grid);
  gtk_widget_class_bind_template_child (widget_class, CulmFileView, banner_spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_sort_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_filters);
  gtk_widget_class_bind_template_callback (widget_class, on_reload);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
culm_file_view_init (CulmFileView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));

  self->filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare, self, NULL));
}

/* All of these can be printed. */
static void
set_up_for_computer (CulmFileView *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->kind_drop), FALSE);
  gtk_string_list_append (self->orders, C_ ("order of files", "Last sent first"));
  gtk_drop_down_set_selected (self->sort_drop, SORT_SENT);
  adw_status_page_set_description (
      self->empty_page, _ ("Files that you print or send from this computer appear here."));
  gtk_widget_set_visible (self->look_button, FALSE);
}

void
culm_file_view_set_up (CulmFileView *self, BambuPrinter *printer, CulmFolder *folder)
{
  BambuStorage *storage;

  g_return_if_fail (CULM_IS_FILE_VIEW (self));
  g_return_if_fail (CULM_IS_FOLDER (folder) && self->folder == NULL);

  storage = culm_folder_get_storage (folder);
  g_set_object (&self->printer, printer);
  self->folder = g_object_ref (folder);
  self->covers = storage != NULL ? culm_file_covers_dup (storage) : culm_file_covers_new_local ();
  if (storage == NULL)
    set_up_for_computer (self);
  set_up_lists (self);
  on_selection_changed (self);
  update (self);
}

CulmFolder *
culm_file_view_get_folder (CulmFileView *self)
{
  g_return_val_if_fail (CULM_IS_FILE_VIEW (self), NULL);

  return self->folder;
}

GListModel *
culm_file_view_dup_selected (CulmFileView *self)
{
  g_autoptr (GtkBitset) selected = NULL;
  GListStore *files;

  g_return_val_if_fail (CULM_IS_FILE_VIEW (self), NULL);

  files = g_list_store_new (BAMBU_TYPE_STORED_FILE);
  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  for (guint i = 0; i < gtk_bitset_get_size (selected); i++)
    {
      g_autoptr (BambuStoredFile) file =
          g_list_model_get_item (G_LIST_MODEL (self->selection), gtk_bitset_get_nth (selected, i));

      if (bambu_stored_file_get_values (file)->kind != BAMBU_STORED_KIND_FOLDER)
        g_list_store_append (files, file);
    }

  return G_LIST_MODEL (files);
}

void
culm_file_view_search (CulmFileView *self)
{
  g_return_if_fail (CULM_IS_FILE_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
