/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-screen.h"

#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "ctl-table.h"

#define ESCAPE '\033'
#define ENTER "\033[?1049h\033[?25l"
#define LEAVE "\033[0m\033[?25h\033[?1049l"
#define TO_TOP "\033[H"
#define CLEAR_LINE "\033[K"
#define CLEAR_REST "\033[J"
#define STYLE_END "\033[0m"

/* Where the terminal does not say it. */
#define DEFAULT_COLUMNS 80
#define DEFAULT_LINES 24

struct _CtlScreen
{
  void (*resized) (gpointer user_data);
  gpointer user_data;
  guint source;
  struct termios modes;
  gboolean has_modes;
};

static void
put (const char *text)
{
  fputs (text, stdout);
  fflush (stdout);
}

static void
get_size (guint *n_lines, guint *n_columns)
{
  struct winsize size = { 0 };
  gboolean is_known = ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) == 0;

  *n_lines = is_known && size.ws_row > 0 ? size.ws_row : DEFAULT_LINES;
  *n_columns = is_known && size.ws_col > 0 ? size.ws_col : DEFAULT_COLUMNS;
}

static gboolean
on_window_changed (gpointer user_data)
{
  CtlScreen *self = user_data;

  self->resized (self->user_data);

  return G_SOURCE_CONTINUE;
}

CtlScreen *
ctl_screen_new (void (*resized) (gpointer user_data), gpointer user_data)
{
  CtlScreen *self = g_new0 (CtlScreen, 1);

  self->resized = resized;
  self->user_data = user_data;
  self->source = g_unix_signal_add (SIGWINCH, on_window_changed, self);

  if (tcgetattr (STDIN_FILENO, &self->modes) == 0)
    {
      struct termios silent = self->modes;

      silent.c_lflag &= ~(tcflag_t) ECHO;
      self->has_modes = tcsetattr (STDIN_FILENO, TCSANOW, &silent) == 0;
    }

  put (ENTER);

  return self;
}

void
ctl_screen_free (CtlScreen *self)
{
  put (LEAVE);
  if (self->has_modes)
    tcsetattr (STDIN_FILENO, TCSANOW, &self->modes);
  g_source_remove (self->source);
  g_free (self);
}

/* Returns: where the style that begins at @at ends */
static const char *
skip_style (const char *at)
{
  const char *end = strchr (at, 'm');

  return end ? end + 1 : at + strlen (at);
}

void
ctl_screen_cut (GString *string, const char *line, guint n_columns)
{
  gboolean is_styled = FALSE;
  guint width = 0;

  while (*line)
    {
      const char *next = *line == ESCAPE ? skip_style (line) : g_utf8_next_char (line);

      if (*line == ESCAPE)
        is_styled = TRUE;
      else
        width += ctl_table_get_width (g_utf8_get_char (line));
      if (width > n_columns)
        break;

      g_string_append_len (string, line, next - line);
      line = next;
    }

  if (is_styled && *line)
    g_string_append (string, STYLE_END);
}

void
ctl_screen_show (CtlScreen *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) picture = g_string_new (TO_TOP);
  guint n_lines;
  guint n_columns;

  get_size (&n_lines, &n_columns);
  for (guint i = 0; lines[i] && i < n_lines; i++)
    {
      if (i > 0)
        g_string_append (picture, "\n");
      /* Before, as a terminal whose last column is full clears that one. */
      g_string_append (picture, CLEAR_LINE);
      ctl_screen_cut (picture, lines[i], n_columns);
    }
  if (g_strv_length (lines) < n_lines)
    g_string_append (picture, "\n" CLEAR_REST);
  put (picture->str);
}
