/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-report-private.h"

#include <string.h>

#include "bambu-value-private.h"

/* A yyjson document gives nothing back before it is freed: what was replaced is waste until the
 * rest moves to a new document. Both figures are bytes, as far as they can be told. */
#define WASTE_ALLOWED (64 * 1024)
#define LIVE_ALLOWED (4 * 1024 * 1024)
#define VALUE_COST 32 /* a value with a short text */

#define UNITS_MAX 16
#define TRAYS_MAX 16

/* A printer that loses power says once more that it has no AMS. One that goes on saying so for this
 * long means it. */
#define POWER_OFF_PATIENCE (60 * G_USEC_PER_SEC)

struct _BambuReport
{
  yyjson_mut_doc *document;
  yyjson_mut_val *values[BAMBU_N_KEYS];
  gboolean complete;
  gint64 ams_gone_since;
  gsize live;
  gsize spent; /* since the document was new */
};

static yyjson_mut_val *
copy_value (BambuReport *self, yyjson_val *value)
{
  gsize n_values = unsafe_yyjson_is_ctn (value)
                       ? ((char *) unsafe_yyjson_get_next (value) - (char *) value) / sizeof *value
                       : 1;

  self->spent += n_values * VALUE_COST;
  if (unsafe_yyjson_is_str (value))
    self->spent += yyjson_get_len (value);

  return yyjson_val_mut_copy (self->document, value);
}

/* A value in its place in a list or an object becomes another one. */
static void
overwrite (yyjson_mut_val *place, yyjson_mut_val *value)
{
  place->tag = value->tag;
  place->uni = value->uni;
}

static gboolean assign (BambuReport *self, yyjson_mut_val *place, yyjson_val *value);

static gboolean
assign_text (BambuReport *self, yyjson_mut_val *place, yyjson_val *value)
{
  gsize size = yyjson_get_len (value) + 1;

  if (yyjson_mut_is_str (place))
    {
      if (yyjson_mut_equals_strn (place, yyjson_get_str (value), size - 1))
        return FALSE;

      /* Each text in the document is its value's own. */
      if (size <= yyjson_mut_get_len (place) + 1)
        {
          memcpy ((char *) place->uni.str, yyjson_get_str (value), size);
          place->tag = value->tag;
          return TRUE;
        }
    }

  overwrite (place, copy_value (self, value));

  return TRUE;
}

/* Where both have the same form, as reports of one printer mostly do, only the leaves are looked
 * at. Sets @same_form to FALSE when they do not; what was assigned until then is of no use. */
static gboolean
assign_members (BambuReport *self, yyjson_mut_val *place, yyjson_val *value, gboolean *same_form)
{
  gboolean changed = FALSE;

  if (yyjson_is_arr (value))
    {
      yyjson_mut_arr_iter places = yyjson_mut_arr_iter_with (place);
      yyjson_arr_iter values = yyjson_arr_iter_with (value);
      yyjson_val *member;

      while ((member = yyjson_arr_iter_next (&values)))
        changed |= assign (self, yyjson_mut_arr_iter_next (&places), member);
    }
  else
    {
      yyjson_mut_obj_iter places = yyjson_mut_obj_iter_with (place);
      yyjson_obj_iter values = yyjson_obj_iter_with (value);
      yyjson_val *key;

      while ((key = yyjson_obj_iter_next (&values)))
        {
          yyjson_mut_val *old_key = yyjson_mut_obj_iter_next (&places);

          if (!yyjson_mut_equals_strn (old_key, yyjson_get_str (key), yyjson_get_len (key)))
            {
              *same_form = FALSE;
              return TRUE;
            }

          changed |=
              assign (self, yyjson_mut_obj_iter_get_val (old_key), yyjson_obj_iter_get_val (key));
        }
    }

  return changed;
}

