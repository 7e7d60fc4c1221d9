/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-printer-private.h"

#include <string.h>

#include "bambu-answer-private.h"
#include "bambu-command-private.h"
#include "bambu-printer-error-private.h"
#include "bambu-weak-ref.h"

/* A command under way: from its sending to its effect in a report, or to why there is none. Nothing
 * is ever sent twice. */
typedef struct
{
  BambuPrinter *printer; /* whose it is */
  BambuRequest *request;
  BambuPending *pending;
  DexPromise *promise;
  char *sequence_ids[BAMBU_MESSAGES_MAX];
  guint n_yes;      /* answers that said so */
  guint n_bare;     /* answers that said nothing */
  guint n_no;       /* answers that refused, of a request that can live with it */
  gboolean was_cut; /* the connection was lost meanwhile, and answers with it */
  guint timer;
} Flight;

static void
flight_free (Flight *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  for (guint i = 0; i < BAMBU_MESSAGES_MAX; i++)
    g_free (self->sequence_ids[i]);
  bambu_request_free (self->request);
  dex_unref (self->promise);
  g_free (self);
}

static gboolean
is_under_way (BambuPrinter *printer, const Flight *flight)
{
  return g_ptr_array_find (printer->flights, flight, NULL);
}

static void
set_pending (Flight *self, gboolean active)
{
  BambuPendingReading reading = *bambu_pending_get_reading (self->pending);

  reading.active = active;
  reading.value = self->request->value;
  reading.text = self->request->text;
  bambu_part_apply (BAMBU_PART (self->pending), &reading);
}

/* Ends it, by @error or well; takes over both. */
static void
settle (Flight *self, GError *error)
{
  g_autoptr (BambuPrinter) printer = g_object_ref (self->printer);

  g_ptr_array_remove (printer->flights, self);
  set_pending (self, FALSE);

  if (error != NULL)
    {
      bambu_printer_error_set_asked (error, &(BambuAsked) { .control = self->request->control,
                                                            .index = self->request->index,
                                                            .value = self->request->value,
                                                            .text = self->request->text,
                                                            .sensitivity = self->request->extra });
      dex_promise_reject (self->promise, error);
    }
  else if (dex_future_is_pending (DEX_FUTURE (self->promise)))
    dex_promise_resolve_boolean (self->promise, TRUE);

  flight_free (self);
}

static gboolean
needs_rights (Flight *self)
{
  return self->request->n_messages > 0 && g_str_equal (self->request->messages[0].section, "print");
}

/* A report shows what was asked for, or a printer that is known to obey said yes. */
static void
succeed (Flight *self)
{
  if (self->request->is_met != NULL && needs_rights (self))
    bambu_printer_learn_rights (self->printer, BAMBU_RIGHTS_FULL);

  settle (self, NULL);
}

static void
on_timeout (gpointer user_data)
{
  Flight *self = user_data;
  BambuPrinter *printer = self->printer;

  self->timer = 0;

  if (self->n_yes == 0 && !self->was_cut && needs_rights (self)
      && bambu_printer_take_silence (printer))
    {
      bambu_printer_learn_rights (printer, BAMBU_RIGHTS_VIEW_ONLY);
      settle (self, g_error_new (BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_VIEW_ONLY,
                                 "commands are ignored by a firmware that wants signatures"));
      return;
    }

  settle (self, g_error_new (BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_NOT_CONFIRMED, "%s",
                             self->n_yes > 0 ? "the printer said yes, and no effect was seen"
                                             : "no effect was seen"));
}

static Flight *
find_flight (BambuPrinter *self, const char *sequence_id, guint *message)
{
  for (guint i = 0; i < self->flights->len; i++)
    {
      Flight *flight = g_ptr_array_index (self->flights, i);

      for (guint j = 0; j < flight->request->n_messages; j++)
        if (g_strcmp0 (flight->sequence_ids[j], sequence_id) == 0)
          {
            *message = j;
            return flight;
          }
    }

  return NULL;
}

/* The answer's own command and section have to be those of the message: an id alone may be
 * another client's. */
static gboolean
is_answer_to (BambuFrame *frame, const BambuMessage *message)
{
  yyjson_val *command = yyjson_obj_get (bambu_frame_get_section (frame), "command");

  return g_str_equal (bambu_frame_get_section_name (frame), message->section)
         && (command == NULL || yyjson_equals_str (command, bambu_message_get_command (message)));
}

