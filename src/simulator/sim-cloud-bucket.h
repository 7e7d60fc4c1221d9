/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "sim-cloud-call.h"

G_BEGIN_DECLS

/**
 * SimCloudBucket:
 *
 * What was uploaded to the cloud's bucket, in files of a folder of its own. Addresses are signed by
 * S3's version 2, in the query (protocol/cloud-print.md §5), and the signature is computed anew
 * from what really came.
 */
typedef struct _SimCloudBucket SimCloudBucket;

SimCloudBucket *sim_cloud_bucket_new (GError **error);
void sim_cloud_bucket_free (SimCloudBucket *self);

/** sim_cloud_bucket_dup_url: Returns: (transfer full): a presigned address to read something at */
char *sim_cloud_bucket_dup_url (SimCloud *cloud, const char *key);
/**
 * sim_cloud_bucket_dup_upload_url:
 * @key: where it goes, as in the address
 * @is_text: it is not the file itself
 *
 * Returns: (transfer full): a presigned address to upload to
 */
char *sim_cloud_bucket_dup_upload_url (SimCloud *cloud, const char *key, gboolean is_text);

/**
 * sim_cloud_bucket_find:
 * @url: an address of the bucket, signed or not
 * @md5: (out) (optional) (transfer none): of what is there, 32 lower-case hex digits
 *
 * Returns: (transfer none) (nullable) (type filename): what was uploaded to there
 */
const char *sim_cloud_bucket_find (SimCloud *cloud, const char *url, const char **md5);

/** sim_cloud_bucket_on_headers: a #SoupServerCallback for the begin of a request, with the
 * #SimCloud: what is uploaded goes into a file, at the pace and as far as the faults want */
void sim_cloud_bucket_on_headers (SoupServer *server,
                                  SoupServerMessage *message,
                                  const char *path,
                                  GHashTable *query,
                                  gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimCloudBucket, sim_cloud_bucket_free)

G_END_DECLS
