/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What culmctl tells of files, with exact figures. */

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "culmctl-run.h"
#include "project-writer.h"

#define ONE_PLATE_JSON                                                                             \
  "{\"name\":\"One plate\",\"kind\":\"sliced\",\"bytes\":%" G_GINT64_FORMAT                        \
  ",\"slicer_version\":\"02.06.00.51\",\"printer_preset\":\"Bambu Lab P1S 0.4 nozzle\","           \
  "\"filaments\":[{\"position\":1,\"filament_id\":\"GFA00\",\"material\":\"PLA\","                 \
  "\"colour\":\"FFFFFFFF\",\"preset\":\"Bambu PLA Basic @BBL P1S\",\"grams\":null,"                \
  "\"metres\":null,\"extruder\":null}],"                                                           \
  "\"plates\":[{\"index\":1,\"name\":null,\"sliced\":true,\"gcode_bytes\":278,"                    \
  "\"md5\":\"B2968EA94F7900B4D5E7AD6902C02854\",\"gcode\":\"good\",\"seconds\":3725,"              \
  "\"grams\":12.6,\"layers\":120,\"height\":24,\"model\":\"P1S\",\"model_code\":\"C12\","          \
  "\"nozzle_diameters\":[\"0.4\"],\"bed_type\":\"textured_plate\",\"support\":true,"               \
  "\"outside\":false,\"labels\":true,\"thumbnail\":true,"                                          \
  "\"filaments\":[{\"position\":1,\"filament_id\":\"GFA00\",\"material\":\"PLA\","                 \
  "\"colour\":\"FFFFFFFF\",\"preset\":\"Bambu PLA Basic @BBL P1S\",\"grams\":12.6,"                \
  "\"metres\":4.1600000000000001,\"extruder\":0}],"                                                \
  "\"objects\":[{\"id\":123,\"name\":\"cube & \\\"co\\\"\"},"                                      \
  "{\"id\":124,\"name\":\"cube & \\\"co\\\"\"}],"                                                  \
  "\"warnings\":[{\"message\":\"bed_temperature_too_high_than_filament\",\"level\":1,"             \
  "\"code\":\"1000C001\"}]}]}\n"

typedef struct
{
  ProjectFixture file;
  int exit;
  const char *output;
  const char *errors; /* what is in them; NULL: nothing is */
} Case;

static const Case CASES[] = {
  { PROJECT_ONE_PLATE, OK,
    "Name     One plate\n"
    "Slicer   02.06.00.51\n"
    "Printer  Bambu Lab P1S 0.4 nozzle\n"
    "\n"
    "Plate 1\n"
    "  G-code      as the slicer wrote it\n"
    "  Sliced for  P1S\n"
    "  Nozzle      0.4 mm\n"
    "  Plate type  Textured PEI Plate\n"
    "  Time        1 h 2 min\n"
    "  Weight      13 g\n"
    "  Layers      120\n"
    "  Height      24.0 mm\n"
    "  Warning     The bed is hotter than one of the filaments can take: the nozzle may clog. "
    "Leave "
    "the door and the top open.\n"
    "  Filament 1  PLA          #FFFFFF  13 g    Bambu PLA Basic @BBL P1S\n"
    "  Object 123  cube & \"co\"\n"
    "  Object 124  cube & \"co\"\n",
    NULL },
  { PROJECT_THREE_PLATES, OK,
    "Name     three-plates\n"
    "Printer  Bambu Lab X1 Carbon 0.4 nozzle\n"
    "\n"
    "Plate 1\n"
    "  Name        Small\n"
    "  G-code      as the slicer wrote it\n"
    "  Sliced for  X1C\n"
    "  Nozzle      0.4 mm\n"
    "  Plate type  Textured PEI Plate\n"
    "  Time        10 min\n"
    "  Weight      6 g\n"
    "  Layers      120\n"
    "  Height      24.0 mm\n"
    "  Filament 2  PLA   #00AE4280  2 g\n"
    "  Filament 4  PETG  #FF6A13    3 g\n"
    "  Object 77   Gear\n"
    "\n"
    "Plate 2\n"
    "  G-code      not sliced\n"
    "  Nozzle      0.4 mm\n"
    "  Plate type  Textured PEI Plate\n"
    "  Object 78  Gear\n"
    "\n"
    "Plate 3\n"
    "  Name        Zahnräder\n"
    "  G-code      as the slicer wrote it\n"
    "  Nozzle      0.4 mm\n"
    "  Plate type  Textured PEI Plate\n"
    "  Filament 5  PLA  #0A2989\n",
    NULL },
  { PROJECT_TWO_NOZZLES, OK,
    "Name     two-nozzles\n"
    "Printer  Bambu Lab H2D 0.4 nozzle\n"
    "\n"
    "Plate 1\n"
    "  G-code      as the slicer wrote it\n"
    "  Sliced for  H2D\n"
    "  Nozzle      0.4, 0.6 mm\n"
    "  Time        1 h 2 min\n"
    "  Weight      13 g\n"
    "  Layers      120\n"
    "  Height      24.0 mm\n"
    "  Filament 1  PLA   #FFFFFF  10 g  Left nozzle\n"
    "  Filament 2  PETG  #000000  20 g  Right nozzle\n"
    "  Filament 3  PLA   #FF0000  30 g  Left nozzle\n",
    NULL },
  { PROJECT_UNSLICED, OK,
    "Name        unsliced\n"
    "Printer     Bambu Lab A1 mini 0.4 nozzle\n"
    "Filament 1  PLA                           #F4EE2A\n",
    "culmctl: This file is not sliced.\n" },
  { PROJECT_MODEL, OK, "Name  model\n", "holds a model only" },
  { PROJECT_FOREIGN, OK, "Name  foreign\n", "another slicer’s" },
  { PROJECT_WRONG_CHECKSUM, USAGE,
    "Name  wrong-checksum\n"
    "\n"
    "Plate 1\n"
    "  G-code  not as the slicer wrote it\n"
    "  Time    1 h 2 min\n"
    "  Weight  13 g\n"
    "  Layers  120\n"
    "  Height  24.0 mm\n",
    "The G-code is not what the slicer wrote. (Metadata/plate_1.gcode: has the MD5 "
    "51632010CA4A4366F3CA3B7841E907C1, but should have D41D8CD98F00B204E9800998ECF8427E)\n" },
  { PROJECT_GCODE, OK,
    "Name  plain\n"
    "\n"
    "Plate 1\n"
    "  G-code  readable, without a checksum of the slicer’s\n"
    "  Time    1 h 2 min\n"
    "  Weight  13 g\n"
    "  Layers  120\n"
    "  Height  24.0 mm\n",
    NULL },
};

