/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-command.h"

G_BEGIN_DECLS

/**
 * CtlCommand:
 * @name: what is typed
 * @usage: what follows it
 * @summary: a sentence
 * @options: which ones it takes
 * @max_arguments: how many words that are no options
 * @run: what it does
 *
 * One thing that culmctl can do, as the help, the manual and the completion tell of it.
 */
typedef struct
{
  const char *name;
  const char *usage;
  const char *summary;
  CtlOptionSet options;
  guint max_arguments;
  DexFuture *(*run) (CtlOptions *options);
} CtlCommand;

/** ctl_command_get_all: Returns: (transfer none) (array length=n_commands): in the help's order */
const CtlCommand *ctl_command_get_all (guint *n_commands);

/** ctl_command_find: Returns: (transfer none) (nullable): the one that is called so */
const CtlCommand *ctl_command_find (const char *name);

G_END_DECLS
