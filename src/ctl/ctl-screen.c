/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-screen.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "ctl-output.h"
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

/* No key sends more. */
#define LONGEST_KEY 16

struct _CtlScreen
{
  void (*ended) (gpointer user_data);
  gpointer user_data;
  guint size_source;
  guint key_source;
  GString *keys; /* typed and not understood yet */
  char *text;
  guint first; /* of its lines that is shown */
};

/* What the terminal is given back as when a signal ends or stops this. */
static struct termios old_modes;
static struct termios own_modes;
static volatile sig_atomic_t has_modes;
static pthread_t owner;

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

/* How many of @n_lines are shown, with one beneath them if that is not all */
static guint
count_shown (guint n_lines, guint n_rows)
{
  return n_lines > n_rows && n_rows > 1 ? n_rows - 1 : n_rows;
}

static void
append_place (const CtlScreen *self, GString *picture, guint last, guint n_lines, guint n_columns)
{
  g_autoptr (GString) styled = g_string_new (NULL);
  g_autofree char *place = g_strdup_printf (
      /* Translators: numbers of lines, as “1–23 of 40”; q is a key */
      _ ("%u–%u of %u · ↑ ↓ · q: quit"), self->first + 1, last, n_lines);

  ctl_output_append_styled (styled, place, CTL_STYLE_OLD);
  g_string_append (picture, "\n" CLEAR_LINE);
  ctl_screen_cut (picture, styled->str, n_columns);
}

static void
draw (CtlScreen *self)
{
  g_auto (GStrv) lines = g_strsplit (self->text, "\n", -1);
  g_autoptr (GString) picture = g_string_new (TO_TOP);
  guint n_lines = g_strv_length (lines);
  guint n_rows;
  guint n_columns;
  guint n_shown;
  guint last;

  get_size (&n_rows, &n_columns);
  n_shown = count_shown (n_lines, n_rows);
  self->first = MIN (self->first, n_lines - MIN (n_lines, n_shown));
  last = MIN (self->first + n_shown, n_lines);
  for (guint i = self->first; i < last; i++)
    {
      if (i > self->first)
        g_string_append (picture, "\n");
      /* Before, as a terminal whose last column is full clears that one. */
      g_string_append (picture, CLEAR_LINE);
      ctl_screen_cut (picture, lines[i], n_columns);
    }
  if (n_shown < n_rows)
    append_place (self, picture, last, n_lines, n_columns);
  else if (n_lines < n_rows)
    g_string_append (picture, "\n" CLEAR_REST);
  put (picture->str);
}

static void
scroll (CtlScreen *self, int n_pages, int n_lines)
{
  guint n_rows;
  guint n_columns;
  gint64 first;

  get_size (&n_rows, &n_columns);
  /* A page has a line of the one before, and the last row says where that is. */
  first = (gint64) self->first + n_pages * MAX ((int) n_rows - 2, 1) + n_lines;
  self->first = (guint) CLAMP (first, 0, G_MAXINT);
  draw (self);
}

static const struct
{
  const char *keys;
  int n_pages;
  int n_lines;
} SCROLLS[] = {
  { "\033[A", 0, -1 }, { "\033OA", 0, -1 },  { "\033[B", 0, 1 },
  { "\033OB", 0, 1 },  { "\033[5~", -1, 0 }, { "\033[6~", 1, 0 },
};

/* Returns: how many bytes one key has; 0: they are not all there */
static gsize
measure_key (const GString *keys)
{
  gsize length = 2;

  if (keys->str[0] != ESCAPE)
    return 1;
  if (keys->len < 2)
    return 0;
  if (keys->str[1] == 'O')
    return keys->len > 2 ? 3 : 0;
  if (keys->str[1] != '[')
    return 1;
  while (length < keys->len && (keys->str[length] < '@' || keys->str[length] > '~'))
    length++;

  return length < keys->len ? length + 1 : length > LONGEST_KEY ? length : 0;
}

static void
obey (CtlScreen *self, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (SCROLLS); i++)
    if (g_str_equal (SCROLLS[i].keys, key))
      scroll (self, SCROLLS[i].n_pages, SCROLLS[i].n_lines);

  if (g_ascii_strcasecmp (key, "q") == 0)
    self->ended (self->user_data);
}

