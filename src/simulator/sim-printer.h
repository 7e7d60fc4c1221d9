/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "link/bambu-link.h"
#include "sim-machine.h"
#include "sim-storage.h"

G_BEGIN_DECLS

#define SIM_TYPE_PRINTER (sim_printer_get_type ())
G_DECLARE_FINAL_TYPE (SimPrinter, sim_printer, SIM, PRINTER, GObject)

/**
 * SimPrinter:
 *
 * A simulated printer: a [struct@Sim.Machine] and the voice over it. Makes the JSON that such a
 * printer sends and takes the JSON that it is sent, faults included; knows no network. Both faces
 * (the in-process [class@Sim.Link] and the broker's) drive it. Says nothing until it was asked once
 * for a full report.
 *
 * Signal `message` (#GBytes): the printer says something on its report topic.
 * Signal `dropped`: the printer's connection breaks; where it is away after that, until `returned`.
 * Signal `returned`: it can be reached again.
 * Signal `job` (#JsonObject): it was told to print a file: `start`, each time that it begins to
 * prepare, `start-refused` where it does not, `start-failed` when the file proves no good.
 * Signal `request` (#GBytes): something came on its request topic.
 * Signal `fault` (string, boolean): a fault begins or ends.
 */

/**
 * sim_printer_new:
 * @profile: `P1S`, `A1 mini`, `H2D` …: see sim_profile_list()
 * @serial: (nullable): %NULL for one made from the profile's prefix
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a printer at rest
 */
SimPrinter *sim_printer_new (const char *profile, const char *serial, GError **error);

/**
 * sim_printer_new_from_report:
 * @json: a captured report: captures/'s form, or a bare `{"print":{…}}`
 * @serial: (nullable): %NULL for the report's own, or one made up where that is blanked
 *
 * A printer whose state is that report: it answers `pushall` and `get_version` with what was
 * captured, and nothing in it moves but by requests and sim_printer_patch().
 */
SimPrinter *sim_printer_new_from_report (GBytes *json, const char *serial, GError **error);

const SimProfile *sim_printer_get_profile (SimPrinter *self);
const char *sim_printer_get_serial (SimPrinter *self);
const char *sim_printer_get_model_code (SimPrinter *self);
const char *sim_printer_get_model_name (SimPrinter *self);
const char *sim_printer_get_name (SimPrinter *self);
const char *sim_printer_get_version (SimPrinter *self);
const char *sim_printer_get_access_code (SimPrinter *self);

/** sim_printer_set_address: the IPv4 address that it reports as its own, and as its camera's */
void sim_printer_set_address (SimPrinter *self, const char *address);
/** sim_printer_set_period: seconds between two reports, instead of the profile's */
void sim_printer_set_period (SimPrinter *self, double seconds);

/** sim_printer_set_storage: @storage: where it finds the files that it is told to print; outlives
 * it. Without one it takes any file for good. */
void sim_printer_set_storage (SimPrinter *self, SimStorage *storage);
/** sim_printer_get_n_starts: Returns: how many times it began to prepare a print that it was told
 * by a command */
guint sim_printer_get_n_starts (SimPrinter *self);

/** sim_printer_start: time begins to run: deltas or frames by the profile, heaters, job */
void sim_printer_start (SimPrinter *self);
void sim_printer_stop (SimPrinter *self);
/** sim_printer_set_speed: how many seconds of the printer pass in one, 1 by default */
void sim_printer_set_speed (SimPrinter *self, double speed);
/** sim_printer_advance: @seconds pass at once; all that the printer says meanwhile is said before
 * this returns */
void sim_printer_advance (SimPrinter *self, double seconds);

/** sim_printer_receive: something came on its request topic; @payload may be any bytes */
void sim_printer_receive (SimPrinter *self, GBytes *payload);
/** sim_printer_is_away: Returns: whether it starts anew and cannot be reached */
gboolean sim_printer_is_away (SimPrinter *self);
/** sim_printer_start_job: begins a print of its own making, @percent done */
void sim_printer_start_job (SimPrinter *self, const char *name, int percent);
/** sim_printer_pause_job: as if a fault or the user on the screen did; @stage is a `stg_cur` */
void sim_printer_pause_job (SimPrinter *self, int stage);
/** sim_printer_change_spool: see sim_machine_change_spool() */
gboolean sim_printer_change_spool (
    SimPrinter *self, int unit, int slot, const char *spool, GError **error);
/** sim_printer_patch: merges a JSON object into its `print` state and sends it as a delta */
gboolean sim_printer_patch (SimPrinter *self, const char *json, GError **error);
/** sim_printer_dup_report: Returns: (transfer full): what a full report would say now */
GBytes *sim_printer_dup_report (SimPrinter *self);

/**
 * sim_printer_set_fault:
 * @fault: a name of sim_fault_list(), and for some a number: `ftps-late=7`
 *
 * Returns: %FALSE with %SIM_ERROR_UNKNOWN if there is no such fault
 */
gboolean sim_printer_set_fault (SimPrinter *self,
                                const char *fault,
                                gboolean active,
                                GError **error);
gboolean sim_printer_has_fault (SimPrinter *self, const char *fault);
/** sim_printer_get_fault_value: Returns: what was asked for after its name, or @fallback */
double sim_printer_get_fault_value (SimPrinter *self, const char *fault, double fallback);

G_END_DECLS
