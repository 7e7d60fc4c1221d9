/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-certificate.h"

G_DEFINE_ENUM_TYPE (BambuVerdict,
                    bambu_verdict,
                    G_DEFINE_ENUM_VALUE (BAMBU_VERDICT_KNOWN_CA, "known-ca"),
                    G_DEFINE_ENUM_VALUE (BAMBU_VERDICT_PINNED, "pinned"),
                    G_DEFINE_ENUM_VALUE (BAMBU_VERDICT_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (BAMBU_VERDICT_CHANGED, "changed"),
                    G_DEFINE_ENUM_VALUE (BAMBU_VERDICT_WRONG_NAME, "wrong-name"),
                    G_DEFINE_ENUM_VALUE (BAMBU_VERDICT_EXPIRED, "expired"))

G_DEFINE_BOXED_TYPE (BambuCertificate,
                     bambu_certificate,
                     bambu_certificate_copy,
                     bambu_certificate_free)

BambuCertificate *
bambu_certificate_copy (const BambuCertificate *self)
{
  BambuCertificate *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (BambuCertificate, 1);
  copy->common_name = g_strdup (self->common_name);
  copy->fingerprint = g_strdup (self->fingerprint);
  copy->issuer = g_strdup (self->issuer);
  copy->verdict = self->verdict;

  return copy;
}

void
bambu_certificate_free (BambuCertificate *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->common_name);
  g_free (self->fingerprint);
  g_free (self->issuer);
  g_free (self);
}

gboolean
bambu_certificate_is_trusted (const BambuCertificate *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->verdict == BAMBU_VERDICT_KNOWN_CA || self->verdict == BAMBU_VERDICT_PINNED;
}
