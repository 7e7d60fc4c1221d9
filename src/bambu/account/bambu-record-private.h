/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "bambu-part-private.h"
#include "bambu-record.h"

G_BEGIN_DECLS

/**
 * BambuRecordForm:
 * @BAMBU_RECORD_PLAIN: as its kind says; numbers come as text too, and the other way
 * @BAMBU_RECORD_TIME: a point in time, to Unix seconds
 * @BAMBU_RECORD_SECRET: a text without space around it; overwritten when it is given back
 * @BAMBU_RECORD_LIST: an array of records of one type, or one of them, to a #GListModel; empty if
 * not given
 * @BAMBU_RECORD_MADE: not read; what settles the record sets it
 */
typedef enum
{
  BAMBU_RECORD_PLAIN,
  BAMBU_RECORD_TIME,
  BAMBU_RECORD_SECRET,
  BAMBU_RECORD_LIST,
  BAMBU_RECORD_MADE,
} BambuRecordForm;

/**
 * BambuRecordField:
 * @field: the property
 * @form: how it is read
 * @paths: where from, as for bambu_json_find()
 * @unknown: the number that says so
 * @item_type: of a list
 */
struct _BambuRecordField
{
  BambuField field;
  BambuRecordForm form;
  const char *paths;
  double unknown;
  GType (*item_type) (void);
};

#define BAMBU_TEXT(Values, member, name, paths)                                                    \
  { BAMBU_FIELD (Values, member, name, STRING), BAMBU_RECORD_PLAIN, paths, 0, NULL }
#define BAMBU_SECRET(Values, member, name, paths)                                                  \
  { BAMBU_FIELD (Values, member, name, STRING), BAMBU_RECORD_SECRET, paths, 0, NULL }
#define BAMBU_TEXTS(Values, member, name, paths)                                                   \
  { BAMBU_FIELD (Values, member, name, STRV), BAMBU_RECORD_PLAIN, paths, 0, NULL }
#define BAMBU_FLAG(Values, member, name, paths)                                                    \
  { BAMBU_FIELD (Values, member, name, BOOLEAN), BAMBU_RECORD_PLAIN, paths, 0, NULL }
#define BAMBU_NUMBER(Values, member, name, paths, KIND, unknown)                                   \
  { BAMBU_FIELD (Values, member, name, KIND), BAMBU_RECORD_PLAIN, paths, unknown, NULL }
#define BAMBU_TIME(Values, member, name, paths)                                                    \
  { BAMBU_FIELD (Values, member, name, INT64), BAMBU_RECORD_TIME, paths, 0, NULL }
#define BAMBU_LIST(Values, member, name, paths, item_type)                                         \
  { BAMBU_TYPED_FIELD (Values, member, name, OBJECT, g_list_model_get_type), BAMBU_RECORD_LIST,    \
    paths, 0, item_type }
#define BAMBU_MADE_ENUM(Values, member, name, get_type)                                            \
  { BAMBU_TYPED_FIELD (Values, member, name, ENUM, get_type), BAMBU_RECORD_MADE, NULL, 0, NULL }

void bambu_record_class_set_fields (BambuRecordClass *klass,
                                    const BambuRecordField *fields,
                                    guint n_fields,
                                    gsize values_offset);

/* Reads everything of @object; called once. */
void bambu_record_read (BambuRecord *self, JsonObject *object);

/* @type: a record; @object: (nullable). Returns: (transfer full): one of it */
gpointer bambu_record_new (GType type, JsonObject *object);

/* @node: (nullable): an array, or one object; what else there is is left out. Returns: (transfer
 * full): the list */
GListStore *bambu_record_list_new (GType type, JsonNode *node);

/**
 * BAMBU_DEFINE_RECORD:
 * @settler: a function that gets the type's values after they were read, for what follows from
 * them; or `NULL`
 *
 * Defines a record whose values are a `Type##Values`.
 */
#define BAMBU_DEFINE_RECORD(Type, type, FIELDS, settler)                                           \
  struct _##Type                                                                                   \
  {                                                                                                \
    BambuRecord parent_instance;                                                                   \
                                                                                                   \
    Type##Values values;                                                                           \
  };                                                                                               \
                                                                                                   \
  G_DEFINE_FINAL_TYPE (Type, type, BAMBU_TYPE_RECORD)                                              \
                                                                                                   \
  static void type##_class_init (Type##Class *klass)                                               \
  {                                                                                                \
    bambu_record_class_set_fields (BAMBU_RECORD_CLASS (klass), FIELDS, G_N_ELEMENTS (FIELDS),      \
                                   G_STRUCT_OFFSET (Type, values));                                \
    BAMBU_RECORD_CLASS (klass)->settle = (void (*) (gpointer)) (settler);                          \
  }                                                                                                \
                                                                                                   \
  static void type##_init (Type *self)                                                             \
  {                                                                                                \
  }                                                                                                \
                                                                                                   \
  const Type##Values *type##_get_values (Type *self)                                               \
  {                                                                                                \
    g_return_val_if_fail (self != NULL, NULL);                                                     \
                                                                                                   \
    return &self->values;                                                                          \
  }

G_END_DECLS
