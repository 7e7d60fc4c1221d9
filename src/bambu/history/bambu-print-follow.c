/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-history-private.h"
#include "bambu-print-watch.h"
#include "bambu-weak-ref.h"

/* For so long a printer may take to say that it was somebody who stopped the print. */
#define REASON_SECONDS 15
#define LAST_PERCENT 99
#define MOST_TRIES 3
#define TRY_SECONDS 10

struct _BambuPrintFollower
{
  BambuPrintHistory *history; /* which owns it */
  BambuPrinter *printer;

  BambuPrintRecord *open;
  BambuPrintRecord *closed; /* what ended last */
  gint64 idle;              /* when it was last seen not to print, Unix seconds; 0 never */
  gboolean is_cancelled;    /* that was said while it printed */

  int tenth;        /* of the print, up to which there are pictures */
  gboolean is_shot; /* there is one of the last layer, or one is on its way */
  guint n_tries;
  gint64 tried;
};

/* One picture on its way; what it is of may have gone meanwhile. */
typedef struct
{
  GWeakRef history;
  BambuPrintRecord *record;
  int percent;
} Shot;

static void
shot_free (gpointer data)
{
  Shot *self = data;

  g_weak_ref_clear (&self->history);
  g_object_unref (self->record);
  g_free (self);
}

static void
drop_closed (BambuPrintFollower *self)
{
  g_clear_object (&self->closed);
}

static BambuPrintRecord *
find_open (BambuPrintFollower *self)
{
  GPtrArray *records = self->history->records;

  for (guint i = 0; i < records->len; i++)
    {
      const BambuKnownPrint *known = bambu_print_record_get_known (g_ptr_array_index (records, i));

      if (known->ended == 0
          && g_strcmp0 (known->serial, bambu_printer_get_serial (self->printer)) == 0)
        return g_ptr_array_index (records, i);
    }

  return NULL;
}

/* ---- Pictures ---- */

static BambuPrintFollower *
find_follower (BambuPrintHistory *history, BambuPrintRecord *record)
{
  const char *serial = bambu_print_record_get_known (record)->serial;
  BambuPrinter *printer = history != NULL ? bambu_fleet_find (history->fleet, serial) : NULL;

  return printer != NULL ? g_hash_table_lookup (history->followers, printer) : NULL;
}

static DexFuture *
on_shot (DexFuture *future, gpointer user_data)
{
  Shot *shot = user_data;
  g_autoptr (BambuPrintHistory) history = g_weak_ref_get (&shot->history);
  BambuPrintFollower *follower = find_follower (history, shot->record);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (value == NULL)
    {
      g_debug ("No picture of the print: %s", error->message);
      if (follower != NULL && follower->open == shot->record && shot->percent == 100)
        follower->is_shot = FALSE;
      return dex_future_new_false ();
    }

  /* Another print may have begun in the meantime, and this one may have been forgotten. */
  if (history != NULL && g_ptr_array_find (history->records, shot->record, NULL))
    {
      g_autoptr (BambuKnownPicture) picture = bambu_known_picture_new (
          g_get_real_time () / G_USEC_PER_SEC, shot->percent, g_value_get_boxed (value));

      bambu_print_history_keep_picture (history, shot->record, picture);
      bambu_print_history_touch (history, shot->record);
    }

  return dex_future_new_true ();
}

static void
take_picture (BambuPrintFollower *self, int percent)
{
  BambuCamera *camera = bambu_fleet_get_camera (self->history->fleet, self->printer);
  Shot *shot = g_new0 (Shot, 1);

  g_weak_ref_init (&shot->history, self->history);
  shot->record = g_object_ref (self->open);
  shot->percent = percent;
  /* Fire and forget: without it there is no picture. */
  dex_future_disown (
      dex_future_finally (bambu_camera_take_snapshot (camera), on_shot, shot, shot_free));
}

static gboolean
is_at_last_layer (const BambuKnownPrint *known)
{
  return known->percent >= LAST_PERCENT
         || (known->total_layers > 1 && known->layer >= known->total_layers);
}

static void
look_for_pictures (BambuPrintFollower *self)
{
  const BambuKnownPrint *known = bambu_print_record_get_known (self->open);
  gint64 seen = bambu_printer_get_seen (self->printer);
  int tenth = known->percent / 10;

  if (!self->history->takes_pictures || !self->history->may_use_cameras
      || bambu_printer_get_state (self->printer) != BAMBU_STATE_RUNNING)
    return;

  if (is_at_last_layer (known))
    {
      if (self->is_shot || self->n_tries >= MOST_TRIES || seen - self->tried < TRY_SECONDS)
        return;

      self->is_shot = TRUE;
      self->n_tries++;
      self->tried = seen;
      take_picture (self, 100);
    }
  else if (tenth > self->tenth)
    {
      self->tenth = tenth;
      if (self->history->takes_progress_pictures)
        take_picture (self, tenth * 10);
    }
}

/* ---- Prints ---- */

