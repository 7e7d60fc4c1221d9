/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define BAMBU_CLOUD_ERROR (bambu_cloud_error_quark ())

/**
 * BambuCloudError:
 * @BAMBU_CLOUD_ERROR_SIGN_IN: the token is dead, or there is none: sign in again. The only one that
 * ends a session
 * @BAMBU_CLOUD_ERROR_CREDENTIALS: account or password was not accepted
 * @BAMBU_CLOUD_ERROR_WRONG_CODE: the code is not right: type it again
 * @BAMBU_CLOUD_ERROR_EXPIRED_CODE: the code was used, replaced or is too old: ask for a new one
 * @BAMBU_CLOUD_ERROR_START_AGAIN: the sign-in took too long: begin with the password
 * @BAMBU_CLOUD_ERROR_TOO_MANY_TRIES: slow down; bambu_cloud_error_get_retry_time() says until when
 * @BAMBU_CLOUD_ERROR_BROWSER_CHECK: the service's edge wants a browser; a code by e-mail usually
 * works
 * @BAMBU_CLOUD_ERROR_CAPTCHA: the service wants to see a human
 * @BAMBU_CLOUD_ERROR_NOT_YOURS: the thing belongs to another account, or this one may not do that
 * @BAMBU_CLOUD_ERROR_NOT_AVAILABLE: this service does not have that
 * @BAMBU_CLOUD_ERROR_NOT_READY: the service has not digested an earlier step yet: wait and repeat
 * @BAMBU_CLOUD_ERROR_EXPIRED_LINK: a presigned address is not valid any more: ask for the thing
 * that it came with
 * @BAMBU_CLOUD_ERROR_QUOTA: no room for another one
 * @BAMBU_CLOUD_ERROR_REFUSED: the service does not accept what was asked; its words are in
 *   bambu_cloud_error_get_text()
 * @BAMBU_CLOUD_ERROR_OTHER_APPS: the service takes that from its own apps only
 * @BAMBU_CLOUD_ERROR_UNSETTLED: refused without the sign of a dead token; passes by itself
 * @BAMBU_CLOUD_ERROR_OFFLINE: this computer has no way to the service
 * @BAMBU_CLOUD_ERROR_CERTIFICATE: whoever answered did not prove to be the service
 * @BAMBU_CLOUD_ERROR_TIMED_OUT: no answer in time
 * @BAMBU_CLOUD_ERROR_SERVER: the service has trouble, or ended the connection
 * @BAMBU_CLOUD_ERROR_FORBIDDEN: the user does not want it: [class@Bambu.CloudGate]
 * @BAMBU_CLOUD_ERROR_PROTOCOL: the answer does not have the promised form
 *
 * What the caller can do about it. Cancellation is %G_IO_ERROR_CANCELLED or a libdex error, as it
 * comes.
 */
typedef enum
{
  BAMBU_CLOUD_ERROR_SIGN_IN,
  BAMBU_CLOUD_ERROR_CREDENTIALS,
  BAMBU_CLOUD_ERROR_WRONG_CODE,
  BAMBU_CLOUD_ERROR_EXPIRED_CODE,
  BAMBU_CLOUD_ERROR_START_AGAIN,
  BAMBU_CLOUD_ERROR_TOO_MANY_TRIES,
  BAMBU_CLOUD_ERROR_BROWSER_CHECK,
  BAMBU_CLOUD_ERROR_CAPTCHA,
  BAMBU_CLOUD_ERROR_NOT_YOURS,
  BAMBU_CLOUD_ERROR_NOT_AVAILABLE,
  BAMBU_CLOUD_ERROR_NOT_READY,
  BAMBU_CLOUD_ERROR_EXPIRED_LINK,
  BAMBU_CLOUD_ERROR_QUOTA,
  BAMBU_CLOUD_ERROR_REFUSED,
  BAMBU_CLOUD_ERROR_OTHER_APPS,
  BAMBU_CLOUD_ERROR_UNSETTLED,
  BAMBU_CLOUD_ERROR_OFFLINE,
  BAMBU_CLOUD_ERROR_CERTIFICATE,
  BAMBU_CLOUD_ERROR_TIMED_OUT,
  BAMBU_CLOUD_ERROR_SERVER,
  BAMBU_CLOUD_ERROR_FORBIDDEN,
  BAMBU_CLOUD_ERROR_PROTOCOL,
} BambuCloudError;

GQuark bambu_cloud_error_quark (void);

/**
 * bambu_cloud_error_get_retry_time:
 *
 * Returns: for %BAMBU_CLOUD_ERROR_TOO_MANY_TRIES and %BAMBU_CLOUD_ERROR_BROWSER_CHECK, when the
 * next try makes sense, in Unix seconds; else 0
 */
gint64 bambu_cloud_error_get_retry_time (const GError *error);

/**
 * bambu_cloud_error_get_text:
 *
 * Returns: (nullable): the service's own words, for people; not for a log, they may name somebody
 */
const char *bambu_cloud_error_get_text (const GError *error);

/**
 * bambu_cloud_error_get_status:
 *
 * Returns: the HTTP status, 0 if nothing was answered
 */
guint bambu_cloud_error_get_status (const GError *error);

/**
 * bambu_cloud_error_new:
 * @code: what the caller can do
 * @status: HTTP status or 0
 * @text: (nullable): the service's words
 * @retry_time: Unix seconds or 0
 * @message: for the log: what was asked (never a secret) and what happened
 */
GError *bambu_cloud_error_new (
    BambuCloudError code, guint status, const char *text, gint64 retry_time, const char *message);

G_END_DECLS
