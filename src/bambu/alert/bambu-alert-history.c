/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-alert-history.h"

#include "bambu-part-private.h"
#include "bambu-printer-roll.h"
#include "bambu-weak-ref.h"

#define MOST_ENTRIES 1000
#define MOST_AGE_SECONDS (90 * 24 * 3600)
/* How far behind what is kept may be of an alert that does not go */
#define SAVE_INTERVAL_SECONDS 300

struct _BambuAlertHistory
{
  GObject parent_instance;

  BambuStore *store;
  BambuPrinterRoll *roll;
  GPtrArray *entries; /* BambuAlertEntry, newest first */
  guint unread;
  gboolean loaded;
};

static void bambu_alert_history_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BambuAlertHistory,
                               bambu_alert_history,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      bambu_alert_history_list_model_init))

typedef enum
{
  PROP_UNREAD = 1,
  PROP_LOADED,
} BambuAlertHistoryProperty;

static GParamSpec *properties[PROP_LOADED + 1];

static GType
bambu_alert_history_get_item_type (GListModel *model)
{
  return BAMBU_TYPE_ALERT_ENTRY;
}

static guint
bambu_alert_history_get_n_items (GListModel *model)
{
  return BAMBU_ALERT_HISTORY (model)->entries->len;
}

static gpointer
bambu_alert_history_get_item (GListModel *model, guint position)
{
  BambuAlertHistory *self = BAMBU_ALERT_HISTORY (model);

  if (position >= self->entries->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->entries, position));
}

static void
bambu_alert_history_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bambu_alert_history_get_item_type;
  iface->get_n_items = bambu_alert_history_get_n_items;
  iface->get_item = bambu_alert_history_get_item;
}

static const BambuKnownAlert *
peek_known (BambuAlertHistory *self, guint position)
{
  return bambu_alert_entry_get_known (g_ptr_array_index (self->entries, position));
}

static void
update_unread (BambuAlertHistory *self)
{
  guint unread = 0;

  for (guint i = 0; i < self->entries->len; i++)
    unread += !peek_known (self, i)->acknowledged;

  if (self->unread == unread)
    return;

  self->unread = unread;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNREAD]);
}

static void
remove_at (BambuAlertHistory *self, guint position)
{
  g_ptr_array_remove_index (self->entries, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/* What is there stays. */
static void
trim (BambuAlertHistory *self)
{
  for (guint i = self->entries->len; i > 0 && self->entries->len > MOST_ENTRIES; i--)
    if (peek_known (self, i - 1)->ended > 0)
      remove_at (self, i - 1);
}

/* What is kept */

static DexFuture *
on_kept (DexFuture *future, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* That the store cannot be used was said when it was to be read. */
  if (dex_future_get_value (future, &error) == NULL
      && !g_error_matches (error, BAMBU_STORE_ERROR, BAMBU_STORE_ERROR_UNUSABLE))
    g_warning ("What is wrong with a printer cannot be kept: %s", error->message);

  return dex_future_new_true ();
}

/* Fire and forget: nobody asked for it, so nobody waits for it. */
static void
keep (DexFuture *written)
{
  dex_future_disown (dex_future_finally (written, on_kept, NULL, NULL));
}

static void
apply (BambuAlertHistory *self, BambuAlertEntry *entry, const BambuKnownAlert *known)
{
  if (bambu_part_apply (BAMBU_PART (entry), known) && !bambu_alert_entry_is_transient (entry))
    keep (bambu_store_save_alert (self->store, known));
}

static void
keep_bounds (BambuAlertHistory *self)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  keep (bambu_store_trim_alerts (self->store, now - MOST_AGE_SECONDS, MOST_ENTRIES));
}

/* What printers say */

static const char *
get_nick (BambuAlertKind kind)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (BAMBU_TYPE_ALERT_KIND);

  return g_enum_get_value (kinds, (int) kind)->value_nick; /* static */
}

