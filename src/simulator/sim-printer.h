/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "link/bambu-link.h"

G_BEGIN_DECLS

#define SIM_TYPE_PRINTER (sim_printer_get_type ())
G_DECLARE_FINAL_TYPE (SimPrinter, sim_printer, SIM, PRINTER, GObject)

/**
 * SimPrinter:
 *
 * One model of a printer: state machine, heaters, AMS, job, faults. Makes the JSON that such a
 * printer sends and takes the JSON that it is sent; knows no network. Both faces (the in-process
 * [class@Sim.Link] and the broker's) drive it.
 *
 * Signal `message` (#GBytes): the printer says something on its report topic.
 * Signal `dropped`: the printer's connection breaks.
 */

/**
 * sim_printer_new:
 * @profile: `P1S`, `A1 mini`, `H2D` …: see sim_profile_list()
 * @serial: (nullable): %NULL for one made from the profile's prefix
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a printer at rest
 */
SimPrinter *sim_printer_new          (const char  *profile,
                                      const char  *serial,
                                      GError     **error);

/**
 * sim_printer_new_from_report:
 * @json: a captured report: captures/'s form, or a bare `{"print":{…}}`
 *
 * A printer whose state is that report: it answers `pushall` and `get_version` with what was captured.
 */
SimPrinter *sim_printer_new_from_report (GBytes      *json,
                                         const char  *serial,
                                         GError     **error);

const char *sim_printer_get_serial      (SimPrinter *self);
const char *sim_printer_get_model_code  (SimPrinter *self);
const char *sim_printer_get_model_name  (SimPrinter *self);
const char *sim_printer_get_name        (SimPrinter *self);
const char *sim_printer_get_version     (SimPrinter *self);
const char *sim_printer_get_access_code (SimPrinter *self);

/** sim_printer_start: time begins to run: deltas or frames by the profile, heaters, job */
void        sim_printer_start           (SimPrinter *self);
void        sim_printer_stop            (SimPrinter *self);
/** sim_printer_receive: something came on its request topic; @payload may be any bytes */
void        sim_printer_receive         (SimPrinter *self,
                                         GBytes     *payload);
/** sim_printer_start_job: begins a print of its own making, @percent done */
void        sim_printer_start_job       (SimPrinter *self,
                                         const char *name,
                                         int         percent);
/** sim_printer_patch: merges a JSON object into its `print` state and sends it as a delta */
gboolean    sim_printer_patch           (SimPrinter  *self,
                                         const char  *json,
                                         GError     **error);
gboolean    sim_printer_set_fault       (SimPrinter  *self,
                                         const char  *fault,
                                         gboolean     active,
                                         GError     **error);

G_END_DECLS
