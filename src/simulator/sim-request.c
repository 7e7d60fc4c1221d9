/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-request.h"

#include <string.h>

#include "sim-authorization.h"
#include "sim-command.h"
#include "sim-json.h"
#include "sim-printer-private.h"
#include "sim-reply.h"
#include "sim-upgrade.h"

/* Larger requests are no request of a client that we know. */
#define MAX_REQUEST_BYTES (256 * 1024)

#define DELAY_SECONDS 5
#define FOLLOWING_ERROR_SECONDS 2
#define REMEMBERED_IDS 32

/* What a success can be followed by, instead of an effect. */
static const struct
{
  const char *fault;
  guint32 error; /* 0: nothing at all happens */
} empty_successes[] = {
  { "no-effect", 0 },
  { "storage-error-follows", 0x0500c010 },
  { "mapping-error-follows", 0x07ff8012 },
};

/* Larger numbers hang real AMS; small ones are refused when they come again. "0" is the cloud's. */
static gboolean
is_sequence_good (SimPrinter *printer, JsonObject *arguments)
{
  gint64 id = sim_json_get_int (arguments, "sequence_id", 0);
  gpointer key = GINT_TO_POINTER ((int) id);
  gboolean is_new;

  if (id < 0 || id > G_MAXINT32)
    return FALSE;
  if (id == 0)
    return TRUE;

  is_new = g_queue_find (&printer->sequence_ids, key) == NULL;
  g_queue_push_tail (&printer->sequence_ids, key);
  if (g_queue_get_length (&printer->sequence_ids) > REMEMBERED_IDS)
    g_queue_pop_head (&printer->sequence_ids);

  return is_new || !sim_printer_has_fault (printer, "sequence-ids-once");
}

static gboolean
succeeds_emptily (SimPrinter *printer)
{
  for (guint i = 0; i < G_N_ELEMENTS (empty_successes); i++)
    if (sim_printer_has_fault (printer, empty_successes[i].fault))
      {
        if (empty_successes[i].error != 0)
          sim_machine_raise_error (printer->machine, empty_successes[i].error,
                                   FOLLOWING_ERROR_SECONDS);
        return TRUE;
      }

  return FALSE;
}

static void
answer (SimPrinter *printer, const SimCommand *command, JsonObject *keys, SimReply reply)
{
  if (reply == SIM_REPLY_NONE)
    json_object_unref (keys);
  else
    sim_reply_send (printer, command->section, keys, reply);
}

static void
read_out (SimPrinter *printer, const SimCommand *command, JsonObject *arguments)
{
  JsonObject *keys = sim_json_copy (arguments);

  answer (printer, command, keys, command->handler (printer, arguments, keys));
}

static void
obey (SimPrinter *printer, const SimCommand *command, JsonObject *arguments)
{
  JsonObject *keys = sim_json_copy (arguments);
  SimReply reply =
      succeeds_emptily (printer) ? SIM_REPLY_SUCCESS : command->handler (printer, arguments, keys);

  if (!printer->playing)
    sim_machine_advance (printer->machine, 0);
  if (sim_printer_has_fault (printer, "second-client"))
    sim_machine_meddle (printer->machine);
  answer (printer, command, keys, reply);
}

static void
put_off (SimPrinter *printer, const char *section, JsonObject *arguments)
{
  g_autoptr (JsonObject) request = json_object_new ();
  g_autoptr (GBytes) payload = NULL;

  json_object_set_object_member (request, section, json_object_ref (arguments));
  payload = sim_json_to_bytes (request);
  sim_printer_hear_later (printer, payload, DELAY_SECONDS);
}

static void
handle_section (SimPrinter *printer, const char *section, JsonObject *arguments, gboolean late)
{
  const char *name = sim_json_get_string (arguments, "command", NULL);
  const SimCommand *command = name != NULL ? sim_command_find (section, name) : NULL;

  if (command == NULL)
    {
      g_debug ("Not a command: %s", name != NULL ? name : section);
      return;
    }
  if (command->kind == SIM_COMMAND_READS)
    {
      read_out (printer, command, arguments);
      return;
    }

  if (sim_upgrade_is_running (printer) || sim_printer_has_fault (printer, "commands-dropped"))
    return;

  if (!late && sim_printer_has_fault (printer, "commands-delayed"))
    put_off (printer, section, arguments);
  else if (!is_sequence_good (printer, arguments))
    sim_reply_refuse (printer, section, arguments, SIM_CODE_BAD_SEQUENCE, "invalid sequence id");
  else if (command->kind == SIM_COMMAND_SIGNED && sim_authorization_is_on (printer))
    sim_authorization_refuse (printer, section, arguments);
  else if (sim_capability_is_there (command->needs, printer->state, printer->profile))
    obey (printer, command, arguments);
}

static void
handle (SimPrinter *printer, GBytes *payload, gboolean late)
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
      handle_section (printer, section, json_node_get_object (node), late);
}

void
sim_request_handle (SimPrinter *printer, GBytes *payload)
{
  handle (printer, payload, FALSE);
}

void
sim_request_handle_late (SimPrinter *printer, GBytes *payload)
{
  handle (printer, payload, TRUE);
}

void
sim_request_hide_address (JsonObject *request)
{
  JsonObject *print = sim_json_get_object (request, "print");
  const char *url = sim_json_get_string (print, "url", "");
  const char *query = strchr (url, '?');

  if (g_str_has_prefix (url, "http") && query != NULL)
    {
      g_autofree char *shown = g_strndup (url, (gsize) (query - url));

      json_object_set_string_member (print, "url", shown);
    }
}
