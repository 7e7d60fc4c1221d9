/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-sample.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "sim-json-build.h"
#include "sim-json.h"
#include "sim-picture.h"
#include "sim-plate-picture.h"

#define N_MOVES 2000
#define PLATE 0x3b3f46ffu

typedef struct
{
  const char *colour; /* as the slicer writes it */
  const char *material;
  const char *id;
} Filament;

typedef struct
{
  int index;
  const char *name;
  int seconds;
  int layers;
  double height;    /* mm */
  int filaments[3]; /* from 1, in the project */
  const char *objects[3];
} Plate;

typedef struct
{
  Filament filaments[3];
  Plate plates[3]; /* without layers: not sliced */
} Design;

static const Design boat = {
  .filaments = { { "#FFFFFF", "PLA", "GFA00" } },
  .plates = { { 1, "", 2340, 240, 48, { 1 }, { "Boat", "Anchor" } } },
};

static const Design dual_boat = {
  .filaments = { { "#FFFFFF", "PLA", "GFA00" }, { "#161616", "PLA", "GFA00" } },
  .plates = { { 1, "", 2340, 240, 48, { 1, 2 }, { "Boat", "Anchor" } } },
};

static const Design gears = {
  .filaments = { { "#161616", "PLA", "GFA00" },
                 { "#FFFFFF", "PLA", "GFA00" },
                 { "#808080", "PETG", "GFG02" } },
  .plates = { { 1, "Gears", 5400, 150, 30, { 1, 3 }, { "Gear", "Gear", "Axle" } },
              { 2, "Spare", 0, 0, 0, { 0 }, { NULL } },
              { 3, "Housing", 9000, 300, 60, { 2 }, { "Housing" } } },
};

static gboolean
add (struct archive *archive, const char *name, gconstpointer data, gsize size, GError **error)
{
  struct archive_entry *entry = archive_entry_new ();
  gboolean written;

  archive_entry_set_pathname_utf8 (entry, name);
  archive_entry_set_size (entry, (la_int64_t) size);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  written = archive_write_header (archive, entry) == ARCHIVE_OK
            && archive_write_data (archive, data, size) == (la_ssize_t) size;
  archive_entry_free (entry);
  if (!written)
    g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED, "%s: %s", name,
                 archive_error_string (archive));

  return written;
}

static gboolean
add_text (struct archive *archive, const char *name, const char *text, GError **error)
{
  return add (archive, name, text, strlen (text), error);
}

static gboolean
is_dual (const SimProfile *profile)
{
  JsonObject *extruder = sim_json_find (profile->data, "print", "device", "extruder", NULL);

  return extruder != NULL && json_array_get_length (sim_json_get_array (extruder, "info")) > 1;
}

static gboolean
add_model (struct archive *archive, GError **error)
{
  return add_text (archive, "[Content_Types].xml",
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                   "<Default Extension=\"model\" "
                   "ContentType=\"application/vnd.ms-package.3dmanufacturing-3dmodel+xml\"/>"
                   "<Default Extension=\"png\" ContentType=\"image/png\"/></Types>",
                   error)
         && add_text (archive, "_rels/.rels",
                      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                      "relationships\"><Relationship Target=\"/3D/3dmodel.model\" Id=\"rel-1\" "
                      "Type=\"http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel\"/>"
                      "</Relationships>",
                      error)
         && add_text (archive, "3D/3dmodel.model",
                      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<model unit=\"millimeter\" xmlns=\"http://schemas.microsoft.com/"
                      "3dmanufacturing/core/2015/02\"><resources/><build/></model>",
                      error);
}

static gboolean
add_gcode (struct archive *archive, const Plate *plate, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *name = g_strdup_printf ("Metadata/plate_%d.gcode", plate->index);
  g_autofree char *sidecar = g_strconcat (name, ".md5", NULL);
  g_autofree char *md5 = NULL;
  g_autofree char *upper = NULL;

  g_string_append_printf (text,
                          "; HEADER_BLOCK_START\n; Culm Simulator\n"
                          "; model printing time: %dm 0s; total estimated time: %dm 0s\n"
                          "; total layer number: %d\n; max_z_height: %.2f\n; HEADER_BLOCK_END\n"
                          "G28\n",
                          plate->seconds / 60 - 6, plate->seconds / 60, plate->layers,
                          plate->height);
  for (int i = 0; i < N_MOVES; i++)
    g_string_append_printf (text, "G1 X%.3f Y%.3f E%.5f\n", 128 + i % 97 * 0.37,
                            128 - i % 89 * 0.41, i * 0.01234);
  md5 = g_compute_checksum_for_string (G_CHECKSUM_MD5, text->str, (gssize) text->len);
  upper = g_ascii_strup (md5, -1);

  return add (archive, name, text->str, text->len, error)
         && add_text (archive, sidecar, upper, error);
}

