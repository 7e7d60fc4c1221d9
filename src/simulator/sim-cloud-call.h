/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "sim-cloud-private.h"

G_BEGIN_DECLS

/* libsoup has no names for these. */
#define SIM_CLOUD_CAPTCHA 418
#define SIM_CLOUD_TOO_MANY_REQUESTS 429

/**
 * SimCloudCall:
 * @cloud: the cloud
 * @region: (nullable): which of the two; %NULL at the bucket, which is everybody's
 * @message: what libsoup has of it
 * @path: of the URL
 * @query: (element-type utf8 utf8) (nullable): parameters of the URL
 * @body: (nullable): what was sent, if it is a JSON object
 * @argument: (nullable): the part of the path that stands where its route has `*`
 * @token: (nullable): whose call it is; there on routes that are not open
 * @account: (nullable): the token's
 * @taken: its connection is somebody else's by now, nothing is to be answered
 *
 * A request that is being answered, in a fiber: handlers may wait.
 */
typedef struct
{
  SimCloud *cloud;
  SimCloudRegion *region;
  SoupServerMessage *message;
  char *path;
  GHashTable *query;
  JsonObject *body;
  char *argument;
  SimCloudToken *token;
  SimCloudAccount *account;
  gboolean taken;
} SimCloudCall;

/**
 * SimCloudRoute:
 * @method: HTTP method
 * @pattern: a path; `*` stands for one part of it
 * @open: no token is needed
 * @handler: answers
 *
 * Something that can be called. Tables of them end with an entry of %NULL.
 */
typedef struct
{
  const char *method;
  const char *pattern;
  gboolean open;
  void (*handler) (SimCloudCall *call);
} SimCloudRoute;

/** sim_cloud_call_get_query: Returns: (transfer none) (nullable): a parameter of the URL */
const char *sim_cloud_call_get_query (SimCloudCall *call, const char *name);
/** sim_cloud_call_get_number: Returns: a number among the URL's parameters */
gint64 sim_cloud_call_get_number (SimCloudCall *call, const char *name, gint64 fallback);
/** sim_cloud_call_get_text: Returns: (transfer none) (nullable): text of the body */
const char *sim_cloud_call_get_text (SimCloudCall *call, const char *member);
/** sim_cloud_call_has_fault: Returns: whether a fault of the cloud is on for all */
gboolean sim_cloud_call_has_fault (SimCloudCall *call, const char *fault);

/** sim_cloud_call_answer: the object as it is; takes it */
void sim_cloud_call_answer (SimCloudCall *call, guint status, JsonObject *object);
/** sim_cloud_call_succeed: the object in the envelope that this path has (protocol/cloud-account.md
 * §3); takes it */
void sim_cloud_call_succeed (SimCloudCall *call, JsonObject *fields);
/** sim_cloud_call_refuse: @code 0 for none */
void sim_cloud_call_refuse (SimCloudCall *call, guint status, int code, const char *error);
void sim_cloud_call_answer_text (SimCloudCall *call,
                                 guint status,
                                 const char *content_type,
                                 const char *text);

G_END_DECLS
