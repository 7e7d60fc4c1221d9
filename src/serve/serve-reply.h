/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "account/bambu-cloud-answer.h"

G_BEGIN_DECLS

/* libsoup has no name for it. */
#define SERVE_STATUS_TOO_MANY 429

/** SERVE_PASS_HEADER: with “pass”, the client wants the service's own status */
#define SERVE_PASS_HEADER "X-Culm-Upstream-Status"

/** serve_reply_text: @text: (nullable) (transfer full): the answer, of the MIME type @type; its
 * secrets are hidden already */
void serve_reply_text (SoupServerMessage *message, guint status, const char *type, char *text);
/** serve_reply: @node: (nullable) (transfer full): the same in JSON */
void serve_reply (SoupServerMessage *message, guint status, JsonNode *node);
/** serve_reply_object: @object: (transfer full): the same */
void serve_reply_object (SoupServerMessage *message, guint status, JsonObject *object);
/** serve_reply_error: `{"error": @error, "message": @words}`; @words: (nullable) */
void serve_reply_error (SoupServerMessage *message,
                        guint status,
                        const char *error,
                        const char *words);

/** serve_reply_check_reading: Returns: whether @message only wants to read; else it is refused
 * already, 405 */
gboolean serve_reply_check_reading (SoupServerMessage *message);

/**
 * serve_reply_read_answer:
 * @answer: (nullable): what the service answered
 * @error: (nullable): why it did not
 * @passes_on: refusals that mean something to a client keep their status
 * @secrets: (nullable) (array zero-terminated=1): what must not appear in any case
 * @status: (out): to answer with
 *
 * What a client is told of an answer: what is in it, without secrets; or that there was trouble,
 * which is 502. Pure.
 *
 * Returns: (transfer full) (nullable): the answer, %NULL if it is empty
 */
JsonNode *serve_reply_read_answer (const BambuCloudAnswer *answer,
                                   const GError *error,
                                   gboolean passes_on,
                                   const char *const *secrets,
                                   guint *status);

G_END_DECLS
