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

G_END_DECLS
