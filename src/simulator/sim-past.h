/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "printer/bambu-printer.h"

G_BEGIN_DECLS

/**
 * sim_past_give:
 * @printer: one that has reported
 *
 * Gives @printer a day of temperatures and humidity that ends with what it reports now: an earlier
 * print, some hours in which nobody listened, and the beginning of what it prints now. For the demo
 * and for pictures.
 */
void sim_past_give (BambuPrinter *printer);

G_END_DECLS
