/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-report-private.h"

#include <string.h>

#include "bambu-value-private.h"

/* A yyjson document gives nothing back before it is freed: what was replaced is waste until the
 * rest moves to a new document. Both figures are bytes, as far as they can be told. */
#define WASTE_ALLOWED (64 * 1024)
#define LIVE_ALLOWED (4 * 1024 * 1024)
#define VALUE_COST 32 /* a value with a short text */

#define UNITS_MAX 16
#define TRAYS_MAX 16

/* A printer that loses power says once more that it has no AMS. One that goes on saying so for this
 * long means it. */
#define POWER_OFF_PATIENCE (60 * G_USEC_PER_SEC)

struct _BambuReport
{
  yyjson_mut_doc *document;
  yyjson_mut_val *values[BAMBU_N_KEYS];
  gboolean complete;
  gint64 ams_gone_since;
  gsize live;
  gsize spent; /* since the document was new */
};

typedef enum
{
  NUMBER, /* or decimal text */
  BITS,   /* hexadecimal text, or a number */
  TEXT,
  TRUTH,
  OBJECT, /* merged key by key */
  LIST,   /* replaced as a whole */
  UNITS,  /* units and their trays by ids */
} Shape;

#define JOB BAMBU_SECTION_JOB
#define STATUS BAMBU_SECTION_STATUS
#define HEAT BAMBU_SECTION_HEAT
#define FANS BAMBU_SECTION_FANS
#define LIGHTS BAMBU_SECTION_LIGHTS
#define EXTRUDERS BAMBU_SECTION_EXTRUDERS
#define AMS_UNITS BAMBU_SECTION_AMS
#define ALERTS BAMBU_SECTION_ALERTS
#define DETAILS BAMBU_SECTION_DETAILS
#define RIGHTS BAMBU_SECTION_RIGHTS
#define VERSION BAMBU_SECTION_VERSION
#define ABILITIES BAMBU_SECTION_ABILITIES

typedef struct
{
  const char *name;
  Shape shape;
  BambuSections sections;
} Key;

