/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-ams.h"

#include "sim-json.h"

#define FIRST_HT 128
#define MIXED_LITE 16

typedef struct
{
  const char *name;
  guint type;
  guint flags;
  const char *module;
  const char *hw_ver;
  const char *sw_ver;
} SimAmsKind;

static const SimAmsKind kinds[] = {
  { "AMS", 1, 0x1000, "ams", "AMS08", "00.00.06.62" },
  { "AMS Lite", 2, 0x1000, "ams_f1", "AMS_F102", "00.00.07.94" },
  { "AMS 2 Pro", 3, 0x2000, "n3f", "N3F05", "02.00.19.68" },
  { "AMS HT", 4, 0x2000, "n3s", "N3S05", "02.00.19.67" },
  { "AMS Lite", 5, 0x30001000, "ams_f1", "AMS_F103", "00.00.08.02" },
};

#define INFO_TYPE_MASK 0xf
#define INFO_DRY_SHIFT 4
#define INFO_EXTRUDER_SHIFT 8
#define INFO_DRYING_FANS 0x140000
#define DRYING 2

static const SimAmsKind *
find_kind (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      return &kinds[i];

  return &kinds[0];
}

static guint
unit_bit (int unit)
{
  if (unit >= FIRST_HT)
    return (guint) (4 + unit - FIRST_HT);

  return unit == MIXED_LITE ? 12 : (guint) unit;
}

static guint
tray_bit (int unit, int slot)
{
  if (unit >= FIRST_HT)
    return (guint) (16 + unit - FIRST_HT);

  return (guint) (unit == MIXED_LITE ? 24 + slot : unit * 4 + slot);
}

static void
tag_spool (JsonObject *tray, const char *serial, int unit, int slot)
{
  g_autofree char *name = g_strdup_printf ("%s/%d/%d", serial, unit, slot);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_MD5, name, -1);
  g_autofree char *uuid = g_ascii_strup (digest, -1);
  g_autofree char *tag = g_strdup_printf ("%.8s00000100", uuid);

  json_object_set_string_member (tray, "tray_uuid", uuid);
  json_object_set_string_member (tray, "tag_uid", tag);
}

/* "" is an empty slot, "?" a spool that is not known, "pla-basic-white@72" one of spools.json with
 * what remains of it. */
JsonObject *
sim_ams_make_tray (
    const SimProfile *profile, const char *serial, int unit, int slot, const char *what)
{
  JsonObject *states = json_object_get_object_member (profile->data, "tray_states");
  JsonObject *tray = json_object_new ();
  g_auto (GStrv) parts = NULL;
  g_autoptr (JsonObject) spool = NULL;
  g_autoptr (JsonArray) dry = NULL;
  const char *state = "known";
  char id[4];

  g_snprintf (id, sizeof id, "%d", slot);
  json_object_set_string_member (tray, "id", id);
  if (*what == '\0')
    {
      json_object_set_int_member (tray, "state", sim_json_get_int (states, "empty", 0));
      return tray;
    }

  sim_json_merge (tray, json_object_get_object_member (profile->data, "tray"));
  parts = g_strsplit (what, "@", 2);
  spool = sim_profile_get_spool (parts[0]);
  if (spool == NULL)
    state = "unknown";
  else
    {
      g_autoptr (JsonObject) fields = sim_json_copy (spool);

      dry = json_object_has_member (fields, "dry")
                ? json_array_ref (json_object_get_array_member (fields, "dry"))
                : NULL;
      json_object_remove_member (fields, "dry");
      json_object_remove_member (fields, "rfid");
      sim_json_merge (tray, fields);
      if (dry != NULL)
        {
          const char *celsius = json_array_get_string_element (dry, 0);
          const char *hours = json_array_get_string_element (dry, 1);

          sim_json_put_string (tray, "drying_temp", celsius);
          sim_json_put_string (tray, "drying_time", hours);
          sim_json_put_string (tray, "tray_temp", celsius);
          sim_json_put_string (tray, "tray_time", hours);
        }
      if (json_object_has_member (spool, "rfid"))
        {
          tag_spool (tray, serial, unit, slot);
          sim_json_put_int (tray, "remain",
                            parts[1] != NULL ? g_ascii_strtoll (parts[1], NULL, 10) : -1);
        }
    }
  json_object_set_int_member (tray, "state", sim_json_get_int (states, state, 0));

  return tray;
}

