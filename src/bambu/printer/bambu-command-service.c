/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-command-private.h"

#include <math.h>
#include <string.h>

#define GCODE_MAX 1000 /* bytes; printers take little more */
#define CODE_MAX 64    /* bytes of an access code; 8 so far */

static void
take_access_code (DexPromise *promise, yyjson_val *answer)
{
  const char *code = yyjson_get_str (yyjson_obj_get (answer, "access_code"));

  if (code != NULL && *code != '\0' && strlen (code) <= CODE_MAX)
    dex_promise_resolve_string (promise, g_strdup (code));
}

BambuRequest *
bambu_command_access_code (BambuPrinter *printer, GError **error)
{
  BambuRequest *request;

  /* On the LAN it is what one came in with. */
  if (bambu_printer_get_connection (printer) != BAMBU_CONNECTION_CLOUD)
    return bambu_command_not_able (error, BAMBU_OBSTACLE_CLOUD_ONLY, 0);

  request = bambu_command_begin (printer, BAMBU_CONTROL_ACCESS_CODE, 0, NAN, error);
  if (request == NULL)
    return NULL;

  bambu_request_add (request, "system", "get_access_code");
  request->take_answer = take_access_code;

  return request;
}

BambuRequest *
bambu_command_reboot (BambuPrinter *printer, GError **error)
{
  BambuRequest *request = bambu_command_begin (printer, BAMBU_CONTROL_REBOOT, 0, NAN, error);

  if (request == NULL)
    return NULL;

  bambu_request_add (request, "system", "reboot");
  request->ends_link = TRUE;

  return request;
}

static gboolean
is_upgrading (BambuPrinter *printer, const BambuRequest *request)
{
  return bambu_printer_is_upgrading (printer);
}

BambuRequest *
bambu_command_upgrade (BambuPrinter *printer, const char *version, GError **error)
{
  BambuRequest *request;

  if (g_strcmp0 (bambu_printer_get_upgrade_version (printer), version) != 0)
    return bambu_command_not_now (error, BAMBU_OBSTACLE_NOT_OFFERED, 0);

  request = bambu_command_begin (printer, BAMBU_CONTROL_UPGRADE, 0, NAN, error);
  if (request == NULL)
    return NULL;

  json_object_set_int_member (bambu_request_add (request, "upgrade", "upgrade_confirm"), "src_id",
                              1);
  request->text = g_strdup (version);
  request->is_met = is_upgrading;

  return request;
}

BambuRequest *
bambu_command_gcode (BambuPrinter *printer, const char *lines, GError **error)
{
  gsize size = strlen (lines);
  g_autofree char *text = NULL;
  BambuRequest *request;

  if (size == 0 || size > GCODE_MAX || !g_utf8_validate (lines, -1, NULL))
    return bambu_command_not_able (error, BAMBU_OBSTACLE_INVALID, 0);

  request = bambu_command_begin (printer, BAMBU_CONTROL_GCODE, 0, NAN, error);
  if (request == NULL)
    return NULL;

  text = g_strconcat (lines, lines[size - 1] == '\n' ? NULL : "\n", NULL);
  bambu_request_add_gcode (request, text);

  return request;
}
