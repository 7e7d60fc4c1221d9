/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "account/bambu-cloud.h"

G_BEGIN_DECLS

/**
 * CloudServer:
 *
 * A service on the loopback that answers as a test tells it, and remembers what it was asked. What
 * nobody told it about is 404.
 */
typedef struct
{
  SoupServer *server;
  char *origin;
  GHashTable *answers; /* "METHOD /path" → GQueue of answers; the last one is repeated */
  GPtrArray *requests; /* of CloudAsked */
} CloudServer;

typedef struct
{
  char *method;
  char *path;
  char *query; /* "" if none */
  char *body;
  GHashTable *headers; /* lower-case name → value */
} CloudAsked;

/* @certificate: (nullable): for TLS */
CloudServer *cloud_server_new (GTlsCertificate *certificate);
void cloud_server_free (CloudServer *self);

/* @headers: (nullable): "Name: value" lines */
void cloud_server_answer (
    CloudServer *self, const char *what, guint status, const char *headers, const char *body);
/* JSON with status 200 */
void cloud_server_json (CloudServer *self, const char *what, const char *body);
/* Anything with status 200 */
void cloud_server_file (CloudServer *self, const char *what, const char *type, GBytes *file);
/* Never answers. */
void cloud_server_hang (CloudServer *self, const char *what);
/* Writes @bytes instead of an answer of HTTP, and ends the connection. */
void cloud_server_raw (CloudServer *self, const char *what, const char *bytes);
/* What was told for @what is not valid any more. */
void cloud_server_forget (CloudServer *self, const char *what);

/* How often it was asked for @what. */
guint cloud_server_count (CloudServer *self, const char *what);
/* The last time. */
const CloudAsked *cloud_server_last (CloudServer *self, const char *what);
const char *cloud_asked_header (const CloudAsked *self, const char *name);

BambuRegion *cloud_server_make_region (CloudServer *self, const char *authorities);

/* Retries quickly, and has a clock that stands still. */
void cloud_hurry (BambuCloud *cloud, gint64 *clock);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CloudServer, cloud_server_free)

G_END_DECLS
