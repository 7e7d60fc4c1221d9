/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-desktop.h"

#include <glib/gstdio.h>

#include "test-wait.h"

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define MARK "mark"

static const char XML[] =
    "<node>"
    "<interface name='org.gtk.Notifications'>"
    "<method name='AddNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='a{sv}' direction='in'/></method>"
    "<method name='RemoveNotification'><arg type='s' direction='in'/>"
    "<arg type='s' direction='in'/></method>"
    "</interface>"
    "<interface name='org.freedesktop.portal.Background'>"
    "<method name='RequestBackground'><arg type='s' direction='in'/>"
    "<arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
    "<method name='SetStatus'><arg type='a{sv}' direction='in'/></method>"
    "<property name='version' type='u' access='read'/>"
    "</interface>"
    "<interface name='org.gnome.SessionManager'>"
    "<method name='Inhibit'><arg type='s' direction='in'/><arg type='u' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='u' direction='in'/>"
    "<arg type='u' direction='out'/></method>"
    "<method name='Uninhibit'><arg type='u' direction='in'/></method>"
    "</interface>"
    "</node>";

static void
add_notification (AppDesktop *self, GVariant *parameters)
{
  const char *id;
  GVariant *notification;
  guint count;

  g_variant_get (parameters, "(&s&s@a{sv})", NULL, &id, &notification);
  count = app_desktop_count (self, id) + 1;
  g_hash_table_insert (self->counts, g_strdup (id), GUINT_TO_POINTER (count));
  g_hash_table_insert (self->notifications, g_strdup (id), notification);
}

static void
remove_notification (AppDesktop *self, GVariant *parameters)
{
  const char *id;

  g_variant_get (parameters, "(&s&s)", NULL, &id);
  g_hash_table_remove (self->notifications, id);
}

/* The answer to a request comes later, as a signal at a path that both know. */
static void
answer_request (AppDesktop *self,
                const char *sender,
                GVariant *parameters,
                GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 1);
  const char *token = "none";
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *handle = NULL;
  gboolean autostart = FALSE;
  GVariantBuilder results;

  g_variant_lookup (options, "handle_token", "&s", &token);
  g_variant_lookup (options, "autostart", "b", &autostart);
  handle = g_strdup_printf ("%s/request/%s/%s", PORTAL_PATH, name, token);
  g_ptr_array_add (self->requests, g_variant_ref (options));

  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", handle));
  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&results, "{sv}", "background", g_variant_new_boolean (!self->refuses));
  g_variant_builder_add (&results, "{sv}", "autostart",
                         g_variant_new_boolean (autostart && !self->refuses));
  g_dbus_connection_emit_signal (self->connection, sender, handle, "org.freedesktop.portal.Request",
                                 "Response", g_variant_new ("(ua{sv})", 0, &results), NULL);
}

static void
on_call (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  AppDesktop *self = user_data;

  if (g_str_equal (method, "RequestBackground"))
    {
      answer_request (self, sender, parameters, invocation);
      return;
    }

  if (g_str_equal (method, "AddNotification"))
    add_notification (self, parameters);
  else if (g_str_equal (method, "RemoveNotification"))
    remove_notification (self, parameters);
  else
    {
      g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 0);

      g_clear_pointer (&self->status, g_free);
      g_variant_lookup (options, "message", "s", &self->status);
    }
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static GVariant *
on_get (GDBusConnection *connection,
        const char *sender,
        const char *path,
        const char *interface,
        const char *property,
        GError **error,
        gpointer user_data)
{
  return g_variant_new_uint32 (2);
}

static const GDBusInterfaceVTable VTABLE = { on_call, on_get, NULL, { NULL } };

static void
serve (AppDesktop *self,
       GDBusNodeInfo *node,
       const char *interface,
       const char *path,
       const GDBusInterfaceVTable *vtable)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_register_object (self->connection, path,
                                     g_dbus_node_info_lookup_interface (node, interface), vtable,
                                     self, NULL, &error);
  g_assert_no_error (error);
}

/* On a thread of its own: GTK waits for it. */
static void
on_inhibit (GDBusConnection *connection,
            const char *sender,
            const char *path,
            const char *interface,
            const char *method,
            GVariant *parameters,
            GDBusMethodInvocation *invocation,
            gpointer user_data)
{
  AppDesktop *self = user_data;

  if (g_str_equal (method, "Inhibit"))
    {
      g_atomic_int_inc (&self->n_inhibitors);
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", 1));
    }
  else
    {
      g_atomic_int_add (&self->n_inhibitors, -1);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }

  /* For who waits for it */
  g_main_context_wakeup (NULL);
}

static const GDBusInterfaceVTable MANAGER_VTABLE = { on_inhibit, NULL, NULL, { NULL } };

static gpointer
manage_session (gpointer context)
{
  g_main_context_push_thread_default (context);
  for (;;)
    g_main_context_iteration (context, TRUE);

  return NULL;
}

static void
start_manager (AppDesktop *self, GDBusNodeInfo *node)
{
  GMainContext *context = g_main_context_new ();

  g_main_context_push_thread_default (context);
  serve (self, node, "org.gnome.SessionManager", "/org/gnome/SessionManager", &MANAGER_VTABLE);
  g_main_context_pop_thread_default (context);
  g_thread_unref (g_thread_new ("session-manager", manage_session, context));
}

gboolean
app_desktop_has_name (AppDesktop *self, const char *name)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      self->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "NameHasOwner", g_variant_new ("(s)", name), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  gboolean has = FALSE;

  g_variant_get (answer, "(b)", &has);

  return has;
}

