/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-printer-private.h"

#include <string.h>

#define MAKER "Bambu Lab "

/* How a printer's parts come to show its report. Lists are updated in place: an item that stays the
 * same thing stays the same object. */

typedef gboolean (*IsSame) (gpointer part, gconstpointer key);

/* Finds what has @key at @position or behind it, and moves it there. */
static gpointer
bring_part (GListStore *store, guint position, IsSame is_same, gconstpointer key)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (store));

  for (guint i = position; i < n_items; i++)
    {
      g_autoptr (GObject) part = g_list_model_get_item (G_LIST_MODEL (store), i);

      if (!is_same (part, key))
        continue;

      if (i != position)
        {
          g_list_store_remove (store, i);
          g_list_store_insert (store, position, part);
        }

      return g_steal_pointer (&part);
    }

  return NULL;
}

/* A new part enters its list when it shows something. */
static void
show_part (GListStore *store, guint position, gpointer part, gboolean is_new, gconstpointer reading)
{
  bambu_part_apply (part, reading);

  if (is_new)
    g_list_store_insert (store, position, part);
}

static void
trim (GListStore *store, guint n_parts)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (store));

  if (n_items > n_parts)
    g_list_store_splice (store, n_parts, n_items - n_parts, NULL, 0);
}

static gboolean
is_fan (gpointer part, gconstpointer key)
{
  return bambu_fan_get_kind (part) == *(const BambuFanKind *) key;
}

static gboolean
is_setting (gpointer part, gconstpointer key)
{
  return bambu_setting_get_kind (part) == *(const BambuSettingKind *) key;
}

static gboolean
is_light (gpointer part, gconstpointer key)
{
  return strcmp (bambu_light_get_node (part), key) == 0;
}

static gboolean
is_nozzle (gpointer part, gconstpointer key)
{
  return bambu_nozzle_get_position (part) == *(const int *) key;
}

static gboolean
is_alert (gpointer part, gconstpointer key)
{
  return strcmp (bambu_alert_get_code (part), key) == 0;
}

static gboolean
is_extruder (gpointer part, gconstpointer key)
{
  return bambu_extruder_get_id (part) == *(const int *) key;
}

static gboolean
is_ams (gpointer part, gconstpointer key)
{
  return bambu_ams_get_id (part) == *(const int *) key;
}

static gboolean
is_tray (gpointer part, gconstpointer key)
{
  return bambu_tray_get_slot (part) == *(const int *) key;
}

static gboolean
is_external_tray (gpointer part, gconstpointer key)
{
  return bambu_tray_get_ams (part) == *(const int *) key;
}

static void
show_fans (BambuPrinter *self, BambuCapabilities capabilities)
{
  BambuFanReading fans[BAMBU_FANS_MAX];
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->reading.fans));
  guint n_fans = 0;
  guint fitted;

  for (guint i = 0; i < BAMBU_FANS_MAX; i++)
    fans[i] = (BambuFanReading) { .kind = i, .percent = -1 };

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (BambuFan) fan = g_list_model_get_item (G_LIST_MODEL (self->reading.fans), i);

      fans[bambu_fan_get_kind (fan)] = *bambu_fan_get_reading (fan);
    }

  fitted = bambu_decode_fans (self->report, capabilities, fans);

  for (guint i = 0; i < BAMBU_FANS_MAX; i++)
    {
      g_autoptr (BambuFan) fan = NULL;
      gboolean is_new;

      if (!(fitted >> i & 1))
        continue;

      fan = bring_part (self->reading.fans, n_fans, is_fan, &fans[i].kind);
      is_new = fan == NULL;
      if (is_new)
        fan = g_object_new (BAMBU_TYPE_FAN, NULL);

      show_part (self->reading.fans, n_fans++, fan, is_new, &fans[i]);
    }

  trim (self->reading.fans, n_fans);
}

