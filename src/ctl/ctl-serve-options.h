/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ctl-options.h"
#include "serve/serve-broker.h"
#include "serve/serve-guard.h"
#include "serve/serve-mode.h"
#include "serve/serve-tokens.h"
#include "serve/serve-webhook.h"

G_BEGIN_DECLS

/**
 * CtlServeOptions:
 * @mode: what is answered
 * @address: (nullable): where; %NULL: nowhere
 * @certificate: (nullable): for TLS
 * @guard: who may ask
 * @webhook: (nullable): who is told what happens to the printers
 * @broker: (nullable): where the printers are published; may be taken
 * @needs_printers: something works with the printers of this computer
 *
 * What the command line says of a server, judged, with the files that it names.
 */
typedef struct
{
  ServeMode mode;
  GSocketAddress *address;
  GTlsCertificate *certificate;
  ServeGuard *guard;
  ServeWebhook *webhook;
  ServeBroker *broker;
  gboolean needs_printers;
} CtlServeOptions;

/** ctl_serve_options_new: Returns: (transfer full) (nullable): %NULL with a sentence for the user
 */
CtlServeOptions *ctl_serve_options_new (const CtlOptions *options, GError **error);
void ctl_serve_options_free (CtlServeOptions *self);

/** ctl_serve_options_load_tokens: Returns: (transfer full) (nullable): those of `--tokens`; %NULL
 * with a sentence for the user */
ServeTokens *ctl_serve_options_load_tokens (const CtlOptions *options, GError **error);
/** ctl_serve_options_get_tokens_file: Returns: (transfer none): where they are */
const char *ctl_serve_options_get_tokens_file (const CtlOptions *options);

/** ctl_serve_options_explain_file: makes a sentence for the user of what is wrong with a file of
 * secrets */
void ctl_serve_options_explain_file (GError *error, const char *path);

/** ctl_serve_options_read_line: Returns: (transfer full) (nullable): the first line of a file of
 * secrets, for bambu_secret_free(); %NULL with a sentence for the user */
char *ctl_serve_options_read_line (const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtlServeOptions, ctl_serve_options_free)

G_END_DECLS
