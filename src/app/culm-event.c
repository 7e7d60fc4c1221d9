/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-event.h"

#include <glib/gi18n.h>

#define MUTED "muted-notifications"

static const CulmEvent EVENTS[CULM_N_EVENTS] = {
  [CULM_EVENT_FINISHED] = { "finished", N_ ("Print _Finished"), NULL, "notify-finished",
                            G_NOTIFICATION_PRIORITY_NORMAL, TRUE,
                            CULM_EVENT_BUTTON_SHOW | CULM_EVENT_BUTTON_LIGHT_OFF },
  [CULM_EVENT_PROBLEM] = { "problem", N_ ("_Print Failed, or a Fault"),
                           N_ ("Also when filament has run out"), "notify-problem",
                           G_NOTIFICATION_PRIORITY_URGENT, TRUE,
                           CULM_EVENT_BUTTON_SHOW | CULM_EVENT_BUTTON_RESUME
                               | CULM_EVENT_BUTTON_STOP },
  [CULM_EVENT_PAUSED] = { "paused", N_ ("Paused by _Somebody Else"),
                          N_ ("On the printer, in another app, or by the file"), "notify-paused",
                          G_NOTIFICATION_PRIORITY_NORMAL, FALSE,
                          CULM_EVENT_BUTTON_SHOW | CULM_EVENT_BUTTON_RESUME },
  [CULM_EVENT_FIRST_LAYER] = { "first-layer", N_ ("First _Layer Done"), NULL, "notify-first-layer",
                               G_NOTIFICATION_PRIORITY_LOW, TRUE,
                               CULM_EVENT_BUTTON_SHOW | CULM_EVENT_BUTTON_STOP },
  [CULM_EVENT_BED_COOLED] = { "bed-cooled", N_ ("_Bed Cooled"),
                              N_ ("Below 35 °C: the print comes off easily"), "notify-bed-cooled",
                              G_NOTIFICATION_PRIORITY_LOW, FALSE, CULM_EVENT_BUTTON_SHOW },
  [CULM_EVENT_HUMIDITY] = { "humidity", N_ ("Filament Gets _Damp"),
                            N_ ("By the limits on the page Filament; of each AMS unit once a day"),
                            "notify-humidity", G_NOTIFICATION_PRIORITY_LOW, FALSE,
                            CULM_EVENT_BUTTON_SHOW },
  [CULM_EVENT_DRIED] = { "dried", N_ ("D_rying Done"), NULL, "notify-dried",
                         G_NOTIFICATION_PRIORITY_LOW, FALSE, CULM_EVENT_BUTTON_SHOW },
  [CULM_EVENT_OFFLINE] = { "offline", N_ ("_Offline While Printing"),
                           N_ ("For more than two minutes"), "notify-offline",
                           G_NOTIFICATION_PRIORITY_NORMAL, FALSE, CULM_EVENT_BUTTON_SHOW },
  [CULM_EVENT_UPLOAD_FAILED] = { "upload-failed", N_ ("Not _Uploaded or Not Printed"), NULL,
                                 "notify-upload-failed", G_NOTIFICATION_PRIORITY_NORMAL, FALSE,
                                 CULM_EVENT_BUTTON_SHOW | CULM_EVENT_BUTTON_TRY_AGAIN },
  [CULM_EVENT_UPLOAD_DONE] = { "upload-done", N_ ("Uploaded, or Print Be_gun"),
                               N_ ("Of what you send while another window is in front"),
                               "notify-upload-done", G_NOTIFICATION_PRIORITY_NORMAL, FALSE,
                               CULM_EVENT_BUTTON_SHOW },
};

const CulmEvent *
culm_event_get (CulmEventKind kind)
{
  g_return_val_if_fail (kind < CULM_N_EVENTS, NULL);

  return &EVENTS[kind];
}

static char *
dup_key (const char *serial, const CulmEvent *event)
{
  return event != NULL ? g_strdup_printf ("%s/%s", serial, event->id) : g_strdup (serial);
}

gboolean
culm_event_is_muted (GSettings *settings, const char *serial, const CulmEvent *event)
{
  g_auto (GStrv) muted = g_settings_get_strv (settings, MUTED);
  g_autofree char *key = dup_key (serial, event);

  return g_strv_contains ((const char *const *) muted, key);
}

void
culm_event_set_muted (GSettings *settings,
                      const char *serial,
                      const CulmEvent *event,
                      gboolean muted)
{
  g_auto (GStrv) old = g_settings_get_strv (settings, MUTED);
  g_autofree char *key = dup_key (serial, event);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) now = NULL;

  for (guint i = 0; old[i] != NULL; i++)
    if (!g_str_equal (old[i], key))
      g_strv_builder_add (builder, old[i]);
  if (muted)
    g_strv_builder_add (builder, key);

  now = g_strv_builder_end (builder);
  g_settings_set_strv (settings, MUTED, (const char *const *) now);
}

gboolean
culm_event_is_wanted (GSettings *settings, CulmEventKind kind, const char *serial)
{
  const CulmEvent *event = culm_event_get (kind);

  return g_settings_get_boolean (settings, event->setting)
         && !culm_event_is_muted (settings, serial, NULL)
         && !culm_event_is_muted (settings, serial, event);
}
