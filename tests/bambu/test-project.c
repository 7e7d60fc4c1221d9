/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files as slicers write them, with exact figures. */

#include <math.h>

#include "project-fixture.h"

static BambuProject *
open_fixture (Fixture *fixture, ProjectFixture which)
{
  g_autofree char *path = project_fixture_write (which, fixture->folder);

  return open_project (path);
}

static const BambuPlateValues *
get_plate (BambuProject *project, int index)
{
  BambuPlate *plate = bambu_project_find_plate (project, index);

  g_assert_nonnull (plate);

  return bambu_plate_get_values (plate);
}

static const BambuProjectFilamentValues *
get_filament (GListModel *filaments, guint i)
{
  g_autoptr (BambuProjectFilament) filament = g_list_model_get_item (filaments, i);

  g_assert_nonnull (filament);

  return bambu_project_filament_get_values (filament);
}

static const BambuPlateObjectValues *
get_object (const BambuPlateValues *plate, guint i)
{
  g_autoptr (BambuPlateObject) object = g_list_model_get_item (plate->objects, i);

  g_assert_nonnull (object);

  return bambu_plate_object_get_values (object);
}

static void
assert_n (GListModel *list, guint n_items)
{
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, n_items);
}

static void
test_one_plate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuProject) project = open_fixture (fixture, PROJECT_ONE_PLATE);
  const BambuProjectValues *values = bambu_project_get_values (project);
  const BambuPlateValues *plate;
  const BambuProjectFilamentValues *filament;
  g_autoptr (BambuPlateWarning) warning = NULL;
  g_autoptr (GBytes) thumbnail = NULL;
  GStatBuf status;

  g_assert_cmpint (g_stat (values->path, &status), ==, 0);
  g_assert_cmpstr (values->name, ==, "One plate");
  g_assert_cmpint (values->kind, ==, BAMBU_PROJECT_KIND_SLICED);
  g_assert_cmpint (values->file_bytes, ==, status.st_size);
  g_assert_cmpstr (values->slicer_version, ==, "02.06.00.51");
  g_assert_cmpstr (values->printer_preset, ==, "Bambu Lab P1S 0.4 nozzle");
  assert_n (values->plates, 1);
  assert_n (values->filaments, 1);
  g_assert_null (bambu_project_find_plate (project, 2));

  plate = get_plate (project, 1);
  g_assert_null (plate->name);
  g_assert_true (plate->is_sliced);
  g_assert_cmpint (plate->gcode_bytes, ==, strlen (PROJECT_GCODE_HEAD "G28\nG1 X10 Y10 F6000\n"));
  g_assert_cmpstr (plate->md5, ==, "B2968EA94F7900B4D5E7AD6902C02854");
  g_assert_cmpint (plate->seconds, ==, 3725);
  g_assert_cmpfloat (plate->grams, ==, 12.6);
  g_assert_cmpint (plate->layers, ==, 120);
  g_assert_cmpfloat (plate->height, ==, 24);
  g_assert_cmpstr (plate->model_code, ==, "C12");
  g_assert_cmpstrv (plate->nozzle_diameters, ((const char *[]) { "0.4", NULL }));
  g_assert_cmpint (plate->bed_type, ==, BAMBU_BED_TYPE_TEXTURED);
  g_assert_true (plate->has_support);
  g_assert_false (plate->is_outside);
  g_assert_true (plate->has_labels);
  g_assert_cmpuint (g_bytes_get_size (plate->thumbnail), ==, 33);
  g_object_get (bambu_project_find_plate (project, 1), "thumbnail", &thumbnail, NULL);
  g_assert_true (thumbnail == plate->thumbnail);

  assert_n (plate->filaments, 1);
  filament = get_filament (plate->filaments, 0);
  g_assert_cmpint (filament->position, ==, 1);
  g_assert_cmpstr (filament->filament_id, ==, "GFA00");
  g_assert_cmpstr (filament->material, ==, "PLA");
  g_assert_cmpstr (filament->colour, ==, "FFFFFFFF");
  g_assert_cmpstr (filament->preset, ==, "Bambu PLA Basic @BBL P1S");
  g_assert_cmpfloat (filament->grams, ==, 12.6);
  g_assert_cmpfloat (filament->metres, ==, 4.16);
  g_assert_cmpint (filament->extruder, ==, 0);
  g_assert_cmpfloat (filament->nozzle_diameter, ==, 0.4);

  /* Of the same name, and without the one that is skipped. */
  assert_n (plate->objects, 2);
  g_assert_cmpint (get_object (plate, 0)->id, ==, 123);
  g_assert_cmpint (get_object (plate, 1)->id, ==, 124);
  g_assert_cmpstr (get_object (plate, 1)->name, ==, "cube & \"co\"");

  assert_n (plate->warnings, 1);
  warning = g_list_model_get_item (plate->warnings, 0);
  g_assert_cmpstr (bambu_plate_warning_get_values (warning)->message, ==,
                   "bed_temperature_too_high_than_filament");
  g_assert_cmpint (bambu_plate_warning_get_values (warning)->level, ==, 1);
  g_assert_cmpstr (bambu_plate_warning_get_values (warning)->code, ==, "1000C001");
}

