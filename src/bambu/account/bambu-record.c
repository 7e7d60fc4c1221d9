/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-record-private.h"

#include <string.h>

#include "bambu-json.h"

G_DEFINE_ABSTRACT_TYPE (BambuRecord, bambu_record, BAMBU_TYPE_PART)

static gpointer
get_place (BambuRecord *self, const BambuRecordField *field)
{
  return G_STRUCT_MEMBER_P (self,
                            BAMBU_PART_GET_CLASS (self)->reading_offset + field->field.offset);
}

static void
bambu_record_finalize (GObject *object)
{
  BambuRecord *self = BAMBU_RECORD (object);
  const BambuRecordField *fields = BAMBU_RECORD_GET_CLASS (self)->record_fields;

  for (guint i = 0; i < BAMBU_PART_GET_CLASS (self)->n_fields; i++)
    if (fields[i].form == BAMBU_RECORD_SECRET)
      {
        char *secret = *(char **) get_place (self, &fields[i]);

        if (secret)
          explicit_bzero (secret, strlen (secret));
      }

  G_OBJECT_CLASS (bambu_record_parent_class)->finalize (object);
}

static void
bambu_record_class_init (BambuRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bambu_record_finalize;
}

static void
bambu_record_init (BambuRecord *self)
{
}

void
bambu_record_class_set_fields (BambuRecordClass *klass,
                               const BambuRecordField *fields,
                               guint n_fields,
                               gsize values_offset)
{
  /* As long-lived as the class. */
  BambuField *part_fields = g_new (BambuField, n_fields);

  for (guint i = 0; i < n_fields; i++)
    part_fields[i] = fields[i].field;

  klass->record_fields = fields;
  bambu_part_class_set_fields (BAMBU_PART_CLASS (klass), part_fields, n_fields, values_offset);
}

static char **
dup_texts (JsonNode *node)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      char *text = bambu_json_dup_text (json_array_get_element (array, i));

      if (text)
        g_strv_builder_take (builder, text);
    }

  return g_strv_builder_end (builder);
}

static void
read_int64 (const BambuRecordField *field, JsonNode *node, gint64 *place)
{
  gint64 number;

  *place = (gint64) field->unknown;
  if (field->form == BAMBU_RECORD_TIME ? bambu_json_read_time (node, &number)
                                       : bambu_json_read_int (node, &number))
    *place = number;
}

static void
read_int (const BambuRecordField *field, JsonNode *node, int *place)
{
  gint64 number;

  *place = (int) field->unknown;
  if (bambu_json_read_int (node, &number) && number >= G_MININT && number <= G_MAXINT)
    *place = (int) number;
}

static char *
dup_text (const BambuRecordField *field, JsonNode *node)
{
  char *text = bambu_json_dup_text (node);

  /* Access codes come with a line's end. */
  if (text && field->form == BAMBU_RECORD_SECRET)
    g_strstrip (text);
  if (text && *text == '\0')
    g_clear_pointer (&text, g_free);

  return text;
}

static void
read_field (const BambuRecordField *field, JsonNode *node, gpointer place)
{
  switch (field->field.kind)
    {
    case BAMBU_FIELD_BOOLEAN:
      if (!bambu_json_read_bool (node, place))
        *(gboolean *) place = FALSE;
      break;
    case BAMBU_FIELD_INT:
      read_int (field, node, place);
      break;
    case BAMBU_FIELD_INT64:
      read_int64 (field, node, place);
      break;
    case BAMBU_FIELD_DOUBLE:
      if (!bambu_json_read_double (node, place))
        *(double *) place = field->unknown;
      break;
    case BAMBU_FIELD_STRING:
      *(char **) place = dup_text (field, node);
      break;
    case BAMBU_FIELD_STRV:
      *(char ***) place = dup_texts (node);
      break;
    case BAMBU_FIELD_OBJECT:
      *(GListStore **) place = bambu_record_list_new (field->item_type (), node);
      break;
    case BAMBU_FIELD_ENUM:
    case BAMBU_FIELD_FLAGS:
    case BAMBU_FIELD_BYTES:
    default:
      g_assert_not_reached ();
    }
}

void
bambu_record_read (BambuRecord *self, JsonObject *object)
{
  BambuRecordClass *klass = BAMBU_RECORD_GET_CLASS (self);
  guint n_fields = BAMBU_PART_GET_CLASS (self)->n_fields;

  for (guint i = 0; i < n_fields; i++)
    {
      const BambuRecordField *field = &klass->record_fields[i];

      if (field->form != BAMBU_RECORD_MADE)
        read_field (field, bambu_json_find (object, field->paths), get_place (self, field));
    }

  if (klass->settle)
    klass->settle (G_STRUCT_MEMBER_P (self, BAMBU_PART_GET_CLASS (self)->reading_offset));
}

gpointer
bambu_record_new (GType type, JsonObject *object)
{
  BambuRecord *self = g_object_new (type, NULL);

  bambu_record_read (self, object);

  return self;
}

static void
append_record (GListStore *list, GType type, JsonNode *node)
{
  g_autoptr (GObject) record = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;

  record = bambu_record_new (type, json_node_get_object (node));
  g_list_store_append (list, record);
}

GListStore *
bambu_record_list_new (GType type, JsonNode *node)
{
  GListStore *list = g_list_store_new (type);

  if (node && JSON_NODE_HOLDS_OBJECT (node))
    append_record (list, type, node);
  else if (node && JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      append_record (list, type, json_array_get_element (json_node_get_array (node), i));

  return list;
}
