/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libdex.h>

#include "account/bambu-cloud.h"

G_BEGIN_DECLS

#define SERVE_REALTIME_SECONDS 120
#define SERVE_REALTIME_SWEEP_SECONDS 30

/**
 * ServeSessionState:
 * @SERVE_SESSION_NONE: nobody began one
 * @SERVE_SESSION_EXPIRED: it has ended a short while ago
 * @SERVE_SESSION_WAITING: the printer has not reported yet
 * @SERVE_SESSION_DATA: there is a report
 */
typedef enum
{
  SERVE_SESSION_NONE,
  SERVE_SESSION_EXPIRED,
  SERVE_SESSION_WAITING,
  SERVE_SESSION_DATA,
} ServeSessionState;

/**
 * ServeSessionInfo:
 * @age_seconds: since it began
 * @expires_in: seconds
 * @n_messages: that came
 * @reported_at: the last report, Unix time in µs
 * @data: (nullable): the report, merged of all that came, as JSON without secrets; valid until the
 * next report
 */
typedef struct
{
  guint age_seconds;
  guint expires_in;
  guint n_messages;
  gint64 reported_at;
  const char *data;
} ServeSessionInfo;

/**
 * ServeRealtime:
 *
 * Listens to printers for clients that ask for it: a session for a token and a printer, which ends
 * by itself after %SERVE_REALTIME_SECONDS unless it is begun again. Main context only.
 */
typedef struct _ServeRealtime ServeRealtime;

/** serve_realtime_new: @get_now: microseconds of a clock that goes on evenly */
ServeRealtime *serve_realtime_new (gint64 (*get_now) (void));
/** serve_realtime_free: ends all sessions */
void serve_realtime_free (ServeRealtime *self);

/**
 * serve_realtime_start:
 * @custom: whose session it is
 * @cloud: the account behind that
 * @serial: the printer
 *
 * Returns: (transfer full): a future that resolves to whether there was one, which lasts longer
 * now; or rejects if the account's number is not known, or the broker cannot be reached
 */
DexFuture *serve_realtime_start (ServeRealtime *self,
                                 const char *custom,
                                 BambuCloud *cloud,
                                 const char *serial);

/** serve_realtime_read: @info: (out): what is to be told */
ServeSessionState serve_realtime_read (ServeRealtime *self,
                                       const char *custom,
                                       const char *serial,
                                       ServeSessionInfo *info);

/** serve_realtime_sweep: ends what is over now; comes by itself in time */
void serve_realtime_sweep (ServeRealtime *self);

guint serve_realtime_count (ServeRealtime *self);
/** serve_realtime_describe: Returns: (transfer full): the sessions, for who runs the server */
JsonObject *serve_realtime_describe (ServeRealtime *self);

G_END_DECLS
