/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keyring-exchange.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <string.h>

#define GROUP "sx-aes-1"
#define PRIME_BYTES (1536 / 8)
#define BLOCK_BYTES 16

struct _KeyringExchange
{
  BN_CTX *context;
  BIGNUM *prime;
  BIGNUM *own; /* private */
  guint8 key[BLOCK_BYTES];
};

KeyringExchange *
keyring_exchange_new (void)
{
  KeyringExchange *self = g_new0 (KeyringExchange, 1);

  self->context = BN_CTX_new ();
  self->prime = BN_get_rfc3526_prime_1536 (NULL);
  self->own = BN_new ();
  g_assert_true (BN_rand_range (self->own, self->prime));

  return self;
}

void
keyring_exchange_free (KeyringExchange *self)
{
  BN_free (self->own);
  BN_free (self->prime);
  BN_CTX_free (self->context);
  g_free (self);
}

static char *
encode (const BIGNUM *number)
{
  guint8 bytes[PRIME_BYTES];

  g_assert_cmpint (BN_bn2binpad (number, bytes, sizeof bytes), ==, sizeof bytes);

  return g_base64_encode (bytes, sizeof bytes);
}

static void
derive_key (KeyringExchange *self, const BIGNUM *shared)
{
  /* As gcr has it: without zeros in front. */
  guint8 bytes[PRIME_BYTES];
  gsize size = (gsize) BN_bn2bin (shared, bytes);
  EVP_KDF *kdf = EVP_KDF_fetch (NULL, "HKDF", NULL);
  EVP_KDF_CTX *context = EVP_KDF_CTX_new (kdf);
  OSSL_PARAM parameters[] = {
    OSSL_PARAM_construct_utf8_string (OSSL_KDF_PARAM_DIGEST, (char *) "SHA256", 0),
    OSSL_PARAM_construct_octet_string (OSSL_KDF_PARAM_KEY, bytes, size),
    OSSL_PARAM_construct_end (),
  };

  g_assert_cmpint (EVP_KDF_derive (context, self->key, sizeof self->key, parameters), ==, 1);
  EVP_KDF_CTX_free (context);
  EVP_KDF_free (kdf);
}

void
keyring_exchange_receive (KeyringExchange *self, const char *text)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *encoded = NULL;
  g_autofree guint8 *bytes = NULL;
  gsize size;
  BIGNUM *theirs;
  BIGNUM *shared = BN_new ();

  g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  encoded = g_key_file_get_string (file, GROUP, "public", &error);
  g_assert_no_error (error);
  bytes = g_base64_decode (encoded, &size);
  theirs = BN_bin2bn (bytes, (int) size, NULL);
  g_assert_true (BN_mod_exp (shared, theirs, self->own, self->prime, self->context));
  derive_key (self, shared);
  BN_free (theirs);
  BN_free (shared);
}

static void
add_secret (KeyringExchange *self, GKeyFile *file, const char *secret)
{
  guint8 iv[BLOCK_BYTES];
  g_autofree guint8 *encrypted = g_malloc (strlen (secret) + BLOCK_BYTES);
  g_autofree char *encoded_iv = NULL;
  g_autofree char *encoded = NULL;
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new ();
  int size;
  int rest;

  RAND_bytes (iv, sizeof iv);
  g_assert_true (EVP_EncryptInit_ex (context, EVP_aes_128_cbc (), NULL, self->key, iv));
  g_assert_true (EVP_EncryptUpdate (context, encrypted, &size, (const guint8 *) secret,
                                    (int) strlen (secret)));
  g_assert_true (EVP_EncryptFinal_ex (context, encrypted + size, &rest));
  EVP_CIPHER_CTX_free (context);

  encoded = g_base64_encode (encrypted, (gsize) (size + rest));
  encoded_iv = g_base64_encode (iv, sizeof iv);
  g_key_file_set_string (file, GROUP, "secret", encoded);
  g_key_file_set_string (file, GROUP, "iv", encoded_iv);
}

char *
keyring_exchange_send (KeyringExchange *self, const char *secret)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *encoded = NULL;
  BIGNUM *base = BN_new ();
  BIGNUM *open = BN_new ();

  BN_set_word (base, 2);
  g_assert_true (BN_mod_exp (open, base, self->own, self->prime, self->context));
  encoded = encode (open);
  BN_free (base);
  BN_free (open);

  g_key_file_set_string (file, GROUP, "public", encoded);
  if (secret != NULL)
    add_secret (self, file, secret);

  return g_key_file_to_data (file, NULL, NULL);
}
