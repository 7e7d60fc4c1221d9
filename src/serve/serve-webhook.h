/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ServeLoss:
 * @SERVE_LOSS_REFUSED: the server does not want it
 * @SERVE_LOSS_UNREACHED: the server did not answer, each time that it was tried
 * @SERVE_LOSS_UNTRUSTED: likewise, as nothing vouches for its certificate
 * @SERVE_LOSS_FULL: too many wait
 *
 * Why an event is not delivered.
 */
typedef enum
{
  SERVE_LOSS_REFUSED,
  SERVE_LOSS_UNREACHED,
  SERVE_LOSS_UNTRUSTED,
  SERVE_LOSS_FULL,
} ServeLoss;

/**
 * ServeLossFunc:
 * @event: its name
 * @id: its id
 * @loss: why it is not delivered
 * @status: what the server answered last; 0 if it did not
 */
typedef void (*ServeLossFunc) (const char *event, const char *id, ServeLoss loss, guint status);

/**
 * ServeWebhookRules:
 * @limit_msec: that the server has to answer
 * @most_events: that may wait, at least two; the oldest of those that were not tried goes first
 * @most_tries: of each
 * @delay: (nullable): how long to wait in truth for as many milliseconds
 */
typedef struct
{
  guint limit_msec;
  guint most_events;
  guint most_tries;
  guint (*delay) (guint msec);
} ServeWebhookRules;

/**
 * ServeWebhook:
 *
 * Hands events to a server of the user's, one after the other as POST of their JSON, with the
 * headers `X-Culm-Event` and `X-Culm-Delivery` (its name and id), `X-Culm-Timestamp` (Unix seconds)
 * and, with a secret, `X-Culm-Signature`: `sha256=` and HMAC-SHA256 in hex of the timestamp, a dot
 * and the body. Any 2xx will do. After 5xx, 408, 429 and where there is no answer it is tried
 * again, later each time, and not before the server says; with the same id. Redirections are not
 * followed. Main context only.
 */
typedef struct _ServeWebhook ServeWebhook;

/**
 * serve_webhook_new:
 * @url: https, or http on the loopback; it may be secret
 * @secret: (nullable): to sign with
 * @authorities: (nullable) (type filename): PEM of those trusted instead of the system's
 * authorities
 * @rules: (nullable): other ones than the usual
 * @lost: is told of each event that is not delivered
 *
 * Returns: (transfer full): or %NULL with %G_IO_ERROR_INVALID_ARGUMENT, or with what is wrong with
 * the file
 */
ServeWebhook *serve_webhook_new (const char *url,
                                 const char *secret,
                                 const char *authorities,
                                 const ServeWebhookRules *rules,
                                 ServeLossFunc lost,
                                 GError **error);
/** serve_webhook_free: what waits is tried once more if somebody waits for it */
void serve_webhook_free (ServeWebhook *self);

/** serve_webhook_post: @event: as of #ServeEventFunc; @self: a #ServeWebhook */
void serve_webhook_post (JsonObject *event, gpointer self);

/** serve_webhook_dup_origin: Returns: (transfer full): the part of its address that is not secret
 */
char *serve_webhook_dup_origin (ServeWebhook *self);

/**
 * serve_webhook_wait_for_all:
 *
 * Lets those that were freed do what they can, before the program ends. Iterates the main context.
 *
 * Returns: how many events are not delivered nevertheless
 */
guint serve_webhook_wait_for_all (guint timeout_msec);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServeWebhook, serve_webhook_free)

G_END_DECLS
