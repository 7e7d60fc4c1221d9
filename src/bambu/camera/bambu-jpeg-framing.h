/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-camera-error.h"

G_BEGIN_DECLS

/** A larger picture is not read; printers' have some 50 to 200 kB. */
#define BAMBU_JPEG_MAX_BYTES (4 * 1024 * 1024)
/** Neither side of a picture is longer. */
#define BAMBU_JPEG_MAX_SIDE 4096
/** So many damaged pictures one after the other are no stream of pictures any more. */
#define BAMBU_JPEG_MAX_DAMAGED 5

/**
 * BambuJpegFraming:
 *
 * Cuts the stream of a camera's port 6000 into pictures (protocol/camera.md §2): headers of 16
 * bytes, each followed by a JPEG. What comes is hostile: a picture's size is judged before its
 * memory is asked for, its markers and sides before it is handed out. Pure: no I/O, no clock.
 */
typedef struct _BambuJpegFraming BambuJpegFraming;

BambuJpegFraming *bambu_jpeg_framing_new (void);
void bambu_jpeg_framing_free (BambuJpegFraming *self);

/**
 * bambu_jpeg_framing_get_room:
 * @size: (out): how many bytes may come there, at least one
 *
 * Returns: (transfer none): where the next bytes go
 */
guint8 *bambu_jpeg_framing_get_room (BambuJpegFraming *self, gsize *size);

/**
 * bambu_jpeg_framing_take:
 * @size: how many bytes came into the room
 * @picture: (out) (transfer full) (nullable): a whole picture, if these bytes end one
 *
 * A damaged picture is dropped.
 *
 * Returns: %FALSE with %BAMBU_CAMERA_ERROR_PROTOCOL if the stream cannot be followed any more
 */
gboolean bambu_jpeg_framing_take (BambuJpegFraming *self,
                                  gsize size,
                                  GBytes **picture,
                                  GError **error);

/** bambu_jpeg_framing_is_picture: whether it begins, ends and is as large as a camera's JPEG */
gboolean bambu_jpeg_framing_is_picture (const guint8 *data, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuJpegFraming, bambu_jpeg_framing_free)

G_END_DECLS
