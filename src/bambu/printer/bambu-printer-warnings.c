/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-printer-private.h"

#include <math.h>
#include <string.h>

/* What we warn of, by the limits that the user set: the printer itself says nothing of it. */

/* A value that trembles about its limit would come and go: a warning stays until it is this far
 * back. */
#define MARGIN 2

#define WARNINGS_MAX (BAMBU_UNITS_MAX * (BAMBU_SLOTS_MAX + 2) + BAMBU_EXTRUDERS_MAX)

typedef struct
{
  BambuPrinter *printer;
  const BambuLimits *limits;
  BambuAlertReading warnings[WARNINGS_MAX];
  guint n_warnings;
} Inspection;

static BambuAlert *
find_warning (GListStore *warnings, BambuAlertKind kind, const char *code, guint *position)
{
  GListModel *model = G_LIST_MODEL (warnings);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (BambuAlert) warning = g_list_model_get_item (model, i);

      if (bambu_alert_get_kind (warning) == kind
          && strcmp (bambu_alert_get_code (warning), code) == 0)
        {
          *position = i;
          return g_steal_pointer (&warning);
        }
    }

  return NULL;
}

static int
get_margin (Inspection *self, BambuAlertKind kind, const char *code)
{
  return bambu_printer_has_warning (self->printer, kind, code) ? MARGIN : 0;
}

static void
add (Inspection *self,
     BambuAlertKind kind,
     BambuSeverity severity,
     const char *code,
     int value,
     int limit)
{
  if (self->n_warnings < WARNINGS_MAX)
    self->warnings[self->n_warnings++] = (BambuAlertReading) {
      .code = code,
      .kind = kind,
      .severity = severity,
      .value = value,
      .limit = limit,
    };
}

/* What remains is -1 where nothing measured it, and only falls: no margin. */
static void
inspect_tray (Inspection *self, BambuTray *tray)
{
  int remain = bambu_tray_get_remain_percent (tray);
  int limit = self->limits->filament_percent;

  if (bambu_tray_get_state (tray) == BAMBU_TRAY_STATE_KNOWN && remain >= 0 && remain < limit)
    add (self, BAMBU_ALERT_KIND_FILAMENT_LOW, BAMBU_SEVERITY_INFO, bambu_tray_get_label (tray),
         remain, limit);
}

static void
inspect_humidity (Inspection *self, BambuAms *ams, BambuAirLimit air)
{
  const char *name = bambu_ams_get_name (ams);
  int percent = bambu_ams_get_humidity_percent (ams);
  int level = bambu_ams_get_humidity_level (ams);
  int margin = get_margin (self, BAMBU_ALERT_KIND_HUMIDITY, name);

  if (percent >= 0)
    {
      if (air.humidity_percent > 0 && percent > air.humidity_percent - margin)
        add (self, BAMBU_ALERT_KIND_HUMIDITY, BAMBU_SEVERITY_COMMON, name, percent,
             air.humidity_percent);
    }
  else if (level > 0 && level <= self->limits->humidity_level)
    add (self, BAMBU_ALERT_KIND_HUMIDITY, BAMBU_SEVERITY_COMMON, name, -level,
         -self->limits->humidity_level);
}

static void
inspect_heat (Inspection *self, BambuAms *ams, BambuAirLimit air)
{
  const char *name = bambu_ams_get_name (ams);
  double celsius = bambu_ams_get_temperature (ams);

  if (air.celsius > 0 && !isnan (celsius)
      && celsius > air.celsius - get_margin (self, BAMBU_ALERT_KIND_HEAT, name))
    add (self, BAMBU_ALERT_KIND_HEAT, BAMBU_SEVERITY_COMMON, name, (int) round (celsius),
         air.celsius);
}

