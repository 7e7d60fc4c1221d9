/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-cloud-calls.h"
#include "bambu-cloud-request-private.h"

G_BEGIN_DECLS

/* What becomes of an answer, each takes @answer, a future of bambu_cloud_run(). */

/* @paths: where the record is; "" for the answer itself. Rejects with PROTOCOL what is no object */
DexFuture *bambu_cloud_to_record (DexFuture *answer, GType type, const char *paths);
/* @paths: where the array is. Nothing there is an empty list */
DexFuture *bambu_cloud_to_list (DexFuture *answer, GType type, const char *paths);
DexFuture *bambu_cloud_to_true (DexFuture *answer);

/* The array of a list's answer, or the answer if it is one. */
JsonNode *bambu_cloud_find_list (JsonNode *answer, const char *paths);

typedef DexFuture *(*BambuCloudAgain) (BambuCloud *self,
                                       const char *text,
                                       const char *more,
                                       const char *even_more);

/* Asks in another way if the service does not have the first one. Texts are copied. */
DexFuture *bambu_cloud_or_else (BambuCloud *self,
                                DexFuture *answer,
                                BambuCloudAgain again,
                                const char *text,
                                const char *more,
                                const char *even_more);

G_END_DECLS
