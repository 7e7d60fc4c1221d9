/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <curl/curl.h>

#include "bambu-storage-error.h"
#include "link/bambu-certificate.h"

G_BEGIN_DECLS

/**
 * BambuFtpsFailure:
 * @result: what libcurl says
 * @system: errno of a connection that failed; 0 none
 * @reply: the last line that the printer answered; "" none
 * @verdict: on the certificate that was shown; of none it is that of a good one
 * @writes: it was to be stored or changed
 *
 * How a command failed.
 */
typedef struct
{
  CURLcode result;
  long system;
  const char *reply;
  BambuVerdict verdict;
  gboolean writes;
} BambuFtpsFailure;

/** bambu_ftps_error_new: Returns: (transfer full): the %BAMBU_STORAGE_ERROR (protocol/lan-files.md
 * §5, §6) */
GError *bambu_ftps_error_new (const BambuFtpsFailure *failure);

/** bambu_ftps_error_is_passing: whether it may go well when it is tried again */
gboolean bambu_ftps_error_is_passing (const GError *error);

G_END_DECLS
