/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-profile.h"

G_BEGIN_DECLS

typedef struct _SimMachine SimMachine;

/**
 * sim_machine_new:
 * @profile: what kind of printer; must outlive the machine
 * @print: the printer's state, in its own form; the machine writes into it
 * @seed: makes the small movements of its values reproducible
 *
 * The body of a simulated printer: heaters, fans, lights, dryers and the job. It knows no message
 * and no clock; it writes what it does into @print, in those fields and types that the profile has.
 */
SimMachine *sim_machine_new (const SimProfile *profile, JsonObject *print, guint32 seed);
void sim_machine_free (SimMachine *self);

/** sim_machine_advance: @seconds pass, at most a few; with 0 the state is written as it is */
void sim_machine_advance (SimMachine *self, double seconds);

/** sim_machine_start_job: begins a print; with @percent above 0 it is already under way, and hot */
void sim_machine_start_job (SimMachine *self, const char *name, int percent);

/* Each returns %FALSE where the printer's state does not allow it. */
gboolean sim_machine_pause (SimMachine *self, int stage);
gboolean sim_machine_resume (SimMachine *self);
gboolean sim_machine_stop (SimMachine *self);
gboolean sim_machine_set_speed (SimMachine *self, int level);
gboolean sim_machine_set_light (SimMachine *self, const char *node, const char *mode);

/**
 * sim_machine_change_spool:
 * @serial: makes the spool's tag
 * @spool: (nullable): as in profiles, `pla-basic-white@72`; %NULL takes the spool out
 *
 * Somebody changes the spool in a slot; a new one is drawn in and read for some seconds.
 *
 * Returns: %FALSE if there is no such slot
 */
gboolean sim_machine_change_spool (
    SimMachine *self, const char *serial, int unit, int slot, const char *spool);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimMachine, sim_machine_free)

G_END_DECLS
