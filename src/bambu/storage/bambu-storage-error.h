/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BAMBU_STORAGE_ERROR (bambu_storage_error_quark ())

/**
 * BambuStorageError:
 * @BAMBU_STORAGE_ERROR_UNREACHABLE: no name, no route, nothing listens, or the connection was lost
 * @BAMBU_STORAGE_ERROR_REFUSED: the access code is not accepted
 * @BAMBU_STORAGE_ERROR_NO_CODE: the access code is not known
 * @BAMBU_STORAGE_ERROR_CERTIFICATE: the certificate is not the printer's; no secret was sent
 * @BAMBU_STORAGE_ERROR_DATA: connected, but the printer does not open a channel for the files
 * @BAMBU_STORAGE_ERROR_TIMED_OUT: it stalled, or the printer did not confirm in time
 * @BAMBU_STORAGE_ERROR_BUSY: the printer does not serve another one now
 * @BAMBU_STORAGE_ERROR_UNSUPPORTED: the printer cannot do it, or not in a way that is known
 * @BAMBU_STORAGE_ERROR_ABSENT: there is no storage in the printer
 * @BAMBU_STORAGE_ERROR_FULL: no room left in it
 * @BAMBU_STORAGE_ERROR_NOT_FOUND: no such file or folder, or not for us
 * @BAMBU_STORAGE_ERROR_DENIED: the printer does not store or change it: a card that is missing,
 * full, write-protected or not formatted, or a printer that is busy; it does not tell
 * @BAMBU_STORAGE_ERROR_EXISTS: something has the new name already
 * @BAMBU_STORAGE_ERROR_NAME: no printer takes such a name; nothing was sent
 * @BAMBU_STORAGE_ERROR_SIZE: what arrived is not as long as what was sent; it was removed
 * @BAMBU_STORAGE_ERROR_TOO_LARGE: larger than what printers take, or than what was asked for
 * @BAMBU_STORAGE_ERROR_PROTOCOL: what answers does not speak as a printer's storage does
 * @BAMBU_STORAGE_ERROR_CANCELLED: by bambu_transfer_cancel()
 * @BAMBU_STORAGE_ERROR_LOCAL: the file on this computer; the message has the reason
 * @BAMBU_STORAGE_ERROR_CLOUD_ONLY: the printer is not reached on its own network
 *
 * What went wrong with the files on a printer. The message has the facts for a log, never a secret.
 */
typedef enum
{
  BAMBU_STORAGE_ERROR_UNREACHABLE,
  BAMBU_STORAGE_ERROR_REFUSED,
  BAMBU_STORAGE_ERROR_NO_CODE,
  BAMBU_STORAGE_ERROR_CERTIFICATE,
  BAMBU_STORAGE_ERROR_DATA,
  BAMBU_STORAGE_ERROR_TIMED_OUT,
  BAMBU_STORAGE_ERROR_BUSY,
  BAMBU_STORAGE_ERROR_UNSUPPORTED,
  BAMBU_STORAGE_ERROR_ABSENT,
  BAMBU_STORAGE_ERROR_FULL,
  BAMBU_STORAGE_ERROR_NOT_FOUND,
  BAMBU_STORAGE_ERROR_DENIED,
  BAMBU_STORAGE_ERROR_EXISTS,
  BAMBU_STORAGE_ERROR_NAME,
  BAMBU_STORAGE_ERROR_SIZE,
  BAMBU_STORAGE_ERROR_TOO_LARGE,
  BAMBU_STORAGE_ERROR_PROTOCOL,
  BAMBU_STORAGE_ERROR_CANCELLED,
  BAMBU_STORAGE_ERROR_LOCAL,
  BAMBU_STORAGE_ERROR_CLOUD_ONLY,
} BambuStorageError;

GQuark bambu_storage_error_quark (void);

G_END_DECLS
