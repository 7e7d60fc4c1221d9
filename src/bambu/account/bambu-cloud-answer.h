/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "bambu-cloud-error.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_CLOUD_ANSWER (bambu_cloud_answer_get_type ())

/**
 * BambuLeg:
 * @BAMBU_LEG_CALL: anything with a token
 * @BAMBU_LEG_TASK: beginning a print
 * @BAMBU_LEG_LINK: a presigned address, not of the service itself
 * @BAMBU_LEG_PASSWORD: account and password
 * @BAMBU_LEG_SEND_CODE: asking for a code
 * @BAMBU_LEG_CODE: a code by mail or SMS
 * @BAMBU_LEG_AUTHENTICATOR: a code of an authenticator
 *
 * What was asked: the same status means different things.
 */
typedef enum
{
  BAMBU_LEG_CALL,
  BAMBU_LEG_TASK,
  BAMBU_LEG_LINK,
  BAMBU_LEG_PASSWORD,
  BAMBU_LEG_SEND_CODE,
  BAMBU_LEG_CODE,
  BAMBU_LEG_AUTHENTICATOR,
} BambuLeg;

/**
 * BambuCloudAnswer:
 * @status: HTTP status
 * @reason: its words
 * @content_type: (nullable): without parameters
 * @retry_after: (nullable): the header
 * @is_mitigated: the edge says that it stepped in
 * @has_ray: it went through the edge
 * @cookies: (element-type utf8 utf8): those that it set
 * @body: bounded
 *
 * What came back.
 */
typedef struct
{
  guint status;
  char *reason;
  char *content_type;
  char *retry_after;
  gboolean is_mitigated;
  gboolean has_ray;
  GHashTable *cookies;
  GBytes *body;
} BambuCloudAnswer;

GType bambu_cloud_answer_get_type (void) G_GNUC_CONST;
BambuCloudAnswer *bambu_cloud_answer_new (void);
BambuCloudAnswer *bambu_cloud_answer_copy (const BambuCloudAnswer *self);
void bambu_cloud_answer_free (BambuCloudAnswer *self);

/**
 * bambu_cloud_answer_read:
 * @leg: what was asked
 * @what: for the error's message: method and path, without anything of the user's
 * @now: Unix seconds
 *
 * Tells an answer from a refusal, and takes the answer out of its envelope. Pure.
 *
 * Returns: (transfer full): what was answered, a null node if that is nothing, or %NULL with a
 * %BAMBU_CLOUD_ERROR; its retry time is 0 if the service named none
 */
JsonNode *bambu_cloud_answer_read (
    const BambuCloudAnswer *self, BambuLeg leg, const char *what, gint64 now, GError **error);

/**
 * bambu_cloud_answer_parse_retry:
 * @text: (nullable): a header `Retry-After`
 * @now: Unix seconds
 *
 * Returns: when to ask again, Unix seconds; 0 if it does not say, or too far away
 */
gint64 bambu_cloud_answer_parse_retry (const char *text, gint64 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuCloudAnswer, bambu_cloud_answer_free)

G_END_DECLS
