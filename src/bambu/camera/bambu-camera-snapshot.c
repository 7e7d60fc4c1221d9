/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-camera-private.h"

/* A younger picture than that is the one of now. */
#define FRESH_USEC (2 * G_USEC_PER_SEC)

/* Somebody who waits for a picture, and looks as long. */
typedef struct
{
  DexPromise *promise;
  BambuCameraViewer *viewer;
} Snapshot;

static void
snapshot_free (gpointer data)
{
  Snapshot *snapshot = data;

  g_clear_pointer (&snapshot->viewer, bambu_camera_viewer_free);
  dex_clear (&snapshot->promise);
  g_free (snapshot);
}

GPtrArray *
bambu_camera_new_snapshots (void)
{
  return g_ptr_array_new_with_free_func (snapshot_free);
}

void
bambu_camera_reject_snapshots (BambuCamera *self, const GError *error)
{
  g_autoptr (GPtrArray) snapshots = g_steal_pointer (&self->snapshots);

  /* Those that look only for them look away when they are dropped. */
  self->snapshots = bambu_camera_new_snapshots ();
  for (guint i = 0; i < snapshots->len; i++)
    dex_promise_reject (((Snapshot *) snapshots->pdata[i])->promise, g_error_copy (error));
}

void
bambu_camera_resolve_snapshots (BambuCamera *self, GBytes *picture)
{
  g_autoptr (GPtrArray) snapshots = g_steal_pointer (&self->snapshots);

  self->snapshots = bambu_camera_new_snapshots ();
  for (guint i = 0; i < snapshots->len; i++)
    dex_promise_resolve_boxed (((Snapshot *) snapshots->pdata[i])->promise, G_TYPE_BYTES,
                               g_bytes_ref (picture));
}

void
bambu_camera_drop_abandoned_snapshots (BambuCamera *self)
{
  for (guint i = self->snapshots->len; i > 0; i--)
    {
      Snapshot *snapshot = self->snapshots->pdata[i - 1];

      if (g_cancellable_is_cancelled (dex_promise_get_cancellable (snapshot->promise)))
        g_ptr_array_remove_index_fast (self->snapshots, i - 1);
    }
}

DexFuture *
bambu_camera_take_snapshot (BambuCamera *self)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;
  Snapshot *snapshot;

  dex_return_error_if_fail (BAMBU_IS_CAMERA (self));

  if (self->state == BAMBU_CAMERA_STATE_LIVE && self->picture != NULL
      && g_get_monotonic_time () - self->picture_time <= FRESH_USEC)
    return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_ref (self->picture));

  viewer = bambu_camera_look (self, BAMBU_CAMERA_USE_PICTURES);
  if (!self->running)
    return dex_future_new_for_error (g_error_copy (self->error));

  snapshot = g_new0 (Snapshot, 1);
  snapshot->promise = dex_promise_new_cancellable ();
  snapshot->viewer = g_steal_pointer (&viewer);
  g_ptr_array_add (self->snapshots, snapshot);

  return dex_ref (DEX_FUTURE (snapshot->promise));
}
