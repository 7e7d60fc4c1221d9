/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "storage/bambu-transfer.h"

G_BEGIN_DECLS

#define BAMBU_PRINT_LINK_ERROR (bambu_print_link_error_quark ())

/**
 * BambuPrintLinkError:
 * @BAMBU_PRINT_LINK_ERROR_INVALID: it is no link to a file
 * @BAMBU_PRINT_LINK_ERROR_INSECURE: it does not lead to a server that proves who it is
 * @BAMBU_PRINT_LINK_ERROR_LOCAL: it leads into this computer or its network
 * @BAMBU_PRINT_LINK_ERROR_TYPE: it leads to another kind of file
 * @BAMBU_PRINT_LINK_ERROR_MOVED: the server names another place, which nobody agreed to
 * @BAMBU_PRINT_LINK_ERROR_ABSENT: the server does not have it, or not any more
 * @BAMBU_PRINT_LINK_ERROR_TOO_LARGE: it is larger than %BAMBU_PRINT_LINK_MOST_BYTES
 * @BAMBU_PRINT_LINK_ERROR_NOT_3MF: what came is something else
 * @BAMBU_PRINT_LINK_ERROR_NETWORK: the server was not reached, or the connection was lost
 * @BAMBU_PRINT_LINK_ERROR_CERTIFICATE: whoever answered did not prove to be that server
 * @BAMBU_PRINT_LINK_ERROR_DISK: it could not be written down here
 * @BAMBU_PRINT_LINK_ERROR_FORBIDDEN: the user wants nobody outside to be contacted
 *
 * Why a link's file cannot be had. Messages are for the log, without the address.
 */
typedef enum
{
  BAMBU_PRINT_LINK_ERROR_INVALID,
  BAMBU_PRINT_LINK_ERROR_INSECURE,
  BAMBU_PRINT_LINK_ERROR_LOCAL,
  BAMBU_PRINT_LINK_ERROR_TYPE,
  BAMBU_PRINT_LINK_ERROR_MOVED,
  BAMBU_PRINT_LINK_ERROR_ABSENT,
  BAMBU_PRINT_LINK_ERROR_TOO_LARGE,
  BAMBU_PRINT_LINK_ERROR_NOT_3MF,
  BAMBU_PRINT_LINK_ERROR_NETWORK,
  BAMBU_PRINT_LINK_ERROR_CERTIFICATE,
  BAMBU_PRINT_LINK_ERROR_DISK,
  BAMBU_PRINT_LINK_ERROR_FORBIDDEN,
} BambuPrintLinkError;

#define BAMBU_PRINT_LINK_MOST_BYTES (512 * 1024 * 1024)

GQuark bambu_print_link_error_quark (void);

/**
 * BambuPrintLink:
 * @uri: where the file is: `https`, on the usual port. May be presigned: a secret
 * @host: the server's name, in ASCII, so that letters that look alike are told apart
 * @name: what the file is called: no path, and nothing in it that writes backwards
 *
 * What a website hands over to a slicer: `bambustudio://open?file=…` and `bambustudioopen://…`.
 * Anybody can have written it.
 */
typedef struct
{
  char *uri;
  char *host;
  char *name;
} BambuPrintLink;

/** bambu_print_link_is: whether @text has the scheme of one, whatever follows */
gboolean bambu_print_link_is (const char *text);

/**
 * bambu_print_link_parse:
 * @error: return location for a %BAMBU_PRINT_LINK_ERROR
 *
 * Asks nobody anything.
 *
 * Returns: (transfer full) (nullable): what it says
 */
BambuPrintLink *bambu_print_link_parse (const char *text, GError **error);

/**
 * bambu_print_link_fetch:
 * @transfer: tells how far it is; cancelling it is the caller's affair, by dropping the future
 *
 * Downloads the file into a folder of its own, without cookies, and follows no redirection. To be
 * called after the user agreed. What cannot be had leaves nothing behind.
 *
 * Returns: (transfer full): a future that resolves to its path, a string, or rejects with
 *   %BAMBU_PRINT_LINK_ERROR
 */
DexFuture *bambu_print_link_fetch (const BambuPrintLink *self, BambuTransfer *transfer);

void bambu_print_link_free (BambuPrintLink *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuPrintLink, bambu_print_link_free)

G_END_DECLS
