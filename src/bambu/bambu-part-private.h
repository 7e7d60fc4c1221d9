/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-part.h"

G_BEGIN_DECLS

/**
 * BambuFieldKind:
 * @BAMBU_FIELD_BOOLEAN: gboolean
 * @BAMBU_FIELD_INT: int
 * @BAMBU_FIELD_INT64: gint64
 * @BAMBU_FIELD_DOUBLE: double; NaN equals NaN
 * @BAMBU_FIELD_ENUM: an enum of `get_type`
 * @BAMBU_FIELD_FLAGS: flags of `get_type`
 * @BAMBU_FIELD_STRING: const char *, nullable; the part has a copy of its own
 * @BAMBU_FIELD_STRV: const char *const *, nullable; likewise
 * @BAMBU_FIELD_BYTES: GBytes *, nullable; the part holds a reference
 * @BAMBU_FIELD_OBJECT: a #GObject of `get_type`, nullable; the part holds a reference
 */
typedef enum
{
  BAMBU_FIELD_BOOLEAN,
  BAMBU_FIELD_INT,
  BAMBU_FIELD_INT64,
  BAMBU_FIELD_DOUBLE,
  BAMBU_FIELD_ENUM,
  BAMBU_FIELD_FLAGS,
  BAMBU_FIELD_STRING,
  BAMBU_FIELD_STRV,
  BAMBU_FIELD_BYTES,
  BAMBU_FIELD_OBJECT,
} BambuFieldKind;

/**
 * BambuField:
 * @name: the property
 * @kind: what lies at @offset
 * @offset: in the reading
 * @get_type: (nullable): the type of an enum, flags or object
 */
struct _BambuField
{
  const char *name;
  BambuFieldKind kind;
  guint offset;
  GType (*get_type) (void);
};

#define BAMBU_FIELD(Reading, member, name, KIND)                                                   \
  { name, BAMBU_FIELD_##KIND, G_STRUCT_OFFSET (Reading, member), NULL }
#define BAMBU_TYPED_FIELD(Reading, member, name, KIND, get_type)                                   \
  { name, BAMBU_FIELD_##KIND, G_STRUCT_OFFSET (Reading, member), get_type }

/**
 * bambu_part_class_set_fields:
 * @klass: a class
 * @fields: (array length=n_fields): its table, static
 * @reading_offset: where the reading lies in the instance
 *
 * Makes a read-only property of each field; their ids are 1 to @n_fields, so a subclass's own
 * properties follow from there.
 */
void bambu_part_class_set_fields (BambuPartClass *klass,
                                  const BambuField *fields,
                                  guint n_fields,
                                  gsize reading_offset);

/**
 * bambu_part_apply:
 * @self: a part
 * @reading: what it should show; strings and objects are borrowed
 *
 * Takes over what differs from what it has, and notifies that.
 *
 * Returns: %TRUE if something differed
 */
gboolean bambu_part_apply (BambuPart *self, gconstpointer reading);

G_END_DECLS
