/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve/serve-events.h"

#include <string.h>

#include "fake-link.h"
#include "printer/bambu-printer.h"
#include "report-fixture.h"
#include "test-wait.h"

#define SERIAL "01P00A000000001"
#define OTHER_SERIAL "01P00A000000002"

#define JOB "'subtask_name':'Benchy','gcode_file':'Benchy.gcode.3mf','subtask_id':'77'"
#define IDLE "'gcode_state':'IDLE','subtask_name':'','gcode_file':''"
#define PREPARE "'gcode_state':'PREPARE','mc_percent':0," JOB
#define RUNNING "'gcode_state':'RUNNING','mc_percent':42,'layer_num':50,'total_layer_num':120," JOB
#define FINISH "'gcode_state':'FINISH','mc_percent':100"
#define FAILED "'gcode_state':'FAILED'"
#define CANCELLED "'print_error':50348044"
#define NO_ERROR "'print_error':0"
#define FAULT "'hms':[{'attr':50331904,'code':65543}]"
#define FAULT_CODE "0300_0100_0001_0007"
#define NO_FAULT "'hms':[]"

typedef struct
{
  GListStore *printers;
  BambuPrinter *printer;
  ServeEvents *events;
  GPtrArray *told; /* of JsonObject */
  guint n_read;
} Fixture;

static gint64 now = 1;

static gint64
get_now (void)
{
  return now;
}

static void
flush (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
pass (Fixture *self, int seconds)
{
  now += seconds * G_USEC_PER_SEC;
  serve_events_sweep (self->events);
}

static void
on_event (JsonObject *event, gpointer user_data)
{
  g_ptr_array_add (((Fixture *) user_data)->told, json_object_ref (event));
}

static FakeLink *
peek_link (BambuPrinter *printer)
{
  return FAKE_LINK (bambu_printer_get_link (printer));
}

static void
settle (BambuPrinter *printer, BambuLinkState state)
{
  fake_link_settle (peek_link (printer), state, NULL, BAMBU_VERDICT_KNOWN_CA);
  flush ();
}

static void
report_of (BambuPrinter *printer, const char *fields, gboolean full)
{
  g_autoptr (BambuFrame) frame = fixture_status (fields, full);

  bambu_printer_apply (printer, frame);
  flush ();
}

static void
report (Fixture *self, const char *fields)
{
  report_of (self->printer, fields, FALSE);
}

static BambuPrinter *
add (Fixture *self, const char *serial, const char *name)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new (serial, NULL);
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  g_autoptr (BambuLink) link = fake_link_new_lan (trust, "192.0.2.1", 8883, serial, "12345678");

  bambu_printer_set_name (printer, name);
  bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);
  g_list_store_append (self->printers, printer);
  flush ();

  return printer;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->printers = g_list_store_new (BAMBU_TYPE_PRINTER);
  self->told = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  self->events = serve_events_new (G_LIST_MODEL (self->printers), get_now, on_event, self);
  self->printer = add (self, SERIAL, "Workshop");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  /* All that was told was expected. */
  g_assert_cmpuint (self->n_read, ==, self->told->len);
  g_clear_pointer (&self->events, serve_events_free);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->printers)); i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (G_LIST_MODEL (self->printers), i);

      bambu_printer_set_link (printer, NULL, BAMBU_CONNECTION_NONE);
    }
  g_clear_object (&self->printers);
  g_ptr_array_unref (self->told);
  flush ();
}

/* The next that was told. */
static JsonObject *
read_event (Fixture *self, const char *name)
{
  JsonObject *event;

  if (self->n_read == self->told->len)
    g_error ("%s was not told", name);
  event = self->told->pdata[self->n_read++];
  g_assert_cmpstr (json_object_get_string_member (event, "event"), ==, name);

  return json_object_get_object_member (event, "data");
}

static void
assert_quiet (Fixture *self)
{
  if (self->n_read < self->told->len)
    g_error ("%s was told",
             json_object_get_string_member (self->told->pdata[self->n_read], "event"));
}

static void
go_online (Fixture *self, const char *fields)
{
  settle (self->printer, BAMBU_LINK_STATE_OPEN);
  report_of (self->printer, fields, TRUE);
  read_event (self, "device.online");
  assert_quiet (self);
}

static void
start (Fixture *self)
{
  report (self, NO_ERROR "," RUNNING);
  pass (self, 3);
  read_event (self, "print.started");
  assert_quiet (self);
}

