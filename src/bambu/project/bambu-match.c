/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-match.h"

#include <math.h>
#include <string.h>

#include "bambu-lab.h"

#define HT_FIRST 128
#define HT_LAST 135
#define A2L_LITE 16
#define SLOTS_PER_UNIT 4

/* From here on, as BambuLab's distances go, anybody sees another colour. */
#define OTHER_COLOUR 10.0
/* Farther than any two colours are */
#define UNKNOWN_COLOUR 1000.0

G_DEFINE_ENUM_TYPE (BambuMatchReason,
                    bambu_match_reason,
                    G_DEFINE_ENUM_VALUE (BAMBU_MATCH_REASON_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (BAMBU_MATCH_REASON_NO_MATERIAL, "no-material"),
                    G_DEFINE_ENUM_VALUE (BAMBU_MATCH_REASON_NOTHING_LOADED, "nothing-loaded"),
                    G_DEFINE_ENUM_VALUE (BAMBU_MATCH_REASON_OTHER_MATERIAL, "other-material"),
                    G_DEFINE_ENUM_VALUE (BAMBU_MATCH_REASON_OTHER_EXTRUDER, "other-extruder"),
                    G_DEFINE_ENUM_VALUE (BAMBU_MATCH_REASON_TAKEN, "taken"),
                    G_DEFINE_ENUM_VALUE (BAMBU_MATCH_REASON_EXTERNAL_SHARED, "external-shared"),
                    G_DEFINE_ENUM_VALUE (BAMBU_MATCH_REASON_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (BAMBU_MATCH_REASON_UNKNOWN, "unknown"))

G_DEFINE_FLAGS_TYPE (BambuMatchNotes,
                     bambu_match_notes,
                     G_DEFINE_ENUM_VALUE (BAMBU_MATCH_NOTE_OTHER_PRESET, "other-preset"),
                     G_DEFINE_ENUM_VALUE (BAMBU_MATCH_NOTE_OTHER_COLOUR, "other-colour"),
                     G_DEFINE_ENUM_VALUE (BAMBU_MATCH_NOTE_TOO_LITTLE, "too-little"),
                     G_DEFINE_ENUM_VALUE (BAMBU_MATCH_NOTE_SOFT, "soft"),
                     G_DEFINE_ENUM_VALUE (BAMBU_MATCH_NOTE_UNFIT_FOR_LITE, "unfit-for-lite"),
                     G_DEFINE_ENUM_VALUE (BAMBU_MATCH_NOTE_SHARED, "shared"))

/* A filament and a slot that it can come from */
typedef struct
{
  guint filament;
  guint slot;
  gboolean is_external;
  gboolean is_other_preset;
  double distance;
  gboolean is_too_little;
  double remain_grams;
} Pair;

static const BambuProjectFilamentValues *
get_filament (GListModel *filaments, guint i)
{
  g_autoptr (BambuProjectFilament) filament = g_list_model_get_item (filaments, i);

  return bambu_project_filament_get_values (filament); /* the list holds it */
}

static const BambuSlot *
get_slot (const GArray *slots, guint i)
{
  return &g_array_index (slots, BambuSlot, i);
}

static gboolean
is_external (const BambuSlot *slot)
{
  return slot->ams == BAMBU_EXTERNAL_MAIN || slot->ams == BAMBU_EXTERNAL_DEPUTY;
}

/* Support for PLA is called PLA-S, or PLA with a number that says so. */
static char *
dup_material (const char *material, const char *filament_id)
{
  static const char *const supported[] = { "PLA", "PETG", "PA", "ABS", NULL };
  g_autofree char *name = g_ascii_strup (material, -1);

  if (filament_id && g_str_has_prefix (filament_id, "GFS") && g_strv_contains (supported, name))
    return g_strconcat (name, "-S", NULL);

  return g_steal_pointer (&name);
}

static gboolean
is_same_material (const BambuProjectFilamentValues *filament, const BambuSlot *slot)
{
  g_autofree char *wanted = dup_material (filament->material, filament->filament_id);
  g_autofree char *loaded = dup_material (slot->material, slot->filament_id);

  return g_str_equal (wanted, loaded);
}

static gboolean
read_lab (const char *colour, BambuLab *lab, double *alpha)
{
  double channels[4];

  if (!colour || strlen (colour) != 8 || strspn (colour, "0123456789abcdefABCDEF") != 8)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (channels); i++)
    channels[i] =
        (g_ascii_xdigit_value (colour[2 * i]) * 16 + g_ascii_xdigit_value (colour[2 * i + 1]))
        / 255.0;

  *lab = bambu_lab_from_rgb (channels[0], channels[1], channels[2]);
  *alpha = channels[3];

  return TRUE;
}

/* Of the colour that is farthest off, where a spool has several */
static double
get_distance (const BambuProjectFilamentValues *filament, const BambuSlot *slot)
{
  BambuLab wanted;
  double wanted_alpha;
  double farthest = -1;

  if (!read_lab (filament->colour, &wanted, &wanted_alpha))
    return UNKNOWN_COLOUR;

  for (guint i = 0; slot->colours && slot->colours[i]; i++)
    {
      BambuLab loaded;
      double alpha;

      if (!read_lab (slot->colours[i], &loaded, &alpha))
        return UNKNOWN_COLOUR;

      farthest = MAX (
          farthest, hypot (bambu_lab_get_distance (wanted, loaded), (wanted_alpha - alpha) * 100));
    }

  return farthest < 0 ? UNKNOWN_COLOUR : farthest;
}

static gboolean
is_other_preset (const BambuProjectFilamentValues *filament, const BambuSlot *slot)
{
  return g_strcmp0 (filament->filament_id, slot->filament_id) != 0;
}

static gboolean
is_too_little (const BambuProjectFilamentValues *filament, const BambuSlot *slot)
{
  return filament->grams > slot->remain_grams; /* not if either is NaN */
}

static gboolean
has_prefix (const char *material, const char *const *prefixes)
{
  for (guint i = 0; prefixes[i]; i++)
    if (g_ascii_strncasecmp (material, prefixes[i], strlen (prefixes[i])) == 0)
      return TRUE;

  return FALSE;
}

/* Of an AMS unit, whatever it is called */
static BambuMatchNotes
get_unit_notes (const BambuSlot *slot)
{
  static const char *const soft[] = { "TPU", NULL };
  static const char *const made_for_ams[] = { "GFU02", "GFU98", NULL };
  static const char *const hot[] = { "PA", "PC", "PPA", "PPS", NULL };
  const char *material = slot->material;
  BambuMatchNotes notes = 0;

  if (has_prefix (material, soft) && g_ascii_strcasecmp (material, "TPU-AMS") != 0
      && !(slot->filament_id && g_strv_contains (made_for_ams, slot->filament_id)))
    notes |= BAMBU_MATCH_NOTE_SOFT;

  if (slot->kind == BAMBU_AMS_KIND_LITE
      && ((has_prefix (material, hot) && g_ascii_strcasecmp (material, "PCTG") != 0)
          || g_str_has_suffix (material, "-CF") || g_str_has_suffix (material, "-GF")))
    notes |= BAMBU_MATCH_NOTE_UNFIT_FOR_LITE;

  return notes;
}

static BambuMatchNotes
get_notes (const BambuProjectFilamentValues *filament, const BambuSlot *slot)
{
  BambuMatchNotes notes = is_external (slot) ? 0 : get_unit_notes (slot);

  if (is_other_preset (filament, slot))
    notes |= BAMBU_MATCH_NOTE_OTHER_PRESET;
  if (get_distance (filament, slot) > OTHER_COLOUR)
    notes |= BAMBU_MATCH_NOTE_OTHER_COLOUR;
  if (is_too_little (filament, slot))
    notes |= BAMBU_MATCH_NOTE_TOO_LITTLE;

  return notes;
}

static gboolean
is_at_extruder (const BambuProjectFilamentValues *filament, const BambuSlot *slot)
{
  return slot->extruder >= 0 && (filament->extruder < 0 || filament->extruder == slot->extruder);
}

/* Whether another filament of the plate is printed by the same nozzle, or may be */
static gboolean
shares_extruder (GListModel *filaments, guint filament, int extruder)
{
  for (guint i = 0; i < g_list_model_get_n_items (filaments); i++)
    {
      int other = get_filament (filaments, i)->extruder;

      if (i != filament && (other < 0 || other == extruder))
        return TRUE;
    }

  return FALSE;
}

static BambuMatchReason
judge (GListModel *filaments, guint i, const BambuSlot *slot)
{
  const BambuProjectFilamentValues *filament = get_filament (filaments, i);

  /* Nothing senses a spool outside: it is empty where nobody has described it. */
  if (slot->state == BAMBU_TRAY_STATE_EMPTY && !is_external (slot))
    return BAMBU_MATCH_REASON_EMPTY;
  if (!is_at_extruder (filament, slot))
    return BAMBU_MATCH_REASON_OTHER_EXTRUDER;
  if (is_external (slot) && shares_extruder (filaments, i, slot->extruder))
    return BAMBU_MATCH_REASON_EXTERNAL_SHARED;
  if (slot->state != BAMBU_TRAY_STATE_KNOWN || !slot->material)
    return BAMBU_MATCH_REASON_UNKNOWN;
  if (!filament->material)
    return BAMBU_MATCH_REASON_NO_MATERIAL;
  if (!is_same_material (filament, slot))
    return BAMBU_MATCH_REASON_OTHER_MATERIAL;

  return BAMBU_MATCH_REASON_NONE;
}

/* Of all the slots, the one that is least wrong says why there is none. */
static BambuMatchReason
explain (GListModel *filaments, guint i, const GArray *slots)
{
  const BambuProjectFilamentValues *filament = get_filament (filaments, i);
  BambuMatchReason nearest = BAMBU_MATCH_REASON_NOTHING_LOADED;

  if (!filament->material)
    return BAMBU_MATCH_REASON_NO_MATERIAL;

  for (guint j = 0; j < slots->len; j++)
    {
      const BambuSlot *slot = get_slot (slots, j);
      BambuMatchReason reason = judge (filaments, i, slot);

      if (slot->state != BAMBU_TRAY_STATE_KNOWN || !slot->material)
        continue;

      if (!is_same_material (filament, slot))
        reason = BAMBU_MATCH_REASON_OTHER_MATERIAL;
      if (reason == BAMBU_MATCH_REASON_NONE)
        reason = BAMBU_MATCH_REASON_TAKEN;

      /* A spool outside is at hand; the other nozzle takes slicing again. */
      if (nearest != BAMBU_MATCH_REASON_TAKEN && reason > nearest)
        nearest = reason;
    }

  return nearest;
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *one = a;
  const Pair *other = b;
  double one_remain = isnan (one->remain_grams) ? G_MAXDOUBLE : one->remain_grams;
  double other_remain = isnan (other->remain_grams) ? G_MAXDOUBLE : other->remain_grams;

  if (one->is_external != other->is_external)
    return one->is_external - other->is_external;
  if (one->is_other_preset != other->is_other_preset)
    return one->is_other_preset - other->is_other_preset;
  if (one->distance != other->distance)
    return one->distance < other->distance ? -1 : 1;
  if (one->is_too_little != other->is_too_little)
    return one->is_too_little - other->is_too_little;
  if (one_remain != other_remain)
    return one_remain < other_remain ? -1 : 1;
  if (one->filament != other->filament)
    return one->filament < other->filament ? -1 : 1;

  return one->slot < other->slot ? -1 : one->slot > other->slot;
}

static GArray *
list_pairs (GListModel *filaments, const GArray *slots)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (Pair));

  for (guint i = 0; i < g_list_model_get_n_items (filaments); i++)
    for (guint j = 0; j < slots->len; j++)
      {
        const BambuProjectFilamentValues *filament = get_filament (filaments, i);
        const BambuSlot *slot = get_slot (slots, j);
        Pair pair = { i,
                      j,
                      is_external (slot),
                      is_other_preset (filament, slot),
                      get_distance (filament, slot),
                      is_too_little (filament, slot),
                      slot->remain_grams };

        if (judge (filaments, i, slot) == BAMBU_MATCH_REASON_NONE)
          g_array_append_val (pairs, pair);
      }

  g_array_sort (pairs, compare_pairs);

  return pairs;
}

