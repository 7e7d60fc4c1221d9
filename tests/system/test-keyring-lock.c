/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A keyring that is locked: a real gnome-keyring on a bus of this test's own, with somebody who
 * answers its questions. */

#include "account/bambu-account.h"
#include "keyring-session.h"
#include "test-wait.h"

/* libsecret 0.21 leaks two variants whenever a collection says that it was locked or opened, which
 * happens nowhere else. Its frames are found by the slow way only. */
const char *__asan_default_options (void);
const char *__lsan_default_suppressions (void);

const char *
__asan_default_options (void)
{
  return "fast_unwind_on_malloc=0";
}

const char *
__lsan_default_suppressions (void)
{
  return "leak:libsecret-1.so";
}

#define SERIAL "TEST00000000001"
#define OTHER_SERIAL "TEST00000000002"
#define REGION "global"
#define ACCOUNT "test@example.org"
#define TOKEN "{\"token\":\"first\"}"

static KeyringSession *session;

typedef struct
{
  BambuKeyring *keyring;
  guint n_asked; /* before */
} Fixture;

static guint
count_asked (Fixture *fixture)
{
  return keyring_session_count_questions (session) - fixture->n_asked;
}

static BambuKeyringState
get_state (Fixture *fixture)
{
  return bambu_keyring_get_state (fixture->keyring);
}

static char *
await_text (DexFuture *future)
{
  g_autoptr (DexFuture) settled = test_await (future);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (settled, &error);

  g_assert_no_error (error);

  return g_value_dup_string (value);
}

static gboolean
await_flag (DexFuture *future)
{
  g_autoptr (DexFuture) settled = test_await (future);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (settled, &error);

  g_assert_no_error (error);

  return g_value_get_boolean (value);
}

/* What is in the service, not in the memory of the keyring under test. */
static void
assert_stored (const char *expected)
{
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new ();
  g_autofree char *token = await_text (bambu_keyring_lookup_token (keyring, REGION, ACCOUNT));

  g_assert_cmpstr (token, ==, expected);
}

static void
open_again (void)
{
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new ();

  keyring_session_set_answer (session, KEYRING_ANSWER_UNLOCK);
  g_assert_true (await_flag (bambu_keyring_unlock (keyring)));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->keyring = bambu_keyring_new ();
  fixture->n_asked = keyring_session_count_questions (session);
  keyring_session_set_answer (session, KEYRING_ANSWER_DISMISS);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  open_again ();
  g_assert_true (await_flag (bambu_keyring_store_token (fixture->keyring, REGION, ACCOUNT, NULL)));
  g_assert_finalize_object (fixture->keyring);
}

static void
test_unlock (Fixture *fixture, gconstpointer data)
{
  g_autofree char *kept = NULL;

  keyring_session_lock (session);
  g_assert_false (
      await_flag (bambu_keyring_store_token (fixture->keyring, REGION, ACCOUNT, TOKEN)));
  g_assert_cmpint (get_state (fixture), ==, BAMBU_KEYRING_STATE_LOCKED);
  g_assert_cmpuint (count_asked (fixture), ==, 0);
  kept = await_text (bambu_keyring_lookup_token (fixture->keyring, REGION, ACCOUNT));
  g_assert_cmpstr (kept, ==, TOKEN);

  g_assert_false (await_flag (bambu_keyring_unlock (fixture->keyring)));
  g_assert_cmpint (get_state (fixture), ==, BAMBU_KEYRING_STATE_LOCKED);
  g_assert_cmpuint (count_asked (fixture), ==, 1);

  keyring_session_set_answer (session, KEYRING_ANSWER_UNLOCK);
  g_assert_true (await_flag (bambu_keyring_unlock (fixture->keyring)));
  g_assert_cmpint (get_state (fixture), ==, BAMBU_KEYRING_STATE_OPEN);
  g_assert_cmpuint (count_asked (fixture), ==, 2);
  assert_stored (TOKEN);

  /* Open as it is, nobody is asked. */
  g_assert_true (await_flag (bambu_keyring_unlock (fixture->keyring)));
  g_assert_cmpuint (count_asked (fixture), ==, 2);
}

static DexFuture *
pass_on (DexFuture *future, gpointer user_data)
{
  return dex_ref (future);
}