static void
show_settings (BambuPrinter *self, BambuCapabilities capabilities)
{
  BambuSettingReading settings[BAMBU_N_SETTINGS] = { 0 };
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->reading.settings));
  guint n_settings = 0;
  guint64 fitted;

  for (guint i = 0; i < BAMBU_N_SETTINGS; i++)
    settings[i].value = -1;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (BambuSetting) setting =
          g_list_model_get_item (G_LIST_MODEL (self->reading.settings), i);

      settings[bambu_setting_get_kind (setting)] = *bambu_setting_get_reading (setting);
    }

  fitted = bambu_decode_settings (self->report, capabilities, settings);

  for (guint i = 0; i < BAMBU_N_SETTINGS; i++)
    {
      g_autoptr (BambuSetting) setting = NULL;
      gboolean is_new;

      if (!(fitted >> i & 1))
        continue;

      setting = bring_part (self->reading.settings, n_settings, is_setting, &settings[i].kind);
      is_new = setting == NULL;
      if (is_new)
        setting = g_object_new (BAMBU_TYPE_SETTING, NULL);

      show_part (self->reading.settings, n_settings++, setting, is_new, &settings[i]);
    }

  trim (self->reading.settings, n_settings);
}

static void
show_lights (BambuPrinter *self)
{
  BambuLightReading lights[BAMBU_LIGHTS_MAX];
  guint n_lights = bambu_decode_lights (self->report, lights);

  for (guint i = 0; i < n_lights; i++)
    {
      g_autoptr (BambuLight) light = bring_part (self->reading.lights, i, is_light, lights[i].node);
      gboolean is_new = light == NULL;

      if (is_new)
        light = g_object_new (BAMBU_TYPE_LIGHT, NULL);

      if (lights[i].mode == NULL)
        {
          lights[i].mode = bambu_light_get_mode (light);
          lights[i].on = bambu_light_is_on (light);
        }

      show_part (self->reading.lights, i, light, is_new, &lights[i]);
    }

  trim (self->reading.lights, n_lights);
}

static void
show_nozzle_rack (BambuPrinter *self)
{
  BambuNozzleReading nozzles[BAMBU_RACK_MAX];
  guint n_nozzles = bambu_decode_nozzle_rack (self->report, nozzles);

  for (guint i = 0; i < n_nozzles; i++)
    {
      g_autoptr (BambuNozzle) nozzle =
          bring_part (self->reading.nozzle_rack, i, is_nozzle, &nozzles[i].position);
      gboolean is_new = nozzle == NULL;

      if (is_new)
        nozzle = g_object_new (BAMBU_TYPE_NOZZLE, NULL);

      show_part (self->reading.nozzle_rack, i, nozzle, is_new, &nozzles[i]);
    }

  trim (self->reading.nozzle_rack, n_nozzles);
}

static void
show_alerts (BambuPrinter *self, gint64 seen)
{
  BambuAlertDecoding alerts[BAMBU_ALERTS_MAX];
  guint n_alerts = bambu_decode_alerts (self->report, alerts);

  for (guint i = 0; i < n_alerts; i++)
    {
      g_autoptr (BambuAlert) alert = bring_part (self->reading.alerts, i, is_alert, alerts[i].code);
      g_autofree char *url = bambu_alert_dup_url (alerts[i].code);
      gboolean is_new = alert == NULL;

      if (is_new)
        alert = g_object_new (BAMBU_TYPE_ALERT, NULL);

      alerts[i].reading.text = bambu_alert_get_text (alert);
      alerts[i].reading.url = url;
      alerts[i].reading.first_seen = is_new ? seen : bambu_alert_get_first_seen (alert);
      show_part (self->reading.alerts, i, alert, is_new, &alerts[i].reading);
    }

  trim (self->reading.alerts, n_alerts);
}