static char *folder;

/* @path: (nullable): no file; @option: (nullable) */
static CulmctlRun *
inspect (const char *path, const char *option)
{
  const char *const command[] = { CULM_CTL, "inspect", path ? path : option, path ? option : NULL,
                                  NULL };

  return culmctl_run (command, NULL);
}

/* A sanitizer may. */
static void
assert_says_nothing (const char *errors)
{
  g_assert_null (strstr (errors, "culmctl:"));
}

static void
test_text (gconstpointer data)
{
  const Case *item = data;
  g_autofree char *path = project_fixture_write (item->file, folder);
  g_autoptr (CulmctlRun) run = inspect (path, NULL);

  g_assert_cmpstr (run->output, ==, item->output);
  if (item->errors)
    g_assert_nonnull (strstr (run->errors, item->errors));
  else
    assert_says_nothing (run->errors);
  g_assert_cmpint (run->exit, ==, item->exit);
  g_assert_no_errno (g_unlink (path));
}

static void
test_json (void)
{
  g_autofree char *path = project_fixture_write (PROJECT_ONE_PLATE, folder);
  g_autoptr (CulmctlRun) run = inspect (path, "--json");
  g_autofree char *expected = NULL;
  GStatBuf status;

  g_assert_no_errno (g_stat (path, &status));
  expected = g_strdup_printf (ONE_PLATE_JSON, (gint64) status.st_size);
  g_assert_cmpint (run->exit, ==, OK);
  g_assert_cmpstr (run->output, ==, expected);
  assert_says_nothing (run->errors);
  g_assert_no_errno (g_unlink (path));
}

static void
assert_refused (const char *path, const char *words)
{
  g_autoptr (CulmctlRun) run = inspect (path, "--json");

  g_assert_cmpint (run->exit, ==, USAGE);
  g_assert_cmpstr (run->output, ==, "");
  g_assert_nonnull (strstr (run->errors, words));
}

static void
test_refused (void)
{
  g_autofree char *missing = g_build_filename (folder, "missing.3mf", NULL);
  g_autofree char *path = g_build_filename (folder, "bad.3mf", NULL);
  g_autoptr (GError) error = NULL;
  ProjectWriter *writer;

  assert_refused (NULL, "Which file?");
  assert_refused (missing, "There is no such file.");
  assert_refused (folder, "The file cannot be read.");

  g_file_set_contents (path, PROJECT_GCODE_HEAD, -1, &error);
  g_assert_no_error (error);
  assert_refused (path, "neither a 3MF file nor G-code. (is no ZIP archive)");

  g_file_set_contents (path, "PK\3\4 and no more", -1, &error);
  g_assert_no_error (error);
  assert_refused (path, "The file is damaged.");

  writer = project_writer_new (path);
  project_writer_add (writer, "../../etc/passwd", "root");
  project_writer_close (writer);
  assert_refused (path, "reaches for others, so it is not opened. (../../etc/passwd: ");

  writer = project_writer_new (path);
  project_writer_add_zeros (writer, "3D/3dmodel.model", 64 * 1024 * 1024);
  project_writer_close (writer);
  assert_refused (path, "than in anything that can be printed. (would be unpacked to");

  g_assert_no_errno (g_unlink (path));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("culm-inspect-XXXXXX", &error);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path = g_strdup_printf ("/culmctl/inspect/text/%u", CASES[i].file);

      g_test_add_data_func (path, &CASES[i], test_text);
    }
  g_test_add_func ("/culmctl/inspect/json", test_json);
  g_test_add_func ("/culmctl/inspect/refused", test_refused);

  result = g_test_run ();
  g_assert_no_errno (g_rmdir (folder));
  g_free (folder);

  return result;
}
