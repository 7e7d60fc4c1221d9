/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-ftps-error-private.h"

#include <string.h>

typedef struct
{
  int reply;
  BambuStorageError code;
} Meaning;

/* For reading and writing alike; 450 to 553 else: see below. */
static const Meaning MEANINGS[] = {
  { 421, BAMBU_STORAGE_ERROR_BUSY },        { 425, BAMBU_STORAGE_ERROR_DATA },
  { 426, BAMBU_STORAGE_ERROR_SIZE },        { 431, BAMBU_STORAGE_ERROR_DATA },
  { 450, BAMBU_STORAGE_ERROR_BUSY },        { 451, BAMBU_STORAGE_ERROR_BUSY },
  { 452, BAMBU_STORAGE_ERROR_FULL },        { 500, BAMBU_STORAGE_ERROR_UNSUPPORTED },
  { 502, BAMBU_STORAGE_ERROR_UNSUPPORTED }, { 504, BAMBU_STORAGE_ERROR_UNSUPPORTED },
  { 522, BAMBU_STORAGE_ERROR_DATA },        { 530, BAMBU_STORAGE_ERROR_REFUSED },
  { 552, BAMBU_STORAGE_ERROR_FULL },
};

/* Whether it was the reply that ended it, not the connection. */
static gboolean
is_by_reply (CURLcode result)
{
  switch ((int) result)
    {
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_REMOTE_ACCESS_DENIED:
    case CURLE_FTP_WEIRD_PASS_REPLY:
    case CURLE_FTP_WEIRD_PASV_REPLY:
    case CURLE_FTP_COULDNT_SET_TYPE:
    case CURLE_PARTIAL_FILE:
    case CURLE_FTP_COULDNT_RETR_FILE:
    case CURLE_QUOTE_ERROR:
    case CURLE_UPLOAD_FAILED:
    case CURLE_FTP_COULDNT_USE_REST:
    case CURLE_USE_SSL_FAILED:
    case CURLE_LOGIN_DENIED:
    case CURLE_REMOTE_DISK_FULL:
    case CURLE_REMOTE_FILE_NOT_FOUND:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
read_reply (const BambuFtpsFailure *failure, BambuStorageError *code)
{
  int reply = (int) g_ascii_strtoull (failure->reply, NULL, 10);

  /* libcurl makes a time that is over of 421, as of any connection that was idle for too long. */
  if (!is_by_reply (failure->result)
      && !(reply == 421 && failure->result == CURLE_OPERATION_TIMEDOUT))
    return FALSE;

  if (reply == 450 && strstr (failure->reply, "o such file")) /* said of a folder */
    {
      *code = BAMBU_STORAGE_ERROR_NOT_FOUND;
      return TRUE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (MEANINGS); i++)
    if (MEANINGS[i].reply == reply)
      {
        *code = MEANINGS[i].code;
        return TRUE;
      }

  if (reply == 550 || reply == 553)
    {
      *code = failure->writes ? BAMBU_STORAGE_ERROR_DENIED : BAMBU_STORAGE_ERROR_NOT_FOUND;
      return TRUE;
    }

  return FALSE;
}

static BambuStorageError
read_result (const BambuFtpsFailure *failure)
{
  gboolean has_spoken = *failure->reply != '\0';

  switch ((int) failure->result)
    {
    case CURLE_COULDNT_CONNECT:
      return has_spoken ? BAMBU_STORAGE_ERROR_DATA : BAMBU_STORAGE_ERROR_UNREACHABLE;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
      return BAMBU_STORAGE_ERROR_UNREACHABLE;
    case CURLE_OPERATION_TIMEDOUT:
      return has_spoken ? BAMBU_STORAGE_ERROR_TIMED_OUT : BAMBU_STORAGE_ERROR_UNREACHABLE;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
      return has_spoken ? BAMBU_STORAGE_ERROR_DATA : BAMBU_STORAGE_ERROR_UNREACHABLE;
    case CURLE_FTP_CANT_GET_HOST:
    case CURLE_FTP_WEIRD_PASV_REPLY:
    case CURLE_FTP_WEIRD_227_FORMAT:
    case CURLE_FTP_PORT_FAILED:
    case CURLE_FTP_ACCEPT_TIMEOUT:
    case CURLE_USE_SSL_FAILED:
      return BAMBU_STORAGE_ERROR_DATA;
    case CURLE_LOGIN_DENIED:
      return BAMBU_STORAGE_ERROR_REFUSED;
    case CURLE_PARTIAL_FILE:
      return BAMBU_STORAGE_ERROR_SIZE;
    case CURLE_FILESIZE_EXCEEDED:
      return BAMBU_STORAGE_ERROR_TOO_LARGE;
    case CURLE_REMOTE_DISK_FULL:
      return BAMBU_STORAGE_ERROR_FULL;
    case CURLE_FTP_COULDNT_USE_REST:
    case CURLE_BAD_DOWNLOAD_RESUME:
      return BAMBU_STORAGE_ERROR_UNSUPPORTED;
    case CURLE_REMOTE_FILE_NOT_FOUND:
    case CURLE_FTP_COULDNT_RETR_FILE:
    case CURLE_REMOTE_ACCESS_DENIED:
      return failure->writes ? BAMBU_STORAGE_ERROR_DENIED : BAMBU_STORAGE_ERROR_NOT_FOUND;
    case CURLE_UPLOAD_FAILED:
    case CURLE_QUOTE_ERROR:
      return BAMBU_STORAGE_ERROR_DENIED;
    default:
      return BAMBU_STORAGE_ERROR_PROTOCOL;
    }
}

/* The texts that libcurl makes for a case have the serial in them. */
GError *
bambu_ftps_error_new (const BambuFtpsFailure *failure)
{
  BambuStorageError code;

  if (failure->verdict != BAMBU_VERDICT_KNOWN_CA && failure->verdict != BAMBU_VERDICT_PINNED)
    {
      g_autofree char *verdict = g_enum_to_string (BAMBU_TYPE_VERDICT, failure->verdict);

      return g_error_new (BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_CERTIFICATE,
                          "The certificate is not the printer's: %s", verdict);
    }

  if (!read_reply (failure, &code))
    code = read_result (failure);

  return g_error_new (BAMBU_STORAGE_ERROR, (int) code, "%s%s%s%s%s",
                      curl_easy_strerror (failure->result), failure->system > 0 ? ": " : "",
                      failure->system > 0 ? g_strerror ((int) failure->system) : "",
                      *failure->reply != '\0' ? "; the printer said last: " : "", failure->reply);
}

gboolean
bambu_ftps_error_is_passing (const GError *error)
{
  return error->domain == BAMBU_STORAGE_ERROR
         && (error->code == BAMBU_STORAGE_ERROR_UNREACHABLE
             || error->code == BAMBU_STORAGE_ERROR_DATA
             || error->code == BAMBU_STORAGE_ERROR_TIMED_OUT
             || error->code == BAMBU_STORAGE_ERROR_BUSY || error->code == BAMBU_STORAGE_ERROR_SIZE);
}
