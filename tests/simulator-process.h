/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SimulatorProcess:
 *
 * A culm-simulator that runs beside a test or benchmark: its printers, its events, its standard
 * input.
 */
typedef struct _SimulatorProcess SimulatorProcess;

/**
 * simulator_process_spawn:
 *
 * Returns: (transfer full): a process that does not outlive this one, however a test ends
 */
GSubprocess *simulator_process_spawn (const char *const *command,
                                      GSubprocessFlags flags,
                                      GError **error);

/**
 * simulator_process_start:
 * @arguments: (array zero-terminated=1): what follows the program's name; ports are chosen
 *
 * Starts it and waits until its printers can be reached.
 *
 * Returns: (nullable): %NULL with @error set if it does not say so
 */
SimulatorProcess *simulator_process_start (const char *const *arguments, GError **error);

/** simulator_process_stop: ends it and waits for that */
void simulator_process_stop (SimulatorProcess *self);

/** simulator_process_get_printer: Returns: (transfer none): an object of the first line's
 * `printers` */
JsonObject *simulator_process_get_printer (SimulatorProcess *self, guint index);
guint simulator_process_get_n_printers (SimulatorProcess *self);

/** simulator_process_dup_address: Returns: (transfer full): host:port of a printer's broker */
char *simulator_process_dup_address (SimulatorProcess *self, guint index);

/** simulator_process_tell: writes a command to its standard input */
void simulator_process_tell (SimulatorProcess *self, const char *command);

/** simulator_process_wait: after a `quit` or a signal: Returns: %TRUE if it ended as it should */
gboolean simulator_process_wait (SimulatorProcess *self);

/** simulator_process_get_subprocess: Returns: (transfer none): the process itself */
GSubprocess *simulator_process_get_subprocess (SimulatorProcess *self);

/** simulator_process_count_events_of: how many events of this name with this serial it told of so
 * far */
guint simulator_process_count_events_of (SimulatorProcess *self,
                                         const char *name,
                                         const char *serial);

/**
 * simulator_process_get_event:
 * @index: from 0; the first of this name
 *
 * Returns: (transfer none) (nullable): the event, or %NULL as long as it did not happen
 */
JsonObject *simulator_process_get_event (SimulatorProcess *self, const char *name, guint index);

/** simulator_process_get_cloud: Returns: (transfer none): the first line's `cloud` */
JsonObject *simulator_process_get_cloud (SimulatorProcess *self);

/** simulator_process_count_events: how many events of this name it told of so far */
guint simulator_process_count_events (SimulatorProcess *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimulatorProcess, simulator_process_stop)

G_END_DECLS
