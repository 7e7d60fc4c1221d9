/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-part-private.h"

G_BEGIN_DECLS

/**
 * BAMBU_DEFINE_FACTS:
 *
 * Defines a part whose values are a `Type##Values` that is given to its `_new ()`, which copies
 * what it points to, and does not change any more.
 */
#define BAMBU_DEFINE_FACTS(Type, type, FIELDS)                                                     \
  struct _##Type                                                                                   \
  {                                                                                                \
    BambuPart parent_instance;                                                                     \
                                                                                                   \
    Type##Values values;                                                                           \
  };                                                                                               \
                                                                                                   \
  G_DEFINE_FINAL_TYPE (Type, type, BAMBU_TYPE_PART)                                                \
                                                                                                   \
  static void type##_class_init (Type##Class *klass)                                               \
  {                                                                                                \
    bambu_part_class_set_fields (BAMBU_PART_CLASS (klass), FIELDS, G_N_ELEMENTS (FIELDS),          \
                                 G_STRUCT_OFFSET (Type, values));                                  \
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
  }                                                                                                \
                                                                                                   \
  Type *type##_new (const Type##Values *values)                                                    \
  {                                                                                                \
    Type *self = g_object_new (type##_get_type (), NULL);                                          \
                                                                                                   \
    bambu_part_apply (BAMBU_PART (self), values);                                                  \
                                                                                                   \
    return self;                                                                                   \
  }

G_END_DECLS
