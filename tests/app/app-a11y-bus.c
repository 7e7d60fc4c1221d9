/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-a11y-bus.h"

#include "test-wait.h"

/* AtspiKeySynthType */
#define KEY_SYM 3
#define KEY_LOCK_MODIFIERS 5
#define KEY_UNLOCK_MODIFIERS 6

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GVariant **answer = user_data;
  g_autoptr (GError) error = NULL;

  *answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_assert_no_error (error);
}

/* The test is asked meanwhile, and has to answer. */
GVariant *
app_a11y_bus_ask (GDBusConnection *bus,
                  const char *name,
                  const char *path,
                  const char *interface,
                  const char *method,
                  GVariant *parameters)
{
  GVariant *answer = NULL;

  g_dbus_connection_call (bus, name, path, interface, method, parameters, NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, on_answer, &answer);
  test_wait_until (answer != NULL);

  return answer;
}

GDBusConnection *
app_a11y_bus_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) answer = app_a11y_bus_ask (session, "org.a11y.Bus", "/org/a11y/bus",
                                                  "org.a11y.Bus", "GetAddress", NULL);
  GDBusConnection *bus;
  const char *address;

  g_variant_get (answer, "(&s)", &address);
  bus =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);

  return bus;
}

static void
generate (GDBusConnection *bus, guint what, int type)
{
  g_variant_unref (app_a11y_bus_ask (
      bus, "org.a11y.atspi.Registry", "/org/a11y/atspi/registry/deviceeventcontroller",
      "org.a11y.atspi.DeviceEventController", "GenerateKeyboardEvent",
      g_variant_new ("(isu)", (int) what, "", type)));
}

void
app_a11y_bus_press (GDBusConnection *bus, const char *key)
{
  generate (bus, gdk_keyval_from_name (key), KEY_SYM);
}

void
app_a11y_bus_press_with (GDBusConnection *bus, GdkModifierType modifiers, const char *key)
{
  generate (bus, modifiers, KEY_LOCK_MODIFIERS);
  app_a11y_bus_press (bus, key);
  generate (bus, modifiers, KEY_UNLOCK_MODIFIERS);
}

void
app_a11y_bus_type (GDBusConnection *bus, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    generate (bus, gdk_unicode_to_keyval (g_utf8_get_char (p)), KEY_SYM);
}
