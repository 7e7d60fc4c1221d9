/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-printer.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_AGAIN_BUTTON (culm_again_button_get_type ())
G_DECLARE_FINAL_TYPE (CulmAgainButton, culm_again_button, CULM, AGAIN_BUTTON, GtkButton)

/**
 * CulmAgainButton:
 *
 * Prints the file of a printer's last job again. Visible once that is over, if its file was sent
 * from this computer and is still there. In a [class@Culm.Window].
 *
 * Property: `printer` ([class@Bambu.Printer]), set once.
 */

G_END_DECLS
