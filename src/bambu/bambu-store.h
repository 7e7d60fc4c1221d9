/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "bambu-known-account.h"
#include "bambu-known-alert.h"
#include "bambu-known-print.h"
#include "bambu-known-printer.h"
#include "bambu-series.h"

G_BEGIN_DECLS

#define BAMBU_STORE_ERROR (bambu_store_error_quark ())

/**
 * BambuStoreError:
 * @BAMBU_STORE_ERROR_UNUSABLE: the data base cannot be opened, is damaged, or was made by a newer
 * version
 * @BAMBU_STORE_ERROR_FAILED: a write or read failed (disk full …)
 */
typedef enum
{
  BAMBU_STORE_ERROR_UNUSABLE,
  BAMBU_STORE_ERROR_FAILED,
} BambuStoreError;

GQuark bambu_store_error_quark (void);

#define BAMBU_TYPE_STORE (bambu_store_get_type ())
G_DECLARE_FINAL_TYPE (BambuStore, bambu_store, BAMBU, STORE, GObject)

/**
 * BambuStore:
 *
 * Local data in SQLite: known printers with their last reports, what was wrong with them, what
 * their sensors said of late and what they printed, and known accounts without their secrets. All
 * work is done in order on a thread of its own; a store that is dropped finishes what was asked of
 * it first. Its last reference may be dropped on any thread, on its own, too.
 */

/**
 * bambu_store_new:
 * @path: (type filename) (nullable): the data base's file, made with its folder if absent; %NULL
 * for one in memory
 */
BambuStore *bambu_store_new (const char *path);

/**
 * bambu_store_dup_default_path:
 *
 * Returns: (transfer full) (type filename): where the user's data base is, for the app and culmctl
 * alike
 */
char *bambu_store_dup_default_path (void);

/**
 * bambu_store_load_printers:
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray (boxed) of #BambuKnownPrinter in
 * the user's order, or rejects with %BAMBU_STORE_ERROR
 */
DexFuture *bambu_store_load_printers (BambuStore *self);
/** bambu_store_save_printer: all but @report and @seen; resolves to %TRUE */
DexFuture *bambu_store_save_printer (BambuStore *self, const BambuKnownPrinter *printer);
DexFuture *bambu_store_save_report (BambuStore *self,
                                    const char *serial,
                                    GBytes *report,
                                    gint64 seen);
/** bambu_store_remove_printer: and its series and alerts; what it printed stays */
DexFuture *bambu_store_remove_printer (BambuStore *self, const char *serial);
/** bambu_store_decline_printer: of one that is bound to an account nothing is kept but that, that
 * it is declined, and what it printed; resolves to %TRUE */
DexFuture *bambu_store_decline_printer (BambuStore *self, const char *serial);

/**
 * bambu_store_save_series:
 * @series: (transfer full) (element-type BambuSeries): means of minutes that are new; those that
 * are known already become these
 * @oldest: Unix seconds: what is older is deleted, of all series
 *
 * Adds to what is remembered, in one transaction. Values are kept to a tenth.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with %BAMBU_STORE_ERROR
 */
DexFuture *bambu_store_save_series (BambuStore *self, GPtrArray *series, gint64 oldest);

/**
 * bambu_store_load_series:
 * @serial: a printer's
 * @since: Unix seconds
 * @step: in minutes: how long a while a sample of the result stands for; at least 1
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray (boxed) of #BambuSeries, all
 * that are known of the printer since then, or rejects with %BAMBU_STORE_ERROR
 */
DexFuture *bambu_store_load_series (BambuStore *self, const char *serial, gint64 since, int step);

/**
 * bambu_store_load_accounts:
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray (boxed) of #BambuKnownAccount in
 * the order of their first sign-in, or rejects with %BAMBU_STORE_ERROR
 */
DexFuture *bambu_store_load_accounts (BambuStore *self);
/** bambu_store_save_account: keyed by region and account; resolves to %TRUE */
DexFuture *bambu_store_save_account (BambuStore *self, const BambuKnownAccount *account);
DexFuture *bambu_store_remove_account (BambuStore *self, const char *region, const char *account);

/**
 * bambu_store_load_alerts:
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray (boxed) of #BambuKnownAlert, the
 * newest first, or rejects with %BAMBU_STORE_ERROR
 */
DexFuture *bambu_store_load_alerts (BambuStore *self);
/** bambu_store_save_alert: resolves to %TRUE. They go with their printer */
DexFuture *bambu_store_save_alert (BambuStore *self, const BambuKnownAlert *alert);
/**
 * bambu_store_trim_alerts:
 * @before: Unix seconds; those that ended and were last seen before go
 * @most: how many stay: those that have not ended, and the newest
 */
DexFuture *bambu_store_trim_alerts (BambuStore *self, gint64 before, guint most);

/**
 * bambu_store_load_prints:
 * @before: (nullable): those that follow upon this one; %NULL: from the newest on
 * @most: how many
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray (boxed) of #BambuKnownPrint, the
 * newest first, or rejects with %BAMBU_STORE_ERROR; fewer than @most are the last ones
 */
DexFuture *bambu_store_load_prints (BambuStore *self, const BambuKnownPrint *before, guint most);
/** bambu_store_save_print: with its filaments; resolves to %TRUE. They go with their printer */
DexFuture *bambu_store_save_print (BambuStore *self, const BambuKnownPrint *print);
/** bambu_store_hide_print: it is not loaded, and goes with the next bambu_store_trim_prints(); or
 * not, if it is shown again before that */
DexFuture *bambu_store_hide_print (BambuStore *self,
                                   const char *serial,
                                   gint64 began,
                                   gboolean hidden);
/** bambu_store_remove_prints: of one printer; resolves to %TRUE */
DexFuture *bambu_store_remove_prints (BambuStore *self, const char *serial);
/** bambu_store_clear_prints: all; nothing of them stays in the file */
DexFuture *bambu_store_clear_prints (BambuStore *self);
/**
 * bambu_store_trim_prints:
 * @most: prints that stay, the newest
 * @bytes: of pictures that stay, the newest
 *
 * Those that are hidden go. What is not over, and is none of the @recent newest, will not be seen
 * to end.
 */
DexFuture *bambu_store_trim_prints (BambuStore *self, guint most, gint64 bytes, guint recent);
/** bambu_store_save_print_picture: in place of the one with the same percent; of no print: lost */
DexFuture *bambu_store_save_print_picture (BambuStore *self,
                                           const char *serial,
                                           gint64 began,
                                           const BambuKnownPicture *picture);
/**
 * bambu_store_load_print_pictures:
 * @most: how many, from the last on
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray (boxed) of #BambuKnownPicture,
 * the last first
 */
DexFuture *bambu_store_load_print_pictures (BambuStore *self,
                                            const char *serial,
                                            gint64 began,
                                            guint most);
/** bambu_store_save_print_series: @series: (transfer full) (element-type BambuSeries): instead of
 * what there is */
DexFuture *bambu_store_save_print_series (BambuStore *self,
                                          const char *serial,
                                          gint64 began,
                                          GPtrArray *series);
/** bambu_store_load_print_series: @step: minutes between samples, beyond which there is a gap.
 * Resolves to a #GPtrArray (boxed) of #BambuSeries */
DexFuture *bambu_store_load_print_series (BambuStore *self,
                                          const char *serial,
                                          gint64 began,
                                          int step);

G_END_DECLS