/* Nobody waits any more for the answer, which counts all the same. */
static void
test_give_up (Fixture *fixture, gconstpointer data)
{
  DexFuture *unlocking;

  keyring_session_set_answer (session, KEYRING_ANSWER_WAIT);
  keyring_session_lock (session);
  g_assert_false (
      await_flag (bambu_keyring_store_token (fixture->keyring, REGION, ACCOUNT, TOKEN)));
  unlocking = dex_future_finally (bambu_keyring_unlock (fixture->keyring), pass_on, NULL, NULL);
  test_wait_until (keyring_session_is_asking (session));
  g_assert_true (dex_future_is_pending (unlocking));
  dex_clear (&unlocking);

  /* Somebody who asks again waits for the same question. */
  unlocking = dex_future_finally (bambu_keyring_unlock (fixture->keyring), pass_on, NULL, NULL);
  g_assert_cmpuint (count_asked (fixture), ==, 1);
  dex_clear (&unlocking);

  keyring_session_answer (session, KEYRING_ANSWER_UNLOCK);
  test_wait_until (get_state (fixture) == BAMBU_KEYRING_STATE_OPEN);
  assert_stored (TOKEN);
}

/* A window that is closed with the question still on the screen leaves nothing behind. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  DexFuture *unlocking;

  keyring_session_set_answer (session, KEYRING_ANSWER_WAIT);
  keyring_session_lock (session);
  unlocking = dex_future_finally (bambu_keyring_unlock (fixture->keyring), pass_on, NULL, NULL);
  test_wait_until (keyring_session_is_asking (session));
  dex_clear (&unlocking);
  g_assert_finalize_object (g_steal_pointer (&fixture->keyring));

  fixture->keyring = bambu_keyring_new ();
  keyring_session_answer (session, KEYRING_ANSWER_DISMISS);
  test_wait_until (!keyring_session_is_asking (session));
}

/* Somebody else opens it: another program, or the desktop. */
static void
test_opened_elsewhere (Fixture *fixture, gconstpointer data)
{
  keyring_session_lock (session);
  g_assert_false (
      await_flag (bambu_keyring_store_token (fixture->keyring, REGION, ACCOUNT, TOKEN)));
  g_assert_cmpint (get_state (fixture), ==, BAMBU_KEYRING_STATE_LOCKED);

  open_again ();
  test_wait_until (get_state (fixture) == BAMBU_KEYRING_STATE_OPEN);
  assert_stored (TOKEN);
}

static void
assert_code (Fixture *fixture, const char *serial, const char *expected)
{
  g_autofree char *code = await_text (bambu_keyring_lookup_access_code (fixture->keyring, serial));

  g_assert_cmpstr (code, ==, expected);
}

/* At a start many are looked up: one question is enough, and none for what is not there. */
static void
test_asks_once (Fixture *fixture, gconstpointer data)
{
  g_assert_true (
      await_flag (bambu_keyring_store_access_code (fixture->keyring, SERIAL, "12345678")));
  g_assert_true (
      await_flag (bambu_keyring_store_access_code (fixture->keyring, OTHER_SERIAL, "87654321")));
  g_clear_object (&fixture->keyring);
  fixture->keyring = bambu_keyring_new ();
  keyring_session_lock (session);

  assert_code (fixture, "TEST00000000003", NULL);
  g_assert_cmpuint (count_asked (fixture), ==, 0);
  g_assert_cmpint (get_state (fixture), ==, BAMBU_KEYRING_STATE_OPEN);
  assert_code (fixture, SERIAL, NULL);
  assert_code (fixture, OTHER_SERIAL, NULL);
  g_assert_cmpuint (count_asked (fixture), ==, 1);
  g_assert_cmpint (get_state (fixture), ==, BAMBU_KEYRING_STATE_LOCKED);

  keyring_session_set_answer (session, KEYRING_ANSWER_UNLOCK);
  g_assert_true (await_flag (bambu_keyring_unlock (fixture->keyring)));
  assert_code (fixture, SERIAL, "12345678");
  assert_code (fixture, OTHER_SERIAL, "87654321");

  /* Locked once more it is asked for once more, and answered. */
  keyring_session_lock (session);
  assert_code (fixture, SERIAL, "12345678");
  g_assert_cmpuint (count_asked (fixture), ==, 3);
  g_assert_cmpint (get_state (fixture), ==, BAMBU_KEYRING_STATE_OPEN);

  g_assert_true (await_flag (bambu_keyring_store_access_code (fixture->keyring, SERIAL, NULL)));
  g_assert_true (
      await_flag (bambu_keyring_store_access_code (fixture->keyring, OTHER_SERIAL, NULL)));
}

