/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * culm_question_new:
 * @heading: what is asked, with a name of any length in it
 * @body: what comes of it
 *
 * Returns: (transfer floating): a dialog without answers yet
 */
AdwAlertDialog *culm_question_new (const char *heading, const char *body);

/** culm_question_fit: lets the heading of @dialog, and its answers, be of any length;
 * culm_question_new() has done it */
void culm_question_fit (AdwAlertDialog *dialog);

G_END_DECLS
