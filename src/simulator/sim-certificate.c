/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-certificate-tls.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#define DAY (24 * 60 * 60)

struct _SimCertificate
{
  X509 *certificate;
  EVP_PKEY *key;
  SimCertificate *issuer;
  GBytes *der;
  char *fingerprint;
};

G_DEFINE_BOXED_TYPE (SimCertificate, sim_certificate, sim_certificate_ref, sim_certificate_unref)

static EVP_PKEY *
make_key (SimCertificateFlags flags)
{
  return flags & SIM_CERTIFICATE_EC ? EVP_EC_gen ("P-256") : EVP_RSA_gen (2048);
}

static EVP_PKEY *
dup_key (SimCertificateFlags flags)
{
  static GMutex mutex;
  static EVP_PKEY *leaf_keys[2];
  EVP_PKEY **shared = &leaf_keys[flags & SIM_CERTIFICATE_EC ? 1 : 0];
  g_autoptr (GMutexLocker) locker = NULL;

  if (flags & SIM_CERTIFICATE_AUTHORITY)
    return make_key (flags);

  locker = g_mutex_locker_new (&mutex);
  if (*shared == NULL)
    *shared = make_key (flags);
  EVP_PKEY_up_ref (*shared);

  return *shared;
}

static void
set_random_serial_number (X509 *certificate)
{
  guint8 bytes[16];
  BIGNUM *number;

  RAND_bytes (bytes, sizeof bytes);
  bytes[0] &= 0x7f; /* positive */
  number = BN_bin2bn (bytes, sizeof bytes, NULL);
  BN_to_ASN1_INTEGER (number, X509_get_serialNumber (certificate));
  BN_free (number);
}

static void
set_dates (X509 *certificate, SimCertificateFlags flags)
{
  long begin = flags & SIM_CERTIFICATE_NOT_YET ? DAY : -365L * DAY;
  long end = flags & SIM_CERTIFICATE_EXPIRED ? -DAY : 9 * 365L * DAY;

  X509_gmtime_adj (X509_getm_notBefore (certificate), begin);
  X509_gmtime_adj (X509_getm_notAfter (certificate), end);
}

/* @issuer for those that tell of it. */
static void
add_extension (X509 *certificate, X509 *issuer, int nid, const char *value)
{
  X509V3_CTX context;
  X509_EXTENSION *extension;

  X509V3_set_ctx (&context, issuer, certificate, NULL, NULL, 0);
  extension = X509V3_EXT_conf_nid (NULL, &context, nid, value);
  X509_add_ext (certificate, extension, -1);
  X509_EXTENSION_free (extension);
}

static void
add_common_name (X509 *certificate, const char *common_name)
{
  X509_NAME_add_entry_by_txt (X509_get_subject_name (certificate), "CN", MBSTRING_UTF8,
                              (const unsigned char *) common_name, -1, -1, 0);
}

