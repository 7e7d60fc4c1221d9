/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "open-metrics.h"

#include <math.h>
#include <string.h>

#define NAME "[a-zA-Z_:][a-zA-Z0-9_:]*"
#define LABEL "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\""
#define NUMBER "[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]Inf|NaN"
#define SAMPLE "^(" NAME ")(?:\\{((?:" LABEL ")(?:,(?:" LABEL "))*)?\\})? (" NUMBER ")\\z"

struct _OpenMetrics
{
  GHashTable *families; /* name → number of samples */
  GHashTable *samples;  /* name and labels → double */
  GHashTable *label_sets;

  /* The family that is read */
  char *family;
  char *type;
  gboolean has_unit;
  gboolean has_help;
  guint n_samples;
};

static gboolean
refuse (char **fault, const char *line, const char *words)
{
  *fault = g_strdup_printf ("%s: %s", words, line);

  return FALSE;
}

static gboolean
is_type (const char *text)
{
  static const char *const types[] = { "gauge", "counter", "info", "stateset", NULL };

  return g_strv_contains (types, text);
}

static gboolean
begin_family (OpenMetrics *self, const char *name, const char *line, char **fault)
{
  if (g_strcmp0 (self->family, name) == 0)
    return self->n_samples == 0 || refuse (fault, line, "metadata behind samples");

  if (g_hash_table_contains (self->families, name))
    return refuse (fault, line, "a family in pieces");
  if (!g_regex_match_simple ("^" NAME "\\z", name, 0, 0))
    return refuse (fault, line, "no name");

  g_set_str (&self->family, name);
  g_clear_pointer (&self->type, g_free);
  self->has_unit = self->has_help = FALSE;
  self->n_samples = 0;
  g_hash_table_insert (self->families, g_strdup (name), GUINT_TO_POINTER (0));

  return TRUE;
}

/* # TYPE|UNIT|HELP name text */
static gboolean
read_metadata (OpenMetrics *self, const char *line, char **fault)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 4);
  g_autofree char *suffix = NULL;

  if (g_strv_length (words) != 4)
    return refuse (fault, line, "no metadata");
  if (!begin_family (self, words[2], line, fault))
    return FALSE;

  if (g_str_equal (words[1], "TYPE"))
    {
      if (self->type != NULL || !is_type (words[3]))
        return refuse (fault, line, "a wrong type");
      self->type = g_strdup (words[3]);
      return TRUE;
    }

  if (g_str_equal (words[1], "UNIT"))
    {
      suffix = g_strconcat ("_", words[3], NULL);
      if (self->has_unit || !*words[3] || !g_str_has_suffix (words[2], suffix)
          || g_strcmp0 (self->type, "info") == 0 || g_strcmp0 (self->type, "stateset") == 0)
        return refuse (fault, line, "a wrong unit");
      self->has_unit = TRUE;
      return TRUE;
    }

  if (g_str_equal (words[1], "HELP") && !self->has_help
      && g_regex_match_simple ("^(?:[^\"\\\\]|\\\\[\\\\\"n])*\\z", words[3], 0, 0))
    {
      self->has_help = TRUE;
      return TRUE;
    }

  return refuse (fault, line, "wrong metadata");
}

static const char *
get_suffix (const char *type)
{
  if (g_str_equal (type, "counter"))
    return "_total";

  return g_str_equal (type, "info") ? "_info" : "";
}

