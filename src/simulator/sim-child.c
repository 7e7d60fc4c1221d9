/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-child.h"

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (getppid () != GPOINTER_TO_INT (user_data))
    _exit (1);
}

void
sim_child_bind (GSubprocessLauncher *launcher)
{
  g_return_if_fail (G_IS_SUBPROCESS_LAUNCHER (launcher));

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, GINT_TO_POINTER (getpid ()),
                                         NULL);
}

char *
sim_child_dup_program (const char *name)
{
  char *path = g_find_program_in_path (name);

  return path != NULL ? path : g_build_filename ("/usr/sbin", name, NULL);
}
