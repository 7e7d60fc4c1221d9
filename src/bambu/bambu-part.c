/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-part-private.h"

#include <math.h>

G_DEFINE_ABSTRACT_TYPE (BambuPart, bambu_part, G_TYPE_OBJECT)

#define AT(Type, place) (*(Type *) (place))
#define CONST_AT(Type, place) (*(Type const *) (place))

static gpointer
get_reading (BambuPart *self)
{
  return G_STRUCT_MEMBER_P (self, BAMBU_PART_GET_CLASS (self)->reading_offset);
}

static gboolean
is_equal_strv (const char *const *a, const char *const *b)
{
  if (a == b)
    return TRUE;

  return a != NULL && b != NULL && g_strv_equal (a, b);
}

static gboolean
is_equal (const BambuField *field, gconstpointer a, gconstpointer b)
{
  switch (field->kind)
    {
    case BAMBU_FIELD_BOOLEAN:
    case BAMBU_FIELD_INT:
    case BAMBU_FIELD_ENUM:
    case BAMBU_FIELD_FLAGS:
      return CONST_AT (int, a) == CONST_AT (int, b);
    case BAMBU_FIELD_INT64:
      return CONST_AT (gint64, a) == CONST_AT (gint64, b);
    case BAMBU_FIELD_DOUBLE:
      return CONST_AT (double, a) == CONST_AT (double, b)
             || (isnan (CONST_AT (double, a)) && isnan (CONST_AT (double, b)));
    case BAMBU_FIELD_STRING:
      return CONST_AT (char *, a) == CONST_AT (char *, b)
             || g_strcmp0 (CONST_AT (char *, a), CONST_AT (char *, b)) == 0;
    case BAMBU_FIELD_STRV:
      return is_equal_strv (CONST_AT (const char *const *, a), CONST_AT (const char *const *, b));
    case BAMBU_FIELD_BYTES:
    case BAMBU_FIELD_OBJECT:
      return CONST_AT (gpointer, a) == CONST_AT (gpointer, b);
    default:
      g_assert_not_reached ();
    }
}

