/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/link/bambu-link.h>

G_BEGIN_DECLS

#define TEST_TYPE_LINK (test_link_get_type ())
G_DECLARE_FINAL_TYPE (TestLink, test_link, TEST, LINK, GObject)

/**
 * TestLink:
 *
 * A link that never gets anywhere: opening it leads to the state that it was made for, and there it
 * stays.
 */

/**
 * test_link_new:
 * @state: where opening leads
 * @code: a #BambuLinkError; −1 for no error
 */
BambuLink *test_link_new (BambuLinkState state, int code);

/** test_link_set_state: what else happens to it */
void test_link_set_state (TestLink *self, BambuLinkState state, int code);

G_END_DECLS
