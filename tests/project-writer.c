/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "project-writer.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define GCODE PROJECT_GCODE_HEAD "G28\nG1 X10 Y10 F6000\n"

struct _ProjectWriter
{
  struct archive *archive;
};

ProjectWriter *
project_writer_new_with_options (const char *path, const char *options)
{
  ProjectWriter *self = g_new0 (ProjectWriter, 1);

  self->archive = archive_write_new ();
  g_assert_cmpint (archive_write_set_format_zip (self->archive), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_set_options (self->archive, options), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_open_filename (self->archive, path), ==, ARCHIVE_OK);

  return self;
}

ProjectWriter *
project_writer_new (const char *path)
{
  return project_writer_new_with_options (path, NULL);
}

void
project_writer_close (ProjectWriter *self)
{
  g_assert_cmpint (archive_write_close (self->archive), ==, ARCHIVE_OK);
  archive_write_free (self->archive);
  g_free (self);
}

static void
begin_entry (ProjectWriter *self, const char *name, gsize size)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname_utf8 (entry, name);
  archive_entry_set_size (entry, (la_int64_t) size);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  g_assert_cmpint (archive_write_header (self->archive, entry), ==, ARCHIVE_OK);
  archive_entry_free (entry);
}

static void
write_data (ProjectWriter *self, gconstpointer data, gsize size)
{
  g_assert_cmpint (archive_write_data (self->archive, data, size), ==, (gssize) size);
}

void
project_writer_add_bytes (ProjectWriter *self, const char *name, gconstpointer data, gsize size)
{
  begin_entry (self, name, size);
  write_data (self, data, size);
}

void
project_writer_add (ProjectWriter *self, const char *name, const char *text)
{
  project_writer_add_bytes (self, name, text, strlen (text));
}

void
project_writer_add_zeros (ProjectWriter *self, const char *name, gsize size)
{
  static const guint8 zeros[64 * 1024];

  begin_entry (self, name, size);
  for (gsize left = size; left > 0; left -= MIN (left, sizeof zeros))
    write_data (self, zeros, MIN (left, sizeof zeros));
}

void
project_writer_add_gcode (ProjectWriter *self, int index, const char *gcode)
{
  g_autofree char *name = g_strdup_printf ("Metadata/plate_%d.gcode", index);
  g_autofree char *sidecar = g_strconcat (name, ".md5", NULL);
  g_autofree char *md5 = g_compute_checksum_for_string (G_CHECKSUM_MD5, gcode, -1);
  g_autofree char *upper = g_ascii_strup (md5, -1);

  project_writer_add (self, name, gcode);
  project_writer_add (self, sidecar, upper);
}

void
project_writer_add_picture (ProjectWriter *self, const char *name, guint width, guint height)
{
  guint8 png[33] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R' };

  for (guint i = 0; i < 4; i++)
    {
      png[16 + i] = width >> (24 - 8 * i);
      png[20 + i] = height >> (24 - 8 * i);
    }
  project_writer_add_bytes (self, name, png, sizeof png);
}

static void
add_model (ProjectWriter *self)
{
  project_writer_add (self, "[Content_Types].xml", "<Types/>");
  project_writer_add (self, "_rels/.rels", "<Relationships/>");
  project_writer_add (self, "3D/3dmodel.model", "<model/>");
}

