/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-connection-check-private.h"

#include "bambu-check-run.h"
#include "bambu-check-step-private.h"

struct _BambuConnectionCheck
{
  GObject parent_instance;

  BambuTrust *trust;
  BambuCheckStep *steps[BAMBU_N_CHECKS];
  guint runs;

  BambuCertificate *certificate;
  char *serial;
  BambuPrinter *printer;
};

static void bambu_connection_check_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BambuConnectionCheck,
                               bambu_connection_check,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      bambu_connection_check_list_model_init))

typedef enum
{
  PROP_CERTIFICATE = 1,
  PROP_SERIAL,
  PROP_PRINTER,
} BambuConnectionCheckProperty;

static GParamSpec *properties[PROP_PRINTER + 1];

static GType
bambu_connection_check_get_item_type (GListModel *model)
{
  return BAMBU_TYPE_CHECK_STEP;
}

static guint
bambu_connection_check_get_n_items (GListModel *model)
{
  return BAMBU_N_CHECKS;
}

static gpointer
bambu_connection_check_get_item (GListModel *model, guint position)
{
  BambuConnectionCheck *self = BAMBU_CONNECTION_CHECK (model);

  return position < BAMBU_N_CHECKS ? g_object_ref (self->steps[position]) : NULL;
}

static void
bambu_connection_check_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bambu_connection_check_get_item_type;
  iface->get_n_items = bambu_connection_check_get_n_items;
  iface->get_item = bambu_connection_check_get_item;
}

static void
bambu_connection_check_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  BambuConnectionCheck *self = BAMBU_CONNECTION_CHECK (object);

  switch ((BambuConnectionCheckProperty) prop_id)
    {
    case PROP_CERTIFICATE:
      g_value_set_boxed (value, self->certificate);
      break;
    case PROP_SERIAL:
      g_value_set_string (value, self->serial);
      break;
    case PROP_PRINTER:
      g_value_set_object (value, self->printer);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_connection_check_dispose (GObject *object)
{
  BambuConnectionCheck *self = BAMBU_CONNECTION_CHECK (object);

  for (guint i = 0; i < BAMBU_N_CHECKS; i++)
    g_clear_object (&self->steps[i]);
  g_clear_object (&self->printer);
  g_clear_object (&self->trust);

  G_OBJECT_CLASS (bambu_connection_check_parent_class)->dispose (object);
}

static void
bambu_connection_check_finalize (GObject *object)
{
  BambuConnectionCheck *self = BAMBU_CONNECTION_CHECK (object);

  g_clear_pointer (&self->certificate, bambu_certificate_free);
  g_clear_pointer (&self->serial, g_free);

  G_OBJECT_CLASS (bambu_connection_check_parent_class)->finalize (object);
}

static void
bambu_connection_check_class_init (BambuConnectionCheckClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bambu_connection_check_get_property;
  object_class->dispose = bambu_connection_check_dispose;
  object_class->finalize = bambu_connection_check_finalize;

  properties[PROP_CERTIFICATE] =
      g_param_spec_boxed ("certificate", NULL, NULL, BAMBU_TYPE_CERTIFICATE, flags);
  properties[PROP_SERIAL] = g_param_spec_string ("serial", NULL, NULL, NULL, flags);
  properties[PROP_PRINTER] = g_param_spec_object ("printer", NULL, NULL, BAMBU_TYPE_PRINTER, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bambu_connection_check_init (BambuConnectionCheck *self)
{
  for (guint i = 0; i < BAMBU_N_CHECKS; i++)
    self->steps[i] = bambu_check_step_new ((BambuCheckKind) i);
}

void
bambu_connection_check_set_certificate (BambuConnectionCheck *self,
                                        const BambuCertificate *certificate)
{
  g_clear_pointer (&self->certificate, bambu_certificate_free);
  self->certificate = certificate ? bambu_certificate_copy (certificate) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CERTIFICATE]);
}

void
bambu_connection_check_set_serial (BambuConnectionCheck *self, const char *serial)
{
  if (g_set_str (&self->serial, serial))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERIAL]);
}

void
bambu_connection_check_set_printer (BambuConnectionCheck *self, BambuPrinter *printer)
{
  if (g_set_object (&self->printer, printer))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRINTER]);
}

BambuCheckStep *
bambu_connection_check_get_step (BambuConnectionCheck *self, BambuCheckKind kind)
{
  return self->steps[kind];
}

BambuTrust *
bambu_connection_check_get_trust (BambuConnectionCheck *self)
{
  return self->trust;
}

guint
bambu_connection_check_get_run (BambuConnectionCheck *self)
{
  return self->runs;
}

BambuConnectionCheck *
bambu_connection_check_new (BambuTrust *trust)
{
  BambuConnectionCheck *self;

  g_return_val_if_fail (BAMBU_IS_TRUST (trust), NULL);

  self = g_object_new (BAMBU_TYPE_CONNECTION_CHECK, NULL);
  self->trust = g_object_ref (trust);

  return self;
}

DexFuture *
bambu_connection_check_run (BambuConnectionCheck *self,
                            const char *address,
                            const char *serial,
                            const char *access_code,
                            const char *fingerprint)
{
  dex_return_error_if_fail (BAMBU_IS_CONNECTION_CHECK (self));
  dex_return_error_if_fail (address != NULL);
  dex_return_error_if_fail (access_code != NULL);

  if (serial != NULL && *serial == '\0')
    serial = NULL;

  self->runs++;
  for (guint i = 0; i < BAMBU_N_CHECKS; i++)
    bambu_check_step_set (self->steps[i], BAMBU_CHECK_RESULT_PENDING, NULL);
  bambu_connection_check_set_serial (self, serial);
  bambu_connection_check_set_certificate (self, NULL);
  bambu_connection_check_set_printer (self, NULL);

  return bambu_check_run (self, address, serial, access_code, fingerprint);
}

const BambuCertificate *
bambu_connection_check_get_certificate (BambuConnectionCheck *self)
{
  g_return_val_if_fail (BAMBU_IS_CONNECTION_CHECK (self), NULL);

  return self->certificate;
}

const char *
bambu_connection_check_get_serial (BambuConnectionCheck *self)
{
  g_return_val_if_fail (BAMBU_IS_CONNECTION_CHECK (self), NULL);

  return self->serial;
}

BambuPrinter *
bambu_connection_check_get_printer (BambuConnectionCheck *self)
{
  g_return_val_if_fail (BAMBU_IS_CONNECTION_CHECK (self), NULL);

  return self->printer;
}
