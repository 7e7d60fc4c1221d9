/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/project/bambu-match.h"

#include <math.h>

#include "bambu/project/bambu-plate-private.h"
#include "report-fixture.h"

#define MAX_FILAMENTS 4
#define MAX_SLOTS 6

#define LITE BAMBU_AMS_KIND_LITE
#define MAIN BAMBU_EXTERNAL_MAIN
#define DEPUTY BAMBU_EXTERNAL_DEPUTY

#define MATCHES BAMBU_MATCH_REASON_NONE
#define PRESET BAMBU_MATCH_NOTE_OTHER_PRESET
#define COLOUR BAMBU_MATCH_NOTE_OTHER_COLOUR

/* extruder: as of a file, so 0 for one nozzle */
typedef struct
{
  int position;
  const char *material;
  const char *id;
  const char *colour;
  double grams;
  int extruder;
} Filament;

typedef struct
{
  int ams;
  int slot;
  const char *material; /* "": empty; "?": unknown */
  const char *id;
  const char *colour;
  double grams; /* 0 unknown */
  int extruder;
  BambuAmsKind kind;
} Slot;

typedef struct
{
  int slot;
  BambuMatchReason reason;
  BambuMatchNotes notes;
} Expected;

typedef struct
{
  const char *name;
  Filament filaments[MAX_FILAMENTS];
  Slot slots[MAX_SLOTS];
  Expected expected[MAX_FILAMENTS];
  guint n_positions;
  const char *mapping; /* tray@ams:slot … AMS; NULL: none */
} Case;

