/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "account/bambu-cloud-calls.h"
#include "account/bambu-cloud-private.h"
#include "account/bambu-picture.h"

#include <stdlib.h>
#include <string.h>

#include "cloud-fixture.h"
#include "simulator/sim-plate-picture.h"
#include "test-wait.h"

#define COVER "GET /covers/1.png"
#define QUERY "?Expires=1770003600&Signature=c2VjcmV0"
#define TOO_MANY_BYTES (4 * 1024 * 1024 + 1)

typedef struct
{
  CloudServer *server;
  BambuCloud *cloud;
  char *address;
  gint64 now;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuRegion) region = NULL;
  g_autoptr (BambuToken) token = bambu_token_new ("AQAtoken", NULL, 0);

  fixture->server = cloud_server_new (NULL);
  fixture->address = g_strconcat (fixture->server->origin, "/covers/1.png" QUERY, NULL);
  region = cloud_server_make_region (fixture->server, NULL);
  fixture->cloud = bambu_cloud_new (region);
  fixture->now = (gint64) 1770000000 * G_USEC_PER_SEC;
  cloud_hurry (fixture->cloud, &fixture->now);
  bambu_cloud_set_token (fixture->cloud, token);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->cloud);
  cloud_server_free (fixture->server);
  g_free (fixture->address);
}

static GBytes *
await_picture (Fixture *fixture)
{
  g_autoptr (DexFuture) settled =
      test_await (bambu_cloud_load_picture (fixture->cloud, fixture->address));
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (settled, &error);

  g_assert_no_error (error);

  return g_value_dup_boxed (value);
}

static void
assert_fails (Fixture *fixture, const char *address, BambuCloudError code)
{
  g_autoptr (GError) error = test_await_error (bambu_cloud_load_picture (fixture->cloud, address));

  g_assert_error (error, BAMBU_CLOUD_ERROR, (int) code);
  g_assert_null (strstr (error->message, "Signature"));
}

