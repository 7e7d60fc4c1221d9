/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CULM_TYPE_APPLICATION (culm_application_get_type ())
G_DECLARE_FINAL_TYPE (CulmApplication, culm_application, CULM, APPLICATION, AdwApplication)

/**
 * CulmApplication:
 *
 * The process: its one window and the fleet of printers that the window shows.
 */
CulmApplication *culm_application_new (void);

/** culm_application_end: at once and without a question, but for a moment in which uploads are
 * broken off, which the next start tells of; the second time at once */
void culm_application_end (CulmApplication *self);

G_END_DECLS
