/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "culm-sign-in-dialog.h"

G_BEGIN_DECLS

/**
 * CulmSignInTiming:
 * @slow_msec: until the user is told that the server has not answered
 * @tick_msec: between two steps of the countdown to another code
 *
 * Other ones for tests.
 */
typedef struct
{
  guint slow_msec;
  guint tick_msec;
} CulmSignInTiming;

/* For what begins from now on */
void culm_sign_in_dialog_set_timing (CulmSignInDialog *self, const CulmSignInTiming *timing);

G_END_DECLS
