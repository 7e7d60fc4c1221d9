/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "culm-background.h"
#include "culm-drop-cover.h"
#include "culm-overview-page.h"
#include "culm-print-desk.h"
#include "culm-printer-page.h"
#include "culm-sidebar.h"
#include "culm-window.h"

G_BEGIN_DECLS

/* What culm-window-printers.c needs of culm-window.c, and the other way round. */

BambuFleet *culm_window_get_fleet (CulmWindow *self);
/** culm_window_get_account_printers: Returns: (transfer none) (nullable) */
BambuAccountPrinters *culm_window_get_account_printers (CulmWindow *self);
GSettings *culm_window_get_settings (CulmWindow *self);
/** culm_window_get_alert_texts: Returns: (transfer none) (nullable) */
BambuAlertTexts *culm_window_get_alert_texts (CulmWindow *self);
/** culm_window_get_alert_history: Returns: (transfer none) (nullable) */
BambuAlertHistory *culm_window_get_alert_history (CulmWindow *self);
/** culm_window_get_background: Returns: (transfer none) (nullable) */
CulmBackground *culm_window_get_background (CulmWindow *self);
/** culm_window_get_print_history: Returns: (transfer none) (nullable) */
BambuPrintHistory *culm_window_get_print_history (CulmWindow *self);
/** culm_window_get_selected: Returns: (transfer none) (nullable): the printer that is shown, or the
 * one of all that has the focus */
BambuPrinter *culm_window_get_selected (CulmWindow *self);
/** culm_window_get_content: what is beside the list: the selected printer's page, or that of all */
GtkWidget *culm_window_get_content (CulmWindow *self);

/* The two panes: the list, and what is beside it */
AdwNavigationSplitView *culm_window_get_split_view (CulmWindow *self);
CulmSidebar *culm_window_get_sidebar (CulmWindow *self);
/** culm_window_get_page: Returns: (transfer none) (nullable): the printer's that was shown last */
CulmPrinterPage *culm_window_get_page (CulmWindow *self);
/** culm_window_get_overview: Returns: (transfer none) (nullable) */
CulmOverviewPage *culm_window_get_overview (CulmWindow *self);

/** culm_window_get_print_desk: where files come in to be printed */
CulmPrintDesk *culm_window_get_print_desk (CulmWindow *self);
CulmDropCover *culm_window_get_drop_cover (CulmWindow *self);

/** culm_window_install_print_actions: printing a file again */
void culm_window_install_print_actions (GtkWidgetClass *widget_class);

/** culm_window_take_drops: from now on files can be dropped anywhere on it */
void culm_window_take_drops (CulmWindow *self);

/** culm_window_show_drop: @files, as far as they are known, are dragged across it there; Returns:
 * whether they may be dropped */
gboolean culm_window_show_drop (CulmWindow *self, double x, double y, const GSList *files);

/** culm_window_select: selects @printer and shows its page, also where only one of list and page
 * fits */
void culm_window_select (CulmWindow *self, BambuPrinter *printer);

/** culm_window_install_printer_actions: the actions on one printer */
void culm_window_install_printer_actions (GtkWidgetClass *widget_class);

/** culm_window_work: what @action, one of those on one printer, does to @printer, whichever is
 * selected; nothing if it is not for such a printer */
void culm_window_work (CulmWindow *self, const char *action, BambuPrinter *printer);

/** culm_window_update_printer_actions: enables what is possible for the selected printer */
void culm_window_update_printer_actions (CulmWindow *self);

/* culm-window-known.c: what is known of a printer, each with its question */

/* A question about a printer that is open in front of the window; @window is weak. */
typedef struct
{
  CulmWindow *window;
  BambuPrinter *printer;
} CulmPrinterQuestion;

/** culm_window_ask: opens @dialog, whose @signal calls @callback with a #CulmPrinterQuestion */
void culm_window_ask (CulmWindow *self,
                      BambuPrinter *printer,
                      AdwDialog *dialog,
                      const char *signal,
                      GCallback callback);
/** culm_window_find_account: Returns: (transfer none) (nullable): the account that can be asked to
 * change something about @printer */
BambuAccount *culm_window_find_account (CulmWindow *self, BambuPrinter *printer);
void culm_window_rename_printer (CulmWindow *self, BambuPrinter *printer);
void culm_window_change_address (CulmWindow *self, BambuPrinter *printer);
void culm_window_enter_access_code (CulmWindow *self, BambuPrinter *printer);
void culm_window_review_certificate (CulmWindow *self, BambuPrinter *printer);
void culm_window_remove_printer (CulmWindow *self, BambuPrinter *printer);
void culm_window_unbind_printer (CulmWindow *self, BambuPrinter *printer);

/* culm-window-service.c: what rarely is done to a printer, each with its dialog */
void culm_window_show_access_code (CulmWindow *self, BambuPrinter *printer);
void culm_window_restart_printer (CulmWindow *self, BambuPrinter *printer);
void culm_window_update_firmware (CulmWindow *self, BambuPrinter *printer);
void culm_window_skip_objects (CulmWindow *self, BambuPrinter *printer);

/* culm-window-camera.c: what is done with a printer's camera */
void culm_window_take_picture (CulmWindow *self, BambuPrinter *printer);
void culm_window_pop_out_camera (CulmWindow *self, BambuPrinter *printer);
void culm_window_show_camera_fullscreen (CulmWindow *self, BambuPrinter *printer);

/** culm_window_install_account_actions: signing in, and the preferences with the accounts */
void culm_window_install_account_actions (GtkWidgetClass *widget_class);

/** culm_window_update_account_actions: enables them where there can be accounts */
void culm_window_update_account_actions (CulmWindow *self);

/** culm_window_install_history_actions: clearing what was printed */
void culm_window_install_history_actions (GtkWidgetClass *widget_class);

/** culm_window_install_pane_actions: going from printer to printer and from pane to pane */
void culm_window_install_pane_actions (GtkWidgetClass *widget_class);

/** culm_window_install_demo_actions: adding a simulated printer, and what can happen to one */
void culm_window_install_demo_actions (GtkWidgetClass *widget_class);

/** culm_window_update_demo_actions: enables what is possible for @printer (nullable) */
void culm_window_update_demo_actions (CulmWindow *self, BambuPrinter *printer);

/** culm_window_install_alert_actions: asking for the maker's texts */
void culm_window_install_alert_actions (GtkWidgetClass *widget_class);

/** culm_window_update_alert_actions: enables it where it was not asked yet */
void culm_window_update_alert_actions (CulmWindow *self);

/* culm-window-close.c: Returns: whether it is not closed now: it is hidden instead, or the user is
 * asked first */
gboolean culm_window_ask_before_close (CulmWindow *self);

G_END_DECLS
