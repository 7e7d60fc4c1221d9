/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <app/culm-camera-controls.h>
#include <app/culm-camera-picture.h>
#include <app/culm-camera-shot.h>
#include <app/culm-camera-window.h>
#include <app/culm-jpeg.h>
#include <app/culm-picture-file.h>
#include <glib/gstdio.h>

#include "bambu/camera/bambu-jpeg-framing.h"
#include "camera-card-fixture.h"

/* What can be done with a picture: the buttons over it, and where it can go from there. */

static gboolean
is_revealed (CardFixture *fixture)
{
  gboolean revealed;

  g_object_get (app_test_find (fixture->card, CULM_TYPE_CAMERA_CONTROLS), "revealed", &revealed,
                NULL);

  return revealed;
}

static void
activate (CardFixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (fixture->card, action, NULL));
}

/* They are not seen and not hit, but reached. */
static void
test_reveal (CardFixture *fixture, gconstpointer data)
{
  GtkWindow *window = GTK_WINDOW (fixture->window);
  static const char *const order[] = { "Pause Video", "Take Picture", "Pop Out", "Full Screen" };

  card_show_live (fixture);
  app_test_settle (fixture->window); /* the order follows the places */
  gtk_window_set_focus (window, NULL);
  g_assert_false (is_revealed (fixture));
  g_assert_false (
      gtk_widget_get_can_target (app_test_find (fixture->card, CULM_TYPE_CAMERA_CONTROLS)));

  gtk_window_set_focus_visible (window, TRUE);
  gtk_widget_grab_focus (app_test_find (fixture->card, CULM_TYPE_CAMERA_PICTURE));
  g_assert_true (is_revealed (fixture));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD);
      g_assert_cmpstr (gtk_widget_get_tooltip_text (gtk_window_get_focus (window)), ==, order[i]);
    }

  gtk_window_set_focus_visible (window, FALSE);
  g_assert_false (is_revealed (fixture));
  culm_camera_controls_touch (
      CULM_CAMERA_CONTROLS (app_test_find (fixture->card, CULM_TYPE_CAMERA_CONTROLS)));
  g_assert_true (is_revealed (fixture));
}

static GdkClipboard *
get_clipboard (CardFixture *fixture)
{
  return gtk_widget_get_clipboard (fixture->card);
}

static GdkTexture *
copy (CardFixture *fixture)
{
  GValue value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  GdkTexture *texture;

  activate (fixture, "camera.copy");
  g_value_init (&value, GDK_TYPE_TEXTURE);
  gdk_content_provider_get_value (gdk_clipboard_get_content (get_clipboard (fixture)), &value,
                                  &error);
  g_assert_no_error (error);
  texture = g_value_dup_object (&value);
  g_value_unset (&value);

  return texture;
}

static void
test_copy (CardFixture *fixture, gconstpointer data)
{
  g_autoptr (GdkTexture) texture = NULL;
  GdkContentFormats *formats;

  card_show_live (fixture);
  texture = copy (fixture);
  formats = gdk_clipboard_get_formats (get_clipboard (fixture));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "image/jpeg"));
  g_assert_true (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE));
  g_assert_cmpint (gdk_texture_get_width (texture), ==,
                   gdk_paintable_get_intrinsic_width (card_get_picture (fixture->card)));
  card_wait_for_toast (fixture->window, "Picture copied");
}

static guint32 *
download (GdkTexture *texture)
{
  gsize n = (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture);
  guint32 *pixels = g_new (guint32, n);

  gdk_texture_download (texture, (guchar *) pixels, (gsize) gdk_texture_get_width (texture) * 4);

  return pixels;
}

/* What is copied is what is seen. */
static void
test_flip (CardFixture *fixture, gconstpointer data)
{
  g_autoptr (GdkTexture) before = NULL;
  g_autoptr (GdkTexture) after = NULL;
  g_autofree guint32 *pixels = NULL;
  g_autofree guint32 *flipped = NULL;
  int width;
  int height;

  card_show_live (fixture);
  activate (fixture, "camera.play"); /* so that it stands still */
  before = copy (fixture);
  width = gdk_texture_get_width (before);
  height = gdk_texture_get_height (before);
  pixels = download (before);

  activate (fixture, "picture.flip-horizontally");
  after = copy (fixture);
  flipped = download (after);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      g_assert_cmphex (pixels[y * width + x], ==, flipped[y * width + width - 1 - x]);
}

