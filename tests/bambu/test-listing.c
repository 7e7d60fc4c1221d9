/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/storage/bambu-listing-private.h"

#include <string.h>

#include "bambu/storage/bambu-storage-error.h"

#define NOW 1767225600 /* 2026-01-01 00:00 UTC */

typedef struct
{
  const char *name;
  const char *text;
  const char *files; /* path size kind time, each ended by ; — NULL: no listing */
} Case;

static const Case CASES[] = {
  { "vsftpd",
    "-rw-r--r--    1 1000     1000      3145728 Oct 21 12:34 a b.gcode.3mf\r\n"
    "drwxr-xr-x    2 0        0            4096 Oct 21  2020 cache\r\n",
    "/cache -1 folder 2020-10-21T00:00:00Z;/a b.gcode.3mf 3145728 3mf 2025-10-21T12:34:00Z;" },
  { "proftpd",
    "total 12\n-rw-r--r--   1 bblp     root            7 Dec 31 23:59 x.mp4\n"
    "drwxr-xr-x   2 bblp root 4096 Jan  1 00:00 .\ndrwxr-xr-x   2 bblp root 4096 Jan  1 00:00 ..\n",
    "/x.mp4 7 video 2025-12-31T23:59:00Z;" },
  { "a-little-fast", "-rw-r--r-- 1 o g 7 Jan  1 20:00 x\n", "/x 7 other 2026-01-01T20:00:00Z;" },
  { "of-last-year", "-rw-r--r-- 1 o g 7 Jan  3 20:00 x\n", "/x 7 other 2025-01-03T20:00:00Z;" },
  { "leap-day", "-rw-r--r-- 1 o g 7 Feb 29 20:00 x\n", "/x 7 other ?;" },
  { "no-group", "-rw-r--r-- 1 owner 7 May  9  2024 x\n", "/x 7 other 2024-05-09T00:00:00Z;" },
  { "owner-called-may", "-rw-r--r-- 1 May May 7 May  9  2024 x\n",
    "/x 7 other 2024-05-09T00:00:00Z;" },
  { "extended-permissions", "-rw-r--r--+ 1 o g 7 May  9  2024 x\n",
    "/x 7 other 2024-05-09T00:00:00Z;" },
  { "spaces-of-the-name", "-rw-r--r-- 1 o g 7 May  9  2024  x  y \n",
    "/ x  y  7 other 2024-05-09T00:00:00Z;" },
  { "unicode", "-rw-r--r-- 1 o g 7 May  9  2024 K\303\244fer \360\237\220\236.3mf\n",
    "/K\303\244fer \360\237\220\236.3mf 7 3mf 2024-05-09T00:00:00Z;" },
  { "size-of-many-digits", "-rw-r--r-- 1 o g 5368709120 May  9  2024 x\n",
    "/x 5368709120 other 2024-05-09T00:00:00Z;" },
  { "size-of-too-many-digits", "-rw-r--r-- 1 o g 99999999999999999999 May  9  2024 x\n", NULL },
  { "no-size", "-rw-r--r-- 1 o g big May  9  2024 x\n", NULL },
  { "no-such-day", "-rw-r--r-- 1 o g 7 Feb 31  2024 x\n", "/x 7 other ?;" },
  { "day-0", "-rw-r--r-- 1 o g 7 Feb 0  2024 x\n", NULL },
  { "without-a-name", "-rw-r--r-- 1 o g 7 May  9  2024\n", NULL },
  { "with-an-empty-name", "-rw-r--r-- 1 o g 7 May  9  2024 \n", "" },
  { "last-line-unended", "-rw-r--r-- 1 o g 7 May  9  2024 x", "/x 7 other 2024-05-09T00:00:00Z;" },
  { "empty", "", "" },
  { "total-only", "total 0\r\n", "" },
  { "names-only", "a.3mf\nb.3mf\n", NULL },
  { "a-page", "<html><body>Hello</body></html>", NULL },
  { "strange-line-among-others", "Welcome\n-rw-r--r-- 1 o g 7 May  9  2024 x\n-rw-r--r-- garbled\n",
    "/x 7 other 2024-05-09T00:00:00Z;" },
  { "names-that-lead-out",
    "-rw-r--r-- 1 o g 7 May  9  2024 ../x\n-rw-r--r-- 1 o g 7 May  9  2024 /etc/passwd\n"
    "drwxr-xr-x 1 o g 7 May  9  2024 ..\n-rw-r--r-- 1 o g 7 May  9  2024 a/b\n"
    "-rw-r--r-- 1 o g 7 May  9  2024 ok\n",
    "/ok 7 other 2024-05-09T00:00:00Z;" },
  { "control-characters",
    "-rw-r--r-- 1 o g 7 May  9  2024 a\tb\n-rw-r--r-- 1 o g 7 May  9  2024 a\rDELE b\n"
    "-rw-r--r-- 1 o g 7 May  9  2024 a\302\205b\n-rw-r--r-- 1 o g 7 May  9  2024 \033[2J\n",
    "" },
  { "no-unicode", "-rw-r--r-- 1 o g 7 May  9  2024 \377\376\n", "" },
  { "links-and-devices",
    "lrwxrwxrwx 1 o g 7 May  9  2024 x -> /etc\ncrw-r--r-- 1 o g 7 May  9  2024 y\n", "" },
};

