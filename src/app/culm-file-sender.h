/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "culm-file-transfers.h"
#include "culm-folder.h"

#include <bambu/printer/bambu-printer.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_FILE_SENDER (culm_file_sender_get_type ())
G_DECLARE_FINAL_TYPE (CulmFileSender, culm_file_sender, CULM, FILE_SENDER, GObject)

/**
 * CulmFileSender:
 *
 * Sends files of any kind into folders of a printer, one after the other. Asks what to do where
 * there is one of that name, so it waits until the folder was read; says of each that cannot be
 * sent why.
 *
 * Signal `sent` (#GFile): it is on its way.
 */

/** culm_file_sender_new: @widget: where is asked and told; owns the sender */
CulmFileSender *culm_file_sender_new (GtkWidget *widget,
                                      BambuPrinter *printer,
                                      CulmFileTransfers *transfers);

/** culm_file_sender_add: @folder: on the printer of the transfers */
void culm_file_sender_add (CulmFileSender *self, GFile *file, CulmFolder *folder);

G_END_DECLS
