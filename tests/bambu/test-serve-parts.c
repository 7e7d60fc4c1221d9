/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "serve/serve-limits.h"
#include "serve/serve-tokens.h"

#define BEGIN ((gint64) 1770000000 * G_USEC_PER_SEC)

static void
test_limits (void)
{
  static const guint allowed[] = { 60, 60, 30, 15, 30, 30, 10, 10 };
  g_autoptr (ServeLimits) limits = serve_limits_new ();
  ServeLimitResult result;

  G_STATIC_ASSERT (G_N_ELEMENTS (allowed) == SERVE_N_LIMITS);

  for (guint kind = 0; kind < SERVE_N_LIMITS; kind++)
    {
      g_assert_cmpuint (serve_limits_get_limit ((ServeLimitKind) kind), ==, allowed[kind]);
      for (guint i = 0; i < allowed[kind]; i++)
        {
          result = serve_limits_take (limits, (ServeLimitKind) kind, "a", BEGIN + i);
          g_assert_true (result.is_allowed);
          g_assert_cmpuint (result.remaining, ==, allowed[kind] - i - 1);
        }

      result = serve_limits_take (limits, (ServeLimitKind) kind, "a", BEGIN + 30 * G_USEC_PER_SEC);
      g_assert_false (result.is_allowed);
      g_assert_cmpuint (result.remaining, ==, 0);
      g_assert_cmpuint (result.reset_seconds, ==, 30);

      /* Somebody else has his own. */
      g_assert_true (serve_limits_take (limits, (ServeLimitKind) kind, "b", BEGIN).is_allowed);
    }
}

static void
test_limits_reset (void)
{
  g_autoptr (ServeLimits) limits = serve_limits_new ();
  gint64 end = BEGIN + G_TIME_SPAN_MINUTE;

  for (guint i = 0; i < 15; i++)
    serve_limits_take (limits, SERVE_LIMIT_USER, "a", BEGIN);
  g_assert_false (serve_limits_take (limits, SERVE_LIMIT_USER, "a", end - 1).is_allowed);
  g_assert_cmpuint (serve_limits_take (limits, SERVE_LIMIT_USER, "a", end - 1).reset_seconds, ==,
                    1);
  g_assert_cmpuint (serve_limits_take (limits, SERVE_LIMIT_USER, "a", end).remaining, ==, 14);
}

static void
test_limits_multiplied (void)
{
  g_autoptr (ServeLimits) limits = serve_limits_new ();

  serve_limits_multiply (limits, 2);
  for (guint i = 0; i < 2 * 15; i++)
    g_assert_true (serve_limits_take (limits, SERVE_LIMIT_USER, "a", BEGIN).is_allowed);
  g_assert_false (serve_limits_take (limits, SERVE_LIMIT_USER, "a", BEGIN).is_allowed);
}

/* Those who came once are forgotten. */
static void
test_limits_memory (void)
{
  g_autoptr (ServeLimits) limits = serve_limits_new ();

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *client = g_strdup_printf ("%u", i);

      serve_limits_take (limits, SERVE_LIMIT_HEALTH, client, BEGIN);
    }
  g_assert_cmpuint (serve_limits_count (limits), ==, 1000);
  serve_limits_take (limits, SERVE_LIMIT_HEALTH, "x", BEGIN + G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (serve_limits_count (limits), ==, 1);
}

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("culm-serve-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "tokens.json", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
write_tokens (Fixture *fixture, const char *text, int mode)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (fixture->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (fixture->path, mode), ==, 0);
}

static ServeTokens *
open_tokens (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  ServeTokens *tokens = serve_tokens_new (fixture->path, &error);

  g_assert_no_error (error);

  return tokens;
}

static void
test_tokens (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ServeTokens) tokens = NULL;
  g_autoptr (GPtrArray) list = NULL;

  write_tokens (fixture, "{\"b\":\"real b\",\"a\":\"real a\"}", 0600);
  tokens = open_tokens (fixture);

  g_assert_cmpuint (serve_tokens_count (tokens), ==, 2);
  g_assert_cmpstr (serve_tokens_lookup (tokens, "a"), ==, "real a");
  g_assert_null (serve_tokens_lookup (tokens, "real a"));
  g_assert_null (serve_tokens_lookup (tokens, ""));
  list = serve_tokens_list (tokens);
  g_assert_cmpstr (list->pdata[0], ==, "a");
  g_assert_cmpstr (list->pdata[1], ==, "b");

  /* It stays what it is when the file does not. */
  write_tokens (fixture, "{\"c\":\"real c\"}", 0600);
  g_assert_null (serve_tokens_lookup (tokens, "a"));
  g_assert_cmpstr (list->pdata[0], ==, "a");
}

static void
test_tokens_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ServeTokens) tokens = open_tokens (fixture);

  g_assert_cmpuint (serve_tokens_count (tokens), ==, 0);

  write_tokens (fixture, "{\"a\":\"first\"}", 0600);
  g_assert_cmpstr (serve_tokens_lookup (tokens, "a"), ==, "first");
  write_tokens (fixture, "{\"a\":\"other\"}", 0600);
  g_assert_cmpstr (serve_tokens_lookup (tokens, "a"), ==, "other");

  /* What cannot be read changes nothing. */
  write_tokens (fixture, "{\"a\":", 0600);
  g_assert_cmpstr (serve_tokens_lookup (tokens, "a"), ==, "other");
  write_tokens (fixture, "{\"a\":\"open to all\"}", 0644);
  g_assert_cmpstr (serve_tokens_lookup (tokens, "a"), ==, "other");
  g_assert_cmpint (g_chmod (fixture->path, 0600), ==, 0);
  g_assert_cmpstr (serve_tokens_lookup (tokens, "a"), ==, "open to all");

  write_tokens (fixture, "", 0600);
  g_assert_null (serve_tokens_lookup (tokens, "a"));
  write_tokens (fixture, "{\"a\":\"again\"}", 0600);
  g_assert_cmpstr (serve_tokens_lookup (tokens, "a"), ==, "again");
  g_unlink (fixture->path);
  g_assert_null (serve_tokens_lookup (tokens, "a"));
}

