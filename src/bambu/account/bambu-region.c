/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-region.h"

#include <string.h>

#define BROKER_PORT 8883

G_DEFINE_BOXED_TYPE (BambuRegion, bambu_region, bambu_region_ref, bambu_region_unref)

/* The Chinese broker's host ends in .com, unlike its other hosts. */
static const BambuRegion VENDOR[] = {
  {
      .id = "global",
      .api = "https://api.bambulab.com",
      .web = "https://bambulab.com",
      .broker = "us.mqtt.bambulab.com:8883",
  },
  {
      .id = "china",
      .api = "https://api.bambulab.cn",
      .web = "https://bambulab.cn",
      .broker = "cn.mqtt.bambulab.com:8883",
  },
};

static BambuRegion *
region_new (const char *id, const char *api, const char *web, const char *broker)
{
  BambuRegion *self = g_atomic_rc_box_new0 (BambuRegion);

  self->id = g_strdup (id);
  self->api = g_strdup (api);
  self->web = g_strdup (web);
  self->broker = g_strdup (broker);

  return self;
}

static void
region_clear (gpointer data)
{
  BambuRegion *self = data;

  g_free ((char *) self->id);
  g_free ((char *) self->api);
  g_free ((char *) self->web);
  g_free ((char *) self->broker);
  g_free ((char *) self->authorities);
  g_clear_object (&self->database);
}

BambuRegion *
bambu_region_ref (BambuRegion *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
bambu_region_unref (BambuRegion *self)
{
  g_atomic_rc_box_release_full (self, region_clear);
}

BambuRegion *
bambu_region_lookup (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (VENDOR); i++)
    if (g_str_equal (VENDOR[i].id, id))
      return region_new (id, VENDOR[i].api, VENDOR[i].web, VENDOR[i].broker);

  return NULL;
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address ? g_inet_address_get_is_loopback (address) : g_str_equal (host, "localhost");
}

gboolean
bambu_region_is_safe (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  return host != NULL && *host != '\0' && g_uri_get_userinfo (uri) == NULL
         && (g_str_equal (scheme, "https") || (g_str_equal (scheme, "http") && is_loopback (host)));
}

/* Scheme, host and port alone; also what has a slash at its end. */
static char *
parse_origin (const char *text, char **host, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, error);

  if (uri == NULL)
    {
      g_prefix_error (error, "%s: ", text);
      return NULL;
    }

  if (!bambu_region_is_safe (uri) || g_uri_get_query (uri) || g_uri_get_fragment (uri)
      || strlen (g_uri_get_path (uri)) > 1)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "%s is no origin: https://host[:port], or http on the loopback", text);
      return NULL;
    }

  *host = g_strdup (g_uri_get_host (uri));

  return g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, *host, g_uri_get_port (uri),
                     "", NULL, NULL);
}

BambuRegion *
bambu_region_new (
    const char *api, const char *web, const char *broker, const char *authorities, GError **error)
{
  g_autoptr (BambuRegion) self = NULL;
  g_autofree char *api_origin = NULL;
  g_autofree char *web_origin = NULL;
  g_autofree char *default_broker = NULL;
  g_autofree char *host = NULL;
  g_autofree char *web_host = NULL;

  g_return_val_if_fail (api != NULL, NULL);

  if ((api_origin = parse_origin (api, &host, error)) == NULL
      || (web_origin = parse_origin (web ? web : api, &web_host, error)) == NULL)
    return NULL;

  default_broker = g_strdup_printf (strchr (host, ':') ? "[%s]:%d" : "%s:%d", host, BROKER_PORT);

  self = region_new (api_origin, api_origin, web_origin, broker ? broker : default_broker);

  if (authorities != NULL)
    {
      self->authorities = g_canonicalize_filename (authorities, NULL);
      self->database = g_tls_file_database_new (self->authorities, error);
      if (self->database == NULL)
        {
          g_prefix_error (error, "%s: ", authorities);
          return NULL;
        }
    }

  return g_steal_pointer (&self);
}

gboolean
bambu_region_allows (BambuRegion *self, GUri *uri)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (uri != NULL, FALSE);

  return bambu_region_is_safe (uri)
         && (g_str_equal (g_uri_get_scheme (uri), "https")
             || g_str_has_prefix (self->api, "http://"));
}
