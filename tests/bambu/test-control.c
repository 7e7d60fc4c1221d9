/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/printer/bambu-printer-control.h"

#include <math.h>
#include <string.h>

#include "bambu/printer/bambu-printer-private.h"
#include "fake-link.h"
#include "report-fixture.h"
#include "simulator/sim-link.h"

#define IMPATIENT 0.001 /* of the usual patience: 10 ms */
#define DEADLINE_SECONDS 10

/* A printer that is reached by a link which does what the test says. */
typedef struct
{
  BambuPrinter *printer;
  BambuLink *link;
  FakeLink *fake;
} Fixture;

static void
report (BambuPrinter *printer, const char *fields, gboolean full)
{
  g_autoptr (BambuFrame) frame = fixture_status (fields, full);

  bambu_printer_apply (printer, frame);
}

static void
say (Fixture *self, const char *json)
{
  g_autoptr (BambuFrame) frame = fixture_frame (json);

  bambu_link_emit_frame (self->link, frame);
}

static void
say_firmware (Fixture *self, const char *firmware)
{
  g_autofree char *json = g_strdup_printf (
      "{'info':{'command':'get_version','module':[{'name':'ota','sw_ver':'%s','sn':'1'}]}}",
      firmware);

  say (self, json);
}

static void
set_up (Fixture *self, const char *serial, const char *fields)
{
  g_autoptr (BambuTrust) trust = bambu_trust_new ();

  self->printer = bambu_printer_new (serial, NULL);
  self->link = fake_link_new_lan (trust, "192.0.2.1", 8883, serial, "12345678");
  self->fake = FAKE_LINK (self->link);
  bambu_printer_set_link (self->printer, self->link, BAMBU_CONNECTION_LAN);
  fake_link_settle (self->fake, BAMBU_LINK_STATE_OPEN, NULL, 0);
  report (self->printer, fields, TRUE);
  fake_link_forget_requests (self->fake);
}

static void
tear_down (Fixture *self)
{
  g_assert_finalize_object (self->printer);
  g_assert_finalize_object (self->link);
}

/* What the newest request has as @key. */
static char *
dup_sent (Fixture *self, const char *key)
{
  g_autoptr (BambuFrame) frame = fixture_frame (fake_link_peek_request (self->fake));

  return g_strdup (yyjson_get_str (yyjson_obj_get (bambu_frame_get_section (frame), key)));
}

/* The printer answers the newest request; @rest is what stands beside command and id. */
static void
answer (Fixture *self, const char *rest)
{
  g_autoptr (BambuFrame) request = fixture_frame (fake_link_peek_request (self->fake));
  g_autofree char *command = dup_sent (self, "command");
  g_autofree char *json = g_strdup_printf (
      "{'%s':{'command':'%s','sequence_id':'%s'%s%s}}", bambu_frame_get_section_name (request),
      command, bambu_frame_get_sequence_id (request), *rest ? "," : "", rest);

  say (self, json);
}

static void
on_deadline (gpointer user_data)
{
  g_error ("The command is still under way");
}

static void
wait_for (DexFuture *future)
{
  guint deadline = g_timeout_add_seconds_once (DEADLINE_SECONDS, on_deadline, NULL);

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (deadline);
}

/* Takes @future. */
static void
assert_done (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_future_is_pending (future));
  g_assert_nonnull (dex_future_get_value (future, &error));
  g_assert_no_error (error);
  dex_unref (future);
}

/* Takes @future. */
static void
assert_failed (DexFuture *future, BambuPrinterError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_future_is_pending (future));
  g_assert_null (dex_future_get_value (future, &error));
  g_assert_error (error, BAMBU_PRINTER_ERROR, (int) code);
  dex_unref (future);
}

/* An answer is no effect, a report is. */
static void
test_effect (void)
{
  Fixture fixture;
  BambuPending *pending;
  DexFuture *future;

  set_up (&fixture, "01P0000", "'gcode_state':'RUNNING'");
  pending = bambu_printer_get_pending (fixture.printer, BAMBU_CONTROL_PAUSE, 0);
  g_assert_false (bambu_pending_is_active (pending));

  future = bambu_printer_pause (fixture.printer);
  g_assert_cmpuint (fake_link_count_requests (fixture.fake, ""), ==, 1);
  g_assert_cmpuint (fake_link_count_requests (fixture.fake, "\"pause\""), ==, 1);
  g_assert_cmpint (fake_link_get_qos (fixture.fake), ==, 1);
  g_assert_true (bambu_pending_is_active (pending));

  answer (&fixture, "'result':'success'");
  report (fixture.printer, "'mc_percent':7", FALSE);
  g_assert_true (dex_future_is_pending (future));
  g_assert_true (bambu_pending_is_active (pending));

  report (fixture.printer, "'gcode_state':'PAUSE'", FALSE);
  assert_done (future);
  g_assert_false (bambu_pending_is_active (pending));

  /* A printer need not answer. */
  future = bambu_printer_resume (fixture.printer);
  report (fixture.printer, "'gcode_state':'RUNNING'", FALSE);
  assert_done (future);
  g_assert_cmpuint (fake_link_count_requests (fixture.fake, ""), ==, 2);

  tear_down (&fixture);
}

/* Nothing is sent a second time. */
static void
test_not_confirmed (void)
{
  static const char *const ANSWERS[] = { "'result':'success'", "", NULL };
  Fixture fixture;

  set_up (&fixture, "01P0000", "'gcode_state':'RUNNING','fun':'0'");
  bambu_printer_set_patience (fixture.printer, IMPATIENT);

  for (guint i = 0; i < G_N_ELEMENTS (ANSWERS); i++)
    {
      DexFuture *future = bambu_printer_pause (fixture.printer);

      if (ANSWERS[i] != NULL)
        answer (&fixture, ANSWERS[i]);
      wait_for (future);
      assert_failed (future, BAMBU_PRINTER_ERROR_NOT_CONFIRMED);
      g_assert_false (bambu_pending_is_active (
          bambu_printer_get_pending (fixture.printer, BAMBU_CONTROL_PAUSE, 0)));
      g_assert_cmpuint (fake_link_count_requests (fixture.fake, ""), ==, i + 1);
    }

  g_assert_cmpint (bambu_printer_get_rights (fixture.printer), ==, BAMBU_RIGHTS_FULL);
  tear_down (&fixture);
}

