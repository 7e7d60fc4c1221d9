/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-tally.h"

#include <glib/gi18n.h>

typedef enum
{
  PROP_ALL = 1,
  PROP_PRINTING,
  PROP_ATTENTION,
  PROP_READY,
  PROP_OFFLINE,
  PROP_SUMMARY,
} CulmTallyProperty;

#define N_COUNTS PROP_SUMMARY

struct _CulmTally
{
  GObject parent_instance;

  GListModel *printers;
  GPtrArray *statuses;    /* in the order of printers */
  guint counts[N_COUNTS]; /* by property */
  char *summary;
};

static GParamSpec *properties[PROP_SUMMARY + 1];

G_DEFINE_FINAL_TYPE (CulmTally, culm_tally, G_TYPE_OBJECT)

static const CulmGroups groups_of[N_COUNTS] = {
  [PROP_PRINTING] = CULM_GROUP_PRINTING,
  [PROP_ATTENTION] = CULM_GROUP_ATTENTION,
  [PROP_READY] = CULM_GROUP_READY,
  [PROP_OFFLINE] = CULM_GROUP_OFFLINE,
};

static char *
dup_summary (guint printing, guint attention)
{
  g_autofree char *print = NULL;
  g_autofree char *need = NULL;

  if (printing == 0 && attention == 0)
    return g_strdup (_ ("Nothing is printing"));

  /* Translators: how many printers print now */
  print = g_strdup_printf (ngettext ("%u printing", "%u printing", printing), printing);
  /* Translators: how many printers need somebody */
  need =
      g_strdup_printf (ngettext ("%u needs attention", "%u need attention", attention), attention);
  if (attention == 0)
    return g_steal_pointer (&print);
  if (printing == 0)
    return g_steal_pointer (&need);

  /* Translators: both of the above: "2 printing, 1 needs attention" */
  return g_strdup_printf (_ ("%s, %s"), print, need);
}

static void
update (CulmTally *self)
{
  guint counts[N_COUNTS] = { 0 };
  g_autofree char *summary = NULL;

  counts[PROP_ALL] = self->statuses->len;
  for (guint i = 0; i < self->statuses->len; i++)
    for (guint j = PROP_PRINTING; j < N_COUNTS; j++)
      counts[j] += (culm_status_get_groups (self->statuses->pdata[i]) & groups_of[j]) != 0;
  summary = dup_summary (counts[PROP_PRINTING], counts[PROP_ATTENTION]);

  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = PROP_ALL; i < N_COUNTS; i++)
    if (self->counts[i] != counts[i])
      {
        self->counts[i] = counts[i];
        g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
      }
  if (g_set_str (&self->summary, summary))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_printers_changed (CulmTally *self, guint position, guint removed, guint added)
{
  for (guint i = 0; i < removed; i++)
    {
      g_signal_handlers_disconnect_by_func (self->statuses->pdata[position], update, self);
      g_ptr_array_remove_index (self->statuses, position);
    }

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (self->printers, i);
      CulmStatus *status = culm_status_dup_for_printer (printer);

      g_signal_connect_object (status, "notify::groups", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      g_ptr_array_insert (self->statuses, i, status);
    }

  update (self);
}

static void
culm_tally_dispose (GObject *object)
{
  CulmTally *self = CULM_TALLY (object);

  g_ptr_array_set_size (self->statuses, 0);
  g_clear_object (&self->printers);

  G_OBJECT_CLASS (culm_tally_parent_class)->dispose (object);
}

static void
culm_tally_finalize (GObject *object)
{
  CulmTally *self = CULM_TALLY (object);

  g_ptr_array_unref (self->statuses);
  g_free (self->summary);

  G_OBJECT_CLASS (culm_tally_parent_class)->finalize (object);
}

static void
culm_tally_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmTally *self = CULM_TALLY (object);

  switch ((CulmTallyProperty) prop_id)
    {
    case PROP_ALL:
    case PROP_PRINTING:
    case PROP_ATTENTION:
    case PROP_READY:
    case PROP_OFFLINE:
      g_value_set_uint (value, self->counts[prop_id]);
      break;
    case PROP_SUMMARY:
      g_value_set_string (value, self->summary);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_tally_class_init (CulmTallyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  static const char *const names[N_COUNTS] = {
    [PROP_ALL] = "all",     [PROP_PRINTING] = "printing", [PROP_ATTENTION] = "attention",
    [PROP_READY] = "ready", [PROP_OFFLINE] = "offline",
  };

  object_class->dispose = culm_tally_dispose;
  object_class->finalize = culm_tally_finalize;
  object_class->get_property = culm_tally_get_property;

  for (guint i = PROP_ALL; i < N_COUNTS; i++)
    properties[i] = g_param_spec_uint (names[i], NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
culm_tally_init (CulmTally *self)
{
  self->statuses = g_ptr_array_new_with_free_func (g_object_unref);
}

CulmTally *
culm_tally_new (GListModel *printers)
{
  CulmTally *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (printers), NULL);

  self = g_object_new (CULM_TYPE_TALLY, NULL);
  self->printers = g_object_ref (printers);
  g_signal_connect_object (printers, "items-changed", G_CALLBACK (on_printers_changed), self,
                           G_CONNECT_SWAPPED);
  on_printers_changed (self, 0, 0, g_list_model_get_n_items (printers));

  return self;
}
