/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-calls.h"

#include "bambu-cloud-answer.h"
#include "bambu-cloud-private.h"
#include "bambu-cloud-soup.h"
#include "bambu-picture.h"

/* For logs: the address is a secret. */
#define WHAT "GET picture"
#define MOST_BYTES (4 * 1024 * 1024)
#define MOST_POINTS (4096 * 4096)

static GBytes *
read_picture (BambuCloud *self, const BambuCloudAnswer *answer, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  guint width;
  guint height;

  if (answer->status == SOUP_STATUS_OK && answer->body
      && bambu_picture_measure (answer->body, &width, &height))
    {
      if (width <= MOST_POINTS / height)
        return g_bytes_ref (answer->body);

      g_set_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL, WHAT ": %u × %u points",
                   width, height);
      return NULL;
    }

  node = bambu_cloud_answer_read (answer, BAMBU_LEG_LINK, WHAT,
                                  bambu_cloud_get_now (self) / G_USEC_PER_SEC, error);
  if (node)
    g_set_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL, WHAT ": %u, no picture",
                 answer->status);

  return NULL;
}

static DexFuture *
on_answer (DexFuture *future, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GBytes *picture =
      read_picture (user_data, g_value_get_boxed (dex_future_get_value (future, NULL)), &error);

  return picture ? dex_future_new_take_boxed (G_TYPE_BYTES, picture)
                 : dex_future_new_for_error (g_steal_pointer (&error));
}

/* The service names the address, so it is not to lead anywhere else than its pictures are. */
static SoupMessage *
make_message (BambuCloud *self, const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri == NULL || !bambu_region_allows (bambu_cloud_get_region (self), uri))
    return NULL;

  return soup_message_new_from_uri (SOUP_METHOD_GET, uri);
}

DexFuture *
bambu_cloud_load_picture (BambuCloud *self, const char *address)
{
  g_autoptr (SoupMessage) message = NULL;

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (address != NULL);

  message = make_message (self, address);
  if (message == NULL)
    return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL,
                                  WHAT ": an address that is not asked");

  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept",
                                "image/png, image/jpeg");

  return dex_future_then (bambu_cloud_soup_exchange (bambu_cloud_get_session (self), message, WHAT,
                                                     MOST_BYTES,
                                                     bambu_cloud_get_timing (self)->limit_msec),
                          on_answer, g_object_ref (self), g_object_unref);
}
