/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KeyringExchange:
 *
 * How a password comes from the desktop's password window to gnome-keyring: gcr's “sx-aes-1”, one
 * end of it. No call may fail: it is for tests.
 */
typedef struct _KeyringExchange KeyringExchange;

KeyringExchange *keyring_exchange_new (void);
void keyring_exchange_free (KeyringExchange *self);

/** keyring_exchange_receive: @text: what the other end sent first */
void keyring_exchange_receive (KeyringExchange *self, const char *text);

/** keyring_exchange_send: @secret: (nullable): only after something was received */
char *keyring_exchange_send (KeyringExchange *self, const char *secret);

G_END_DECLS
