/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-profile.h"

G_BEGIN_DECLS

/* The AMS units inside a printer's `print` object: protocol/ams.md. */

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

/** sim_ams_advance: dryers run, @minutes passed; drying units come to their end */
void sim_ams_advance (JsonObject *print, int minutes);

/**
 * sim_ams_load:
 * @extruder: id of the extruder
 * @unit: −1 for none, 254 or 255 for an external spool
 *
 * Says which slot the extruder's filament comes from, in each of the printer's ways.
 */
void sim_ams_load (JsonObject *print, int extruder, int unit, int slot);

/** sim_ams_find_tray: Returns: (transfer none) (nullable) */
JsonObject *sim_ams_find_tray (JsonObject *print, int unit, int slot);

/** sim_ams_set_tray: puts a spool of spools.json in: `name@percent`, `?` an unknown one, an empty
 * string none */
void sim_ams_set_tray (JsonObject *print,
                       const SimProfile *profile,
                       const char *serial,
                       int unit,
                       int slot,
                       const char *spool);
/** sim_ams_set_tray_state: a spool is there and nothing else is known of it */
void sim_ams_set_tray_state (JsonObject *print, int unit, int slot, SimTrayState state);

/** sim_ams_add_modules: adds what `get_version` says of the units */
void sim_ams_add_modules (JsonObject *print,
                          const SimProfile *profile,
                          JsonArray *modules,
                          const char *serial);

G_END_DECLS
