/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-app-certificate.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>

#define LONGEST_PEM (256 * 1024)

struct _BambuAppCertificate
{
  GObject parent_instance;

  EVP_PKEY *key;
  char *id;
};

G_DEFINE_FINAL_TYPE (BambuAppCertificate, bambu_app_certificate, G_TYPE_OBJECT)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIGNUM, BN_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)

static void
bambu_app_certificate_finalize (GObject *object)
{
  BambuAppCertificate *self = BAMBU_APP_CERTIFICATE (object);

  g_clear_pointer (&self->key, EVP_PKEY_free);
  g_free (self->id);

  G_OBJECT_CLASS (bambu_app_certificate_parent_class)->finalize (object);
}

static void
bambu_app_certificate_class_init (BambuAppCertificateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bambu_app_certificate_finalize;
}

static void
bambu_app_certificate_init (BambuAppCertificate *self)
{
}

/* An encrypted key is refused rather than asked for on a terminal, which is what libcrypto would
 * do. */
static int
refuse_passphrase (char *buffer, int size, int writing, void *data)
{
  return -1;
}

static char *
make_id (X509 *certificate)
{
  g_autoptr (BIO) issuer = BIO_new (BIO_s_mem ());
  g_autoptr (BIGNUM) serial = ASN1_INTEGER_to_BN (X509_get0_serialNumber (certificate), NULL);
  g_autofree char *lower = NULL;
  char *hex;
  char *text;
  long length;

  if (serial == NULL
      || X509_NAME_print_ex (issuer, X509_get_issuer_name (certificate), 0, XN_FLAG_RFC2253) < 0
      || (hex = BN_bn2hex (serial)) == NULL)
    return NULL;

  lower = g_ascii_strdown (hex, -1);
  OPENSSL_free (hex);
  length = BIO_get_mem_data (issuer, &text);

  return g_strdup_printf ("%.*s:%s", (int) length, text, lower);
}

BambuAppCertificate *
bambu_app_certificate_new (const char *pem, GError **error)
{
  g_autoptr (BambuAppCertificate) self = NULL;
  g_autoptr (X509) certificate = NULL;
  g_autoptr (BIO) for_certificate = NULL;
  g_autoptr (BIO) for_key = NULL;
  gsize length;

  g_return_val_if_fail (pem != NULL, NULL);

  length = strnlen (pem, LONGEST_PEM);
  self = g_object_new (BAMBU_TYPE_APP_CERTIFICATE, NULL);
  for_certificate = BIO_new_mem_buf (pem, (int) length);
  for_key = BIO_new_mem_buf (pem, (int) length);
  certificate = PEM_read_bio_X509 (for_certificate, NULL, refuse_passphrase, NULL);
  self->key = PEM_read_bio_PrivateKey (for_key, NULL, refuse_passphrase, NULL);
  ERR_clear_error ();

  if (certificate == NULL || self->key == NULL || !EVP_PKEY_is_a (self->key, "RSA")
      || X509_check_private_key (certificate, self->key) != 1
      || (self->id = make_id (certificate)) == NULL)
    {
      ERR_clear_error ();
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "Not a certificate with its own RSA key, without a passphrase");
      return NULL;
    }

  return g_steal_pointer (&self);
}

const char *
bambu_app_certificate_get_id (BambuAppCertificate *self)
{
  g_return_val_if_fail (BAMBU_IS_APP_CERTIFICATE (self), NULL);

  return self->id;
}

char *
bambu_app_certificate_sign_time (BambuAppCertificate *self, gint64 msec)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  g_autofree char *text = g_strdup_printf ("%013" G_GINT64_FORMAT, msec);
  g_autofree guchar *signature = NULL;
  gsize size = 0;
  gboolean signed_ok;

  g_return_val_if_fail (BAMBU_IS_APP_CERTIFICATE (self), NULL);

  signed_ok =
      EVP_DigestSignInit (context, NULL, EVP_sha256 (), NULL, self->key) == 1
      && EVP_DigestSign (context, NULL, &size, (const guchar *) text, strlen (text)) == 1
      && (signature = g_malloc (size)) != NULL
      && EVP_DigestSign (context, signature, &size, (const guchar *) text, strlen (text)) == 1;
  g_return_val_if_fail (signed_ok, NULL);

  return g_base64_encode (signature, size);
}
