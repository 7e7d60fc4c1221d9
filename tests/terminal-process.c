/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "terminal-process.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <unistd.h>

struct _TerminalProcess
{
  GSubprocess *process;
  GCancellable *cancellable;
  GString *shown;
  int keyboard;
  int screen; /* kept open: it can be asked for its echo after the program's end */
  guint source;
  gboolean has_ended;
};

/* A session of its own, whose terminal sends signals. */
static void
on_child_setup (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  setsid ();
  ioctl (STDIN_FILENO, TIOCSCTTY, 0);
}

static void
read_all (TerminalProcess *self)
{
  char bytes[4096];
  ssize_t n;

  while ((n = read (self->keyboard, bytes, sizeof bytes)) > 0)
    g_string_append_len (self->shown, bytes, n);
}

static gboolean
on_readable (int fd, GIOCondition condition, gpointer user_data)
{
  read_all (user_data);

  return G_SOURCE_CONTINUE;
}

static void
on_ended (GObject *object, GAsyncResult *result, gpointer user_data)
{
  TerminalProcess *self = user_data;
  g_autoptr (GError) error = NULL;

  /* Freed: @user_data is gone. */
  if (!g_subprocess_wait_finish (G_SUBPROCESS (object), result, &error))
    return;

  read_all (self);
  self->has_ended = TRUE;
}

TerminalProcess *
terminal_process_new (const char *const *command, GError **error)
{
  g_autoptr (TerminalProcess) self = g_new0 (TerminalProcess, 1);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);

  self->shown = g_string_new (NULL);
  self->cancellable = g_cancellable_new ();
  if (openpty (&self->keyboard, &self->screen, NULL, NULL, NULL) != 0)
    g_error ("openpty: %s", g_strerror (errno));
  fcntl (self->keyboard, F_SETFD, FD_CLOEXEC);
  fcntl (self->screen, F_SETFD, FD_CLOEXEC);
  g_unix_set_fd_nonblocking (self->keyboard, TRUE, NULL);

  g_subprocess_launcher_take_stdin_fd (launcher, dup (self->screen));
  g_subprocess_launcher_take_stdout_fd (launcher, dup (self->screen));
  g_subprocess_launcher_take_stderr_fd (launcher, dup (self->screen));
  g_subprocess_launcher_set_child_setup (launcher, on_child_setup, NULL, NULL);
  self->process = g_subprocess_launcher_spawnv (launcher, command, error);
  if (self->process == NULL)
    return NULL;

  self->source = g_unix_fd_add (self->keyboard, G_IO_IN, on_readable, self);
  g_subprocess_wait_async (self->process, self->cancellable, on_ended, self);

  return g_steal_pointer (&self);
}

void
terminal_process_free (TerminalProcess *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->process != NULL && !self->has_ended)
    {
      g_subprocess_force_exit (self->process);
      g_subprocess_wait (self->process, NULL, NULL);
    }
  g_clear_object (&self->process);
  close (self->keyboard);
  close (self->screen);
  g_string_free (self->shown, TRUE);
  g_free (self);
}

const char *
terminal_process_get_shown (TerminalProcess *self)
{
  return self->shown->str;
}

static gboolean
has_mode (TerminalProcess *self, tcflag_t mode)
{
  struct termios modes;

  g_assert_cmpint (tcgetattr (self->screen, &modes), ==, 0);

  return (modes.c_lflag & mode) != 0;
}

gboolean
terminal_process_has_echo (TerminalProcess *self)
{
  return has_mode (self, ECHO);
}

gboolean
terminal_process_has_lines (TerminalProcess *self)
{
  return has_mode (self, ICANON);
}

void
terminal_process_type (TerminalProcess *self, const char *keys)
{
  g_assert_cmpint (write (self->keyboard, keys, strlen (keys)), ==, strlen (keys));
}

void
terminal_process_resize (TerminalProcess *self, guint n_lines, guint n_columns)
{
  struct winsize size = { .ws_row = (gushort) n_lines, .ws_col = (gushort) n_columns };

  g_assert_cmpint (ioctl (self->screen, TIOCSWINSZ, &size), ==, 0);
}

gboolean
terminal_process_has_ended (TerminalProcess *self)
{
  return self->has_ended;
}

int
terminal_process_get_exit (TerminalProcess *self)
{
  g_assert_true (self->has_ended);

  return g_subprocess_get_if_exited (self->process) ? g_subprocess_get_exit_status (self->process)
                                                    : -1;
}

GSubprocess *
terminal_process_get_subprocess (TerminalProcess *self)
{
  return self->process;
}
