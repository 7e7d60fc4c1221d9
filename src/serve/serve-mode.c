/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-mode.h"

static const struct
{
  const char *name;
  guint16 port;
  const char *methods;
} modes[] = {
  [SERVE_MODE_STRICT] = { "strict", 5001, "GET, HEAD, POST" },
  [SERVE_MODE_FULL] = { "full", 5003, "GET, HEAD, POST, PUT, PATCH, DELETE" },
  [SERVE_MODE_COMPAT] = { "compat", 8080, "GET, HEAD" },
  [SERVE_MODE_NONE] = { "none", 0, NULL },
};

gboolean
serve_mode_parse (const char *name, ServeMode *mode)
{
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    if (g_str_equal (modes[i].name, name))
      {
        *mode = (ServeMode) i;
        return TRUE;
      }

  return FALSE;
}

const char *
serve_mode_get_name (ServeMode mode)
{
  return modes[mode].name;
}

guint16
serve_mode_get_port (ServeMode mode)
{
  return modes[mode].port;
}

const char *
serve_mode_get_methods (ServeMode mode)
{
  return modes[mode].methods;
}

gboolean
serve_mode_is_proxy (ServeMode mode)
{
  return mode == SERVE_MODE_STRICT || mode == SERVE_MODE_FULL;
}
