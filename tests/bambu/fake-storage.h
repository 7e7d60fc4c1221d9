/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "storage/bambu-storage.h"

G_BEGIN_DECLS

#define FAKE_TYPE_STORAGE (fake_storage_get_type ())
G_DECLARE_FINAL_TYPE (FakeStorage, fake_storage, FAKE, STORAGE, GObject)

/**
 * FakeStorage:
 *
 * A storage that does what a test says: an upload waits until the test ends it, unless it is
 * cancelled.
 */
FakeStorage *fake_storage_new (void);

/** fake_storage_add: a file that is there */
void fake_storage_add (FakeStorage *self, const char *path);

/** fake_storage_count_uploads: how many were begun */
guint fake_storage_count_uploads (FakeStorage *self);
/** fake_storage_is_uploading: one waits */
gboolean fake_storage_is_uploading (FakeStorage *self);
/** fake_storage_get_path: Returns: (transfer none) (nullable): where the newest upload goes */
const char *fake_storage_get_path (FakeStorage *self);

/** fake_storage_finish: ends the upload well */
void fake_storage_finish (FakeStorage *self);
/** fake_storage_set_in_the_clear: files are not encrypted on their way any more */
void fake_storage_set_in_the_clear (FakeStorage *self);
/** fake_storage_fail: ends the upload, or refuses the next one if none waits */
void fake_storage_fail (FakeStorage *self, BambuStorageError code);

G_END_DECLS
