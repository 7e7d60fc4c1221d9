/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SimBrokerUser:
 * @name: user name
 * @password: password
 * @serials: (nullable): the printers whose topics they may use; %NULL for all that there are
 *
 * Somebody whom a broker lets in.
 */
typedef struct
{
  char *name;
  char *password;
  GPtrArray *serials;
} SimBrokerUser;

/** sim_broker_users_new: Returns: (transfer full) (element-type SimBrokerUser): nobody */
GPtrArray *sim_broker_users_new (void);

/** sim_broker_users_add: Returns: (transfer none): the new one */
SimBrokerUser *sim_broker_users_add (GPtrArray *users, const char *name, const char *password);

/** sim_broker_users_format_passwords: Returns: (transfer full): the text of mosquitto's password
 * file */
char *sim_broker_users_format_passwords (GPtrArray *users);
/**
 * sim_broker_users_format_rights:
 * @mount: what the listener's topics are kept under
 *
 * Returns: (transfer full): the text of mosquitto's access control file
 */
char *sim_broker_users_format_rights (GPtrArray *users, const char *mount);

G_END_DECLS
