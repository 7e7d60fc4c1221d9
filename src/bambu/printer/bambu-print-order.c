/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-order.h"

#include <string.h>

#define LEVELLING BAMBU_PRINT_FEATURE_BED_LEVELLING
#define FLOW BAMBU_PRINT_FEATURE_FLOW
#define VIBRATION BAMBU_PRINT_FEATURE_VIBRATION
#define FIRST_LAYER BAMBU_PRINT_FEATURE_FIRST_LAYER
#define TIMELAPSE BAMBU_PRINT_FEATURE_TIMELAPSE
#define OFFSET BAMBU_PRINT_FEATURE_NOZZLE_OFFSET
#define AUTO BAMBU_PRINT_FEATURE_BED_LEVELLING_AUTO | BAMBU_PRINT_FEATURE_FLOW_AUTO
#define X1_FEATURES (LEVELLING | FLOW | VIBRATION | FIRST_LAYER | TIMELAPSE)
#define H2_FEATURES (LEVELLING | FLOW | VIBRATION | TIMELAPSE | AUTO)

/* protocol/models.md §1 "More from the printer files", and mqtt-commands.md §5 */
static const struct
{
  const char *model;
  BambuPrintFeatures features;
} FEATURES[] = {
  { "BL-P001", X1_FEATURES },
  { "BL-P002", X1_FEATURES },
  { "C13", X1_FEATURES },
  { "C11", LEVELLING | VIBRATION | TIMELAPSE },
  { "C12", LEVELLING | VIBRATION | TIMELAPSE },
  { "N1", LEVELLING | FLOW | VIBRATION | TIMELAPSE },
  { "N2S", LEVELLING | FLOW | VIBRATION | TIMELAPSE },
  { "N9", H2_FEATURES },
  { "N7", LEVELLING | FLOW | TIMELAPSE | AUTO },
  { "N6", H2_FEATURES | OFFSET },
  { "O1S", H2_FEATURES },
  { "O1D", H2_FEATURES | OFFSET },
  { "O1E", H2_FEATURES | OFFSET },
  { "O1C2", H2_FEATURES | OFFSET },
};

/* Where ids of jobs begin: the middle of 2025. Microseconds would be used up at once. */
#define FIRST_SECOND G_GINT64_CONSTANT (1750000000)
#define TENTHS 10

G_DEFINE_ENUM_TYPE (BambuPrintChoice,
                    bambu_print_choice,
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_CHOICE_OFF, "off"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_CHOICE_ON, "on"),
                    G_DEFINE_ENUM_VALUE (BAMBU_PRINT_CHOICE_AUTO, "auto"))

G_DEFINE_FLAGS_TYPE (BambuPrintFeatures,
                     bambu_print_features,
                     G_DEFINE_ENUM_VALUE (BAMBU_PRINT_FEATURE_BED_LEVELLING, "bed-levelling"),
                     G_DEFINE_ENUM_VALUE (BAMBU_PRINT_FEATURE_BED_LEVELLING_AUTO,
                                          "bed-levelling-auto"),
                     G_DEFINE_ENUM_VALUE (BAMBU_PRINT_FEATURE_FLOW, "flow"),
                     G_DEFINE_ENUM_VALUE (BAMBU_PRINT_FEATURE_FLOW_AUTO, "flow-auto"),
                     G_DEFINE_ENUM_VALUE (BAMBU_PRINT_FEATURE_VIBRATION, "vibration"),
                     G_DEFINE_ENUM_VALUE (BAMBU_PRINT_FEATURE_FIRST_LAYER, "first-layer"),
                     G_DEFINE_ENUM_VALUE (BAMBU_PRINT_FEATURE_TIMELAPSE, "timelapse"),
                     G_DEFINE_ENUM_VALUE (BAMBU_PRINT_FEATURE_NOZZLE_OFFSET, "nozzle-offset"))

BambuPrintFeatures
bambu_print_get_features (BambuPrinter *printer)
{
  const char *code;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), 0);

  code = bambu_printer_get_model (printer)->code;
  for (guint i = 0; i < G_N_ELEMENTS (FEATURES); i++)
    if (g_str_equal (FEATURES[i].model, code))
      return FEATURES[i].features;

  return LEVELLING | TIMELAPSE;
}

void
bambu_print_options_init (BambuPrintOptions *self, BambuPrintFeatures features)
{
  g_return_if_fail (self != NULL);

  *self = (BambuPrintOptions) {
    .bed_levelling = features & BAMBU_PRINT_FEATURE_BED_LEVELLING_AUTO ? BAMBU_PRINT_CHOICE_AUTO
                     : features & LEVELLING                            ? BAMBU_PRINT_CHOICE_ON
                                                                       : BAMBU_PRINT_CHOICE_OFF,
    .flow_calibration =
        features & BAMBU_PRINT_FEATURE_FLOW_AUTO ? BAMBU_PRINT_CHOICE_AUTO : BAMBU_PRINT_CHOICE_OFF,
    .vibration_calibration = (features & VIBRATION) != 0,
    .first_layer_inspection = (features & FIRST_LAYER) != 0,
    .nozzle_offset = features & OFFSET ? BAMBU_PRINT_CHOICE_AUTO : BAMBU_PRINT_CHOICE_OFF,
  };
}

gboolean
bambu_mapping_uses_ams (const GArray *mapping)
{
  g_return_val_if_fail (mapping != NULL, FALSE);

  for (guint i = 0; i < mapping->len; i++)
    if (g_array_index (mapping, BambuMapping, i).tray >= 0)
      return TRUE;

  return FALSE;
}

gint64
bambu_print_order_new_id (gint64 now)
{
  static gint64 last;
  gint64 id = (now / (G_USEC_PER_SEC / TENTHS) - FIRST_SECOND * TENTHS) % G_MAXINT32;

  /* Main context only, as all that sends. A clock that is wrong is no reason for a wrong number. */
  id = ABS (id);
  if (id <= last)
    id = last + 1;
  last = id < G_MAXINT32 ? id : 1;

  return last;
}

gboolean
bambu_printer_takes_gcode (BambuPrinter *self)
{
  const char *code;

  g_return_val_if_fail (BAMBU_IS_PRINTER (self), FALSE);

  code = bambu_printer_get_model (self)->code;

  return g_str_has_prefix (code, "BL-P00") || g_str_equal (code, "C13");
}
