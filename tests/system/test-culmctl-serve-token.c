/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may ask `culmctl serve`: tokens that are made, listed, tried and taken back. */

#include <glib/gstdio.h>
#include <libdex.h>
#include <string.h>

#include "culmctl-fixture.h"

#define SHOWN_OF_REAL 20

typedef struct
{
  CulmctlFixture base;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  culmctl_set_up (&fixture->base, data);
  fixture->path = g_build_filename (fixture->base.data_folder, "tokens.json", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_free (fixture->path);
  culmctl_tear_down (&fixture->base, data);
}

/* @input: (nullable): what it reads. Returns: (transfer full): what it says, which is no secret of
 * the service's */
static char *
run (Fixture *fixture, const char *words, const char *input, int exit, const char *error)
{
  g_auto (GStrv) arguments = g_strsplit (words, " ", -1);
  g_auto (GStrv) command =
      culmctl_make_command (&fixture->base, simulator_process_get_cloud (fixture->base.simulator),
                            TRUE, (const char *const *) arguments);
  g_autoptr (CulmctlRun) run = culmctl_run ((const char *const *) command, input);

  if (run->exit != exit || (error && !strstr (run->errors, error)))
    g_error ("“%s” ended with %d, not %d: %s", words, run->exit, exit, run->errors);
  g_assert_null (strstr (run->errors, PLAIN_PASSWORD));

  return g_strchomp (g_steal_pointer (&run->output));
}

static char *
manage (Fixture *fixture, const char *words, const char *input, int exit, const char *error)
{
  g_autofree char *all = g_strdup_printf ("serve-token %s --tokens %s", words, fixture->path);

  return run (fixture, all, input, exit, error);
}

/* With all of its log on, libdex says something before. */
static const char *
last_line (const char *output)
{
  const char *end = strrchr (output, '\n');

  return end ? end + 1 : output;
}

/* Returns: (transfer full): the real token in the file */
static char *
dup_real (Fixture *fixture, const char *custom)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_file_get_contents (fixture->path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  object = culmctl_parse_line (text);

  return g_strdup (json_object_get_string_member (object, custom));
}

static void
test_stored_sign_in (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nobody = manage (fixture, "add grafana", NULL, REFUSED, "Nobody is signed in");
  g_autofree char *signed_in = run (fixture, "login " PLAIN_ACCOUNT, PLAIN_PASSWORD "\n", OK, NULL);
  g_autofree char *added = manage (fixture, "add grafana", NULL, OK, NULL);
  const char *custom = last_line (added);
  g_autofree char *input = g_strconcat (custom, "\n", NULL);
  g_autofree char *real = dup_real (fixture, custom);
  g_autofree char *shown = g_strndup (real, SHOWN_OF_REAL);
  g_autofree char *row = g_strconcat ("grafana  ", shown, "...", NULL);
  g_autofree char *listed = manage (fixture, "list", NULL, OK, NULL);
  g_autofree char *valid = manage (fixture, "check", input, OK, NULL);
  g_autofree char *again = manage (fixture, "add grafana", NULL, USAGE, "has a token already");
  g_autofree char *bad = manage (fixture, "add a/b", NULL, USAGE, "is no name for a token");
  g_autofree char *unkept = run (fixture, "serve-token add home --tokens /proc/tokens.json", NULL,
                                 USAGE, "/proc/tokens.json");
  g_autofree char *removed = manage (fixture, "remove grafana --json", NULL, OK, NULL);
  g_autofree char *gone = manage (fixture, "check", input, USAGE, "no such token");
  g_autofree char *twice = manage (fixture, "remove grafana", NULL, USAGE, "no such token");
  g_autofree char *signed_out = run (fixture, "logout", NULL, OK, NULL);

  g_assert_true (g_str_has_prefix (custom, "grafana-"));
  g_assert_cmpuint (strlen (real), >, SHOWN_OF_REAL);
  g_assert_cmpstr (last_line (listed), ==, row);
  g_assert_cmpstr (last_line (valid), ==, "grafana");
  g_assert_cmpstr (last_line (removed), ==, "{\"name\":\"grafana\",\"removed\":true}");
  g_assert_false (g_str_has_prefix (last_line (unkept), "home-"));
  g_assert_null (strstr (listed, real));
  g_assert_null (strstr (listed, custom));
}

/* The sign-in of another program; and tokens that another program made */
static void
test_token_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->base.data_folder, "token", NULL);
  g_autofree char *add = g_strdup_printf ("add home --json --token-file %s", file);
  g_autofree char *listed = NULL;
  g_autoptr (JsonObject) all = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (fixture->path, "{\"custom-of-ann\":\"AQA\",\"custom-of-bob\":\"AQB\"}",
                            -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
  g_assert_true (
      g_file_set_contents (file, "{\"token\":\"AADBD2wZe_of-another-program\"}", -1, NULL));
  g_free (manage (fixture, add, NULL, REFUSED, "no longer valid"));
  g_unlink (file);

  listed = manage (fixture, "list --json", NULL, OK, NULL);
  all = culmctl_parse_line (last_line (listed));
  g_assert_cmpint (json_object_get_int_member (all, "count"), ==, 2);
  culmctl_assert_string (
      json_array_get_object_element (json_object_get_array_member (all, "tokens"), 0), "name",
      "cust...");
  g_free (manage (fixture, "remove cust...", NULL, USAGE, "More than one token"));
}

static void
test_wrong (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = { "list all", "add", "remove", "check x", "forget x" };

  g_free (run (fixture, "serve-token", NULL, USAGE, "too little or too much"));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_message ("%s", wrong[i]);
      g_free (manage (fixture, wrong[i], NULL, USAGE, "too little or too much"));
    }

  g_free (manage (fixture, "add home --token-file /nowhere", NULL, USAGE, "/nowhere"));
  g_assert_true (g_file_set_contents (fixture->path, "[]", -1, NULL));
  g_assert_cmpint (g_chmod (fixture->path, 0600), ==, 0);
  g_free (manage (fixture, "list", NULL, USAGE, "not what should be in it"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, function)                                                                        \
  g_test_add ("/culmctl-serve-token/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("stored-sign-in", test_stored_sign_in);
  ADD ("token-file", test_token_file);
  ADD ("wrong", test_wrong);

  return g_test_run ();
}
