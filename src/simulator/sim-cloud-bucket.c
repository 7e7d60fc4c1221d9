/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-bucket.h"

#include <glib/gstdio.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>
#include <sys/socket.h>

#include "sim-cloud-routes.h"
#include "sim-folder.h"
#include "sim-json-build.h"
#include "sim-plate-picture.h"

#define BUCKET "/culm-simulator"
#define KEY_ID "AKIASIMULATOR0000000"
#define KEY "not a secret"
#define VALID_SECONDS 3600
#define UPLOAD "sim-upload"
#define RESET_SHARE 0.62
#define SLOW_BYTES_PER_SECOND 1000

struct _SimCloudBucket
{
  SimFolder *folder;
  GHashTable *objects; /* key → Object */
  guint n_uploads;
};

typedef struct
{
  char *path;
  char *md5;
} Object;

/* While it comes in */
typedef struct
{
  SimCloud *cloud;
  char *path; /* %NULL: an object's by now */
  GOutputStream *stream;
  GChecksum *checksum;
  goffset size;
  guint pause;
} Upload;

static void
object_free (gpointer data)
{
  Object *self = data;

  g_unlink (self->path);
  g_free (self->path);
  g_free (self->md5);
  g_free (self);
}

static void
upload_free (gpointer data)
{
  Upload *self = data;

  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_object (&self->stream);
  g_checksum_free (self->checksum);
  if (self->path != NULL)
    g_unlink (self->path);
  g_free (self->path);
  g_free (self);
}

SimCloudBucket *
sim_cloud_bucket_new (GError **error)
{
  SimFolder *folder = sim_folder_new ("bucket", error);
  SimCloudBucket *self;

  if (folder == NULL)
    return NULL;

  self = g_new0 (SimCloudBucket, 1);
  self->folder = folder;
  self->objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, object_free);

  return self;
}

void
sim_cloud_bucket_free (SimCloudBucket *self)
{
  g_hash_table_unref (self->objects);
  sim_folder_free (self->folder);
  g_free (self);
}

/* Addresses */

/* S3 has @path as it is in the address; libsoup's server gives it away without its escapes only. */
static char *
sign (const char *method, const char *md5, const char *type, const char *expires, const char *path)
{
  g_autofree char *text =
      g_strdup_printf ("%s\n%s\n%s\n%s\n" BUCKET "%s", method, md5, type, expires, path);
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length;

  HMAC (EVP_sha1 (), KEY, strlen (KEY), (const unsigned char *) text, strlen (text), digest,
        &length);

  return g_base64_encode (digest, length);
}

static char *
make_url (SimCloud *cloud, const char *method, const char *type, const char *key, gboolean expired)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *path = g_strconcat ("/", key, NULL);
  g_autofree char *plain = g_uri_unescape_string (path, NULL);
  g_autofree char *expires =
      g_strdup_printf ("%" G_GINT64_FORMAT, now + (expired ? -VALID_SECONDS : VALID_SECONDS));
  g_autofree char *signature = sign (method, "", type, expires, plain);
  g_autofree char *escaped = g_uri_escape_string (signature, NULL, FALSE);

  return g_strdup_printf ("%s%s?AWSAccessKeyId=" KEY_ID "&Expires=%s&Signature=%s",
                          sim_cloud_get_bucket_url (cloud), path, expires, escaped);
}

char *
sim_cloud_bucket_dup_url (SimCloud *cloud, const char *key)
{
  return make_url (cloud, "GET", "", key,
                   sim_cloud_faults_has (sim_cloud_get_faults (cloud), "covers-expired", NULL));
}

/* The documents have it that a type is to be sent; real addresses are signed without. */
char *
sim_cloud_bucket_dup_upload_url (SimCloud *cloud, const char *key, gboolean is_text)
{
  SimCloudFaults *faults = sim_cloud_get_faults (cloud);
  const char *type = !sim_cloud_faults_has (faults, "uploads-typed", NULL) ? ""
                     : is_text                                             ? "text/plain"
                               : "application/octet-stream";

  return make_url (cloud, "PUT", type, key, sim_cloud_faults_has (faults, "uploads-expired", NULL));
}

