/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"

#include <libdex.h>

#include "culm-resources.h"

#define LIMIT_SECONDS 20
#define SETTLING_FRAMES 4

gboolean
app_test_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  gtk_disable_setlocale ();

  if (!gtk_init_check ())
    return FALSE;

  dex_init ();
  adw_init ();
  culm_register_resource ();

  /* Nothing is to be waited for that only the eye needs. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  return TRUE;
}

static gboolean
on_limit (gpointer user_data)
{
  g_error ("What the test waits for did not happen in %d s", LIMIT_SECONDS);

  return G_SOURCE_REMOVE;
}

void
app_test_wait (gboolean (*condition) (gpointer data), gpointer data)
{
  guint limit = g_timeout_add_seconds (LIMIT_SECONDS, on_limit, NULL);

  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (limit);
}

void
app_test_flush (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer frames)
{
  return ++*(int *) frames < SETTLING_FRAMES ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
has_settled (gpointer frames)
{
  return *(int *) frames >= SETTLING_FRAMES;
}

void
app_test_settle (GtkWidget *window)
{
  int frames = 0;

  gtk_widget_add_tick_callback (window, on_frame, &frames, NULL);
  app_test_wait (has_settled, &frames);
  app_test_flush ();
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

void
app_test_destroy (gpointer window)
{
  g_object_add_weak_pointer (window, &window);
  gtk_window_destroy (window);
  app_test_wait (is_gone, &window);
}

guint16
app_test_find_free_port (void)
{
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) given = NULL;
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) error = NULL;

  socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, &error);
  g_assert_no_error (error);
  g_socket_bind (socket, wanted, FALSE, &error);
  g_assert_no_error (error);
  given = g_socket_get_local_address (socket, &error);
  g_assert_no_error (error);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (given));
}

BambuFleet *
app_test_fleet_new (guint16 port)
{
  g_autoptr (BambuStore) store = bambu_store_new (NULL);
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new_for_session ();
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  g_autoptr (BambuDiscovery) discovery = bambu_discovery_new_for_ports (&port, 1);

  return bambu_fleet_new (store, keyring, trust, discovery);
}

GtkWidget *
app_test_find_button (GtkWidget *widget, const char *text)
{
  GtkWidget *label = app_test_find_label (widget, text);

  return label != NULL ? gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) : NULL;
}

GtkWidget *
app_test_find (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = app_test_find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
app_test_find_label (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;

  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = app_test_find_label (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
app_test_find_row (GtkWidget *widget, const char *title)
{
  GtkWidget *label = app_test_find_label (widget, title);

  g_assert_nonnull (label);

  return gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW);
}

GtkWidget *
app_test_find_tip (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;

  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = app_test_find_tip (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Buttons and entries say what they are in one of these ways. */
static gboolean
is_named (GtkWidget *widget)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  return (tooltip != NULL && *tooltip != '\0')
         || gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                              GTK_ACCESSIBLE_PROPERTY_LABEL)
         || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                              GTK_ACCESSIBLE_RELATION_LABELLED_BY)
         || app_test_find (widget, GTK_TYPE_LABEL) != NULL;
}

void
app_test_assert_named (GtkWidget *widget)
{
  if (!gtk_widget_get_visible (widget))
    return;

  if ((GTK_IS_MENU_BUTTON (widget) || GTK_IS_SPIN_BUTTON (widget)
       || ((GTK_IS_BUTTON (widget) || GTK_IS_EDITABLE (widget) || GTK_IS_LIST_BOX_ROW (widget))
           && gtk_widget_get_focusable (widget)))
      && !is_named (widget))
    g_error ("A %s has no accessible name", G_OBJECT_TYPE_NAME (widget));

  /* Their buttons and text are part of them. */
  if (GTK_IS_MENU_BUTTON (widget) || GTK_IS_SPIN_BUTTON (widget) || GTK_IS_ENTRY (widget))
    return;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    app_test_assert_named (child);
}

void
app_test_click (GtkWidget *button)
{
  g_assert_true (GTK_IS_BUTTON (button));
  g_signal_emit_by_name (button, "clicked");
}

static GtkDropTarget *
find_drop_target (GtkWidget *window)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller); /* the window holds it */
    }

  g_assert_not_reached ();
}

gboolean
app_test_drop (GtkWidget *window, double x, double y, const char *const *paths)
{
  GSList *files = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  for (guint i = 0; paths[i] != NULL; i++)
    files = g_slist_append (files, g_file_new_for_path (paths[i]));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (files));
  g_slist_free_full (files, g_object_unref);

  g_signal_emit_by_name (find_drop_target (window), "drop", &value, x, y, &taken);

  return taken;
}