/* Makes @place equal to @value, in place as far as it goes. Returns whether it was not yet. */
static gboolean
assign (BambuReport *self, yyjson_mut_val *place, yyjson_val *value)
{
  if (unsafe_yyjson_is_str (value))
    return assign_text (self, place, value);

  if (unsafe_yyjson_is_ctn (value))
    {
      gboolean same_form = place->tag == value->tag;
      gboolean changed = same_form ? assign_members (self, place, value, &same_form) : TRUE;

      if (!same_form)
        overwrite (place, copy_value (self, value));

      return changed;
    }

  if (place->tag == value->tag && place->uni.u64 == value->uni.u64)
    return FALSE;

  place->tag = value->tag;
  place->uni = value->uni;

  return TRUE;
}

static void
add_member (BambuReport *self, yyjson_mut_val *object, yyjson_val *key, yyjson_val *value)
{
  yyjson_mut_obj_add (object, copy_value (self, key), copy_value (self, value));
}

static gboolean
merge_object (BambuReport *self, yyjson_mut_val *object, yyjson_val *delta)
{
  gboolean changed = FALSE;
  yyjson_obj_iter iter = yyjson_obj_iter_with (delta);
  yyjson_val *key;

  while ((key = yyjson_obj_iter_next (&iter)))
    {
      yyjson_val *value = yyjson_obj_iter_get_val (key);
      yyjson_mut_val *place =
          yyjson_mut_obj_getn (object, yyjson_get_str (key), yyjson_get_len (key));

      if (place == NULL)
        {
          add_member (self, object, key, value);
          changed = TRUE;
        }
      /* `device.*.info` is stated as a whole, list or not. */
      else if (yyjson_is_obj (value) && yyjson_mut_is_obj (place)
               && !yyjson_equals_str (key, "info"))
        {
          changed |= merge_object (self, place, value);
        }
      else
        {
          changed |= assign (self, place, value);
        }
    }

  return changed;
}

/* Ids come as text and as numbers. */
static gint64
get_id (yyjson_val *object)
{
  yyjson_val *id = yyjson_obj_get (object, "id");
  const char *text = yyjson_get_str (id);
  guint64 number;

  if (yyjson_is_int (id))
    return yyjson_get_sint (id);

  return text && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &number, NULL) ? (gint64) number
                                                                                   : -1;
}

static yyjson_mut_val *
find_by_id (yyjson_mut_val *list, gint64 id)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (list);
  yyjson_mut_val *member;

  while ((member = yyjson_mut_arr_iter_next (&iter)))
    {
      gint64 member_id;

      if (bambu_value_read_int (bambu_value_get (member, "id"), &member_id) == BAMBU_ANSWER_GOOD
          && member_id == id)
        return member;
    }

  return NULL;
}

typedef gboolean (*MergeMember) (BambuReport *self, yyjson_mut_val *place, yyjson_val *delta);

static gboolean
merge_by_id (BambuReport *self,
             yyjson_mut_val *list,
             yyjson_val *delta,
             gsize maximum,
             MergeMember merge_member)
{
  gboolean changed = FALSE;
  yyjson_arr_iter iter = yyjson_arr_iter_with (delta);
  yyjson_val *member;

  while ((member = yyjson_arr_iter_next (&iter)))
    {
      gint64 id = get_id (member);
      yyjson_mut_val *place;

      if (id < 0)
        continue;

      if ((place = find_by_id (list, id)))
        {
          changed |= merge_member (self, place, member);
        }
      else if (yyjson_mut_arr_size (list) < maximum)
        {
          yyjson_mut_arr_append (list, copy_value (self, member));
          changed = TRUE;
        }
    }

  return changed;
}

/* A tray of which nothing but its state is said has been emptied. */
static gboolean
merge_tray (BambuReport *self, yyjson_mut_val *tray, yyjson_val *delta)
{
  gsize size = yyjson_obj_size (delta);
  gboolean has_state = yyjson_obj_get (delta, "state") != NULL;
  gboolean is_statement = yyjson_obj_get (delta, "id") && size == (has_state ? 2 : 1);

  if (is_statement
      && (yyjson_mut_obj_size (tray) != size
          || has_state != (yyjson_mut_obj_get (tray, "state") != NULL)))
    {
      overwrite (tray, copy_value (self, delta));
      return TRUE;
    }

  return merge_object (self, tray, delta);
}

