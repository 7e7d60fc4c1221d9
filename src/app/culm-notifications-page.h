/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/bambu-fleet.h>

G_BEGIN_DECLS

#define CULM_TYPE_NOTIFICATIONS_PAGE (culm_notifications_page_get_type ())
G_DECLARE_FINAL_TYPE (
    CulmNotificationsPage, culm_notifications_page, CULM, NOTIFICATIONS_PAGE, AdwPreferencesPage)

/**
 * CulmNotificationsPage:
 *
 * The page of the preferences with what the desktop is told, and of which printers.
 */
CulmNotificationsPage *culm_notifications_page_new (GSettings *settings, BambuFleet *fleet);

G_END_DECLS
