/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-print-filament.h"

G_BEGIN_DECLS

/**
 * BambuPrintResult:
 * @BAMBU_PRINT_RESULT_RUNNING: it is not over, as far as is known
 * @BAMBU_PRINT_RESULT_FINISHED:
 * @BAMBU_PRINT_RESULT_FAILED:
 * @BAMBU_PRINT_RESULT_CANCELLED: somebody stopped it
 * @BAMBU_PRINT_RESULT_UNKNOWN: nobody saw how it ended
 */
typedef enum
{
  BAMBU_PRINT_RESULT_RUNNING,
  BAMBU_PRINT_RESULT_FINISHED,
  BAMBU_PRINT_RESULT_FAILED,
  BAMBU_PRINT_RESULT_CANCELLED,
  BAMBU_PRINT_RESULT_UNKNOWN,
} BambuPrintResult;

#define BAMBU_TYPE_PRINT_RESULT (bambu_print_result_get_type ())
GType bambu_print_result_get_type (void) G_GNUC_CONST;

/** bambu_print_result_get_nick: Returns: (transfer none): `finished`, static */
const char *bambu_print_result_get_nick (BambuPrintResult result);

#define BAMBU_TYPE_KNOWN_PRINT (bambu_known_print_get_type ())

/**
 * BambuKnownPrint:
 * @serial: the printer's
 * @printer_name: what that was called then
 * @model: code of the printer's model; empty if unknown
 * @name: as the printer said it; may be empty
 * @file: likewise: the file's name on the printer
 * @task: the number that it was given by whoever sent it; 0 none
 * @plate: from 1; 0 unknown
 * @began: Unix seconds
 * @is_late: it ran already when it was first seen, nobody knows for how long: @began is then
 * @ended: Unix seconds; 0: it runs, as far as is known
 * @is_guessed: nobody saw it end, and @ended is about right
 * @last_seen: when its printer last said something of it, Unix seconds
 * @due: when it was last said to be done, Unix seconds; 0 unknown
 * @result:
 * @percent: that was reached; −1 unknown
 * @layer: that was reached; −1 unknown
 * @total_layers: −1 or 0 unknown
 * @speed_level: 1 silent to 4 ludicrous; 0 unknown
 * @nozzle: mm; 0 unknown
 * @bed: °C that the bed was at most to have; 0 unknown
 * @grams: as sliced; NaN unknown
 * @estimated_seconds: as sliced; −1 unknown
 * @note: (nullable): the user's
 * @filaments: of [class@Bambu.PrintFilament]: what it took, as far as that was seen; the list does
 * not change
 * @n_pictures: how many there are of it; not written
 *
 * What is remembered of a print. Keyed by serial and began.
 */
typedef struct
{
  char *serial;
  char *printer_name;
  char *model;
  char *name;
  char *file;
  gint64 task;
  int plate;
  gint64 began;
  gboolean is_late;
  gint64 ended;
  gboolean is_guessed;
  gint64 last_seen;
  gint64 due;
  BambuPrintResult result;
  int percent;
  int layer;
  int total_layers;
  int speed_level;
  double nozzle;
  int bed;
  double grams;
  gint64 estimated_seconds;
  char *note;
  GListModel *filaments;
  int n_pictures;
} BambuKnownPrint;

GType bambu_known_print_get_type (void) G_GNUC_CONST;
BambuKnownPrint *bambu_known_print_copy (const BambuKnownPrint *self);
void bambu_known_print_free (BambuKnownPrint *self);
/** bambu_known_print_get_seconds: that it took, or has taken up to when it was last seen; −1
 * unknown
 */
gint64 bambu_known_print_get_seconds (const BambuKnownPrint *self);

#define BAMBU_TYPE_KNOWN_PICTURE (bambu_known_picture_get_type ())

/**
 * BambuKnownPicture:
 * @time: Unix seconds
 * @percent: of the print; 100: the last one, before the bed went down; −1: of the sliced plate, not
 * of the printer
 * @file: JPEG or PNG
 *
 * A picture of a print. Keyed by print and percent.
 */
typedef struct
{
  gint64 time;
  int percent;
  GBytes *file;
} BambuKnownPicture;

GType bambu_known_picture_get_type (void) G_GNUC_CONST;
/** bambu_known_picture_new: @file: (transfer none) */
BambuKnownPicture *bambu_known_picture_new (gint64 time, int percent, GBytes *file);
BambuKnownPicture *bambu_known_picture_copy (const BambuKnownPicture *self);
void bambu_known_picture_free (BambuKnownPicture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuKnownPrint, bambu_known_print_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuKnownPicture, bambu_known_picture_free)

G_END_DECLS
