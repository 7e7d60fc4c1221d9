/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-broker-users.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

/* The form of a line in mosquitto's password file. */
#define SALT_BYTES 12
#define HASH_BYTES 64
#define HASH_ITERATIONS 101

static void
user_free (gpointer data)
{
  SimBrokerUser *self = data;

  g_free (self->name);
  g_free (self->password);
  g_clear_pointer (&self->serials, g_ptr_array_unref);
  g_free (self);
}

GPtrArray *
sim_broker_users_new (void)
{
  return g_ptr_array_new_with_free_func (user_free);
}

SimBrokerUser *
sim_broker_users_add (GPtrArray *users, const char *name, const char *password)
{
  SimBrokerUser *user = g_new0 (SimBrokerUser, 1);

  user->name = g_strdup (name);
  user->password = g_strdup (password);
  g_ptr_array_add (users, user);

  return user;
}

static void
append_password_line (GString *text, const SimBrokerUser *user)
{
  guint8 salt[SALT_BYTES];
  guint8 hash[HASH_BYTES];
  g_autofree char *salt_text = NULL;
  g_autofree char *hash_text = NULL;

  RAND_bytes (salt, sizeof salt);
  PKCS5_PBKDF2_HMAC (user->password, -1, salt, sizeof salt, HASH_ITERATIONS, EVP_sha512 (),
                     sizeof hash, hash);
  salt_text = g_base64_encode (salt, sizeof salt);
  hash_text = g_base64_encode (hash, sizeof hash);
  g_string_append_printf (text, "%s:$7$%d$%s$%s\n", user->name, HASH_ITERATIONS, salt_text,
                          hash_text);
}

char *
sim_broker_users_format_passwords (GPtrArray *users)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < users->len; i++)
    append_password_line (text, g_ptr_array_index (users, i));

  return g_string_free_and_steal (text);
}

char *
sim_broker_users_format_rights (GPtrArray *users, const char *mount)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < users->len; i++)
    {
      const SimBrokerUser *user = g_ptr_array_index (users, i);

      g_string_append_printf (text, "user %s\n", user->name);
      if (user->serials == NULL)
        g_string_append_printf (text, "topic readwrite %s/#\n", mount);
      for (guint j = 0; user->serials != NULL && j < user->serials->len; j++)
        {
          const char *serial = g_ptr_array_index (user->serials, j);

          g_string_append_printf (text,
                                  "topic read %s/device/%s/report\n"
                                  "topic write %s/device/%s/request\n",
                                  mount, serial, mount, serial);
        }
    }

  return g_string_free_and_steal (text);
}