static const Case CASES[] = {
  { "same",
    { { 1, "PLA", "GFA00", "FFFFFFFF", 10 } },
    { { 0, 0, "PLA", "GFA00", "000000FF" }, { 0, 1, "PLA", "GFA00", "FFFFFFFF" } },
    { { 1, MATCHES } },
    1,
    "1@0:1 AMS" },
  { "type-required",
    { { 1, "PLA-CF", "GFA50", "FFFFFFFF", 10 } },
    { { 0, 0, "PLA", "GFA00", "FFFFFFFF" } },
    { { -1, BAMBU_MATCH_REASON_OTHER_MATERIAL } },
    1,
    NULL },
  { "type-in-any-case",
    { { 1, "pla", "GFA00", "FFFFFFFF", 10 } },
    { { 1, 3, "PLA", "GFA00", "FFFFFFFF" } },
    { { 0, MATCHES } },
    1,
    "7@1:3 AMS" },
  { "same-preset-before-colour",
    { { 1, "PLA", "GFA00", "FF0000FF", 10 } },
    { { 0, 0, "PLA", "GFL99", "FF0000FF" }, { 0, 1, "PLA", "GFA00", "0000FFFF" } },
    { { 1, MATCHES, COLOUR } },
    1,
    "1@0:1 AMS" },
  { "nearest-colour",
    { { 1, "PLA", "GFA00", "FF0000FF", 10 } },
    { { 0, 0, "PLA", "GFA00", "FF8000FF" },
      { 0, 1, "PLA", "GFA00", "F01010FF" },
      { 0, 2, "PLA", "GFA00", "C000C0FF" } },
    { { 1, MATCHES } },
    1,
    "1@0:1 AMS" },
  /* By RGB, the dark one would be as near as the green one. */
  { "as-eyes-see",
    { { 1, "PLA", "GFA00", "00FF00FF", 10 } },
    { { 0, 0, "PLA", "GFA00", "0000FFFF" }, { 0, 1, "PLA", "GFA00", "80FF00FF" } },
    { { 1, MATCHES, COLOUR } },
    1,
    "1@0:1 AMS" },
  { "transparent-is-not-white",
    { { 1, "PLA", "GFA00", "FFFFFFFF", 10 } },
    { { 0, 0, "PLA", "GFA00", "FFFFFF00" }, { 0, 1, "PLA", "GFA00", "F0F0F0FF" } },
    { { 1, MATCHES } },
    1,
    "1@0:1 AMS" },
  { "lowest-remaining",
    { { 1, "PLA", "GFA00", "FFFFFFFF", 100 } },
    { { 0, 0, "PLA", "GFA00", "FFFFFFFF", 900 },
      { 0, 1, "PLA", "GFA00", "FFFFFFFF", 0 },
      { 0, 2, "PLA", "GFA00", "FFFFFFFF", 300 },
      { 0, 3, "PLA", "GFA00", "FFFFFFFF", 90 } },
    { { 2, MATCHES } },
    1,
    "2@0:2 AMS" },
  { "too-little-is-better-than-another-colour",
    { { 1, "PLA", "GFA00", "FFFFFFFF", 100 } },
    { { 0, 0, "PLA", "GFA00", "FF0000FF", 900 }, { 0, 1, "PLA", "GFA00", "FFFFFFFF", 90 } },
    { { 1, MATCHES, BAMBU_MATCH_NOTE_TOO_LITTLE } },
    1,
    "1@0:1 AMS" },
  { "never-empty-or-unknown",
    { { 1, "PLA", "GFA00", "FFFFFFFF", 10 } },
    { { 0, 0, "", NULL, NULL }, { 0, 1, "?", NULL, NULL } },
    { { -1, BAMBU_MATCH_REASON_NOTHING_LOADED } },
    1,
    NULL },
  { "no-slots",
    { { 1, "PLA", "GFA00", "FFFFFFFF", 10 } },
    { { 0 } },
    { { -1, BAMBU_MATCH_REASON_NOTHING_LOADED } },
    1,
    NULL },
  { "file-does-not-say",
    { { 1, NULL, NULL, NULL, NAN } },
    { { 0, 0, "PLA", "GFA00", "FFFFFFFF" } },
    { { -1, BAMBU_MATCH_REASON_NO_MATERIAL } },
    1,
    NULL },
  { "two-of-a-kind",
    { { 2, "PLA", "GFA00", "FFFFFFFF", 10 }, { 4, "PLA", "GFA00", "FFFFFFFF", 10 } },
    { { 0, 0, "PLA", "GFA00", "FFFFFFFF" },
      { 0, 1, "PETG", "GFG00", "FFFFFFFF" },
      { 1, 0, "PLA", "GFA00", "FFFFFFFF" } },
    { { 0, MATCHES }, { 2, MATCHES } },
    5,
    "-1@255:255 0@0:0 -1@255:255 4@1:0 -1@255:255 AMS" },
  { "one-for-two",
    { { 1, "PLA", "GFA00", "FFFFFFFF", 10 }, { 2, "PLA", "GFA00", "FFFFFFFF", 10 } },
    { { 0, 0, "PLA", "GFA00", "FFFFFFFF" } },
    { { 0, MATCHES }, { -1, BAMBU_MATCH_REASON_TAKEN } },
    2,
    NULL },
  { "best-pair-first",
    { { 1, "PLA", "GFA00", "FFFFFFFF", 10 }, { 2, "PLA", "GFA00", "000000FF", 10 } },
    { { 0, 0, "PLA", "GFA00", "101010FF" }, { 0, 1, "PLA", "GFL99", "FFFFFFFF" } },
    { { 1, MATCHES, PRESET }, { 0, MATCHES } },
    2,
    "1@0:1 0@0:0 AMS" },
  { "support",
    { { 1, "PLA", "GFS02", "FFFFFFFF", 10 }, { 2, "PLA", "GFA00", "FFFFFFFF", 10 } },
    { { 0, 0, "PLA", "GFA00", "FFFFFFFF" }, { 0, 1, "PLA-S", "GFS02", "FFFFFFFF" } },
    { { 1, MATCHES }, { 0, MATCHES } },
    2,
    "1@0:1 0@0:0 AMS" },
  { "lite",
    { { 1, "PETG-CF", "GFG50", "000000FF", 10 } },
    { { 0, 2, "PETG-CF", "GFG50", "000000FF", 0, 0, LITE } },
    { { 0, MATCHES, BAMBU_MATCH_NOTE_UNFIT_FOR_LITE } },
    1,
    "2@0:2 AMS" },
  { "lite-of-an-a2l",
    { { 1, "PLA", "GFA00", "000000FF", 10 } },
    { { 16, 3, "PLA", "GFA00", "000000FF", 0, 0, LITE } },
    { { 0, MATCHES } },
    1,
    "3@16:3 AMS" },
  { "ht",
    { { 1, "PLA", "GFA00", "000000FF", 10 }, { 2, "PA6-CF", "GFN05", "000000FF", 10 } },
    { { 0, 2, "PLA", "GFA00", "000000FF" },
      { 128, 0, "PA6-CF", "GFN05", "000000FF", 0, 0, BAMBU_AMS_KIND_HT } },
    { { 0, MATCHES }, { 1, MATCHES } },
    2,
    "2@0:2 128@128:0 AMS" },
  { "soft-in-ams",
    { { 1, "TPU", "GFU01", "000000FF", 10 } },
    { { 0, 0, "TPU", "GFU01", "000000FF" } },
    { { 0, MATCHES, BAMBU_MATCH_NOTE_SOFT } },
    1,
    "0@0:0 AMS" },
  { "made-for-ams",
    { { 1, "TPU-AMS", "GFU02", "000000FF", 10 } },
    { { 0, 0, "TPU-AMS", "GFU02", "000000FF" } },
    { { 0, MATCHES } },
    1,
    "0@0:0 AMS" },
  { "external",
    { { 3, "TPU", "GFU01", "000000FF", 10 } },
    { { MAIN, 0, "TPU", "GFU01", "000000FF" } },
    { { 0, MATCHES } },
    3,
    "-1@255:255 -1@255:255 -1@255:0" },
  { "ams-before-external",
    { { 1, "PLA", "GFA00", "FFFFFFFF", 10 } },
    { { MAIN, 0, "PLA", "GFA00", "FFFFFFFF" }, { 0, 0, "PLA", "GFL99", "000000FF" } },
    { { 1, MATCHES, PRESET | COLOUR } },
    1,
    "0@0:0 AMS" },
  { "external-is-not-shared",
    { { 1, "PLA", "GFA00", "FFFFFFFF", 10 }, { 2, "TPU", "GFU01", "000000FF", 10 } },
    { { 0, 0, "PLA", "GFA00", "FFFFFFFF" }, { MAIN, 0, "TPU", "GFU01", "000000FF" } },
    { { 0, MATCHES }, { -1, BAMBU_MATCH_REASON_EXTERNAL_SHARED } },
    2,
    NULL },
  { "two-nozzles",
    { { 1, "PLA", "GFA00", "FFFFFFFF", 10, 1 }, { 2, "PLA", "GFA00", "FFFFFFFF", 10, 0 } },
    { { 0, 0, "PLA", "GFA00", "FFFFFFFF", 0, 0 },
      { 1, 0, "PLA", "GFA00", "000000FF", 0, 1 },
      { 128, 0, "PLA", "GFA00", "FFFFFFFF", 0, -1 } },
    { { 1, MATCHES, COLOUR }, { 0, MATCHES } },
    2,
    "4@1:0 0@0:0 AMS" },
  { "other-nozzle",
    { { 1, "PLA", "GFA00", "FFFFFFFF", 10, 1 } },
    { { 0, 0, "PLA", "GFA00", "FFFFFFFF", 0, 0 }, { 1, 0, "PETG", "GFG00", "FFFFFFFF", 0, 1 } },
    { { -1, BAMBU_MATCH_REASON_OTHER_EXTRUDER } },
    1,
    NULL },
  { "either-nozzle",
    { { 1, "PLA", "GFA00", "FFFFFFFF", 10, -1 } },
    { { 0, 0, "PLA", "GFA00", "000000FF", 0, 0 }, { 1, 0, "PLA", "GFA00", "FFFFFFFF", 0, 1 } },
    { { 1, MATCHES } },
    1,
    "4@1:0 AMS" },
  { "two-external",
    { { 1, "PLA", "GFA00", "FFFFFFFF", 10, 0 }, { 2, "PETG", "GFG00", "000000FF", 10, 1 } },
    { { MAIN, 0, "PLA", "GFA00", "FFFFFFFF", 0, 0 },
      { DEPUTY, 0, "PETG", "GFG00", "000000FF", 0, 1 } },
    { { 0, MATCHES }, { 1, MATCHES } },
    2,
    "-1@255:0 -1@254:0" },
  { "external-beside-ams",
    { { 1, "PLA", "GFA00", "FFFFFFFF", 10, 0 },
      { 2, "PETG", "GFG00", "000000FF", 10, 1 },
      { 3, "PLA", "GFA00", "000000FF", 10, 0 } },
    { { 0, 0, "PLA", "GFA00", "FFFFFFFF", 0, 0 },
      { 0, 1, "PLA", "GFA00", "000000FF", 0, 0 },
      { DEPUTY, 0, "PETG", "GFG00", "000000FF", 0, 1 } },
    { { 0, MATCHES }, { 2, MATCHES }, { 1, MATCHES } },
    3,
    "0@0:0 -1@254:0 1@0:1 AMS" },
};

