/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-vigil-private.h"

#define NEVER G_MAXINT64
#define SECONDS(n) ((n) * G_USEC_PER_SEC)

#define STALE_AFTER SECONDS (30)
#define OFFLINE_AFTER SECONDS (120)
#define GONE_AFTER SECONDS (10) /* some leave and come back at once */

/* A printer may leave a pushall unanswered that comes sooner after another one, as it does when the
 * connection broke and came back at once. */
#define PUSHALL_GAP SECONDS (3)
#define PUSHALL_SLOW_GAP SECONDS (300)
#define PUSHALL_PERIOD SECONDS (300)

#define VERSIONS_GAP SECONDS (2)
#define VERSIONS_TRIES 10

/* After a pushall that brought no full report: a P1 may answer five seconds late. */
static const gint64 PATIENCE[] = { SECONDS (10), SECONDS (30) };

BambuFreshness
bambu_vigil_judge (BambuLinkState state, BambuHeard heard, gint64 age)
{
  if (age >= OFFLINE_AFTER)
    return BAMBU_FRESHNESS_OFFLINE;

  if (heard == BAMBU_HEARD_NEVER)
    return state == BAMBU_LINK_STATE_CONNECTING || state == BAMBU_LINK_STATE_OPEN
               ? BAMBU_FRESHNESS_LAST_KNOWN
               : BAMBU_FRESHNESS_OFFLINE;

  return state == BAMBU_LINK_STATE_OPEN && heard == BAMBU_HEARD_NOW && age < STALE_AFTER
             ? BAMBU_FRESHNESS_LIVE
             : BAMBU_FRESHNESS_LAST_KNOWN;
}

void
bambu_vigil_init (BambuVigil *self, gint64 now)
{
  *self = (BambuVigil) { .last_pushall = G_MININT64 / 2 };

  bambu_vigil_restart (self, now);
}

void
bambu_vigil_set_slow (BambuVigil *self, gboolean slow)
{
  self->slow = slow;
}

void
bambu_vigil_restart (BambuVigil *self, gint64 now)
{
  self->state = BAMBU_LINK_STATE_CLOSED;
  self->gone_at = 0;
  self->pushall_due = NEVER;
  self->versions_due = NEVER;

  if (self->heard == BAMBU_HEARD_NEVER)
    self->since = now;
  else
    self->heard = BAMBU_HEARD_EARLIER;
}

void
bambu_vigil_link (BambuVigil *self, BambuLinkState state, gint64 now)
{
  gboolean opened = state == BAMBU_LINK_STATE_OPEN && self->state != BAMBU_LINK_STATE_OPEN;

  /* A printer that was never reached does not come and go with each try. */
  if (self->heard == BAMBU_HEARD_NEVER && state == BAMBU_LINK_STATE_CONNECTING
      && self->state != BAMBU_LINK_STATE_CLOSED)
    return;

  self->state = state;

  if (state != BAMBU_LINK_STATE_OPEN)
    {
      self->pushall_due = NEVER;
      self->versions_due = NEVER;
    }

  if (!opened)
    return;

  self->gone_at = 0;
  if (self->heard == BAMBU_HEARD_NEVER)
    self->since = now;
  else
    self->heard = BAMBU_HEARD_EARLIER;

  self->stirred = now;
  self->woken = FALSE;
  self->pushall_due = now;
  self->n_pushalls = 0;
  self->versions_due = now;
  self->n_versions = 0;
}

void
bambu_vigil_report (BambuVigil *self, gboolean full, gint64 now)
{
  self->since = now;
  self->stirred = now;
  self->woken = FALSE;
  self->gone_at = 0;

  if (full)
    {
      self->heard = BAMBU_HEARD_NOW;
      self->n_pushalls = 0;
      if (self->state == BAMBU_LINK_STATE_OPEN)
        self->pushall_due = now + PUSHALL_PERIOD;
    }
  else if (self->heard == BAMBU_HEARD_NEVER)
    {
      self->heard = BAMBU_HEARD_EARLIER;
    }
}

