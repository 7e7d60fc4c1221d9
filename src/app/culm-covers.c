/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-covers.h"

#include "culm-texture.h"

#define MOST_BYTES (32 * 1024 * 1024)
#define BYTES_PER_POINT 4

struct _CulmCovers
{
  GObject parent_instance;

  BambuCloud *cloud;
  GQueue kept;       /* of Cover, last looked at first */
  GHashTable *links; /* task → the link in `kept` */
  gsize n_bytes;
  gboolean new_links_fail; /* so that there is no point in asking for them */
};

typedef struct
{
  char *task_id;
  GdkTexture *texture;
} Cover;

typedef struct
{
  CulmCovers *self;
  char *task_id;
} Load;

G_DEFINE_FINAL_TYPE (CulmCovers, culm_covers, G_TYPE_OBJECT)

static G_DEFINE_QUARK (culm - covers, culm_covers)

    static void cover_free (gpointer data)
{
  Cover *cover = data;

  g_free (cover->task_id);
  g_object_unref (cover->texture);
  g_free (cover);
}

static Load *
load_ref (Load *load)
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

static void
culm_covers_dispose (GObject *object)
{
  CulmCovers *self = CULM_COVERS (object);

  if (self->cloud != NULL)
    g_object_set_qdata (G_OBJECT (self->cloud), culm_covers_quark (), NULL);
  g_clear_object (&self->cloud);

  G_OBJECT_CLASS (culm_covers_parent_class)->dispose (object);
}

static void
culm_covers_finalize (GObject *object)
{
  CulmCovers *self = CULM_COVERS (object);

  g_hash_table_unref (self->links);
  g_queue_clear_full (&self->kept, cover_free);

  G_OBJECT_CLASS (culm_covers_parent_class)->finalize (object);
}

static void
culm_covers_class_init (CulmCoversClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = culm_covers_dispose;
  object_class->finalize = culm_covers_finalize;
}

static void
culm_covers_init (CulmCovers *self)
{
  self->links = g_hash_table_new (g_str_hash, g_str_equal);
}

CulmCovers *
culm_covers_dup_for_cloud (BambuCloud *cloud)
{
  CulmCovers *self;

  g_return_val_if_fail (BAMBU_IS_CLOUD (cloud), NULL);

  self = g_object_get_qdata (G_OBJECT (cloud), culm_covers_quark ());
  if (self != NULL)
    return g_object_ref (self);

  self = g_object_new (CULM_TYPE_COVERS, NULL);
  self->cloud = g_object_ref (cloud);
  g_object_set_qdata (G_OBJECT (cloud), culm_covers_quark (), self);

  return self;
}

GdkTexture *
culm_covers_find (CulmCovers *self, const char *task_id)
{
  GList *link;

  g_return_val_if_fail (CULM_IS_COVERS (self), NULL);

  link = task_id != NULL ? g_hash_table_lookup (self->links, task_id) : NULL;
  if (link == NULL)
    return NULL;

  g_queue_unlink (&self->kept, link);
  g_queue_push_head_link (&self->kept, link);

  return ((Cover *) link->data)->texture;
}

static gsize
get_size (GdkTexture *texture)
{
  return (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture)
         * BYTES_PER_POINT;
}

static void
drop (CulmCovers *self, GList *link)
{
  Cover *cover = link->data;

  g_hash_table_remove (self->links, cover->task_id);
  g_queue_delete_link (&self->kept, link);
  self->n_bytes -= get_size (cover->texture);
  cover_free (cover);
}

static void
keep (CulmCovers *self, const char *task_id, GdkTexture *texture)
{
  GList *old = g_hash_table_lookup (self->links, task_id);
  Cover *cover = g_new0 (Cover, 1);

  if (old != NULL)
    drop (self, old);

  cover->task_id = g_strdup (task_id);
  cover->texture = g_object_ref (texture);
  g_queue_push_head (&self->kept, cover);
  g_hash_table_insert (self->links, cover->task_id, self->kept.head);
  self->n_bytes += get_size (texture);

  while (self->n_bytes > MOST_BYTES && self->kept.length > 1)
    drop (self, self->kept.tail);
}

static DexFuture *
decode (DexFuture *future, gpointer user_data)
{
  return culm_texture_decode (g_value_get_boxed (dex_future_get_value (future, NULL)));
}

static DexFuture *
on_decoded (DexFuture *future, gpointer user_data)
{
  Load *load = user_data;

  if (load->task_id != NULL)
    keep (load->self, load->task_id, g_value_get_object (dex_future_get_value (future, NULL)));

  return dex_ref (future);
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

/* No fiber: rows give up what they load all the time, and libdex 0.10 confuses its queues when a
 * fiber that awaits another one is dropped while that one's answer comes in. */
DexFuture *
culm_covers_load (CulmCovers *self, const char *task_id, const char *address)
{
  Load *load;
  DexFuture *future;

  dex_return_error_if_fail (CULM_IS_COVERS (self));
  dex_return_error_if_fail (address != NULL);

  load = g_rc_box_new0 (Load);
  load->self = g_object_ref (self);
  load->task_id = g_strdup (task_id);

  future = bambu_cloud_load_picture (self->cloud, address);
  future = dex_future_catch (future, on_failed, load_ref (load), load_unref);
  future = dex_future_then (future, decode, NULL, NULL);

  return dex_future_then (future, on_decoded, load, load_unref);
}
