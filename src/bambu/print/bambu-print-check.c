/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-check.h"

#include <math.h>

#define DIAMETER_STEP 0.01 /* mm */

static void
check_clear (gpointer data)
{
  BambuPrintCheck *check = data;

  g_free (check->expected);
  g_free (check->actual);
}

static BambuPrintCheck *
add (GArray *checks, BambuPrintCheckKind kind, BambuPrintVerdict verdict)
{
  BambuPrintCheck check = { .kind = kind, .verdict = verdict };

  g_array_append_val (checks, check);

  return &g_array_index (checks, BambuPrintCheck, checks->len - 1);
}

static BambuPrintVerdict
or_else (gboolean holds, BambuPrintVerdict verdict)
{
  return holds ? BAMBU_PRINT_VERDICT_OK : verdict;
}

static void
look_at_file (GArray *checks,
              const BambuProjectValues *project,
              const BambuPlateValues *plate,
              BambuPrinter *printer,
              BambuPrintWay way)
{
  gboolean is_gcode = project->kind == BAMBU_PROJECT_KIND_GCODE;
  gboolean is_taken = is_gcode ? way == BAMBU_PRINT_WAY_LAN && bambu_printer_takes_gcode (printer)
                               : plate != NULL && plate->is_sliced;

  /* The service makes a project of what can be printed only. */
  add (checks, BAMBU_PRINT_CHECK_SLICED,
       or_else (is_taken, way == BAMBU_PRINT_WAY_LAN ? BAMBU_PRINT_VERDICT_BLOCKED
                                                     : BAMBU_PRINT_VERDICT_BLOCKED_UPLOAD));
  add (checks, BAMBU_PRINT_CHECK_SIZE,
       or_else (project->file_bytes <= BAMBU_PRINT_MAX_BYTES, BAMBU_PRINT_VERDICT_BLOCKED_UPLOAD));
}

/* Over the LAN the file can wait for a printer that says nothing, if it is only silent. */
static void
look_at_reach (GArray *checks, BambuPrinter *printer, BambuPrintWay way)
{
  BambuPrintVerdict verdict = BAMBU_PRINT_VERDICT_OK;

  switch (bambu_printer_get_freshness (printer))
    {
    case BAMBU_FRESHNESS_LIVE:
      break;
    case BAMBU_FRESHNESS_LAST_KNOWN:
      verdict = BAMBU_PRINT_VERDICT_BLOCKED;
      break;
    case BAMBU_FRESHNESS_OFFLINE:
    default:
      verdict = way == BAMBU_PRINT_WAY_LAN ? BAMBU_PRINT_VERDICT_BLOCKED_UPLOAD
                                           : BAMBU_PRINT_VERDICT_BLOCKED;
      break;
    }

  add (checks, BAMBU_PRINT_CHECK_REACHED, verdict);
}

static void
look_at_state (GArray *checks, BambuPrinter *printer, gboolean plate_clear_confirmed)
{
  BambuState state = bambu_printer_get_state (printer);
  gboolean has_ended = state == BAMBU_STATE_FINISH || state == BAMBU_STATE_FAILED;
  gboolean is_at_rest =
      (state == BAMBU_STATE_IDLE || has_ended) && !bambu_printer_is_upgrading (printer);
  BambuPrintCheck *check =
      add (checks, BAMBU_PRINT_CHECK_STATE, or_else (is_at_rest, BAMBU_PRINT_VERDICT_BLOCKED));

  check->actual = g_strdup (bambu_printer_get_state_word (printer));
  if (!is_at_rest)
    check->until = bambu_job_get_end_time (bambu_printer_get_job (printer));

  add (checks, BAMBU_PRINT_CHECK_PLATE_CLEAR,
       or_else (!has_ended || plate_clear_confirmed, BAMBU_PRINT_VERDICT_BLOCKED));
}

static void
look_at_model (GArray *checks, const BambuPlateValues *plate, BambuPrinter *printer)
{
  const BambuModel *model = bambu_printer_get_model (printer);
  const BambuModel *file = bambu_model_find (plate->model_code);
  BambuPrintVerdict verdict = BAMBU_PRINT_VERDICT_OK;
  BambuPrintCheck *check;

  if (plate->model_code == NULL || *plate->model_code == '\0')
    verdict = BAMBU_PRINT_VERDICT_UNKNOWN;
  else if (*file->code == '\0' || *model->code == '\0')
    verdict = BAMBU_PRINT_VERDICT_WARNING;
  else if (!bambu_model_takes_files_of (model, file))
    verdict = BAMBU_PRINT_VERDICT_BLOCKED;

  check = add (checks, BAMBU_PRINT_CHECK_MODEL, verdict);
  check->expected = g_strdup (*file->code ? file->name : plate->model_code);
  check->actual = g_strdup (bambu_printer_get_model_name (printer));
}

