/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/link/bambu-link.h>
#include <bambu/printer/bambu-enums.h>
#include <words/culm-sign-in-words.h>

G_BEGIN_DECLS

/**
 * CulmNotice:
 *
 * What stands between the user and a printer; of several the first in this list is said. Pure.
 */
typedef enum
{
  CULM_NOTICE_NONE,
  CULM_NOTICE_NO_CODE,
  CULM_NOTICE_UNTRUSTED,
  CULM_NOTICE_REFUSED,
  CULM_NOTICE_CLOUD_REFUSED, /* the account may not hear the printer */
  CULM_NOTICE_UNSTEADY,      /* the connection was lost again and again */
  CULM_NOTICE_ABSENT,        /* from the cloud */
  CULM_NOTICE_CLOUD_NOT_CONNECTED,
  CULM_NOTICE_NOT_CONNECTED,
  CULM_NOTICE_SILENT, /* connected, but nothing is heard */
  CULM_NOTICE_CONNECTING,
  CULM_NOTICE_VIEW_ONLY,
  CULM_NOTICE_CODE_NOT_KEPT,
} CulmNotice;

#define CULM_TYPE_NOTICE (culm_notice_get_type ())
GType culm_notice_get_type (void) G_GNUC_CONST;

/**
 * culm_notice_choose:
 * @connection: how the printer is reached; with no way there is no link
 * @link_error: (nullable): why the last try to connect has failed
 * @slow: connecting takes longer than it should
 * @unsteady: the connection was lost again and again
 * @code_kept: the access code is in a keyring
 */
CulmNotice culm_notice_choose (BambuConnection connection,
                               BambuLinkState link_state,
                               const GError *link_error,
                               BambuFreshness freshness,
                               BambuRights rights,
                               gboolean slow,
                               gboolean unsteady,
                               gboolean code_kept);

/**
 * culm_notice_yields:
 * @account: what is to be said of an account
 * @own: the printer belongs to that account
 *
 * One banner at a time: that of an account is beside that of a printer, and may be why there is
 * one.
 *
 * Returns: whether that of the account is the one
 */
gboolean culm_notice_yields (CulmNotice notice, CulmAccountNotice account, gboolean own);

/**
 * culm_notice_get_title:
 * @name: the printer's
 * @address: (nullable): where it should be
 * @seen: Unix seconds of the last report; 0 never
 * @now: Unix seconds
 *
 * Returns: (transfer full): a sentence
 */
char *culm_notice_get_title (
    CulmNotice notice, const char *name, const char *address, gint64 seen, gint64 now);

/** culm_notice_get_button: the label of the button that helps; "" if there is none */
const char *culm_notice_get_button (CulmNotice notice);

/** culm_notice_get_action: (nullable): the action of that button; its parameter is the printer's
 * serial */
const char *culm_notice_get_action (CulmNotice notice);

G_END_DECLS
