/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is installed beside culmctl tells of each command and option that --help tells of. bash
 * completes with it; of the others, and of the manual, it is the form that is looked at. */

#include <libdex.h>
#include <string.h>

#include "culmctl-run.h"
#include "terminal-process.h"
#include "test-wait.h"

static char *
ask (const char *first, const char *second)
{
  const char *const command[] = { CULM_CTL, first, second, NULL };
  g_autoptr (CulmctlRun) run = culmctl_run (command, NULL);

  g_assert_cmpint (run->exit, ==, OK);
  g_assert_cmpstr (run->errors, ==, "");

  return g_steal_pointer (&run->output);
}

/* Returns: (transfer full): the first word of each line that has an indentation of two */
static GStrv
list_commands (void)
{
  g_autofree char *help = ask ("--help", NULL);
  g_auto (GStrv) lines = g_strsplit (help, "\n", -1);
  g_autoptr (GStrvBuilder) commands = g_strv_builder_new ();

  for (guint i = 0; lines[i]; i++)
    if (g_str_has_prefix (lines[i], "  ") && lines[i][2] != ' ')
      g_strv_builder_take (commands, g_strndup (lines[i] + 2, strcspn (lines[i] + 2, " ")));

  return g_strv_builder_end (commands);
}

/* Returns: (transfer full): the long options of a command, without the dashes */
static GStrv
list_options (const char *command)
{
  g_autofree char *help = ask (command, "--help");
  g_autoptr (GRegex) option = g_regex_new ("^  (?:-., )?--([a-z-]+)", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GStrvBuilder) options = g_strv_builder_new ();

  g_regex_match (option, help, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);

      if (!g_str_equal (name, "help"))
        g_strv_builder_add (options, name);
    }

  return g_strv_builder_end (options);
}

static char *
dup_escaped (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "-", -1);

  return g_strjoinv ("\\-", parts);
}

static void
assert_has (const char *text, const char *part)
{
  if (!strstr (text, part))
    g_error ("“%s” is missing", part);
}

static void
test_man_is_complete (void)
{
  g_autofree char *page = ask ("--man", NULL);
  g_auto (GStrv) commands = list_commands ();

  g_assert_cmpuint (g_strv_length (commands), >, 40);
  for (guint i = 0; commands[i]; i++)
    {
      g_autofree char *name = dup_escaped (commands[i]);
      g_autofree char *heading = g_strdup_printf ("\n.TP\n\\fB%s\\fR", name);
      g_auto (GStrv) options = list_options (commands[i]);

      assert_has (page, heading);
      for (guint j = 0; options[j]; j++)
        {
          g_autofree char *escaped = dup_escaped (options[j]);
          g_autofree char *term = g_strdup_printf ("\\fB\\-\\-%s\\fR", escaped);
          const char *section = strstr (page, ".SH OPTIONS");

          g_assert_nonnull (section);
          assert_has (section, term);
        }
    }
}

/* As a linter would: known requests only, fonts that end, text under each term. */
static void
test_man_is_well_formed (void)
{
  static const char *const requests[] = {
    "TH", "nh", "ad", "SH", "TP", "PP", "br", "EX", "EE", NULL
  };
  g_autofree char *page = ask ("--man", NULL);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (page), "\n", -1);

  g_assert_true (g_utf8_validate (page, -1, NULL));
  g_assert_true (g_str_has_prefix (lines[0], ".TH CULMCTL 1 "));
  for (guint i = 0; lines[i]; i++)
    {
      const char *font = lines[i];
      gboolean is_open = FALSE;

      g_assert_cmpstr (lines[i], !=, "");
      g_assert_cmpint (lines[i][0], !=, '\'');
      if (lines[i][0] == '.')
        {
          g_autofree char *request = g_strndup (lines[i] + 1, strcspn (lines[i] + 1, " "));

          g_assert_true (g_strv_contains (requests, request));
          if (g_str_equal (request, "TP"))
            {
              g_assert_cmpint (lines[i + 1][0], !=, '.');
              g_assert_cmpint (lines[i + 2][0], !=, '.');
            }
        }

      while ((font = strchr (font, '\\')))
        {
          g_assert_nonnull (strchr ("f-e&", font[1]));
          if (font[1] == 'f')
            {
              g_assert_cmpint (is_open, ==, font[2] == 'R');
              is_open = font[2] != 'R';
            }
          font += 2;
        }
      g_assert_false (is_open);
    }

  for (guint i = 0; i <= NOT_ABLE; i++)
    {
      g_autofree char *term = g_strdup_printf (".TP\n%u\n", i);
      g_autofree char *again = ask ("--man", NULL);

      assert_has (page, term);
    }
}

