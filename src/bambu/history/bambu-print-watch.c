/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-watch.h"

#include <math.h>
#include <string.h>

#define CODE_CANCELLED "0300-400C"
/* Reports come every second or two; more than this, and nobody looked. */
#define WATCHED_SECONDS 120
/* The fields of a new job do not all come with the same report. */
#define SETTLING_SECONDS 60

gboolean
bambu_print_is_wanted (BambuPrinter *printer)
{
  BambuJob *job = bambu_printer_get_job (printer);

  return bambu_job_is_active (job) && g_strcmp0 (bambu_job_get_print_type (job), "system") != 0
         && (*bambu_job_get_name (job) != '\0' || *bambu_job_get_file (job) != '\0');
}

static gboolean
is_settling (const BambuKnownPrint *known, gint64 seen)
{
  return seen >= known->began && seen - known->began < SETTLING_SECONDS && !known->is_late;
}

static gboolean
has_other_name (const BambuKnownPrint *known, BambuJob *job)
{
  const char *name = bambu_job_get_name (job);

  return *known->name != '\0' && *name != '\0' && strcmp (known->name, name) != 0;
}

static gboolean
has_other_task (const BambuKnownPrint *known, BambuJob *job)
{
  gint64 task = bambu_job_get_task_id (job);

  return known->task > 0 && task > 0 && known->task != task;
}

gboolean
bambu_print_is_same (const BambuKnownPrint *known, BambuPrinter *printer)
{
  BambuJob *job = bambu_printer_get_job (printer);
  gint64 seen = bambu_printer_get_seen (printer);
  gint64 start = bambu_job_get_start_time (job);

  if (is_settling (known, seen))
    return TRUE;
  if (has_other_name (known, job) || has_other_task (known, job))
    return FALSE;
  if (ABS (seen - known->last_seen) <= WATCHED_SECONDS)
    return TRUE;

  /* Nobody looked: the same file may have been begun again. */
  if (start > known->last_seen + WATCHED_SECONDS)
    return FALSE;

  return !bambu_job_is_active (job) || bambu_job_get_percent (job) < 0
         || bambu_job_get_percent (job) >= known->percent;
}

static double
get_nozzle (BambuPrinter *printer)
{
  BambuExtruder *extruder = bambu_printer_get_active_extruder (printer);
  double diameter = extruder != NULL ? bambu_extruder_get_nozzle_diameter (extruder) : 0;

  return isfinite (diameter) && diameter > 0 ? diameter : 0;
}

BambuKnownPrint *
bambu_print_begin (BambuPrinter *printer, gint64 idle)
{
  BambuKnownPrint *known = g_new0 (BambuKnownPrint, 1);
  BambuJob *job = bambu_printer_get_job (printer);
  gint64 seen = bambu_printer_get_seen (printer);
  gint64 start = bambu_job_get_start_time (job);
  gboolean is_new = seen - idle <= WATCHED_SECONDS || bambu_job_get_percent (job) <= 0
                    || bambu_printer_get_state (printer) == BAMBU_STATE_PREPARE;

  known->serial = g_strdup (bambu_printer_get_serial (printer));
  known->model = g_strdup (bambu_printer_get_model (printer)->code);
  known->began = !is_new && start > 0 && start < seen ? start : seen;
  known->is_late = !is_new && known->began == seen;
  known->result = BAMBU_PRINT_RESULT_RUNNING;
  known->percent = -1;
  known->layer = -1;
  known->total_layers = -1;
  known->grams = NAN;
  known->estimated_seconds = -1;
  known->filaments = G_LIST_MODEL (g_list_store_new (BAMBU_TYPE_PRINT_FILAMENT));
  bambu_print_update (known, printer);

  return known;
}

static gboolean
is_of_tray (BambuPrintFilament *filament, BambuTray *tray, const char *colour)
{
  const BambuPrintFilamentValues *values = bambu_print_filament_get_values (filament);

  return values->ams == bambu_tray_get_ams (tray) && values->slot == bambu_tray_get_slot (tray)
         && g_strcmp0 (values->material, bambu_tray_get_material (tray)) == 0
         && g_strcmp0 (values->colour, colour) == 0;
}

/* A list that was handed out does not change. */
static gboolean
add_tray (BambuKnownPrint *known, BambuTray *tray)
{
  const char *const *colours = bambu_tray_get_colours (tray);
  const char *colour = colours != NULL ? colours[0] : NULL;
  g_autoptr (GListStore) filaments = g_list_store_new (BAMBU_TYPE_PRINT_FILAMENT);
  g_autoptr (BambuPrintFilament) added = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (known->filaments); i++)
    {
      g_autoptr (BambuPrintFilament) filament = g_list_model_get_item (known->filaments, i);

      if (is_of_tray (filament, tray, colour))
        return FALSE;
      g_list_store_append (filaments, filament);
    }

  added = bambu_print_filament_new (&(BambuPrintFilamentValues) {
      .ams = bambu_tray_get_ams (tray),
      .slot = bambu_tray_get_slot (tray),
      .label = bambu_tray_get_label (tray),
      .material = bambu_tray_get_material (tray),
      .product = bambu_tray_get_product (tray),
      .colour = colour,
      .grams = NAN,
  });
  g_list_store_append (filaments, added);
  g_set_object (&known->filaments, G_LIST_MODEL (filaments));

  return TRUE;
}

