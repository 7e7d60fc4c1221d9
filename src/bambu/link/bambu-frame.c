/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-frame.h"

#include <string.h>

struct _BambuFrame
{
  gatomicrefcount ref_count;

  BambuFrameKind kind;
  yyjson_doc *document;
  yyjson_val *section;
  const char *section_name;
  char *number; /* a sequence_id that came as a number */
};

G_DEFINE_BOXED_TYPE (BambuFrame, bambu_frame, bambu_frame_ref, bambu_frame_unref)
G_DEFINE_QUARK (bambu_frame_error, bambu_frame_error)

/* Both directions and the cloud; what else stands at the top (`t_utc`) is not a section. */
static const char *const SECTIONS[] = {
  "print",  "info",    "system",   "pushing", "camera",   "xcam",
  "upload", "upgrade", "security", "event",   "mc_print",
};

/* yyjson parses without recursion; whoever walks the values later may recurse after this. The
 * values lie in one array in reading order, and a container's next sibling is where it ends. */
static gboolean
is_too_deep (yyjson_doc *document)
{
  yyjson_val *ends[BAMBU_FRAME_MAX_DEPTH];
  yyjson_val *value = yyjson_doc_get_root (document);
  yyjson_val *end = value + yyjson_doc_get_val_count (document);
  guint depth = 0;

  for (; value < end; value++)
    {
      while (depth > 0 && value >= ends[depth - 1])
        depth--;

      if (!unsafe_yyjson_is_ctn (value))
        continue;

      if (depth == G_N_ELEMENTS (ends))
        return TRUE;

      ends[depth++] = unsafe_yyjson_get_next (value);
    }

  return FALSE;
}

static yyjson_doc *
read_document (const char *data, gsize size, GError **error)
{
  yyjson_read_err read_error;
  /* The flags leave the input alone, so the const goes away for the prototype only. */
  yyjson_doc *document =
      yyjson_read_opts ((char *) data, size, YYJSON_READ_NOFLAG, NULL, &read_error);

  if (document == NULL && !g_utf8_validate_len (data, size, NULL))
    {
      g_autofree char *repaired = g_utf8_make_valid (data, size);

      document =
          yyjson_read_opts (repaired, strlen (repaired), YYJSON_READ_NOFLAG, NULL, &read_error);
    }

  if (document == NULL)
    g_set_error (error, BAMBU_FRAME_ERROR, BAMBU_FRAME_ERROR_INVALID, "%s at byte %" G_GSIZE_FORMAT,
                 read_error.msg, read_error.pos);

  return document;
}

static gboolean
is_zero (yyjson_val *value)
{
  return yyjson_is_num (value) ? yyjson_get_num (value) == 0 : yyjson_equals_str (value, "0");
}

static BambuFrameKind
classify_print (yyjson_val *print)
{
  yyjson_val *command = yyjson_obj_get (print, "command");
  yyjson_val *message = yyjson_obj_get (print, "msg");

  if (yyjson_equals_str (command, "push_status"))
    return message == NULL || is_zero (message) ? BAMBU_FRAME_FULL : BAMBU_FRAME_DELTA;

  /* P1 and A1 leave the command out of some changes. */
  if (command == NULL && !yyjson_obj_get (print, "result") && !yyjson_obj_get (print, "reason")
      && !yyjson_obj_get (print, "err_code"))
    return BAMBU_FRAME_DELTA;

  return BAMBU_FRAME_ACKNOWLEDGEMENT;
}

static BambuFrameKind
classify (const char *section_name, yyjson_val *section)
{
  yyjson_val *command = yyjson_obj_get (section, "command");

  if (g_str_equal (section_name, "print"))
    return classify_print (section);

  if (g_str_equal (section_name, "info") && yyjson_equals_str (command, "get_version")
      && yyjson_is_arr (yyjson_obj_get (section, "module")))
    return BAMBU_FRAME_VERSION;

  if (g_str_equal (section_name, "system") && yyjson_equals_str (command, "get_access_code"))
    return BAMBU_FRAME_ACCESS_CODE;

  if (g_str_equal (section_name, "event"))
    return BAMBU_FRAME_PRESENCE;

  if (g_str_equal (section_name, "mc_print"))
    return BAMBU_FRAME_OTHER;

  return BAMBU_FRAME_ACKNOWLEDGEMENT;
}

static gboolean
find_section (BambuFrame *self)
{
  yyjson_val *root = yyjson_doc_get_root (self->document);

  for (guint i = 0; i < G_N_ELEMENTS (SECTIONS); i++)
    {
      yyjson_val *section = yyjson_obj_get (root, SECTIONS[i]);

      if (yyjson_is_obj (section))
        {
          self->section = section;
          self->section_name = SECTIONS[i];
          return TRUE;
        }
    }

  return FALSE;
}

BambuFrame *
bambu_frame_parse (const void *data, gsize size, GError **error)
{
  g_autoptr (BambuFrame) self = NULL;

  g_return_val_if_fail (data != NULL || size == 0, NULL);

  if (size > BAMBU_FRAME_MAX_BYTES)
    {
      g_set_error (error, BAMBU_FRAME_ERROR, BAMBU_FRAME_ERROR_TOO_LARGE,
                   "%" G_GSIZE_FORMAT " bytes", size);
      return NULL;
    }

  self = g_new0 (BambuFrame, 1);
  g_atomic_ref_count_init (&self->ref_count);

  self->document = read_document (size > 0 ? data : "", size, error);
  if (self->document == NULL)
    return NULL;

  if (is_too_deep (self->document))
    {
      g_set_error (error, BAMBU_FRAME_ERROR, BAMBU_FRAME_ERROR_TOO_DEEP, "more than %d levels",
                   BAMBU_FRAME_MAX_DEPTH);
      return NULL;
    }

  if (!find_section (self))
    {
      g_set_error_literal (error, BAMBU_FRAME_ERROR, BAMBU_FRAME_ERROR_INVALID,
                           "not an object with a known section");
      return NULL;
    }

  self->kind = classify (self->section_name, self->section);

  if (yyjson_is_int (yyjson_obj_get (self->section, "sequence_id")))
    self->number = g_strdup_printf (
        "%" G_GINT64_FORMAT, yyjson_get_sint (yyjson_obj_get (self->section, "sequence_id")));

  return g_steal_pointer (&self);
}

BambuFrame *
bambu_frame_ref (BambuFrame *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
bambu_frame_unref (BambuFrame *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  yyjson_doc_free (self->document);
  g_free (self->number);
  g_free (self);
}

BambuFrameKind
bambu_frame_get_kind (BambuFrame *self)
{
  g_return_val_if_fail (self != NULL, BAMBU_FRAME_OTHER);

  return self->kind;
}

yyjson_val *
bambu_frame_get_section (BambuFrame *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->section;
}

yyjson_val *
bambu_frame_get_root (BambuFrame *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return yyjson_doc_get_root (self->document);
}

const char *
bambu_frame_get_section_name (BambuFrame *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->section_name;
}

const char *
bambu_frame_get_sequence_id (BambuFrame *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->number ? self->number
                      : yyjson_get_str (yyjson_obj_get (self->section, "sequence_id"));
}
