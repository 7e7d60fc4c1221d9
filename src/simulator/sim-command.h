/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-capability.h"
#include "sim-printer.h"

G_BEGIN_DECLS

/**
 * SimReply:
 * @SIM_REPLY_NONE: answered by other means, or not at all
 *
 * What a printer answers to a command.
 */
typedef enum
{
  SIM_REPLY_NONE,
  SIM_REPLY_SUCCESS,
  SIM_REPLY_FAIL,
} SimReply;

/**
 * SimHandler:
 * @arguments: the request's section
 * @answer: what will be answered: the request's keys; more can be added
 */
typedef SimReply (*SimHandler) (SimPrinter *printer, JsonObject *arguments, JsonObject *answer);

/**
 * SimCommandKind:
 * @SIM_COMMAND_SIGNED: authorization firmware wants it signed
 * @SIM_COMMAND_UNSIGNED: it does not
 * @SIM_COMMAND_READS: nor; and it is answered always
 */
typedef enum
{
  SIM_COMMAND_SIGNED,
  SIM_COMMAND_UNSIGNED,
  SIM_COMMAND_READS,
} SimCommandKind;

/**
 * SimCommand:
 *
 * A command of protocol/mqtt-commands.md and what obeys it. Lists of them end with an empty one.
 */
typedef struct
{
  const char *section;
  const char *command;
  SimHandler handler;
  SimCapability needs;
  SimCommandKind kind;
} SimCommand;

extern const SimCommand sim_command_ams[];
extern const SimCommand sim_command_flow[];
extern const SimCommand sim_command_heat[];
extern const SimCommand sim_command_job[];
extern const SimCommand sim_command_motion[];
extern const SimCommand sim_command_print[];
extern const SimCommand sim_command_settings[];
extern const SimCommand sim_command_system[];

/** sim_command_find: Returns: (transfer none) (nullable) */
const SimCommand *sim_command_find (const char *section, const char *command);

/** sim_command_reply: Returns: what to answer when it did or did not */
static inline SimReply
sim_command_reply (gboolean done)
{
  return done ? SIM_REPLY_SUCCESS : SIM_REPLY_FAIL;
}

G_END_DECLS
