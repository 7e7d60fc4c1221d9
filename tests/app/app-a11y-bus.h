/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The bus that screen readers listen to, and type keys by. */

/** app_a11y_bus_new: Returns: (transfer full): a connection of the test's own */
GDBusConnection *app_a11y_bus_new (void);

/** app_a11y_bus_ask: @parameters (nullable) (transfer floating); Returns: (transfer full) */
GVariant *app_a11y_bus_ask (GDBusConnection *bus,
                            const char *name,
                            const char *path,
                            const char *interface,
                            const char *method,
                            GVariant *parameters);

/** app_a11y_bus_press: presses and releases the key with this name as a keyboard does */
void app_a11y_bus_press (GDBusConnection *bus, const char *key);
/** app_a11y_bus_press_with: likewise, while the keys of @modifiers are held */
void app_a11y_bus_press_with (GDBusConnection *bus, GdkModifierType modifiers, const char *key);
/** app_a11y_bus_type: likewise each key of @text */
void app_a11y_bus_type (GDBusConnection *bus, const char *text);

G_END_DECLS
