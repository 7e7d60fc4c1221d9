/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-control.h"

G_BEGIN_DECLS

#define BAMBU_PRINTER_ERROR (bambu_printer_error_quark ())

/**
 * BambuPrinterError:
 * @BAMBU_PRINTER_ERROR_OFFLINE: nothing was sent: there is no live report; or the connection was
 *   lost before the outcome was known
 * @BAMBU_PRINTER_ERROR_VIEW_ONLY: this firmware takes commands only from Bambu Lab's own software
 * @BAMBU_PRINTER_ERROR_REFUSED: the printer said no; the message is its words, if it had any, and
 *   bambu_printer_error_get_code() and bambu_printer_error_get_number() what else it said
 * @BAMBU_PRINTER_ERROR_NOT_CONFIRMED: it was sent, and no report showed its effect in time
 * @BAMBU_PRINTER_ERROR_NOT_NOW: nothing was sent: what the printer does now does not allow it, or
 *   the state that was asked about has passed; bambu_printer_error_get_obstacle() says what
 * @BAMBU_PRINTER_ERROR_NOT_ABLE: nothing was sent: this printer cannot do that at all; likewise
 * @BAMBU_PRINTER_ERROR_PENDING: nothing was sent: the same control's last command is still under
 *   way. To be passed over in silence
 *
 * What a command can end with. The messages are for the log, but for the printer's own words.
 */
typedef enum
{
  BAMBU_PRINTER_ERROR_OFFLINE,
  BAMBU_PRINTER_ERROR_VIEW_ONLY,
  BAMBU_PRINTER_ERROR_REFUSED,
  BAMBU_PRINTER_ERROR_NOT_CONFIRMED,
  BAMBU_PRINTER_ERROR_NOT_NOW,
  BAMBU_PRINTER_ERROR_NOT_ABLE,
  BAMBU_PRINTER_ERROR_PENDING,
} BambuPrinterError;

/**
 * BambuObstacle:
 * @BAMBU_OBSTACLE_NONE: the error's code says all that is known
 * @BAMBU_OBSTACLE_UPGRADING: the firmware is being changed
 * @BAMBU_OBSTACLE_STATE: it starts, or is in a state that is not known
 * @BAMBU_OBSTACLE_JOB: a job is under way
 * @BAMBU_OBSTACLE_NO_JOB: none is
 * @BAMBU_OBSTACLE_JOB_STARTS: it does not print yet
 * @BAMBU_OBSTACLE_PAUSED: the job is paused
 * @BAMBU_OBSTACLE_NOT_PAUSED: it is not
 * @BAMBU_OBSTACLE_PASSED: the printer does not ask about this fault any more
 * @BAMBU_OBSTACLE_NOT_OFFERED: nor offer this firmware
 * @BAMBU_OBSTACLE_COLD: the nozzle is; number: °C that it takes
 * @BAMBU_OBSTACLE_AUTOMATIC: the air duct rules this fan
 * @BAMBU_OBSTACLE_NOT_CONNECTED: the AMS is not connected to an extruder yet
 * @BAMBU_OBSTACLE_EMPTY: there is no spool in the slot
 * @BAMBU_OBSTACLE_LOADED: it is loaded already
 * @BAMBU_OBSTACLE_NOT_LOADED: nothing is loaded
 * @BAMBU_OBSTACLE_AMS_LOADED: filament of an AMS is
 * @BAMBU_OBSTACLE_IN_USE: it is being printed with
 * @BAMBU_OBSTACLE_NOT_IDENTIFIED: it is not known what filament it is
 * @BAMBU_OBSTACLE_DRYER: the AMS says so; number: #BambuDryObstacles
 * @BAMBU_OBSTACLE_SOFT: what is in the AMS softens; number: °C that it stands
 * @BAMBU_OBSTACLE_NOT_DRYING: the AMS does not dry
 * @BAMBU_OBSTACLE_ABSENT: this printer does not have it
 * @BAMBU_OBSTACLE_INVALID: what was asked for makes no sense
 * @BAMBU_OBSTACLE_LASER: a laser job goes on at the printer only
 * @BAMBU_OBSTACLE_TAGGED: the spool's tag says what it is
 * @BAMBU_OBSTACLE_SEES_NOZZLE: the printer reads itself what nozzle it has
 * @BAMBU_OBSTACLE_CLOUD_ONLY: it is told through the cloud only
 * @BAMBU_OBSTACLE_TOO_MANY: objects to skip; number: the most
 * @BAMBU_OBSTACLE_TOO_HOT: hotter than it gets; number: °C that it does
 * @BAMBU_OBSTACLE_ONLY_3MF: it prints no G-code without a 3MF around it
 *
 * Why nothing was sent, for %BAMBU_PRINTER_ERROR_NOT_NOW and %BAMBU_PRINTER_ERROR_NOT_ABLE. Nicks
 * are the errors' messages.
 */