static GListModel *
make_filaments (const Filament *filaments)
{
  GListStore *list = g_list_store_new (BAMBU_TYPE_PROJECT_FILAMENT);

  for (guint i = 0; i < MAX_FILAMENTS && filaments[i].position > 0; i++)
    {
      BambuProjectFilamentValues values = {
        .position = filaments[i].position,
        .material = filaments[i].material,
        .filament_id = filaments[i].id,
        .colour = filaments[i].colour,
        .grams = filaments[i].grams,
        .metres = NAN,
        .extruder = filaments[i].extruder,
      };
      g_autoptr (BambuProjectFilament) filament = bambu_project_filament_new (&values);

      g_list_store_append (list, filament);
    }

  return G_LIST_MODEL (list);
}

static GArray *
make_slots (const Slot *slots, const char *colours[MAX_SLOTS][2])
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (BambuSlot));

  for (guint i = 0; i < MAX_SLOTS && slots[i].material; i++)
    {
      gboolean is_empty = *slots[i].material == '\0';
      gboolean is_unknown = *slots[i].material == '?';
      BambuSlot slot = {
        .ams = slots[i].ams,
        .slot = slots[i].slot,
        .kind = slots[i].kind,
        .extruder = slots[i].extruder,
        .state = is_empty     ? BAMBU_TRAY_STATE_EMPTY
                 : is_unknown ? BAMBU_TRAY_STATE_UNKNOWN
                              : BAMBU_TRAY_STATE_KNOWN,
        .material = is_empty || is_unknown ? NULL : slots[i].material,
        .filament_id = slots[i].id,
        .colours = colours[i],
        .remain_grams = slots[i].grams > 0 ? slots[i].grams : NAN,
      };

      colours[i][0] = slots[i].colour;
      colours[i][1] = NULL;
      g_array_append_val (array, slot);
    }

  return array;
}

