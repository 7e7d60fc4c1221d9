/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include <adwaita.h>
#include <app/culm-about.h>
#include <app/culm-alert-history-page.h>
#include <app/culm-ams-page.h>
#include <app/culm-camera-card.h>
#include <app/culm-camera-window.h>
#include <app/culm-cloud-list.h>
#include <app/culm-controls-page.h>
#include <app/culm-cover.h>
#include <app/culm-diagnostics-dialog.h>
#include <app/culm-dry-dialog.h>
#include <app/culm-file-row.h>
#include <app/culm-file-view.h>
#include <app/culm-demo.h>
#include <app/culm-files-page.h>
#include <app/culm-history-page.h>
#include <app/culm-k-dialog.h>
#include <app/culm-messages-dialog.h>
#include <app/culm-notifications-page.h>
#include <app/culm-prices.h>
#include <app/culm-print-dialog.h>
#include <bambu/print/bambu-print-job-private.h>
#include <app/culm-overview-page.h>
#include <app/culm-printer-card.h>
#include <app/culm-printer-page.h>
#include <app/culm-recent-files.h>
#include <app/culm-recent-page.h>
#include <app/culm-shortcuts.h>
#include <app/culm-sign-in-dialog-private.h>
#include <app/culm-skip-dialog.h>
#include <app/culm-tray-actions.h>
#include <app/culm-tray-dialog.h>
#include <app/culm-tray-popover.h>
#include <app/culm-tray-tile.h>
#include <app/culm-window.h>
#include <app/culm-status-page.h>
#include <app/culm-window-private.h>
#include <bambu/bambu-fleet.h>
#include <bambu/camera/bambu-camera-private.h>
#include <bambu/printer/bambu-printer-private.h>
#include <bambu/project/bambu-project.h>
#include <errno.h>
#include <gio/gsettingsbackend.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <libdex.h>
#include <locale.h>
#include <simulator/sim-demo.h>
#include <simulator/sim-local-storage.h>
#include <simulator/sim-past.h>
#include <simulator/sim-picture-src.h>
#include <words/culm-project-words.h>
#include <stdio.h>
#include <string.h>

#include "app-cloud.h"
#include "app-fixture.h"
#include "app-walk.h"
#include "culm-resources.h"
#include "print-file.h"
#include "print-window.h"
#include "project-writer.h"
#include "skip-fixture.h"
#include "test-link.h"
#include "test-printer.h"
#include "test-wait.h"

/* Takes a picture of every view and state, from simulated printers. */

#define DPI 96
#define LONG_AGO_SECONDS (40 * 60)
#define THREE_PLATES_MINUTES (6 * 60 + 12)

#define STAGE_FILAMENT_RAN_OUT 6

/* protocol/mqtt-state.md §6: filament ran out (0700-8011) and a chamber that is too hot */
#define FAULTS                                                                                     \
  "{\"print_error\":117473297,\"hms\":[{\"attr\":117448704,\"code\":131073},"                      \
  "{\"attr\":50368768,\"code\":196609}]}"
/* A nozzle that is clogged, as a code that this app has no text for */
#define UNKNOWN_FAULT                                                                              \
  "{\"gcode_state\":\"PAUSE\",\"print_error\":50364419,\"hms\":[{\"attr\":50331904,\"code\":"      \
  "65543}]}"
#define SIGNED_COMMANDS_ONLY "{\"fun\":\"20000000\"}"
#define FINISHED                                                                                   \
  "{\"gcode_state\":\"FINISH\",\"mc_percent\":100,\"mc_remaining_time\":0,\"stg_cur\":-1}"

typedef struct
{
  const char *profile;
  const char *name;
  const char *job;
  int percent;
  int paused_stage;
  const char *patch;
  const char *fault;
  BambuLinkState link_state;
  int link_error;
  gboolean remembered;
  const char *page;
  gboolean details; /* open */
  const char *text; /* of all its faults */
  gboolean warned;  /* of its filament, too */
} Scene;

typedef struct
{
  const char *view;
  Scene scene;
} View;

typedef struct
{
  GtkApplication *application;
  const char *folder;
  char **wanted;     /* NULL: all */
  GPtrArray *others; /* beside the printer that is shown */
  int width;
  int height;
  gboolean dark;
  gboolean high_contrast;
  guint n_taken;
  AppWalk *walk; /* NULL: pictures are taken */
} Stage;

static const Scene companions[] = {
  { "X1C", "Workshop X1C", "Bracket v3", 42 },
  { "H2D", "Lab H2D", "Lamp shade", 34, STAGE_FILAMENT_RAN_OUT, FAULTS },
  { "P1S", "Garage P1S", "Spool holder", 7 },
  { "A1 mini", "Desk A1 mini", NULL, 0 },
  { "P1P", "Attic P1P", NULL, 0, .link_state = BAMBU_LINK_STATE_WAITING,
    .link_error = BAMBU_LINK_ERROR_UNREACHABLE, .remembered = TRUE },
};

static const View views[] = {
  { "status-printing", { "X1C", "Workshop X1C", "Bracket v3", 42, .page = "status" } },
  { "status-preparing",
    { "P1S", "Garage P1S", "Spool holder", 0,
      .patch = "{\"gcode_state\":\"PREPARE\",\"stg_cur\":2}", .page = "status" } },
  { "status-two-nozzles", { "H2D", "Lab H2D", "Lamp shade", 71, .page = "status" } },
  { "status-paused",
    { "H2D", "Lab H2D", "Lamp shade", 34, STAGE_FILAMENT_RAN_OUT, FAULTS, .page = "status" } },
  { "status-fault",
    { "H2D", "Lab H2D", "Lamp shade", 34, STAGE_FILAMENT_RAN_OUT, FAULTS, .page = "status",
      .text = "The filament in the AMS has run out. Put in a new spool, then try again.",
      .warned = TRUE } },
  { "status-fault-unknown",
    { "P1S", "Garage P1S", "Spool holder", 34, .patch = UNKNOWN_FAULT, .page = "status" } },
  { "status-idle", { "A1 mini", "Desk A1 mini", NULL, 0, .page = "status" } },
  { "status-details", { "X1C", "Workshop X1C", NULL, 0, .page = "status", .details = TRUE } },
  { "status-finished",
    { "P1S", "Garage P1S", "Spool holder", 99, .patch = FINISHED, .page = "status" } },
  { "status-view-only",
    { "P1S", "Garage P1S", "Spool holder", 12, .patch = SIGNED_COMMANDS_ONLY, .page = "status" } },
  { "status-offline",
    { "X1C", "Workshop X1C", "Bracket v3", 42, .link_state = BAMBU_LINK_STATE_WAITING,
      .link_error = BAMBU_LINK_ERROR_UNREACHABLE, .remembered = TRUE, .page = "status" } },
  { "status-unreached",
    { "X1C", "Workshop X1C", NULL, 0, .link_state = BAMBU_LINK_STATE_WAITING,
      .link_error = BAMBU_LINK_ERROR_UNREACHABLE, .page = "status" } },
  { "status-connecting",
    { "X1C", "Workshop X1C", "Bracket v3", 42, .link_state = BAMBU_LINK_STATE_CONNECTING,
      .link_error = -1, .remembered = TRUE, .page = "status" } },
  { "status-refused",
    { "X1C", "Workshop X1C", "Bracket v3", 42, .link_state = BAMBU_LINK_STATE_REFUSED,
      .link_error = BAMBU_LINK_ERROR_REFUSED, .remembered = TRUE, .page = "status" } },
  { "status-untrusted",
    { "X1C", "Workshop X1C", "Bracket v3", 42, .link_state = BAMBU_LINK_STATE_UNTRUSTED,
      .link_error = BAMBU_LINK_ERROR_CERTIFICATE, .remembered = TRUE, .page = "status" } },
  { "ams-several", { "X1C", "Workshop X1C", "Bracket v3", 42, .page = "ams" } },
  { "ams-two-nozzles", { "H2D", "Lab H2D", "Lamp shade", 71, .page = "ams", .warned = TRUE } },
  { "ams-lite", { "A1 mini", "Desk A1 mini", NULL, 0, .page = "ams" } },
  { "ams-none", { "P1P", "Attic P1P", NULL, 0, .page = "ams" } },
};

/* The page with the controls, from its top and from further down */
static const View controls[] = {
  { "controls-two-nozzles", { "H2D", "Lab H2D", NULL, 0 } },
  { "controls-slinger", { "A1 mini", "Desk A1 mini", NULL, 0 } },
  { "controls-lidar", { "X1C", "Workshop X1C", NULL, 0 } },
  { "controls-stepping",
    { "P1S", "Garage P1S", NULL, 0, .patch = "{\"home_flag\":7}", .fault = "commands-dropped" } },
  { "controls-printing", { "P1S", "Garage P1S", "Spool holder", 42 } },
};

static void
set_scene (SimPrinter *simulated, const Scene *scene)
{
  g_autoptr (GError) error = NULL;

  if (scene->job != NULL)
    sim_printer_start_job (simulated, scene->job, scene->percent);
  if (scene->paused_stage != 0)
    sim_printer_pause_job (simulated, scene->paused_stage);
  if (scene->patch != NULL && !sim_printer_patch (simulated, scene->patch, &error))
    g_error ("%s", error->message);
  if (scene->fault != NULL && !sim_printer_set_fault (simulated, scene->fault, TRUE, &error))
    g_error ("%s", error->message);
}

/* A printer of which there is at most a report of long ago, and a link that never opens. */
static BambuPrinter *
create_absent_printer (SimPrinter *simulated, const Scene *scene)
{
  g_autoptr (BambuLink) link = test_link_new (scene->link_state, scene->link_error);
  BambuPrinter *printer =
      scene->remembered ? test_printer_new_remembered (simulated, scene->name, LONG_AGO_SECONDS)
                        : test_printer_new (simulated, scene->name);

  bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);

  return printer;
}

static BambuPrinter *
create_for_scene (const Scene *scene)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimPrinter) simulated = sim_printer_new (scene->profile, NULL, &error);
  BambuPrinter *printer;

  if (simulated == NULL)
    g_error ("%s: %s", scene->profile, error->message);

  set_scene (simulated, scene);

  if (scene->link_state != BAMBU_LINK_STATE_CLOSED)
    return create_absent_printer (simulated, scene);

  printer = test_printer_new_live (simulated, scene->name);
  sim_past_give (printer);

  return printer;
}

static void
set_texts (BambuPrinter *printer, const char *text)
{
  GListModel *alerts = bambu_printer_get_alerts (printer);

  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (BambuAlert) alert = g_list_model_get_item (alerts, i);

      bambu_alert_set_text (alert, text);
    }
}

static void
set_limits (BambuPrinter *printer)
{
  g_autoptr (BambuLimits) limits = bambu_limits_new ();

  limits->filament_percent = 35;
  limits->air.humidity_percent = 20;
  bambu_printer_set_limits (printer, limits);
}

