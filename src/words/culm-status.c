/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-status.h"

#include <glib/gi18n.h>
#include <string.h>

/* The print error of a job that its user ended (protocol/mqtt-state.md §6). */
#define CODE_CANCELLED "0300-400C"

struct _CulmStatus
{
  GObject parent_instance;

  BambuPrinter *printer;

  CulmSituation situation;
  const char *icon_name;
  const char *style_classes[2];
  char *word;
  char *summary;
  char *title;
  char *sentence;
  char *fault_code;
  double fraction;
  guint alert_count;
  CulmGroups groups;
  guint update_source;
  gboolean active;
  gboolean busy;
  gboolean cancelled;
  gboolean last_known;
  gboolean needs_attention;
};

typedef enum
{
  PROP_PRINTER = 1,
  PROP_ICON_NAME,
  PROP_BUSY,
  PROP_STYLE_CLASSES,
  PROP_WORD,
  PROP_SUMMARY,
  PROP_TITLE,
  PROP_SENTENCE,
  PROP_ALERT_COUNT,
  PROP_NEEDS_ATTENTION,
  PROP_GROUPS,
  PROP_LAST_KNOWN,
  PROP_ACTIVE,
  PROP_FRACTION,
} CulmStatusProperty;

static GParamSpec *properties[PROP_FRACTION + 1];

G_DEFINE_FINAL_TYPE (CulmStatus, culm_status, G_TYPE_OBJECT)

/* Where a printer keeps the one status that all its views share. */
static GQuark
culm_status_quark (void)
{
  return g_quark_from_static_string ("culm-status");
}

static gboolean
is_serious (BambuAlert *alert)
{
  switch (bambu_alert_get_severity (alert))
    {
    case BAMBU_SEVERITY_FATAL:
    case BAMBU_SEVERITY_SERIOUS:
      return TRUE;
    case BAMBU_SEVERITY_UNKNOWN:
    case BAMBU_SEVERITY_COMMON:
    case BAMBU_SEVERITY_INFO:
    default:
      return bambu_alert_is_print_error (alert);
    }
}

/* Whether @alert says more about what is wrong than @other. */
static gboolean
is_worse (BambuAlert *alert, BambuAlert *other)
{
  if (other == NULL || bambu_alert_is_print_error (alert) != bambu_alert_is_print_error (other))
    return other == NULL || bambu_alert_is_print_error (alert);

  return bambu_alert_get_severity (alert) < bambu_alert_get_severity (other);
}

/* The worst serious message, or NULL. Looks at the cancellation on the way. */
static BambuAlert *
find_worst_alert (CulmStatus *self, gboolean *cancelled)
{
  GListModel *alerts = bambu_printer_get_alerts (self->printer);
  g_autoptr (BambuAlert) worst = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (BambuAlert) alert = g_list_model_get_item (alerts, i);

      if (g_strcmp0 (bambu_alert_get_code (alert), CODE_CANCELLED) == 0)
        *cancelled = TRUE;
      else if (!bambu_alert_is_internal (alert) && is_serious (alert) && is_worse (alert, worst))
        g_set_object (&worst, alert);
    }

  return g_steal_pointer (&worst);
}

/* Of what the printer says and of what we say */
static guint
count_alerts (CulmStatus *self)
{
  GListModel *alerts = bambu_printer_get_alerts (self->printer);
  guint count = g_list_model_get_n_items (bambu_printer_get_warnings (self->printer));

  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (BambuAlert) alert = g_list_model_get_item (alerts, i);

      count += !bambu_alert_is_internal (alert);
    }

  return count;
}

static void
take_string (CulmStatus *self, char **field, char *value, CulmStatusProperty property)
{
  g_autofree char *owned = value;

  if (g_set_str (field, owned))
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_boolean (CulmStatus *self, gboolean *field, gboolean value, CulmStatusProperty property)
{
  if (*field == value)
    return;

  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_symbol (CulmStatus *self, CulmSituation situation)
{
  const char *icon_name = culm_situation_get_icon (situation);
  const char *style = culm_situation_get_style (situation);

  if (self->icon_name != icon_name)
    {
      self->icon_name = icon_name;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ICON_NAME]);
    }

  if (self->style_classes[0] != style)
    {
      self->style_classes[0] = style;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STYLE_CLASSES]);
    }

  set_boolean (self, &self->busy, situation == CULM_SITUATION_PREPARING, PROP_BUSY);
}

