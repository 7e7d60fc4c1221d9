/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <curl/curl.h>

#include "bambu-ftps-session-private.h"
#include "link/bambu-certificate.h"

G_BEGIN_DECLS

/* What the two files of [struct@Bambu.FtpsSession] share: the connection and its commands. */

#define BAMBU_FTPS_MAX_SOCKETS 8
#define BAMBU_FTPS_MAX_REPLY 160

struct _BambuFtpsSession
{
  BambuFtpsTarget target;
  BambuFtpsLimits limits;
  char *route; /* of CURLOPT_CONNECT_TO */
  struct curl_slist *routes;
  CURL *curl;
  gboolean is_clear;
  gboolean is_passive_only;
  gboolean cannot_resume;

  /* Of the command under way */
  struct curl_slist *quotes;
  BambuTransfer *transfer;
  BambuFtpsSinkFunc sink;
  BambuFtpsSourceFunc source;
  gpointer user_data;
  GError *error; /* of these two */
  gboolean is_enough;
  goffset offset;
  goffset n_sent;
  goffset size; /* −1 unknown */
  gboolean has_begun;
  BambuVerdict verdict;
  char reply[BAMBU_FTPS_MAX_REPLY];

  GMutex mutex;
  GCond interrupted;
  gboolean is_interrupted;             /* these under the mutex */
  gboolean is_sending;                 /* a file, which can be ended in peace */
  int sockets[BAMBU_FTPS_MAX_SOCKETS]; /* the first one is the control connection's */
  guint n_sockets;
};

/** bambu_ftps_session_begin: sets up a command for this path */
void bambu_ftps_session_begin (BambuFtpsSession *self, const char *path);

/** bambu_ftps_session_add_quote: a command that goes before the one of the path; with a star in
 * front it may fail */
void bambu_ftps_session_add_quote (BambuFtpsSession *self, const char *command, const char *path);

/** bambu_ftps_session_perform: @writes: it stores or changes something */
gboolean bambu_ftps_session_perform (BambuFtpsSession *self, gboolean writes, GError **error);

/** bambu_ftps_session_fail: sets @error to how the last command ended */
void bambu_ftps_session_fail (BambuFtpsSession *self,
                              CURLcode result,
                              gboolean writes,
                              GError **error);

/** bambu_ftps_session_send: a #CURLOPT_READFUNCTION: of the session's source */
size_t bambu_ftps_session_send (char *buffer, size_t size, size_t n_items, void *user_data);

G_END_DECLS