static gboolean
update_identity (BambuKnownPrint *known, BambuPrinter *printer)
{
  BambuJob *job = bambu_printer_get_job (printer);
  gint64 task = bambu_job_get_task_id (job);
  gboolean changed = g_set_str (&known->printer_name, bambu_printer_get_name (printer));

  if (known->name == NULL || *bambu_job_get_name (job) != '\0')
    changed |= g_set_str (&known->name, bambu_job_get_name (job));
  if (known->file == NULL || *bambu_job_get_file (job) != '\0')
    changed |= g_set_str (&known->file, bambu_job_get_file (job));
  if (task > 0 && known->task != task)
    {
      known->task = task;
      changed = TRUE;
    }
  if (bambu_job_get_plate (job) > 0)
    known->plate = bambu_job_get_plate (job);

  return changed;
}

static int
get_bed (BambuPrinter *printer)
{
  double target = bambu_heater_get_target (bambu_printer_get_bed (printer));

  return isfinite (target) ? (int) lround (target) : 0;
}

/* At first a printer may still say how far the print before came. */
static void
update_progress (BambuKnownPrint *known, BambuPrinter *printer)
{
  BambuJob *job = bambu_printer_get_job (printer);

  if (is_settling (known, bambu_printer_get_seen (printer))
      || bambu_printer_get_state (printer) == BAMBU_STATE_PREPARE)
    {
      known->percent = -1;
      known->layer = -1;
      known->total_layers = -1;
    }

  known->percent = MAX (known->percent, bambu_job_get_percent (job));
  known->layer = MAX (known->layer, bambu_job_get_layer (job));
  known->total_layers = MAX (known->total_layers, bambu_job_get_total_layers (job));
  known->due = bambu_job_get_end_time (job);
}

gboolean
bambu_print_update (BambuKnownPrint *known, BambuPrinter *printer)
{
  BambuTray *tray = bambu_printer_get_active_tray (printer);
  gboolean changed = update_identity (known, printer);
  double nozzle = get_nozzle (printer);

  known->last_seen = bambu_printer_get_seen (printer);
  update_progress (known, printer);
  if (bambu_printer_get_speed_level (printer) > 0)
    known->speed_level = bambu_printer_get_speed_level (printer);
  if (nozzle > 0)
    known->nozzle = nozzle;
  known->bed = MAX (known->bed, get_bed (printer));

  /* What is in the extruder before it prints may be of the print before. */
  if (bambu_printer_get_state (printer) == BAMBU_STATE_RUNNING && tray != NULL
      && bambu_tray_get_state (tray) != BAMBU_TRAY_STATE_EMPTY)
    changed |= add_tray (known, tray);

  return changed;
}

gboolean
bambu_print_is_over (BambuPrinter *printer)
{
  switch (bambu_printer_get_state (printer))
    {
    case BAMBU_STATE_IDLE:
    case BAMBU_STATE_FINISH:
    case BAMBU_STATE_FAILED:
      return TRUE;
    case BAMBU_STATE_UNKNOWN:
    case BAMBU_STATE_PREPARE:
    case BAMBU_STATE_SLICING:
    case BAMBU_STATE_RUNNING:
    case BAMBU_STATE_PAUSE:
    case BAMBU_STATE_INIT:
    case BAMBU_STATE_OFFLINE:
    default:
      return FALSE;
    }
}

gboolean
bambu_print_is_cancelled (BambuPrinter *printer)
{
  GListModel *alerts = bambu_printer_get_alerts (printer);

  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (BambuAlert) alert = g_list_model_get_item (alerts, i);

      if (g_strcmp0 (bambu_alert_get_code (alert), CODE_CANCELLED) == 0)
        return TRUE;
    }

  return FALSE;
}

static BambuPrintResult
judge_result (BambuPrinter *printer, gboolean cancelled)
{
  switch (bambu_printer_get_state (printer))
    {
    case BAMBU_STATE_FINISH:
      return BAMBU_PRINT_RESULT_FINISHED;
    case BAMBU_STATE_FAILED:
      return cancelled ? BAMBU_PRINT_RESULT_CANCELLED : BAMBU_PRINT_RESULT_FAILED;
    case BAMBU_STATE_IDLE:
    case BAMBU_STATE_UNKNOWN:
    case BAMBU_STATE_PREPARE:
    case BAMBU_STATE_SLICING:
    case BAMBU_STATE_RUNNING:
    case BAMBU_STATE_PAUSE:
    case BAMBU_STATE_INIT:
    case BAMBU_STATE_OFFLINE:
    default:
      return cancelled ? BAMBU_PRINT_RESULT_CANCELLED : BAMBU_PRINT_RESULT_UNKNOWN;
    }
}

void
bambu_print_lose (BambuKnownPrint *known)
{
  known->result = BAMBU_PRINT_RESULT_UNKNOWN;
  known->ended = known->last_seen;
  known->is_guessed = TRUE;
}

void
bambu_print_end (BambuKnownPrint *known, BambuPrinter *printer, gboolean cancelled)
{
  gint64 seen = bambu_printer_get_seen (printer);
  gint64 done = bambu_job_get_done_time (bambu_printer_get_job (printer));

  if (!bambu_print_is_same (known, printer))
    {
      bambu_print_lose (known);
      return;
    }

  known->result = judge_result (printer, cancelled);
  if (known->result == BAMBU_PRINT_RESULT_FINISHED)
    {
      known->percent = 100;
      if (known->total_layers > 0)
        known->layer = known->total_layers;
    }

  if (seen - known->last_seen <= WATCHED_SECONDS)
    {
      known->ended = seen;
    }
  else if (done > known->last_seen && done <= seen)
    {
      known->ended = done;
    }
  else
    {
      known->ended = known->due > known->last_seen && known->due < seen
                             && known->result == BAMBU_PRINT_RESULT_FINISHED
                         ? known->due
                         : known->last_seen;
      known->is_guessed = TRUE;
    }
  known->last_seen = MAX (known->last_seen, known->ended);
}
