/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-authorization.h"

#include "sim-json-build.h"
#include "sim-json.h"
#include "sim-printer-private.h"
#include "sim-reply.h"

/* 0500-0500-0001-0007 */
#define HMS_ATTR 0x05000500
#define HMS_CODE 0x00010007

static gboolean
is_hms_entry (JsonNode *node)
{
  return JSON_NODE_HOLDS_OBJECT (node)
         && sim_json_get_int (json_node_get_object (node), "attr", 0) == HMS_ATTR
         && sim_json_get_int (json_node_get_object (node), "code", 0) == HMS_CODE;
}

/* The list is made anew: what was said last shares nothing with it. */
static void
set_hms (SimPrinter *printer, gboolean present)
{
  JsonArray *old = sim_json_get_array (printer->state, "hms");
  JsonArray *entries = json_array_new ();

  for (guint i = 0; old != NULL && i < json_array_get_length (old); i++)
    if (!is_hms_entry (json_array_get_element (old, i)))
      json_array_add_element (entries, json_node_copy (json_array_get_element (old, i)));
  if (present)
    json_array_add_object_element (entries,
                                   sim_json_build ("i:attr", HMS_ATTR, "i:code", HMS_CODE, NULL));
  json_object_set_array_member (printer->state, "hms", entries);
}

static void
refuse_in_full (SimPrinter *printer, const char *section, JsonObject *arguments)
{
  sim_reply_refuse (printer, section, arguments, SIM_CODE_NOT_VERIFIED,
                    "mqtt message verify failed");
}

static void
refuse_by_code (SimPrinter *printer, const char *section, JsonObject *arguments)
{
  sim_reply_refuse (printer, section, arguments, SIM_CODE_NOT_VERIFIED, NULL);
}

static void
refuse_silently (SimPrinter *printer, const char *section, JsonObject *arguments)
{
}

static void
refuse_by_hms (SimPrinter *printer, const char *section, JsonObject *arguments)
{
  set_hms (printer, TRUE);
}

static const struct
{
  const char *fault;
  void (*refuse) (SimPrinter *printer, const char *section, JsonObject *arguments);
} forms[] = {
  { "authorization", refuse_in_full },      { "authorization-code", refuse_by_code },
  { "authorization-bare", sim_reply_bare }, { "authorization-silent", refuse_silently },
  { "authorization-hms", refuse_by_hms },
};

static int
find_form (SimPrinter *printer)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (sim_printer_has_fault (printer, forms[i].fault))
      return (int) i;

  return -1;
}

gboolean
sim_authorization_is_on (SimPrinter *printer)
{
  return find_form (printer) >= 0;
}

void
sim_authorization_refuse (SimPrinter *printer, const char *section, JsonObject *arguments)
{
  int form = find_form (printer);

  g_return_if_fail (form >= 0);

  forms[form].refuse (printer, section, arguments);
}

void
sim_authorization_show (SimPrinter *printer)
{
  set_hms (printer, TRUE);
}

void
sim_authorization_forget (SimPrinter *printer)
{
  if (!sim_authorization_is_on (printer) && json_object_has_member (printer->state, "hms"))
    set_hms (printer, FALSE);
}
