/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer-control.h>

G_BEGIN_DECLS

#define CULM_TYPE_CONTROL (culm_control_get_type ())
G_DECLARE_FINAL_TYPE (CulmControl, culm_control, CULM, CONTROL, GObject)

/**
 * CulmControl:
 *
 * Something that can be worked on a printer, as the widget for it needs it: whether it may be
 * offered now, and what it waits for. Follows the printer.
 *
 * Properties, all readable:
 *
 * - `available` (boolean): it may be worked now
 * - `reason` (string, nullable): a sentence that says why not
 * - `pending` ([class@Bambu.Pending]): what it waits for
 * - `printer` ([class@Bambu.Printer])
 */

/**
 * culm_control_new:
 * @printer: a printer
 * @control: what is worked
 * @index: which one, if there are several; else 0
 */
CulmControl *culm_control_new (BambuPrinter *printer, BambuControl control, int index);

/**
 * culm_control_set_obstacle:
 * @obstacle: (nullable): a sentence; %NULL: none
 *
 * Something that the printer's kinds of controls do not tell makes this one not available.
 */
void culm_control_set_obstacle (CulmControl *self, const char *obstacle);

/**
 * culm_control_attach:
 * @self: a control
 * @widget: what works it; holds @self
 *
 * Makes the widget insensitive while the control is not available, with the reason as its tooltip
 * and description.
 */
void culm_control_attach (CulmControl *self, GtkWidget *widget);

/**
 * culm_control_guard:
 * @self: a control
 * @dialog: asks or offers something that needs it; holds @self
 *
 * Closes the dialog once the control is not available: its question does not apply any more.
 */
void culm_control_guard (CulmControl *self, AdwDialog *dialog);

/** culm_control_send: see culm_command_send() */
void culm_control_send (CulmControl *self, GtkWidget *widget, int value);

BambuPrinter *culm_control_get_printer (CulmControl *self);
BambuPending *culm_control_get_pending (CulmControl *self);

/**
 * culm_control_get_value:
 * @reported: what the printer says
 *
 * Returns: what the widget has to show: what is waited for, or else @reported
 */
double culm_control_get_value (CulmControl *self, double reported);

G_END_DECLS
