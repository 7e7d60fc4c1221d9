/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-live-set.h"

struct _CulmLiveSet
{
  GObject parent_instance;

  guint most;
  GQueue wanting; /* the last one first */
};

G_DEFINE_FINAL_TYPE (CulmLiveSet, culm_live_set, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
culm_live_set_finalize (GObject *object)
{
  g_queue_clear (&CULM_LIVE_SET (object)->wanting);

  G_OBJECT_CLASS (culm_live_set_parent_class)->finalize (object);
}

static void
culm_live_set_class_init (CulmLiveSetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = culm_live_set_finalize;

  signals[CHANGED] = g_signal_new ("changed", CULM_TYPE_LIVE_SET, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
culm_live_set_init (CulmLiveSet *self)
{
}

CulmLiveSet *
culm_live_set_new (guint most)
{
  CulmLiveSet *self = g_object_new (CULM_TYPE_LIVE_SET, NULL);

  self->most = most;

  return self;
}

void
culm_live_set_want (CulmLiveSet *self, gpointer who, gboolean wants)
{
  GList *link;

  g_return_if_fail (CULM_IS_LIVE_SET (self));
  g_return_if_fail (who != NULL);

  link = g_queue_find (&self->wanting, who);
  if ((link != NULL) == wants)
    return;

  if (wants)
    g_queue_push_head (&self->wanting, who);
  else
    g_queue_delete_link (&self->wanting, link);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
culm_live_set_may (CulmLiveSet *self, gpointer who)
{
  int position;

  g_return_val_if_fail (CULM_IS_LIVE_SET (self), FALSE);

  position = g_queue_index (&self->wanting, who);

  return position >= 0 && (guint) position < self->most;
}
