/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/bambu-print-link.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cloud-fixture.h"
#include "test-wait.h"

#define FILE_3MF "GET /files/a.3mf"

/* ---- What a link says ---- */

static void
test_good (void)
{
  static const struct
  {
    const char *text;
    const char *uri;
    const char *host;
    const char *name;
  } links[] = {
    { "bambustudio://open?file=https%3A%2F%2Fcdn.example.com%2Fa%2FBracket.3mf",
      "https://cdn.example.com/a/Bracket.3mf", "cdn.example.com", "Bracket.3mf" },
    { "bambustudio://open/?file=https://cdn.example.com/Bracket.gcode.3mf",
      "https://cdn.example.com/Bracket.gcode.3mf", "cdn.example.com", "Bracket.gcode.3mf" },
    { "bambustudioopen://https%3A%2F%2Fcdn.example.com%2FBracket.3mf%3Fat%3D1%26key%3Dabc",
      "https://cdn.example.com/Bracket.3mf?at=1&key=abc", "cdn.example.com", "Bracket.3mf" },
    { "bambustudioopen://https://cdn.example.com/Bracket.3mf",
      "https://cdn.example.com/Bracket.3mf", "cdn.example.com", "Bracket.3mf" },
    { "BambuStudio://Open?file=HTTPS://CDN.Example.COM:443/x.3MF", "https://cdn.example.com/x.3MF",
      "cdn.example.com", "x.3MF" },
    /* It says what it is called, or nobody does. */
    { "bambustudio://open?file=https%3A%2F%2Fa.example.com%2Fd%2F77&name=Fancy%20box.3mf",
      "https://a.example.com/d/77", "a.example.com", "Fancy box.3mf" },
    { "bambustudio://open?file=https%3A%2F%2Fa.example.com%2Fd%2F77", "https://a.example.com/d/77",
      "a.example.com", "model.3mf" },
    { "bambustudio://open?file=https%3A%2F%2Fa.example.com", "https://a.example.com",
      "a.example.com", "model.3mf" },
    /* Letters that look like others */
    { "bambustudio://open?file=https%3A%2F%2Fxn--pple-43d.com%2Fx.3mf",
      "https://xn--pple-43d.com/x.3mf", "xn--pple-43d.com", "x.3mf" },
    /* A name is no path, and does not write backwards. */
    { "bambustudio://open?file=https://a.example.com/x.3mf&name=..%2F..%2F.bashrc%2Fevil.3mf",
      "https://a.example.com/x.3mf", "a.example.com", "evil.3mf" },
    { "bambustudio://open?file=https://a.example.com/..%2F..%2F.hidden.3mf",
      "https://a.example.com/.hidden.3mf", "a.example.com", "hidden.3mf" },
    { "bambustudio://open?file=https://a.example.com/x.3mf&name=a%E2%80%AEgpj.3mf",
      "https://a.example.com/x.3mf", "a.example.com", "agpj.3mf" },
    { "bambustudio://open?file=https://a.example.com/x.3mf&name=a%0Ab%07.3mf",
      "https://a.example.com/x.3mf", "a.example.com", "ab.3mf" },
    { "bambustudio://open?file=https://a.example.com/x.3mf&name=run.sh",
      "https://a.example.com/x.3mf", "a.example.com", "x.3mf" },
    /* What follows the number sign stays here. */
    { "bambustudio://open?file=https://a.example.com/x.3mf%23part", "https://a.example.com/x.3mf",
      "a.example.com", "x.3mf" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BambuPrintLink) link = bambu_print_link_parse (links[i].text, &error);

      g_test_message ("%s", links[i].text);
      g_assert_no_error (error);
      g_assert_cmpstr (link->uri, ==, links[i].uri);
      g_assert_cmpstr (link->host, ==, links[i].host);
      g_assert_cmpstr (link->name, ==, links[i].name);
      g_assert_true (bambu_print_link_is (links[i].text));
    }
}

