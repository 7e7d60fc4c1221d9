/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "serve-cors.h"

G_BEGIN_DECLS

/**
 * ServeGuard:
 *
 * Who may ask a server what. One that only this computer reaches answers to local names alone: a
 * web page may have a name of its own lead here. It tells about itself and the printers without a
 * secret; one that others reach too only to those who show the secret, as `Authorization: Bearer
 * …`.
 */
typedef struct _ServeGuard ServeGuard;

/**
 * serve_guard_new:
 * @is_local: only programs of this computer reach it
 * @secret: (nullable): %NULL: nobody has it
 */
ServeGuard *serve_guard_new (gboolean is_local, const char *secret);
ServeGuard *serve_guard_ref (ServeGuard *self);
void serve_guard_unref (ServeGuard *self);

/** serve_guard_set_cors: @cors: (transfer full): which web pages may read the answers; none else */
void serve_guard_set_cors (ServeGuard *self, ServeCors *cors);

/** serve_guard_screen: answers @message, whose headers are there, if that needs no more */
void serve_guard_screen (ServeGuard *self, SoupServerMessage *message);

/** serve_guard_is_secret: Returns: whether @shown is the secret; takes as long in any case
 * @shown: (nullable): what a client shows */
gboolean serve_guard_is_secret (ServeGuard *self, const char *shown);

/** serve_guard_check: Returns: whether @message may ask for what is not for everybody; else it is
 * refused already */
gboolean serve_guard_check (ServeGuard *self, SoupServerMessage *message);

/** serve_guard_get_shown: Returns: (transfer none) (nullable): the token or secret of a client */
const char *serve_guard_get_shown (SoupServerMessage *message);
/** serve_guard_refuse: 401, for what the client shows */
void serve_guard_refuse (SoupServerMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServeGuard, serve_guard_unref)

G_END_DECLS
