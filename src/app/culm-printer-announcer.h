/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "culm-status.h"

G_BEGIN_DECLS

#define CULM_TYPE_PRINTER_ANNOUNCER (culm_printer_announcer_get_type ())
G_DECLARE_FINAL_TYPE (
    CulmPrinterAnnouncer, culm_printer_announcer, CULM, PRINTER_ANNOUNCER, GObject)

/**
 * culm_printer_announcer_new:
 * @widget: that shows the printer; it keeps the announcer
 *
 * Tells screen readers what a printer does, each quarter of its print, and which messages come and
 * go: at most once in two seconds.
 */
CulmPrinterAnnouncer *culm_printer_announcer_new (GtkWidget *widget, CulmStatus *status);

G_END_DECLS
