/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-pages-private.h"

#include <libsoup/soup.h>

#include "bambu-cloud-calls-private.h"
#include "bambu-json.h"
#include "bambu-record-private.h"
#include "bambu-weak-ref.h"

#define PAGE_SIZE 20

struct _BambuCloudPages
{
  GObject parent_instance;

  BambuCloud *cloud;
  const BambuCloudBook *book;
  char *filter;

  GPtrArray *items;
  GHashTable *ids;
  guint n_received; /* duplicates too: the offset */
  gboolean by_after;
  gboolean at_other_path;
  gboolean is_reload;

  gboolean loading;
  gboolean complete;
  GError *error;
  int n_total;

  DexFuture *load;
  DexFuture *keep; /* on `load`, so that no caller who loses interest is the last one */
};

static void bambu_cloud_pages_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BambuCloudPages,
                               bambu_cloud_pages,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      bambu_cloud_pages_list_model_init))

typedef enum
{
  PROP_LOADING = 1,
  PROP_COMPLETE,
  PROP_ERROR,
  PROP_N_TOTAL,
} BambuCloudPagesProperty;

static GParamSpec *properties[PROP_N_TOTAL + 1];

static void
bambu_cloud_pages_set_flag (BambuCloudPages *self,
                            gboolean *flag,
                            gboolean value,
                            BambuCloudPagesProperty property)
{
  if (*flag == value)
    return;

  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
bambu_cloud_pages_set_error (BambuCloudPages *self, const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static GType
bambu_cloud_pages_get_item_type (GListModel *model)
{
  return BAMBU_CLOUD_PAGES (model)->book->item_type ();
}

static guint
bambu_cloud_pages_get_n_items (GListModel *model)
{
  return BAMBU_CLOUD_PAGES (model)->items->len;
}

static gpointer
bambu_cloud_pages_get_item (GListModel *model, guint position)
{
  BambuCloudPages *self = BAMBU_CLOUD_PAGES (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position))
                                     : NULL;
}

static void
bambu_cloud_pages_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bambu_cloud_pages_get_item_type;
  iface->get_n_items = bambu_cloud_pages_get_n_items;
  iface->get_item = bambu_cloud_pages_get_item;
}

static void
bambu_cloud_pages_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuCloudPages *self = BAMBU_CLOUD_PAGES (object);

  switch ((BambuCloudPagesProperty) prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, self->complete);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_N_TOTAL:
      g_value_set_int (value, self->n_total);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_cloud_pages_dispose (GObject *object)
{
  BambuCloudPages *self = BAMBU_CLOUD_PAGES (object);

  dex_clear (&self->keep);
  dex_clear (&self->load);
  g_clear_object (&self->cloud);

  G_OBJECT_CLASS (bambu_cloud_pages_parent_class)->dispose (object);
}

static void
bambu_cloud_pages_finalize (GObject *object)
{
  BambuCloudPages *self = BAMBU_CLOUD_PAGES (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_error (&self->error);
  g_free (self->filter);

  G_OBJECT_CLASS (bambu_cloud_pages_parent_class)->finalize (object);
}

static void
bambu_cloud_pages_class_init (BambuCloudPagesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bambu_cloud_pages_get_property;
  object_class->dispose = bambu_cloud_pages_dispose;
  object_class->finalize = bambu_cloud_pages_finalize;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_N_TOTAL] = g_param_spec_int ("n-total", NULL, NULL, -1, G_MAXINT, -1, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bambu_cloud_pages_init (BambuCloudPages *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->n_total = -1;
}

BambuCloudPages *
bambu_cloud_pages_new (BambuCloud *cloud, const BambuCloudBook *book, const char *filter)
{
  BambuCloudPages *self = g_object_new (BAMBU_TYPE_CLOUD_PAGES, NULL);

  self->cloud = g_object_ref (cloud);
  self->book = book;
  self->filter = g_strdup (filter);

  return self;
}

static char *
dup_id (gpointer item)
{
  char *id = NULL;

  g_object_get (item, "id", &id, NULL);

  return id;
}

static DexFuture *
bambu_cloud_pages_request (BambuCloudPages *self)
{
  BambuCloudRequest *request = bambu_cloud_request_new (
      SOUP_METHOD_GET, self->at_other_path ? self->book->other_path : self->book->path,
      BAMBU_RATE_PROFILE);

  bambu_cloud_request_add_query_int (request, "limit", PAGE_SIZE);
  if (self->by_after && self->items->len > 0 && !self->is_reload)
    {
      g_autofree char *last = dup_id (g_ptr_array_index (self->items, self->items->len - 1));

      bambu_cloud_request_add_query (request, "after", last);
    }
  else
    bambu_cloud_request_add_query_int (request, "offset", self->is_reload ? 0 : self->n_received);
  if (self->filter)
    bambu_cloud_request_add_query (request, self->book->filter, self->filter);

  return bambu_cloud_run (self->cloud, request);
}

static void
bambu_cloud_pages_clear (BambuCloudPages *self)
{
  guint n_items = self->items->len;

  g_ptr_array_set_size (self->items, 0);
  g_hash_table_remove_all (self->ids);
  self->n_received = 0;
  self->by_after = FALSE;
  if (n_items > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_items, 0);
}

/* Returns: how many of @page were not there yet */
static guint
bambu_cloud_pages_append (BambuCloudPages *self, GListModel *page)
{
  guint n_before = self->items->len;
  guint n_items = g_list_model_get_n_items (page);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (page, i);
      char *id = dup_id (item);

      /* New ones at the top push old ones onto the next page. */
      if (id == NULL || g_hash_table_add (self->ids, id))
        g_ptr_array_add (self->items, g_steal_pointer (&item));
    }

  if (self->items->len > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, self->items->len - n_before);

  return self->items->len - n_before;
}

/* Returns: whether to ask again at once, in another way */
static gboolean
bambu_cloud_pages_take (BambuCloudPages *self, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (GListStore) page = bambu_record_list_new (
      self->book->item_type (), bambu_cloud_find_list (node, self->book->lists));
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (page));
  gint64 n_total = -1;
  gboolean has_more = TRUE;
  guint n_new;

  if (self->is_reload)
    {
      self->is_reload = FALSE;
      bambu_cloud_pages_clear (self);
    }

  bambu_json_read_int (bambu_json_find (object, "total|pagination.total"), &n_total);
  n_total = CLAMP (n_total, -1, G_MAXINT);
  if (self->n_total != (int) n_total)
    {
      self->n_total = (int) n_total;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_TOTAL]);
    }
  bambu_json_read_bool (bambu_json_find (object, "pagination.has_more|has_more"), &has_more);

  n_new = bambu_cloud_pages_append (self, G_LIST_MODEL (page));
  self->n_received += n_items;

  if (n_items < PAGE_SIZE || !has_more || (n_total >= 0 && self->items->len >= n_total)
      || (n_new == 0 && self->by_after))
    {
      bambu_cloud_pages_set_flag (self, &self->complete, TRUE, PROP_COMPLETE);
      return FALSE;
    }

  bambu_cloud_pages_set_flag (self, &self->complete, FALSE, PROP_COMPLETE);
  if (n_new > 0)
    return FALSE;

  /* It does not know offsets, so it may know the other way. */
  self->by_after = TRUE;

  return TRUE;
}

