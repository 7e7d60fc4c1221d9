/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "account/bambu-account-list.h"
#include "cloud-fixture.h"
#include "test-wait.h"

/* What was overwritten, as seen by whoever overwrites it: these stand before those of the C
 * library. */

#define LOGIN "POST /v1/user-service/user/login"
#define SEND_MAIL "POST /v1/user-service/user/sendemail/code"
#define LOGOUT "POST /v1/user-service/my/logout"
#define MAIL "ann@example.org"
#define PASSWORD "bamboo-grove"
#define CODE "314159"
#define TOKEN "AQAsecrettoken"
#define REFRESH "AQRsecretrefresh"
#define GOOD                                                                                       \
  "{\"accessToken\":\"" TOKEN "\",\"refreshToken\":\"" REFRESH "\",\"expiresIn\":7776000}"
#define WANTS_CODE "{\"accessToken\":\"\",\"loginType\":\"verifyCode\"}"

static GPtrArray *wiped;

void explicit_bzero (void *place, size_t size);
void __explicit_bzero_chk (void *place, size_t size, size_t room);

void
explicit_bzero (void *place, size_t size)
{
  volatile char *bytes = place;
  char *seen = g_malloc0 (size + 1);

  for (size_t i = 0; i < size; i++)
    {
      seen[i] = bytes[i];
      bytes[i] = '\0';
    }

  if (wiped != NULL)
    g_ptr_array_add (wiped, seen);
  else
    g_free (seen);
}

void
__explicit_bzero_chk (void *place, size_t size, size_t room)
{
  explicit_bzero (place, size);
}

static guint
count_wiped (const char *text)
{
  guint count = 0;

  for (guint i = 0; i < wiped->len; i++)
    count += g_str_equal (g_ptr_array_index (wiped, i), text);

  return count;
}

typedef struct
{
  CloudServer *server;
  BambuRegion *region;
  BambuStore *store;
  BambuAccountList *list;
  BambuAccount *account;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) regions = g_ptr_array_new ();
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new_for_session ();

  fixture->server = cloud_server_new (NULL);
  fixture->region = cloud_server_make_region (fixture->server, NULL);
  g_ptr_array_add (regions, fixture->region);
  fixture->store = bambu_store_new (NULL);
  fixture->list = bambu_account_list_new (fixture->store, keyring, regions);
  fixture->account = bambu_account_list_create (fixture->list, fixture->region->id);
  cloud_server_json (fixture->server, "GET /v1/design-user-service/my/preference", "{\"uid\":1}");
  wiped = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&wiped, g_ptr_array_unref);
  g_clear_object (&fixture->list);
  test_wait_until (G_OBJECT (fixture->account)->ref_count == 1);
  g_assert_finalize_object (fixture->account);
  g_clear_object (&fixture->store);
  bambu_region_unref (fixture->region);
  cloud_server_free (fixture->server);
}

/* The copy that waits for its turn, and the body of the request. */
static void
test_password (Fixture *fixture, gconstpointer data)
{
  cloud_server_json (fixture->server, LOGIN, GOOD);
  test_await_true (bambu_account_sign_in (fixture->account, MAIL, PASSWORD));

  test_wait_until (count_wiped ("{\"account\":\"" MAIL "\",\"password\":\"" PASSWORD "\"}") == 1);
  g_assert_cmpuint (count_wiped (PASSWORD), ==, 1);
}

/* Also if nobody waits for the answer any more. */
static void
test_password_given_up (Fixture *fixture, gconstpointer data)
{
  DexFuture *step;

  cloud_server_hang (fixture->server, LOGIN);
  step = dex_future_finally (bambu_account_sign_in (fixture->account, MAIL, PASSWORD), test_pass_on,
                             NULL, NULL);
  test_wait_until (cloud_server_count (fixture->server, LOGIN) == 1);
  g_assert_cmpuint (count_wiped (PASSWORD), ==, 0);

  dex_clear (&step);
  test_wait_until (count_wiped (PASSWORD) == 1);
  test_wait_until (count_wiped ("{\"account\":\"" MAIL "\",\"password\":\"" PASSWORD "\"}") == 1);
}

/* The digits that were picked out of what was typed, too. */
static void
test_code (Fixture *fixture, gconstpointer data)
{
  cloud_server_json (fixture->server, LOGIN, WANTS_CODE);
  cloud_server_json (fixture->server, LOGIN, GOOD);
  cloud_server_json (fixture->server, SEND_MAIL, "{}");
  test_await_true (bambu_account_sign_in (fixture->account, MAIL, PASSWORD));
  test_await_true (bambu_account_submit_code (fixture->account, "314 159"));

  test_wait_until (count_wiped ("{\"account\":\"" MAIL "\",\"code\":\"" CODE "\"}") == 1);
  g_assert_cmpuint (count_wiped (CODE), ==, 2);
}

static void
test_token (Fixture *fixture, gconstpointer data)
{
  cloud_server_json (fixture->server, LOGIN, GOOD);
  cloud_server_json (fixture->server, LOGOUT, "{}");
  test_await_true (bambu_account_sign_in (fixture->account, MAIL, PASSWORD));
  test_await_true (bambu_account_sign_out (fixture->account));

  test_wait_until (count_wiped ("{\"refreshtoken\":\"" REFRESH "\"}") == 1);
  g_assert_cmpuint (count_wiped (TOKEN), >, 0);
  g_assert_cmpuint (count_wiped (REFRESH), ==, count_wiped (TOKEN));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/bambu/account-wipe/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("password", test_password);
  ADD ("password-given-up", test_password_given_up);
  ADD ("code", test_code);
  ADD ("token", test_token);

  return g_test_run ();
}
