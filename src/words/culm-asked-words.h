/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-printer-error.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

/**
 * culm_asked_words:
 * @asked: what @printer was asked for
 *
 * Returns: (transfer full): within another sentence: "nozzle 270 °C"
 */
char *culm_asked_words (const BambuAsked *asked, BambuPrinter *printer);

G_END_DECLS
