/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-printer.h"

G_BEGIN_DECLS

/**
 * SimFaultPlace:
 * @SIM_FAULT_CERTIFICATE: the TLS certificate; network face only
 * @SIM_FAULT_CONNECTION: log-in and connection
 * @SIM_FAULT_TIMING: when the printer speaks
 * @SIM_FAULT_REPORT: the form of its reports
 * @SIM_FAULT_EXTRA: messages between its reports
 * @SIM_FAULT_COMMAND: what it does with commands, and how it answers
 * @SIM_FAULT_CAMERA: its camera's port; network face only
 * @SIM_FAULT_FILES: its files' port; network face only. Connections end when one begins or ends
 * there, as clients have to expect.
 * @SIM_FAULT_ANNOUNCEMENT: discovery; network face only
 * @SIM_FAULT_CLOUD: the simulated cloud, not a printer: what it does
 * @SIM_FAULT_EDGE: the simulated cloud: what stands between it and the client; can be had for some
 *   paths only and for a number of times
 *
 * Where a fault acts.
 */
typedef enum
{
  SIM_FAULT_CERTIFICATE,
  SIM_FAULT_CONNECTION,
  SIM_FAULT_TIMING,
  SIM_FAULT_REPORT,
  SIM_FAULT_EXTRA,
  SIM_FAULT_COMMAND,
  SIM_FAULT_CAMERA,
  SIM_FAULT_FILES,
  SIM_FAULT_ANNOUNCEMENT,
  SIM_FAULT_CLOUD,
  SIM_FAULT_EDGE,
} SimFaultPlace;

#define SIM_TYPE_FAULT_PLACE (sim_fault_place_get_type ())
GType sim_fault_place_get_type (void) G_GNUC_CONST;

/**
 * SimFault:
 * @name: what it is asked for by
 * @place: where it acts
 * @description: what it does, a sentence
 * @shape: changes a report on its way out; @print is a copy
 * @say: something that is sent beside each report
 *
 * Something that goes wrong on demand; of some it can be said how much, as in `ftps-late=7`. @shape
 * and @say are for the printer.
 */
typedef struct
{
  const char *name;
  SimFaultPlace place;
  const char *description;
  void (*shape) (JsonObject *print);
  void (*say) (SimPrinter *printer);
} SimFault;

/** sim_fault_find: @name: what follows a `=` is no part of it; Returns: (transfer none) (nullable)
 */
const SimFault *sim_fault_find (const char *name, GError **error);
/** sim_fault_is_of_cloud: Returns: whether it is one, and the cloud's rather than a printer's */
gboolean sim_fault_is_of_cloud (const char *name);
/** sim_fault_list: Returns: (transfer none) (array length=n_faults) */
const SimFault *sim_fault_list (guint *n_faults);

G_END_DECLS