static void
test_bad (void)
{
  static const struct
  {
    const char *text;
    BambuPrintLinkError code;
  } links[] = {
    { "", BAMBU_PRINT_LINK_ERROR_INVALID },
    { "https://a.example.com/x.3mf", BAMBU_PRINT_LINK_ERROR_INVALID },
    { "bambustudio://", BAMBU_PRINT_LINK_ERROR_INVALID },
    { "bambustudio:open?file=https://a.example.com/x.3mf", BAMBU_PRINT_LINK_ERROR_INVALID },
    { "bambustudio://login?token=abc", BAMBU_PRINT_LINK_ERROR_INVALID },
    { "bambustudio://opener?file=https://a.example.com/x.3mf", BAMBU_PRINT_LINK_ERROR_INVALID },
    { "bambustudio://open", BAMBU_PRINT_LINK_ERROR_INVALID },
    { "bambustudio://open?", BAMBU_PRINT_LINK_ERROR_INVALID },
    { "bambustudio://open?file=", BAMBU_PRINT_LINK_ERROR_INVALID },
    { "bambustudio://open?file=%FF%FE", BAMBU_PRINT_LINK_ERROR_INVALID },
    { "bambustudio://open?file=%00", BAMBU_PRINT_LINK_ERROR_INVALID },
    { "bambustudio://open?file=https%3A%2F%2F", BAMBU_PRINT_LINK_ERROR_INVALID },
    { "bambustudio://open?file=x.3mf", BAMBU_PRINT_LINK_ERROR_INVALID },
    { "bambustudioopen://", BAMBU_PRINT_LINK_ERROR_INVALID },
    { "bambustudioopen://%00https://a.example.com/x.3mf", BAMBU_PRINT_LINK_ERROR_INVALID },
    /* More than an address */
    { "bambustudio://open?file=https://a.example.com/x.3mf%0D%0AHost:%20b",
      BAMBU_PRINT_LINK_ERROR_INVALID },
    { "bambustudio://open?file=https://a.example.com/%20x.3mf", BAMBU_PRINT_LINK_ERROR_INVALID },
    { "bambustudio://open?file=https%3A%2F%2Fbank.example.com%40evil.example.com%2Fx.3mf",
      BAMBU_PRINT_LINK_ERROR_INVALID },
    { "bambustudio://open?file=https://user:pass@a.example.com/x.3mf",
      BAMBU_PRINT_LINK_ERROR_INVALID },
    { "bambustudio://open?file=https://a.example.com:8443/x.3mf", BAMBU_PRINT_LINK_ERROR_INVALID },
    { "bambustudio://open?file=https://a.exam%2500ple.com/x.3mf", BAMBU_PRINT_LINK_ERROR_INVALID },
    { "bambustudio://open?file=https://%D0%B0pple.com/x.3mf", BAMBU_PRINT_LINK_ERROR_INVALID },
    /* Not proven, or not from the network at all */
    { "bambustudio://open?file=http://a.example.com/x.3mf", BAMBU_PRINT_LINK_ERROR_INSECURE },
    { "bambustudio://open?file=file:///etc/passwd", BAMBU_PRINT_LINK_ERROR_INSECURE },
    { "bambustudio://open?file=ftp://a.example.com/x.3mf", BAMBU_PRINT_LINK_ERROR_INSECURE },
    { "bambustudio://open?file=data:text/html,x", BAMBU_PRINT_LINK_ERROR_INSECURE },
    { "bambustudioopen://javascript://alert", BAMBU_PRINT_LINK_ERROR_INSECURE },
    /* Into the user's own network */
    { "bambustudio://open?file=https://localhost/x.3mf", BAMBU_PRINT_LINK_ERROR_LOCAL },
    { "bambustudio://open?file=https://router/x.3mf", BAMBU_PRINT_LINK_ERROR_LOCAL },
    { "bambustudio://open?file=https://printer.local/x.3mf", BAMBU_PRINT_LINK_ERROR_LOCAL },
    { "bambustudio://open?file=https://nas.home.arpa./x.3mf", BAMBU_PRINT_LINK_ERROR_LOCAL },
    { "bambustudio://open?file=https://127.0.0.1/x.3mf", BAMBU_PRINT_LINK_ERROR_LOCAL },
    { "bambustudio://open?file=https://192.168.1.20/x.3mf", BAMBU_PRINT_LINK_ERROR_LOCAL },
    { "bambustudio://open?file=https://8.8.8.8/x.3mf", BAMBU_PRINT_LINK_ERROR_LOCAL },
    { "bambustudio://open?file=https://2130706433/x.3mf", BAMBU_PRINT_LINK_ERROR_LOCAL },
    { "bambustudio://open?file=https://0x7f.1/x.3mf", BAMBU_PRINT_LINK_ERROR_LOCAL },
    { "bambustudio://open?file=https://%5B::1%5D/x.3mf", BAMBU_PRINT_LINK_ERROR_LOCAL },
    { "bambustudio://open?file=https://%5Bfe80::1%5D/x.3mf", BAMBU_PRINT_LINK_ERROR_LOCAL },
    { "bambustudio://open?file=https://a.example.com/x.stl", BAMBU_PRINT_LINK_ERROR_TYPE },
    { "bambustudio://open?file=https://a.example.com/x.3mf.exe", BAMBU_PRINT_LINK_ERROR_TYPE },
    { "bambustudio://open?file=https://a.example.com/x.gcode", BAMBU_PRINT_LINK_ERROR_TYPE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BambuPrintLink) link = bambu_print_link_parse (links[i].text, &error);

      g_test_message ("%s", links[i].text);
      g_assert_null (link);
      g_assert_error (error, BAMBU_PRINT_LINK_ERROR, (int) links[i].code);
      /* It may be a secret. */
      g_assert_null (strstr (error->message, "example"));
    }
}

