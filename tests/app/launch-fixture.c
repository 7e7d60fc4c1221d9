/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "launch-fixture.h"

#include <gio/gio.h>
#include <gio/gunixfdlist.h>
#include <glib/gstdio.h>

#include "test-wait.h"

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define REQUEST_NAME "org.freedesktop.portal.Request"

static const char introspection[] =
    "<node><interface name='org.freedesktop.portal.OpenURI'><method name='OpenDirectory'>"
    "<arg type='s' name='parent' direction='in'/><arg type='h' name='fd' direction='in'/>"
    "<arg type='a{sv}' name='options' direction='in'/>"
    "<arg type='o' name='handle' direction='out'/></method>"
    "<property name='version' type='u' access='read'/></interface></node>";

static char *folder;
static char *opened;
static char *shown;
static GMutex mutex; /* of what was shown */
static GThread *portal;
static GMainLoop *loop;
static int is_ready;

static char *
dup_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

void
launch_fixture_init (void)
{
  g_autofree char *data = NULL;
  g_autofree char *config = NULL;

  folder = g_dir_make_tmp ("culm-launch-XXXXXX", NULL);
  data = dup_path ("data");
  config = dup_path ("config");
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
}

void
launch_fixture_set_app (const char *path)
{
  g_autofree char *script = dup_path ("slicer");
  g_autofree char *log = dup_path ("opened");
  g_autofree char *text =
      g_strdup_printf ("#!/bin/sh\nprintf %%s \"$1\" > %s.new && mv %s.new %s\n", log, log, log);
  g_autofree char *type = g_content_type_guess (path, NULL, 0, NULL);
  g_autoptr (GAppInfo) app = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents_full (script, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  app = g_app_info_create_from_commandline (script, "Slicer", G_APP_INFO_CREATE_NONE, &error);
  g_assert_no_error (error);
  g_app_info_set_as_default_for_type (app, type, &error);
  g_assert_no_error (error);
}

const char *
launch_fixture_get_opened (void)
{
  g_autofree char *log = dup_path ("opened");

  g_clear_pointer (&opened, g_free);
  g_file_get_contents (log, &opened, NULL, NULL);

  return opened;
}

/* What the portal was given is a file descriptor. */
static void
note_shown (GUnixFDList *fds, int index)
{
  g_autofd int fd = g_unix_fd_list_get (fds, index, NULL);
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  g_free (shown);
  shown = g_file_read_link (link, NULL);
}

static void
on_call (GDBusConnection *bus,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  g_autoptr (GVariant) options = NULL;
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *handle = NULL;
  const char *token;
  int index;

  g_variant_get (parameters, "(&sh@a{sv})", NULL, &index, &options);
  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  note_shown (g_dbus_message_get_unix_fd_list (g_dbus_method_invocation_get_message (invocation)),
              index);
  handle = g_strdup_printf (PORTAL_PATH "/request/%s/%s", name, token);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", handle));
  g_dbus_connection_emit_signal (bus, sender, handle, REQUEST_NAME, "Response",
                                 g_variant_new ("(ua{sv})", 0, NULL), NULL);
}

static GVariant *
on_get (GDBusConnection *bus,
        const char *sender,
        const char *path,
        const char *interface,
        const char *property,
        GError **error,
        gpointer user_data)
{
  return g_variant_new_uint32 (5);
}

static gboolean
on_ready (gpointer user_data)
{
  g_atomic_int_set (&is_ready, TRUE);

  return G_SOURCE_REMOVE;
}

/* In a thread of its own, as in a process of its own: the toolkit waits for its answers. */
static gpointer
run_portal (gpointer user_data)
{
  static const GDBusInterfaceVTable vtable = { .method_call = on_call, .get_property = on_get };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (introspection, NULL);
  GMainContext *context = g_main_loop_get_context (loop);
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) reply = NULL;

  g_main_context_push_thread_default (context);
  bus =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, NULL);
  g_assert_cmpuint (g_dbus_connection_register_object (bus, PORTAL_PATH, info->interfaces[0],
                                                       &vtable, NULL, NULL, NULL),
                    >, 0);
  reply = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/", "org.freedesktop.DBus",
                                       "RequestName", g_variant_new ("(su)", PORTAL_NAME, 4), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_assert_nonnull (reply);
  g_main_context_invoke (context, on_ready, NULL);
  g_main_loop_run (loop);
  g_dbus_connection_close_sync (bus, NULL, NULL);
  g_main_context_pop_thread_default (context);

  return NULL;
}

void
launch_fixture_own_portal (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();

  loop = g_main_loop_new (context, FALSE);
  portal = g_thread_new ("portal", run_portal, NULL);
  test_wait_until (g_atomic_int_get (&is_ready));
}

gboolean
launch_fixture_has_shown (const char *path)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  return g_strcmp0 (shown, path) == 0;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
launch_fixture_finish (void)
{
  if (portal != NULL)
    {
      g_main_loop_quit (loop);
      g_thread_join (g_steal_pointer (&portal));
      g_clear_pointer (&loop, g_main_loop_unref);
    }
  remove_tree (folder);
  g_clear_pointer (&folder, g_free);
  g_clear_pointer (&opened, g_free);
  g_clear_pointer (&shown, g_free);
}
