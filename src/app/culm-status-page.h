/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/account/bambu-account.h>
#include <bambu/camera/bambu-camera.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_STATUS_PAGE (culm_status_page_get_type ())
G_DECLARE_FINAL_TYPE (CulmStatusPage, culm_status_page, CULM, STATUS_PAGE, AdwBin)

/**
 * CulmStatusPage:
 *
 * What a printer does now: faults, what the camera sees, job, temperatures, AMS units, light and
 * fans, details; in one column or, where there is room, in two. Numbers that are not live are
 * dimmed.
 *
 * Properties:
 *
 * - `printer` ([class@Bambu.Printer]), set once
 * - `account` ([class@Bambu.Account], nullable): the one that the printer is bound to; it is asked
 * for newer firmware while the page is shown
 * - `camera` ([class@Bambu.Camera], nullable): the printer's, set once
 * - `firmware` ([class@Culm.Firmware]), `status` ([class@Culm.Status]), readable: the printer's
 */

G_END_DECLS
