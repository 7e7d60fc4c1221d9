/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-stored-file.h"

G_BEGIN_DECLS

#define BAMBU_LISTING_MAX_BYTES (4 * 1024 * 1024)
#define BAMBU_LISTING_MAX_FILES 20000
#define BAMBU_LISTING_MAX_LINE 1024

/**
 * BambuListing:
 *
 * What a printer answers to LIST, taken apart as it comes: lines of `ls -l`, with either form of
 * the date (protocol/lan-files.md §3). Lines that are none are left out, and so is what has a name
 * that leads out of the folder or hides something. On any thread.
 */
typedef struct _BambuListing BambuListing;

/** bambu_listing_new: @folder: that is listed; @now: Unix seconds, for dates without a year */
BambuListing *bambu_listing_new (const char *folder, gint64 now);
void bambu_listing_free (BambuListing *self);

/** bambu_listing_take: Returns: %FALSE with a %BAMBU_STORAGE_ERROR if that was too much */
gboolean bambu_listing_take (BambuListing *self, gconstpointer data, gsize size, GError **error);

/** bambu_listing_end: Returns: (transfer full) (nullable): the [class@Bambu.StoredFile]s, folders
 * first; %NULL with a %BAMBU_STORAGE_ERROR if nothing of it was a listing */
GListModel *bambu_listing_end (BambuListing *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuListing, bambu_listing_free)

G_END_DECLS
