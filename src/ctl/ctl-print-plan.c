/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-print-plan.h"

#include <glib/gi18n.h>
#include <words/culm-match-words.h>
#include <words/culm-print-words.h>
#include <words/culm-project-words.h>

#include "ctl-output.h"

static gpointer
refuse (GError **error, char *text)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, text);
  g_free (text);

  return NULL;
}

BambuPlate *
ctl_print_plan_find_plate (BambuProject *project, const CtlOptions *options, GError **error)
{
  const BambuProjectValues *values = bambu_project_get_values (project);
  const char *nothing = culm_project_words_get_kind (values->kind);
  g_autoptr (GString) indexes = g_string_new (NULL);
  BambuPlate *found = NULL;
  guint n_sliced = 0;

  if (nothing)
    return refuse (error, g_strdup (nothing));

  for (guint i = 0; i < g_list_model_get_n_items (values->plates); i++)
    {
      g_autoptr (BambuPlate) plate = g_list_model_get_item (values->plates, i);
      const BambuPlateValues *plate_values = bambu_plate_get_values (plate);

      if (!plate_values->is_sliced)
        continue;

      n_sliced++;
      g_string_append_printf (indexes, "%s%d", indexes->len > 0 ? ", " : "", plate_values->index);
      if (options->plate == 0 || plate_values->index == options->plate)
        found = plate; /* the list holds it */
    }

  if (options->plate == 0 && n_sliced > 1)
    /* Translators: a list of numbers */
    return refuse (error,
                   g_strdup_printf (_ ("Which plate? With --plate, one of %s."), indexes->str));
  if (!found)
    return refuse (error, g_strdup_printf (_ ("Plate %d is not sliced. There is: %s."),
                                           options->plate, indexes->str));

  return found;
}

static const BambuSlot *
get_slot (CtlPrintPlan *self, int place)
{
  return place >= 0 ? &g_array_index (self->slots, BambuSlot, place) : NULL;
}

static GListModel *
get_filaments (CtlPrintPlan *self)
{
  return bambu_plate_get_values (self->plate)->filaments;
}

static const BambuProjectFilamentValues *
get_filament (CtlPrintPlan *self, guint i)
{
  g_autoptr (BambuProjectFilament) filament = g_list_model_get_item (get_filaments (self), i);

  return bambu_project_filament_get_values (filament); /* the list holds it */
}

static int
find_slot (const GArray *slots, const char *label)
{
  for (guint i = 0; i < slots->len; i++)
    if (g_ascii_strcasecmp (g_array_index (slots, BambuSlot, i).label, label) == 0)
      return (int) i;

  return -1;
}

/* Those that the options leave. */
static gboolean
list_slots (CtlPrintPlan *self, const CtlOptions *options, GError **error)
{
  gboolean is_outside = g_strcmp0 (options->use_ams, "off") == 0;

  self->slots = bambu_slots_list (self->printer);
  if (!options->use_ams)
    return TRUE;

  for (guint i = self->slots->len; i-- > 0;)
    if ((get_slot (self, (int) i)->ams >= BAMBU_EXTERNAL_DEPUTY) != is_outside)
      g_array_remove_index (self->slots, i);

  if (self->slots->len > 0 || is_outside)
    return TRUE;

  /* Translators: a printer's name */
  refuse (error, g_strdup_printf (_ ("%s has no AMS."), bambu_printer_get_name (self->printer)));

  return FALSE;
}

static void
refuse_slot (CtlPrintPlan *self, const char *label, GError **error)
{
  g_autoptr (GArray) all = bambu_slots_list (self->printer);

  if (find_slot (all, label) >= 0)
    /* Translators: a slot's name; “--use-ams” is as it is typed */
    refuse (error, g_strdup_printf (_ ("“%s” is not among what --use-ams leaves."), label));
  else
    refuse (error, g_strdup_printf (_ ("The printer has no slot “%s”."), label));
}

static int
find_filament (CtlPrintPlan *self, const char *text)
{
  guint64 position;

  if (g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT, &position, NULL))
    for (guint i = 0; i < self->matches->len; i++)
      if (get_filament (self, i)->position == (int) position)
        return (int) i;

  return -1;
}

