/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-printer-private.h"

/* What the printer shows of its last report. */

BambuJob *
bambu_printer_get_job (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return self->reading.job;
}

BambuHeater *
bambu_printer_get_bed (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return self->reading.bed;
}

BambuHeater *
bambu_printer_get_chamber (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return self->reading.chamber;
}

GListModel *
bambu_printer_get_extruders (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return G_LIST_MODEL (self->reading.extruders);
}

GListModel *
bambu_printer_get_nozzle_rack (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return G_LIST_MODEL (self->reading.nozzle_rack);
}

GListModel *
bambu_printer_get_fans (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return G_LIST_MODEL (self->reading.fans);
}

GListModel *
bambu_printer_get_lights (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return G_LIST_MODEL (self->reading.lights);
}

GListModel *
bambu_printer_get_ams_units (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return G_LIST_MODEL (self->reading.ams_units);
}

GListModel *
bambu_printer_get_external_trays (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return G_LIST_MODEL (self->reading.external_trays);
}

GListModel *
bambu_printer_get_settings (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return G_LIST_MODEL (self->reading.settings);
}

GListModel *
bambu_printer_get_alerts (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return G_LIST_MODEL (self->reading.alerts);
}

GListModel *
bambu_printer_get_warnings (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return G_LIST_MODEL (self->reading.warnings);
}

const char *
bambu_printer_get_model_name (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return self->reading.model_name;
}

BambuRights
bambu_printer_get_rights (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), BAMBU_RIGHTS_UNKNOWN);

  return self->reading.rights;
}

BambuCapabilities
bambu_printer_get_capabilities (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), 0);

  return self->reading.capabilities;
}

gint64
bambu_printer_get_seen (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), 0);

  return self->reading.seen;
}

BambuState
bambu_printer_get_state (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), BAMBU_STATE_UNKNOWN);

  return self->reading.state;
}

const char *
bambu_printer_get_state_word (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return self->reading.state_word;
}

int
bambu_printer_get_stage (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), -1);

  return self->reading.stage;
}

const char *
bambu_printer_get_stage_name (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return self->reading.stage_name;
}

BambuExtruder *
bambu_printer_get_active_extruder (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return self->reading.active_extruder;
}

BambuTray *
bambu_printer_get_active_tray (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return self->reading.active_tray;
}

int
bambu_printer_get_speed_level (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), 0);

  return self->reading.speed_level;
}

const char *
bambu_printer_get_firmware (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return self->reading.firmware;
}

const char *
bambu_printer_get_product_name (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return self->reading.product_name;
}

const char *
bambu_printer_get_ip (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return self->reading.ip;
}

int
bambu_printer_get_wifi_dbm (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), 0);

  return self->reading.wifi_dbm;
}

BambuDoor
bambu_printer_get_door (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), BAMBU_DOOR_UNKNOWN);

  return self->reading.door;
}

BambuStorageState
bambu_printer_get_storage (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), BAMBU_STORAGE_STATE_UNKNOWN);

  return self->reading.storage;
}

BambuCameraKind
bambu_printer_get_camera_kind (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), BAMBU_CAMERA_KIND_NONE);

  return self->reading.camera_kind;
}

gboolean
bambu_printer_is_camera_off (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), FALSE);

  return self->reading.camera_off;
}

gboolean
bambu_printer_has_report (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), FALSE);

  return self->reading.has_report;
}

gboolean
bambu_printer_is_wired (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), FALSE);

  return self->reading.wired;
}

BambuAmsActivity
bambu_printer_get_ams_activity (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), BAMBU_AMS_ACTIVITY_IDLE);

  return self->reading.ams_activity;
}

int
bambu_printer_get_ams_step (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), 0);

  return self->reading.ams_step;
}

gboolean
bambu_printer_is_upgrading (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), FALSE);

  return self->reading.upgrading;
}

int
bambu_printer_get_upgrade_percent (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), -1);

  return self->reading.upgrade_percent;
}

const char *
bambu_printer_get_upgrade_version (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return self->reading.upgrade_version;
}

int
bambu_printer_get_air_mode (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), -1);

  return self->reading.air_mode;
}

int
bambu_printer_get_air_submode (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), -1);

  return self->reading.air_submode;
}

BambuExtruder *
bambu_printer_find_extruder (BambuPrinter *self, int id)
{
  GListModel *extruders;

  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  extruders = G_LIST_MODEL (self->reading.extruders);

  for (guint i = 0; i < g_list_model_get_n_items (extruders); i++)
    {
      g_autoptr (BambuExtruder) extruder = g_list_model_get_item (extruders, i);

      if (bambu_extruder_get_id (extruder) == id)
        return extruder;
    }

  return NULL;
}

BambuAms *
bambu_printer_find_unit (BambuPrinter *self, int id)
{
  GListModel *units;

  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  units = G_LIST_MODEL (self->reading.ams_units);

  for (guint i = 0; i < g_list_model_get_n_items (units); i++)
    {
      g_autoptr (BambuAms) unit = g_list_model_get_item (units, i);

      if (bambu_ams_get_id (unit) == id)
        return unit;
    }

  return NULL;
}

BambuTray *
bambu_printer_find_tray (BambuPrinter *self, int ams, int slot)
{
  gboolean is_external = ams == BAMBU_EXTERNAL_MAIN || ams == BAMBU_EXTERNAL_DEPUTY;
  GListModel *trays;

  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  trays = is_external ? G_LIST_MODEL (self->reading.external_trays)
                      : G_LIST_MODEL (bambu_printer_find_unit (self, ams));

  for (guint i = 0; trays != NULL && i < g_list_model_get_n_items (trays); i++)
    {
      g_autoptr (BambuTray) tray = g_list_model_get_item (trays, i);

      if (bambu_tray_get_ams (tray) == ams && bambu_tray_get_slot (tray) == slot)
        return tray;
    }

  return NULL;
}
