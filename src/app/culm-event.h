/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the desktop can be told, whether or not it happens. */

/**
 * CulmEventKind:
 *
 * Those up to %CULM_EVENT_OFFLINE happen to a printer, the others to what is sent to one.
 */
typedef enum
{
  CULM_EVENT_FINISHED,
  CULM_EVENT_PROBLEM,
  CULM_EVENT_PAUSED,
  CULM_EVENT_FIRST_LAYER,
  CULM_EVENT_BED_COOLED,
  CULM_EVENT_HUMIDITY,
  CULM_EVENT_DRIED,
  CULM_EVENT_OFFLINE,
  CULM_EVENT_UPLOAD_FAILED,
  CULM_EVENT_UPLOAD_DONE,
} CulmEventKind;

#define CULM_N_EVENTS (CULM_EVENT_UPLOAD_DONE + 1)
#define CULM_N_WATCHED_EVENTS (CULM_EVENT_OFFLINE + 1)

/** CulmEventButtons: there if it can be done now */
typedef enum
{
  CULM_EVENT_BUTTON_SHOW = 1 << 0,
  CULM_EVENT_BUTTON_LIGHT_OFF = 1 << 1,
  CULM_EVENT_BUTTON_RESUME = 1 << 2,
  CULM_EVENT_BUTTON_STOP = 1 << 3,
  CULM_EVENT_BUTTON_TRY_AGAIN = 1 << 4,
} CulmEventButtons;

/**
 * CulmEvent:
 * @id: the same in settings and notifications: `first-layer`
 * @title: for the preferences, to be translated
 * @subtitle: (nullable): likewise
 * @setting: whether it is told at all
 * @has_picture: the camera's
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *subtitle;
  const char *setting;
  GNotificationPriority priority;
  gboolean has_picture;
  CulmEventButtons buttons;
} CulmEvent;

const CulmEvent *culm_event_get (CulmEventKind kind);

/** culm_event_is_wanted: by the settings; @serial: whose */
gboolean culm_event_is_wanted (GSettings *settings, CulmEventKind kind, const char *serial);

/** culm_event_is_muted: @event: (nullable): %NULL: all of the printer's */
gboolean culm_event_is_muted (GSettings *settings, const char *serial, const CulmEvent *event);
void culm_event_set_muted (GSettings *settings,
                           const char *serial,
                           const CulmEvent *event,
                           gboolean muted);

G_END_DECLS
