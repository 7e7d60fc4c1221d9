/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-check.h"

#include <bambu/link/bambu-link.h>
#include <glib/gi18n.h>

#include "culm-command-words.h"

const char *
culm_check_get_title (BambuCheckKind kind)
{
  switch (kind)
    {
    case BAMBU_CHECK_REACHABLE:
      /* Translators: a step of the connection check: the printer answers on the network */
      return _ ("Reachable");
    case BAMBU_CHECK_CERTIFICATE:
      return _ ("Certificate");
    case BAMBU_CHECK_ACCESS_CODE:
      return _ ("Access code accepted");
    case BAMBU_CHECK_REPORT:
      return _ ("Status received");
    case BAMBU_CHECK_FILES:
      /* Translators: a step of the connection check: the printer's file transfer answers */
      return _ ("Files");
    case BAMBU_CHECK_CAMERA:
      return _ ("Camera");
    case BAMBU_CHECK_RIGHTS:
    default:
      /* Translators: a step of the connection check: whether commands are accepted */
      return _ ("Control");
    }
}

static gboolean
is_link_error (const GError *error, BambuLinkError code)
{
  return g_error_matches (error, BAMBU_LINK_ERROR, code);
}

const char *
culm_check_to_sentence (BambuCheckKind kind, const GError *error)
{
  switch (kind)
    {
    case BAMBU_CHECK_REACHABLE:
    case BAMBU_CHECK_CERTIFICATE:
      if (is_link_error (error, BAMBU_LINK_ERROR_PROTOCOL))
        return _ ("Something answers there, but it is not a Bambu Lab printer.");
      if (kind == BAMBU_CHECK_REACHABLE)
        return _ ("Nothing answers at this address. The printer may be off, or on another "
                  "network.");
      return _ ("The printer could not prove who it is. The access code was not sent.");
    case BAMBU_CHECK_ACCESS_CODE:
      if (is_link_error (error, BAMBU_LINK_ERROR_REFUSED))
        return _ ("The printer refused the access code. It changes when it is refreshed on the "
                  "printer.");
      return _ ("The connection ended before the code was accepted.");
    case BAMBU_CHECK_REPORT:
      return _ ("The printer accepted the code, but sent no status yet.");
    case BAMBU_CHECK_FILES:
      return _ ("Files cannot be sent: port 990 does not answer.");
    case BAMBU_CHECK_CAMERA:
      return _ ("No camera picture: LAN live view is off on the printer, or it has no camera.");
    case BAMBU_CHECK_RIGHTS:
    default:
      return culm_command_words_get_view_only ();
    }
}
