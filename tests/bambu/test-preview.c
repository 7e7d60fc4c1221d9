/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files at a glance: whole ones, and as much of one as has come. */

#include <string.h>

#include "bambu/project/bambu-project-private.h"
#include "project-fixture.h"

static BambuPreview *
load (Fixture *fixture, ProjectFixture which)
{
  g_autofree char *path = project_fixture_write (which, fixture->folder);
  g_autoptr (DexFuture) future = test_await (bambu_preview_load (path));
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  g_assert_no_error (error);

  return g_value_dup_object (value);
}

static void
test_one_plate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuPreview) preview = load (fixture, PROJECT_ONE_PLATE);
  const BambuPreviewValues *values = bambu_preview_get_values (preview);

  g_assert_nonnull (values->picture);
  g_assert_cmpint (values->n_plates, ==, 1);
  g_assert_cmpint (values->seconds, ==, 3725);
  g_assert_cmpuint (g_list_model_get_n_items (values->filaments), ==, 1);
}

static void
test_several_plates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuPreview) preview = load (fixture, PROJECT_THREE_PLATES);
  const BambuPreviewValues *values = bambu_preview_get_values (preview);
  int last = 0;

  g_assert_cmpint (values->n_plates, ==, 2);
  g_assert_cmpint (values->seconds, ==, -1); /* of one of them it is not known */
  g_assert_cmpuint (g_list_model_get_n_items (values->filaments), ==, 3);
  for (guint i = 0; i < g_list_model_get_n_items (values->filaments); i++)
    {
      g_autoptr (BambuProjectFilament) filament = g_list_model_get_item (values->filaments, i);
      int position = bambu_project_filament_get_values (filament)->position;

      g_assert_cmpint (position, >, last);
      last = position;
    }
}

/* What is not known is not said. */
static void
test_unsliced (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuPreview) preview = load (fixture, PROJECT_UNSLICED);
  const BambuPreviewValues *values = bambu_preview_get_values (preview);

  g_assert_cmpint (values->n_plates, ==, 0);
  g_assert_cmpint (values->seconds, ==, -1);
  g_assert_cmpuint (g_list_model_get_n_items (values->filaments), ==, 0);
}

typedef struct
{
  char *data;
  gsize size;
} Piece;

static gssize
read_piece (gpointer user_data, gpointer buffer, gsize size, guint64 offset, GError **error)
{
  Piece *piece = user_data;
  gsize length = offset < piece->size ? MIN (size, piece->size - offset) : 0;

  memcpy (buffer, piece->data + offset, length);

  return (gssize) length;
}

static GBytes *
read_first_picture (Piece *piece)
{
  BambuArchiveSource source = { read_piece, piece, piece->size };
  g_autoptr (GError) error = NULL;
  GBytes *picture = bambu_project_read_first_picture (&source, &error);

  g_assert_cmpint (picture == NULL, ==, error != NULL);

  return picture;
}

static void
write_with_picture (const char *path, const char *options)
{
  ProjectWriter *writer = project_writer_new_with_options (path, options);

  project_writer_add (writer, "3D/3dmodel.model", "<model/>");
  project_writer_add_picture (writer, "Metadata/plate_1.png", 512, 512);
  project_writer_add_zeros (writer, "Metadata/plate_1.gcode", 2000);
  project_writer_close (writer);
}

/* The picture is there as soon as all of it is, and not before; however the writer notes sizes. */
static void
test_beginning (Fixture *fixture, gconstpointer options)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.3mf", NULL);
  Piece piece = { 0 };
  gsize size;
  gsize first = 0;

  write_with_picture (path, options);
  g_assert_true (g_file_get_contents (path, &piece.data, &size, NULL));
  for (piece.size = 0; piece.size <= size; piece.size++)
    {
      g_autoptr (GBytes) picture = read_first_picture (&piece);

      if (picture != NULL && first == 0)
        first = piece.size;
      g_assert_cmpint (picture != NULL, ==, first > 0);
    }
  g_assert_cmpuint (first, >, 0);
  g_assert_cmpuint (first, <, size - 500);
  g_free (piece.data);
}

/* What has been read before a file turns out to be broken is something. */
static void
test_broken_later (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.3mf", NULL);
  ProjectWriter *writer = project_writer_new (path);
  Piece piece = { 0 };
  BambuArchiveSource source = { read_piece, &piece, 0 };
  g_autoptr (BambuPreview) preview = NULL;
  g_autoptr (GError) error = NULL;

  project_writer_add_picture (writer, "Metadata/plate_1.png", 512, 512);
  project_writer_add (writer, "Metadata/slice_info.config", "<config><plate");
  project_writer_close (writer);
  g_assert_true (g_file_get_contents (path, &piece.data, &piece.size, NULL));
  source.size = piece.size;
  preview = bambu_project_read_preview (&source, &error);
  g_assert_no_error (error);
  g_assert_nonnull (bambu_preview_get_values (preview)->picture);
  g_assert_cmpint (bambu_preview_get_values (preview)->n_plates, ==, 0);
  g_free (piece.data);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(path, data, function)                                                                  \
  g_test_add ("/preview/" path, Fixture, data, set_up, function, tear_down)
  ADD ("one-plate", NULL, test_one_plate);
  ADD ("several-plates", NULL, test_several_plates);
  ADD ("unsliced", NULL, test_unsliced);
  ADD ("beginning", "zip:compression=store", test_beginning);
  ADD ("beginning-deflated", "zip:compression=deflate", test_beginning);
  ADD ("broken-later", NULL, test_broken_later);
#undef ADD

  return g_test_run ();
}
