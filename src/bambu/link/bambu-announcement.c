/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-announcement.h"

#include <string.h>

#include "bambu-serial.h"

#define MAX_DATAGRAM 2048
#define MAX_TOKEN 64
#define MIN_SIGNAL_DBM -120
#define DEVICE_TYPE "urn:bambulab-com:device:3dprinter:1"
#define FIELD_SUFFIX ".bambu.com"

struct _BambuAnnouncement
{
  GObject parent_instance;

  char *serial;
  char *name;
  char *model;
  char *address;
  char *connect;
  char *version;
  int signal_dbm;
  gboolean address_differs;
  gboolean bound;
};

G_DEFINE_FINAL_TYPE (BambuAnnouncement, bambu_announcement, G_TYPE_OBJECT)

typedef enum
{
  PROP_SERIAL = 1,
  PROP_NAME,
  PROP_MODEL,
  PROP_ADDRESS,
  PROP_ADDRESS_DIFFERS,
  PROP_SIGNAL_DBM,
  PROP_CONNECT,
  PROP_BOUND,
  PROP_VERSION,
} BambuAnnouncementProperty;

static GParamSpec *properties[PROP_VERSION + 1];

static void
bambu_announcement_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuAnnouncement *self = BAMBU_ANNOUNCEMENT (object);

  switch ((BambuAnnouncementProperty) prop_id)
    {
    case PROP_SERIAL:
      g_value_set_string (value, self->serial);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_MODEL:
      g_value_set_string (value, self->model);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_ADDRESS_DIFFERS:
      g_value_set_boolean (value, self->address_differs);
      break;
    case PROP_SIGNAL_DBM:
      g_value_set_int (value, self->signal_dbm);
      break;
    case PROP_CONNECT:
      g_value_set_string (value, self->connect);
      break;
    case PROP_BOUND:
      g_value_set_boolean (value, self->bound);
      break;
    case PROP_VERSION:
      g_value_set_string (value, self->version);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_announcement_finalize (GObject *object)
{
  BambuAnnouncement *self = BAMBU_ANNOUNCEMENT (object);

  g_free (self->serial);
  g_free (self->name);
  g_free (self->model);
  g_free (self->address);
  g_free (self->connect);
  g_free (self->version);

  G_OBJECT_CLASS (bambu_announcement_parent_class)->finalize (object);
}

static void
bambu_announcement_class_init (BambuAnnouncementClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bambu_announcement_get_property;
  object_class->finalize = bambu_announcement_finalize;

  properties[PROP_SERIAL] = g_param_spec_string ("serial", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_MODEL] = g_param_spec_string ("model", NULL, NULL, NULL, flags);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);
  properties[PROP_ADDRESS_DIFFERS] =
      g_param_spec_boolean ("address-differs", NULL, NULL, FALSE, flags);
  properties[PROP_SIGNAL_DBM] =
      g_param_spec_int ("signal-dbm", NULL, NULL, MIN_SIGNAL_DBM, 0, 0, flags);
  properties[PROP_CONNECT] = g_param_spec_string ("connect", NULL, NULL, NULL, flags);
  properties[PROP_BOUND] = g_param_spec_boolean ("bound", NULL, NULL, FALSE, flags);
  properties[PROP_VERSION] = g_param_spec_string ("version", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bambu_announcement_init (BambuAnnouncement *self)
{
}

/* Returns: (transfer full) (nullable): lower-case name → value of the header lines; the first of a
 * name counts; NULL if the bytes are no such message */
static GHashTable *
parse_headers (const char *data, gsize size)
{
  g_autoptr (GHashTable) headers = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (size == 0 || size > MAX_DATAGRAM || memchr (data, '\0', size) != NULL)
    return NULL;

  text = g_strndup (data, size);
  lines = g_strsplit (text, "\n", -1);

  if (!g_str_has_prefix (lines[0], "NOTIFY * HTTP/1.1")
      && !g_str_has_prefix (lines[0], "HTTP/1.1 200"))
    return NULL;

  headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 1; lines[i] != NULL; i++)
    {
      char *colon = strchr (lines[i], ':');
      g_autofree char *name = NULL;

      if (colon == NULL)
        continue;

      name = g_ascii_strdown (lines[i], colon - lines[i]);
      g_strstrip (name);
      if (g_str_has_suffix (name, FIELD_SUFFIX))
        name[strlen (name) - strlen (FIELD_SUFFIX)] = '\0';

      if (!g_hash_table_contains (headers, name))
        g_hash_table_insert (headers, g_steal_pointer (&name), g_strdup (g_strstrip (colon + 1)));
    }

  return g_steal_pointer (&headers);
}

/* Returns: (transfer full) (nullable) */
static char *
dup_token (GHashTable *headers, const char *field)
{
  const char *text = g_hash_table_lookup (headers, field);
  gsize length = text ? strlen (text) : 0;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isprint (text[i]))
      return NULL;

  return length > 0 && length <= MAX_TOKEN ? g_strdup (text) : NULL;
}

