/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** sim_child_bind: what @launcher starts ends with this process, whatever way that ends */
void sim_child_bind (GSubprocessLauncher *launcher);

/** sim_child_dup_program: Returns: (transfer full): a program that Debian has in /usr/sbin, which
 * is not on everybody's path */
char *sim_child_dup_program (const char *name);

G_END_DECLS
