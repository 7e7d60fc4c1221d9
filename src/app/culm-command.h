/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-printer-control.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How a command that a user gave is carried out: in silence if it works, because the widget that it
 * was given by shows the effect, else with a toast that says why not. */

/**
 * culm_command_send:
 * @widget: where it was given, in a window with toasts
 * @printer: a printer
 * @control: what is worked: one of those of which a number says all
 * @index: which one, if there are several; else 0
 * @value: as #BambuControl says; 0 where it has none
 *
 * Asks the printer for something. The command is under way, or failed, when this returns.
 */
void culm_command_send (
    GtkWidget *widget, BambuPrinter *printer, BambuControl control, int index, int value);

/**
 * culm_command_ask:
 *
 * The same without a word to the user.
 *
 * Returns: (transfer full): a future that resolves when the printer has done it
 */
DexFuture *culm_command_ask (BambuPrinter *printer, BambuControl control, int index, int value);

/** CulmCommandFunc: asks @printer, as its function there */
typedef DexFuture *(*CulmCommandFunc) (BambuPrinter *printer, gpointer data);

/**
 * culm_command_carry_out:
 * @widget: where it was given, in a [class@Culm.Window]
 * @printer: a printer
 * @ask: asks for it
 * @data: for @ask
 * @free_data: (nullable): for @data
 *
 * Asks the printer for something that culm_command_send() has no words for; and once more for each
 * time that it was not confirmed and the user wants it again.
 */
void culm_command_carry_out (GtkWidget *widget,
                             BambuPrinter *printer,
                             CulmCommandFunc ask,
                             gpointer data,
                             GDestroyNotify free_data);

/**
 * culm_command_follow:
 * @widget: where it was given, in a window with toasts
 * @printer: a printer
 * @future: (transfer full): the command, as the printer was asked for it
 *
 * Tells what became of a command that is not offered again: it was for one moment, as what moves.
 */
void culm_command_follow (GtkWidget *widget, BambuPrinter *printer, DexFuture *future);

G_END_DECLS