static void
test_loads (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) file = sim_plate_picture_new ("00ae42ff");
  g_autoptr (GBytes) picture = NULL;
  const CloudAsked *asked;

  cloud_server_file (fixture->server, COVER, "image/png", file);
  picture = await_picture (fixture);
  g_assert_true (g_bytes_equal (picture, file));

  asked = cloud_server_last (fixture->server, COVER);
  g_assert_cmpstr (asked->query, ==, QUERY + 1);
  g_assert_null (cloud_asked_header (asked, "authorization"));
  g_assert_null (cloud_asked_header (asked, "cookie"));
  g_assert_null (cloud_asked_header (asked, "referer"));
  g_assert_cmpstr (cloud_asked_header (asked, "accept"), ==, "image/png, image/jpeg");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const char DENIED[] =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>";
  static const struct
  {
    guint status;
    const char *headers;
    const char *body;
    BambuCloudError code;
  } CASES[] = {
    { 403, "Content-Type: application/xml", DENIED, BAMBU_CLOUD_ERROR_EXPIRED_LINK },
    { 403, "Content-Type: text/html", "<html>Just a moment...</html>",
      BAMBU_CLOUD_ERROR_BROWSER_CHECK },
    { 403, "cf-mitigated: challenge", "", BAMBU_CLOUD_ERROR_BROWSER_CHECK },
    { 404, "Content-Type: application/xml", "<Error><Code>NoSuchKey</Code></Error>",
      BAMBU_CLOUD_ERROR_NOT_AVAILABLE },
    { 200, "Content-Type: text/html", "<!DOCTYPE html><html></html>", BAMBU_CLOUD_ERROR_PROTOCOL },
    { 200, "Content-Type: image/png", "", BAMBU_CLOUD_ERROR_PROTOCOL },
    { 200, "Content-Type: image/png", "GIF89a", BAMBU_CLOUD_ERROR_PROTOCOL },
    { 200, NULL, "{\"url\":\"https://elsewhere.example\"}", BAMBU_CLOUD_ERROR_PROTOCOL },
    { 302, "Location: https://elsewhere.example/", "", BAMBU_CLOUD_ERROR_PROTOCOL },
    { 429, NULL, "", BAMBU_CLOUD_ERROR_TOO_MANY_TRIES },
    { 503, NULL, "", BAMBU_CLOUD_ERROR_SERVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_test_message ("%u %s", CASES[i].status, CASES[i].body);
      cloud_server_forget (fixture->server, COVER);
      cloud_server_answer (fixture->server, COVER, CASES[i].status, CASES[i].headers,
                           CASES[i].body);
      g_ptr_array_set_size (fixture->server->requests, 0);
      assert_fails (fixture, fixture->address, CASES[i].code);
      g_assert_cmpuint (fixture->server->requests->len, ==, 1);
    }
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) picture = sim_plate_picture_new ("00ae42ff");
  g_autoptr (GByteArray) wide = g_byte_array_new ();
  g_autofree guint8 *many = g_malloc0 (TOO_MANY_BYTES);
  g_autoptr (GBytes) wide_file = NULL;
  g_autoptr (GBytes) long_file = NULL;
  gsize size;
  const guint8 *bytes = g_bytes_get_data (picture, &size);

  /* A few bytes that unfold to gigabytes */
  g_byte_array_append (wide, bytes, (guint) size);
  memcpy (wide->data + 16, "\0\0\xff\xff\0\0\xff\xff", 8);
  wide_file = g_bytes_new (wide->data, wide->len);
  cloud_server_file (fixture->server, COVER, "image/png", wide_file);
  assert_fails (fixture, fixture->address, BAMBU_CLOUD_ERROR_PROTOCOL);

  memcpy (many, bytes, size);
  long_file = g_bytes_new (many, TOO_MANY_BYTES);
  cloud_server_forget (fixture->server, COVER);
  cloud_server_file (fixture->server, COVER, "image/png", long_file);
  assert_fails (fixture, fixture->address, BAMBU_CLOUD_ERROR_PROTOCOL);
}

static void
test_cut_off (Fixture *fixture, gconstpointer data)
{
  cloud_server_raw (fixture->server, COVER,
                    "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 900\r\n\r\n"
                    "\x89PNG\r\n");
  assert_fails (fixture, fixture->address, BAMBU_CLOUD_ERROR_SERVER);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  DexFuture *future;

  cloud_server_hang (fixture->server, COVER);
  future = dex_future_finally (bambu_cloud_load_picture (fixture->cloud, fixture->address),
                               test_pass_on, NULL, NULL);
  test_wait_until (cloud_server_count (fixture->server, COVER) == 1);
  dex_unref (future);
  /* What was on its way lets go of the cloud. */
  test_wait_until (G_OBJECT (fixture->cloud)->ref_count == 1);
}

/* Given up before anything of it has begun, or at each step until it is on the wire */
static void
test_cancelled_early (Fixture *fixture, gconstpointer data)
{
  for (guint n = 0; n < 40; n++)
    {
      DexFuture *future = dex_future_finally (
          bambu_cloud_load_picture (fixture->cloud, fixture->address), test_pass_on, NULL, NULL);

      for (guint i = 0; i < n; i++)
        g_main_context_iteration (NULL, FALSE);
      dex_unref (future);
      test_wait_until (G_OBJECT (fixture->cloud)->ref_count == 1);
    }
}

static void
test_timed_out (Fixture *fixture, gconstpointer data)
{
  bambu_cloud_set_timing (fixture->cloud, &(BambuCloudTiming) { .limit_msec = 50 });
  cloud_server_hang (fixture->server, COVER);
  assert_fails (fixture, fixture->address, BAMBU_CLOUD_ERROR_TIMED_OUT);
}

