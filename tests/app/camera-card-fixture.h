/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <app/culm-camera-card.h>

#include "app-fixture.h"
#include "bambu/camera-fixture.h"
#include "test-wait.h"

G_BEGIN_DECLS

/* A camera's card in a window, with a simulated printer's camera behind it: a fixture for
 * g_test_add(). */
typedef struct
{
  CameraFixture camera;
  GtkWidget *window;
  GtkWidget *card;
  char *asked; /* for whose access code */
} CardFixture;

/** card_set_up: @data: a #BambuCameraLimits */
void card_set_up (CardFixture *fixture, gconstpointer data);
/** card_set_up_without_card: the rest, for cards that a test makes itself */
void card_set_up_without_card (CardFixture *fixture, gconstpointer data);
void card_tear_down (CardFixture *fixture, gconstpointer data);

/** card_put: puts a card into the fixture's window */
void card_put (CardFixture *fixture, GtkWidget *card);

/** card_show: until the camera has this state */
void card_show (CardFixture *fixture, BambuCameraState state);
/** card_show_live: until there is a picture */
void card_show_live (CardFixture *fixture);

gboolean card_says (GtkWidget *card, const char *text);
/** card_get_picture: Returns: (nullable): what is seen, which has a size */
GdkPaintable *card_get_picture (GtkWidget *card);
/** card_is_called: what a screen reader says of the picture */
gboolean card_is_called (GtkWidget *card, const char *name);
/** card_wait_for_toast: until a toast says what begins with @text */
void card_wait_for_toast (GtkWidget *window, const char *text);

G_END_DECLS
