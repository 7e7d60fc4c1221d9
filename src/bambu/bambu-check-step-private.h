/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-check-step.h"

G_BEGIN_DECLS

BambuCheckStep *bambu_check_step_new (BambuCheckKind kind);

/** bambu_check_step_set: @error is (nullable) (transfer none) */
void bambu_check_step_set (BambuCheckStep *self, BambuCheckResult result, const GError *error);

G_END_DECLS
