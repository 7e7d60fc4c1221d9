/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ServeMode:
 * @SERVE_MODE_STRICT: asks the service for others; nothing can be changed through it
 * @SERVE_MODE_FULL: the same, and everything can be asked
 * @SERVE_MODE_COMPAT: tells what the printers report, as an older program did
 * @SERVE_MODE_NONE: no HTTP at all
 */
typedef enum
{
  SERVE_MODE_STRICT,
  SERVE_MODE_FULL,
  SERVE_MODE_COMPAT,
  SERVE_MODE_NONE,
} ServeMode;

/** serve_mode_parse: Returns: whether there is a mode of that name */
gboolean serve_mode_parse (const char *name, ServeMode *mode);
const char *serve_mode_get_name (ServeMode mode);
/** serve_mode_get_port: where it is usually */
guint16 serve_mode_get_port (ServeMode mode);
/** serve_mode_get_methods: Returns: (nullable): those that it answers, as in `Allow` */
const char *serve_mode_get_methods (ServeMode mode);
/** serve_mode_is_proxy: it asks the service, for those who have a token */
gboolean serve_mode_is_proxy (ServeMode mode);

G_END_DECLS
