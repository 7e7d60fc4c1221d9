/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-print-enums.h"
#include "project/bambu-match.h"
#include "project/bambu-project.h"

G_BEGIN_DECLS

/** BAMBU_PRINT_MAX_BYTES: what the vendor's programs and service refuse */
#define BAMBU_PRINT_MAX_BYTES (G_GINT64_CONSTANT (1) << 30)

/**
 * BambuPrintCheck:
 * @kind: what was looked at
 * @verdict: and found
 * @expected: (nullable): what the file is for: of MODEL a name, of NOZZLE mm, "0.4"; of PLATE_TYPE
 *   a nick of #BambuBedType
 * @actual: (nullable): what the printer has
 * @until: of STATE: when it will be done, Unix seconds; 0 unknown
 * @count: of FILAMENTS: how many have no slot, or are to be told of; of MESSAGES: how many there
 *   are
 *
 * One of the things to be looked at before a print.
 */
typedef struct
{
  BambuPrintCheckKind kind;
  BambuPrintVerdict verdict;
  char *expected;
  char *actual;
  gint64 until;
  guint count;
} BambuPrintCheck;

/**
 * bambu_print_check:
 * @project: a file
 * @plate: (nullable): of it, if there is one
 * @printer: where it is to be printed
 * @matches: (nullable) (element-type BambuMatch): for each filament of the plate; %NULL: they are
 *   not looked at
 * @plate_clear_confirmed: the user says that nothing lies on the bed
 * @way: how it is to get there
 *
 * Pure: looks at what is known, and asks nobody.
 *
 * Returns: (transfer full) (element-type BambuPrintCheck): all that have a meaning for this file
 *   and printer, by kind
 */
GArray *bambu_print_check (BambuProject *project,
                           BambuPlate *plate,
                           BambuPrinter *printer,
                           const GArray *matches,
                           gboolean plate_clear_confirmed,
                           BambuPrintWay way);

/**
 * bambu_print_checks_find_obstacle:
 * @checks: (element-type BambuPrintCheck): of bambu_print_check()
 * @only_upload: nothing is to be printed
 *
 * Returns: (transfer none) (nullable): the first that forbids it
 */
const BambuPrintCheck *bambu_print_checks_find_obstacle (const GArray *checks,
                                                         gboolean only_upload);

/** bambu_print_checks_find: Returns: (transfer none) (nullable): the one of this kind */
const BambuPrintCheck *bambu_print_checks_find (const GArray *checks, BambuPrintCheckKind kind);

G_END_DECLS
