/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "link/bambu-trust.h"

G_BEGIN_DECLS

/**
 * BambuFtpsTarget:
 * @trust: who decides on the certificate
 * @host: name or address
 * @port: of FTPS
 * @serial: the serial that the certificate must name
 * @access_code: sent after that was seen
 * @may_be_clear: some of this model cannot encrypt the files on their way
 * @is_clear: this one is known not to
 *
 * Whose files are reached where.
 */
typedef struct
{
  BambuTrust *trust;
  char *host;
  guint16 port;
  char *serial;
  char *access_code;
  gboolean may_be_clear;
  gboolean is_clear;
} BambuFtpsTarget;

/** bambu_ftps_target_copy: @self is uninitialized */
void bambu_ftps_target_copy (BambuFtpsTarget *self, const BambuFtpsTarget *other);
gboolean bambu_ftps_target_is_same (const BambuFtpsTarget *self, const BambuFtpsTarget *other);
/** bambu_ftps_target_clear: the access code is overwritten */
void bambu_ftps_target_clear (BambuFtpsTarget *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BambuFtpsTarget, bambu_ftps_target_clear)

G_END_DECLS
