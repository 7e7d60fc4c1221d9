/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-decode-private.h"

#include <math.h>
#include <string.h>

#include "bambu-filament.h"
#include "bambu-value-private.h"

#define HT_FIRST 128
#define HT_LAST 135
#define A2L_LITE 16
#define NOT_CONNECTED 0xe

static gboolean
is_ht (int id)
{
  return id >= HT_FIRST && id <= HT_LAST;
}

static gboolean
is_unit_id (gint64 id)
{
  return (id >= 0 && id <= 3) || id == A2L_LITE || (id >= HT_FIRST && id <= HT_LAST);
}

/* Whether a bit of one of the lists under `ams` is set; @fallback if the list is not there. */
static gboolean
has_ams_bit (const BambuReport *report, BambuReportKey list, guint bit, gboolean fallback)
{
  guint64 bits;

  if (bambu_value_read_bits (bambu_report_get (report, list), &bits) != BAMBU_ANSWER_GOOD)
    return fallback;

  return bits >> bit & 1;
}

static guint
get_unit_bit (int id)
{
  return is_ht (id) ? 4 + (id - HT_FIRST) : id == A2L_LITE ? 12 : id;
}

static guint
get_tray_bit (int id, int slot)
{
  return is_ht (id) ? 16 + (id - HT_FIRST) : id == A2L_LITE ? 24 + slot : id * 4 + slot;
}

static int
compare_units (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return ((const BambuUnitSource *) a)->id - ((const BambuUnitSource *) b)->id;
}

guint
bambu_decode_list_units (const BambuReport *report, BambuUnitSource units[BAMBU_UNITS_MAX])
{
  yyjson_mut_arr_iter iter =
      yyjson_mut_arr_iter_with (bambu_report_get (report, BAMBU_KEY_AMS_AMS));
  yyjson_mut_val *value;
  guint n_units = 0;

  while (n_units < BAMBU_UNITS_MAX && (value = yyjson_mut_arr_iter_next (&iter)))
    {
      gboolean known = FALSE;
      gint64 id;

      if (bambu_value_read_int (bambu_value_get (value, "id"), &id) != BAMBU_ANSWER_GOOD
          || !is_unit_id (id)
          || !has_ams_bit (report, BAMBU_KEY_AMS_EXIST_BITS, get_unit_bit (id), TRUE))
        continue;

      for (guint i = 0; i < n_units; i++)
        known |= units[i].id == id;

      if (!known)
        units[n_units++] = (BambuUnitSource) { id, value };
    }

  g_sort_array (units, n_units, sizeof *units, compare_units, NULL);

  return n_units;
}

static BambuAmsKind
get_kind (const BambuModel *model, const BambuVersions *versions, int id, guint type)
{
  switch (type)
    {
    case 1:
      return BAMBU_AMS_KIND_AMS;
    case 2:
    case 5:
      return BAMBU_AMS_KIND_LITE;
    case 3:
      return BAMBU_AMS_KIND_2_PRO;
    case 4:
      return BAMBU_AMS_KIND_HT;
    default:
      break;
    }

  /* Older firmware does not say. */
  if (is_ht (id))
    return BAMBU_AMS_KIND_HT;
  if (bambu_versions_has_module (versions, "ams_f1", id) || id == A2L_LITE)
    return BAMBU_AMS_KIND_LITE;
  if (bambu_versions_has_module (versions, "n3f", id))
    return BAMBU_AMS_KIND_2_PRO;
  if (bambu_versions_has_module (versions, "ams", id))
    return BAMBU_AMS_KIND_AMS;
  if (strcmp (model->code, "N1") == 0 || strcmp (model->code, "N2S") == 0)
    return BAMBU_AMS_KIND_LITE;

  return *model->code ? BAMBU_AMS_KIND_AMS : BAMBU_AMS_KIND_UNKNOWN;
}

static void
write_name (char name[24], BambuAmsKind kind, int id)
{
  char letter = 'A' + (is_ht (id) ? id - HT_FIRST : id);

  if (kind == BAMBU_AMS_KIND_LITE)
    g_strlcpy (name, "AMS Lite", 24);
  else if (kind == BAMBU_AMS_KIND_HT)
    g_snprintf (name, 24, "AMS HT-%c", letter);
  else if (kind == BAMBU_AMS_KIND_2_PRO)
    g_snprintf (name, 24, "AMS 2 Pro %c", letter);
  else
    g_snprintf (name, 24, "AMS %c", letter);
}

/* A dry temperature of 0 °C inside a unit is that of one without a sensor. */
static void
update_temperature (yyjson_mut_val *value, double *temperature)
{
  bambu_value_update_double (value, NAN, temperature);

  if (*temperature == 0)
    *temperature = NAN;
}

