/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <yyjson.h>

G_BEGIN_DECLS

#define BAMBU_TYPE_FRAME (bambu_frame_get_type ())

/**
 * BAMBU_FRAME_MAX_BYTES:
 *
 * The largest message that is read; printers send up to 40 kB (protocol/mqtt-state.md §3).
 */
#define BAMBU_FRAME_MAX_BYTES (1024 * 1024)

/**
 * BAMBU_FRAME_MAX_DEPTH:
 *
 * The deepest nesting that is read; real reports nest nine deep.
 */
#define BAMBU_FRAME_MAX_DEPTH 32

#define BAMBU_FRAME_ERROR (bambu_frame_error_quark ())

/**
 * BambuFrameError:
 * @BAMBU_FRAME_ERROR_TOO_LARGE: more than %BAMBU_FRAME_MAX_BYTES
 * @BAMBU_FRAME_ERROR_TOO_DEEP: nested deeper than %BAMBU_FRAME_MAX_DEPTH
 * @BAMBU_FRAME_ERROR_INVALID: not JSON, or not an object with a known section
 *
 * Why a message is dropped. In each case the printer's state stays as it was.
 */
typedef enum
{
  BAMBU_FRAME_ERROR_TOO_LARGE,
  BAMBU_FRAME_ERROR_TOO_DEEP,
  BAMBU_FRAME_ERROR_INVALID,
} BambuFrameError;

GQuark bambu_frame_error_quark (void);

/**
 * BambuFrameKind:
 * @BAMBU_FRAME_FULL: a whole `push_status`: replaces what is known
 * @BAMBU_FRAME_DELTA: a partial `push_status`: merged into what is known
 * @BAMBU_FRAME_ACKNOWLEDGEMENT: the answer to a request, of any section: never merged
 * @BAMBU_FRAME_VERSION: the answer to `info.get_version`
 * @BAMBU_FRAME_ACCESS_CODE: the answer to `system.get_access_code`; a secret, never logged
 * @BAMBU_FRAME_PRESENCE: the cloud's `event.event`: `client.connected` or `client.disconnected`
 * @BAMBU_FRAME_OTHER: JSON of a known section that says nothing about the state (`mc_print` …)
 *
 * What a message is, by the table of protocol/mqtt-state.md §3.
 */
typedef enum
{
  BAMBU_FRAME_FULL,
  BAMBU_FRAME_DELTA,
  BAMBU_FRAME_ACKNOWLEDGEMENT,
  BAMBU_FRAME_VERSION,
  BAMBU_FRAME_ACCESS_CODE,
  BAMBU_FRAME_PRESENCE,
  BAMBU_FRAME_OTHER,
} BambuFrameKind;

/**
 * BambuFrame:
 *
 * One message of a printer, parsed and classified. Immutable and reference counted, so that a
 * link's thread can parse it and the main context can read it.
 */
typedef struct _BambuFrame BambuFrame;

GType bambu_frame_get_type (void) G_GNUC_CONST;

/**
 * bambu_frame_parse:
 * @data: (array length=size): the bytes as they came; need not be UTF-8 nor end in a nul
 * @size: their number
 * @error: return location for a %BAMBU_FRAME_ERROR
 *
 * Parses a message. Invalid UTF-8 (names of files and printers) is replaced by U+FFFD, once.
 * May be called on any thread.
 *
 * Returns: (transfer full) (nullable): the frame, or %NULL with @error set
 */
BambuFrame *bambu_frame_parse (const void *data, gsize size, GError **error);
BambuFrame *bambu_frame_ref (BambuFrame *self);
void bambu_frame_unref (BambuFrame *self);
BambuFrameKind bambu_frame_get_kind (BambuFrame *self);

/**
 * bambu_frame_get_section:
 *
 * Returns: (transfer none): the object inside the frame's section: `print` of a status, `info` of a
 *   version, the section that an acknowledgement answers
 */
yyjson_val *bambu_frame_get_section (BambuFrame *self);

/**
 * bambu_frame_get_root:
 *
 * Returns: (transfer none): the object that the sections are in
 */
yyjson_val *bambu_frame_get_root (BambuFrame *self);

/**
 * bambu_frame_get_section_name:
 *
 * Returns: (transfer none): the key of that section, `print`, `info`, `system` …
 */
const char *bambu_frame_get_section_name (BambuFrame *self);

/**
 * bambu_frame_get_sequence_id:
 *
 * Returns: (transfer none) (nullable): the `sequence_id`, as text whatever its JSON type was
 */
const char *bambu_frame_get_sequence_id (BambuFrame *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuFrame, bambu_frame_unref)

G_END_DECLS