static void
test_zoom (CardFixture *fixture, gconstpointer data)
{
  GtkWidget *card = g_object_new (CULM_TYPE_CAMERA_CARD, "place", CULM_CAMERA_PLACE_WINDOW,
                                  "camera", fixture->camera.camera, NULL);
  GtkWidget *picture;
  GtkWidget *inner;
  graphene_rect_t bounds;

  card_put (fixture, card);
  card_show_live (fixture);
  g_assert_null (app_test_find_tip (card, "Pop Out"));
  picture = app_test_find (card, CULM_TYPE_CAMERA_PICTURE);
  inner = app_test_find (card, GTK_TYPE_PICTURE);

  g_object_set (picture, "zoom", 2.0, NULL);
  app_test_settle (fixture->window);
  g_assert_true (gtk_widget_compute_bounds (inner, picture, &bounds));
  g_assert_cmpfloat_with_epsilon (bounds.size.width, 2.0 * gtk_widget_get_width (picture), 1);
  g_assert_cmpfloat_with_epsilon (bounds.origin.x, -0.5 * gtk_widget_get_width (picture), 1);

  g_object_set (picture, "zoom", 1.0, NULL);
  app_test_settle (fixture->window);
  g_assert_true (gtk_widget_compute_bounds (inner, picture, &bounds));
  g_assert_cmpfloat_with_epsilon (bounds.origin.x, 0, 1);
}

static void
test_file_name (void)
{
  static const struct
  {
    const char *printer;
    const char *file;
  } names[] = {
    { "Workshop", "Workshop 2026-11-28 14-05-33.jpg" },
    { "Größe 2", "Größe 2 2026-11-28 14-05-33.jpg" },
    { "../../etc/passwd", "_.._etc_passwd 2026-11-28 14-05-33.jpg" },
    { " .hidden", "hidden 2026-11-28 14-05-33.jpg" },
    { "a:b\n?", "a_b__ 2026-11-28 14-05-33.jpg" },
    { "", "Printer 2026-11-28 14-05-33.jpg" },
    { "…", "… 2026-11-28 14-05-33.jpg" },
  };
  g_autoptr (GDateTime) time = g_date_time_new_local (2026, 11, 28, 14, 5, 33);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = culm_picture_file_dup_name (names[i].printer, time);

      g_assert_cmpstr (name, ==, names[i].file);
    }
}

/* Nothing but the orientation is added, in a way that others understand. */
static void
test_jpeg (CardFixture *fixture, gconstpointer data)
{
  static const struct
  {
    gboolean horizontally;
    gboolean vertically;
    const char *orientation;
  } flips[] = { { TRUE, FALSE, "2" }, { FALSE, TRUE, "4" }, { TRUE, TRUE, "3" } };
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (GBytes) same = NULL;

  card_show_live (fixture);
  jpeg = g_bytes_ref (bambu_camera_get_picture (fixture->camera.camera));
  same = culm_jpeg_flip (jpeg, FALSE, FALSE);
  g_assert_true (g_bytes_equal (jpeg, same));

  for (guint i = 0; i < G_N_ELEMENTS (flips); i++)
    {
      g_autoptr (GBytes) flipped =
          culm_jpeg_flip (jpeg, flips[i].horizontally, flips[i].vertically);
      g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (flipped);
      g_autoptr (GError) error = NULL;
      g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (gdk_pixbuf_get_option (pixbuf, "orientation"), ==, flips[i].orientation);
    }
}