const char *
sim_cloud_bucket_find (SimCloud *cloud, const char *url, const char **md5)
{
  const char *root = sim_cloud_get_bucket_url (cloud);
  g_autofree char *escaped = NULL;
  g_autofree char *key = NULL;
  Object *object;

  if (!g_str_has_prefix (url, root))
    return NULL;

  escaped = g_strndup (url + strlen (root), strcspn (url + strlen (root), "?"));
  key = g_uri_unescape_string (escaped, NULL);
  if (key == NULL)
    return NULL;

  object = g_hash_table_lookup (sim_cloud_get_bucket (cloud)->objects, key);
  if (object != NULL && md5 != NULL)
    *md5 = object->md5;

  return object != NULL ? object->path : NULL;
}

/* What comes in */

static void
reset_connection (SoupServerMessage *message)
{
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };
  GSocket *socket = soup_server_message_get_socket (message);

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  g_socket_close (socket, NULL);
}

static gboolean
on_pause_over (gpointer user_data)
{
  SoupServerMessage *message = user_data;
  Upload *upload = g_object_get_data (G_OBJECT (message), UPLOAD);

  upload->pause = 0;
  soup_server_message_unpause (message);

  return G_SOURCE_REMOVE;
}

static void
on_chunk (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  Upload *upload = g_object_get_data (G_OBJECT (message), UPLOAD);
  SimCloudFaults *faults = sim_cloud_get_faults (upload->cloud);
  goffset length =
      soup_message_headers_get_content_length (soup_server_message_get_request_headers (message));
  gsize size;
  const guint8 *data = g_bytes_get_data (chunk, &size);
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_write_all (upload->stream, data, size, NULL, NULL, &error))
    g_warning ("An upload cannot be kept: %s", error->message);
  g_checksum_update (upload->checksum, data, (gssize) size);
  upload->size += (goffset) size;

  if (sim_cloud_faults_has (faults, "bucket-reset", NULL)
      && (double) upload->size >= (double) length * RESET_SHARE)
    reset_connection (message);
  else if (sim_cloud_faults_has (faults, "bucket-slow", NULL) && upload->pause == 0)
    {
      soup_server_message_pause (message);
      upload->pause =
          g_timeout_add ((guint) (size * 1000 / SLOW_BYTES_PER_SECOND), on_pause_over, message);
    }
}

void
sim_cloud_bucket_on_headers (SoupServer *server,
                             SoupServerMessage *message,
                             const char *path,
                             GHashTable *query,
                             gpointer user_data)
{
  SimCloud *cloud = user_data;
  SimCloudBucket *self = sim_cloud_get_bucket (cloud);
  g_autofree char *name = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  Upload *upload;

  if (!g_str_equal (soup_server_message_get_method (message), "PUT"))
    return;

  upload = g_new0 (Upload, 1);
  upload->cloud = cloud;
  upload->checksum = g_checksum_new (G_CHECKSUM_MD5);
  name = g_strdup_printf ("%u", ++self->n_uploads);
  upload->path = sim_folder_dup_path (self->folder, name);
  file = g_file_new_for_path (upload->path);
  upload->stream = G_OUTPUT_STREAM (g_file_create (file, G_FILE_CREATE_NONE, NULL, &error));
  if (upload->stream == NULL)
    g_error ("An upload cannot be kept: %s", error->message);

  g_object_set_data_full (G_OBJECT (message), UPLOAD, upload, upload_free);
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  g_signal_connect (message, "got-chunk", G_CALLBACK (on_chunk), NULL);
}

/* Answers */