static double
get_nozzle (BambuPrinter *printer, int id)
{
  GListModel *extruders = bambu_printer_get_extruders (printer);

  for (guint i = 0; i < g_list_model_get_n_items (extruders); i++)
    {
      g_autoptr (BambuExtruder) extruder = g_list_model_get_item (extruders, i);

      if (bambu_extruder_get_id (extruder) == id)
        return bambu_extruder_get_nozzle_diameter (extruder);
    }

  return 0;
}

static char *
dup_millimetres (double diameter)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (text, sizeof text, "%g", diameter));
}

/* The worst of the nozzles is told. */
static void
compare_nozzle (BambuPrintCheck *check, double expected, double actual)
{
  BambuPrintVerdict verdict = actual <= 0 ? BAMBU_PRINT_VERDICT_UNKNOWN
                              : fabs (expected - actual) < DIAMETER_STEP
                                  ? BAMBU_PRINT_VERDICT_OK
                                  : BAMBU_PRINT_VERDICT_BLOCKED;

  if (expected <= 0 || (check->expected != NULL && verdict <= check->verdict))
    return;

  g_free (check->expected);
  g_free (check->actual);
  check->verdict = verdict;
  check->expected = dup_millimetres (expected);
  check->actual = actual > 0 ? dup_millimetres (actual) : NULL;
}

static void
look_at_nozzle (GArray *checks, const BambuPlateValues *plate, BambuPrinter *printer)
{
  gboolean is_single = g_list_model_get_n_items (bambu_printer_get_extruders (printer)) == 1;
  const char *const *diameters = plate->nozzle_diameters;
  BambuPrintCheck *check = add (checks, BAMBU_PRINT_CHECK_NOZZLE, BAMBU_PRINT_VERDICT_UNKNOWN);

  for (guint i = 0; i < g_list_model_get_n_items (plate->filaments); i++)
    {
      g_autoptr (BambuProjectFilament) item = g_list_model_get_item (plate->filaments, i);
      const BambuProjectFilamentValues *filament = bambu_project_filament_get_values (item);

      if (is_single || filament->extruder >= 0)
        compare_nozzle (check, filament->nozzle_diameter,
                        get_nozzle (printer, is_single ? 0 : filament->extruder));
    }

  if (check->expected == NULL && is_single && diameters != NULL && diameters[0] != NULL)
    compare_nozzle (check, g_ascii_strtod (diameters[0], NULL), get_nozzle (printer, 0));
}

static void
look_at_plate_type (GArray *checks, const BambuPlateValues *plate)
{
  g_autoptr (GEnumClass) types = NULL;

  if (plate->bed_type == BAMBU_BED_TYPE_UNKNOWN)
    return;

  types = g_type_class_ref (BAMBU_TYPE_BED_TYPE);
  add (checks, BAMBU_PRINT_CHECK_PLATE_TYPE, BAMBU_PRINT_VERDICT_UNKNOWN)->expected =
      g_strdup (g_enum_get_value (types, (int) plate->bed_type)->value_nick);
}

static void
look_at_filaments (GArray *checks, const GArray *matches)
{
  guint n_open = 0;
  guint n_noted = 0;
  BambuPrintCheck *check;

  for (guint i = 0; i < matches->len; i++)
    {
      const BambuMatch *match = &g_array_index (matches, BambuMatch, i);

      if (!bambu_match_is_settled (match))
        n_open++;
      else if (match->is_overruled || match->notes & ~BAMBU_MATCH_NOTE_OTHER_PRESET)
        n_noted++;
    }

  check = add (checks, BAMBU_PRINT_CHECK_FILAMENTS,
               n_open > 0    ? BAMBU_PRINT_VERDICT_BLOCKED
               : n_noted > 0 ? BAMBU_PRINT_VERDICT_WARNING
                             : BAMBU_PRINT_VERDICT_OK);
  check->count = n_open > 0 ? n_open : n_noted;
}

/* Over the LAN only what is put into the printer can be reached. */
static void
look_at_storage (GArray *checks, BambuPrinter *printer, BambuPrintWay way)
{
  gboolean needs_it =
      way == BAMBU_PRINT_WAY_LAN
      || !(bambu_printer_get_capabilities (printer) & BAMBU_CAPABILITY_PRINTS_WITHOUT_CARD);
  BambuPrintVerdict verdict = BAMBU_PRINT_VERDICT_OK;

  switch (bambu_printer_get_storage (printer))
    {
    case BAMBU_STORAGE_STATE_NONE:
    case BAMBU_STORAGE_STATE_READ_ONLY:
      verdict = !needs_it                    ? BAMBU_PRINT_VERDICT_OK
                : way == BAMBU_PRINT_WAY_LAN ? BAMBU_PRINT_VERDICT_BLOCKED_UPLOAD
                                             : BAMBU_PRINT_VERDICT_BLOCKED;
      break;
    case BAMBU_STORAGE_STATE_ABNORMAL:
      verdict = needs_it ? BAMBU_PRINT_VERDICT_WARNING : BAMBU_PRINT_VERDICT_OK;
      break;
    case BAMBU_STORAGE_STATE_UNKNOWN:
      verdict = BAMBU_PRINT_VERDICT_UNKNOWN;
      break;
    case BAMBU_STORAGE_STATE_OK:
    default:
      break;
    }

  add (checks, BAMBU_PRINT_CHECK_STORAGE, verdict);
}

