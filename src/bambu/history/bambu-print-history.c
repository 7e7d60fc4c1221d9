/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-history-private.h"

#include "bambu-weak-ref.h"

#define MOST_PRINTS 5000
#define MOST_PICTURE_BYTES (128 * G_GINT64_CONSTANT (1024) * 1024)
/* More than this is no picture of a camera that we know. */
#define LARGEST_PICTURE (2 * 1024 * 1024)
/* After the first page there is no hurry. */
#define NEXT_PAGE 500
/* How far behind what is kept may be of a print that goes on */
#define SAVE_INTERVAL_SECONDS 300
#define MOST_SAMPLES 240

static void bambu_print_history_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BambuPrintHistory,
                               bambu_print_history,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      bambu_print_history_list_model_init))

typedef enum
{
  PROP_LOADED = 1,
  PROP_COMPLETE,
  PROP_LOADING,
  PROP_TAKES_PICTURES,
  PROP_TAKES_PROGRESS_PICTURES,
  PROP_MAY_USE_CAMERAS,
} BambuPrintHistoryProperty;

static GParamSpec *properties[PROP_MAY_USE_CAMERAS + 1];

static GType
bambu_print_history_get_item_type (GListModel *model)
{
  return BAMBU_TYPE_PRINT_RECORD;
}

static guint
bambu_print_history_get_n_items (GListModel *model)
{
  return BAMBU_PRINT_HISTORY (model)->records->len;
}

static gpointer
bambu_print_history_get_item (GListModel *model, guint position)
{
  BambuPrintHistory *self = BAMBU_PRINT_HISTORY (model);

  if (position >= self->records->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->records, position));
}

static void
bambu_print_history_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bambu_print_history_get_item_type;
  iface->get_n_items = bambu_print_history_get_n_items;
  iface->get_item = bambu_print_history_get_item;
}

static const BambuKnownPrint *
peek_known (BambuPrintHistory *self, guint position)
{
  return bambu_print_record_get_known (g_ptr_array_index (self->records, position));
}

