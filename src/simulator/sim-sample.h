/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-profile.h"

G_BEGIN_DECLS

/**
 * SimSample:
 * @SIM_SAMPLE_BOAT: one plate, one filament, two objects; on printers with two nozzles a filament
 * for each
 * @SIM_SAMPLE_GEARS: of three plates the first and the third are sliced; the first uses filament 1
 * and 3 of three, the third filament 2
 *
 * What somebody sliced for a simulated printer.
 */
typedef enum
{
  SIM_SAMPLE_BOAT,
  SIM_SAMPLE_GEARS,
} SimSample;

/** sim_sample_write_project: writes a sliced 3MF for printers of @profile */
gboolean sim_sample_write_project (SimSample sample,
                                   const SimProfile *profile,
                                   const char *path,
                                   GError **error);

/** sim_sample_write_video: a second of nothing in particular, MP4 or AVI by the end of @path. Takes
 * some milliseconds. */
gboolean sim_sample_write_video (const char *path, GError **error);

/** sim_sample_write_picture: the JPEG of a camera */
gboolean sim_sample_write_picture (const char *path, guint32 number, GError **error);

G_END_DECLS
