/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * bambu_weak_ref_new:
 *
 * For the data of a future's callback: a future that was dropped may still be on its way through
 * the main context, and must not keep its owner alive. Ask it with g_weak_ref_get().
 *
 * Returns: (transfer full): to be freed with bambu_weak_ref_free()
 */
GWeakRef *bambu_weak_ref_new (gpointer object);
void bambu_weak_ref_free (gpointer ref);

G_END_DECLS
