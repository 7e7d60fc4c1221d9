/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "simulator-process.h"

G_BEGIN_DECLS

/**
 * CloudClient:
 * @simulator: a culm-simulator with its cloud
 * @session: trusts the cloud's CA and nothing else, keeps cookies
 * @cloud: the first line's `cloud`
 *
 * A plain HTTPS client of the simulated cloud, for tests of the simulator.
 */
typedef struct
{
  SimulatorProcess *simulator;
  SoupSession *session;
  JsonObject *cloud;
} CloudClient;

/**
 * CloudAnswer:
 * @message: what was sent and came back, headers with it
 * @status: 0 if nothing came back
 * @body: as text
 * @json: (nullable): the body, if it is an object
 * @error: (nullable): why nothing came back
 */
typedef struct
{
  SoupMessage *message;
  guint status;
  char *body;
  JsonObject *json;
  GError *error;
} CloudAnswer;

/** cloud_client_new: @options (array zero-terminated=1): of culm-simulator, besides --cloud */
CloudClient *cloud_client_new (const char *const *options);
/** cloud_client_free: asserts that the simulator ends well and leaves nothing */
void cloud_client_free (CloudClient *self);

/** cloud_client_tell: a line of the simulator's input, and waits until it was read */
void cloud_client_tell (CloudClient *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/**
 * cloud_client_dup_url:
 * @name: `origin`, `web_origin`; of China with `china/` before
 */
char *cloud_client_dup_url (CloudClient *self, const char *name, const char *path);

/** cloud_client_make_message: Returns: (transfer full): @body is JSON; `'` stands for `"` */
SoupMessage *cloud_client_make_message (const char *method,
                                        const char *url,
                                        const char *token,
                                        const char *body);

CloudAnswer *cloud_client_send (CloudClient *self, SoupMessage *message);
/** cloud_client_call: @origin: see cloud_client_dup_url(); @token, @body (nullable) */
CloudAnswer *cloud_client_call (CloudClient *self,
                                const char *method,
                                const char *origin,
                                const char *path,
                                const char *token,
                                const char *body);
void cloud_answer_free (CloudAnswer *self);

/** cloud_client_sign_in: Returns: (transfer full): the token that this account gets for its
 * password */
char *cloud_client_sign_in (CloudClient *self, const char *account);
/** cloud_client_find_account: Returns: (transfer none): what the first line says of it */
JsonObject *cloud_client_find_account (CloudClient *self, const char *account);

const char *cloud_answer_get_text (CloudAnswer *self, const char *member);
const char *cloud_answer_get_header (CloudAnswer *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CloudClient, cloud_client_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CloudAnswer, cloud_answer_free)

G_END_DECLS
