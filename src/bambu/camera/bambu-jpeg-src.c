/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-jpeg-src.h"

#include <string.h>

#include "bambu-jpeg-connection.h"
#include "link/bambu-redact.h"

#define DEFAULT_PORT 6000
#define DEFAULT_TIMEOUT_MSEC 10000
#define MAX_CODE_FILE_BYTES 4096

GST_DEBUG_CATEGORY_STATIC (bambu_jpeg_src_debug);
#define GST_CAT_DEFAULT bambu_jpeg_src_debug

struct _BambuJpegSrc
{
  GstPushSrc parent_instance;

  BambuCameraTarget target; /* under the object's lock */
  char *code_file;
  char *ca_file;

  GCancellable *cancellable;
  BambuJpegConnection *connection; /* the streaming thread's */
};

G_DEFINE_FINAL_TYPE_WITH_CODE (
    BambuJpegSrc,
    bambu_jpeg_src,
    GST_TYPE_PUSH_SRC,
    GST_DEBUG_CATEGORY_INIT (bambu_jpeg_src_debug, BAMBU_JPEG_SRC_NAME, 0, "Camera at port 6000"))

typedef enum
{
  PROP_HOST = 1,
  PROP_PORT,
  PROP_SERIAL,
  PROP_ACCESS_CODE,
  PROP_ACCESS_CODE_FILE,
  PROP_TRUST,
  PROP_CA_FILE,
  PROP_TIMEOUT,
} BambuJpegSrcProperty;

static GParamSpec *properties[PROP_TIMEOUT + 1];

static GstStaticPadTemplate source_template = GST_STATIC_PAD_TEMPLATE (
    "src", GST_PAD_SRC, GST_PAD_ALWAYS, GST_STATIC_CAPS (BAMBU_JPEG_SRC_CAPS));

static char *
load_code (const char *path, GError **error)
{
  char line[MAX_CODE_FILE_BYTES + 1] = { 0 };
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  char *code = NULL;

  if (stream != NULL
      && g_input_stream_read_all (G_INPUT_STREAM (stream), line, MAX_CODE_FILE_BYTES, NULL, NULL,
                                  error))
    code = g_strndup (line, strcspn (line, "\r\n"));
  memset (line, 0, sizeof line);

  return code;
}

/* Reads files, so not before the streaming thread runs. */
static gboolean
complete_target (BambuJpegSrc *self, BambuCameraTarget *target, GError **error)
{
  g_autofree char *code_file = NULL;
  g_autofree char *ca_file = NULL;

  GST_OBJECT_LOCK (self);
  bambu_camera_target_copy (target, &self->target);
  code_file = g_strdup (self->code_file);
  ca_file = g_strdup (self->ca_file);
  GST_OBJECT_UNLOCK (self);

  if (target->trust == NULL)
    {
      target->trust = bambu_trust_new ();
      if (ca_file != NULL && !bambu_trust_add_authority (target->trust, ca_file, error))
        return FALSE;
    }
  if (target->access_code == NULL && code_file != NULL
      && !(target->access_code = load_code (code_file, error)))
    return FALSE;

  if (target->host == NULL || target->serial == NULL)
    g_set_error_literal (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_UNREACHABLE,
                         "Host and serial are needed");
  else if (target->access_code == NULL)
    g_set_error_literal (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_NO_CODE,
                         "There is no access code");
  else
    return TRUE;

  return FALSE;
}

static gboolean
open_connection (BambuJpegSrc *self, GError **error)
{
  g_auto (BambuCameraTarget) target = { 0 };

  if (complete_target (self, &target, error))
    self->connection = bambu_jpeg_connection_open (&target, self->cancellable, error);

  return self->connection != NULL;
}

static GstFlowReturn
bambu_jpeg_src_create (GstPushSrc *source, GstBuffer **buffer)
{
  BambuJpegSrc *self = BAMBU_JPEG_SRC (source);
  g_autoptr (GError) error = NULL;
  GBytes *picture = NULL;

  if (self->connection != NULL || open_connection (self, &error))
    picture = bambu_jpeg_connection_read (self->connection, self->cancellable, &error);

  if (picture != NULL)
    {
      *buffer = gst_buffer_new_wrapped_bytes (picture);
      g_bytes_unref (picture);
      return GST_FLOW_OK;
    }

  g_clear_pointer (&self->connection, bambu_jpeg_connection_free);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return GST_FLOW_FLUSHING;

  /* Not by GST_ELEMENT_ERROR, which has GStreamer's own codes only. */
  GST_WARNING_OBJECT (self, "%s", error->message);
  gst_element_post_message (GST_ELEMENT (self),
                            gst_message_new_error (GST_OBJECT (self), error, NULL));

  return GST_FLOW_ERROR;
}

static gboolean
bambu_jpeg_src_unlock (GstBaseSrc *source)
{
  g_cancellable_cancel (BAMBU_JPEG_SRC (source)->cancellable);

  return TRUE;
}

static gboolean
bambu_jpeg_src_unlock_stop (GstBaseSrc *source)
{
  g_cancellable_reset (BAMBU_JPEG_SRC (source)->cancellable);

  return TRUE;
}

/* The streaming thread is at rest. */
static gboolean
bambu_jpeg_src_stop (GstBaseSrc *source)
{
  g_clear_pointer (&BAMBU_JPEG_SRC (source)->connection, bambu_jpeg_connection_free);

  return TRUE;
}

static void
set_secret (char **secret, const char *value)
{
  bambu_secret_free (*secret);
  *secret = g_strdup (value);
}