/* A popover has a surface of its own. */
static void
draw_popover (GtkSnapshot *snapshot, GtkWidget *window, GtkWidget *popover)
{
  GdkPopup *popup = GDK_POPUP (gtk_native_get_surface (GTK_NATIVE (popover)));
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (popover);
  double surface_x;
  double surface_y;
  double x;
  double y;

  gtk_native_get_surface_transform (GTK_NATIVE (window), &surface_x, &surface_y);
  gtk_native_get_surface_transform (GTK_NATIVE (popover), &x, &y);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (gdk_popup_get_position_x (popup) + (float) (x - surface_x),
                                      gdk_popup_get_position_y (popup) + (float) (y - surface_y)));
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (popover),
                          gtk_widget_get_height (popover));
  gtk_snapshot_restore (snapshot);
}

/* Returns: (nullable): nothing, if something in it is about to be laid out again */
static GskRenderNode *
draw (GtkWidget *window)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  GtkWidget *popover = app_test_find (window, CULM_TYPE_TRAY_POPOVER);

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window),
                          gtk_widget_get_height (window));
  if (popover != NULL && gtk_widget_get_mapped (popover))
    draw_popover (snapshot, window, popover);

  return gtk_snapshot_to_node (snapshot);
}

static void
save (GtkWidget *window, const char *path)
{
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  while ((node = draw (window)) == NULL)
    app_test_settle (window);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);

  if (!gdk_texture_save_to_png (texture, path))
    g_error ("%s cannot be written", path);

  g_print ("%s\n", path);
}

static BambuFleet *
create_fleet (void)
{
  g_autoptr (BambuStore) store = bambu_store_new (NULL);
  g_autoptr (BambuKeyring) keyring = bambu_keyring_new ();
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  g_autoptr (BambuDiscovery) discovery = bambu_discovery_new ();

  return bambu_fleet_new (store, keyring, trust, discovery);
}

/* Without a border that only those have that are on no real desktop */
static void
present (GtkWindow *window)
{
  gtk_window_present (window);
  gtk_widget_remove_css_class (GTK_WIDGET (window), "solid-csd");
}

static GtkWidget *
create_window (Stage *stage, BambuFleet *fleet)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) settings = g_settings_new_with_backend (CULM_APP_ID, backend);
  CulmWindow *window = culm_window_new (stage->application, fleet, settings);

  /* As users have it */
  gtk_widget_remove_css_class (GTK_WIDGET (window), "devel");
  gtk_window_set_default_size (GTK_WINDOW (window), stage->width, stage->height);
  culm_window_set_loaded (window);
  present (GTK_WINDOW (window));

  return GTK_WIDGET (window);
}

/* The picture is of the window; what is in it has come to rest. */
static void
take_focused (Stage *stage, GtkWidget *window, const char *view)
{
  g_autofree char *name =
      g_strdup_printf ("%s-%dx%d%s%s.png", view, stage->width, stage->height,
                       stage->dark ? "-dark" : "", stage->high_contrast ? "-contrast" : "");
  g_autofree char *path = g_build_filename (stage->folder, name, NULL);

  app_test_settle (window);
  if (stage->walk != NULL)
    app_walk_judge (stage->walk, window, view, stage->width);
  else
    save (window, path);
}

static void
take (Stage *stage, GtkWidget *window, const char *view)
{
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  take_focused (stage, window, view);
}

static GtkWidget *
open_printer (Stage *stage, BambuFleet *fleet, BambuPrinter *printer, const char *view)
{
  GtkWidget *window = create_window (stage, fleet);
  GtkWidget *page;

  /* The window shows its printers after its first frame. */
  test_wait_until (gtk_widget_activate_action (window, "win.open-printer", "s",
                                               bambu_printer_get_serial (printer))
                   && (page = app_test_find (window, CULM_TYPE_PRINTER_PAGE)) != NULL
                   && culm_printer_page_get_printer (CULM_PRINTER_PAGE (page)) == printer);
  g_object_set (page, "view", view, NULL);

  return window;
}

static gboolean
sees (GtkWidget *window)
{
  GtkWidget *card = app_test_find (window, CULM_TYPE_CAMERA_CARD);
  GdkPaintable *paintable =
      gtk_picture_get_paintable (GTK_PICTURE (app_test_find (card, GTK_TYPE_PICTURE)));

  return paintable != NULL && gdk_paintable_get_intrinsic_width (paintable) > 0;
}

static void
take_printer (
    Stage *stage, BambuPrinter *printer, const char *page_name, gboolean details, const char *view)
{
  g_autoptr (BambuFleet) fleet = create_fleet ();
  GtkWidget *window;
  GtkWidget *page;
  gboolean slow = FALSE;

  bambu_fleet_add_printer (fleet, printer);
  if (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_OPEN)
    bambu_camera_set_source_func (bambu_fleet_get_camera (fleet, printer), sim_demo_make_source,
                                  NULL, NULL);
  for (guint i = 0; i < stage->others->len; i++)
    {
      BambuPrinter *other = g_ptr_array_index (stage->others, i);

      if (!g_str_equal (bambu_printer_get_name (other), bambu_printer_get_name (printer)))
        bambu_fleet_add_printer (fleet, other);
    }

  window = open_printer (stage, fleet, printer, page_name);
  page = app_test_find (window, CULM_TYPE_PRINTER_PAGE);

  if (details)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (app_test_find (page, ADW_TYPE_EXPANDER_ROW)),
                                   TRUE);

  if (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_CONNECTING)
    test_wait_until ((g_object_get (page, "slow", &slow, NULL), slow));
  if (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_OPEN
      && g_str_equal (page_name, "status"))
    test_wait_until (sees (window));

  take (stage, window, view);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* One picture, and then none */
static GstElement *
make_stalling_source (BambuCamera *camera, gpointer user_data)
{
  return sim_picture_src_new (G_MAXINT);
}

static void
take_stop (Stage *stage, const char *job, const char *view)
{
  const Scene scene = { "P1S", "Garage P1S", job, 42, .page = "status" };
  g_autoptr (BambuFleet) fleet = create_fleet ();
  g_autoptr (BambuPrinter) printer = create_for_scene (&scene);
  GtkWidget *window;

  bambu_printer_set_demo (printer, TRUE);
  bambu_fleet_add_printer (fleet, printer);
  window = create_window (stage, fleet);
  test_wait_until (app_test_find (window, CULM_TYPE_PRINTER_PAGE) != NULL);
  gtk_widget_activate_action (window, "win.stop-print", "s", "");
  take (stage, window, view);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
on_refuse (gpointer element)
{
  GST_ELEMENT_ERROR (element, RESOURCE, NOT_AUTHORIZED, (NULL), ("The code is refused"));

  return G_SOURCE_REMOVE;
}

static GstElement *
make_refusing_source (BambuCamera *camera, gpointer user_data)
{
  GstElement *source = sim_picture_src_new (G_MAXINT);

  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_refuse, gst_object_ref (source), gst_object_unref);

  return source;
}

/* As the pointer over the picture does */
static void
reveal_controls (GtkWidget *window)
{
  culm_camera_controls_touch (
      CULM_CAMERA_CONTROLS (app_test_find (window, CULM_TYPE_CAMERA_CONTROLS)));
}

/* What a control says in the language of the pictures, without its mnemonic */
static const char *
say (const char *message)
{
  g_auto (GStrv) parts = g_strsplit (gettext (message), "_", 2);
  g_autofree char *text = g_strjoinv ("", parts);

  return g_intern_string (text);
}

static void
take_dialog (Stage *stage, GtkWidget *window, const char *button, const char *view)
{
  AdwDialog *dialog;

  app_test_click (app_test_find_button (window, say (button)));
  test_wait_until (
      (dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)))
      != NULL);
  take (stage, window, view);
  adw_dialog_force_close (dialog);
}

static GtkWidget *
find_camera_window (void)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);

      if (CULM_IS_CAMERA_WINDOW (window))
        return window;
    }

  return NULL;
}

static void
take_camera_window (Stage *stage, GtkWidget *window, const char *action, const char *view)
{
  GtkWidget *shown;

  g_assert_true (gtk_widget_activate_action (window, action, "s", ""));
  test_wait_until ((shown = find_camera_window ()) != NULL && sees (shown));
  gtk_window_set_default_size (GTK_WINDOW (shown), MIN (stage->width, 480),
                               g_str_equal (view, "camera-fullscreen") ? 270 : 360);
  app_test_settle (shown);
  reveal_controls (shown);
  take (stage, shown, view);
  gtk_window_destroy (GTK_WINDOW (shown));
}