/* All the forms of an answer. */
static void
test_answers (void)
{
  static const struct
  {
    const char *rest;
    int code; /* −1: it goes on */
    const char *words;
    guint32 error_code;
    int number;
  } CASES[] = {
    { "", -1, NULL, 0, 0 },
    { "'result':'success'", -1, NULL, 0, 0 },
    { "'result':'SUCCESS','reason':'SUCCESS'", -1, NULL, 0, 0 },
    { "'result':0", -1, NULL, 0, 0 },
    { "'result':'success','err_code':0,'errno':0", -1, NULL, 0, 0 },
    { "'result':'success','err_code':'0'", -1, NULL, 0, 0 },
    { "'result':'','reason':''", -1, NULL, 0, 0 },
    { "'result':null,'err_code':null", -1, NULL, 0, 0 },
    { "'result':[],'err_code':{},'errno':'x'", -1, NULL, 0, 0 },
    { "'result':'fail'", BAMBU_PRINTER_ERROR_REFUSED, "refused", 0, 0 },
    { "'result':'FAILED','reason':'failed'", BAMBU_PRINTER_ERROR_REFUSED, "refused", 0, 0 },
    { "'result':'fail','reason':'the door is open'", BAMBU_PRINTER_ERROR_REFUSED,
      "the door is open", 0, 0 },
    { "'result':1", BAMBU_PRINTER_ERROR_REFUSED, "refused", 0, 0 },
    { "'result':-3,'reason':7", BAMBU_PRINTER_ERROR_REFUSED, "refused", 0, 0 },
    { "'err_code':83902468", BAMBU_PRINTER_ERROR_REFUSED, "0500-4004", 83902468, 0 },
    { "'result':'success','err_code':'83902468'", BAMBU_PRINTER_ERROR_REFUSED, "0500-4004",
      83902468, 0 },
    { "'result':'success','errno':-2", BAMBU_PRINTER_ERROR_REFUSED, "errno -2", 0, -2 },
    { "'errno':'-4','reason':'too hot'", BAMBU_PRINTER_ERROR_REFUSED, "too hot", 0, -4 },
    { "'err_code':84033542", BAMBU_PRINTER_ERROR_REFUSED, "0502-4006", 84033542, 0 },
    { "'err_code':84033543", BAMBU_PRINTER_ERROR_VIEW_ONLY, NULL, 0, 0 },
    { "'result':'failed','reason':'mqtt message verify failed','err_code':84033543",
      BAMBU_PRINTER_ERROR_VIEW_ONLY, NULL, 0, 0 },
    { "'err_code':'84033545'", BAMBU_PRINTER_ERROR_VIEW_ONLY, NULL, 0, 0 },
    { "'result':'success','err_code':84033548", BAMBU_PRINTER_ERROR_VIEW_ONLY, NULL, 0, 0 },
    { "'err_code':84033549", BAMBU_PRINTER_ERROR_REFUSED, "0502-400D", 84033549, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;
      Fixture fixture;
      DexFuture *future;

      g_test_message ("%s", CASES[i].rest);
      set_up (&fixture, "01P0000", "'gcode_state':'RUNNING'");
      future = bambu_printer_pause (fixture.printer);
      answer (&fixture, CASES[i].rest);

      if (CASES[i].code < 0)
        {
          g_assert_true (dex_future_is_pending (future));
          report (fixture.printer, "'gcode_state':'PAUSE'", FALSE);
          assert_done (future);
        }
      else
        {
          g_assert_null (dex_future_get_value (future, &error));
          g_assert_error (error, BAMBU_PRINTER_ERROR, CASES[i].code);
          if (CASES[i].words != NULL)
            g_assert_cmpstr (error->message, ==, CASES[i].words);
          g_assert_cmpuint (bambu_printer_error_get_code (error), ==, CASES[i].error_code);
          g_assert_cmpint (bambu_printer_error_get_number (error), ==, CASES[i].number);
          dex_unref (future);
        }

      g_assert_cmpint (bambu_printer_get_rights (fixture.printer) == BAMBU_RIGHTS_VIEW_ONLY, ==,
                       CASES[i].code == BAMBU_PRINTER_ERROR_VIEW_ONLY);
      tear_down (&fixture);
    }
}

/* What did not work is told by its error, whatever else became of it. */
static void
test_asked (void)
{
  Fixture fixture;
  g_autoptr (DexFuture) bed = NULL;
  g_autoptr (DexFuture) tray = NULL;
  g_autoptr (DexFuture) refused = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;
  const BambuAsked *asked;

  set_up (&fixture, "01P0000",
          "'gcode_state':'IDLE','ams':{'ams':[{'id':'0','tray':[{'id':'1','tray_type':'PLA'}]}]}");

  /* Nothing was: what was not sent can be asked for in another way. */
  refused = bambu_printer_pause (fixture.printer);
  g_assert_null (dex_future_get_value (refused, &error));
  g_assert_cmpint (bambu_printer_error_get_obstacle (error), ==, BAMBU_OBSTACLE_NO_JOB);
  g_assert_null (bambu_printer_error_get_asked (error));
  g_clear_error (&error);

  bed = bambu_printer_set_bed_temperature (fixture.printer, 60);
  tray = bambu_printer_set_filament (
      fixture.printer, bambu_printer_find_tray (fixture.printer, 0, 1),
      &(BambuFilamentChoice) { "GFG99", "GFSG99", "PETG", "112233FF", 230, 270 });
  answer (&fixture, "'result':'fail'");
  g_assert_null (dex_future_get_value (tray, &error));
  g_assert_error (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_REFUSED);
  copy = g_error_copy (error);
  g_clear_error (&error);
  asked = bambu_printer_error_get_asked (copy);
  g_assert_cmpint (asked->control, ==, BAMBU_CONTROL_TRAY);
  g_assert_cmpint (asked->index, ==, BAMBU_TRAY_INDEX (0, 1));
  g_assert_cmpstr (asked->text, ==, "GFG99");

  /* Who has waited long enough. */
  g_assert_true (dex_future_is_pending (bed));
  bambu_printer_give_up (fixture.printer);
  g_assert_null (dex_future_get_value (bed, &error));
  g_assert_error (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_NOT_CONFIRMED);
  asked = bambu_printer_error_get_asked (error);
  g_assert_cmpint (asked->control, ==, BAMBU_CONTROL_BED);
  g_assert_cmpfloat (asked->value, ==, 60);
  g_assert_null (asked->text);
  g_assert_cmpint (bambu_printer_get_rights (fixture.printer), ==, BAMBU_RIGHTS_UNKNOWN);

  tear_down (&fixture);
}

/* Other clients' answers pass by; so does the second copy of one's own. */
static void
test_foreign_answers (void)
{
  Fixture fixture;
  g_autofree char *id = NULL;
  g_autofree char *other_id = NULL;
  DexFuture *future;

  set_up (&fixture, "01P0000", "'gcode_state':'IDLE','fun':'0'");
  future = bambu_printer_home (fixture.printer, BAMBU_HOME_ALL);
  id = dup_sent (&fixture, "sequence_id");
  other_id = g_strdup (id);
  other_id[4] = other_id[4] == '9' ? '0' : other_id[4] + 1;

  {
    g_autofree char *other = g_strdup_printf (
        "{'print':{'command':'gcode_line','sequence_id':'%s','result':'fail'}}", other_id);
    g_autofree char *section = g_strdup_printf (
        "{'system':{'command':'gcode_line','sequence_id':'%s','result':'success'}}", id);
    g_autofree char *command =
        g_strdup_printf ("{'print':{'command':'stop','sequence_id':'%s','err_code':84033543}}", id);

    say (&fixture, other);
    say (&fixture, section);
    say (&fixture, command);
    say (&fixture, "{'print':{'command':'gcode_line','result':'fail'}}");
    g_assert_true (dex_future_is_pending (future));
    g_assert_cmpint (bambu_printer_get_rights (fixture.printer), ==, BAMBU_RIGHTS_FULL);
  }

  answer (&fixture, "'result':'success'");
  assert_done (future);
  answer (&fixture, "'err_code':84033543");
  g_assert_cmpint (bambu_printer_get_rights (fixture.printer), ==, BAMBU_RIGHTS_FULL);

  /* As a number, and without the command. */
  future = bambu_printer_home (fixture.printer, BAMBU_HOME_ALL);
  g_free (id);
  id = dup_sent (&fixture, "sequence_id");
  {
    g_autofree char *json = g_strdup_printf ("{'print':{'sequence_id':%s,'result':'success'}}", id);

    say (&fixture, json);
    assert_done (future);
  }

  tear_down (&fixture);
}

/* Where no report ever shows the effect. */
static void
test_answer_only (void)
{
  Fixture fixture;
  DexFuture *future;

  set_up (&fixture, "01P0000", "'gcode_state':'IDLE'");
  bambu_printer_set_patience (fixture.printer, IMPATIENT);

  future = bambu_printer_turn_motors_off (fixture.printer);
  report (fixture.printer, "'mc_percent':1", FALSE);
  g_assert_true (dex_future_is_pending (future));
  answer (&fixture, "'result':0");
  assert_done (future);

  /* A bare answer is what some printers refuse with … */
  future = bambu_printer_turn_motors_off (fixture.printer);
  answer (&fixture, "");
  wait_for (future);
  assert_failed (future, BAMBU_PRINTER_ERROR_NOT_CONFIRMED);

  /* … unless it is known that they obey. */
  report (fixture.printer, "'fun':'0'", FALSE);
  future = bambu_printer_turn_motors_off (fixture.printer);
  answer (&fixture, "");
  assert_done (future);

  future = bambu_printer_turn_motors_off (fixture.printer);
  wait_for (future);
  assert_failed (future, BAMBU_PRINTER_ERROR_NOT_CONFIRMED);

  tear_down (&fixture);
}

static void
test_two_clicks (void)
{
  Fixture fixture;
  DexFuture *first;
  DexFuture *other;

  set_up (&fixture, "0940000",
          "'gcode_state':'IDLE','fun':'0','device':{'extruder':{'state':2,'info':["
          "{'id':0,'temp':25},{'id':1,'temp':25}]}}");

  first = bambu_printer_set_nozzle_temperature (fixture.printer, 0, 200);
  assert_failed (bambu_printer_set_nozzle_temperature (fixture.printer, 0, 200),
                 BAMBU_PRINTER_ERROR_PENDING);
  assert_failed (bambu_printer_set_nozzle_temperature (fixture.printer, 0, 220),
                 BAMBU_PRINTER_ERROR_PENDING);
  g_assert_cmpuint (fake_link_count_requests (fixture.fake, ""), ==, 1);

  /* Another control, and the same of another index */
  other = bambu_printer_set_nozzle_temperature (fixture.printer, 1, 210);
  dex_future_disown (bambu_printer_set_bed_temperature (fixture.printer, 60));
  g_assert_cmpuint (fake_link_count_requests (fixture.fake, ""), ==, 3);

  report (fixture.printer,
          "'device':{'extruder':{'info':[{'id':0,'temp':13107225},{'id':1,'temp':25}]}}", FALSE);
  assert_done (first);
  g_assert_true (dex_future_is_pending (other));

  /* It is free again. */
  dex_future_disown (bambu_printer_set_nozzle_temperature (fixture.printer, 0, 0));
  g_assert_cmpuint (fake_link_count_requests (fixture.fake, ""), ==, 4);

  dex_unref (other);
  tear_down (&fixture);
}

/* A button that was drawn for a state that has passed sends nothing. */
static void
test_passed_state (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;

  set_up (&fixture, "01P0000", "'gcode_state':'PAUSE'");
  g_assert_true (bambu_printer_can (fixture.printer, BAMBU_CONTROL_RESUME, &error));
  report (fixture.printer, "'gcode_state':'RUNNING'", FALSE);
  g_assert_false (bambu_printer_can (fixture.printer, BAMBU_CONTROL_RESUME, &error));
  g_assert_error (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_NOT_NOW);

  assert_failed (bambu_printer_resume (fixture.printer), BAMBU_PRINTER_ERROR_NOT_NOW);
  assert_failed (bambu_printer_home (fixture.printer, BAMBU_HOME_ALL), BAMBU_PRINTER_ERROR_NOT_NOW);
  report (fixture.printer, "'upgrade_state':{'status':'FLASHING'}", FALSE);
  assert_failed (bambu_printer_pause (fixture.printer), BAMBU_PRINTER_ERROR_NOT_NOW);
  g_assert_cmpuint (fake_link_count_requests (fixture.fake, ""), ==, 0);

  tear_down (&fixture);
}

/* A printer that is not heard is sent nothing, whatever it said last. */
static void
test_unreachable (void)
{
  Fixture fixture;
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  g_autoptr (GError) error = NULL;

  fixture.printer = bambu_printer_new ("01P0000", NULL);
  assert_failed (bambu_printer_pause (fixture.printer), BAMBU_PRINTER_ERROR_OFFLINE);

  /* Open, but whose topic is it? */
  fixture.link = fake_link_new_lan (trust, "192.0.2.1", 8883, "01P0000", "12345678");
  fixture.fake = FAKE_LINK (fixture.link);
  bambu_printer_set_link (fixture.printer, fixture.link, BAMBU_CONNECTION_LAN);
  fake_link_settle (fixture.fake, BAMBU_LINK_STATE_OPEN, NULL, 0);
  fake_link_forget_requests (fixture.fake);
  assert_failed (bambu_printer_pause (fixture.printer), BAMBU_PRINTER_ERROR_OFFLINE);
  report (fixture.printer, "'gcode_state':'RUNNING'", FALSE);
  assert_failed (bambu_printer_pause (fixture.printer), BAMBU_PRINTER_ERROR_OFFLINE);

  report (fixture.printer, "'gcode_state':'RUNNING'", TRUE);
  g_assert_true (bambu_printer_can (fixture.printer, BAMBU_CONTROL_PAUSE, &error));
  fake_link_settle (fixture.fake, BAMBU_LINK_STATE_WAITING, NULL, 0);
  g_assert_false (bambu_printer_can (fixture.printer, BAMBU_CONTROL_PAUSE, &error));
  g_assert_error (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_OFFLINE);
  /* This comes before what its last state would say. */
  assert_failed (bambu_printer_resume (fixture.printer), BAMBU_PRINTER_ERROR_OFFLINE);

  /* Back, but its report is of before. */
  fake_link_settle (fixture.fake, BAMBU_LINK_STATE_OPEN, NULL, 0);
  fake_link_forget_requests (fixture.fake);
  assert_failed (bambu_printer_pause (fixture.printer), BAMBU_PRINTER_ERROR_OFFLINE);

  /* The cloud says that it left. */
  report (fixture.printer, "'gcode_state':'RUNNING'", TRUE);
  say (&fixture, "{'event':{'event':'client.disconnected'}}");
  assert_failed (bambu_printer_pause (fixture.printer), BAMBU_PRINTER_ERROR_OFFLINE);
  g_assert_cmpuint (fake_link_count_requests (fixture.fake, "\"pause\""), ==, 0);

  tear_down (&fixture);
}

static void
test_lost (void)
{
  Fixture fixture;
  DexFuture *future;

  set_up (&fixture, "01P0000", "'gcode_state':'RUNNING'");

  future = bambu_printer_pause (fixture.printer);
  fake_link_settle (fixture.fake, BAMBU_LINK_STATE_WAITING, NULL, 0);
  assert_failed (future, BAMBU_PRINTER_ERROR_OFFLINE);
  g_assert_false (bambu_pending_is_active (
      bambu_printer_get_pending (fixture.printer, BAMBU_CONTROL_PAUSE, 0)));

  fake_link_settle (fixture.fake, BAMBU_LINK_STATE_OPEN, NULL, 0);
  report (fixture.printer, "'gcode_state':'RUNNING'", TRUE);
  future = bambu_printer_pause (fixture.printer);
  bambu_printer_set_link (fixture.printer, NULL, BAMBU_CONNECTION_NONE);
  assert_failed (future, BAMBU_PRINTER_ERROR_OFFLINE);

  /* Not sent at all */
  bambu_printer_set_link (fixture.printer, fixture.link, BAMBU_CONNECTION_LAN);
  fake_link_settle (fixture.fake, BAMBU_LINK_STATE_OPEN, NULL, 0);
  report (fixture.printer, "'gcode_state':'IDLE'", TRUE);
  fake_link_jam (fixture.fake);
  future = bambu_printer_set_bed_temperature (fixture.printer, 60);
  wait_for (future);
  assert_failed (future, BAMBU_PRINTER_ERROR_OFFLINE);

  tear_down (&fixture);
}

static void
test_reboot (void)
{
  Fixture fixture;
  DexFuture *future;

  set_up (&fixture, "01P0000", "'gcode_state':'IDLE'");
  future = bambu_printer_reboot (fixture.printer);
  answer (&fixture, "'result':'success'");
  report (fixture.printer, "'mc_percent':1", FALSE);
  g_assert_true (dex_future_is_pending (future));
  fake_link_settle (fixture.fake, BAMBU_LINK_STATE_WAITING, NULL, 0);
  assert_done (future);

  tear_down (&fixture);
}

/* A request of two messages: either can be refused. */
static void
test_two_messages (void)
{
  Fixture fixture;
  DexFuture *future;

  set_up (&fixture, "0940000",
          "'gcode_state':'IDLE','lights_report':[{'node':'chamber_light','mode':'on'},"
          "{'node':'chamber_light2','mode':'on'}]");

  future = bambu_printer_set_light (fixture.printer, BAMBU_LIGHT_PLACE_CHAMBER, FALSE);
  g_assert_cmpuint (fake_link_count_requests (fixture.fake, "ledctrl"), ==, 2);
  answer (&fixture, "'result':'fail','reason':'no'");
  assert_failed (future, BAMBU_PRINTER_ERROR_REFUSED);

  future = bambu_printer_set_light (fixture.printer, BAMBU_LIGHT_PLACE_CHAMBER, FALSE);
  report (fixture.printer, "'lights_report':[{'node':'chamber_light','mode':'off'}]", FALSE);
  assert_done (future);

  tear_down (&fixture);
}

/* To dismiss an error takes two messages; the second one may find it gone. */
static void
test_either_message (void)
{
  static const char *const ANSWERS[] = { "'result':'success'", "'result':'fail'" };

  for (guint i = 0; i < G_N_ELEMENTS (ANSWERS); i++)
    {
      Fixture fixture;
      DexFuture *future;
      g_autofree char *newest = NULL;
      g_autofree char *json = NULL;
      int id;

      set_up (&fixture, "01P0000", "'gcode_state':'IDLE','print_error':50364419,'subtask_id':'7'");
      future =
          bambu_printer_answer_error (fixture.printer, "0300-8003", BAMBU_ERROR_ANSWER_DISMISS);
      g_assert_cmpuint (fake_link_count_requests (fixture.fake, ""), ==, 2);
      answer (&fixture, "'result':'fail'");
      g_assert_true (dex_future_is_pending (future));

      newest = dup_sent (&fixture, "sequence_id");
      id = (int) g_ascii_strtoll (newest, NULL, 10);
      json = g_strdup_printf ("{'print':{'command':'clean_print_error','sequence_id':'%d',%s}}",
                              id > 20000 ? id - 1 : 29999, ANSWERS[i]);
      say (&fixture, json);
      if (i == 0)
        {
          g_assert_true (dex_future_is_pending (future));
          report (fixture.printer, "'print_error':0", FALSE);
          assert_done (future);
        }
      else
        assert_failed (future, BAMBU_PRINTER_ERROR_REFUSED);
      tear_down (&fixture);
    }
}

#define SIGNING "01.08.02.00" /* a P1S's first */
#define COMPLAINT "'hms':[{'attr':83887360,'code':65543}]"

static BambuRights
get_rights (Fixture *self)
{
  return bambu_printer_get_rights (self->printer);
}

/* A command without effect; @rest: of the answer, if there is one. */
static void
ignore_pause (Fixture *self, const char *rest, BambuPrinterError code)
{
  DexFuture *future = bambu_printer_pause (self->printer);

  if (rest != NULL)
    answer (self, rest);
  wait_for (future);
  assert_failed (future, code);
}

/* Of a printer that says nothing of itself: by what becomes of commands. */
static void
test_learned_rights (void)
{
  Fixture fixture;
  DexFuture *future;

  set_up (&fixture, "01P0000",
          "'gcode_state':'RUNNING','lights_report':[{'node':'chamber_light','mode':'on'}]");
  bambu_printer_set_patience (fixture.printer, IMPATIENT);
  say_firmware (&fixture, "01.08.01.99");

  /* No effect and no answer, of a firmware that knows no signatures: anything may be the matter. */
  future = bambu_printer_pause (fixture.printer);
  wait_for (future);
  assert_failed (future, BAMBU_PRINTER_ERROR_NOT_CONFIRMED);
  g_assert_cmpint (get_rights (&fixture), ==, BAMBU_RIGHTS_UNKNOWN);

  /* Of one that wants them: a refusal; but not if it said yes, and not of the light. */
  say_firmware (&fixture, SIGNING);
  future = bambu_printer_pause (fixture.printer);
  answer (&fixture, "'result':'success'");
  wait_for (future);
  assert_failed (future, BAMBU_PRINTER_ERROR_NOT_CONFIRMED);
  future = bambu_printer_set_light (fixture.printer, BAMBU_LIGHT_PLACE_CHAMBER, FALSE);
  wait_for (future);
  assert_failed (future, BAMBU_PRINTER_ERROR_NOT_CONFIRMED);
  g_assert_cmpint (get_rights (&fixture), ==, BAMBU_RIGHTS_UNKNOWN);

  /* One may have been lost on its way, or its effect took long. */
  ignore_pause (&fixture, "", BAMBU_PRINTER_ERROR_NOT_CONFIRMED);
  g_assert_cmpint (get_rights (&fixture), ==, BAMBU_RIGHTS_UNKNOWN);
  ignore_pause (&fixture, "", BAMBU_PRINTER_ERROR_VIEW_ONLY);
  g_assert_cmpint (get_rights (&fixture), ==, BAMBU_RIGHTS_VIEW_ONLY);

  /* Then nothing more is sent but the light. */
  fake_link_forget_requests (fixture.fake);
  assert_failed (bambu_printer_pause (fixture.printer), BAMBU_PRINTER_ERROR_VIEW_ONLY);
  g_assert_cmpuint (fake_link_count_requests (fixture.fake, ""), ==, 0);
  future = bambu_printer_set_light (fixture.printer, BAMBU_LIGHT_PLACE_CHAMBER, FALSE);
  report (fixture.printer, "'lights_report':[{'node':'chamber_light','mode':'off'}]", FALSE);
  assert_done (future);
  g_assert_cmpint (get_rights (&fixture), ==, BAMBU_RIGHTS_VIEW_ONLY);

  /* The user says that it is otherwise now; silence, this time. */
  bambu_printer_reconsider_rights (fixture.printer);
  g_assert_cmpint (get_rights (&fixture), ==, BAMBU_RIGHTS_UNKNOWN);
  ignore_pause (&fixture, NULL, BAMBU_PRINTER_ERROR_NOT_CONFIRMED);
  ignore_pause (&fixture, NULL, BAMBU_PRINTER_ERROR_VIEW_ONLY);

  /* A connection that was away, and a firmware that changed, are reasons to ask anew. */
  fake_link_settle (fixture.fake, BAMBU_LINK_STATE_WAITING, NULL, 0);
  g_assert_cmpint (get_rights (&fixture), ==, BAMBU_RIGHTS_VIEW_ONLY);
  fake_link_settle (fixture.fake, BAMBU_LINK_STATE_OPEN, NULL, 0);
  g_assert_cmpint (get_rights (&fixture), ==, BAMBU_RIGHTS_UNKNOWN);
  report (fixture.printer, "'gcode_state':'RUNNING'", TRUE);
  future = bambu_printer_pause (fixture.printer);
  answer (&fixture, "'err_code':84033543");
  assert_failed (future, BAMBU_PRINTER_ERROR_VIEW_ONLY);
  say_firmware (&fixture, SIGNING);
  g_assert_cmpint (get_rights (&fixture), ==, BAMBU_RIGHTS_VIEW_ONLY);
  say_firmware (&fixture, "01.08.03.00");
  g_assert_cmpint (get_rights (&fixture), ==, BAMBU_RIGHTS_UNKNOWN);

  /* Obeyed */
  future = bambu_printer_pause (fixture.printer);
  report (fixture.printer, "'gcode_state':'PAUSE'", FALSE);
  assert_done (future);
  g_assert_cmpint (get_rights (&fixture), ==, BAMBU_RIGHTS_FULL);
  future = bambu_printer_resume (fixture.printer);
  wait_for (future);
  assert_failed (future, BAMBU_PRINTER_ERROR_NOT_CONFIRMED);
  g_assert_cmpint (get_rights (&fixture), ==, BAMBU_RIGHTS_FULL);

  tear_down (&fixture);
}

/* What is lost now and then makes no printer refuse. */
static void
test_lost_commands (void)
{
  Fixture fixture;
  DexFuture *future;

  set_up (&fixture, "01P0000", "'gcode_state':'RUNNING'");
  bambu_printer_set_patience (fixture.printer, IMPATIENT);
  say_firmware (&fixture, SIGNING);

  for (guint i = 0; i < 2; i++)
    {
      /* It said something else but nothing, … */
      ignore_pause (&fixture, NULL, BAMBU_PRINTER_ERROR_NOT_CONFIRMED);
      ignore_pause (&fixture, "'result':'success'", BAMBU_PRINTER_ERROR_NOT_CONFIRMED);
      ignore_pause (&fixture, NULL, BAMBU_PRINTER_ERROR_NOT_CONFIRMED);
      ignore_pause (&fixture, "'result':'fail'", BAMBU_PRINTER_ERROR_REFUSED);

      /* … or the connection is another. */
      ignore_pause (&fixture, NULL, BAMBU_PRINTER_ERROR_NOT_CONFIRMED);
      fake_link_settle (fixture.fake, BAMBU_LINK_STATE_WAITING, NULL, 0);
      fake_link_settle (fixture.fake, BAMBU_LINK_STATE_OPEN, NULL, 0);
      report (fixture.printer, "'gcode_state':'RUNNING'", TRUE);
    }

  /* Obeyed in the end */
  ignore_pause (&fixture, NULL, BAMBU_PRINTER_ERROR_NOT_CONFIRMED);
  future = bambu_printer_pause (fixture.printer);
  report (fixture.printer, "'gcode_state':'PAUSE'", FALSE);
  assert_done (future);
  g_assert_cmpint (get_rights (&fixture), ==, BAMBU_RIGHTS_FULL);

  tear_down (&fixture);
}

/* By what the printer says of itself. */
static void
test_reported_rights (void)
{
  Fixture fixture;
  DexFuture *future;

  set_up (&fixture, "0940000", "'gcode_state':'RUNNING','fun':'0'");
  g_assert_cmpint (get_rights (&fixture), ==, BAMBU_RIGHTS_FULL);

  /* A refusal is stronger, until the mode changes. */
  future = bambu_printer_pause (fixture.printer);
  answer (&fixture, "'err_code':84033543");
  assert_failed (future, BAMBU_PRINTER_ERROR_VIEW_ONLY);
  report (fixture.printer, "'fun':'1'", FALSE);
  g_assert_cmpint (get_rights (&fixture), ==, BAMBU_RIGHTS_VIEW_ONLY);
  report (fixture.printer, "'fun':'20000000'", FALSE);
  g_assert_cmpint (get_rights (&fixture), ==, BAMBU_RIGHTS_VIEW_ONLY);
  report (fixture.printer, "'fun':'0'", FALSE);
  g_assert_cmpint (get_rights (&fixture), ==, BAMBU_RIGHTS_FULL);

  /* A complaint says it too, and for longer than it stands there. */
  report (fixture.printer, COMPLAINT, FALSE);
  g_assert_cmpint (get_rights (&fixture), ==, BAMBU_RIGHTS_VIEW_ONLY);
  report (fixture.printer, "'hms':[]", FALSE);
  g_assert_cmpint (get_rights (&fixture), ==, BAMBU_RIGHTS_VIEW_ONLY);
  report (fixture.printer, "'fun':'20000000'", FALSE);
  report (fixture.printer, "'fun':'0'", FALSE);
  g_assert_cmpint (get_rights (&fixture), ==, BAMBU_RIGHTS_FULL);

  tear_down (&fixture);
}

/* Custom firmware calls itself newer than all, and asks for no signature. */
static void
test_custom_firmware (void)
{
  Fixture fixture;
  DexFuture *future;

  set_up (&fixture, "00M0000", "'gcode_state':'RUNNING'");
  bambu_printer_set_patience (fixture.printer, IMPATIENT);
  say_firmware (&fixture, "99.0.0.0");
  future = bambu_printer_pause (fixture.printer);
  wait_for (future);
  assert_failed (future, BAMBU_PRINTER_ERROR_NOT_CONFIRMED);
  tear_down (&fixture);
}

/* What was learned is remembered with the report, over the first connection of the next run. */
static void
test_remembered_rights (void)
{
  static const BambuRights RIGHTS[] = { BAMBU_RIGHTS_VIEW_ONLY, BAMBU_RIGHTS_FULL };

  for (guint i = 0; i < G_N_ELEMENTS (RIGHTS); i++)
    {
      Fixture fixture;
      Fixture later;
      DexFuture *future;
      g_autoptr (GBytes) remembered = NULL;
      g_autoptr (BambuTrust) trust = bambu_trust_new ();

      set_up (&fixture, "01P0000", "'gcode_state':'RUNNING'");
      future = bambu_printer_pause (fixture.printer);
      if (RIGHTS[i] == BAMBU_RIGHTS_FULL)
        report (fixture.printer, "'gcode_state':'PAUSE'", FALSE);
      else
        answer (&fixture, "'err_code':84033543");
      dex_unref (future);
      g_assert_cmpint (get_rights (&fixture), ==, RIGHTS[i]);
      remembered = bambu_printer_dup_report (fixture.printer);
      tear_down (&fixture);

      later.printer = bambu_printer_new ("01P0000", NULL);
      bambu_printer_restore (later.printer, remembered, 1000);
      g_assert_cmpint (get_rights (&later), ==, RIGHTS[i]);

      later.link = fake_link_new_lan (trust, "192.0.2.1", 8883, "01P0000", "12345678");
      later.fake = FAKE_LINK (later.link);
      bambu_printer_set_link (later.printer, later.link, BAMBU_CONNECTION_LAN);
      fake_link_settle (later.fake, BAMBU_LINK_STATE_OPEN, NULL, 0);
      report (later.printer, "'gcode_state':'RUNNING'", TRUE);
      g_assert_cmpint (get_rights (&later), ==, RIGHTS[i]);
      fake_link_settle (later.fake, BAMBU_LINK_STATE_WAITING, NULL, 0);
      fake_link_settle (later.fake, BAMBU_LINK_STATE_OPEN, NULL, 0);
      g_assert_cmpint (get_rights (&later), ==, BAMBU_RIGHTS_UNKNOWN);
      tear_down (&later);
    }
}

static void
on_notify (GObject *object, GParamSpec *pspec, GString *log)
{
  g_string_append_printf (log, "%s ", pspec->name);
}

/* A row binds to one object, and shows what is wanted until it is there. */
static void
test_pending (void)
{
  Fixture fixture;
  g_autoptr (GString) log = g_string_new (NULL);
  BambuPending *pending;
  BambuPending *fan;
  DexFuture *future;

  set_up (&fixture, "01P0000", "'gcode_state':'IDLE','bed_target_temper':0,'big_fan1_speed':'0'");
  pending = bambu_printer_get_pending (fixture.printer, BAMBU_CONTROL_BED, 0);
  fan = bambu_printer_get_pending (fixture.printer, BAMBU_CONTROL_FAN, BAMBU_FAN_KIND_AUX);
  g_assert_true (bambu_printer_get_pending (fixture.printer, BAMBU_CONTROL_BED, 0) == pending);
  g_assert_true (bambu_printer_get_pending (fixture.printer, BAMBU_CONTROL_FAN, BAMBU_FAN_KIND_PART)
                 != fan);
  g_assert_cmpint (bambu_pending_get_control (fan), ==, BAMBU_CONTROL_FAN);
  g_assert_cmpint (bambu_pending_get_index (fan), ==, BAMBU_FAN_KIND_AUX);
  g_assert_true (isnan (bambu_pending_get_value (pending)));
  g_assert_null (bambu_pending_get_text (pending));
  g_signal_connect (pending, "notify", G_CALLBACK (on_notify), log);

  /* What was asked for is what is sent: within the limits. */
  future = bambu_printer_set_bed_temperature (fixture.printer, 999);
  g_assert_cmpfloat (bambu_pending_get_value (pending), ==, 100);
  g_assert_nonnull (strstr (log->str, "active"));
  g_assert_nonnull (strstr (log->str, "value"));
  g_string_truncate (log, 0);
  report (fixture.printer, "'bed_target_temper':100", FALSE);
  assert_done (future);
  g_assert_cmpstr (log->str, ==, "active ");

  future = bambu_printer_set_fan (fixture.printer, BAMBU_FAN_KIND_AUX, 52);
  g_assert_cmpfloat (bambu_pending_get_value (fan), ==, 50);
  /* 7 of 15 are 47 percent, which is what such a printer can. */
  report (fixture.printer, "'big_fan1_speed':'7'", FALSE);
  assert_done (future);

  tear_down (&fixture);
}

static DexFuture *
ask_speed (BambuPrinter *printer)
{
  return bambu_printer_set_speed_level (printer, 3);
}

static DexFuture *
ask_skip (BambuPrinter *printer)
{
  static const int objects[] = { 7, 9 };

  return bambu_printer_skip_objects (printer, objects, G_N_ELEMENTS (objects));
}

static DexFuture *
ask_dismiss (BambuPrinter *printer)
{
  return bambu_printer_answer_error (printer, "0300-8003", BAMBU_ERROR_ANSWER_DISMISS);
}

static DexFuture *
ask_answer_resume (BambuPrinter *printer)
{
  return bambu_printer_answer_error (printer, "0300-8003", BAMBU_ERROR_ANSWER_RESUME);
}

static DexFuture *
ask_answer_stop (BambuPrinter *printer)
{
  return bambu_printer_answer_error (printer, "0300-8003", BAMBU_ERROR_ANSWER_STOP);
}

static DexFuture *
ask_nozzle (BambuPrinter *printer)
{
  return bambu_printer_set_nozzle_temperature (printer, 1, 200);
}

static DexFuture *
ask_bed (BambuPrinter *printer)
{
  return bambu_printer_set_bed_temperature (printer, 60);
}

static DexFuture *
ask_chamber (BambuPrinter *printer)
{
  return bambu_printer_set_chamber_temperature (printer, 50);
}

static DexFuture *
ask_fan (BambuPrinter *printer)
{
  return bambu_printer_set_fan (printer, BAMBU_FAN_KIND_PART, 40);
}

static DexFuture *
ask_air (BambuPrinter *printer)
{
  return bambu_printer_set_air_mode (printer, 0, 1);
}

static DexFuture *
ask_extruder (BambuPrinter *printer)
{
  return bambu_printer_select_extruder (printer, 1);
}

static DexFuture *
ask_calibrate (BambuPrinter *printer)
{
  return bambu_printer_calibrate (printer, BAMBU_CALIBRATION_VIBRATION);
}

static BambuTray *
peek_tray (BambuPrinter *printer)
{
  g_autoptr (GListModel) unit = g_list_model_get_item (bambu_printer_get_ams_units (printer), 0);
  g_autoptr (BambuTray) tray = g_list_model_get_item (unit, 1);

  return tray;
}

static DexFuture *
ask_load (BambuPrinter *printer)
{
  return bambu_printer_load (printer, peek_tray (printer));
}

static DexFuture *
ask_unload (BambuPrinter *printer)
{
  return bambu_printer_unload (printer, 0);
}

static DexFuture *
ask_filament (BambuPrinter *printer)
{
  const BambuFilamentChoice choice = { "GFB99", NULL, "ABS", "112233FF", 240, 280 };

  return bambu_printer_set_filament (printer, peek_tray (printer), &choice);
}

static DexFuture *
ask_clear (BambuPrinter *printer)
{
  return bambu_printer_set_filament (printer, peek_tray (printer), NULL);
}

static DexFuture *
ask_read_tag (BambuPrinter *printer)
{
  return bambu_printer_read_tag (printer, peek_tray (printer));
}

static DexFuture *
ask_k_profile (BambuPrinter *printer)
{
  return bambu_printer_choose_k_profile (printer, peek_tray (printer), 3);
}

static DexFuture *
ask_dry (BambuPrinter *printer)
{
  g_autoptr (BambuAms) unit = g_list_model_get_item (bambu_printer_get_ams_units (printer), 0);

  return bambu_printer_start_drying (printer, unit, "PLA", 50, 8, FALSE);
}

static DexFuture *
ask_stop_drying (BambuPrinter *printer)
{
  g_autoptr (BambuAms) unit = g_list_model_get_item (bambu_printer_get_ams_units (printer), 0);

  return bambu_printer_stop_drying (printer, unit);
}

static DexFuture *
ask_refill (BambuPrinter *printer)
{
  return bambu_printer_set_setting (printer, BAMBU_SETTING_AUTO_REFILL, 1);
}

static DexFuture *
ask_sensitivity (BambuPrinter *printer)
{
  return bambu_printer_set_sensitivity (printer, BAMBU_SETTING_SPAGHETTI, BAMBU_SENSITIVITY_HIGH);
}

static DexFuture *
ask_nozzle_kind (BambuPrinter *printer)
{
  return bambu_printer_set_nozzle_kind (printer, 0.6, "hardened_steel");
}

static DexFuture *
ask_upgrade (BambuPrinter *printer)
{
  return bambu_printer_start_upgrade (printer, "01.02");
}

#define IDLE "'gcode_state':'IDLE','fun':'0'"
#define TWO "'device':{'extruder':{'state':2,'info':[{'id':0,'temp':25},{'id':1,'temp':25}]}}"
#define AMS_OF(info, tray)                                                                         \
  "'fun2':'20','ams':{'tray_now':'255','tray_tar':'255','ams':[{'id':'0','info':'" info            \
  "','tray':[{'id':'1'," tray "}]}]}"
#define PLA "'tray_type':'PLA','tray_info_idx':'GFL99','tray_color':'FFFFFFFF'"

/* What has to be in a report: something that is not enough, and something that is. */
static void
test_effects (void)
{
  static const struct
  {
    const char *serial;
    const char *before;
    DexFuture *(*ask) (BambuPrinter *);
    const char *not_yet;
    const char *effect;
  } CASES[] = {
    { "01P", "'gcode_state':'PAUSE'", bambu_printer_stop, "'gcode_state':'RUNNING'",
      "'gcode_state':'FAILED'" },
    { "01P", "'gcode_state':'PAUSE'", bambu_printer_resume, "'gcode_state':'FAILED'",
      "'gcode_state':'RUNNING'" },
    { "01P", "'gcode_state':'RUNNING','spd_lvl':2", ask_speed, "'spd_lvl':4", "'spd_lvl':3" },
    { "01P", "'gcode_state':'RUNNING'", ask_skip, "'s_obj':[7]", "'s_obj':[9,7]" },
    { "01P", IDLE ",'print_error':50364419", ask_dismiss, "'mc_percent':1", "'print_error':0" },
    { "01P", "'gcode_state':'PAUSE','print_error':50364419", ask_answer_resume, "'print_error':0",
      "'gcode_state':'RUNNING'" },
    { "01P", "'gcode_state':'PAUSE','print_error':50364419", ask_answer_stop, "'print_error':0",
      "'gcode_state':'FAILED'" },
    { "094", IDLE "," TWO, ask_nozzle,
      "'device':{'extruder':{'info':[{'id':0,'temp':13107225},{'id':1,'temp':25}]}}",
      "'device':{'extruder':{'info':[{'id':0,'temp':25},{'id':1,'temp':13107225}]}}" },
    { "01P", IDLE, ask_bed, "'bed_target_temper':59", "'bed_target_temper':60" },
    { "094", IDLE, ask_chamber, "'device':{'ctc':{'info':{'temp':25}}}",
      "'device':{'ctc':{'info':{'temp':3276825}}}" },
    { "01P", IDLE ",'cooling_fan_speed':'0'", ask_fan, "'cooling_fan_speed':'7'",
      "'cooling_fan_speed':'6'" },
    { "094", IDLE ",'device':{'airduct':{'modeCur':1,'subMode':0,'modeList':[{'modeId':0}]}}",
      ask_air, "'device':{'airduct':{'modeCur':0}}", "'device':{'airduct':{'subMode':1}}" },
    { "094", IDLE "," TWO, ask_extruder, "'device':{'extruder':{'state':258}}",
      "'device':{'extruder':{'state':18}}" },
    { "01P", IDLE, ask_calibrate, "'stg_cur':255", "'stg_cur':3" },
    { "01P", IDLE, ask_calibrate, "'mc_percent':1", "'gcode_state':'RUNNING'" },
    { "01P", IDLE "," AMS_OF ("1001", PLA), ask_load, "'ams':{'tray_tar':'1'}",
      "'ams_status':258" },
    { "01P", IDLE "," AMS_OF ("1001", PLA), ask_load, "'ams_status':258,'ams':{'tray_tar':'2'}",
      "'ams_status':0,'ams':{'tray_now':'1'}" },
    { "01P", IDLE ",'ams':{'tray_now':'1','tray_tar':'1','ams':[{'id':'0'}]}", ask_unload,
      "'ams_status':258", "'ams':{'tray_tar':'255'}" },
    { "01P", IDLE "," AMS_OF ("1001", PLA), ask_filament,
      "'ams':{'ams':[{'id':'0','tray':[{'id':'1','tray_info_idx':'GFB99'}]}]}",
      "'ams':{'ams':[{'id':'0','tray':[{'id':'1','tray_color':'112233FF'}]}]}" },
    { "01P", IDLE "," AMS_OF ("1001", PLA), ask_clear, "'mc_percent':1",
      "'ams':{'ams':[{'id':'0','tray':[{'id':'1','tray_type':'','tray_info_idx':''}]}]}" },
    { "01P", IDLE "," AMS_OF ("1001", PLA), ask_read_tag, "'ams_status':258", "'ams_status':513" },
    { "01P", IDLE "," AMS_OF ("1001", PLA), ask_read_tag, "'ams':{'tray_reading_bits':'1'}",
      "'ams':{'tray_reading_bits':'2'}" },
    { "01P", IDLE "," AMS_OF ("1001", PLA), ask_k_profile,
      "'ams':{'ams':[{'id':'0','tray':[{'id':'1','cali_idx':2}]}]}",
      "'ams':{'ams':[{'id':'0','tray':[{'id':'1','cali_idx':3}]}]}" },
    { "094", IDLE "," AMS_OF ("1003", PLA), ask_dry, "'ams':{'ams':[{'id':'0','info':'1053'}]}",
      "'ams':{'ams':[{'id':'0','info':'1013'}]}" },
    { "094", IDLE "," AMS_OF ("1023", PLA), ask_stop_drying,
      "'ams':{'ams':[{'id':'0','info':'1063'}]}", "'ams':{'ams':[{'id':'0','info':'1033'}]}" },
    { "01P", IDLE ",'home_flag':0," AMS_OF ("1001", PLA), ask_refill, "'home_flag':16",
      "'home_flag':1024" },
    { "00M", IDLE ",'xcam':{'spaghetti_detector':false,'halt_print_sensitivity':'low'}",
      ask_sensitivity, "'xcam':{'spaghetti_detector':true}",
      "'xcam':{'halt_print_sensitivity':'high'}" },
    { "01P", IDLE ",'nozzle_diameter':'0.4','nozzle_type':'stainless_steel'", ask_nozzle_kind,
      "'nozzle_diameter':'0.6'", "'nozzle_type':'hardened_steel'" },
    { "01P", IDLE ",'upgrade_state':{'new_version_state':1,'ota_new_version_number':'01.02'}",
      ask_upgrade, "'mc_percent':1", "'upgrade_state':{'status':'DOWNLOADING'}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      Fixture fixture;
      DexFuture *future;

      g_test_message ("%u: %s", i, CASES[i].effect);
      set_up (&fixture, CASES[i].serial, CASES[i].before);
      future = CASES[i].ask (fixture.printer);
      g_assert_cmpuint (fake_link_count_requests (fixture.fake, ""), >=, 1);
      answer (&fixture, "'result':'success'");
      report (fixture.printer, CASES[i].not_yet, FALSE);
      g_assert_true (dex_future_is_pending (future));
      report (fixture.printer, CASES[i].effect, FALSE);
      assert_done (future);
      tear_down (&fixture);
    }
}

/* One message says three things: what the others are going to be counts. */
static void
test_ams_options (void)
{
  Fixture fixture;

  set_up (&fixture, "01P0000",
          IDLE ",'home_flag':0,'ams':{'ams':[{'id':'0'}],'insert_flag':true,"
               "'power_on_flag':false}");
  dex_future_disown (bambu_printer_set_setting (fixture.printer, BAMBU_SETTING_READ_ON_INSERT, 0));
  dex_future_disown (bambu_printer_set_setting (fixture.printer, BAMBU_SETTING_REMAIN, 1));
  g_assert_cmpuint (fake_link_count_requests (fixture.fake, "ams_user_setting"), ==, 2);
  g_assert_nonnull (strstr (fake_link_peek_request (fixture.fake),
                            "\"startup_read_option\":false,\"tray_read_option\":false,"
                            "\"calibrate_remain_flag\":true"));
  tear_down (&fixture);
}

/* What is asked is in the answer. */
static void
test_read (void)
{
  Fixture fixture;
  g_autoptr (BambuKProfile) profile = NULL;
  DexFuture *future;
  const GValue *value;
  GListModel *list;

  set_up (&fixture, "01P0000", IDLE);
  future = bambu_printer_list_k_profiles (fixture.printer, 0);
  answer (&fixture, "'result':'success','filaments':'none'");
  g_assert_true (dex_future_is_pending (future));
  dex_unref (future);
  tear_down (&fixture);

  set_up (&fixture, "01P0000", IDLE);
  future = bambu_printer_list_k_profiles (fixture.printer, 0);
  answer (&fixture,
          "'nozzle_diameter':'0.4','filaments':[{'cali_idx':4,'name':'Mine','filament_id':'GFL99',"
          "'k_value':'0.020'},{'cali_idx':'x'},7,{'cali_idx':5,'name':9,'k_value':[]}]");
  value = dex_future_get_value (future, NULL);
  g_assert_nonnull (value);
  list = g_value_get_object (value);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 2);
  profile = g_list_model_get_item (list, 0);
  g_assert_cmpint (bambu_k_profile_get_number (profile), ==, 4);
  g_assert_cmpstr (bambu_k_profile_get_name (profile), ==, "Mine");
  g_assert_cmpstr (bambu_k_profile_get_filament_id (profile), ==, "GFL99");
  g_assert_cmpfloat (bambu_k_profile_get_k (profile), ==, 0.02);
  g_assert_cmpfloat (bambu_k_profile_get_nozzle_diameter (profile), ==, 0.4);
  dex_unref (future);

  /* The code is told through the cloud only. */
  assert_failed (bambu_printer_read_access_code (fixture.printer), BAMBU_PRINTER_ERROR_NOT_ABLE);
  bambu_printer_set_link (fixture.printer, fixture.link, BAMBU_CONNECTION_CLOUD);
  fake_link_settle (fixture.fake, BAMBU_LINK_STATE_OPEN, NULL, 0);
  report (fixture.printer, IDLE, TRUE);
  future = bambu_printer_read_access_code (fixture.printer);
  answer (&fixture, "'access_code':''");
  g_assert_true (dex_future_is_pending (future));
  dex_unref (future);
  tear_down (&fixture);

  set_up (&fixture, "01P0000", IDLE);
  bambu_printer_set_link (fixture.printer, fixture.link, BAMBU_CONNECTION_CLOUD);
  fake_link_settle (fixture.fake, BAMBU_LINK_STATE_OPEN, NULL, 0);
  report (fixture.printer, IDLE, TRUE);
  future = bambu_printer_read_access_code (fixture.printer);
  answer (&fixture, "'access_code':'a1b2c3d4'");
  value = dex_future_get_value (future, NULL);
  g_assert_nonnull (value);
  g_assert_cmpstr (g_value_get_string (value), ==, "a1b2c3d4");
  dex_unref (future);

  tear_down (&fixture);
}

/* A printer that goes away ends what it waited for. */
static void
test_dispose (void)
{
  Fixture fixture;
  DexFuture *future;

  set_up (&fixture, "01P0000", "'gcode_state':'RUNNING'");
  future = bambu_printer_pause (fixture.printer);
  tear_down (&fixture);
  assert_failed (future, BAMBU_PRINTER_ERROR_OFFLINE);
}

static gboolean
on_tick (gpointer user_data)
{
  sim_printer_advance (user_data, 1);

  return G_SOURCE_CONTINUE;
}

/* With a printer that answers, obeys and reports by itself. */
static void
test_simulator (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimPrinter) sim = sim_printer_new ("P1S", NULL, &error);
  g_autoptr (BambuLink) link = NULL;
  BambuPrinter *printer;
  DexFuture *future;
  guint ticks;

  g_assert_no_error (error);
  sim_printer_start_job (sim, "Benchy", 10);
  sim_printer_advance (sim, 600);
  link = sim_link_new (sim);
  printer = bambu_printer_new (sim_printer_get_serial (sim), NULL);
  bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);
  ticks = g_timeout_add (5, on_tick, sim);

  while (bambu_printer_get_freshness (printer) != BAMBU_FRESHNESS_LIVE)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (bambu_printer_get_state (printer), ==, BAMBU_STATE_RUNNING);

  future = bambu_printer_pause (printer);
  wait_for (future);
  assert_done (future);
  g_assert_cmpint (bambu_printer_get_state (printer), ==, BAMBU_STATE_PAUSE);

  future = bambu_printer_resume (printer);
  wait_for (future);
  assert_done (future);

  future = bambu_printer_set_speed_level (printer, 4);
  wait_for (future);
  assert_done (future);
  g_assert_cmpint (bambu_printer_get_speed_level (printer), ==, 4);

  future = bambu_printer_set_light (printer, BAMBU_LIGHT_PLACE_CHAMBER, FALSE);
  wait_for (future);
  assert_done (future);

  future = bambu_printer_stop (printer);
  wait_for (future);
  assert_done (future);
  g_assert_cmpint (bambu_printer_get_state (printer), ==, BAMBU_STATE_FAILED);

  g_source_remove (ticks);
  g_assert_finalize_object (printer);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/control/effect", test_effect);
  g_test_add_func ("/control/effects", test_effects);
  g_test_add_func ("/control/not-confirmed", test_not_confirmed);
  g_test_add_func ("/control/answers", test_answers);
  g_test_add_func ("/control/asked", test_asked);
  g_test_add_func ("/control/foreign-answers", test_foreign_answers);
  g_test_add_func ("/control/answer-only", test_answer_only);
  g_test_add_func ("/control/two-clicks", test_two_clicks);
  g_test_add_func ("/control/passed-state", test_passed_state);
  g_test_add_func ("/control/unreachable", test_unreachable);
  g_test_add_func ("/control/lost", test_lost);
  g_test_add_func ("/control/reboot", test_reboot);
  g_test_add_func ("/control/two-messages", test_two_messages);
  g_test_add_func ("/control/either-message", test_either_message);
  g_test_add_func ("/control/learned-rights", test_learned_rights);
  g_test_add_func ("/control/lost-commands", test_lost_commands);
  g_test_add_func ("/control/reported-rights", test_reported_rights);
  g_test_add_func ("/control/custom-firmware", test_custom_firmware);
  g_test_add_func ("/control/remembered-rights", test_remembered_rights);
  g_test_add_func ("/control/pending", test_pending);
  g_test_add_func ("/control/ams-options", test_ams_options);
  g_test_add_func ("/control/read", test_read);
  g_test_add_func ("/control/dispose", test_dispose);
  g_test_add_func ("/control/simulator", test_simulator);

  return g_test_run ();
}
