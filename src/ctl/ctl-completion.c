/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ctl-manual.h"

/* Serial numbers, as they have no letter that a shell obeys; names are anything. */
#define LIST_PRINTERS                                                                              \
  "culmctl list --json 2>/dev/null | sed -n 's/.*\"serial\":\"\\([A-Za-z0-9]*\\)\".*/\\1/p'"

typedef enum
{
  VALUE_NONE,
  VALUE_ANY,
  VALUE_FILE,
  VALUE_PRINTER,
  VALUE_WORDS, /* one of those that the description names */
} Value;

static Value
get_value (const GOptionEntry *entry)
{
  const char *word = entry->arg_description;

  if (entry->arg == G_OPTION_ARG_NONE || !word)
    return VALUE_NONE;
  if (entry->arg == G_OPTION_ARG_FILENAME)
    return VALUE_FILE;
  if (g_str_equal (word, "PRINTER"))
    return VALUE_PRINTER;

  return strchr (word, '|') ? VALUE_WORDS : VALUE_ANY;
}

static char *
dup_words (const char *alternatives)
{
  return g_strdelimit (g_strdup (alternatives), "|", ' ');
}

/* What can be typed after a command: “on|off” of “[PRINTER] on|off”. */
static char *
dup_argument_words (const CtlCommand *command)
{
  g_auto (GStrv) words = g_strsplit (command->usage, " ", -1);
  GString *all = g_string_new (NULL);

  for (guint i = 0; words[i]; i++)
    {
      g_auto (GStrv) alternatives = g_strsplit (words[i], "|", -1);

      for (guint j = 0; alternatives[1] && alternatives[j]; j++)
        if (g_ascii_islower (*alternatives[j]))
          g_string_append_printf (all, "%s%s", all->len > 0 ? " " : "", alternatives[j]);
    }

  return g_string_free_and_steal (all);
}

static gboolean
takes_printer (const CtlCommand *command)
{
  return strstr (command->usage, "PRINTER") != NULL;
}

static gboolean
takes_file (const CtlCommand *command)
{
  return strstr (command->usage, "FILE") || strstr (command->usage, "DIRECTORY");
}

static gboolean
is_shown (const GOptionEntry *entry)
{
  return (entry->flags & G_OPTION_FLAG_HIDDEN) == 0;
}

static void
add_long_names (CtlOptionSet group, const GOptionEntry *entries, gpointer user_data)
{
  for (; entries->long_name; entries++)
    if (is_shown (entries))
      g_string_append_printf (user_data, "--%s ", entries->long_name);
}

static void
append_bash_value (CtlOptionSet group, const GOptionEntry *entries, gpointer user_data)
{
  GString *script = user_data;

  for (; entries->long_name; entries++)
    {
      g_autofree char *words = NULL;
      Value value = get_value (entries);

      if (!is_shown (entries) || value == VALUE_NONE)
        continue;

      g_string_append_printf (script, "    --%s", entries->long_name);
      if (entries->short_name)
        g_string_append_printf (script, " | -%c", entries->short_name);
      if (value == VALUE_WORDS)
        words = dup_words (entries->arg_description);
      g_string_append_printf (script, ") kind=%s values='%s' ;;\n",
                              value == VALUE_FILE      ? "file"
                              : value == VALUE_PRINTER ? "printer"
                                                       : "words",
                              words ? words : "");
    }
}

