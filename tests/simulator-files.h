/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <curl/curl.h>

#include "simulator-process.h"

G_BEGIN_DECLS

/**
 * SimulatorFiles:
 *
 * A client of a simulated printer's files, as simple as can be: libcurl with the options of
 * protocol/lan-files.md §6, one connection. It blocks, also while nobody reads the simulator's
 * output.
 */
typedef struct _SimulatorFiles SimulatorFiles;

/** simulator_files_new: @index: of the printer */
SimulatorFiles *simulator_files_new (SimulatorProcess *simulator, guint index);
void simulator_files_free (SimulatorFiles *self);

/** simulator_files_reset: drops the connection and what was said */
void simulator_files_reset (SimulatorFiles *self);
void simulator_files_set_option (SimulatorFiles *self, CURLoption option, long value);
/** simulator_files_set_patience: how long it waits for a connection, a reply, or bytes */
void simulator_files_set_patience (SimulatorFiles *self, long seconds);
/** simulator_files_set_code: another access code than the printer's */
void simulator_files_set_code (SimulatorFiles *self, const char *code);

/** simulator_files_list: Returns: (transfer full) (nullable): the names in @path, sorted, with
 * spaces between; %NULL if it cannot be listed */
char *simulator_files_list (SimulatorFiles *self, const char *path);
/** simulator_files_dup_names: Returns: (transfer full) (nullable): what NLST of @path gives */
char *simulator_files_dup_names (SimulatorFiles *self, const char *path);
CURLcode simulator_files_put (SimulatorFiles *self, const char *path, GBytes *bytes);
/** simulator_files_get: @bytes: (out) (optional) (transfer full) (nullable): what came */
CURLcode simulator_files_get (SimulatorFiles *self, const char *path, GBytes **bytes);
/** simulator_files_quote: says a command and nothing else */
CURLcode simulator_files_quote (SimulatorFiles *self, const char *command);

/** simulator_files_get_talk: Returns: (transfer none): what both said since the last reset, a line
 * each, after `> ` or `< ` */
const char *simulator_files_get_talk (SimulatorFiles *self);
const char *simulator_files_get_address (SimulatorFiles *self);
guint16 simulator_files_get_port (SimulatorFiles *self);

/** simulator_files_make_bytes: Returns: (transfer full): so many that are not all the same */
GBytes *simulator_files_make_bytes (gsize size);
/** simulator_files_dup_stored: Returns: (transfer full) (nullable): what the printer has there */
GBytes *simulator_files_dup_stored (SimulatorFiles *self, const char *path);
/** simulator_files_remove: takes it from the printer's card, without asking the printer */
void simulator_files_remove (SimulatorFiles *self, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimulatorFiles, simulator_files_free)

G_END_DECLS