static void
take_over (const BambuField *field, gpointer place, gconstpointer value)
{
  switch (field->kind)
    {
    case BAMBU_FIELD_BOOLEAN:
    case BAMBU_FIELD_INT:
    case BAMBU_FIELD_ENUM:
    case BAMBU_FIELD_FLAGS:
      AT (int, place) = CONST_AT (int, value);
      break;
    case BAMBU_FIELD_INT64:
      AT (gint64, place) = CONST_AT (gint64, value);
      break;
    case BAMBU_FIELD_DOUBLE:
      AT (double, place) = CONST_AT (double, value);
      break;
    case BAMBU_FIELD_STRING:
      {
        char *copy = g_strdup (CONST_AT (char *, value));

        g_free (AT (char *, place));
        AT (char *, place) = copy;
      }
      break;
    case BAMBU_FIELD_STRV:
      {
        char **copy = g_strdupv (CONST_AT (char **, value));

        g_strfreev (AT (char **, place));
        AT (char **, place) = copy;
      }
      break;
    case BAMBU_FIELD_BYTES:
      g_clear_pointer ((GBytes **) place, g_bytes_unref);
      if (CONST_AT (gpointer, value))
        AT (GBytes *, place) = g_bytes_ref (CONST_AT (GBytes *, value));
      break;
    case BAMBU_FIELD_OBJECT:
      g_set_object ((GObject **) place, CONST_AT (GObject *, value));
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
clear (const BambuField *field, gpointer place)
{
  if (field->kind == BAMBU_FIELD_STRING)
    g_clear_pointer ((char **) place, g_free);
  else if (field->kind == BAMBU_FIELD_STRV)
    g_clear_pointer ((char ***) place, g_strfreev);
  else if (field->kind == BAMBU_FIELD_BYTES)
    g_clear_pointer ((GBytes **) place, g_bytes_unref);
  else if (field->kind == BAMBU_FIELD_OBJECT)
    g_clear_object ((GObject **) place);
}

static GParamSpec *
make_property (const BambuField *field)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const char *name = field->name;

  switch (field->kind)
    {
    case BAMBU_FIELD_BOOLEAN:
      return g_param_spec_boolean (name, NULL, NULL, FALSE, flags);
    case BAMBU_FIELD_INT:
      return g_param_spec_int (name, NULL, NULL, G_MININT, G_MAXINT, 0, flags);
    case BAMBU_FIELD_INT64:
      return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    case BAMBU_FIELD_DOUBLE:
      return g_param_spec_double (name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
    case BAMBU_FIELD_ENUM:
      return g_param_spec_enum (name, NULL, NULL, field->get_type (), 0, flags);
    case BAMBU_FIELD_FLAGS:
      return g_param_spec_flags (name, NULL, NULL, field->get_type (), 0, flags);
    case BAMBU_FIELD_STRING:
      return g_param_spec_string (name, NULL, NULL, NULL, flags);
    case BAMBU_FIELD_STRV:
      return g_param_spec_boxed (name, NULL, NULL, G_TYPE_STRV, flags);
    case BAMBU_FIELD_BYTES:
      return g_param_spec_boxed (name, NULL, NULL, G_TYPE_BYTES, flags);
    case BAMBU_FIELD_OBJECT:
      return g_param_spec_object (name, NULL, NULL, field->get_type (), flags);
    default:
      g_assert_not_reached ();
    }
}

static void
bambu_part_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuPart *self = BAMBU_PART (object);
  BambuPartClass *klass = BAMBU_PART_GET_CLASS (self);
  const BambuField *field;
  gconstpointer place;

  if (prop_id == 0 || prop_id > klass->n_fields)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }

  field = &klass->fields[prop_id - 1];
  place = G_STRUCT_MEMBER_P (get_reading (self), field->offset);

  switch (field->kind)
    {
    case BAMBU_FIELD_BOOLEAN:
      g_value_set_boolean (value, CONST_AT (gboolean, place));
      break;
    case BAMBU_FIELD_INT:
      g_value_set_int (value, CONST_AT (int, place));
      break;
    case BAMBU_FIELD_INT64:
      g_value_set_int64 (value, CONST_AT (gint64, place));
      break;
    case BAMBU_FIELD_DOUBLE:
      g_value_set_double (value, CONST_AT (double, place));
      break;
    case BAMBU_FIELD_ENUM:
      g_value_set_enum (value, CONST_AT (int, place));
      break;
    case BAMBU_FIELD_FLAGS:
      g_value_set_flags (value, CONST_AT (guint, place));
      break;
    case BAMBU_FIELD_STRING:
      g_value_set_string (value, CONST_AT (char *, place));
      break;
    case BAMBU_FIELD_STRV:
    case BAMBU_FIELD_BYTES:
      g_value_set_boxed (value, CONST_AT (gpointer, place));
      break;
    case BAMBU_FIELD_OBJECT:
      g_value_set_object (value, CONST_AT (gpointer, place));
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
bambu_part_finalize (GObject *object)
{
  BambuPart *self = BAMBU_PART (object);
  BambuPartClass *klass = BAMBU_PART_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    clear (&klass->fields[i], G_STRUCT_MEMBER_P (get_reading (self), klass->fields[i].offset));

  G_OBJECT_CLASS (bambu_part_parent_class)->finalize (object);
}

static void
bambu_part_class_init (BambuPartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bambu_part_get_property; /* for those that chain up */
  object_class->finalize = bambu_part_finalize;
}

static void
bambu_part_init (BambuPart *self)
{
}

void
bambu_part_class_set_fields (BambuPartClass *klass,
                             const BambuField *fields,
                             guint n_fields,
                             gsize reading_offset)
{
  g_return_if_fail (BAMBU_IS_PART_CLASS (klass));
  g_return_if_fail (klass->fields == NULL);

  /* GObject does not hand accessors down to subclasses. */
  G_OBJECT_CLASS (klass)->get_property = bambu_part_get_property;

  klass->fields = fields;
  klass->n_fields = n_fields;
  klass->reading_offset = reading_offset;
  klass->properties = g_new0 (GParamSpec *, n_fields + 1);

  for (guint i = 0; i < n_fields; i++)
    klass->properties[i + 1] = make_property (&fields[i]);

  g_object_class_install_properties (G_OBJECT_CLASS (klass), n_fields + 1, klass->properties);
}

gboolean
bambu_part_apply (BambuPart *self, gconstpointer reading)
{
  BambuPartClass *klass;
  gpointer mine;
  gboolean changed = FALSE;

  g_return_val_if_fail (BAMBU_IS_PART (self), FALSE);
  g_return_val_if_fail (reading != NULL, FALSE);

  klass = BAMBU_PART_GET_CLASS (self);
  mine = get_reading (self);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const BambuField *field = &klass->fields[i];
      gpointer place = G_STRUCT_MEMBER_P (mine, field->offset);
      gconstpointer value = (const char *) reading + field->offset;

      if (is_equal (field, place, value))
        continue;

      if (!changed)
        g_object_freeze_notify (G_OBJECT (self));
      changed = TRUE;

      take_over (field, place, value);
      g_object_notify_by_pspec (G_OBJECT (self), klass->properties[i + 1]);
    }

  if (changed)
    g_object_thaw_notify (G_OBJECT (self));

  return changed;
}
