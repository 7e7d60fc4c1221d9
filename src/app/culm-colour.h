/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-enums.h>
#include <gdk/gdk.h>

G_BEGIN_DECLS

/* Filament colours and what to call them. Pure. */

/**
 * culm_colour_parse:
 * @hex: 8 hex digits: red, green, blue, alpha
 * @colour: (out): the colour
 *
 * Returns: %TRUE if @hex is a colour
 */
gboolean culm_colour_parse (const char *hex, GdkRGBA *colour);

/**
 * culm_colour_list_usual:
 *
 * Returns: (array zero-terminated=1): colours that spools often have, of 8 hex digits, in the order
 *   of the rainbow after those without hue
 */
const char *const *culm_colour_list_usual (void);

/** culm_colour_dup_hex: Returns: (transfer full): 8 upper-case hex digits */
char *culm_colour_dup_hex (const GdkRGBA *colour);

/**
 * culm_colour_get_name:
 * @colour: an opaque colour; its alpha is not looked at
 *
 * Returns: the name of the nearest colour that has one, translated, static
 */
const char *culm_colour_get_name (const GdkRGBA *colour);

/**
 * culm_colour_describe:
 * @colours: (nullable) (array zero-terminated=1): the colours of a spool
 * @pattern: how they lie
 *
 * Returns: (transfer full): "jade green", "translucent red", "red, white, blue", "blue to pink"; ""
 * if there is no colour
 */
char *culm_colour_describe (const char *const *colours, BambuSpoolPattern pattern);

G_END_DECLS