static void
test_long (void)
{
  g_autofree char *letters = g_strnfill (300, 'a');
  g_autofree char *named =
      g_strdup_printf ("bambustudio://open?file=https://a.example.com/x.3mf&name=%s.3mf", letters);
  g_autofree char *endless = g_strnfill (1 << 20, 'a');
  g_autofree char *too_long =
      g_strdup_printf ("bambustudio://open?file=https://a.example.com/%s.3mf", endless);
  g_autoptr (GError) error = NULL;
  g_autoptr (BambuPrintLink) link = bambu_print_link_parse (named, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (link->name, ==, "x.3mf");
  g_assert_null (bambu_print_link_parse (too_long, &error));
  g_assert_error (error, BAMBU_PRINT_LINK_ERROR, BAMBU_PRINT_LINK_ERROR_INVALID);
}

/* Bytes changed, left out and doubled: an answer comes, and never a way out of the rules. */
static void
test_mutations (void)
{
  static const char *const seeds[] = {
    "bambustudio://open?file=https%3A%2F%2Fcdn.example.com%2Fa%2FBracket.3mf&name=Box%20v2.3mf",
    "bambustudioopen://https%3A%2F%2Fuser%40cdn.example.com%3A443%2FBracket.3mf%3Fat%3D1",
  };

  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *text = g_strdup (seeds[i % 2]);
      gsize length = strlen (text);
      g_autoptr (BambuPrintLink) link = NULL;

      for (int j = g_test_rand_int_range (1, 5); j > 0; j--)
        text[g_test_rand_int_range (0, (int) length)] = (char) g_test_rand_int_range (1, 256);
      link = bambu_print_link_parse (text, NULL);
      if (link == NULL)
        continue;

      g_assert_true (g_str_has_prefix (link->uri, "https://"));
      g_assert_true (g_str_has_prefix (link->uri + strlen ("https://"), link->host));
      g_assert_nonnull (strchr (link->host, '.'));
      g_assert_null (strchr (link->name, '/'));
      g_assert_cmpint (link->name[0], !=, '.');
      g_assert_true (g_utf8_validate (link->name, -1, NULL));
    }
}

/* ---- What it leads to ---- */

typedef struct
{
  CloudServer *server;
  BambuPrintLink link;
  BambuTransfer *transfer;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->server = cloud_server_new (NULL);
  self->link.uri = g_strconcat (self->server->origin, "/files/a.3mf", NULL);
  self->link.host = g_strdup ("127.0.0.1");
  self->link.name = g_strdup ("Bracket.3mf");
  self->transfer = bambu_transfer_new ();
}