/* What decodes its pictures is gone. */
static void
take_no_decoder (Stage *stage, BambuFleet *fleet, BambuPrinter *printer)
{
  g_autoptr (GstPluginFeature) decoder =
      gst_registry_lookup_feature (gst_registry_get (), "jpegdec");
  guint rank = gst_plugin_feature_get_rank (decoder);
  BambuCamera *camera = bambu_fleet_get_camera (fleet, printer);
  GtkWidget *window;

  gst_plugin_feature_set_rank (decoder, GST_RANK_NONE);
  bambu_camera_set_source_func (camera, sim_demo_make_source, NULL, NULL);
  window = open_printer (stage, fleet, printer, "status");
  test_wait_until (bambu_camera_get_state (camera) == BAMBU_CAMERA_STATE_NO_DECODER);
  gst_plugin_feature_set_rank (decoder, rank);
  take (stage, window, "camera-no-decoder");
  take_dialog (stage, window, "How to Install", "camera-how-to-install");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Its code was changed on the printer. */
static void
take_camera_refused (Stage *stage)
{
  const Scene scene = { "P1S",
                        "Garage P1S",
                        "Spool holder",
                        42,
                        .link_state = BAMBU_LINK_STATE_REFUSED,
                        .link_error = BAMBU_LINK_ERROR_REFUSED,
                        .remembered = TRUE };
  g_autoptr (BambuFleet) fleet = create_fleet ();
  g_autoptr (BambuPrinter) printer = create_for_scene (&scene);
  GtkWidget *window;

  bambu_fleet_add_printer (fleet, printer);
  bambu_camera_set_source_func (bambu_fleet_get_camera (fleet, printer), make_refusing_source, NULL,
                                NULL);
  window = open_printer (stage, fleet, printer, "status");
  test_wait_until (bambu_camera_get_state (bambu_fleet_get_camera (fleet, printer))
                   == BAMBU_CAMERA_STATE_REFUSED);
  take (stage, window, "camera-refused");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* It says that live view is off. */
static void
take_camera_off (Stage *stage)
{
  const Scene scene = { "X1C", "Workshop X1C", "Bracket v3", 42,
                        .patch = "{\"ipcam\":{\"rtsp_url\":\"disable\"}}" };
  g_autoptr (BambuFleet) fleet = create_fleet ();
  g_autoptr (BambuPrinter) printer = create_for_scene (&scene);
  GtkWidget *window;

  bambu_fleet_add_printer (fleet, printer);
  window = open_printer (stage, fleet, printer, "status");
  test_wait_until (app_test_find_button (window, say ("Show Me Where")) != NULL);
  take (stage, window, "camera-off");
  take_dialog (stage, window, "Show Me Where", "camera-show-where");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
take_camera (Stage *stage)
{
  static const struct
  {
    const char *view;
    BambuCameraState state;
    BambuCameraSourceFunc make_source;
  } cameras[] = {
    { "camera-live", BAMBU_CAMERA_STATE_LIVE, sim_demo_make_source },
    { "camera-connecting", BAMBU_CAMERA_STATE_CONNECTING },
    { "camera-no-code", BAMBU_CAMERA_STATE_NO_CODE },
    { "camera-stalled", BAMBU_CAMERA_STATE_STALLED, make_stalling_source },
  };
  const Scene scene = { "P1S", "Garage P1S", "Spool holder", 42 };
  BambuCameraLimits limits = bambu_camera_default_limits;

  limits.stalled_msec = 2500;
  limits.first_retry_msec = limits.longest_retry_msec = G_MAXINT / 2;

  for (guint i = 0; i < G_N_ELEMENTS (cameras); i++)
    {
      g_autoptr (BambuFleet) fleet = create_fleet ();
      g_autoptr (BambuPrinter) printer = create_for_scene (&scene);
      BambuCamera *camera;
      GtkWidget *window;

      bambu_fleet_add_printer (fleet, printer);
      camera = bambu_fleet_get_camera (fleet, printer);
      if (cameras[i].state == BAMBU_CAMERA_STATE_STALLED)
        bambu_camera_set_limits (camera, &limits);
      bambu_camera_set_source_func (camera, cameras[i].make_source, NULL, NULL);
      if (cameras[i].state == BAMBU_CAMERA_STATE_NO_CODE)
        bambu_printer_set_link (printer, NULL, BAMBU_CONNECTION_NONE);

      window = open_printer (stage, fleet, printer, "status");
      test_wait_until (bambu_camera_get_state (camera) == cameras[i].state);
      test_wait_until (cameras[i].make_source == NULL || sees (window));
      if (i == 0)
        {
          reveal_controls (window);
          take (stage, window, "camera-controls");
          take_camera_window (stage, window, "win.pop-out-camera", "camera-pop-out");
          take_camera_window (stage, window, "win.show-camera-fullscreen", "camera-fullscreen");
        }
      else
        take (stage, window, cameras[i].view);
      gtk_window_destroy (GTK_WINDOW (window));
      if (i == 0)
        take_no_decoder (stage, fleet, printer);
    }

  take_camera_refused (stage);
  take_camera_off (stage);
}

/* Page by page, as far down as it goes */
static void
take_scrolled (Stage *stage, GtkWidget *window, GtkWidget *page, const char *view)
{
  GtkScrolledWindow *scrolled =
      GTK_SCROLLED_WINDOW (app_test_find (page, GTK_TYPE_SCROLLED_WINDOW));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scrolled);

  app_test_settle (window);
  for (guint i = 1;; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%u", view, i);
      double before = gtk_adjustment_get_value (adjustment);

      take (stage, window, name);
      gtk_adjustment_set_value (adjustment, before + gtk_adjustment_get_page_size (adjustment));
      if (gtk_adjustment_get_value (adjustment) <= before)
        return;
    }
}

static void
take_controls (Stage *stage, const View *view)
{
  g_autoptr (BambuFleet) fleet = create_fleet ();
  g_autoptr (BambuPrinter) printer = create_for_scene (&view->scene);
  GtkWidget *window;
  GtkWidget *page;

  bambu_fleet_add_printer (fleet, printer);
  window = create_window (stage, fleet);
  g_settings_set_boolean (culm_window_get_settings (CULM_WINDOW (window)), "gcode-entry", TRUE);
  test_wait_until (gtk_widget_activate_action (window, "win.show-controls", "s",
                                               bambu_printer_get_serial (printer))
                   && (page = app_test_find (window, CULM_TYPE_CONTROLS_PAGE)) != NULL);
  /* The printer does not hear of it. */
  if (g_str_equal (view->view, "controls-stepping"))
    {
      g_autofree char *right = g_strdup_printf (_ ("%s, %d mm"), _ ("Head to the right"), 10);
      g_autofree char *up = g_strdup_printf (_ ("%s, %d mm"), _ ("Bed up"), 10);

      app_test_click (app_test_find_tip (page, right));
      app_test_click (app_test_find_tip (page, up));
    }
  take_scrolled (stage, window, page, view->view);
  gtk_window_destroy (GTK_WINDOW (window));
}

static AdwDialog *
get_dialog (GtkWidget *window)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
}

#define OFFER                                                                                      \
  "{\"upgrade_state\":{\"new_version_state\":1,\"ota_new_version_number\":\"01.10.00.00\"}}"

/* Of a printer that is reached through the cloud, and offers a firmware */
static void
take_service (Stage *stage)
{
  static const char *const dialogs[][2] = { { "win.show-access-code", "service-code" },
                                            { "win.restart-printer", "service-restart" },
                                            { "win.update-firmware", "service-update" } };
  static const Scene scene = { "X1C", "Workshop X1C", NULL, 0, .patch = OFFER };
  g_autoptr (BambuFleet) fleet = create_fleet ();
  g_autoptr (BambuPrinter) printer = create_for_scene (&scene);
  g_autoptr (BambuLink) link = g_object_ref (bambu_printer_get_link (printer));
  const char *serial = bambu_printer_get_serial (printer);
  GtkWidget *window;

  bambu_printer_set_link (printer, link, BAMBU_CONNECTION_CLOUD);
  bambu_fleet_add_printer (fleet, printer);
  window = create_window (stage, fleet);
  test_wait_until (app_test_find (window, CULM_TYPE_PRINTER_PAGE) != NULL
                   && bambu_printer_get_freshness (printer) == BAMBU_FRESHNESS_LIVE);

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (app_test_find (window, ADW_TYPE_EXPANDER_ROW)),
                                 TRUE);
  take_scrolled (stage, window, app_test_find (window, CULM_TYPE_STATUS_PAGE), "service-details");

  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      gtk_widget_activate_action (window, dialogs[i][0], "s", serial);
      test_wait_until (get_dialog (window) != NULL);
      app_test_settle (window);
      take (stage, window, dialogs[i][1]);
      adw_dialog_force_close (get_dialog (window));
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
find_tile (GtkWidget *widget, const char *label)
{
  if (CULM_IS_TRAY_TILE (widget))
    {
      g_autoptr (BambuTray) tray = NULL;

      g_object_get (widget, "tray", &tray, NULL);
      if (g_str_equal (bambu_tray_get_label (tray), label))
        return widget;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_tile (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
open_ams (Stage *stage, BambuPrinter *printer)
{
  g_autoptr (BambuFleet) fleet = create_fleet ();

  bambu_fleet_add_printer (fleet, printer);

  return open_printer (stage, fleet, printer, "ams");
}

static GtkWidget *
get_ams_page (GtkWidget *window)
{
  return app_test_find (window, CULM_TYPE_AMS_PAGE);
}

static void
take_trays (Stage *stage)
{
  static const Scene idle = { "P2S", "Shop P2S" };
  static const Scene change = { "P1S", "Garage P1S",
                                .patch = "{\"ams\":{\"tray_tar\":\"2\"},\"ams_status\":258}" };
  static const Scene busy = { "P1S", "Garage P1S", "Spool holder", 7 };
  static const struct
  {
    const char *view;
    const Scene *scene;
    const char *label; /* of the tray, if its popover is shown */
  } trays[] = {
    { "tray", &idle, "A2" },          { "tray-empty", &busy, "A4" },
    { "tray-printing", &busy, "A1" }, { "tray-external", &idle, "Ext" },
    { "tray-change", &change, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (trays); i++)
    {
      g_autoptr (BambuPrinter) printer = create_for_scene (trays[i].scene);
      GtkWidget *window = open_ams (stage, printer);

      app_test_settle (window);
      if (trays[i].label != NULL)
        app_test_click (find_tile (get_ams_page (window), trays[i].label));
      take (stage, window, trays[i].view);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

/* The printer's time stands still, so that it does not obey. */
static void
take_waiting_tray (Stage *stage)
{
  static const Scene scene = { "P2S", "Shop P2S" };
  g_autoptr (BambuPrinter) printer = create_for_scene (&scene);
  GtkWidget *window = open_ams (stage, printer);
  GtkWidget *tile = find_tile (get_ams_page (window), "A1");
  g_autoptr (BambuTray) tray = NULL;

  g_object_get (tile, "tray", &tray, NULL);
  culm_tray_actions_read_tag (tile, printer, tray);
  take (stage, window, "tray-waiting");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
take_drying (Stage *stage)
{
  static const Scene dryers[] = {
    { "P2S", "Shop P2S" },
    { "P2S", "Shop P2S", "Spool holder", 7 },
  };
  static const Scene dries = {
    "P2S", "Shop P2S",
    .patch = "{\"ams\":{\"ams\":[{\"id\":\"0\",\"info\":\"1023\",\"dry_time\":200,"
             "\"dry_setting\":{\"dry_filament\":\"PETG\",\"dry_temperature\":65,"
             "\"dry_duration\":8}}]}}"
  };
  static const char *const names[] = { "drying", "drying-refused" };
  g_autoptr (BambuPrinter) drying = create_for_scene (&dries);
  GtkWidget *window = open_ams (stage, drying);

  take (stage, window, "drying-runs");
  gtk_window_destroy (GTK_WINDOW (window));

  for (guint i = 0; i < G_N_ELEMENTS (dryers); i++)
    {
      g_autoptr (BambuPrinter) printer = create_for_scene (&dryers[i]);
      g_autoptr (BambuAms) unit = g_list_model_get_item (bambu_printer_get_ams_units (printer), 0);

      window = open_ams (stage, printer);
      adw_dialog_present (culm_dry_dialog_new (get_ams_page (window), printer, unit), window);
      if (i == 0)
        adw_spin_row_set_value (
            ADW_SPIN_ROW (app_test_find (GTK_WIDGET (get_dialog (window)), ADW_TYPE_SPIN_ROW)), 60);
      take (stage, window, names[i]);
      adw_dialog_force_close (get_dialog (window));
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
put_file (const char *root, const char *path, gsize size)
{
  g_autofree char *file = g_build_filename (root, path, NULL);
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *data = g_malloc0 (size + 1);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, data, (gssize) size, NULL));
}

static void
put_project (const char *root, const char *name, guint n_plates, guint n_filaments)
{
  static const PrintFilament filaments[] = {
    { "PLA", "#00AE42", "GFA00", 24.6 },
    { "PLA", "#FFFFFF", "GFA00", 8.1 },
    { "PETG", "#0A2989", "GFG00", 3.3 },
  };
  g_autofree char *path = g_build_filename (root, name, NULL);

  print_file_write (path, "C12", n_plates, filaments, n_filaments);
}

static SimLocalStorage *
create_storage (const char *root)
{
  put_file (root, "calibration.gcode", 80000);
  put_file (root, "timelapse/video_2026-11-20.mp4", 100);
  put_file (root, "cache/vase.3mf", 100);
  put_project (root, "bracket v3.gcode.3mf", 1, 2);
  put_project (root, "Spool_holder.gcode.3mf", 3, 3);
  put_project (root, "Spool_holder_with_a_very_long_name_that_nobody_can_read_at_once.gcode.3mf", 1,
               1);

  return sim_local_storage_new (root);
}

/* Choosing a list or a grid follows choosing a printer or the computer. */
static void
show_as_grid (GtkWidget *page)
{
  GtkWidget *view = app_test_find (page, CULM_TYPE_FILE_VIEW);

  adw_toggle_group_set_active (ADW_TOGGLE_GROUP (app_test_find (view, ADW_TYPE_TOGGLE_GROUP)), 1);
}

static GtkListView *
find_file_list (GtkWidget *page)
{
  GtkWidget *row = app_test_find (page, CULM_TYPE_FILE_ROW);

  return row != NULL ? GTK_LIST_VIEW (gtk_widget_get_ancestor (row, GTK_TYPE_LIST_VIEW)) : NULL;
}

/* What is further down has no row while much above it is large. */
static GtkWidget *
find_further_down (GtkWidget *page, const char *text)
{
  GtkListView *list = find_file_list (page);
  guint n =
      list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list))) : 0;

  if (n > 0)
    gtk_list_view_scroll_to (list, n - 1, GTK_LIST_SCROLL_NONE, NULL);

  return app_test_find_label (page, text);
}

static void
take_files (Stage *stage)
{
  static const Scene scene = { "P1S", "Garage P1S" };
  g_autofree char *root = g_dir_make_tmp ("culm-shots-XXXXXX", NULL);
  g_autoptr (SimLocalStorage) storage = create_storage (root);
  g_autoptr (BambuPrinter) printer = create_for_scene (&scene);
  g_autoptr (BambuFleet) fleet = create_fleet ();
  g_autofree char *local = g_build_filename (root, "cache", "vase.3mf", NULL);
  g_autofree char *photo = g_build_filename (root, "Photo.jpg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (local);
  g_autoptr (GFile) other = g_file_new_for_path (photo);
  GSList files = { other, NULL };
  g_autofree char *three_plates = culm_project_words_describe_preview (
      &(BambuPreviewValues) { .n_plates = 3, .seconds = THREE_PLATES_MINUTES * 60 });
  GtkWidget *window;
  GtkWidget *page;

  bambu_fleet_add_printer (fleet, printer);
  bambu_fleet_set_storage (fleet, printer, BAMBU_STORAGE (storage));
  window = open_printer (stage, fleet, printer, "files");
  page = app_test_find (window, CULM_TYPE_FILES_PAGE);
  test_wait_until (find_further_down (page, three_plates) != NULL);
  gtk_list_view_scroll_to (find_file_list (page), 0, GTK_LIST_SCROLL_NONE, NULL);
  take (stage, window, "files");

  culm_window_show_drop (CULM_WINDOW (window), stage->width - 60, 300, &files);
  take (stage, window, "files-drop");
  culm_drop_cover_hide (culm_window_get_drop_cover (CULM_WINDOW (window)));

  sim_local_storage_set_held (storage, TRUE);
  culm_files_page_send (CULM_FILES_PAGE (page), file);
  app_test_settle (window);
  gtk_selection_model_select_item (
      gtk_grid_view_get_model (GTK_GRID_VIEW (app_test_find (page, GTK_TYPE_GRID_VIEW))), 2, TRUE);
  show_as_grid (page);
  take (stage, window, "files-grid");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The other source: what was sent from here */
static void
take_files_on_computer (Stage *stage)
{
  static const Scene scene = { "P1S", "Garage P1S" };
  static const char *const names[] = {
    "bracket v3.gcode.3mf",
    "Spool_holder.gcode.3mf",
    "Gone since.gcode.3mf",
    "Broken.gcode.3mf",
    "Spool_holder_with_a_very_long_name_that_nobody_can_read_at_once.gcode.3mf",
  };
  g_autofree char *root = g_dir_make_tmp ("culm-shots-XXXXXX", NULL);
  g_autoptr (SimLocalStorage) storage = create_storage (root);
  g_autoptr (BambuPrinter) printer = create_for_scene (&scene);
  g_autoptr (BambuFleet) fleet = create_fleet ();
  g_autofree char *three_plates = culm_project_words_describe_preview (
      &(BambuPreviewValues) { .n_plates = 3, .seconds = THREE_PLATES_MINUTES * 60 });
  GtkWidget *window;
  GtkWidget *page;

  put_file (root, "Broken.gcode.3mf", 3000);
  bambu_fleet_add_printer (fleet, printer);
  bambu_fleet_set_storage (fleet, printer, BAMBU_STORAGE (storage));
  window = open_printer (stage, fleet, printer, "files");
  page = app_test_find (window, CULM_TYPE_FILES_PAGE);
  adw_toggle_group_set_active_name (ADW_TOGGLE_GROUP (app_test_find (page, ADW_TYPE_TOGGLE_GROUP)),
                                    "computer");
  page = app_test_find (page, CULM_TYPE_RECENT_PAGE);
  test_wait_until (app_test_find_label (page, _ ("No Files")) != NULL);
  take (stage, window, "files-computer-empty");

  for (guint i = G_N_ELEMENTS (names); i-- > 0;)
    {
      g_autofree char *path = g_build_filename (root, names[i], NULL);

      culm_recent_files_add (culm_window_get_settings (CULM_WINDOW (window)), path);
    }
  test_wait_until (app_test_find_label (page, three_plates) != NULL);
  take (stage, window, "files-computer");

  gtk_selection_model_select_item (
      gtk_grid_view_get_model (GTK_GRID_VIEW (app_test_find (page, GTK_TYPE_GRID_VIEW))), 1, TRUE);
  show_as_grid (page);
  take (stage, window, "files-computer-grid");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
take_skip (Stage *stage)
{
  static const Scene scene = { "P1S", "Garage P1S", "Spool holder", 7 };
  g_autofree char *root = g_dir_make_tmp ("culm-shots-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (root, "job.3mf", NULL);
  g_autoptr (BambuPrinter) printer = create_for_scene (&scene);
  g_autoptr (BambuFleet) fleet = create_fleet ();
  g_autoptr (BambuTransfer) transfer = bambu_transfer_new ();
  g_autofree char *ring = g_strdup_printf (_ ("%u: %s"), 2, "Ring");
  GtkWidget *window;
  AdwDialog *dialog;

  skip_fixture_write (path, TRUE, TRUE);
  bambu_fleet_add_printer (fleet, printer);
  window = open_printer (stage, fleet, printer, "status");
  dialog = culm_skip_dialog_new (window, printer, bambu_project_open (path), transfer);
  adw_dialog_present (dialog, window);
  test_wait_until (app_test_find_label (GTK_WIDGET (dialog), ring) != NULL);
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (
          app_test_find (app_test_find_row (GTK_WIDGET (dialog), ring), GTK_TYPE_CHECK_BUTTON)),
      TRUE);
  take (stage, window, "skip");
  adw_dialog_force_close (dialog);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
take_filament (Stage *stage)
{
  static const Scene scene = { "P1S", "Garage P1S" };
  g_autoptr (BambuPrinter) printer = create_for_scene (&scene);
  GtkWidget *window = open_ams (stage, printer);
  GtkWidget *tile = find_tile (get_ams_page (window), "A3");
  g_autofree char *factor = g_strdup_printf (_ ("K %.3f"), 0.042);
  g_autoptr (BambuTray) tray = NULL;

  g_object_get (tile, "tray", &tray, NULL);
  adw_dialog_present (culm_tray_dialog_new (tile, printer, tray), window);
  take (stage, window, "filament");
  adw_dialog_force_close (get_dialog (window));

  adw_dialog_present (culm_k_dialog_new (tile, printer, tray), window);
  test_wait_until (app_test_find_label (GTK_WIDGET (get_dialog (window)), factor) != NULL);
  take (stage, window, "filament-k");
  adw_dialog_force_close (get_dialog (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
take_history_dialog (Stage *stage, GtkWidget *window, const char *span, const char *view)
{
  AdwDialog *dialog = get_dialog (window);
  gboolean loading;

  g_object_set (dialog, "span", span, NULL);
  test_wait_until ((g_object_get (dialog, "loading", &loading, NULL), !loading));
  take (stage, window, view);
}

/* Of the printer with two nozzles, and of its first AMS unit */
static void
take_history (Stage *stage)
{
  g_autoptr (BambuFleet) fleet = create_fleet ();
  g_autoptr (BambuPrinter) printer = create_for_scene (&companions[1]);
  g_autoptr (BambuAms) ams = g_list_model_get_item (bambu_printer_get_ams_units (printer), 0);
  const char *serial = bambu_printer_get_serial (printer);
  GtkWidget *window;

  bambu_fleet_add_printer (fleet, printer);
  window = create_window (stage, fleet);

  test_wait_until (gtk_widget_activate_action (window, "win.show-temperatures", "s", serial)
                   && get_dialog (window) != NULL);
  take_history_dialog (stage, window, "6h", "history-6h");
  take_history_dialog (stage, window, "24h", "history-24h");
  take_history_dialog (stage, window, "7d", "history-7d");
  g_object_set (get_dialog (window), "table", TRUE, NULL);
  take_history_dialog (stage, window, "6h", "history-table");
  adw_dialog_force_close (get_dialog (window));

  gtk_widget_activate_action (window, "win.show-ams-history", "(si)", serial,
                              bambu_ams_get_id (ams));
  take_history_dialog (stage, window, "24h", "history-ams");
  adw_dialog_force_close (get_dialog (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
take_welcome (Stage *stage, const char *view)
{
  g_autoptr (BambuFleet) fleet = create_fleet ();
  GtkWidget *window = create_window (stage, fleet);

  take (stage, window, view);
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
get_dialog_page (AdwDialog *dialog)
{
  GtkWidget *navigation = app_test_find (GTK_WIDGET (dialog), ADW_TYPE_NAVIGATION_VIEW);

  return GTK_WIDGET (adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (navigation)));
}

static void
take_add_dialog (Stage *stage)
{
  g_autoptr (BambuFleet) fleet = create_fleet ();
  GtkWidget *window = create_window (stage, fleet);
  AdwDialog *dialog;
  GtkWidget *row;

  gtk_widget_activate_action (window, "win.add-printer", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  take (stage, window, "add-found");

  row = gtk_widget_get_ancestor (app_test_find_label (GTK_WIDGET (dialog), say ("Enter _Address…")),
                                 GTK_TYPE_LIST_BOX_ROW);
  g_signal_emit_by_name (gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX), "row-activated", row);
  gtk_editable_set_text (
      GTK_EDITABLE (app_test_find (get_dialog_page (dialog), ADW_TYPE_ENTRY_ROW)), "127.0.0.1:1");
  take (stage, window, "add-address");

  g_signal_emit_by_name (app_test_find_button (get_dialog_page (dialog), say ("_Next")), "clicked");
  gtk_editable_set_text (
      GTK_EDITABLE (app_test_find (get_dialog_page (dialog), ADW_TYPE_PASSWORD_ENTRY_ROW)),
      "12345678");
  take (stage, window, "add-code");

  /* Nobody answers there. */
  g_signal_emit_by_name (app_test_find_button (get_dialog_page (dialog), say ("_Next")), "clicked");
  test_wait_until (app_test_find_button (get_dialog_page (dialog), say ("_Try Again")) != NULL);
  take (stage, window, "add-check");

  adw_dialog_force_close (dialog);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
enter_credentials (AdwDialog *dialog, const char *account, const char *password)
{
  GtkWidget *row = app_test_find (get_dialog_page (dialog), ADW_TYPE_PASSWORD_ENTRY_ROW);

  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_prev_sibling (row)), account);
  gtk_editable_set_text (GTK_EDITABLE (row), password);
}

static void
press_default (AdwDialog *dialog)
{
  g_signal_emit_by_name (adw_dialog_get_default_widget (dialog), "clicked");
}

static gboolean
is_dialog_at (AdwDialog *dialog, const char *tag)
{
  return g_strcmp0 (adw_navigation_page_get_tag (ADW_NAVIGATION_PAGE (get_dialog_page (dialog))),
                    tag)
         == 0;
}

static void
enter_code (AdwDialog *dialog, const char *code)
{
  gtk_editable_set_text (GTK_EDITABLE (app_test_find (get_dialog_page (dialog), GTK_TYPE_ENTRY)),
                         code);
}

static void
take_sign_in_dialog (Stage *stage, AppCloud *cloud, GtkWidget *window)
{
  AdwDialog *dialog;

  gtk_widget_activate_action (window, "win.sign-in", "(ss)", "", "");
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  take (stage, window, "sign-in");

  enter_credentials (dialog, "maker@example.com", "wrong");
  press_default (dialog);
  test_wait_until (app_test_find_label (GTK_WIDGET (dialog), _ ("E-mail or password is not right."))
                   != NULL);
  take (stage, window, "sign-in-refused");

  app_cloud_set_fault (cloud, "edge-html-403", "/v1/user-service/user/login 1", TRUE);
  enter_credentials (dialog, "maker@example.com", "bamboo-grove");
  press_default (dialog);
  test_wait_until (app_test_find_button (GTK_WIDGET (dialog), say ("Use an E-Mail _Code")) != NULL);
  take (stage, window, "sign-in-browser-check");

  press_default (dialog);
  test_wait_until (is_dialog_at (dialog, "code"));
  enter_code (dialog, "482");
  take (stage, window, "sign-in-code");

  enter_code (dialog, "482156");
  test_wait_until (
      app_test_find_label (GTK_WIDGET (dialog), _ ("This code is not right or has expired."))
      != NULL);
  take (stage, window, "sign-in-wrong-code");

  enter_code (dialog, app_cloud_get_code (cloud));
  test_wait_until (is_dialog_at (dialog, "printers")
                   && app_test_find (get_dialog_page (dialog), GTK_TYPE_CHECK_BUTTON) != NULL);
  take (stage, window, "sign-in-printers");
  adw_dialog_force_close (dialog);
}

static void
take_slow_sign_in (Stage *stage, AppCloud *cloud, GtkWidget *window)
{
  static const CulmSignInTiming at_once = { .slow_msec = 0, .tick_msec = 1000 };
  AdwDialog *dialog;

  gtk_widget_activate_action (window, "win.sign-in", "(ss)", "", "");
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  culm_sign_in_dialog_set_timing (CULM_SIGN_IN_DIALOG (dialog), &at_once);
  app_cloud_set_fault (cloud, "edge-silent", "/v1/user-service/user/login", TRUE);
  enter_credentials (dialog, "maker@example.com", "bamboo-grove");
  press_default (dialog);
  take (stage, window, "sign-in-slow");

  adw_dialog_force_close (dialog);
  app_cloud_set_fault (cloud, "edge-silent", NULL, FALSE);
}

static void
take_account (Stage *stage)
{
  g_autoptr (AppCloud) cloud = app_cloud_new ();
  GtkWidget *window;
  AdwDialog *dialog;

  app_cloud_set_fault (cloud, "tokens-end-soon", NULL, TRUE);
  for (guint i = 0; i < stage->others->len; i++)
    bambu_fleet_add_printer (cloud->fleet, g_ptr_array_index (stage->others, i));
  window = create_window (stage, cloud->fleet);
  culm_window_set_account_printers (CULM_WINDOW (window), cloud->account_printers);
  take_slow_sign_in (stage, cloud, window);
  take_sign_in_dialog (stage, cloud, window);
  take (stage, window, "sign-in-ends");
  gtk_window_destroy (GTK_WINDOW (window));

  window = create_window (stage, cloud->fleet);
  culm_window_set_account_printers (CULM_WINDOW (window), cloud->account_printers);
  gtk_widget_activate_action (window, "win.preferences", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  take (stage, window, "sign-in-account");

  adw_dialog_force_close (dialog);
  gtk_window_destroy (GTK_WINDOW (window));
}

static CulmPrinterPage *
show_history (GtkWidget *window, BambuPrinter *printer)
{
  GtkWidget *page;

  test_wait_until (gtk_widget_activate_action (window, "win.open-printer", "s",
                                               bambu_printer_get_serial (printer))
                   && (page = app_test_find (window, CULM_TYPE_PRINTER_PAGE)) != NULL
                   && culm_printer_page_get_printer (CULM_PRINTER_PAGE (page)) == printer);
  g_object_set (page, "view", "history", NULL);

  return CULM_PRINTER_PAGE (page);
}

static gboolean
has_view (GtkWidget *list, const char *wanted)
{
  g_autofree char *view = NULL;

  g_object_get (list, "view", &view, NULL);

  return g_strcmp0 (view, wanted) == 0;
}

/* Those that are seen; some of a list's other covers belong to rows that are not. */
static gboolean
are_covers_loaded (GtkWidget *widget)
{
  gboolean on_screen = FALSE;
  gboolean loaded = TRUE;

  if (CULM_IS_COVER (widget) && gtk_widget_get_mapped (widget))
    g_object_get (widget, "on-screen", &on_screen, "loaded", &loaded, NULL);
  if (on_screen && !loaded)
    return FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!are_covers_loaded (child))
      return FALSE;

  return TRUE;
}

/* Not each print has a picture. */
static guint
count_covers (GtkWidget *widget)
{
  gboolean loaded = FALSE;
  guint count = 0;

  if (CULM_IS_COVER (widget) && gtk_widget_get_mapped (widget))
    g_object_get (widget, "loaded", &loaded, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += count_covers (child);

  return count + loaded;
}

static void
take_prints (Stage *stage, GtkWidget *window, GtkWidget *list, guint n_covers, const char *view)
{
  test_wait_until (has_view (list, "list"));
  app_test_settle (window);
  test_wait_until (stage->walk != NULL || count_covers (list) >= n_covers);
  take (stage, window, view);
}

static void
take_list (Stage *stage, GtkWidget *window, GtkWidget *list, const char *view)
{
  test_wait_until (has_view (list, "list"));
  app_test_settle (window);
  test_wait_until (stage->walk != NULL || are_covers_loaded (list));
  take (stage, window, view);
}

static void
remember_alert (BambuStore *store,
                BambuPrinter *printer,
                const char *code,
                BambuSeverity severity,
                const char *text,
                int minutes)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  test_await_true (
      bambu_store_save_alert (store, &(BambuKnownAlert) {
                                         .serial = (char *) bambu_printer_get_serial (printer),
                                         .printer_name = (char *) bambu_printer_get_name (printer),
                                         .kind = (char *) "hms",
                                         .code = (char *) code,
                                         .severity = severity,
                                         .text = (char *) text,
                                         .first_seen = now - minutes * 60,
                                         .last_seen = now - minutes * 30,
                                         .ended = now - minutes * 30,
                                         .acknowledged = minutes > 24 * 60,
                                     }));
}

static void
take_messages (Stage *stage, GtkWidget *window)
{
  AdwDialog *dialog;

  gtk_widget_activate_action (window, "win.messages", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  take (stage, window, "messages-printers");
  culm_messages_dialog_show_cloud (CULM_MESSAGES_DIALOG (dialog));
  take_list (stage, window, app_test_find (GTK_WIDGET (dialog), CULM_TYPE_CLOUD_LIST), "messages");
  adw_dialog_force_close (dialog);
}

/* Not that of a drop-down */
static GtkWidget *
find_list_view (GtkWidget *page)
{
  return app_test_find (app_test_find (page, ADW_TYPE_CLAMP_SCROLLABLE), GTK_TYPE_LIST_VIEW);
}

/* From its top and from further down */
static void
take_record (Stage *stage, GtkWidget *window, GtkWidget *list, guint position, const char *view)
{
  AdwDialog *dialog;

  g_signal_emit_by_name (find_list_view (list), "activate", position);
  test_wait_until (
      (dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)))
      != NULL);
  app_test_settle (window);
  take (stage, window, view);
  for (guint i = 1; i < 3; i++)
    {
      GtkWidget *page = app_test_find (GTK_WIDGET (dialog), ADW_TYPE_PREFERENCES_PAGE);
      GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (
          GTK_SCROLLED_WINDOW (app_test_find (page, GTK_TYPE_SCROLLED_WINDOW)));
      g_autofree char *further = g_strdup_printf ("%s-%u", view, i);

      gtk_adjustment_set_value (adjustment, i * gtk_adjustment_get_page_size (adjustment));
      app_test_settle (window);
      take (stage, window, further);
    }
  adw_dialog_force_close (dialog);
}

static void
take_account_history (Stage *stage)
{
  g_autoptr (AppCloud) cloud = app_cloud_new ();
  g_autoptr (BambuStore) store = bambu_store_new (NULL);
  g_autoptr (BambuAlertHistory) history = NULL;
  g_autoptr (BambuPrintHistory) prints = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) ended = NULL;
  g_autoptr (SimPrinter) simulated = sim_printer_new ("X1C", "01P00A000000001", &error);
  g_autoptr (BambuPrinter) printer = test_printer_new_live (simulated, "Workshop X1C");
  BambuAccount *account;
  CulmPrinterPage *page;
  GtkWidget *window;
  GtkWidget *list;

  bambu_fleet_add_printer (cloud->fleet, printer);
  remember_alert (store, printer, "0300_0100_0001_0007", BAMBU_SEVERITY_FATAL,
                  "The bed does not get warm. Its heater or its cable may be broken.", 95);
  remember_alert (store, printer, "0C00_0300_0002_0001", BAMBU_SEVERITY_SERIOUS, NULL, 26 * 60);
  history = bambu_alert_history_new (store, G_LIST_MODEL (cloud->fleet));
  test_await_true (bambu_alert_history_load (history));
  prints = bambu_print_history_new (store, cloud->fleet);
  window = create_window (stage, cloud->fleet);
  culm_prices_set (culm_window_get_settings (CULM_WINDOW (window)), "PLA", 19.9);
  culm_prices_set (culm_window_get_settings (CULM_WINDOW (window)), "PETG", 24.5);
  culm_window_set_alert_history (CULM_WINDOW (window), history);
  culm_window_set_print_history (CULM_WINDOW (window), prints);
  culm_window_set_account_printers (CULM_WINDOW (window), cloud->account_printers);
  page = show_history (window, printer);
  list = app_test_find (GTK_WIDGET (page), CULM_TYPE_HISTORY_PAGE);
  take (stage, window, "history-loading");
  test_await_true (bambu_print_history_load (prints));
  test_wait_until (has_view (list, "empty"));
  take (stage, window, "history-empty");

  culm_demo_add_prints (prints, printer);
  test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (prints)) > 0);
  take_prints (stage, window, list, 2, "history-no-account");
  take_record (stage, window, list, 1, "history-details");

  app_cloud_set_fault (cloud, "edge-html-200", "/v1/user-service/my/tasks 1", TRUE);
  account = app_cloud_sign_in (cloud, "plain@example.com", "bamboo-plain");
  g_object_set (page, "account", account, NULL);
  test_wait_until (app_test_find_label (window, _ ("Try Again")) != NULL);
  take (stage, window, "history-problem");

  g_object_set (page, "account", NULL, NULL);
  g_object_set (page, "account", account, NULL);
  test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (
                       gtk_list_view_get_model (GTK_LIST_VIEW (find_list_view (list)))))
                   > 20);
  take_prints (stage, window, list, 3, "history");
  take_record (stage, window, list, 0, "history-details-cloud");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (app_test_find_tip (list, _ ("Filter"))), TRUE);
  take_prints (stage, window, list, 3, "history-filter");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (app_test_find_tip (list, _ ("Filter"))), FALSE);

  take_messages (stage, window);

  app_cloud_set_fault (cloud, "dead-tokens", NULL, TRUE);
  ended = test_await_error (bambu_account_check (account));
  take (stage, window, "history-ended");

  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
create_bare_window (Stage *stage, GtkWidget *content, const char *title)
{
  GtkWidget *window = adw_application_window_new (stage->application);
  GtkWidget *view = adw_toolbar_view_new ();

  gtk_window_set_title (GTK_WINDOW (window), title);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), content);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), stage->width, stage->height);
  if (stage->width < 640)
    gtk_widget_add_css_class (window, "touch"); /* as the main window is then */
  present (GTK_WINDOW (window));

  return window;
}

static void
take_alert_history (Stage *stage)
{
  g_autoptr (BambuStore) store = bambu_store_new (NULL);
  g_autoptr (BambuFleet) fleet = create_fleet ();
  g_autoptr (BambuAlertHistory) history = NULL;
  BambuPrinter *first = g_ptr_array_index (stage->others, 0);
  BambuPrinter *second = g_ptr_array_index (stage->others, 1);
  GtkWidget *window;

  history = bambu_alert_history_new (store, G_LIST_MODEL (fleet));
  test_await_true (bambu_alert_history_load (history));
  window = create_bare_window (stage, culm_alert_history_page_new (history, fleet), _ ("Messages"));
  take (stage, window, "alert-history-empty");
  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&history);

  history = bambu_alert_history_new (store, G_LIST_MODEL (fleet));

  for (guint i = 0; i < stage->others->len; i++)
    bambu_fleet_add_printer (fleet, g_ptr_array_index (stage->others, i));
  set_texts (second, "The filament in the AMS has run out. Put in a new spool, then try again.");
  set_limits (second);
  remember_alert (store, first, "0300_0100_0001_0007", BAMBU_SEVERITY_FATAL,
                  "The bed does not get warm. Its heater or its cable may be broken.", 95);
  remember_alert (store, first, "0C00_0300_0002_0001", BAMBU_SEVERITY_SERIOUS, NULL, 300);
  remember_alert (store, second, "0300_9100_0003_0001", BAMBU_SEVERITY_COMMON,
                  "The chamber is too warm for this filament.", 3000);
  test_await_true (bambu_alert_history_load (history));
  window = create_bare_window (stage, culm_alert_history_page_new (history, fleet), _ ("Messages"));
  test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (history)) > 3);
  take (stage, window, "alert-history");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
set_background (Stage *stage, GtkWidget *window, BambuFleet *fleet)
{
  g_autoptr (CulmBackground) background = culm_background_new (
      G_APPLICATION (stage->application), fleet, culm_window_get_settings (CULM_WINDOW (window)));

  culm_window_set_background (CULM_WINDOW (window), background);
}

/* Something prints, and the user closes the window. */
static void
take_close (Stage *stage)
{
  g_autoptr (BambuFleet) fleet = create_fleet ();
  GtkWidget *window;

  bambu_fleet_add_printer (fleet, g_ptr_array_index (stage->others, 0));
  window = create_window (stage, fleet);
  set_background (stage, window, fleet);
  test_wait_until (app_test_find (window, CULM_TYPE_PRINTER_PAGE) != NULL);
  gtk_window_close (GTK_WINDOW (window));
  test_wait_until (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))
                   != NULL);
  take (stage, window, "close");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* One printer's notifications, one by one */
