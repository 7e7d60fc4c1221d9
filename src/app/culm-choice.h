/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "culm-control.h"

G_BEGIN_DECLS

#define CULM_TYPE_CHOICE (culm_choice_get_type ())
G_DECLARE_FINAL_TYPE (CulmChoice, culm_choice, CULM, CHOICE, AdwBin)

/**
 * CulmChoice:
 *
 * A button with a menu of what a control can be set to. It shows what the printer reports, even if
 * that is none of it, or what is waited for.
 *
 * Properties: `control` ([class@Culm.Control], nullable); `value` (int: what is reported); `text`
 * (string: its name, where it is none of the choices); `title` (string: its accessible name).
 */

/** culm_choice_add: @label: the name of @value, as #BambuControl counts it */
void culm_choice_add (CulmChoice *self, int value, const char *label);

G_END_DECLS