static void
bambu_jpeg_src_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BambuJpegSrc *self = BAMBU_JPEG_SRC (object);

  GST_OBJECT_LOCK (self);
  switch ((BambuJpegSrcProperty) prop_id)
    {
    case PROP_HOST:
      g_set_str (&self->target.host, g_value_get_string (value));
      break;
    case PROP_PORT:
      self->target.port = (guint16) g_value_get_uint (value);
      break;
    case PROP_SERIAL:
      g_set_str (&self->target.serial, g_value_get_string (value));
      break;
    case PROP_ACCESS_CODE:
      set_secret (&self->target.access_code, g_value_get_string (value));
      break;
    case PROP_ACCESS_CODE_FILE:
      g_set_str (&self->code_file, g_value_get_string (value));
      break;
    case PROP_TRUST:
      g_set_object (&self->target.trust, g_value_get_object (value));
      break;
    case PROP_CA_FILE:
      g_set_str (&self->ca_file, g_value_get_string (value));
      break;
    case PROP_TIMEOUT:
      self->target.timeout_msec = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
  GST_OBJECT_UNLOCK (self);
}

static void
bambu_jpeg_src_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuJpegSrc *self = BAMBU_JPEG_SRC (object);

  GST_OBJECT_LOCK (self);
  switch ((BambuJpegSrcProperty) prop_id)
    {
    case PROP_HOST:
      g_value_set_string (value, self->target.host);
      break;
    case PROP_PORT:
      g_value_set_uint (value, self->target.port);
      break;
    case PROP_SERIAL:
      g_value_set_string (value, self->target.serial);
      break;
    case PROP_ACCESS_CODE_FILE:
      g_value_set_string (value, self->code_file);
      break;
    case PROP_TRUST:
      g_value_set_object (value, self->target.trust);
      break;
    case PROP_CA_FILE:
      g_value_set_string (value, self->ca_file);
      break;
    case PROP_TIMEOUT:
      g_value_set_uint (value, self->target.timeout_msec);
      break;
    case PROP_ACCESS_CODE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
  GST_OBJECT_UNLOCK (self);
}

static void
bambu_jpeg_src_finalize (GObject *object)
{
  BambuJpegSrc *self = BAMBU_JPEG_SRC (object);

  bambu_camera_target_clear (&self->target);
  g_clear_pointer (&self->code_file, g_free);
  g_clear_pointer (&self->ca_file, g_free);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (bambu_jpeg_src_parent_class)->finalize (object);
}

static GParamSpec *
string_property (const char *name, const char *title, GParamFlags access)
{
  return g_param_spec_string (name, title, title, NULL,
                              access | GST_PARAM_MUTABLE_READY | G_PARAM_STATIC_STRINGS);
}

static void
bambu_jpeg_src_class_init (BambuJpegSrcClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);
  GstBaseSrcClass *base_class = GST_BASE_SRC_CLASS (klass);

  object_class->set_property = bambu_jpeg_src_set_property;
  object_class->get_property = bambu_jpeg_src_get_property;
  object_class->finalize = bambu_jpeg_src_finalize;
  base_class->unlock = bambu_jpeg_src_unlock;
  base_class->unlock_stop = bambu_jpeg_src_unlock_stop;
  base_class->stop = bambu_jpeg_src_stop;
  GST_PUSH_SRC_CLASS (klass)->create = bambu_jpeg_src_create;

  /* gst-inspect-1.0 shows the words. */
  properties[PROP_HOST] =
      string_property ("host", "Name or address of the printer", G_PARAM_READWRITE);
  properties[PROP_PORT] =
      g_param_spec_uint ("port", "Port of the camera", "Port of the camera", 1, G_MAXUINT16,
                         DEFAULT_PORT, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SERIAL] =
      string_property ("serial", "Serial that the certificate must name", G_PARAM_READWRITE);
  properties[PROP_ACCESS_CODE] =
      string_property ("access-code", "Access code of the printer", G_PARAM_WRITABLE);
  properties[PROP_ACCESS_CODE_FILE] = string_property (
      "access-code-file", "File that has the access code instead", G_PARAM_READWRITE);
  properties[PROP_TRUST] =
      g_param_spec_object ("trust", "Who decides on the certificate",
                           "Who decides on the certificate; else the known authorities",
                           BAMBU_TYPE_TRUST, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CA_FILE] = string_property (
      "ca-file", "Authorities to trust beside the known ones (PEM), without “trust”",
      G_PARAM_READWRITE);
  properties[PROP_TIMEOUT] =
      g_param_spec_uint ("timeout", "Milliseconds without a byte after which it ends",
                         "Milliseconds without a byte after which it ends", 1, G_MAXINT,
                         DEFAULT_TIMEOUT_MSEC, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gst_element_class_add_static_pad_template (element_class, &source_template);
  gst_element_class_set_static_metadata (
      element_class, "Camera of a Bambu Lab printer, port 6000", "Source/Network",
      "Receives the JPEG pictures of printers like P1S and A1", "The Culm authors");
}

static void
bambu_jpeg_src_init (BambuJpegSrc *self)
{
  self->cancellable = g_cancellable_new ();
  self->target.port = DEFAULT_PORT;
  self->target.timeout_msec = DEFAULT_TIMEOUT_MSEC;

  gst_base_src_set_live (GST_BASE_SRC (self), TRUE);
  gst_base_src_set_format (GST_BASE_SRC (self), GST_FORMAT_TIME);
  gst_base_src_set_do_timestamp (GST_BASE_SRC (self), TRUE);
}

gboolean
bambu_jpeg_src_register (GstPlugin *plugin)
{
  return gst_element_register (plugin, BAMBU_JPEG_SRC_NAME, GST_RANK_NONE, BAMBU_TYPE_JPEG_SRC);
}
