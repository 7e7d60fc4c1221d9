/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-link.h"

G_DEFINE_ENUM_TYPE (BambuLinkState,
                    bambu_link_state,
                    G_DEFINE_ENUM_VALUE (BAMBU_LINK_STATE_CLOSED, "closed"),
                    G_DEFINE_ENUM_VALUE (BAMBU_LINK_STATE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (BAMBU_LINK_STATE_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (BAMBU_LINK_STATE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (BAMBU_LINK_STATE_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (BAMBU_LINK_STATE_UNTRUSTED, "untrusted"))

G_DEFINE_QUARK (bambu - link - error - quark, bambu_link_error)

G_DEFINE_INTERFACE (BambuLink, bambu_link, G_TYPE_OBJECT)

enum
{
  FRAME,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
bambu_link_default_init (BambuLinkInterface *iface)
{
  g_object_interface_install_property (
      iface,
      g_param_spec_enum ("state", NULL, NULL, BAMBU_TYPE_LINK_STATE, BAMBU_LINK_STATE_CLOSED,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  g_object_interface_install_property (
      iface,
      g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  g_object_interface_install_property (
      iface,
      g_param_spec_boxed ("certificate", NULL, NULL, BAMBU_TYPE_CERTIFICATE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));

  /* Static scope: a frame is immutable and the emitter holds it, so handlers need no reference. */
  signals[FRAME] = g_signal_new ("frame", BAMBU_TYPE_LINK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, BAMBU_TYPE_FRAME | G_SIGNAL_TYPE_STATIC_SCOPE);
}

void
bambu_link_open (BambuLink *self)
{
  g_return_if_fail (BAMBU_IS_LINK (self));

  BAMBU_LINK_GET_IFACE (self)->open (self);
}

void
bambu_link_close (BambuLink *self)
{
  g_return_if_fail (BAMBU_IS_LINK (self));

  BAMBU_LINK_GET_IFACE (self)->close (self);
}

DexFuture *
bambu_link_publish (BambuLink *self, GBytes *payload, int qos)
{
  g_return_val_if_fail (BAMBU_IS_LINK (self), NULL);
  g_return_val_if_fail (payload != NULL, NULL);
  g_return_val_if_fail (qos == 0 || qos == 1, NULL);

  return BAMBU_LINK_GET_IFACE (self)->publish (self, payload, qos);
}

BambuLinkState
bambu_link_get_state (BambuLink *self)
{
  BambuLinkState state;

  g_return_val_if_fail (BAMBU_IS_LINK (self), BAMBU_LINK_STATE_CLOSED);

  g_object_get (self, "state", &state, NULL);

  return state;
}

GError *
bambu_link_dup_error (BambuLink *self)
{
  GError *error;

  g_return_val_if_fail (BAMBU_IS_LINK (self), NULL);

  g_object_get (self, "error", &error, NULL);

  return error;
}

BambuCertificate *
bambu_link_dup_certificate (BambuLink *self)
{
  BambuCertificate *certificate;

  g_return_val_if_fail (BAMBU_IS_LINK (self), NULL);

  g_object_get (self, "certificate", &certificate, NULL);

  return certificate;
}

void
bambu_link_emit_frame (BambuLink *self, BambuFrame *frame)
{
  g_return_if_fail (BAMBU_IS_LINK (self));
  g_return_if_fail (frame != NULL);

  g_signal_emit (self, signals[FRAME], 0, frame);
}

gboolean
bambu_link_same_error (const GError *a, const GError *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_error_matches (a, b->domain, b->code) && g_str_equal (a->message, b->message);
}
