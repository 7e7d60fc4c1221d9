/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-command.h"

#include "sim-json.h"
#include "sim-printer-private.h"
#include "sim-upgrade.h"

static SimReply
push_all (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  sim_printer_answer_full (printer);

  return SIM_REPLY_NONE;
}

static SimReply
push_start (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  sim_printer_set_pushing (printer, TRUE);

  return SIM_REPLY_NONE;
}

static SimReply
push_stop (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  sim_printer_set_pushing (printer, FALSE);

  return SIM_REPLY_NONE;
}

static SimReply
get_version (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  sim_printer_answer_version (printer, sim_json_get_string (arguments, "sequence_id", "0"));

  return SIM_REPLY_NONE;
}

static SimReply
get_access_code (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  json_object_set_string_member (answer, "access_code", sim_printer_get_access_code (printer));

  return SIM_REPLY_SUCCESS;
}

static SimReply
reboot (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  sim_printer_reboot (printer);

  return SIM_REPLY_NONE;
}

static SimReply
start_upgrade (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  return sim_command_reply (sim_upgrade_start (printer,
                                               sim_json_get_string (arguments, "module", ""),
                                               sim_json_get_string (arguments, "version", "")));
}

static SimReply
confirm_upgrade (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  return sim_command_reply (sim_upgrade_confirm (printer));
}

static SimReply
confirm_consistency (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  JsonObject *state = sim_json_get_object (sim_printer_get_state (printer), "upgrade_state");

  sim_json_put_boolean (state, "consistency_request", FALSE);

  return SIM_REPLY_SUCCESS;
}

static SimReply
get_upgrades (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  json_object_set_array_member (answer, "firmware_optional", json_array_new ());

  return SIM_REPLY_SUCCESS;
}

const SimCommand sim_command_system[] = {
  { "pushing", "pushall", push_all, SIM_CAPABILITY_NONE, SIM_COMMAND_READS },
  { "pushing", "start", push_start, SIM_CAPABILITY_NONE, SIM_COMMAND_READS },
  { "pushing", "stop", push_stop, SIM_CAPABILITY_NONE, SIM_COMMAND_READS },
  { "info", "get_version", get_version, SIM_CAPABILITY_NONE, SIM_COMMAND_READS },
  { "system", "get_access_code", get_access_code, SIM_CAPABILITY_NONE, SIM_COMMAND_UNSIGNED },
  { "system", "reboot", reboot },
  { "upgrade", "start", start_upgrade },
  { "upgrade", "upgrade_confirm", confirm_upgrade },
  { "upgrade", "consistency_confirm", confirm_consistency },
  { "upgrade", "get_history", get_upgrades },
  { NULL },
};