static void
update (CulmStatus *self)
{
  BambuPrinter *printer = self->printer;
  BambuJob *job = bambu_printer_get_job (printer);
  guint alert_count = count_alerts (self);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gboolean cancelled = FALSE;
  g_autoptr (BambuAlert) worst = find_worst_alert (self, &cancelled);
  double fraction = CLAMP (bambu_job_get_percent (job), 0, 100) / 100.0;
  CulmFacts facts;

  /* The printer says it for two seconds only, the state stays. */
  if (bambu_printer_get_state (printer) != BAMBU_STATE_FAILED)
    self->cancelled = FALSE;
  self->cancelled |= cancelled;

  facts = (CulmFacts) {
    .connection = bambu_printer_get_connection (printer),
    .link_state = bambu_printer_get_link_state (printer),
    .link_failed = bambu_printer_get_link_error (printer) != NULL,
    .freshness = bambu_printer_get_freshness (printer),
    .has_report = bambu_printer_has_report (printer),
    .seen = bambu_printer_get_seen (printer),
    .state = bambu_printer_get_state (printer),
    .state_word = bambu_printer_get_state_word (printer),
    .stage = bambu_printer_get_stage (printer),
    .stage_name = bambu_printer_get_stage_name (printer),
    .fault_code = worst != NULL ? bambu_alert_get_code (worst) : NULL,
    .fault = worst != NULL ? bambu_alert_get_text (worst) : NULL,
    .cancelled = self->cancelled,
    .percent = bambu_job_get_percent (job),
    .remaining_minutes = bambu_job_get_remaining_minutes (job),
    .end_time = bambu_job_get_end_time (job),
    .done_time = bambu_job_get_done_time (job),
  };

  g_object_freeze_notify (G_OBJECT (self));

  self->situation = culm_facts_get_situation (&facts);
  g_set_str (&self->fault_code, facts.fault_code);
  set_symbol (self, self->situation);
  take_string (self, &self->word, culm_facts_to_sentence (&facts, CULM_LENGTH_WORD, now),
               PROP_WORD);
  take_string (self, &self->summary, culm_facts_to_sentence (&facts, CULM_LENGTH_SHORT, now),
               PROP_SUMMARY);
  take_string (self, &self->title, culm_facts_to_sentence (&facts, CULM_LENGTH_TITLE, now),
               PROP_TITLE);
  take_string (self, &self->sentence, culm_facts_to_sentence (&facts, CULM_LENGTH_FULL, now),
               PROP_SENTENCE);
  set_boolean (self, &self->needs_attention, culm_facts_needs_attention (&facts),
               PROP_NEEDS_ATTENTION);
  set_boolean (self, &self->last_known, culm_facts_is_last_known (&facts), PROP_LAST_KNOWN);
  set_boolean (self, &self->active, bambu_job_is_active (job), PROP_ACTIVE);

  if (self->groups != culm_facts_get_groups (&facts))
    {
      self->groups = culm_facts_get_groups (&facts);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GROUPS]);
    }

  if (self->alert_count != alert_count)
    {
      self->alert_count = alert_count;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ALERT_COUNT]);
    }

  if (self->fraction != fraction)
    {
      self->fraction = fraction;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
    }

  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
on_update (gpointer user_data)
{
  CulmStatus *self = user_data;

  self->update_source = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

static void
queue_update (CulmStatus *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_update, self, NULL);
}

