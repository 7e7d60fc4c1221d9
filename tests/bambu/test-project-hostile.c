/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that somebody made to do harm, or that were harmed. */

#include "project-fixture.h"

#include <string.h>
#include <sys/stat.h>

#define MIB (1024 * 1024)

#define GCODE_1 "Metadata/plate_1.gcode"
#define SLICE_INFO "Metadata/slice_info.config"
#define SETTINGS "Metadata/project_settings.config"

/* More than any file takes, and less than any of them could make one take */
#ifdef __SANITIZE_ADDRESS__
#define MAX_GROWTH_KIB (512 * 1024) /* it keeps what is given back for a while */
#else
#define MAX_GROWTH_KIB (128 * 1024)
#endif

typedef struct
{
  const char *name;
  const char *entry;
  const char *text;
  BambuProjectError code;
  const char *words; /* of the error */
} BadEntry;

static const BadEntry BAD_ENTRIES[] = {
  { "traversal", "3D/../../.bashrc", "x", BAMBU_PROJECT_ERROR_UNSAFE, "leads out" },
  { "backslashes", "Metadata\\..\\..\\x", "x", BAMBU_PROJECT_ERROR_UNSAFE, "leads out" },
  { "absolute", "/etc/passwd", "x", BAMBU_PROJECT_ERROR_UNSAFE, "leads out" },
  { "drive", "C:/x", "x", BAMBU_PROJECT_ERROR_UNSAFE, "leads out" },
  { "twice", SETTINGS, "{}", BAMBU_PROJECT_ERROR_DAMAGED, "twice" },
  { "external-entity", SLICE_INFO,
    "<!DOCTYPE c [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><config>&x;</config>",
    BAMBU_PROJECT_ERROR_UNSAFE, "entities" },
  { "unknown-entity", SLICE_INFO, "<config>&x;</config>", BAMBU_PROJECT_ERROR_DAMAGED,
    "slice_info.config" },
  { "broken-xml", SLICE_INFO, "<config><plate></config>", BAMBU_PROJECT_ERROR_DAMAGED,
    "slice_info.config" },
  { "short-xml", SLICE_INFO, "<config><pla", BAMBU_PROJECT_ERROR_DAMAGED, "slice_info.config" },
  { "empty-xml", SLICE_INFO, "", BAMBU_PROJECT_ERROR_DAMAGED, "slice_info.config" },
  { "plate-twice", SLICE_INFO,
    "<config><plate><metadata key='index' value='2'/></plate>"
    "<plate><metadata key='index' value='2'/></plate></config>",
    BAMBU_PROJECT_ERROR_DAMAGED, "plate 2" },
  { "plate-number", SLICE_INFO,
    "<config><plate><metadata key='index' value='2000000000'/></plate></config>",
    BAMBU_PROJECT_ERROR_TOO_LARGE, "256 plates" },
  { "filament-number", SLICE_INFO,
    "<config><plate><metadata key='index' value='1'/><filament id='-1'/></plate></config>",
    BAMBU_PROJECT_ERROR_DAMAGED, "no number" },
  { "filament-position", SLICE_INFO,
    "<config><plate><metadata key='index' value='1'/><filament id='999999'/></plate></config>",
    BAMBU_PROJECT_ERROR_TOO_LARGE, "256 filaments" },
  { "filament-twice", SLICE_INFO,
    "<config><plate><metadata key='index' value='1'/><filament id='3'/><filament id='3'/>"
    "</plate></config>",
    BAMBU_PROJECT_ERROR_DAMAGED, "filament 3" },
  { "broken-model-settings", "Metadata/model_settings.config", "<config",
    BAMBU_PROJECT_ERROR_DAMAGED, "model_settings.config" },
  { "broken-json", "Metadata/plate_1.json", "{\"bed_type\":", BAMBU_PROJECT_ERROR_DAMAGED,
    "plate_N.json" },
  { "json-list", "Metadata/plate_1.json", "[]", BAMBU_PROJECT_ERROR_DAMAGED, "no object" },
  { "sidecar", "Metadata/plate_1.gcode.md5", "no checksum", BAMBU_PROJECT_ERROR_DAMAGED, "no MD5" },
  { "plate-name", "Metadata/plate_99999999999999999999999.gcode", "G28",
    BAMBU_PROJECT_ERROR_TOO_LARGE, "256 plates" },
};