/* Where no report shows the effect: what the printer said has to do. A bare answer does only of a
 * printer that is known to obey. */
static gboolean
is_answer_enough (Flight *self)
{
  guint n_enough = self->n_yes;

  if (self->printer->reading.rights == BAMBU_RIGHTS_FULL)
    n_enough += self->n_bare;

  return self->request->is_met == NULL && !self->request->ends_link
         && self->request->take_answer == NULL && n_enough == self->request->n_messages;
}

static void
note_answer (Flight *self)
{
  if (needs_rights (self))
    bambu_printer_take_answer (self->printer);
}

void
bambu_printer_answer_flights (BambuPrinter *self, BambuFrame *frame)
{
  const char *sequence_id = bambu_frame_get_sequence_id (frame);
  yyjson_val *section = bambu_frame_get_section (frame);
  g_autoptr (GError) error = NULL;
  guint message;
  Flight *flight = sequence_id ? find_flight (self, sequence_id, &message) : NULL;

  if (flight == NULL || !is_answer_to (frame, &flight->request->messages[message]))
    return;

  /* The same answer may come twice. */
  g_clear_pointer (&flight->sequence_ids[message], g_free);

  switch (bambu_answer_judge (section, &error))
    {
    case BAMBU_ANSWERED_UNSIGNED:
      bambu_printer_learn_rights (self, BAMBU_RIGHTS_VIEW_ONLY);
      settle (flight, g_steal_pointer (&error));
      return;
    case BAMBU_ANSWERED_NO:
      note_answer (flight);
      if (flight->request->either_will_do && ++flight->n_no < flight->request->n_messages)
        return;
      settle (flight, g_steal_pointer (&error));
      return;
    case BAMBU_ANSWERED_YES:
      note_answer (flight);
      flight->n_yes++;
      break;
    case BAMBU_ANSWERED_BARELY:
    default:
      flight->n_bare++;
      break;
    }

  if (flight->request->take_answer != NULL)
    flight->request->take_answer (flight->promise, section);

  if (!dex_future_is_pending (DEX_FUTURE (flight->promise)) || is_answer_enough (flight))
    succeed (flight);
}

void
bambu_printer_review_flights (BambuPrinter *self)
{
  g_autoptr (GPtrArray) flights = g_ptr_array_copy (self->flights, NULL, NULL);

  for (guint i = 0; i < flights->len; i++)
    {
      Flight *flight = g_ptr_array_index (flights, i);
      const BambuRequest *request;
      GError *fault;

      /* Who heard of another may have done something that ended this one. */
      if (!is_under_way (self, flight))
        continue;

      request = flight->request;
      if (request->is_met != NULL && request->is_met (self, request))
        succeed (flight);
      else if (request->get_fault != NULL && (fault = request->get_fault (self, request)) != NULL)
        settle (flight, fault);
    }
}

/* A silence that was cut short is no refusal. */
void
bambu_printer_give_up (BambuPrinter *self)
{
  g_autoptr (GPtrArray) flights = NULL;

  g_return_if_fail (BAMBU_IS_PRINTER (self));

  flights = g_ptr_array_copy (self->flights, NULL, NULL);

  for (guint i = 0; i < flights->len; i++)
    if (is_under_way (self, g_ptr_array_index (flights, i)))
      settle (g_ptr_array_index (flights, i),
              g_error_new_literal (BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_NOT_CONFIRMED,
                                   "no effect was seen in the time given"));
}

void
bambu_printer_drop_flights (BambuPrinter *self, const char *why, gboolean for_good)
{
  g_autoptr (GPtrArray) flights = g_ptr_array_copy (self->flights, NULL, NULL);

  for (guint i = 0; i < flights->len; i++)
    {
      Flight *flight = g_ptr_array_index (flights, i);

      if (!is_under_way (self, flight))
        continue;

      flight->was_cut = TRUE;
      if (flight->request->outlives_link && !for_good)
        continue;

      /* What was sent may have arrived. */
      settle (flight, flight->request->ends_link
                          ? NULL
                          : g_error_new_literal (BAMBU_PRINTER_ERROR,
                                                 flight->request->outlives_link
                                                     ? BAMBU_PRINTER_ERROR_NOT_CONFIRMED
                                                     : BAMBU_PRINTER_ERROR_OFFLINE,
                                                 why));
    }
}