static char *
mapping_to_text (const GArray *mapping)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!mapping)
    return NULL;

  for (guint i = 0; i < mapping->len; i++)
    {
      const BambuMapping *entry = &g_array_index (mapping, BambuMapping, i);

      g_string_append_printf (text, "%s%d@%d:%d", i > 0 ? " " : "", entry->tray, entry->ams_id,
                              entry->slot_id);
    }
  if (bambu_mapping_uses_ams (mapping))
    g_string_append (text, " AMS");

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
test_case (gconstpointer data)
{
  const Case *item = data;
  const char *colours[MAX_SLOTS][2];
  g_autoptr (GListModel) filaments = make_filaments (item->filaments);
  g_autoptr (GArray) slots = make_slots (item->slots, colours);
  g_autoptr (GArray) matches = bambu_match_propose (filaments, slots);
  g_autoptr (GArray) mapping = bambu_mapping_new (filaments, item->n_positions, slots, matches);
  g_autofree char *text = mapping_to_text (mapping);

  g_assert_cmpuint (matches->len, ==, g_list_model_get_n_items (filaments));
  for (guint i = 0; i < matches->len; i++)
    {
      const BambuMatch *match = &g_array_index (matches, BambuMatch, i);

      g_assert_cmpint (match->slot, ==, item->expected[i].slot);
      g_assert_cmpint (match->reason, ==, item->expected[i].reason);
      g_assert_cmpint (match->notes, ==, item->expected[i].notes);
    }
  g_assert_cmpstr (text, ==, item->mapping);
}

