/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-decode-private.h"

#include <math.h>
#include <string.h>

#include "bambu-value-private.h"

#define HEATING_GAP 2.0 /* °C below the target that count as not reached */
#define CHAMBER_DUMMY 5 /* what printers without a sensor report */
#define GEARS 15        /* the old fields' full speed */

/* Fan numbers of an air duct's parts, `id >> 4`. */
#define DUCT_PART 1
#define DUCT_AUX 2
#define DUCT_CHAMBER 3
#define DUCT_INNER_LOOP 6
#define DUCT_SECOND_AUX 10
#define DUCT_NONE 0
#define DUCT_NUMBERS 16

gboolean
bambu_decode_has_bit (const BambuReport *report, BambuReportKey key, guint bit)
{
  guint64 bits;

  return bambu_value_read_bits (bambu_report_get (report, key), &bits) == BAMBU_ANSWER_GOOD
         && (bits >> bit & 1);
}

gboolean
bambu_decode_has_home_bit (const BambuReport *report, guint bit)
{
  gint64 flags;

  return bambu_value_read_int (bambu_report_get (report, BAMBU_KEY_HOME_FLAG), &flags)
             == BAMBU_ANSWER_GOOD
         && (flags >> bit & 1);
}

static yyjson_mut_val *
find_duct_part (const BambuReport *report, guint number)
{
  yyjson_mut_val *duct = bambu_report_get (report, BAMBU_KEY_DEVICE_AIRDUCT);
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (bambu_value_get (duct, "parts"));
  yyjson_mut_val *part;

  while ((part = yyjson_mut_arr_iter_next (&iter)))
    {
      gint64 id;

      if (bambu_value_read_int (bambu_value_get (part, "id"), &id) == BAMBU_ANSWER_GOOD
          && id >> 4 == number)
        return part;
    }

  return NULL;
}

static gboolean
has_light (const BambuReport *report, const char *node)
{
  yyjson_mut_arr_iter iter =
      yyjson_mut_arr_iter_with (bambu_report_get (report, BAMBU_KEY_LIGHTS_REPORT));
  yyjson_mut_val *light;

  while ((light = yyjson_mut_arr_iter_next (&iter)))
    if (yyjson_mut_equals_str (bambu_value_get (light, "node"), node))
      return TRUE;

  return FALSE;
}

/* What newer firmware says of itself. */
static BambuCapabilities
decode_abilities (const BambuReport *report)
{
  static const struct
  {
    BambuReportKey key;
    guint bit;
    BambuCapabilities capability;
  } BITS[] = {
    { BAMBU_KEY_FUN, 12, BAMBU_CAPABILITY_DOOR_RULE },
    { BAMBU_KEY_FUN, 31, BAMBU_CAPABILITY_INTERNAL_STORAGE },
    { BAMBU_KEY_FUN, 32, BAMBU_CAPABILITY_COMMAND_HOME },
    { BAMBU_KEY_FUN, 38, BAMBU_CAPABILITY_COMMAND_JOG },
    { BAMBU_KEY_FUN, 39, BAMBU_CAPABILITY_COMMAND_BED },
    { BAMBU_KEY_FUN, 49, BAMBU_CAPABILITY_SKIP_OBJECTS },
    { BAMBU_KEY_FUN2, 5, BAMBU_CAPABILITY_REMOTE_DRYING },
  };
  BambuCapabilities capabilities = 0;

  for (guint i = 0; i < G_N_ELEMENTS (BITS); i++)
    if (bambu_decode_has_bit (report, BITS[i].key, BITS[i].bit))
      capabilities |= BITS[i].capability;

  if (bambu_report_get (report, BAMBU_KEY_FUN) == NULL)
    capabilities |= BAMBU_CAPABILITY_SKIP_OBJECTS;
  else if (bambu_report_get (report, BAMBU_KEY_CFG) && bambu_report_get (report, BAMBU_KEY_AUX)
           && bambu_report_get (report, BAMBU_KEY_STAT))
    capabilities |= BAMBU_CAPABILITY_NEW_PROTOCOL;

  if (bambu_decode_has_home_bit (report, 21))
    capabilities |= BAMBU_CAPABILITY_MOTOR_NOISE;

  return capabilities;
}

