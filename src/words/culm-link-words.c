/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-link-words.h"

#include <glib/gi18n.h>
#include <link/bambu-cloud-gate.h>

char *
culm_link_words_cloud (const GError *error, const char *name)
{
  if (bambu_cloud_gate_is_closed (bambu_cloud_gate_get_default ()))
    /* Translators: a printer's name */
    return g_strdup_printf (_ ("%s is reached through the cloud, which Culm is set never to "
                               "contact: Preferences → Privacy."),
                            name);

  if (error == NULL)
    /* Translators: a printer's name */
    return g_strdup_printf (_ ("%s is reached through an account whose sign-in has ended."), name);

  if (g_error_matches (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_ABSENT))
    /* Translators: a printer's name */
    return g_strdup_printf (_ ("%s is not connected to Bambu Lab’s cloud. It may be off."), name);

  if (g_error_matches (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_REFUSED))
    /* Translators: a printer's name */
    return g_strdup_printf (_ ("Bambu Lab’s cloud does not show %s to this account."), name);

  return g_strdup (_ ("Bambu Lab’s cloud does not answer. Printers on your network still work."));
}
