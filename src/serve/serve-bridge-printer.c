/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-bridge-printer.h"

#include <words/culm-json.h>
#include <words/culm-status-json.h>

#include "serve-bridge-command.h"
#include "serve-bridge-discovery.h"
#include "serve-compat.h"

#define MOST_IDS 64

struct _ServeBridgePrinter
{
  BambuPrinter *printer;
  const ServeBridgeRules *rules;
  ServeBridgePublishFunc publish;
  gpointer user_data;

  GSignalGroup *link_signals;
  gboolean is_begun;
  guint source;         /* until what changed is said */
  gint64 said_at;       /* monotonic; the status */
  char *said_status;    /* what was said last */
  char *said_available; /* string constants' copies; NULL: nothing */
  char *said_config;

  GHashTable *running; /* of Asked, held: one, and what does not wait */
  GQueue waiting;      /* of ServeBridgeCommand */
  GQueue ids;          /* that were used, the oldest first */
};

/* A command under way */
typedef struct
{
  ServeBridgePrinter *self;
  ServeBridgeCommand *command;
  gboolean is_urgent;
  DexFuture *future;
} Asked;

static void run_next (ServeBridgePrinter *self);

static void
asked_clear (gpointer data)
{
  Asked *asked = data;

  serve_bridge_command_free (asked->command);
}

static void
asked_unref (gpointer asked)
{
  g_rc_box_release_full (asked, asked_clear);
}

/* As it leaves the set: it waits for nothing any more. */
static void
asked_drop (gpointer data)
{
  Asked *asked = data;

  dex_clear (&asked->future);
  asked_unref (asked);
}

static void
say (ServeBridgePrinter *self, const char *name, const char *text, gboolean is_retained)
{
  g_autofree char *topic = g_strdup_printf ("%s/%s/%s", self->rules->prefix,
                                            bambu_printer_get_serial (self->printer), name);

  self->publish (topic, text, is_retained, self->user_data);
}

static void
say_available (ServeBridgePrinter *self)
{
  const char *available = serve_compat_is_online (self->printer) ? "online" : "offline";

  if (g_set_str (&self->said_available, available))
    say (self, "available", self->said_available, TRUE);
}

static void
say_config (ServeBridgePrinter *self)
{
  g_autofree char *topic = NULL;
  g_autofree char *config = NULL;

  if (self->rules->discovery == NULL)
    return;

  config =
      serve_bridge_discovery_new (self->printer, self->rules->prefix, self->rules->allow_commands);
  if (config == NULL || !g_set_str (&self->said_config, config))
    return;

  topic = serve_bridge_discovery_dup_topic (self->printer, self->rules->discovery);
  self->publish (topic, config, TRUE, self->user_data);
}

static void
say_status (ServeBridgePrinter *self)
{
  g_autoptr (JsonNode) status = culm_status_json_new (self->printer);
  g_autofree char *shown = culm_status_json_dup_shown (status);
  g_autofree char *line = NULL;

  if (!g_set_str (&self->said_status, shown))
    return;

  self->said_at = g_get_monotonic_time ();
  line = culm_json_dup_line (status);
  say (self, "state", line, TRUE);
}

static void
say_all (ServeBridgePrinter *self)
{
  say_available (self);
  say_config (self);
  say_status (self);
}

static void
on_time (gpointer user_data)
{
  ServeBridgePrinter *self = user_data;

  self->source = 0;
  say_all (self);
}

/* One report changes many properties, and parts of the printer that tell it themselves. What
 * changes later than this, within the gap, is said with it. */
static void
on_changed (ServeBridgePrinter *self)
{
  gint64 passed = (g_get_monotonic_time () - self->said_at) / G_TIME_SPAN_MILLISECOND;
  gint64 gap = self->said_status != NULL ? MAX (self->rules->gap_msec - passed, 0) : 0;

  if (self->is_begun && self->source == 0)
    self->source = g_timeout_add_once ((guint) gap, on_time, self);
}

static void
on_notify (ServeBridgePrinter *self)
{
  g_signal_group_set_target (self->link_signals, bambu_printer_get_link (self->printer));
  on_changed (self);
}

static void
answer (ServeBridgePrinter *self, const ServeBridgeCommand *command, JsonObject *object)
{
  g_autofree char *line = serve_bridge_command_dup_answer (command, object);

  say (self, "answer", line, FALSE);
}

static void
refuse (ServeBridgePrinter *self,
        const ServeBridgeCommand *command,
        const char *result,
        const char *text)
{
  const char *serial = bambu_printer_get_serial (self->printer);
  g_autoptr (JsonObject) object = serve_bridge_command_refuse (command, serial, result, text);

  answer (self, command, object);
}

/* @text: (nullable): why they are not done; %NULL: nobody hears it */
static void
drop_waiting (ServeBridgePrinter *self, const char *text)
{
  ServeBridgeCommand *command;

  while ((command = g_queue_pop_head (&self->waiting)))
    {
      if (text != NULL)
        refuse (self, command, "not-now", text);
      serve_bridge_command_free (command);
    }
}

static DexFuture *
on_answered (DexFuture *future, gpointer user_data)
{
  Asked *asked = user_data;
  ServeBridgePrinter *self = asked->self;
  const GValue *value = dex_future_get_value (future, NULL);

  g_return_val_if_fail (value != NULL, NULL);

  /* What confirms it is heard before the answer. */
  if (self->is_begun)
    say_all (self);
  answer (self, asked->command, g_value_get_boxed (value));
  g_hash_table_remove (self->running, asked);
  run_next (self);

  return NULL;
}

