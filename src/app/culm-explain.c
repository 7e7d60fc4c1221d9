/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-explain.h"

#include <glib/gi18n.h>

#include "culm-command-words.h"
#include "culm-question.h"

void
culm_explain_view_only (GtkWidget *parent)
{
  g_autofree char *body = g_strconcat (
      culm_command_words_get_view_only (), "\n\n",
      _ ("To control it from Culm, turn on LAN Only mode and then Developer Mode on the printer’s "
         "screen. While these are on, the printer cannot use Bambu Lab’s cloud and the Handy app "
         "cannot reach it."),
      NULL);
  AdwAlertDialog *dialog = culm_question_new (_ ("View Only"), body);

  adw_alert_dialog_add_response (dialog, "close", _ ("_Close"));
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}
