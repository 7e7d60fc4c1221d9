/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-link.h"

#include <string.h>

struct _FakeLink
{
  GObject parent_instance;

  char *host;
  char *serial;
  char *access_code;
  guint16 port;
  guint n_opened;
  GPtrArray *requests;
  int qos;
  gboolean jammed;

  BambuLinkState state;
  GError *error;
  BambuCertificate *certificate;
};

enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_CERTIFICATE,
};

static void fake_link_iface_init (BambuLinkInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeLink,
                               fake_link,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BAMBU_TYPE_LINK, fake_link_iface_init))

static GPtrArray *alive; /* not owned */

static void
fake_link_set_state (FakeLink *self, BambuLinkState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify (G_OBJECT (self), "state");
}

static void
fake_link_open (BambuLink *link)
{
  FakeLink *self = FAKE_LINK (link);

  self->n_opened++;
  if (self->state != BAMBU_LINK_STATE_OPEN)
    fake_link_set_state (self, BAMBU_LINK_STATE_CONNECTING);
}

static void
fake_link_close (BambuLink *link)
{
  fake_link_set_state (FAKE_LINK (link), BAMBU_LINK_STATE_CLOSED);
}

static DexFuture *
fake_link_publish (BambuLink *link, GBytes *payload, int qos)
{
  FakeLink *self = FAKE_LINK (link);
  gsize size;
  const char *text = g_bytes_get_data (payload, &size);

  if (self->jammed)
    return dex_future_new_reject (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CLOSED, "jammed");

  self->qos = qos;
  g_ptr_array_add (self->requests, g_strndup (text, size));

  return dex_future_new_true ();
}

static void
fake_link_iface_init (BambuLinkInterface *iface)
{
  iface->open = fake_link_open;
  iface->close = fake_link_close;
  iface->publish = fake_link_publish;
}

static void
fake_link_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FakeLink *self = FAKE_LINK (object);

  switch (prop_id)
    {
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
fake_link_finalize (GObject *object)
{
  FakeLink *self = FAKE_LINK (object);

  g_ptr_array_remove (alive, self);
  g_ptr_array_unref (self->requests);
  g_clear_error (&self->error);
  g_clear_pointer (&self->certificate, bambu_certificate_free);
  g_free (self->host);
  g_free (self->serial);
  g_free (self->access_code);

  G_OBJECT_CLASS (fake_link_parent_class)->finalize (object);
}

static void
fake_link_class_init (FakeLinkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fake_link_get_property;
  object_class->finalize = fake_link_finalize;

  g_object_class_override_property (object_class, PROP_STATE, "state");
  g_object_class_override_property (object_class, PROP_ERROR, "error");
  g_object_class_override_property (object_class, PROP_CERTIFICATE, "certificate");
}

static void
fake_link_init (FakeLink *self)
{
  if (alive == NULL)
    alive = g_ptr_array_new ();
  g_ptr_array_add (alive, self);
  self->requests = g_ptr_array_new_with_free_func (g_free);
}

BambuLink *
fake_link_new_lan (
    BambuTrust *trust, const char *host, guint16 port, const char *serial, const char *access_code)
{
  FakeLink *self = g_object_new (FAKE_TYPE_LINK, NULL);

  g_assert_true (BAMBU_IS_TRUST (trust));
  self->host = g_strdup (host);
  self->port = port;
  self->serial = g_strdup (serial);
  self->access_code = g_strdup (access_code);

  return BAMBU_LINK (self);
}

guint
fake_link_count (void)
{
  return alive ? alive->len : 0;
}

FakeLink *
fake_link_peek (const char *host)
{
  for (guint i = fake_link_count (); i > 0; i--)
    {
      FakeLink *self = g_ptr_array_index (alive, i - 1);

      if (g_str_equal (self->host, host))
        return self;
    }

  return NULL;
}

guint16
fake_link_get_port (FakeLink *self)
{
  return self->port;
}

const char *
fake_link_get_serial (FakeLink *self)
{
  return self->serial;
}

const char *
fake_link_get_access_code (FakeLink *self)
{
  return self->access_code;
}

guint
fake_link_get_n_opened (FakeLink *self)
{
  return self->n_opened;
}

void
fake_link_settle (FakeLink *self,
                  BambuLinkState state,
                  const char *fingerprint,
                  BambuVerdict verdict)
{
  g_object_freeze_notify (G_OBJECT (self));

  g_clear_error (&self->error);
  if (state == BAMBU_LINK_STATE_WAITING)
    self->error = g_error_new (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_UNREACHABLE, "nothing there");
  else if (state == BAMBU_LINK_STATE_REFUSED)
    self->error = g_error_new (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_REFUSED, "wrong code");
  else if (state == BAMBU_LINK_STATE_UNTRUSTED)
    self->error = g_error_new (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CERTIFICATE, "somebody else");
  g_object_notify (G_OBJECT (self), "error");

  if (fingerprint != NULL)
    {
      g_clear_pointer (&self->certificate, bambu_certificate_free);
      self->certificate = bambu_certificate_copy (&(BambuCertificate) {
          .common_name = self->serial,
          .fingerprint = (char *) fingerprint,
          .verdict = verdict,
      });
      g_object_notify (G_OBJECT (self), "certificate");
    }

  fake_link_set_state (self, state);

  g_object_thaw_notify (G_OBJECT (self));
}

void
fake_link_say (FakeLink *self, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BambuFrame) frame = bambu_frame_parse (json, strlen (json), &error);

  g_assert_no_error (error);
  bambu_link_emit_frame (BAMBU_LINK (self), frame);
}

guint
fake_link_count_requests (FakeLink *self, const char *command)
{
  guint n_requests = 0;

  for (guint i = 0; i < self->requests->len; i++)
    n_requests += strstr (self->requests->pdata[i], command) != NULL;

  return n_requests;
}

const char *
fake_link_peek_request (FakeLink *self)
{
  return self->requests->len > 0 ? self->requests->pdata[self->requests->len - 1] : NULL;
}

int
fake_link_get_qos (FakeLink *self)
{
  return self->qos;
}

void
fake_link_forget_requests (FakeLink *self)
{
  g_ptr_array_set_size (self->requests, 0);
}

void
fake_link_jam (FakeLink *self)
{
  self->jammed = TRUE;
}