char *
ctl_completion_new_for_bash (void)
{
  GString *script = g_string_new ("# bash completion of culmctl, made from its table of commands\n"
                                  "\n"
                                  "_culmctl_printers ()\n"
                                  "{\n"
                                  "  " LIST_PRINTERS "\n"
                                  "}\n"
                                  "\n"
                                  "_culmctl ()\n"
                                  "{\n"
                                  "  local current=${COMP_WORDS[COMP_CWORD]}\n"
                                  "  local previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
                                  "  local kind='' values='' options='' extra=''\n"
                                  "\n"
                                  "  # readline makes a word of the “=” of --option=value.\n"
                                  "  if [[ $current == = ]]; then\n"
                                  "    current=''\n"
                                  "  elif [[ $previous == = ]]; then\n"
                                  "    previous=${COMP_WORDS[COMP_CWORD - 2]}\n"
                                  "  fi\n"
                                  "\n"
                                  "  case $previous in\n");
  guint n_commands;
  const CtlCommand *commands = ctl_command_get_all (&n_commands);

  ctl_options_describe (G_MAXINT, append_bash_value, script);
  g_string_append (script, "  esac\n"
                           "\n"
                           "  if (( COMP_CWORD == 1 )); then\n"
                           "    kind=words values='--help --version");
  for (guint i = 0; i < n_commands; i++)
    g_string_append_printf (script, " %s", commands[i].name);
  g_string_append (script, "'\n"
                           "  elif [[ ! $kind ]]; then\n"
                           "    case ${COMP_WORDS[1]} in\n");
  for (guint i = 0; i < n_commands; i++)
    {
      g_autofree char *words = dup_argument_words (&commands[i]);

      g_string_append_printf (script, "      %s)\n        options='", commands[i].name);
      ctl_options_describe (commands[i].options, add_long_names, script);
      g_string_append_printf (script, "--help'\n        kind=%s%s values='%s'\n        ;;\n",
                              takes_printer (&commands[i]) ? "printer" : "words",
                              takes_file (&commands[i]) ? " extra=file" : "", words);
    }
  g_string_append (script,
                   "    esac\n"
                   "    [[ $current != -* ]] || kind=words extra='' values=$options\n"
                   "  fi\n"
                   "\n"
                   "  [[ $kind != printer ]] || values+=\" $(_culmctl_printers)\"\n"
                   "  if [[ $kind == file || $extra == file ]]; then\n"
                   "    compopt -o filenames 2>/dev/null\n"
                   "    mapfile -t COMPREPLY < <(compgen -W \"$values\" -f -- \"$current\")\n"
                   "  else\n"
                   "    mapfile -t COMPREPLY < <(compgen -W \"$values\" -- \"$current\")\n"
                   "  fi\n"
                   "}\n"
                   "\n"
                   "complete -F _culmctl culmctl");

  return g_string_free_and_steal (script);
}

/* In single quotes; for zsh’s descriptions also without what ends those. */
static void
append_quoted (GString *script, const char *text, const char *escaped)
{
  for (; *text; text++)
    {
      if (*text == '\'')
        g_string_append (script, "'\\''");
      else if (strchr (escaped, *text))
        g_string_append_printf (script, "\\%c", *text);
      else
        g_string_append_c (script, *text);
    }
}

static void
append_zsh_option (CtlOptionSet group, const GOptionEntry *entries, gpointer user_data)
{
  GString *script = user_data;

  for (; entries->long_name; entries++)
    {
      g_autofree char *words = NULL;
      Value value = get_value (entries);

      if (!is_shown (entries))
        continue;

      g_string_append_printf (script, " \\\n        '--%s%s[", entries->long_name,
                              value == VALUE_NONE ? "" : "=");
      append_quoted (script, entries->description, "[]:\\");
      g_string_append (script, "]");
      switch (value)
        {
        case VALUE_FILE:
          g_string_append (script, ":file:_files");
          break;
        case VALUE_PRINTER:
          g_string_append (script, ":printer:_culmctl_printers");
          break;
        case VALUE_WORDS:
          words = dup_words (entries->arg_description);
          g_string_append_printf (script, ":value:(%s)", words);
          break;
        case VALUE_ANY:
          g_string_append (script, ":value: ");
          break;
        case VALUE_NONE:
        default:
          break;
        }
      g_string_append (script, "'");
    }
}

