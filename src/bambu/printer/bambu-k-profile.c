/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-k-profile-private.h"

#include <math.h>

#include "bambu-part-private.h"
#include "bambu-value-private.h"

typedef struct
{
  int number;
  const char *name;
  const char *filament_id;
  double k;
  int extruder;
  double nozzle_diameter;
} BambuKProfileReading;

struct _BambuKProfile
{
  BambuPart parent_instance;

  BambuKProfileReading reading;
};

G_DEFINE_FINAL_TYPE (BambuKProfile, bambu_k_profile, BAMBU_TYPE_PART)

static const BambuField FIELDS[] = {
  BAMBU_FIELD (BambuKProfileReading, number, "number", INT),
  BAMBU_FIELD (BambuKProfileReading, name, "name", STRING),
  BAMBU_FIELD (BambuKProfileReading, filament_id, "filament-id", STRING),
  BAMBU_FIELD (BambuKProfileReading, k, "k", DOUBLE),
  BAMBU_FIELD (BambuKProfileReading, extruder, "extruder", INT),
  BAMBU_FIELD (BambuKProfileReading, nozzle_diameter, "nozzle-diameter", DOUBLE),
};

static void
bambu_k_profile_class_init (BambuKProfileClass *klass)
{
  bambu_part_class_set_fields (BAMBU_PART_CLASS (klass), FIELDS, G_N_ELEMENTS (FIELDS),
                               G_STRUCT_OFFSET (BambuKProfile, reading));
}

static void
bambu_k_profile_init (BambuKProfile *self)
{
  self->reading.name = g_strdup ("");
  self->reading.k = NAN;
}

static double
read_number (yyjson_val *object, const char *key, double unknown)
{
  yyjson_val *value = yyjson_obj_get (object, key);
  double number;

  if (yyjson_is_num (value))
    return yyjson_get_num (value);

  return bambu_text_to_number (yyjson_get_str (value), &number) ? number : unknown;
}

static int
read_int (yyjson_val *object, const char *key, int unknown)
{
  double number = read_number (object, key, unknown);

  return number >= -1 && number <= G_MAXINT ? (int) number : unknown;
}

GListModel *
bambu_k_profile_list_new (yyjson_val *answer)
{
  GListStore *list = g_list_store_new (BAMBU_TYPE_K_PROFILE);
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (answer, "filaments"));
  double diameter = read_number (answer, "nozzle_diameter", 0);
  yyjson_val *entry;

  while (g_list_model_get_n_items (G_LIST_MODEL (list)) < BAMBU_K_PROFILES_MAX
         && (entry = yyjson_arr_iter_next (&iter)))
    {
      g_autoptr (BambuKProfile) profile = NULL;
      const char *name = yyjson_get_str (yyjson_obj_get (entry, "name"));
      BambuKProfileReading reading = {
        .number = read_int (entry, "cali_idx", -1),
        .name = name ? name : "",
        .filament_id = yyjson_get_str (yyjson_obj_get (entry, "filament_id")),
        .k = read_number (entry, "k_value", NAN),
        .extruder = read_int (entry, "extruder_id", 0),
        .nozzle_diameter = read_number (entry, "nozzle_diameter", diameter),
      };

      if (reading.number < 0)
        continue;

      profile = g_object_new (BAMBU_TYPE_K_PROFILE, NULL);
      bambu_part_apply (BAMBU_PART (profile), &reading);
      g_list_store_append (list, profile);
    }

  return G_LIST_MODEL (list);
}

int
bambu_k_profile_get_number (BambuKProfile *self)
{
  g_return_val_if_fail (BAMBU_IS_K_PROFILE (self), -1);

  return self->reading.number;
}

const char *
bambu_k_profile_get_name (BambuKProfile *self)
{
  g_return_val_if_fail (BAMBU_IS_K_PROFILE (self), NULL);

  return self->reading.name;
}

const char *
bambu_k_profile_get_filament_id (BambuKProfile *self)
{
  g_return_val_if_fail (BAMBU_IS_K_PROFILE (self), NULL);

  return self->reading.filament_id;
}

double
bambu_k_profile_get_k (BambuKProfile *self)
{
  g_return_val_if_fail (BAMBU_IS_K_PROFILE (self), NAN);

  return self->reading.k;
}

int
bambu_k_profile_get_extruder (BambuKProfile *self)
{
  g_return_val_if_fail (BAMBU_IS_K_PROFILE (self), 0);

  return self->reading.extruder;
}

double
bambu_k_profile_get_nozzle_diameter (BambuKProfile *self)
{
  g_return_val_if_fail (BAMBU_IS_K_PROFILE (self), 0);

  return self->reading.nozzle_diameter;
}
