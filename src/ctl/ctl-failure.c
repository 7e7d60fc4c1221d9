/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-failure.h"

#include <glib/gi18n.h>
#include <words/culm-link-words.h>

#include "ctl-table.h"

static char *
certificate_to_text (const BambuCertificate *certificate, const char *name, const char *address)
{
  g_autoptr (CtlTable) rows = ctl_table_new ();
  GString *text = g_string_new (NULL);
  gboolean acceptable = FALSE;

  switch (certificate->verdict)
    {
    case BAMBU_VERDICT_CHANGED:
      g_string_append_printf (text,
                              _ ("The certificate of %s at %s is not the one that was accepted. "
                                 "Another device may pose as the printer."),
                              name, address);
      acceptable = TRUE;
      break;

    case BAMBU_VERDICT_WRONG_NAME:
      g_string_append_printf (text, _ ("The printer at %s is not %s, but another one."), address,
                              name);
      break;

    case BAMBU_VERDICT_EXPIRED:
      g_string_append_printf (text,
                              _ ("The certificate of %s at %s has run out, or this computer’s "
                                 "clock is wrong."),
                              name, address);
      acceptable = TRUE;
      break;

    case BAMBU_VERDICT_UNKNOWN:
    case BAMBU_VERDICT_KNOWN_CA:
    case BAMBU_VERDICT_PINNED:
    default:
      g_string_append_printf (text, _ ("No known authority signed the certificate of %s at %s."),
                              name, address);
      acceptable = TRUE;
      break;
    }

  g_string_append_c (text, ' ');
  g_string_append (text, _ ("The access code was not sent."));
  g_string_append_c (text, '\n');

  ctl_table_add (rows, _ ("Serial number (CN)"), certificate->common_name, NULL);
  ctl_table_add (rows, _ ("Issuer"), certificate->issuer, NULL);
  ctl_table_add (rows, _ ("SHA-256 fingerprint"), certificate->fingerprint, NULL);
  ctl_table_print (rows, text, 2);

  if (acceptable)
    g_string_append_printf (text,
                            _ ("If you know that this is your printer, accept it with:\n"
                               "  culmctl add --address %s --accept-certificate %s"),
                            address, certificate->fingerprint);
  else
    g_string_truncate (text, text->len - 1);

  return g_string_free_and_steal (text);
}

char *
ctl_failure_to_text (const GError *error,
                     const char *name,
                     const char *address,
                     const BambuCertificate *certificate)
{
  if (error->domain != BAMBU_LINK_ERROR)
    return g_strdup (error->message);

  switch ((BambuLinkError) error->code)
    {
    case BAMBU_LINK_ERROR_CERTIFICATE:
      if (certificate)
        return certificate_to_text (certificate, name, address);
      return g_strdup_printf (_ ("%s at %s shows no usable certificate: %s"), name, address,
                              error->message);

    case BAMBU_LINK_ERROR_REFUSED:
      return g_strdup_printf (_ ("%s refused the access code. It changes when it is refreshed on "
                                 "the printer."),
                              name);

    case BAMBU_LINK_ERROR_TIMED_OUT:
      return g_strdup_printf (_ ("%s at %s is connected, but does not report. Check its serial "
                                 "number."),
                              name, address);

    case BAMBU_LINK_ERROR_PROTOCOL:
      return g_strdup_printf (_ ("What answers at %s is no printer: %s"), address, error->message);

    case BAMBU_LINK_ERROR_UNREACHABLE:
    case BAMBU_LINK_ERROR_CLOSED:
    case BAMBU_LINK_ERROR_ABSENT:
    default:
      return g_strdup_printf (_ ("%s does not answer at %s. It may be off, or on another "
                                 "network. (%s)"),
                              name, address, error->message);
    }
}

/* Of an account that is not signed in. */
static gboolean
lacks_sign_in (BambuPrinter *printer)
{
  return bambu_printer_get_connection (printer) == BAMBU_CONNECTION_CLOUD
         && bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_CLOSED;
}

/* A printer without an access code has no link, so it has no error of its own. */
static gboolean
lacks_access_code (BambuPrinter *printer)
{
  return bambu_printer_get_connection (printer) == BAMBU_CONNECTION_NONE;
}

GError *
ctl_failure_dup_error (BambuPrinter *printer)
{
  const GError *error = bambu_printer_get_link_error (printer);

  if (lacks_access_code (printer))
    return g_error_new_literal (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_REFUSED,
                                "There is no access code");

  if (lacks_sign_in (printer))
    return g_error_new_literal (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_REFUSED,
                                "Its account is not signed in");

  return error ? g_error_copy (error) : NULL;
}

char *
ctl_failure_of_printer (BambuPrinter *printer, const GError *error)
{
  if (lacks_access_code (printer))
    return g_strdup_printf (_ ("The access code of %s is not known. Give it to “culmctl add”."),
                            bambu_printer_get_name (printer));

  if (error->domain == BAMBU_LINK_ERROR
      && bambu_printer_get_connection (printer) == BAMBU_CONNECTION_CLOUD)
    return culm_link_words_cloud (lacks_sign_in (printer) ? NULL : error,
                                  bambu_printer_get_name (printer));

  return ctl_failure_to_text (error, bambu_printer_get_name (printer),
                              bambu_printer_get_address (printer),
                              bambu_printer_get_certificate (printer));
}

gboolean
ctl_failure_update (BambuPrinter *printer, char **told)
{
  g_autoptr (GError) error = ctl_failure_dup_error (printer);
  g_autofree char *failure = NULL;

  if (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_OPEN)
    {
      g_clear_pointer (told, g_free);
      return FALSE;
    }

  failure = error ? ctl_failure_of_printer (printer, error) : NULL;

  return failure && g_set_str (told, failure);
}