/* In the order of BambuReportKey, which is that of strcmp() in each of its parts. */
static const Key KEYS[BAMBU_N_KEYS] = {
  [BAMBU_KEY_3D] = { "3D", OBJECT, JOB },
  [BAMBU_KEY_AUX] = { "aux", BITS, DETAILS },
  [BAMBU_KEY_AUX_PART_FAN] = { "aux_part_fan", TRUTH, FANS | ABILITIES },
  [BAMBU_KEY_BED_TARGET_TEMPER] = { "bed_target_temper", NUMBER, HEAT },
  [BAMBU_KEY_BED_TEMPER] = { "bed_temper", NUMBER, HEAT },
  [BAMBU_KEY_BIG_FAN1_SPEED] = { "big_fan1_speed", NUMBER, FANS },
  [BAMBU_KEY_BIG_FAN2_SPEED] = { "big_fan2_speed", NUMBER, FANS },
  [BAMBU_KEY_CFG] = { "cfg", BITS, AMS_UNITS },
  [BAMBU_KEY_CHAMBER_TEMPER] = { "chamber_temper", NUMBER, HEAT | ABILITIES },
  [BAMBU_KEY_COOLING_FAN_SPEED] = { "cooling_fan_speed", NUMBER, FANS },
  [BAMBU_KEY_CTT] = { "ctt", NUMBER, HEAT },
  [BAMBU_KEY_FAN_GEAR] = { "fan_gear", NUMBER, FANS },
  [BAMBU_KEY_FUN] = { "fun", BITS, RIGHTS | HEAT },
  [BAMBU_KEY_GCODE_FILE] = { "gcode_file", TEXT, JOB },
  [BAMBU_KEY_GCODE_FILE_PREPARE_PERCENT] = { "gcode_file_prepare_percent", NUMBER, JOB },
  [BAMBU_KEY_GCODE_STATE] = { "gcode_state", TEXT, JOB | STATUS },
  [BAMBU_KEY_HEATBREAK_FAN_SPEED] = { "heatbreak_fan_speed", NUMBER, FANS },
  [BAMBU_KEY_HMS] = { "hms", LIST, ALERTS | RIGHTS },
  [BAMBU_KEY_HOME_FLAG] = { "home_flag", NUMBER, DETAILS | HEAT | FANS | AMS_UNITS | ABILITIES },
  [BAMBU_KEY_HW_SWITCH_STATE] = { "hw_switch_state", NUMBER, EXTRUDERS },
  [BAMBU_KEY_IPCAM] = { "ipcam", OBJECT, DETAILS },
  [BAMBU_KEY_LAYER_NUM] = { "layer_num", NUMBER, JOB },
  [BAMBU_KEY_LIGHTS_REPORT] = { "lights_report", LIST, LIGHTS | ABILITIES },
  [BAMBU_KEY_MC_PERCENT] = { "mc_percent", NUMBER, JOB },
  [BAMBU_KEY_MC_REMAINING_TIME] = { "mc_remaining_time", NUMBER, JOB },
  [BAMBU_KEY_NET] = { "net", OBJECT, DETAILS },
  [BAMBU_KEY_NOZZLE_DIAMETER] = { "nozzle_diameter", NUMBER, EXTRUDERS },
  [BAMBU_KEY_NOZZLE_TARGET_TEMPER] = { "nozzle_target_temper", NUMBER, HEAT },
  [BAMBU_KEY_NOZZLE_TEMPER] = { "nozzle_temper", NUMBER, HEAT },
  [BAMBU_KEY_NOZZLE_TYPE] = { "nozzle_type", TEXT, EXTRUDERS },
  [BAMBU_KEY_ONLINE] = { "online", OBJECT, VERSION },
  [BAMBU_KEY_PLATE_IDX] = { "plate_idx", NUMBER, JOB },
  [BAMBU_KEY_PRINT_ERROR] = { "print_error", NUMBER, ALERTS },
  [BAMBU_KEY_PRINT_TYPE] = { "print_type", TEXT, JOB },
  [BAMBU_KEY_SDCARD] = { "sdcard", TRUTH, DETAILS },
  [BAMBU_KEY_SPD_LVL] = { "spd_lvl", NUMBER, STATUS },
  [BAMBU_KEY_STAGE] = { "stage", OBJECT, STATUS },
  [BAMBU_KEY_STAT] = { "stat", BITS, DETAILS },
  [BAMBU_KEY_STG_CUR] = { "stg_cur", NUMBER, STATUS },
  [BAMBU_KEY_SUBTASK_NAME] = { "subtask_name", TEXT, JOB },
  [BAMBU_KEY_TOTAL_LAYER_NUM] = { "total_layer_num", NUMBER, JOB },
  [BAMBU_KEY_VIR_SLOT] = { "vir_slot", LIST, AMS_UNITS | EXTRUDERS },
  [BAMBU_KEY_VT_TRAY] = { "vt_tray", OBJECT, AMS_UNITS | EXTRUDERS },
  [BAMBU_KEY_WIFI_SIGNAL] = { "wifi_signal", TEXT, DETAILS },

  [BAMBU_KEY_AMS_AMS] = { "ams", UNITS, AMS_UNITS | EXTRUDERS },
  [BAMBU_KEY_AMS_EXIST_BITS] = { "ams_exist_bits", BITS, AMS_UNITS | EXTRUDERS },
  [BAMBU_KEY_AMS_TRAY_EXIST_BITS] = { "tray_exist_bits", BITS, AMS_UNITS },
  [BAMBU_KEY_AMS_TRAY_NOW] = { "tray_now", NUMBER, EXTRUDERS },
  [BAMBU_KEY_AMS_TRAY_READING_BITS] = { "tray_reading_bits", BITS, AMS_UNITS },

  [BAMBU_KEY_DEVICE_AIRDUCT] = { "airduct", OBJECT, FANS | ABILITIES },
  [BAMBU_KEY_DEVICE_BED] = { "bed", OBJECT, HEAT },
  [BAMBU_KEY_DEVICE_BED_TEMP] = { "bed_temp", NUMBER, HEAT },
  [BAMBU_KEY_DEVICE_CTC] = { "ctc", OBJECT, HEAT | ABILITIES },
  [BAMBU_KEY_DEVICE_EXTRUDER] = { "extruder", OBJECT, EXTRUDERS | HEAT },
  [BAMBU_KEY_DEVICE_NOZZLE] = { "nozzle", OBJECT, EXTRUDERS | ABILITIES },
};

