/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-watch.h"
#include "culm-watch-private.h"

#define HOT_CELSIUS 40
#define COOL_CELSIUS 35

/* What is left of drying when it is as good as done; a report comes seldom. */
#define DRIED_MINUTES 2

/* Who asked here knows of what comes within that time. */
#define OWN_USEC (30 * G_USEC_PER_SEC)

#define DAY_SECONDS (24 * 60 * 60)

enum
{
  CHANGED,
  LOOKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmWatch, culm_watch, G_TYPE_OBJECT)

/* Words for what holds of each kind; NULL if it does not. What has a word that it did not have
 * before has happened. */

static char *
find_finished (CulmWatch *self)
{
  return bambu_printer_get_state (self->printer) == BAMBU_STATE_FINISH ? g_strdup ("finished")
                                                                       : NULL;
}

static const char *
get_trouble (CulmSituation situation)
{
  switch ((int) situation)
    {
    case CULM_SITUATION_PAUSED_BY_FAULT:
      return "paused";
    case CULM_SITUATION_FAILED:
    case CULM_SITUATION_STOPPED:
      return "failed";
    default:
      return NULL;
    }
}

static char *
find_problem (CulmWatch *self)
{
  const char *trouble = get_trouble (culm_status_get_situation (self->status));
  const char *code = culm_status_get_fault_code (self->status);

  if (trouble != NULL && code != NULL)
    return g_strjoin ("\n", trouble, code, NULL);

  return g_strdup (trouble != NULL ? trouble : code);
}

static char *
find_paused (CulmWatch *self)
{
  return bambu_printer_get_state (self->printer) == BAMBU_STATE_PAUSE && !self->paused_by_fault
             ? g_strdup ("paused")
             : NULL;
}

static char *
find_first_layer (CulmWatch *self)
{
  BambuJob *job = bambu_printer_get_job (self->printer);

  return bambu_job_is_active (job) && bambu_job_get_layer (job) > 1 ? g_strdup ("layer") : NULL;
}

static char *
find_bed_cooled (CulmWatch *self)
{
  return self->bed_cooled ? g_strdup ("cooled") : NULL;
}

static char *
find_humidity (CulmWatch *self)
{
  GListModel *warnings = bambu_printer_get_warnings (self->printer);
  g_autoptr (GString) units = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (warnings); i++)
    {
      g_autoptr (BambuAlert) warning = g_list_model_get_item (warnings, i);

      if (bambu_alert_get_kind (warning) == BAMBU_ALERT_KIND_HUMIDITY)
        g_string_append_printf (units, "%s%s", units->len > 0 ? "\n" : "",
                                bambu_alert_get_code (warning));
    }

  return units->len > 0 ? g_string_free (g_steal_pointer (&units), FALSE) : NULL;
}

static void
add_dried (BambuAms *ams, CulmWatchUnit *unit, GString *lines)
{
  if (unit->dried)
    g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", bambu_ams_get_name (ams));
}

static char *
find_dried (CulmWatch *self)
{
  return culm_watch_list_units (self, add_dried);
}

static char *
find_offline (CulmWatch *self)
{
  return bambu_printer_get_freshness (self->printer) == BAMBU_FRESHNESS_OFFLINE
                 && bambu_job_is_active (bambu_printer_get_job (self->printer))
             ? g_strdup ("offline")
             : NULL;
}

/**
 * find: (transfer full) (nullable)
 * own: what is asked for here to make it so; −1 nothing is
 * once_in: seconds in which a word is told once; 0 each time
 */
static const struct
{
  char *(*find) (CulmWatch *self);
  int own;
  gint64 once_in;
} KINDS[CULM_N_WATCHED_EVENTS] = {
  [CULM_EVENT_FINISHED] = { find_finished, -1, 0 },
  [CULM_EVENT_PROBLEM] = { find_problem, BAMBU_CONTROL_STOP, 0 },
  [CULM_EVENT_PAUSED] = { find_paused, BAMBU_CONTROL_PAUSE, 0 },
  [CULM_EVENT_FIRST_LAYER] = { find_first_layer, -1, 0 },
  [CULM_EVENT_BED_COOLED] = { find_bed_cooled, -1, 0 },
  [CULM_EVENT_HUMIDITY] = { find_humidity, -1, DAY_SECONDS },
  [CULM_EVENT_DRIED] = { find_dried, -1, 0 },
  [CULM_EVENT_OFFLINE] = { find_offline, -1, 0 },
};

/* What one report does not tell */

static void
remember_pause (CulmWatch *self)
{
  if (bambu_printer_get_state (self->printer) != BAMBU_STATE_PAUSE)
    self->paused_by_fault = FALSE;
  else if (culm_status_get_situation (self->status) == CULM_SITUATION_PAUSED_BY_FAULT)
    self->paused_by_fault = TRUE;
}