void
bambu_vigil_lost (BambuVigil *self, gint64 now)
{
  if (self->heard != BAMBU_HEARD_NOW)
    return;

  self->heard = BAMBU_HEARD_EARLIER;
  self->n_pushalls = 0;
  if (self->state == BAMBU_LINK_STATE_OPEN)
    self->pushall_due = MAX (now, self->last_pushall + PUSHALL_GAP);
}

void
bambu_vigil_gone (BambuVigil *self, gint64 now)
{
  bambu_vigil_lost (self, now);
  if (self->gone_at == 0)
    self->gone_at = now;
}

void
bambu_vigil_versions (BambuVigil *self, gboolean complete, gint64 now)
{
  self->stirred = now;

  if (complete)
    self->versions_due = NEVER;
}

void
bambu_vigil_want_versions (BambuVigil *self, gint64 now)
{
  if (self->state != BAMBU_LINK_STATE_OPEN || self->versions_due != NEVER)
    return;

  self->versions_due = now;
  self->n_versions = 0;
}

gboolean
bambu_vigil_want_pushall (BambuVigil *self, gint64 now)
{
  gint64 gap = self->slow ? PUSHALL_SLOW_GAP : PUSHALL_GAP;

  if (self->state != BAMBU_LINK_STATE_OPEN || now < self->last_pushall + gap)
    return FALSE;

  self->pushall_due = now;

  return TRUE;
}

static gint64
get_wake_time (const BambuVigil *self)
{
  return self->state == BAMBU_LINK_STATE_OPEN && !self->woken ? self->stirred + STALE_AFTER : NEVER;
}

static gint64
get_patience (const BambuVigil *self)
{
  return self->heard != BAMBU_HEARD_NOW && self->n_pushalls < G_N_ELEMENTS (PATIENCE)
             ? PATIENCE[self->n_pushalls]
             : PUSHALL_PERIOD;
}

BambuDuties
bambu_vigil_take_duties (BambuVigil *self, gint64 now)
{
  BambuDuties duties = 0;

  if (now >= self->versions_due)
    {
      duties |= BAMBU_DUTY_VERSIONS;
      self->n_versions++;
      self->versions_due = self->n_versions < VERSIONS_TRIES ? now + VERSIONS_GAP : NEVER;
    }

  if (now >= get_wake_time (self))
    {
      duties |= BAMBU_DUTY_START | BAMBU_DUTY_PUSHALL;
      self->woken = TRUE;
    }

  if (now >= self->pushall_due)
    duties |= BAMBU_DUTY_PUSHALL;

  if (duties & BAMBU_DUTY_PUSHALL)
    {
      gboolean too_early = now < self->last_pushall + PUSHALL_GAP;

      self->last_pushall = now;
      self->pushall_due = now + (too_early ? PUSHALL_GAP : get_patience (self));
      self->n_pushalls += !too_early;
    }

  return duties;
}

BambuFreshness
bambu_vigil_get_freshness (const BambuVigil *self, gint64 now)
{
  if (self->gone_at != 0 && now >= self->gone_at + GONE_AFTER)
    return BAMBU_FRESHNESS_OFFLINE;

  return bambu_vigil_judge (self->state, self->heard, now - self->since);
}

gint64
bambu_vigil_get_next (const BambuVigil *self, gint64 now)
{
  gint64 next = MIN (MIN (self->versions_due, self->pushall_due), get_wake_time (self));

  switch (bambu_vigil_get_freshness (self, now))
    {
    case BAMBU_FRESHNESS_LIVE:
      return MIN (next, self->since + STALE_AFTER);
    case BAMBU_FRESHNESS_LAST_KNOWN:
      if (self->gone_at != 0)
        next = MIN (next, self->gone_at + GONE_AFTER);
      return MIN (next, self->since + OFFLINE_AFTER);
    case BAMBU_FRESHNESS_OFFLINE:
    default:
      return next;
    }
}
