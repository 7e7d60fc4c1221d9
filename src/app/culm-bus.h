/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CULM_TYPE_BUS (culm_bus_get_type ())
G_DECLARE_FINAL_TYPE (CulmBus, culm_bus, CULM, BUS, GObject)

/**
 * CulmBus:
 *
 * The printers of a list on the session bus, see data/dbus/io.github.culm.Culm1.xml.
 *
 * Signal `print-file` ([class@Bambu.Printer], [iface@Gio.File], string): the user is to be asked
 * about printing it there; the string is an activation token, or %NULL.
 */

/** culm_bus_new: @application_path: the printers stand below it; there are none yet */
CulmBus *culm_bus_new (GDBusConnection *connection, const char *application_path);

/** culm_bus_set_printers: @printers: of [class@Bambu.Printer]; once */
void culm_bus_set_printers (CulmBus *self, GListModel *printers);

G_END_DECLS
