/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-ftps-target.h"
#include "bambu-storage-error.h"
#include "bambu-transfer.h"

G_BEGIN_DECLS

/**
 * BambuFtpsLimits:
 * @connect_msec: for connecting and each handshake
 * @response_msec: for each reply; H2D takes over 30 s to say that it has all of a file
 * @stall_seconds: without a byte
 * @n_attempts: that are made to move a file
 * @retry_msec: before the next of them
 * @idle_msec: after which a connection is not kept: printers serve only a few
 */
typedef struct
{
  guint connect_msec;
  guint response_msec;
  guint stall_seconds;
  guint n_attempts;
  guint retry_msec;
  guint idle_msec;
} BambuFtpsLimits;

extern const BambuFtpsLimits bambu_ftps_default_limits;

/**
 * BambuFtpsSession:
 *
 * Talks FTPS to one printer (protocol/lan-files.md), by libcurl. It blocks, so it belongs to a
 * thread of its own; only bambu_ftps_session_interrupt() and bambu_ftps_session_break() are for
 * others. Its connection is kept between two calls, and made anew where the printer has dropped it.
 * All errors are %BAMBU_STORAGE_ERROR.
 */
typedef struct _BambuFtpsSession BambuFtpsSession;

BambuFtpsSession *bambu_ftps_session_new (const BambuFtpsTarget *target,
                                          const BambuFtpsLimits *limits);
void bambu_ftps_session_free (BambuFtpsSession *self);
const BambuFtpsTarget *bambu_ftps_session_get_target (BambuFtpsSession *self);
const BambuFtpsLimits *bambu_ftps_session_get_limits (BambuFtpsSession *self);

/** bambu_ftps_session_interrupt: on any thread: what is under way, and all that follows, fails with
 * %BAMBU_STORAGE_ERROR_CANCELLED; at once, but that an upload is ended in peace, if the printer
 * lets it */
void bambu_ftps_session_interrupt (BambuFtpsSession *self);
/** bambu_ftps_session_break: on any thread: what was interrupted and is not over yet is now */
void bambu_ftps_session_break (BambuFtpsSession *self);
/** bambu_ftps_session_go_on: ends that */
void bambu_ftps_session_go_on (BambuFtpsSession *self);
gboolean bambu_ftps_session_is_interrupted (BambuFtpsSession *self);
/** bambu_ftps_session_sleep: Returns: %FALSE if interrupted */
gboolean bambu_ftps_session_sleep (BambuFtpsSession *self, guint msec);
/** bambu_ftps_session_hang_up: leaves the printer alone */
void bambu_ftps_session_hang_up (BambuFtpsSession *self);

/** bambu_ftps_session_has_answered: whether the printer said anything to the last command */
gboolean bambu_ftps_session_has_answered (BambuFtpsSession *self);
/** bambu_ftps_session_is_clear: whether files go unencrypted, since they do not go otherwise */
gboolean bambu_ftps_session_is_clear (BambuFtpsSession *self);
void bambu_ftps_session_set_clear (BambuFtpsSession *self, gboolean is_clear);
/** bambu_ftps_session_can_resume: whether the printer has not refused yet to begin in the midst of
 * a file; bambu_ftps_session_measure() asks, too */
gboolean bambu_ftps_session_can_resume (BambuFtpsSession *self);
/** bambu_ftps_session_set_passive_only: no EPSV. Returns: whether that is news */
gboolean bambu_ftps_session_set_passive_only (BambuFtpsSession *self);

/** BambuFtpsSinkFunc: Returns: %FALSE with @error set, or without one if that was enough */
typedef gboolean (*BambuFtpsSinkFunc) (gconstpointer data,
                                       gsize size,
                                       gpointer user_data,
                                       GError **error);
/** BambuFtpsSourceFunc: Returns: bytes put into @buffer, 0 at the end, -1 with @error set */
typedef gssize (*BambuFtpsSourceFunc) (gpointer buffer,
                                       gsize size,
                                       gpointer user_data,
                                       GError **error);

/* One command each, with all that it takes. @transfer is nullable, and shows progress. */

/** bambu_ftps_session_list: @folder: `/`, `/cache` */
gboolean bambu_ftps_session_list (BambuFtpsSession *self,
                                  const char *folder,
                                  BambuFtpsSinkFunc sink,
                                  gpointer user_data,
                                  GError **error);

/**
 * bambu_ftps_session_retrieve:
 * @offset: where to begin; that a printer cannot do it is %BAMBU_STORAGE_ERROR_UNSUPPORTED
 * @max_bytes: a longer file is %BAMBU_STORAGE_ERROR_TOO_LARGE, before it is read where the printer
 * says how long it is; 0: none is
 */
gboolean bambu_ftps_session_retrieve (BambuFtpsSession *self,
                                      const char *path,
                                      goffset offset,
                                      goffset max_bytes,
                                      BambuTransfer *transfer,
                                      BambuFtpsSinkFunc sink,
                                      gpointer user_data,
                                      GError **error);

/**
 * bambu_ftps_session_store:
 * @size: how long it is
 * @n_sent: (out): of it
 * @has_begun: (out): the printer has made a file of this name
 *
 * Replaces what has this name. That it succeeds is no proof that the printer has all of it.
 */
gboolean bambu_ftps_session_store (BambuFtpsSession *self,
                                   const char *path,
                                   goffset size,
                                   BambuTransfer *transfer,
                                   BambuFtpsSourceFunc source,
                                   gpointer user_data,
                                   goffset *n_sent,
                                   gboolean *has_begun,
                                   GError **error);

/** bambu_ftps_session_measure: Returns: the size of a file, or -1 with @error set;
 * %BAMBU_STORAGE_ERROR_UNSUPPORTED if the printer does not say */
goffset bambu_ftps_session_measure (BambuFtpsSession *self, const char *path, GError **error);

gboolean bambu_ftps_session_delete (BambuFtpsSession *self, const char *path, GError **error);
gboolean bambu_ftps_session_rename (BambuFtpsSession *self,
                                    const char *path,
                                    const char *new_path,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuFtpsSession, bambu_ftps_session_free)

G_END_DECLS