static BambuDryObstacles
decode_obstacles (yyjson_mut_val *reasons)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (reasons);
  BambuDryObstacles obstacles = 0;
  yyjson_mut_val *reason;
  gint64 number;

  while ((reason = yyjson_mut_arr_iter_next (&iter)))
    if (bambu_value_read_int (reason, &number) == BAMBU_ANSWER_GOOD && number >= 0 && number <= 10)
      obstacles |= 1u << number;

  return obstacles;
}

void
bambu_decode_ams (const BambuReport *report,
                  const BambuModel *model,
                  const BambuVersions *versions,
                  const BambuUnitSource *unit,
                  BambuAmsReading *ams,
                  char name[24])
{
  yyjson_mut_val *setting = bambu_value_get (unit->value, "dry_setting");
  guint64 info = 0;
  BambuAnswer answer = bambu_value_read_bits (bambu_value_get (unit->value, "info"), &info);
  guint extruder = info >> 8 & 0xf;
  guint drying = info >> 4 & 0xf;

  ams->id = unit->id;

  if (answer != BAMBU_ANSWER_WRONG || ams->kind == BAMBU_AMS_KIND_UNKNOWN)
    {
      ams->kind = get_kind (model, versions, unit->id, info & 0xf);
      ams->extruder = extruder == NOT_CONNECTED ? -1 : MIN ((int) extruder, 1);
    }

  write_name (name, ams->kind, unit->id);
  ams->name = name;
  ams->firmware = bambu_versions_get_unit_firmware (versions, unit->id);

  bambu_value_update_int (bambu_value_get (unit->value, "humidity"), 1, 5, 0, &ams->humidity_level);
  bambu_value_update_int (bambu_value_get (unit->value, "humidity_raw"), 1, 100, -1,
                          &ams->humidity_percent);
  update_temperature (bambu_value_get (unit->value, "temp"), &ams->temperature);
  bambu_value_update_int (bambu_value_get (unit->value, "dry_time"), 0, G_MAXINT, 0,
                          &ams->dry_minutes_left);

  if (answer == BAMBU_ANSWER_GOOD)
    ams->drying = drying <= BAMBU_DRYING_SELF_TEST ? (BambuDrying) drying : BAMBU_DRYING_OFF;
  else if (answer == BAMBU_ANSWER_ABSENT)
    ams->drying = ams->dry_minutes_left > 0 ? BAMBU_DRYING_ACTIVE : BAMBU_DRYING_OFF;

  bambu_value_update_text (bambu_value_get (setting, "dry_filament"), NULL, &ams->dry_material);
  if (ams->dry_material && *ams->dry_material == '\0')
    ams->dry_material = NULL;
  bambu_value_update_int (bambu_value_get (setting, "dry_temperature"), 1, 200, -1,
                          &ams->dry_temperature);
  bambu_value_update_int (bambu_value_get (setting, "dry_duration"), 1, 1000, -1, &ams->dry_hours);
  ams->dry_obstacles = decode_obstacles (bambu_value_get (unit->value, "dry_sf_reason"));
}

guint
bambu_decode_count_slots (BambuAmsKind kind)
{
  return kind == BAMBU_AMS_KIND_HT ? 1 : BAMBU_SLOTS_MAX;
}

/* Any spelling of RRGGBB or RRGGBBAA becomes eight upper-case digits. */
static gboolean
normalise_colour (const char *text, char colour[9])
{
  gsize length;

  if (text == NULL)
    return FALSE;

  if (*text == '#')
    text++;

  length = strspn (text, "0123456789abcdefABCDEF");
  if (text[length] != '\0' || (length != 6 && length != 8))
    return FALSE;

  memcpy (colour, "FFFFFFFF", 9);
  for (gsize i = 0; i < length; i++)
    colour[i] = g_ascii_toupper (text[i]);

  return TRUE;
}

static void
decode_colours (yyjson_mut_val *value, BambuTrayDecoding *tray)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (bambu_value_get (value, "cols"));
  yyjson_mut_val *main = bambu_value_get (value, "tray_color");
  yyjson_mut_val *colour;
  gint64 type = 0;
  guint n_colours = 0;

  while (n_colours < BAMBU_COLOURS_MAX && (colour = yyjson_mut_arr_iter_next (&iter)))
    n_colours += normalise_colour (yyjson_mut_get_str (colour), tray->colours[n_colours]);

  /* One colour of a list and the colour itself are the same; the latter is never behind. */
  if (n_colours < 2)
    {
      if (main == NULL)
        main = bambu_value_get (value, "filament_color");
      if (normalise_colour (yyjson_mut_get_str (main), tray->colours[0]))
        n_colours = 1;
    }

  for (guint i = 0; i < n_colours; i++)
    tray->colour_list[i] = tray->colours[i];
  tray->colour_list[n_colours] = NULL;

  bambu_value_read_int (bambu_value_get (value, "ctype"), &type);

  tray->reading.colours = tray->colour_list;
  tray->reading.pattern = n_colours < 2 ? BAMBU_SPOOL_PATTERN_SOLID
                          : type == 1   ? BAMBU_SPOOL_PATTERN_GRADIENT
                                        : BAMBU_SPOOL_PATTERN_MULTI;
}