static void
test_tokens_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[] = {
    "{", "[]", "\"a\"", "{\"a\":1}", "{\"a\":\"\"}", "{\"\":\"b\"}", "{\"a\":\"b\"} x"
  };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      write_tokens (fixture, bad[i], 0600);
      g_assert_null (serve_tokens_new (fixture->path, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_clear_error (&error);
    }

  write_tokens (fixture, "{\"a\":\"secret\"}", 0640);
  g_assert_null (serve_tokens_new (fixture->path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_null (strstr (error->message, "secret"));
}

static void
test_tokens_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ServeTokens) tokens = NULL;
  g_autoptr (GString) text = g_string_new ("{");

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "%s\"custom-%u\":\"real-%u\"", i ? "," : "", i, i);
  g_string_append_c (text, '}');
  write_tokens (fixture, text->str, 0600);
  tokens = open_tokens (fixture);

  g_assert_cmpuint (serve_tokens_count (tokens), ==, 1000);
  g_assert_cmpstr (serve_tokens_lookup (tokens, "custom-999"), ==, "real-999");
}

static void
test_tokens_add (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[] = { "", "a b", "ä", "a\"b", "a/b" };
  g_autoptr (ServeTokens) tokens = open_tokens (fixture);
  g_autoptr (ServeTokens) others = open_tokens (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *first = serve_tokens_add (tokens, "grafana-2", "real a", &error);
  g_autofree char *second = serve_tokens_add (tokens, "home", "real b", &error);
  g_autofree char *name = serve_tokens_dup_name (first);
  g_autofree char *long_name = g_strnfill (41, 'x');
  GStatBuf status;

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (first, "grafana-2-"));
  g_assert_cmpstr (name, ==, "grafana-2");
  g_assert_cmpuint (strlen (first), ==, strlen ("grafana-2-") + 48);
  g_assert_cmpstr (first + strlen ("grafana-2-"), !=, second + strlen ("home-"));
  g_assert_cmpstr (serve_tokens_lookup (others, first), ==, "real a");
  g_assert_cmpstr (serve_tokens_lookup (others, second), ==, "real b");
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  g_assert_null (serve_tokens_add (tokens, "home", "real c", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  for (guint i = 0; i <= G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (
          serve_tokens_add (tokens, i < G_N_ELEMENTS (bad) ? bad[i] : long_name, "r", &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_clear_error (&error);
    }
  g_assert_cmpuint (serve_tokens_count (others), ==, 2);

  g_assert_true (serve_tokens_remove (tokens, first, &error));
  g_assert_no_error (error);
  g_assert_null (serve_tokens_lookup (others, first));
  g_assert_cmpstr (serve_tokens_lookup (others, second), ==, "real b");
}

/* Those of other programs are called as they begin. */
static void
test_tokens_find (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ServeTokens) tokens = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) two = NULL;
  g_autoptr (GPtrArray) none = NULL;

  write_tokens (fixture,
                "{\"abcdefgh\":\"1\",\"abcdxxxx\":\"2\",\"bcdefghi\":\"3\",\"short\":\"4\"}", 0600);
  tokens = open_tokens (fixture);
  one = serve_tokens_find (tokens, "bcde...");
  two = serve_tokens_find (tokens, "abcd...");
  none = serve_tokens_find (tokens, "abcdefgh");

  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (one->pdata[0], ==, "bcdefghi");
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Nothing changes that is not kept. */
static void
test_tokens_unwritable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "missing", "tokens.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ServeTokens) tokens = serve_tokens_new (path, &error);

  g_assert_no_error (error);
  g_assert_null (serve_tokens_add (tokens, "a", "real", &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (serve_tokens_count (tokens), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/serve-parts/limits", test_limits);
  g_test_add_func ("/serve-parts/limits-reset", test_limits_reset);
  g_test_add_func ("/serve-parts/limits-multiplied", test_limits_multiplied);
  g_test_add_func ("/serve-parts/limits-memory", test_limits_memory);
  g_test_add ("/serve-parts/tokens", Fixture, NULL, set_up, test_tokens, tear_down);
  g_test_add ("/serve-parts/tokens-change", Fixture, NULL, set_up, test_tokens_change, tear_down);
  g_test_add ("/serve-parts/tokens-refused", Fixture, NULL, set_up, test_tokens_refused, tear_down);
  g_test_add ("/serve-parts/tokens-add", Fixture, NULL, set_up, test_tokens_add, tear_down);
  g_test_add ("/serve-parts/tokens-find", Fixture, NULL, set_up, test_tokens_find, tear_down);
  g_test_add ("/serve-parts/tokens-unwritable", Fixture, NULL, set_up, test_tokens_unwritable,
              tear_down);
  g_test_add ("/serve-parts/tokens-many", Fixture, NULL, set_up, test_tokens_many, tear_down);

  return g_test_run ();
}
