/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/bambu-fleet.h>
#include <bambu/print/bambu-print-job.h>

#include "culm-event.h"

G_BEGIN_DECLS

#define CULM_TYPE_NOTIFIER (culm_notifier_get_type ())
G_DECLARE_FINAL_TYPE (CulmNotifier, culm_notifier, CULM, NOTIFIER, GObject)

/**
 * CulmNotifier:
 *
 * Tells the desktop what happens to the printers, as far as the settings want it: one notification
 * a printer and kind, which goes when it is not so any more. Needs no window. What its buttons do
 * is done only if it still holds what they were drawn for.
 */

/**
 * culm_notifier_new:
 * @application: has the actions of the buttons, see culm_application_install_printer_actions()
 * @fleet: the printers
 * @settings: what is wanted
 */
CulmNotifier *culm_notifier_new (GApplication *application, BambuFleet *fleet, GSettings *settings);

/** culm_notifier_tell_upload: how @job ended; @reason: (nullable): why it failed */
void culm_notifier_tell_upload (CulmNotifier *self,
                                BambuPrintJob *job,
                                const char *title,
                                const char *reason);

/** culm_notifier_forget_upload: the user knows that something did not get to the printer */
void culm_notifier_forget_upload (CulmNotifier *self, BambuPrinter *printer);

/** culm_notifier_resume: if it is told that it has paused, and can be resumed */
void culm_notifier_resume (CulmNotifier *self, const char *serial);
/** culm_notifier_turn_light_off: if it is on */
void culm_notifier_turn_light_off (CulmNotifier *self, const char *serial);

/** culm_notifier_withdraw_all: nobody looks after them any more */
void culm_notifier_withdraw_all (CulmNotifier *self);

G_END_DECLS
