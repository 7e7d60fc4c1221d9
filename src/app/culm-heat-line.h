/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-printer.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_HEAT_LINE (culm_heat_line_get_type ())
G_DECLARE_FINAL_TYPE (CulmHeatLine, culm_heat_line, CULM, HEAT_LINE, GtkBox)

/**
 * CulmHeatLine:
 *
 * How hot the nozzles and the bed of a printer are, in one line. What is not known takes no place.
 *
 * Property `spoken` (string), readable: the same to be read out: "Nozzle 220 °C, bed 55 °C".
 */
GtkWidget *culm_heat_line_new (BambuPrinter *printer);

const char *culm_heat_line_get_spoken (CulmHeatLine *self);

G_END_DECLS
