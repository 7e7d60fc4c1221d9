/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <app/culm-saving.h>
#include <gdk/x11/gdkx.h>

#include "camera-card-fixture.h"

/* Who looks at a camera, when, and what that costs its printer. */

/* More than come while a widget may be out of its place */
#define MANY_PICTURES 30

/* A network that is paid by the byte, and a battery that is low, at will */
typedef struct
{
  GObject parent_instance;

  gboolean metered;
  gboolean power_saver;
} FakeMonitor;

typedef GObjectClass FakeMonitorClass;

GType fake_monitor_get_type (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeMonitor, g_object_unref)

static void
fake_initable_init (GInitableIface *iface)
{
}

static void
fake_network_init (GNetworkMonitorInterface *iface)
{
}

static void
fake_power_init (GPowerProfileMonitorInterface *iface)
{
}

G_DEFINE_TYPE_WITH_CODE (FakeMonitor,
                         fake_monitor,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, fake_initable_init)
                             G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, fake_network_init)
                                 G_IMPLEMENT_INTERFACE (G_TYPE_POWER_PROFILE_MONITOR,
                                                        fake_power_init))

enum
{
  PROP_METERED = 1,
  PROP_AVAILABLE,
  PROP_CONNECTIVITY,
  PROP_POWER_SAVER,
};

static void
fake_monitor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FakeMonitor *self = (FakeMonitor *) object;

  if (id == PROP_METERED)
    g_value_set_boolean (value, self->metered);
  else if (id == PROP_POWER_SAVER)
    g_value_set_boolean (value, self->power_saver);
}

static void
fake_monitor_class_init (FakeMonitorClass *klass)
{
  klass->get_property = fake_monitor_get_property;
  g_object_class_override_property (klass, PROP_METERED, "network-metered");
  g_object_class_override_property (klass, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (klass, PROP_CONNECTIVITY, "connectivity");
  g_object_class_override_property (klass, PROP_POWER_SAVER, "power-saver-enabled");
}

static void
fake_monitor_init (FakeMonitor *self)
{
}

static void
set_metered (FakeMonitor *monitor, gboolean metered)
{
  monitor->metered = metered;
  g_object_notify (G_OBJECT (monitor), "network-metered");
}

static guint
count_opened (CardFixture *fixture)
{
  return camera_count_events (&fixture->camera, "camera-opened");
}

static GtkWidget *
open_second (CardFixture *fixture)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *card = g_object_new (CULM_TYPE_CAMERA_CARD, "camera", fixture->camera.camera, NULL);

  gtk_window_set_default_size (GTK_WINDOW (window), 360, 300);
  adw_window_set_content (ADW_WINDOW (window), card);
  gtk_window_present (GTK_WINDOW (window));
  test_wait_until (gtk_widget_get_mapped (card));

  return window;
}

/* One upstream, one decoder, one picture */
static void
test_shared (CardFixture *fixture, gconstpointer data)
{
  GtkWidget *second = open_second (fixture);

  card_show_live (fixture);
  test_wait_until (card_get_picture (second) != NULL);
  g_assert_true (card_get_picture (second) == card_get_picture (fixture->card));
  g_assert_true (card_says (second, "Live"));
  g_assert_cmpuint (count_opened (fixture), ==, 1);

  app_test_destroy (second);
  camera_wait_for_pictures (&fixture->camera, 2);
  g_assert_cmpuint (count_opened (fixture), ==, 1);

  second = open_second (fixture);
  gtk_widget_set_visible (fixture->window, FALSE);
  camera_wait_for_pictures (&fixture->camera, 2);
  g_assert_cmpuint (count_opened (fixture), ==, 1);

  app_test_destroy (second);
  camera_wait_for_state (&fixture->camera, BAMBU_CAMERA_STATE_IDLE);
}

/* It is this view that stands still. */
static void
test_paused (CardFixture *fixture, gconstpointer data)
{
  GtkWidget *second = open_second (fixture);
  GdkPaintable *live;

  card_show_live (fixture);
  live = card_get_picture (fixture->card);
  app_test_click (app_test_find_tip (fixture->card, "Pause Video"));
  g_assert_true (card_says (fixture->card, "Video paused"));
  g_assert_true (card_is_called (fixture->card, "Camera of Garage, Video paused"));
  g_assert_nonnull (card_get_picture (fixture->card));
  g_assert_true (card_get_picture (fixture->card) != live);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera.camera), ==, BAMBU_CAMERA_STATE_LIVE);

  app_test_destroy (second);
  camera_wait_for_state (&fixture->camera, BAMBU_CAMERA_STATE_IDLE);
  g_assert_true (card_says (fixture->card, "Video paused"));

  app_test_click (app_test_find_tip (fixture->card, "Play Video"));
  camera_wait_for_state (&fixture->camera, BAMBU_CAMERA_STATE_LIVE);
  test_wait_until (card_says (fixture->card, "Live"));
}

