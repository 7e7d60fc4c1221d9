/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-code-dialog.h"

#include <glib/gi18n.h>

#include "culm-code-page.h"

struct _CulmCodeDialog
{
  AdwDialog parent_instance;
};

enum
{
  SIGNAL_ENTERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmCodeDialog, culm_code_dialog, ADW_TYPE_DIALOG)

static void
on_entered (CulmCodeDialog *self, const char *code)
{
  g_signal_emit (self, signals[SIGNAL_ENTERED], 0, code);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
culm_code_dialog_class_init (CulmCodeDialogClass *klass)
{
  signals[SIGNAL_ENTERED] = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
culm_code_dialog_init (CulmCodeDialog *self)
{
  adw_dialog_set_content_width (ADW_DIALOG (self), 420);
}

CulmCodeDialog *
culm_code_dialog_new (BambuPrinter *printer)
{
  CulmCodeDialog *self = g_object_new (CULM_TYPE_CODE_DIALOG, NULL);
  AdwNavigationPage *page =
      culm_code_page_new (bambu_printer_get_model (printer)->code, _ ("_Connect"));

  g_signal_connect_object (page, "entered", G_CALLBACK (on_entered), self, G_CONNECT_SWAPPED);

  adw_dialog_set_title (ADW_DIALOG (self), bambu_printer_get_name (printer));
  adw_dialog_set_child (ADW_DIALOG (self), GTK_WIDGET (page));
  adw_dialog_set_default_widget (ADW_DIALOG (self),
                                 culm_code_page_get_default (CULM_CODE_PAGE (page)));

  return self;
}
