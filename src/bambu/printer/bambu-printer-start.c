/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-printer-private.h"
#include "bambu-value-private.h"

#include <string.h>

/* When a job began to print, and when it was done. Few printers say the one, none the other, and
 * those by a clock of their own: what was seen here comes first (protocol/mqtt-state.md §3). */

#define WATCHED_SECONDS 60 /* between two reports; who was away for longer saw nothing begin */
#define LONGEST_SECONDS (30 * 24 * 60 * 60) /* a printer's clock that makes it more is wrong */

static const char STARTED[] = "started";
static const char DONE[] = "done";
static const char TOOK[] = "took";

static gboolean
is_printing (BambuState state)
{
  return state == BAMBU_STATE_RUNNING || state == BAMBU_STATE_PAUSE;
}

static gboolean
is_before_printing (BambuState state)
{
  return state == BAMBU_STATE_IDLE || state == BAMBU_STATE_FINISH || state == BAMBU_STATE_FAILED
         || state == BAMBU_STATE_PREPARE || state == BAMBU_STATE_SLICING;
}

static gboolean
has_same_name (const BambuJobReading *last, const BambuJobReading *job)
{
  return strcmp (last->name, job->name) == 0 && strcmp (last->file, job->file) == 0;
}

/* Nobody looked for @seconds: did the last job have the time to end, and another to come as far? */
static gboolean
is_same_job (const BambuJobReading *last, const BambuJobReading *job, gint64 seconds)
{
  return has_same_name (last, job) && job->percent >= last->percent && seconds >= 0
         && seconds < last->remaining_minutes * G_GINT64_CONSTANT (60);
}

static gint64
read_reported (BambuPrinter *self, gint64 now)
{
  gint64 start;

  if (bambu_value_read_int (bambu_report_get (self->report, BAMBU_KEY_GCODE_START_TIME), &start)
          != BAMBU_ANSWER_GOOD
      || start > now || start < now - LONGEST_SECONDS)
    return 0;

  return MAX (start, 0);
}

gboolean
bambu_printer_was_away (BambuPrinter *self, gint64 seen)
{
  return ABS (seen - self->reading.seen) > WATCHED_SECONDS;
}

gint64
bambu_printer_judge_start (BambuPrinter *self,
                           const BambuJobReading *job,
                           BambuState state,
                           gint64 seen)
{
  const BambuJobReading *last = bambu_job_get_reading (self->reading.job);
  gint64 seconds = seen - self->reading.seen;
  gboolean watched = !bambu_printer_was_away (self, seen);

  if (!is_printing (state))
    return 0;

  if (watched && is_before_printing (self->reading.state))
    return seen;

  if (last->start_time > 0 && (watched || is_same_job (last, job, seconds)))
    return last->start_time;

  return read_reported (self, seen);
}

/* Who was away for as long as it takes may have missed another print of the same. */
gint64
bambu_printer_judge_done (BambuPrinter *self, const BambuJobReading *job, gint64 seen)
{
  const BambuJobReading *last = bambu_job_get_reading (self->reading.job);
  gint64 seconds = seen - self->reading.seen;
  gboolean watched = !bambu_printer_was_away (self, seen);

  if (job->active || !has_same_name (last, job))
    return 0;

  if (watched && last->active)
    {
      self->took = last->start_time > 0 ? seen - last->start_time : 0;
      return seen;
    }

  return watched || (seconds >= 0 && seconds < self->took) ? last->done_time : 0;
}

void
bambu_printer_write_start (BambuPrinter *self, yyjson_mut_doc *document, yyjson_mut_val *root)
{
  gint64 start = bambu_job_get_start_time (self->reading.job);

  gint64 done = bambu_job_get_done_time (self->reading.job);

  if (start > 0)
    yyjson_mut_obj_add_sint (document, root, STARTED, start);
  if (done > 0)
    yyjson_mut_obj_add_sint (document, root, DONE, done);
  if (done > 0 && self->took > 0)
    yyjson_mut_obj_add_sint (document, root, TOOK, self->took);
}

void
bambu_printer_read_start (BambuPrinter *self, yyjson_val *root)
{
  BambuJobReading job = *bambu_job_get_reading (self->reading.job);
  gint64 start = yyjson_get_sint (yyjson_obj_get (root, STARTED));
  gint64 done = yyjson_get_sint (yyjson_obj_get (root, DONE));

  if (start > 0 && start <= self->reading.seen && is_printing (self->reading.state))
    job.start_time = start;
  if (done > 0 && done <= self->reading.seen && !job.active)
    {
      job.done_time = done;
      self->took = MAX (yyjson_get_sint (yyjson_obj_get (root, TOOK)), 0);
    }
  bambu_part_apply (BAMBU_PART (self->reading.job), &job);
}