static void
remember_bed (CulmWatch *self)
{
  double celsius = bambu_heater_get_current (bambu_printer_get_bed (self->printer));

  /* An unknown temperature is neither. */
  if (celsius >= HOT_CELSIUS)
    {
      self->bed_was_hot = TRUE;
      self->bed_cooled = FALSE;
    }
  else if (celsius < COOL_CELSIUS && self->bed_was_hot)
    {
      self->bed_was_hot = FALSE;
      self->bed_cooled = TRUE;
    }

  if (bambu_job_is_active (bambu_printer_get_job (self->printer)))
    self->bed_cooled = FALSE;
}

static CulmWatchUnit *
get_unit (CulmWatch *self, BambuAms *ams)
{
  gpointer id = GINT_TO_POINTER (bambu_ams_get_id (ams));
  CulmWatchUnit *unit = g_hash_table_lookup (self->units, id);

  if (unit == NULL)
    {
      unit = g_new0 (CulmWatchUnit, 1);
      g_hash_table_insert (self->units, id, unit);
    }

  return unit;
}

static void
remember_unit (BambuAms *ams, CulmWatchUnit *unit)
{
  int minutes = bambu_ams_get_dry_minutes_left (ams);

  if (minutes > 0)
    {
      unit->minutes_left = minutes;
      unit->dried = FALSE;
      return;
    }

  if (unit->minutes_left > 0 && unit->minutes_left <= DRIED_MINUTES)
    unit->dried = TRUE;
  unit->minutes_left = 0;
}

static void
remember_units (CulmWatch *self)
{
  GListModel *units = bambu_printer_get_ams_units (self->printer);

  for (guint i = 0; i < g_list_model_get_n_items (units); i++)
    {
      g_autoptr (BambuAms) ams = g_list_model_get_item (units, i);

      remember_unit (ams, get_unit (self, ams));
    }
}

static void
remember (CulmWatch *self)
{
  gint64 start_time = bambu_job_get_start_time (bambu_printer_get_job (self->printer));

  if (start_time > 0)
    self->start_time = start_time;
  remember_pause (self);
  remember_bed (self);
  remember_units (self);
}

static gboolean
has_word (const char *key, const char *word)
{
  g_auto (GStrv) words = key != NULL ? g_strsplit (key, "\n", -1) : NULL;

  return words != NULL && g_strv_contains ((const char *const *) words, word);
}

static gboolean
was_told (CulmWatch *self, CulmEventKind kind, const char *word)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 *told;

  if (KINDS[kind].once_in == 0)
    return FALSE;

  told = g_hash_table_lookup (self->told, word);
  if (told != NULL && now - *told < KINDS[kind].once_in)
    return TRUE;

  g_hash_table_insert (self->told, g_strdup (word), g_memdup2 (&now, sizeof now));

  return FALSE;
}

static gboolean
has_happened (CulmWatch *self, CulmEventKind kind, const char *key)
{
  g_auto (GStrv) words = key != NULL ? g_strsplit (key, "\n", -1) : NULL;
  gboolean happened = FALSE;

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (!has_word (self->keys[kind], words[i]) && !was_told (self, kind, words[i]))
      happened = TRUE;

  return happened;
}

static gboolean
is_own (CulmWatch *self, CulmEventKind kind)
{
  gint64 asked = self->asked[kind];

  return asked == G_MAXINT64 || (asked > 0 && g_get_monotonic_time () - asked < OWN_USEC);
}

static void
look_for (CulmWatch *self, CulmEventKind kind)
{
  g_autofree char *key = KINDS[kind].find (self);
  gboolean happened = has_happened (self, kind, key);

  g_set_str (&self->keys[kind], key);
  if (self->primed)
    g_signal_emit (self, signals[CHANGED], 0, kind, happened && !is_own (self, kind));
}

/* What a silent printer said last stays as it is, until it is heard again. */
static void
look (CulmWatch *self)
{
  gboolean is_live = bambu_printer_get_freshness (self->printer) == BAMBU_FRESHNESS_LIVE;

  if (is_live)
    remember (self);
  for (CulmEventKind kind = 0; kind < CULM_N_WATCHED_EVENTS; kind++)
    if (is_live || kind == CULM_EVENT_OFFLINE)
      look_for (self, kind);

  self->primed = TRUE;
  g_signal_emit (self, signals[LOOKED], 0);
}

static gboolean
on_due (gpointer user_data)
{
  CulmWatch *self = user_data;

  self->source = 0;
  if (self->primed || bambu_printer_get_freshness (self->printer) == BAMBU_FRESHNESS_LIVE)
    look (self);

  return G_SOURCE_REMOVE;
}

/* After its status, which is of the same report. */
static void
queue (CulmWatch *self)
{
  if (self->source == 0)
    self->source = g_idle_add (on_due, self);
}