static void
add_extensions (X509 *certificate, X509 *issuer, SimCertificateFlags flags)
{
  gboolean authority = (flags & SIM_CERTIFICATE_AUTHORITY) != 0;

  add_extension (certificate, issuer, NID_basic_constraints,
                 authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
  /* Printers' have nothing more, not even the CAs; what strict clients want of a public server is
   * here. */
  if (!(flags & SIM_CERTIFICATE_HOST))
    return;

  add_extension (certificate, issuer, NID_subject_key_identifier, "hash");
  add_extension (certificate, issuer, NID_authority_key_identifier, "keyid");
  add_extension (certificate, issuer, NID_key_usage,
                 authority ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature");
  if (!authority)
    {
      add_extension (certificate, issuer, NID_ext_key_usage, "serverAuth");
      add_extension (certificate, issuer, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1");
    }
}

SimCertificate *
sim_certificate_new (const char *common_name, SimCertificateFlags flags, SimCertificate *issuer)
{
  SimCertificate *self;
  X509 *certificate;
  unsigned char *der = NULL;
  int length;

  g_return_val_if_fail (common_name != NULL, NULL);

  self = g_atomic_rc_box_new0 (SimCertificate);
  self->issuer = issuer != NULL ? sim_certificate_ref (issuer) : NULL;
  self->key = dup_key (flags);
  self->certificate = certificate = X509_new ();

  X509_set_version (certificate, flags & SIM_CERTIFICATE_V1 ? X509_VERSION_1 : X509_VERSION_3);
  set_random_serial_number (certificate);
  set_dates (certificate, flags);
  add_common_name (certificate, common_name);
  X509_set_issuer_name (certificate,
                        X509_get_subject_name (issuer ? issuer->certificate : certificate));
  X509_set_pubkey (certificate, self->key);

  if (!(flags & SIM_CERTIFICATE_V1))
    add_extensions (certificate, issuer ? issuer->certificate : certificate, flags);

  X509_sign (certificate, issuer ? issuer->key : self->key, EVP_sha256 ());

  length = i2d_X509 (certificate, &der);
  self->der = g_bytes_new (der, length);
  OPENSSL_free (der);
  self->fingerprint = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->der);

  return self;
}

SimCertificate *
sim_certificate_ref (SimCertificate *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
sim_certificate_clear (gpointer data)
{
  SimCertificate *self = data;

  g_clear_pointer (&self->certificate, X509_free);
  g_clear_pointer (&self->key, EVP_PKEY_free);
  g_clear_pointer (&self->issuer, sim_certificate_unref);
  g_clear_pointer (&self->der, g_bytes_unref);
  g_clear_pointer (&self->fingerprint, g_free);
}

void
sim_certificate_unref (SimCertificate *self)
{
  g_atomic_rc_box_release_full (self, sim_certificate_clear);
}

GBytes *
sim_certificate_get_der (SimCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->der;
}

const char *
sim_certificate_get_fingerprint (SimCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->fingerprint;
}

gboolean
sim_certificate_is_elliptic (SimCertificate *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return EVP_PKEY_get_base_id (self->key) == EVP_PKEY_EC;
}

static gboolean
save (BIO *pem, const char *path, GError **error)
{
  char *text;
  long length = BIO_get_mem_data (pem, &text);

  return g_file_set_contents_full (path, text, length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static void
write_chain (SimCertificate *self, BIO *pem, gboolean with_issuers)
{
  PEM_write_bio_X509 (pem, self->certificate);
  for (SimCertificate *issuer = self->issuer; with_issuers && issuer != NULL;
       issuer = issuer->issuer)
    PEM_write_bio_X509 (pem, issuer->certificate);
}

gboolean
sim_certificate_save (SimCertificate *self, const char *path, gboolean with_issuers, GError **error)
{
  BIO *pem;
  gboolean saved;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  pem = BIO_new (BIO_s_mem ());
  write_chain (self, pem, with_issuers);
  saved = save (pem, path, error);
  BIO_free_all (pem);

  return saved;
}

char *
sim_certificate_dup_pem (SimCertificate *self, gboolean with_issuers)
{
  BIO *pem;
  char *text;
  char *copy;
  long length;

  g_return_val_if_fail (self != NULL, NULL);

  pem = BIO_new (BIO_s_mem ());
  write_chain (self, pem, with_issuers);
  PEM_write_bio_PrivateKey (pem, self->key, NULL, NULL, 0, NULL, NULL);
  length = BIO_get_mem_data (pem, &text);
  copy = g_strndup (text, (gsize) length);
  BIO_free_all (pem);

  return copy;
}

gboolean
sim_certificate_save_key (SimCertificate *self, const char *path, GError **error)
{
  BIO *pem;
  gboolean saved;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  pem = BIO_new (BIO_s_mem ());
  PEM_write_bio_PrivateKey (pem, self->key, NULL, NULL, 0, NULL, NULL);
  saved = save (pem, path, error);
  BIO_free_all (pem);

  return saved;
}

void
sim_certificate_configure (SimCertificate *self, SSL_CTX *context, gboolean with_issuers)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (context != NULL);

  SSL_CTX_use_certificate (context, self->certificate);
  SSL_CTX_use_PrivateKey (context, self->key);
  for (SimCertificate *issuer = self->issuer; with_issuers && issuer != NULL;
       issuer = issuer->issuer)
    SSL_CTX_add1_chain_cert (context, issuer->certificate);
  /* A chain that is not given would be looked for, and sent all the same. */
  SSL_CTX_set_mode (context, SSL_MODE_NO_AUTO_CHAIN);
}
