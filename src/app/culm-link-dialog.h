/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/print/bambu-print-link.h>

G_BEGIN_DECLS

#define CULM_TYPE_LINK_DIALOG (culm_link_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CulmLinkDialog, culm_link_dialog, CULM, LINK_DIALOG, AdwDialog)

/**
 * CulmLinkDialog:
 *
 * A website wants a file to be printed: asks whether it may be downloaded, from whom, and does it.
 * Before the user agrees nobody is asked for anything. Closing it gives the download up.
 *
 * Signal `fetched` (string): the file is there, in a folder of its own, and now belongs to whoever
 * listens; the dialog closes.
 */

/** culm_link_dialog_new: @link: (transfer full): what the website says */
CulmLinkDialog *culm_link_dialog_new (BambuPrintLink *link);

/** culm_link_dialog_new_refused: says why a link is not followed; @error: of
 * bambu_print_link_parse()
 */
CulmLinkDialog *culm_link_dialog_new_refused (const GError *error);

G_END_DECLS