/* Each once; Returns: (nullable): the labels in the order of their names */
static char *
sort_labels (const char *labels)
{
  g_autoptr (GRegex) regex = g_regex_new (LABEL, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);

  g_regex_match (regex, labels, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    g_ptr_array_add (all, g_match_info_fetch (match, 0));
  g_ptr_array_sort_values (all, (GCompareFunc) g_strcmp0);

  for (guint i = 1; i < all->len; i++)
    {
      gsize length = strcspn (all->pdata[i], "=") + 1;

      if (strncmp (all->pdata[i], all->pdata[i - 1], length) == 0)
        return NULL;
    }
  g_ptr_array_add (all, NULL);

  return g_strjoinv (",", (char **) all->pdata);
}

static gboolean
check_value (OpenMetrics *self, const char *labels, double value)
{
  g_autofree char *own = g_strconcat (self->family, "=\"", NULL);

  if (g_str_equal (self->type, "counter"))
    return value >= 0 && isfinite (value);
  if (g_str_equal (self->type, "info"))
    return value == 1;
  if (g_str_equal (self->type, "stateset"))
    return (value == 0 || value == 1) && strstr (labels, own) != NULL;

  return TRUE;
}

static gboolean
read_sample (OpenMetrics *self, const char *line, char **fault)
{
  g_autoptr (GRegex) regex = g_regex_new (SAMPLE, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *name = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *labels = NULL;
  g_autofree char *sorted = NULL;
  g_autofree char *number = NULL;
  g_autofree char *identity = NULL;
  double *value;

  if (!g_regex_match (regex, line, 0, &match))
    return refuse (fault, line, "no sample");
  if (self->type == NULL || !self->has_help)
    return refuse (fault, line, "a sample of nothing");

  name = g_match_info_fetch (match, 1);
  labels = g_match_info_fetch (match, 2);
  number = g_match_info_fetch (match, 3);
  expected = g_strconcat (self->family, get_suffix (self->type), NULL);
  if (!g_str_equal (name, expected))
    return refuse (fault, line, "a sample of another family");

  sorted = sort_labels (labels);
  if (sorted == NULL)
    return refuse (fault, line, "a label twice");
  identity = g_strdup_printf ("%s{%s}", name, sorted);
  if (!g_hash_table_add (self->label_sets, g_steal_pointer (&identity)))
    return refuse (fault, line, "a sample twice");

  value = g_new (double, 1);
  *value = g_ascii_strtod (number, NULL);
  g_hash_table_insert (self->samples, g_strndup (line, strlen (line) - strlen (number) - 1), value);
  if (!check_value (self, labels, *value))
    return refuse (fault, line, "a wrong value");

  self->n_samples++;
  g_hash_table_insert (self->families, g_strdup (self->family), GUINT_TO_POINTER (self->n_samples));

  return TRUE;
}

OpenMetrics *
open_metrics_parse (const char *text, char **fault)
{
  g_autoptr (OpenMetrics) self = g_new0 (OpenMetrics, 1);
  g_auto (GStrv) lines = NULL;
  guint n_lines;

  self->families = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->samples = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->label_sets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    {
      refuse (fault, "the text", "no UTF-8");
      return NULL;
    }

  lines = g_strsplit (text, "\n", -1);
  n_lines = g_strv_length (lines);
  if (n_lines < 2 || *lines[n_lines - 1] != '\0' || !g_str_equal (lines[n_lines - 2], "# EOF"))
    {
      refuse (fault, "# EOF", "not at the end");
      return NULL;
    }

  for (guint i = 0; i + 2 < n_lines; i++)
    if (!(g_str_has_prefix (lines[i], "# ") ? read_metadata (self, lines[i], fault)
                                            : read_sample (self, lines[i], fault)))
      return NULL;

  return g_steal_pointer (&self);
}

void
open_metrics_free (OpenMetrics *self)
{
  g_hash_table_unref (self->families);
  g_hash_table_unref (self->samples);
  g_hash_table_unref (self->label_sets);
  g_free (self->family);
  g_free (self->type);
  g_free (self);
}

guint
open_metrics_count (OpenMetrics *self)
{
  return g_hash_table_size (self->samples);
}

double
open_metrics_get (OpenMetrics *self, const char *sample)
{
  const double *value = g_hash_table_lookup (self->samples, sample);

  if (value == NULL)
    g_error ("There is no “%s”", sample);

  return *value;
}

gboolean
open_metrics_has (OpenMetrics *self, const char *sample)
{
  return g_hash_table_contains (self->samples, sample);
}

gboolean
open_metrics_has_family (OpenMetrics *self, const char *name)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->families, name)) > 0;
}
