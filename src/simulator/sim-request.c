/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-request.h"

#include "sim-json.h"
#include "sim-printer-private.h"

/* Larger requests are no request of a client that we know. */
#define MAX_REQUEST_BYTES (256 * 1024)

typedef enum
{
  SIM_REPLY_NONE, /* answered by other means, or not at all */
  SIM_REPLY_SUCCESS,
  SIM_REPLY_FAIL,
} SimReply;

typedef SimReply (*SimHandler) (SimPrinter *printer, JsonObject *arguments);

static SimReply
push_all (SimPrinter *printer, JsonObject *arguments)
{
  sim_printer_answer_full (printer);

  return SIM_REPLY_NONE;
}

static SimReply
push_start (SimPrinter *printer, JsonObject *arguments)
{
  sim_printer_set_pushing (printer, TRUE);

  return SIM_REPLY_NONE;
}

static SimReply
push_stop (SimPrinter *printer, JsonObject *arguments)
{
  sim_printer_set_pushing (printer, FALSE);

  return SIM_REPLY_NONE;
}

static SimReply
get_version (SimPrinter *printer, JsonObject *arguments)
{
  sim_printer_answer_version (printer, sim_json_get_string (arguments, "sequence_id", "0"));

  return SIM_REPLY_NONE;
}

static SimReply
reply_for (gboolean done)
{
  return done ? SIM_REPLY_SUCCESS : SIM_REPLY_FAIL;
}

static SimReply
pause_job (SimPrinter *printer, JsonObject *arguments)
{
  return reply_for (sim_machine_request (sim_printer_get_machine (printer), SIM_TRANSITION_PAUSE));
}

static SimReply
resume_job (SimPrinter *printer, JsonObject *arguments)
{
  return reply_for (sim_machine_request (sim_printer_get_machine (printer), SIM_TRANSITION_RESUME));
}

static SimReply
stop_job (SimPrinter *printer, JsonObject *arguments)
{
  return reply_for (sim_machine_request (sim_printer_get_machine (printer), SIM_TRANSITION_STOP));
}

static SimReply
set_speed (SimPrinter *printer, JsonObject *arguments)
{
  return reply_for (sim_machine_set_speed (sim_printer_get_machine (printer),
                                           (int) sim_json_get_int (arguments, "param", 0)));
}

static SimReply
set_light (SimPrinter *printer, JsonObject *arguments)
{
  return reply_for (sim_machine_set_light (sim_printer_get_machine (printer),
                                           sim_json_get_string (arguments, "led_node", ""),
                                           sim_json_get_string (arguments, "led_mode", "off")));
}

static const struct
{
  const char *section;
  const char *command;
  SimHandler handler;
} requests[] = {
  { "pushing", "pushall", push_all }, { "pushing", "start", push_start },
  { "pushing", "stop", push_stop },   { "info", "get_version", get_version },
  { "print", "pause", pause_job },    { "print", "resume", resume_job },
  { "print", "stop", stop_job },      { "print", "print_speed", set_speed },
  { "system", "ledctrl", set_light },
};

static SimHandler
find_handler (const char *section, const char *command)
{
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    if (g_str_equal (requests[i].section, section) && g_str_equal (requests[i].command, command))
      return requests[i].handler;

  return NULL;
}

/* Printers give back the keys of the request with their verdict. */
static void
acknowledge (
    SimPrinter *printer, const char *section, JsonObject *arguments, gboolean known, SimReply reply)
{
  g_autoptr (JsonObject) message = json_object_new ();
  g_autoptr (GBytes) bytes = NULL;
  JsonObject *answer = sim_json_copy (arguments);

  json_object_set_string_member (answer, "result", reply == SIM_REPLY_SUCCESS ? "success" : "fail");
  json_object_set_string_member (answer, "reason",
                                 reply == SIM_REPLY_SUCCESS ? "success"
                                 : known                    ? "not possible now"
                                                            : "unknown command");
  json_object_set_object_member (message, section, answer);
  bytes = sim_json_to_bytes (message);
  sim_printer_say (printer, bytes, 0);
}

static void
handle_section (SimPrinter *printer, const char *section, JsonObject *arguments)
{
  const char *command = sim_json_get_string (arguments, "command", NULL);
  SimHandler handler;
  SimReply reply = SIM_REPLY_FAIL;

  if (command == NULL)
    return;

  handler = find_handler (section, command);
  if (handler != NULL)
    reply = handler (printer, arguments);
  if (reply != SIM_REPLY_NONE)
    acknowledge (printer, section, arguments, handler != NULL, reply);
}

void
sim_request_handle (SimPrinter *printer, GBytes *payload)
{
  g_autoptr (JsonObject) root = NULL;
  g_autoptr (GError) error = NULL;
  JsonObjectIter iter;
  const char *section;
  JsonNode *node;
  gsize size;
  const char *data = g_bytes_get_data (payload, &size);

  if (size == 0 || size > MAX_REQUEST_BYTES || !g_utf8_validate_len (data, size, NULL))
    return;

  root = sim_json_parse (data, (gssize) size, &error);
  if (root == NULL)
    {
      g_debug ("Not a request: %s", error->message);
      return;
    }

  json_object_iter_init (&iter, root);
  while (json_object_iter_next (&iter, &section, &node))
    if (JSON_NODE_HOLDS_OBJECT (node))
      handle_section (printer, section, json_node_get_object (node));
}
