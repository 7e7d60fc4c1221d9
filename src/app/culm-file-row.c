/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-file-row.h"

#include <glib/gi18n.h>

#include "culm-cover.h"
#include "culm-format.h"
#include "culm-project-words.h"
#include "culm-recent-files.h"
#include "culm-swatches.h"

#define ROW_COVER_SIZE 48
#define TILE_COVER_SIZE 120

struct _CulmFileRow
{
  GtkBox parent_instance;

  BambuStoredFile *file;
  CulmFileCovers *covers;
  char *key; /* of the cover, NULL for none */

  CulmCover *cover;
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *facts;
  GtkOrientable *content_box;
  GtkLabel *contents;
  GtkBox *swatches;
};

G_DEFINE_FINAL_TYPE (CulmFileRow, culm_file_row, GTK_TYPE_BOX)

static const char *
get_icon (BambuStoredKind kind)
{
  switch (kind)
    {
    case BAMBU_STORED_KIND_FOLDER:
      return "folder-symbolic";
    case BAMBU_STORED_KIND_GCODE:
      return "culm-layers-symbolic";
    case BAMBU_STORED_KIND_VIDEO:
      return "video-x-generic-symbolic";
    case BAMBU_STORED_KIND_PICTURE:
      return "image-x-generic-symbolic";
    case BAMBU_STORED_KIND_3MF:
    case BAMBU_STORED_KIND_OTHER:
    default:
      return "text-x-generic-symbolic";
    }
}

/* "48.2 MB · 3 Mar 16:40"; printers without a clock say nothing, or 1980. */
static char *
dup_facts (BambuStoredFile *file)
{
  const BambuStoredFileValues *values = bambu_stored_file_get_values (file);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *size = values->bytes >= 0 ? g_format_size (values->bytes) : NULL;
  g_autofree char *time = values->modified > 0 ? culm_format_clock (values->modified, now) : NULL;

  if (values->kind == BAMBU_STORED_KIND_FOLDER)
    return g_strdup (_ ("Folder"));
  if (culm_recent_file_is_gone (file))
    return g_strdup (_ ("Not there any more"));
  if (size == NULL || time == NULL)
    return g_strdup (size != NULL ? size : time != NULL ? time : "");

  /* Translators: a file's size and time: "48.2 MB · 3 Mar 16:40" */
  return g_strdup_printf (_ ("%s · %s"), size, time);
}

static char **
dup_colours (BambuPreview *preview)
{
  g_autoptr (GStrvBuilder) colours = g_strv_builder_new ();
  GListModel *filaments = bambu_preview_get_values (preview)->filaments;

  for (guint i = 0; filaments != NULL && i < g_list_model_get_n_items (filaments); i++)
    {
      g_autoptr (BambuProjectFilament) filament = g_list_model_get_item (filaments, i);
      const char *colour = bambu_project_filament_get_values (filament)->colour;

      if (colour != NULL)
        g_strv_builder_add (colours, colour);
    }

  return g_strv_builder_end (colours);
}

/* What is wrong with a file on this computer the user can see to. */
static char *
dup_contents (CulmFileRow *self, BambuPreview *preview)
{
  const GError *error = culm_file_covers_find_error (self->covers, self->key);

  if (preview != NULL)
    return culm_project_words_describe_preview (bambu_preview_get_values (preview));
  if (error != NULL && error->domain != BAMBU_STORAGE_ERROR)
    return g_strdup (culm_project_words_get_error (error));

  return g_strdup ("");
}