static void
culm_status_constructed (GObject *object)
{
  CulmStatus *self = CULM_STATUS (object);
  GListModel *alerts = bambu_printer_get_alerts (self->printer);

  G_OBJECT_CLASS (culm_status_parent_class)->constructed (object);

  g_signal_connect_object (self->printer, "notify", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (bambu_printer_get_job (self->printer), "notify",
                           G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (alerts, "items-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (bambu_printer_get_warnings (self->printer), "items-changed",
                           G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);

  update (self);
}

static void
culm_status_dispose (GObject *object)
{
  CulmStatus *self = CULM_STATUS (object);

  g_clear_handle_id (&self->update_source, g_source_remove);

  if (self->printer != NULL)
    g_object_set_qdata (G_OBJECT (self->printer), culm_status_quark (), NULL);

  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_status_parent_class)->dispose (object);
}

static void
culm_status_finalize (GObject *object)
{
  CulmStatus *self = CULM_STATUS (object);

  g_clear_pointer (&self->word, g_free);
  g_clear_pointer (&self->summary, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->sentence, g_free);
  g_clear_pointer (&self->fault_code, g_free);

  G_OBJECT_CLASS (culm_status_parent_class)->finalize (object);
}

static void
culm_status_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmStatus *self = CULM_STATUS (object);

  switch ((CulmStatusProperty) prop_id)
    {
    case PROP_PRINTER:
      g_value_set_object (value, self->printer);
      break;
    case PROP_ICON_NAME:
      g_value_set_static_string (value, self->icon_name);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    case PROP_STYLE_CLASSES:
      g_value_set_boxed (value, self->style_classes);
      break;
    case PROP_WORD:
      g_value_set_string (value, self->word);
      break;
    case PROP_SUMMARY:
      g_value_set_string (value, self->summary);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SENTENCE:
      g_value_set_string (value, self->sentence);
      break;
    case PROP_ALERT_COUNT:
      g_value_set_uint (value, self->alert_count);
      break;
    case PROP_NEEDS_ATTENTION:
      g_value_set_boolean (value, self->needs_attention);
      break;
    case PROP_GROUPS:
      g_value_set_flags (value, self->groups);
      break;
    case PROP_LAST_KNOWN:
      g_value_set_boolean (value, self->last_known);
      break;
    case PROP_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_status_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CulmStatus *self = CULM_STATUS (object);

  if (prop_id == PROP_PRINTER)
    self->printer = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
culm_status_class_init (CulmStatusClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = culm_status_constructed;
  object_class->dispose = culm_status_dispose;
  object_class->finalize = culm_status_finalize;
  object_class->get_property = culm_status_get_property;
  object_class->set_property = culm_status_set_property;

  properties[PROP_PRINTER] =
      g_param_spec_object ("printer", NULL, NULL, BAMBU_TYPE_PRINTER,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_STYLE_CLASSES] =
      g_param_spec_boxed ("style-classes", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_WORD] = g_param_spec_string ("word", NULL, NULL, NULL, flags);
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SENTENCE] = g_param_spec_string ("sentence", NULL, NULL, NULL, flags);
  properties[PROP_ALERT_COUNT] =
      g_param_spec_uint ("alert-count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_NEEDS_ATTENTION] =
      g_param_spec_boolean ("needs-attention", NULL, NULL, FALSE, flags);
  properties[PROP_GROUPS] = g_param_spec_flags ("groups", NULL, NULL, CULM_TYPE_GROUPS, 0, flags);
  properties[PROP_LAST_KNOWN] = g_param_spec_boolean ("last-known", NULL, NULL, FALSE, flags);
  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
culm_status_init (CulmStatus *self)
{
}

CulmStatus *
culm_status_dup_for_printer (BambuPrinter *printer)
{
  CulmStatus *self;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  self = g_object_get_qdata (G_OBJECT (printer), culm_status_quark ());
  if (self != NULL)
    return g_object_ref (self);

  self = g_object_new (CULM_TYPE_STATUS, "printer", printer, NULL);
  g_object_set_qdata (G_OBJECT (printer), culm_status_quark (), self);

  return self;
}

BambuPrinter *
culm_status_get_printer (CulmStatus *self)
{
  g_return_val_if_fail (CULM_IS_STATUS (self), NULL);

  return self->printer;
}

const char *
culm_status_get_summary (CulmStatus *self)
{
  g_return_val_if_fail (CULM_IS_STATUS (self), NULL);

  return self->summary;
}

const char *
culm_status_get_sentence (CulmStatus *self)
{
  g_return_val_if_fail (CULM_IS_STATUS (self), NULL);

  return self->sentence;
}

CulmSituation
culm_status_get_situation (CulmStatus *self)
{
  g_return_val_if_fail (CULM_IS_STATUS (self), CULM_SITUATION_OTHER);

  return self->situation;
}

gboolean
culm_status_needs_attention (CulmStatus *self)
{
  g_return_val_if_fail (CULM_IS_STATUS (self), FALSE);

  return self->needs_attention;
}

const char *
culm_status_get_fault_code (CulmStatus *self)
{
  g_return_val_if_fail (CULM_IS_STATUS (self), NULL);

  return self->fault_code;
}

guint
culm_status_get_alert_count (CulmStatus *self)
{
  g_return_val_if_fail (CULM_IS_STATUS (self), 0);

  return self->alert_count;
}

CulmGroups
culm_status_get_groups (CulmStatus *self)
{
  g_return_val_if_fail (CULM_IS_STATUS (self), 0);

  return self->groups;
}

char *
culm_status_dup_own_words (CulmStatus *self)
{
  const char *model;
  const char *job;

  g_return_val_if_fail (CULM_IS_STATUS (self), NULL);

  model = bambu_printer_get_model_name (self->printer);
  job = bambu_job_get_name (bambu_printer_get_job (self->printer));

  return g_strjoin (" ", bambu_printer_get_name (self->printer), model != NULL ? model : "",
                    job != NULL ? job : "", NULL);
}

char *
culm_status_dup_words (CulmStatus *self)
{
  g_autofree char *own = culm_status_dup_own_words (self);

  /* Translators: what people type who look for one */
  return g_strjoin (" ", own, self->sentence, _ ("printer 3D"), NULL);
}

gboolean
culm_status_matches (CulmStatus *self, const char *needle)
{
  g_autofree char *own = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *words = NULL;
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (CULM_IS_STATUS (self), FALSE);

  if (needle == NULL)
    return TRUE;

  own = culm_status_dup_own_words (self);
  folded = g_utf8_casefold (own, -1);
  words = culm_status_dup_words (self);
  parts = g_strsplit (needle, " ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (strstr (folded, parts[i]) == NULL && !g_str_match_string (parts[i], words, TRUE))
      return FALSE;

  return TRUE;
}

static int
rank (CulmStatus *self)
{
  if (self->needs_attention)
    return 0;

  return self->active && !self->last_known ? 1 : 2;
}

/* An end that is not known comes last. */
static gint64
end_of (CulmStatus *self)
{
  gint64 end = bambu_job_get_end_time (bambu_printer_get_job (self->printer));

  return end != 0 ? end : G_MAXINT64;
}

int
culm_status_compare_names (CulmStatus *a, CulmStatus *b)
{
  const char *name_a = bambu_printer_get_name (a->printer);
  const char *name_b = bambu_printer_get_name (b->printer);
  g_autofree char *key_a = g_utf8_collate_key_for_filename (name_a != NULL ? name_a : "", -1);
  g_autofree char *key_b = g_utf8_collate_key_for_filename (name_b != NULL ? name_b : "", -1);
  int order = g_strcmp0 (key_a, key_b);

  return order != 0 ? order
                    : g_strcmp0 (bambu_printer_get_serial (a->printer),
                                 bambu_printer_get_serial (b->printer));
}

int
culm_status_compare (CulmStatus *a, CulmStatus *b)
{
  int order;

  g_return_val_if_fail (CULM_IS_STATUS (a) && CULM_IS_STATUS (b), 0);

  order = rank (a) - rank (b);

  if (order == 0 && rank (a) == 1)
    order = (end_of (a) > end_of (b)) - (end_of (a) < end_of (b));

  if (order == 0)
    order = culm_status_compare_names (a, b);

  return order;
}
