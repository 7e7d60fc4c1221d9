/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <app/culm-window.h>
#include <bambu/printer/bambu-printer-control.h>
#include <simulator/sim-printer.h>

G_BEGIN_DECLS

/* A window that shows one simulated printer, with a job at 42 %: a fixture for g_test_add(). */
typedef struct
{
  SimPrinter *simulated;
  BambuPrinter *printer;
  BambuFleet *fleet;
  CulmWindow *window;
  GtkWidget *page;     /* the printer's */
  GPtrArray *requests; /* what the printer was sent */
} AppWindow;

/** app_window_set_up: @data: the profile, `P1S` */
void app_window_set_up (AppWindow *self, gconstpointer data);
/** app_window_set_up_idle: the same without a job */
void app_window_set_up_idle (AppWindow *self, gconstpointer data);
/** app_window_set_up_narrow: with a job, in a window of 360 pixels */
void app_window_set_up_narrow (AppWindow *self, gconstpointer data);
void app_window_tear_down (AppWindow *self, gconstpointer data);

/** app_window_show_controls: Returns: the page with the controls; the printer's time runs from here
 */
GtkWidget *app_window_show_controls (AppWindow *self);

/** app_window_patch: lets the printer report @json */
void app_window_patch (AppWindow *self, const char *json);
void app_window_set_fault (AppWindow *self, const char *fault);

/** app_window_find_button: Returns: (nullable): the button with this text, or the label in it */
GtkWidget *app_window_find_button (AppWindow *self, const char *text);
/** app_window_find_toast: Returns: (nullable): the button or label with this text in what the
 * window says now */
GtkWidget *app_window_find_toast (AppWindow *self, const char *text);
/** app_window_get_dialog: Returns: (nullable): the one that is open */
AdwDialog *app_window_get_dialog (AppWindow *self);

/** app_window_agree: waits for the question that is about to open, and presses @text in it */
void app_window_agree (AppWindow *self, const char *text);
/**
 * app_window_get_request:
 * @command: `pause`
 *
 * Returns: (nullable): what the printer was last sent of it, with `'` for `"` and without the
 *   envelope and the `sequence_id`
 */
const char *app_window_get_request (AppWindow *self, const char *command);
/** app_window_count_requests: Returns: how often the printer was sent it */
guint app_window_count_requests (AppWindow *self, const char *command);

gboolean app_window_is_pending (AppWindow *self, BambuControl control);
/** app_window_is_pending_at: @index: which one of the control */
gboolean app_window_is_pending_at (AppWindow *self, BambuControl control, int index);
/** app_window_count_commands: counts from now on into @n_commands, which outlives the printer */
void app_window_count_commands (AppWindow *self, BambuControl control, int *n_commands);

G_END_DECLS
