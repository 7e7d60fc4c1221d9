/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-private.h"

#include <glib/gstdio.h>
#include <string.h>

#include "sim-broker-users.h"
#include "sim-certificate.h"
#include "sim-cloud-broker.h"
#include "sim-cloud-bucket.h"
#include "sim-cloud-origin.h"
#include "sim-cloud-routes.h"
#include "sim-folder.h"
#include "sim-json-build.h"

#define ADDRESS "127.0.0.1"
#define HTTPS_PORT 443
#define MQTT_PORT 8883
#define SHORT_SECONDS 2
#define SOON_SECONDS (3 * 24 * 60 * 60)
#define WATCHED_SECONDS 3600
#define RECONNECT_SECONDS 1

static const char *const region_names[] = { "global", "china", NULL };

#define N_REGIONS (G_N_ELEMENTS (region_names) - 1)

static const SimCloudRoute *const api_tables[] = {
  sim_cloud_login_routes,    sim_cloud_profile_routes,
  sim_cloud_binding_routes,  sim_cloud_device_routes,
  sim_cloud_activity_routes, sim_cloud_project_routes,
  sim_cloud_preset_routes,   sim_cloud_upload_routes,
  sim_cloud_task_routes,     NULL,
};
static const SimCloudRoute *const web_tables[] = { sim_cloud_web_routes, NULL };
static const SimCloudRoute *const bucket_tables[] = { sim_cloud_bucket_routes, NULL };
static const SimCloudRoute *const text_tables[] = { sim_cloud_text_routes, NULL };

struct _SimCloud
{
  GObject parent_instance;

  SimFolder *folder;
  char *ca_file;
  SimCloudFaults *faults;
  GPtrArray *devices; /* SimCloudDevice */
  SimCloudRegion *regions[N_REGIONS];
  SimCloudOrigin *api[N_REGIONS];
  SimCloudOrigin *web[N_REGIONS];
  SimCloudOrigin *bucket;
  SimCloudBucket *objects; /* what is in it */
  SimCloudOrigin *texts;
  SimCloudBroker *broker;
  guint expiry;
  guint reconnect;
};

enum
{
  EVENT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SimCloud, sim_cloud, G_TYPE_OBJECT)

void
sim_cloud_emit (SimCloud *self, const char *name, JsonObject *event)
{
  json_object_set_string_member (event, "event", name);
  g_signal_emit (self, signals[EVENT], 0, event);
  json_object_unref (event);
}

static void
on_broker_event (SimCloud *self, const char *name, JsonObject *event)
{
  sim_cloud_emit (self, name, json_object_ref (event));
}

SimCloudFaults *
sim_cloud_get_faults (SimCloud *self)
{
  return self->faults;
}

GPtrArray *
sim_cloud_get_devices (SimCloud *self)
{
  return self->devices;
}

const char *
sim_cloud_get_bucket_url (SimCloud *self)
{
  return sim_cloud_origin_get_url (self->bucket);
}

SimCloudBucket *
sim_cloud_get_bucket (SimCloud *self)
{
  return self->objects;
}

/* Tokens and users */

static void
add_user (SimCloud *self, GPtrArray *users, SimCloudRegion *region, SimCloudAccount *account)
{
  SimCloudToken *token = sim_cloud_region_get_token_of (region, account);
  g_autofree char *name = sim_cloud_account_dup_user (account);
  SimBrokerUser *user;

  if (token == NULL || sim_cloud_faults_has (self->faults, "cloud-refuses", NULL))
    return;

  user = sim_broker_users_add (users, name, token->text);
  user->serials = g_ptr_array_new ();
  for (guint i = 0; i < account->devices->len; i++)
    g_ptr_array_add (user->serials, (gpointer) sim_cloud_device_get_serial (
                                        g_ptr_array_index (account->devices, i)));
}

DexFuture *
sim_cloud_update_users (SimCloud *self, SimCloudRegion *region)
{
  g_autoptr (GPtrArray) users = sim_broker_users_new ();

  for (guint i = 0; i < region->accounts->len; i++)
    add_user (self, users, region, g_ptr_array_index (region->accounts, i));

  return sim_cloud_broker_set_users (self->broker, region->name, users);
}

static DexFuture *
on_users_updated (DexFuture *future, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) == NULL)
    g_warning ("The cloud's broker does not take its users: %s", error->message);

  return dex_future_new_true ();
}

static void
update_all_users (SimCloud *self)
{
  for (guint i = 0; i < N_REGIONS; i++)
    dex_future_disown (dex_future_finally (sim_cloud_update_users (self, self->regions[i]),
                                           on_users_updated, NULL, NULL));
}

