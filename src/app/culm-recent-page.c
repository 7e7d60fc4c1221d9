/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-recent-page.h"

#include <glib/gi18n.h>

#include "culm-file-actions.h"
#include "culm-file-view.h"
#include "culm-launch.h"
#include "culm-recent-files.h"
#include "culm-toast.h"
#include "culm-window-private.h"

struct _CulmRecentPage
{
  AdwBin parent_instance;

  CulmFileView *view;
  GtkWidget *bar;
};

G_DEFINE_FINAL_TYPE (CulmRecentPage, culm_recent_page, ADW_TYPE_BIN)

static CulmWindow *
get_window (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return CULM_IS_WINDOW (root) ? CULM_WINDOW (root) : NULL;
}

/* Returns: (transfer full) (array zero-terminated=1): of those that are chosen */
static char **
dup_paths (CulmRecentPage *self)
{
  g_autoptr (GListModel) selected = culm_file_view_dup_selected (self->view);
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (selected); i++)
    {
      g_autoptr (BambuStoredFile) file = g_list_model_get_item (selected, i);

      g_strv_builder_add (paths, bambu_stored_file_get_values (file)->path);
    }

  return g_strv_builder_end (paths);
}

static void
print_files (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_auto (GStrv) paths = dup_paths (CULM_RECENT_PAGE (widget));
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; paths[i] != NULL; i++)
    g_ptr_array_add (files, g_file_new_for_path (paths[i]));
  culm_window_print_files (get_window (widget), (GFile **) files->pdata, (int) files->len);
}

static void
launch (GtkWidget *widget, CulmLaunch how)
{
  g_auto (GStrv) paths = dup_paths (CULM_RECENT_PAGE (widget));
  g_autoptr (GFile) file = g_file_new_for_path (paths[0]);

  culm_launch_or_tell (widget, file, how);
}

static void
open_file (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  launch (widget, CULM_LAUNCH_ASK);
}

static void
show_folder (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  launch (widget, CULM_LAUNCH_SHOW);
}

/* Where a file was in the list */
typedef struct
{
  char *path;
  int position;
} Place;

static void
place_clear (gpointer data)
{
  g_free (((Place *) data)->path);
}

/* In the order that they were removed in, backwards: each comes to its place. */
static void
on_undo (CulmRecentPage *self, AdwToast *toast)
{
  CulmWindow *window = get_window (GTK_WIDGET (self));
  GArray *places = g_object_get_data (G_OBJECT (toast), "places");

  for (guint i = places->len; window != NULL && i-- > 0;)
    {
      const Place *place = &g_array_index (places, Place, i);

      if (place->position >= 0)
        culm_recent_files_insert (culm_window_get_settings (window), place->path,
                                  (guint) place->position);
    }
}

static void
remove_files (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmRecentPage *self = CULM_RECENT_PAGE (widget);
  g_auto (GStrv) paths = dup_paths (self);
  guint n = g_strv_length (paths);
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autofree char *text = NULL;
  AdwToast *toast;

  g_array_set_clear_func (places, place_clear);
  for (guint i = 0; i < n; i++)
    {
      Place place = { g_strdup (paths[i]), 0 };

      place.position =
          culm_recent_files_remove (culm_window_get_settings (get_window (widget)), paths[i]);
      g_array_append_val (places, place);
    }

  text = g_strdup_printf (
      ngettext ("%u file removed from the list", "%u files removed from the list", n), n);
  toast = culm_toast_show (widget, text);
  if (toast == NULL)
    {
      g_array_unref (places);
      return;
    }

  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "places", places, (GDestroyNotify) g_array_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo), self, G_CONNECT_SWAPPED);
}

static void
reload (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  culm_folder_load (culm_file_view_get_folder (CULM_RECENT_PAGE (widget)->view));
}

static void
on_selection_changed (CulmRecentPage *self)
{
  g_autoptr (GListModel) selected = culm_file_view_dup_selected (self->view);
  guint n = g_list_model_get_n_items (selected);
  gboolean are_there = n > 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BambuStoredFile) file = g_list_model_get_item (selected, i);

      are_there &= !culm_recent_file_is_gone (file);
    }

  gtk_widget_set_visible (self->bar, n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "recent.print", are_there);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "recent.open", are_there && n == 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "recent.show", are_there && n == 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "recent.remove", n > 0);
}

static void
on_activated (CulmRecentPage *self, BambuStoredFile *file)
{
  g_autofree char *text = NULL;

  if (!culm_recent_file_is_gone (file))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "recent.print", NULL);
      return;
    }

  /* Translators: a file */
  text = g_strdup_printf (_ ("“%s” is not there any more."),
                          bambu_stored_file_get_values (file)->name);
  culm_toast_show (GTK_WIDGET (self), text);
}

/* Only there it is known whose settings these are. */
static void
culm_recent_page_root (GtkWidget *widget)
{
  CulmRecentPage *self = CULM_RECENT_PAGE (widget);
  CulmWindow *window;

  GTK_WIDGET_CLASS (culm_recent_page_parent_class)->root (widget);

  window = get_window (widget);
  if (window != NULL && culm_file_view_get_folder (self->view) == NULL)
    {
      g_autoptr (CulmFolder) folder = culm_folder_new_recent (culm_window_get_settings (window));

      culm_file_view_set_up (self->view, NULL, folder);
    }
}

static void
culm_recent_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CULM_TYPE_RECENT_PAGE);

  G_OBJECT_CLASS (culm_recent_page_parent_class)->dispose (object);
}

static void
culm_recent_page_class_init (CulmRecentPageClass *klass)
{
  static const CulmFileAction ACTIONS[] = {
    { "recent.print", print_files, GDK_KEY_p, GDK_CONTROL_MASK },
    { "recent.open", open_file, GDK_KEY_o, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "recent.show", show_folder, GDK_KEY_Return, GDK_CONTROL_MASK },
    { "recent.remove", remove_files, GDK_KEY_Delete, 0 },
    { "recent.reload", reload, GDK_KEY_F5, 0 },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_recent_page_dispose;
  widget_class->root = culm_recent_page_root;

  g_type_ensure (CULM_TYPE_FILE_VIEW);
  culm_file_actions_add (widget_class, ACTIONS, G_N_ELEMENTS (ACTIONS));

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-recent-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmRecentPage, view);
  gtk_widget_class_bind_template_child (widget_class, CulmRecentPage, bar);
  gtk_widget_class_bind_template_callback (widget_class, on_selection_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
culm_recent_page_init (CulmRecentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
culm_recent_page_search (CulmRecentPage *self)
{
  g_return_if_fail (CULM_IS_RECENT_PAGE (self));

  culm_file_view_search (self->view);
}
