/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-manual.h"

#include <glib/gi18n.h>

#include "ctl-output.h"
#include "ctl-table.h"

void
ctl_manual_print_usage (void (*print) (const char *format, ...))
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (CtlTable) rows = ctl_table_new ();
  const CtlCommand *commands;
  guint n_commands;

  commands = ctl_command_get_all (&n_commands);
  for (guint i = 0; i < n_commands; i++)
    ctl_table_add (rows, commands[i].name, _ (commands[i].summary), NULL);

  g_string_append_printf (text, _ ("Usage: %s COMMAND [OPTION…]"), g_get_prgname ());
  g_string_append (text, "\n\n");
  ctl_table_print (rows, text, 2);
  g_string_append_printf (text,
                          _ ("\nA PRINTER is a name or a serial number. "
                             "%s COMMAND --help tells more.\n"),
                          g_get_prgname ());
  print ("%s", text->str);
}

gboolean
ctl_manual_print_file (const char *word, const char *shell)
{
  g_autofree char *text = NULL;

  if (g_str_equal (word, "--man"))
    text = ctl_man_page_new ();
  else if (!g_str_equal (word, "--completion"))
    return FALSE;
  else if (g_strcmp0 (shell, "bash") == 0)
    text = ctl_completion_new_for_bash ();
  else if (g_strcmp0 (shell, "zsh") == 0)
    text = ctl_completion_new_for_zsh ();
  else if (g_strcmp0 (shell, "fish") == 0)
    text = ctl_completion_new_for_fish ();

  return text && ctl_output_line (text);
}