static void
add_entry (BambuAlertHistory *self, BambuPrinter *printer, const BambuKnownAlert *known)
{
  BambuAlertEntry *entry = g_object_new (BAMBU_TYPE_ALERT_ENTRY, NULL);
  guint position = 0;

  while (position < self->entries->len
         && peek_known (self, position)->first_seen > known->first_seen)
    position++;

  bambu_alert_entry_set_transient (entry, bambu_printer_is_demo (printer));
  apply (self, entry, known);
  g_ptr_array_insert (self->entries, (int) position, entry);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  trim (self);
  if (!bambu_printer_is_demo (printer))
    keep_bounds (self);
}

static BambuAlertEntry *
find_active (BambuAlertHistory *self, BambuPrinter *printer, const char *kind, const char *code)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const BambuKnownAlert *known = peek_known (self, i);

      if (known->ended == 0 && g_strcmp0 (known->serial, bambu_printer_get_serial (printer)) == 0
          && g_strcmp0 (known->kind, kind) == 0 && g_strcmp0 (known->code, code) == 0)
        return g_ptr_array_index (self->entries, i);
    }

  return NULL;
}

/* That it is still there is kept now and then only: a report comes each second. */
static void
confirm (BambuAlertHistory *self,
         BambuPrinter *printer,
         BambuAlertEntry *entry,
         const char *text,
         int value,
         int limit)
{
  BambuKnownAlert known = *bambu_alert_entry_get_known (entry);
  gint64 seen = bambu_printer_get_seen (printer);

  if (text != NULL)
    known.text = (char *) text;
  known.printer_name = (char *) bambu_printer_get_name (printer);
  known.value = value;
  known.limit = limit;
  if (seen - known.last_seen >= SAVE_INTERVAL_SECONDS || seen < known.last_seen)
    known.last_seen = seen;

  apply (self, entry, &known);
}

static void
note (BambuAlertHistory *self, BambuPrinter *printer, BambuAlert *alert)
{
  const char *kind = get_nick (bambu_alert_get_kind (alert));
  const char *code = bambu_alert_get_code (alert);
  BambuAlertEntry *entry = find_active (self, printer, kind, code);

  if (entry != NULL)
    confirm (self, printer, entry, bambu_alert_get_text (alert), bambu_alert_get_value (alert),
             bambu_alert_get_limit (alert));
  else
    add_entry (self, printer,
               &(BambuKnownAlert) {
                   .serial = (char *) bambu_printer_get_serial (printer),
                   .printer_name = (char *) bambu_printer_get_name (printer),
                   .kind = (char *) kind,
                   .code = (char *) code,
                   .severity = bambu_alert_get_severity (alert),
                   .text = (char *) bambu_alert_get_text (alert),
                   .value = bambu_alert_get_value (alert),
                   .limit = bambu_alert_get_limit (alert),
                   .first_seen = bambu_alert_get_first_seen (alert),
                   .last_seen = bambu_printer_get_seen (printer),
               });
}

static gboolean
has_alert (GListModel *alerts, const BambuKnownAlert *known)
{
  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (BambuAlert) alert = g_list_model_get_item (alerts, i);

      if (!bambu_alert_is_internal (alert)
          && g_str_equal (bambu_alert_get_code (alert), known->code)
          && g_str_equal (get_nick (bambu_alert_get_kind (alert)), known->kind))
        return TRUE;
    }

  return FALSE;
}

static void
end (BambuAlertHistory *self, BambuPrinter *printer, BambuAlertEntry *entry)
{
  BambuKnownAlert known = *bambu_alert_entry_get_known (entry);

  known.ended = bambu_printer_get_seen (printer);
  /* Who listened all the time has seen it until now, not only until it was last kept. */
  if (known.ended - known.last_seen <= SAVE_INTERVAL_SECONDS)
    known.last_seen = MAX (known.last_seen, known.ended);
  apply (self, entry, &known);
}

static void
note_all (BambuAlertHistory *self, BambuPrinter *printer, GListModel *alerts)
{
  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (BambuAlert) alert = g_list_model_get_item (alerts, i);

      if (!bambu_alert_is_internal (alert))
        note (self, printer, alert);
    }
}