char *
ctl_completion_new_for_zsh (void)
{
  GString *script = g_string_new ("#compdef culmctl\n"
                                  "# Made from culmctl's table of commands.\n"
                                  "\n"
                                  "_culmctl_printers () {\n"
                                  "  local -a serials\n"
                                  "  serials=(${(f)\"$(" LIST_PRINTERS ")\"})\n"
                                  "  compadd -a serials\n"
                                  "}\n"
                                  "\n"
                                  "_culmctl () {\n"
                                  "  local -a commands\n"
                                  "  commands=(\n");
  guint n_commands;
  const CtlCommand *commands = ctl_command_get_all (&n_commands);

  for (guint i = 0; i < n_commands; i++)
    {
      g_string_append_printf (script, "    '%s:", commands[i].name);
      append_quoted (script, commands[i].summary, ":\\");
      g_string_append (script, "'\n");
    }
  g_string_append (script, "  )\n"
                           "\n"
                           "  if (( CURRENT == 2 )); then\n"
                           "    _describe command commands\n"
                           "    return\n"
                           "  fi\n"
                           "\n"
                           "  shift words\n"
                           "  (( CURRENT-- ))\n"
                           "  case $words[1] in\n");
  for (guint i = 0; i < n_commands; i++)
    {
      g_autofree char *words = dup_argument_words (&commands[i]);

      g_string_append_printf (script, "    %s)\n      _arguments '--help[Tell of it]'",
                              commands[i].name);
      ctl_options_describe (commands[i].options, append_zsh_option, script);
      if (takes_printer (&commands[i]) || takes_file (&commands[i]) || *words)
        g_string_append_printf (
            script, " \\\n        '*: :_alternative%s%s",
            takes_printer (&commands[i]) ? " \"printers:printer:_culmctl_printers\"" : "",
            takes_file (&commands[i]) ? " \"files:file:_files\"" : "");
      if (*words)
        g_string_append_printf (script, " \"words:word:(%s)\"", words);
      if (takes_printer (&commands[i]) || takes_file (&commands[i]) || *words)
        g_string_append (script, "'");
      g_string_append (script, "\n      ;;\n");
    }
  g_string_append (script, "  esac\n"
                           "}\n"
                           "\n"
                           "_culmctl \"$@\"");

  return g_string_free_and_steal (script);
}

static void
append_fish_option (CtlOptionSet group, const GOptionEntry *entries, gpointer user_data)
{
  GString *script = user_data;
  g_autoptr (GString) takers = g_string_new (NULL);
  guint n_commands;
  const CtlCommand *commands = ctl_command_get_all (&n_commands);

  for (guint i = 0; i < n_commands; i++)
    if (commands[i].options & group)
      g_string_append_printf (takers, " %s", commands[i].name);

  for (; entries->long_name; entries++)
    {
      g_autofree char *words = NULL;

      if (!is_shown (entries))
        continue;

      g_string_append_printf (script,
                              "complete -c culmctl -n '__fish_seen_subcommand_from%s' -l %s",
                              takers->str, entries->long_name);
      if (entries->short_name)
        g_string_append_printf (script, " -s %c", entries->short_name);
      switch (get_value (entries))
        {
        case VALUE_FILE:
          g_string_append (script, " -r -F");
          break;
        case VALUE_PRINTER:
          g_string_append (script, " -x -a '(__culmctl_printers)'");
          break;
        case VALUE_WORDS:
          words = dup_words (entries->arg_description);
          g_string_append_printf (script, " -x -a '%s'", words);
          break;
        case VALUE_ANY:
          g_string_append (script, " -x");
          break;
        case VALUE_NONE:
        default:
          break;
        }
      g_string_append (script, " -d '");
      append_quoted (script, entries->description, "\\");
      g_string_append (script, "'\n");
    }
}

char *
ctl_completion_new_for_fish (void)
{
  GString *script = g_string_new ("# fish completion of culmctl, made from its table of commands\n"
                                  "\n"
                                  "function __culmctl_printers\n"
                                  "    " LIST_PRINTERS "\n"
                                  "end\n"
                                  "\n"
                                  "complete -c culmctl -f\n");
  guint n_commands;
  const CtlCommand *commands = ctl_command_get_all (&n_commands);

  for (guint i = 0; i < n_commands; i++)
    {
      const CtlCommand *command = &commands[i];
      g_autofree char *words = dup_argument_words (command);
      g_autofree char *condition = g_strdup_printf (
          "complete -c culmctl -n '__fish_seen_subcommand_from %s'", command->name);

      g_string_append_printf (script, "complete -c culmctl -n __fish_use_subcommand -a %s -d '",
                              command->name);
      append_quoted (script, command->summary, "\\");
      g_string_append (script, "'\n");
      if (takes_printer (command))
        g_string_append_printf (script, "%s -a '(__culmctl_printers)'\n", condition);
      if (takes_file (command))
        g_string_append_printf (script, "%s -F\n", condition);
      if (*words)
        g_string_append_printf (script, "%s -a '%s'\n", condition, words);
    }
  ctl_options_describe (G_MAXINT, append_fish_option, script);
  g_string_append (script, "complete -c culmctl -l help -d 'Tell of it'");

  return g_string_free_and_steal (script);
}
