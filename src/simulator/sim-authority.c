/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-authority.h"

#include "sim-fault.h"

#define OTHER_SERIAL "01P00A999999999"

struct _SimAuthority
{
  SimCertificate *root;
  SimCertificate *device_ca;
  SimCertificate *hidden_ca;
  SimCertificate *foreign_ca;
  GHashTable *certificates; /* serial → SimCertificate, of printers without such faults */
};

SimAuthority *
sim_authority_new (void)
{
  SimAuthority *self = g_rc_box_new0 (SimAuthority);

  self->root = sim_certificate_new ("Culm Simulator CA", SIM_CERTIFICATE_AUTHORITY, NULL);
  self->device_ca =
      sim_certificate_new ("Culm Simulator Device CA", SIM_CERTIFICATE_AUTHORITY, self->root);
  self->hidden_ca =
      sim_certificate_new ("Culm Simulator Newer CA", SIM_CERTIFICATE_AUTHORITY, self->root);
  self->foreign_ca = sim_certificate_new ("Somebody's CA", SIM_CERTIFICATE_AUTHORITY, NULL);
  self->certificates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                              (GDestroyNotify) sim_certificate_unref);

  return self;
}

SimAuthority *
sim_authority_ref (SimAuthority *self)
{
  return g_rc_box_acquire (self);
}

static void
sim_authority_clear (gpointer data)
{
  SimAuthority *self = data;

  g_hash_table_unref (self->certificates);
  sim_certificate_unref (self->hidden_ca);
  sim_certificate_unref (self->device_ca);
  sim_certificate_unref (self->foreign_ca);
  sim_certificate_unref (self->root);
}

void
sim_authority_unref (SimAuthority *self)
{
  g_rc_box_release_full (self, sim_authority_clear);
}

gboolean
sim_authority_save (SimAuthority *self, const char *path, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  return sim_certificate_save (self->device_ca, path, TRUE, error);
}

static gboolean
is_old (SimPrinter *printer)
{
  return sim_printer_get_profile (printer)->old_certificate;
}

static SimCertificate *
make_certificate (SimAuthority *self,
                  SimPrinter *printer,
                  const char *common_name,
                  SimCertificateFlags flags)
{
  return is_old (printer)
             ? sim_certificate_new (common_name, flags | SIM_CERTIFICATE_V1, self->root)
             : sim_certificate_new (common_name, flags, self->device_ca);
}

static SimCertificate *
ref_usual_certificate (SimAuthority *self, SimPrinter *printer)
{
  const char *serial = sim_printer_get_serial (printer);
  SimCertificate *certificate = g_hash_table_lookup (self->certificates, serial);

  if (certificate == NULL)
    {
      certificate = make_certificate (self, printer, serial, SIM_CERTIFICATE_NONE);
      g_hash_table_insert (self->certificates, g_strdup (serial), certificate);
    }

  return sim_certificate_ref (certificate);
}

static gboolean
sends_issuers (SimPrinter *printer)
{
  return !json_object_has_member (sim_printer_get_profile (printer)->data, "leaf_only");
}

SimCertificate *
sim_authority_renew (SimAuthority *self, SimPrinter *printer, gboolean *send_issuers)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (SIM_IS_PRINTER (printer), NULL);

  *send_issuers = sends_issuers (printer);

  return make_certificate (self, printer, sim_printer_get_serial (printer), SIM_CERTIFICATE_NONE);
}

SimCertificate *
sim_authority_certify (SimAuthority *self, SimPrinter *printer, gboolean *send_issuers)
{
  const char *serial;
  SimCertificateFlags flags;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (SIM_IS_PRINTER (printer), NULL);

  serial = sim_printer_get_serial (printer);
  flags = is_old (printer) ? SIM_CERTIFICATE_V1 : SIM_CERTIFICATE_NONE;
  *send_issuers = sends_issuers (printer);

  if (sim_printer_has_fault (printer, "wrong-cn"))
    return make_certificate (self, printer, OTHER_SERIAL, SIM_CERTIFICATE_NONE);
  if (sim_printer_has_fault (printer, "expired-certificate"))
    return make_certificate (self, printer, serial, SIM_CERTIFICATE_EXPIRED);
  if (sim_printer_has_fault (printer, "ec-key"))
    return make_certificate (self, printer, serial, SIM_CERTIFICATE_EC);
  if (sim_printer_has_fault (printer, "self-signed"))
    return sim_certificate_new (serial, flags, NULL);
  if (sim_printer_has_fault (printer, "unknown-ca")
      || sim_printer_has_fault (printer, "changed-certificate"))
    return sim_certificate_new (serial, flags, self->foreign_ca);
  if (sim_printer_has_fault (printer, "leaf-only"))
    {
      *send_issuers = FALSE;
      return sim_certificate_new (serial, SIM_CERTIFICATE_NONE, self->hidden_ca);
    }

  return ref_usual_certificate (self, printer);
}
