/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-printer-private.h"

#include "bambu-command-private.h"

static void
send (BambuPrinter *self, GBytes *request, int qos)
{
  g_autoptr (GBytes) payload = request;

  /* Fails only when the link closes, which the printer hears by itself. */
  dex_future_disown (bambu_link_publish (self->link, payload, qos));
}

static void attend (BambuPrinter *self);

static void
on_timeout (gpointer user_data)
{
  BambuPrinter *self = user_data;

  self->timer = 0;
  attend (self);
}

/* Reports move what is next away from now: an early timer just looks again. */
static void
set_timer (BambuPrinter *self, gint64 now)
{
  gint64 next = bambu_vigil_get_next (&self->vigil, now);

  if (self->timer != 0 && self->timer_due <= next)
    return;

  g_clear_handle_id (&self->timer, g_source_remove);

  if (next == G_MAXINT64)
    return;

  self->timer_due = next;
  self->timer = g_timeout_add_once ((guint) (MAX (next - now, 0) / 1000 + 1), on_timeout, self);
}

/* Does what is due and says how fresh the values are. */
static void
attend (BambuPrinter *self)
{
  gint64 now = g_get_monotonic_time ();
  BambuDuties duties = bambu_vigil_take_duties (&self->vigil, now);

  bambu_printer_set_freshness (self, bambu_vigil_get_freshness (&self->vigil, now));
  set_timer (self, now);

  if (duties & BAMBU_DUTY_VERSIONS)
    send (self, bambu_command_new_get_version (), 1);
  if (duties & BAMBU_DUTY_START)
    send (self, bambu_command_new_push_start (), 0);
  if (duties & BAMBU_DUTY_PUSHALL)
    send (self, bambu_command_new_pushall (), 0);
}

static void
on_link_state (BambuPrinter *self)
{
  BambuLinkState state = bambu_link_get_state (self->link);

  if (state == BAMBU_LINK_STATE_OPEN)
    bambu_printer_doubt_rights (self);

  bambu_vigil_link (&self->vigil, state, g_get_monotonic_time ());
  bambu_printer_set_link_state (self, state);
  attend (self);

  if (state != BAMBU_LINK_STATE_OPEN)
    bambu_printer_drop_flights (self, "the connection was lost", FALSE);
}

static void
on_link_error (BambuPrinter *self)
{
  bambu_printer_take_link_error (self, bambu_link_dup_error (self->link));
}

static void
on_link_certificate (BambuPrinter *self)
{
  bambu_printer_take_certificate (self, bambu_link_dup_certificate (self->link));
}

static void
on_link_frame (BambuPrinter *self, BambuFrame *frame)
{
  bambu_printer_apply (self, frame);
}

static void
unfollow (BambuPrinter *self)
{
  if (self->link == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->link, self);
  bambu_link_close (self->link);
  g_clear_object (&self->link);
  bambu_printer_drop_flights (self, "the connection was given up", FALSE);
}

/* Of a printer that goes away nothing is asked any more. */
void
bambu_printer_forget_link (BambuPrinter *self)
{
  unfollow (self);
  bambu_printer_drop_flights (self, "the printer was given up", TRUE);
  g_clear_handle_id (&self->timer, g_source_remove);
}

void
bambu_printer_set_link (BambuPrinter *self, BambuLink *link, BambuConnection connection)
{
  g_return_if_fail (BAMBU_IS_PRINTER (self));
  g_return_if_fail (link == NULL || BAMBU_IS_LINK (link));

  if (self->link == link && self->connection == connection)
    return;

  unfollow (self);
  bambu_vigil_restart (&self->vigil, g_get_monotonic_time ());
  bambu_printer_set_connection (self, connection);

  if (link == NULL)
    {
      bambu_printer_set_link_state (self, BAMBU_LINK_STATE_CLOSED);
      bambu_printer_take_link_error (self, NULL);
      bambu_printer_take_certificate (self, NULL);
      attend (self);
      return;
    }

  self->link = g_object_ref (link);
  g_signal_connect_swapped (link, "notify::state", G_CALLBACK (on_link_state), self);
  g_signal_connect_swapped (link, "notify::error", G_CALLBACK (on_link_error), self);
  g_signal_connect_swapped (link, "notify::certificate", G_CALLBACK (on_link_certificate), self);
  g_signal_connect_swapped (link, "frame", G_CALLBACK (on_link_frame), self);

  on_link_error (self);
  on_link_certificate (self);
  on_link_state (self);

  bambu_link_open (link);
}

gboolean
bambu_printer_refresh (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), FALSE);

  if (!bambu_vigil_want_pushall (&self->vigil, g_get_monotonic_time ()))
    return FALSE;

  attend (self);

  return TRUE;
}

static void
apply_status (BambuPrinter *self, BambuFrame *frame, gboolean full)
{
  gint64 now = g_get_monotonic_time ();
  gint64 online = bambu_decode_online_version (self->report);
  BambuRights mode = bambu_decode_mode (self->report);
  gboolean complained = bambu_decode_complains_of_signature (self->report);
  BambuSections sections =
      bambu_report_merge (self->report, bambu_frame_get_section (frame), full, now);

  bambu_vigil_report (&self->vigil, full, now);

  if (!bambu_report_is_complete (self->report))
    bambu_vigil_lost (&self->vigil, now);

  if ((sections & BAMBU_SECTION_VERSION) && online >= 0
      && bambu_decode_online_version (self->report) != online)
    bambu_vigil_want_versions (&self->vigil, now);

  if (sections & BAMBU_SECTION_RIGHTS)
    bambu_printer_review_rights (self, mode, complained);

  bambu_printer_show (self, sections, g_get_real_time () / G_USEC_PER_SEC);
  attend (self);
  bambu_printer_review_flights (self);
  bambu_printer_record (self);
}

static void
apply_versions (BambuPrinter *self, BambuFrame *frame)
{
  g_autofree char *firmware = g_strdup (self->reading.firmware);

  bambu_printer_take_versions (self, bambu_frame_get_section (frame));

  if (firmware != NULL && g_strcmp0 (firmware, self->reading.firmware) != 0)
    bambu_printer_reconsider_rights (self);

  bambu_vigil_versions (&self->vigil, bambu_versions_is_complete (self->versions),
                        g_get_monotonic_time ());
}

/* Only the cloud's broker tells. */
static void
apply_presence (BambuPrinter *self, BambuFrame *frame)
{
  yyjson_val *event = yyjson_obj_get (bambu_frame_get_section (frame), "event");

  if (!yyjson_equals_str (event, "client.disconnected"))
    return;

  bambu_vigil_gone (&self->vigil, g_get_monotonic_time ());
  attend (self);
}

void
bambu_printer_apply (BambuPrinter *self, BambuFrame *frame)
{
  g_return_if_fail (BAMBU_IS_PRINTER (self));
  g_return_if_fail (frame != NULL);

  switch (bambu_frame_get_kind (frame))
    {
    case BAMBU_FRAME_FULL:
      apply_status (self, frame, TRUE);
      break;
    case BAMBU_FRAME_DELTA:
      apply_status (self, frame, FALSE);
      break;
    case BAMBU_FRAME_VERSION:
      apply_versions (self, frame);
      bambu_printer_answer_flights (self, frame);
      break;
    case BAMBU_FRAME_ACKNOWLEDGEMENT:
    case BAMBU_FRAME_ACCESS_CODE:
      bambu_printer_answer_flights (self, frame);
      break;
    case BAMBU_FRAME_PRESENCE:
      apply_presence (self, frame);
      break;
    case BAMBU_FRAME_OTHER:
    default:
      break;
    }
}
