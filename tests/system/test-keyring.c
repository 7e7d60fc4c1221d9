/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-keyring.h"

#include "test-wait.h"

/* A serial of its own, so that the test may run in a real session. */
#define SERIAL "TEST00000000001"
#define OTHER_SERIAL "TEST00000000002"
#define ACCOUNT "test@example.org"

static char *
lookup (BambuKeyring *keyring, const char *serial)
{
  g_autoptr (DexFuture) future = test_await (bambu_keyring_lookup_access_code (keyring, serial));
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  g_assert_no_error (error);

  return g_value_dup_string (value);
}

static gboolean
store (BambuKeyring *keyring, const char *serial, const char *code)
{
  g_autoptr (DexFuture) future =
      test_await (bambu_keyring_store_access_code (keyring, serial, code));
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  g_assert_no_error (error);

  return g_value_get_boolean (value);
}

static void
assert_code (BambuKeyring *keyring, const char *serial, const char *expected)
{
  g_autofree char *code = lookup (keyring, serial);

  g_assert_cmpstr (code, ==, expected);
}

static void
test_service (void)
{
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new ();

  assert_code (keyring, SERIAL, NULL);
  g_assert_true (store (keyring, SERIAL, "12345678"));
  g_assert_true (store (keyring, OTHER_SERIAL, "87654321"));
  g_assert_cmpint (bambu_keyring_get_state (keyring), ==, BAMBU_KEYRING_STATE_OPEN);

  /* What another object reads went through the service. */
  g_clear_object (&keyring);
  keyring = bambu_keyring_new ();
  assert_code (keyring, SERIAL, "12345678");
  g_assert_true (store (keyring, SERIAL, "abcdefgh"));
  assert_code (keyring, SERIAL, "abcdefgh");
  assert_code (keyring, OTHER_SERIAL, "87654321");

  g_assert_true (store (keyring, SERIAL, NULL));
  g_assert_true (store (keyring, SERIAL, NULL));
  g_assert_true (store (keyring, OTHER_SERIAL, NULL));
  g_clear_object (&keyring);
  keyring = bambu_keyring_new ();
  assert_code (keyring, SERIAL, NULL);
  assert_code (keyring, OTHER_SERIAL, NULL);
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

static void
assert_token (const char *region, const char *account, const char *expected)
{
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new ();
  g_autofree char *token = await_text (bambu_keyring_lookup_token (keyring, region, account));

  g_assert_cmpstr (token, ==, expected);
}

static void
test_token (void)
{
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new ();

  assert_token ("test", ACCOUNT, NULL);
  test_await_true (bambu_keyring_store_token (keyring, "test", ACCOUNT, "first"));
  test_await_true (bambu_keyring_store_token (keyring, "other-test", ACCOUNT, "second"));
  test_await_true (bambu_keyring_store_access_code (keyring, SERIAL, "12345678"));
  assert_token ("test", ACCOUNT, "first");
  assert_token ("other-test", ACCOUNT, "second");
  assert_token ("test", "somebody@example.org", NULL);

  /* One is removed, nothing else goes with it. */
  test_await_true (bambu_keyring_store_token (keyring, "test", ACCOUNT, NULL));
  assert_token ("test", ACCOUNT, NULL);
  assert_token ("other-test", ACCOUNT, "second");
  assert_code (keyring, SERIAL, "12345678");
  test_await_true (bambu_keyring_store_token (keyring, "other-test", ACCOUNT, NULL));
  test_await_true (bambu_keyring_store_access_code (keyring, SERIAL, NULL));
}

static void
test_app_certificate (void)
{
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new ();
  g_autoptr (BambuKeyring) later = bambu_keyring_new ();
  g_autofree char *stored = NULL;
  g_autofree char *removed = NULL;

  test_await_true (bambu_keyring_store_app_certificate (keyring, "PEM\nof two\nlines"));
  stored = await_text (bambu_keyring_lookup_app_certificate (later));
  g_assert_cmpstr (stored, ==, "PEM\nof two\nlines");
  test_await_true (bambu_keyring_store_app_certificate (keyring, NULL));
  removed = await_text (bambu_keyring_lookup_app_certificate (later));
  g_assert_null (removed);
}

static void
test_order (void)
{
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new ();

  /* None is waited for, and no one is asked for its answer: they are done all the same. */
  dex_unref (bambu_keyring_store_access_code (keyring, SERIAL, "first"));
  dex_unref (bambu_keyring_store_access_code (keyring, SERIAL, NULL));
  dex_unref (bambu_keyring_store_access_code (keyring, SERIAL, "last"));
  assert_code (keyring, SERIAL, "last");

  g_assert_true (store (keyring, SERIAL, NULL));
}

static void
test_session (void)
{
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new_for_session ();
  g_autoptr (BambuKeyring) service = bambu_keyring_new ();

  g_assert_cmpint (bambu_keyring_get_state (keyring), ==, BAMBU_KEYRING_STATE_MISSING);
  g_assert_false (store (keyring, SERIAL, "12345678"));
  assert_code (keyring, SERIAL, "12345678");
  assert_code (service, SERIAL, NULL);
  g_assert_false (store (keyring, SERIAL, NULL));
  assert_code (keyring, SERIAL, NULL);
}

static void
on_state (BambuKeyring *keyring, GParamSpec *pspec, guint *n_notified)
{
  (*n_notified)++;
}

static void
test_no_service (void)
{
  g_autoptr (BambuKeyring) keyring = NULL;
  guint n_notified = 0;

  if (!g_test_subprocess ())
    {
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      g_test_trap_assert_stderr ("*this session only*");
      g_test_trap_assert_stderr_unmatched ("*this session only*this session only*");
      g_test_trap_assert_stderr_unmatched ("*12345678*");
      return;
    }

  keyring = bambu_keyring_new ();
  g_signal_connect (keyring, "notify::state", G_CALLBACK (on_state), &n_notified);
  g_assert_cmpint (bambu_keyring_get_state (keyring), ==, BAMBU_KEYRING_STATE_OPEN);

  g_assert_false (store (keyring, SERIAL, "12345678"));
  g_assert_cmpint (bambu_keyring_get_state (keyring), ==, BAMBU_KEYRING_STATE_MISSING);

  g_assert_false (store (keyring, OTHER_SERIAL, "87654321"));
  assert_code (keyring, SERIAL, "12345678");
  assert_code (keyring, OTHER_SERIAL, "87654321");
  g_assert_false (store (keyring, SERIAL, NULL));
  assert_code (keyring, SERIAL, NULL);
  g_assert_cmpuint (n_notified, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/system/keyring/service", test_service);
  g_test_add_func ("/system/keyring/token", test_token);
  g_test_add_func ("/system/keyring/app-certificate", test_app_certificate);
  g_test_add_func ("/system/keyring/order", test_order);
  g_test_add_func ("/system/keyring/session", test_session);
  g_test_add_func ("/system/keyring/no-service", test_no_service);

  return g_test_run ();
}