/* Somebody adds a printer: that is worth a question each time. */
static void
test_code_is_stored (Fixture *fixture, gconstpointer data)
{
  keyring_session_lock (session);
  g_assert_false (
      await_flag (bambu_keyring_store_access_code (fixture->keyring, SERIAL, "12345678")));
  g_assert_cmpuint (count_asked (fixture), ==, 1);
  assert_code (fixture, SERIAL, "12345678");

  keyring_session_set_answer (session, KEYRING_ANSWER_UNLOCK);
  g_assert_true (
      await_flag (bambu_keyring_store_access_code (fixture->keyring, SERIAL, "abcdefgh")));
  g_assert_cmpuint (count_asked (fixture), ==, 2);
  test_wait_until (get_state (fixture) == BAMBU_KEYRING_STATE_OPEN);
  assert_code (fixture, SERIAL, "abcdefgh");
  g_assert_true (await_flag (bambu_keyring_store_access_code (fixture->keyring, SERIAL, NULL)));
}

/* Whoever signs out while it is locked does not find the token there later. */
static void
test_removal (Fixture *fixture, gconstpointer data)
{
  g_autofree char *token = NULL;

  g_assert_true (await_flag (bambu_keyring_store_token (fixture->keyring, REGION, ACCOUNT, TOKEN)));
  keyring_session_lock (session);
  g_assert_false (await_flag (bambu_keyring_store_token (fixture->keyring, REGION, ACCOUNT, NULL)));
  token = await_text (bambu_keyring_lookup_token (fixture->keyring, REGION, ACCOUNT));
  g_assert_null (token);

  keyring_session_set_answer (session, KEYRING_ANSWER_UNLOCK);
  g_assert_true (await_flag (bambu_keyring_unlock (fixture->keyring)));
  assert_stored (NULL);
}

/* What was stored later is what stays. */
static void
test_last_wins (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DexFuture) unlocking = NULL;

  keyring_session_lock (session);
  g_assert_false (
      await_flag (bambu_keyring_store_token (fixture->keyring, REGION, ACCOUNT, "old")));
  keyring_session_set_answer (session, KEYRING_ANSWER_UNLOCK);
  unlocking = bambu_keyring_unlock (fixture->keyring);
  dex_unref (bambu_keyring_store_token (fixture->keyring, REGION, ACCOUNT, TOKEN));
  g_assert_true (await_flag (g_steal_pointer (&unlocking)));
  assert_stored (TOKEN);
}

static void
test_account (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuRegion) region = bambu_region_lookup (REGION);
  g_autoptr (BambuAccount) account = bambu_account_new (region, fixture->keyring);

  g_assert_true (await_flag (bambu_keyring_store_token (fixture->keyring, REGION, ACCOUNT, TOKEN)));
  keyring_session_lock (session);
  g_assert_false (await_flag (bambu_account_restore (account, ACCOUNT, "Test", 1)));
  g_assert_cmpint (bambu_account_get_state (account), ==, BAMBU_ACCOUNT_STATE_EXPIRED);
  g_assert_cmpint (get_state (fixture), ==, BAMBU_KEYRING_STATE_LOCKED);

  keyring_session_set_answer (session, KEYRING_ANSWER_UNLOCK);
  g_assert_true (await_flag (bambu_keyring_unlock (fixture->keyring)));
  test_wait_until (bambu_account_get_state (account) == BAMBU_ACCOUNT_STATE_SIGNED_IN);
  g_assert_true (bambu_account_is_persistent (account));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/system/keyring-lock/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  session = keyring_session_new ();

  ADD ("unlock", test_unlock);
  ADD ("give-up", test_give_up);
  ADD ("gone", test_gone);
  ADD ("opened-elsewhere", test_opened_elsewhere);
  ADD ("asks-once", test_asks_once);
  ADD ("code-is-stored", test_code_is_stored);
  ADD ("removal", test_removal);
  ADD ("last-wins", test_last_wins);
  ADD ("account", test_account);

  status = g_test_run ();
  keyring_session_free (session);

  return status;
}