static void
test_print (Fixture *self, gconstpointer data)
{
  JsonObject *print;

  go_online (self, IDLE);
  report (self, PREPARE);
  assert_quiet (self);
  /* Some of it comes a moment later. */
  report (self, RUNNING ",'subtask_name':'Boat'");
  pass (self, 2);
  assert_quiet (self);
  pass (self, 1);

  print = read_event (self, "print.started");
  g_assert_cmpstr (json_object_get_string_member (print, "name"), ==, "Boat");
  g_assert_cmpstr (json_object_get_string_member (print, "file"), ==, "Benchy.gcode.3mf");
  g_assert_cmpint (json_object_get_int_member (print, "task_id"), ==, 77);
  g_assert_true (json_object_get_null_member (print, "ended"));
  g_assert_false (json_object_has_member (print, "reason"));
  g_assert_false (json_object_has_member (print, "serial"));

  report (self, "'gcode_state':'PAUSE'");
  report (self, "'gcode_state':'RUNNING','mc_percent':80");
  assert_quiet (self);
  report (self, FINISH);
  print = read_event (self, "print.completed");
  g_assert_cmpstr (json_object_get_string_member (print, "name"), ==, "Boat");
  g_assert_cmpint (json_object_get_int_member (print, "percent"), ==, 100);
  g_assert_cmpint (json_object_get_int_member (print, "layer"), ==, 120);
  g_assert_true (json_object_has_member (print, "seconds"));
  g_assert_true (json_object_has_member (print, "plate"));
  g_assert_false (json_object_get_null_member (print, "ended"));
  g_assert_false (json_object_has_member (print, "reason"));
  report (self, IDLE);
  pass (self, 60);
}

static void
test_envelope (Fixture *self, gconstpointer data)
{
  g_autoptr (GDateTime) created = NULL;
  JsonObject *event;
  JsonObject *device;
  const char *time;

  go_online (self, IDLE);
  start (self);
  event = self->told->pdata[1];
  device = json_object_get_object_member (event, "device");
  time = json_object_get_string_member (event, "created");
  created = g_date_time_new_from_iso8601 (time, NULL);

  g_assert_true (g_uuid_string_is_valid (json_object_get_string_member (event, "id")));
  g_assert_cmpstr (json_object_get_string_member (event, "id"), !=,
                   json_object_get_string_member (self->told->pdata[0], "id"));
  g_assert_true (g_str_has_suffix (time, "Z"));
  g_assert_nonnull (created);
  g_assert_cmpstr (json_object_get_string_member (device, "serial"), ==, SERIAL);
  g_assert_cmpstr (json_object_get_string_member (device, "name"), ==, "Workshop");
  g_assert_cmpstr (json_object_get_string_member (device, "model"), ==, "P1S");
  g_assert_cmpuint (json_object_get_size (event), ==, 5);
}

static void
assert_failed (Fixture *self, const char *reason)
{
  JsonObject *print = read_event (self, "print.failed");

  g_assert_cmpstr (json_object_get_string_member (print, "reason"), ==, reason);
  g_assert_cmpint (json_object_get_int_member (print, "percent"), ==, 42);
}

/* Somebody who stops a print: the printer may say so before, with it, or a moment later. */
static void
test_failed (Fixture *self, gconstpointer data)
{
  go_online (self, IDLE);
  start (self);
  report (self, CANCELLED);
  read_event (self, "notification.created");
  report (self, FAILED "," NO_ERROR);
  assert_failed (self, "cancelled");

  start (self);
  report (self, FAILED "," CANCELLED);
  assert_failed (self, "cancelled");
  read_event (self, "notification.created");

  start (self);
  report (self, FAILED);
  pass (self, 4);
  assert_quiet (self);
  report (self, CANCELLED);
  assert_failed (self, "cancelled");
  read_event (self, "notification.created");
  pass (self, 60);

  start (self);
  report (self, FAILED);
  pass (self, 5);
  assert_failed (self, "failed");
  report (self, CANCELLED);
  read_event (self, "notification.created");

  start (self);
  report (self, IDLE);
  assert_failed (self, "unknown");
}

/* What waits to be told is told before what comes after it. */
static void
test_order (Fixture *self, gconstpointer data)
{
  go_online (self, IDLE);
  report (self, RUNNING);
  report (self, FAILED);
  read_event (self, "print.started");
  assert_quiet (self);
  report (self, RUNNING);
  assert_failed (self, "failed");
  report (self, FINISH);
  read_event (self, "print.started");
  read_event (self, "print.completed");
}

/* What waits to be told when nobody will be there any more is told. */
static void
test_end (Fixture *self, gconstpointer data)
{
  BambuPrinter *other = add (self, OTHER_SERIAL, "Attic");

  go_online (self, IDLE);
  start (self);
  settle (other, BAMBU_LINK_STATE_OPEN);
  report_of (other, IDLE, TRUE);
  read_event (self, "device.online");
  report (self, FAILED);
  assert_quiet (self);
  g_clear_pointer (&self->events, serve_events_free);
  assert_failed (self, "failed");

  self->events = serve_events_new (G_LIST_MODEL (self->printers), get_now, on_event, self);
  flush ();
  read_event (self, "device.online");
  read_event (self, "device.online");
  report_of (other, PREPARE, FALSE);
  assert_quiet (self);
  g_clear_pointer (&self->events, serve_events_free);
  read_event (self, "print.started");
}

/* What it does and has at first is no event, the end of it is. */
static void
test_first (Fixture *self, gconstpointer data)
{
  go_online (self, RUNNING "," FAULT);
  report (self, "'mc_percent':50");
  pass (self, 60);
  assert_quiet (self);
  report (self, FINISH);
  read_event (self, "print.completed");
}

