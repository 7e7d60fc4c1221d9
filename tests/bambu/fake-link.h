/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "link/bambu-link.h"

G_BEGIN_DECLS

#define FAKE_TYPE_LINK (fake_link_get_type ())
G_DECLARE_FINAL_TYPE (FakeLink, fake_link, FAKE, LINK, GObject)

/**
 * FakeLink:
 *
 * A link that does what a test says. Links that are alive are found by fake_link_peek().
 */

/** fake_link_new_lan: a factory of a fleet's */
BambuLink *fake_link_new_lan (
    BambuTrust *trust, const char *host, guint16 port, const char *serial, const char *access_code);

/** fake_link_count: how many there are */
guint fake_link_count (void);

/** fake_link_peek: Returns: (transfer none) (nullable): the newest to @host */
FakeLink *fake_link_peek (const char *host);

guint16 fake_link_get_port (FakeLink *self);
const char *fake_link_get_serial (FakeLink *self);
const char *fake_link_get_access_code (FakeLink *self);
/** fake_link_get_n_opened: how often it was asked to open */
guint fake_link_get_n_opened (FakeLink *self);

/**
 * fake_link_settle:
 * @state: the new state; an error is made for those that have one
 * @fingerprint: (nullable): of the certificate that the other side shows
 * @verdict: on that certificate
 */
void fake_link_settle (FakeLink *self,
                       BambuLinkState state,
                       const char *fingerprint,
                       BambuVerdict verdict);

/** fake_link_count_requests: how many of @command it was asked to publish */
guint fake_link_count_requests (FakeLink *self, const char *command);
/** fake_link_peek_request: Returns: (transfer none) (nullable): the newest */
const char *fake_link_peek_request (FakeLink *self);
/** fake_link_get_qos: of the newest */
int fake_link_get_qos (FakeLink *self);
/** fake_link_forget_requests: as if none had been made */
void fake_link_forget_requests (FakeLink *self);
/** fake_link_jam: what is published from now on is not sent */
void fake_link_jam (FakeLink *self);

/** fake_link_say: @json comes as a message */
void fake_link_say (FakeLink *self, const char *json);

G_END_DECLS
