/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

/* What a search from outside the window finds: the printers, and what may be done to them now. Pure
 * but for the printers' state. */

/**
 * CulmSearchAct:
 * @CULM_SEARCH_ACT_SHOW: shows the printer
 *
 * What a result stands for.
 */
typedef enum
{
  CULM_SEARCH_ACT_SHOW,
  CULM_SEARCH_ACT_PAUSE,
  CULM_SEARCH_ACT_RESUME,
} CulmSearchAct;

/**
 * culm_search_find:
 * @printers: of [class@Bambu.Printer]
 * @terms: (array zero-terminated=1): all have to be found: in a printer's name, model, state or job
 *
 * Pausing and resuming are results only where a term asks for that, and the printer can be paused
 * or resumed now.
 *
 * Returns: (transfer full): what results are known by
 */
GStrv culm_search_find (GListModel *printers, const char *const *terms);

/**
 * culm_search_parse:
 * @id: one of culm_search_find(), or anything else
 *
 * Returns: (transfer none) (nullable): the printer, if it is still there
 */
BambuPrinter *culm_search_parse (GListModel *printers, const char *id, CulmSearchAct *act);

/** culm_search_describe: Returns: (transfer floating): an `a{sv}` with what is shown of it */
GVariant *culm_search_describe (const char *id, BambuPrinter *printer, CulmSearchAct act);

G_END_DECLS
