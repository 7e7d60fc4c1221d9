/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "bambu-cloud.h"
#include "bambu-rate-cap.h"

G_BEGIN_DECLS

/**
 * BambuCloudTiming:
 * @limit_msec: for one attempt
 * @first_msec: before a GET is repeated; doubles
 * @patience_msec: what a GET waits for at most until it may be sent
 *
 * Other ones for tests.
 */
typedef struct
{
  guint limit_msec;
  guint first_msec;
  guint patience_msec;
} BambuCloudTiming;

/* Unix time in µs */
typedef gint64 (*BambuCloudClock) (gpointer user_data);

void bambu_cloud_set_timing (BambuCloud *self, const BambuCloudTiming *timing);
void bambu_cloud_set_clock (BambuCloud *self, BambuCloudClock clock, gpointer user_data);

const BambuCloudTiming *bambu_cloud_get_timing (BambuCloud *self);
gint64 bambu_cloud_get_now (BambuCloud *self);
SoupSession *bambu_cloud_get_session (BambuCloud *self);
BambuRateCap *bambu_cloud_get_cap (BambuCloud *self);

/* How often the service called the rate too high since it last did not. */
guint *bambu_cloud_get_held (BambuCloud *self, BambuRateKind rate);

/* The one renewal under way, if any: all who need it wait for the same. */
DexFuture **bambu_cloud_get_renewal (BambuCloud *self);

/* The service says that @token, which was sent, is dead. */
void bambu_cloud_refuse_token (BambuCloud *self, const char *token);

G_END_DECLS