/* A widget that is put somewhere else looks on; one that is put away does not. */
static void
test_moved (CardFixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) card = g_object_ref (fixture->card);
  AdwToastOverlay *overlay =
      ADW_TOAST_OVERLAY (adw_window_get_content (ADW_WINDOW (fixture->window)));

  card_show_live (fixture);
  adw_toast_overlay_set_child (overlay, NULL);
  adw_toast_overlay_set_child (overlay, card);
  camera_wait_for_pictures (&fixture->camera, MANY_PICTURES);
  g_assert_cmpuint (count_opened (fixture), ==, 1);

  adw_toast_overlay_set_child (overlay, NULL);
  camera_wait_for_state (&fixture->camera, BAMBU_CAMERA_STATE_IDLE);
  test_wait_until (camera_count_events (&fixture->camera, "camera-closed") == 1);

  adw_toast_overlay_set_child (overlay, card);
  camera_wait_for_state (&fixture->camera, BAMBU_CAMERA_STATE_LIVE);
  g_assert_cmpuint (count_opened (fixture), ==, 2);
}

static AdwLayout *
create_layout (const char *name)
{
  GtkWidget *slot = adw_layout_slot_new ("camera");
  AdwLayout *layout = adw_layout_new (slot);

  gtk_widget_set_valign (slot, GTK_ALIGN_START);
  adw_layout_set_name (layout, name);

  return layout;
}

/* As the page of a printer has it: a window that becomes wide, and narrow again */
static void
test_layouts (CardFixture *fixture, gconstpointer data)
{
  AdwMultiLayoutView *layouts = ADW_MULTI_LAYOUT_VIEW (adw_multi_layout_view_new ());
  GtkWidget *bin = adw_breakpoint_bin_new ();
  AdwBreakpoint *breakpoint =
      adw_breakpoint_new (adw_breakpoint_condition_parse ("min-width: 600sp"));
  GtkWindow *window = GTK_WINDOW (fixture->window);
  g_auto (GValue) wide = G_VALUE_INIT;
  GtkWidget *card = g_object_new (CULM_TYPE_CAMERA_CARD, "camera", fixture->camera.camera, NULL);

  adw_multi_layout_view_add_layout (layouts, create_layout ("narrow"));
  adw_multi_layout_view_add_layout (layouts, create_layout ("wide"));
  adw_multi_layout_view_set_child (layouts, "camera", card);
  g_value_init (&wide, G_TYPE_STRING);
  g_value_set_static_string (&wide, "wide");
  adw_breakpoint_add_setter (breakpoint, G_OBJECT (layouts), "layout-name", &wide);
  gtk_widget_set_size_request (bin, 300, 200);
  adw_breakpoint_bin_add_breakpoint (ADW_BREAKPOINT_BIN (bin), breakpoint);
  adw_breakpoint_bin_set_child (ADW_BREAKPOINT_BIN (bin), GTK_WIDGET (layouts));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (adw_window_get_content (ADW_WINDOW (window))),
                               bin);
  fixture->card = card;

  card_show_live (fixture);
  g_assert_cmpstr (adw_multi_layout_view_get_layout_name (layouts), ==, "narrow");
  for (guint i = 0; i < 2; i++)
    {
      const char *name = i == 0 ? "wide" : "narrow";

      /* libadwaita 1.7 keeps a bin for good that had the focus when its breakpoint changed. */
      gtk_window_set_focus (window, NULL);
      gtk_window_set_default_size (window, i == 0 ? 900 : 400, 700);
      test_wait_until (g_str_equal (adw_multi_layout_view_get_layout_name (layouts), name)
                       && gtk_widget_get_mapped (card));
      camera_wait_for_pictures (&fixture->camera, MANY_PICTURES);
    }
  g_assert_cmpuint (count_opened (fixture), ==, 1);
}

