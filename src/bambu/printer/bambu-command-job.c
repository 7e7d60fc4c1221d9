/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-command-private.h"

#include <math.h>
#include <string.h>

#include "bambu-printer-private.h"
#include "bambu-value-private.h"

#define OBJECTS_MAX 64 /* that a job can be without */

static gboolean
is_running (BambuPrinter *printer)
{
  BambuState state = bambu_printer_get_state (printer);

  return state == BAMBU_STATE_RUNNING || state == BAMBU_STATE_PREPARE;
}

static gboolean
is_paused (BambuPrinter *printer, const BambuRequest *request)
{
  return bambu_printer_get_state (printer) == BAMBU_STATE_PAUSE;
}

static gboolean
is_resumed (BambuPrinter *printer, const BambuRequest *request)
{
  return is_running (printer);
}

static gboolean
is_stopped (BambuPrinter *printer, const BambuRequest *request)
{
  return !bambu_job_is_active (bambu_printer_get_job (printer));
}

static gboolean
has_speed (BambuPrinter *printer, const BambuRequest *request)
{
  return bambu_printer_get_speed_level (printer) == (int) request->value;
}

/* What the printer calls a job; "0" where it has no number. */
static char *
dup_id (BambuPrinter *printer, BambuReportKey key)
{
  gint64 id = 0;

  bambu_value_read_int (bambu_report_get (printer->report, key), &id);

  return g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

static BambuRequest *
new_job_request (BambuPrinter *printer,
                 BambuControl control,
                 const char *command,
                 gboolean (*is_met) (BambuPrinter *, const BambuRequest *),
                 GError **error)
{
  BambuRequest *request = bambu_command_begin (printer, control, 0, NAN, error);

  if (request == NULL)
    return NULL;

  json_object_set_string_member (bambu_request_add (request, "print", command), "param", "");
  request->is_met = is_met;

  return request;
}

/* A laser or cutting job goes on at the printer only, where somebody stands. */
static gboolean
is_of_laser (BambuPrinter *printer)
{
  gint64 attributes = 0;

  bambu_value_read_int (bambu_report_get (printer->report, BAMBU_KEY_JOB_ATTR), &attributes);

  return (attributes >> 4 & 0xf) > 1;
}

BambuRequest *
bambu_command_pause (BambuPrinter *printer, GError **error)
{
  return new_job_request (printer, BAMBU_CONTROL_PAUSE, "pause", is_paused, error);
}

BambuRequest *
bambu_command_resume (BambuPrinter *printer, GError **error)
{
  if (is_of_laser (printer))
    return bambu_command_not_able (error, BAMBU_OBSTACLE_LASER, 0);

  return new_job_request (printer, BAMBU_CONTROL_RESUME, "resume", is_resumed, error);
}

BambuRequest *
bambu_command_stop (BambuPrinter *printer, GError **error)
{
  return new_job_request (printer, BAMBU_CONTROL_STOP, "stop", is_stopped, error);
}

BambuRequest *
bambu_command_speed (BambuPrinter *printer, int level, GError **error)
{
  g_autofree char *text = NULL;
  BambuRequest *request;

  level = CLAMP (level, 1, 4);
  request = bambu_command_begin (printer, BAMBU_CONTROL_SPEED, 0, level, error);
  if (request == NULL)
    return NULL;

  text = g_strdup_printf ("%d", level);
  json_object_set_string_member (bambu_request_add (request, "print", "print_speed"), "param",
                                 text);
  request->is_met = has_speed;

  return request;
}

static gboolean
is_skipped (BambuPrinter *printer, int object)
{
  yyjson_mut_arr_iter iter =
      yyjson_mut_arr_iter_with (bambu_report_get (printer->report, BAMBU_KEY_S_OBJ));
  yyjson_mut_val *entry;
  gint64 id;

  while ((entry = yyjson_mut_arr_iter_next (&iter)))
    if (bambu_value_read_int (entry, &id) == BAMBU_ANSWER_GOOD && id == object)
      return TRUE;

  return FALSE;
}

static gboolean
are_skipped (BambuPrinter *printer, const BambuRequest *request)
{
  for (guint i = 0; i < request->objects->len; i++)
    if (!is_skipped (printer, g_array_index (request->objects, int, i)))
      return FALSE;

  return TRUE;
}

gboolean
bambu_printer_is_object_skipped (BambuPrinter *self, int object)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), FALSE);

  return is_skipped (self, object);
}