static void
test_choose (void)
{
  static const Filament wanted[MAX_FILAMENTS] = { { 1, "PLA", "GFA00", "FFFFFFFF", 10 },
                                                  { 2, "PLA", "GFA00", "FFFFFFFF", 10 } };
  static const Slot loaded[MAX_SLOTS] = { { 0, 0, "PLA", "GFA00", "FFFFFFFF" },
                                          { 0, 1, "PETG", "GFG00", "FFFFFFFF" },
                                          { 0, 2, "", NULL, NULL },
                                          { 0, 3, "?", NULL, NULL },
                                          { 1, 0, "PLA", "GFA00", "FFFFFFFF", 0, 1 } };
  const char *colours[MAX_SLOTS][2];
  g_autoptr (GListModel) filaments = make_filaments (wanted);
  g_autoptr (GArray) slots = make_slots (loaded, colours);
  g_autoptr (GArray) matches = bambu_match_propose (filaments, slots);
  g_autoptr (GArray) mapping = NULL;
  g_autofree char *text = NULL;
  BambuMatch *second = &g_array_index (matches, BambuMatch, 1);

  g_assert_cmpint (second->reason, ==, BAMBU_MATCH_REASON_TAKEN);
  g_assert_false (bambu_match_can_overrule (second));

  /* One for both, because the user says so. */
  bambu_match_choose (matches, filaments, slots, 1, 0);
  g_assert_cmpint (second->reason, ==, BAMBU_MATCH_REASON_NONE);
  g_assert_cmpint (second->notes, ==, BAMBU_MATCH_NOTE_SHARED);
  g_assert_cmpint (g_array_index (matches, BambuMatch, 0).notes, ==, BAMBU_MATCH_NOTE_SHARED);
  mapping = bambu_mapping_new (filaments, 2, slots, matches);
  text = mapping_to_text (mapping);
  g_assert_cmpstr (text, ==, "0@0:0 0@0:0 AMS");

  /* Another material only against the user's better knowledge */
  bambu_match_choose (matches, filaments, slots, 1, 1);
  g_assert_cmpint (second->reason, ==, BAMBU_MATCH_REASON_OTHER_MATERIAL);
  g_assert_cmpint (g_array_index (matches, BambuMatch, 0).notes, ==, 0);
  g_assert_null (bambu_mapping_new (filaments, 2, slots, matches));
  g_assert_true (bambu_match_can_overrule (second));
  second->is_overruled = TRUE;
  g_assert_true (bambu_match_is_settled (second));
  g_array_unref (mapping);
  mapping = bambu_mapping_new (filaments, 2, slots, matches);
  g_free (text);
  text = mapping_to_text (mapping);
  g_assert_cmpstr (text, ==, "0@0:0 1@0:1 AMS");

  /* What was agreed to was that slot. */
  bambu_match_choose (matches, filaments, slots, 1, 3);
  g_assert_cmpint (second->reason, ==, BAMBU_MATCH_REASON_UNKNOWN);
  g_assert_false (second->is_overruled);
  g_assert_true (bambu_match_can_overrule (second));

  bambu_match_choose (matches, filaments, slots, 1, 2);
  g_assert_cmpint (second->reason, ==, BAMBU_MATCH_REASON_EMPTY);
  second->is_overruled = TRUE;
  g_assert_false (bambu_match_is_settled (second));

  bambu_match_choose (matches, filaments, slots, 1, 4);
  g_assert_cmpint (second->reason, ==, BAMBU_MATCH_REASON_OTHER_EXTRUDER);
  second->is_overruled = TRUE;
  g_assert_false (bambu_match_is_settled (second));

  bambu_match_choose (matches, filaments, slots, 1, -1);
  g_assert_cmpint (second->reason, ==, BAMBU_MATCH_REASON_TAKEN);
}

/* A spool of several colours is as far off as its farthest; and nobody has to describe the spool
 * outside. */
static void
test_colours_and_external (void)
{
  static const Filament wanted[MAX_FILAMENTS] = { { 1, "PLA", "GFA00", "FFFFFFFF", 10 } };
  static const Slot loaded[MAX_SLOTS] = { { 0, 0, "PLA", "GFA00", NULL },
                                          { 0, 1, "PLA", "GFA00", "E0E0E0FF" },
                                          { MAIN, 0, "", NULL, NULL } };
  const char *colours[MAX_SLOTS][2];
  const char *const two[] = { "FFFFFFFF", "0000FFFF", NULL };
  g_autoptr (GListModel) filaments = make_filaments (wanted);
  g_autoptr (GArray) slots = make_slots (loaded, colours);
  g_autoptr (GArray) matches = NULL;
  g_autoptr (GArray) mapping = NULL;
  g_autofree char *text = NULL;

  g_array_index (slots, BambuSlot, 0).colours = two;
  matches = bambu_match_propose (filaments, slots);
  g_assert_cmpint (g_array_index (matches, BambuMatch, 0).slot, ==, 1);

  bambu_match_choose (matches, filaments, slots, 0, 2);
  g_assert_cmpint (g_array_index (matches, BambuMatch, 0).reason, ==, BAMBU_MATCH_REASON_UNKNOWN);
  g_array_index (matches, BambuMatch, 0).is_overruled = TRUE;
  mapping = bambu_mapping_new (filaments, 1, slots, matches);
  text = mapping_to_text (mapping);
  g_assert_cmpstr (text, ==, "-1@255:0");
}