static DexFuture *on_page (DexFuture *future, gpointer user_data);

static DexFuture *
bambu_cloud_pages_send (BambuCloudPages *self)
{
  return dex_future_finally (bambu_cloud_pages_request (self), on_page, bambu_weak_ref_new (self),
                             bambu_weak_ref_free);
}

static DexFuture *
on_page (DexFuture *future, gpointer user_data)
{
  g_autoptr (BambuCloudPages) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL)
    return dex_ref (future);

  if (g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_NOT_AVAILABLE)
      && self->book->other_path && !self->at_other_path)
    {
      self->at_other_path = TRUE;
      return bambu_cloud_pages_send (self);
    }

  bambu_cloud_pages_set_error (self, error);
  if (value && bambu_cloud_pages_take (self, g_value_get_boxed (value)))
    return bambu_cloud_pages_send (self);
  bambu_cloud_pages_set_flag (self, &self->loading, FALSE, PROP_LOADING);

  return value ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
pass_on (DexFuture *future, gpointer user_data)
{
  return dex_ref (future);
}

DexFuture *
bambu_cloud_pages_load_more (BambuCloudPages *self)
{
  dex_return_error_if_fail (BAMBU_IS_CLOUD_PAGES (self));

  if (self->complete && !self->is_reload)
    return dex_future_new_true ();

  if (!self->loading)
    {
      bambu_cloud_pages_set_error (self, NULL);
      bambu_cloud_pages_set_flag (self, &self->loading, TRUE, PROP_LOADING);
      dex_clear (&self->keep);
      dex_clear (&self->load);
      self->load = bambu_cloud_pages_send (self);
      self->keep = dex_future_finally (dex_ref (self->load), pass_on, NULL, NULL);
    }

  return dex_future_finally (dex_ref (self->load), pass_on, NULL, NULL);
}

DexFuture *
bambu_cloud_pages_reload (BambuCloudPages *self)
{
  dex_return_error_if_fail (BAMBU_IS_CLOUD_PAGES (self));

  dex_clear (&self->keep);
  dex_clear (&self->load);
  bambu_cloud_pages_set_flag (self, &self->loading, FALSE, PROP_LOADING);
  self->is_reload = TRUE;

  return bambu_cloud_pages_load_more (self);
}

gboolean
bambu_cloud_pages_is_loading (BambuCloudPages *self)
{
  g_return_val_if_fail (BAMBU_IS_CLOUD_PAGES (self), FALSE);

  return self->loading;
}

gboolean
bambu_cloud_pages_is_complete (BambuCloudPages *self)
{
  g_return_val_if_fail (BAMBU_IS_CLOUD_PAGES (self), FALSE);

  return self->complete;
}

const GError *
bambu_cloud_pages_get_error (BambuCloudPages *self)
{
  g_return_val_if_fail (BAMBU_IS_CLOUD_PAGES (self), NULL);

  return self->error;
}

int
bambu_cloud_pages_get_n_total (BambuCloudPages *self)
{
  g_return_val_if_fail (BAMBU_IS_CLOUD_PAGES (self), -1);

  return self->n_total;
}
