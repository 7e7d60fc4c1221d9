/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "bambu-frame.h"
#include "bambu-trust.h"

G_BEGIN_DECLS

/**
 * BambuLinkState:
 * @BAMBU_LINK_STATE_CLOSED: nobody asked for it
 * @BAMBU_LINK_STATE_CONNECTING: address, TLS, log-in or subscription under way
 * @BAMBU_LINK_STATE_OPEN: subscribed; frames may come and requests may go
 * @BAMBU_LINK_STATE_WAITING: lost or not reached; tries again by itself (1 s doubling to 30 s, with
 * jitter)
 * @BAMBU_LINK_STATE_REFUSED: the access code was refused: does not try again by itself
 * @BAMBU_LINK_STATE_UNTRUSTED: the certificate was refused, before any secret was sent: does not
 * try again by itself
 */
typedef enum
{
  BAMBU_LINK_STATE_CLOSED,
  BAMBU_LINK_STATE_CONNECTING,
  BAMBU_LINK_STATE_OPEN,
  BAMBU_LINK_STATE_WAITING,
  BAMBU_LINK_STATE_REFUSED,
  BAMBU_LINK_STATE_UNTRUSTED,
} BambuLinkState;

#define BAMBU_TYPE_LINK_STATE (bambu_link_state_get_type ())
GType bambu_link_state_get_type (void) G_GNUC_CONST;

#define BAMBU_LINK_ERROR (bambu_link_error_quark ())

/**
 * BambuLinkError:
 * @BAMBU_LINK_ERROR_UNREACHABLE: no name, no route, nothing listens, or the connection was lost
 * @BAMBU_LINK_ERROR_REFUSED: the access code (or token) is not accepted
 * @BAMBU_LINK_ERROR_CERTIFICATE: the certificate is not the printer's, not known, or has changed
 * @BAMBU_LINK_ERROR_TIMED_OUT: no answer in time
 * @BAMBU_LINK_ERROR_PROTOCOL: the other side is no printer, or does not speak as one
 * @BAMBU_LINK_ERROR_CLOSED: the link is not open
 * @BAMBU_LINK_ERROR_ABSENT: the cloud is reached, but the printer is not connected to it
 *
 * Codes say what the caller can do; the message has the facts for a log (never a secret).
 */
typedef enum
{
  BAMBU_LINK_ERROR_UNREACHABLE,
  BAMBU_LINK_ERROR_REFUSED,
  BAMBU_LINK_ERROR_CERTIFICATE,
  BAMBU_LINK_ERROR_TIMED_OUT,
  BAMBU_LINK_ERROR_PROTOCOL,
  BAMBU_LINK_ERROR_CLOSED,
  BAMBU_LINK_ERROR_ABSENT,
} BambuLinkError;

GQuark bambu_link_error_quark (void);

#define BAMBU_TYPE_LINK (bambu_link_get_type ())
G_DECLARE_INTERFACE (BambuLink, bambu_link, BAMBU, LINK, GObject)

/**
 * BambuLink:
 *
 * How one printer's reports come and its commands go. Used on the main context only; an
 * implementation may have a thread of its own.
 *
 * Properties, notified on the main context and only when they change:
 *
 * - `state` (#BambuLinkState, readable)
 * - `error` (boxed #GError, readable, nullable): why it is not open, kept through the next attempt;
 * cleared when it opens. Once more %BAMBU_LINK_ERROR_PROTOCOL while it is open but nothing was
 * heard for 10 s (a wrong serial), until something is
 * - `certificate` (boxed #BambuCertificate, readable, nullable): what the other side last showed
 *
 * Signal `frame` (#BambuFrame): a message came. Emitted in the order of arrival.
 */
struct _BambuLinkInterface
{
  GTypeInterface parent_iface;

  void (*open) (BambuLink *self);
  void (*close) (BambuLink *self);
  DexFuture *(*publish) (BambuLink *self, GBytes *payload, int qos);
};

/**
 * bambu_link_open:
 * @self: a link
 *
 * Starts to connect, or tries at once if it waits or gave up. Does nothing when connecting or open.
 */
void bambu_link_open (BambuLink *self);

/**
 * bambu_link_close:
 * @self: a link
 *
 * Ends the connection. No frame is emitted after this.
 */
void bambu_link_close (BambuLink *self);

/**
 * bambu_link_publish:
 * @self: a link
 * @payload: the JSON of a request
 * @qos: 0 or 1
 *
 * Sends a request, never with retain, never again after a loss.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the request was handed to the
 *   transport, or rejects with %BAMBU_LINK_ERROR_CLOSED
 */
DexFuture *bambu_link_publish (BambuLink *self, GBytes *payload, int qos);

BambuLinkState bambu_link_get_state (BambuLink *self);
GError *bambu_link_dup_error (BambuLink *self);
BambuCertificate *bambu_link_dup_certificate (BambuLink *self);

/**
 * bambu_link_emit_frame:
 * @self: a link
 * @frame: a message
 *
 * For implementations: emits `frame`. Main context only.
 */
void bambu_link_emit_frame (BambuLink *self, BambuFrame *frame);

/** bambu_link_same_error: for implementations: whether there is nothing to notify; both nullable */
gboolean bambu_link_same_error (const GError *a, const GError *b);

G_END_DECLS
