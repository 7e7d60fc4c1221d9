/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-trust.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>

#include "bambu-link-resources.h"

#define MAX_CHAIN_LENGTH 8
#define MAX_CHAIN_BYTES (64 * 1024)
#define FINGERPRINT_LENGTH 64
#define MAX_AUTHORITIES_BYTES (1024 * 1024)

/* 112 bits: RSA-2048 with SHA-256 is what printers have; SHA-1 and RSA-1024 prove nothing. */
#define SECURITY_LEVEL 2

struct _BambuTrust
{
  GObject parent_instance;

  X509_STORE *authorities; /* has a lock of its own */

  GMutex mutex;
  GHashTable *pins; /* serial → fingerprint; under the mutex */
};

G_DEFINE_FINAL_TYPE (BambuTrust, bambu_trust, G_TYPE_OBJECT)

typedef STACK_OF (X509) X509Stack;

static void
x509_stack_free (X509Stack *stack)
{
  sk_X509_pop_free (stack, X509_free);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509Stack, x509_stack_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_STORE_CTX, X509_STORE_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)

typedef enum
{
  CHAIN_VERIFIED,
  CHAIN_OUT_OF_DATE,
  CHAIN_UNKNOWN,
} ChainResult;

static char *
normalize_fingerprint (const char *fingerprint)
{
  GString *text = g_string_sized_new (FINGERPRINT_LENGTH);

  for (const char *c = fingerprint; *c != '\0'; c++)
    if (*c != ':' && !g_ascii_isspace (*c))
      g_string_append_c (text, g_ascii_tolower (*c));

  return g_string_free_and_steal (text);
}

static gboolean
is_printable (const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isprint (g_utf8_get_char (c)))
      return FALSE;

  return TRUE;
}

/* The one common name of a subject or issuer. Two of them, a nul inside or control characters are
 * how a certificate reads differently to different eyes, so they make no name at all. */
static char *
dup_common_name (const X509_NAME *name)
{
  int index = X509_NAME_get_index_by_NID (name, NID_commonName, -1);
  g_autofree char *text = NULL;
  unsigned char *utf8 = NULL;
  int length;

  if (index < 0 || X509_NAME_get_index_by_NID (name, NID_commonName, index) >= 0)
    return NULL;

  length =
      ASN1_STRING_to_UTF8 (&utf8, X509_NAME_ENTRY_get_data (X509_NAME_get_entry (name, index)));
  if (length > 0 && g_utf8_validate ((const char *) utf8, length, NULL))
    text = g_strndup ((const char *) utf8, length);
  OPENSSL_free (utf8);

  return text != NULL && is_printable (text) ? g_steal_pointer (&text) : NULL;
}

static X509 *
parse_der (GBytes *der)
{
  gsize size;
  const unsigned char *data = g_bytes_get_data (der, &size);
  const unsigned char *end = data;
  g_autoptr (X509) certificate = NULL;

  if (data == NULL || size > MAX_CHAIN_BYTES)
    return NULL;

  certificate = d2i_X509 (NULL, &end, (long) size);
  if (certificate == NULL || end != data + size)
    return NULL;

  return g_steal_pointer (&certificate);
}

/* What was sent besides the leaf: only helps to find a way to a known CA, so what cannot be read is
 * left out. */
static X509Stack *
parse_rest (GPtrArray *chain)
{
  g_autoptr (X509Stack) rest = sk_X509_new_null ();
  gsize total = 0;

  for (guint i = 1; i < MIN (chain->len, MAX_CHAIN_LENGTH); i++)
    {
      GBytes *der = g_ptr_array_index (chain, i);
      X509 *certificate;

      total += g_bytes_get_size (der);
      if (total > MAX_CHAIN_BYTES)
        break;

      if ((certificate = parse_der (der)))
        sk_X509_push (rest, certificate);
    }

  return g_steal_pointer (&rest);
}

static gboolean
is_in_date (X509 *certificate)
{
  return X509_cmp_current_time (X509_get0_notBefore (certificate)) < 0
         && X509_cmp_current_time (X509_get0_notAfter (certificate)) > 0;
}

/* No strict flags: older leaves are X.509 v1 and the BBL CA has no key usage. Partial chain: newer
 * printers send the leaf alone, so an intermediate is what is known. Dates are looked at
 * afterwards, to tell them apart. */
static ChainResult
verify_chain (BambuTrust *self, X509 *leaf, X509Stack *rest)
{
  g_autoptr (X509_STORE_CTX) context = X509_STORE_CTX_new ();
  X509_VERIFY_PARAM *parameters;
  X509Stack *verified;

  if (context == NULL || !X509_STORE_CTX_init (context, self->authorities, leaf, rest))
    return CHAIN_UNKNOWN;

  parameters = X509_STORE_CTX_get0_param (context);
  X509_VERIFY_PARAM_set_flags (parameters, X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME);
  X509_VERIFY_PARAM_set_depth (parameters, MAX_CHAIN_LENGTH);
  X509_VERIFY_PARAM_set_auth_level (parameters, SECURITY_LEVEL);

  if (X509_verify_cert (context) != 1)
    {
      g_debug ("No known authority: %s",
               X509_verify_cert_error_string (X509_STORE_CTX_get_error (context)));
      return CHAIN_UNKNOWN;
    }

  verified = X509_STORE_CTX_get0_chain (context);
  for (int i = 0; i < sk_X509_num (verified); i++)
    if (!is_in_date (sk_X509_value (verified, i)))
      return CHAIN_OUT_OF_DATE;

  return CHAIN_VERIFIED;
}