/* `identify_id` */
static int
get_object_id (const Plate *plate, guint index)
{
  return plate->index * 100 + (int) index;
}

static guint
count_objects (const Plate *plate)
{
  guint n_objects = 0;

  while (n_objects < G_N_ELEMENTS (plate->objects) && plate->objects[n_objects] != NULL)
    n_objects++;

  return n_objects;
}

static gboolean
add_picture (struct archive *archive,
             const char *kind,
             const Plate *plate,
             const guint32 *colours,
             guint32 between,
             GError **error)
{
  g_autofree char *name = g_strdup_printf ("Metadata/%s_%d.png", kind, plate->index);
  g_autoptr (GBytes) picture =
      sim_plate_picture_new_objects (colours, MAX (count_objects (plate), 1), between);
  gsize size;
  gconstpointer data = g_bytes_get_data (picture, &size);

  return add (archive, name, data, size, error);
}

/* As it looks, from above, and with a colour for each object that says its id
 * (protocol/threemf.md §6) */
static gboolean
add_pictures (struct archive *archive, const Design *design, const Plate *plate, GError **error)
{
  guint32 looks[G_N_ELEMENTS (plate->objects)];
  guint32 ids[G_N_ELEMENTS (plate->objects)];

  for (guint i = 0; i < G_N_ELEMENTS (plate->objects); i++)
    {
      int filament = i < G_N_ELEMENTS (plate->filaments) && plate->filaments[i] != 0
                         ? plate->filaments[i]
                         : MAX (plate->filaments[0], 1);
      const char *colour = design->filaments[filament - 1].colour + 1;
      guint32 id = (guint32) get_object_id (plate, i);

      looks[i] = (guint32) g_ascii_strtoull (colour, NULL, 16) << 8 | 0xff;
      ids[i] = (id & 0xff) << 24 | (id >> 8 & 0xff) << 16 | (id >> 16 & 0xff) << 8 | 0xff;
    }

  return add_picture (archive, "plate", plate, looks, PLATE, error)
         && add_picture (archive, "top", plate, looks, PLATE, error)
         && add_picture (archive, "pick", plate, ids, 0, error);
}

static void
append_metadata (GString *text, const char *key, const char *value)
{
  g_string_append_printf (text, "<metadata key=\"%s\" value=\"%s\"/>", key, value);
}

static void
append_number (GString *text, const char *key, int value)
{
  g_string_append_printf (text, "<metadata key=\"%s\" value=\"%d\"/>", key, value);
}

static void
append_plate (GString *text, const Design *design, const Plate *plate, const SimProfile *profile)
{
  g_string_append (text, "<plate>");
  append_number (text, "index", plate->index);
  append_metadata (text, "printer_model_id", profile->code);
  append_metadata (text, "nozzle_diameters", is_dual (profile) ? "0.4,0.4" : "0.4");
  append_number (text, "prediction", plate->seconds);
  append_metadata (text, "weight", "12.60");
  append_metadata (text, "outside", "false");
  append_metadata (text, "support_used", "false");
  append_metadata (text, "label_object_enabled", "true");
  for (guint i = 0; i < count_objects (plate); i++)
    g_string_append_printf (text, "<object identify_id=\"%d\" name=\"%s\" skipped=\"false\"/>",
                            get_object_id (plate, i), plate->objects[i]);
  for (guint i = 0; i < G_N_ELEMENTS (plate->filaments) && plate->filaments[i] != 0; i++)
    {
      const Filament *filament = &design->filaments[plate->filaments[i] - 1];

      g_string_append_printf (
          text,
          "<filament id=\"%d\" tray_info_idx=\"%s\" type=\"%s\" color=\"%s\" used_m=\"2.10\" "
          "used_g=\"6.30\" group_id=\"%u\" nozzle_diameter=\"0.40\"/>",
          plate->filaments[i], filament->id, filament->material, filament->colour,
          is_dual (profile) ? i : 0);
    }
  g_string_append (text, "</plate>");
}

static gboolean
add_slice_info (struct archive *archive,
                const Design *design,
                const SimProfile *profile,
                GError **error)
{
  g_autoptr (GString) text =
      g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<config><header>"
                    "<header_item key=\"X-BBL-Client-Type\" value=\"slicer\"/></header>");

  for (guint i = 0; i < G_N_ELEMENTS (design->plates); i++)
    if (design->plates[i].layers > 0)
      append_plate (text, design, &design->plates[i], profile);
  g_string_append (text, "</config>");

  return add_text (archive, "Metadata/slice_info.config", text->str, error);
}

