/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * culm_toast_new:
 * @text: a sentence or two; not markup, as names come from printers and users
 *
 * Returns: (transfer full): a toast that shows all of @text, also in a narrow window
 */
AdwToast *culm_toast_new (const char *text);

/**
 * culm_toast_show:
 * @widget: in a window whose content is an #AdwToastOverlay
 * @text: as above
 *
 * Returns: (transfer none) (nullable): the toast, which is shown; %NULL where there is no place for
 *   it
 */
AdwToast *culm_toast_show (GtkWidget *widget, const char *text);

/**
 * culm_toast_new_failure:
 * @text: what did not work
 * @error: why
 *
 * Returns: (transfer full): the same, with a button that copies the details
 */
AdwToast *culm_toast_new_failure (const char *text, const GError *error);

/** culm_toast_show_failure: shows that as culm_toast_show() does */
AdwToast *culm_toast_show_failure (GtkWidget *widget, const char *text, const GError *error);

G_END_DECLS
