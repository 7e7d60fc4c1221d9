/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "simulator/sim-fault.h"
#include "simulator/sim-json.h"
#include "simulator/sim-link.h"
#include "simulator/sim-printer.h"

#include <string.h>

typedef struct
{
  JsonObject *merged; /* what a client that follows the rules knows */
  guint n_full;
  guint n_deltas;
} Listener;

static void
on_message (SimPrinter *printer, GBytes *message, gpointer user_data)
{
  Listener *listener = user_data;
  g_autoptr (JsonObject) root = NULL;
  JsonObject *print;
  gsize size;
  const char *data = g_bytes_get_data (message, &size);

  root = sim_json_parse (data, (gssize) size, NULL);
  g_assert_nonnull (root);
  print = sim_json_get_object (root, "print");
  if (print == NULL || json_object_has_member (print, "result"))
    return;

  if (sim_json_get_int (print, "msg", 0) == 0)
    {
      g_clear_pointer (&listener->merged, json_object_unref);
      listener->merged = sim_json_copy (print);
      listener->n_full++;
    }
  else
    {
      sim_json_merge (listener->merged, print);
      listener->n_deltas++;
    }
}

static void
ask (SimPrinter *printer, const char *request)
{
  g_autoptr (GBytes) payload = g_bytes_new (request, strlen (request));

  sim_printer_receive (printer, payload);
}

static void
assert_knows_all (SimPrinter *printer, JsonObject *merged)
{
  g_autoptr (GBytes) report = sim_printer_dup_report (printer);
  g_autoptr (JsonObject) root = NULL;
  g_autoptr (JsonObject) diff = NULL;
  gsize size;
  const char *data = g_bytes_get_data (report, &size);

  root = sim_json_parse (data, (gssize) size, NULL);
  diff = sim_json_diff (merged, sim_json_get_object (root, "print"));
  if (diff == NULL)
    return;

  /* What belongs to the message and not to the state. */
  json_object_remove_member (diff, "msg");
  json_object_remove_member (diff, "sequence_id");
  json_object_remove_member (diff, "command");
  if (json_object_get_size (diff) > 0)
    {
      g_autoptr (GBytes) text = sim_json_to_bytes (diff);

      g_error ("%s differs: %s", sim_printer_get_model_name (printer),
               (const char *) g_bytes_get_data (text, NULL));
    }
}

static void
test_deltas_add_up (gconstpointer data)
{
  const char *profile = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SimPrinter) printer = sim_printer_new (profile, NULL, &error);
  Listener listener = { 0 };

  g_assert_no_error (error);
  g_signal_connect (printer, "message", G_CALLBACK (on_message), &listener);

  sim_printer_advance (printer, 10);
  g_assert_cmpuint (listener.n_full + listener.n_deltas, ==, 0);

  ask (printer, "{\"pushing\":{\"command\":\"pushall\",\"sequence_id\":\"1\"}}");
  g_assert_cmpuint (listener.n_full, ==, 1);
  assert_knows_all (printer, listener.merged);

  sim_printer_start_job (printer, "Benchy", 0);
  for (guint i = 0; i < 30; i++)
    {
      sim_printer_advance (printer, 20);
      assert_knows_all (printer, listener.merged);
    }
  g_assert_cmpstr (sim_json_get_string (listener.merged, "gcode_state", ""), ==, "RUNNING");

  ask (printer, "{\"print\":{\"command\":\"print_speed\",\"param\":\"3\"}}");
  ask (printer, "{\"print\":{\"command\":\"stop\",\"sequence_id\":\"2\"}}");
  for (guint i = 0; i < 10; i++)
    {
      sim_printer_advance (printer, 7);
      ask (printer, "{\"system\":{\"command\":\"ledctrl\",\"led_node\":\"chamber_light\",\"led_"
                    "mode\":\"off\"}}");
    }
  sim_printer_advance (printer, 2);
  assert_knows_all (printer, listener.merged);
  g_assert_cmpstr (sim_json_get_string (listener.merged, "gcode_state", ""), ==, "FAILED");
  g_assert_cmpint (sim_json_get_int (listener.merged, "spd_lvl", 0), ==, 3);

  if (sim_printer_get_profile (printer)->full_frames)
    g_assert_cmpuint (listener.n_deltas, ==, 0);
  else
    g_assert_cmpuint (listener.n_deltas, >, 100);

  json_object_unref (listener.merged);
}

/* A fault that bends reports shows in the next one, and leaves nothing behind. */
static void
test_faults_come_and_go (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimPrinter) printer = sim_printer_new ("P1S", NULL, &error);
  Listener listener = { 0 };
  const SimFault *faults;
  guint n_faults;

  g_assert_no_error (error);
  g_signal_connect (printer, "message", G_CALLBACK (on_message), &listener);
  ask (printer, "{\"pushing\":{\"command\":\"pushall\",\"sequence_id\":\"1\"}}");

  faults = sim_fault_list (&n_faults);
  for (guint i = 0; i < n_faults; i++)
    {
      if (faults[i].place != SIM_FAULT_REPORT)
        continue;

      sim_printer_set_fault (printer, faults[i].name, TRUE, &error);
      sim_printer_advance (printer, 4);
      if (g_str_equal (faults[i].name, "ams-unit-gone"))
        g_assert_cmpuint (json_array_get_length (sim_json_get_array (
                              sim_json_get_object (listener.merged, "ams"), "ams")),
                          ==, 0);
      if (g_str_equal (faults[i].name, "many-hms"))
        g_assert_cmpuint (json_array_get_length (sim_json_get_array (listener.merged, "hms")), ==,
                          200);

      sim_printer_set_fault (printer, faults[i].name, FALSE, &error);
      g_assert_no_error (error);
      sim_printer_advance (printer, 4);
      assert_knows_all (printer, listener.merged);
    }

  json_object_unref (listener.merged);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  for (const char *const *names = sim_profile_list (); *names != NULL; names++)
    {
      g_autofree char *path = g_strconcat ("/simulator/deltas-add-up/", *names, NULL);

      g_test_add_data_func (path, *names, test_deltas_add_up);
    }

  g_test_add_func ("/simulator/faults-come-and-go", test_faults_come_and_go);

  return g_test_run ();
}
