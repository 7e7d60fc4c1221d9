/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BAMBU_TYPE_REGION (bambu_region_get_type ())

/**
 * BambuRegion:
 * @id: `global`, `china`, or for one of development the origin of its API; what is remembered
 * @api: origin of the REST API, without a slash at its end
 * @web: origin of the web site, which has the authenticator's leg
 * @broker: host and port of the reports' broker
 * @authorities: (nullable) (type filename): PEM of who may sign its certificates instead of the
 * system's authorities, or beside them for the broker
 * @database: (nullable): the same, read
 *
 * One of the clouds: an account or token of one means nothing to another. Immutable.
 */
typedef struct
{
  const char *id;
  const char *api;
  const char *web;
  const char *broker;
  const char *authorities;
  GTlsDatabase *database;
} BambuRegion;

GType bambu_region_get_type (void) G_GNUC_CONST;
BambuRegion *bambu_region_ref (BambuRegion *self);
void bambu_region_unref (BambuRegion *self);

/**
 * bambu_region_lookup:
 * @id: `global` or `china`
 *
 * Returns: (transfer full) (nullable): that of the vendor, %NULL if there is none of that name
 */
BambuRegion *bambu_region_lookup (const char *id);

/**
 * bambu_region_new:
 * @api: origin of the API: https, or http on this computer's loopback
 * @web: (nullable): likewise of the web site; %NULL: the same
 * @broker: (nullable): host:port of the broker; %NULL: port 8883 of the API's host
 * @authorities: (nullable) (type filename): PEM of those trusted instead of the system's
 * authorities
 *
 * A cloud for development, which somebody named on purpose.
 *
 * Returns: (transfer full): the region, or %NULL with %G_IO_ERROR_INVALID_ARGUMENT, or with what is
 * wrong with the file
 */
BambuRegion *bambu_region_new (
    const char *api, const char *web, const char *broker, const char *authorities, GError **error);

/**
 * bambu_region_allows:
 * @uri: an address that the service named
 *
 * Returns: whether this computer may ask it: by https, or by http on the loopback if the API is
 * there too
 */
gboolean bambu_region_allows (BambuRegion *self, GUri *uri);

/**
 * bambu_region_is_safe:
 *
 * Returns: whether nobody between here and there can read along: it is https, or http on the
 * loopback; and has no password in it
 */
gboolean bambu_region_is_safe (GUri *uri);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuRegion, bambu_region_unref)

G_END_DECLS
