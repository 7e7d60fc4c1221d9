/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-printer-private.h"

G_DEFINE_FINAL_TYPE (BambuPrinter, bambu_printer, BAMBU_TYPE_PART)

static const BambuField FIELDS[] = {
  BAMBU_TYPED_FIELD (BambuPrinterReading, job, "job", OBJECT, bambu_job_get_type),
  BAMBU_TYPED_FIELD (BambuPrinterReading, bed, "bed", OBJECT, bambu_heater_get_type),
  BAMBU_TYPED_FIELD (BambuPrinterReading, chamber, "chamber", OBJECT, bambu_heater_get_type),
  BAMBU_TYPED_FIELD (BambuPrinterReading, extruders, "extruders", OBJECT, g_list_model_get_type),
  BAMBU_TYPED_FIELD (
      BambuPrinterReading, nozzle_rack, "nozzle-rack", OBJECT, g_list_model_get_type),
  BAMBU_TYPED_FIELD (BambuPrinterReading, fans, "fans", OBJECT, g_list_model_get_type),
  BAMBU_TYPED_FIELD (BambuPrinterReading, lights, "lights", OBJECT, g_list_model_get_type),
  BAMBU_TYPED_FIELD (BambuPrinterReading, ams_units, "ams-units", OBJECT, g_list_model_get_type),
  BAMBU_TYPED_FIELD (
      BambuPrinterReading, external_trays, "external-trays", OBJECT, g_list_model_get_type),
  BAMBU_TYPED_FIELD (BambuPrinterReading, alerts, "alerts", OBJECT, g_list_model_get_type),
  BAMBU_TYPED_FIELD (BambuPrinterReading, settings, "settings", OBJECT, g_list_model_get_type),
  BAMBU_TYPED_FIELD (BambuPrinterReading, warnings, "warnings", OBJECT, g_list_model_get_type),
  BAMBU_FIELD (BambuPrinterReading, model_name, "model-name", STRING),
  BAMBU_TYPED_FIELD (BambuPrinterReading, rights, "rights", ENUM, bambu_rights_get_type),
  BAMBU_TYPED_FIELD (
      BambuPrinterReading, capabilities, "capabilities", FLAGS, bambu_capabilities_get_type),
  BAMBU_FIELD (BambuPrinterReading, seen, "seen", INT64),
  BAMBU_FIELD (BambuPrinterReading, has_report, "has-report", BOOLEAN),
  BAMBU_TYPED_FIELD (BambuPrinterReading, state, "state", ENUM, bambu_state_get_type),
  BAMBU_FIELD (BambuPrinterReading, state_word, "state-word", STRING),
  BAMBU_FIELD (BambuPrinterReading, stage, "stage", INT),
  BAMBU_FIELD (BambuPrinterReading, stage_name, "stage-name", STRING),
  BAMBU_TYPED_FIELD (
      BambuPrinterReading, active_extruder, "active-extruder", OBJECT, bambu_extruder_get_type),
  BAMBU_TYPED_FIELD (BambuPrinterReading, active_tray, "active-tray", OBJECT, bambu_tray_get_type),
  BAMBU_FIELD (BambuPrinterReading, speed_level, "speed-level", INT),
  BAMBU_FIELD (BambuPrinterReading, firmware, "firmware", STRING),
  BAMBU_FIELD (BambuPrinterReading, product_name, "product-name", STRING),
  BAMBU_FIELD (BambuPrinterReading, ip, "ip", STRING),
  BAMBU_FIELD (BambuPrinterReading, wifi_dbm, "wifi-dbm", INT),
  BAMBU_FIELD (BambuPrinterReading, wired, "wired", BOOLEAN),
  BAMBU_TYPED_FIELD (BambuPrinterReading, door, "door", ENUM, bambu_door_get_type),
  BAMBU_TYPED_FIELD (BambuPrinterReading, storage, "storage", ENUM, bambu_storage_state_get_type),
  BAMBU_TYPED_FIELD (
      BambuPrinterReading, camera_kind, "camera-kind", ENUM, bambu_camera_kind_get_type),
  BAMBU_FIELD (BambuPrinterReading, camera_off, "camera-off", BOOLEAN),
  BAMBU_TYPED_FIELD (
      BambuPrinterReading, ams_activity, "ams-activity", ENUM, bambu_ams_activity_get_type),
  BAMBU_FIELD (BambuPrinterReading, ams_step, "ams-step", INT),
  BAMBU_FIELD (BambuPrinterReading, upgrading, "upgrading", BOOLEAN),
  BAMBU_FIELD (BambuPrinterReading, upgrade_percent, "upgrade-percent", INT),
  BAMBU_FIELD (BambuPrinterReading, upgrade_version, "upgrade-version", STRING),
  BAMBU_FIELD (BambuPrinterReading, air_mode, "air-mode", INT),
  BAMBU_FIELD (BambuPrinterReading, air_submode, "air-submode", INT),
};