/* What could make a line of text look like another one: control characters, and the marks that turn
 * its direction. */
static gboolean
is_misleading (gunichar c)
{
  return g_unichar_iscntrl (c) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)
         || g_unichar_type (c) == G_UNICODE_LINE_SEPARATOR
         || g_unichar_type (c) == G_UNICODE_PARAGRAPH_SEPARATOR;
}

/* Returns: (transfer full) (nullable) */
static char *
dup_name (GHashTable *headers)
{
  const char *text = g_hash_table_lookup (headers, "devname");
  g_autofree char *valid = NULL;

  if (text == NULL || *text == '\0')
    return NULL;

  valid = g_utf8_make_valid (text, -1);
  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    if (is_misleading (g_utf8_get_char (c)))
      return NULL;

  return g_steal_pointer (&valid);
}

static int
parse_signal (GHashTable *headers)
{
  const char *text = g_hash_table_lookup (headers, "devsignal");
  gint64 value = 0;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, MIN_SIGNAL_DBM, 0, &value, NULL))
    return 0;

  return (int) value;
}

BambuAnnouncement *
bambu_announcement_parse (const void *data, gsize size, const char *source, gboolean *departed)
{
  g_autoptr (GHashTable) headers = NULL;
  BambuAnnouncement *self;
  const char *serial;
  const char *type;
  const char *location;

  g_return_val_if_fail (data != NULL || size == 0, NULL);
  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (departed != NULL, NULL);

  *departed = FALSE;

  headers = parse_headers (data, size);
  if (headers == NULL)
    return NULL;

  serial = g_hash_table_lookup (headers, "usn");
  /* An answer to a search calls it ST. */
  type = g_hash_table_lookup (headers, "nt");
  if (type == NULL)
    type = g_hash_table_lookup (headers, "st");
  if (!bambu_serial_is_valid (serial) || g_strcmp0 (type, DEVICE_TYPE) != 0)
    return NULL;

  self = g_object_new (BAMBU_TYPE_ANNOUNCEMENT, NULL);
  self->serial = g_strdup (serial);
  self->name = dup_name (headers);
  self->model = dup_token (headers, "devmodel");
  self->address = g_strdup (source);
  self->connect = dup_token (headers, "devconnect");
  self->version = dup_token (headers, "devversion");
  self->signal_dbm = parse_signal (headers);
  self->bound = g_strcmp0 (g_hash_table_lookup (headers, "devbind"), "occupied") == 0;

  location = g_hash_table_lookup (headers, "location");
  self->address_differs =
      location != NULL && g_hostname_is_ip_address (location) && !g_str_equal (location, source);

  *departed = g_strcmp0 (g_hash_table_lookup (headers, "nts"), "ssdp:byebye") == 0;

  return self;
}

const char *
bambu_announcement_get_serial (BambuAnnouncement *self)
{
  g_return_val_if_fail (BAMBU_IS_ANNOUNCEMENT (self), NULL);

  return self->serial;
}

const char *
bambu_announcement_get_name (BambuAnnouncement *self)
{
  g_return_val_if_fail (BAMBU_IS_ANNOUNCEMENT (self), NULL);

  return self->name;
}

const char *
bambu_announcement_get_model (BambuAnnouncement *self)
{
  g_return_val_if_fail (BAMBU_IS_ANNOUNCEMENT (self), NULL);

  return self->model;
}

const char *
bambu_announcement_get_address (BambuAnnouncement *self)
{
  g_return_val_if_fail (BAMBU_IS_ANNOUNCEMENT (self), NULL);

  return self->address;
}

gboolean
bambu_announcement_address_differs (BambuAnnouncement *self)
{
  g_return_val_if_fail (BAMBU_IS_ANNOUNCEMENT (self), FALSE);

  return self->address_differs;
}

int
bambu_announcement_get_signal_dbm (BambuAnnouncement *self)
{
  g_return_val_if_fail (BAMBU_IS_ANNOUNCEMENT (self), 0);

  return self->signal_dbm;
}

const char *
bambu_announcement_get_connect (BambuAnnouncement *self)
{
  g_return_val_if_fail (BAMBU_IS_ANNOUNCEMENT (self), NULL);

  return self->connect;
}

gboolean
bambu_announcement_is_bound (BambuAnnouncement *self)
{
  g_return_val_if_fail (BAMBU_IS_ANNOUNCEMENT (self), FALSE);

  return self->bound;
}

const char *
bambu_announcement_get_version (BambuAnnouncement *self)
{
  g_return_val_if_fail (BAMBU_IS_ANNOUNCEMENT (self), NULL);

  return self->version;
}