static void
take_muted (Stage *stage, GtkWidget *window, AdwDialog *dialog)
{
  GtkWidget *row = gtk_widget_get_ancestor (
      app_test_find_label (app_test_find (GTK_WIDGET (dialog), CULM_TYPE_NOTIFICATIONS_PAGE),
                           "Workshop X1C"),
      ADW_TYPE_EXPANDER_ROW);

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  app_test_settle (window);
  gtk_widget_grab_focus (app_test_find_row (row, say ("D_rying Done")));
  take_focused (stage, window, "preferences-notifications-printer");
}

static void
take_preferences (Stage *stage)
{
  static const struct
  {
    const char *name;
    const char *title; /* of the row that it is behind */
    const char *behind;
  } pages[] = {
    { "general" },
    { "notifications", N_ ("Notifications"), "general" },
    { "advanced", N_ ("Advanced"), "general" },
    { "printers" },
    { "filament", N_ ("Filament"), "printers" },
    { "privacy" },
    { "account" },
  };
  g_autoptr (AppCloud) cloud = app_cloud_new ();

  for (guint i = 0; i < stage->others->len; i++)
    bambu_fleet_add_printer (cloud->fleet, g_ptr_array_index (stage->others, i));

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GtkWidget *window = create_window (stage, cloud->fleet);
      g_autofree char *view = g_strdup_printf ("preferences-%s", pages[i].name);
      AdwDialog *dialog;

      culm_window_set_account_printers (CULM_WINDOW (window), cloud->account_printers);
      set_background (stage, window, cloud->fleet);
      gtk_widget_activate_action (window, "win.preferences", NULL);
      dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
      adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (dialog),
                                                    pages[i].behind != NULL ? pages[i].behind
                                                                            : pages[i].name);
      if (pages[i].title != NULL)
        adw_action_row_activate (ADW_ACTION_ROW (app_test_find_row (
            GTK_WIDGET (adw_preferences_dialog_get_visible_page (ADW_PREFERENCES_DIALOG (dialog))),
            say (pages[i].title))));
      take (stage, window, view);
      if (g_str_equal (pages[i].name, "notifications"))
        take_muted (stage, window, dialog);
      if (g_str_equal (pages[i].name, "printers"))
        {
          GtkWidget *row = app_test_find_row (GTK_WIDGET (dialog), "Workshop X1C");

          g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
          take (stage, window, "preferences-printer");
        }
      adw_dialog_force_close (dialog);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
