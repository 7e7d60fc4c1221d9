/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <words/culm-storage-words.h>

#include "bambu-account-printers.h"
#include "ctl-exit.h"
#include "ctl-options.h"
#include "storage/bambu-storage.h"

G_BEGIN_DECLS

/**
 * CtlFiles:
 * @opened: (transfer full): what the printer lives in
 * @exit: the greatest so far
 *
 * The files of the printer that a command is about.
 */
typedef struct
{
  CtlOptions *options;
  BambuAccountPrinters *opened;
  BambuPrinter *printer;
  BambuStorage *storage;
  CulmStorageAction action;
  CtlExit exit;
} CtlFiles;

/**
 * ctl_files_take_words:
 * @may_name_printer: the first word is the printer if it does not begin with a slash
 *
 * Takes what is not the printer out of the options' arguments.
 *
 * Returns: (transfer full): the words, perhaps none
 */
GStrv ctl_files_take_words (CtlOptions *options, gboolean may_name_printer);

/** ctl_files_await: reaches the printer. On a fiber. Returns: %FALSE if @failure is how the command
 * ends */
gboolean ctl_files_await (CtlFiles *self, DexFuture **failure);
/** ctl_files_clear: says first if the files went in the clear */
void ctl_files_clear (CtlFiles *self);

/** ctl_files_await_consent: asks on a terminal, unless --yes was given. On a fiber. Returns: %FALSE
 * with @error set if the answer is no, or nobody can be asked */
gboolean ctl_files_await_consent (const CtlOptions *options, const char *question, GError **error);

/**
 * ctl_files_print:
 * @path: (nullable): on the printer
 * @file: (nullable): on this computer
 * @bytes: −1 unknown
 * @error: (nullable): why it was not done
 *
 * Says how one thing ended: as JSON in any case, else if it failed.
 */
void ctl_files_print (
    CtlFiles *self, const char *path, const char *file, gint64 bytes, const GError *error);

/** ctl_files_await_moved: waits for @future, showing on a terminal how far @transfer is. On a fiber
 */
gboolean ctl_files_await_moved (DexFuture *future,
                                BambuTransfer *transfer,
                                const char *name,
                                GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CtlFiles, ctl_files_clear)

G_END_DECLS