static void set_text (JsonObject *object, const char *member, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static void
set_text (JsonObject *object, const char *member, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  json_object_set_string_member (object, member, text);
}

static void
add_drying (JsonObject *unit, JsonObject *drying)
{
  JsonObject *setting = json_object_new ();

  json_object_set_string_member (setting, "dry_filament",
                                 sim_json_get_string (drying, "filament", ""));
  json_object_set_int_member (setting, "dry_temperature",
                              sim_json_get_int (drying, "temperature", -1));
  json_object_set_int_member (setting, "dry_duration", sim_json_get_int (drying, "hours", -1));
  json_object_set_object_member (unit, "dry_setting", setting);
  json_object_set_array_member (unit, "dry_sf_reason", json_array_new ());
}

static JsonObject *
build_unit (const SimProfile *profile, const char *serial, JsonObject *plan)
{
  JsonObject *unit = json_object_new ();
  JsonArray *trays = json_array_new ();
  JsonArray *contents = json_object_get_array_member (plan, "tray");
  const SimAmsKind *kind = find_kind (sim_json_get_string (plan, "kind", ""));
  JsonObject *drying = sim_json_get_object (plan, "drying");
  int id = (int) sim_json_get_int (plan, "id", 0);
  gint64 humidity = sim_json_get_int (plan, "humidity", 0);
  guint info = kind->flags | kind->type;
  char temp[G_ASCII_DTOSTR_BUF_SIZE];

  set_text (unit, "id", "%d", id);
  set_text (unit, "humidity", "%" G_GINT64_FORMAT, humidity);
  json_object_set_string_member (
      unit, "temp",
      g_ascii_formatd (temp, sizeof temp, "%.1f",
                       json_object_get_double_member_with_default (plan, "temp", 0)));
  if (!json_object_has_member (profile->data, "old_ams"))
    {
      info |= (guint) sim_json_get_int (plan, "extruder", 0) << INFO_EXTRUDER_SHIFT;
      if (drying != NULL)
        info |= DRYING << INFO_DRY_SHIFT | INFO_DRYING_FANS;
      if (json_object_has_member (plan, "info"))
        info = (guint) sim_json_get_hex (plan, "info");

      set_text (unit, "info", "%x", info);
      set_text (unit, "humidity_raw", "%" G_GINT64_FORMAT,
                sim_json_get_int (plan, "humidity_raw", 0));
      json_object_set_int_member (unit, "dry_time", sim_json_get_int (drying, "minutes", 0));
      if (kind->type == 3 || kind->type == 4)
        add_drying (unit, drying);
    }

  for (guint i = 0; i < json_array_get_length (contents); i++)
    json_array_add_object_element (trays,
                                   sim_ams_make_tray (profile, serial, id, (int) i,
                                                      json_array_get_string_element (contents, i)));
  json_object_set_array_member (unit, "tray", trays);

  return unit;
}

JsonArray *
sim_ams_get_units (JsonObject *print)
{
  JsonObject *ams = sim_json_get_object (print, "ams");

  return sim_json_get_array (ams, "ams");
}

static guint
count (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

void
sim_ams_build (JsonObject *print, const SimProfile *profile, const char *serial)
{
  JsonArray *plans = json_object_get_array_member (profile->data, "ams");
  JsonObject *ams = json_object_get_object_member (print, "ams");
  JsonArray *units = json_array_new ();

  for (guint i = 0; i < json_array_get_length (plans); i++)
    json_array_add_object_element (
        units, build_unit (profile, serial, json_array_get_object_element (plans, i)));
  json_object_set_array_member (ams, "ams", units);
  sim_ams_update_bits (print);
}

/* While a spool is drawn in and its tag is read, a tray has no more than these (protocol/ams.md
 * §6). */
static gboolean
is_being_read (JsonObject *tray)
{
  gint64 state = sim_json_get_int (tray, "state", 0);

  return state == SIM_TRAY_FEEDING || state == SIM_TRAY_READING || state == SIM_TRAY_READ;
}

void
sim_ams_update_bits (JsonObject *print)
{
  JsonObject *ams = sim_json_get_object (print, "ams");
  JsonArray *units = sim_ams_get_units (print);
  guint64 unit_bits = 0;
  guint64 tray_bits = 0;
  guint64 bambu_bits = 0;
  guint64 reading_bits = 0;

  for (guint i = 0; i < count (units); i++)
    {
      JsonObject *unit = json_array_get_object_element (units, i);
      JsonArray *trays = json_object_get_array_member (unit, "tray");
      int id = (int) sim_json_get_int (unit, "id", 0);

      unit_bits |= G_GUINT64_CONSTANT (1) << unit_bit (id);
      for (guint j = 0; j < json_array_get_length (trays); j++)
        {
          JsonObject *tray = json_array_get_object_element (trays, j);
          guint64 bit = G_GUINT64_CONSTANT (1) << tray_bit (id, (int) j);

          if (!sim_ams_is_present (tray))
            continue;

          tray_bits |= bit;
          if (sim_ams_is_tagged (tray))
            bambu_bits |= bit;
          if (is_being_read (tray))
            reading_bits |= bit;
        }
    }

  sim_json_put_hex (ams, "ams_exist_bits", unit_bits);
  sim_json_put_hex (ams, "ams_exist_bits_raw", unit_bits);
  sim_json_put_hex (ams, "tray_exist_bits", tray_bits);
  sim_json_put_hex (ams, "tray_is_bbl_bits", bambu_bits);
  sim_json_put_hex (ams, "tray_read_done_bits", tray_bits & ~reading_bits);
  sim_json_put_hex (ams, "tray_reading_bits", reading_bits);
}

/* What `snow` and its like say: unit and slot in one number (protocol/ams.md §2). */
static gint64
pack_slot (int extruder, int unit, int slot)
{
  if (unit < 0)
    return extruder == 0 ? 0xffff : 0xfeff;
  if (unit == SIM_EXTERNAL_MAIN || unit == SIM_EXTERNAL_DEPUTY)
    return extruder == 0 ? 0xff00 : 0xfe00;

  return unit << 8 | slot;
}

/* With two extruders `tray_now` is the slot alone and says nothing reliable. */
static gint64
number_slot (JsonArray *infos, int unit, int slot)
{
  if (unit < 0)
    return 255;
  if (infos != NULL && json_array_get_length (infos) > 1)
    return slot;
  if (unit >= SIM_EXTERNAL_DEPUTY)
    return 254;

  return unit >= FIRST_HT ? unit : unit * 4 + slot;
}

static JsonArray *
get_extruder_infos (JsonObject *print)
{
  return sim_json_get_array (sim_json_find (print, "device", "extruder", NULL), "info");
}

void
sim_ams_aim (JsonObject *print, int extruder, int unit, int slot)
{
  JsonObject *ams = sim_json_get_object (print, "ams");
  JsonArray *infos = get_extruder_infos (print);
  JsonObject *info = sim_json_find_by_id (infos, extruder);

  if (info != NULL)
    {
      sim_json_put_int (info, "spre", sim_json_get_int (info, "snow", 0));
      sim_json_put_int (info, "star", pack_slot (extruder, unit, slot));
    }
  sim_json_put_int (ams, "tray_pre", sim_json_get_int (ams, "tray_now", 255));
  sim_json_put_int (ams, "tray_tar", number_slot (infos, unit, slot));
}

void
sim_ams_load (JsonObject *print, int extruder, int unit, int slot)
{
  JsonArray *infos = get_extruder_infos (print);
  JsonObject *info = sim_json_find_by_id (infos, extruder);

  if (info != NULL)
    {
      sim_json_put_int (info, "snow", pack_slot (extruder, unit, slot));
      sim_json_put_int (info, "info", unit < 0 ? 8 : 14);
    }
  sim_json_put_int (sim_json_get_object (print, "ams"), "tray_now",
                    number_slot (infos, unit, slot));
  sim_json_put_int (print, "hw_switch_state", unit < 0 ? 0 : 1);
}

JsonObject *
sim_ams_find_unit (JsonObject *print, int unit)
{
  return sim_json_find_by_id (sim_ams_get_units (print), unit);
}

/* One spool or a list of them, by the printer's age. A printer with one calls it 254, commands
 * call it 255 (protocol/ams.md §1). */
static JsonObject *
find_external (JsonObject *print, int unit)
{
  JsonArray *slots = sim_json_get_array (print, "vir_slot");

  return slots != NULL ? sim_json_find_by_id (slots, unit) : sim_json_get_object (print, "vt_tray");
}

JsonObject *
sim_ams_find_tray (JsonObject *print, int unit, int slot)
{
  JsonObject *found;

  if (unit == SIM_EXTERNAL_MAIN || unit == SIM_EXTERNAL_DEPUTY)
    return find_external (print, unit);

  found = sim_ams_find_unit (print, unit);

  return found != NULL ? sim_json_find_by_id (sim_json_get_array (found, "tray"), slot) : NULL;
}

gboolean
sim_ams_is_present (JsonObject *tray)
{
  return json_object_get_size (tray) > 2 || is_being_read (tray);
}

gboolean
sim_ams_is_tagged (JsonObject *tray)
{
  return strspn (sim_json_get_string (tray, "tray_uuid", ""), "0") < 32;
}

int
sim_ams_get_extruder (JsonObject *print, int unit)
{
  guint extruder;

  if (unit == SIM_EXTERNAL_DEPUTY)
    return 1;

  extruder =
      (guint) sim_json_get_hex (sim_ams_find_unit (print, unit), "info") >> INFO_EXTRUDER_SHIFT
      & 0xf;

  return extruder == 1 ? 1 : 0;
}

void
sim_ams_add_modules (JsonObject *print,
                     const SimProfile *profile,
                     JsonArray *modules,
                     const char *serial)
{
  JsonArray *plans = json_object_get_array_member (profile->data, "ams");
  JsonArray *units = sim_ams_get_units (print);

  for (guint i = 0; i < count (units); i++)
    {
      JsonObject *unit = json_array_get_object_element (units, i);
      JsonObject *module = json_object_new ();
      int id = (int) sim_json_get_int (unit, "id", 0);
      guint type = (guint) sim_json_get_hex (unit, "info") & INFO_TYPE_MASK;
      JsonObject *plan = sim_json_find_by_id (plans, id);
      const SimAmsKind *kind;

      /* Old firmware tells the kind by the module's name only. */
      if (type > 0 && type <= G_N_ELEMENTS (kinds))
        kind = &kinds[type - 1];
      else
        kind = find_kind (sim_json_get_string (plan, "kind", ""));

      set_text (module, "name", "%s/%d", kind->module, id);
      json_object_set_string_member (module, "hw_ver", kind->hw_ver);
      json_object_set_string_member (module, "sw_ver", kind->sw_ver);
      set_text (module, "product_name", "%s (%d)", kind->name, id >= FIRST_HT ? id - 127 : id + 1);
      set_text (module, "sn", "%.3s00B%.6s%03d", "19C", serial + strlen (serial) / 2, id);
      json_array_add_object_element (modules, module);
    }
}

void
sim_ams_put_tray (JsonObject *print, int unit, int slot, JsonObject *tray)
{
  JsonObject *found = sim_json_find_by_id (sim_ams_get_units (print), unit);
  JsonArray *old = sim_json_get_array (found, "tray");
  JsonArray *trays = json_array_new ();

  for (guint i = 0; i < count (old); i++)
    {
      JsonObject *element = json_array_get_object_element (old, i);

      json_array_add_object_element (trays, sim_json_get_int (element, "id", -1) == slot
                                                ? json_object_ref (tray)
                                                : json_object_ref (element));
    }
  json_object_set_array_member (found, "tray", trays);
  sim_ams_update_bits (print);
}

void
sim_ams_set_tray_state (JsonObject *print, int unit, int slot, SimTrayState state)
{
  g_autoptr (JsonObject) tray = json_object_new ();

  set_text (tray, "id", "%d", slot);
  json_object_set_int_member (tray, "state", state);
  sim_ams_put_tray (print, unit, slot, tray);
}
