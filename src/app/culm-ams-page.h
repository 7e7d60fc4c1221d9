/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_AMS_PAGE (culm_ams_page_get_type ())
G_DECLARE_FINAL_TYPE (CulmAmsPage, culm_ams_page, CULM, AMS_PAGE, AdwBin)

/**
 * CulmAmsPage:
 *
 * The filament that a printer has at hand: its AMS units and external spools.
 *
 * Properties: `printer` ([class@Bambu.Printer]), set once; `status` ([class@Culm.Status],
 * readable): the printer's.
 */

G_END_DECLS
