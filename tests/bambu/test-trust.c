/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/link/bambu-trust-private.h"
#include "simulator/sim-certificate.h"

#include <glib/gstdio.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>

#define SERIAL "01P00A000000001"

typedef struct
{
  char *folder;
  BambuTrust *trust;
  SimCertificate *authority; /* known to trust */
  SimCertificate *stranger;  /* not, but of the same name */
} Fixture;

static void
add_authority (Fixture *fixture, SimCertificate *certificate)
{
  g_autofree char *path = g_build_filename (fixture->folder, "ca.pem", NULL);
  g_autoptr (GError) error = NULL;

  sim_certificate_save (certificate, path, FALSE, &error);
  g_assert_no_error (error);
  bambu_trust_add_authority (fixture->trust, path, &error);
  g_assert_no_error (error);
  g_unlink (path);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("culm-trust-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->trust = bambu_trust_new ();
  fixture->authority = sim_certificate_new ("Test CA", SIM_CERTIFICATE_AUTHORITY, NULL);
  fixture->stranger = sim_certificate_new ("Test CA", SIM_CERTIFICATE_AUTHORITY, NULL);
  add_authority (fixture, fixture->authority);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->trust);
  sim_certificate_unref (fixture->authority);
  sim_certificate_unref (fixture->stranger);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static GPtrArray *make_chain (SimCertificate *first, ...) G_GNUC_NULL_TERMINATED;

static GPtrArray *
make_chain (SimCertificate *first, ...)
{
  GPtrArray *chain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  va_list rest;

  va_start (rest, first);
  for (SimCertificate *c = first; c != NULL; c = va_arg (rest, SimCertificate *))
    g_ptr_array_add (chain, g_bytes_ref (sim_certificate_get_der (c)));
  va_end (rest);

  return chain;
}

static BambuVerdict
judge_chain (Fixture *fixture, const char *serial, GPtrArray *chain) /* (transfer full) */
{
  g_autoptr (BambuCertificate) certificate = bambu_trust_judge (fixture->trust, serial, chain);

  g_ptr_array_unref (chain);

  return certificate->verdict;
}

static BambuVerdict
judge (Fixture *fixture, SimCertificate *leaf)
{
  return judge_chain (fixture, SERIAL, make_chain (leaf, NULL));
}

static void
test_known_authority (Fixture *fixture, gconstpointer data)
{
  const SimCertificateFlags kinds[] = {
    SIM_CERTIFICATE_NONE,
    SIM_CERTIFICATE_V1,
    SIM_CERTIFICATE_EC,
    SIM_CERTIFICATE_V1 | SIM_CERTIFICATE_EC,
  };
  g_autoptr (SimCertificate) ec_authority =
      sim_certificate_new ("EC CA", SIM_CERTIFICATE_AUTHORITY | SIM_CERTIFICATE_EC, NULL);
  g_autoptr (SimCertificate) ec_leaf =
      sim_certificate_new (SERIAL, SIM_CERTIFICATE_EC, ec_authority);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (SimCertificate) leaf = sim_certificate_new (SERIAL, kinds[i], fixture->authority);

      g_assert_cmpint (judge (fixture, leaf), ==, BAMBU_VERDICT_KNOWN_CA);
    }

  g_assert_cmpint (judge (fixture, ec_leaf), ==, BAMBU_VERDICT_UNKNOWN);
  add_authority (fixture, ec_authority);
  g_assert_cmpint (judge (fixture, ec_leaf), ==, BAMBU_VERDICT_KNOWN_CA);
}

static void
test_shown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SimCertificate) leaf =
      sim_certificate_new (SERIAL, SIM_CERTIFICATE_V1, fixture->authority);
  g_autoptr (GPtrArray) chain = make_chain (leaf, fixture->authority, NULL);
  g_autoptr (BambuCertificate) shown = bambu_trust_judge (fixture->trust, SERIAL, chain);
  g_autoptr (BambuCertificate) copy = bambu_certificate_copy (shown);

  g_assert_cmpstr (copy->common_name, ==, SERIAL);
  g_assert_cmpstr (copy->issuer, ==, "Test CA");
  g_assert_cmpstr (copy->fingerprint, ==, sim_certificate_get_fingerprint (leaf));
  g_assert_cmpint (copy->verdict, ==, BAMBU_VERDICT_KNOWN_CA);
  g_assert_true (bambu_certificate_is_trusted (copy));
}