static void
test_three_plates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuProject) project = open_fixture (fixture, PROJECT_THREE_PLATES);
  const BambuProjectValues *values = bambu_project_get_values (project);
  const BambuPlateValues *plate;

  g_assert_cmpstr (values->name, ==, "three-plates");
  g_assert_cmpint (values->kind, ==, BAMBU_PROJECT_KIND_SLICED);
  g_assert_null (values->slicer_version);
  assert_n (values->plates, 3);
  assert_n (values->filaments, 5);
  g_assert_cmpstr (get_filament (values->filaments, 2)->material, ==, "ABS");
  g_assert_cmpint (get_filament (values->filaments, 2)->position, ==, 3);

  plate = get_plate (project, 1);
  g_assert_cmpstr (plate->name, ==, "Small");
  g_assert_true (plate->is_sliced);
  g_assert_cmpint (plate->seconds, ==, 600);
  g_assert_cmpfloat (plate->grams, ==, 5.5);
  g_assert_cmpint (plate->layers, ==, 120);
  g_assert_cmpstr (plate->model_code, ==, "BL-P001");
  g_assert_cmpstrv (plate->nozzle_diameters, ((const char *[]) { "0.4", NULL }));
  g_assert_cmpint (plate->bed_type, ==, BAMBU_BED_TYPE_TEXTURED);
  g_assert_false (plate->has_labels);
  g_assert_null (plate->thumbnail);
  assert_n (plate->filaments, 2);
  g_assert_cmpint (get_filament (plate->filaments, 0)->position, ==, 2);
  g_assert_cmpstr (get_filament (plate->filaments, 0)->colour, ==, "00AE4280");
  g_assert_cmpint (get_filament (plate->filaments, 1)->position, ==, 4);
  g_assert_cmpstr (get_filament (plate->filaments, 1)->material, ==, "PETG");
  g_assert_null (get_filament (plate->filaments, 1)->filament_id);
  assert_n (plate->objects, 1);
  g_assert_cmpint (get_object (plate, 0)->id, ==, 77);
  g_assert_cmpstr (get_object (plate, 0)->name, ==, "Gear");

  plate = get_plate (project, 2);
  g_assert_null (plate->name);
  g_assert_false (plate->is_sliced);
  g_assert_null (plate->md5);
  assert_n (plate->filaments, 0);

  /* Numbers that are none. */
  plate = get_plate (project, 3);
  g_assert_cmpstr (plate->name, ==, "Zahnräder");
  g_assert_true (plate->is_sliced);
  g_assert_cmpint (plate->seconds, ==, -1);
  g_assert_true (isnan (plate->grams));
  g_assert_cmpint (plate->layers, ==, -1);
  g_assert_true (isnan (plate->height));
  assert_n (plate->filaments, 1);
  g_assert_cmpint (get_filament (plate->filaments, 0)->position, ==, 5);
  g_assert_cmpstr (get_filament (plate->filaments, 0)->colour, ==, "0A2989FF");
  g_assert_true (isnan (get_filament (plate->filaments, 0)->grams));
}

