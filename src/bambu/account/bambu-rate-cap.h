/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BambuRateKind:
 * @BAMBU_RATE_SIGN_IN: passwords and codes: 5 a minute
 * @BAMBU_RATE_CODE: asking for codes: 5 a minute
 * @BAMBU_RATE_REFRESH: renewing the token: 10 an hour
 * @BAMBU_RATE_PROFILE: the account and its history: 60 a minute
 * @BAMBU_RATE_DEVICE: printers: 120 a minute, and 10 a minute for any one of them
 * @BAMBU_RATE_UPLOAD: upload addresses: 10 an hour
 */
typedef enum
{
  BAMBU_RATE_SIGN_IN,
  BAMBU_RATE_CODE,
  BAMBU_RATE_REFRESH,
  BAMBU_RATE_PROFILE,
  BAMBU_RATE_DEVICE,
  BAMBU_RATE_UPLOAD,
} BambuRateKind;

#define BAMBU_N_RATES (BAMBU_RATE_UPLOAD + 1)

/**
 * BambuRateCap:
 *
 * How often the service may be asked. It publishes no limits; these are the stricter ones of those
 * that were guessed, and 1000 requests an hour in all. What is asked too often is not asked. Times
 * are microseconds of any one clock.
 */
typedef struct _BambuRateCap BambuRateCap;

BambuRateCap *bambu_rate_cap_new (void);
void bambu_rate_cap_free (BambuRateCap *self);

/**
 * bambu_rate_cap_take:
 * @serial: (nullable): the printer that it is about
 *
 * Returns: 0 if it may be asked now, and that was counted; else when it may be asked again
 */
gint64 bambu_rate_cap_take (BambuRateCap *self, BambuRateKind kind, const char *serial, gint64 now);

/**
 * bambu_rate_cap_hold:
 * @until: when to ask again
 *
 * What the service said itself.
 */
void bambu_rate_cap_hold (BambuRateCap *self, BambuRateKind kind, gint64 until);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuRateCap, bambu_rate_cap_free)

G_END_DECLS
