/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-profile.h"

G_BEGIN_DECLS

/**
 * SimCapture:
 * @profile: the model that it came from, as far as it tells; else the unknown one
 * @serial: (nullable): unless it was blanked
 * @print: the full report
 * @info: (nullable): the answer to `get_version`
 *
 * What somebody caught of a printer.
 */
typedef struct
{
  SimProfile *profile;
  char *serial;
  JsonObject *print;
  JsonObject *info;
} SimCapture;

/**
 * sim_capture_parse:
 * @json: an object with a full report under `push_all`, `pushall`, `message` or by itself, and
 * maybe a `get_version`
 *
 * Returns: (transfer full) (nullable): what it holds, or %NULL if there is no report in it
 */
SimCapture *sim_capture_parse (GBytes *json, GError **error);
void sim_capture_free (SimCapture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimCapture, sim_capture_free)

G_END_DECLS
