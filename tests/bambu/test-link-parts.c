/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/link/bambu-backoff.h"
#include "bambu/link/bambu-mqtt-queue.h"
#include "bambu/link/bambu-mqtt-topic.h"
#include "bambu/link/bambu-redact.h"
#include "bambu/link/bambu-serial.h"

static void
test_backoff (void)
{
  const guint waits[] = { 1000, 2000, 4000, 8000, 16000, 30000, 30000 };

  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_assert_cmpuint (bambu_backoff_msec (i, 1000, 30000, 0), ==, waits[i]);
      g_assert_cmpuint (bambu_backoff_msec (i, 1000, 30000, 1), ==, waits[i] * 3 / 4);
      g_assert_cmpuint (bambu_backoff_msec (i, 1000, 30000, 0.5), ==, waits[i] * 7 / 8);
    }

  g_assert_cmpuint (bambu_backoff_msec (G_MAXUINT, 1000, 30000, 0), ==, 30000);
  g_assert_cmpuint (bambu_backoff_msec (0, 60000, 30000, 0), ==, 30000);
}

static void
test_redact (void)
{
  const struct
  {
    const char *text;
    const char *redacted;
  } cases[] = {
    { "01P00A000000042", "01P…42" },
    { "12345678", "123…78" },
    { "1234567", "…" },
    { "", "…" },
    { NULL, "…" },
    { "Drückerei", "Drü…ei" },
    { "\xff\xfe", "…" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *redacted = bambu_redact (cases[i].text);

      g_assert_cmpstr (redacted, ==, cases[i].redacted);
    }
}

static void
test_topics (void)
{
  const char *good[] = { "device/S1/report", "device/S1/status", "printer/S1/state" };
  const char *bad[] = { "device/S1/request",  "device/S1", "S1/report",      "",
                        "device/S1/report/x", "report",    "device//report", "device/S1/report/" };
  g_autofree char *topic = bambu_mqtt_topic_new ("S1", "request");
  g_autofree char *line = NULL;

  g_assert_cmpstr (topic, ==, "device/S1/request");

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *serial = bambu_mqtt_topic_dup_reporter (good[i]);

      g_assert_cmpstr (serial, ==, "S1");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (bambu_mqtt_topic_dup_reporter (bad[i]));

  line =
      bambu_mqtt_topic_redact ("SUBSCRIBE (Mid: 1, Topic: device/01P00A000000042/report, QoS: 0), "
                               "device/01P00A000000043");
  g_assert_cmpstr (line, ==,
                   "SUBSCRIBE (Mid: 1, Topic: device/01P…42/report, QoS: 0), device/01P…43");
}

typedef struct
{
  BambuMqttQueue *queue;
  guint n_events;
  guint n_drained;
  guint stop_at;
} Taker;

static void
on_event (const BambuMqttEvent *event, gpointer user_data)
{
  Taker *taker = user_data;

  g_assert_cmpint (event->error->code, ==, taker->n_events);
  if (++taker->n_events == taker->stop_at)
    bambu_mqtt_queue_stop (taker->queue);
}

static void
on_drained (gpointer user_data)
{
  Taker *taker = user_data;

  taker->n_drained++;
}

static void
push (BambuMqttQueue *queue, int number, gsize size)
{
  BambuMqttEvent event = {
    .kind = BAMBU_MQTT_EVENT_STATE,
    .error = g_error_new_literal (G_IO_ERROR, number, "numbered"),
  };

  bambu_mqtt_queue_push (queue, event, size);
}

static void
test_queue_pauses (void)
{
  Taker taker = { 0 };
  g_autoptr (GMainContext) context = g_main_context_new ();
  int n_pushed = 0;

  taker.queue = bambu_mqtt_queue_new (context, on_event, &taker, on_drained, &taker);

  g_assert_false (g_main_context_iteration (context, FALSE));
  while (!bambu_mqtt_queue_is_full (taker.queue))
    push (taker.queue, n_pushed++, 100);
  g_assert_cmpint (n_pushed, >, 100);
  g_assert_cmpint (n_pushed, <, 10000);
  push (taker.queue, n_pushed++, 100); /* nothing is dropped all the same */

  g_assert_true (g_main_context_iteration (context, FALSE));
  g_assert_cmpuint (taker.n_events, ==, 1);
  g_assert_true (bambu_mqtt_queue_is_full (taker.queue));

  while (g_main_context_iteration (context, FALSE))
    ;
  g_assert_cmpuint (taker.n_events, ==, n_pushed);
  g_assert_cmpuint (taker.n_drained, ==, 1);
  g_assert_false (bambu_mqtt_queue_is_full (taker.queue));

  /* Few but large ones fill it too. */
  for (guint i = 0; i < 20; i++)
    push (taker.queue, n_pushed++, 1024 * 1024);
  g_assert_true (bambu_mqtt_queue_is_full (taker.queue));
  while (g_main_context_iteration (context, FALSE))
    ;
  g_assert_cmpuint (taker.n_drained, ==, 2);
  g_assert_cmpuint (taker.n_events, ==, n_pushed);

  bambu_mqtt_queue_stop (taker.queue);
  bambu_mqtt_queue_unref (taker.queue);
}

static void
test_queue_stops (void)
{
  Taker taker = { .stop_at = 3 };
  g_autoptr (GMainContext) context = g_main_context_new ();

  taker.queue = bambu_mqtt_queue_new (context, on_event, &taker, on_drained, &taker);
  for (int i = 0; i < 10; i++)
    push (taker.queue, i, 0);
  while (g_main_context_iteration (context, FALSE))
    ;
  g_assert_cmpuint (taker.n_events, ==, 3);

  push (taker.queue, 10, 0);
  g_assert_false (g_main_context_iteration (context, FALSE));
  g_assert_cmpuint (taker.n_events, ==, 3);

  bambu_mqtt_queue_unref (taker.queue);
}

#define N_RACED 20000

static gpointer
push_many (gpointer data)
{
  Taker *taker = data;

  for (int i = 0; i < N_RACED; i++)
    push (taker->queue, i, 1);

  return NULL;
}

static void
test_queue_in_order (void)
{
  Taker taker = { 0 };
  g_autoptr (GMainContext) context = g_main_context_new ();
  GThread *thread;

  taker.queue = bambu_mqtt_queue_new (context, on_event, &taker, NULL, NULL);
  thread = g_thread_new ("push", push_many, &taker);
  while (taker.n_events < N_RACED)
    g_main_context_iteration (context, TRUE);
  g_thread_join (thread);

  bambu_mqtt_queue_stop (taker.queue);
  bambu_mqtt_queue_unref (taker.queue);
}

static void
test_serials (void)
{
  static const char *const good[] = { "01P00A000000001", "a", "0123456789abcdefghijklmnopqrstUV" };
  static const char *const bad[] = {
    NULL, "",        "01P/00A", "#",           "+",
    "..", "01P 00A", "01P\n",   "01P\xc3\xa4", "0123456789abcdefghijklmnopqrstUVw",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (bambu_serial_is_valid (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (bambu_serial_is_valid (bad[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/link/backoff", test_backoff);
  g_test_add_func ("/link/redact", test_redact);
  g_test_add_func ("/link/serials", test_serials);
  g_test_add_func ("/link/topics", test_topics);
  g_test_add_func ("/link/queue/pauses", test_queue_pauses);
  g_test_add_func ("/link/queue/stops", test_queue_stops);
  g_test_add_func ("/link/queue/in-order", test_queue_in_order);

  return g_test_run ();
}