BambuRequest *
bambu_command_skip (BambuPrinter *printer, const int *objects, gsize n_objects, GError **error)
{
  g_autoptr (BambuRequest) request =
      bambu_command_begin (printer, BAMBU_CONTROL_SKIP, 0, NAN, error);
  gsize n_skipped = yyjson_mut_arr_size (bambu_report_get (printer->report, BAMBU_KEY_S_OBJ));
  JsonArray *list;

  if (request == NULL)
    return NULL;

  if (n_objects == 0)
    return bambu_command_not_able (error, BAMBU_OBSTACLE_INVALID, 0);
  if (n_objects > OBJECTS_MAX || n_skipped + n_objects > OBJECTS_MAX)
    return bambu_command_not_able (error, BAMBU_OBSTACLE_TOO_MANY, OBJECTS_MAX);

  list = json_array_new ();
  request->objects = g_array_new (FALSE, FALSE, sizeof *objects);
  g_array_append_vals (request->objects, objects, n_objects);
  for (gsize i = 0; i < n_objects; i++)
    json_array_add_int_element (list, objects[i]);
  json_object_set_array_member (bambu_request_add (request, "print", "skip_objects"), "obj_list",
                                list);
  request->is_met = are_skipped;

  return g_steal_pointer (&request);
}

/* `0300-400C` as the number in `print_error`; 0 for what is none. */
static guint32
parse_code (const char *code)
{
  g_auto (GStrv) halves = g_strsplit (code, "-", 3);
  guint64 high;
  guint64 low;

  if (g_strv_length (halves) != 2
      || !g_ascii_string_to_unsigned (halves[0], 16, 0, 0xffff, &high, NULL)
      || !g_ascii_string_to_unsigned (halves[1], 16, 0, 0xffff, &low, NULL))
    return 0;

  return (guint32) (high << 16 | low);
}

static gboolean
is_answered (BambuPrinter *printer, const BambuRequest *request)
{
  return bambu_decode_print_error (printer->report) != (guint32) request->value;
}

static void
add_dismissal (BambuRequest *request, BambuPrinter *printer, guint32 code, const char *hex)
{
  g_autofree char *subtask = dup_id (printer, BAMBU_KEY_SUBTASK_ID);
  JsonObject *body = bambu_request_add (request, "print", "clean_print_error");

  /* Whichever comes second finds the error gone. */
  request->either_will_do = TRUE;

  json_object_set_string_member (body, "subtask_id", subtask);
  json_object_set_int_member (body, "print_error", code);

  body = bambu_request_add (request, "system", "uiop");
  json_object_set_string_member (body, "name", "print_error");
  json_object_set_string_member (body, "action", "close");
  json_object_set_int_member (body, "source", 1);
  json_object_set_string_member (body, "type", "dialog");
  json_object_set_string_member (body, "err", hex);
}

static void
add_answer (BambuRequest *request, BambuPrinter *printer, const char *command, const char *hex)
{
  g_autofree char *job = dup_id (printer, BAMBU_KEY_JOB_ID);
  JsonObject *body = bambu_request_add (request, "print", command);

  json_object_set_string_member (body, "err", hex);
  json_object_set_string_member (body, "param", "reserve");
  json_object_set_string_member (body, "job_id", job);
}

BambuRequest *
bambu_command_answer (BambuPrinter *printer,
                      const char *code,
                      BambuErrorAnswer answer,
                      GError **error)
{
  guint32 number = parse_code (code);
  g_autoptr (BambuRequest) request =
      bambu_command_begin (printer, BAMBU_CONTROL_ERROR, 0, number, error);
  g_autofree char *hex = g_strdup_printf ("%08X", number);
  JsonObject *body;

  if (request == NULL)
    return NULL;

  if (number == 0 || number != bambu_decode_print_error (printer->report))
    return bambu_command_not_now (error, BAMBU_OBSTACLE_PASSED, 0);

  request->is_met = is_answered;

  switch (answer)
    {
    case BAMBU_ERROR_ANSWER_RESUME:
      if (is_of_laser (printer))
        return bambu_command_not_able (error, BAMBU_OBSTACLE_LASER, 0);
      if (!bambu_command_check (printer, BAMBU_CONTROL_RESUME, error))
        return NULL;
      add_answer (request, printer, "resume", hex);
      request->is_met = is_resumed;
      break;
    case BAMBU_ERROR_ANSWER_STOP:
      if (!bambu_command_check (printer, BAMBU_CONTROL_STOP, error))
        return NULL;
      add_answer (request, printer, "stop", hex);
      request->is_met = is_stopped;
      break;
    case BAMBU_ERROR_ANSWER_IGNORE:
      add_answer (request, printer, "ignore", hex);
      break;
    case BAMBU_ERROR_ANSWER_IGNORE_IDLE:
      body = bambu_request_add (request, "print", "idle_ignore");
      json_object_set_string_member (body, "err", hex);
      json_object_set_int_member (body, "type", 0);
      break;
    case BAMBU_ERROR_ANSWER_DISMISS:
    default:
      add_dismissal (request, printer, number, hex);
      break;
    }

  return g_steal_pointer (&request);
}
