/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-errors.h"

#include <glib/gi18n.h>

#include <bambu/bambu-store.h>

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
