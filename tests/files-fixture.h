/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu/storage/bambu-ftps-storage-private.h"
#include "simulator-process.h"

G_BEGIN_DECLS

/**
 * FilesFixture:
 * @folder: of a simulated printer's files, on this machine
 *
 * The files of one simulated printer, as libbambu reaches them.
 */
typedef struct
{
  SimulatorProcess *simulator;
  JsonObject *host;
  BambuTrust *trust;
  BambuPrinter *printer;
  BambuFtpsStorage *ftps;
  BambuStorage *storage;
  const char *serial;
  const char *folder;
  char *here; /* a folder of this machine for what is sent and fetched */
} FilesFixture;

/** files_fixture_set_up: @model: the simulator's word for it; limits are short, and reports come
 * ten times a second */
void files_fixture_set_up (FilesFixture *self, const char *model);
void files_fixture_tear_down (FilesFixture *self);

/** files_fixture_tell: `fault NAME` or `clear NAME`, for the printer; waits until that holds */
void files_fixture_tell (FilesFixture *self, const char *command, const char *fault);

/** files_fixture_write: Returns: (transfer full): the path of a local file of so many bytes, not
 * all the same */
char *files_fixture_write (FilesFixture *self, const char *name, gsize size);
/** files_fixture_is_stored: whether the printer has at @path what @local has */
gboolean files_fixture_is_stored (FilesFixture *self, const char *path, const char *local);
/** files_fixture_has: whether the printer has anything at @path */
gboolean files_fixture_has (FilesFixture *self, const char *path);
/** files_fixture_wait: until the printer has something at @path, or not */
void files_fixture_wait (FilesFixture *self, const char *path, gboolean has);
/** files_fixture_put: lays a file of so many bytes on the printer's card */
void files_fixture_put (FilesFixture *self, const char *path, gsize size);

G_END_DECLS
