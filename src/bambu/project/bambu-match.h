/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-plate.h"
#include "bambu-slot.h"
#include "printer/bambu-print-order.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_MATCH_REASON (bambu_match_reason_get_type ())
#define BAMBU_TYPE_MATCH_NOTES (bambu_match_notes_get_type ())

/**
 * BambuMatchReason:
 * @BAMBU_MATCH_REASON_NONE: it matches
 * @BAMBU_MATCH_REASON_NO_MATERIAL: the file does not say what the filament is
 * @BAMBU_MATCH_REASON_NOTHING_LOADED: the printer has no filament that it knows
 * @BAMBU_MATCH_REASON_OTHER_MATERIAL: the slot has another material; without a slot: all have
 * @BAMBU_MATCH_REASON_OTHER_EXTRUDER: the material is at the other nozzle
 * @BAMBU_MATCH_REASON_TAKEN: all slots with the material serve other filaments
 * @BAMBU_MATCH_REASON_EXTERNAL_SHARED: it is on the external spool, which nobody changes while a
 * nozzle prints several filaments
 * @BAMBU_MATCH_REASON_EMPTY: the slot is empty
 * @BAMBU_MATCH_REASON_UNKNOWN: what is in the slot is not known
 *
 * Why a filament cannot be printed from a slot.
 */
typedef enum
{
  BAMBU_MATCH_REASON_NONE,
  BAMBU_MATCH_REASON_NO_MATERIAL,
  BAMBU_MATCH_REASON_NOTHING_LOADED,
  BAMBU_MATCH_REASON_OTHER_MATERIAL,
  BAMBU_MATCH_REASON_OTHER_EXTRUDER,
  BAMBU_MATCH_REASON_TAKEN,
  BAMBU_MATCH_REASON_EXTERNAL_SHARED,
  BAMBU_MATCH_REASON_EMPTY,
  BAMBU_MATCH_REASON_UNKNOWN,
} BambuMatchReason;

GType bambu_match_reason_get_type (void) G_GNUC_CONST;

/**
 * BambuMatchNotes:
 * @BAMBU_MATCH_NOTE_OTHER_PRESET: another product of the same material
 * @BAMBU_MATCH_NOTE_OTHER_COLOUR: a colour that anybody would call another, or an unknown one
 * @BAMBU_MATCH_NOTE_TOO_LITTLE: less is left than is needed
 * @BAMBU_MATCH_NOTE_SOFT: too soft for an AMS
 * @BAMBU_MATCH_NOTE_UNFIT_FOR_LITE: too hard or too hot for an AMS lite
 * @BAMBU_MATCH_NOTE_SHARED: another filament of the plate comes from the same slot
 *
 * What is to be told of a match that is possible.
 */
typedef enum
{
  BAMBU_MATCH_NOTE_OTHER_PRESET = 1 << 0,
  BAMBU_MATCH_NOTE_OTHER_COLOUR = 1 << 1,
  BAMBU_MATCH_NOTE_TOO_LITTLE = 1 << 2,
  BAMBU_MATCH_NOTE_SOFT = 1 << 3,
  BAMBU_MATCH_NOTE_UNFIT_FOR_LITE = 1 << 4,
  BAMBU_MATCH_NOTE_SHARED = 1 << 5,
} BambuMatchNotes;

GType bambu_match_notes_get_type (void) G_GNUC_CONST;

/**
 * BambuMatch:
 * @slot: its place among the slots; −1 none
 * @reason: why that does not do
 * @notes: what is to be told
 * @is_overruled: the user wants it although the material is another, or not known
 *
 * Where a filament of a plate is to come from.
 */
typedef struct
{
  int slot;
  BambuMatchReason reason;
  BambuMatchNotes notes;
  gboolean is_overruled;
} BambuMatch;

/**
 * bambu_match_propose:
 * @filaments: of [class@Bambu.ProjectFilament]: what a plate uses
 * @slots: (element-type BambuSlot): what the printer has
 *
 * Gives each filament a slot of its own with the same material at its nozzle: of the same product
 * if there is one, then of the nearest colour, then where enough is left, then where least is left.
 * External spools come last. Pure.
 *
 * Returns: (transfer full) (element-type BambuMatch): one for each filament, in order
 */
GArray *bambu_match_propose (GListModel *filaments, const GArray *slots);

/**
 * bambu_match_choose:
 * @matches: (element-type BambuMatch): of bambu_match_propose()
 * @filament: the place of one
 * @slot: what the user chose for it; −1 nothing
 *
 * Changes a match, and judges all again. What was overruled for the filament is so no more.
 */
void bambu_match_choose (
    GArray *matches, GListModel *filaments, const GArray *slots, guint filament, int slot);

/** bambu_match_can_overrule: whether the user may want it all the same */
gboolean bambu_match_can_overrule (const BambuMatch *self);

/** bambu_match_is_settled: whether the filament can be printed from there */
gboolean bambu_match_is_settled (const BambuMatch *self);

/**
 * bambu_mapping_new:
 * @filaments: what the plate uses
 * @n_positions: how many filaments the project has
 * @slots: (element-type BambuSlot): what the printer has
 * @matches: (element-type BambuMatch): for each of @filaments
 *
 * Returns: (transfer full) (nullable) (element-type BambuMapping): an entry for each filament of
 * the project; %NULL if a match is not settled
 */
GArray *bambu_mapping_new (GListModel *filaments,
                           guint n_positions,
                           const GArray *slots,
                           const GArray *matches);

G_END_DECLS
