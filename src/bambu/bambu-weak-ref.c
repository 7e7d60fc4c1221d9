/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-weak-ref.h"

GWeakRef *
bambu_weak_ref_new (gpointer object)
{
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (ref, object);

  return ref;
}

void
bambu_weak_ref_free (gpointer ref)
{
  g_weak_ref_clear (ref);
  g_free (ref);
}
