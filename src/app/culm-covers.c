/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-covers.h"

#include "culm-texture.h"

#define MOST_BYTES (32 * 1024 * 1024)
#define BYTES_PER_POINT 4

typedef struct
{
  GQueue kept;       /* of Cover, last looked at first */
  GHashTable *links; /* key → the link in `kept` */
  gsize n_bytes;
} CulmCoversPrivate;

typedef struct
{
  char *key;
  GdkTexture *texture;
} Cover;

typedef struct
{
  CulmCovers *self;
  char *key;
} Load;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CulmCovers, culm_covers, G_TYPE_OBJECT)

static CulmCoversPrivate *
get_private (CulmCovers *self)
{
  return culm_covers_get_instance_private (self);
}

static void
cover_free (gpointer data)
{
  Cover *cover = data;

  g_free (cover->key);
  g_object_unref (cover->texture);
  g_free (cover);
}

static void
load_free (gpointer data)
{
  Load *load = data;

  g_object_unref (load->self);
  g_free (load->key);
  g_free (load);
}

static void
culm_covers_finalize (GObject *object)
{
  CulmCoversPrivate *priv = get_private (CULM_COVERS (object));

  g_hash_table_unref (priv->links);
  g_queue_clear_full (&priv->kept, cover_free);

  G_OBJECT_CLASS (culm_covers_parent_class)->finalize (object);
}

static void
culm_covers_class_init (CulmCoversClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = culm_covers_finalize;
}

static void
culm_covers_init (CulmCovers *self)
{
  get_private (self)->links = g_hash_table_new (g_str_hash, g_str_equal);
}

GdkTexture *
culm_covers_find (CulmCovers *self, const char *key)
{
  CulmCoversPrivate *priv;
  GList *link;

  g_return_val_if_fail (CULM_IS_COVERS (self), NULL);

  priv = get_private (self);
  link = key != NULL ? g_hash_table_lookup (priv->links, key) : NULL;
  if (link == NULL)
    return NULL;

  g_queue_unlink (&priv->kept, link);
  g_queue_push_head_link (&priv->kept, link);

  return ((Cover *) link->data)->texture;
}

static gsize
get_size (GdkTexture *texture)
{
  return (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture)
         * BYTES_PER_POINT;
}

static void
drop (CulmCoversPrivate *priv, GList *link)
{
  Cover *cover = link->data;

  g_hash_table_remove (priv->links, cover->key);
  g_queue_delete_link (&priv->kept, link);
  priv->n_bytes -= get_size (cover->texture);
  cover_free (cover);
}

static void
keep (CulmCovers *self, const char *key, GdkTexture *texture)
{
  CulmCoversPrivate *priv = get_private (self);
  GList *old = g_hash_table_lookup (priv->links, key);
  Cover *cover = g_new0 (Cover, 1);

  if (old != NULL)
    drop (priv, old);

  cover->key = g_strdup (key);
  cover->texture = g_object_ref (texture);
  g_queue_push_head (&priv->kept, cover);
  g_hash_table_insert (priv->links, cover->key, priv->kept.head);
  priv->n_bytes += get_size (texture);

  while (priv->n_bytes > MOST_BYTES && priv->kept.length > 1)
    drop (priv, priv->kept.tail);
}

static DexFuture *
decode (DexFuture *future, gpointer user_data)
{
  return culm_texture_decode (g_value_get_boxed (dex_future_get_value (future, NULL)), 0);
}

static DexFuture *
on_decoded (DexFuture *future, gpointer user_data)
{
  Load *load = user_data;

  if (load->key != NULL)
    keep (load->self, load->key, g_value_get_object (dex_future_get_value (future, NULL)));

  return dex_ref (future);
}

/* No fiber: rows give up what they load all the time, and libdex 0.10 confuses its queues when a
 * fiber that awaits another one is dropped while that one's answer comes in. */
DexFuture *
culm_covers_load (CulmCovers *self, const char *key, const char *address)
{
  Load *load;
  DexFuture *future;

  dex_return_error_if_fail (CULM_IS_COVERS (self));
  dex_return_error_if_fail (address != NULL);

  load = g_new0 (Load, 1);
  load->self = g_object_ref (self);
  load->key = g_strdup (key);

  future = CULM_COVERS_GET_CLASS (self)->fetch (self, key, address);
  future = dex_future_then (future, decode, NULL, NULL);

  return dex_future_then (future, on_decoded, load, load_free);
}
