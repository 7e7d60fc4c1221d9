/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/culm-camera-picture.h"
#include "app/culm-printer-page.h"

#include "camera-card-fixture.h"
#include "test-link.h"
#include "test-printer.h"

/* The card, with a simulated printer's camera behind it: state by state, fault by fault. */

static GtkWidget *
find_button (CardFixture *fixture, const char *text)
{
  return app_test_find_button (fixture->card, text);
}

static void
test_live (CardFixture *fixture, gconstpointer data)
{
  card_show (fixture, BAMBU_CAMERA_STATE_LIVE);
  test_wait_until (card_get_picture (fixture->card) != NULL);

  g_assert_false (GDK_IS_TEXTURE (card_get_picture (fixture->card)));
  g_assert_true (card_says (fixture->card, "Live"));
  g_assert_null (app_test_find_button (fixture->card, "Try Again"));
  g_assert_true (card_is_called (fixture->card, "Camera of Garage, live"));

  bambu_printer_set_name (fixture->camera.printer, "Attic");
  g_assert_true (card_is_called (fixture->card, "Camera of Attic, live"));

  g_assert_cmpint (gtk_widget_get_height (fixture->card), ==,
                   gtk_widget_get_width (fixture->card) * 9 / 16);
}

/* As where gtk4paintablesink is not installed */
static void
test_stills (CardFixture *fixture, gconstpointer data)
{
  GstRegistry *registry = gst_registry_get ();
  g_autoptr (GstPluginFeature) sink = gst_registry_lookup_feature (registry, "gtk4paintablesink");

  g_assert_nonnull (sink);
  gst_registry_remove_feature (registry, sink);
  card_show (fixture, BAMBU_CAMERA_STATE_LIVE);
  test_wait_until (card_get_picture (fixture->card) != NULL);
  gst_registry_add_feature (registry, sink);

  g_assert_true (GDK_IS_TEXTURE (card_get_picture (fixture->card)));
  g_assert_true (card_says (fixture->card, "Live"));
}

/* Who does not see it does not keep others from it. */
static void
test_looks (CardFixture *fixture, gconstpointer data)
{
  app_test_flush ();
  g_assert_cmpint (bambu_camera_get_state (fixture->camera.camera), ==, BAMBU_CAMERA_STATE_IDLE);

  card_show (fixture, BAMBU_CAMERA_STATE_LIVE);
  test_wait_until (card_get_picture (fixture->card) != NULL);

  gtk_widget_set_visible (fixture->window, FALSE);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera.camera), ==, BAMBU_CAMERA_STATE_IDLE);
  test_wait_until (camera_count_events (&fixture->camera, "camera-closed") == 1);
  g_assert_nonnull (card_get_picture (fixture->card));

  card_show (fixture, BAMBU_CAMERA_STATE_LIVE);
  g_assert_cmpuint (camera_count_events (&fixture->camera, "camera-opened"), ==, 2);
}

/* The words and what can be done stand in the middle, none of it cut off. */
static void
test_narrow (CardFixture *fixture, gconstpointer data)
{
  const char *text = "The camera of Garage refused the access code. It changes when it is "
                     "refreshed on the printer.";
  graphene_rect_t above;
  graphene_rect_t below;
  float height;

  camera_set_fault (&fixture->camera, "camera-wrong-code", TRUE);
  card_show (fixture, BAMBU_CAMERA_STATE_REFUSED);
  app_test_settle (fixture->window);

  height = (float) gtk_widget_get_height (fixture->card);
  g_assert_true (
      gtk_widget_compute_bounds (app_test_find_label (fixture->card, text), fixture->card, &above));
  g_assert_true (
      gtk_widget_compute_bounds (find_button (fixture, "Enter Code…"), fixture->card, &below));
  g_assert_cmpfloat_with_epsilon (above.origin.y, height - below.origin.y - below.size.height, 2);
  g_assert_cmpfloat (above.origin.y, >, 0);
}

static void
test_connecting (CardFixture *fixture, gconstpointer data)
{
  camera_set_fault (&fixture->camera, "camera-silent", TRUE);
  card_show (fixture, BAMBU_CAMERA_STATE_CONNECTING);

  g_assert_true (card_says (fixture->card, "Connecting to the camera…"));
  g_assert_false (card_says (fixture->card, "Live"));
  g_assert_true (card_is_called (fixture->card, "Camera of Garage"));

  app_test_click (find_button (fixture, "Cancel"));
  g_assert_cmpint (bambu_camera_get_state (fixture->camera.camera), ==, BAMBU_CAMERA_STATE_IDLE);
  g_assert_true (card_says (fixture->card, "The video is paused."));

  camera_set_fault (&fixture->camera, "camera-silent", FALSE);
  app_test_click (find_button (fixture, "Play"));
  camera_wait_for_state (&fixture->camera, BAMBU_CAMERA_STATE_LIVE);
}

