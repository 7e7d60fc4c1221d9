/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <app/culm-overview-page.h>
#include <app/culm-printer-card.h>
#include <app/culm-printer-row.h>
#include <app/culm-sidebar.h>
#include <app/culm-window.h>
#include <simulator/sim-printer.h>

G_BEGIN_DECLS

/* Where the printers of an #AppFleet are in its lists */
typedef enum
{
  APP_FLEET_WORKSHOP, /* X1C, prints */
  APP_FLEET_LAB,      /* H2D, paused because its filament ran out */
  APP_FLEET_GARAGE,   /* P1S, prints, is done first */
  APP_FLEET_DESK,     /* A1 mini, at rest */
  APP_FLEET_ATTIC,    /* P1P, cannot be reached */
  APP_FLEET_N,
} AppFleetPrinter;

/* A window with five simulated printers: a fixture for g_test_add(). */
typedef struct
{
  SimPrinter *simulated[APP_FLEET_N];
  BambuPrinter *printers[APP_FLEET_N];
  GPtrArray *requests[APP_FLEET_N]; /* commands that each was sent */
  BambuFleet *fleet;
  GSettings *settings;
  CulmWindow *window;
} AppFleet;

void app_fleet_set_up (AppFleet *self, gconstpointer data);
/** app_fleet_set_up_closed: the same without a window */
void app_fleet_set_up_closed (AppFleet *self, gconstpointer data);
void app_fleet_tear_down (AppFleet *self, gconstpointer data);

void app_fleet_open_window (AppFleet *self);
void app_fleet_close_window (AppFleet *self);

CulmSidebar *app_fleet_get_sidebar (AppFleet *self);
/** app_fleet_find_row: its row in the list */
GtkWidget *app_fleet_find_row (AppFleet *self, AppFleetPrinter printer);

/** app_fleet_show_overview: Returns: the page of all printers, which is seen */
GtkWidget *app_fleet_show_overview (AppFleet *self);
/** app_fleet_find_card: its card on the page of all */
GtkWidget *app_fleet_find_card (AppFleet *self, AppFleetPrinter printer);

/** app_fleet_count: Returns: how often it was sent @command */
guint app_fleet_count (AppFleet *self, AppFleetPrinter printer, const char *command);

G_END_DECLS
