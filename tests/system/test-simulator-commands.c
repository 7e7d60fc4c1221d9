/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "printer/bambu-printer.h"
#include "simulator-link.h"
#include "simulator-process.h"
#include "simulator/sim-json.h"
#include "test-wait.h"

#include <string.h>

/* Commands through a real broker: what tests/bambu proves of a printer alone holds on the network.
 */

typedef struct
{
  SimulatorProcess *simulator;
  const char *serial;
  BambuPrinter *printer;
  GPtrArray *answers; /* BambuFrame */
} Fixture;

static gboolean
knows_all (BambuPrinter *printer)
{
  return bambu_printer_has_report (printer) && bambu_printer_get_firmware (printer) != NULL;
}

static void
on_frame (Fixture *fixture, BambuFrame *frame)
{
  if (bambu_frame_get_kind (frame) == BAMBU_FRAME_ACKNOWLEDGEMENT)
    g_ptr_array_add (fixture->answers, bambu_frame_ref (frame));
}

static Fixture *
fixture_new (const char *const *options)
{
  Fixture *fixture = g_new0 (Fixture, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (BambuLink) link = NULL;
  JsonObject *described;

  fixture->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) bambu_frame_unref);
  fixture->simulator = simulator_process_start (options, &error);
  g_assert_no_error (error);
  described = simulator_process_get_printer (fixture->simulator, 0);
  fixture->serial = sim_json_get_string (described, "serial", "");
  link = simulator_link_new (described);
  g_signal_connect_swapped (link, "frame", G_CALLBACK (on_frame), fixture);
  fixture->printer = bambu_printer_new (fixture->serial, NULL);
  bambu_printer_set_link (fixture->printer, link, BAMBU_CONNECTION_LAN);
  test_wait_until (knows_all (fixture->printer));

  return fixture;
}