static BambuMatch *
get_match (const GArray *matches, guint i)
{
  return &g_array_index (matches, BambuMatch, i);
}

static gboolean
is_taken (const GArray *matches, guint filament, int slot)
{
  for (guint i = 0; i < matches->len; i++)
    if (i != filament && get_match (matches, i)->slot == slot)
      return TRUE;

  return FALSE;
}

static void
judge_all (GArray *matches, GListModel *filaments, const GArray *slots)
{
  for (guint i = 0; i < matches->len; i++)
    {
      BambuMatch *match = get_match (matches, i);
      const BambuSlot *slot;

      match->notes = 0;
      if (match->slot < 0)
        {
          match->reason = explain (filaments, i, slots);
          continue;
        }

      slot = get_slot (slots, match->slot);
      match->reason = judge (filaments, i, slot);
      if (match->reason == BAMBU_MATCH_REASON_NONE)
        match->notes = get_notes (get_filament (filaments, i), slot);
      if (is_taken (matches, i, match->slot))
        match->notes |= BAMBU_MATCH_NOTE_SHARED;
    }
}

GArray *
bambu_match_propose (GListModel *filaments, const GArray *slots)
{
  GArray *matches;
  g_autoptr (GArray) pairs = NULL;
  guint n_filaments;

  g_return_val_if_fail (G_IS_LIST_MODEL (filaments), NULL);
  g_return_val_if_fail (slots != NULL, NULL);

  n_filaments = g_list_model_get_n_items (filaments);
  matches = g_array_new (FALSE, TRUE, sizeof (BambuMatch));
  g_array_set_size (matches, n_filaments);
  for (guint i = 0; i < n_filaments; i++)
    get_match (matches, i)->slot = -1;

  /* The best pair of all comes first, so that no filament takes another one's spool. */
  pairs = list_pairs (filaments, slots);
  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);
      BambuMatch *match = get_match (matches, pair->filament);

      if (match->slot < 0 && !is_taken (matches, pair->filament, (int) pair->slot))
        match->slot = (int) pair->slot;
    }

  judge_all (matches, filaments, slots);

  return matches;
}

