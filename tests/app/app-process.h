/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <app/culm-application-private.h>
#include <simulator/sim-printer.h>

#include "app-desktop.h"

G_BEGIN_DECLS

/* The whole app in this process, on a desktop of its own, with one simulated printer that prints: a
 * fixture for g_test_add(). */
typedef struct
{
  AppDesktop *desktop; /* of app_process_init() */
  CulmApplication *application;
  GSettings *settings;
  SimPrinter *simulated;
  BambuPrinter *printer;
  GPtrArray *requests; /* what the printer was sent, as JSON */
} AppProcess;

/** app_process_init: Returns: %FALSE where there is no display: the test is to be skipped with 77
 */
gboolean app_process_init (int *argc, char ***argv);

/** app_process_set_up: @data: the profile, `P1S`; the app was activated, its window is hidden
 * again, and the printer's first report is known */
void app_process_set_up (AppProcess *self, gconstpointer data);
/** app_process_set_up_idle: the same without a job */
void app_process_set_up_idle (AppProcess *self, gconstpointer data);
void app_process_tear_down (AppProcess *self, gconstpointer data);

/** app_process_patch: lets the printer report @json, and the desktop learn of what comes of it */
void app_process_patch (AppProcess *self, const char *json);

/** app_process_dup_id: of a notification about the printer */
char *app_process_dup_id (AppProcess *self, const char *kind);
gboolean app_process_shows (AppProcess *self, const char *kind);
guint app_process_count (AppProcess *self, const char *kind);
/** app_process_press: the button with @action of a notification about the printer */
void app_process_press (AppProcess *self, const char *action);
guint app_process_count_requests (AppProcess *self, const char *command);

G_END_DECLS