/* An option that several commands have is told of once. */
static void
test_man_says_nothing_twice (void)
{
  g_autofree char *page = ask ("--man", NULL);
  g_autoptr (GRegex) value = g_regex_new ("=\\\\fI.*", 0, 0, NULL);
  g_autofree char *names = g_regex_replace_literal (value, page, -1, 0, "", 0, NULL);
  g_auto (GStrv) entries = g_strsplit (names, "\n.TP\n", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; entries[i]; i++)
    if (!g_hash_table_add (seen, entries[i]))
      g_error ("Told twice: %s", entries[i]);
}

/* complete (…, NULL): what bash offers for the last of these words */
static char *
complete (const char *script, const char *line)
{
  g_autofree char *program = g_strdup_printf (
      "%s\n"
      "culmctl () { [[ $* == 'list --json' ]] && "
      "printf '%%s\\n' '{\"serial\":\"01P00A1\",\"name\":\"$(touch x)\"}'; }\n"
      "set -u; IFS=' ' read -r -a COMP_WORDS <<<'%s'; [[ '%s' != *' ' ]] || COMP_WORDS+=('')\n"
      "COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )); COMPREPLY=()\n"
      "_culmctl; printf '%%s ' \"${COMPREPLY[@]}\"; complete -p culmctl >&2",
      script, line, line);
  const char *const command[] = { "bash", "--norc", "-c", program, NULL };
  g_autoptr (CulmctlRun) run = culmctl_run (command, NULL);

  g_assert_cmpint (run->exit, ==, OK);
  g_assert_cmpstr (run->errors, ==, "complete -F _culmctl culmctl\n");

  return g_steal_pointer (&run->output);
}

static void
test_bash (void)
{
  static const struct
  {
    const char *line;
    const char *offered;
  } cases[] = {
    { "culmctl mon", "monitor " },
    { "culmctl watch --js", "--json " },
    { "culmctl watch ", "01P00A1 " },
    { "culmctl query --dev", "--devices --device " },
    { "culmctl login --region ", "global china " },
    { "culmctl login --region = ch", "china " },
    { "culmctl speed 01P00A1 lu", "ludicrous " },
    { "culmctl print --use-ams o", "on off " },
    { "culmctl status --access-code-file /proc/self/cmdlin", "/proc/self/cmdline " },
    { "culmctl inspect /proc/self/cmdlin", "/proc/self/cmdline " },
    { "culmctl status --timeout ", " " },
  };
  g_autofree char *script = ask ("--completion", "bash");
  g_auto (GStrv) commands = list_commands ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *offered = complete (script, cases[i].line);

      if (!g_str_equal (offered, cases[i].offered))
        g_error ("“%s” offers “%s”", cases[i].line, offered);
    }

  for (guint i = 0; commands[i]; i++)
    {
      g_autofree char *line = g_strdup_printf ("culmctl %s --", commands[i]);
      g_autofree char *offered = complete (script, line);
      g_auto (GStrv) options = list_options (commands[i]);

      for (guint j = 0; options[j]; j++)
        {
          g_autofree char *option = g_strdup_printf ("--%s ", options[j]);

          assert_has (offered, option);
        }
    }
}

/* With all that readline does before and after */
static void
test_bash_keys (void)
{
  static const char *const command[] = { "/usr/bin/env", "TERM=dumb",   "INPUTRC=/dev/null",
                                         "bash",         "--noprofile", "--norc",
                                         "-i",           NULL };
  static const struct
  {
    const char *keys;
    const char *shown;
  } cases[] = {
    { "PS1='> '; eval \"$(" CULM_CTL " --completion bash)\"\n", "\n> " },
    { "culmctl mon\t", "culmctl monitor " },
    { "--ad\t", "culmctl monitor --address " },
    { "\025culmctl login --region=ch\t", "culmctl login --region=china " },
    { "\025culmctl status --ca /proc/self/cmdl\t", "culmctl status --ca /proc/self/cmdline " },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TerminalProcess) terminal = terminal_process_new (command, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      terminal_process_type (terminal, cases[i].keys);
      test_wait_until (g_str_has_suffix (terminal_process_get_shown (terminal), cases[i].shown));
    }
}

