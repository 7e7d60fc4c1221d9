/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-camera-error.h"
#include "bambu-camera-target.h"

G_BEGIN_DECLS

/**
 * BambuJpegConnection:
 *
 * A connection to a camera's port 6000 (protocol/camera.md §2). It blocks, so it belongs to a
 * thread of its own; a cancellable ends whatever it waits for at once.
 */
typedef struct _BambuJpegConnection BambuJpegConnection;

/**
 * bambu_jpeg_connection_open:
 *
 * Connects, sees by @target's trust who answers, and logs in.
 *
 * Returns: (transfer full) (nullable): %NULL with a %BAMBU_CAMERA_ERROR or %G_IO_ERROR_CANCELLED.
 * Whether the code is accepted is seen by the first picture
 */
BambuJpegConnection *bambu_jpeg_connection_open (const BambuCameraTarget *target,
                                                 GCancellable *cancellable,
                                                 GError **error);

/**
 * bambu_jpeg_connection_read:
 *
 * Waits for the next picture that is whole.
 *
 * Returns: (transfer full) (nullable): %NULL with a %BAMBU_CAMERA_ERROR or %G_IO_ERROR_CANCELLED:
 * it is over then. %BAMBU_CAMERA_ERROR_REFUSED: it was closed before a byte came
 */
GBytes *bambu_jpeg_connection_read (BambuJpegConnection *self,
                                    GCancellable *cancellable,
                                    GError **error);
void bambu_jpeg_connection_free (BambuJpegConnection *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuJpegConnection, bambu_jpeg_connection_free)

G_END_DECLS
