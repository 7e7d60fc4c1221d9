/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-ams.h"

#include <math.h>

#include "bambu-reading-private.h"
#include "bambu-tray.h"

struct _BambuAms
{
  BambuPart parent_instance;

  BambuAmsReading reading;
  GListStore *trays;
};

static void bambu_ams_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BambuAms,
                               bambu_ams,
                               BAMBU_TYPE_PART,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, bambu_ams_list_model_init))

static const BambuField FIELDS[] = {
  BAMBU_FIELD (BambuAmsReading, id, "id", INT),
  BAMBU_TYPED_FIELD (BambuAmsReading, kind, "kind", ENUM, bambu_ams_kind_get_type),
  BAMBU_FIELD (BambuAmsReading, name, "name", STRING),
  BAMBU_FIELD (BambuAmsReading, extruder, "extruder", INT),
  BAMBU_FIELD (BambuAmsReading, humidity_level, "humidity-level", INT),
  BAMBU_FIELD (BambuAmsReading, humidity_percent, "humidity-percent", INT),
  BAMBU_FIELD (BambuAmsReading, temperature, "temperature", DOUBLE),
  BAMBU_TYPED_FIELD (BambuAmsReading, drying, "drying", ENUM, bambu_drying_get_type),
  BAMBU_FIELD (BambuAmsReading, dry_minutes_left, "dry-minutes-left", INT),
  BAMBU_FIELD (BambuAmsReading, dry_material, "dry-material", STRING),
  BAMBU_FIELD (BambuAmsReading, dry_temperature, "dry-temperature", INT),
  BAMBU_FIELD (BambuAmsReading, dry_hours, "dry-hours", INT),
  BAMBU_TYPED_FIELD (
      BambuAmsReading, dry_obstacles, "dry-obstacles", FLAGS, bambu_dry_obstacles_get_type),
  BAMBU_FIELD (BambuAmsReading, firmware, "firmware", STRING),
};

static GType
bambu_ams_get_item_type (GListModel *model)
{
  return BAMBU_TYPE_TRAY;
}

static guint
bambu_ams_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (BAMBU_AMS (model)->trays));
}

static gpointer
bambu_ams_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (BAMBU_AMS (model)->trays), position);
}

static void
bambu_ams_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bambu_ams_get_item_type;
  iface->get_n_items = bambu_ams_get_n_items;
  iface->get_item = bambu_ams_get_item;
}

static void
on_trays_items_changed (
    GListModel *trays, guint position, guint removed, guint added, BambuAms *self)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
bambu_ams_finalize (GObject *object)
{
  g_clear_object (&BAMBU_AMS (object)->trays);

  G_OBJECT_CLASS (bambu_ams_parent_class)->finalize (object);
}

static void
bambu_ams_class_init (BambuAmsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bambu_ams_finalize;

  bambu_part_class_set_fields (BAMBU_PART_CLASS (klass), FIELDS, G_N_ELEMENTS (FIELDS),
                               G_STRUCT_OFFSET (BambuAms, reading));
}

static void
bambu_ams_init (BambuAms *self)
{
  self->reading.name = g_strdup ("");
  self->reading.humidity_percent = -1;
  self->reading.temperature = NAN;
  self->reading.dry_temperature = -1;
  self->reading.dry_hours = -1;
  self->trays = g_list_store_new (BAMBU_TYPE_TRAY);
  g_signal_connect_object (self->trays, "items-changed", G_CALLBACK (on_trays_items_changed), self,
                           G_CONNECT_DEFAULT);
}

GListStore *
bambu_ams_get_trays (BambuAms *self)
{
  return self->trays;
}

const BambuAmsReading *
bambu_ams_get_reading (BambuAms *self)
{
  return &self->reading;
}

int
bambu_ams_get_id (BambuAms *self)
{
  g_return_val_if_fail (BAMBU_IS_AMS (self), 0);

  return self->reading.id;
}

BambuAmsKind
bambu_ams_get_kind (BambuAms *self)
{
  g_return_val_if_fail (BAMBU_IS_AMS (self), 0);

  return self->reading.kind;
}

const char *
bambu_ams_get_name (BambuAms *self)
{
  g_return_val_if_fail (BAMBU_IS_AMS (self), NULL);

  return self->reading.name;
}

int
bambu_ams_get_extruder (BambuAms *self)
{
  g_return_val_if_fail (BAMBU_IS_AMS (self), 0);

  return self->reading.extruder;
}

int
bambu_ams_get_humidity_level (BambuAms *self)
{
  g_return_val_if_fail (BAMBU_IS_AMS (self), 0);

  return self->reading.humidity_level;
}

int
bambu_ams_get_humidity_percent (BambuAms *self)
{
  g_return_val_if_fail (BAMBU_IS_AMS (self), 0);

  return self->reading.humidity_percent;
}

double
bambu_ams_get_temperature (BambuAms *self)
{
  g_return_val_if_fail (BAMBU_IS_AMS (self), 0);

  return self->reading.temperature;
}

BambuDrying
bambu_ams_get_drying (BambuAms *self)
{
  g_return_val_if_fail (BAMBU_IS_AMS (self), 0);

  return self->reading.drying;
}

int
bambu_ams_get_dry_minutes_left (BambuAms *self)
{
  g_return_val_if_fail (BAMBU_IS_AMS (self), 0);

  return self->reading.dry_minutes_left;
}

const char *
bambu_ams_get_dry_material (BambuAms *self)
{
  g_return_val_if_fail (BAMBU_IS_AMS (self), NULL);

  return self->reading.dry_material;
}

int
bambu_ams_get_dry_temperature (BambuAms *self)
{
  g_return_val_if_fail (BAMBU_IS_AMS (self), 0);

  return self->reading.dry_temperature;
}

int
bambu_ams_get_dry_hours (BambuAms *self)
{
  g_return_val_if_fail (BAMBU_IS_AMS (self), 0);

  return self->reading.dry_hours;
}

/* protocol/mqtt-commands.md §4 */
int
bambu_ams_get_dry_maximum (BambuAms *self)
{
  g_return_val_if_fail (BAMBU_IS_AMS (self), 0);

  switch (self->reading.kind)
    {
    case BAMBU_AMS_KIND_2_PRO:
      return 65;
    case BAMBU_AMS_KIND_HT:
      return 85;
    case BAMBU_AMS_KIND_UNKNOWN:
    case BAMBU_AMS_KIND_AMS:
    case BAMBU_AMS_KIND_LITE:
    default:
      return 0;
    }
}

int
bambu_ams_get_dry_limit (BambuAms *self)
{
  int limit = G_MAXINT;

  g_return_val_if_fail (BAMBU_IS_AMS (self), 0);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->trays)); i++)
    {
      g_autoptr (BambuTray) tray = g_list_model_get_item (G_LIST_MODEL (self->trays), i);
      int stands = bambu_tray_get_dry_limit (tray);

      if (stands > 0)
        limit = MIN (limit, stands);
    }

  return limit;
}

BambuDryObstacles
bambu_ams_get_dry_obstacles (BambuAms *self)
{
  g_return_val_if_fail (BAMBU_IS_AMS (self), 0);

  return self->reading.dry_obstacles;
}

const char *
bambu_ams_get_firmware (BambuAms *self)
{
  g_return_val_if_fail (BAMBU_IS_AMS (self), NULL);

  return self->reading.firmware;
}
