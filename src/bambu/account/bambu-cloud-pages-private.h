/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-cloud-pages.h"

G_BEGIN_DECLS

/**
 * BambuCloudBook:
 * @path: where the pages are
 * @other_path: (nullable): where they are if the service does not have that
 * @filter: (nullable): the query's name of what pages are restricted to
 * @lists: where a page has its items, as for bambu_json_find()
 * @item_type: a record with a property `id`
 *
 * A list of the service.
 */
typedef struct
{
  const char *path;
  const char *other_path;
  const char *filter;
  const char *lists;
  GType (*item_type) (void);
} BambuCloudBook;

/* @book: static; @filter: (nullable) */
BambuCloudPages *bambu_cloud_pages_new (BambuCloud *cloud,
                                        const BambuCloudBook *book,
                                        const char *filter);

G_END_DECLS