static gboolean
merge_unit (BambuReport *self, yyjson_mut_val *unit, yyjson_val *delta)
{
  gboolean changed = FALSE;
  yyjson_obj_iter iter = yyjson_obj_iter_with (delta);
  yyjson_val *key;

  while ((key = yyjson_obj_iter_next (&iter)))
    {
      yyjson_val *value = yyjson_obj_iter_get_val (key);
      yyjson_mut_val *place =
          yyjson_mut_obj_getn (unit, yyjson_get_str (key), yyjson_get_len (key));

      if (place == NULL)
        {
          add_member (self, unit, key, value);
          changed = TRUE;
        }
      else if (!yyjson_equals_str (key, "tray"))
        {
          changed |= assign (self, place, value);
        }
      else if (yyjson_is_arr (value) && yyjson_mut_is_arr (place))
        {
          changed |= merge_by_id (self, place, value, TRAYS_MAX, merge_tray);
        }
      else if (yyjson_is_arr (value) || yyjson_is_null (value))
        {
          changed |= assign (self, place, value);
        }
    }

  return changed;
}

static gboolean
is_zero_bits (yyjson_val *bits)
{
  const char *text = yyjson_get_str (bits);

  return text ? *text && text[strspn (text, "0")] == '\0'
              : yyjson_is_int (bits) && yyjson_get_uint (bits) == 0;
}

/* See POWER_OFF_PATIENCE. */
static gboolean
is_power_off (BambuReport *self, yyjson_val *ams, gint64 now)
{
  yyjson_mut_val *old_bits = self->values[BAMBU_KEY_AMS_EXIST_BITS];
  guint64 bits = 0;

  if (bambu_value_read_bits (old_bits, &bits) != BAMBU_ANSWER_GOOD || bits == 0
      || !is_zero_bits (yyjson_obj_get (ams, "ams_exist_bits"))
      || !is_zero_bits (yyjson_obj_get (ams, "tray_exist_bits"))
      || !yyjson_is_false (yyjson_obj_get (ams, "power_on_flag")))
    {
      self->ams_gone_since = 0;
      return FALSE;
    }

  if (self->ams_gone_since == 0)
    self->ams_gone_since = now;

  return now - self->ams_gone_since < POWER_OFF_PATIENCE;
}

/* A value of another shape says nothing. */
static gboolean
is_of_shape (yyjson_val *value, BambuShape shape)
{
  double number;
  guint64 bits;

  switch (shape)
    {
    case BAMBU_SHAPE_NUMBER:
      return yyjson_is_num (value) || bambu_text_to_number (yyjson_get_str (value), &number);
    case BAMBU_SHAPE_BITS:
      return yyjson_is_num (value) || bambu_text_to_bits (yyjson_get_str (value), &bits);
    case BAMBU_SHAPE_TEXT:
      return yyjson_is_str (value);
    case BAMBU_SHAPE_TRUTH:
      return yyjson_is_bool (value);
    case BAMBU_SHAPE_OBJECT:
      return yyjson_is_obj (value);
    case BAMBU_SHAPE_LIST:
    case BAMBU_SHAPE_UNITS:
      return yyjson_is_arr (value);
    default:
      g_assert_not_reached ();
    }
}

