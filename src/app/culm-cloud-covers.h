/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/account/bambu-cloud-calls.h>

#include "culm-covers.h"

G_BEGIN_DECLS

#define CULM_TYPE_CLOUD_COVERS (culm_cloud_covers_get_type ())
G_DECLARE_FINAL_TYPE (CulmCloudCovers, culm_cloud_covers, CULM, CLOUD_COVERS, CulmCovers)

/**
 * CulmCloudCovers:
 *
 * The pictures of an account's prints. A key is a task's id. An address that is not valid any more
 * is asked for anew.
 */

/** culm_cloud_covers_dup: Returns: (transfer full): the same object for all who ask while somebody
 * holds it */
CulmCovers *culm_cloud_covers_dup (BambuCloud *cloud);

G_END_DECLS