static gboolean
on_typed (int fd, GIOCondition condition, gpointer user_data)
{
  CtlScreen *self = user_data;
  char bytes[256];
  ssize_t n = read (fd, bytes, sizeof bytes);
  gsize length;

  if (n <= 0)
    {
      self->key_source = 0;
      return G_SOURCE_REMOVE;
    }

  g_string_append_len (self->keys, bytes, n);
  while (self->keys->len > 0 && (length = measure_key (self->keys)) > 0)
    {
      g_autofree char *key = g_strndup (self->keys->str, length);

      g_string_erase (self->keys, 0, (gssize) length);
      obey (self, key);
    }

  return G_SOURCE_CONTINUE;
}

static gboolean
on_window_changed (gpointer user_data)
{
  draw (user_data);

  return G_SOURCE_CONTINUE;
}

static void catch (int number, void (*handler) (int number))
{
  struct sigaction action = { .sa_handler = handler };

  sigemptyset (&action.sa_mask);
  sigaction (number, &action, NULL);
}

/* Signals that the main loop does not take: the terminal is given back before they do what they do.
 * Only calls that are allowed in here. */
static const int SIGNALS[] = { SIGHUP, SIGQUIT, SIGTSTP };

static void
on_signal (int number)
{
  int saved_errno = errno;
  sigset_t this_one;
  ssize_t n;

  /* The one that draws must not go on meanwhile. */
  if (!pthread_equal (pthread_self (), owner))
    {
      pthread_kill (owner, number);
      return;
    }

  n = write (STDOUT_FILENO, LEAVE, strlen (LEAVE));
  if (has_modes)
    tcsetattr (STDIN_FILENO, TCSANOW, &old_modes);

  catch (number, SIG_DFL);
  sigemptyset (&this_one);
  sigaddset (&this_one, number);
  raise (number);
  sigprocmask (SIG_UNBLOCK, &this_one, NULL);

  /* It was only stopped, and goes on. */
  catch (number, on_signal);
  if (has_modes)
    tcsetattr (STDIN_FILENO, TCSANOW, &own_modes);
  n = write (STDOUT_FILENO, ENTER, strlen (ENTER));
  (void) n;
  raise (SIGWINCH);
  errno = saved_errno;
}

/* Neither what is typed is shown, nor is a line waited for. */
static gboolean
take_terminal (void)
{
  if (tcgetattr (STDIN_FILENO, &old_modes) != 0)
    return FALSE;

  own_modes = old_modes;
  own_modes.c_lflag &= ~(tcflag_t) (ECHO | ICANON);
  own_modes.c_cc[VMIN] = 1;
  own_modes.c_cc[VTIME] = 0;

  return tcsetattr (STDIN_FILENO, TCSANOW, &own_modes) == 0;
}

CtlScreen *
ctl_screen_new (void (*ended) (gpointer user_data), gpointer user_data)
{
  CtlScreen *self = g_new0 (CtlScreen, 1);

  self->ended = ended;
  self->user_data = user_data;
  self->text = g_strdup ("");
  self->keys = g_string_new (NULL);
  self->size_source = g_unix_signal_add (SIGWINCH, on_window_changed, self);
  owner = pthread_self ();
  has_modes = take_terminal ();
  if (has_modes)
    self->key_source = g_unix_fd_add (STDIN_FILENO, G_IO_IN, on_typed, self);
  put (ENTER);
  for (guint i = 0; i < G_N_ELEMENTS (SIGNALS); i++)
    catch (SIGNALS[i], on_signal);

  return self;
}

void
ctl_screen_free (CtlScreen *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (SIGNALS); i++)
    catch (SIGNALS[i], SIG_DFL);
  put (LEAVE);
  if (has_modes)
    tcsetattr (STDIN_FILENO, TCSANOW, &old_modes);
  g_clear_handle_id (&self->key_source, g_source_remove);
  g_source_remove (self->size_source);
  g_string_free (self->keys, TRUE);
  g_free (self->text);
  g_free (self);
}

void
ctl_screen_show (CtlScreen *self, const char *text)
{
  if (g_set_str (&self->text, text))
    draw (self);
}
