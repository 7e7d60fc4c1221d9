/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-file-row.h"

#include <glib/gi18n.h>

#include "culm-cover.h"
#include "culm-file-covers.h"
#include "culm-format.h"

#define ROW_COVER_SIZE 48
#define TILE_COVER_SIZE 120

struct _CulmFileRow
{
  GtkBox parent_instance;

  BambuStoredFile *file;
  CulmCovers *covers;

  CulmCover *cover;
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *facts;
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
dup_facts (const BambuStoredFileValues *values)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *size = values->bytes >= 0 ? g_format_size (values->bytes) : NULL;
  g_autofree char *time = values->modified > 0 ? culm_format_clock (values->modified, now) : NULL;

  if (values->kind == BAMBU_STORED_KIND_FOLDER)
    return g_strdup (_ ("Folder"));
  if (size == NULL || time == NULL)
    return g_strdup (size != NULL ? size : time != NULL ? time : "");

  /* Translators: a file's size and time: "48.2 MB · 3 Mar 16:40" */
  return g_strdup_printf (_ ("%s · %s"), size, time);
}

static void
show (CulmFileRow *self, BambuStoredFile *file)
{
  const BambuStoredFileValues *values = bambu_stored_file_get_values (file);
  g_autofree char *key = culm_file_covers_dup_key (file);
  g_autofree char *facts = dup_facts (values);
  g_autofree char *spoken = NULL;

  gtk_label_set_label (self->name, values->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), values->name);
  gtk_label_set_label (self->facts, facts);
  gtk_image_set_from_icon_name (self->icon, get_icon (values->kind));
  gtk_widget_set_visible (GTK_WIDGET (self->icon), key == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->cover), key != NULL);
  culm_cover_set (self->cover, self->covers, key, key);

  /* Translators: a file and what is known of it, read out: "bracket.3mf, 48.2 MB · 16:40" */
  spoken = g_strdup_printf (_ ("%s, %s"), values->name, facts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
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
culm_file_row_class_init (CulmFileRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_file_row_dispose;
  widget_class->map = culm_file_row_map;
  widget_class->unmap = culm_file_row_unmap;

  g_type_ensure (CULM_TYPE_COVER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-file-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmFileRow, cover);
  gtk_widget_class_bind_template_child (widget_class, CulmFileRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CulmFileRow, name);
  gtk_widget_class_bind_template_child (widget_class, CulmFileRow, facts);
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

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      gtk_widget_set_size_request (pictures[i], size, size);
      gtk_widget_set_halign (pictures[i], tile ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
    }
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self),
                                  tile ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_label_set_xalign (self->name, tile ? 0.5f : 0);
  gtk_label_set_xalign (self->facts, tile ? 0.5f : 0);
  gtk_label_set_justify (self->name, tile ? GTK_JUSTIFY_CENTER : GTK_JUSTIFY_LEFT);
  gtk_widget_add_css_class (GTK_WIDGET (self), tile ? "file-tile" : "cloud-row");
}

GtkWidget *
culm_file_row_new (CulmCovers *covers, gboolean tile)
{
  CulmFileRow *self = g_object_new (CULM_TYPE_FILE_ROW, NULL);

  g_set_object (&self->covers, covers);
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
    show (self, file);
  else
    culm_cover_set (self->cover, NULL, NULL, NULL);
}
