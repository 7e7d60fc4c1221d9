/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-decode-private.h"

#include <string.h>

#include "bambu-stage.h"
#include "bambu-value-private.h"

#define END_TIME_STEP 60 /* seconds by which an estimate must differ to be shown */

static BambuState
parse_state (const char *word)
{
  static const struct
  {
    const char *word;
    BambuState state;
  } STATES[] = {
    { "IDLE", BAMBU_STATE_IDLE },       { "PREPARE", BAMBU_STATE_PREPARE },
    { "SLICING", BAMBU_STATE_SLICING }, { "RUNNING", BAMBU_STATE_RUNNING },
    { "PAUSE", BAMBU_STATE_PAUSE },     { "FINISH", BAMBU_STATE_FINISH },
    { "FAILED", BAMBU_STATE_FAILED },   { "INIT", BAMBU_STATE_INIT },
    { "OFFLINE", BAMBU_STATE_OFFLINE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (STATES); i++)
    if (strcmp (word, STATES[i].word) == 0)
      return STATES[i].state;

  return BAMBU_STATE_UNKNOWN;
}

/* NULL if the field does not say. */
static const char *
get_state_word (const BambuReport *report)
{
  const char *word = NULL;

  if (bambu_value_read_text (bambu_report_get (report, BAMBU_KEY_GCODE_STATE), &word)
      == BAMBU_ANSWER_ABSENT)
    return "";

  return word;
}

/* X1 and H2 print `/data/Metadata/plate_1.gcode`. */
static int
parse_plate (const char *file)
{
  const char *number = g_strrstr (file, "plate_");
  char *end;
  guint64 plate;

  if (number == NULL)
    return 0;

  number += strlen ("plate_");
  plate = g_ascii_strtoull (number, &end, 10);

  return end != number && g_str_has_prefix (end, ".gcode") && plate <= 1000 ? (int) plate : 0;
}

/* Prints of the cloud are known by the first of them; what is sent on the LAN may have neither. */
static gint64
read_task_id (const BambuReport *report)
{
  static const BambuReportKey KEYS[] = { BAMBU_KEY_SUBTASK_ID, BAMBU_KEY_TASK_ID };
  gint64 id;

  for (guint i = 0; i < G_N_ELEMENTS (KEYS); i++)
    if (bambu_value_read_int (bambu_report_get (report, KEYS[i]), &id) == BAMBU_ANSWER_GOOD
        && id > 0)
      return id;

  return 0;
}

static gint64
estimate_end (const BambuJobReading *job, BambuState state, gint64 now)
{
  gint64 estimate;

  /* Nobody knows how long a pause lasts. */
  if (!job->active || state == BAMBU_STATE_PAUSE || job->remaining_minutes <= 0)
    return 0;

  estimate = now + job->remaining_minutes * G_GINT64_CONSTANT (60);

  return ABS (estimate - job->end_time) < END_TIME_STEP ? job->end_time : estimate;
}

void
bambu_decode_job (const BambuReport *report, gint64 now, BambuJobReading *job)
{
  yyjson_mut_val *three_d = bambu_report_get (report, BAMBU_KEY_3D);
  yyjson_mut_val *layer = bambu_report_get (report, BAMBU_KEY_LAYER_NUM);
  yyjson_mut_val *total = bambu_report_get (report, BAMBU_KEY_TOTAL_LAYER_NUM);
  const char *word = get_state_word (report);
  BambuState state = BAMBU_STATE_UNKNOWN;

  bambu_value_update_text (bambu_report_get (report, BAMBU_KEY_SUBTASK_NAME), "", &job->name);
  bambu_value_update_text (bambu_report_get (report, BAMBU_KEY_GCODE_FILE), "", &job->file);
  bambu_value_update_text (bambu_report_get (report, BAMBU_KEY_PRINT_TYPE), "", &job->print_type);

  if (word)
    {
      state = parse_state (word);
      job->active = state == BAMBU_STATE_PREPARE || state == BAMBU_STATE_SLICING
                    || state == BAMBU_STATE_RUNNING || state == BAMBU_STATE_PAUSE;
    }

  job->plate = parse_plate (job->file);
  if (job->plate == 0)
    bambu_value_update_int (bambu_report_get (report, BAMBU_KEY_PLATE_IDX), 1, 1000, 0,
                            &job->plate);

  bambu_value_update_int (bambu_report_get (report, BAMBU_KEY_MC_PERCENT), 0, 100, -1,
                          &job->percent);
  bambu_value_update_int (bambu_report_get (report, BAMBU_KEY_MC_REMAINING_TIME), 0, G_MAXINT, -1,
                          &job->remaining_minutes);
  bambu_value_update_int (layer ? layer : bambu_value_get (three_d, "layer_num"), 0, G_MAXINT, -1,
                          &job->layer);
  bambu_value_update_int (total ? total : bambu_value_get (three_d, "total_layer_num"), 0, G_MAXINT,
                          -1, &job->total_layers);
  bambu_value_update_int (bambu_report_get (report, BAMBU_KEY_GCODE_FILE_PREPARE_PERCENT), 0, 100,
                          -1, &job->prepare_percent);

  job->n_skipped = (int) yyjson_mut_arr_size (bambu_report_get (report, BAMBU_KEY_S_OBJ));

  job->task_id = read_task_id (report);
  job->end_time = estimate_end (job, state, now);
}

/* Main status in the high byte, its step in the low one. */
static void
decode_ams_status (const BambuReport *report, BambuStatusDecoding *status)
{
  gint64 number;

  switch (bambu_value_read_int (bambu_report_get (report, BAMBU_KEY_AMS_STATUS), &number))
    {
    case BAMBU_ANSWER_GOOD:
      status->ams_activity = MIN ((guint) (number >> 8 & 0xff), BAMBU_AMS_ACTIVITY_OTHER);
      status->ams_step = number & 0xff;
      break;
    case BAMBU_ANSWER_ABSENT:
      status->ams_activity = BAMBU_AMS_ACTIVITY_IDLE;
      status->ams_step = 0;
      break;
    case BAMBU_ANSWER_WRONG:
    default:
      break;
    }
}

void
bambu_decode_status (const BambuReport *report, BambuStatusDecoding *status)
{
  yyjson_mut_val *stage = bambu_value_get (bambu_report_get (report, BAMBU_KEY_STAGE), "_id");
  const char *word = get_state_word (report);

  if (word)
    {
      status->state_word = word;
      status->state = parse_state (word);
    }

  bambu_value_update_int (stage ? stage : bambu_report_get (report, BAMBU_KEY_STG_CUR), G_MININT,
                          G_MAXINT, -1, &status->stage);
  bambu_value_update_int (bambu_report_get (report, BAMBU_KEY_SPD_LVL), 1, 4, 0,
                          &status->speed_level);

  decode_ams_status (report, status);

  status->stage_name = bambu_stage_get_name (status->stage);

  /* Neither 0 nor 255 says whether the printer is busy. */
  if (status->stage == 0 && status->state != BAMBU_STATE_RUNNING)
    {
      status->stage_name = NULL;
    }
  else if (status->stage_name == NULL && status->stage > 0 && status->stage != 255)
    {
      g_snprintf (status->stage_text, sizeof status->stage_text, "Stage %d", status->stage);
      status->stage_name = status->stage_text;
    }
}
