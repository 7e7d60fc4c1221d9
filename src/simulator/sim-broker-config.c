/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-broker-config.h"

#include "sim-broker-users.h"

/* Below what the kernel gives to sockets that want any: between now and the start of mosquitto, and
 * while it is restarted, no connection of another program lands there. */
#define FIRST_PORT 29000
#define END_PORT 32768
#define PORT_TRIES 64

static gboolean
can_bind (GInetAddress *address, guint16 port, GError **error)
{
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (address, port);
  g_autoptr (GSocket) socket = g_socket_new (g_inet_address_get_family (address),
                                             G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  return socket != NULL && g_socket_bind (socket, wanted, FALSE, error);
}

static guint16
find_free_port (const char *text, GError **error)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (text);
  g_autoptr (GError) reason = NULL;

  if (address == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "Not an address: %s", text);
      return 0;
    }

  for (guint i = 0; i < PORT_TRIES; i++)
    {
      guint16 port = (guint16) g_random_int_range (FIRST_PORT, END_PORT);

      g_clear_error (&reason);
      if (can_bind (address, port, &reason))
        return port;
    }

  g_propagate_error (error, g_steal_pointer (&reason));

  return 0;
}

SimBrokerListener *
sim_broker_listener_new (const char *address,
                         guint16 port,
                         const char *name,
                         SimCertificate *certificate,
                         gboolean send_issuers,
                         GError **error)
{
  SimBrokerListener *self;

  if (port == 0 && (port = find_free_port (address, error)) == 0)
    return NULL;

  self = g_new0 (SimBrokerListener, 1);
  self->address = g_strdup (address);
  self->port = port;
  self->name = g_strdup (name);
  self->users = sim_broker_users_new ();
  self->certificate = sim_certificate_ref (certificate);
  self->send_issuers = send_issuers;

  return self;
}

void
sim_broker_listener_free (gpointer listener)
{
  SimBrokerListener *self = listener;

  g_free (self->address);
  g_free (self->name);
  g_ptr_array_unref (self->users);
  sim_certificate_unref (self->certificate);
  g_free (self);
}

static char *
dup_path (const char *folder, const char *name, const char *extension)
{
  g_autofree char *file = g_strconcat (name, extension, NULL);

  return g_build_filename (folder, file, NULL);
}

static gboolean
write_private (const char *path, const char *text, GError **error)
{
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

gboolean
sim_broker_listener_save_users (SimBrokerListener *listener, const char *folder, GError **error)
{
  g_autofree char *passwords = dup_path (folder, listener->name, ".passwords");
  g_autofree char *rights = dup_path (folder, listener->name, ".acl");
  g_autofree char *passwords_text = sim_broker_users_format_passwords (listener->users);
  g_autofree char *rights_text = sim_broker_users_format_rights (listener->users, listener->name);

  return write_private (passwords, passwords_text, error)
         && write_private (rights, rights_text, error);
}

static gboolean
write_listener (SimBrokerListener *listener, const char *folder, GString *config, GError **error)
{
  g_autofree char *certificate = dup_path (folder, listener->name, ".crt");
  g_autofree char *key = dup_path (folder, listener->name, ".key");
  g_autofree char *passwords = dup_path (folder, listener->name, ".passwords");
  g_autofree char *rights = dup_path (folder, listener->name, ".acl");

  g_string_append_printf (config,
                          "listener %u %s\n"
                          "mount_point %s/\n"
                          "certfile %s\n"
                          "keyfile %s\n"
                          "allow_anonymous false\n"
                          "password_file %s\n"
                          "acl_file %s\n",
                          listener->port, listener->address, listener->name, certificate, key,
                          passwords, rights);

  return sim_certificate_save (listener->certificate, certificate, listener->send_issuers, error)
         && sim_certificate_save_key (listener->certificate, key, error)
         && sim_broker_listener_save_users (listener, folder, error);
}

/* One process for all: the bench has two hundred printers. Mount points keep them from hearing each
 * other. */
char *
sim_broker_config_save (const char *folder,
                        const char *socket_path,
                        GPtrArray *listeners,
                        GError **error)
{
  g_autofree char *path = g_build_filename (folder, "mosquitto.conf", NULL);
  g_autoptr (GString) config = g_string_new (NULL);

  g_string_append_printf (
      config,
      "per_listener_settings true\n"
      "user %s\n" /* else root's mosquitto takes another and cannot read its files */
      "persistence false\n"
      "sys_interval 0\n"
      "log_dest stderr\n"
      "log_timestamp false\n"
      "log_type error\n"
      "log_type warning\n"
      "log_type notice\n"
      "log_type information\n"
      "connection_messages true\n"
      "listener 0 %s\n"
      "allow_anonymous true\n",
      g_get_user_name (), socket_path);

  for (guint i = 0; i < listeners->len; i++)
    if (!write_listener (g_ptr_array_index (listeners, i), folder, config, error))
      return NULL;

  return write_private (path, config->str, error) ? g_steal_pointer (&path) : NULL;
}

/* Printers speak TLS 1.2 at most; mosquitto has no setting for that, its OpenSSL has. */
char *
sim_broker_config_save_openssl (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "openssl.cnf", NULL);
  const char *text = "openssl_conf = init\n"
                     "[init]\n"
                     "ssl_conf = ssl\n"
                     "[ssl]\n"
                     "system_default = limits\n"
                     "[limits]\n"
                     "MinProtocol = TLSv1.2\n"
                     "MaxProtocol = TLSv1.2\n";

  return write_private (path, text, error) ? g_steal_pointer (&path) : NULL;
}
