/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-profile.h"

G_BEGIN_DECLS

/* The AMS units inside a printer's `print` object: protocol/ams.md. */

/* The spools beside the units, as commands call them. */
#define SIM_EXTERNAL_DEPUTY 254
#define SIM_EXTERNAL_MAIN 255

/**
 * SimTrayState:
 * @SIM_TRAY_READ: its tag has been read
 * @SIM_TRAY_FEEDING: the filament is drawn in
 * @SIM_TRAY_READING: its tag is being read
 *
 * What `state` is for a moment while a spool is put in.
 */
typedef enum
{
  SIM_TRAY_READ = 5,
  SIM_TRAY_FEEDING = 17,
  SIM_TRAY_READING = 21,
} SimTrayState;

/**
 * sim_ams_build:
 * @print: the printer's state
 * @profile: lists the units and what is in them
 * @serial: makes the spools' tags differ between printers
 */
void sim_ams_build (JsonObject *print, const SimProfile *profile, const char *serial);

/** sim_ams_update_bits: writes the bit strings anew from the trays */
void sim_ams_update_bits (JsonObject *print);

/** sim_ams_get_units: Returns: (transfer none) (nullable): none in some captured reports */
JsonArray *sim_ams_get_units (JsonObject *print);

/**
 * sim_ams_aim:
 * @extruder: id of the extruder
 * @unit: −1 for none, 254 or 255 for an external spool
 *
 * Says which slot the extruder's filament shall come from, in each of the printer's ways.
 */
void sim_ams_aim (JsonObject *print, int extruder, int unit, int slot);
/** sim_ams_load: says which slot it does come from */
void sim_ams_load (JsonObject *print, int extruder, int unit, int slot);

/** sim_ams_find_unit: Returns: (transfer none) (nullable) */
JsonObject *sim_ams_find_unit (JsonObject *print, int unit);
/** sim_ams_find_tray: Returns: (transfer none) (nullable): a slot's, or an external spool's */
JsonObject *sim_ams_find_tray (JsonObject *print, int unit, int slot);
/** sim_ams_is_present: Returns: whether there is a spool */
gboolean sim_ams_is_present (JsonObject *tray);
/** sim_ams_is_tagged: Returns: whether it has a tag that was read */
gboolean sim_ams_is_tagged (JsonObject *tray);
/** sim_ams_get_extruder: Returns: which extruder a unit, or external spool, belongs to */
int sim_ams_get_extruder (JsonObject *print, int unit);

/**
 * sim_ams_make_tray:
 * @spool: one of spools.json: `name@percent`, `?` an unknown one, an empty string none
 *
 * Returns: (transfer full): what is said of a slot with it
 */
JsonObject *sim_ams_make_tray (
    const SimProfile *profile, const char *serial, int unit, int slot, const char *spool);
void sim_ams_put_tray (JsonObject *print, int unit, int slot, JsonObject *tray);
/** sim_ams_set_tray_state: a spool is there and nothing else is known of it */
void sim_ams_set_tray_state (JsonObject *print, int unit, int slot, SimTrayState state);

/** sim_ams_add_modules: adds what `get_version` says of the units */
void sim_ams_add_modules (JsonObject *print,
                          const SimProfile *profile,
                          JsonArray *modules,
                          const char *serial);

G_END_DECLS
