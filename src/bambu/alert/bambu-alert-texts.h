/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "printer/bambu-printer.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_ALERT_TEXTS (bambu_alert_texts_get_type ())
G_DECLARE_FINAL_TYPE (BambuAlertTexts, bambu_alert_texts, BAMBU, ALERT_TEXTS, GObject)

/**
 * BambuAlertTexts:
 *
 * Gives the alerts of a list of printers the maker's sentences (protocol/mqtt-state.md §6). They
 * come from the maker's service, which is asked only when the user agreed (`enabled`), only when a
 * printer reports a code, and at most once a day for each kind of printer; it is told the language
 * and the first three characters of the serial, which name the model. What it answered is kept in
 * the user's cache and used without asking too. Codes that the user's language lacks are in
 * English. Main context only; reading and parsing are done elsewhere.
 *
 * Property `enabled` (boolean): whether the service may be asked. Off at first.
 */

/**
 * bambu_alert_texts_new:
 * @printers: of [class@Bambu.Printer]
 * @origin: (nullable): of the service, without a slash at its end; %NULL: the maker's
 * @database: (nullable): who may sign its certificate instead of the system's authorities
 * @folder: (nullable) (type filename): where answers are kept; %NULL: the user's cache
 * @language: as bambu_alert_texts_choose_language() says
 */
BambuAlertTexts *bambu_alert_texts_new (GListModel *printers,
                                        const char *origin,
                                        GTlsDatabase *database,
                                        const char *folder,
                                        const char *language);

gboolean bambu_alert_texts_get_enabled (BambuAlertTexts *self);
/** bambu_alert_texts_set_enabled: turning it on asks at once for what is missing */
void bambu_alert_texts_set_enabled (BambuAlertTexts *self, gboolean enabled);

/**
 * bambu_alert_texts_settle:
 *
 * Returns: (transfer full): a future that resolves to %TRUE when nothing is being read or asked
 * for, or rejects with the %BAMBU_CLOUD_ERROR of what could not be had
 */
DexFuture *bambu_alert_texts_settle (BambuAlertTexts *self);

/** bambu_alert_texts_get_vendor: Returns: the origin of the maker's service */
const char *bambu_alert_texts_get_vendor (void);

/**
 * bambu_alert_texts_choose_language:
 * @locales: (array zero-terminated=1): as g_get_language_names() has them
 *
 * Returns: (transfer full): what the service calls the first of them: `de`, `zh-cn`
 */
char *bambu_alert_texts_choose_language (const char *const *locales);

G_END_DECLS