void
bambu_match_choose (
    GArray *matches, GListModel *filaments, const GArray *slots, guint filament, int slot)
{
  g_return_if_fail (matches != NULL && slots != NULL);
  g_return_if_fail (matches->len == g_list_model_get_n_items (filaments));
  g_return_if_fail (filament < matches->len);
  g_return_if_fail (slot >= -1 && slot < (int) slots->len);

  *get_match (matches, filament) = (BambuMatch) { .slot = slot };
  judge_all (matches, filaments, slots);
}

gboolean
bambu_match_can_overrule (const BambuMatch *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->slot >= 0
         && (self->reason == BAMBU_MATCH_REASON_OTHER_MATERIAL
             || self->reason == BAMBU_MATCH_REASON_UNKNOWN
             || self->reason == BAMBU_MATCH_REASON_NO_MATERIAL);
}

gboolean
bambu_match_is_settled (const BambuMatch *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->slot >= 0
         && (self->reason == BAMBU_MATCH_REASON_NONE
             || (self->is_overruled && bambu_match_can_overrule (self)));
}

static BambuMapping
map (const BambuSlot *slot)
{
  if (is_external (slot))
    return (BambuMapping) { -1, slot->ams, 0 };
  if (slot->ams >= HT_FIRST && slot->ams <= HT_LAST)
    return (BambuMapping) { slot->ams, slot->ams, 0 };
  if (slot->ams == A2L_LITE)
    return (BambuMapping) { slot->slot, slot->ams, slot->slot };

  return (BambuMapping) { slot->ams * SLOTS_PER_UNIT + slot->slot, slot->ams, slot->slot };
}

GArray *
bambu_mapping_new (GListModel *filaments,
                   guint n_positions,
                   const GArray *slots,
                   const GArray *matches)
{
  g_autoptr (GArray) mapping = g_array_new (FALSE, FALSE, sizeof (BambuMapping));
  static const BambuMapping nowhere = { -1, BAMBU_MAPPING_NOWHERE, BAMBU_MAPPING_NOWHERE };

  g_return_val_if_fail (matches != NULL && slots != NULL, NULL);
  g_return_val_if_fail (matches->len == g_list_model_get_n_items (filaments), NULL);

  for (guint i = 0; i < n_positions; i++)
    g_array_append_val (mapping, nowhere);

  for (guint i = 0; i < matches->len; i++)
    {
      const BambuMatch *match = get_match (matches, i);
      guint position = (guint) get_filament (filaments, i)->position;

      g_return_val_if_fail (position >= 1 && position <= n_positions, NULL);

      if (!bambu_match_is_settled (match))
        return NULL;

      g_array_index (mapping, BambuMapping, position - 1) = map (get_slot (slots, match->slot));
    }

  return g_steal_pointer (&mapping);
}