/* Each quote that begins also ends on its line. */
static void
assert_quoted (const char *script)
{
  g_auto (GStrv) lines = g_strsplit (script, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) plain = g_strsplit (lines[i], "\\'", -1);
      g_autofree char *rest = g_strjoinv ("", plain);
      guint n_quotes = 0;

      for (const char *at = rest; (at = strchr (at, '\'')); at++)
        n_quotes++;
      if (lines[i][0] != '#' && n_quotes % 2 != 0)
        g_error ("A quote does not end: %s", lines[i]);
    }
}

static void
test_others (void)
{
  g_autofree char *zsh = ask ("--completion", "zsh");
  g_autofree char *fish = ask ("--completion", "fish");
  g_auto (GStrv) commands = list_commands ();

  g_assert_true (g_str_has_prefix (zsh, "#compdef culmctl\n"));
  assert_quoted (zsh);
  assert_quoted (fish);
  for (guint i = 0; commands[i]; i++)
    {
      g_autofree char *zsh_case = g_strdup_printf ("\n    %s)\n      _arguments ", commands[i]);
      g_autofree char *fish_line =
          g_strdup_printf (" -n __fish_use_subcommand -a %s -d '", commands[i]);
      g_auto (GStrv) options = list_options (commands[i]);

      assert_has (zsh, zsh_case);
      assert_has (fish, fish_line);
      for (guint j = 0; options[j]; j++)
        {
          g_autofree char *zsh_option = g_strdup_printf ("'--%s", options[j]);
          g_autofree char *fish_option = g_strdup_printf (" -l %s", options[j]);
          const char *block = strstr (zsh, zsh_case);
          const char *end = strstr (block, ";;");
          g_autofree char *own = g_strndup (block, (gsize) (end - block));

          assert_has (own, zsh_option);
          assert_has (fish, fish_option);
        }
    }
}

/* @words: what follows the program's name, such as `serve --mode full` */
static void
assert_is_known (const char *words)
{
  g_auto (GStrv) all = g_strsplit_set (words, " `)", -1);
  g_auto (GStrv) commands = list_commands ();
  g_auto (GStrv) options = NULL;

  if (!g_strv_contains ((const char *const *) commands, all[0]))
    g_error ("“%s”: there is no such command", words);

  options = list_options (all[0]);
  for (guint i = 1; all[i] && !g_str_equal (all[i], "#"); i++)
    if (g_str_has_prefix (all[i], "--")
        && !g_strv_contains ((const char *const *) options, all[i] + 2))
      g_error ("“%s”: there is no %s", words, all[i]);
}

/* Returns: how many times @path tells to start culmctl */
static guint
check_examples (GTestFileType where, const char *folder, const char *name)
{
  g_autofree char *path = g_test_build_filename (where, "..", folder, name, NULL);
  g_autoptr (GRegex) line_break = g_regex_new ("\\\\\n *", 0, 0, NULL);
  g_autoptr (GRegex) start = g_regex_new (
      "(?:^|`|=|/)culmctl (?:io\\.github\\.culm\\.Culm )?([a-z].*)$", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *lines = NULL;
  g_autofree char *text = NULL;
  guint n = 0;

  g_file_get_contents (path, &lines, NULL, &error);
  g_assert_no_error (error);
  text = g_regex_replace_literal (line_break, lines, -1, 0, "", 0, NULL);
  g_regex_match (start, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *words = g_match_info_fetch (match, 1);

      assert_is_known (words);
      n++;
    }

  return n;
}

static void
test_examples (void)
{
  g_assert_cmpuint (check_examples (G_TEST_DIST, "docs", "serve.md"), >, 15);
  g_assert_cmpuint (check_examples (G_TEST_DIST, "docs", "events.md"), >, 0);
  g_assert_cmpuint (check_examples (G_TEST_DIST, "docs", "mqtt.md"), >, 0);
}

static void
test_unit (void)
{
  g_assert_cmpuint (check_examples (G_TEST_BUILT, "data", "culm-serve.service"), >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/culmctl-manual/man-is-complete", test_man_is_complete);
  g_test_add_func ("/culmctl-manual/man-is-well-formed", test_man_is_well_formed);
  g_test_add_func ("/culmctl-manual/man-says-nothing-twice", test_man_says_nothing_twice);
  g_test_add_func ("/culmctl-manual/bash", test_bash);
  g_test_add_func ("/culmctl-manual/bash-keys", test_bash_keys);
  g_test_add_func ("/culmctl-manual/others", test_others);
  g_test_add_func ("/culmctl-manual/examples", test_examples);
  g_test_add_func ("/culmctl-manual/unit", test_unit);

  return g_test_run ();
}
