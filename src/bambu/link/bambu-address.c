/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-address.h"

#include <string.h>

gboolean
bambu_address_parse (const char *address, char **host, guint16 *port, GError **error)
{
  g_autoptr (GSocketConnectable) parsed = NULL;
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (address != NULL, FALSE);
  g_return_val_if_fail (host != NULL && port != NULL, FALSE);

  stripped = g_strstrip (g_strdup (address));
  parsed = g_network_address_parse (stripped, BAMBU_ADDRESS_PORT, error);
  if (parsed == NULL)
    return FALSE;

  *host = g_strdup (g_network_address_get_hostname (G_NETWORK_ADDRESS (parsed)));
  *port = g_network_address_get_port (G_NETWORK_ADDRESS (parsed));

  if (**host == '\0' || *port == 0 || strpbrk (*host, " \t\r\n/@") != NULL)
    {
      g_clear_pointer (host, g_free);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "“%s” is no address", address);
      return FALSE;
    }

  return TRUE;
}

gboolean
bambu_address_find_port (guint16 broker_port, guint16 usual, guint16 *port, GError **error)
{
  int found = usual + broker_port - BAMBU_ADDRESS_PORT;

  if (found <= 0 || found > G_MAXUINT16)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "There is no port %d", found);
      return FALSE;
    }

  *port = (guint16) found;

  return TRUE;
}

char *
bambu_address_format (const char *host, guint16 port)
{
  g_return_val_if_fail (host != NULL, NULL);

  if (port == BAMBU_ADDRESS_PORT)
    return g_strdup (host);

  return g_strdup_printf (strchr (host, ':') ? "[%s]:%u" : "%s:%u", host, port);
}
