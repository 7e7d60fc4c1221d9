/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-trust-private.h"

#include <openssl/x509_vfy.h>

#define MAX_CHAIN_BYTES (64 * 1024)

typedef struct
{
  BambuTrust *trust;
  char *serial;
  BambuTrustShownFunc shown;
  gpointer user_data;
} Check;

static void
free_check (void *parent, void *data, CRYPTO_EX_DATA *ex_data, int index, long argl, void *argp)
{
  Check *check = data;

  if (check == NULL)
    return;

  g_object_unref (check->trust);
  g_free (check->serial);
  g_free (check);
}

static int
check_index (void)
{
  static gsize index;

  if (g_once_init_enter (&index))
    g_once_init_leave (&index, 1 + SSL_CTX_get_ex_new_index (0, NULL, NULL, NULL, free_check));

  return (int) index - 1;
}

static void
add_der (GPtrArray *chain, X509 *certificate)
{
  unsigned char *der = NULL;
  int length = i2d_X509 (certificate, &der);

  if (length > 0)
    g_ptr_array_add (chain, g_bytes_new (der, length));
  OPENSSL_free (der);
}

static int
verify_peer (X509_STORE_CTX *store_context, void *user_data)
{
  Check *check = user_data;
  g_autoptr (GPtrArray) chain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (BambuCertificate) certificate = NULL;
  X509 *leaf = X509_STORE_CTX_get0_cert (store_context);
  STACK_OF (X509) *sent = X509_STORE_CTX_get0_untrusted (store_context);

  if (leaf != NULL)
    add_der (chain, leaf);
  for (int i = 0; i < sk_X509_num (sent); i++)
    if (sk_X509_value (sent, i) != leaf)
      add_der (chain, sk_X509_value (sent, i));

  certificate = bambu_trust_judge (check->trust, check->serial, chain);
  if (check->shown != NULL)
    check->shown (certificate, check->user_data);

  if (bambu_certificate_is_trusted (certificate))
    return 1;

  X509_STORE_CTX_set_error (store_context, X509_V_ERR_APPLICATION_VERIFICATION);
  return 0;
}

void
bambu_trust_configure (BambuTrust *self,
                       SSL_CTX *context,
                       const char *serial,
                       BambuTrustShownFunc shown,
                       gpointer user_data)
{
  Check *check;

  g_return_if_fail (BAMBU_IS_TRUST (self));
  g_return_if_fail (context != NULL);

  check = g_new0 (Check, 1);
  check->trust = g_object_ref (self);
  check->serial = g_strdup (serial);
  check->shown = shown;
  check->user_data = user_data;
  SSL_CTX_set_ex_data (context, check_index (), check);

  SSL_CTX_set_min_proto_version (context, TLS1_2_VERSION);
  SSL_CTX_set_max_cert_list (context, MAX_CHAIN_BYTES);
  SSL_CTX_set_verify (context, SSL_VERIFY_PEER, NULL);
  SSL_CTX_set_cert_verify_callback (context, verify_peer, check);
}
