/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/alert/bambu-alert-history.h>
#include <bambu/history/bambu-print-record.h>

G_BEGIN_DECLS

/* The rows of a print's details; what is not known has none. */

/** culm_record_facts_add: what became of it, when, and how it was printed */
void culm_record_facts_add (AdwPreferencesGroup *group, BambuPrintRecord *record, double cost);
/** culm_record_facts_add_filaments: hides @group if there is none */
void culm_record_facts_add_filaments (AdwPreferencesGroup *group, BambuPrintRecord *record);
/** culm_record_facts_add_messages: what was wrong with its printer meanwhile; hides @group if
 * nothing was */
void culm_record_facts_add_messages (AdwPreferencesGroup *group,
                                     BambuPrintRecord *record,
                                     BambuAlertHistory *alerts);

G_END_DECLS