static void
test_wrong_name (Fixture *fixture, gconstpointer data)
{
  const char *names[] = { "01P00A000000002", "01p00a000000001", "01P00A00000000", SERIAL " ", "*" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (SimCertificate) leaf =
          sim_certificate_new (names[i], SIM_CERTIFICATE_NONE, fixture->authority);

      g_assert_cmpint (judge (fixture, leaf), ==, BAMBU_VERDICT_WRONG_NAME);

      /* Not even where the user accepted it. */
      bambu_trust_set_pin (fixture->trust, SERIAL, sim_certificate_get_fingerprint (leaf));
      g_assert_cmpint (judge (fixture, leaf), ==, BAMBU_VERDICT_WRONG_NAME);
    }
}

/* A self-signed leaf with common names that SimCertificate does not make. */
static GBytes *
make_odd_leaf (const char *names[], const gssize lengths[], gsize n_names)
{
  EVP_PKEY *key = EVP_EC_gen ("P-256");
  X509 *certificate = X509_new ();
  unsigned char *der = NULL;
  GBytes *bytes;
  int length;

  X509_gmtime_adj (X509_getm_notBefore (certificate), -60);
  X509_gmtime_adj (X509_getm_notAfter (certificate), 60 * 60);
  for (gsize i = 0; i < n_names; i++)
    X509_NAME_add_entry_by_txt (X509_get_subject_name (certificate), "CN", MBSTRING_ASC,
                                (const unsigned char *) names[i], (int) lengths[i], -1, 0);
  X509_set_pubkey (certificate, key);
  X509_sign (certificate, key, EVP_sha256 ());

  length = i2d_X509 (certificate, &der);
  bytes = g_bytes_new (der, length);
  OPENSSL_free (der);
  X509_free (certificate);
  EVP_PKEY_free (key);

  return bytes;
}

static void
test_odd_names (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *names[2];
    gssize lengths[2];
    gsize n_names;
  } cases[] = {
    { { SERIAL, "01P00A000000002" }, { -1, -1 }, 2 },
    { { "01P00A000000002", SERIAL }, { -1, -1 }, 2 },
    { { SERIAL, SERIAL }, { -1, -1 }, 2 },
    { { SERIAL "\0.example.org" }, { sizeof SERIAL "\0.example.org" - 1 }, 1 },
    { { SERIAL "\0" }, { sizeof SERIAL }, 1 },
    { { SERIAL "\n" }, { -1 }, 1 },
    { { NULL }, { 0 }, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) chain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
      g_autoptr (BambuCertificate) shown = NULL;
      g_autoptr (BambuCertificate) looked = NULL;

      g_ptr_array_add (chain, make_odd_leaf ((const char **) cases[i].names, cases[i].lengths,
                                             cases[i].n_names));
      shown = bambu_trust_judge (fixture->trust, SERIAL, chain);
      g_assert_cmpint (shown->verdict, ==, BAMBU_VERDICT_WRONG_NAME);
      g_assert_null (shown->common_name);
      g_assert_nonnull (shown->fingerprint);

      looked = bambu_trust_judge (fixture->trust, NULL, chain);
      g_assert_cmpint (looked->verdict, ==, BAMBU_VERDICT_WRONG_NAME);
    }
}

