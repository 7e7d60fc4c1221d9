/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-printer-control.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A command that a user gives to several printers at once: pause, resume, or the chamber light.
 * Each printer gets it for itself, and only if it makes sense to that one now. */

/**
 * culm_group_command_list:
 * @printers: (element-type BambuPrinter)
 * @control: %BAMBU_CONTROL_PAUSE, %BAMBU_CONTROL_RESUME or %BAMBU_CONTROL_LIGHT
 * @value: of the light: 1 on, 0 off; else 0
 *
 * Returns: (transfer full) (element-type BambuPrinter): those that it would be sent to
 */
GPtrArray *culm_group_command_list (GPtrArray *printers, BambuControl control, int value);

/**
 * culm_group_command_send:
 * @widget: where it was given, in a window with toasts
 *
 * Sends it to those. What did not work is told in one toast, printer by printer.
 */
void culm_group_command_send (GtkWidget *widget,
                              GPtrArray *printers,
                              BambuControl control,
                              int value);

G_END_DECLS
