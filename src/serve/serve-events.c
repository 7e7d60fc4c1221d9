/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-events.h"

#include <words/culm-json.h>

#include "alert/bambu-printer-roll.h"
#include "history/bambu-print-export.h"
#include "history/bambu-print-watch.h"

#define GRACE (SERVE_GRACE_SECONDS * G_USEC_PER_SEC)
/* The fields of a new job do not all come with the same report. */
#define SETTLING (3 * G_USEC_PER_SEC)
/* So long a printer may take to say that it was somebody who stopped the print. */
#define REASON (5 * G_USEC_PER_SEC)

#define NEVER G_MAXINT64

/* What the device and the event say already, and what is the user's */
static const char *const NEEDLESS[] = { "printer", "serial", "result", "note" };

struct _ServeEvents
{
  BambuPrinterRoll *roll;
  GHashTable *watched; /* BambuPrinter → Watched */
  gint64 (*get_now) (void);
  ServeEventFunc func;
  gpointer user_data;
  guint timer;
};

/* A print that is not told of yet, as more may be known of it in a moment */
typedef enum
{
  HELD_NOTHING,
  HELD_BEGIN,
  HELD_FAILURE,
} Held;

typedef struct
{
  ServeEvents *owner;
  BambuPrinter *printer;

  gboolean is_primed; /* it was heard */
  gboolean is_online; /* as told last */
  gint64 away;        /* since when it is not reached; 0 it is */
  GHashTable *alerts; /* codes of those that it had last */

  BambuKnownPrint *print;  /* what it prints */
  BambuKnownPrint *failed; /* of HELD_FAILURE */
  gboolean is_cancelled;   /* that was said while it printed */
  gint64 idle;             /* when it was last seen not to print, Unix seconds; 0 never */
  Held held;
  gint64 due; /* when that is told at the latest */
} Watched;

/* ---- What is told ---- */

static JsonObject *
describe (BambuPrinter *printer)
{
  JsonObject *device = json_object_new ();

  json_object_set_string_member (device, "serial", bambu_printer_get_serial (printer));
  json_object_set_string_member (device, "name", bambu_printer_get_name (printer));
  json_object_set_string_member (device, "model", bambu_printer_get_model_name (printer));

  return device;
}

/* @data: (transfer full) */
static void
tell (Watched *self, const char *name, JsonObject *data)
{
  g_autoptr (JsonObject) event = json_object_new ();
  g_autofree char *id = g_uuid_string_random ();

  json_object_set_string_member (event, "id", id);
  json_object_set_string_member (event, "event", name);
  culm_json_add_time (event, "created", g_get_real_time () / G_USEC_PER_SEC);
  json_object_set_object_member (event, "device", describe (self->printer));
  json_object_set_object_member (event, "data", data);
  self->owner->func (event, self->owner->user_data);
}

/* @reason: (nullable): why it failed */
static void
tell_print (Watched *self, const char *name, const BambuKnownPrint *known, const char *reason)
{
  JsonObject *data = bambu_known_print_to_json (known);

  for (guint i = 0; i < G_N_ELEMENTS (NEEDLESS); i++)
    json_object_remove_member (data, NEEDLESS[i]);
  culm_json_add_integer (data, "task_id", known->task, known->task > 0);
  if (reason != NULL)
    json_object_set_string_member (data, "reason", reason);

  tell (self, name, data);
}

static void
tell_alert (Watched *self, BambuAlert *alert)
{
  JsonObject *data = json_object_new ();

  json_object_set_string_member (data, "code", bambu_alert_get_code (alert));
  culm_json_add_nick (data, "severity", BAMBU_TYPE_SEVERITY,
                      (int) bambu_alert_get_severity (alert));
  json_object_set_string_member (data, "text", bambu_alert_get_text (alert));
  json_object_set_string_member (data, "url", bambu_alert_get_url (alert));
  tell (self, "notification.created", data);
}

static void
tell_online (Watched *self)
{
  JsonObject *data = json_object_new ();

  self->is_online = TRUE;
  culm_json_add_nick (data, "connection", BAMBU_TYPE_CONNECTION,
                      (int) bambu_printer_get_connection (self->printer));
  tell (self, "device.online", data);
}