static void
set_flag (BambuPrintHistory *self,
          gboolean *flag,
          gboolean value,
          BambuPrintHistoryProperty property)
{
  if (*flag == !!value)
    return;

  *flag = !!value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* What is kept */

static DexFuture *
on_kept (DexFuture *future, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* That the store cannot be used was said when it was to be read. */
  if (dex_future_get_value (future, &error) == NULL
      && !g_error_matches (error, BAMBU_STORE_ERROR, BAMBU_STORE_ERROR_UNUSABLE))
    g_warning ("A print cannot be kept: %s", error->message);

  return dex_future_new_true ();
}

void
bambu_print_history_keep (DexFuture *written)
{
  dex_future_disown (dex_future_finally (written, on_kept, NULL, NULL));
}

static void
keep_record (BambuPrintHistory *self, BambuPrintRecord *record)
{
  if (!bambu_print_record_is_transient (record))
    bambu_print_history_keep (
        bambu_store_save_print (self->store, bambu_print_record_get_known (record)));
}

void
bambu_print_history_apply (BambuPrintHistory *self,
                           BambuPrintRecord *record,
                           const BambuKnownPrint *known,
                           gboolean at_once)
{
  gint64 before = bambu_print_record_get_known (record)->last_seen;

  /* How far it was when it was last written is not known: the clock's marks do as well. */
  if (bambu_print_record_apply (record, known)
      && (at_once || before / SAVE_INTERVAL_SECONDS != known->last_seen / SAVE_INTERVAL_SECONDS))
    keep_record (self, record);
}

static DexFuture *
trim_store (BambuPrintHistory *self)
{
  return bambu_store_trim_prints (self->store, MOST_PRINTS, MOST_PICTURE_BYTES, BAMBU_PRINT_PAGE);
}

static int
compare (const BambuKnownPrint *a, const BambuKnownPrint *b)
{
  if (a->began != b->began)
    return a->began > b->began ? -1 : 1;

  return -g_strcmp0 (a->serial, b->serial);
}

void
bambu_print_history_insert (BambuPrintHistory *self, BambuPrintRecord *record)
{
  const BambuKnownPrint *known = bambu_print_record_get_known (record);
  guint position = 0;

  while (position < self->records->len && compare (peek_known (self, position), known) < 0)
    position++;

  g_ptr_array_insert (self->records, (int) position, g_object_ref (record));
  keep_record (self, record);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

void
bambu_print_history_touch (BambuPrintHistory *self, BambuPrintRecord *record)
{
  guint position;

  if (g_ptr_array_find (self->records, record, &position))
    g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
}

void
bambu_print_history_keep_picture (BambuPrintHistory *self,
                                  BambuPrintRecord *record,
                                  const BambuKnownPicture *picture)
{
  BambuKnownPrint known = *bambu_print_record_get_known (record);

  if (g_bytes_get_size (picture->file) > LARGEST_PICTURE)
    {
      g_debug ("A picture of a print is too large to be kept");
      return;
    }

  if (bambu_print_record_is_transient (record))
    {
      bambu_print_record_add_picture (record, picture);
    }
  else
    {
      bambu_print_history_keep (
          bambu_store_save_print_picture (self->store, known.serial, known.began, picture));
      bambu_print_history_keep (trim_store (self));
    }

  known.n_pictures++;
  bambu_print_record_apply (record, &known);
}

int
bambu_print_history_choose_step (const BambuKnownPrint *known)
{
  gint64 minutes = (MAX (known->ended, known->last_seen) - known->began) / BAMBU_SECONDS_PER_MINUTE;

  return (int) CLAMP (minutes / MOST_SAMPLES + 1, 1, 24 * 60);
}

/* What printers say */

static void
on_due (BambuPrinter *printer, gpointer owner)
{
  BambuPrintHistory *self = owner;

  if (self->loaded && bambu_printer_get_freshness (printer) == BAMBU_FRESHNESS_LIVE)
    bambu_print_follower_look (g_hash_table_lookup (self->followers, printer));
}

static void
on_printer_notify (BambuPrintHistory *self, GParamSpec *pspec, BambuPrinter *printer)
{
  bambu_printer_roll_queue (self->roll, printer);
}

static void
queue_all (BambuPrintHistory *self)
{
  bambu_printer_roll_queue_all (self->roll);
}

static void
on_joined (BambuPrinter *printer, gpointer owner)
{
  static const char *const NAMES[] = { "notify::seen", "notify::freshness", "notify::state",
                                       "notify::active-tray" };
  BambuPrintHistory *self = owner;

  g_hash_table_insert (self->followers, printer, bambu_print_follower_new (self, printer));
  g_hash_table_remove (self->forgotten, bambu_printer_get_serial (printer));
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    g_signal_connect_object (printer, NAMES[i], G_CALLBACK (on_printer_notify), self,
                             G_CONNECT_SWAPPED);
  /* What changes twice in one second is not a new time. */
  g_signal_connect_object (bambu_printer_get_job (printer), "notify", G_CALLBACK (queue_all), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (bambu_printer_get_alerts (printer), "items-changed",
                           G_CALLBACK (queue_all), self, G_CONNECT_SWAPPED);
}

static void
remove_at (BambuPrintHistory *self, guint position)
{
  g_ptr_array_remove_index (self->records, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/* What it printed stays. */
static void
on_left (BambuPrinter *printer, gpointer owner)
{
  BambuPrintHistory *self = owner;

  bambu_print_follower_leave (g_hash_table_lookup (self->followers, printer));
  g_signal_handlers_disconnect_by_data (printer, self);
  g_signal_handlers_disconnect_by_data (bambu_printer_get_job (printer), self);
  g_signal_handlers_disconnect_by_data (bambu_printer_get_alerts (printer), self);
  g_hash_table_remove (self->followers, printer);
}

/* The fleet tells the store. */
static void
on_forgotten (BambuPrintHistory *self, BambuPrinter *printer)
{
  BambuPrintFollower *follower = g_hash_table_lookup (self->followers, printer);

  if (follower != NULL)
    bambu_print_follower_drop_open (follower);
  g_hash_table_add (self->forgotten, g_strdup (bambu_printer_get_serial (printer)));

  for (guint i = self->records->len; i > 0; i--)
    if (g_strcmp0 (peek_known (self, i - 1)->serial, bambu_printer_get_serial (printer)) == 0)
      remove_at (self, i - 1);
}

static void
bambu_print_history_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuPrintHistory *self = BAMBU_PRINT_HISTORY (object);

  switch ((BambuPrintHistoryProperty) prop_id)
    {
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, self->complete);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_TAKES_PICTURES:
      g_value_set_boolean (value, self->takes_pictures);
      break;
    case PROP_TAKES_PROGRESS_PICTURES:
      g_value_set_boolean (value, self->takes_progress_pictures);
      break;
    case PROP_MAY_USE_CAMERAS:
      g_value_set_boolean (value, self->may_use_cameras);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_print_history_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  BambuPrintHistory *self = BAMBU_PRINT_HISTORY (object);

  switch ((BambuPrintHistoryProperty) prop_id)
    {
    case PROP_TAKES_PICTURES:
      set_flag (self, &self->takes_pictures, g_value_get_boolean (value), prop_id);
      break;
    case PROP_TAKES_PROGRESS_PICTURES:
      set_flag (self, &self->takes_progress_pictures, g_value_get_boolean (value), prop_id);
      break;
    case PROP_MAY_USE_CAMERAS:
      set_flag (self, &self->may_use_cameras, g_value_get_boolean (value), prop_id);
      break;
    case PROP_LOADED:
    case PROP_COMPLETE:
    case PROP_LOADING:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* What a print that goes on was last seen to do is written once more. */
static void
keep_open (BambuPrintHistory *self)
{
  GHashTableIter iter;
  gpointer follower;

  g_hash_table_iter_init (&iter, self->followers);
  while (g_hash_table_iter_next (&iter, NULL, &follower))
    {
      BambuPrintRecord *record = bambu_print_follower_get_open (follower);

      if (record != NULL)
        keep_record (self, record);
    }
}

static void
bambu_print_history_dispose (GObject *object)
{
  BambuPrintHistory *self = BAMBU_PRINT_HISTORY (object);

  if (self->roll != NULL)
    keep_open (self);
  dex_clear (&self->more);
  g_clear_pointer (&self->roll, bambu_printer_roll_free);
  g_hash_table_remove_all (self->followers);
  g_clear_object (&self->fleet);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (bambu_print_history_parent_class)->dispose (object);
}

static void
bambu_print_history_finalize (GObject *object)
{
  BambuPrintHistory *self = BAMBU_PRINT_HISTORY (object);

  g_ptr_array_unref (self->records);
  g_clear_pointer (&self->last, bambu_known_print_free);
  g_hash_table_unref (self->followers);
  g_hash_table_unref (self->forgotten);

  G_OBJECT_CLASS (bambu_print_history_parent_class)->finalize (object);
}

static void
bambu_print_history_class_init (BambuPrintHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags writable = readable | G_PARAM_WRITABLE;

  object_class->get_property = bambu_print_history_get_property;
  object_class->set_property = bambu_print_history_set_property;
  object_class->dispose = bambu_print_history_dispose;
  object_class->finalize = bambu_print_history_finalize;

  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, readable);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, readable);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, readable);
  properties[PROP_TAKES_PICTURES] =
      g_param_spec_boolean ("takes-pictures", NULL, NULL, FALSE, writable);
  properties[PROP_TAKES_PROGRESS_PICTURES] =
      g_param_spec_boolean ("takes-progress-pictures", NULL, NULL, FALSE, writable);
  properties[PROP_MAY_USE_CAMERAS] =
      g_param_spec_boolean ("may-use-cameras", NULL, NULL, TRUE, writable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bambu_print_history_init (BambuPrintHistory *self)
{
  self->may_use_cameras = TRUE;
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  self->forgotten = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->followers =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) bambu_print_follower_free);
}

BambuPrintHistory *
bambu_print_history_new (BambuStore *store, BambuFleet *fleet)
{
  BambuPrintHistory *self;

  g_return_val_if_fail (BAMBU_IS_STORE (store), NULL);
  g_return_val_if_fail (BAMBU_IS_FLEET (fleet), NULL);

  self = g_object_new (BAMBU_TYPE_PRINT_HISTORY, NULL);
  self->store = g_object_ref (store);
  self->fleet = g_object_ref (fleet);
  self->roll = bambu_printer_roll_new (G_LIST_MODEL (fleet), on_joined, on_left, on_due, self);
  g_signal_connect_object (fleet, "forgotten", G_CALLBACK (on_forgotten), self, G_CONNECT_SWAPPED);

  return self;
}

/* Reading */

static gboolean
has_record (BambuPrintHistory *self, const BambuKnownPrint *known)
{
  for (guint i = 0; i < self->records->len; i++)
    if (compare (peek_known (self, i), known) == 0)
      return TRUE;

  return FALSE;
}

/* Most often they follow upon what is there; prints of the demo may lie between. */
static void
take_rows (BambuPrintHistory *self, const GPtrArray *rows)
{
  guint position = self->records->len;
  guint n_added = 0;
  const BambuKnownPrint *first = rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;

  while (position > 0 && first != NULL && compare (peek_known (self, position - 1), first) > 0)
    position--;

  for (guint i = 0; i < rows->len; i++)
    {
      const BambuKnownPrint *known = g_ptr_array_index (rows, i);

      if (has_record (self, known))
        continue;

      g_ptr_array_insert (self->records, (int) (position + n_added),
                          bambu_print_record_new (known, FALSE));
      n_added++;
    }

  if (first != NULL)
    {
      g_clear_pointer (&self->last, bambu_known_print_free);
      self->last = bambu_known_print_copy (g_ptr_array_index (rows, rows->len - 1));
    }
  if (n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, n_added);
}

static DexFuture *
on_loaded (DexFuture *future, gpointer user_data)
{
  g_autoptr (BambuPrintHistory) self = g_weak_ref_get (user_data);
  const GValue *value = dex_future_get_value (future, NULL);
  const GPtrArray *rows = value != NULL ? g_value_get_boxed (value) : NULL;

  if (self == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The history is gone");

  if (rows != NULL)
    take_rows (self, rows);

  set_flag (self, &self->complete,
            rows == NULL || rows->len < (self->loaded ? NEXT_PAGE : BAMBU_PRINT_PAGE),
            PROP_COMPLETE);
  set_flag (self, &self->loading, FALSE, PROP_LOADING);
  if (!self->loaded)
    {
      set_flag (self, &self->loaded, TRUE, PROP_LOADED);
      queue_all (self);
    }

  return rows != NULL ? dex_future_new_true () : dex_ref (future);
}

static DexFuture *
load_page (BambuPrintHistory *self, guint most)
{
  set_flag (self, &self->loading, TRUE, PROP_LOADING);

  return dex_future_finally (bambu_store_load_prints (self->store, self->last, most), on_loaded,
                             bambu_weak_ref_new (self), bambu_weak_ref_free);
}

DexFuture *
bambu_print_history_load (BambuPrintHistory *self)
{
  dex_return_error_if_fail (BAMBU_IS_PRINT_HISTORY (self));
  dex_return_error_if_fail (!self->loaded && !self->loading);

  /* The store works in order. */
  bambu_print_history_keep (trim_store (self));

  return load_page (self, BAMBU_PRINT_PAGE);
}

DexFuture *
bambu_print_history_load_more (BambuPrintHistory *self)
{
  dex_return_error_if_fail (BAMBU_IS_PRINT_HISTORY (self));

  if (!self->loaded || self->complete)
    return dex_future_new_true ();

  if (!self->loading)
    {
      dex_clear (&self->more);
      self->more = load_page (self, NEXT_PAGE);
    }

  return dex_ref (self->more);
}

/* What is done with it */

void
bambu_print_history_remove (BambuPrintHistory *self, BambuPrintRecord *record)
{
  const BambuKnownPrint *known;
  guint position;

  g_return_if_fail (BAMBU_IS_PRINT_HISTORY (self));
  g_return_if_fail (BAMBU_IS_PRINT_RECORD (record));

  known = bambu_print_record_get_known (record);
  if (known->ended == 0 || !g_ptr_array_find (self->records, record, &position))
    return;

  if (!bambu_print_record_is_transient (record))
    bambu_print_history_keep (
        bambu_store_hide_print (self->store, known->serial, known->began, TRUE));
  remove_at (self, position);
}

void
bambu_print_history_restore (BambuPrintHistory *self, BambuPrintRecord *record)
{
  const BambuKnownPrint *known;

  g_return_if_fail (BAMBU_IS_PRINT_HISTORY (self));
  g_return_if_fail (BAMBU_IS_PRINT_RECORD (record));

  known = bambu_print_record_get_known (record);
  if (has_record (self, known) || g_hash_table_contains (self->forgotten, known->serial))
    return;

  if (!bambu_print_record_is_transient (record))
    bambu_print_history_keep (
        bambu_store_hide_print (self->store, known->serial, known->began, FALSE));
  bambu_print_history_insert (self, record);
}

DexFuture *
bambu_print_history_clear (BambuPrintHistory *self)
{
  guint n;
  GHashTableIter iter;
  gpointer follower;

  dex_return_error_if_fail (BAMBU_IS_PRINT_HISTORY (self));

  n = self->records->len;
  g_hash_table_iter_init (&iter, self->followers);
  while (g_hash_table_iter_next (&iter, NULL, &follower))
    bambu_print_follower_drop_open (follower);

  dex_clear (&self->more);
  g_clear_pointer (&self->last, bambu_known_print_free);
  g_ptr_array_set_size (self->records, 0);
  set_flag (self, &self->loading, FALSE, PROP_LOADING);
  set_flag (self, &self->complete, TRUE, PROP_COMPLETE);
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);

  return bambu_store_clear_prints (self->store);
}

void
bambu_print_history_add_past (BambuPrintHistory *self,
                              const BambuKnownPrint *known,
                              GPtrArray *pictures,
                              GPtrArray *series)
{
  g_autoptr (BambuPrintRecord) record = NULL;

  g_return_if_fail (BAMBU_IS_PRINT_HISTORY (self));
  g_return_if_fail (known != NULL);

  if (has_record (self, known))
    return;

  record = bambu_print_record_new (known, TRUE);
  if (series != NULL)
    bambu_print_record_set_series (record, series);
  for (guint i = 0; pictures != NULL && i < pictures->len; i++)
    bambu_print_history_keep_picture (self, record, g_ptr_array_index (pictures, i));
  bambu_print_history_insert (self, record);
}
