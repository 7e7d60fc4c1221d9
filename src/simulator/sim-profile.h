/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SIM_ERROR (sim_error_quark ())

/**
 * SimError:
 * @SIM_ERROR_UNKNOWN: no profile, fault or printer of this name
 * @SIM_ERROR_INVALID: what was given is not of the promised form
 * @SIM_ERROR_FAILED: something that the simulator needs did not work
 */
typedef enum
{
  SIM_ERROR_UNKNOWN,
  SIM_ERROR_INVALID,
  SIM_ERROR_FAILED,
} SimError;

GQuark sim_error_quark (void);

/**
 * SimProfile:
 * @name: as users say it
 * @code: the model code
 * @product: what its firmware calls it
 * @prefix: the first characters of its serials
 * @firmware: version
 * @camera: `jpeg` or `rtsps`
 * @period: seconds between two reports
 * @full_frames: it sends whole reports instead of deltas
 * @old_certificate: its certificate is of X.509 version 1
 * @idle_stage: `stg_cur` when nothing is done
 * @temperature_step: its sensors' resolution, °C
 * @nozzle_max: °C
 * @bed_max: °C
 * @chamber_max: °C, 0 without heater
 * @data: the profile's file, with those that it is based on
 *
 * A model of printer, from the JSON files in profiles/. Immutable.
 */
typedef struct
{
  const char *name;
  const char *code;
  const char *product;
  const char *prefix;
  const char *firmware;
  const char *camera;
  double period;
  gboolean full_frames;
  gboolean old_certificate;
  int idle_stage;
  double temperature_step;
  double nozzle_max;
  double bed_max;
  double chamber_max;
  JsonObject *data;
} SimProfile;

/**
 * sim_profile_load:
 * @name: name, code, product name or serial prefix, in any spelling
 *
 * Returns: (transfer full) (nullable): the profile, or %NULL with %SIM_ERROR_UNKNOWN
 */
SimProfile *sim_profile_load (const char *name, GError **error);
void sim_profile_free (SimProfile *self);

/** sim_profile_list: Returns: (transfer none) (array zero-terminated=1): the names of all profiles
 */
const char *const *sim_profile_list (void);

/** sim_profile_get_spool: Returns: (transfer full) (nullable): the fields of a spool of
 * profiles/spools.json */
JsonObject *sim_profile_get_spool (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimProfile, sim_profile_free)

G_END_DECLS
