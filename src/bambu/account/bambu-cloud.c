/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bambu-cloud-private.h"
#include "bambu-cloud-soup.h"

#define USER_AGENT "Culm/" CULM_VERSION
#define MOST_CONNECTIONS 4

static const BambuCloudTiming TIMING = {
  .limit_msec = 30 * 1000,
  .first_msec = 1000,
  .patience_msec = 10 * 1000,
};

struct _BambuCloud
{
  GObject parent_instance;

  BambuRegion *region;
  BambuToken *token;
  BambuAppCertificate *certificate;

  SoupSession *session;
  BambuRateCap *cap;
  guint held[BAMBU_N_RATES];
  DexFuture *renewal;

  BambuCloudTiming timing;
  BambuCloudClock clock;
  gpointer clock_data;
};

G_DEFINE_FINAL_TYPE (BambuCloud, bambu_cloud, G_TYPE_OBJECT)

typedef enum
{
  PROP_TOKEN = 1,
} BambuCloudProperty;

static GParamSpec *properties[PROP_TOKEN + 1];

enum
{
  TOKEN_REFUSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gint64
system_clock (gpointer user_data)
{
  return g_get_real_time ();
}

static void
bambu_cloud_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuCloud *self = BAMBU_CLOUD (object);

  switch ((BambuCloudProperty) prop_id)
    {
    case PROP_TOKEN:
      g_value_set_boxed (value, self->token);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_cloud_dispose (GObject *object)
{
  BambuCloud *self = BAMBU_CLOUD (object);

  dex_clear (&self->renewal);
  g_clear_object (&self->session);
  g_clear_object (&self->certificate);

  G_OBJECT_CLASS (bambu_cloud_parent_class)->dispose (object);
}

static void
bambu_cloud_finalize (GObject *object)
{
  BambuCloud *self = BAMBU_CLOUD (object);

  g_clear_pointer (&self->region, bambu_region_unref);
  g_clear_pointer (&self->token, bambu_token_free);
  g_clear_pointer (&self->cap, bambu_rate_cap_free);

  G_OBJECT_CLASS (bambu_cloud_parent_class)->finalize (object);
}

static void
bambu_cloud_class_init (BambuCloudClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  bambu_cloud_soup_hush ();

  object_class->get_property = bambu_cloud_get_property;
  object_class->dispose = bambu_cloud_dispose;
  object_class->finalize = bambu_cloud_finalize;

  properties[PROP_TOKEN] =
      g_param_spec_boxed ("token", NULL, NULL, BAMBU_TYPE_TOKEN,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[TOKEN_REFUSED] = g_signal_new ("token-refused", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bambu_cloud_init (BambuCloud *self)
{
  self->timing = TIMING;
  self->clock = system_clock;
  self->cap = bambu_rate_cap_new ();
  self->session =
      soup_session_new_with_options ("user-agent", USER_AGENT, "max-conns-per-host",
                                     MOST_CONNECTIONS, "max-conns", 2 * MOST_CONNECTIONS, NULL);
  /* It would answer a 401 by itself. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
}

BambuCloud *
bambu_cloud_new (BambuRegion *region)
{
  BambuCloud *self;

  g_return_val_if_fail (region != NULL, NULL);

  self = g_object_new (BAMBU_TYPE_CLOUD, NULL);
  self->region = bambu_region_ref (region);
  if (region->database)
    soup_session_set_tls_database (self->session, region->database);

  return self;
}

BambuRegion *
bambu_cloud_get_region (BambuCloud *self)
{
  g_return_val_if_fail (BAMBU_IS_CLOUD (self), NULL);

  return self->region;
}

const BambuToken *
bambu_cloud_get_token (BambuCloud *self)
{
  g_return_val_if_fail (BAMBU_IS_CLOUD (self), NULL);

  return self->token;
}

void
bambu_cloud_set_token (BambuCloud *self, const BambuToken *token)
{
  BambuToken *old;

  g_return_if_fail (BAMBU_IS_CLOUD (self));

  if (self->token == token)
    return;

  old = self->token;
  self->token = token ? bambu_token_copy (token) : NULL;
  g_clear_pointer (&old, bambu_token_free);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOKEN]);
}

void
bambu_cloud_set_app_certificate (BambuCloud *self, BambuAppCertificate *certificate)
{
  g_return_if_fail (BAMBU_IS_CLOUD (self));

  g_set_object (&self->certificate, certificate);
}

BambuAppCertificate *
bambu_cloud_get_app_certificate (BambuCloud *self)
{
  g_return_val_if_fail (BAMBU_IS_CLOUD (self), NULL);

  return self->certificate;
}

void
bambu_cloud_set_timing (BambuCloud *self, const BambuCloudTiming *timing)
{
  self->timing = *timing;
}

void
bambu_cloud_set_clock (BambuCloud *self, BambuCloudClock clock, gpointer user_data)
{
  self->clock = clock;
  self->clock_data = user_data;
}

const BambuCloudTiming *
bambu_cloud_get_timing (BambuCloud *self)
{
  return &self->timing;
}

gint64
bambu_cloud_get_now (BambuCloud *self)
{
  return self->clock (self->clock_data);
}

SoupSession *
bambu_cloud_get_session (BambuCloud *self)
{
  return self->session;
}

BambuRateCap *
bambu_cloud_get_cap (BambuCloud *self)
{
  return self->cap;
}

guint *
bambu_cloud_get_held (BambuCloud *self, BambuRateKind rate)
{
  return &self->held[rate];
}

DexFuture **
bambu_cloud_get_renewal (BambuCloud *self)
{
  return &self->renewal;
}

void
bambu_cloud_refuse_token (BambuCloud *self, const char *token)
{
  /* Somebody may have signed in again meanwhile. */
  if (self->token && g_str_equal (self->token->access, token))
    g_signal_emit (self, signals[TOKEN_REFUSED], 0);
}