static void
test_refused (CardFixture *fixture, gconstpointer data)
{
  camera_set_fault (&fixture->camera, "camera-wrong-code", TRUE);
  card_show (fixture, BAMBU_CAMERA_STATE_REFUSED);
  g_assert_true (card_says (fixture->card,
                            "The camera of Garage refused the access code. It changes when it "
                            "is refreshed on the printer."));

  app_test_click (find_button (fixture, "Enter Code…"));
  test_wait_until (fixture->asked != NULL);
  g_assert_cmpstr (fixture->asked, ==, bambu_printer_get_serial (fixture->camera.printer));
}

/* It was never entered, or there is no keyring that kept it. */
static void
test_no_code (CardFixture *fixture, gconstpointer data)
{
  bambu_camera_set_access_code (fixture->camera.camera, NULL);
  bambu_printer_set_link (fixture->camera.printer, NULL, BAMBU_CONNECTION_NONE);
  card_show (fixture, BAMBU_CAMERA_STATE_NO_CODE);
  g_assert_true (card_says (fixture->card, "The access code of Garage is not known."));
  g_assert_cmpuint (camera_count_events (&fixture->camera, "camera-opened"), ==, 0);

  app_test_click (find_button (fixture, "Enter Code…"));
  test_wait_until (fixture->asked != NULL);
}

static void
test_busy (CardFixture *fixture, gconstpointer data)
{
  guint n_opened;

  camera_set_fault (&fixture->camera, "camera-busy", TRUE);
  card_show (fixture, BAMBU_CAMERA_STATE_BUSY);
  g_assert_true (card_says (fixture->card, "The camera of Garage is in use by another app."));

  n_opened = camera_count_events (&fixture->camera, "camera-opened");
  camera_set_fault (&fixture->camera, "camera-busy", FALSE);
  app_test_click (find_button (fixture, "Try Again"));
  camera_wait_for_state (&fixture->camera, BAMBU_CAMERA_STATE_LIVE);
  g_assert_cmpuint (camera_count_events (&fixture->camera, "camera-opened"), >, n_opened);
}

static void
test_stalled (CardFixture *fixture, gconstpointer data)
{
  gboolean is_stale;

  card_show (fixture, BAMBU_CAMERA_STATE_LIVE);
  test_wait_until (card_get_picture (fixture->card) != NULL);

  camera_set_fault (&fixture->camera, "camera-stalls", TRUE);
  camera_set_fault (&fixture->camera, "camera-silent", TRUE);
  camera_wait_for_state (&fixture->camera, BAMBU_CAMERA_STATE_STALLED);
  g_assert_true (
      card_says (fixture->card, "The camera of Garage is connected, but sends no picture."));
  test_wait_until (card_says (fixture->card, "1 s old"));
  g_object_get (app_test_find (fixture->card, CULM_TYPE_CAMERA_PICTURE), "stale", &is_stale, NULL);
  g_assert_true (is_stale);
  g_assert_true (card_is_called (fixture->card, "Camera of Garage, 1 s old"));
  g_assert_nonnull (card_get_picture (fixture->card));

  camera_set_fault (&fixture->camera, "camera-stalls", FALSE);
  camera_set_fault (&fixture->camera, "camera-silent", FALSE);
  app_test_click (find_button (fixture, "Reconnect"));
  camera_wait_for_state (&fixture->camera, BAMBU_CAMERA_STATE_LIVE);
  g_assert_true (card_says (fixture->card, "Live"));
}

/* What the card's button explains */
static GtkWidget *
open_dialog (CardFixture *fixture, const char *button)
{
  AdwDialog *dialog;

  app_test_click (find_button (fixture, button));
  test_wait_until ((dialog = adw_window_get_visible_dialog (ADW_WINDOW (fixture->window))) != NULL);
  app_test_assert_named (GTK_WIDGET (dialog));

  return GTK_WIDGET (dialog);
}

static void
test_off (CardFixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;
  g_autoptr (BambuLink) link = test_link_new (BAMBU_LINK_STATE_OPEN, -1);

  bambu_printer_set_link (fixture->camera.printer, link, BAMBU_CONNECTION_LAN);
  camera_set_fault (&fixture->camera, "camera-off", TRUE);
  card_show (fixture, BAMBU_CAMERA_STATE_OFF);
  g_assert_true (card_says (fixture->card,
                            "Live view over the network is off on Garage. Turn on “LAN Only "
                            "Liveview” on the printer."));

  camera_set_fault (&fixture->camera, "camera-off", FALSE);
  dialog = open_dialog (fixture, "Show Me Where");
  g_assert_nonnull (app_test_find_label (
      dialog, "3. Turn on “LAN Only Liveview”. It works without LAN Only mode too"));
  app_test_click (app_test_find_button (dialog, "Try Again"));
  camera_wait_for_state (&fixture->camera, BAMBU_CAMERA_STATE_LIVE);
}

