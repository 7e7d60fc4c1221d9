/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-model.h"

#include <string.h>

#define CHAMBER_SENSOR BAMBU_CAPABILITY_CHAMBER_SENSOR
#define CHAMBER_HEATER (BAMBU_CAPABILITY_CHAMBER_SENSOR | BAMBU_CAPABILITY_CHAMBER_HEATER)
#define AUX_FAN BAMBU_CAPABILITY_AUX_FAN
#define CHAMBER_FAN BAMBU_CAPABILITY_CHAMBER_FAN
#define AIR_DUCT BAMBU_CAPABILITY_AIR_DUCT
#define DOOR BAMBU_CAPABILITY_DOOR_SENSOR
#define LIDAR BAMBU_CAPABILITY_LIDAR
#define LIGHT BAMBU_CAPABILITY_CHAMBER_LIGHT
#define RACK BAMBU_CAPABILITY_NOZZLE_RACK
#define SLOW BAMBU_CAPABILITY_SLOW_PUSHALL
#define NO_CARD BAMBU_CAPABILITY_PRINTS_WITHOUT_CARD
#define SLINGER BAMBU_CAPABILITY_BED_SLINGER
#define BUZZER BAMBU_CAPABILITY_BUZZER
#define INTERNAL BAMBU_CAPABILITY_INTERNAL_STORAGE

#define FROM_LAUNCH "00.00.00.00"

#define X1_FAMILY (CHAMBER_SENSOR | AUX_FAN | CHAMBER_FAN | DOOR | LIDAR | LIGHT | NO_CARD)
#define H2_FAMILY                                                                                  \
  (CHAMBER_HEATER | AUX_FAN | CHAMBER_FAN | AIR_DUCT | DOOR | LIGHT | NO_CARD | BUZZER | INTERNAL)

/* protocol/models.md §1 */
static const BambuModel MODELS[] = {
  { "BL-P001", "X1C", "Bambu Lab X1-Carbon", "00M", 1, 300, 110, 0, BAMBU_CAMERA_KIND_RTSPS,
    X1_FAMILY, "01.08.05.00" },
  { "BL-P002", "X1", "Bambu Lab X1", "00W", 1, 300, 110, 0, BAMBU_CAMERA_KIND_RTSPS, X1_FAMILY,
    "01.08.05.00" },
  { "C13", "X1E", "Bambu Lab X1E", "03W", 1, 320, 110, 60, BAMBU_CAMERA_KIND_RTSPS,
    X1_FAMILY | CHAMBER_HEATER, NULL },
  { "C11", "P1P", "Bambu Lab P1P", "01S", 1, 300, 100, 0, BAMBU_CAMERA_KIND_JPEG, LIGHT | SLOW,
    "01.08.02.00" },
  { "C12", "P1S", "Bambu Lab P1S", "01P", 1, 300, 100, 0, BAMBU_CAMERA_KIND_JPEG,
    AUX_FAN | CHAMBER_FAN | LIGHT | SLOW, "01.08.02.00" },
  { "N7", "P2S", "Bambu Lab P2S", "22E", 1, 300, 110, 0, BAMBU_CAMERA_KIND_RTSPS,
    CHAMBER_SENSOR | AUX_FAN | AIR_DUCT | DOOR | LIGHT | NO_CARD | INTERNAL, FROM_LAUNCH },
  { "N1", "A1 mini", "Bambu Lab A1 mini", "030", 1, 300, 80, 0, BAMBU_CAMERA_KIND_JPEG,
    LIGHT | SLOW | SLINGER, "01.05.00.00" },
  { "N2S", "A1", "Bambu Lab A1", "039", 1, 300, 100, 0, BAMBU_CAMERA_KIND_JPEG,
    LIGHT | SLOW | SLINGER, "01.05.00.00" },
  { "N9", "A2L", "Bambu Lab A2L", "26A", 1, 300, 80, 0, BAMBU_CAMERA_KIND_JPEG,
    LIGHT | SLOW | SLINGER, FROM_LAUNCH },
  { "N6", "X2D", "Bambu Lab X2D", "20P", 2, 300, 120, 65, BAMBU_CAMERA_KIND_RTSPS,
    CHAMBER_HEATER | AUX_FAN | AIR_DUCT | DOOR | LIGHT | NO_CARD | INTERNAL, FROM_LAUNCH },
  { "O1S", "H2S", "Bambu Lab H2S", "093", 1, 350, 120, 65, BAMBU_CAMERA_KIND_RTSPS, H2_FAMILY,
    FROM_LAUNCH },
  { "O1D", "H2D", "Bambu Lab H2D", "094", 2, 350, 120, 65, BAMBU_CAMERA_KIND_RTSPS, H2_FAMILY,
    "01.01.00.00" },
  { "O1E", "H2D Pro", "Bambu Lab H2D Pro", "239", 2, 350, 120, 65, BAMBU_CAMERA_KIND_RTSPS,
    H2_FAMILY, "01.01.00.00" },
  { "O1C2", "H2C", "Bambu Lab H2C", "31B", 2, 350, 120, 65, BAMBU_CAMERA_KIND_RTSPS,
    H2_FAMILY | RACK, FROM_LAUNCH },
};

