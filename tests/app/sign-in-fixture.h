/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <app/culm-sign-in-dialog.h>

#include "app-cloud.h"

G_BEGIN_DECLS

#define SIGN_IN_LOGIN "/v1/user-service/user/login"

/* The sign-in dialog over a window, and the simulated cloud that it talks to. */
typedef struct
{
  AppCloud *cloud;
  GtkWidget *window;
  CulmSignInDialog *dialog; /* weak */
} SignInFixture;

/** sign_in_set_up: with the dialog open */
void sign_in_set_up (SignInFixture *self, gconstpointer data);
void sign_in_tear_down (SignInFixture *self, gconstpointer data);

/** sign_in_open: presents another dialog, the last one being closed */
void sign_in_open (SignInFixture *self, BambuAccountPrinters *printers);

/** sign_in_close: closes it and waits until it is gone */
void sign_in_close (SignInFixture *self);

/** sign_in_get_page: Returns: (transfer none): the visible one */
GtkWidget *sign_in_get_page (SignInFixture *self);
const char *sign_in_get_tag (SignInFixture *self);

/** sign_in_click: @button can be clicked */
void sign_in_click (GtkWidget *button);

/** sign_in_enter: types on the first page */
void sign_in_enter (SignInFixture *self, const char *account, const char *password);

/** sign_in_begin: types on the first page and presses what Enter presses */
void sign_in_begin (SignInFixture *self, const char *account, const char *password);

/** sign_in_get_code_entry: Returns: (transfer none): of the second page */
GtkEditable *sign_in_get_code_entry (SignInFixture *self);

/** sign_in_type_code: as pasting and typing do it */
void sign_in_type_code (SignInFixture *self, const char *code);

/* Conditions for app_test_wait(), of a #SignInFixture */
gboolean sign_in_is_at_code (gpointer fixture);
gboolean sign_in_has_list (gpointer fixture);
gboolean sign_in_has_problem (gpointer fixture);
gboolean sign_in_is_closed (gpointer fixture);

G_END_DECLS
