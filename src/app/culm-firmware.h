/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/account/bambu-account.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

/**
 * CulmFirmwareState:
 * @CULM_FIRMWARE_STATE_UNKNOWN: nobody was asked whether there is a newer one
 * @CULM_FIRMWARE_STATE_LOADING: somebody is asked
 * @CULM_FIRMWARE_STATE_CURRENT: there is none
 * @CULM_FIRMWARE_STATE_AVAILABLE: there is one
 * @CULM_FIRMWARE_STATE_FAILED: who was asked has not told
 */
typedef enum
{
  CULM_FIRMWARE_STATE_UNKNOWN,
  CULM_FIRMWARE_STATE_LOADING,
  CULM_FIRMWARE_STATE_CURRENT,
  CULM_FIRMWARE_STATE_AVAILABLE,
  CULM_FIRMWARE_STATE_FAILED,
} CulmFirmwareState;

#define CULM_TYPE_FIRMWARE_STATE (culm_firmware_state_get_type ())
GType culm_firmware_state_get_type (void);

#define CULM_TYPE_FIRMWARE (culm_firmware_get_type ())
G_DECLARE_FINAL_TYPE (CulmFirmware, culm_firmware, CULM, FIRMWARE, GObject)

/**
 * CulmFirmware:
 *
 * Which firmware a printer runs, and which it could: what its account says, else what the printer
 * says of itself. It belongs to its printer, and is asked for at most once an hour. Without an
 * account nobody knows for sure that there is nothing newer.
 *
 * Properties, all readable: `state` (#CulmFirmwareState), `version` (string, nullable),
 * `new-version` (string, nullable), `notes` (string, nullable): what is new, or an address where
 * that stands.
 */

/** culm_firmware_get_for_printer: Returns: (transfer none): the printer's */
CulmFirmware *culm_firmware_get_for_printer (BambuPrinter *printer);

/**
 * culm_firmware_look:
 * @account: (nullable): the one that the printer is bound to
 *
 * Somebody looks at it: asks @account, if it is time.
 */
void culm_firmware_look (CulmFirmware *self, BambuAccount *account);

CulmFirmwareState culm_firmware_get_state (CulmFirmware *self);
const char *culm_firmware_get_version (CulmFirmware *self);
const char *culm_firmware_get_new_version (CulmFirmware *self);
const char *culm_firmware_get_notes (CulmFirmware *self);

G_END_DECLS
