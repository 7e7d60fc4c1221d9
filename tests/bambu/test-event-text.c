/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl/ctl-event-text.h"

#include <string.h>

static const struct
{
  const char *event;
  const char *data;
  const char *words;
} EVENTS[] = {
  { "device.online", "{'connection':'lan'}", "Online" },
  { "device.offline", "{'seen':'2026-03-01T10:00:00Z'}", "Offline" },
  { "print.started", "{'name':'Benchy','file':'b.3mf'}", "Print begun: Benchy" },
  { "print.started", "{'name':null,'file':'b.3mf'}", "Print begun: b.3mf" },
  { "print.completed", "{'name':'Benchy','file':null}", "Print finished: Benchy" },
  { "print.failed", "{'name':'Benchy','reason':'failed'}", "Print failed: Benchy" },
  { "print.failed", "{'name':'Benchy','reason':'cancelled'}", "Print cancelled: Benchy" },
  { "print.failed", "{'name':'Benchy','reason':'unknown'}", "Print ended: Benchy" },
  { "notification.created", "{'code':'0300_0100_0001_0007','text':'Too hot'}", "Too hot" },
  { "notification.created", "{'code':'0300_0100_0001_0007','text':null}",
    "The printer reports 0300_0100_0001_0007" },
  { "print.started", "{'name':'a\\u001b]0;b\\u0007\\nc'}",
    "Print begun: a\357\277\275]0;b\357\277\275\357\277\275c" },
};

static void
test_lines (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (EVENTS); i++)
    {
      g_autofree char *json = g_strdup_printf (
          "{'event':'%s','device':{'name':'Workshop'},'data':%s}", EVENTS[i].event, EVENTS[i].data);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = json_from_string (g_strdelimit (json, "'", '"'), &error);
      g_autofree char *expected = g_strconcat ("] Workshop: ", EVENTS[i].words, NULL);
      g_autofree char *line = NULL;

      g_assert_no_error (error);
      line = ctl_event_text_new (json_node_get_object (node));
      g_assert_cmpint (*line, ==, '[');
      g_assert_cmpstr (strchr (line, ']'), ==, expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/event-text/lines", test_lines);

  return g_test_run ();
}
