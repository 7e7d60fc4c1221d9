/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ctl-manual.h"

/* As roff takes it for text: no request, and a hyphen that can be typed again. */
static void
append_text (GString *page, const char *text)
{
  if (*text == '.' || *text == '\'')
    g_string_append (page, "\\&");

  for (; *text; text++)
    switch (*text)
      {
      case '\\':
        g_string_append (page, "\\e");
        break;
      case '-':
        g_string_append (page, "\\-");
        break;
      default:
        g_string_append_c (page, *text);
        break;
      }
}

static void
append_bold (GString *page, const char *text)
{
  g_string_append (page, "\\fB");
  append_text (page, text);
  g_string_append (page, "\\fR");
}

static void
append_option_name (GString *page, const GOptionEntry *entry)
{
  g_autofree char *name = g_strconcat ("--", entry->long_name, NULL);

  append_bold (page, name);
}

typedef struct
{
  GString *page;
  guint n_names;
} Names;

static void
list_names (CtlOptionSet group, const GOptionEntry *entries, gpointer user_data)
{
  Names *names = user_data;

  /* For development: told once, below. */
  if (group == CTL_OPTION_CLOUD)
    return;

  for (; entries->long_name; entries++)
    {
      if (entries->flags & G_OPTION_FLAG_HIDDEN)
        continue;

      g_string_append (names->page, names->n_names++ > 0 ? ", " : "Options: ");
      append_option_name (names->page, entries);
    }
}

static void
append_command (GString *page, const CtlCommand *command)
{
  Names names = { page, 0 };

  g_string_append (page, ".TP\n");
  append_bold (page, command->name);
  if (*command->usage)
    {
      g_string_append (page, " ");
      append_text (page, command->usage);
    }
  g_string_append (page, "\n");
  append_text (page, command->summary);
  g_string_append (page, "\n.br\n");
  ctl_options_describe (command->options, list_names, &names);
  g_string_append (page, names.n_names > 0 ? ".\n" : "It has no options.\n");
}

static void
append_options (CtlOptionSet group, const GOptionEntry *entries, gpointer user_data)
{
  GString *page = user_data;

  for (; entries->long_name; entries++)
    {
      if (entries->flags & G_OPTION_FLAG_HIDDEN)
        continue;

      g_string_append (page, ".TP\n");
      if (entries->short_name)
        g_string_append_printf (page, "\\fB\\-%c\\fR, ", entries->short_name);
      append_option_name (page, entries);
      if (entries->arg_description)
        {
          g_string_append (page, "=\\fI");
          append_text (page, entries->arg_description);
          g_string_append (page, "\\fR");
        }
      g_string_append (page, "\n");
      append_text (page, entries->description);
      g_string_append (page, ".\n");
    }
}

char *
ctl_man_page_new (void)
{
  GString *page = g_string_new (
      ".TH CULMCTL 1 \"\" Culm \"User Commands\"\n"
      ".nh\n"
      ".ad l\n"
      ".SH NAME\n"
      "culmctl \\- watch and control Bambu Lab printers\n"
      ".SH SYNOPSIS\n"
      "\\fBculmctl\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR…] [\\fIARGUMENT\\fR…]\n"
      ".SH DESCRIPTION\n"
      "A \\fIPRINTER\\fR is the name or the serial number of a printer that was added with\n"
      "\\fBculmctl add\\fR or came with an account (\\fBculmctl login\\fR). A printer that is not\n"
      "remembered is named with \\fB\\-\\-address\\fR; its access code is read from a file or "
      "from\n"
      "standard input, never from the command line. Nor is a password or a token.\n"
      ".PP\n"
      "With \\fB\\-\\-json\\fR there is nothing but JSON on standard output, an object a line. "
      "What is\n"
      "unknown is null, and what is wrong is said on standard error.\n"
      ".SH COMMANDS\n");
  guint n_commands;
  const CtlCommand *commands = ctl_command_get_all (&n_commands);

  for (guint i = 0; i < n_commands; i++)
    append_command (page, &commands[i]);

  g_string_append (page, ".SH OPTIONS\n");
  ctl_options_describe (G_MAXINT, append_options, page);
  g_string_append (page,
                   ".TP\n\\fB\\-\\-help\\fR\nTell of culmctl, or of a command and its options.\n"
                   ".TP\n\\fB\\-\\-version\\fR\nTell which version it is.\n"
                   ".SH EXIT STATUS\n");
  for (guint i = 0; ctl_exit_get_words (i); i++)
    {
      g_string_append_printf (page, ".TP\n%u\n", i);
      append_text (page, ctl_exit_get_words (i));
      g_string_append_c (page, '\n');
    }
  g_string_append (
      page, ".TP\n130, 143\nIt was stopped by Ctrl+C, or by a signal.\n"
            ".PP\nOf several printers it is the greatest of theirs.\n"
            ".SH COMPATIBILITY\n"
            "The words of the scripts that came before are understood too:\n"
            "\\fB\\-\\-username\\fR for \\fB\\-\\-account\\fR, \\fB\\-\\-force\\fR for\n"
            "\\fB\\-\\-force\\-new\\fR, and of \\fBcamera\\fR \\fB\\-\\-ip\\fR for\n"
            "\\fB\\-\\-address\\fR, \\fB\\-\\-max\\-frames\\fR for \\fB\\-\\-frames\\fR,\n"
            "\\fB\\-\\-output\\-dir\\fR for \\fB\\-\\-save\\fR, \\fB\\-\\-device\\-id\\fR for\n"
            "\\fB\\-\\-device\\fR; \\fB\\-\\-model\\fR and \\fB\\-\\-use\\-pil\\fR have no\n"
            "effect, as the printer says itself what it is. \\fB\\-\\-password\\fR,\n"
            "\\fB\\-\\-token\\fR, \\fB\\-\\-code\\fR and \\fB\\-\\-access\\-code\\fR are refused:\n"
            "others can read the command line.\n"
            ".SH ENVIRONMENT\n"
            ".TP\n\\fBNO_COLOR\\fR\nIf it is set there are no colours, not even at a terminal.\n"
            ".TP\n\\fBXDG_DATA_HOME\\fR\nWhere what is known of printers is kept, in\n"
            "\\fIculm/culm.db\\fR. Access codes and sign\\-ins are in the keyring.\n"
            ".SH EXAMPLES\n"
            ".EX\n"
            "culmctl add 192.168.1.20\n"
            "culmctl watch\n"
            "culmctl watch \\-\\-events \\-\\-json\n"
            "culmctl monitor Workshop \\-\\-fields state,percent,bed.current \\-\\-json\n"
            "culmctl query \\-\\-devices \\-\\-status \\-\\-json\n"
            "culmctl serve \\-\\-publish mqtt://localhost\n"
            ".EE");

  return g_string_free_and_steal (page);
}