static void
test_pin (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SimCertificate) leaf =
      sim_certificate_new (SERIAL, SIM_CERTIFICATE_V1, fixture->stranger);
  g_autoptr (SimCertificate) other =
      sim_certificate_new (SERIAL, SIM_CERTIFICATE_V1, fixture->stranger);
  g_autoptr (SimCertificate) known =
      sim_certificate_new (SERIAL, SIM_CERTIFICATE_V1, fixture->authority);
  g_autofree char *upper = g_ascii_strup (sim_certificate_get_fingerprint (leaf), -1);
  g_autoptr (GString) colons = g_string_new (NULL);
  g_autofree char *pin = NULL;

  g_assert_cmpint (judge (fixture, leaf), ==, BAMBU_VERDICT_UNKNOWN);

  for (gsize i = 0; upper[i] != '\0'; i += 2)
    g_string_append_printf (colons, "%s%.2s", i > 0 ? ":" : "", upper + i);
  bambu_trust_set_pin (fixture->trust, SERIAL, colons->str);
  pin = bambu_trust_dup_pin (fixture->trust, SERIAL);
  g_assert_cmpstr (pin, ==, sim_certificate_get_fingerprint (leaf));

  g_assert_cmpint (judge (fixture, leaf), ==, BAMBU_VERDICT_PINNED);
  g_assert_cmpint (judge (fixture, other), ==, BAMBU_VERDICT_CHANGED);
  g_assert_cmpint (judge (fixture, known), ==, BAMBU_VERDICT_KNOWN_CA);

  /* A pin is for its serial, and never counts when only looking. */
  g_assert_cmpint (judge_chain (fixture, NULL, make_chain (leaf, NULL)), ==, BAMBU_VERDICT_UNKNOWN);
  g_assert_cmpint (judge_chain (fixture, NULL, make_chain (known, NULL)), ==,
                   BAMBU_VERDICT_KNOWN_CA);

  bambu_trust_set_pin (fixture->trust, SERIAL, NULL);
  g_assert_null (bambu_trust_dup_pin (fixture->trust, SERIAL));
  g_assert_cmpint (judge (fixture, leaf), ==, BAMBU_VERDICT_UNKNOWN);

  bambu_trust_set_pin (fixture->trust, SERIAL, "");
  g_assert_cmpint (judge (fixture, leaf), ==, BAMBU_VERDICT_CHANGED);
}

static void
test_dates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SimCertificate) old_authority =
      sim_certificate_new ("Old CA", SIM_CERTIFICATE_AUTHORITY | SIM_CERTIFICATE_EXPIRED, NULL);
  g_autoptr (SimCertificate) expired =
      sim_certificate_new (SERIAL, SIM_CERTIFICATE_EXPIRED, fixture->authority);
  g_autoptr (SimCertificate) not_yet =
      sim_certificate_new (SERIAL, SIM_CERTIFICATE_NOT_YET, fixture->authority);
  g_autoptr (SimCertificate) under_old =
      sim_certificate_new (SERIAL, SIM_CERTIFICATE_NONE, old_authority);
  g_autoptr (SimCertificate) unknown =
      sim_certificate_new (SERIAL, SIM_CERTIFICATE_EXPIRED, fixture->stranger);
  g_autoptr (SimCertificate) pinned =
      sim_certificate_new (SERIAL, SIM_CERTIFICATE_NONE, fixture->stranger);

  add_authority (fixture, old_authority);
  g_assert_cmpint (judge (fixture, expired), ==, BAMBU_VERDICT_EXPIRED);
  g_assert_cmpint (judge (fixture, not_yet), ==, BAMBU_VERDICT_EXPIRED);
  g_assert_cmpint (judge (fixture, under_old), ==, BAMBU_VERDICT_EXPIRED);
  g_assert_cmpint (judge (fixture, unknown), ==, BAMBU_VERDICT_EXPIRED);

  /* Beside a pin, one that only ran out is told apart from one that nobody knows. */
  bambu_trust_set_pin (fixture->trust, SERIAL, sim_certificate_get_fingerprint (pinned));
  g_assert_cmpint (judge (fixture, expired), ==, BAMBU_VERDICT_EXPIRED);
  g_assert_cmpint (judge (fixture, unknown), ==, BAMBU_VERDICT_CHANGED);

  bambu_trust_set_pin (fixture->trust, SERIAL, sim_certificate_get_fingerprint (expired));
  g_assert_cmpint (judge (fixture, expired), ==, BAMBU_VERDICT_PINNED);
}