/* Objects whose fields are keys: where those are in the table. */
static const struct
{
  const char *name;
  BambuReportKey first;
  BambuReportKey end;
} OBJECTS[] = {
  { NULL, 0, BAMBU_KEY_AMS_AMS }, /* `print` itself */
  { "ams", BAMBU_KEY_AMS_AMS, BAMBU_KEY_DEVICE_AIRDUCT },
  { "device", BAMBU_KEY_DEVICE_AIRDUCT, BAMBU_N_KEYS },
};

/* Returns BAMBU_N_KEYS for a field that nobody reads. */
static BambuReportKey
find_key (const char *name, BambuReportKey first, BambuReportKey end)
{
  while (first < end)
    {
      BambuReportKey middle = first + (end - first) / 2;
      int order = strcmp (name, KEYS[middle].name);

      if (order == 0)
        return middle;

      if (order < 0)
        end = middle;
      else
        first = middle + 1;
    }

  return BAMBU_N_KEYS;
}

static yyjson_mut_val *
copy_value (BambuReport *self, yyjson_val *value)
{
  gsize n_values = unsafe_yyjson_is_ctn (value)
                       ? ((char *) unsafe_yyjson_get_next (value) - (char *) value) / sizeof *value
                       : 1;

  self->spent += n_values * VALUE_COST;
  if (unsafe_yyjson_is_str (value))
    self->spent += yyjson_get_len (value);

  return yyjson_val_mut_copy (self->document, value);
}

/* A value in its place in a list or an object becomes another one. */
static void
overwrite (yyjson_mut_val *place, yyjson_mut_val *value)
{
  place->tag = value->tag;
  place->uni = value->uni;
}

static gboolean assign (BambuReport *self, yyjson_mut_val *place, yyjson_val *value);

static gboolean
assign_text (BambuReport *self, yyjson_mut_val *place, yyjson_val *value)
{
  gsize size = yyjson_get_len (value) + 1;

  if (yyjson_mut_is_str (place))
    {
      if (yyjson_mut_equals_strn (place, yyjson_get_str (value), size - 1))
        return FALSE;

      /* Each text in the document is its value's own. */
      if (size <= yyjson_mut_get_len (place) + 1)
        {
          memcpy ((char *) place->uni.str, yyjson_get_str (value), size);
          place->tag = value->tag;
          return TRUE;
        }
    }

  overwrite (place, copy_value (self, value));

  return TRUE;
}

/* Where both have the same form, as reports of one printer mostly do, only the leaves are looked
 * at. Sets @same_form to FALSE when they do not; what was assigned until then is of no use. */