static void
refuse (SimCloudCall *call, guint status, const char *code, const char *message)
{
  g_autofree char *xml = g_strdup_printf ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                          "<Error><Code>%s</Code><Message>%s</Message></Error>",
                                          code, message);

  sim_cloud_call_answer_text (call, status, "application/xml", xml);
}

static const char *
get_header (SimCloudCall *call, const char *name)
{
  const char *value =
      soup_message_headers_get_one (soup_server_message_get_request_headers (call->message), name);

  return value != NULL ? value : "";
}

/* Answers only if it is not signed. */
static gboolean
is_signed (SimCloudCall *call)
{
  const char *key = sim_cloud_call_get_query (call, "AWSAccessKeyId");
  const char *expires = sim_cloud_call_get_query (call, "Expires");
  const char *given = sim_cloud_call_get_query (call, "Signature");
  const char *path = g_uri_get_path (soup_server_message_get_uri (call->message));
  g_autofree char *signature = NULL;

  if (*get_header (call, "Authorization") != '\0')
    refuse (call, SOUP_STATUS_BAD_REQUEST, "InvalidArgument",
            "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature "
            "query string parameter or the Authorization header should be specified");
  else if (expires == NULL || given == NULL || key == NULL)
    refuse (call, SOUP_STATUS_FORBIDDEN, "AccessDenied", "Access Denied");
  else if (!g_str_equal (key, KEY_ID))
    refuse (call, SOUP_STATUS_FORBIDDEN, "InvalidAccessKeyId",
            "The AWS Access Key Id you provided does not exist in our records.");
  else
    signature =
        sign (soup_server_message_get_method (call->message), get_header (call, "Content-MD5"),
              get_header (call, "Content-Type"), expires, path);
  if (signature == NULL)
    return FALSE;

  if (!g_str_equal (signature, given))
    refuse (call, SOUP_STATUS_FORBIDDEN, "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check "
            "your key and signing method.");
  else if (g_ascii_strtoll (expires, NULL, 10) < g_get_real_time () / G_USEC_PER_SEC)
    refuse (call, SOUP_STATUS_FORBIDDEN, "AccessDenied", "Request has expired");
  else
    return TRUE;

  return FALSE;
}

/* /covers/<task>/<colour>.png */
static void
on_cover (SimCloudCall *call)
{
  g_autoptr (GBytes) picture = NULL;
  gsize size;
  const char *data;

  if (!is_signed (call))
    return;

  picture = sim_plate_picture_new (strrchr (call->path, '/') + 1);
  data = g_bytes_get_data (picture, &size);
  soup_server_message_set_status (call->message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (call->message, "image/png", SOUP_MEMORY_COPY, data, size);
}

static void
on_put (SimCloudCall *call)
{
  Upload *upload = g_object_get_data (G_OBJECT (call->message), UPLOAD);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (call->message);
  Object *object;

  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH)
    {
      refuse (call, SOUP_STATUS_LENGTH_REQUIRED, "MissingContentLength",
              "You must provide the Content-Length HTTP header.");
      return;
    }
  if (!is_signed (call))
    return;

  g_output_stream_close (upload->stream, NULL, NULL);
  object = g_new0 (Object, 1);
  object->path = g_steal_pointer (&upload->path);
  object->md5 = g_strdup (g_checksum_get_string (upload->checksum));
  g_hash_table_insert (sim_cloud_get_bucket (call->cloud)->objects,
                       g_strdup (g_uri_get_path (soup_server_message_get_uri (call->message))),
                       object);
  sim_cloud_emit (call->cloud, "upload",
                  sim_json_build ("s:path", call->path, "l:size", (gint64) upload->size, NULL));
  soup_server_message_set_status (call->message, SOUP_STATUS_OK, NULL);
}

/* users/<uid>/<what>/<time>/<name> */
const SimCloudRoute sim_cloud_bucket_routes[] = {
  { "GET", "/covers/*/*", TRUE, on_cover },
  { "PUT", "/users/*/*/*/*", TRUE, on_put },
  { NULL },
};
