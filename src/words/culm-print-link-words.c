/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-print-link-words.h"

#include <glib/gi18n.h>

static const char *
get_link_refusal (BambuPrintLinkError code)
{
  switch (code)
    {
    case BAMBU_PRINT_LINK_ERROR_INSECURE:
      return _ ("The website’s link leads to a server that does not prove who it is. Nothing was "
                "downloaded.");
    case BAMBU_PRINT_LINK_ERROR_LOCAL:
      return _ ("The website’s link leads into this computer or its own network. Nothing was "
                "downloaded.");
    case BAMBU_PRINT_LINK_ERROR_TYPE:
      return _ ("The website’s link leads to a file of another kind. Culm prints 3MF files.");
    case BAMBU_PRINT_LINK_ERROR_TOO_LARGE:
      return _ ("The file is too large to be printed.");
    case BAMBU_PRINT_LINK_ERROR_NOT_3MF:
      return _ ("What was downloaded is no 3MF file. The website may want you to sign in first.");
    case BAMBU_PRINT_LINK_ERROR_DISK:
      return _ ("The file could not be stored on this computer. Its disk may be full.");
    case BAMBU_PRINT_LINK_ERROR_FORBIDDEN:
      return _ ("Culm is set to contact nobody outside your network: Preferences → Privacy.");
    case BAMBU_PRINT_LINK_ERROR_INVALID:
    case BAMBU_PRINT_LINK_ERROR_MOVED:
    case BAMBU_PRINT_LINK_ERROR_ABSENT:
    case BAMBU_PRINT_LINK_ERROR_NETWORK:
    case BAMBU_PRINT_LINK_ERROR_CERTIFICATE:
    default:
      return _ ("Culm does not understand the website’s link. Download the file in your browser, "
                "then print it here.");
    }
}

char *
culm_print_words_link_failure (const GError *error, const char *host)
{
  switch (host != NULL ? error->code : -1)
    {
    case BAMBU_PRINT_LINK_ERROR_MOVED:
      /* Translators: a host's name, as in the next ones */
      return g_strdup_printf (_ ("%s sends Culm on to another place, which you did not agree to. "
                                 "Download the file in your browser, then print it here."),
                              host);
    case BAMBU_PRINT_LINK_ERROR_ABSENT:
      return g_strdup_printf (_ ("%s does not have the file, or the link is too old. Press the "
                                 "button on the website again."),
                              host);
    case BAMBU_PRINT_LINK_ERROR_NETWORK:
      return g_strdup_printf (_ ("%s does not answer, or the connection was lost."), host);
    case BAMBU_PRINT_LINK_ERROR_CERTIFICATE:
      return g_strdup_printf (
          _ ("Whoever answered did not prove to be %s. Nothing was downloaded."), host);
    default:
      return g_strdup (get_link_refusal ((BambuPrintLinkError) error->code));
    }
}
