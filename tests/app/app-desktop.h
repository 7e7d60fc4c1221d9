/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AppDesktop:
 *
 * A session bus of this test's own, and on it the parts of a desktop that an app without a window
 * speaks to: it shows notifications, has a session manager and a portal for the background, and
 * starts nothing. What the
 * app remembers is in a folder of its own.
 */
typedef struct
{
  GTestDBus *bus;
  GDBusConnection *connection;
  GHashTable *notifications; /* id → GVariant: those that are shown */
  GHashTable *counts;        /* id → how often it was shown */
  guint portal;              /* its name's; 0 there is none */
  gboolean refuses;          /* what the portal is asked for */
  GPtrArray *requests;       /* GVariant: the options of those that came */
  char *status;              /* the last one; NULL none */
  int n_inhibitors;          /* what keeps the session from its end, or the computer from sleep */
} AppDesktop;

/** app_desktop_new: before anything looks for a bus, once in a process and for all of it */
AppDesktop *app_desktop_new (void);

void app_desktop_show_portal (AppDesktop *self);
void app_desktop_hide_portal (AppDesktop *self);

/** app_desktop_is_inhibited: it must neither sleep nor end now */
gboolean app_desktop_is_inhibited (AppDesktop *self);

gboolean app_desktop_shows (AppDesktop *self, const char *id);
/** app_desktop_get: Returns: (transfer full) (nullable): what it shows as @id says of @key */
GVariant *app_desktop_get (AppDesktop *self, const char *id, const char *key);
/** app_desktop_get_text: likewise, of a string */
const char *app_desktop_get_text (AppDesktop *self, const char *id, const char *key);
/** app_desktop_count: Returns: how often @id was shown */
guint app_desktop_count (AppDesktop *self, const char *id);
/** app_desktop_has_button: of what it shows as @id */
gboolean app_desktop_has_button (AppDesktop *self, const char *id, const char *label);

/** app_desktop_press: as a notification's button does, also one that is gone; @action: without
 * `app.` */
void app_desktop_press (AppDesktop *self,
                        const char *app_id,
                        const char *action,
                        const char *target);
/** app_desktop_activate: as a click on the app's icon does, where it runs already */
void app_desktop_activate (AppDesktop *self, const char *app_id);
/** app_desktop_has_window: whether the app has made one */
gboolean app_desktop_has_window (AppDesktop *self, const char *app_id);
gboolean app_desktop_has_name (AppDesktop *self, const char *name);

/** app_desktop_catch_up: all that @application told it until now has arrived */
void app_desktop_catch_up (AppDesktop *self, GApplication *application);

G_END_DECLS
