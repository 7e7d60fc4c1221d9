/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <words/culm-sign-in-words.h>

G_BEGIN_DECLS

#define CULM_TYPE_PROBLEM_BOX (culm_problem_box_get_type ())
G_DECLARE_FINAL_TYPE (CulmProblemBox, culm_problem_box, CULM, PROBLEM_BOX, AdwBin)

/**
 * CulmProblemBox:
 *
 * Below the field that it is about: what is wrong, a button for what helps, and one that copies the
 * details. Invisible without a problem.
 *
 * Signal `help` (int, a #CulmSignInHelp): its button.
 */

/**
 * culm_problem_box_set:
 * @problem: (nullable): %NULL: there is none
 *
 * A problem is read out at once.
 */
void culm_problem_box_set (CulmProblemBox *self, const CulmSignInProblem *problem);

/** culm_problem_box_focus_help: Returns: whether there is a button for what helps */
gboolean culm_problem_box_focus_help (CulmProblemBox *self);

G_END_DECLS
