/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "culm-control.h"

G_BEGIN_DECLS

/**
 * CulmHeaterKind:
 *
 * What can be heated: its symbol, its name and the temperatures that are usual there.
 */
typedef enum
{
  CULM_HEATER_KIND_NOZZLE,
  CULM_HEATER_KIND_BED,
  CULM_HEATER_KIND_CHAMBER,
} CulmHeaterKind;

#define CULM_TYPE_HEATER_KIND (culm_heater_kind_get_type ())
GType culm_heater_kind_get_type (void) G_GNUC_CONST;

#define CULM_TYPE_HEAT_POPOVER (culm_heat_popover_get_type ())
G_DECLARE_FINAL_TYPE (CulmHeatPopover, culm_heat_popover, CULM, HEAT_POPOVER, GtkPopover)

/**
 * CulmHeatPopover:
 *
 * Sets a temperature: a number, the usual ones and the user's last own one. Opens with what is set
 * now, however often that changes meanwhile.
 *
 * Properties: `title` (string), `heater` ([class@Bambu.Heater]), `control` ([class@Culm.Control]),
 * `kind` (#CulmHeaterKind). Without a control nothing can be set.
 */

G_END_DECLS
