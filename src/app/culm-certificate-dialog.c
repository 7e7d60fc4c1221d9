/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-certificate-dialog.h"

#include <glib/gi18n.h>

#include "culm-question.h"

/* Four hex digits a group, as people compare them. */
static char *
group_digits (const char *fingerprint)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; fingerprint[i] != '\0'; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, g_ascii_toupper (fingerprint[i]));
    }

  return g_string_free_and_steal (text);
}

static void
add_fact (GtkListBox *list, const char *title, const char *value, gboolean monospace)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value != NULL ? value : "–");
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  gtk_widget_add_css_class (row, "property");
  if (monospace)
    gtk_widget_add_css_class (row, "monospace");

  gtk_list_box_append (list, row);
}

static const char *
get_heading (BambuVerdict verdict)
{
  switch (verdict)
    {
    case BAMBU_VERDICT_UNKNOWN:
      return _ ("Is This Your Printer?");
    case BAMBU_VERDICT_WRONG_NAME:
      return _ ("Another Printer");
    case BAMBU_VERDICT_EXPIRED:
      return _ ("Certificate Out of Date");
    case BAMBU_VERDICT_CHANGED:
    case BAMBU_VERDICT_KNOWN_CA:
    case BAMBU_VERDICT_PINNED:
    default:
      return _ ("The Certificate Has Changed");
    }
}

static char *
dup_body (const BambuCertificate *certificate, const char *address)
{
  switch (certificate->verdict)
    {
    case BAMBU_VERDICT_UNKNOWN:
      return g_strdup_printf (
          _ ("The printer at %s shows a certificate that no known Bambu Lab authority has signed. "
             "Trust it only if you are sure that this is your printer."),
          address);
    case BAMBU_VERDICT_CHANGED:
      return g_strdup_printf (
          _ ("The printer at %s identifies itself differently than before. This happens after a "
             "repair or a factory reset, but also when "
             "another device pretends to be your printer. The access code was not sent."),
          address);
    case BAMBU_VERDICT_WRONG_NAME:
      return g_strdup_printf (
          _ ("At %s answers another printer than this one. The access code was not sent."),
          address);
    case BAMBU_VERDICT_EXPIRED:
      return g_strdup_printf (_ ("The certificate of the printer at %s is outside its dates. Is "
                                 "this computer’s clock right? The access code was not sent."),
                              address);
    case BAMBU_VERDICT_KNOWN_CA:
    case BAMBU_VERDICT_PINNED:
    default:
      return g_strdup ("");
    }
}

static gboolean
can_be_trusted (BambuVerdict verdict)
{
  return verdict == BAMBU_VERDICT_UNKNOWN || verdict == BAMBU_VERDICT_CHANGED;
}

AdwAlertDialog *
culm_certificate_dialog_new (const BambuCertificate *certificate, const char *address)
{
  AdwAlertDialog *dialog;
  GtkWidget *list = gtk_list_box_new ();
  g_autofree char *body = NULL;
  g_autofree char *fingerprint = NULL;

  g_return_val_if_fail (certificate != NULL, NULL);

  body = dup_body (certificate, address);
  fingerprint = group_digits (certificate->fingerprint);

  dialog = culm_question_new (get_heading (certificate->verdict), body);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  add_fact (GTK_LIST_BOX (list), _ ("Serial Number"), certificate->common_name, TRUE);
  add_fact (GTK_LIST_BOX (list), _ ("Issued By"), certificate->issuer, FALSE);
  add_fact (GTK_LIST_BOX (list), _ ("Fingerprint (SHA-256)"), fingerprint, TRUE);
  adw_alert_dialog_set_extra_child (dialog, list);

  if (can_be_trusted (certificate->verdict))
    {
      adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "trust",
                                      certificate->verdict == BAMBU_VERDICT_CHANGED
                                          ? _ ("_Trust the New Certificate")
                                          : _ ("_Trust This Certificate"),
                                      NULL);
      adw_alert_dialog_set_response_appearance (dialog, "trust", ADW_RESPONSE_DESTRUCTIVE);
    }
  else
    {
      adw_alert_dialog_add_response (dialog, "cancel", _ ("_Close"));
    }

  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");

  return dialog;
}