static void
show_trays (BambuPrinter *self, BambuAms *ams, const BambuUnitSource *unit)
{
  GListStore *trays = bambu_ams_get_trays (ams);
  guint n_slots = bambu_decode_count_slots (bambu_ams_get_kind (ams));

  for (int slot = 0; slot < (int) n_slots; slot++)
    {
      BambuTrayDecoding decoding;
      g_autoptr (BambuTray) tray = bring_part (trays, slot, is_tray, &slot);
      gboolean is_new = tray == NULL;

      if (is_new)
        tray = g_object_new (BAMBU_TYPE_TRAY, NULL);

      decoding.reading = *bambu_tray_get_reading (tray);
      bambu_decode_tray (self->report, unit, slot, &decoding);
      show_part (trays, slot, tray, is_new, &decoding.reading);
    }

  trim (trays, n_slots);
}

static void
show_ams_units (BambuPrinter *self)
{
  BambuUnitSource units[BAMBU_UNITS_MAX];
  guint n_units = bambu_decode_list_units (self->report, units);

  for (guint i = 0; i < n_units; i++)
    {
      g_autoptr (BambuAms) ams = bring_part (self->reading.ams_units, i, is_ams, &units[i].id);
      gboolean is_new = ams == NULL;
      BambuAmsReading reading;
      char name[24];

      if (is_new)
        ams = g_object_new (BAMBU_TYPE_AMS, NULL);

      reading = *bambu_ams_get_reading (ams);
      bambu_decode_ams (self->report, self->model, self->versions, &units[i], &reading, name);
      bambu_part_apply (BAMBU_PART (ams), &reading);
      show_trays (self, ams, &units[i]);

      if (is_new)
        g_list_store_insert (self->reading.ams_units, i, ams);
    }

  trim (self->reading.ams_units, n_units);
}

static void
show_external_trays (BambuPrinter *self)
{
  BambuUnitSource sources[BAMBU_EXTRUDERS_MAX];
  guint n_trays = bambu_decode_list_external (self->report, sources);

  for (guint i = 0; i < n_trays; i++)
    {
      BambuTrayDecoding decoding;
      g_autoptr (BambuTray) tray =
          bring_part (self->reading.external_trays, i, is_external_tray, &sources[i].id);
      gboolean is_new = tray == NULL;

      if (is_new)
        tray = g_object_new (BAMBU_TYPE_TRAY, NULL);

      decoding.reading = *bambu_tray_get_reading (tray);
      bambu_decode_external (self->report, &sources[i], n_trays == 1, &decoding);
      show_part (self->reading.external_trays, i, tray, is_new, &decoding.reading);
    }

  trim (self->reading.external_trays, n_trays);
}

static void
show_heat (BambuPrinter *self, BambuCapabilities capabilities)
{
  BambuHeaterReading bed = *bambu_heater_get_reading (self->reading.bed);
  BambuHeaterReading chamber = *bambu_heater_get_reading (self->reading.chamber);
  guint n_extruders = g_list_model_get_n_items (G_LIST_MODEL (self->reading.extruders));

  bambu_decode_bed (self->report, self->model, &bed);
  bambu_part_apply (BAMBU_PART (self->reading.bed), &bed);

  bambu_decode_chamber (self->report, self->model, capabilities, &chamber);
  bambu_part_apply (BAMBU_PART (self->reading.chamber), &chamber);

  for (guint i = 0; i < n_extruders; i++)
    {
      g_autoptr (BambuExtruder) extruder =
          g_list_model_get_item (G_LIST_MODEL (self->reading.extruders), i);
      BambuHeater *heater = bambu_extruder_get_heater (extruder);
      BambuHeaterReading nozzle = *bambu_heater_get_reading (heater);

      bambu_decode_nozzle_heater (self->report, self->model, bambu_extruder_get_id (extruder),
                                  &nozzle);
      bambu_part_apply (BAMBU_PART (heater), &nozzle);
    }
}

static void
set_in_use (BambuTray *tray, gboolean in_use)
{
  BambuTrayReading reading;

  if (tray == NULL || bambu_tray_is_in_use (tray) == in_use)
    return;

  reading = *bambu_tray_get_reading (tray);
  reading.in_use = in_use;
  bambu_part_apply (BAMBU_PART (tray), &reading);
}

