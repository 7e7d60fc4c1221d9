/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <camera/bambu-camera-error.h>

G_BEGIN_DECLS

/**
 * culm_camera_words_failure:
 * @error: why there is no picture, a %BAMBU_CAMERA_ERROR
 * @name: the printer's
 *
 * Returns: (transfer full): a sentence or two
 */
char *culm_camera_words_failure (const GError *error, const char *name);

/** culm_camera_words_age: Returns: (transfer full): how old a picture is: “12 s old” */
char *culm_camera_words_age (int seconds);

G_END_DECLS
