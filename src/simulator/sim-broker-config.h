/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-certificate.h"

G_BEGIN_DECLS

/**
 * SimBrokerListener:
 * @address: where it listens
 * @port: its port
 * @name: what its topics are kept under: a printer's serial, or a cloud's name
 * @users: (element-type SimBrokerUser): who gets in
 * @certificate: what it shows
 * @send_issuers: it sends its issuers' certificates too
 *
 * A door of mosquitto.
 */
typedef struct
{
  char *address;
  guint16 port;
  char *name;
  GPtrArray *users;
  SimCertificate *certificate;
  gboolean send_issuers;
} SimBrokerListener;

/**
 * sim_broker_listener_new:
 * @port: 0 for a free one
 *
 * Returns: (transfer full) (nullable): one that lets nobody in yet
 */
SimBrokerListener *sim_broker_listener_new (const char *address,
                                            guint16 port,
                                            const char *name,
                                            SimCertificate *certificate,
                                            gboolean send_issuers,
                                            GError **error);
void sim_broker_listener_free (gpointer listener);

/** sim_broker_listener_save_users: writes who gets in and what they may, into @folder */
gboolean sim_broker_listener_save_users (SimBrokerListener *listener,
                                         const char *folder,
                                         GError **error);

/**
 * sim_broker_config_save:
 * @folder: where all its files go
 * @socket_path: the inner socket
 * @listeners: (element-type SimBrokerListener): its doors
 *
 * Returns: (transfer full) (nullable): the path of mosquitto's configuration
 */
char *sim_broker_config_save (const char *folder,
                              const char *socket_path,
                              GPtrArray *listeners,
                              GError **error);
/** sim_broker_config_save_openssl: Returns: (transfer full) (nullable): the path of that of its
 * OpenSSL */
char *sim_broker_config_save_openssl (const char *folder, GError **error);

G_END_DECLS
