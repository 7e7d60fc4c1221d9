/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-rtsps-tls.h"

#define BAMBU_TYPE_RTSPS_DATABASE (bambu_rtsps_database_get_type ())
G_DECLARE_FINAL_TYPE (BambuRtspsDatabase, bambu_rtsps_database, BAMBU, RTSPS_DATABASE, GTlsDatabase)

struct _BambuRtspsDatabase
{
  GTlsDatabase parent_instance;
};

G_DEFINE_FINAL_TYPE (BambuRtspsDatabase, bambu_rtsps_database, G_TYPE_TLS_DATABASE)

static GTlsCertificateFlags
bambu_rtsps_database_verify_chain (GTlsDatabase *self,
                                   GTlsCertificate *chain,
                                   const char *purpose,
                                   GSocketConnectable *identity,
                                   GTlsInteraction *interaction,
                                   GTlsDatabaseVerifyFlags flags,
                                   GCancellable *cancellable,
                                   GError **error)
{
  return G_TLS_CERTIFICATE_UNKNOWN_CA;
}

static void
bambu_rtsps_database_class_init (BambuRtspsDatabaseClass *klass)
{
  G_TLS_DATABASE_CLASS (klass)->verify_chain = bambu_rtsps_database_verify_chain;
}

static void
bambu_rtsps_database_init (BambuRtspsDatabase *self)
{
}

GTlsDatabase *
bambu_rtsps_tls_new_database (void)
{
  return g_object_new (BAMBU_TYPE_RTSPS_DATABASE, NULL);
}

BambuCertificate *
bambu_rtsps_tls_judge (BambuTrust *trust, const char *serial, GTlsCertificate *shown)
{
  g_autoptr (GPtrArray) chain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  g_return_val_if_fail (BAMBU_IS_TRUST (trust), NULL);
  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (shown), NULL);

  for (GTlsCertificate *one = shown; one != NULL; one = g_tls_certificate_get_issuer (one))
    {
      GByteArray *der = NULL;

      g_object_get (one, "certificate", &der, NULL);
      if (der != NULL)
        g_ptr_array_add (chain, g_byte_array_free_to_bytes (der));
    }

  return bambu_trust_judge (trust, serial, chain);
}
