/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-ftps-session-private.h"
#include "bambu-stored-file.h"
#include "project/bambu-preview.h"

G_BEGIN_DECLS

/* What the functions of [iface@Bambu.Storage] do: several commands each, again where that helps
 * (protocol/lan-files.md §5). They block, on the session's thread. */

GListModel *bambu_ftps_list (BambuFtpsSession *session, const char *folder, GError **error);
gboolean bambu_ftps_upload (BambuFtpsSession *session,
                            const char *local,
                            const char *path,
                            BambuTransfer *transfer,
                            GError **error);
gboolean bambu_ftps_download (BambuFtpsSession *session,
                              const char *path,
                              GFile *to,
                              BambuTransfer *transfer,
                              GError **error);
GBytes *bambu_ftps_load (BambuFtpsSession *session,
                         const char *path,
                         gsize max_bytes,
                         BambuTransfer *transfer,
                         GError **error);
BambuPreview *bambu_ftps_load_preview (BambuFtpsSession *session,
                                       BambuStoredFile *file,
                                       BambuTransfer *transfer,
                                       GError **error);
/** bambu_ftps_discard: removes what was not wanted after all, as well as it can; also when
 * interrupted, which is over then */
void bambu_ftps_discard (BambuFtpsSession *session, const char *path);
gboolean bambu_ftps_remove (BambuFtpsSession *session, const char *path, GError **error);
gboolean bambu_ftps_rename (BambuFtpsSession *session,
                            const char *path,
                            const char *new_path,
                            GError **error);

G_END_DECLS
