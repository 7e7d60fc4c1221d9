/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define BAMBU_TYPE_PART (bambu_part_get_type ())
G_DECLARE_DERIVABLE_TYPE (BambuPart, bambu_part, BAMBU, PART, GObject)

typedef struct _BambuField BambuField;

/**
 * BambuPart:
 *
 * What [class@Bambu.Printer] and its parts have in common: properties that only reports change.
 * A subclass keeps its values in one struct, its reading, and describes that in a table; this
 * class makes the properties from the table, answers for them and notifies what a new reading
 * changed. Main context only.
 */
struct _BambuPartClass
{
  GObjectClass parent_class;

  /*< private >*/
  const BambuField *fields;
  guint n_fields;
  gsize reading_offset;
  GParamSpec **properties;
};

G_END_DECLS