static gboolean
is_used (BambuPrinter *self, BambuTray *tray)
{
  guint n_extruders = g_list_model_get_n_items (G_LIST_MODEL (self->reading.extruders));

  for (guint i = 0; i < n_extruders; i++)
    {
      g_autoptr (BambuExtruder) extruder =
          g_list_model_get_item (G_LIST_MODEL (self->reading.extruders), i);

      if (bambu_extruder_get_tray (extruder) == tray)
        return TRUE;
    }

  return FALSE;
}

static void
show_extruders (BambuPrinter *self, BambuPrinterReading *printer)
{
  guint n_extruders = bambu_decode_count_extruders (self->report, self->model);

  for (int id = 0; id < (int) n_extruders; id++)
    {
      g_autoptr (BambuExtruder) extruder =
          bring_part (self->reading.extruders, id, is_extruder, &id);
      g_autoptr (BambuTray) old_tray = NULL;
      gboolean is_new = extruder == NULL;
      BambuExtruderReading reading;
      int ams;
      int slot;

      if (is_new)
        extruder = g_object_new (BAMBU_TYPE_EXTRUDER, NULL);

      reading = *bambu_extruder_get_reading (extruder);
      g_set_object (&old_tray, reading.tray);
      bambu_decode_extruder (self->report, n_extruders, id, &reading);
      reading.tray = bambu_decode_filament (self->report, id, &ams, &slot)
                         ? bambu_printer_find_tray (self, ams, slot)
                         : NULL;
      show_part (self->reading.extruders, id, extruder, is_new, &reading);

      if (reading.active)
        {
          printer->active_extruder = extruder;
          printer->active_tray = reading.tray;
        }

      if (old_tray != NULL && !is_used (self, old_tray))
        set_in_use (old_tray, FALSE);
      set_in_use (reading.tray, TRUE);
    }

  trim (self->reading.extruders, n_extruders);
}

/* In the order of protocol/models.md §2. */
static const BambuModel *
find_model (BambuPrinter *self)
{
  const BambuModel *model = bambu_model_find (self->given_model);

  if (*model->code == '\0')
    model = bambu_versions_find_model (self->versions, FALSE);
  if (*model->code == '\0')
    model = bambu_model_find_by_serial (self->serial);
  if (*model->code == '\0')
    model = bambu_versions_find_model (self->versions, TRUE);

  return model;
}

/* As users say it; of an unknown model what the printer calls itself. */
static const char *
get_model_name (BambuPrinter *self)
{
  const char *product = bambu_versions_get_product_name (self->versions);

  if (*self->model->code)
    return self->model->name;

  if (product)
    return g_str_has_prefix (product, MAKER) ? product + strlen (MAKER) : product;

  return self->given_model ? self->given_model : "";
}

static void
read_status (BambuPrinter *self, BambuStatusDecoding *status, BambuPrinterReading *printer)
{
  status->state = printer->state;
  status->state_word = printer->state_word;
  status->stage = printer->stage;
  status->speed_level = printer->speed_level;
  status->ams_activity = printer->ams_activity;
  status->ams_step = printer->ams_step;

  bambu_decode_status (self->report, status);

  printer->state = status->state;
  printer->state_word = status->state_word;
  printer->stage = status->stage;
  printer->stage_name = status->stage_name;
  printer->speed_level = status->speed_level;
  printer->ams_activity = status->ams_activity;
  printer->ams_step = status->ams_step;
}

static void
read_details (BambuPrinter *self, BambuDetailsDecoding *details, BambuPrinterReading *printer)
{
  details->wifi_dbm = printer->wifi_dbm;
  details->wired = printer->wired;
  details->door = printer->door;
  details->storage = printer->storage;

  bambu_decode_details (self->report, self->model, printer->capabilities, details);

  printer->ip = details->ip;
  printer->wifi_dbm = details->wifi_dbm;
  printer->wired = details->wired;
  printer->door = details->door;
  printer->storage = details->storage;
  printer->camera_kind = details->camera_kind;
  printer->camera_off = details->camera_off;
  printer->upgrading = details->upgrading;
  printer->upgrade_percent = details->upgrade_percent;
  printer->upgrade_version = details->upgrade_version;
}