static void
fixture_free (Fixture *fixture)
{
  BambuLink *link = bambu_printer_get_link (fixture->printer);

  g_signal_handlers_disconnect_by_data (link, fixture);
  bambu_printer_set_link (fixture->printer, NULL, BAMBU_CONNECTION_NONE);
  g_object_unref (fixture->printer);
  simulator_process_stop (fixture->simulator);
  g_ptr_array_unref (fixture->answers);
  g_free (fixture);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

/* Single quotes stand for double ones. */
static void
tell (Fixture *fixture, const char *request)
{
  g_autofree char *json = g_strdelimit (g_strdup (request), "'", '"');
  g_autoptr (GBytes) payload = g_bytes_new (json, strlen (json));

  test_await_true (bambu_link_publish (bambu_printer_get_link (fixture->printer), payload, 1));
}

static void
order (Fixture *fixture, const char *verb, const char *rest)
{
  g_autofree char *line = g_strdup_printf ("%s %s %s", verb, fixture->serial, rest);

  simulator_process_tell (fixture->simulator, line);
}

/* A fault of the one printer there is. */
static void
set_fault (Fixture *fixture, const char *name, gboolean active)
{
  g_autofree char *line = g_strdup_printf ("%s %s", active ? "fault" : "clear", name);

  simulator_process_tell (fixture->simulator, line);
}

static const char *
get_answer_text (Fixture *fixture, const char *member)
{
  BambuFrame *last = g_ptr_array_index (fixture->answers, fixture->answers->len - 1);

  return yyjson_get_str (yyjson_obj_get (bambu_frame_get_section (last), member));
}

static BambuLight *
dup_light (Fixture *fixture)
{
  return g_list_model_get_item (bambu_printer_get_lights (fixture->printer), 0);
}

/* What is asked for is answered, and a report shows it. */
static void
test_effects (void)
{
  static const char *const options[] = { "--profile", "P1S", "--printing=40", "--speed=4", NULL };
  g_autoptr (Fixture) fixture = fixture_new (options);
  BambuPrinter *printer = fixture->printer;
  g_autoptr (BambuLight) light = dup_light (fixture);

  tell (fixture, "{'print':{'command':'pause','sequence_id':'20001','param':''}}");
  test_wait_until (fixture->answers->len == 1);
  g_assert_cmpstr (get_answer_text (fixture, "sequence_id"), ==, "20001");
  g_assert_cmpstr (get_answer_text (fixture, "result"), ==, "success");
  test_wait_until (bambu_printer_get_state (printer) == BAMBU_STATE_PAUSE);

  tell (fixture, "{'print':{'command':'gcode_line','sequence_id':'20002','param':'M140 S45\\n'}}");
  test_wait_until (bambu_heater_get_target (bambu_printer_get_bed (printer)) == 45);

  tell (fixture, "{'system':{'command':'ledctrl','sequence_id':'20003','led_node':'chamber_light',"
                 "'led_mode':'off','led_on_time':500,'led_off_time':500,'loop_times':1,"
                 "'interval_time':1000}}");
  test_wait_until (!bambu_light_is_on (light));

  /* Another client is quicker. */
  order (fixture, "request",
         "{\"print\":{\"command\":\"resume\",\"sequence_id\":\"5\",\"param\":\"\"}}");
  test_wait_until (bambu_printer_get_state (printer) == BAMBU_STATE_RUNNING);
  tell (fixture, "{'print':{'command':'resume','sequence_id':'20004','param':''}}");
  test_wait_until (g_str_equal (get_answer_text (fixture, "sequence_id"), "20004"));
  g_assert_cmpstr (get_answer_text (fixture, "result"), ==, "fail");

  tell (fixture, "{'print':{'command':'stop','sequence_id':'20005','param':''}}");
  test_wait_until (bambu_printer_get_state (printer) == BAMBU_STATE_FAILED);
}

/* Developer Mode goes off and on while somebody is connected. */
static void
test_authorization (void)
{
  static const char *const options[] = { "--profile", "H2D", "--printing=40", NULL };
  g_autoptr (Fixture) fixture = fixture_new (options);
  BambuPrinter *printer = fixture->printer;
  g_autoptr (BambuLight) light = dup_light (fixture);

  g_assert_cmpint (bambu_printer_get_rights (printer), ==, BAMBU_RIGHTS_FULL);
  set_fault (fixture, "authorization", TRUE);
  test_wait_until (bambu_printer_get_rights (printer) == BAMBU_RIGHTS_VIEW_ONLY);
  tell (fixture, "{'print':{'command':'pause','sequence_id':'20001','param':''}}");
  test_wait_until (fixture->answers->len == 1);
  g_assert_cmpstr (get_answer_text (fixture, "reason"), ==, "mqtt message verify failed");

  tell (fixture, "{'system':{'command':'ledctrl','sequence_id':'20002','led_node':'chamber_light',"
                 "'led_mode':'off','led_on_time':500,'led_off_time':500,'loop_times':1,"
                 "'interval_time':1000}}");
  test_wait_until (!bambu_light_is_on (light));
  g_assert_cmpint (bambu_printer_get_state (printer), ==, BAMBU_STATE_RUNNING);

  set_fault (fixture, "authorization", FALSE);
  test_wait_until (bambu_printer_get_rights (printer) == BAMBU_RIGHTS_FULL);
  tell (fixture, "{'print':{'command':'pause','sequence_id':'20003','param':''}}");
  test_wait_until (bambu_printer_get_state (printer) == BAMBU_STATE_PAUSE);
}

/* It goes without a word, is away, and comes back as it was switched on. */
static void
test_reboot (void)
{
  static const char *const options[] = { "--profile", "A1 mini", "--printing=40", "--speed=20",
                                         NULL };
  g_autoptr (Fixture) fixture = fixture_new (options);
  BambuPrinter *printer = fixture->printer;

  tell (fixture, "{'system':{'command':'reboot','sequence_id':'20001'}}");
  test_wait_until (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_WAITING);
  test_wait_until (
      simulator_process_count_events_of (fixture->simulator, "broker-stopped", fixture->serial)
      == 1);
  test_wait_until (
      simulator_process_count_events_of (fixture->simulator, "broker-started", fixture->serial)
      == 1);
  test_wait_until (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_OPEN);
  test_wait_until (bambu_printer_get_state (printer) == BAMBU_STATE_IDLE);
  g_assert_cmpuint (fixture->answers->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/simulator-commands/effects", test_effects);
  g_test_add_func ("/simulator-commands/authorization", test_authorization);
  g_test_add_func ("/simulator-commands/reboot", test_reboot);

  return g_test_run ();
}