static void
on_asked (CulmWatch *self, GParamSpec *pspec, BambuPending *pending)
{
  for (guint i = 0; i < CULM_N_WATCHED_EVENTS; i++)
    if (KINDS[i].own == (int) bambu_pending_get_control (pending))
      self->asked[i] = bambu_pending_is_active (pending) ? G_MAXINT64 : g_get_monotonic_time ();
}

static void
culm_watch_dispose (GObject *object)
{
  CulmWatch *self = CULM_WATCH (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->status);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_watch_parent_class)->dispose (object);
}

static void
culm_watch_finalize (GObject *object)
{
  CulmWatch *self = CULM_WATCH (object);

  for (guint i = 0; i < CULM_N_WATCHED_EVENTS; i++)
    g_free (self->keys[i]);
  g_hash_table_unref (self->told);
  g_hash_table_unref (self->units);

  G_OBJECT_CLASS (culm_watch_parent_class)->finalize (object);
}

static void
culm_watch_class_init (CulmWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = culm_watch_dispose;
  object_class->finalize = culm_watch_finalize;

  signals[CHANGED] = g_signal_new ("changed", CULM_TYPE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_BOOLEAN);
  signals[LOOKED] = g_signal_new ("looked", CULM_TYPE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
culm_watch_init (CulmWatch *self)
{
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->units = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

CulmWatch *
culm_watch_new (BambuPrinter *printer)
{
  CulmWatch *self;
  GObject *sources[] = {
    G_OBJECT (printer),
    G_OBJECT (bambu_printer_get_job (printer)),
    G_OBJECT (bambu_printer_get_bed (printer)),
  };
  GListModel *lists[] = {
    bambu_printer_get_alerts (printer),
    bambu_printer_get_warnings (printer),
    bambu_printer_get_lights (printer),
  };

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  self = g_object_new (CULM_TYPE_WATCH, NULL);
  self->printer = g_object_ref (printer);
  self->status = culm_status_dup_for_printer (printer);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    g_signal_connect_object (sources[i], "notify", G_CALLBACK (queue), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_signal_connect_object (lists[i], "items-changed", G_CALLBACK (queue), self,
                             G_CONNECT_SWAPPED);
  for (guint i = 0; i < CULM_N_WATCHED_EVENTS; i++)
    if (KINDS[i].own >= 0)
      g_signal_connect_object (bambu_printer_get_pending (printer, (BambuControl) KINDS[i].own, 0),
                               "notify::active", G_CALLBACK (on_asked), self, G_CONNECT_SWAPPED);
  queue (self);

  return self;
}

BambuPrinter *
culm_watch_get_printer (CulmWatch *self)
{
  g_return_val_if_fail (CULM_IS_WATCH (self), NULL);

  return self->printer;
}

gboolean
culm_watch_holds (CulmWatch *self, CulmEventKind kind)
{
  g_return_val_if_fail (CULM_IS_WATCH (self), FALSE);
  g_return_val_if_fail (kind < CULM_N_WATCHED_EVENTS, FALSE);

  return self->keys[kind] != NULL;
}

char *
culm_watch_list_units (CulmWatch *self, CulmWatchUnitFunc add)
{
  GListModel *units = bambu_printer_get_ams_units (self->printer);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (units); i++)
    {
      g_autoptr (BambuAms) ams = g_list_model_get_item (units, i);

      add (ams, get_unit (self, ams), lines);
    }

  return lines->len > 0 ? g_string_free (g_steal_pointer (&lines), FALSE) : NULL;
}

/* Where nobody knows how many there are, the end is what takes less than a minute. */
gboolean
culm_watch_is_at_end (CulmWatch *self)
{
  BambuJob *job;

  g_return_val_if_fail (CULM_IS_WATCH (self), FALSE);

  job = bambu_printer_get_job (self->printer);
  if (bambu_printer_get_freshness (self->printer) != BAMBU_FRESHNESS_LIVE
      || bambu_printer_get_state (self->printer) != BAMBU_STATE_RUNNING)
    return FALSE;

  if (bambu_job_get_total_layers (job) > 0)
    return bambu_job_get_layer (job) >= bambu_job_get_total_layers (job);

  return bambu_job_get_percent (job) > 0 && bambu_job_get_remaining_minutes (job) == 0;
}

gboolean
culm_watch_is_lit (CulmWatch *self)
{
  GListModel *lights;

  g_return_val_if_fail (CULM_IS_WATCH (self), FALSE);

  lights = bambu_printer_get_lights (self->printer);
  for (guint i = 0; i < g_list_model_get_n_items (lights); i++)
    {
      g_autoptr (BambuLight) light = g_list_model_get_item (lights, i);

      if (g_strcmp0 (bambu_light_get_node (light), "chamber_light") == 0)
        return bambu_light_is_on (light)
               && bambu_printer_can (self->printer, BAMBU_CONTROL_LIGHT, NULL);
    }

  return FALSE;
}
