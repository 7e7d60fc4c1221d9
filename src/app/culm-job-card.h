/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_JOB_CARD (culm_job_card_get_type ())
G_DECLARE_FINAL_TYPE (CulmJobCard, culm_job_card, CULM, JOB_CARD, AdwBin)

/**
 * CulmJobCard:
 *
 * What the printer prints, or that it prints nothing: to be read in one look.
 *
 * Properties: `printer` ([class@Bambu.Printer]), set once; `status` ([class@Culm.Status],
 * readable): the printer's; `compact` (boolean): without the picture, for narrow places;
 * `stacked` (boolean): the percentage in a line of its own, for large text in such places; `spoken`
 * (string): the card in a sentence.
 */

G_END_DECLS