static gboolean
add_names (struct archive *archive, const Design *design, GError **error)
{
  g_autoptr (GString) text = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<config>");

  for (guint i = 0; i < G_N_ELEMENTS (design->plates) && design->plates[i].index != 0; i++)
    {
      g_string_append (text, "<plate>");
      append_number (text, "plater_id", design->plates[i].index);
      append_metadata (text, "plater_name", design->plates[i].name);
      g_string_append (text, "</plate>");
    }
  g_string_append (text, "</config>");

  return add_text (archive, "Metadata/model_settings.config", text->str, error);
}

static gboolean
add_settings (struct archive *archive,
              const Design *design,
              const SimProfile *profile,
              GError **error)
{
  g_autofree char *printer = g_strdup_printf ("%s 0.4 nozzle", profile->product);
  JsonArray *materials = json_array_new ();
  JsonArray *colours = json_array_new ();
  JsonArray *ids = json_array_new ();
  JsonArray *nozzles = json_array_new ();
  g_autoptr (JsonObject) settings = NULL;
  g_autoptr (GBytes) text = NULL;
  gsize size;
  gconstpointer data;

  for (guint i = 0; i < G_N_ELEMENTS (design->filaments) && design->filaments[i].id != NULL; i++)
    {
      json_array_add_string_element (materials, design->filaments[i].material);
      json_array_add_string_element (colours, design->filaments[i].colour);
      json_array_add_string_element (ids, design->filaments[i].id);
    }
  for (int i = 0; i < (is_dual (profile) ? 2 : 1); i++)
    json_array_add_string_element (nozzles, "0.4");
  settings =
      sim_json_build ("s:printer_settings_id", printer, "a:filament_type", materials,
                      "a:filament_colour", colours, "a:filament_ids", ids, "a:nozzle_diameter",
                      nozzles, "s:curr_bed_type", "Textured PEI Plate", NULL);
  if (is_dual (profile))
    {
      JsonArray *map = json_array_new (); /* the first group is the left nozzle's */

      json_array_add_string_element (map, "1");
      json_array_add_string_element (map, "0");
      json_object_set_array_member (settings, "physical_extruder_map", map);
    }
  text = sim_json_to_bytes (settings);
  data = g_bytes_get_data (text, &size);

  return add (archive, "Metadata/project_settings.config", data, size, error);
}

static gboolean
write_design (struct archive *archive,
              const Design *design,
              const SimProfile *profile,
              GError **error)
{
  if (!add_model (archive, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (design->plates) && design->plates[i].index != 0; i++)
    if ((design->plates[i].layers > 0 && !add_gcode (archive, &design->plates[i], error))
        || !add_pictures (archive, design, &design->plates[i], error))
      return FALSE;

  return add_slice_info (archive, design, profile, error) && add_names (archive, design, error)
         && add_settings (archive, design, profile, error);
}

gboolean
sim_sample_write_project (SimSample sample,
                          const SimProfile *profile,
                          const char *path,
                          GError **error)
{
  const Design *design = sample == SIM_SAMPLE_GEARS ? &gears
                         : is_dual (profile)        ? &dual_boat
                                                    : &boat;
  struct archive *archive = archive_write_new ();
  gboolean written;

  g_return_val_if_fail (profile != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  archive_write_set_format_zip (archive);
  if (archive_write_open_filename (archive, path) != ARCHIVE_OK)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED, "%s: %s", path,
                   archive_error_string (archive));
      archive_write_free (archive);
      return FALSE;
    }

  written = write_design (archive, design, profile, error);
  if (archive_write_close (archive) != ARCHIVE_OK && written)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED, "%s: %s", path,
                   archive_error_string (archive));
      written = FALSE;
    }
  archive_write_free (archive);

  return written;
}

gboolean
sim_sample_write_video (const char *path, GError **error)
{
  g_autofree char *description = g_strdup_printf (
      "videotestsrc num-buffers=10 pattern=ball ! "
      "video/x-raw,width=320,height=240,framerate=10/1 ! jpegenc ! %s ! filesink name=sink",
      g_str_has_suffix (path, ".avi") ? "avimux" : "qtmux");
  g_autoptr (GstElement) pipeline = NULL;
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) message = NULL;

  if (!gst_init_check (NULL, NULL, error)
      || (pipeline = gst_parse_launch (description, error)) == NULL)
    return FALSE;

  sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_object_set (sink, "location", path, NULL);
  bus = gst_element_get_bus (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message =
      gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    gst_message_parse_error (message, error, NULL);
  gst_element_set_state (pipeline, GST_STATE_NULL);

  return GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS;
}

gboolean
sim_sample_write_picture (const char *path, guint32 number, GError **error)
{
  g_autoptr (GBytes) jpeg = sim_picture_new_jpeg (number, SIM_PICTURE_USUAL, error);
  gsize size;
  const char *data;

  if (jpeg == NULL)
    return FALSE;

  data = g_bytes_get_data (jpeg, &size);

  return g_file_set_contents (path, data, (gssize) size, error);
}