static void
test_addresses (Fixture *fixture, gconstpointer data)
{
  static const char *const REFUSED[] = {
    "",
    "covers/1.png",
    "file:///etc/passwd",
    "http://example.com/1.png",
    "ftp://example.com/1.png",
    "https://name:word@example.com/1.png",
    "https:///1.png",
    "data:image/png;base64,AAAA",
  };
  g_autoptr (BambuRegion) region = bambu_region_lookup ("global");
  g_autoptr (BambuCloud) cloud = bambu_cloud_new (region);
  g_autoptr (GUri) https = g_uri_parse ("https://example.com/1.png?a=b", G_URI_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (REFUSED); i++)
    assert_fails (fixture, REFUSED[i], BAMBU_CLOUD_ERROR_PROTOCOL);

  /* The vendor's cloud has no business on this computer. */
  error = test_await_error (bambu_cloud_load_picture (cloud, fixture->address));
  g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL);
  g_assert_cmpuint (fixture->server->requests->len, ==, 0);
  g_assert_true (bambu_region_allows (region, https));
}

static void
assert_measures (const char *file, gsize size, guint width, guint height)
{
  g_autoptr (GBytes) bytes = g_bytes_new (file, size);
  guint read_width;
  guint read_height;

  g_assert_true (bambu_picture_measure (bytes, &read_width, &read_height));
  g_assert_cmpuint (read_width, ==, width);
  g_assert_cmpuint (read_height, ==, height);

  /* Whatever is missing at the end: nothing is read that is not there. */
  for (gsize i = 0; i < size; i++)
    {
      g_autofree char *copy = g_memdup2 (file, i);
      g_autoptr (GBytes) part = g_bytes_new_take (g_steal_pointer (&copy), i);

      g_assert_false (bambu_picture_measure (part, &read_width, &read_height));
    }
}

static void
test_measure (void)
{
  static const char PNG[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\0\x01\x02";
  static const char JPEG[] = "\xff\xd8\xff\xe0\0\x06JF\0\1\xff\xff\xc4\0\x04\0\0"
                             "\xff\xc2\0\x11\x08\x01\x02\x02\0";
  static const char NO_FRAME[] = "\xff\xd8\xff\xe0\0\x04\0\0\xff\xda\0\x11\x08\x01\x02\x02\0";
  static const char SHORT_SEGMENT[] = "\xff\xd8\xff\xe0\0\1\xff\xc2\0\x11\x08\x01\x02\x02\0";
  static const char NO_SIZE[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\x01\x02";
  g_autoptr (GBytes) no_frame = g_bytes_new_static (NO_FRAME, sizeof NO_FRAME - 1);
  g_autoptr (GBytes) short_segment = g_bytes_new_static (SHORT_SEGMENT, sizeof SHORT_SEGMENT - 1);
  g_autoptr (GBytes) no_size = g_bytes_new_static (NO_SIZE, sizeof NO_SIZE - 1);
  guint width;
  guint height;

  assert_measures (PNG, sizeof PNG - 1, 512, 258);
  assert_measures (JPEG, sizeof JPEG - 1, 512, 258);
  g_assert_false (bambu_picture_measure (no_frame, &width, &height));
  g_assert_false (bambu_picture_measure (short_segment, &width, &height));
  g_assert_false (bambu_picture_measure (no_size, &width, &height));
}

/* Whatever is said at any level, the address is not among it. */
static GLogWriterOutput
look_for_secrets (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") && strstr (fields[i].value, "c2VjcmV0"))
      abort ();

  return g_log_writer_default (level, fields, n_fields, data);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/bambu/cloud-picture/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (look_for_secrets, NULL, NULL);
  dex_init ();

  ADD ("loads", test_loads);
  ADD ("refused", test_refused);
  ADD ("too-large", test_too_large);
  ADD ("cut-off", test_cut_off);
  ADD ("cancelled", test_cancelled);
  ADD ("cancelled-early", test_cancelled_early);
  ADD ("timed-out", test_timed_out);
  ADD ("addresses", test_addresses);
  g_test_add_func ("/bambu/cloud-picture/measure", test_measure);

  return g_test_run ();
}