static void
update_filled_text (yyjson_mut_val *value, const char **text)
{
  bambu_value_update_text (value, NULL, text);

  if (*text && **text == '\0')
    *text = NULL;
}

static gboolean
is_identity (yyjson_mut_val *value)
{
  const char *text = yyjson_mut_get_str (value);

  return text != NULL && text[strspn (text, "0")] != '\0';
}

/* Detection of what remains is an option of the printer: NP says it in `cfg`, all in `home_flag`.
 */
static gboolean
is_remain_measured (const BambuReport *report)
{
  guint64 bits;
  gint64 flags;

  if (bambu_value_read_bits (bambu_report_get (report, BAMBU_KEY_CFG), &bits) == BAMBU_ANSWER_GOOD)
    return bits >> 17 & 1;

  return bambu_value_read_int (bambu_report_get (report, BAMBU_KEY_HOME_FLAG), &flags)
             == BAMBU_ANSWER_GOOD
         && (flags >> 7 & 1);
}

static void
update_remain (yyjson_mut_val *value, int *percent)
{
  gint64 remain;
  gint64 length;

  if (bambu_value_read_int (bambu_value_get (value, "remain"), &remain) != BAMBU_ANSWER_WRONG)
    bambu_value_update_int (bambu_value_get (value, "remain"), 0, 100, -1, percent);

  /* Some firmware reports what is left in mm. */
  if (bambu_value_read_int (bambu_value_get (value, "remain"), &remain) == BAMBU_ANSWER_GOOD
      && remain > 100
      && bambu_value_read_int (bambu_value_get (value, "total_len"), &length) == BAMBU_ANSWER_GOOD
      && length > 0 && remain <= length)
    *percent = (int) (remain * 100 / length);
}

static void
forget_filament (BambuTrayDecoding *tray, BambuTrayState state)
{
  BambuTrayReading *reading = &tray->reading;

  tray->colour_list[0] = NULL;

  reading->state = state;
  reading->material = NULL;
  reading->product = NULL;
  reading->reported_product = NULL;
  reading->filament_id = NULL;
  reading->colours = tray->colour_list;
  reading->pattern = BAMBU_SPOOL_PATTERN_SOLID;
  reading->remain_percent = -1;
  reading->reported_remain = -1;
  reading->read_by_rfid = FALSE;
  reading->nozzle_temp_min = 0;
  reading->nozzle_temp_max = 0;
  reading->spool_id = NULL;
  reading->k_profile = -1;
  reading->k = NAN;
}

/* What is the same for a slot and an external spool. Returns FALSE if nothing names a filament. */
static gboolean
decode_filament (const BambuReport *report, yyjson_mut_val *value, BambuTrayDecoding *tray)
{
  BambuTrayReading *reading = &tray->reading;
  yyjson_mut_val *type = bambu_value_get (value, "tray_type");
  yyjson_mut_val *identity = bambu_value_get (value, "tray_uuid");

  update_filled_text (type ? type : bambu_value_get (value, "filament_type"), &reading->material);
  update_filled_text (bambu_value_get (value, "tray_info_idx"), &reading->filament_id);

  if (reading->material == NULL && reading->filament_id == NULL)
    return FALSE;

  update_filled_text (bambu_value_get (value, "tray_sub_brands"), &reading->reported_product);
  reading->product = reading->reported_product;
  if (reading->product == NULL && reading->filament_id != NULL)
    reading->product = bambu_filament_get_name (reading->filament_id);

  decode_colours (value, tray);

  reading->read_by_rfid =
      is_identity (identity) || is_identity (bambu_value_get (value, "tag_uid"));
  reading->spool_id = is_identity (identity) ? yyjson_mut_get_str (identity) : NULL;

  update_remain (value, &reading->reported_remain);
  reading->remain_percent =
      reading->read_by_rfid && is_remain_measured (report) ? reading->reported_remain : -1;

  bambu_value_update_int (bambu_value_get (value, "nozzle_temp_min"), 1, 500, 0,
                          &reading->nozzle_temp_min);
  bambu_value_update_int (bambu_value_get (value, "nozzle_temp_max"), 1, 500, 0,
                          &reading->nozzle_temp_max);

  bambu_value_update_int (bambu_value_get (value, "cali_idx"), -1, G_MAXINT, -1,
                          &reading->k_profile);
  bambu_value_update_double (bambu_value_get (value, "k"), NAN, &reading->k);

  reading->state = BAMBU_TRAY_STATE_KNOWN;

  return TRUE;
}