static void
follow (BambuPrinter *printer, gpointer owner)
{
  BambuAlertHistory *self = owner;
  GListModel *alerts = bambu_printer_get_alerts (printer);
  GListModel *warnings = bambu_printer_get_warnings (printer);

  if (!self->loaded || bambu_printer_get_freshness (printer) != BAMBU_FRESHNESS_LIVE)
    return;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const BambuKnownAlert *known = peek_known (self, i);

      if (known->ended == 0 && g_strcmp0 (known->serial, bambu_printer_get_serial (printer)) == 0
          && !has_alert (alerts, known) && !has_alert (warnings, known))
        {
          end (self, printer, g_ptr_array_index (self->entries, i));
          /* Who sorts or filters by it looks at it anew. */
          g_list_model_items_changed (G_LIST_MODEL (self), i, 1, 1);
        }
    }

  note_all (self, printer, alerts);
  note_all (self, printer, warnings);
  update_unread (self);
}

/* Texts come later than their alerts: they reach the history with the next report. */
static void
on_printer_notify (BambuAlertHistory *self, GParamSpec *pspec, BambuPrinter *printer)
{
  bambu_printer_roll_queue (self->roll, printer);
}

static void
queue_all (BambuAlertHistory *self)
{
  bambu_printer_roll_queue_all (self->roll);
}

static void
on_joined (BambuPrinter *printer, gpointer owner)
{
  GListModel *lists[] = { bambu_printer_get_alerts (printer),
                          bambu_printer_get_warnings (printer) };

  /* What changes twice in one second is not a new time. */
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_signal_connect_object (lists[i], "items-changed", G_CALLBACK (queue_all), owner,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "notify::seen", G_CALLBACK (on_printer_notify), owner,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "notify::freshness", G_CALLBACK (on_printer_notify), owner,
                           G_CONNECT_SWAPPED);
}

/* The store forgets by itself what it keeps of a printer that it forgets. */
static void
on_left (BambuPrinter *printer, gpointer owner)
{
  BambuAlertHistory *self = owner;

  g_signal_handlers_disconnect_by_data (bambu_printer_get_alerts (printer), self);
  g_signal_handlers_disconnect_by_data (bambu_printer_get_warnings (printer), self);
  g_signal_handlers_disconnect_by_data (printer, self);

  for (guint i = self->entries->len; i > 0; i--)
    if (g_strcmp0 (peek_known (self, i - 1)->serial, bambu_printer_get_serial (printer)) == 0)
      remove_at (self, i - 1);
  update_unread (self);
}

static void
bambu_alert_history_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuAlertHistory *self = BAMBU_ALERT_HISTORY (object);

  switch ((BambuAlertHistoryProperty) prop_id)
    {
    case PROP_UNREAD:
      g_value_set_uint (value, self->unread);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_alert_history_dispose (GObject *object)
{
  BambuAlertHistory *self = BAMBU_ALERT_HISTORY (object);

  g_clear_pointer (&self->roll, bambu_printer_roll_free);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (bambu_alert_history_parent_class)->dispose (object);
}

static void
bambu_alert_history_finalize (GObject *object)
{
  BambuAlertHistory *self = BAMBU_ALERT_HISTORY (object);

  g_ptr_array_unref (self->entries);

  G_OBJECT_CLASS (bambu_alert_history_parent_class)->finalize (object);
}

static void
bambu_alert_history_class_init (BambuAlertHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bambu_alert_history_get_property;
  object_class->dispose = bambu_alert_history_dispose;
  object_class->finalize = bambu_alert_history_finalize;

  properties[PROP_UNREAD] = g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bambu_alert_history_init (BambuAlertHistory *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
}

BambuAlertHistory *
bambu_alert_history_new (BambuStore *store, GListModel *printers)
{
  BambuAlertHistory *self;

  g_return_val_if_fail (BAMBU_IS_STORE (store), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (printers), NULL);

  self = g_object_new (BAMBU_TYPE_ALERT_HISTORY, NULL);
  self->store = g_object_ref (store);
  self->roll = bambu_printer_roll_new (printers, on_joined, on_left, follow, self);

  return self;
}

static void
take_rows (BambuAlertHistory *self, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      BambuAlertEntry *entry = g_object_new (BAMBU_TYPE_ALERT_ENTRY, NULL);

      bambu_part_apply (BAMBU_PART (entry), g_ptr_array_index (rows, i));
      g_ptr_array_add (self->entries, entry);
    }

  if (rows->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), self->entries->len - rows->len, 0, rows->len);
  update_unread (self);
}

