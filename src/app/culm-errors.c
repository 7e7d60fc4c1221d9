/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-errors.h"

#include <glib/gi18n.h>

#include <bambu/bambu-store.h>
#include <bambu/link/bambu-link.h>

static char *
store_sentence (const GError *error)
{
  switch ((BambuStoreError) error->code)
    {
    case BAMBU_STORE_ERROR_UNUSABLE:
      return g_strdup (_ ("The list of printers cannot be read. Printers that are added now are "
                          "kept until Culm is closed."));
    case BAMBU_STORE_ERROR_FAILED:
    default:
      return g_strdup (_ ("The change could not be saved. It holds until Culm is closed."));
    }
}

char *
culm_error_to_sentence (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == BAMBU_STORE_ERROR)
    return store_sentence (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
    return g_strdup (_ ("This is not an address of a printer."));

  /* Translators: what the system says of an error, at the end */
  return g_strdup_printf (_ ("That did not work. The system says: %s"), error->message);
}

static gboolean
is_link_error (const GError *error, BambuLinkError code)
{
  return g_error_matches (error, BAMBU_LINK_ERROR, code);
}

char *
culm_error_to_check_sentence (BambuCheckKind kind, const GError *error)
{
  switch (kind)
    {
    case BAMBU_CHECK_REACHABLE:
      if (is_link_error (error, BAMBU_LINK_ERROR_PROTOCOL))
        return g_strdup (_ ("Something answers there, but it is not a Bambu Lab printer."));
      return g_strdup (
          _ ("Nothing answers at this address. The printer may be off, or on another network."));
    case BAMBU_CHECK_CERTIFICATE:
      return g_strdup (_ ("The printer could not prove who it is. The access code was not sent."));
    case BAMBU_CHECK_ACCESS_CODE:
      if (is_link_error (error, BAMBU_LINK_ERROR_REFUSED))
        return g_strdup (_ ("The printer refused the access code. It changes when it is refreshed "
                            "on the printer."));
      return g_strdup (_ ("The connection ended before the code was accepted."));
    case BAMBU_CHECK_REPORT:
      return g_strdup (_ ("The printer accepted the code, but sent no status yet."));
    case BAMBU_CHECK_FILES:
      return g_strdup (_ ("Files cannot be sent: port 990 does not answer."));
    case BAMBU_CHECK_CAMERA:
      return g_strdup (
          _ ("No camera picture: LAN live view is off on the printer, or it has no camera."));
    case BAMBU_CHECK_RIGHTS:
    default:
      return g_strdup (
          _ ("This printer accepts commands only from Bambu Lab’s apps. You can watch it here."));
    }
}