/* After those of the table. */
typedef enum
{
  PROP_SERIAL = G_N_ELEMENTS (FIELDS) + 1,
  PROP_NAME,
  PROP_ADDRESS,
  PROP_DEMO,
  PROP_CONNECTION,
  PROP_LINK_STATE,
  PROP_LINK_ERROR,
  PROP_CERTIFICATE,
  PROP_FRESHNESS,
} BambuPrinterProperty;

static GParamSpec *properties[PROP_FRESHNESS + 1];

static void
bambu_printer_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuPrinter *self = BAMBU_PRINTER (object);

  if (prop_id <= G_N_ELEMENTS (FIELDS))
    {
      G_OBJECT_CLASS (bambu_printer_parent_class)->get_property (object, prop_id, value, pspec);
      return;
    }

  switch ((BambuPrinterProperty) prop_id)
    {
    case PROP_SERIAL:
      g_value_set_string (value, self->serial);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_DEMO:
      g_value_set_boolean (value, self->demo);
      break;
    case PROP_CONNECTION:
      g_value_set_enum (value, self->connection);
      break;
    case PROP_LINK_STATE:
      g_value_set_enum (value, self->link_state);
      break;
    case PROP_LINK_ERROR:
      g_value_set_boxed (value, self->link_error);
      break;
    case PROP_CERTIFICATE:
      g_value_set_boxed (value, self->certificate);
      break;
    case PROP_FRESHNESS:
      g_value_set_enum (value, self->freshness);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_printer_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BambuPrinter *self = BAMBU_PRINTER (object);

  switch (prop_id)
    {
    case PROP_SERIAL:
      self->serial = g_value_dup_string (value);
      break;
    case PROP_NAME:
      bambu_printer_set_name (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_printer_dispose (GObject *object)
{
  BambuPrinter *self = BAMBU_PRINTER (object);

  bambu_printer_forget_link (self);

  G_OBJECT_CLASS (bambu_printer_parent_class)->dispose (object);
}

static void
bambu_printer_finalize (GObject *object)
{
  BambuPrinter *self = BAMBU_PRINTER (object);

  g_ptr_array_unref (self->pendings);
  g_ptr_array_unref (self->flights);
  g_clear_pointer (&self->trends, g_ptr_array_unref);
  g_clear_error (&self->link_error);
  g_clear_pointer (&self->certificate, bambu_certificate_free);
  g_clear_pointer (&self->report, bambu_report_free);
  g_clear_pointer (&self->versions, bambu_versions_free);
  g_clear_pointer (&self->limits, bambu_limits_unref);
  g_clear_pointer (&self->given_model, g_free);
  g_clear_pointer (&self->serial, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->address, g_free);

  G_OBJECT_CLASS (bambu_printer_parent_class)->finalize (object);
}

static GParamSpec *
enum_property (const char *name, GType type)
{
  return g_param_spec_enum (name, NULL, NULL, type, 0,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
boxed_property (const char *name, GType type)
{
  return g_param_spec_boxed (name, NULL, NULL, type,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static void
bambu_printer_class_init (BambuPrinterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  bambu_part_class_set_fields (BAMBU_PART_CLASS (klass), FIELDS, G_N_ELEMENTS (FIELDS),
                               G_STRUCT_OFFSET (BambuPrinter, reading));

  object_class->get_property = bambu_printer_get_property;
  object_class->set_property = bambu_printer_set_property;
  object_class->dispose = bambu_printer_dispose;
  object_class->finalize = bambu_printer_finalize;

  properties[PROP_SERIAL] =
      g_param_spec_string ("serial", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] = g_param_spec_string (
      "name", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ADDRESS] =
      g_param_spec_string ("address", NULL, NULL, NULL,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DEMO] =
      g_param_spec_boolean ("demo", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CONNECTION] = enum_property ("connection", BAMBU_TYPE_CONNECTION);
  properties[PROP_LINK_STATE] = enum_property ("link-state", BAMBU_TYPE_LINK_STATE);
  properties[PROP_LINK_ERROR] = boxed_property ("link-error", G_TYPE_ERROR);
  properties[PROP_CERTIFICATE] = boxed_property ("certificate", BAMBU_TYPE_CERTIFICATE);
  properties[PROP_FRESHNESS] = enum_property ("freshness", BAMBU_TYPE_FRESHNESS);

  for (guint i = PROP_SERIAL; i <= PROP_FRESHNESS; i++)
    g_object_class_install_property (object_class, i, properties[i]);
}

static void
bambu_printer_init (BambuPrinter *self)
{
  g_autoptr (BambuExtruder) extruder = g_object_new (BAMBU_TYPE_EXTRUDER, NULL);

  self->name = g_strdup ("");
  self->model = bambu_model_get_unknown ();
  self->report = bambu_report_new ();
  bambu_vigil_init (&self->vigil, g_get_monotonic_time ());
  self->pendings = g_ptr_array_new_with_free_func (g_object_unref);
  self->flights = g_ptr_array_new ();
  self->patience = 1;
  self->trends = g_ptr_array_new_with_free_func (g_object_unref);

  self->reading.job = g_object_new (BAMBU_TYPE_JOB, NULL);
  self->reading.bed = g_object_new (BAMBU_TYPE_HEATER, NULL);
  self->reading.chamber = g_object_new (BAMBU_TYPE_HEATER, NULL);
  self->reading.extruders = g_list_store_new (BAMBU_TYPE_EXTRUDER);
  self->reading.nozzle_rack = g_list_store_new (BAMBU_TYPE_NOZZLE);
  self->reading.fans = g_list_store_new (BAMBU_TYPE_FAN);
  self->reading.lights = g_list_store_new (BAMBU_TYPE_LIGHT);
  self->reading.ams_units = g_list_store_new (BAMBU_TYPE_AMS);
  self->reading.external_trays = g_list_store_new (BAMBU_TYPE_TRAY);
  self->reading.alerts = g_list_store_new (BAMBU_TYPE_ALERT);
  self->reading.settings = g_list_store_new (BAMBU_TYPE_SETTING);
  self->reading.warnings = g_list_store_new (BAMBU_TYPE_ALERT);

  self->reading.model_name = g_strdup ("");
  self->reading.state_word = g_strdup ("");
  self->reading.stage = -1;
  self->reading.upgrade_percent = -1;
  self->reading.air_mode = -1;
  self->reading.air_submode = -1;
  self->reading.active_extruder = g_object_ref (extruder);
  g_list_store_append (self->reading.extruders, extruder);
}

BambuPrinter *
bambu_printer_new (const char *serial, const char *model)
{
  BambuPrinter *self;

  g_return_val_if_fail (serial != NULL, NULL);

  self = g_object_new (BAMBU_TYPE_PRINTER, "serial", serial, NULL);
  self->given_model = g_strdup (model);
  bambu_printer_update_model (self);

  return self;
}

void
bambu_printer_set_connection (BambuPrinter *self, BambuConnection connection)
{
  if (self->connection == connection)
    return;

  self->connection = connection;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONNECTION]);
}

void
bambu_printer_set_link_state (BambuPrinter *self, BambuLinkState state)
{
  if (self->link_state == state)
    return;

  self->link_state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINK_STATE]);
}

void
bambu_printer_set_freshness (BambuPrinter *self, BambuFreshness freshness)
{
  if (self->freshness == freshness)
    return;

  self->freshness = freshness;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRESHNESS]);
}

void
bambu_printer_take_link_error (BambuPrinter *self, GError *error)
{
  if (self->link_error == NULL && error == NULL)
    return;

  g_clear_error (&self->link_error);
  self->link_error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINK_ERROR]);
}

