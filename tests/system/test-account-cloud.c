/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "account/bambu-account-list.h"
#include "account/bambu-cloud-calls.h"
#include "account/bambu-cloud-soup.h"
#include "simulator-process.h"
#include "test-wait.h"

/* The account against the simulated cloud: TLS with its authority, two origins, two regions. */

/* A refusal takes less. */
#define GIVEN_UP_MSEC 40
#define N_MANY 8
#define N_MANY_ROUNDS 60

typedef struct
{
  SimulatorProcess *simulator;
  BambuStore *store;
  BambuAccountList *list;
} Fixture;

static BambuRegion *
make_region (JsonObject *where, const char *ca_file)
{
  g_autoptr (GError) error = NULL;
  BambuRegion *region;

  region = bambu_region_new (json_object_get_string_member (where, "origin"),
                             json_object_get_string_member (where, "web_origin"),
                             json_object_get_string_member (where, "mqtt"), ca_file, &error);
  g_assert_no_error (error);

  return region;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const char *const options[] = { "--cloud", NULL };
  g_autoptr (GPtrArray) regions =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bambu_region_unref);
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new_for_session ();
  g_autoptr (GError) error = NULL;
  JsonObject *where;
  const char *ca_file;

  fixture->simulator = simulator_process_start (options, &error);
  g_assert_no_error (error);

  where = simulator_process_get_cloud (fixture->simulator);
  ca_file = json_object_get_string_member (where, "ca_file");
  g_ptr_array_add (regions, make_region (where, ca_file));
  g_ptr_array_add (regions, make_region (json_object_get_object_member (where, "china"), ca_file));
  fixture->store = bambu_store_new (NULL);
  fixture->list = bambu_account_list_new (fixture->store, keyring, regions);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->list);
  g_clear_object (&fixture->store);
  simulator_process_stop (fixture->simulator);
}

static BambuAccount *
make_account (Fixture *fixture, guint region)
{
  GPtrArray *regions = bambu_account_list_get_regions (fixture->list);

  return bambu_account_list_create (fixture->list,
                                    ((BambuRegion *) g_ptr_array_index (regions, region))->id);
}

static void
assert_signed_in (BambuAccount *account, const char *name)
{
  g_assert_cmpint (bambu_account_get_state (account), ==, BAMBU_ACCOUNT_STATE_SIGNED_IN);
  g_assert_cmpstr (bambu_account_get_name (account), ==, name);
  g_assert_cmpint (bambu_account_get_uid (account), >, 0);
}

static void
test_password (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuAccount) account = make_account (fixture, 0);
  g_autoptr (BambuAccount) elsewhere = make_account (fixture, 1);
  g_autoptr (DexFuture) devices = NULL;
  g_autoptr (BambuCloudPages) tasks = NULL;
  g_autoptr (BambuCloudPages) messages = NULL;
  g_autoptr (GError) error = NULL;
  const GValue *value;
  GListModel *list;

  error = test_await_error (bambu_account_sign_in (account, "plain@example.com", "wrong"));
  g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_CREDENTIALS);
  test_await_true (bambu_account_sign_in (account, "plain@example.com", "bamboo-plain"));
  assert_signed_in (account, "Plain");

  devices = test_await (bambu_cloud_list_devices (bambu_account_get_cloud (account)));
  value = dex_future_get_value (devices, NULL);
  list = g_value_get_object (value);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);

  tasks = bambu_cloud_list_tasks (bambu_account_get_cloud (account), NULL);
  test_await_true (bambu_cloud_pages_load_more (tasks));
  while (!bambu_cloud_pages_is_complete (tasks))
    test_await_true (bambu_cloud_pages_load_more (tasks));
  g_assert_cmpint (g_list_model_get_n_items (G_LIST_MODEL (tasks)), ==,
                   bambu_cloud_pages_get_n_total (tasks));
  messages = bambu_cloud_list_messages (bambu_account_get_cloud (account));
  test_await_true (bambu_cloud_pages_load_more (messages));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (messages)), >, 0);

  test_await_true (bambu_account_sign_in (elsewhere, "maker@example.cn", "bamboo-china"));
  assert_signed_in (elsewhere, "制作者");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 2);
  test_await_true (bambu_account_sign_out (account));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 1);
}