static void
test_intermediate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SimCertificate) root = sim_certificate_new ("Root", SIM_CERTIFICATE_AUTHORITY, NULL);
  g_autoptr (SimCertificate) intermediate =
      sim_certificate_new ("Device CA", SIM_CERTIFICATE_AUTHORITY, root);
  g_autoptr (SimCertificate) leaf =
      sim_certificate_new (SERIAL, SIM_CERTIFICATE_NONE, intermediate);
  g_autoptr (SimCertificate) under_known =
      sim_certificate_new ("Device CA 2", SIM_CERTIFICATE_AUTHORITY, fixture->authority);
  g_autoptr (SimCertificate) sent = sim_certificate_new (SERIAL, SIM_CERTIFICATE_NONE, under_known);

  g_assert_cmpint (judge_chain (fixture, SERIAL, make_chain (sent, under_known, NULL)), ==,
                   BAMBU_VERDICT_KNOWN_CA);
  g_assert_cmpint (judge (fixture, sent), ==, BAMBU_VERDICT_UNKNOWN);
  g_assert_cmpint (judge_chain (fixture, SERIAL, make_chain (leaf, intermediate, root, NULL)), ==,
                   BAMBU_VERDICT_UNKNOWN);

  /* The intermediate alone is enough, since newer printers do not send it. */
  add_authority (fixture, intermediate);
  g_assert_cmpint (judge (fixture, leaf), ==, BAMBU_VERDICT_KNOWN_CA);
}

static void
test_printer_is_no_authority (Fixture *fixture, gconstpointer data)
{
  const SimCertificateFlags kinds[] = { SIM_CERTIFICATE_NONE, SIM_CERTIFICATE_V1 };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (SimCertificate) printer =
          sim_certificate_new ("01P00A000000666", kinds[i], fixture->authority);
      g_autoptr (SimCertificate) forged =
          sim_certificate_new (SERIAL, SIM_CERTIFICATE_NONE, printer);

      g_assert_cmpint (judge_chain (fixture, SERIAL, make_chain (forged, printer, NULL)), ==,
                       BAMBU_VERDICT_UNKNOWN);
    }
}

static void
test_bad_chains (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SimCertificate) leaf =
      sim_certificate_new (SERIAL, SIM_CERTIFICATE_NONE, fixture->authority);
  g_autoptr (GByteArray) longer = g_byte_array_new ();
  gsize size;
  const guint8 *der = g_bytes_get_data (sim_certificate_get_der (leaf), &size);
  g_autofree guint8 *zeros = g_malloc0 (100 * 1024);
  GPtrArray *chain;

  g_assert_cmpint (judge_chain (fixture, SERIAL, make_chain (NULL, NULL)), ==,
                   BAMBU_VERDICT_WRONG_NAME);

  for (gsize cut = 0; cut < size; cut += 97)
    {
      chain = make_chain (NULL, NULL);
      g_ptr_array_add (chain, g_bytes_new (der, cut));
      g_assert_cmpint (judge_chain (fixture, SERIAL, chain), ==, BAMBU_VERDICT_WRONG_NAME);
    }

  g_byte_array_append (longer, der, size);
  g_byte_array_append (longer, (const guint8 *) "x", 1);
  chain = make_chain (NULL, NULL);
  g_ptr_array_add (chain, g_bytes_new (longer->data, longer->len));
  g_assert_cmpint (judge_chain (fixture, SERIAL, chain), ==, BAMBU_VERDICT_WRONG_NAME);

  chain = make_chain (leaf, NULL);
  for (guint i = 0; i < 100; i++)
    g_ptr_array_add (chain, g_bytes_new (zeros, 100 * 1024));
  g_assert_cmpint (judge_chain (fixture, SERIAL, chain), ==, BAMBU_VERDICT_KNOWN_CA);

  chain = make_chain (NULL, NULL);
  g_ptr_array_add (chain, g_bytes_new (zeros, 100 * 1024));
  g_assert_cmpint (judge_chain (fixture, SERIAL, chain), ==, BAMBU_VERDICT_WRONG_NAME);
}

