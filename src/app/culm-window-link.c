/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-link-dialog.h"
#include "culm-window-private.h"

/* Files that a website wants to be printed */

static void
on_fetched (CulmWindow *self, const char *path)
{
  culm_print_desk_add_download (culm_window_get_print_desk (self), path);
}

void
culm_window_open_link (CulmWindow *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  BambuPrintLink *link;
  CulmLinkDialog *dialog;

  g_return_if_fail (CULM_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  link = bambu_print_link_parse (text, &error);
  dialog = link != NULL ? culm_link_dialog_new (link) : culm_link_dialog_new_refused (error);
  g_signal_connect_object (dialog, "fetched", G_CALLBACK (on_fetched), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}