static void
show_contents (CulmFileRow *self)
{
  BambuPreview *preview = culm_file_covers_find_preview (self->covers, self->key);
  g_auto (GStrv) colours = preview != NULL ? dup_colours (preview) : NULL;
  g_autofree char *names = culm_swatches_dup_names ((const char *const *) colours);
  g_autofree char *contents = dup_contents (self, preview);
  g_autofree char *facts = dup_facts (self->file);
  const char *name = bambu_stored_file_get_values (self->file)->name;
  const char *parts[] = { name, facts, contents, names };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;
  g_autofree char *spoken = NULL;

  gtk_label_set_label (self->facts, facts);
  gtk_label_set_label (self->contents, contents);
  gtk_widget_set_visible (GTK_WIDGET (self->contents), *contents != '\0');
  culm_swatches_fill (self->swatches, (const char *const *) colours);
  gtk_widget_set_visible (GTK_WIDGET (self->swatches), colours != NULL && colours[0] != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (builder, parts[i]);
  texts = g_strv_builder_end (builder);
  /* Translators: between what is known of a file, read out: "bracket.3mf, 48.2 MB · 16:40, 2 h" */
  spoken = g_strjoinv (_ (", "), texts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
on_looked_at (CulmFileRow *self, const char *key)
{
  if (g_strcmp0 (self->key, key) == 0)
    show_contents (self);
}

static void
show (CulmFileRow *self)
{
  const BambuStoredFileValues *values = bambu_stored_file_get_values (self->file);

  g_free (self->key);
  self->key = culm_file_covers_dup_key (self->covers, self->file);
  gtk_label_set_label (self->name, values->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), values->name);
  gtk_image_set_from_icon_name (self->icon, get_icon (values->kind));
  gtk_widget_set_visible (GTK_WIDGET (self->icon), self->key == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->cover), self->key != NULL);
  culm_cover_set (self->cover, CULM_COVERS (self->covers), self->key, self->key);
  show_contents (self);
}

static void
culm_file_row_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (culm_file_row_parent_class)->map (widget);

  g_object_set (CULM_FILE_ROW (widget)->cover, "on-screen", TRUE, NULL);
}

static void
culm_file_row_unmap (GtkWidget *widget)
{
  g_object_set (CULM_FILE_ROW (widget)->cover, "on-screen", FALSE, NULL);

  GTK_WIDGET_CLASS (culm_file_row_parent_class)->unmap (widget);
}

static void
culm_file_row_dispose (GObject *object)
{
  CulmFileRow *self = CULM_FILE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_FILE_ROW);
  g_clear_object (&self->file);
  g_clear_object (&self->covers);

  G_OBJECT_CLASS (culm_file_row_parent_class)->dispose (object);
}

static void
culm_file_row_finalize (GObject *object)
{
  g_free (CULM_FILE_ROW (object)->key);

  G_OBJECT_CLASS (culm_file_row_parent_class)->finalize (object);
}

static void
culm_file_row_class_init (CulmFileRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_file_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = culm_file_row_finalize;
  widget_class->map = culm_file_row_map;
  widget_class->unmap = culm_file_row_unmap;

  g_type_ensure (CULM_TYPE_COVER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-file-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmFileRow, cover);
  gtk_widget_class_bind_template_child (widget_class, CulmFileRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CulmFileRow, name);
  gtk_widget_class_bind_template_child (widget_class, CulmFileRow, facts);
  gtk_widget_class_bind_template_child (widget_class, CulmFileRow, content_box);
  gtk_widget_class_bind_template_child (widget_class, CulmFileRow, contents);
  gtk_widget_class_bind_template_child (widget_class, CulmFileRow, swatches);
}

static void
culm_file_row_init (CulmFileRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* As in a list, or one below the other */
static void
lay_out (CulmFileRow *self, gboolean tile)
{
  int size = tile ? TILE_COVER_SIZE : ROW_COVER_SIZE;
  GtkWidget *pictures[] = { GTK_WIDGET (self->cover), GTK_WIDGET (self->icon) };
  GtkLabel *labels[] = { self->name, self->facts, self->contents };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      gtk_widget_set_size_request (pictures[i], size, size);
      gtk_widget_set_halign (pictures[i], tile ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
    }
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self),
                                  tile ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_xalign (labels[i], tile ? 0.5f : 0);
      gtk_label_set_justify (labels[i], tile ? GTK_JUSTIFY_CENTER : GTK_JUSTIFY_LEFT);
    }
  gtk_orientable_set_orientation (self->content_box,
                                  tile ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_halign (GTK_WIDGET (self->swatches), tile ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self), tile ? "file-tile" : "cloud-row");
}

GtkWidget *
culm_file_row_new (CulmFileCovers *covers, gboolean tile)
{
  CulmFileRow *self = g_object_new (CULM_TYPE_FILE_ROW, NULL);

  self->covers = g_object_ref (covers);
  g_signal_connect_object (covers, "looked-at", G_CALLBACK (on_looked_at), self, G_CONNECT_SWAPPED);
  lay_out (self, tile);

  return GTK_WIDGET (self);
}

void
culm_file_row_set_file (CulmFileRow *self, BambuStoredFile *file)
{
  g_return_if_fail (CULM_IS_FILE_ROW (self));

  if (!g_set_object (&self->file, file))
    return;

  if (file != NULL)
    {
      show (self);
      return;
    }

  g_clear_pointer (&self->key, g_free);
  culm_cover_set (self->cover, NULL, NULL, NULL);
}
