/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-reply.h"

#include "sim-json-build.h"
#include "sim-json.h"
#include "sim-printer-private.h"

#define LATE_SECONDS 7 /* longer than clients wait for an answer */
#define OUT_OF_ORDER_SECONDS 3
#define FOREIGN_ID "7" /* nobody counts so low but the screen */

static const struct
{
  const char *fault;
  const char *success;
  const char *fail;
} words[] = {
  { "reply-upper-case", "SUCCESS", "FAIL" },
  { "reply-failed", "success", "failed" },
};

/* Takes @answer. */
static void
say (SimPrinter *printer, const char *section, JsonObject *answer, double delay)
{
  g_autoptr (JsonObject) message = json_object_new ();
  g_autoptr (GBytes) bytes = NULL;

  json_object_set_object_member (message, section, answer);
  bytes = sim_json_to_bytes (message);
  sim_printer_say (printer, bytes, delay);
}

static JsonObject *
make_bare (JsonObject *arguments)
{
  return sim_json_build ("s:command", sim_json_get_string (arguments, "command", ""),
                         "s:sequence_id", sim_json_get_string (arguments, "sequence_id", "0"),
                         NULL);
}

/* Everybody hears the answers to everybody. */
static void
say_foreign (SimPrinter *printer, const char *section, JsonObject *answer)
{
  JsonObject *foreign = make_bare (answer);

  json_object_set_string_member (foreign, "sequence_id", FOREIGN_ID);
  json_object_set_string_member (foreign, "result", "fail");
  json_object_set_int_member (foreign, "err_code", SIM_CODE_NOT_VERIFIED);
  say (printer, section, foreign, 0);
}

/* Every second answer is put off until others have overtaken it. */
static double
choose_delay (SimPrinter *printer)
{
  if (sim_printer_has_fault (printer, "reply-late"))
    return LATE_SECONDS;
  if (sim_printer_has_fault (printer, "reply-out-of-order") && printer->n_answers++ % 2 == 0)
    return OUT_OF_ORDER_SECONDS;

  return 0;
}

/* Takes @answer. */
static void
send (SimPrinter *printer, const char *section, JsonObject *answer)
{
  double delay = choose_delay (printer);

  if (sim_printer_has_fault (printer, "reply-none"))
    {
      json_object_unref (answer);
      return;
    }

  if (sim_printer_has_fault (printer, "reply-foreign"))
    say_foreign (printer, section, answer);
  if (sim_printer_has_fault (printer, "reply-code-text")
      && json_object_has_member (answer, "err_code"))
    {
      g_autofree char *code =
          g_strdup_printf ("%" G_GINT64_FORMAT, sim_json_get_int (answer, "err_code", 0));

      json_object_set_string_member (answer, "err_code", code);
    }
  if (sim_printer_has_fault (printer, "reply-twice"))
    say (printer, section, json_object_ref (answer), delay);
  say (printer, section, answer, delay);
}

static void
set_result (SimPrinter *printer, JsonObject *answer, SimReply reply)
{
  gboolean good = reply == SIM_REPLY_SUCCESS;
  const char *success = sim_json_get_string (printer->profile->data, "success", "success");
  const char *word = good ? success : "fail";

  if (sim_printer_has_fault (printer, "reply-no-result"))
    return;
  if (sim_printer_has_fault (printer, "reply-number"))
    {
      json_object_set_int_member (answer, "result", good ? 0 : 1);
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (sim_printer_has_fault (printer, words[i].fault))
      word = good ? words[i].success : words[i].fail;
  json_object_set_string_member (answer, "result", word);
  json_object_set_string_member (answer, "reason", good ? word : "not possible now");
}

void
sim_reply_send (SimPrinter *printer, const char *section, JsonObject *answer, SimReply reply)
{
  if (sim_printer_has_fault (printer, "reply-bare"))
    {
      sim_reply_bare (printer, section, answer);
      json_object_unref (answer);
      return;
    }

  set_result (printer, answer, reply);
  send (printer, section, answer);
}

void
sim_reply_refuse (SimPrinter *printer,
                  const char *section,
                  JsonObject *arguments,
                  guint32 code,
                  const char *reason)
{
  JsonObject *answer = make_bare (arguments);

  if (reason != NULL)
    {
      json_object_set_string_member (answer, "result", "failed");
      json_object_set_string_member (answer, "reason", reason);
    }
  json_object_set_int_member (answer, "err_code", code);
  send (printer, section, answer);
}

void
sim_reply_bare (SimPrinter *printer, const char *section, JsonObject *arguments)
{
  send (printer, section, make_bare (arguments));
}