/* Returns whether the field changed. */
static gboolean
merge_key (BambuReport *self, BambuReportKey key, yyjson_val *value, gboolean full)
{
  yyjson_mut_val *place = self->values[key];
  BambuShape shape = bambu_report_fields[key].shape;

  if (yyjson_is_null (value))
    {
      self->values[key] = NULL;
      return place != NULL;
    }

  if (!is_of_shape (value, shape))
    return FALSE;

  if (place == NULL)
    {
      self->values[key] = copy_value (self, value);
      return TRUE;
    }

  if (key == BAMBU_KEY_VT_TRAY && !full)
    return merge_tray (self, place, value);

  if (shape == BAMBU_SHAPE_OBJECT && !full)
    return merge_object (self, place, value);

  if (shape == BAMBU_SHAPE_UNITS && !full)
    return merge_by_id (self, place, value, UNITS_MAX, merge_unit);

  return assign (self, place, value);
}

static BambuSections
drop_keys (BambuReport *self, guint object)
{
  BambuSections sections = 0;

  for (guint key = bambu_report_objects[object].first; key < bambu_report_objects[object].end;
       key++)
    if (self->values[key] != NULL)
      {
        self->values[key] = NULL;
        sections |= bambu_report_fields[key].sections;
      }

  return sections;
}

static void
keep_keys (guint object, gboolean *seen)
{
  for (guint key = bambu_report_objects[object].first; key < bambu_report_objects[object].end;
       key++)
    seen[key] = TRUE;
}

static BambuSections
merge_keys (
    BambuReport *self, guint object, yyjson_val *fields, gboolean full, gint64 now, gboolean *seen)
{
  BambuSections sections = 0;
  yyjson_obj_iter iter = yyjson_obj_iter_with (fields);
  yyjson_val *name;

  while ((name = yyjson_obj_iter_next (&iter)))
    {
      yyjson_val *value = yyjson_obj_iter_get_val (name);
      BambuReportKey key =
          bambu_report_find_key (&bambu_report_objects[object], yyjson_get_str (name));

      if (key != BAMBU_N_KEYS)
        {
          seen[key] = TRUE;
          if (merge_key (self, key, value, full))
            sections |= bambu_report_fields[key].sections;
          continue;
        }

      for (guint i = 1; object == 0 && i < BAMBU_N_REPORT_OBJECTS; i++)
        {
          if (!yyjson_equals_str (name, bambu_report_objects[i].name))
            continue;

          /* A wrong type says nothing, and so does a printer that loses power. */
          if (yyjson_is_null (value))
            sections |= drop_keys (self, i);
          else if (!yyjson_is_obj (value)
                   || (bambu_report_objects[i].first == BAMBU_KEY_AMS_AMS
                       && is_power_off (self, value, now)))
            keep_keys (i, seen);
          else
            sections |= merge_keys (self, i, value, full, now, seen);
        }
    }

  return sections;
}

static BambuSections
drop_missing (BambuReport *self, const gboolean *seen)
{
  BambuSections sections = 0;

  for (guint i = 0; i < BAMBU_N_KEYS; i++)
    if (self->values[i] != NULL && !seen[i])
      {
        self->values[i] = NULL;
        sections |= bambu_report_fields[i].sections;
      }

  return sections;
}

/* Frames nest no deeper than BAMBU_FRAME_MAX_DEPTH, and merging does not add to that. */
static gsize
measure (yyjson_mut_val *value)
{
  gsize size = VALUE_COST;

  if (yyjson_mut_is_str (value))
    {
      size += yyjson_mut_get_len (value);
    }
  else if (yyjson_mut_is_arr (value))
    {
      yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (value);
      yyjson_mut_val *member;

      while ((member = yyjson_mut_arr_iter_next (&iter)))
        size += measure (member);
    }
  else if (yyjson_mut_is_obj (value))
    {
      yyjson_mut_obj_iter iter = yyjson_mut_obj_iter_with (value);
      yyjson_mut_val *key;

      while ((key = yyjson_mut_obj_iter_next (&iter)))
        size += measure (key) + measure (yyjson_mut_obj_iter_get_val (key));
    }

  return size;
}

static void
compact (BambuReport *self)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);

  self->live = 0;

  for (guint i = 0; i < BAMBU_N_KEYS; i++)
    if (self->values[i] != NULL)
      {
        self->live += measure (self->values[i]);
        self->values[i] = yyjson_mut_val_mut_copy (document, self->values[i]);
      }

  yyjson_mut_doc_free (self->document);
  self->document = document;
  self->spent = self->live;
}

