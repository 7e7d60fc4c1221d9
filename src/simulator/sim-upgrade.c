/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-upgrade.h"

#include "sim-json.h"
#include "sim-printer-private.h"

#define DOWNLOAD_SECONDS 20
#define FLASH_SECONDS 20
#define FAILS_AT 0.6 /* of the download, if it shall */
#define FAILED 0x0500400b

#define STATE_NONE 0
#define STATE_AVAILABLE 1
#define STATE_RUNNING 2
#define STATE_FINISHED 3
#define OFFERED 1
#define NOT_OFFERED 2

static JsonObject *
get_state (SimPrinter *printer)
{
  return sim_json_get_object (printer->state, "upgrade_state");
}

static void
write_state (SimPrinter *printer, const char *status, double progress, int display)
{
  JsonObject *state = get_state (printer);
  char text[8];

  g_snprintf (text, sizeof text, "%d", (int) (CLAMP (progress, 0, 1) * 100));
  sim_json_put_string (state, "status", status);
  sim_json_put_string (state, "progress", text);
  sim_json_put_int (state, "dis_state", display);
}

gboolean
sim_upgrade_is_running (SimPrinter *printer)
{
  return printer->upgrade.version != NULL;
}

gboolean
sim_upgrade_start (SimPrinter *printer, const char *module, const char *version)
{
  JsonObject *state = get_state (printer);

  if (state == NULL || *version == '\0' || sim_upgrade_is_running (printer)
      || sim_machine_is_busy (printer->machine)
      || (!g_str_equal (module, "ota") && !g_str_equal (module, "ams")))
    return FALSE;

  printer->upgrade.version = g_strdup (version);
  printer->upgrade.module = g_strdup (module);
  printer->upgrade.seconds = 0;
  sim_json_put_string (state, "module", module);
  sim_json_put_int (state, "err_code", 0);
  write_state (printer, "DOWNLOADING", 0, STATE_RUNNING);

  return TRUE;
}

/* Newer printers offer in a member, older ones in a list. */
static const char *
get_offer (JsonObject *state)
{
  JsonArray *list = sim_json_get_array (state, "new_ver_list");
  const char *version = sim_json_get_string (state, "ota_new_version_number", "");

  for (guint i = 0; *version == '\0' && list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_OBJECT (node)
          && g_str_equal (sim_json_get_string (json_node_get_object (node), "name", ""), "ota"))
        version = sim_json_get_string (json_node_get_object (node), "new_ver", "");
    }

  return version;
}

gboolean
sim_upgrade_confirm (SimPrinter *printer)
{
  JsonObject *state = get_state (printer);

  return sim_json_get_int (state, "new_version_state", NOT_OFFERED) == OFFERED
         && sim_upgrade_start (printer, "ota", get_offer (state));
}

static gboolean
is_of_module (const char *name, const char *module)
{
  return g_str_equal (module, "ota")
             ? g_str_equal (name, "ota")
             : g_str_has_prefix (name, "ams") || g_str_has_prefix (name, "n3");
}

static void
set_versions (SimPrinter *printer)
{
  JsonArray *modules = sim_json_get_array (printer->versions, "module");
  JsonObject *online = sim_json_get_object (printer->state, "online");

  for (guint i = 0; modules != NULL && i < json_array_get_length (modules); i++)
    {
      JsonObject *module = json_array_get_object_element (modules, i);

      if (is_of_module (sim_json_get_string (module, "name", ""), printer->upgrade.module))
        sim_json_put_string (module, "sw_ver", printer->upgrade.version);
    }
  /* Who listens asks for the versions again. */
  sim_json_put_int (online, "version", sim_json_get_int (online, "version", 0) + 1);
}

static void
end_upgrade (SimPrinter *printer)
{
  g_clear_pointer (&printer->upgrade.version, g_free);
  g_clear_pointer (&printer->upgrade.module, g_free);
}

static void
fail (SimPrinter *printer)
{
  write_state (printer, "DOWNLOAD_FAIL", FAILS_AT, STATE_AVAILABLE);
  sim_json_put_int (get_state (printer), "err_code", FAILED);
  end_upgrade (printer);
}

static void
succeed (SimPrinter *printer)
{
  JsonObject *state = get_state (printer);
  gboolean restarts = g_str_equal (printer->upgrade.module, "ota");

  set_versions (printer);
  write_state (printer, "UPGRADE_SUCCESS", 1, STATE_FINISHED);
  if (sim_json_get_int (state, "new_version_state", NOT_OFFERED) == OFFERED)
    sim_json_put_int (state, "new_version_state", NOT_OFFERED);
  end_upgrade (printer);
  if (!restarts)
    return;

  /* It says so before it goes. */
  if (printer->pushing)
    sim_printer_report (printer, printer->profile->full_frames);
  write_state (printer, "IDLE", 0, STATE_NONE);
  sim_printer_reboot (printer);
}

void
sim_upgrade_advance (SimPrinter *printer, double seconds)
{
  double now;

  if (!sim_upgrade_is_running (printer))
    return;

  now = printer->upgrade.seconds += seconds;
  if (now >= DOWNLOAD_SECONDS * FAILS_AT && sim_printer_has_fault (printer, "upgrade-fails"))
    fail (printer);
  else if (now < DOWNLOAD_SECONDS)
    write_state (printer, "DOWNLOADING", now / DOWNLOAD_SECONDS, STATE_RUNNING);
  else if (now < DOWNLOAD_SECONDS + FLASH_SECONDS)
    write_state (printer, "FLASHING", (now - DOWNLOAD_SECONDS) / FLASH_SECONDS, STATE_RUNNING);
  else
    succeed (printer);
}
