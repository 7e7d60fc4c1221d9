/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <yyjson.h>

G_BEGIN_DECLS

/**
 * BambuAnswered:
 * @BAMBU_ANSWERED_BARELY: it says neither yes nor no; some firmware refuses so too
 * @BAMBU_ANSWERED_YES: which is not yet an effect
 * @BAMBU_ANSWERED_NO: refused
 * @BAMBU_ANSWERED_UNSIGNED: refused for want of a signature
 */
typedef enum
{
  BAMBU_ANSWERED_BARELY,
  BAMBU_ANSWERED_YES,
  BAMBU_ANSWERED_NO,
  BAMBU_ANSWERED_UNSIGNED,
} BambuAnswered;

/* What a printer's answer to a command says, in all its forms (protocol/mqtt-commands.md §1, §6).
 * Pure. Sets @error for the two refusals. */
BambuAnswered bambu_answer_judge (yyjson_val *section, GError **error);

G_END_DECLS
