/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KeyringAnswer:
 * @KEYRING_ANSWER_UNLOCK: types the password
 * @KEYRING_ANSWER_DISMISS: presses Cancel
 * @KEYRING_ANSWER_WAIT: leaves the question where it is, until keyring_session_answer()
 *
 * What the user does when the desktop asks for the keyring's password.
 */
typedef enum
{
  KEYRING_ANSWER_UNLOCK,
  KEYRING_ANSWER_DISMISS,
  KEYRING_ANSWER_WAIT,
} KeyringAnswer;

/**
 * KeyringSession:
 *
 * A session bus of this test's own, with a real gnome-keyring on it whose only keyring is open, and
 * somebody in place of the desktop's password window. The environment points there: make it before
 * anything looks for a bus or a keyring, once in a process.
 */
typedef struct _KeyringSession KeyringSession;

KeyringSession *keyring_session_new (void);
void keyring_session_free (KeyringSession *self);

/** keyring_session_lock: locks it, as with the screen */
void keyring_session_lock (KeyringSession *self);

/** keyring_session_set_answer: to the questions that come; at first %KEYRING_ANSWER_DISMISS */
void keyring_session_set_answer (KeyringSession *self, KeyringAnswer answer);

/** keyring_session_answer: the question that is on the screen */
void keyring_session_answer (KeyringSession *self, KeyringAnswer answer);

/** keyring_session_count_questions: how often the user was asked so far */
guint keyring_session_count_questions (KeyringSession *self);
/** keyring_session_is_asking: whether a question is on the screen; it goes a moment after its
 * answer
 */
gboolean keyring_session_is_asking (KeyringSession *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyringSession, keyring_session_free)

G_END_DECLS