static guint
count_left (void)
{
  g_autoptr (GDir) dir = g_dir_open (g_get_tmp_dir (), 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  cloud_server_free (self->server);
  g_free (self->link.uri);
  g_free (self->link.host);
  g_free (self->link.name);
  g_object_add_weak_pointer (G_OBJECT (self->transfer), (gpointer *) &self->transfer);
  g_object_unref (self->transfer);
  test_wait_until (self->transfer == NULL);
  g_assert_cmpuint (count_left (), ==, 0);
}

static void
assert_rejected (Fixture *self, BambuPrintLinkError code)
{
  g_autoptr (GError) error =
      test_await_error (bambu_print_link_fetch (&self->link, self->transfer));

  g_assert_error (error, BAMBU_PRINT_LINK_ERROR, (int) code);
  g_assert_cmpuint (count_left (), ==, 0);
}

static void
test_fetch (Fixture *self, gconstpointer data)
{
  g_autofree char *contents = g_strdup_printf ("PK\003\004%0*d", 3000000, 7);
  g_autoptr (GBytes) file = g_bytes_new (contents, strlen (contents));
  g_autoptr (DexFuture) settled = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *fetched = NULL;
  g_autofree char *folder = NULL;
  const GValue *value;
  const char *path;
  gsize length;
  GStatBuf status;

  cloud_server_file (self->server, FILE_3MF, "model/3mf", file);
  settled = test_await (bambu_print_link_fetch (&self->link, self->transfer));
  value = dex_future_get_value (settled, &error);
  g_assert_no_error (error);
  path = g_value_get_string (value);
  g_assert_true (g_str_has_suffix (path, "/Bracket.3mf"));
  g_assert_true (g_file_get_contents (path, &fetched, &length, NULL));
  g_assert_cmpmem (fetched, length, contents, strlen (contents));
  g_assert_cmpint (bambu_transfer_get_bytes_done (self->transfer), ==, (gint64) length);
  g_assert_cmpint (bambu_transfer_get_bytes_total (self->transfer), ==, (gint64) length);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_null (cloud_asked_header (cloud_server_last (self->server, FILE_3MF), "cookie"));

  folder = g_path_get_dirname (path);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *headers;
    BambuPrintLinkError code;
  } answers[] = {
    { 302, "Location: https://elsewhere.example.com/a.3mf", BAMBU_PRINT_LINK_ERROR_MOVED },
    { 403, NULL, BAMBU_PRINT_LINK_ERROR_ABSENT },
    { 404, NULL, BAMBU_PRINT_LINK_ERROR_ABSENT },
    { 503, NULL, BAMBU_PRINT_LINK_ERROR_NETWORK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      cloud_server_forget (self->server, FILE_3MF);
      cloud_server_answer (self->server, FILE_3MF, answers[i].status, answers[i].headers,
                           "PK\003\004 nothing to print");
      assert_rejected (self, answers[i].code);
    }
}

static void
test_other_contents (Fixture *self, gconstpointer data)
{
  cloud_server_answer (self->server, FILE_3MF, 200, "Content-Type: model/3mf",
                       "<html>Please sign in</html>");
  assert_rejected (self, BAMBU_PRINT_LINK_ERROR_NOT_3MF);
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  cloud_server_answer (self->server, FILE_3MF, 200, NULL, "");
  assert_rejected (self, BAMBU_PRINT_LINK_ERROR_NOT_3MF);
}

/* By its own word it is too large: nothing is read. */
static void
test_too_large (Fixture *self, gconstpointer data)
{
  cloud_server_raw (self->server, FILE_3MF,
                    "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nPK\003\004");
  assert_rejected (self, BAMBU_PRINT_LINK_ERROR_TOO_LARGE);
}

static void
test_cut (Fixture *self, gconstpointer data)
{
  cloud_server_raw (self->server, FILE_3MF,
                    "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nPK\003\004 half");
  assert_rejected (self, BAMBU_PRINT_LINK_ERROR_NETWORK);
}

static void
test_unreached (Fixture *self, gconstpointer data)
{
  g_free (self->link.uri);
  self->link.uri = g_strdup ("http://127.0.0.1:9/a.3mf");
  assert_rejected (self, BAMBU_PRINT_LINK_ERROR_NETWORK);
}

/* Who gives up leaves nothing behind. */
static void
test_given_up (Fixture *self, gconstpointer data)
{
  DexFuture *future;

  cloud_server_hang (self->server, FILE_3MF);
  future = bambu_print_link_fetch (&self->link, self->transfer);
  test_wait_until (cloud_server_count (self->server, FILE_3MF) == 1);
  g_assert_cmpuint (count_left (), ==, 1);
  dex_unref (future);
  g_assert_cmpuint (count_left (), ==, 0);
}

int
main (int argc, char *argv[])
{
  char folder[] = "/tmp/culm-link-XXXXXX";
  int status;

  /* All that is left behind would be here. */
  g_assert_nonnull (g_mkdtemp (folder));
  g_setenv ("TMPDIR", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/print-link/good", test_good);
  g_test_add_func ("/print-link/bad", test_bad);
  g_test_add_func ("/print-link/long", test_long);
  g_test_add_func ("/print-link/mutations", test_mutations);
#define ADD(name, function)                                                                        \
  g_test_add ("/print-link/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("fetch", test_fetch);
  ADD ("refused", test_refused);
  ADD ("other-contents", test_other_contents);
  ADD ("empty", test_empty);
  ADD ("too-large", test_too_large);
  ADD ("cut", test_cut);
  ADD ("unreached", test_unreached);
  ADD ("given-up", test_given_up);
#undef ADD

  status = g_test_run ();
  g_rmdir (folder);

  return status;
}