static gboolean
assign_members (BambuReport *self, yyjson_mut_val *place, yyjson_val *value, gboolean *same_form)
{
  gboolean changed = FALSE;

  if (yyjson_is_arr (value))
    {
      yyjson_mut_arr_iter places = yyjson_mut_arr_iter_with (place);
      yyjson_arr_iter values = yyjson_arr_iter_with (value);
      yyjson_val *member;

      while ((member = yyjson_arr_iter_next (&values)))
        changed |= assign (self, yyjson_mut_arr_iter_next (&places), member);
    }
  else
    {
      yyjson_mut_obj_iter places = yyjson_mut_obj_iter_with (place);
      yyjson_obj_iter values = yyjson_obj_iter_with (value);
      yyjson_val *key;

      while ((key = yyjson_obj_iter_next (&values)))
        {
          yyjson_mut_val *old_key = yyjson_mut_obj_iter_next (&places);

          if (!yyjson_mut_equals_strn (old_key, yyjson_get_str (key), yyjson_get_len (key)))
            {
              *same_form = FALSE;
              return TRUE;
            }

          changed |=
              assign (self, yyjson_mut_obj_iter_get_val (old_key), yyjson_obj_iter_get_val (key));
        }
    }

  return changed;
}

/* Makes @place equal to @value, in place as far as it goes. Returns whether it was not yet. */
static gboolean
assign (BambuReport *self, yyjson_mut_val *place, yyjson_val *value)
{
  if (unsafe_yyjson_is_str (value))
    return assign_text (self, place, value);

  if (unsafe_yyjson_is_ctn (value))
    {
      gboolean same_form = place->tag == value->tag;
      gboolean changed = same_form ? assign_members (self, place, value, &same_form) : TRUE;

      if (!same_form)
        overwrite (place, copy_value (self, value));

      return changed;
    }

  if (place->tag == value->tag && place->uni.u64 == value->uni.u64)
    return FALSE;

  place->tag = value->tag;
  place->uni = value->uni;

  return TRUE;
}

static void
add_member (BambuReport *self, yyjson_mut_val *object, yyjson_val *key, yyjson_val *value)
{
  yyjson_mut_obj_add (object, copy_value (self, key), copy_value (self, value));
}

static gboolean
merge_object (BambuReport *self, yyjson_mut_val *object, yyjson_val *delta)
{
  gboolean changed = FALSE;
  yyjson_obj_iter iter = yyjson_obj_iter_with (delta);
  yyjson_val *key;

  while ((key = yyjson_obj_iter_next (&iter)))
    {
      yyjson_val *value = yyjson_obj_iter_get_val (key);
      yyjson_mut_val *place =
          yyjson_mut_obj_getn (object, yyjson_get_str (key), yyjson_get_len (key));

      if (place == NULL)
        {
          add_member (self, object, key, value);
          changed = TRUE;
        }
      /* `device.*.info` is stated as a whole, list or not. */
      else if (yyjson_is_obj (value) && yyjson_mut_is_obj (place)
               && !yyjson_equals_str (key, "info"))
        {
          changed |= merge_object (self, place, value);
        }
      else
        {
          changed |= assign (self, place, value);
        }
    }

  return changed;
}

/* Ids come as text and as numbers. */
static gint64
get_id (yyjson_val *object)
{
  yyjson_val *id = yyjson_obj_get (object, "id");
  const char *text = yyjson_get_str (id);
  guint64 number;

  if (yyjson_is_int (id))
    return yyjson_get_sint (id);

  return text && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &number, NULL) ? (gint64) number
                                                                                   : -1;
}

static yyjson_mut_val *
find_by_id (yyjson_mut_val *list, gint64 id)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (list);
  yyjson_mut_val *member;

  while ((member = yyjson_mut_arr_iter_next (&iter)))
    {
      gint64 member_id;

      if (bambu_value_read_int (bambu_value_get (member, "id"), &member_id) == BAMBU_ANSWER_GOOD
          && member_id == id)
        return member;
    }

  return NULL;
}

typedef gboolean (*MergeMember) (BambuReport *self, yyjson_mut_val *place, yyjson_val *delta);

