/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "camera/bambu-camera.h"
#include "printer/bambu-printer.h"
#include "sim-printer.h"
#include "storage/bambu-storage.h"

G_BEGIN_DECLS

/**
 * sim_demo_create_printers:
 *
 * The printers of `culm --demo`: one that prints, one that waits for its user, one at rest. They
 * run in this process as long as somebody holds them.
 *
 * Returns: (transfer full) (element-type BambuPrinter): printers with open links, marked as demo
 */
GPtrArray *sim_demo_create_printers (void);

/**
 * sim_demo_get_simulated:
 * @printer: one that sim_demo_create_printers() made
 *
 * Returns: (transfer none): what is behind it, for tests and pictures that need it otherwise
 */
SimPrinter *sim_demo_get_simulated (BambuPrinter *printer);

/**
 * sim_demo_create_storage:
 * @printer: one that sim_demo_create_printers() made; once
 *
 * Returns: (transfer full): the files on it; they go with it
 */
BambuStorage *sim_demo_create_storage (BambuPrinter *printer);

/**
 * sim_demo_raise:
 * @printer: one that is simulated in this process
 * @event: `start`, `finish`; `run-out`, `fault`: it pauses; `leave`: it is back before long
 *
 * Lets something happen to it, whatever it does: a fault that needs a print begins one.
 */
void sim_demo_raise (BambuPrinter *printer, const char *event);

/** sim_demo_make_source: a #BambuCameraSourceFunc: what the cameras of the demo see */
GstElement *sim_demo_make_source (BambuCamera *camera, gpointer user_data);

G_END_DECLS