static void
test_code (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuAccount) account = make_account (fixture, 0);
  g_autoptr (GError) error = NULL;
  JsonObject *event;

  test_await_true (bambu_account_sign_in (account, "maker@example.com", "bamboo-grove"));
  g_assert_cmpint (bambu_account_get_state (account), ==, BAMBU_ACCOUNT_STATE_NEEDS_EMAIL_CODE);
  test_wait_until ((event = simulator_process_get_event (fixture->simulator, "email-code", 0))
                   != NULL);
  error = test_await_error (bambu_account_submit_code (account, "000000"));
  g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_WRONG_CODE);
  test_await_true (
      bambu_account_submit_code (account, json_object_get_string_member (event, "code")));
  assert_signed_in (account, "Maker");
}

static void
test_authenticator (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuAccount) account = make_account (fixture, 0);
  g_autoptr (GError) error = NULL;

  test_await_true (bambu_account_sign_in (account, "authenticator@example.com", "bamboo-app"));
  g_assert_cmpint (bambu_account_get_state (account), ==, BAMBU_ACCOUNT_STATE_NEEDS_AUTHENTICATOR);
  error = test_await_error (bambu_account_submit_code (account, "111111"));
  g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_WRONG_CODE);
  test_await_true (bambu_account_submit_code (account, "246 810"));
  assert_signed_in (account, "Careful");
}

static gboolean
count_down (gpointer user_data)
{
  return --*(guint *) user_data > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Given up after any number of milliseconds, a sign-in leaves nothing that runs, and does no harm
 * to those that come after it. */
static void
test_given_up (Fixture *fixture, gconstpointer data)
{
  for (guint milliseconds = 1; milliseconds <= GIVEN_UP_MSEC; milliseconds++)
    {
      BambuAccount *account = make_account (fixture, 0);
      BambuCloud *cloud = bambu_account_get_cloud (account);
      DexFuture *future = bambu_account_sign_in (account, "nobody@example.com", "wrong");
      guint left = milliseconds;

      g_timeout_add (1, count_down, &left);
      test_wait_until (left == 0);
      dex_unref (future);

      g_object_add_weak_pointer (G_OBJECT (cloud), (gpointer *) &cloud);
      g_object_unref (account);
      test_wait_until (cloud == NULL);
    }

  test_password (fixture, data);
}

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Many at once, as the pictures of a list are, at any moment between the first handshake and the
 * last answer. */
static void
test_many_given_up (Fixture *fixture, gconstpointer data)
{
  GPtrArray *regions = bambu_account_list_get_regions (fixture->list);
  BambuRegion *region = g_ptr_array_index (regions, 0);
  g_autofree char *address = g_strconcat (region->api, "/v1/user-service/my/messages", NULL);

  for (guint i = 0; i < N_MANY_ROUNDS; i++)
    {
      SoupSession *session = soup_session_new_with_options ("max-conns-per-host", N_MANY / 2,
                                                            "tls-database", region->database, NULL);
      g_autoptr (GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);
      guint tick = g_timeout_add (1, on_tick, NULL);

      for (guint k = 0; k < N_MANY; k++)
        {
          g_autoptr (SoupMessage) message = soup_message_new ("GET", address);

          g_ptr_array_add (futures,
                           bambu_cloud_soup_exchange (session, message, "many", 10000, 10000));
        }

      for (guint step = 0; step < 3 * i; step++)
        g_main_context_iteration (NULL, TRUE);
      g_source_remove (tick);
      g_ptr_array_set_size (futures, 0);

      g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);
      g_object_unref (session);
      test_wait_until (session == NULL);
    }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/system/account-cloud/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("password", test_password);
  ADD ("code", test_code);
  ADD ("authenticator", test_authenticator);
  ADD ("given-up", test_given_up);
  ADD ("many-given-up", test_many_given_up);

  return g_test_run ();
}
