/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CULM_TYPE_WELCOME (culm_welcome_get_type ())
G_DECLARE_FINAL_TYPE (CulmWelcome, culm_welcome, CULM, WELCOME, AdwBin)

/**
 * CulmWelcome:
 *
 * What the window shows while there is no printer.
 */
GtkWidget *culm_welcome_new (void);

G_END_DECLS