/* An empty unit harms nothing, and one that dries is hot and damp on purpose. */
static void
inspect_unit (Inspection *self, BambuAms *ams)
{
  GListModel *trays = G_LIST_MODEL (ams);
  const char *materials[BAMBU_SLOTS_MAX + 1] = { NULL };
  guint n_materials = 0;
  gboolean filled = FALSE;
  BambuAirLimit air;

  for (guint i = 0; i < g_list_model_get_n_items (trays); i++)
    {
      g_autoptr (BambuTray) tray = g_list_model_get_item (trays, i);

      inspect_tray (self, tray);
      filled |= bambu_tray_get_state (tray) != BAMBU_TRAY_STATE_EMPTY;
      if (bambu_tray_get_material (tray) != NULL && n_materials < BAMBU_SLOTS_MAX)
        materials[n_materials++] = bambu_tray_get_material (tray);
    }

  if (!filled || bambu_ams_get_drying (ams) != BAMBU_DRYING_OFF)
    return;

  air = bambu_limits_find_air (self->limits, bambu_printer_get_serial (self->printer),
                               bambu_ams_get_id (ams), materials);
  inspect_humidity (self, ams, air);
  inspect_heat (self, ams, air);
}

static void
inspect (Inspection *self)
{
  GListModel *units = bambu_printer_get_ams_units (self->printer);
  GListModel *external = bambu_printer_get_external_trays (self->printer);

  for (guint i = 0; i < g_list_model_get_n_items (units); i++)
    {
      g_autoptr (BambuAms) ams = g_list_model_get_item (units, i);

      inspect_unit (self, ams);
    }

  for (guint i = 0; i < g_list_model_get_n_items (external); i++)
    {
      g_autoptr (BambuTray) tray = g_list_model_get_item (external, i);

      inspect_tray (self, tray);
    }
}

/* One that stays the same thing stays the same object. */
static void
show (BambuPrinter *printer, Inspection *found, gint64 seen)
{
  GListStore *store = printer->reading.warnings;
  guint n_items;

  for (guint i = 0; i < found->n_warnings; i++)
    {
      BambuAlertReading *reading = &found->warnings[i];
      guint position = i;
      g_autoptr (BambuAlert) warning =
          find_warning (store, reading->kind, reading->code, &position);
      gboolean is_new = warning == NULL;

      if (is_new)
        warning = g_object_new (BAMBU_TYPE_ALERT, NULL);
      reading->first_seen = is_new ? seen : bambu_alert_get_first_seen (warning);
      bambu_part_apply (BAMBU_PART (warning), reading);

      if (position != i)
        g_list_store_remove (store, position);
      if (is_new || position != i)
        g_list_store_insert (store, i, warning);
    }

  n_items = g_list_model_get_n_items (G_LIST_MODEL (store));
  if (n_items > found->n_warnings)
    g_list_store_splice (store, found->n_warnings, n_items - found->n_warnings, NULL, 0);
}

void
bambu_printer_show_warnings (BambuPrinter *self, gint64 seen)
{
  Inspection inspection = { .printer = self, .limits = self->limits };

  if (self->limits != NULL)
    inspect (&inspection);
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->reading.warnings)) == 0)
    return;

  show (self, &inspection, seen);
}

void
bambu_printer_set_limits (BambuPrinter *self, BambuLimits *limits)
{
  g_return_if_fail (BAMBU_IS_PRINTER (self));

  if (self->limits == limits)
    return;

  g_clear_pointer (&self->limits, bambu_limits_unref);
  self->limits = limits != NULL ? bambu_limits_ref (limits) : NULL;
  bambu_printer_show_warnings (self, self->reading.seen);
}

gboolean
bambu_printer_has_warning (BambuPrinter *self, BambuAlertKind kind, const char *code)
{
  guint position;
  g_autoptr (BambuAlert) warning = NULL;

  g_return_val_if_fail (BAMBU_IS_PRINTER (self), FALSE);
  g_return_val_if_fail (code != NULL, FALSE);

  warning = find_warning (self->reading.warnings, kind, code, &position);

  return warning != NULL;
}