static void
test_calibration (Fixture *self, gconstpointer data)
{
  go_online (self, IDLE);
  report (self, RUNNING ",'print_type':'system'");
  pass (self, 60);
  report (self, FINISH);
}

static void
test_alerts (Fixture *self, gconstpointer data)
{
  JsonObject *alert;

  go_online (self, NO_FAULT);
  report (self, FAULT);
  alert = read_event (self, "notification.created");
  g_assert_cmpstr (json_object_get_string_member (alert, "code"), ==, FAULT_CODE);
  g_assert_cmpstr (json_object_get_string_member (alert, "severity"), ==, "fatal");
  g_assert_true (json_object_get_null_member (alert, "text"));
  g_assert_true (g_str_has_prefix (json_object_get_string_member (alert, "url"), "https://"));

  report (self, FAULT ",'mc_percent':3");
  assert_quiet (self);
  report (self, NO_FAULT);
  assert_quiet (self);
  report (self, FAULT);
  read_event (self, "notification.created");
}

/* The connection breaks in the midst of a print, and comes back in time. */
static void
test_reconnect (Fixture *self, gconstpointer data)
{
  go_online (self, NO_FAULT);
  start (self);
  settle (self->printer, BAMBU_LINK_STATE_WAITING);
  pass (self, SERVE_GRACE_SECONDS - 1);
  settle (self->printer, BAMBU_LINK_STATE_CONNECTING);
  settle (self->printer, BAMBU_LINK_STATE_OPEN);
  pass (self, SERVE_GRACE_SECONDS);
  report_of (self->printer, RUNNING "," NO_FAULT, TRUE);
  pass (self, 60);
  assert_quiet (self);

  /* Each time anew */
  settle (self->printer, BAMBU_LINK_STATE_WAITING);
  pass (self, SERVE_GRACE_SECONDS - 1);
  assert_quiet (self);
  settle (self->printer, BAMBU_LINK_STATE_OPEN);
  report_of (self->printer, FINISH "," JOB "," FAULT, TRUE);
  read_event (self, "print.completed");
  read_event (self, "notification.created");
}

static void
test_offline (Fixture *self, gconstpointer data)
{
  JsonObject *offline;

  /* Who was never heard does not go. */
  settle (self->printer, BAMBU_LINK_STATE_WAITING);
  pass (self, 60);
  assert_quiet (self);

  go_online (self, NO_FAULT);
  start (self);
  settle (self->printer, BAMBU_LINK_STATE_WAITING);
  settle (self->printer, BAMBU_LINK_STATE_CONNECTING);
  settle (self->printer, BAMBU_LINK_STATE_WAITING);
  pass (self, SERVE_GRACE_SECONDS);
  offline = read_event (self, "device.offline");
  g_assert_true (g_str_has_suffix (json_object_get_string_member (offline, "seen"), "Z"));
  settle (self->printer, BAMBU_LINK_STATE_CONNECTING);
  settle (self->printer, BAMBU_LINK_STATE_WAITING);
  pass (self, 60);
  assert_quiet (self);

  /* It still prints the same. */
  settle (self->printer, BAMBU_LINK_STATE_OPEN);
  assert_quiet (self);
  report_of (self->printer, RUNNING, TRUE);
  g_assert_cmpstr (json_object_get_string_member (read_event (self, "device.online"), "connection"),
                   ==, "lan");
}

/* Printers come and go; nobody waits for those that went. */
static void
test_several (Fixture *self, gconstpointer data)
{
  BambuPrinter *other = add (self, OTHER_SERIAL, "Attic");
  g_autoptr (BambuPrinter) gone = g_object_ref (self->printer);

  go_online (self, IDLE);
  settle (other, BAMBU_LINK_STATE_OPEN);
  report_of (other, IDLE, TRUE);
  read_event (self, "device.online");
  report (self, PREPARE);
  report_of (other, PREPARE, FALSE);
  g_list_store_remove (self->printers, 0);
  report_of (gone, FINISH, FALSE);
  settle (gone, BAMBU_LINK_STATE_WAITING);
  pass (self, SERVE_GRACE_SECONDS);
  read_event (self, "print.started");
  g_assert_cmpstr (
      json_object_get_string_member (
          json_object_get_object_member (self->told->pdata[self->told->len - 1], "device"),
          "serial"),
      ==, OTHER_SERIAL);
  assert_quiet (self);
  bambu_printer_set_link (gone, NULL, BAMBU_CONNECTION_NONE);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/serve-events/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("print", test_print);
  ADD ("envelope", test_envelope);
  ADD ("failed", test_failed);
  ADD ("order", test_order);
  ADD ("end", test_end);
  ADD ("first", test_first);
  ADD ("calibration", test_calibration);
  ADD ("alerts", test_alerts);
  ADD ("reconnect", test_reconnect);
  ADD ("offline", test_offline);
  ADD ("several", test_several);

  return g_test_run ();
}
