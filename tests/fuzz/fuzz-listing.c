/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a printer can answer to LIST, in pieces: the first byte says how long each is at most. */
#include "bambu/storage/bambu-listing-private.h"
#include "bambu/storage/bambu-stored-name.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (BambuListing) listing = bambu_listing_new ("/cache", 1767225600);
  g_autoptr (GListModel) files = NULL;
  gsize piece;

  if (size == 0)
    return 0;

  piece = *data + 1u;
  for (gsize i = 1; i < size; i += piece)
    if (!bambu_listing_take (listing, data + i, MIN (piece, size - i), NULL))
      return 0;

  files = bambu_listing_end (listing, NULL);
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (BambuStoredFile) file = g_list_model_get_item (files, i);
      const BambuStoredFileValues *values = bambu_stored_file_get_values (file);

      g_assert (g_str_has_prefix (values->path, "/cache/"));
      g_assert (bambu_stored_path_is_valid (values->path));
      g_assert (g_str_equal (values->path + 7, values->name));
      g_assert (values->bytes >= -1);
    }

  return 0;
}