static void
test_long_chain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) authorities =
      g_ptr_array_new_with_free_func ((GDestroyNotify) sim_certificate_unref);
  SimCertificate *issuer = fixture->authority;
  g_autoptr (SimCertificate) leaf = NULL;
  GPtrArray *chain;

  for (guint i = 0; i < 9; i++)
    {
      issuer = sim_certificate_new ("Link", SIM_CERTIFICATE_AUTHORITY | SIM_CERTIFICATE_EC, issuer);
      g_ptr_array_add (authorities, issuer);
    }
  leaf = sim_certificate_new (SERIAL, SIM_CERTIFICATE_EC, issuer);

  chain = make_chain (leaf, NULL);
  for (guint i = authorities->len; i-- > 0;)
    g_ptr_array_add (chain,
                     g_bytes_ref (sim_certificate_get_der (g_ptr_array_index (authorities, i))));
  g_assert_cmpint (judge_chain (fixture, SERIAL, chain), ==, BAMBU_VERDICT_UNKNOWN);
}

static void
test_bad_authorities (Fixture *fixture, gconstpointer data)
{
  const char *texts[] = {
    "",
    "no certificate\n",
    "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    "-----BEGIN CERTIFICATE-----\nMIID",
  };
  g_autofree char *path = g_build_filename (fixture->folder, "bad.pem", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (bambu_trust_add_authority (fixture->trust, path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  /* One without an end does not fill the memory. */
  g_clear_error (&error);
  g_assert_false (bambu_trust_add_authority (fixture->trust, "/dev/zero", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_clear_error (&error);
      g_file_set_contents (path, texts[i], -1, &error);
      g_assert_no_error (error);
      g_assert_false (bambu_trust_add_authority (fixture->trust, path, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }

  g_unlink (path);
}

/* What is shipped is what its comment says. */
static void
test_shipped_authority (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "src", "bambu", "link",
                                                 "known-authorities.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) chain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (BambuCertificate) shown = NULL;
  X509 *certificate;
  unsigned char *der = NULL;
  int length;
  BIO *bio;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  bio = BIO_new_mem_buf (text, -1);
  certificate = PEM_read_bio_X509 (bio, NULL, NULL, NULL);
  g_assert_nonnull (certificate);
  g_assert_cmpint (X509_verify (certificate, X509_get0_pubkey (certificate)), ==, 1);

  length = i2d_X509 (certificate, &der);
  g_ptr_array_add (chain, g_bytes_new (der, length));
  OPENSSL_free (der);
  X509_free (certificate);
  BIO_free (bio);

  shown = bambu_trust_judge (fixture->trust, NULL, chain);
  g_assert_cmpstr (shown->common_name, ==, "BBL CA");
  g_assert_nonnull (strstr (text, shown->fingerprint));
  g_assert_true (shown->verdict == BAMBU_VERDICT_KNOWN_CA
                 || shown->verdict == BAMBU_VERDICT_EXPIRED); /* from April 2032 on */
}

typedef struct
{
  Fixture *fixture;
  SimCertificate *leaf;
  int stop;
} Race;

static gpointer
judge_many (gpointer data)
{
  Race *race = data;
  guint n_pinned = 0;

  while (!g_atomic_int_get (&race->stop))
    {
      BambuVerdict verdict = judge (race->fixture, race->leaf);

      g_assert_true (verdict == BAMBU_VERDICT_PINNED || verdict == BAMBU_VERDICT_UNKNOWN);
      n_pinned += verdict == BAMBU_VERDICT_PINNED;
    }

  return GUINT_TO_POINTER (n_pinned);
}

static void
test_threads (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SimCertificate) leaf =
      sim_certificate_new (SERIAL, SIM_CERTIFICATE_EC, fixture->stranger);
  Race race = { fixture, leaf, FALSE };
  GThread *threads[2];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("judge", judge_many, &race);

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (SimCertificate) authority =
          sim_certificate_new ("CA", SIM_CERTIFICATE_AUTHORITY | SIM_CERTIFICATE_EC, NULL);

      add_authority (fixture, authority);
      bambu_trust_set_pin (fixture->trust, SERIAL,
                           i % 2 ? NULL : sim_certificate_get_fingerprint (leaf));
    }

  g_atomic_int_set (&race.stop, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
on_shown (const BambuCertificate *certificate, gpointer user_data)
{
  BambuCertificate **shown = user_data;

  g_assert_null (*shown);
  *shown = bambu_certificate_copy (certificate);
}

/* A handshake between two contexts over memory; whether the client agreed. */
static gboolean
shake_hands (SSL_CTX *client_context, SSL_CTX *server_context)
{
  SSL *client = SSL_new (client_context);
  SSL *server = SSL_new (server_context);
  BIO *client_end;
  BIO *server_end;
  int client_result = 0;

  BIO_new_bio_pair (&client_end, 0, &server_end, 0);
  SSL_set_bio (client, client_end, client_end);
  SSL_set_bio (server, server_end, server_end);
  SSL_set_connect_state (client);
  SSL_set_accept_state (server);

  for (guint i = 0; i < 20; i++)
    {
      client_result = SSL_do_handshake (client);
      if (client_result != 1 && SSL_get_error (client, client_result) != SSL_ERROR_WANT_READ)
        break;
      SSL_do_handshake (server);
      if (client_result == 1 && SSL_is_init_finished (server))
        break;
    }

  SSL_free (client);
  SSL_free (server);

  return client_result == 1;
}

static void
test_handshake (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *common_name;
    gboolean known;
    BambuVerdict verdict;
  } cases[] = {
    { SERIAL, TRUE, BAMBU_VERDICT_KNOWN_CA },
    { SERIAL, FALSE, BAMBU_VERDICT_UNKNOWN },
    { "01P00A000000002", TRUE, BAMBU_VERDICT_WRONG_NAME },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SimCertificate) leaf =
          sim_certificate_new (cases[i].common_name, SIM_CERTIFICATE_V1,
                               cases[i].known ? fixture->authority : fixture->stranger);
      g_autofree char *path = g_build_filename (fixture->folder, "leaf.pem", NULL);
      g_autofree char *key = g_build_filename (fixture->folder, "leaf.key", NULL);
      g_autoptr (BambuCertificate) shown = NULL;
      SSL_CTX *client = SSL_CTX_new (TLS_client_method ());
      SSL_CTX *server = SSL_CTX_new (TLS_server_method ());

      g_assert_true (sim_certificate_save (leaf, path, TRUE, NULL));
      g_assert_true (sim_certificate_save_key (leaf, key, NULL));
      g_assert_cmpint (SSL_CTX_use_certificate_chain_file (server, path), ==, 1);
      g_assert_cmpint (SSL_CTX_use_PrivateKey_file (server, key, SSL_FILETYPE_PEM), ==, 1);

      bambu_trust_configure (fixture->trust, client, SERIAL, on_shown, &shown);
      g_assert_cmpint (shake_hands (client, server), ==, bambu_certificate_is_trusted (shown));
      g_assert_cmpint (shown->verdict, ==, cases[i].verdict);
      g_assert_cmpstr (shown->fingerprint, ==, sim_certificate_get_fingerprint (leaf));

      SSL_CTX_free (client);
      SSL_CTX_free (server);
      g_unlink (path);
      g_unlink (key);
    }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/trust/known-authority", test_known_authority);
  ADD ("/trust/shown", test_shown);
  ADD ("/trust/wrong-name", test_wrong_name);
  ADD ("/trust/odd-names", test_odd_names);
  ADD ("/trust/pin", test_pin);
  ADD ("/trust/dates", test_dates);
  ADD ("/trust/intermediate", test_intermediate);
  ADD ("/trust/printer-is-no-authority", test_printer_is_no_authority);
  ADD ("/trust/bad-chains", test_bad_chains);
  ADD ("/trust/long-chain", test_long_chain);
  ADD ("/trust/bad-authorities", test_bad_authorities);
  ADD ("/trust/shipped-authority", test_shipped_authority);
  ADD ("/trust/threads", test_threads);
  ADD ("/trust/handshake", test_handshake);

  return g_test_run ();
}