static void
test_two_nozzles (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuProject) project = open_fixture (fixture, PROJECT_TWO_NOZZLES);
  const BambuPlateValues *plate = get_plate (project, 1);

  g_assert_cmpstr (plate->model_code, ==, "O1D");
  g_assert_cmpstrv (plate->nozzle_diameters, ((const char *[]) { "0.4", "0.6", NULL }));
  assert_n (plate->filaments, 3);
  g_assert_cmpint (get_filament (plate->filaments, 0)->extruder, ==, 1);
  g_assert_cmpint (get_filament (plate->filaments, 1)->extruder, ==, 0);
  g_assert_cmpfloat (get_filament (plate->filaments, 1)->nozzle_diameter, ==, 0.6);
  g_assert_cmpint (get_filament (plate->filaments, 2)->extruder, ==, 1);
}

static void
test_bare (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuProject) project = open_fixture (fixture, PROJECT_BARE);
  const BambuPlateValues *plate = get_plate (project, 1);

  g_assert_cmpstr (bambu_project_get_values (project)->name, ==, "bare");
  g_assert_cmpint (bambu_project_get_values (project)->kind, ==, BAMBU_PROJECT_KIND_SLICED);
  g_assert_cmpint (plate->seconds, ==, 3725);
  g_assert_cmpfloat_with_epsilon (plate->grams, 13, 1e-9);
  g_assert_null (plate->model_code);
  g_assert_cmpstrv (plate->nozzle_diameters, ((const char *[]) { "0.2", NULL }));
  g_assert_cmpint (plate->bed_type, ==, BAMBU_BED_TYPE_HIGH_TEMP);
  assert_n (plate->filaments, 1);
  g_assert_cmpint (get_filament (plate->filaments, 0)->position, ==, 2);
  g_assert_cmpstr (get_filament (plate->filaments, 0)->material, ==, "PETG-CF");
  g_assert_cmpstr (get_filament (plate->filaments, 0)->colour, ==, "FF0000FF");
  assert_n (plate->objects, 0);
}

static void
test_not_sliced (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuProject) unsliced = open_fixture (fixture, PROJECT_UNSLICED);
  g_autoptr (BambuProject) model = open_fixture (fixture, PROJECT_MODEL);
  g_autoptr (BambuProject) foreign = open_fixture (fixture, PROJECT_FOREIGN);

  g_assert_cmpint (bambu_project_get_values (unsliced)->kind, ==, BAMBU_PROJECT_KIND_UNSLICED);
  assert_n (bambu_project_get_values (unsliced)->plates, 0);
  assert_n (bambu_project_get_values (unsliced)->filaments, 1);
  g_assert_cmpstr (get_filament (bambu_project_get_values (unsliced)->filaments, 0)->colour, ==,
                   "F4EE2AFF");
  g_assert_cmpint (bambu_project_get_values (model)->kind, ==, BAMBU_PROJECT_KIND_MODEL);
  g_assert_cmpint (bambu_project_get_values (foreign)->kind, ==, BAMBU_PROJECT_KIND_FOREIGN);
}

static char *
verify (BambuProject *project, int index, GError **error)
{
  g_autoptr (DexFuture) future = test_await (bambu_project_verify_plate (project, index));
  const GValue *value = dex_future_get_value (future, error);

  return value ? g_value_dup_string (value) : NULL;
}

