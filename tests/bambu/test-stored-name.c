/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/storage/bambu-stored-name.h"

#include <string.h>

#include "bambu/storage/bambu-stored-file.h"

static void
test_safe (void)
{
  static const struct
  {
    const char *name;
    const char *safe;
  } cases[] = {
    { "Benchy.gcode.3mf", "Benchy.gcode.3mf" },
    { "a b  c.3mf", "a_b__c.3mf" },
    { " Lid (v2).gcode.3mf ", "Lid_(v2).gcode.3mf" },
    { "a.gcode.3mf.gcode.3mf", "a.gcode.3mf" },
    { "a.3mf.3mf", "a.3mf" },
    { "a.gcode.gcode.3mf", "a.gcode.3mf" },
    { "a.3mf.gcode.3mf", "a.gcode.3mf" },
    { "a.gcode.3mf.3mf", "a.gcode.3mf" },
    { "A.GCODE.3MF", "A.gcode.3mf" },
    { "plate.GCODE", "plate.gcode" },
    { "v1.2", "v1.2" },
    { "../../etc/passwd", ".._.._etc_passwd" },
    { "a<b>c:d\"e/f\\g|h?i*j.3mf", "a_b_c_d_e_f_g_h_i_j.3mf" },
    { "50%#1.3mf", "50__1.3mf" },
    { "tab\there\nline.3mf", "tab_here_line.3mf" },
    { "dots....3mf", "dots.3mf" },
    { "ends. . ", "ends._" },
    { "Käfer 🐞.3mf", "Käfer_🐞.3mf" },
    { "\xff.3mf", "\357\277\275.3mf" },
    { "..", "file" },
    { "", "file" },
    { ".gcode.3mf", "file.gcode.3mf" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *safe = bambu_stored_name_make_safe (cases[i].name);

      g_assert_cmpstr (safe, ==, cases[i].safe);
      g_assert_true (bambu_stored_name_is_valid (safe));
    }
}

static void
test_long (void)
{
  g_autofree char *many = g_strnfill (240, 'x');
  g_autofree char *name = g_strconcat (many, "äöüäöüäöü.gcode.3mf", NULL);
  g_autofree char *safe = bambu_stored_name_make_safe (name);
  g_autoptr (GListStore) files = g_list_store_new (BAMBU_TYPE_STORED_FILE);
  g_autofree char *path = bambu_stored_path_build ("/", safe);
  g_autoptr (BambuStoredFile) file = bambu_stored_file_new (path, FALSE, 1, 0);
  g_autofree char *unique = NULL;

  /* A character of two bytes is not cut into two. */
  g_assert_cmpuint (strlen (safe), ==, 254);
  g_assert_true (bambu_stored_name_is_valid (safe));
  g_assert_true (g_str_has_suffix (safe, "äö.gcode.3mf"));

  g_list_store_append (files, file);
  unique = bambu_stored_name_make_unique (safe, G_LIST_MODEL (files));
  g_assert_true (bambu_stored_name_is_valid (unique));
  g_assert_true (g_str_has_suffix (unique, "xä_2.gcode.3mf"));
}

static void
test_valid (void)
{
  static const char *const good[] = { "a", "a b.3mf", "ä.3mf", ".hidden", "-rf", "50%.3mf" };
  static const char *const bad[] = {
    "",    "a ", "a.", "..",    "a/b",  "a\\b",  "a:b",  "a?",        "a*",
    "a|b", "<a", "a>", "\"a\"", "a\nb", "a\x7f", "\xff", "a\302\205",
  };
  static const char *const good_paths[] = { "/a", "/cache/a b.3mf", "/a:b", "/x ", "/..." };
  static const char *const bad_paths[] = { "",       "a",     "/",      "//a",          "/a/",
                                           "/../a",  "/a/..", "/a/./b", "/a\r\nDELE b", "/\xff",
                                           "/a\x7f", "/a\tb" };

  g_assert_false (bambu_stored_name_is_valid (NULL));
  g_assert_false (bambu_stored_path_is_valid (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (bambu_stored_name_is_valid (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (bambu_stored_name_is_valid (bad[i]));
  for (guint i = 0; i < G_N_ELEMENTS (good_paths); i++)
    g_assert_true (bambu_stored_path_is_valid (good_paths[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad_paths); i++)
    g_assert_false (bambu_stored_path_is_valid (bad_paths[i]));
}

static void
test_unique (void)
{
  static const char *const present[] = { "/a.gcode.3mf", "/A_2.gcode.3mf", "/clip.mp4", "/plain" };
  static const struct
  {
    const char *name;
    const char *unique;
  } cases[] = {
    { "a.gcode.3mf", "a_3.gcode.3mf" },
    { "A.GCODE.3mf", "A_3.gcode.3mf" },
    { "b.gcode.3mf", "b.gcode.3mf" },
    { "clip.mp4", "clip_2.mp4" },
    { "plain", "plain_2" },
  };
  g_autoptr (GListStore) files = g_list_store_new (BAMBU_TYPE_STORED_FILE);

  for (guint i = 0; i < G_N_ELEMENTS (present); i++)
    {
      g_autoptr (BambuStoredFile) file = bambu_stored_file_new (present[i], FALSE, 1, 0);

      g_list_store_append (files, file);
    }

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *unique = bambu_stored_name_make_unique (cases[i].name, G_LIST_MODEL (files));

      g_assert_cmpstr (unique, ==, cases[i].unique);
    }
}

static void
test_url (void)
{
  static const struct
  {
    const char *model;
    const char *path;
    const char *urls[3];
  } cases[] = {
    { "P1S", "/a.gcode.3mf", { "ftp:///a.gcode.3mf", "file:///sdcard/a.gcode.3mf" } },
    { "A1 mini", "/cache/a.3mf", { "ftp:///cache/a.3mf", "file:///sdcard/cache/a.3mf" } },
    { "X1C", "/a b.3mf", { "ftp:///a b.3mf", "file:///mnt/sdcard/a b.3mf" } },
    { "H2D", "/a.3mf", { "ftp:///a.3mf", "file:///media/usb0/a.3mf" } },
    { "Z9", "/a.3mf", { "ftp:///a.3mf" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BambuPrinter) printer = bambu_printer_new ("ZZZ00A000000001", cases[i].model);

      g_assert_cmpstr (bambu_print_folder_get (printer), ==, "/");
      for (guint attempt = 0; attempt < 3; attempt++)
        {
          g_autofree char *url = bambu_print_url_build (printer, cases[i].path, attempt);

          g_assert_cmpstr (url, ==, cases[i].urls[attempt]);
        }
    }
}

static void
test_file (void)
{
  static const struct
  {
    const char *path;
    gboolean is_folder;
    const char *name;
    BambuStoredKind kind;
  } cases[] = {
    { "/cache/a b.gcode.3mf", FALSE, "a b.gcode.3mf", BAMBU_STORED_KIND_3MF },
    { "/x.3MF", FALSE, "x.3MF", BAMBU_STORED_KIND_3MF },
    { "/x.gcode", FALSE, "x.gcode", BAMBU_STORED_KIND_GCODE },
    { "/timelapse/v.mp4", FALSE, "v.mp4", BAMBU_STORED_KIND_VIDEO },
    { "/timelapse/v.AVI", FALSE, "v.AVI", BAMBU_STORED_KIND_VIDEO },
    { "/timelapse/thumbnail/v.jpg", FALSE, "v.jpg", BAMBU_STORED_KIND_PICTURE },
    { "/a.3mf", TRUE, "a.3mf", BAMBU_STORED_KIND_FOLDER },
    { "/verify_job", FALSE, "verify_job", BAMBU_STORED_KIND_OTHER },
  };
  g_autoptr (GListStore) files = g_list_store_new (BAMBU_TYPE_STORED_FILE);
  g_autoptr (BambuStoredFile) first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BambuStoredFile) file =
          bambu_stored_file_new (cases[i].path, cases[i].is_folder, 5, 7);
      const BambuStoredFileValues *values = bambu_stored_file_get_values (file);

      g_assert_cmpstr (values->path, ==, cases[i].path);
      g_assert_cmpstr (values->name, ==, cases[i].name);
      g_assert_cmpint (values->kind, ==, cases[i].kind);
      g_assert_cmpint (values->bytes, ==, 5);
      g_assert_cmpint (values->modified, ==, 7);
      g_list_store_insert_sorted (files, file, bambu_stored_file_compare, NULL);
    }

  first = g_list_model_get_item (G_LIST_MODEL (files), 0);
  g_assert_cmpint (bambu_stored_file_get_values (first)->kind, ==, BAMBU_STORED_KIND_FOLDER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/stored-name/safe", test_safe);
  g_test_add_func ("/stored-name/long", test_long);
  g_test_add_func ("/stored-name/valid", test_valid);
  g_test_add_func ("/stored-name/unique", test_unique);
  g_test_add_func ("/stored-name/url", test_url);
  g_test_add_func ("/stored-name/file", test_file);

  return g_test_run ();
}
