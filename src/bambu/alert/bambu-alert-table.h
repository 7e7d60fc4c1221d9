/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BAMBU_TYPE_ALERT_TABLE (bambu_alert_table_get_type ())

/**
 * BambuAlertTable:
 *
 * The maker's sentences for the codes of one kind of printer, in one language. Immutable; any
 * thread.
 */
typedef struct _BambuAlertTable BambuAlertTable;

GType bambu_alert_table_get_type (void) G_GNUC_CONST;
BambuAlertTable *bambu_alert_table_ref (BambuAlertTable *self);
void bambu_alert_table_unref (BambuAlertTable *self);

/**
 * bambu_alert_table_parse:
 * @body: what the maker's service answered; hostile
 * @language: the one that was asked for; where the answer has none of it, English is taken
 * @time: when it was fetched, Unix seconds
 * @unchanged: (out): the service says that the known version is the newest; %NULL is returned
 *
 * Entries of a wrong form are passed over; too long sentences are cut, too many entries left.
 *
 * Returns: (transfer full) (nullable): the table, or %NULL with %G_IO_ERROR_INVALID_DATA if there
 * is no entry at all
 */
BambuAlertTable *bambu_alert_table_parse (
    GBytes *body, const char *language, gint64 time, gboolean *unchanged, GError **error);

/**
 * bambu_alert_table_find:
 * @code: of an HMS entry or of a print error
 *
 * Returns: (transfer none) (nullable): the sentence; empty for a code that is not for users
 */
const char *bambu_alert_table_find (const BambuAlertTable *self, const char *code);

guint bambu_alert_table_get_size (const BambuAlertTable *self);
/** bambu_alert_table_get_version: what the service calls this state of it; 0 unknown */
gint64 bambu_alert_table_get_version (const BambuAlertTable *self);
gint64 bambu_alert_table_get_time (const BambuAlertTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuAlertTable, bambu_alert_table_unref)

G_END_DECLS