static void
test_gcode (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuProject) project = open_fixture (fixture, PROJECT_GCODE);
  const BambuPlateValues *plate = get_plate (project, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *md5 = verify (project, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (bambu_project_get_values (project)->name, ==, "plain");
  g_assert_cmpint (bambu_project_get_values (project)->kind, ==, BAMBU_PROJECT_KIND_GCODE);
  assert_n (bambu_project_get_values (project)->plates, 1);
  g_assert_true (plate->is_sliced);
  g_assert_cmpint (plate->seconds, ==, 3725);
  g_assert_cmpint (plate->layers, ==, 120);
  g_assert_null (plate->md5);
  g_assert_cmpstr (md5, ==, "B2968EA94F7900B4D5E7AD6902C02854");
}

static void
test_verify (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuProject) good = open_fixture (fixture, PROJECT_THREE_PLATES);
  g_autoptr (BambuProject) wrong = open_fixture (fixture, PROJECT_WRONG_CHECKSUM);
  g_autoptr (GError) error = NULL;
  g_autofree char *md5 = verify (good, 1, &error);
  g_autofree char *other = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (md5, ==, get_plate (good, 1)->md5);
  other = verify (good, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (other, ==, get_plate (good, 3)->md5);

  g_assert_cmpstr (get_plate (wrong, 1)->md5, ==, "D41D8CD98F00B204E9800998ECF8427E");
  g_assert_null (verify (wrong, 1, &error));
  g_assert_error (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_CHECKSUM);
  g_clear_error (&error);

  /* Written over in the meantime. */
  g_file_set_contents (bambu_project_get_values (good)->path, "PK", -1, &error);
  g_assert_no_error (error);
  g_assert_null (verify (good, 1, &error));
  g_assert_error (error, BAMBU_PROJECT_ERROR, BAMBU_PROJECT_ERROR_CHANGED);
  g_clear_error (&error);

  g_assert_no_errno (g_unlink (bambu_project_get_values (good)->path));
  g_assert_null (verify (good, 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* As other writers do it */
static void
test_containers (Fixture *fixture, gconstpointer data)
{
  static const char *const options[] = { "zip:compression=store", "zip:zip64" };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, "container.3mf", NULL);
      g_autoptr (BambuProject) project = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *md5 = NULL;
      ProjectWriter *writer = project_writer_new_with_options (path, options[i]);

      project_writer_add_gcode (writer, 7, PROJECT_GCODE_HEAD);
      project_writer_close (writer);

      project = open_project (path);
      g_assert_cmpint (get_plate (project, 7)->layers, ==, 120);
      md5 = verify (project, 7, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (md5, ==, get_plate (project, 7)->md5);
    }
}

/* As far as it is read, and no farther: a head without an end, and one that comes too late. */
static void
test_heads (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "heads.3mf", NULL);
  g_autofree char *endless = g_strnfill (2 * 1024 * 1024, ';');
  g_autofree char *late = g_strconcat (endless, "\n; total layer number: 5\n", NULL);
  g_autofree char *open_head =
      g_strconcat ("; HEADER_BLOCK_START\n; total layer number: 9\n; max_z_height: -3\n"
                   "; total estimated time: 1d 1s\n",
                   late, NULL);
  g_autoptr (BambuProject) project = NULL;
  ProjectWriter *writer = project_writer_new_with_options (path, "zip:compression=store");

  project_writer_add_gcode (writer, 1, open_head);
  project_writer_add_gcode (writer, 2, late);
  project_writer_close (writer);

  project = open_project (path);
  g_assert_cmpint (get_plate (project, 1)->layers, ==, 9);
  g_assert_cmpint (get_plate (project, 1)->seconds, ==, 86401);
  g_assert_true (isnan (get_plate (project, 1)->height));
  g_assert_cmpint (get_plate (project, 2)->layers, ==, -1);
}

static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = project_fixture_write (PROJECT_ONE_PLATE, fixture->folder);
  g_autoptr (BambuProject) project = NULL;

  for (guint i = 0; i < 20; i++)
    {
      DexFuture *future = dex_future_finally (bambu_project_open (path), test_pass_on, NULL, NULL);

      dex_unref (future);
    }

  project = open_project (path);
  assert_n (bambu_project_get_values (project)->plates, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(path, function)                                                                        \
  g_test_add ("/project/" path, Fixture, NULL, set_up, function, tear_down)

  ADD ("one-plate", test_one_plate);
  ADD ("three-plates", test_three_plates);
  ADD ("two-nozzles", test_two_nozzles);
  ADD ("bare", test_bare);
  ADD ("not-sliced", test_not_sliced);
  ADD ("gcode", test_gcode);
  ADD ("verify", test_verify);
  ADD ("containers", test_containers);
  ADD ("heads", test_heads);
  ADD ("dropped", test_dropped);

  return g_test_run ();
}