/* As a window manager does, of which there is none here */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS /* GTK will leave X11, and offers nothing else yet */
    static void
    set_minimised (GtkWidget *window, gboolean minimised)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  Display *display = gdk_x11_display_get_xdisplay (gdk_surface_get_display (surface));
  Atom hidden = XInternAtom (display, "_NET_WM_STATE_HIDDEN", False);

  XChangeProperty (display, gdk_x11_surface_get_xid (surface),
                   XInternAtom (display, "_NET_WM_STATE", False), XA_ATOM, 32, PropModeReplace,
                   (unsigned char *) &hidden, minimised ? 1 : 0);
  XFlush (display);
}
G_GNUC_END_IGNORE_DEPRECATIONS

static void
test_minimised (CardFixture *fixture, gconstpointer data)
{
  card_show_live (fixture);

  set_minimised (fixture->window, TRUE);
  camera_wait_for_state (&fixture->camera, BAMBU_CAMERA_STATE_IDLE);
  test_wait_until (camera_count_events (&fixture->camera, "camera-closed") == 1);

  set_minimised (fixture->window, FALSE);
  camera_wait_for_state (&fixture->camera, BAMBU_CAMERA_STATE_LIVE);
  g_assert_cmpuint (count_opened (fixture), ==, 2);
}

/* Where the network is metered: a picture now and then, unless the user wants more. */
static void
test_saving (CardFixture *fixture, gconstpointer data)
{
  g_autoptr (FakeMonitor) monitor = g_object_new (fake_monitor_get_type (), NULL);
  g_autoptr (CulmSaving) saving =
      culm_saving_new (G_NETWORK_MONITOR (monitor), G_POWER_PROFILE_MONITOR (monitor));

  set_metered (monitor, TRUE);
  card_put (fixture, g_object_new (CULM_TYPE_CAMERA_CARD, "saving", saving, "camera",
                                   fixture->camera.camera, NULL));
  gtk_window_present (GTK_WINDOW (fixture->window));
  test_wait_until (card_says (fixture->card, "Snapshot"));
  g_assert_true (GDK_IS_TEXTURE (card_get_picture (fixture->card)));
  g_assert_true (card_is_called (fixture->card, "Camera of Garage, Snapshot"));
  test_wait_until (camera_count_events (&fixture->camera, "camera-closed") == 1);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera.camera), ==, BAMBU_CAMERA_STATE_IDLE);

  app_test_click (app_test_find_tip (fixture->card, "Play Video"));
  test_wait_until (card_says (fixture->card, "Live"));

  /* It was for now. */
  gtk_widget_set_visible (fixture->window, FALSE);
  gtk_window_present (GTK_WINDOW (fixture->window));
  test_wait_until (card_says (fixture->card, "Snapshot"));

  set_metered (monitor, FALSE);
  test_wait_until (card_says (fixture->card, "Live"));
}

static void
test_saving_fails (CardFixture *fixture, gconstpointer data)
{
  g_autoptr (FakeMonitor) monitor = g_object_new (fake_monitor_get_type (), NULL);
  g_autoptr (CulmSaving) saving =
      culm_saving_new (G_NETWORK_MONITOR (monitor), G_POWER_PROFILE_MONITOR (monitor));

  g_assert_false (culm_saving_is_active (saving));
  monitor->power_saver = TRUE;
  g_object_notify (G_OBJECT (monitor), "power-saver-enabled");
  g_assert_true (culm_saving_is_active (saving));

  camera_set_fault (&fixture->camera, "camera-busy", TRUE);
  card_put (fixture, g_object_new (CULM_TYPE_CAMERA_CARD, "saving", saving, "camera",
                                   fixture->camera.camera, NULL));
  gtk_window_present (GTK_WINDOW (fixture->window));
  test_wait_until (card_says (fixture->card, "The camera of Garage is in use by another app."));

  camera_set_fault (&fixture->camera, "camera-busy", FALSE);
  app_test_click (app_test_find_button (fixture->card, "Try Again"));
  test_wait_until (card_says (fixture->card, "Snapshot"));
}

#define ADD(name, test)                                                                            \
  g_test_add ("/camera-views/" name, CardFixture, &camera_limits, card_set_up, test, card_tear_down)
#define ADD_BARE(name, test)                                                                       \
  g_test_add ("/camera-views/" name, CardFixture, &camera_limits, card_set_up_without_card, test,  \
              card_tear_down)

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;
  gst_init (NULL, NULL); /* for the simulated camera */

  ADD ("shared", test_shared);
  ADD ("paused", test_paused);
  ADD ("moved", test_moved);
  ADD ("layouts", test_layouts);
  ADD ("minimised", test_minimised);
  ADD_BARE ("saving", test_saving);
  ADD_BARE ("saving-fails", test_saving_fails);

  return g_test_run ();
}