static void watch_expiry (SimCloud *self);

static gboolean
on_token_expired (gpointer user_data)
{
  SimCloud *self = user_data;

  self->expiry = 0;
  update_all_users (self);
  watch_expiry (self);

  return G_SOURCE_REMOVE;
}

/* For those that end while somebody may look. */
static void
watch_expiry (SimCloud *self)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 first = now + WATCHED_SECONDS;

  for (guint i = 0; i < N_REGIONS; i++)
    for (guint j = 0; j < self->regions[i]->tokens->len; j++)
      {
        SimCloudToken *token = g_ptr_array_index (self->regions[i]->tokens, j);

        if (sim_cloud_token_is_alive (token))
          first = MIN (first, token->expires);
      }

  g_clear_handle_id (&self->expiry, g_source_remove);
  if (first < now + WATCHED_SECONDS)
    self->expiry = g_timeout_add_seconds ((guint) (first - now) + 1, on_token_expired, self);
}

SimCloudToken *
sim_cloud_issue_token (SimCloud *self,
                       SimCloudRegion *region,
                       SimCloudAccount *account,
                       int seconds)
{
  gboolean jwt = account->jwt || sim_cloud_faults_has (self->faults, "jwt-tokens", NULL);
  SimCloudToken *token;

  if (sim_cloud_faults_has (self->faults, "short-tokens", NULL))
    seconds = SHORT_SECONDS;
  else if (sim_cloud_faults_has (self->faults, "tokens-end-soon", NULL))
    seconds = SOON_SECONDS;

  token = sim_cloud_token_new (account, seconds, jwt);
  g_ptr_array_add (region->tokens, token);
  watch_expiry (self);

  return token;
}

static void
kill_tokens (SimCloud *self)
{
  for (guint i = 0; i < N_REGIONS; i++)
    for (guint j = 0; j < self->regions[i]->tokens->len; j++)
      ((SimCloudToken *) g_ptr_array_index (self->regions[i]->tokens, j))->dead = TRUE;
  update_all_users (self);
}

/* Printers */

static void
update_devices (SimCloud *self)
{
  gboolean silent = sim_cloud_faults_has (self->faults, "cloud-silent", NULL);

  for (guint i = 0; i < self->devices->len; i++)
    {
      SimCloudDevice *device = g_ptr_array_index (self->devices, i);
      gboolean online = !sim_printer_is_away (device->printer)
                        && !sim_cloud_faults_has (self->faults, "cloud-offline",
                                                  sim_cloud_device_get_serial (device));
      gboolean changed = online != device->online;

      device->online = online;
      /* Once taken out it can be put in again without being heard twice. */
      sim_cloud_broker_set_connected (self->broker, device, FALSE, changed && !online);
      if (online && !silent)
        sim_cloud_broker_set_connected (self->broker, device, TRUE, changed);
    }
}

static gboolean
on_reconnect (gpointer user_data)
{
  SimCloud *self = user_data;

  self->reconnect = 0;
  update_devices (self);

  return G_SOURCE_REMOVE;
}

/* Its connections break, this one too. */
static void
on_printer_dropped (SimCloud *self, SimPrinter *printer)
{
  SimCloudDevice *device = sim_cloud_device_find (self->devices, sim_printer_get_serial (printer));

  if (!device->online)
    return;

  device->online = FALSE;
  sim_cloud_broker_set_connected (self->broker, device, FALSE, TRUE);
  if (self->reconnect == 0)
    self->reconnect = g_timeout_add_seconds (RECONNECT_SECONDS, on_reconnect, self);
}

gboolean
sim_cloud_show_pin (SimCloud *self, const char *serial, GError **error)
{
  SimCloudDevice *device;

  g_return_val_if_fail (SIM_IS_CLOUD (self), FALSE);

  device = sim_cloud_device_find (self->devices, serial);
  if (device == NULL)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_UNKNOWN, "No printer “%s”", serial);
      return FALSE;
    }

  sim_cloud_emit (
      self, "pin",
      sim_json_build ("s:serial", serial, "s:pin", sim_cloud_device_make_pin (device), NULL));

  return TRUE;
}

/* Faults */

