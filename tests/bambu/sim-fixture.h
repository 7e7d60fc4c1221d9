/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-json.h"
#include "simulator/sim-printer.h"

G_BEGIN_DECLS

/* A simulated printer that a test talks to as a client does, without any link. */

/* Requests as they are on the wire, with single quotes. */
#define SIM_PRINT(arguments) "{'print':{'sequence_id':'20001'," arguments "}}"
#define SIM_SYSTEM(arguments) "{'system':{'sequence_id':'20001'," arguments "}}"
#define SIM_GCODE(lines) SIM_PRINT ("'command':'gcode_line','param':'" lines "'")

typedef struct
{
  SimPrinter *printer;
  GPtrArray *answers; /* JsonObject: all that was answered, reports apart */
  JsonObject *report; /* the last full one as it was sent, faults and all */
} SimFixture;

/** sim_fixture_new: @profile: what kind of printer; it is asked for a full report at once */
SimFixture *sim_fixture_new (const char *profile);
void sim_fixture_free (SimFixture *self);

/** sim_fixture_tell: sends @request; single quotes stand for double ones */
void sim_fixture_tell (SimFixture *self, const char *request);
void sim_fixture_set_fault (SimFixture *self, const char *fault, gboolean active);
/** sim_fixture_forget: forgets the answers so far */
void sim_fixture_forget (SimFixture *self);

/** sim_fixture_get_answer: Returns: (transfer none) (nullable): the last */
JsonObject *sim_fixture_get_answer (SimFixture *self);
/** sim_fixture_get_result: Returns: (transfer none) (nullable): the last answer's `result` */
const char *sim_fixture_get_result (SimFixture *self);
/** sim_fixture_look: Returns: (transfer full): what is at a path like `ams.ams.0.temp` in its
 * state, as text; `absent` if nothing is */
char *sim_fixture_look (SimFixture *self, const char *path);
/** sim_fixture_assert: fails the test if something else than @expected is at @path */
void sim_fixture_assert (SimFixture *self, const char *path, const char *expected);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimFixture, sim_fixture_free)

G_END_DECLS
