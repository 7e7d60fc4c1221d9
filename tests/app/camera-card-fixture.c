/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "camera-card-fixture.h"

#include <app/culm-camera-picture.h>

static void
on_enter_code (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CardFixture *fixture = user_data;

  fixture->asked = g_variant_dup_string (parameter, NULL);
}

void
card_put (CardFixture *fixture, GtkWidget *card)
{
  GtkWidget *overlay = adw_window_get_content (ADW_WINDOW (fixture->window));

  fixture->card = card;
  gtk_widget_set_valign (card, GTK_ALIGN_START);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), card);
}

void
card_set_up_without_card (CardFixture *fixture, gconstpointer data)
{
  const GActionEntry entries[] = { { "enter-access-code", on_enter_code, "s", NULL, NULL } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  camera_set_up (&fixture->camera, "P1S");
  bambu_printer_set_name (fixture->camera.printer, "Garage");
  bambu_camera_set_limits (fixture->camera.camera, data);

  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 640);
  adw_window_set_content (ADW_WINDOW (fixture->window), adw_toast_overlay_new ());
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries),
                                   fixture);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (actions));
}

void
card_set_up (CardFixture *fixture, gconstpointer data)
{
  card_set_up_without_card (fixture, data);
  card_put (fixture, g_object_new (CULM_TYPE_CAMERA_CARD, "camera", fixture->camera.camera, NULL));
}

void
card_tear_down (CardFixture *fixture, gconstpointer data)
{
  app_test_destroy (fixture->window);
  bambu_printer_set_link (fixture->camera.printer, NULL, BAMBU_CONNECTION_NONE);
  app_test_flush ();
  camera_tear_down (&fixture->camera);
  g_free (fixture->asked);
}

void
card_show (CardFixture *fixture, BambuCameraState state)
{
  gtk_window_present (GTK_WINDOW (fixture->window));
  camera_wait_for_state (&fixture->camera, state);
  app_test_assert_named (fixture->window);
}

void
card_show_live (CardFixture *fixture)
{
  card_show (fixture, BAMBU_CAMERA_STATE_LIVE);
  test_wait_until (card_get_picture (fixture->card) != NULL);
}

gboolean
card_says (GtkWidget *card, const char *text)
{
  return app_test_find_label (card, text) != NULL;
}

GdkPaintable *
card_get_picture (GtkWidget *card)
{
  GdkPaintable *paintable =
      gtk_picture_get_paintable (GTK_PICTURE (app_test_find (card, GTK_TYPE_PICTURE)));

  return paintable != NULL && gdk_paintable_get_intrinsic_width (paintable) > 0 ? paintable : NULL;
}

gboolean
card_is_called (GtkWidget *card, const char *name)
{
  g_autofree char *wrong = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (app_test_find (card, CULM_TYPE_CAMERA_PICTURE)),
      GTK_ACCESSIBLE_PROPERTY_LABEL, name);

  return wrong == NULL;
}

static gboolean
has_text (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), text))
    return gtk_widget_get_mapped (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child, text))
      return TRUE;

  return FALSE;
}

void
card_wait_for_toast (GtkWidget *window, const char *text)
{
  test_wait_until (has_text (window, text));
}
