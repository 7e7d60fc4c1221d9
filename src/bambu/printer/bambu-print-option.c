/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-option.h"

typedef struct
{
  BambuPrintFeatures feature;
  BambuPrintFeatures automatic; /* 0: off and on only */
  gboolean is_never_on;         /* off and automatic only */
} Kind;

static const Kind KINDS[BAMBU_N_PRINT_OPTIONS] = {
  [BAMBU_PRINT_OPTION_BED_LEVELLING] = { BAMBU_PRINT_FEATURE_BED_LEVELLING,
                                         BAMBU_PRINT_FEATURE_BED_LEVELLING_AUTO, FALSE },
  [BAMBU_PRINT_OPTION_FLOW] = { BAMBU_PRINT_FEATURE_FLOW, BAMBU_PRINT_FEATURE_FLOW_AUTO, FALSE },
  [BAMBU_PRINT_OPTION_VIBRATION] = { BAMBU_PRINT_FEATURE_VIBRATION, 0, FALSE },
  [BAMBU_PRINT_OPTION_NOZZLE_OFFSET] = { BAMBU_PRINT_FEATURE_NOZZLE_OFFSET,
                                         BAMBU_PRINT_FEATURE_NOZZLE_OFFSET, TRUE },
  [BAMBU_PRINT_OPTION_FIRST_LAYER] = { BAMBU_PRINT_FEATURE_FIRST_LAYER, 0, FALSE },
  [BAMBU_PRINT_OPTION_TIMELAPSE] = { BAMBU_PRINT_FEATURE_TIMELAPSE, 0, FALSE },
};

G_DEFINE_ENUM_TYPE (BambuPrintOption,
                    bambu_print_option,
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_OPTION_BED_LEVELLING, "bed-levelling"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_OPTION_FLOW, "flow"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_OPTION_VIBRATION, "vibration"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_OPTION_NOZZLE_OFFSET, "nozzle-offset"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_OPTION_FIRST_LAYER, "first-layer"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_OPTION_TIMELAPSE, "timelapse"))

gboolean
bambu_print_option_takes (BambuPrintOption self,
                          BambuPrintFeatures features,
                          BambuPrintChoice choice)
{
  const Kind *kind;

  g_return_val_if_fail (self < BAMBU_N_PRINT_OPTIONS, FALSE);

  kind = &KINDS[self];
  if (!(features & kind->feature))
    return FALSE;

  switch (choice)
    {
    case BAMBU_PRINT_CHOICE_AUTO:
      return (features & kind->automatic) != 0;
    case BAMBU_PRINT_CHOICE_ON:
      return !kind->is_never_on;
    case BAMBU_PRINT_CHOICE_OFF:
    default:
      return TRUE;
    }
}

static BambuPrintChoice
from_boolean (gboolean is_on)
{
  return is_on ? BAMBU_PRINT_CHOICE_ON : BAMBU_PRINT_CHOICE_OFF;
}

BambuPrintChoice
bambu_print_options_get (const BambuPrintOptions *self, BambuPrintOption option)
{
  g_return_val_if_fail (self != NULL, BAMBU_PRINT_CHOICE_OFF);

  switch (option)
    {
    case BAMBU_PRINT_OPTION_BED_LEVELLING:
      return self->bed_levelling;
    case BAMBU_PRINT_OPTION_FLOW:
      return self->flow_calibration;
    case BAMBU_PRINT_OPTION_VIBRATION:
      return from_boolean (self->vibration_calibration);
    case BAMBU_PRINT_OPTION_NOZZLE_OFFSET:
      return self->nozzle_offset;
    case BAMBU_PRINT_OPTION_FIRST_LAYER:
      return from_boolean (self->first_layer_inspection);
    case BAMBU_PRINT_OPTION_TIMELAPSE:
    default:
      return from_boolean (self->timelapse);
    }
}

void
bambu_print_options_set (BambuPrintOptions *self, BambuPrintOption option, BambuPrintChoice choice)
{
  gboolean is_on = choice != BAMBU_PRINT_CHOICE_OFF;

  g_return_if_fail (self != NULL);

  switch (option)
    {
    case BAMBU_PRINT_OPTION_BED_LEVELLING:
      self->bed_levelling = choice;
      break;
    case BAMBU_PRINT_OPTION_FLOW:
      self->flow_calibration = choice;
      break;
    case BAMBU_PRINT_OPTION_VIBRATION:
      self->vibration_calibration = is_on;
      break;
    case BAMBU_PRINT_OPTION_NOZZLE_OFFSET:
      self->nozzle_offset = choice;
      break;
    case BAMBU_PRINT_OPTION_FIRST_LAYER:
      self->first_layer_inspection = is_on;
      break;
    case BAMBU_PRINT_OPTION_TIMELAPSE:
    default:
      self->timelapse = is_on;
      break;
    }
}
