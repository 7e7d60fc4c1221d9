/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-decode-private.h"

#include <string.h>

#include "bambu-value-private.h"

#define RACK_FIRST 16 /* nozzle ids from here are places in the rack */

/* `device.extruder.info[]` by id; NULL without the newer fields. */
static yyjson_mut_val *
find_info (const BambuReport *report, int id)
{
  yyjson_mut_val *device = bambu_report_get (report, BAMBU_KEY_DEVICE_EXTRUDER);
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (bambu_value_get (device, "info"));
  yyjson_mut_val *info;

  while ((info = yyjson_mut_arr_iter_next (&iter)))
    {
      gint64 info_id;

      if (bambu_value_read_int (bambu_value_get (info, "id"), &info_id) == BAMBU_ANSWER_GOOD
          && info_id == id)
        return info;
    }

  return NULL;
}

/* `device.nozzle.info[]` by id. */
static yyjson_mut_val *
find_nozzle (const BambuReport *report, gint64 id)
{
  yyjson_mut_val *device = bambu_report_get (report, BAMBU_KEY_DEVICE_NOZZLE);
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (bambu_value_get (device, "info"));
  yyjson_mut_val *nozzle;

  while ((nozzle = yyjson_mut_arr_iter_next (&iter)))
    {
      gint64 nozzle_id;

      if (bambu_value_read_int (bambu_value_get (nozzle, "id"), &nozzle_id) == BAMBU_ANSWER_GOOD
          && nozzle_id == id)
        return nozzle;
    }

  return NULL;
}

guint
bambu_decode_count_extruders (const BambuReport *report, const BambuModel *model)
{
  if (find_info (report, 0) == NULL)
    return model->extruders;

  return find_info (report, 1) ? 2 : 1;
}

gboolean
bambu_decode_is_active (const BambuReport *report, int id)
{
  yyjson_mut_val *device = bambu_report_get (report, BAMBU_KEY_DEVICE_EXTRUDER);
  gint64 state;

  if (bambu_value_read_int (bambu_value_get (device, "state"), &state) != BAMBU_ANSWER_GOOD
      || find_info (report, state >> 4 & 0xf) == NULL)
    return id == 0;

  return (state >> 4 & 0xf) == id;
}

/* Empty and `N/A` mean that there is none. */
static void
update_word (yyjson_mut_val *value, const char **word)
{
  bambu_value_update_text (value, NULL, word);

  if (*word && (**word == '\0' || strcmp (*word, "N/A") == 0))
    *word = NULL;
}

static void
update_diameter (yyjson_mut_val *value, double *diameter)
{
  bambu_value_update_double (value, 0, diameter);

  if (*diameter < 0 || *diameter > 10)
    *diameter = 0;
}

void
bambu_decode_extruder (const BambuReport *report,
                       guint n_extruders,
                       int id,
                       BambuExtruderReading *extruder)
{
  yyjson_mut_val *info = find_info (report, id);
  yyjson_mut_val *nozzle = NULL;
  gint64 bits;

  extruder->id = id;
  extruder->side = n_extruders == 1 ? BAMBU_SIDE_ONLY
                   : id == 0        ? BAMBU_SIDE_RIGHT
                                    : BAMBU_SIDE_LEFT;
  extruder->active = bambu_decode_is_active (report, id);

  bambu_value_update_int (bambu_value_get (info, "hnow"), 0, 0xfe, -1, &extruder->nozzle_id);
  if (extruder->nozzle_id >= 0)
    nozzle = find_nozzle (report, extruder->nozzle_id);

  if (nozzle)
    {
      update_diameter (bambu_value_get (nozzle, "diameter"), &extruder->nozzle_diameter);
      update_word (bambu_value_get (nozzle, "type"), &extruder->nozzle_kind);
    }
  else
    {
      update_diameter (bambu_report_get (report, BAMBU_KEY_NOZZLE_DIAMETER),
                       &extruder->nozzle_diameter);
      update_word (bambu_report_get (report, BAMBU_KEY_NOZZLE_TYPE), &extruder->nozzle_kind);
    }

  if (bambu_value_read_int (bambu_value_get (info, "info"), &bits) == BAMBU_ANSWER_GOOD)
    extruder->filament_inserted = bits >> 1 & 1;
  else if (info == NULL
           && bambu_value_read_int (bambu_report_get (report, BAMBU_KEY_HW_SWITCH_STATE), &bits)
                  == BAMBU_ANSWER_GOOD)
    extruder->filament_inserted = bits & 1;
}

/* `snow`: the unit in the high byte, the slot in the low one. */
static gboolean
unpack_slot (gint64 packed, int *ams, int *slot)
{
  int unit = packed >> 8 & 0xff;
  int place = packed & 0xff;

  if (place == 0xff || packed < 0 || packed > 0xffff)
    return FALSE;

  *ams = unit;
  *slot = unit == BAMBU_EXTERNAL_MAIN || unit == BAMBU_EXTERNAL_DEPUTY ? 0 : place;

  return TRUE;
}

/* With two extruders, or several units on P2S and H2S, the old fields are stale or one unit's own.
 */
static gboolean
decode_place (
    const BambuReport *report, int id, const char *key, BambuReportKey old, int *ams, int *slot)
{
  gint64 place;

  if (bambu_value_read_int (yyjson_mut_obj_get (find_info (report, id), key), &place)
      == BAMBU_ANSWER_GOOD)
    return unpack_slot (place, ams, slot);

  if (id != 0 || bambu_value_read_int (bambu_report_get (report, old), &place) != BAMBU_ANSWER_GOOD)
    return FALSE;

  if (place >= 0 && place < 16)
    {
      *ams = place / 4;
      *slot = place % 4;
      return TRUE;
    }

  *ams = place == 254 ? BAMBU_EXTERNAL_MAIN : (int) place;
  *slot = 0;

  return place == 254 || (place >= 128 && place < 136);
}

gboolean
bambu_decode_filament (const BambuReport *report, int id, int *ams, int *slot)
{
  return decode_place (report, id, "snow", BAMBU_KEY_AMS_TRAY_NOW, ams, slot);
}

gboolean
bambu_decode_filament_target (const BambuReport *report, int id, int *ams, int *slot)
{
  return decode_place (report, id, "star", BAMBU_KEY_AMS_TRAY_TAR, ams, slot);
}

guint
bambu_decode_nozzle_rack (const BambuReport *report, BambuNozzleReading nozzles[BAMBU_RACK_MAX])
{
  yyjson_mut_val *device = bambu_report_get (report, BAMBU_KEY_DEVICE_NOZZLE);
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (bambu_value_get (device, "info"));
  yyjson_mut_val *info;
  guint n_nozzles = 0;

  while (n_nozzles < BAMBU_RACK_MAX && (info = yyjson_mut_arr_iter_next (&iter)))
    {
      BambuNozzleReading *nozzle = &nozzles[n_nozzles];
      gint64 id;

      if (bambu_value_read_int (bambu_value_get (info, "id"), &id) != BAMBU_ANSWER_GOOD
          || id < RACK_FIRST || id >= RACK_FIRST + BAMBU_RACK_MAX)
        continue;

      *nozzle = (BambuNozzleReading) { .position = id };
      update_diameter (bambu_value_get (info, "diameter"), &nozzle->diameter);
      update_word (bambu_value_get (info, "type"), &nozzle->kind);
      update_word (bambu_value_get (info, "color_m"), &nozzle->colour);
      update_word (bambu_value_get (info, "fila_id"), &nozzle->filament_id);
      n_nozzles++;
    }

  return n_nozzles;
}