static void
write_one_plate (ProjectWriter *self)
{
  add_model (self);
  project_writer_add_gcode (self, 1, GCODE);
  project_writer_add_picture (self, "Metadata/plate_1.png", 512, 512);
  project_writer_add_picture (self, "Metadata/plate_1_small.png", 128, 128);
  project_writer_add (self, "Metadata/plate_1.json",
                      "{\"bed_type\":\"textured_plate\",\"nozzle_diameter\":0.4,"
                      "\"filament_ids\":[0]}");
  project_writer_add (
      self, "Metadata/slice_info.config",
      "<?xml version='1.0' encoding='UTF-8'?><config><header>"
      "<header_item key='X-BBL-Client-Type' value='slicer'/>"
      "<header_item key='X-BBL-Client-Version' value='02.06.00.51'/></header>"
      "<plate><metadata key='index' value='1'/><metadata key='printer_model_id' value='C12'/>"
      "<metadata key='nozzle_diameters' value='0.4'/><metadata key='prediction' value='3725'/>"
      "<metadata key='weight' value='12.60'/><metadata key='outside' value='false'/>"
      "<metadata key='support_used' value='true'/>"
      "<metadata key='label_object_enabled' value='true'/>"
      "<metadata key='filament_maps' value='1'/>"
      "<object identify_id='123' name='cube &amp; &quot;co&quot;' skipped='false'/>"
      "<object identify_id='124' name='cube &amp; &quot;co&quot;' skipped='false'/>"
      "<object identify_id='125' name='brim' skipped='true'/>"
      "<filament id='1' tray_info_idx='GFA00' type='PLA' color='#ffffff' used_m='4.16'"
      " used_g='12.60' group_id='0' nozzle_diameter='0.40' volume_type='Standard'/>"
      "<nozzle id='0' extruder_id='1' nozzle_diameter='0.4'/>"
      "<warning msg='bed_temperature_too_high_than_filament' level='1' error_code='1000C001'/>"
      "<layer_filament_lists><layer_filament_list filament_list='0' layer_ranges='0 119'/>"
      "</layer_filament_lists></plate></config>");
  project_writer_add (self, "Metadata/project_settings.config",
                      "{\"printer_settings_id\":\"Bambu Lab P1S 0.4 nozzle\","
                      "\"filament_settings_id\":[\"Bambu PLA Basic @BBL P1S\"],"
                      "\"filament_type\":[\"PLA\"],\"filament_colour\":[\"#FFFFFF\"],"
                      "\"filament_ids\":[\"GFA00\"],\"nozzle_diameter\":[\"0.4\"],"
                      "\"curr_bed_type\":\"Cool Plate\"}");
}

/* The description before the G-code, as another writer may do it */
static void
write_three_plates (ProjectWriter *self)
{
  project_writer_add (
      self, "Metadata/slice_info.config",
      "<config><plate><metadata key='index' value='1'/>"
      "<metadata key='printer_model_id' value='BL-P001'/>"
      "<metadata key='prediction' value='600'/><metadata key='weight' value='5.5'/>"
      "<filament id='4' type='PETG' color='#FF6A13' used_m='1.0' used_g='3.25'/>"
      "<filament id='2' tray_info_idx='GFA00' type='PLA' color='#00AE4280' used_m='0.75'"
      " used_g='2.25'/></plate>"
      "<plate><metadata key='index' value='3'/><metadata key='prediction' value='-5'/>"
      "<metadata key='weight' value='nan'/>"
      "<filament id='1' type='PLA' color='#000000' used_g='0.00'/>"
      "<filament id='5' type='PLA' color='red' used_g='many'/></plate></config>");
  project_writer_add (
      self, "Metadata/model_settings.config",
      "<config><object id='2'><metadata key='name' value='Gear'/></object>"
      "<plate><metadata key='plater_id' value='1'/><metadata key='plater_name' value='Small'/>"
      "<model_instance><metadata key='object_id' value='2'/>"
      "<metadata key='instance_id' value='0'/><metadata key='identify_id' value='77'/>"
      "</model_instance></plate>"
      "<plate><metadata key='plater_id' value='2'/><metadata key='plater_name' value=''/>"
      "<model_instance><metadata key='object_id' value='2'/>"
      "<metadata key='identify_id' value='78'/></model_instance></plate>"
      "<plate><metadata key='plater_name' value='Zahnräder'/>"
      "<metadata key='plater_id' value='3'/></plate></config>");
  project_writer_add (self, "Metadata/project_settings.config",
                      "\xef\xbb\xbf{\"printer_settings_id\":\"Bambu Lab X1 Carbon 0.4 nozzle\","
                      "\"filament_type\":[\"PLA\",\"PLA\",\"ABS\",\"PETG\",\"PLA\"],"
                      "\"filament_colour\":[\"#000000\",\"#00AE42\",\"#FFFFFF\",\"#FF6A13\","
                      "\"#0A2989\"],\"nozzle_diameter\":[\"0.4\"],"
                      "\"curr_bed_type\":\"Textured PEI Plate\"}");
  add_model (self);
  project_writer_add_gcode (self, 3, "; other\nG28\n");
  project_writer_add_gcode (self, 1, GCODE);
}