static void
test_slots (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("ZZZ0000", "H2D");
  g_autoptr (BambuFrame) frame = fixture_status (
      "'cfg':'20000','ams':{'ams_exist_bits':'11','tray_exist_bits':'10003','ams':["
      "{'id':'0','info':'1103','tray':[{'id':'0','tray_type':'PLA','tray_info_idx':'GFA00',"
      "'tray_color':'FF0000FF','tag_uid':'ABCDEF0100000100','remain':42},{'id':'1'},{'id':'2'},"
      "{'id':'3'}]},"
      "{'id':'128','info':'2004','tray':[{'id':'0','tray_type':'PETG','tray_color':'000000FF'}]}]},"
      "'vir_slot':[{'id':'254'},{'id':'255','tray_type':'TPU','tray_color':'FFFFFFFF'}]",
      TRUE);
  static const struct
  {
    int ams;
    int slot;
    BambuAmsKind kind;
    int extruder;
    BambuTrayState state;
    const char *material;
  } expected[] = {
    { 0, 0, BAMBU_AMS_KIND_2_PRO, 1, BAMBU_TRAY_STATE_KNOWN, "PLA" },
    { 0, 1, BAMBU_AMS_KIND_2_PRO, 1, BAMBU_TRAY_STATE_UNKNOWN, NULL },
    { 0, 2, BAMBU_AMS_KIND_2_PRO, 1, BAMBU_TRAY_STATE_EMPTY, NULL },
    { 0, 3, BAMBU_AMS_KIND_2_PRO, 1, BAMBU_TRAY_STATE_EMPTY, NULL },
    { 128, 0, BAMBU_AMS_KIND_HT, 0, BAMBU_TRAY_STATE_KNOWN, "PETG" },
    { DEPUTY, 0, BAMBU_AMS_KIND_UNKNOWN, 1, BAMBU_TRAY_STATE_EMPTY, NULL },
    { MAIN, 0, BAMBU_AMS_KIND_UNKNOWN, 0, BAMBU_TRAY_STATE_KNOWN, "TPU" },
  };
  g_autoptr (GArray) slots = NULL;

  bambu_printer_apply (printer, frame);
  slots = bambu_slots_list (printer);
  g_assert_cmpuint (slots->len, ==, G_N_ELEMENTS (expected));

  for (guint i = 0; i < slots->len; i++)
    {
      const BambuSlot *slot = &g_array_index (slots, BambuSlot, i);

      g_test_message ("%d:%d", slot->ams, slot->slot);
      g_assert_cmpint (slot->ams, ==, expected[i].ams);
      g_assert_cmpint (slot->slot, ==, expected[i].slot);
      g_assert_cmpint (slot->kind, ==, expected[i].kind);
      g_assert_cmpint (slot->extruder, ==, expected[i].extruder);
      g_assert_cmpint (slot->state, ==, expected[i].state);
      g_assert_cmpstr (slot->material, ==, expected[i].material);
    }

  g_assert_cmpstr (g_array_index (slots, BambuSlot, 0).colours[0], ==, "FF0000FF");
  g_assert_cmpstr (g_array_index (slots, BambuSlot, 0).label, ==, "A1");
  g_assert_cmpstr (g_array_index (slots, BambuSlot, 4).label, ==, "HT-A");
  g_assert_cmpfloat (g_array_index (slots, BambuSlot, 0).remain_grams, ==, 420);
  g_assert_true (isnan (g_array_index (slots, BambuSlot, 4).remain_grams));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path = g_strdup_printf ("/match/propose/%s", CASES[i].name);

      g_test_add_data_func (path, &CASES[i], test_case);
    }
  g_test_add_func ("/match/choose", test_choose);
  g_test_add_func ("/match/colours-and-external", test_colours_and_external);

  g_test_add_func ("/match/slots", test_slots);

  return g_test_run ();
}