static void
tell_offline (Watched *self)
{
  JsonObject *data = json_object_new ();

  self->is_online = FALSE;
  culm_json_add_time (data, "seen", bambu_printer_get_seen (self->printer));
  tell (self, "device.offline", data);
}

/* ---- Prints ---- */

static void
hold (Watched *self, Held held, gint64 duration)
{
  self->held = held;
  self->due = self->owner->get_now () + duration;
}

static void
tell_failed (Watched *self, const BambuKnownPrint *known)
{
  tell_print (self, "print.failed", known, bambu_print_result_get_nick (known->result));
}

static void
tell_held (Watched *self)
{
  Held held = self->held;

  self->held = HELD_NOTHING;
  self->due = NEVER;
  if (held == HELD_BEGIN)
    tell_print (self, "print.started", self->print, NULL);
  else if (held == HELD_FAILURE)
    tell_failed (self, self->failed);
  g_clear_pointer (&self->failed, bambu_known_print_free);
}

static void
begin (Watched *self)
{
  tell_held (self);
  self->print = bambu_print_begin (self->printer, self->idle);
  self->is_cancelled = FALSE;
  if (self->is_primed)
    hold (self, HELD_BEGIN, SETTLING);
}

static void
end (Watched *self)
{
  g_autoptr (BambuKnownPrint) known = NULL;

  tell_held (self);
  known = g_steal_pointer (&self->print);
  bambu_print_end (known, self->printer,
                   self->is_cancelled || bambu_print_is_cancelled (self->printer));
  switch (known->result)
    {
    case BAMBU_PRINT_RESULT_FINISHED:
      tell_print (self, "print.completed", known, NULL);
      break;
    case BAMBU_PRINT_RESULT_CANCELLED:
      tell_failed (self, known);
      break;
    case BAMBU_PRINT_RESULT_FAILED:
      self->failed = g_steal_pointer (&known);
      hold (self, HELD_FAILURE, REASON);
      break;
    case BAMBU_PRINT_RESULT_UNKNOWN:
      if (!known->is_guessed)
        tell_failed (self, known);
      break;
    case BAMBU_PRINT_RESULT_RUNNING:
    default:
      break;
    }
}

static void
look_at_print (Watched *self)
{
  if (bambu_print_is_wanted (self->printer))
    {
      if (self->print != NULL && !bambu_print_is_same (self->print, self->printer))
        {
          tell_held (self);
          g_clear_pointer (&self->print, bambu_known_print_free);
        }

      if (self->print == NULL)
        {
          begin (self);
        }
      else
        {
          bambu_print_update (self->print, self->printer);
          self->is_cancelled |= bambu_print_is_cancelled (self->printer);
        }
    }
  else if (bambu_print_is_over (self->printer))
    {
      if (self->print != NULL)
        {
          end (self);
        }
      else if (self->held == HELD_FAILURE && bambu_print_is_cancelled (self->printer))
        {
          self->failed->result = BAMBU_PRINT_RESULT_CANCELLED;
          tell_held (self);
        }
      self->idle = bambu_printer_get_seen (self->printer);
    }
}

/* ---- Alerts ---- */

static void
look_at_alerts (Watched *self)
{
  GListModel *alerts = bambu_printer_get_alerts (self->printer);
  g_autoptr (GHashTable) before = g_steal_pointer (&self->alerts);

  self->alerts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (BambuAlert) alert = g_list_model_get_item (alerts, i);
      const char *code = bambu_alert_get_code (alert);

      if (g_hash_table_add (self->alerts, g_strdup (code)) && self->is_primed
          && !bambu_alert_is_internal (alert) && !g_hash_table_contains (before, code))
        tell_alert (self, alert);
    }
}

/* ---- Printers ---- */

static gboolean
is_away (BambuPrinter *printer)
{
  switch (bambu_printer_get_freshness (printer))
    {
    case BAMBU_FRESHNESS_LIVE:
      return FALSE;
    case BAMBU_FRESHNESS_OFFLINE:
      return TRUE;
    case BAMBU_FRESHNESS_LAST_KNOWN:
    default:
      /* It may only be silent for a while. */
      return bambu_printer_get_link_state (printer) != BAMBU_LINK_STATE_OPEN;
    }
}

