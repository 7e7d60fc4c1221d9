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

/* The same of the rest of a report, and what is said between reports. */

void sim_fault_shape_camera_foreign_url (JsonObject *print);
void sim_fault_shape_camera_missing (JsonObject *print);
void sim_fault_shape_camera_off (JsonObject *print);
void sim_fault_shape_empty_numbers (JsonObject *print);
void sim_fault_shape_many_hms (JsonObject *print);
void sim_fault_shape_missing_blocks (JsonObject *print);
void sim_fault_shape_negative_home_flag (JsonObject *print);
void sim_fault_shape_no_card (JsonObject *print);
void sim_fault_shape_no_command (JsonObject *print);
void sim_fault_shape_no_fun (JsonObject *print);
void sim_fault_shape_null_blocks (JsonObject *print);
void sim_fault_shape_numbers_to_text (JsonObject *print);
void sim_fault_shape_scalars_only (JsonObject *print);
void sim_fault_shape_text_to_numbers (JsonObject *print);
void sim_fault_shape_unknown_stage (JsonObject *print);
void sim_fault_shape_unknown_state (JsonObject *print);
void sim_fault_shape_wants_signatures (JsonObject *print);

void sim_fault_say_acknowledgements (SimPrinter *printer);
void sim_fault_say_burst (SimPrinter *printer);
void sim_fault_say_cloud_disconnect (SimPrinter *printer);
void sim_fault_say_deep_nesting (SimPrinter *printer);
void sim_fault_say_duplicate (SimPrinter *printer);
void sim_fault_say_empty_payload (SimPrinter *printer);
void sim_fault_say_huge_payload (SimPrinter *printer);
void sim_fault_say_invalid_utf8 (SimPrinter *printer);
void sim_fault_say_not_json (SimPrinter *printer);
void sim_fault_say_top_level_array (SimPrinter *printer);
void sim_fault_say_truncated_json (SimPrinter *printer);

G_END_DECLS
