/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <words/culm-status.h>

#include "culm-watch.h"

G_BEGIN_DECLS

/* What is known of an AMS unit */
typedef struct
{
  int minutes_left; /* as last seen while it dried */
  gboolean dried;
} CulmWatchUnit;

struct _CulmWatch
{
  GObject parent_instance;

  BambuPrinter *printer;
  CulmStatus *status;

  char *keys[CULM_N_WATCHED_EVENTS];   /* of what holds: words between line ends; else NULL */
  GHashTable *told;                    /* word → Unix seconds, of what is told once in a while */
  gint64 asked[CULM_N_WATCHED_EVENTS]; /* when it was last waited for what makes it so; G_MAXINT64
                                          it is */
  GHashTable *units;                   /* id → CulmWatchUnit */
  gint64 start_time;                   /* of the last job, Unix seconds; 0 unknown */
  guint source;
  gboolean primed;
  gboolean paused_by_fault; /* at some time in this pause */
  gboolean bed_was_hot;
  gboolean bed_cooled; /* since it was hot */
};

/** culm_watch_foreach_unit: of those that are there now */
typedef void (*CulmWatchUnitFunc) (BambuAms *ams, CulmWatchUnit *unit, GString *lines);
char *culm_watch_list_units (CulmWatch *self, CulmWatchUnitFunc add);

G_END_DECLS