static DexFuture *
on_loaded (DexFuture *future, gpointer user_data)
{
  g_autoptr (BambuAlertHistory) self = g_weak_ref_get (user_data);
  const GValue *rows = dex_future_get_value (future, NULL);

  if (self == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The history is gone");

  if (rows != NULL)
    take_rows (self, g_value_get_boxed (rows));

  self->loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
  queue_all (self);

  return rows != NULL ? dex_future_new_true () : dex_ref (future);
}

DexFuture *
bambu_alert_history_load (BambuAlertHistory *self)
{
  dex_return_error_if_fail (BAMBU_IS_ALERT_HISTORY (self));
  dex_return_error_if_fail (!self->loaded);

  /* The store works in order. */
  keep_bounds (self);

  return dex_future_finally (bambu_store_load_alerts (self->store), on_loaded,
                             bambu_weak_ref_new (self), bambu_weak_ref_free);
}

guint
bambu_alert_history_get_unread (BambuAlertHistory *self)
{
  g_return_val_if_fail (BAMBU_IS_ALERT_HISTORY (self), 0);

  return self->unread;
}

static void
acknowledge (BambuAlertHistory *self, BambuAlertEntry *entry)
{
  BambuKnownAlert known = *bambu_alert_entry_get_known (entry);

  known.acknowledged = TRUE;
  apply (self, entry, &known);
}

void
bambu_alert_history_acknowledge (BambuAlertHistory *self, BambuAlertEntry *entry)
{
  g_return_if_fail (BAMBU_IS_ALERT_HISTORY (self));
  g_return_if_fail (BAMBU_IS_ALERT_ENTRY (entry));

  acknowledge (self, entry);
  update_unread (self);
}

void
bambu_alert_history_acknowledge_all (BambuAlertHistory *self)
{
  g_return_if_fail (BAMBU_IS_ALERT_HISTORY (self));

  for (guint i = 0; i < self->entries->len; i++)
    acknowledge (self, g_ptr_array_index (self->entries, i));
  update_unread (self);
}

void
bambu_alert_history_note_answer (BambuAlertHistory *self,
                                 BambuPrinter *printer,
                                 BambuAlert *alert,
                                 BambuAlertActions answer)
{
  g_autoptr (GFlagsClass) answers = g_type_class_ref (BAMBU_TYPE_ALERT_ACTIONS);
  const GFlagsValue *value = g_flags_get_first_value (answers, answer);
  const char *kind;

  g_return_if_fail (BAMBU_IS_ALERT_HISTORY (self));
  g_return_if_fail (BAMBU_IS_PRINTER (printer));
  g_return_if_fail (BAMBU_IS_ALERT (alert));
  g_return_if_fail (value != NULL);

  kind = get_nick (bambu_alert_get_kind (alert));
  for (guint i = 0; i < self->entries->len; i++)
    {
      BambuKnownAlert known = *peek_known (self, i);

      if (g_strcmp0 (known.serial, bambu_printer_get_serial (printer)) != 0
          || g_strcmp0 (known.kind, kind) != 0
          || g_strcmp0 (known.code, bambu_alert_get_code (alert)) != 0)
        continue;

      /* The newest of them */
      known.answer = (char *) value->value_nick;
      apply (self, g_ptr_array_index (self->entries, i), &known);
      return;
    }
}
