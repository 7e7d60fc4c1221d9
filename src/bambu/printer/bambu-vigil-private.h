/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-enums.h"
#include "link/bambu-link.h"

G_BEGIN_DECLS

/**
 * BambuHeard:
 * @BAMBU_HEARD_NEVER: no report came in this run
 * @BAMBU_HEARD_EARLIER: reports came, but none that says all since the link opened
 * @BAMBU_HEARD_NOW: a full report came since the link opened
 */
typedef enum
{
  BAMBU_HEARD_NEVER,
  BAMBU_HEARD_EARLIER,
  BAMBU_HEARD_NOW,
} BambuHeard;

/** BambuDuties: what has to be asked of the printer */
typedef enum
{
  BAMBU_DUTY_VERSIONS = 1 << 0, /* info.get_version */
  BAMBU_DUTY_START = 1 << 1,    /* pushing.start */
  BAMBU_DUTY_PUSHALL = 1 << 2,  /* pushing.pushall */
} BambuDuties;

/**
 * BambuVigil:
 *
 * Judges how fresh a printer's values are and knows when to ask it for what (protocol/mqtt-state.md
 * §3 and §8). Pure: all times are microseconds of one even clock, handed in.
 */
typedef struct
{
  gboolean slow;
  BambuLinkState state;
  BambuHeard heard;
  gint64 since;   /* the last report, or when waiting for the first one began */
  gint64 stirred; /* the last sign of life, or the opening */
  gboolean woken; /* asked to start, in this silence */
  gint64 last_pushall;
  gint64 pushall_due;
  guint n_pushalls; /* since the last full report */
  gint64 versions_due;
  guint n_versions;
  gint64 gone_at; /* it left the cloud; 0: not that we know */
} BambuVigil;

/**
 * bambu_vigil_judge:
 * @state: the link's
 * @age: microseconds since the last report, or since waiting for the first one began
 */
BambuFreshness bambu_vigil_judge (BambuLinkState state, BambuHeard heard, gint64 age);

/** bambu_vigil_init: @slow: the printer lags when asked often */
void bambu_vigil_init (BambuVigil *self, gint64 now);
void bambu_vigil_set_slow (BambuVigil *self, gboolean slow);
/** bambu_vigil_restart: another link */
void bambu_vigil_restart (BambuVigil *self, gint64 now);
void bambu_vigil_link (BambuVigil *self, BambuLinkState state, gint64 now);
/** bambu_vigil_report: a status message came, @full or not */
void bambu_vigil_report (BambuVigil *self, gboolean full, gint64 now);
/** bambu_vigil_lost: what came could not be merged */
void bambu_vigil_lost (BambuVigil *self, gint64 now);
/** bambu_vigil_gone: the printer left the cloud; offline if it is not back soon */
void bambu_vigil_gone (BambuVigil *self, gint64 now);
/** bambu_vigil_versions: they came; asked for again if they are not @complete */
void bambu_vigil_versions (BambuVigil *self, gboolean complete, gint64 now);
/** bambu_vigil_want_versions: they changed */
void bambu_vigil_want_versions (BambuVigil *self, gint64 now);
/** bambu_vigil_want_pushall: the user wants one; %FALSE if it is too early for this printer */
gboolean bambu_vigil_want_pushall (BambuVigil *self, gint64 now);

/** bambu_vigil_take_duties: what is due, and is now taken for done */
BambuDuties bambu_vigil_take_duties (BambuVigil *self, gint64 now);
BambuFreshness bambu_vigil_get_freshness (const BambuVigil *self, gint64 now);
/** bambu_vigil_get_next: when to look again; G_MAXINT64: not unless something happens */
gint64 bambu_vigil_get_next (const BambuVigil *self, gint64 now);

G_END_DECLS