take_help (Stage *stage)
{
  static const struct
  {
    const char *view;
    AdwDialog *(*create) (void);
  } dialogs[] = {
    { "help-shortcuts", culm_shortcuts_dialog_new },
    { "help-about", culm_about_dialog_new },
  };
  g_autoptr (BambuFleet) fleet = create_fleet ();

  for (guint i = 0; i < stage->others->len; i++)
    bambu_fleet_add_printer (fleet, g_ptr_array_index (stage->others, i));
  for (gsize i = 0; i <= G_N_ELEMENTS (dialogs); i++)
    {
      gboolean is_last = i == G_N_ELEMENTS (dialogs);
      GtkWidget *window = create_window (stage, fleet);
      AdwDialog *dialog =
          is_last ? culm_diagnostics_dialog_new (fleet, NULL) : dialogs[i].create ();

      adw_dialog_present (dialog, window);
      take (stage, window, is_last ? "help-diagnostics" : dialogs[i].view);
      adw_dialog_force_close (dialog);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
take_report (Stage *stage, const char *file)
{
  static const char *const pages[] = { "status", "ams" };
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *base = g_path_get_basename (file);
  g_autoptr (GBytes) json = NULL;
  g_autoptr (SimPrinter) simulated = NULL;
  g_autoptr (BambuPrinter) printer = NULL;
  gsize length;

  if (!g_file_get_contents (file, &contents, &length, &error))
    g_error ("%s", error->message);

  json = g_bytes_new_take (g_steal_pointer (&contents), length);
  simulated = sim_printer_new_from_report (json, NULL, &error);
  if (simulated == NULL)
    g_error ("%s: %s", file, error->message);

  printer = test_printer_new_live (simulated, sim_printer_get_model_name (simulated));
  if (g_str_has_suffix (base, ".json"))
    base[strlen (base) - strlen (".json")] = '\0';

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *view = g_strdup_printf ("%s-%s", base, pages[i]);

      take_printer (stage, printer, pages[i], FALSE, view);
    }
}

/* What the X1 Carbon of the companions has, but for one that it has not */
static const PrintFilament bracket[] = {
  { "PLA", "#F5F5F5", "GFA00", 31.8 },
  { "PLA", "#101010", "GFA00", 9.1 },
  { "PETG", "#ADB1B2", "GFG02", 5.3 },
};
static const PrintFilament lamp[] = {
  { "PLA", "#F5F5F5", "GFA00", 131.8 },
  { "ASA", "#00AE42", "GFB01", 46.2 },
};

static char *
write_print (const char *name, guint n_plates, const PrintFilament *filaments, guint n_filaments)
{
  char *path = print_file_new (name);

  print_file_write (path, "BL-P001", n_plates, filaments, n_filaments);

  return path;
}

static GtkWidget *
open_window (Stage *stage, BambuFleet *fleet, BambuPrinter *printer)
{
  bambu_fleet_add_printer (fleet, printer);
  for (guint i = 1; i < stage->others->len; i++)
    bambu_fleet_add_printer (fleet, g_ptr_array_index (stage->others, i));

  return open_printer (stage, fleet, printer, "status");
}

static void
take_print_file (Stage *stage, const Scene *scene, char *path, const char *view)
{
  g_autoptr (BambuFleet) fleet = create_fleet ();
  g_autoptr (BambuPrinter) printer = create_for_scene (scene);
  GtkWidget *window = open_window (stage, fleet, printer);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *dialog;

  culm_window_print_files (CULM_WINDOW (window), &file, 1);
  test_wait_until ((dialog = GTK_WIDGET (get_dialog (window))) != NULL);
  print_window_wait_read (dialog);
  take (stage, window, view);
  if (app_test_find (dialog, ADW_TYPE_PREFERENCES_PAGE) != NULL
      && gtk_widget_get_mapped (app_test_find (dialog, ADW_TYPE_PREFERENCES_PAGE)))
    take_scrolled (stage, window, app_test_find (dialog, ADW_TYPE_PREFERENCES_PAGE), view);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  gtk_window_destroy (GTK_WINDOW (window));
  print_file_remove (path);
}

static char *
write_warned (void)
{
  char *path = print_file_new ("Bracket v3.gcode.3mf");

  print_file_write_with (
      path, "BL-P001", 1, bracket, 1,
      "<metadata key='outside' value='true'/>"
      "<warning msg='bed_temperature_too_high_than_filament' level='1' error_code='1000C001'/>"
      "<warning msg='spool_may_not_fit' level='1' error_code='1000C0FF'/>");

  return path;
}

/* The last print can be printed again, since its file is here. */
static void
take_again (Stage *stage)
{
  static const Scene finished = { "P1S", "Garage P1S", "Spool holder", 99, .patch = FINISHED };
  g_autoptr (BambuFleet) fleet = create_fleet ();
  g_autoptr (BambuPrinter) printer = create_for_scene (&finished);
  char *path = write_print ("Spool holder.gcode.3mf", 1, bracket, 1);
  GtkWidget *window = open_window (stage, fleet, printer);

  culm_recent_files_add (culm_window_get_settings (CULM_WINDOW (window)), path);
  take (stage, window, "print-again");
  gtk_window_destroy (GTK_WINDOW (window));
  print_file_remove (path);
}

static void
take_print (Stage *stage)
{
  static const Scene signed_only = { "P1S", "Garage P1S", NULL, 0, .patch = SIGNED_COMMANDS_ONLY };
  static const Scene ready = { "X1C", "Workshop X1C", NULL, 0 };
  static const Scene busy = { "X1C", "Workshop X1C", "Bracket v3", 42 };
  static const Scene finished = { "P1S", "Garage P1S", "Spool holder", 99, .patch = FINISHED };
  static const Scene other = { "A1 mini", "Desk A1 mini", NULL, 0 };
  char *damaged = print_file_new ("Damaged.3mf");
  char *unsliced = print_file_new ("Vase.3mf");
  ProjectWriter *writer = project_writer_new (unsliced);

  g_file_set_contents (damaged, "PK\003\004 and no more", -1, NULL);
  project_writer_add (writer, "3D/3dmodel.model", "<model/>");
  project_writer_add (writer, "Metadata/project_settings.config", "{\"filament_type\":[\"PLA\"]}");
  project_writer_close (writer);

  take_print_file (stage, &ready, write_print ("Bracket v3.gcode.3mf", 3, bracket, 3),
                   "print-matched");
  take_print_file (stage, &ready, write_print ("Lamp shade.gcode.3mf", 1, lamp, 2),
                   "print-unmatched");
  take_print_file (stage, &busy, write_print ("Bracket v3.gcode.3mf", 1, bracket, 3), "print-busy");
  take_print_file (stage, &finished, write_print ("Bracket v3.gcode.3mf", 1, bracket, 1),
                   "print-finished");
  take_print_file (stage, &other, write_print ("Bracket v3.gcode.3mf", 1, bracket, 1),
                   "print-other-model");
  take_print_file (stage, &ready, unsliced, "print-unsliced");
  take_print_file (stage, &ready, damaged, "print-damaged");
  take_print_file (stage, &ready, write_warned (), "print-warned");
  take_print_file (stage, &signed_only, write_print ("Bracket v3.gcode.3mf", 1, bracket, 1),
                   "print-view-only");
  take_again (stage);
}

/* A second passes, so that there is a speed. */
static void
upload_for_a_while (BambuTransfer *transfer)
{
  bambu_transfer_set_progress (transfer, 0, 48 * 1000 * 1000);
  for (gint64 i = 1; i <= 12; i++)
    {
      g_usleep (100 * 1000);
      bambu_transfer_set_progress (transfer, i * 1700 * 1000, 48 * 1000 * 1000);
    }
  bambu_transfer_flush (transfer);
}

static void
take_progress (Stage *stage)
{
  static const Scene ready = { "X1C", "Workshop X1C", NULL, 0 };
  g_autoptr (BambuFleet) fleet = create_fleet ();
  g_autoptr (BambuPrinter) printer = create_for_scene (&ready);
  g_autoptr (FakeStorage) storage = fake_storage_new ();
  char *path = write_print ("Bracket v3.gcode.3mf", 1, bracket, 3);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *window = open_window (stage, fleet, printer);
  CulmPrintDesk *desk = culm_window_get_print_desk (CULM_WINDOW (window));
  g_autoptr (BambuPrintJob) job = NULL;
  GtkWidget *dialog;

  bambu_fleet_set_storage (fleet, printer, BAMBU_STORAGE (storage));
  culm_window_print_files (CULM_WINDOW (window), &file, 1);
  test_wait_until ((dialog = GTK_WIDGET (get_dialog (window))) != NULL);
  print_window_wait_read (dialog);
  gtk_widget_activate_action (dialog, "print.start", NULL);
  test_wait_until (fake_storage_is_uploading (storage));
  job = g_list_model_get_item (culm_print_desk_get_jobs (desk), 0);
  upload_for_a_while (bambu_print_job_get_transfer (job));
  take (stage, window, "progress");
  fake_storage_set_in_the_clear (storage);
  take (stage, window, "progress-clear");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  test_wait_until (get_dialog (window) == NULL);
  take (stage, window, "progress-row");
  gtk_window_close (GTK_WINDOW (window));
  test_wait_until (get_dialog (window) != NULL);
  take (stage, window, "progress-close");
  adw_dialog_force_close (get_dialog (window));
  test_wait_until (get_dialog (window) == NULL);

  culm_print_desk_show (desk, job);
  fake_storage_fail (storage, BAMBU_STORAGE_ERROR_UNREACHABLE);
  test_wait_until (!bambu_print_job_is_running (job));
  take (stage, window, "progress-failed");
  adw_dialog_force_close (get_dialog (window));
  test_wait_until (get_dialog (window) == NULL);

  /* As through the cloud, of a printer that is on this network as well */
  job->way = BAMBU_PRINT_WAY_CLOUD;
  job->step = BAMBU_PRINT_STEP_START;
  g_clear_error (&job->error);
  job->error =
      g_error_new_literal (BAMBU_PRINT_ERROR, BAMBU_PRINT_ERROR_SERVICE_REFUSED_APP, "403");
  culm_print_desk_show (desk, job);
  take (stage, window, "progress-refused");
  adw_dialog_force_close (get_dialog (window));
  gtk_window_destroy (GTK_WINDOW (window));
  print_file_remove (path);
}

static void
take_drop (Stage *stage)
{
  static const struct
  {
    const char *view;
    const Scene scene;
    const char *name;
  } drops[] = {
    { "drop", { "X1C", "Workshop X1C", NULL, 0 }, "/Bracket v3.gcode.3mf" },
    { "drop-busy", { "X1C", "Workshop X1C", "Bracket v3", 42 }, "/Bracket v3.gcode.3mf" },
    { "drop-refused", { "X1C", "Workshop X1C", NULL, 0 }, "/Photo.jpg" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (drops); i++)
    {
      g_autoptr (BambuFleet) fleet = create_fleet ();
      g_autoptr (BambuPrinter) printer = create_for_scene (&drops[i].scene);
      GtkWidget *window = open_window (stage, fleet, printer);
      g_autoptr (GFile) file = g_file_new_for_path (drops[i].name);
      GSList files = { file, NULL };

      app_test_settle (window);
      culm_window_show_drop (CULM_WINDOW (window), stage->width - 60, 300, &files);
      take (stage, window, drops[i].view);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
take_link (Stage *stage)
{
  static const Scene ready = { "X1C", "Workshop X1C", NULL, 0 };
  g_autoptr (BambuFleet) fleet = create_fleet ();
  g_autoptr (BambuPrinter) printer = create_for_scene (&ready);
  GtkWidget *window = open_window (stage, fleet, printer);
  AdwDialog *dialog;

  culm_window_open_link (CULM_WINDOW (window),
                         "bambustudio://open?file=https%3A%2F%2Fcdn.example.com%2Fbox%2F7&name="
                         "Box%20with%20lid.3mf");
  dialog = get_dialog (window);
  take (stage, window, "link");
  g_signal_emit_by_name (app_test_find_button (GTK_WIDGET (dialog), say ("_Download")), "clicked");
  test_wait_until (app_test_find_button (GTK_WIDGET (dialog), say ("_Close")) != NULL);
  take (stage, window, "link-failed");
  adw_dialog_force_close (dialog);
  culm_window_open_link (CULM_WINDOW (window), "bambustudio://open?file=http://192.168.1.20/a.3mf");
  take (stage, window, "link-refused");
  adw_dialog_force_close (get_dialog (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
find_card (GtkWidget *page, BambuPrinter *printer)
{
  GtkWidget *card = app_test_find (page, CULM_TYPE_PRINTER_CARD);

  while (!CULM_IS_PRINTER_CARD (card)
         || culm_printer_card_get_printer (CULM_PRINTER_CARD (card)) != printer)
    card = gtk_widget_get_next_sibling (card);

  return card;
}

/* The last one can be reached until its picture was taken. */
static GPtrArray *
create_all (BambuFleet *fleet)
{
  GPtrArray *printers = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      Scene scene = companions[i];
      BambuPrinter *printer;

      scene.link_state = BAMBU_LINK_STATE_CLOSED;
      printer = create_for_scene (&scene);
      bambu_fleet_add_printer (fleet, printer);
      bambu_camera_set_source_func (bambu_fleet_get_camera (fleet, printer), sim_demo_make_source,
                                    NULL, NULL);
      g_ptr_array_add (printers, printer);
    }

  return printers;
}

static void
lose (BambuPrinter *printer)
{
  g_autoptr (BambuLink) link =
      test_link_new (BAMBU_LINK_STATE_WAITING, BAMBU_LINK_ERROR_UNREACHABLE);

  bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);
  printer->vigil.since -= LONG_AGO_SECONDS * (gint64) G_USEC_PER_SEC;
  bambu_printer_set_freshness (printer, BAMBU_FRESHNESS_OFFLINE);
}

static void
take_drop_on_card (Stage *stage, GtkWidget *window, GtkWidget *card)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/Bracket v3.gcode.3mf");
  GSList files = { file, NULL };
  graphene_rect_t bounds;

  app_test_settle (window);
  g_assert_true (gtk_widget_compute_bounds (card, window, &bounds));
  culm_window_show_drop (CULM_WINDOW (window), bounds.origin.x + 60, bounds.origin.y + 60, &files);
  take (stage, window, "overview-drop");
  culm_drop_cover_hide (culm_window_get_drop_cover (CULM_WINDOW (window)));
}

/* One of them is pointed at. */
static void
take_overview (Stage *stage)
{
  g_autoptr (BambuFleet) fleet = create_fleet ();
  g_autoptr (GPtrArray) printers = create_all (fleet);
  GtkWidget *window = open_printer (stage, fleet, printers->pdata[0], "status");
  BambuPrinter *last = printers->pdata[printers->len - 1];
  g_autofree char *none = g_strdup_printf (_ ("%s %u"), C_ ("printers", "Offline"), 0u);
  GtkWidget *page;

  gtk_widget_activate_action (window, "win.show-overview", "s", "cards");
  page = app_test_find (window, CULM_TYPE_OVERVIEW_PAGE);
  app_test_settle (window); /* what has no place yet is not scrolled to */
  for (guint i = 0; i < printers->len; i++)
    {
      GtkWidget *card = find_card (page, printers->pdata[i]);

      gtk_widget_grab_focus (card);
      test_wait_until (stage->walk != NULL || app_test_find_label (card, _ ("Live")) != NULL);
    }
  lose (last);
  test_wait_until (gtk_widget_has_css_class (find_card (page, last), "away"));
  gtk_widget_grab_focus (find_card (page, printers->pdata[0]));
  test_wait_until (stage->walk != NULL
                   || app_test_find_label (find_card (page, printers->pdata[0]), _ ("Live"))
                          != NULL);
  take_focused (stage, window, "overview");
  take_drop_on_card (stage, window, find_card (page, printers->pdata[2]));

  g_object_set (find_card (page, printers->pdata[1]), "selecting", TRUE, NULL);
  g_signal_emit_by_name (find_card (page, printers->pdata[0]), "toggled");
  g_signal_emit_by_name (find_card (page, printers->pdata[1]), "toggled");
  take (stage, window, "overview-selection");
  gtk_widget_activate_action (page, "overview.unselect", NULL);

  gtk_widget_activate_action (window, "win.show-overview", "s", "pictures");
  take_focused (stage, window, "overview-pictures");
  gtk_widget_activate_action (window, "win.show-overview", "s", "cards");

  dex_future_disown (bambu_fleet_remove (fleet, last));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (app_test_find_button (page, none)), TRUE);
  take (stage, window, "overview-empty-filter");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Nothing is known of them yet. */
static void
take_overview_connecting (Stage *stage)
{
  g_autoptr (BambuFleet) fleet = create_fleet ();
  GtkWidget *window;

  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      Scene scene = companions[i];
      g_autoptr (BambuPrinter) printer = NULL;

      scene.link_state = BAMBU_LINK_STATE_CONNECTING;
      scene.link_error = -1;
      scene.remembered = FALSE;
      printer = create_for_scene (&scene);
      bambu_fleet_add_printer (fleet, printer);
    }

  window = create_window (stage, fleet);
  test_wait_until (gtk_widget_activate_action (window, "win.show-overview", "s", "cards")
                   && app_test_find (window, CULM_TYPE_OVERVIEW_PAGE) != NULL);
  take (stage, window, "overview-connecting");
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_wanted (Stage *stage, const char *view)
{
  gboolean wanted = stage->wanted == NULL;

  for (guint i = 0; stage->wanted != NULL && stage->wanted[i] != NULL; i++)
    wanted |= g_str_has_prefix (view, stage->wanted[i]);

  stage->n_taken += wanted;

  return wanted;
}

static void
take_views (Stage *stage)
{
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    g_ptr_array_add (stage->others, create_for_scene (&companions[i]));

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (is_wanted (stage, views[i].view))
      {
        const Scene *scene = &views[i].scene;
        g_autoptr (BambuPrinter) printer = create_for_scene (scene);

        if (scene->text != NULL)
          set_texts (printer, scene->text);
        if (scene->warned)
          set_limits (printer);
        take_printer (stage, printer, scene->page, scene->details, views[i].view);
      }

  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    if (is_wanted (stage, controls[i].view))
      take_controls (stage, &controls[i]);

  if (is_wanted (stage, "print"))
    take_print (stage);
  if (is_wanted (stage, "progress"))
    take_progress (stage);
  if (is_wanted (stage, "drop"))
    take_drop (stage);
  if (is_wanted (stage, "link"))
    take_link (stage);
  if (is_wanted (stage, "overview"))
    {
      take_overview (stage);
      take_overview_connecting (stage);
    }
  if (is_wanted (stage, "stop"))
    take_stop (stage, "Spool holder", "stop");
  if (is_wanted (stage, "close"))
    take_close (stage);
  if (is_wanted (stage, "stop-long"))
    take_stop (stage, "HouseholdContainerWithLidAndHandle_v27_final_0.20mm_PETG_textured_plate",
               "stop-long");
  if (is_wanted (stage, "camera"))
    take_camera (stage);
  if (is_wanted (stage, "service"))
    take_service (stage);
  if (is_wanted (stage, "tray"))
    {
      take_trays (stage);
      take_waiting_tray (stage);
    }
  if (is_wanted (stage, "drying"))
    take_drying (stage);
  if (is_wanted (stage, "files"))
    take_files (stage);
  if (is_wanted (stage, "files-computer"))
    take_files_on_computer (stage);
  if (is_wanted (stage, "skip"))
    take_skip (stage);
  if (is_wanted (stage, "filament"))
    take_filament (stage);
  if (is_wanted (stage, "welcome"))
    take_welcome (stage, "welcome");
  if (is_wanted (stage, "history"))
    take_history (stage);
  if (is_wanted (stage, "add"))
    take_add_dialog (stage);
  if (is_wanted (stage, "sign-in"))
    take_account (stage);
  if (is_wanted (stage, "alert-history"))
    take_alert_history (stage);
  if (is_wanted (stage, "help"))
    take_help (stage);
  if (is_wanted (stage, "preferences"))
    take_preferences (stage);
  if (is_wanted (stage, "history") || is_wanted (stage, "messages"))
    take_account_history (stage);
}

static void
set_up_look (gboolean dark, int text_percent)
{
  /* No desktop has set these. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-font-name",
                "Inter 11", "gtk-xft-dpi", DPI * PANGO_SCALE * text_percent / 100, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
}

/* gettext does not translate in the locale C. */
static void
set_up_language (const char *language)
{
  static const struct
  {
    const char *language;
    const char *locale;
    const char *folder;
  } languages[] = {
    { "de", "de_DE.UTF-8", TRANSLATIONS_DIR },    { "es", "es_ES.UTF-8", TRANSLATIONS_DIR },
    { "fr", "fr_FR.UTF-8", TRANSLATIONS_DIR },    { "pt_BR", "pt_BR.UTF-8", TRANSLATIONS_DIR },
    { "zh_CN", "zh_CN.UTF-8", TRANSLATIONS_DIR }, { "en_XA", "en_US.UTF-8", LANGUAGES_DIR },
  };

  for (guint i = 0; language != NULL && i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (language, languages[i].language))
      {
        g_setenv ("LOCPATH", LANGUAGES_DIR, TRUE);
        g_setenv ("LANGUAGE", language, TRUE);
        g_setenv ("LC_ALL", languages[i].locale, TRUE);
        bindtextdomain (GETTEXT_PACKAGE, languages[i].folder);
        bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
        textdomain (GETTEXT_PACKAGE);
      }

  if (setlocale (LC_ALL, "") == NULL)
    g_error ("The locale of “%s” is missing", language);
}

int
main (int argc, char *argv[])
{
  Stage stage = { .width = 1000, .height = 720 };
  g_autoptr (GtkApplication) application = NULL;
  g_auto (GStrv) wanted = NULL;
  g_autofree char *size = NULL;
  g_auto (GStrv) reports = NULL;
  g_autofree char *foreign = NULL;
  g_autofree char *language = NULL;
  gboolean mirrored = FALSE;
  gboolean walks = FALSE;
  gboolean measures = FALSE;
  int text_percent = 100;
  const GOptionEntry entries[] = {
    { "view", 0, 0, G_OPTION_ARG_STRING_ARRAY, &wanted, "Only the views whose names begin so",
      "VIEW" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size, "The window's size", "WIDTHxHEIGHT" },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &stage.dark, "The dark style", NULL },
    { "high-contrast", 0, 0, G_OPTION_ARG_NONE, &stage.high_contrast, "With high contrast", NULL },
    { "text", 0, 0, G_OPTION_ARG_INT, &text_percent, "The size of text", "PERCENT" },
    { "rtl", 0, 0, G_OPTION_ARG_NONE, &mirrored, "From right to left", NULL },
    { "walk", 0, 0, G_OPTION_ARG_NONE, &walks, "Judge the views instead of taking pictures", NULL },
    { "measure", 0, 0, G_OPTION_ARG_NONE, &measures,
      "Judge what is too wide, too small or cut off only", NULL },
    { "foreign", 0, 0, G_OPTION_ARG_FILENAME, &foreign,
      "All texts but these patterns must have the marks of the pseudo-locale", "FILE" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &language,
      "de, es, fr, pt_BR, zh_CN; en_XA: longer than English, with marks", "LANGUAGE" },
    { "report", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &reports, "The views of a captured report",
      "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("FOLDER");
  g_autoptr (GError) error = NULL;
  guint n_findings;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2
      || (size != NULL && sscanf (size, "%dx%d", &stage.width, &stage.height) != 2))
    {
      g_printerr ("%s\n", error != NULL ? error->message : "Usage: culm-shots FOLDER [OPTION…]");
      return 1;
    }

  if (g_mkdir_with_parents (argv[1], 0755) != 0)
    {
      g_printerr ("%s: %s\n", argv[1], g_strerror (errno));
      return 1;
    }

  set_up_language (language);
  g_setenv ("GSETTINGS_SCHEMA_DIR", SCHEMA_DIR, FALSE);
  if (stage.high_contrast)
    g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
  dex_init ();
  if (!gtk_init_check ())
    {
      g_printerr ("There is no display\n");
      return 1;
    }
  culm_register_resource ();

  application =
      g_object_new (ADW_TYPE_APPLICATION, "application-id", CULM_APP_ID, "resource-base-path",
                    CULM_RESOURCE_BASE, "flags", G_APPLICATION_NON_UNIQUE, NULL);
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);

  if (mirrored)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  set_up_look (stage.dark, text_percent);

  stage.application = application;
  stage.folder = argv[1];
  stage.wanted = wanted;
  stage.others = g_ptr_array_new_with_free_func (g_object_unref);
  stage.walk = walks ? app_walk_new (foreign) : measures ? app_walk_new_for_eyes () : NULL;

  if (reports != NULL)
    for (guint i = 0; reports[i] != NULL; i++)
      take_report (&stage, reports[i]);
  else
    take_views (&stage);

  g_ptr_array_unref (stage.others);

  if (reports == NULL && stage.n_taken == 0)
    {
      g_printerr ("There is no view “%s”\n", wanted[0]);
      return 1;
    }
  n_findings = stage.walk != NULL ? app_walk_finish (stage.walk) : 0;

  return n_findings == 0 ? 0 : 1;
}