static char *
describe (GListModel *files)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (BambuStoredFile) file = g_list_model_get_item (files, i);
      const BambuStoredFileValues *values = bambu_stored_file_get_values (file);
      g_autoptr (GEnumClass) kinds = g_type_class_ref (BAMBU_TYPE_STORED_KIND);
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (values->modified);
      g_autofree char *modified =
          values->modified != 0 ? g_date_time_format_iso8601 (time) : g_strdup ("?");

      g_string_append_printf (text, "%s %" G_GINT64_FORMAT " %s %s;", values->path, values->bytes,
                              g_enum_get_value (kinds, values->kind)->value_nick, modified);
    }

  return g_string_free_and_steal (text);
}

/* In pieces of every length that a connection may make. */
static void
test_case (gconstpointer data)
{
  const Case *one = data;
  gsize size = strlen (one->text);

  for (gsize piece = 1; piece <= MAX (size, 1); piece++)
    {
      g_autoptr (BambuListing) listing = bambu_listing_new ("/", NOW);
      g_autoptr (GListModel) files = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *found = NULL;

      for (gsize i = 0; i < size; i += piece)
        g_assert_true (bambu_listing_take (listing, one->text + i, MIN (piece, size - i), &error));
      files = bambu_listing_end (listing, &error);

      if (one->files == NULL)
        {
          g_assert_error (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_PROTOCOL);
          continue;
        }

      g_assert_no_error (error);
      found = describe (files);
      g_assert_cmpstr (found, ==, one->files);
    }
}

static void
test_folder (void)
{
  static const char text[] = "-rw-r--r-- 1 o g 7 May  9  2024 x\n";
  g_autoptr (BambuListing) listing = bambu_listing_new ("/cache", NOW);
  g_autoptr (GListModel) files = NULL;
  g_autofree char *found = NULL;

  g_assert_true (bambu_listing_take (listing, text, strlen (text), NULL));
  files = bambu_listing_end (listing, NULL);
  found = describe (files);
  g_assert_cmpstr (found, ==, "/cache/x 7 other 2024-05-09T00:00:00Z;");
}

static void
test_too_many (void)
{
  g_autoptr (BambuListing) listing = bambu_listing_new ("/", NOW);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < BAMBU_LISTING_MAX_FILES; i++)
    {
      g_autofree char *line = g_strdup_printf ("-rw-r--r-- 1 o g 7 May  9  2024 %u\n", i);

      g_assert_true (bambu_listing_take (listing, line, strlen (line), &error));
    }

  g_assert_false (bambu_listing_take (listing, "-rw-r--r-- 1 o g 7 May  9  2024 x\n", 34, &error));
  g_assert_error (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_TOO_LARGE);
}

static void
test_too_long (void)
{
  g_autoptr (BambuListing) listing = bambu_listing_new ("/", NOW);
  g_autoptr (GListModel) files = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *block = g_strnfill (64 * 1024, 'x');
  g_autofree char *found = NULL;

  /* A line without an end is not kept; the next one counts again. */
  for (guint i = 0; i < 8; i++)
    g_assert_true (bambu_listing_take (listing, block, strlen (block), &error));
  g_assert_true (bambu_listing_take (listing, "\n-rw-r--r-- 1 o g 7 May  9  2024 x\n", 35, &error));
  files = bambu_listing_end (listing, &error);
  g_assert_no_error (error);
  found = describe (files);
  g_assert_cmpstr (found, ==, "/x 7 other 2024-05-09T00:00:00Z;");
}

static void
test_endless (void)
{
  g_autoptr (BambuListing) listing = bambu_listing_new ("/", NOW);
  g_autoptr (GError) error = NULL;
  g_autofree char *block = g_strnfill (64 * 1024, '\n');
  gsize taken = 0;

  while (bambu_listing_take (listing, block, 64 * 1024, &error))
    taken += 64 * 1024;
  g_assert_error (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_TOO_LARGE);
  g_assert_cmpuint (taken, ==, BAMBU_LISTING_MAX_BYTES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path = g_strconcat ("/listing/", CASES[i].name, NULL);

      g_test_add_data_func (path, &CASES[i], test_case);
    }
  g_test_add_func ("/listing/folder", test_folder);
  g_test_add_func ("/listing/too-many", test_too_many);
  g_test_add_func ("/listing/too-long", test_too_long);
  g_test_add_func ("/listing/endless", test_endless);

  return g_test_run ();
}