static char *
get_path (Fixture *fixture)
{
  return g_build_filename (fixture->folder, "bad.3mf", NULL);
}

static void
assert_refused (const char *path, GQuark domain, int code, const char *words)
{
  g_autoptr (GError) error = test_await_error (bambu_project_open (path));

  g_test_message ("%s", error->message);
  g_assert_error (error, domain, code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_bad_entry (Fixture *fixture, gconstpointer data)
{
  const BadEntry *bad = data;
  g_autofree char *path = get_path (fixture);
  ProjectWriter *writer = project_writer_new (path);

  project_writer_add (writer, GCODE_1, PROJECT_GCODE_HEAD);
  project_writer_add (writer, SETTINGS, "{}");
  project_writer_add (writer, bad->entry, bad->text);
  project_writer_close (writer);

  assert_refused (path, BAMBU_PROJECT_ERROR, bad->code, bad->words);
}

/* Where the directory's entry of @name begins */
static guint8 *
find_directory_entry (guint8 *data, gsize size, const char *name)
{
  static const guint8 signature[] = { 'P', 'K', 1, 2 };
  guint8 *at = data;

  while ((at = memmem (at, size - (at - data), signature, sizeof signature)))
    {
      if (memcmp (at + 46, name, strlen (name)) == 0)
        return at;
      at++;
    }

  g_assert_not_reached ();
}

static void
put_32 (guint8 *at, guint32 value)
{
  value = GUINT32_TO_LE (value);
  memcpy (at, &value, sizeof value);
}

typedef gsize (*Spoil) (guint8 *data, gsize size);

static gsize
truncate_half (guint8 *data, gsize size)
{
  return size / 2;
}

static gsize
truncate_end (guint8 *data, gsize size)
{
  return size - 10;
}

/* In the data, which the writer compresses: either the stream or the checksum is wrong then. */
static gsize
flip_data (guint8 *data, gsize size)
{
  guint8 *name = memmem (data, size, SLICE_INFO, strlen (SLICE_INFO));

  name[strlen (SLICE_INFO) + 60] ^= 0x10;

  return size;
}

static gsize
change_checksum (guint8 *data, gsize size)
{
  put_32 (find_directory_entry (data, size, SLICE_INFO) + 16, 12345);

  return size;
}

static gsize
say_smaller (guint8 *data, gsize size)
{
  put_32 (find_directory_entry (data, size, SLICE_INFO) + 24, 10);

  return size;
}

static gsize
say_larger (guint8 *data, gsize size)
{
  put_32 (find_directory_entry (data, size, SLICE_INFO) + 24, 100000);

  return size;
}

static gsize
point_outside (guint8 *data, gsize size)
{
  put_32 (find_directory_entry (data, size, SLICE_INFO) + 42, 0x7fffffff);

  return size;
}

static gsize
move_directory (guint8 *data, gsize size)
{
  put_32 (data + size - 6, 0x7ffffff0);

  return size;
}

static gsize
encrypt (guint8 *data, gsize size)
{
  guint8 *name = memmem (data, size, SLICE_INFO, strlen (SLICE_INFO));

  find_directory_entry (data, size, SLICE_INFO)[8] |= 1;
  name[6 - 30] |= 1;

  return size;
}

static const struct
{
  const char *name;
  Spoil spoil;
} SPOILS[] = {
  { "truncated", truncate_half },
  { "truncated-end", truncate_end },
  { "flipped-bit", flip_data },
  { "checksum", change_checksum },
  { "says-smaller", say_smaller },
  { "says-larger", say_larger },
  { "points-outside", point_outside },
  { "directory-moved", move_directory },
  { "encrypted", encrypt },
};

static void
test_spoiled (Fixture *fixture, gconstpointer data)
{
  Spoil spoil = SPOILS[GPOINTER_TO_UINT (data)].spoil;
  g_autofree char *path = project_fixture_write (PROJECT_ONE_PLATE, fixture->folder);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_file_get_contents (path, &contents, &size, &error);
  g_assert_no_error (error);
  size = spoil ((guint8 *) contents, size);
  g_file_set_contents (path, contents, (gssize) size, &error);
  g_assert_no_error (error);

  assert_refused (path, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_DAMAGED, "");
}

static void
test_no_project (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_path (fixture);
  g_autofree char *missing = g_build_filename (fixture->folder, "missing.3mf", NULL);
  g_autofree char *gcode = g_build_filename (fixture->folder, "binary.gcode", NULL);
  g_autofree char *pipe = g_build_filename (fixture->folder, "pipe.3mf", NULL);
  g_autoptr (GError) error = NULL;
  ProjectWriter *writer;

  /* G-code in an archive's clothes */
  g_file_set_contents (path, PROJECT_GCODE_HEAD, -1, &error);
  g_assert_no_error (error);
  assert_refused (path, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_NOT_A_PROJECT, "no ZIP");

  g_file_set_contents (path, "", 0, &error);
  g_assert_no_error (error);
  assert_refused (path, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_NOT_A_PROJECT, "no ZIP");

  g_file_set_contents (gcode, "G28\0G28", 7, &error);
  g_assert_no_error (error);
  assert_refused (gcode, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_NOT_A_PROJECT, "no G-code");

  writer = project_writer_new (path);
  project_writer_add (writer, "word/document.xml", "<w/>");
  project_writer_close (writer);
  assert_refused (path, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_NOT_A_PROJECT, "no 3MF");

  g_assert_no_errno (mkfifo (pipe, 0600));
  assert_refused (pipe, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "pipe.3mf");
  assert_refused (missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "missing.3mf");
  assert_refused (fixture->folder, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, fixture->folder);
}

static void
write_bomb (ProjectWriter *writer)
{
  project_writer_add_zeros (writer, "3D/3dmodel.model", 256 * MIB);
}

static void
write_large_config (ProjectWriter *writer)
{
  /* Random enough not to be a bomb */
  g_autofree char *noise = g_malloc (12 * MIB);

  for (guint i = 0; i < 12 * MIB; i++)
    noise[i] = (char) g_random_int_range ('a', 'z');
  project_writer_add_bytes (writer, SETTINGS, noise, 12 * MIB);
}

static void
write_wide_picture (ProjectWriter *writer)
{
  project_writer_add_picture (writer, "Metadata/plate_1.png", 4097, 1);
}

static void
write_plates (ProjectWriter *writer)
{
  for (int i = 1; i <= 10000; i++)
    {
      g_autofree char *name = g_strdup_printf ("Metadata/plate_%d.gcode", i);

      project_writer_add (writer, name, "G28\n");
    }
}

static void
write_entries (ProjectWriter *writer)
{
  for (guint i = 0; i <= 20000; i++)
    {
      g_autofree char *name = g_strdup_printf ("3D/%u", i);

      project_writer_add (writer, name, "");
    }
}

static void
write_directory (ProjectWriter *writer)
{
  g_autofree char *filling = g_strnfill (2000, 'x');

  for (guint i = 0; i < 8000; i++)
    {
      g_autofree char *name = g_strdup_printf ("3D/%u-%s", i, filling);

      project_writer_add (writer, name, "");
    }
}

/* Numbered, so that it is no bomb by its ratio */
static void
write_numbered (
    ProjectWriter *writer, guint n, const char *start, const char *before, const char *after)
{
  g_autoptr (GString) text = g_string_new (start);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%u%s<!--%x-->", before, i, after, g_random_int ());
  project_writer_add (writer, SLICE_INFO, text->str);
}

static void
write_depth (ProjectWriter *writer)
{
  write_numbered (writer, 100000, "<config>", "<a", ">");
}

static void
write_objects (ProjectWriter *writer)
{
  write_numbered (writer, 20000, "<config><plate><metadata key='index' value='1'/>",
                  "<object identify_id='", "' name='x'/>");
}

/* None of them too large, and none compressed, so no bomb. */
static void
write_layouts (ProjectWriter *writer)
{
  g_autofree char *filling = g_strnfill (9 * MIB, ' ');
  g_autofree char *layout = g_strconcat ("{", filling, "}", NULL);

  for (guint i = 1; i <= 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("Metadata/plate_%u.json", i);

      project_writer_add (writer, name, layout);
    }
}

/* What JSON takes most memory for */
static void
write_numbers (ProjectWriter *writer)
{
  g_autoptr (GString) text = g_string_sized_new (10 * MIB);

  g_string_append (text, "{\"filament_type\":[0");
  while (text->len < 10 * MIB - 10)
    g_string_append (text, ",1");
  g_string_append (text, "]} wrong");
  project_writer_add (writer, SETTINGS, text->str);
}

static const struct
{
  const char *name;
  void (*write) (ProjectWriter *writer);
  BambuProjectError code;
  const char *words;
  const char *options; /* of the writer */
} LARGE[] = {
  { "bomb", write_bomb, BAMBU_PROJECT_ERROR_TOO_LARGE, "200 times" },
  { "config", write_large_config, BAMBU_PROJECT_ERROR_TOO_LARGE, SETTINGS },
  { "picture", write_wide_picture, BAMBU_PROJECT_ERROR_TOO_LARGE, "4097 × 1" },
  { "plates", write_plates, BAMBU_PROJECT_ERROR_TOO_LARGE, "256 plates" },
  { "entries", write_entries, BAMBU_PROJECT_ERROR_TOO_LARGE, "20000 entries" },
  { "layouts", write_layouts, BAMBU_PROJECT_ERROR_TOO_LARGE, "describe the plates",
    "zip:compression=store" },
  { "numbers", write_numbers, BAMBU_PROJECT_ERROR_DAMAGED, "project_settings.config",
    "zip:compression=store" },
  { "directory", write_directory, BAMBU_PROJECT_ERROR_TOO_LARGE, "directory" },
  { "depth", write_depth, BAMBU_PROJECT_ERROR_DAMAGED, "too deeply" },
  { "objects", write_objects, BAMBU_PROJECT_ERROR_TOO_LARGE, "10000 objects" },
};

static guint64
read_status (const char *key)
{
  g_autofree char *status = NULL;
  g_autoptr (GError) error = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/status", &status, NULL, &error);
  g_assert_no_error (error);
  line = strstr (status, key);
  g_assert_nonnull (line);

  return g_ascii_strtoull (line + strlen (key), NULL, 10);
}

/* The peak begins anew from here. */
static guint64
reset_peak (void)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full ("/proc/self/clear_refs", "5", -1, G_FILE_SET_CONTENTS_NONE, 0600,
                            &error);
  g_assert_no_error (error);

  return read_status ("VmRSS:");
}

static void
test_large (Fixture *fixture, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *path = get_path (fixture);
  ProjectWriter *writer = project_writer_new_with_options (path, LARGE[i].options);
  guint64 before;

  LARGE[i].write (writer);
  project_writer_close (writer);

  before = reset_peak ();
  assert_refused (path, BAMBU_PROJECT_ERROR, LARGE[i].code, LARGE[i].words);
  g_assert_cmpuint (read_status ("VmHWM:"), <, before + MAX_GROWTH_KIB);
}

/* It says that it is small; what is read of it before that is found out is bounded too. */
static void
test_lying_gcode (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_path (fixture);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  ProjectWriter *writer = project_writer_new (path);
  guint64 before;
  gsize size;

  project_writer_add_zeros (writer, GCODE_1, 256 * MIB);
  project_writer_close (writer);
  g_file_get_contents (path, &contents, &size, &error);
  g_assert_no_error (error);
  put_32 (find_directory_entry ((guint8 *) contents, size, GCODE_1) + 24, 100);
  g_file_set_contents (path, contents, (gssize) size, &error);
  g_assert_no_error (error);

  before = reset_peak ();
  assert_refused (path, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_DAMAGED, "directory says");
  g_assert_cmpuint (read_status ("VmHWM:"), <, before + MAX_GROWTH_KIB);
}

/* Odd, but no reason to refuse. */
static void
test_odd (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_path (fixture);
  g_autofree char *filling = g_strnfill (300, 'x');
  g_autofree char *long_name = g_strdup_printf ("3D/%s", filling);
  g_autofree char *settings =
      g_strdup_printf ("{\"printer_settings_id\":\"%sü\",\"filament_type\":[null,7,{}],"
                       "\"filament_colour\":\"#00ff00\",\"nozzle_diameter\":{}}",
                       filling);
  g_autoptr (BambuProject) project = NULL;
  ProjectWriter *writer = project_writer_new (path);
  const BambuPlateValues *plate;

  project_writer_add (writer, long_name, "");
  project_writer_add (writer, "3D/Zahnräder ⚙.model", "");
  project_writer_add (writer, "Metadata/plate_01.gcode", "G28\n");
  project_writer_add (writer, "Metadata/plate_.gcode", "G28\n");
  project_writer_add (writer, "Metadata/plate_3.gcode", "");
  project_writer_add (writer, "Metadata/plate_2.gcode", "G28\n");
  project_writer_add (writer, "Metadata/plate_2.png", "no picture");
  project_writer_add (writer, SETTINGS, settings);
  project_writer_add (writer, SLICE_INFO,
                      "<config><plate><metadata key='prediction' value='1'/><filament id='1'/>"
                      "</plate><plate><metadata key='index' value='2'/>"
                      "<metadata key='prediction' value='1e300'/>"
                      "<metadata key='weight' value='-1'/><other><filament id='0'/></other>"
                      "<filament id='2' type='\xff\xfe'/></plate></config>");
  project_writer_close (writer);

  project = open_project (path);
  g_assert_cmpuint (g_list_model_get_n_items (bambu_project_get_values (project)->plates), ==, 2);
  g_assert_cmpuint (strlen (bambu_project_get_values (project)->printer_preset), ==, 300);
  g_assert_null (bambu_project_find_plate (project, 1));
  g_assert_false (bambu_plate_get_values (bambu_project_find_plate (project, 3))->is_sliced);
  plate = bambu_plate_get_values (bambu_project_find_plate (project, 2));
  g_assert_true (plate->is_sliced);
  g_assert_null (plate->thumbnail);
  g_assert_cmpint (plate->seconds, ==, -1);
  g_assert_cmpuint (g_list_model_get_n_items (plate->filaments), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  for (guint i = 0; i < G_N_ELEMENTS (BAD_ENTRIES); i++)
    {
      g_autofree char *path = g_strdup_printf ("/project/entry/%s", BAD_ENTRIES[i].name);

      g_test_add (path, Fixture, &BAD_ENTRIES[i], set_up, test_bad_entry, tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (SPOILS); i++)
    {
      g_autofree char *path = g_strdup_printf ("/project/spoiled/%s", SPOILS[i].name);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_spoiled, tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (LARGE); i++)
    {
      g_autofree char *path = g_strdup_printf ("/project/large/%s", LARGE[i].name);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_large, tear_down);
    }
  g_test_add ("/project/large/lying-gcode", Fixture, NULL, set_up, test_lying_gcode, tear_down);
  g_test_add ("/project/no-project", Fixture, NULL, set_up, test_no_project, tear_down);
  g_test_add ("/project/odd", Fixture, NULL, set_up, test_odd, tear_down);

  return g_test_run ();
}
