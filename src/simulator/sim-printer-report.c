/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-json.h"
#include "sim-printer-private.h"
#include "sim-request.h"

#define LATE_ANSWER_SECONDS 5
#define EMPTY_SN_SECONDS 4

typedef struct
{
  double due;
  GBytes *message;
  gboolean heard; /* it is a request */
} Late;

static void
late_free (Late *late)
{
  g_bytes_unref (late->message);
  g_free (late);
}

void
sim_printer_forget_late (SimPrinter *self)
{
  g_queue_clear_full (&self->late, (GDestroyNotify) late_free);
}

static gboolean
is_silent (SimPrinter *self)
{
  return sim_printer_has_fault (self, "no-data") || sim_printer_has_fault (self, "silence");
}

static void
emit_message (SimPrinter *self, GBytes *message)
{
  if (!is_silent (self) && !sim_printer_is_away (self))
    g_signal_emit_by_name (self, "message", message);
}

static void
put_off (SimPrinter *self, GBytes *message, double delay, gboolean heard)
{
  Late *late = g_new (Late, 1);

  late->due = self->clock + delay;
  late->message = g_bytes_ref (message);
  late->heard = heard;
  g_queue_push_tail (&self->late, late);
}

void
sim_printer_say (SimPrinter *self, GBytes *message, double delay)
{
  if (delay <= 0)
    emit_message (self, message);
  else
    put_off (self, message, delay, FALSE);
}

void
sim_printer_hear_later (SimPrinter *self, GBytes *payload, double delay)
{
  put_off (self, payload, delay, TRUE);
}

void
sim_printer_say_late (SimPrinter *self)
{
  for (GList *l = self->late.head, *next; l != NULL; l = next)
    {
      Late *late = l->data;

      next = l->next;
      if (late->due > self->clock)
        continue;

      g_queue_delete_link (&self->late, l);
      if (late->heard)
        sim_request_handle_late (self, late->message);
      else
        emit_message (self, late->message);
      late_free (late);
    }
}

static void
stamp (SimPrinter *self, JsonObject *print, gboolean full)
{
  g_autofree char *sequence = g_strdup_printf ("%" G_GUINT64_FORMAT, ++self->sequence);

  json_object_set_string_member (print, "command", "push_status");
  json_object_set_int_member (print, "msg", full ? 0 : 1);
  json_object_set_string_member (print, "sequence_id", sequence);
}

/* Takes @print. */
static GBytes *
wrap (SimPrinter *self, JsonObject *print)
{
  g_autoptr (JsonObject) message = json_object_new ();

  for (guint i = 0; i < self->faults->len; i++)
    {
      const SimFault *fault = g_ptr_array_index (self->faults, i);

      if (fault->shape != NULL)
        fault->shape (print);
    }
  json_object_set_object_member (message, "print", print);

  return sim_json_to_bytes (message);
}

static GBytes *
make_full (SimPrinter *self)
{
  JsonObject *print = sim_json_copy (self->state);

  stamp (self, print, TRUE);
  g_clear_pointer (&self->sent, json_object_unref);
  self->sent = sim_json_copy (self->state);
  self->reshaped = FALSE;

  return wrap (self, print);
}

/* Printers that send deltas do so even when nothing changed; the Wi-Fi signal is what they then
 * mention. */
static GBytes *
make_delta (SimPrinter *self)
{
  JsonObject *print = sim_json_diff (self->sent, self->state);

  if (print == NULL)
    print = json_object_new ();
  sim_json_merge (self->sent, print);
  if (json_object_has_member (self->state, "wifi_signal"))
    json_object_set_string_member (print, "wifi_signal",
                                   sim_json_get_string (self->state, "wifi_signal", ""));
  stamp (self, print, FALSE);

  return wrap (self, print);
}

void
sim_printer_report (SimPrinter *self, gboolean full)
{
  gboolean all = full || self->sent == NULL || self->reshaped;
  g_autoptr (GBytes) message = all ? make_full (self) : make_delta (self);

  g_clear_pointer (&self->last, g_bytes_unref);
  self->last = g_bytes_ref (message);
  if (self->held == NULL && sim_printer_has_fault (self, "out-of-order"))
    {
      self->held = g_bytes_ref (message);
      return;
    }

  emit_message (self, message);
  if (self->held != NULL)
    {
      g_autoptr (GBytes) held = g_steal_pointer (&self->held);

      emit_message (self, held);
    }
}

void
sim_printer_report_regularly (SimPrinter *self)
{
  /* What changes meanwhile is told when it speaks again. */
  if (is_silent (self))
    return;

  sim_printer_report (self, self->profile->full_frames);
  for (guint i = 0; i < self->faults->len; i++)
    {
      const SimFault *fault = g_ptr_array_index (self->faults, i);

      if (fault->say != NULL)
        fault->say (self);
    }
}

void
sim_printer_set_pushing (SimPrinter *self, gboolean pushing)
{
  self->pushing = pushing;
}

void
sim_printer_answer_full (SimPrinter *self)
{
  g_autoptr (GBytes) message = NULL;
  gboolean throttled = self->clock - self->last_push_all < SIM_THROTTLE_SECONDS;

  self->pushing = TRUE;
  if (sim_printer_has_fault (self, "throttle") && throttled)
    return;

  self->last_push_all = self->clock;
  self->report_age = 0;
  message = make_full (self);
  sim_printer_say (self, message,
                   sim_printer_has_fault (self, "late-answer") ? LATE_ANSWER_SECONDS : 0);
}

void
sim_printer_answer_version (SimPrinter *self, const char *sequence_id)
{
  g_autoptr (JsonObject) message = json_object_new ();
  g_autoptr (GBytes) bytes = NULL;
  JsonObject *info = sim_json_copy (self->versions);
  JsonArray *modules = sim_json_get_array (info, "module");

  json_object_set_string_member (info, "sequence_id", sequence_id);
  if (self->first_version < 0)
    self->first_version = self->clock;
  if (sim_printer_has_fault (self, "empty-sn")
      && self->clock - self->first_version < EMPTY_SN_SECONDS)
    for (guint i = 0; modules != NULL && i < json_array_get_length (modules); i++)
      json_object_set_string_member (json_array_get_object_element (modules, i), "sn", "");

  json_object_set_object_member (message, "info", info);
  bytes = sim_json_to_bytes (message);
  sim_printer_say (self, bytes, 0);
}
