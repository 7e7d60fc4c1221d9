/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print-file.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <stdio.h>

#include "project-writer.h"

#define PICTURE_SIZE 256

static cairo_status_t
append (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static void
draw_face (cairo_t *cr, const double points[4][2], const unsigned int rgb[3], double light)
{
  for (guint i = 0; i < 4; i++)
    cairo_line_to (cr, points[i][0] * PICTURE_SIZE, points[i][1] * PICTURE_SIZE);
  cairo_close_path (cr);
  cairo_set_source_rgb (cr, rgb[0] / 255.0 * light, rgb[1] / 255.0 * light, rgb[2] / 255.0 * light);
  cairo_fill (cr);
}

/* A cube, as a slicer would show it */
static GByteArray *
draw_picture (const char *colour)
{
  static const double top[4][2] = { { 0.2, 0.4 }, { 0.5, 0.24 }, { 0.8, 0.4 }, { 0.5, 0.56 } };
  static const double left[4][2] = { { 0.2, 0.4 }, { 0.5, 0.56 }, { 0.5, 0.84 }, { 0.2, 0.68 } };
  static const double right[4][2] = { { 0.8, 0.4 }, { 0.5, 0.56 }, { 0.5, 0.84 }, { 0.8, 0.68 } };
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, PICTURE_SIZE, PICTURE_SIZE);
  cairo_t *cr = cairo_create (surface);
  GByteArray *png = g_byte_array_new ();
  unsigned int rgb[3];

  g_assert_cmpint (sscanf (colour, "#%2x%2x%2x", &rgb[0], &rgb[1], &rgb[2]), ==, 3);
  draw_face (cr, top, rgb, 1);
  draw_face (cr, left, rgb, 0.8);
  draw_face (cr, right, rgb, 0.6);
  cairo_surface_write_to_png_stream (surface, append, png);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return png;
}

static void
add_plate (GString *xml,
           guint index,
           const char *model_code,
           const PrintFilament *filaments,
           guint n_filaments,
           const char *extra)
{
  char weight[G_ASCII_DTOSTR_BUF_SIZE];
  double grams = 0;

  for (guint i = 0; i < n_filaments; i++)
    grams += filaments[i].grams;

  g_string_append_printf (
      xml,
      "<plate><metadata key='index' value='%u'/><metadata key='printer_model_id' value='%s'/>"
      "<metadata key='nozzle_diameters' value='0.4'/><metadata key='prediction' value='7440'/>"
      "<metadata key='weight' value='%s'/><metadata key='label_object_enabled' value='true'/>",
      index, model_code, g_ascii_formatd (weight, sizeof weight, "%.2f", grams));
  for (guint i = 0; i < n_filaments; i++)
    g_string_append_printf (xml,
                            "<filament id='%u' tray_info_idx='%s' type='%s' color='%s'"
                            " used_m='1' used_g='%s'/>",
                            i + 1, filaments[i].filament_id, filaments[i].material,
                            filaments[i].colour,
                            g_ascii_formatd (weight, sizeof weight, "%.2f", filaments[i].grams));
  g_string_append_printf (xml, "%s</plate>", extra);
}

static char *
describe_filaments (const char *key, const PrintFilament *filaments, guint n_filaments, gsize field)
{
  g_autoptr (GString) json = g_string_new (NULL);

  g_string_append_printf (json, "\"%s\":[", key);
  for (guint i = 0; i < n_filaments; i++)
    g_string_append_printf (json, "%s\"%s\"", i > 0 ? "," : "",
                            G_STRUCT_MEMBER (const char *, &filaments[i], field));
  g_string_append_c (json, ']');

  return g_string_free_and_steal (g_steal_pointer (&json));
}

void
print_file_write (const char *path,
                  const char *model_code,
                  guint n_plates,
                  const PrintFilament *filaments,
                  guint n_filaments)
{
  print_file_write_with (path, model_code, n_plates, filaments, n_filaments, "");
}

void
print_file_write_with (const char *path,
                       const char *model_code,
                       guint n_plates,
                       const PrintFilament *filaments,
                       guint n_filaments,
                       const char *extra)
{
  ProjectWriter *writer = project_writer_new (path);
  g_autoptr (GByteArray) picture = draw_picture (filaments[0].colour);
  g_autoptr (GString) xml = g_string_new ("<config>");
  g_autofree char *types = describe_filaments ("filament_type", filaments, n_filaments,
                                               G_STRUCT_OFFSET (PrintFilament, material));
  g_autofree char *colours = describe_filaments ("filament_colour", filaments, n_filaments,
                                                 G_STRUCT_OFFSET (PrintFilament, colour));
  g_autofree char *settings = g_strdup_printf (
      "{%s,%s,\"nozzle_diameter\":[\"0.4\"],\"curr_bed_type\":\"Textured PEI Plate\"}", types,
      colours);

  project_writer_add (writer, "3D/3dmodel.model", "<model/>");
  for (guint i = 1; i <= n_plates; i++)
    {
      g_autofree char *name = g_strdup_printf ("Metadata/plate_%u.png", i);

      add_plate (xml, i, model_code, filaments, i == 1 ? n_filaments : 1, extra);
      project_writer_add_bytes (writer, name, picture->data, picture->len);
      project_writer_add_gcode (writer, (int) i, PROJECT_GCODE_HEAD "G28\nG1 X10 Y10 E1\n");
    }
  g_string_append (xml, "</config>");
  project_writer_add (writer, "Metadata/slice_info.config", xml->str);
  project_writer_add (writer, "Metadata/project_settings.config", settings);
  project_writer_close (writer);
}

char *
print_file_new (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("culm-print-XXXXXX", &error);

  g_assert_no_error (error);

  return g_build_filename (folder, name, NULL);
}

void
print_file_remove (char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_remove (path);
  g_rmdir (folder);
  g_free (path);
}