static void
test_no_decoder (CardFixture *fixture, gconstpointer data)
{
  g_autoptr (GstPluginFeature) decoder =
      gst_registry_lookup_feature (gst_registry_get (), "jpegdec");
  guint rank = gst_plugin_feature_get_rank (decoder);
  GtkWidget *dialog;

  gst_plugin_feature_set_rank (decoder, GST_RANK_NONE);
  card_show (fixture, BAMBU_CAMERA_STATE_NO_DECODER);
  gst_plugin_feature_set_rank (decoder, rank);

  g_assert_true (card_says (fixture->card, "What decodes the picture of Garage is not installed."));
  dialog = open_dialog (fixture, "How to Install");
  g_assert_nonnull (app_test_find_label (dialog, "sudo dnf install gstreamer1-plugins-good"));
  app_test_click (app_test_find_button (dialog, "Close"));
}

static void
test_cloud_only (CardFixture *fixture, gconstpointer data)
{
  bambu_printer_set_link (fixture->camera.printer, NULL, BAMBU_CONNECTION_CLOUD);
  card_show (fixture, BAMBU_CAMERA_STATE_CLOUD_ONLY);

  g_assert_true (card_says (fixture->card,
                            "The picture of Garage is available on the printer’s own network "
                            "only."));
  g_assert_null (find_button (fixture, "Try Again"));
}

/* On the page of a printer, which has a camera or not */
static void
test_absent (void)
{
  static const char *const models[] = { "C12", "" };

  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autoptr (BambuTrust) trust = bambu_trust_new ();
      g_autoptr (BambuPrinter) printer = bambu_printer_new ("00000A000000001", models[i]);
      g_autoptr (BambuCamera) camera = bambu_camera_new (printer, trust);
      GtkWidget *window = adw_window_new ();
      GtkWidget *page;
      GtkWidget *card;

      bambu_printer_set_name (printer, "Garage");
      page = GTK_WIDGET (culm_printer_page_new (printer));
      adw_window_set_content (ADW_WINDOW (window), page);
      gtk_window_present (GTK_WINDOW (window));
      app_test_flush ();
      card = app_test_find (page, CULM_TYPE_CAMERA_CARD);
      g_assert_false (gtk_widget_get_mapped (card));

      g_object_set (page, "camera", camera, NULL);
      app_test_settle (window);
      g_assert_true (gtk_widget_get_mapped (card) == (i == 0));
      app_test_destroy (window);
    }
}

/* There is nothing to try before the printer reports otherwise. */
static void
test_reported_off (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimPrinter) simulated = sim_printer_new ("X1C", NULL, &error);
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  g_autoptr (BambuPrinter) printer = NULL;
  g_autoptr (BambuCamera) camera = NULL;
  GtkWidget *window = adw_window_new ();
  GtkWidget *card;

  g_assert_no_error (error);
  sim_printer_patch (simulated, "{\"ipcam\":{\"rtsp_url\":\"disable\"}}", &error);
  g_assert_no_error (error);
  printer = test_printer_new_remembered (simulated, "Workshop", 60);
  camera = bambu_camera_new (printer, trust);
  card = g_object_new (CULM_TYPE_CAMERA_CARD, "camera", camera, NULL);
  adw_window_set_content (ADW_WINDOW (window), card);
  gtk_window_present (GTK_WINDOW (window));
  app_test_settle (window);

  g_assert_cmpint (bambu_camera_get_state (camera), ==, BAMBU_CAMERA_STATE_OFF);
  g_assert_nonnull (app_test_find_label (card, "Live view over the network is off on Workshop. "
                                               "Turn on “LAN Only Liveview” on the printer."));
  g_assert_null (app_test_find_button (card, "Try Again"));
  app_test_destroy (window);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/camera-card/" name, CardFixture, &camera_short_limits, card_set_up, test,          \
              card_tear_down)

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;
  gst_init (NULL, NULL); /* for the simulated camera */

  ADD ("live", test_live);
  ADD ("stills", test_stills);
  g_test_add ("/camera-card/looks", CardFixture, &camera_limits, card_set_up, test_looks,
              card_tear_down);
  ADD ("narrow", test_narrow);
  ADD ("connecting", test_connecting);
  ADD ("refused", test_refused);
  ADD ("no-code", test_no_code);
  ADD ("busy", test_busy);
  ADD ("stalled", test_stalled);
  ADD ("off", test_off);
  ADD ("no-decoder", test_no_decoder);
  ADD ("cloud-only", test_cloud_only);
  g_test_add_func ("/camera-card/absent", test_absent);
  g_test_add_func ("/camera-card/reported-off", test_reported_off);

  return g_test_run ();
}
