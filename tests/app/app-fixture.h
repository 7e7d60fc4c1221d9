/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/bambu-fleet.h>

G_BEGIN_DECLS

/* What the tests of widgets share. */

/**
 * app_test_init:
 *
 * Returns: %FALSE where there is no display: the test is to be skipped with 77
 */
gboolean app_test_init (int *argc, char ***argv);

/** app_test_wait: lets the main loop run until @condition holds; fails after 20 seconds */
void app_test_wait (gboolean (*condition) (gpointer data), gpointer data);

/** app_test_flush: lets the main loop run until nothing is left to do */
void app_test_flush (void);

/** app_test_settle: lets some frames of @window pass, and what follows from them */
void app_test_settle (GtkWidget *window);

/** app_test_destroy: destroys @window, which nothing may hold then */
void app_test_destroy (gpointer window);

/** app_test_find_free_port: Returns: a UDP port of this machine that nobody listens on */
guint16 app_test_find_free_port (void);

/**
 * app_test_fleet_new:
 * @port: the UDP port where printers announce themselves
 *
 * Returns: (transfer full): an empty fleet that reaches neither disk nor keyring
 */
BambuFleet *app_test_fleet_new (guint16 port);

/** app_test_find: Returns: (transfer none) (nullable): the first @type below @widget, itself
 * included, in tree order */
GtkWidget *app_test_find (GtkWidget *widget, GType type);

/** app_test_find_label: Returns: (transfer none) (nullable): the first visible #GtkLabel below
 * @widget that says @text */
GtkWidget *app_test_find_label (GtkWidget *widget, const char *text);

/** app_test_find_button: Returns: (transfer none) (nullable): the first visible button below
 * @widget that says @text */
GtkWidget *app_test_find_button (GtkWidget *widget, const char *text);

/** app_test_find_row: Returns: (transfer none): the row with this title below @widget, which has it
 */
GtkWidget *app_test_find_row (GtkWidget *widget, const char *title);

/** app_test_find_tip: Returns: (transfer none) (nullable): the first visible widget below @widget
 * with this tooltip */
GtkWidget *app_test_find_tip (GtkWidget *widget, const char *text);

/** app_test_assert_named: no focusable control below @widget is without an accessible name */
void app_test_assert_named (GtkWidget *widget);

/** app_test_click: as if the user had, even just before the button became insensitive */
void app_test_click (GtkWidget *button);

/** app_test_drop: files are let go above @window, as GTK tells its drop target; a whole drag cannot
 * be made up. Returns: whether they were taken */
gboolean app_test_drop (GtkWidget *window, double x, double y, const char *const *paths);

G_END_DECLS
