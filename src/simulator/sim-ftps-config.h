/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-certificate.h"
#include "sim-ftps-fault.h"

G_BEGIN_DECLS

/**
 * SimFtpsConfig:
 * @folder: (type filename): where its own files go
 * @root: (type filename): what clients see as `/`
 * @address: where it is spoken to
 * @banner: what it says first
 * @access_code: the password of `bblp`
 * @certificate: (nullable): what it shows; %NULL: it speaks without TLS
 * @send_issuers: it sends its issuers' certificates too
 * @faults: what of it is to go wrong
 * @log: (type filename): a pipe where it writes a line for each command
 *
 * What a ProFTPD needs to know to serve one connection.
 */
typedef struct
{
  const char *folder;
  const char *root;
  const char *address;
  const char *banner;
  const char *access_code;
  SimCertificate *certificate;
  gboolean send_issuers;
  const SimFtpsFaults *faults;
  const char *log;
} SimFtpsConfig;

/** sim_ftps_config_save: Returns: (transfer full) (nullable): the path of ProFTPD's configuration
 */
char *sim_ftps_config_save (const SimFtpsConfig *config, GError **error);

G_END_DECLS
