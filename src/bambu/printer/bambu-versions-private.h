/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <yyjson.h>

#include "bambu-model.h"

G_BEGIN_DECLS

/**
 * BambuVersions:
 *
 * The modules of a printer, from `info.get_version` (protocol/mqtt-state.md §7). Immutable.
 */
typedef struct _BambuVersions BambuVersions;

/** bambu_versions_new: @info is the answer's `info` object, hostile as all input */
BambuVersions *bambu_versions_new (yyjson_val *info);
void bambu_versions_free (BambuVersions *self);

/* All take NULL for versions that are not known. */
const char *bambu_versions_get_firmware (const BambuVersions *self);
const char *bambu_versions_get_product_name (const BambuVersions *self);
/** bambu_versions_is_complete: the printer knows its own serial by now; it does not right after its
 * start */
gboolean bambu_versions_is_complete (const BambuVersions *self);
/** bambu_versions_has_module: there is `<kind>/<unit>` */
gboolean bambu_versions_has_module (const BambuVersions *self, const char *kind, int unit);
/** bambu_versions_get_unit_firmware: (nullable): what the AMS of this id runs */
const char *bambu_versions_get_unit_firmware (const BambuVersions *self, int unit);
/** bambu_versions_find_model: by product name; by the hardware of older firmware if @by_hardware */
const BambuModel *bambu_versions_find_model (const BambuVersions *self, gboolean by_hardware);

/** bambu_versions_copy_to: the `info` object in @document, without serials */
yyjson_mut_val *bambu_versions_copy_to (const BambuVersions *self, yyjson_mut_doc *document);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuVersions, bambu_versions_free)

G_END_DECLS