static guint
own (AppDesktop *self, const char *name)
{
  guint id = g_bus_own_name_on_connection (self->connection, name, G_BUS_NAME_OWNER_FLAGS_NONE,
                                           NULL, NULL, NULL, NULL);

  test_wait_until (app_desktop_has_name (self, name));

  return id;
}

/* What other tests of the same session remember is none of its affair. */
static void
move_home (void)
{
  const char *runtime = g_getenv ("XDG_RUNTIME_DIR");
  g_autofree char *folder =
      g_build_filename (runtime != NULL ? runtime : g_get_tmp_dir (), "culm-XXXXXX", NULL);

  g_assert_nonnull (g_mkdtemp (folder));
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
}

AppDesktop *
app_desktop_new (void)
{
  AppDesktop *self = g_new0 (AppDesktop, 1);
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY"));
  g_autoptr (GDBusNodeInfo) node = NULL;
  g_autoptr (GError) error = NULL;

  move_home ();
  self->notifications =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);

  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);
  /* It takes the display away, too. */
  if (display != NULL)
    g_setenv ("DISPLAY", display, TRUE);
  self->connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (self->bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);

  node = g_dbus_node_info_new_for_xml (XML, &error);
  g_assert_no_error (error);
  serve (self, node, "org.gtk.Notifications", "/org/gtk/Notifications", &VTABLE);
  serve (self, node, "org.freedesktop.portal.Background", PORTAL_PATH, &VTABLE);
  start_manager (self, node);
  own (self, "org.gtk.Notifications");
  own (self, "org.gnome.SessionManager");

  return self;
}

void
app_desktop_show_portal (AppDesktop *self)
{
  self->portal = own (self, PORTAL_NAME);
}

void
app_desktop_hide_portal (AppDesktop *self)
{
  g_bus_unown_name (self->portal);
  self->portal = 0;
  self->refuses = FALSE;
  g_ptr_array_set_size (self->requests, 0);
  g_clear_pointer (&self->status, g_free);
  test_wait_until (!app_desktop_has_name (self, PORTAL_NAME));
}

gboolean
app_desktop_is_inhibited (AppDesktop *self)
{
  return g_atomic_int_get (&self->n_inhibitors) > 0;
}

gboolean
app_desktop_shows (AppDesktop *self, const char *id)
{
  return g_hash_table_contains (self->notifications, id);
}

GVariant *
app_desktop_get (AppDesktop *self, const char *id, const char *key)
{
  GVariant *notification = g_hash_table_lookup (self->notifications, id);

  return notification != NULL ? g_variant_lookup_value (notification, key, NULL) : NULL;
}

const char *
app_desktop_get_text (AppDesktop *self, const char *id, const char *key)
{
  GVariant *notification = g_hash_table_lookup (self->notifications, id);
  const char *text = NULL;

  if (notification != NULL)
    g_variant_lookup (notification, key, "&s", &text);

  return text;
}

guint
app_desktop_count (AppDesktop *self, const char *id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, id));
}

gboolean
app_desktop_has_button (AppDesktop *self, const char *id, const char *label)
{
  g_autoptr (GVariant) buttons = app_desktop_get (self, id, "buttons");

  for (gsize i = 0; buttons != NULL && i < g_variant_n_children (buttons); i++)
    {
      g_autoptr (GVariant) button = g_variant_get_child_value (buttons, i);
      const char *text = NULL;

      g_variant_lookup (button, "label", "&s", &text);
      if (g_strcmp0 (text, label) == 0)
        return TRUE;
    }

  return FALSE;
}

static char *
dup_path (const char *app_id)
{
  return g_strdelimit (g_strdup_printf ("/%s", app_id), ".", '/');
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer answer)
{
  *(GVariant **) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  if (*(GVariant **) answer == NULL)
    *(GVariant **) answer = g_variant_ref_sink (g_variant_new_boolean (FALSE));
}

/* The app may be in this process: its answer needs the main loop. */
static GVariant *
call (AppDesktop *self,
      const char *app_id,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *parameters)
{
  GVariant *answer = NULL;

  g_dbus_connection_call (self->connection, app_id, path, interface, method, parameters, NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, on_answer, &answer);
  test_wait_until (answer != NULL);

  return answer;
}

void
app_desktop_press (AppDesktop *self, const char *app_id, const char *action, const char *target)
{
  g_autofree char *path = dup_path (app_id);
  GVariantBuilder parameters;

  g_variant_builder_init (&parameters, G_VARIANT_TYPE ("av"));
  if (target != NULL)
    g_variant_builder_add (&parameters, "v", g_variant_new_string (target));
  g_variant_unref (call (self, app_id, path, "org.freedesktop.Application", "ActivateAction",
                         g_variant_new ("(sava{sv})", action, &parameters, NULL)));
}

void
app_desktop_activate (AppDesktop *self, const char *app_id)
{
  g_autofree char *path = dup_path (app_id);

  g_variant_unref (call (self, app_id, path, "org.freedesktop.Application", "Activate",
                         g_variant_new ("(a{sv})", NULL)));
}

gboolean
app_desktop_has_window (AppDesktop *self, const char *app_id)
{
  g_autofree char *app_path = dup_path (app_id);
  g_autofree char *path = g_strconcat (app_path, "/window/1", NULL);
  g_autoptr (GVariant) answer = call (self, app_id, path, "org.gtk.Actions", "List", NULL);

  return !g_variant_is_of_type (answer, G_VARIANT_TYPE_BOOLEAN);
}

void
app_desktop_catch_up (AppDesktop *self, GApplication *application)
{
  g_autoptr (GNotification) mark = g_notification_new (MARK);

  /* What a report leads to is done when nothing is left to do. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_application_send_notification (application, MARK, mark);
  test_wait_until (app_desktop_shows (self, MARK));
  g_hash_table_remove (self->notifications, MARK);
}