static void
look_at_door (GArray *checks, BambuPrinter *printer)
{
  BambuDoor door = bambu_printer_get_door (printer);

  if (bambu_printer_get_capabilities (printer) & BAMBU_CAPABILITY_DOOR_SENSOR
      && door != BAMBU_DOOR_UNKNOWN)
    add (checks, BAMBU_PRINT_CHECK_DOOR,
         or_else (door == BAMBU_DOOR_CLOSED, BAMBU_PRINT_VERDICT_WARNING));
}

/* With a fault that waits for an answer no printer begins. */
static void
look_at_messages (GArray *checks, BambuPrinter *printer)
{
  GListModel *alerts = bambu_printer_get_alerts (printer);
  BambuPrintVerdict verdict = BAMBU_PRINT_VERDICT_OK;
  guint n_serious = 0;

  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (BambuAlert) alert = g_list_model_get_item (alerts, i);
      BambuSeverity severity = bambu_alert_get_severity (alert);

      if (severity != BAMBU_SEVERITY_FATAL && severity != BAMBU_SEVERITY_SERIOUS)
        continue;

      n_serious++;
      verdict = MAX (verdict, bambu_alert_get_kind (alert) == BAMBU_ALERT_KIND_PRINT_ERROR
                                  ? BAMBU_PRINT_VERDICT_BLOCKED
                                  : BAMBU_PRINT_VERDICT_WARNING);
    }

  add (checks, BAMBU_PRINT_CHECK_MESSAGES, verdict)->count = n_serious;
}

/* What comes through the cloud may bear the service's signature. */
static void
look_at_rights (GArray *checks, BambuPrinter *printer, BambuPrintWay way)
{
  BambuPrintVerdict verdict = BAMBU_PRINT_VERDICT_UNKNOWN;

  switch (bambu_printer_get_rights (printer))
    {
    case BAMBU_RIGHTS_FULL:
      verdict = BAMBU_PRINT_VERDICT_OK;
      break;
    case BAMBU_RIGHTS_VIEW_ONLY:
      verdict =
          way == BAMBU_PRINT_WAY_LAN ? BAMBU_PRINT_VERDICT_BLOCKED : BAMBU_PRINT_VERDICT_WARNING;
      break;
    case BAMBU_RIGHTS_UNKNOWN:
    default:
      break;
    }

  add (checks, BAMBU_PRINT_CHECK_RIGHTS, verdict);
}

GArray *
bambu_print_check (BambuProject *project,
                   BambuPlate *plate,
                   BambuPrinter *printer,
                   const GArray *matches,
                   gboolean plate_clear_confirmed,
                   BambuPrintWay way)
{
  const BambuPlateValues *values;
  GArray *checks;

  g_return_val_if_fail (BAMBU_IS_PROJECT (project), NULL);
  g_return_val_if_fail (plate == NULL || BAMBU_IS_PLATE (plate), NULL);
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  values = plate != NULL ? bambu_plate_get_values (plate) : NULL;
  checks = g_array_new (FALSE, FALSE, sizeof (BambuPrintCheck));
  g_array_set_clear_func (checks, check_clear);

  look_at_file (checks, bambu_project_get_values (project), values, printer, way);
  look_at_reach (checks, printer, way);
  look_at_state (checks, printer, plate_clear_confirmed);
  if (values != NULL)
    {
      look_at_model (checks, values, printer);
      look_at_nozzle (checks, values, printer);
      look_at_plate_type (checks, values);
    }
  if (matches != NULL)
    look_at_filaments (checks, matches);
  look_at_storage (checks, printer, way);
  look_at_door (checks, printer);
  look_at_messages (checks, printer);
  look_at_rights (checks, printer, way);

  return checks;
}

const BambuPrintCheck *
bambu_print_checks_find_obstacle (const GArray *checks, gboolean only_upload)
{
  BambuPrintVerdict limit =
      only_upload ? BAMBU_PRINT_VERDICT_BLOCKED_UPLOAD : BAMBU_PRINT_VERDICT_BLOCKED;

  g_return_val_if_fail (checks != NULL, NULL);

  for (guint i = 0; i < checks->len; i++)
    if (g_array_index (checks, BambuPrintCheck, i).verdict >= limit)
      return &g_array_index (checks, BambuPrintCheck, i);

  return NULL;
}

const BambuPrintCheck *
bambu_print_checks_find (const GArray *checks, BambuPrintCheckKind kind)
{
  g_return_val_if_fail (checks != NULL, NULL);

  for (guint i = 0; i < checks->len; i++)
    if (g_array_index (checks, BambuPrintCheck, i).kind == kind)
      return &g_array_index (checks, BambuPrintCheck, i);

  return NULL;
}
