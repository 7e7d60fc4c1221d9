/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-link.h"

#include "sim-printer-private.h"

#define REOPEN_SECONDS 1

struct _SimLink
{
  GObject parent_instance;

  SimPrinter *printer;
  BambuLinkState state;
  GError *error;
  BambuCertificate *certificate;
  GQueue requests;
  guint opening;
  guint delivering;
  guint reopening;
};

typedef enum
{
  PROP_PRINTER = 1,
  PROP_STATE,
  PROP_ERROR,
  PROP_CERTIFICATE,
} SimLinkProperty;

static void sim_link_iface_init (BambuLinkInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SimLink,
                               sim_link,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BAMBU_TYPE_LINK, sim_link_iface_init))

static void
set_state (SimLink *self, BambuLinkState state, GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (self->state != state)
    {
      self->state = state;
      g_object_notify (G_OBJECT (self), "state");
    }
  if (self->error != error)
    {
      g_clear_error (&self->error);
      self->error = error;
      g_object_notify (G_OBJECT (self), "error");
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
forget_sources (SimLink *self)
{
  g_clear_handle_id (&self->opening, g_source_remove);
  g_clear_handle_id (&self->delivering, g_source_remove);
  g_clear_handle_id (&self->reopening, g_source_remove);
  g_queue_clear_full (&self->requests, (GDestroyNotify) g_bytes_unref);
}

static BambuVerdict
judge (SimPrinter *printer)
{
  static const struct
  {
    const char *fault;
    BambuVerdict verdict;
  } verdicts[] = {
    { "wrong-cn", BAMBU_VERDICT_WRONG_NAME },
    { "unknown-ca", BAMBU_VERDICT_UNKNOWN },
    { "self-signed", BAMBU_VERDICT_UNKNOWN },
    { "expired-certificate", BAMBU_VERDICT_EXPIRED },
    { "changed-certificate", BAMBU_VERDICT_CHANGED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    if (sim_printer_has_fault (printer, verdicts[i].fault))
      return verdicts[i].verdict;

  return BAMBU_VERDICT_KNOWN_CA;
}

/* There is no TLS here; what the app shows of a certificate is made up from the serial. */
static void
show_certificate (SimLink *self)
{
  const char *serial = sim_printer_get_serial (self->printer);
  BambuVerdict verdict = judge (self->printer);
  g_autofree char *secret = g_strdup_printf ("%s/%d", serial, verdict);
  g_autofree char *fingerprint = g_compute_checksum_for_string (G_CHECKSUM_SHA256, secret, -1);
  BambuCertificate certificate = {
    .common_name = (char *) (verdict == BAMBU_VERDICT_WRONG_NAME ? "01P00A000000000" : serial),
    .fingerprint = fingerprint,
    .issuer = (char *) "Simulated CA",
    .verdict = verdict,
  };

  if (self->certificate != NULL && g_str_equal (self->certificate->fingerprint, fingerprint))
    return;

  g_clear_pointer (&self->certificate, bambu_certificate_free);
  self->certificate = bambu_certificate_copy (&certificate);
  g_object_notify (G_OBJECT (self), "certificate");
}

static gboolean on_reopening (gpointer user_data);

static void
wait (SimLink *self, const char *reason)
{
  set_state (self, BAMBU_LINK_STATE_WAITING,
             g_error_new_literal (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_UNREACHABLE, reason));
  self->reopening = g_timeout_add_seconds (REOPEN_SECONDS, on_reopening, self);
}

static gboolean
on_opening (gpointer user_data)
{
  g_autoptr (SimLink) self = g_object_ref (user_data);

  self->opening = 0;
  if (sim_printer_is_away (self->printer))
    {
      wait (self, "The printer cannot be reached");
      return G_SOURCE_REMOVE;
    }

  show_certificate (self);
  if (!bambu_certificate_is_trusted (self->certificate))
    set_state (self, BAMBU_LINK_STATE_UNTRUSTED,
               g_error_new_literal (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CERTIFICATE,
                                    "The printer's certificate is not trusted"));
  else if (sim_printer_has_fault (self->printer, "wrong-code"))
    set_state (self, BAMBU_LINK_STATE_REFUSED,
               g_error_new_literal (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_REFUSED,
                                    "The printer refused the access code"));
  else
    set_state (self, BAMBU_LINK_STATE_OPEN, NULL);

  return G_SOURCE_REMOVE;
}

static void
sim_link_open (BambuLink *link)
{
  SimLink *self = SIM_LINK (link);

  if (self->state == BAMBU_LINK_STATE_OPEN || self->state == BAMBU_LINK_STATE_CONNECTING)
    return;

  g_clear_handle_id (&self->reopening, g_source_remove);
  set_state (self, BAMBU_LINK_STATE_CONNECTING, NULL);
  self->opening = g_idle_add (on_opening, self);
}

static void
sim_link_close (BambuLink *link)
{
  SimLink *self = SIM_LINK (link);

  forget_sources (self);
  set_state (self, BAMBU_LINK_STATE_CLOSED, NULL);
}

static gboolean
on_reopening (gpointer user_data)
{
  SimLink *self = user_data;

  self->reopening = 0;
  sim_link_open (BAMBU_LINK (self));

  return G_SOURCE_REMOVE;
}

static gboolean
on_delivering (gpointer user_data)
{
  g_autoptr (SimLink) self = g_object_ref (user_data);
  g_autoptr (GBytes) request = g_queue_pop_head (&self->requests);

  self->delivering = 0;
  if (!g_queue_is_empty (&self->requests))
    self->delivering = g_idle_add (on_delivering, self);

  sim_printer_receive (self->printer, request);

  return G_SOURCE_REMOVE;
}

/* The printer answers while it receives; a caller of publish must not hear the answer before this
 * returns. */
static DexFuture *
sim_link_publish (BambuLink *link, GBytes *payload, int qos)
{
  SimLink *self = SIM_LINK (link);

  if (self->state != BAMBU_LINK_STATE_OPEN)
    return dex_future_new_reject (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CLOSED,
                                  "The link is not open");

  g_queue_push_tail (&self->requests, g_bytes_ref (payload));
  if (self->delivering == 0)
    self->delivering = g_idle_add (on_delivering, self);

  return dex_future_new_true ();
}

static void
on_printer_message (SimLink *self, GBytes *message)
{
  g_autoptr (BambuFrame) frame = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  const void *data;

  if (self->state != BAMBU_LINK_STATE_OPEN)
    return;

  data = g_bytes_get_data (message, &size);
  frame = bambu_frame_parse (data, size, &error);
  if (frame == NULL)
    g_debug ("Dropped a message of %" G_GSIZE_FORMAT " bytes: %s", size, error->message);
  else
    bambu_link_emit_frame (BAMBU_LINK (self), frame);
}

static void
on_printer_dropped (SimLink *self)
{
  if (self->state != BAMBU_LINK_STATE_OPEN && self->state != BAMBU_LINK_STATE_CONNECTING)
    return;

  forget_sources (self);
  wait (self, "The printer closed the connection");
}

static void
sim_link_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SimLink *self = SIM_LINK (object);

  switch ((SimLinkProperty) prop_id)
    {
    case PROP_PRINTER:
      g_value_set_object (value, self->printer);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_CERTIFICATE:
      g_value_set_boxed (value, self->certificate);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sim_link_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SimLink *self = SIM_LINK (object);

  switch ((SimLinkProperty) prop_id)
    {
    case PROP_PRINTER:
      self->printer = g_value_dup_object (value);
      break;
    case PROP_STATE:
    case PROP_ERROR:
    case PROP_CERTIFICATE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sim_link_constructed (GObject *object)
{
  SimLink *self = SIM_LINK (object);

  G_OBJECT_CLASS (sim_link_parent_class)->constructed (object);
  g_signal_connect_object (self->printer, "message", G_CALLBACK (on_printer_message), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->printer, "dropped", G_CALLBACK (on_printer_dropped), self,
                           G_CONNECT_SWAPPED);
}

static void
sim_link_dispose (GObject *object)
{
  SimLink *self = SIM_LINK (object);

  forget_sources (self);
  g_clear_object (&self->printer);
  G_OBJECT_CLASS (sim_link_parent_class)->dispose (object);
}

static void
sim_link_finalize (GObject *object)
{
  SimLink *self = SIM_LINK (object);

  g_clear_error (&self->error);
  g_clear_pointer (&self->certificate, bambu_certificate_free);
  G_OBJECT_CLASS (sim_link_parent_class)->finalize (object);
}

static void
sim_link_class_init (SimLinkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sim_link_get_property;
  object_class->set_property = sim_link_set_property;
  object_class->constructed = sim_link_constructed;
  object_class->dispose = sim_link_dispose;
  object_class->finalize = sim_link_finalize;

  g_object_class_install_property (
      object_class, PROP_PRINTER,
      g_param_spec_object ("printer", NULL, NULL, SIM_TYPE_PRINTER,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));
  g_object_class_override_property (object_class, PROP_STATE, "state");
  g_object_class_override_property (object_class, PROP_ERROR, "error");
  g_object_class_override_property (object_class, PROP_CERTIFICATE, "certificate");
}

static void
sim_link_iface_init (BambuLinkInterface *iface)
{
  iface->open = sim_link_open;
  iface->close = sim_link_close;
  iface->publish = sim_link_publish;
}

static void
sim_link_init (SimLink *self)
{
  g_queue_init (&self->requests);
}

BambuLink *
sim_link_new (SimPrinter *printer)
{
  g_return_val_if_fail (SIM_IS_PRINTER (printer), NULL);

  return g_object_new (SIM_TYPE_LINK, "printer", printer, NULL);
}

SimPrinter *
sim_link_get_printer (SimLink *self)
{
  g_return_val_if_fail (SIM_IS_LINK (self), NULL);

  return self->printer;
}
