/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/** SERVE_CORS_ALL: stands for the pages of every origin */
#define SERVE_CORS_ALL "*"

/**
 * ServeCors:
 *
 * The web pages of elsewhere that may read the answers of a server, by their origins (the Fetch
 * standard). A browser asks before a request that is not a simple one; that is answered here.
 */
typedef struct _ServeCors ServeCors;

/** serve_cors_new: @methods: that pages may use, as in `Allow` */
ServeCors *serve_cors_new (const char *methods);
void serve_cors_free (ServeCors *self);

/** serve_cors_allow: Returns: %FALSE if @origin is neither %SERVE_CORS_ALL nor the origin of a page
 */
gboolean serve_cors_allow (ServeCors *self, const char *origin);

/** serve_cors_answer: tells the browser behind @message what it may do; answers it if it asked no
 * more */
void serve_cors_answer (ServeCors *self, SoupServerMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServeCors, serve_cors_free)

G_END_DECLS