BambuReport *
bambu_report_new (void)
{
  BambuReport *self = g_new0 (BambuReport, 1);

  self->document = yyjson_mut_doc_new (NULL);

  return self;
}

void
bambu_report_free (BambuReport *self)
{
  yyjson_mut_doc_free (self->document);
  g_free (self);
}

BambuSections
bambu_report_merge (BambuReport *self, yyjson_val *print, gboolean full, gint64 now)
{
  BambuSections sections;
  gboolean seen[BAMBU_N_KEYS] = { FALSE };

  sections = merge_keys (self, 0, print, full, now, seen);

  if (full)
    {
      sections |= drop_missing (self, seen);
      self->complete = TRUE;
    }

  if (self->spent - self->live > MAX (WASTE_ALLOWED, self->live))
    compact (self);

  /* No printer says this much, unless it wants to. */
  if (self->live > LIVE_ALLOWED)
    {
      g_debug ("A report of %" G_GSIZE_FORMAT " bytes is forgotten", self->live);
      memset (self->values, 0, sizeof self->values);
      self->complete = FALSE;
      compact (self);
      sections = BAMBU_SECTION_ALL;
    }

  return sections;
}

gboolean
bambu_report_is_complete (const BambuReport *self)
{
  return self->complete;
}

yyjson_mut_val *
bambu_report_get (const BambuReport *self, BambuReportKey key)
{
  return self->values[key];
}

/* Where the camera is, without what opens it. */
static yyjson_mut_val *
copy_camera (yyjson_mut_val *camera, yyjson_mut_doc *document)
{
  yyjson_mut_val *copy = yyjson_mut_obj (document);
  static const char *const KEPT[] = { "ipcam_dev", "ipcam_record", "timelapse", "resolution" };
  const char *url = yyjson_mut_get_str (bambu_value_get (camera, "rtsp_url"));

  for (guint i = 0; i < G_N_ELEMENTS (KEPT); i++)
    {
      const char *word = yyjson_mut_get_str (yyjson_mut_obj_get (camera, KEPT[i]));

      if (word)
        yyjson_mut_obj_add_strcpy (document, copy, KEPT[i], word);
    }

  if (url)
    {
      const char *scheme_end = strstr (url, "://");
      gsize scheme = scheme_end ? scheme_end + 3 - url : 0;
      const char *authority = url + scheme;
      const char *at = strrchr (authority, '@');
      g_autofree char *place = NULL;

      if (at)
        authority = at + 1;
      place = g_strdup_printf ("%.*s%.*s", (int) scheme, url, (int) strcspn (authority, "?#"),
                               authority);
      yyjson_mut_obj_add_strcpy (document, copy, "rtsp_url", place);
    }

  return copy;
}

yyjson_mut_val *
bambu_report_copy_to (const BambuReport *self, yyjson_mut_doc *document)
{
  yyjson_mut_val *print = yyjson_mut_obj (document);

  yyjson_mut_obj_add_str (document, print, "command", "push_status");

  for (guint i = 0; i < BAMBU_N_REPORT_OBJECTS; i++)
    {
      yyjson_mut_val *object =
          i == 0 ? print : yyjson_mut_obj_add_obj (document, print, bambu_report_objects[i].name);

      for (guint key = bambu_report_objects[i].first; key < bambu_report_objects[i].end; key++)
        if (self->values[key] != NULL)
          yyjson_mut_obj_add_val (document, object, bambu_report_fields[key].name,
                                  key == BAMBU_KEY_IPCAM
                                      ? copy_camera (self->values[key], document)
                                      : yyjson_mut_val_mut_copy (document, self->values[key]));
    }

  return print;
}

gsize
bambu_report_get_size (const BambuReport *self)
{
  return self->spent;
}