BambuCapabilities
bambu_decode_capabilities (const BambuReport *report,
                           const BambuModel *model,
                           BambuCapabilities known)
{
  BambuCapabilities capabilities = model->capabilities | decode_abilities (report);
  yyjson_mut_val *duct = bambu_report_get (report, BAMBU_KEY_DEVICE_AIRDUCT);
  yyjson_mut_val *aux = bambu_report_get (report, BAMBU_KEY_AUX_PART_FAN);
  BambuNozzleReading rack[BAMBU_RACK_MAX];
  /* Bit 26: it has the kit that makes it a P1S. */
  gboolean has_kit = strcmp (model->code, "C11") == 0 && bambu_decode_has_home_bit (report, 26);
  double chamber;

  if (bambu_report_get (report, BAMBU_KEY_DEVICE_CTC))
    capabilities |= BAMBU_CAPABILITY_CHAMBER_SENSOR;

  /* Of a model that the table does not have, a chamber that was other than the dummy once is real.
   */
  if (*model->code == '\0'
      && ((known & BAMBU_CAPABILITY_CHAMBER_SENSOR)
          || (bambu_value_read_number (bambu_report_get (report, BAMBU_KEY_CHAMBER_TEMPER),
                                       &chamber)
                  == BAMBU_ANSWER_GOOD
              && chamber != CHAMBER_DUMMY)))
    capabilities |= BAMBU_CAPABILITY_CHAMBER_SENSOR;

  if (yyjson_mut_arr_size (bambu_value_get (duct, "modeList")) > 0)
    capabilities |= BAMBU_CAPABILITY_AIR_DUCT;

  if (yyjson_mut_is_true (aux) || find_duct_part (report, DUCT_AUX) || has_kit)
    capabilities |= BAMBU_CAPABILITY_AUX_FAN;
  if (find_duct_part (report, DUCT_CHAMBER) || has_kit)
    capabilities |= BAMBU_CAPABILITY_CHAMBER_FAN;

  if (has_light (report, "chamber_light"))
    capabilities |= BAMBU_CAPABILITY_CHAMBER_LIGHT;
  else if (bambu_report_get (report, BAMBU_KEY_LIGHTS_REPORT))
    capabilities &= ~BAMBU_CAPABILITY_CHAMBER_LIGHT;

  if (bambu_decode_nozzle_rack (report, rack) > 0)
    capabilities |= BAMBU_CAPABILITY_NOZZLE_RACK;

  return capabilities;
}

/* Low 16 bits now, high 16 bits the target. */
static gboolean
read_packed (yyjson_mut_val *value, BambuHeaterReading *heater)
{
  gint64 packed;

  if (bambu_value_read_int (value, &packed) != BAMBU_ANSWER_GOOD)
    return FALSE;

  heater->current = packed & 0xffff;
  heater->target = packed >> 16 & 0xffff;

  return TRUE;
}

static void
finish (BambuHeaterReading *heater, double maximum)
{
  heater->maximum = maximum;
  heater->heating =
      heater->fitted && heater->target > 0 && heater->current <= heater->target - HEATING_GAP;
}

void
bambu_decode_bed (const BambuReport *report, const BambuModel *model, BambuHeaterReading *bed)
{
  yyjson_mut_val *info = bambu_value_get (bambu_report_get (report, BAMBU_KEY_DEVICE_BED), "info");
  double maximum = model->bed_max;

  bed->fitted = TRUE;

  if (!read_packed (bambu_value_get (info, "temp"), bed)
      && !read_packed (bambu_report_get (report, BAMBU_KEY_DEVICE_BED_TEMP), bed))
    {
      bambu_value_update_double (bambu_report_get (report, BAMBU_KEY_BED_TEMPER), NAN,
                                 &bed->current);
      bambu_value_update_double (bambu_report_get (report, BAMBU_KEY_BED_TARGET_TEMPER), NAN,
                                 &bed->target);
    }

  /* X1 and X1C heat their bed further on 110 V than on 220 V. */
  if ((model->capabilities & BAMBU_CAPABILITY_LIDAR)
      && !(model->capabilities & BAMBU_CAPABILITY_CHAMBER_HEATER)
      && bambu_report_get (report, BAMBU_KEY_HOME_FLAG) && !bambu_decode_has_home_bit (report, 3)
      && !bambu_decode_has_bit (report, BAMBU_KEY_FUN, 2))
    maximum = 120;

  finish (bed, maximum);
}

