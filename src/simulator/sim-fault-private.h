/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-fault.h"

G_BEGIN_DECLS

/* The shapes that faults give to the AMS of a report (protocol/ams.md, "What a faithful simulator
 * must do"). */

/** sim_fault_get_units: Returns: (transfer none) (nullable): `ams.ams` of a report */
JsonArray *sim_fault_get_units (JsonObject *print);
void sim_fault_for_each (JsonArray *array, void (*function) (JsonObject *element, guint index));

void sim_fault_ams_power_off_bits (JsonObject *print);
void sim_fault_ams_shuffled_units (JsonObject *print);
void sim_fault_ams_unit_gone (JsonObject *print);
void sim_fault_ams_emptied_trays (JsonObject *print);
void sim_fault_ams_odd_colours (JsonObject *print);
void sim_fault_ams_odd_remain (JsonObject *print);
void sim_fault_ams_no_humidity (JsonObject *print);
void sim_fault_ams_uninitialised (JsonObject *print);
void sim_fault_ams_drying_refused (JsonObject *print);

G_END_DECLS