gboolean
sim_cloud_set_fault (
    SimCloud *self, const char *name, const char *arguments, gboolean active, GError **error)
{
  g_auto (GStrv) words = g_strsplit (arguments != NULL ? arguments : "*", " ", 2);
  const char *subject = words[0] == NULL || g_str_equal (words[0], "*") ? NULL : words[0];
  guint64 times = 0;
  const SimFault *fault;

  g_return_val_if_fail (SIM_IS_CLOUD (self), FALSE);

  fault = sim_fault_find (name, error);
  if (fault == NULL)
    return FALSE;

  if (!sim_fault_is_of_cloud (name)
      || (words[0] != NULL && words[1] != NULL
          && !g_ascii_string_to_unsigned (words[1], 10, 1, G_MAXINT, &times, NULL)))
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_INVALID, "Not for the cloud: %s %s", name,
                   arguments);
      return FALSE;
    }

  if (g_str_equal (name, "dead-tokens"))
    {
      if (active)
        kill_tokens (self);
      return TRUE;
    }

  if (active)
    sim_cloud_faults_add (self->faults, fault, subject, (guint) times);
  else
    sim_cloud_faults_remove (self->faults, fault, subject);

  if (g_str_equal (name, "cloud-refuses"))
    update_all_users (self);
  if (g_str_equal (name, "cloud-offline") || g_str_equal (name, "cloud-silent"))
    update_devices (self);

  return TRUE;
}

/* The whole */

static void
sim_cloud_dispose (GObject *object)
{
  SimCloud *self = SIM_CLOUD (object);

  g_clear_handle_id (&self->expiry, g_source_remove);
  g_clear_handle_id (&self->reconnect, g_source_remove);
  for (guint i = 0; i < N_REGIONS; i++)
    {
      g_clear_pointer (&self->api[i], sim_cloud_origin_free);
      g_clear_pointer (&self->web[i], sim_cloud_origin_free);
    }
  g_clear_pointer (&self->bucket, sim_cloud_origin_free);
  g_clear_pointer (&self->texts, sim_cloud_origin_free);
  g_clear_object (&self->broker);
  G_OBJECT_CLASS (sim_cloud_parent_class)->dispose (object);
}

static void
sim_cloud_finalize (GObject *object)
{
  SimCloud *self = SIM_CLOUD (object);

  for (guint i = 0; i < N_REGIONS; i++)
    g_clear_pointer (&self->regions[i], sim_cloud_region_free);
  g_clear_pointer (&self->objects, sim_cloud_bucket_free);
  g_clear_pointer (&self->devices, g_ptr_array_unref);
  g_clear_pointer (&self->faults, sim_cloud_faults_free);
  g_clear_pointer (&self->folder, sim_folder_free);
  g_free (self->ca_file);
  G_OBJECT_CLASS (sim_cloud_parent_class)->finalize (object);
}

static void
sim_cloud_class_init (SimCloudClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sim_cloud_dispose;
  object_class->finalize = sim_cloud_finalize;

  signals[EVENT] = g_signal_new ("event", SIM_TYPE_CLOUD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, JSON_TYPE_OBJECT);
}

static void
sim_cloud_init (SimCloud *self)
{
  self->faults = sim_cloud_faults_new ();
  self->devices = g_ptr_array_new_with_free_func (sim_cloud_device_free);
}

/* GIO takes certificate and key from files only, or from PEM text. */
static GTlsCertificate *
load_certificate (SimCloud *self, SimCertificate *certificate, GError **error)
{
  g_autofree char *chain = sim_folder_dup_path (self->folder, "host.pem");
  g_autofree char *key = sim_folder_dup_path (self->folder, "host.key");
  GTlsCertificate *loaded = NULL;

  if (sim_certificate_save (certificate, chain, TRUE, error)
      && sim_certificate_save_key (certificate, key, error))
    loaded = g_tls_certificate_new_from_files (chain, key, error);
  g_unlink (chain);
  g_unlink (key);

  return loaded;
}

static gboolean
open_origins (SimCloud *self, GTlsCertificate *certificate, guint16 port, GError **error)
{
  for (guint i = 0; i < N_REGIONS; i++)
    {
      self->api[i] = sim_cloud_origin_new (self, "api", self->regions[i], api_tables, certificate,
                                           port++, error);
      if (self->api[i] == NULL)
        return FALSE;

      self->web[i] = sim_cloud_origin_new (self, "web", self->regions[i], web_tables, certificate,
                                           port++, error);
      if (self->web[i] == NULL)
        return FALSE;
    }
  self->bucket =
      sim_cloud_origin_new (self, "bucket", NULL, bucket_tables, certificate, port++, error);
  if (self->bucket == NULL)
    return FALSE;
  sim_cloud_origin_watch (self->bucket, sim_cloud_bucket_on_headers, self);

  self->texts = sim_cloud_origin_new (self, "texts", NULL, text_tables, certificate, port, error);

  return self->texts != NULL;
}

