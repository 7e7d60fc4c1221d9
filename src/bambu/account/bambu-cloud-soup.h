/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * bambu_cloud_soup_exchange:
 * @message: what to send; cookies and redirections are not handled for it
 * @most_bytes: that a body may have
 * @limit_msec: for the whole of it
 *
 * Sends a message and reads what comes back. Dropping the future takes the message off
 * the wire.
 *
 * Returns: (transfer full): a future that resolves to a #BambuCloudAnswer, whatever its status is,
 * or rejects with %BAMBU_CLOUD_ERROR: offline, certificate, timed out, server or protocol
 */
DexFuture *bambu_cloud_soup_exchange (SoupSession *session,
                                      SoupMessage *message,
                                      const char *what,
                                      gsize most_bytes,
                                      guint limit_msec);

/**
 * bambu_cloud_soup_exchange_until:
 * @limit: (transfer full): ends it by rejecting
 *
 * The same for what takes as long as it takes.
 */
DexFuture *bambu_cloud_soup_exchange_until (SoupSession *session,
                                            SoupMessage *message,
                                            const char *what,
                                            gsize most_bytes,
                                            DexFuture *limit);

/**
 * bambu_cloud_soup_exchange_elsewhere:
 *
 * The same with another server than the service's, which a gate that is closed is not about.
 */
DexFuture *bambu_cloud_soup_exchange_elsewhere (SoupSession *session,
                                                SoupMessage *message,
                                                const char *what,
                                                gsize most_bytes,
                                                guint limit_msec);

/**
 * bambu_cloud_soup_hush:
 *
 * Over HTTP/2 libsoup logs whole addresses, which have serials, PINs and signatures of links in
 * them. It does so no more.
 */
void bambu_cloud_soup_hush (void);

/** BambuCloudSoupProgress: @total: −1 unknown */
typedef void (*BambuCloudSoupProgress) (goffset done, goffset total, gpointer user_data);

/**
 * bambu_cloud_soup_download:
 * @sink: where the body of a 200 goes; those of other answers are not read
 * @progress: (scope async): called as long as the future is held
 *
 * The same for what is too large to be kept in memory. The answer has no body.
 */
DexFuture *bambu_cloud_soup_download (SoupSession *session,
                                      SoupMessage *message,
                                      const char *what,
                                      gsize most_bytes,
                                      GOutputStream *sink,
                                      BambuCloudSoupProgress progress,
                                      gpointer user_data,
                                      DexFuture *limit);

G_END_DECLS
