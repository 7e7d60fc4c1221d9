/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-cloud-covers.h"

struct _CulmCloudCovers
{
  CulmCovers parent_instance;

  BambuCloud *cloud;
  gboolean new_links_fail; /* so that there is no point in asking for them */
};

typedef struct
{
  CulmCloudCovers *self;
  char *task_id;
} Load;

G_DEFINE_FINAL_TYPE (CulmCloudCovers, culm_cloud_covers, CULM_TYPE_COVERS)

static G_DEFINE_QUARK (culm - cloud - covers, culm_cloud_covers)

    static Load *load_ref (Load *load)
{
  return g_rc_box_acquire (load);
}

static void
load_clear (gpointer data)
{
  Load *load = data;

  g_object_unref (load->self);
  g_free (load->task_id);
}

static void
load_unref (gpointer data)
{
  g_rc_box_release_full (data, load_clear);
}

static gboolean
has_expired (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);

  return g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_EXPIRED_LINK);
}

static DexFuture *
on_new_link_failed (DexFuture *future, gpointer user_data)
{
  Load *load = user_data;

  if (has_expired (future))
    load->self->new_links_fail = TRUE;

  return dex_ref (future);
}

static DexFuture *
on_task (DexFuture *future, gpointer user_data)
{
  Load *load = user_data;
  BambuCloudTask *task = g_value_get_object (dex_future_get_value (future, NULL));
  const char *address = bambu_cloud_task_get_values (task)->cover;

  if (address == NULL)
    return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_NOT_AVAILABLE,
                                  "The task has no picture");

  return dex_future_catch (bambu_cloud_load_picture (load->self->cloud, address),
                           on_new_link_failed, load_ref (load), load_unref);
}

/* The address came with a list that may be hours old. */
static DexFuture *
on_failed (DexFuture *future, gpointer user_data)
{
  Load *load = user_data;

  if (!has_expired (future) || load->task_id == NULL || load->self->new_links_fail)
    return dex_ref (future);

  return dex_future_then (bambu_cloud_load_task (load->self->cloud, load->task_id), on_task,
                          load_ref (load), load_unref);
}

static DexFuture *
culm_cloud_covers_fetch (CulmCovers *covers, const char *task_id, const char *address)
{
  CulmCloudCovers *self = CULM_CLOUD_COVERS (covers);
  Load *load = g_rc_box_new0 (Load);

  load->self = g_object_ref (self);
  load->task_id = g_strdup (task_id);

  return dex_future_catch (bambu_cloud_load_picture (self->cloud, address), on_failed, load,
                           load_unref);
}

static void
culm_cloud_covers_dispose (GObject *object)
{
  CulmCloudCovers *self = CULM_CLOUD_COVERS (object);

  if (self->cloud != NULL)
    g_object_set_qdata (G_OBJECT (self->cloud), culm_cloud_covers_quark (), NULL);
  g_clear_object (&self->cloud);

  G_OBJECT_CLASS (culm_cloud_covers_parent_class)->dispose (object);
}

static void
culm_cloud_covers_class_init (CulmCloudCoversClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = culm_cloud_covers_dispose;
  CULM_COVERS_CLASS (klass)->fetch = culm_cloud_covers_fetch;
}

static void
culm_cloud_covers_init (CulmCloudCovers *self)
{
}

CulmCovers *
culm_cloud_covers_dup (BambuCloud *cloud)
{
  CulmCloudCovers *self;

  g_return_val_if_fail (BAMBU_IS_CLOUD (cloud), NULL);

  self = g_object_get_qdata (G_OBJECT (cloud), culm_cloud_covers_quark ());
  if (self != NULL)
    return CULM_COVERS (g_object_ref (self));

  self = g_object_new (CULM_TYPE_CLOUD_COVERS, NULL);
  self->cloud = g_object_ref (cloud);
  g_object_set_qdata (G_OBJECT (cloud), culm_cloud_covers_quark (), self);

  return CULM_COVERS (self);
}
