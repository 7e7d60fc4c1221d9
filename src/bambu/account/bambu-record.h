/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-part.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_RECORD (bambu_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (BambuRecord, bambu_record, BAMBU, RECORD, BambuPart)

typedef struct _BambuRecordField BambuRecordField;

/**
 * BambuRecord:
 *
 * What the things that the service lists have in common: values that are read from JSON once, and
 * stay. A subclass has them in one public struct, which its `_get_values ()` shows to C; each is a
 * readable property too, for bindings. A text that was not given is %NULL, a time 0, other numbers
 * what the struct says.
 */
struct _BambuRecordClass
{
  BambuPartClass parent_class;

  /*< private >*/
  const BambuRecordField *record_fields;
  void (*settle) (gpointer values);
};

G_END_DECLS
