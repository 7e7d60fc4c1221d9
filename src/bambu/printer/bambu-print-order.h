/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-printer.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_PRINT_CHOICE (bambu_print_choice_get_type ())
#define BAMBU_TYPE_PRINT_FEATURES (bambu_print_features_get_type ())

/** BambuPrintChoice: @BAMBU_PRINT_CHOICE_AUTO: if the printer finds that it is needed */
typedef enum
{
  BAMBU_PRINT_CHOICE_OFF,
  BAMBU_PRINT_CHOICE_ON,
  BAMBU_PRINT_CHOICE_AUTO,
} BambuPrintChoice;

GType bambu_print_choice_get_type (void) G_GNUC_CONST;

/**
 * BambuPrintFeatures:
 * @BAMBU_PRINT_FEATURE_BED_LEVELLING_AUTO: %BAMBU_PRINT_CHOICE_AUTO is there for it, as for the
 *   other two; without it that is taken for on
 * @BAMBU_PRINT_FEATURE_NOZZLE_OFFSET: of two nozzles to each other; off or auto
 *
 * What can be chosen when a printer is to print (protocol/models.md §1).
 */
typedef enum
{
  BAMBU_PRINT_FEATURE_BED_LEVELLING = 1 << 0,
  BAMBU_PRINT_FEATURE_BED_LEVELLING_AUTO = 1 << 1,
  BAMBU_PRINT_FEATURE_FLOW = 1 << 2,
  BAMBU_PRINT_FEATURE_FLOW_AUTO = 1 << 3,
  BAMBU_PRINT_FEATURE_VIBRATION = 1 << 4,
  BAMBU_PRINT_FEATURE_FIRST_LAYER = 1 << 5,
  BAMBU_PRINT_FEATURE_TIMELAPSE = 1 << 6,
  BAMBU_PRINT_FEATURE_NOZZLE_OFFSET = 1 << 7,
} BambuPrintFeatures;

GType bambu_print_features_get_type (void) G_GNUC_CONST;

/** bambu_print_get_features: by its model */
BambuPrintFeatures bambu_print_get_features (BambuPrinter *printer);

/**
 * BambuPrintOptions:
 * @first_layer_inspection: by lidar
 *
 * What the user chose. What the printer has no feature for is passed over.
 */
typedef struct
{
  BambuPrintChoice bed_levelling;
  BambuPrintChoice flow_calibration;
  gboolean vibration_calibration;
  gboolean first_layer_inspection;
  gboolean timelapse;
  BambuPrintChoice nozzle_offset;
} BambuPrintOptions;

/** bambu_print_options_init: what is usual where somebody has not chosen yet */
void bambu_print_options_init (BambuPrintOptions *self, BambuPrintFeatures features);

/**
 * BambuMapping:
 * @tray: for `ams_mapping`; −1 not used, or an external spool
 * @ams_id: for `ams_mapping2`
 * @slot_id: likewise
 *
 * What a printer is told about a filament of a project (protocol/threemf.md §5).
 */
typedef struct
{
  int tray;
  int ams_id;
  int slot_id;
} BambuMapping;

/** BAMBU_MAPPING_NOWHERE: as unit and slot: the plate does not use that filament */
#define BAMBU_MAPPING_NOWHERE 255

/** bambu_mapping_uses_ams: whether any filament comes from an AMS: `use_ams` */
gboolean bambu_mapping_uses_ams (const GArray *mapping);

/**
 * BambuPrintOrder:
 * @name: what the job is called, without an extension; of plain G-code its file's name
 * @url: of a 3MF that the printer has; of plain G-code: its path
 * @md5: (nullable): of the whole file, 32 upper-case hex digits; %NULL: not to be compared
 * @plate: from 1; 0: plain G-code
 * @id: of bambu_print_order_new_id(): what the job is known by afterwards
 * @mapping: (nullable) (element-type BambuMapping): an entry for each filament of the project
 * @options: what the user chose
 *
 * A print to begin, of a file that is on the printer.
 */
typedef struct
{
  const char *name;
  const char *url;
  const char *md5;
  int plate;
  gint64 id;
  const GArray *mapping;
  BambuPrintOptions options;
} BambuPrintOrder;

/** bambu_print_order_new_id: a number that no job had yet: of 1 to 2³¹ − 1, by @now, Unix µs */
gint64 bambu_print_order_new_id (gint64 now);

/**
 * bambu_printer_takes_gcode:
 *
 * Returns: whether it prints plain G-code; only X1 is known to (protocol/threemf.md §7)
 */
gboolean bambu_printer_takes_gcode (BambuPrinter *self);

/**
 * bambu_printer_describe_order:
 *
 * Returns: (transfer full): the command of bambu_printer_start_print(), JSON of many lines; sends
 *   nothing, and asks not whether it could be
 */
char *bambu_printer_describe_order (BambuPrinter *self, const BambuPrintOrder *order);

/**
 * bambu_printer_start_print:
 *
 * A command as those of bambu-printer-control.h, with %BAMBU_CONTROL_PRINT. To be confirmed by the
 * user first: it heats and moves. Sent once. What was sent is waited for over a broken connection
 * too, up to 30 s: %BAMBU_PRINTER_ERROR_OFFLINE means that nothing was sent.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when a report shows that the printer
 *   has begun with this very order; rejects with %BAMBU_PRINTER_ERROR_REFUSED also if it reports an
 *   error instead
 */
DexFuture *bambu_printer_start_print (BambuPrinter *self, const BambuPrintOrder *order);

/**
 * bambu_printer_await_print:
 * @name: (nullable): as for bambu_printer_has_begun()
 * @id: of a task that the cloud was asked for
 *
 * Sends nothing: waits for the cloud to tell the printer.
 *
 * Returns: (transfer full): as bambu_printer_start_print(), after 90 s at most
 */
DexFuture *bambu_printer_await_print (BambuPrinter *self, const char *name, gint64 id);

/**
 * bambu_printer_await_turn:
 *
 * Asks for something that changes nothing. Printers answer in order: what was sent before has been
 * dealt with by then, or it got lost.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when it is answered; rejects with
 *   %BAMBU_PRINTER_ERROR_OFFLINE or %BAMBU_PRINTER_ERROR_NOT_CONFIRMED
 */
DexFuture *bambu_printer_await_turn (BambuPrinter *self);

/**
 * bambu_printer_has_begun:
 * @name: (nullable): the job's; %NULL: must be known by its number
 * @id: its number; a task of the cloud's has one as well
 *
 * Returns: whether the last report shows it preparing or printing that job
 */
gboolean bambu_printer_has_begun (BambuPrinter *self, const char *name, gint64 id);

/** bambu_printer_has_finished: @id: a job's number. Returns: whether the last report shows that it
 * was printed to its end, and nothing came after it */
gboolean bambu_printer_has_finished (BambuPrinter *self, gint64 id);

/**
 * bambu_printer_has_failed:
 * @id: a job's number
 *
 * Returns: whether the last report shows that job as failed
 */
gboolean bambu_printer_has_failed (BambuPrinter *self, gint64 id);

/** bambu_printer_get_print_error: Returns: `print_error` as reported; 0 none */
guint32 bambu_printer_get_print_error (BambuPrinter *self);

G_END_DECLS