static yyjson_mut_val *
find_tray (yyjson_mut_val *unit, int slot)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (bambu_value_get (unit, "tray"));
  yyjson_mut_val *tray;

  while ((tray = yyjson_mut_arr_iter_next (&iter)))
    {
      gint64 id;

      if (bambu_value_read_int (bambu_value_get (tray, "id"), &id) == BAMBU_ANSWER_GOOD
          && id == slot)
        return tray;
    }

  return NULL;
}

/* A tray that says no more than its id and state is empty, where no bit knows better. */
static gboolean
is_statement (yyjson_mut_val *tray)
{
  gsize size = yyjson_mut_obj_size (tray);

  return size < 2 || (size == 2 && bambu_value_get (tray, "state"));
}

void
bambu_decode_tray (const BambuReport *report,
                   const BambuUnitSource *unit,
                   int slot,
                   BambuTrayDecoding *tray)
{
  yyjson_mut_val *value = find_tray (unit->value, slot);
  guint bit = get_tray_bit (unit->id, slot);
  BambuTrayReading *reading = &tray->reading;

  reading->ams = unit->id;
  reading->slot = slot;
  reading->reported_id = slot;

  if (is_ht (unit->id))
    g_snprintf (tray->label, sizeof tray->label, "HT-%c", 'A' + (unit->id - HT_FIRST));
  else if (unit->id == A2L_LITE)
    g_snprintf (tray->label, sizeof tray->label, "Lite %d", slot + 1);
  else
    g_snprintf (tray->label, sizeof tray->label, "%c%d", 'A' + unit->id, slot + 1);
  reading->label = tray->label;

  if (!has_ams_bit (report, BAMBU_KEY_AMS_TRAY_EXIST_BITS, bit, !is_statement (value)))
    forget_filament (tray, BAMBU_TRAY_STATE_EMPTY);
  else if (has_ams_bit (report, BAMBU_KEY_AMS_TRAY_READING_BITS, bit, FALSE))
    forget_filament (tray, BAMBU_TRAY_STATE_READING);
  else if (!decode_filament (report, value, tray))
    forget_filament (tray, BAMBU_TRAY_STATE_UNKNOWN);
}

guint
bambu_decode_list_external (const BambuReport *report, BambuUnitSource trays[BAMBU_EXTRUDERS_MAX])
{
  yyjson_mut_val *list = bambu_report_get (report, BAMBU_KEY_VIR_SLOT);
  yyjson_mut_val *single = bambu_report_get (report, BAMBU_KEY_VT_TRAY);
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (list);
  yyjson_mut_val *value;
  guint n_trays = 0;

  while (n_trays < BAMBU_EXTRUDERS_MAX && (value = yyjson_mut_arr_iter_next (&iter)))
    {
      gint64 id;

      if (bambu_value_read_int (bambu_value_get (value, "id"), &id) != BAMBU_ANSWER_GOOD
          || (id != BAMBU_EXTERNAL_MAIN && id != BAMBU_EXTERNAL_DEPUTY)
          || (n_trays > 0 && trays[0].id == id))
        continue;

      trays[n_trays++] = (BambuUnitSource) { id, value };
    }

  if (n_trays == 0 && single)
    trays[n_trays++] = (BambuUnitSource) { BAMBU_EXTERNAL_MAIN, single };

  /* The only one feeds the only extruder, whatever number this firmware gives it. */
  if (n_trays == 1)
    trays[0].id = BAMBU_EXTERNAL_MAIN;

  return n_trays;
}

void
bambu_decode_external (const BambuReport *report,
                       const BambuUnitSource *source,
                       gboolean only,
                       BambuTrayDecoding *tray)
{
  BambuTrayReading *reading = &tray->reading;

  reading->ams = source->id;
  reading->slot = 0;
  bambu_value_update_int (bambu_value_get (source->value, "id"), 0, 255, source->id,
                          &reading->reported_id);
  reading->label = only ? "Ext" : source->id == BAMBU_EXTERNAL_MAIN ? "Ext-R" : "Ext-L";

  /* Nothing senses an external spool: what nobody described is taken for none. */
  if (!decode_filament (report, source->value, tray))
    forget_filament (tray, BAMBU_TRAY_STATE_EMPTY);
}