static void
open_record (BambuPrintFollower *self, BambuPrintRecord *record)
{
  g_set_object (&self->open, record);
  self->is_cancelled = FALSE;
  self->tenth = MAX (bambu_print_record_get_known (record)->percent, 0) / 10;
  self->is_shot = FALSE;
  self->n_tries = 0;
  self->tried = 0;
}

/* No two prints of a printer begin in the same second. */
static gboolean
is_taken (BambuPrintFollower *self, gint64 began)
{
  GPtrArray *records = self->history->records;

  for (guint i = 0; i < records->len; i++)
    {
      const BambuKnownPrint *known = bambu_print_record_get_known (g_ptr_array_index (records, i));

      if (known->began == began
          && g_strcmp0 (known->serial, bambu_printer_get_serial (self->printer)) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
begin (BambuPrintFollower *self)
{
  g_autoptr (BambuKnownPrint) known = bambu_print_begin (self->printer, self->idle);
  g_autoptr (BambuPrintRecord) record = NULL;

  while (is_taken (self, known->began))
    known->began++;

  record = bambu_print_record_new (known, bambu_printer_is_demo (self->printer));
  drop_closed (self);
  open_record (self, record);
  bambu_print_history_insert (self->history, record);
}

static void
update (BambuPrintFollower *self)
{
  g_autoptr (BambuKnownPrint) known =
      bambu_known_print_copy (bambu_print_record_get_known (self->open));
  gboolean at_once = bambu_print_update (known, self->printer);

  self->is_cancelled |= bambu_print_is_cancelled (self->printer);
  bambu_print_history_apply (self->history, self->open, known, at_once);
}

static void
finish (BambuPrintFollower *self, const BambuKnownPrint *known)
{
  g_autoptr (BambuPrintRecord) record = g_steal_pointer (&self->open);

  bambu_print_history_apply (self->history, record, known, TRUE);
  bambu_print_history_keep_series (self->history, record, self->printer);
  g_set_object (&self->closed, record);
  bambu_print_history_touch (self->history, record);
}

static void
end (BambuPrintFollower *self)
{
  g_autoptr (BambuKnownPrint) known =
      bambu_known_print_copy (bambu_print_record_get_known (self->open));

  bambu_print_end (known, self->printer,
                   self->is_cancelled || bambu_print_is_cancelled (self->printer));
  finish (self, known);
}

static void
lose (BambuPrintFollower *self)
{
  g_autoptr (BambuKnownPrint) known =
      bambu_known_print_copy (bambu_print_record_get_known (self->open));

  bambu_print_lose (known);
  finish (self, known);
}

/* The reason may come after the end. */
static void
amend (BambuPrintFollower *self)
{
  BambuKnownPrint known;

  if (self->closed == NULL)
    return;

  known = *bambu_print_record_get_known (self->closed);
  if (known.result != BAMBU_PRINT_RESULT_FAILED
      || bambu_printer_get_seen (self->printer) - known.ended > REASON_SECONDS)
    {
      drop_closed (self);
    }
  else if (bambu_print_is_cancelled (self->printer))
    {
      known.result = BAMBU_PRINT_RESULT_CANCELLED;
      bambu_print_history_apply (self->history, self->closed, &known, TRUE);
      bambu_print_history_touch (self->history, self->closed);
      drop_closed (self);
    }
}

void
bambu_print_follower_look (BambuPrintFollower *self)
{
  gboolean wanted = bambu_print_is_wanted (self->printer);

  if (self->open == NULL)
    {
      BambuPrintRecord *found = find_open (self);

      if (found != NULL)
        open_record (self, found);
    }

  if (wanted)
    {
      if (self->open != NULL
          && !bambu_print_is_same (bambu_print_record_get_known (self->open), self->printer))
        lose (self);

      if (self->open == NULL)
        begin (self);
      else
        update (self);
      look_for_pictures (self);
    }
  else if (bambu_print_is_over (self->printer))
    {
      if (self->open != NULL)
        end (self);
      else
        amend (self);
      self->idle = bambu_printer_get_seen (self->printer);
    }
}

BambuPrintFollower *
bambu_print_follower_new (BambuPrintHistory *history, BambuPrinter *printer)
{
  BambuPrintFollower *self = g_new0 (BambuPrintFollower, 1);

  self->history = history;
  self->printer = printer;

  return self;
}

void
bambu_print_follower_free (BambuPrintFollower *self)
{
  g_clear_object (&self->open);
  g_clear_object (&self->closed);
  g_free (self);
}

BambuPrintRecord *
bambu_print_follower_get_open (BambuPrintFollower *self)
{
  return self->open;
}

void
bambu_print_follower_leave (BambuPrintFollower *self)
{
  g_autoptr (BambuKnownPrint) known = NULL;

  if (self->open == NULL)
    return;

  known = bambu_known_print_copy (bambu_print_record_get_known (self->open));
  bambu_print_lose (known);
  bambu_print_history_apply (self->history, self->open, known, TRUE);
  bambu_print_history_touch (self->history, self->open);
}

void
bambu_print_follower_drop_open (BambuPrintFollower *self)
{
  g_clear_object (&self->open);
  g_clear_object (&self->closed);
}