void
bambu_printer_take_certificate (BambuPrinter *self, BambuCertificate *certificate)
{
  if (self->certificate == NULL && certificate == NULL)
    return;

  g_clear_pointer (&self->certificate, bambu_certificate_free);
  self->certificate = certificate;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CERTIFICATE]);
}

const char *
bambu_printer_get_serial (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return self->serial;
}

const char *
bambu_printer_get_name (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return self->name;
}

void
bambu_printer_set_name (BambuPrinter *self, const char *name)
{
  g_return_if_fail (BAMBU_IS_PRINTER (self));

  if (g_set_str (&self->name, name ? name : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

const BambuModel *
bambu_printer_get_model (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return self->model;
}

const char *
bambu_printer_get_address (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return self->address;
}

void
bambu_printer_set_address (BambuPrinter *self, const char *address)
{
  g_return_if_fail (BAMBU_IS_PRINTER (self));

  if (g_set_str (&self->address, address))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADDRESS]);
}

gboolean
bambu_printer_is_demo (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), FALSE);

  return self->demo;
}

void
bambu_printer_set_demo (BambuPrinter *self, gboolean demo)
{
  g_return_if_fail (BAMBU_IS_PRINTER (self));

  demo = !!demo;

  if (self->demo == demo)
    return;

  self->demo = demo;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEMO]);
}

BambuConnection
bambu_printer_get_connection (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), BAMBU_CONNECTION_NONE);

  return self->connection;
}

BambuLinkState
bambu_printer_get_link_state (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), BAMBU_LINK_STATE_CLOSED);

  return self->link_state;
}

const GError *
bambu_printer_get_link_error (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return self->link_error;
}

const BambuCertificate *
bambu_printer_get_certificate (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return self->certificate;
}

BambuLink *
bambu_printer_get_link (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return self->link;
}

BambuFreshness
bambu_printer_get_freshness (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), BAMBU_FRESHNESS_OFFLINE);

  return self->freshness;
}

BambuPending *
bambu_printer_get_pending (BambuPrinter *self, BambuControl control, int index)
{
  BambuPendingReading reading;
  BambuPending *pending;

  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  for (guint i = 0; i < self->pendings->len; i++)
    {
      pending = g_ptr_array_index (self->pendings, i);

      if (bambu_pending_get_control (pending) == control
          && bambu_pending_get_index (pending) == index)
        return pending;
    }

  pending = g_object_new (BAMBU_TYPE_PENDING, NULL);
  reading = *bambu_pending_get_reading (pending);
  reading.control = control;
  reading.index = index;
  bambu_part_apply (BAMBU_PART (pending), &reading);
  g_ptr_array_add (self->pendings, pending);

  return pending;
}