void
bambu_decode_chamber (const BambuReport *report,
                      const BambuModel *model,
                      BambuCapabilities capabilities,
                      BambuHeaterReading *chamber)
{
  yyjson_mut_val *info = bambu_value_get (bambu_report_get (report, BAMBU_KEY_DEVICE_CTC), "info");

  chamber->fitted = (capabilities & BAMBU_CAPABILITY_CHAMBER_SENSOR) != 0;

  if (!chamber->fitted)
    {
      chamber->current = NAN;
      chamber->target = NAN;
    }
  else if (!read_packed (bambu_value_get (info, "temp"), chamber))
    {
      bambu_value_update_double (bambu_report_get (report, BAMBU_KEY_CHAMBER_TEMPER), NAN,
                                 &chamber->current);
      bambu_value_update_double (bambu_report_get (report, BAMBU_KEY_CTT), NAN, &chamber->target);
    }

  finish (chamber, model->chamber_max);
}

void
bambu_decode_nozzle_heater (const BambuReport *report,
                            const BambuModel *model,
                            int id,
                            BambuHeaterReading *heater)
{
  yyjson_mut_val *device = bambu_report_get (report, BAMBU_KEY_DEVICE_EXTRUDER);
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (bambu_value_get (device, "info"));
  yyjson_mut_val *info;
  gint64 info_id;
  gboolean packed = FALSE;

  heater->fitted = TRUE;

  while (!packed && (info = yyjson_mut_arr_iter_next (&iter)))
    packed = bambu_value_read_int (bambu_value_get (info, "id"), &info_id) == BAMBU_ANSWER_GOOD
             && info_id == id && read_packed (bambu_value_get (info, "temp"), heater);

  /* The old fields are those of the nozzle in use. */
  if (!packed && bambu_decode_is_active (report, id))
    {
      bambu_value_update_double (bambu_report_get (report, BAMBU_KEY_NOZZLE_TEMPER), NAN,
                                 &heater->current);
      bambu_value_update_double (bambu_report_get (report, BAMBU_KEY_NOZZLE_TARGET_TEMPER), NAN,
                                 &heater->target);
    }

  finish (heater, model->nozzle_max);
}

/* Percent of the old field with 0 to 15. */
static void
update_gear (const BambuReport *report, BambuReportKey key, int *percent)
{
  int gear = -1;

  bambu_value_update_int (bambu_report_get (report, key), 0, GEARS, -1, &gear);
  if (gear >= 0)
    *percent = (gear * 100 + GEARS / 2) / GEARS;
}

/* An air duct, by its parts' numbers. */
typedef struct
{
  yyjson_mut_val *parts[DUCT_NUMBERS];
  guint by_hand; /* the parts that the current mode leaves to the user, as bits */
  gboolean has_mode;
} Duct;

static gboolean
read_duct_number (yyjson_mut_val *value, guint *number)
{
  gint64 id;

  if (bambu_value_read_int (value, &id) != BAMBU_ANSWER_GOOD || id < 0 || id >> 4 >= DUCT_NUMBERS)
    return FALSE;

  *number = id >> 4;

  return TRUE;
}

static void
read_duct_mode (Duct *duct, yyjson_mut_val *mode)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (bambu_value_get (mode, "ctrl"));
  yyjson_mut_val *part;
  guint number;

  duct->has_mode = TRUE;

  while ((part = yyjson_mut_arr_iter_next (&iter)))
    if (read_duct_number (part, &number))
      duct->by_hand |= 1u << number;
}

static void
read_duct (const BambuReport *report, Duct *duct)
{
  yyjson_mut_val *value = bambu_report_get (report, BAMBU_KEY_DEVICE_AIRDUCT);
  yyjson_mut_arr_iter parts = yyjson_mut_arr_iter_with (bambu_value_get (value, "parts"));
  yyjson_mut_arr_iter modes = yyjson_mut_arr_iter_with (bambu_value_get (value, "modeList"));
  yyjson_mut_val *entry;
  gint64 current;
  gint64 id;
  guint number;

  *duct = (Duct) { 0 };

  while ((entry = yyjson_mut_arr_iter_next (&parts)))
    if (read_duct_number (bambu_value_get (entry, "id"), &number))
      duct->parts[number] = entry;

  if (bambu_value_read_int (bambu_value_get (value, "modeCur"), &current) != BAMBU_ANSWER_GOOD)
    return;

  while ((entry = yyjson_mut_arr_iter_next (&modes)))
    if (bambu_value_read_int (bambu_value_get (entry, "modeId"), &id) == BAMBU_ANSWER_GOOD
        && id == current)
      read_duct_mode (duct, entry);
}