typedef struct
{
  GWeakRef *printer;
  char *sequence_id;
} Sent;

static void
sent_free (gpointer data)
{
  Sent *self = data;

  bambu_weak_ref_free (self->printer);
  g_free (self->sequence_id);
  g_free (self);
}

static DexFuture *
on_not_sent (DexFuture *future, gpointer user_data)
{
  Sent *sent = user_data;
  g_autoptr (BambuPrinter) self = g_weak_ref_get (sent->printer);
  g_autoptr (GError) error = NULL;
  guint message;
  Flight *flight = self ? find_flight (self, sent->sequence_id, &message) : NULL;

  dex_future_get_value (future, &error);
  if (flight != NULL)
    settle (flight, g_error_new (BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_OFFLINE, "not sent: %s",
                                 error->message));

  return dex_future_new_true ();
}

static void
publish (BambuPrinter *self, const BambuMessage *message, const char *sequence_id)
{
  g_autoptr (GBytes) payload = bambu_message_to_bytes (message, sequence_id);
  Sent *sent = g_new (Sent, 1);

  sent->printer = bambu_weak_ref_new (self);
  sent->sequence_id = g_strdup (sequence_id);

  g_debug ("Sending %s.%s", message->section, bambu_message_get_command (message));

  /* What became of it is told by the flight. */
  dex_future_disown (
      dex_future_catch (bambu_link_publish (self->link, payload, bambu_message_get_qos (message)),
                        on_not_sent, sent, sent_free));
}

gboolean
bambu_printer_check_reachable (BambuPrinter *self, GError **error)
{
  if (self->link != NULL && self->link_state == BAMBU_LINK_STATE_OPEN
      && self->freshness == BAMBU_FRESHNESS_LIVE)
    return TRUE;

  g_set_error_literal (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_OFFLINE,
                       "there is no live report");

  return FALSE;
}

/* Takes over @request. */
static Flight *
take_off (BambuPrinter *self, BambuRequest *request)
{
  Flight *flight = g_new0 (Flight, 1);

  flight->printer = self;
  flight->request = request;
  flight->pending = bambu_printer_get_pending (self, request->control, request->index);
  flight->promise = dex_promise_new ();
  flight->timer =
      g_timeout_add_once ((guint) (request->seconds * 1000 * self->patience), on_timeout, flight);
  g_ptr_array_add (self->flights, flight);

  return flight;
}

DexFuture *
bambu_printer_await (BambuPrinter *self, BambuRequest *request)
{
  Flight *flight = take_off (self, request);
  DexFuture *future = dex_ref (DEX_FUTURE (flight->promise));

  bambu_printer_review_flights (self);

  return future;
}

DexFuture *
bambu_printer_send (BambuPrinter *self, BambuRequest *request, GError *error)
{
  g_autoptr (BambuRequest) owned = request;
  g_autoptr (GError) reason = error;
  g_autoptr (GError) unreachable = NULL;
  BambuPending *pending;
  DexFuture *future;
  Flight *flight;
  guint n_messages;

  /* This comes before anything that the last report might say. */
  if (!bambu_printer_check_reachable (self, &unreachable))
    return dex_future_new_for_error (g_steal_pointer (&unreachable));

  if (request == NULL)
    return dex_future_new_for_error (g_steal_pointer (&reason));

  pending = bambu_printer_get_pending (self, request->control, request->index);
  if (bambu_pending_is_active (pending))
    return dex_future_new_reject (BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_PENDING,
                                  "the last command of this control is under way");

  flight = take_off (self, g_steal_pointer (&owned));
  future = dex_ref (DEX_FUTURE (flight->promise));

  n_messages = request->n_messages;
  for (guint i = 0; i < n_messages; i++)
    flight->sequence_ids[i] = bambu_request_next_sequence_id ();

  /* Bytes first: who is told that it is pending may take its time, or send more. A link that is
   * jammed says so at once, which ends the flight. */
  for (guint i = 0; i < n_messages && is_under_way (self, flight); i++)
    publish (self, &request->messages[i], flight->sequence_ids[i]);

  if (is_under_way (self, flight))
    set_pending (flight, TRUE);

  return future;
}

void
bambu_printer_set_patience (BambuPrinter *self, double patience)
{
  self->patience = patience;
}
