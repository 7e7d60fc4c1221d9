/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-cloud-answer.h"
#include "bambu-cloud.h"
#include "bambu-rate-cap.h"

G_BEGIN_DECLS

/**
 * BambuCloudRequest:
 * @method: HTTP method, static
 * @path: static; `%s` stands for @argument. This is what logs show
 * @argument: (nullable): of the path
 * @address: (nullable): what is asked for instead of the path, escaped
 * @query: (nullable): made by g_uri_escape_string() or the like
 * @body: (nullable): JSON
 * @cookie: (nullable): sent as it is
 * @csrf: (nullable): sent as it is
 * @serial: (nullable): the printer that it is about
 * @leg: what it is
 * @rate: which cap it counts for
 * @on_web: goes to the web site, not the API
 * @is_anonymous: goes without the token
 * @is_last: a dead token is not worth renewing
 *
 * One call. GETs may be repeated, all others are sent once.
 */
typedef struct
{
  const char *method;
  const char *path;
  char *argument;
  char *address;
  GString *query;
  GBytes *body;
  char *cookie;
  char *csrf;
  char *serial;
  BambuLeg leg;
  BambuRateKind rate;
  gboolean on_web;
  gboolean is_anonymous;
  gboolean is_last;
} BambuCloudRequest;

BambuCloudRequest *bambu_cloud_request_new (const char *method,
                                            const char *path,
                                            BambuRateKind rate);
void bambu_cloud_request_free (BambuCloudRequest *self);

/* Escapes. A %NULL value adds nothing. */
void bambu_cloud_request_add_query (BambuCloudRequest *self, const char *key, const char *value);
void bambu_cloud_request_add_query_int (BambuCloudRequest *self, const char *key, gint64 value);
/* @json: (transfer full): overwritten when it is sent */
void bambu_cloud_request_take_body (BambuCloudRequest *self, char *json);

/**
 * bambu_cloud_run:
 * @request: (transfer full): what to ask
 *
 * Asks, within the caps; repeats a GET after transient failures; renews the token once if the
 * service calls it dead.
 *
 * Returns: (transfer full): a future that resolves to the answer, a #JsonNode without its envelope
 * (of type null if empty), or rejects with %BAMBU_CLOUD_ERROR
 */
DexFuture *bambu_cloud_run (BambuCloud *self, BambuCloudRequest *request);

/* Returns: (transfer full): a future that resolves to the #BambuCloudAnswer of one attempt */
DexFuture *bambu_cloud_exchange (BambuCloud *self, BambuCloudRequest *request);

/* Reads what was answered, and remembers if the service wants to be left alone for a while. */
JsonNode *bambu_cloud_read (BambuCloud *self,
                            const BambuCloudRequest *request,
                            const BambuCloudAnswer *answer,
                            GError **error);

/* Returns: (transfer full): a future that is settled when somebody renewed the token: %TRUE if it
 * worked */
DexFuture *bambu_cloud_renew_token (BambuCloud *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuCloudRequest, bambu_cloud_request_free)

G_END_DECLS