void
bambu_printer_show (BambuPrinter *self, BambuSections sections, gint64 seen)
{
  BambuPrinterReading printer = self->reading;
  BambuStatusDecoding status;
  BambuDetailsDecoding details;

  /* What is the same as then may be another. */
  if (bambu_printer_was_away (self, seen))
    sections |= BAMBU_SECTION_JOB;

  if (sections & BAMBU_SECTION_ABILITIES)
    {
      printer.capabilities =
          bambu_decode_capabilities (self->report, self->model, self->reading.capabilities);

      if (printer.capabilities != self->reading.capabilities)
        sections |= BAMBU_SECTION_HEAT | BAMBU_SECTION_FANS | BAMBU_SECTION_DETAILS
                    | BAMBU_SECTION_SETTINGS;
    }

  if (sections & BAMBU_SECTION_STATUS)
    read_status (self, &status, &printer);

  if (sections & BAMBU_SECTION_DETAILS)
    read_details (self, &details, &printer);

  if (sections & BAMBU_SECTION_RIGHTS)
    printer.rights = bambu_printer_judge_rights (self);

  if (sections & BAMBU_SECTION_JOB)
    {
      BambuJobReading job = *bambu_job_get_reading (self->reading.job);

      bambu_decode_job (self->report, seen, &job);
      job.done_time = bambu_printer_judge_done (self, &job, seen);
      job.start_time = bambu_printer_judge_start (self, &job, printer.state, seen);
      bambu_part_apply (BAMBU_PART (self->reading.job), &job);
    }

  if (sections & BAMBU_SECTION_AMS)
    {
      show_ams_units (self);
      show_external_trays (self);
    }

  if (sections & (BAMBU_SECTION_AMS | BAMBU_SECTION_EXTRUDERS))
    {
      show_extruders (self, &printer);
      show_nozzle_rack (self);
    }

  if (sections & BAMBU_SECTION_HEAT)
    show_heat (self, printer.capabilities);

  if (sections & BAMBU_SECTION_FANS)
    {
      show_fans (self, printer.capabilities);
      bambu_decode_air_mode (self->report, &printer.air_mode, &printer.air_submode);
    }

  /* Some are there only with an AMS. */
  if (sections & (BAMBU_SECTION_SETTINGS | BAMBU_SECTION_AMS))
    show_settings (self, printer.capabilities);

  if (sections & BAMBU_SECTION_LIGHTS)
    show_lights (self);

  if (sections & BAMBU_SECTION_ALERTS)
    show_alerts (self, seen);

  if (sections & BAMBU_SECTION_AMS)
    bambu_printer_show_warnings (self, seen);

  printer.seen = seen;
  printer.has_report = seen > 0;
  printer.firmware = bambu_versions_get_firmware (self->versions);
  printer.product_name = bambu_versions_get_product_name (self->versions);
  printer.model_name = get_model_name (self);

  bambu_part_apply (BAMBU_PART (self), &printer);
}

void
bambu_printer_take_versions (BambuPrinter *self, yyjson_val *info)
{
  g_autoptr (BambuVersions) old = g_steal_pointer (&self->versions);

  self->versions = bambu_versions_new (info);
  bambu_printer_update_model (self);
}

void
bambu_printer_update_model (BambuPrinter *self)
{
  self->model = find_model (self);
  bambu_vigil_set_slow (&self->vigil,
                        (self->model->capabilities & BAMBU_CAPABILITY_SLOW_PUSHALL) != 0);

  bambu_printer_show (self, BAMBU_SECTION_ALL, self->reading.seen);
}