static gboolean
merge_by_id (BambuReport *self,
             yyjson_mut_val *list,
             yyjson_val *delta,
             gsize maximum,
             MergeMember merge_member)
{
  gboolean changed = FALSE;
  yyjson_arr_iter iter = yyjson_arr_iter_with (delta);
  yyjson_val *member;

  while ((member = yyjson_arr_iter_next (&iter)))
    {
      gint64 id = get_id (member);
      yyjson_mut_val *place;

      if (id < 0)
        continue;

      if ((place = find_by_id (list, id)))
        {
          changed |= merge_member (self, place, member);
        }
      else if (yyjson_mut_arr_size (list) < maximum)
        {
          yyjson_mut_arr_append (list, copy_value (self, member));
          changed = TRUE;
        }
    }

  return changed;
}

/* A tray of which nothing but its state is said has been emptied. */
static gboolean
merge_tray (BambuReport *self, yyjson_mut_val *tray, yyjson_val *delta)
{
  gsize size = yyjson_obj_size (delta);
  gboolean is_statement = size == 1 || (size == 2 && yyjson_obj_get (delta, "state"));

  if (is_statement && yyjson_mut_obj_size (tray) != size)
    {
      overwrite (tray, copy_value (self, delta));
      return TRUE;
    }

  return merge_object (self, tray, delta);
}

static gboolean
merge_unit (BambuReport *self, yyjson_mut_val *unit, yyjson_val *delta)
{
  gboolean changed = FALSE;
  yyjson_obj_iter iter = yyjson_obj_iter_with (delta);
  yyjson_val *key;

  while ((key = yyjson_obj_iter_next (&iter)))
    {
      yyjson_val *value = yyjson_obj_iter_get_val (key);
      yyjson_mut_val *place =
          yyjson_mut_obj_getn (unit, yyjson_get_str (key), yyjson_get_len (key));

      if (place == NULL)
        {
          add_member (self, unit, key, value);
          changed = TRUE;
        }
      else if (!yyjson_equals_str (key, "tray"))
        {
          changed |= assign (self, place, value);
        }
      else if (yyjson_is_arr (value) && yyjson_mut_is_arr (place))
        {
          changed |= merge_by_id (self, place, value, TRAYS_MAX, merge_tray);
        }
      else if (yyjson_is_arr (value) || yyjson_is_null (value))
        {
          changed |= assign (self, place, value);
        }
    }

  return changed;
}

static gboolean
is_zero_bits (yyjson_val *bits)
{
  const char *text = yyjson_get_str (bits);

  return text ? *text && text[strspn (text, "0")] == '\0'
              : yyjson_is_int (bits) && yyjson_get_uint (bits) == 0;
}

/* See POWER_OFF_PATIENCE. */
static gboolean
is_power_off (BambuReport *self, yyjson_val *ams, gint64 now)
{
  yyjson_mut_val *old_bits = self->values[BAMBU_KEY_AMS_EXIST_BITS];
  guint64 bits = 0;

  if (bambu_value_read_bits (old_bits, &bits) != BAMBU_ANSWER_GOOD || bits == 0
      || !is_zero_bits (yyjson_obj_get (ams, "ams_exist_bits"))
      || !is_zero_bits (yyjson_obj_get (ams, "tray_exist_bits"))
      || !yyjson_is_false (yyjson_obj_get (ams, "power_on_flag")))
    {
      self->ams_gone_since = 0;
      return FALSE;
    }

  if (self->ams_gone_since == 0)
    self->ams_gone_since = now;

  return now - self->ams_gone_since < POWER_OFF_PATIENCE;
}

/* A value of another shape says nothing. */
static gboolean
is_of_shape (yyjson_val *value, Shape shape)
{
  double number;
  guint64 bits;

  switch (shape)
    {
    case NUMBER:
      return yyjson_is_num (value) || bambu_text_to_number (yyjson_get_str (value), &number);
    case BITS:
      return yyjson_is_num (value) || bambu_text_to_bits (yyjson_get_str (value), &bits);
    case TEXT:
      return yyjson_is_str (value);
    case TRUTH:
      return yyjson_is_bool (value);
    case OBJECT:
      return yyjson_is_obj (value);
    case LIST:
    case UNITS:
      return yyjson_is_arr (value);
    default:
      g_assert_not_reached ();
    }
}

