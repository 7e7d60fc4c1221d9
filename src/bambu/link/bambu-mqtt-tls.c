/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-mqtt-tls.h"

#include <gio/gio.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>

typedef struct
{
  char *host; /* NULL: an address */
  BambuMqttTlsRefusedFunc refused;
  gpointer user_data;
} Check;

static void
free_check (void *parent, void *data, CRYPTO_EX_DATA *ex_data, int index, long argl, void *argp)
{
  Check *check = data;

  if (check == NULL)
    return;

  g_free (check->host);
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

static Check *
get_check (const SSL *tls)
{
  return SSL_CTX_get_ex_data (SSL_get_SSL_CTX (tls), check_index ());
}

static int
verify_peer (int verified, X509_STORE_CTX *store_context)
{
  SSL *tls = X509_STORE_CTX_get_ex_data (store_context, SSL_get_ex_data_X509_STORE_CTX_idx ());
  Check *check = get_check (tls);

  if (!verified)
    check->refused (X509_verify_cert_error_string (X509_STORE_CTX_get_error (store_context)),
                    check->user_data);

  return verified;
}

/* libmosquitto asks for the address that it connects to. */
static void
on_progress (const SSL *tls, int where, int value)
{
  Check *check = get_check (tls);

  if ((where & SSL_CB_HANDSHAKE_START) && check->host != NULL)
    SSL_set_tlsext_host_name ((SSL *) tls, check->host);
}

void
bambu_mqtt_tls_configure_for_host (SSL_CTX *context,
                                   const char *host,
                                   const char *authorities,
                                   BambuMqttTlsRefusedFunc refused,
                                   gpointer user_data)
{
  X509_VERIFY_PARAM *parameters = SSL_CTX_get0_param (context);
  gboolean is_address = g_hostname_is_ip_address (host);
  Check *check = g_new0 (Check, 1);

  check->host = is_address ? NULL : g_strdup (host);
  check->refused = refused;
  check->user_data = user_data;
  SSL_CTX_set_ex_data (context, check_index (), check);

  if (is_address)
    X509_VERIFY_PARAM_set1_ip_asc (parameters, host);
  else
    X509_VERIFY_PARAM_set1_host (parameters, host, 0);
  X509_VERIFY_PARAM_set_hostflags (parameters, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);

  SSL_CTX_set_default_verify_paths (context);
  if (authorities != NULL && SSL_CTX_load_verify_file (context, authorities) != 1)
    g_warning ("%s has no certificates of authorities", authorities);
  ERR_clear_error (); /* the queue is the thread's */

  SSL_CTX_set_min_proto_version (context, TLS1_2_VERSION);
  SSL_CTX_set_verify (context, SSL_VERIFY_PEER, verify_peer);
  SSL_CTX_set_info_callback (context, on_progress);
}
