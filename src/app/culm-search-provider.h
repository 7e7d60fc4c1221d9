/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "culm-search.h"

G_BEGIN_DECLS

#define CULM_TYPE_SEARCH_PROVIDER (culm_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (CulmSearchProvider, culm_search_provider, CULM, SEARCH_PROVIDER, GObject)

/**
 * CulmSearchProvider:
 *
 * The printers in the desktop's search: `org.gnome.Shell.SearchProvider2`.
 *
 * Signals:
 *
 * - `activated` ([class@Bambu.Printer], #CulmSearchAct): the user chose that result
 * - `launched` (string): the user wants to go on in the window, with these terms
 */

/** culm_search_provider_new: stands at `SearchProvider` below @application_path */
CulmSearchProvider *culm_search_provider_new (GDBusConnection *connection,
                                              const char *application_path);

/** culm_search_provider_set_printers: once; @loaded: settles when they are known: until then
 * searches wait */
void culm_search_provider_set_printers (CulmSearchProvider *self,
                                        GListModel *printers,
                                        DexFuture *loaded);

G_END_DECLS