typedef enum
{
  BAMBU_OBSTACLE_NONE,
  BAMBU_OBSTACLE_UPGRADING,
  BAMBU_OBSTACLE_STATE,
  BAMBU_OBSTACLE_JOB,
  BAMBU_OBSTACLE_NO_JOB,
  BAMBU_OBSTACLE_JOB_STARTS,
  BAMBU_OBSTACLE_PAUSED,
  BAMBU_OBSTACLE_NOT_PAUSED,
  BAMBU_OBSTACLE_PASSED,
  BAMBU_OBSTACLE_NOT_OFFERED,
  BAMBU_OBSTACLE_COLD,
  BAMBU_OBSTACLE_AUTOMATIC,
  BAMBU_OBSTACLE_NOT_CONNECTED,
  BAMBU_OBSTACLE_EMPTY,
  BAMBU_OBSTACLE_LOADED,
  BAMBU_OBSTACLE_NOT_LOADED,
  BAMBU_OBSTACLE_AMS_LOADED,
  BAMBU_OBSTACLE_IN_USE,
  BAMBU_OBSTACLE_NOT_IDENTIFIED,
  BAMBU_OBSTACLE_DRYER,
  BAMBU_OBSTACLE_SOFT,
  BAMBU_OBSTACLE_NOT_DRYING,
  BAMBU_OBSTACLE_ABSENT,
  BAMBU_OBSTACLE_INVALID,
  BAMBU_OBSTACLE_LASER,
  BAMBU_OBSTACLE_TAGGED,
  BAMBU_OBSTACLE_SEES_NOZZLE,
  BAMBU_OBSTACLE_CLOUD_ONLY,
  BAMBU_OBSTACLE_TOO_MANY,
  BAMBU_OBSTACLE_TOO_HOT,
  BAMBU_OBSTACLE_ONLY_3MF,
} BambuObstacle;

#define BAMBU_TYPE_OBSTACLE (bambu_obstacle_get_type ())
GType bambu_obstacle_get_type (void) G_GNUC_CONST;

/**
 * BambuAsked:
 * @control: what was worked
 * @index: which of several
 * @value: what was wanted, as #BambuControl says; NaN if nothing can be shown
 * @text: (nullable): the same where it is a word
 * @sensitivity: a detector's, a #BambuSensitivity
 *
 * What a command asked for.
 */
typedef struct
{
  BambuControl control;
  int index;
  double value;
  char *text;
  int sensitivity;
} BambuAsked;

GQuark bambu_printer_error_quark (void);

/**
 * bambu_printer_error_new_obstacle:
 * @code: %BAMBU_PRINTER_ERROR_NOT_NOW or %BAMBU_PRINTER_ERROR_NOT_ABLE
 * @number: what belongs to @obstacle; else 0
 *
 * Returns: (transfer full): why nothing was sent
 */
GError *bambu_printer_error_new_obstacle (BambuPrinterError code,
                                          BambuObstacle obstacle,
                                          int number);

/** bambu_printer_error_get_obstacle: @error: of %BAMBU_PRINTER_ERROR */
BambuObstacle bambu_printer_error_get_obstacle (const GError *error);

/**
 * bambu_printer_error_get_asked:
 * @error: an error of %BAMBU_PRINTER_ERROR
 *
 * Returns: (nullable): the command that was sent; %NULL if none was
 */
const BambuAsked *bambu_printer_error_get_asked (const GError *error);

/**
 * bambu_printer_error_get_code:
 * @error: an error of %BAMBU_PRINTER_ERROR
 *
 * Returns: the `err_code` of a refusal, a number as in `print_error`; 0 if there was none
 */
guint32 bambu_printer_error_get_code (const GError *error);

/**
 * bambu_printer_error_get_number:
 * @error: an error of %BAMBU_PRINTER_ERROR
 *
 * Returns: the `errno` of a refusal, negative; its meaning is the command's
 *   (protocol/mqtt-commands.md §3 and §4). Or what belongs to an obstacle. 0 if there was none
 */
int bambu_printer_error_get_number (const GError *error);

G_END_DECLS
