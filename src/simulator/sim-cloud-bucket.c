/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-routes.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

#include "sim-plate-picture.h"

#define BUCKET "/culm-simulator"
#define KEY_ID "AKIASIMULATOR0000000"
#define KEY "not a secret"
#define VALID_SECONDS 3600

/* Signature version 2, in the query: no MD5, no type (protocol/cloud-print.md §5). */
static char *
sign (const char *method, const char *key, const char *expires)
{
  g_autofree char *text = g_strdup_printf ("%s\n\n\n%s\n" BUCKET "/%s", method, expires, key);
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length;

  HMAC (EVP_sha1 (), KEY, strlen (KEY), (const unsigned char *) text, strlen (text), digest,
        &length);

  return g_base64_encode (digest, length);
}

char *
sim_cloud_bucket_dup_url (SimCloud *cloud, const char *key)
{
  gboolean expired = sim_cloud_faults_has (sim_cloud_get_faults (cloud), "covers-expired", NULL);
  g_autofree char *expires =
      g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC
                                                + (expired ? -VALID_SECONDS : VALID_SECONDS));
  g_autofree char *signature = sign ("GET", key, expires);
  g_autofree char *escaped = g_uri_escape_string (signature, NULL, FALSE);

  return g_strdup_printf ("%s/%s?AWSAccessKeyId=" KEY_ID "&Expires=%s&Signature=%s",
                          sim_cloud_get_bucket_url (cloud), key, expires, escaped);
}

static void
refuse (SimCloudCall *call, const char *code, const char *message)
{
  g_autofree char *xml = g_strdup_printf ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                          "<Error><Code>%s</Code><Message>%s</Message></Error>",
                                          code, message);

  sim_cloud_call_answer_text (call, SOUP_STATUS_FORBIDDEN, "application/xml", xml);
}

/* Answers only if it is not signed. */
static gboolean
is_signed (SimCloudCall *call)
{
  const char *expires = sim_cloud_call_get_query (call, "Expires");
  const char *given = sim_cloud_call_get_query (call, "Signature");
  g_autofree char *signature = NULL;

  if (expires == NULL || given == NULL)
    {
      refuse (call, "AccessDenied", "Access Denied");
      return FALSE;
    }

  signature = sign (soup_server_message_get_method (call->message), call->path + 1, expires);
  if (!g_str_equal (signature, given))
    refuse (call, "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided.");
  else if (g_ascii_strtoll (expires, NULL, 10) < g_get_real_time () / G_USEC_PER_SEC)
    refuse (call, "AccessDenied", "Request has expired");
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

const SimCloudRoute sim_cloud_bucket_routes[] = {
  { "GET", "/covers/*/*", TRUE, on_cover },
  { NULL },
};