static void
write_two_nozzles (ProjectWriter *self)
{
  add_model (self);
  project_writer_add_gcode (self, 1, GCODE);
  project_writer_add (self, "Metadata/slice_info.config",
                      "<config><plate><metadata key='index' value='1'/>"
                      "<metadata key='printer_model_id' value='O1D'/>"
                      "<metadata key='nozzle_diameters' value='0.4,0.6'/>"
                      "<metadata key='filament_maps' value='1 2 1'/>"
                      "<filament id='1' type='PLA' color='#FFFFFF' used_g='10' group_id='0'/>"
                      "<filament id='2' type='PETG' color='#000000' used_g='20' group_id='1'"
                      " nozzle_diameter='0.60'/>"
                      "<filament id='3' type='PLA' color='#FF0000' used_g='30'/></plate></config>");
  project_writer_add (self, "Metadata/project_settings.config",
                      "{\"printer_settings_id\":\"Bambu Lab H2D 0.4 nozzle\","
                      "\"filament_type\":[\"PLA\",\"PETG\",\"PLA\"],"
                      "\"nozzle_diameter\":[\"0.4\",\"0.6\"],"
                      "\"physical_extruder_map\":[\"1\",\"0\"]}");
}

static void
write_bare (ProjectWriter *self)
{
  project_writer_add_gcode (self, 1, GCODE);
  project_writer_add (self, "Metadata/plate_1.json",
                      "{\"bed_type\":\"hot_plate\",\"nozzle_diameter\":0.2,"
                      "\"filament_ids\":[1],\"filament_colors\":[\"#FF0000\"]}");
  project_writer_add (self, "Metadata/project_settings.config",
                      "{\"filament_type\":[\"PLA\",\"PETG-CF\"],"
                      "\"filament_colour\":[\"#000000\",\"#FF0000\"]}");
}

static void
write_unsliced (ProjectWriter *self)
{
  add_model (self);
  project_writer_add (self, "Metadata/slice_info.config", "<config><header/></config>");
  project_writer_add (self, "Metadata/project_settings.config",
                      "{\"printer_settings_id\":\"Bambu Lab A1 mini 0.4 nozzle\","
                      "\"filament_type\":[\"PLA\"],\"filament_colour\":[\"#F4EE2A\"],"
                      "\"curr_bed_type\":\"Textured PEI Plate\"}");
}

static void
write_foreign (ProjectWriter *self)
{
  add_model (self);
  project_writer_add (self, "Metadata/Slic3r_PE.config", "; layer_height = 0.2\n");
  project_writer_add (self, "job.gcode", "G28\n");
}

static void
write_wrong_checksum (ProjectWriter *self)
{
  project_writer_add (self, "Metadata/plate_1.gcode", GCODE "M104 S300\n");
  project_writer_add (self, "Metadata/plate_1.gcode.md5", "d41d8cd98f00b204e9800998ecf8427e");
}

char *
project_fixture_write (ProjectFixture fixture, const char *folder)
{
  static const struct
  {
    const char *name;
    void (*write) (ProjectWriter *self);
  } files[] = {
    [PROJECT_ONE_PLATE] = { "One plate.gcode.3mf", write_one_plate },
    [PROJECT_THREE_PLATES] = { "three-plates.3mf", write_three_plates },
    [PROJECT_TWO_NOZZLES] = { "two-nozzles.gcode.3mf", write_two_nozzles },
    [PROJECT_BARE] = { "bare.3MF", write_bare },
    [PROJECT_UNSLICED] = { "unsliced.3mf", write_unsliced },
    [PROJECT_MODEL] = { "model.3mf", add_model },
    [PROJECT_FOREIGN] = { "foreign.3mf", write_foreign },
    [PROJECT_WRONG_CHECKSUM] = { "wrong-checksum.gcode.3mf", write_wrong_checksum },
    [PROJECT_GCODE] = { "plain.gcode", NULL },
  };
  g_autofree char *path = g_build_filename (folder, files[fixture].name, NULL);
  g_autoptr (GError) error = NULL;

  if (files[fixture].write)
    {
      ProjectWriter *writer = project_writer_new (path);

      files[fixture].write (writer);
      project_writer_close (writer);
    }
  else
    {
      g_file_set_contents (path, GCODE, -1, &error);
      g_assert_no_error (error);
    }

  return g_steal_pointer (&path);
}