/* Returns whether the field changed. */
static gboolean
merge_key (BambuReport *self, BambuReportKey key, yyjson_val *value, gboolean full)
{
  yyjson_mut_val *place = self->values[key];
  Shape shape = KEYS[key].shape;

  if (yyjson_is_null (value))
    {
      self->values[key] = NULL;
      return place != NULL;
    }

  if (!is_of_shape (value, shape))
    return FALSE;

  if (place == NULL)
    {
      self->values[key] = copy_value (self, value);
      return TRUE;
    }

  if (shape == OBJECT && !full)
    return merge_object (self, place, value);

  if (shape == UNITS && !full)
    return merge_by_id (self, place, value, UNITS_MAX, merge_unit);

  return assign (self, place, value);
}

static void
keep_keys (guint object, guint64 *seen)
{
  for (guint key = OBJECTS[object].first; key < OBJECTS[object].end; key++)
    *seen |= G_GUINT64_CONSTANT (1) << key;
}

static BambuSections
merge_keys (
    BambuReport *self, guint object, yyjson_val *fields, gboolean full, gint64 now, guint64 *seen)
{
  BambuSections sections = 0;
  yyjson_obj_iter iter = yyjson_obj_iter_with (fields);
  yyjson_val *name;

  while ((name = yyjson_obj_iter_next (&iter)))
    {
      yyjson_val *value = yyjson_obj_iter_get_val (name);
      BambuReportKey key =
          find_key (yyjson_get_str (name), OBJECTS[object].first, OBJECTS[object].end);

      if (key != BAMBU_N_KEYS)
        {
          *seen |= G_GUINT64_CONSTANT (1) << key;
          if (merge_key (self, key, value, full))
            sections |= KEYS[key].sections;
          continue;
        }

      for (guint i = 1; object == 0 && i < G_N_ELEMENTS (OBJECTS); i++)
        {
          if (!yyjson_equals_str (name, OBJECTS[i].name) || yyjson_is_null (value))
            continue;

          /* A wrong type says nothing, and so does a printer that loses power. */
          if (!yyjson_is_obj (value)
              || (OBJECTS[i].first == BAMBU_KEY_AMS_AMS && is_power_off (self, value, now)))
            keep_keys (i, seen);
          else
            sections |= merge_keys (self, i, value, full, now, seen);
        }
    }

  return sections;
}

static BambuSections
drop_missing (BambuReport *self, guint64 seen)
{
  BambuSections sections = 0;

  for (guint i = 0; i < BAMBU_N_KEYS; i++)
    if (self->values[i] != NULL && !(seen & (G_GUINT64_CONSTANT (1) << i)))
      {
        self->values[i] = NULL;
        sections |= KEYS[i].sections;
      }

  return sections;
}

/* Frames nest no deeper than BAMBU_FRAME_MAX_DEPTH, and merging does not add to that. */
static gsize
measure (yyjson_mut_val *value)
{
  gsize size = VALUE_COST;

  if (yyjson_mut_is_str (value))
    {
      size += yyjson_mut_get_len (value);
    }
  else if (yyjson_mut_is_arr (value))
    {
      yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (value);
      yyjson_mut_val *member;

      while ((member = yyjson_mut_arr_iter_next (&iter)))
        size += measure (member);
    }
  else if (yyjson_mut_is_obj (value))
    {
      yyjson_mut_obj_iter iter = yyjson_mut_obj_iter_with (value);
      yyjson_mut_val *key;

      while ((key = yyjson_mut_obj_iter_next (&iter)))
        size += measure (key) + measure (yyjson_mut_obj_iter_get_val (key));
    }

  return size;
}