/* One of `1=A2`; with `!` also of another material. */
static gboolean
choose (CtlPrintPlan *self, const char *entry, GError **error)
{
  g_auto (GStrv) halves = g_strsplit (entry, "=", 2);
  gboolean is_overruled = g_str_has_suffix (entry, "!");
  BambuMatch *match;
  int filament;
  int slot;

  if (!halves[0] || !halves[1])
    {
      refuse (error, g_strdup_printf (_ ("“%s” is not of the form 1=A2."), entry));
      return FALSE;
    }

  g_strstrip (halves[0]);
  g_strstrip (halves[1]);
  if (is_overruled)
    halves[1][strlen (halves[1]) - 1] = '\0';

  filament = find_filament (self, halves[0]);
  if (filament < 0)
    {
      refuse (error, g_strdup_printf (_ ("The plate uses no filament “%s”."), halves[0]));
      return FALSE;
    }

  slot = find_slot (self->slots, halves[1]);
  if (slot < 0)
    {
      refuse_slot (self, halves[1], error);
      return FALSE;
    }

  bambu_match_choose (self->matches, get_filaments (self), self->slots, (guint) filament, slot);
  match = &g_array_index (self->matches, BambuMatch, filament);
  match->is_overruled = is_overruled && bambu_match_can_overrule (match);

  return TRUE;
}

gboolean
ctl_print_plan_match (CtlPrintPlan *self, const CtlOptions *options, GError **error)
{
  g_auto (GStrv) entries = g_strsplit (options->map ? options->map : "", ",", -1);

  if (!list_slots (self, options, error))
    return FALSE;

  self->matches = bambu_match_propose (get_filaments (self), self->slots);

  for (guint i = 0; entries[i]; i++)
    if (!choose (self, entries[i], error))
      return FALSE;

  return TRUE;
}

void
ctl_print_plan_say_filaments (CtlPrintPlan *self)
{
  for (guint i = 0; i < self->matches->len; i++)
    {
      const BambuMatch *match = &g_array_index (self->matches, BambuMatch, i);
      const BambuSlot *slot = get_slot (self, match->slot);
      g_autofree char *reason = culm_match_words_reason (
          match, get_filament (self, i), slot ? slot->label : NULL, slot ? slot->material : NULL);
      g_autofree char *notes = culm_match_words_notes (match->notes);
      const char *text = reason ? reason : notes;

      if (*text)
        /* Translators: the number of a filament, and a sentence about it */
        ctl_output_error (_ ("Filament %d: %s"), get_filament (self, i)->position, text);
    }
}

GError *
ctl_print_plan_say_checks (CtlPrintPlan *self, BambuPrintWay way, gboolean only_upload)
{
  g_autoptr (GArray) checks =
      bambu_print_check (self->project, self->plate, self->printer, self->matches, TRUE, way);
  const BambuPrintCheck *obstacle = bambu_print_checks_find_obstacle (checks, only_upload);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (guint i = 0; i < checks->len; i++)
    {
      const BambuPrintCheck *check = &g_array_index (checks, BambuPrintCheck, i);
      g_autofree char *text = culm_print_words_describe_check (check, now);

      if (check->verdict
              >= (only_upload ? BAMBU_PRINT_VERDICT_BLOCKED_UPLOAD : BAMBU_PRINT_VERDICT_WARNING)
          && *text)
        ctl_output_error ("%s: %s", culm_print_words_get_check (check->kind), text);
    }

  return obstacle ? bambu_print_error_new_blocked (obstacle->kind) : NULL;
}

GArray *
ctl_print_plan_map (CtlPrintPlan *self)
{
  return bambu_mapping_new (
      get_filaments (self),
      g_list_model_get_n_items (bambu_project_get_values (self->project)->filaments), self->slots,
      self->matches);
}

void
ctl_print_plan_clear (CtlPrintPlan *self)
{
  g_clear_object (&self->project);
  g_clear_pointer (&self->slots, g_array_unref);
  g_clear_pointer (&self->matches, g_array_unref);
}