/* What a silent printer said last stays as it is, until it is heard again. */
static void
look (Watched *self)
{
  if (!is_away (self->printer))
    self->away = 0;
  else if (self->away == 0)
    self->away = self->owner->get_now ();

  if (bambu_printer_get_freshness (self->printer) == BAMBU_FRESHNESS_LIVE)
    {
      if (!self->is_online)
        tell_online (self);
      look_at_print (self);
      look_at_alerts (self);
      self->is_primed = TRUE;
    }

  serve_events_sweep (self->owner);
}

static void
on_due (BambuPrinter *printer, gpointer owner)
{
  look (g_hash_table_lookup (((ServeEvents *) owner)->watched, printer));
}

static void
queue (Watched *self)
{
  bambu_printer_roll_queue (self->owner->roll, self->printer);
}

static void
watched_free (gpointer data)
{
  Watched *self = data;

  g_signal_handlers_disconnect_by_data (bambu_printer_get_alerts (self->printer), self);
  g_signal_handlers_disconnect_by_data (bambu_printer_get_job (self->printer), self);
  g_signal_handlers_disconnect_by_data (self->printer, self);
  g_clear_pointer (&self->print, bambu_known_print_free);
  g_clear_pointer (&self->failed, bambu_known_print_free);
  g_hash_table_unref (self->alerts);
  g_object_unref (self->printer);
  g_free (self);
}

static void
on_joined (BambuPrinter *printer, gpointer owner)
{
  static const char *const NAMES[] = { "notify::seen", "notify::freshness", "notify::state",
                                       "notify::link-state" };
  ServeEvents *events = owner;
  Watched *self = g_new0 (Watched, 1);

  self->owner = events;
  self->printer = g_object_ref (printer);
  self->alerts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->due = NEVER;
  g_hash_table_insert (events->watched, printer, self);
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    g_signal_connect_swapped (printer, NAMES[i], G_CALLBACK (queue), self);
  g_signal_connect_swapped (bambu_printer_get_job (printer), "notify", G_CALLBACK (queue), self);
  g_signal_connect_swapped (bambu_printer_get_alerts (printer), "items-changed", G_CALLBACK (queue),
                            self);
}

static void
on_left (BambuPrinter *printer, gpointer owner)
{
  g_hash_table_remove (((ServeEvents *) owner)->watched, printer);
}

/* ---- Time ---- */

static gint64
get_next (const Watched *self)
{
  gint64 offline = self->is_online && self->away != 0 ? self->away + GRACE : NEVER;

  return MIN (offline, self->due);
}

static gboolean
on_timer (gpointer user_data)
{
  ServeEvents *self = user_data;

  self->timer = 0;
  serve_events_sweep (self);

  return G_SOURCE_REMOVE;
}

void
serve_events_sweep (ServeEvents *self)
{
  gint64 now = self->get_now ();
  gint64 next = NEVER;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->watched);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Watched *watched = value;

      if (now >= watched->due)
        tell_held (watched);
      if (now >= get_next (watched))
        tell_offline (watched);
      next = MIN (next, get_next (watched));
    }

  g_clear_handle_id (&self->timer, g_source_remove);
  if (next != NEVER)
    self->timer = g_timeout_add ((guint) ((next - now) / 1000) + 1, on_timer, self);
}

ServeEvents *
serve_events_new (GListModel *printers,
                  gint64 (*get_now) (void),
                  ServeEventFunc func,
                  gpointer user_data)
{
  ServeEvents *self = g_new0 (ServeEvents, 1);

  self->watched = g_hash_table_new_full (NULL, NULL, NULL, watched_free);
  self->get_now = get_now;
  self->func = func;
  self->user_data = user_data;
  self->roll = bambu_printer_roll_new (printers, on_joined, on_left, on_due, self);

  return self;
}

void
serve_events_free (ServeEvents *self)
{
  GHashTableIter iter;
  gpointer watched;

  /* More will not be known of it. */
  g_hash_table_iter_init (&iter, self->watched);
  while (g_hash_table_iter_next (&iter, NULL, &watched))
    tell_held (watched);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->roll, bambu_printer_roll_free);
  g_hash_table_unref (self->watched);
  g_free (self);
}