static void
update_duct_part (const Duct *duct, guint number, int *percent)
{
  gint64 state;

  if (bambu_value_read_int (bambu_value_get (duct->parts[number], "state"), &state)
      == BAMBU_ANSWER_GOOD)
    *percent = CLAMP ((int) (state & 0xff), 0, 100);
}

guint
bambu_decode_fans (const BambuReport *report,
                   BambuCapabilities capabilities,
                   BambuFanReading fans[BAMBU_FANS_MAX])
{
  static const struct
  {
    BambuFanKind kind;
    BambuReportKey gear;
    int shift; /* in fan_gear; −1 not in there */
    guint duct;
    BambuCapabilities capability; /* 0: only if something of it is reported */
  } SOURCES[BAMBU_FANS_MAX] = {
    { BAMBU_FAN_KIND_PART, BAMBU_KEY_COOLING_FAN_SPEED, 0, DUCT_PART, 0 },
    { BAMBU_FAN_KIND_AUX, BAMBU_KEY_BIG_FAN1_SPEED, 8, DUCT_AUX, BAMBU_CAPABILITY_AUX_FAN },
    { BAMBU_FAN_KIND_CHAMBER, BAMBU_KEY_BIG_FAN2_SPEED, 16, DUCT_CHAMBER,
      BAMBU_CAPABILITY_CHAMBER_FAN },
    { BAMBU_FAN_KIND_HEATBREAK, BAMBU_KEY_HEATBREAK_FAN_SPEED, -1, DUCT_NONE, 0 },
    { BAMBU_FAN_KIND_INNER_LOOP, BAMBU_N_KEYS, -1, DUCT_INNER_LOOP, 0 },
    { BAMBU_FAN_KIND_SECOND_AUX, BAMBU_N_KEYS, -1, DUCT_SECOND_AUX, 0 },
  };
  yyjson_mut_val *gears = bambu_report_get (report, BAMBU_KEY_FAN_GEAR);
  guint fitted = 0;
  gint64 packed;
  Duct duct;

  read_duct (report, &duct);

  for (guint i = 0; i < BAMBU_FANS_MAX; i++)
    {
      BambuFanReading *fan = &fans[i];
      yyjson_mut_val *part = duct.parts[SOURCES[i].duct];
      gboolean has_gear =
          SOURCES[i].gear != BAMBU_N_KEYS && bambu_report_get (report, SOURCES[i].gear);

      fan->kind = SOURCES[i].kind;

      if (SOURCES[i].capability ? !(capabilities & SOURCES[i].capability)
                                : !has_gear && !part && fan->kind != BAMBU_FAN_KIND_PART)
        continue;

      fitted |= 1u << i;

      if (SOURCES[i].shift >= 0 && bambu_value_read_int (gears, &packed) == BAMBU_ANSWER_GOOD)
        fan->percent = ((packed >> SOURCES[i].shift & 0xff) * 100 + 127) / 255;
      else if (has_gear)
        update_gear (report, SOURCES[i].gear, &fan->percent);
      else if (part)
        update_duct_part (&duct, SOURCES[i].duct, &fan->percent);
      else
        fan->percent = -1;

      /* The duct's mode rules the fans that it has and does not leave to the user. */
      fan->automatic = part != NULL && duct.has_mode && !(duct.by_hand >> SOURCES[i].duct & 1);
    }

  return fitted;
}

void
bambu_decode_air_mode (const BambuReport *report, int *mode, int *submode)
{
  yyjson_mut_val *duct = bambu_report_get (report, BAMBU_KEY_DEVICE_AIRDUCT);

  bambu_value_update_int (bambu_value_get (duct, "modeCur"), 0, 0xfe, -1, mode);
  bambu_value_update_int (bambu_value_get (duct, "subMode"), 0, 0xfe, -1, submode);
}

gboolean
bambu_decode_has_air_mode (const BambuReport *report, int mode)
{
  yyjson_mut_val *duct = bambu_report_get (report, BAMBU_KEY_DEVICE_AIRDUCT);
  yyjson_mut_arr_iter modes = yyjson_mut_arr_iter_with (bambu_value_get (duct, "modeList"));
  yyjson_mut_val *entry;
  gint64 id;

  while ((entry = yyjson_mut_arr_iter_next (&modes)))
    if (bambu_value_read_int (bambu_value_get (entry, "modeId"), &id) == BAMBU_ANSWER_GOOD
        && id == mode)
      return TRUE;

  return FALSE;
}