static void
run (ServeBridgePrinter *self, ServeBridgeCommand *command, gboolean is_urgent)
{
  Asked *asked = g_rc_box_new0 (Asked);
  DexFuture *future =
      self->rules->ask (self->printer, command->name, (const char *const *) command->words);

  asked->self = self;
  asked->command = command;
  asked->is_urgent = is_urgent;
  g_hash_table_add (self->running, asked);
  future = dex_future_finally (future, on_answered, g_rc_box_acquire (asked), asked_unref);

  /* It may be answered already, and @asked gone. */
  if (dex_future_is_pending (future))
    asked->future = future;
  else
    dex_unref (future);
}

static gboolean
is_busy (ServeBridgePrinter *self)
{
  GHashTableIter iter;
  gpointer asked;

  g_hash_table_iter_init (&iter, self->running);
  while (g_hash_table_iter_next (&iter, &asked, NULL))
    if (!((const Asked *) asked)->is_urgent)
      return TRUE;

  return FALSE;
}

static void
run_next (ServeBridgePrinter *self)
{
  ServeBridgeCommand *command = is_busy (self) ? NULL : g_queue_pop_head (&self->waiting);

  if (command != NULL)
    run (self, command, FALSE);
}

static gboolean
is_used (ServeBridgePrinter *self, const char *key)
{
  return key != NULL && g_queue_find_custom (&self->ids, key, (GCompareFunc) g_strcmp0) != NULL;
}

static void
use_id (ServeBridgePrinter *self, const char *key)
{
  if (key == NULL)
    return;

  g_queue_push_tail (&self->ids, g_strdup (key));
  if (self->ids.length > MOST_IDS)
    g_free (g_queue_pop_head (&self->ids));
}

/* Who asks twice under one id asked once: a client or a broker that was not sure. What is refused
 * here may be asked again. */
void
serve_bridge_printer_take (ServeBridgePrinter *self,
                           const char *name,
                           gconstpointer data,
                           gsize size)
{
  const char *problem;
  g_autoptr (ServeBridgeCommand) command = serve_bridge_command_parse (name, data, size, &problem);

  if (!self->rules->allow_commands)
    refuse (self, command, "not-allowed",
            "Commands are not allowed here: “culmctl serve” was started without --allow-commands.");
  else if (problem != NULL)
    refuse (self, command, "usage", problem);
  else if (is_used (self, command->key))
    refuse (self, command, "repeated", "A command with this id was taken before.");
  else if (serve_bridge_command_is_urgent (command))
    {
      use_id (self, command->key);
      drop_waiting (self, "It was not done: a later command to pause or stop came before it.");
      run (self, g_steal_pointer (&command), TRUE);
    }
  else if (self->waiting.length >= SERVE_BRIDGE_MOST_WAITING)
    refuse (self, command, "not-now", "Too many commands wait already.");
  else
    {
      use_id (self, command->key);
      g_queue_push_tail (&self->waiting, g_steal_pointer (&command));
      run_next (self);
    }
}

ServeBridgePrinter *
serve_bridge_printer_new (BambuPrinter *printer,
                          const ServeBridgeRules *rules,
                          ServeBridgePublishFunc publish,
                          gpointer user_data)
{
  ServeBridgePrinter *self = g_new0 (ServeBridgePrinter, 1);

  self->printer = g_object_ref (printer);
  self->rules = rules;
  self->publish = publish;
  self->user_data = user_data;
  self->running = g_hash_table_new_full (NULL, NULL, asked_drop, NULL);
  self->link_signals = g_signal_group_new (BAMBU_TYPE_LINK);
  g_signal_group_connect_swapped (self->link_signals, "frame", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (printer, "notify", G_CALLBACK (on_notify), self);
  on_notify (self);

  return self;
}

void
serve_bridge_printer_free (ServeBridgePrinter *self)
{
  drop_waiting (self, "It was not done: culmctl has ended, or has this printer no more.");
  serve_bridge_printer_end (self);
  g_signal_handlers_disconnect_by_data (self->printer, self);
  g_clear_object (&self->link_signals);
  g_clear_pointer (&self->running, g_hash_table_unref);
  g_queue_clear_full (&self->ids, g_free);
  g_clear_object (&self->printer);
  g_free (self);
}

BambuPrinter *
serve_bridge_printer_get_printer (ServeBridgePrinter *self)
{
  return self->printer;
}

void
serve_bridge_printer_begin (ServeBridgePrinter *self)
{
  serve_bridge_printer_end (self);
  self->is_begun = TRUE;
  say_all (self);
}

static void
fall_silent (ServeBridgePrinter *self)
{
  self->is_begun = FALSE;
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->said_status, g_free);
  g_clear_pointer (&self->said_available, g_free);
  g_clear_pointer (&self->said_config, g_free);
}

void
serve_bridge_printer_end (ServeBridgePrinter *self)
{
  fall_silent (self);
  drop_waiting (self, NULL);
}

void
serve_bridge_printer_leave (ServeBridgePrinter *self)
{
  g_autofree char *topic = NULL;

  if (self->said_config != NULL)
    {
      topic = serve_bridge_discovery_dup_topic (self->printer, self->rules->discovery);
      self->publish (topic, "", TRUE, self->user_data);
    }
  if (self->said_available != NULL)
    say (self, "available", "", TRUE);
  if (self->said_status != NULL)
    say (self, "state", "", TRUE);
  fall_silent (self);
}