static BambuVerdict
decide (BambuTrust *self,
        const char *serial,
        const BambuCertificate *shown,
        X509 *leaf,
        GPtrArray *chain)
{
  g_autoptr (X509Stack) rest = NULL;
  g_autofree char *pin = NULL;
  ChainResult result;

  if (leaf == NULL || shown->common_name == NULL)
    return BAMBU_VERDICT_WRONG_NAME;

  if (serial != NULL && !g_str_equal (shown->common_name, serial))
    return BAMBU_VERDICT_WRONG_NAME;

  rest = parse_rest (chain);
  result = verify_chain (self, leaf, rest);
  if (result == CHAIN_VERIFIED)
    return BAMBU_VERDICT_KNOWN_CA;

  if (serial != NULL && (pin = bambu_trust_dup_pin (self, serial)))
    {
      if (g_str_equal (pin, shown->fingerprint))
        return BAMBU_VERDICT_PINNED;

      if (result == CHAIN_UNKNOWN)
        return BAMBU_VERDICT_CHANGED;
    }

  if (result == CHAIN_OUT_OF_DATE || !is_in_date (leaf))
    return BAMBU_VERDICT_EXPIRED;

  return BAMBU_VERDICT_UNKNOWN;
}

static gboolean
add_authorities (BambuTrust *self, GBytes *pem, GError **error)
{
  gsize size;
  const void *data = g_bytes_get_data (pem, &size);
  g_autoptr (BIO) bio = BIO_new_mem_buf (data, (int) MIN (size, G_MAXINT));
  g_autoptr (X509Stack) found = sk_X509_new_null ();
  X509 *certificate;
  unsigned long reason;

  while ((certificate = PEM_read_bio_X509 (bio, NULL, NULL, NULL)))
    sk_X509_push (found, certificate);

  reason = ERR_peek_last_error ();
  ERR_clear_error ();

  if (sk_X509_num (found) == 0 || ERR_GET_REASON (reason) != PEM_R_NO_START_LINE)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "Not a PEM file of certificates");
      return FALSE;
    }

  for (int i = 0; i < sk_X509_num (found); i++)
    X509_STORE_add_cert (self->authorities, sk_X509_value (found, i));

  return TRUE;
}

static void
bambu_trust_finalize (GObject *object)
{
  BambuTrust *self = BAMBU_TRUST (object);

  g_clear_pointer (&self->authorities, X509_STORE_free);
  g_clear_pointer (&self->pins, g_hash_table_unref);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (bambu_trust_parent_class)->finalize (object);
}

static void
bambu_trust_class_init (BambuTrustClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bambu_trust_finalize;

  /* Without this a static library's resource is not even there to be asked. */
  bambu_link_register_resource ();
}

static void
bambu_trust_init (BambuTrust *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pem = NULL;

  g_mutex_init (&self->mutex);
  self->pins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->authorities = X509_STORE_new ();

  pem = g_resource_lookup_data (bambu_link_get_resource (), "/bambu/link/known-authorities.pem",
                                G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (pem == NULL || !add_authorities (self, pem, &error))
    g_critical ("The known authorities cannot be read: %s", error->message);
}

BambuTrust *
bambu_trust_new (void)
{
  return g_object_new (BAMBU_TYPE_TRUST, NULL);
}

gboolean
bambu_trust_add_authority (BambuTrust *self, const char *path, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GBytes) pem = NULL;
  g_autofree char *text = NULL;
  gsize length;

  g_return_val_if_fail (BAMBU_IS_TRUST (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  file = g_file_new_for_path (path);
  stream = g_file_read (file, NULL, error);
  text = g_malloc (MAX_AUTHORITIES_BYTES);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), text, MAX_AUTHORITIES_BYTES, &length,
                                   NULL, error))
    return FALSE;

  /* What does not end there is no list of authorities, and may not end at all. */
  pem = g_bytes_new_take (g_steal_pointer (&text), length < MAX_AUTHORITIES_BYTES ? length : 0);
  if (!add_authorities (self, pem, error))
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }

  return TRUE;
}

void
bambu_trust_set_pin (BambuTrust *self, const char *serial, const char *fingerprint)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (BAMBU_IS_TRUST (self));
  g_return_if_fail (serial != NULL);

  locker = g_mutex_locker_new (&self->mutex);
  if (fingerprint != NULL)
    g_hash_table_replace (self->pins, g_strdup (serial), normalize_fingerprint (fingerprint));
  else
    g_hash_table_remove (self->pins, serial);
}

char *
bambu_trust_dup_pin (BambuTrust *self, const char *serial)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (BAMBU_IS_TRUST (self), NULL);
  g_return_val_if_fail (serial != NULL, NULL);

  locker = g_mutex_locker_new (&self->mutex);
  return g_strdup (g_hash_table_lookup (self->pins, serial));
}

BambuCertificate *
bambu_trust_judge (BambuTrust *self, const char *serial, GPtrArray *chain)
{
  g_autoptr (BambuCertificate) shown = g_new0 (BambuCertificate, 1);
  g_autoptr (X509) leaf = NULL;

  g_return_val_if_fail (BAMBU_IS_TRUST (self), NULL);
  g_return_val_if_fail (chain != NULL, NULL);

  if (chain->len > 0)
    {
      GBytes *der = g_ptr_array_index (chain, 0);

      shown->fingerprint = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, der);
      leaf = parse_der (der);
    }

  if (leaf != NULL)
    {
      shown->common_name = dup_common_name (X509_get_subject_name (leaf));
      shown->issuer = dup_common_name (X509_get_issuer_name (leaf));
    }

  shown->verdict = decide (self, serial, shown, leaf, chain);
  ERR_clear_error (); /* the queue is the thread's: what failed here is no error of its TLS session
                       */

  return g_steal_pointer (&shown);
}