/* Whole, or not there */
static void
test_save (CardFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_dir_make_tmp ("culm-picture-XXXXXX", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GFile) file = g_file_get_child (folder, "Garage.jpg");
  g_autoptr (GFile) nowhere = g_file_resolve_relative_path (folder, "none/Garage.jpg");
  g_autoptr (GBytes) saved = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = NULL;

  card_show_live (fixture);
  jpeg = g_bytes_ref (bambu_camera_get_picture (fixture->camera.camera));
  culm_camera_shot_save (fixture->card, jpeg, file);
  card_wait_for_toast (fixture->window, "Picture saved");
  g_assert_nonnull (app_test_find_button (fixture->window, "Show"));

  saved = g_file_load_bytes (file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (
      bambu_jpeg_framing_is_picture (g_bytes_get_data (saved, NULL), g_bytes_get_size (saved)));
  dir = g_dir_open (path, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "Garage.jpg");
  g_assert_null (g_dir_read_name (dir));

  culm_camera_shot_save (fixture->card, jpeg, nowhere);
  card_wait_for_toast (fixture->window, "The picture was not saved. The system says: ");
  g_assert_false (g_file_query_exists (nowhere, NULL));

  g_file_delete (file, NULL, &error);
  g_assert_no_error (error);
  g_rmdir (path);
}

static GtkWidget *
find_toplevel (GType type)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_visible (window))
        return window;
    }

  return NULL;
}

/* What was taken is not taken again where it fails: that is told. */
static void
test_take_fails (CardFixture *fixture, gconstpointer data)
{
  card_show_live (fixture);
  activate (fixture, "camera.play");
  camera_wait_for_state (&fixture->camera, BAMBU_CAMERA_STATE_IDLE);

  camera_set_fault (&fixture->camera, "camera-busy", TRUE);
  activate (fixture, "camera.take-picture");
  card_wait_for_toast (fixture->window,
                       "The picture was not saved. The camera of Garage is in use by another app.");
}

static GtkWidget *
wait_for_window (void)
{
  GtkWidget *window;

  test_wait_until ((window = find_toplevel (CULM_TYPE_CAMERA_WINDOW)) != NULL);

  return window;
}

/* Another look at the same picture */
static void
test_pop_out (CardFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  card_show_live (fixture);
  activate (fixture, "camera.pop-out");
  window = wait_for_window ();
  test_wait_until (card_get_picture (window) != NULL);
  app_test_assert_named (window);
  g_assert_cmpuint (camera_count_events (&fixture->camera, "camera-opened"), ==, 1);

  activate (fixture, "camera.pop-out");
  app_test_flush ();
  g_assert_true (find_toplevel (CULM_TYPE_CAMERA_WINDOW) == window);

  gtk_widget_set_visible (fixture->window, FALSE);
  camera_wait_for_pictures (&fixture->camera, 2);
  g_assert_cmpuint (camera_count_events (&fixture->camera, "camera-opened"), ==, 1);
  app_test_destroy (window);
  camera_wait_for_state (&fixture->camera, BAMBU_CAMERA_STATE_IDLE);
}

static void
test_fullscreen (CardFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  card_show_live (fixture);
  app_test_click (app_test_find_tip (fixture->card, "Full Screen"));
  window = wait_for_window ();
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  test_wait_until (card_get_picture (window) != NULL);
  app_test_assert_named (window);
  g_assert_null (app_test_find_button (window, "Pause"));
  g_assert_cmpuint (camera_count_events (&fixture->camera, "camera-opened"), ==, 1);

  app_test_click (app_test_find_tip (window, "Leave Full Screen"));
  test_wait_until (window == NULL);

  gtk_widget_set_visible (fixture->window, FALSE);
  test_wait_until (camera_count_events (&fixture->camera, "camera-closed") == 1);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/camera-controls/" name, CardFixture, &camera_limits, card_set_up, test,            \
              card_tear_down)

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;
  gst_init (NULL, NULL); /* for the simulated camera */

  ADD ("reveal", test_reveal);
  ADD ("copy", test_copy);
  ADD ("flip", test_flip);
  ADD ("zoom", test_zoom);
  g_test_add_func ("/camera-controls/file-name", test_file_name);
  ADD ("jpeg", test_jpeg);
  ADD ("save", test_save);
  ADD ("take-fails", test_take_fails);
  ADD ("pop-out", test_pop_out);
  ADD ("fullscreen", test_fullscreen);

  return g_test_run ();
}