static void
compact (BambuReport *self)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);

  self->live = 0;

  for (guint i = 0; i < BAMBU_N_KEYS; i++)
    if (self->values[i] != NULL)
      {
        self->live += measure (self->values[i]);
        self->values[i] = yyjson_mut_val_mut_copy (document, self->values[i]);
      }

  yyjson_mut_doc_free (self->document);
  self->document = document;
  self->spent = self->live;
}

BambuReport *
bambu_report_new (void)
{
  BambuReport *self = g_new0 (BambuReport, 1);

  self->document = yyjson_mut_doc_new (NULL);

  return self;
}

void
bambu_report_free (BambuReport *self)
{
  yyjson_mut_doc_free (self->document);
  g_free (self);
}

BambuSections
bambu_report_merge (BambuReport *self, yyjson_val *print, gboolean full, gint64 now)
{
  BambuSections sections;
  guint64 seen = 0;

  G_STATIC_ASSERT (BAMBU_N_KEYS <= 64);

  sections = merge_keys (self, 0, print, full, now, &seen);

  if (full)
    {
      sections |= drop_missing (self, seen);
      self->complete = TRUE;
    }

  if (self->spent - self->live > MAX (WASTE_ALLOWED, self->live))
    compact (self);

  /* No printer says this much, unless it wants to. */
  if (self->live > LIVE_ALLOWED)
    {
      g_debug ("A report of %" G_GSIZE_FORMAT " bytes is forgotten", self->live);
      memset (self->values, 0, sizeof self->values);
      self->complete = FALSE;
      compact (self);
      sections = BAMBU_SECTION_ALL;
    }

  return sections;
}

gboolean
bambu_report_is_complete (const BambuReport *self)
{
  return self->complete;
}

yyjson_mut_val *
bambu_report_get (const BambuReport *self, BambuReportKey key)
{
  return self->values[key];
}

/* Where the camera is, without what opens it. */
static yyjson_mut_val *
copy_camera (yyjson_mut_val *camera, yyjson_mut_doc *document)
{
  yyjson_mut_val *copy = yyjson_mut_obj (document);
  const char *device = yyjson_mut_get_str (bambu_value_get (camera, "ipcam_dev"));
  const char *url = yyjson_mut_get_str (bambu_value_get (camera, "rtsp_url"));

  if (device)
    yyjson_mut_obj_add_strcpy (document, copy, "ipcam_dev", device);

  if (url)
    {
      const char *scheme_end = strstr (url, "://");
      gsize scheme = scheme_end ? scheme_end + 3 - url : 0;
      const char *authority = url + scheme;
      const char *at = strrchr (authority, '@');
      g_autofree char *place = NULL;

      if (at)
        authority = at + 1;
      place = g_strdup_printf ("%.*s%.*s", (int) scheme, url, (int) strcspn (authority, "?#"),
                               authority);
      yyjson_mut_obj_add_strcpy (document, copy, "rtsp_url", place);
    }

  return copy;
}

yyjson_mut_val *
bambu_report_copy_to (const BambuReport *self, yyjson_mut_doc *document)
{
  yyjson_mut_val *print = yyjson_mut_obj (document);

  yyjson_mut_obj_add_str (document, print, "command", "push_status");

  for (guint i = 0; i < G_N_ELEMENTS (OBJECTS); i++)
    {
      yyjson_mut_val *object =
          i == 0 ? print : yyjson_mut_obj_add_obj (document, print, OBJECTS[i].name);

      for (guint key = OBJECTS[i].first; key < OBJECTS[i].end; key++)
        if (self->values[key] != NULL)
          yyjson_mut_obj_add_val (document, object, KEYS[key].name,
                                  key == BAMBU_KEY_IPCAM
                                      ? copy_camera (self->values[key], document)
                                      : yyjson_mut_val_mut_copy (document, self->values[key]));
    }

  return print;
}

gsize
bambu_report_get_size (const BambuReport *self)
{
  return self->spent;
}