static void
add_device (SimCloud *self, SimPrinter *printer)
{
  g_ptr_array_add (self->devices, sim_cloud_device_new (printer));
  g_signal_connect_object (printer, "dropped", G_CALLBACK (on_printer_dropped), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "returned", G_CALLBACK (update_devices), self,
                           G_CONNECT_SWAPPED);
}

SimCloud *
sim_cloud_new (guint16 port_offset, GPtrArray *printers, GError **error)
{
  g_autoptr (SimCloud) self = NULL;
  g_autoptr (SimCertificate) authority = NULL;
  g_autoptr (SimCertificate) host = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;

  g_return_val_if_fail (printers != NULL, NULL);

  self = g_object_new (SIM_TYPE_CLOUD, NULL);
  authority = sim_certificate_new ("Culm Simulator Web CA",
                                   SIM_CERTIFICATE_AUTHORITY | SIM_CERTIFICATE_HOST, NULL);
  host = sim_certificate_new ("localhost", SIM_CERTIFICATE_HOST, authority);
  self->folder = sim_folder_new ("cloud", error);
  if (self->folder == NULL)
    return NULL;

  self->objects = sim_cloud_bucket_new (error);
  if (self->objects == NULL)
    return NULL;

  self->ca_file = sim_folder_dup_path (self->folder, "ca.pem");
  if (!sim_certificate_save (authority, self->ca_file, FALSE, error)
      || !(certificate = load_certificate (self, host, error)))
    return NULL;

  for (guint i = 0; i < printers->len; i++)
    add_device (self, g_ptr_array_index (printers, i));
  for (guint i = 0; i < N_REGIONS; i++)
    self->regions[i] = sim_cloud_region_new (region_names[i], self->devices);

  self->broker =
      sim_cloud_broker_new (region_names, host, (guint16) (MQTT_PORT + port_offset), error);
  if (self->broker == NULL
      || !open_origins (self, certificate, (guint16) (HTTPS_PORT + port_offset), error))
    return NULL;

  g_signal_connect_object (self->broker, "event", G_CALLBACK (on_broker_event), self,
                           G_CONNECT_SWAPPED);
  update_devices (self);

  return g_steal_pointer (&self);
}

DexFuture *
sim_cloud_start (SimCloud *self)
{
  g_return_val_if_fail (SIM_IS_CLOUD (self), NULL);

  return sim_cloud_broker_start (self->broker);
}

DexFuture *
sim_cloud_stop (SimCloud *self)
{
  g_return_val_if_fail (SIM_IS_CLOUD (self), NULL);

  for (guint i = 0; i < N_REGIONS; i++)
    {
      sim_cloud_origin_stop (self->api[i]);
      sim_cloud_origin_stop (self->web[i]);
    }
  sim_cloud_origin_stop (self->bucket);
  sim_cloud_origin_stop (self->texts);

  return sim_cloud_broker_stop (self->broker);
}

static JsonObject *
describe_region (SimCloud *self, guint index)
{
  g_autofree char *mqtt = g_strdup_printf (
      ADDRESS ":%u", sim_cloud_broker_get_port (self->broker, region_names[index]));

  return sim_json_build ("s:origin", sim_cloud_origin_get_url (self->api[index]), "s:web_origin",
                         sim_cloud_origin_get_url (self->web[index]), "s:mqtt", mqtt, NULL);
}

JsonObject *
sim_cloud_describe (SimCloud *self)
{
  JsonArray *accounts;
  JsonObject *object;

  g_return_val_if_fail (SIM_IS_CLOUD (self), NULL);

  accounts = json_array_new ();
  for (guint i = 0; i < N_REGIONS; i++)
    for (guint j = 0; j < self->regions[i]->accounts->len; j++)
      json_array_add_object_element (
          accounts, sim_cloud_account_describe (g_ptr_array_index (self->regions[i]->accounts, j),
                                                region_names[i]));

  object = describe_region (self, 0);
  json_object_set_object_member (object, region_names[1], describe_region (self, 1));
  json_object_set_string_member (object, "bucket_origin", sim_cloud_origin_get_url (self->bucket));
  json_object_set_string_member (object, "texts_origin", sim_cloud_origin_get_url (self->texts));
  json_object_set_string_member (object, "ca_file", self->ca_file);
  json_object_set_array_member (object, "accounts", accounts);

  return object;
}
