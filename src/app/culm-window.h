/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/alert/bambu-alert-history.h>
#include <bambu/alert/bambu-alert-texts.h>
#include <bambu/bambu-account-printers.h>
#include <bambu/history/bambu-print-history.h>

#include "culm-background.h"

G_BEGIN_DECLS

#define CULM_TYPE_WINDOW (culm_window_get_type ())
G_DECLARE_FINAL_TYPE (CulmWindow, culm_window, CULM, WINDOW, AdwApplicationWindow)

/**
 * CulmWindow:
 *
 * The app's window: the printers at the side, the selected one beside them.
 *
 * Actions on a printer have its serial as parameter (`s`); an empty one means the selected printer:
 * `win.retry`, `win.refresh`, `win.copy-address`, `win.rename-printer`, `win.change-address`,
 * `win.enter-access-code`, `win.review-certificate`, `win.open-printer`, `win.unbind-printer`,
 * `win.remove-printer`, `win.remove-demo-printer` (without a question), `win.pause-or-resume`,
 * `win.stop-print` (with a question), `win.skip-objects`, `win.switch-light`. Others:
 * `win.add-printer`, `win.try-demo`, `win.show-printer` (`i`, from 0), `win.show-view` (`s`),
 * `win.show-overview` (`s`: how, `cards` or `pictures`; empty as the last time), `win.search`,
 * `win.toggle-sidebar`, `win.next-pane`, `win.preferences`, `win.messages`,
 * `win.clear-history`, `win.show-alert-texts`, `win.sign-in` (`(ss)`: region and account,
 * empty for another one).
 */
/**
 * culm_window_new:
 * @fleet: the printers
 * @settings: where the window's size and the selected printer are kept
 */
CulmWindow *culm_window_new (GtkApplication *application, BambuFleet *fleet, GSettings *settings);

/**
 * culm_window_set_account_printers:
 *
 * Once. Without accounts nobody can sign in: that is the demo.
 */
void culm_window_set_account_printers (CulmWindow *self, BambuAccountPrinters *printers);

/**
 * culm_window_set_alert_texts:
 *
 * Once. Whether they may be fetched is in the settings, and the window asks where a text is
 * missing. Without them nobody is asked: that is the demo.
 */
void culm_window_set_alert_texts (CulmWindow *self, BambuAlertTexts *texts);

/** culm_window_set_alert_history: once: what its messages tell of */
void culm_window_set_alert_history (CulmWindow *self, BambuAlertHistory *history);

/** culm_window_set_background: once: who watches on when it is closed. Without that, closing it is
 * the end: that is the demo */
void culm_window_set_background (CulmWindow *self, CulmBackground *background);

/** culm_window_set_print_history: once: what was printed. It takes pictures as the settings say */
void culm_window_set_print_history (CulmWindow *self, BambuPrintHistory *history);

/**
 * culm_window_set_loaded:
 *
 * Says that the fleet knows its printers. The window shows them once it has drawn its frame.
 */
void culm_window_set_loaded (CulmWindow *self);

/** culm_window_show_printer: if there is one with @serial; at the latest when the printers are
 * known
 */
void culm_window_show_printer (CulmWindow *self, const char *serial);

/** culm_window_find_printers: among all of them, by @text; at the latest when they are known. One
 * alone is shown already */
void culm_window_find_printers (CulmWindow *self, const char *text);

/** culm_window_quit: closes it for good, after a question where something would be lost */
void culm_window_quit (CulmWindow *self);

/** culm_window_print_files: asks about each, as soon as the printers are known */
void culm_window_print_files (CulmWindow *self, GFile **files, int n_files);
/** culm_window_print_file_on: the same, with @printer to begin with */
void culm_window_print_file_on (CulmWindow *self, GFile *file, BambuPrinter *printer);

/** culm_window_choose_files: lets the user choose files to print, also before any printer is shown
 */
void culm_window_choose_files (CulmWindow *self);

/** culm_window_open_link: @text: what a website hands over to a slicer; asks about the file behind
 * it, or says why not */
void culm_window_open_link (CulmWindow *self, const char *text);

G_END_DECLS