static const BambuModel UNKNOWN = {
  "", "", "", "", 1, 300, 100, 0, BAMBU_CAMERA_KIND_NONE, 0, NULL
};

/* Codes of older firmware and lists, and what users write. */
static const struct
{
  const char *name;
  const char *code;
} ALIASES[] = {
  { "3DPrinter-X1-Carbon", "BL-P001" },
  { "X1 Carbon", "BL-P001" },
  { "3DPrinter-X1", "BL-P002" },
  { "O2D", "O1E" },
  { "O1C", "O1C2" },
};

/* Names are compared without the maker's, case, spaces and dashes. */
static const char *
skip_maker (const char *name)
{
  while (g_ascii_isspace (*name))
    name++;

  if (g_ascii_strncasecmp (name, "Bambu", strlen ("Bambu")) == 0)
    {
      name += strlen ("Bambu");
      while (*name == ' ' || *name == '-')
        name++;
      if (g_ascii_strncasecmp (name, "Lab", strlen ("Lab")) == 0)
        name += strlen ("Lab");
    }

  return name;
}

static gboolean
is_same_name (const char *a, const char *b)
{
  a = skip_maker (a);
  b = skip_maker (b);

  for (;;)
    {
      while (*a && !g_ascii_isalnum (*a))
        a++;
      while (*b && !g_ascii_isalnum (*b))
        b++;

      if (*a == '\0' || g_ascii_tolower (*a) != g_ascii_tolower (*b))
        return *a == *b;

      a++;
      b++;
    }
}

const BambuModel *
bambu_model_find (const char *name)
{
  if (name == NULL || *name == '\0')
    return &UNKNOWN;

  for (guint i = 0; i < G_N_ELEMENTS (ALIASES); i++)
    if (is_same_name (name, ALIASES[i].name))
      {
        name = ALIASES[i].code;
        break;
      }

  for (guint i = 0; i < G_N_ELEMENTS (MODELS); i++)
    if (is_same_name (name, MODELS[i].code) || is_same_name (name, MODELS[i].name)
        || is_same_name (name, MODELS[i].product_name))
      return &MODELS[i];

  return &UNKNOWN;
}

const BambuModel *
bambu_model_find_by_serial (const char *serial)
{
  g_return_val_if_fail (serial != NULL, &UNKNOWN);

  for (guint i = 0; i < G_N_ELEMENTS (MODELS); i++)
    if (g_ascii_strncasecmp (serial, MODELS[i].serial_prefix, 3) == 0)
      return &MODELS[i];

  return &UNKNOWN;
}

gboolean
bambu_model_takes_files_of (const BambuModel *self, const BambuModel *file)
{
  static const char *const X1_AND_P1[] = { "BL-P001", "BL-P002", "C11", "C12", "C13", NULL };

  g_return_val_if_fail (self != NULL && file != NULL, FALSE);

  return self == file
         || (g_strv_contains (X1_AND_P1, self->code) && g_strv_contains (X1_AND_P1, file->code))
         || (g_str_equal (self->code, "O1E") && g_str_equal (file->code, "O1D"));
}

int
bambu_model_compare_firmware (const char *a, const char *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, 0);

  while (*a || *b)
    {
      char *end_a;
      char *end_b;
      guint64 number_a = g_ascii_strtoull (a, &end_a, 10);
      guint64 number_b = g_ascii_strtoull (b, &end_b, 10);

      if (number_a != number_b)
        return number_a < number_b ? -1 : 1;

      /* Whatever else stands there parts the numbers. */
      a = *end_a ? end_a + 1 : end_a;
      b = *end_b ? end_b + 1 : end_b;
    }

  return 0;
}

const BambuModel *
bambu_model_get_unknown (void)
{
  return &UNKNOWN;
}

const BambuModel *
bambu_model_list (guint *n_models)
{
  g_return_val_if_fail (n_models != NULL, NULL);

  *n_models = G_N_ELEMENTS (MODELS);

  return MODELS;
}
