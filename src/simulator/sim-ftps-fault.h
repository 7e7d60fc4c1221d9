/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-printer.h"

G_BEGIN_DECLS

/**
 * SimFtpsFault:
 *
 * What goes wrong where files are had: those of %SIM_FAULT_FILES by their names.
 */
typedef enum
{
  /* What ProFTPD is told */
  SIM_FTPS_SLOW,
  SIM_FTPS_ANY_SESSION,
  SIM_FTPS_RESUME,
  /* What stands between it and the client */
  SIM_FTPS_SILENT,
  SIM_FTPS_ABSENT,
  SIM_FTPS_READ_ONLY,
  SIM_FTPS_SINGLE,
  SIM_FTPS_IDLE,
  SIM_FTPS_UNFORMATTED,
  SIM_FTPS_FULL,
  SIM_FTPS_FULL_MIDWAY,
  SIM_FTPS_CUT,
  SIM_FTPS_STALL,
  SIM_FTPS_LATE,
  SIM_FTPS_NEVER,
  SIM_FTPS_HALF_CLOSED,
  SIM_FTPS_HANG,
  SIM_FTPS_426_COMPLETE,
  SIM_FTPS_426_SHORT,
  SIM_FTPS_226_SHORT,
  SIM_FTPS_SHORT_DOWNLOAD,
  SIM_FTPS_PASV_ZERO,
  SIM_FTPS_NO_EPSV,
  SIM_FTPS_LOST_SESSION,
  SIM_FTPS_TLS13,
  SIM_FTPS_A1,
  SIM_FTPS_NO_FOLDERS,
  SIM_FTPS_NO_RENAME,
  SIM_FTPS_NO_REST,
  SIM_FTPS_NO_SIZE,
  SIM_FTPS_NO_FEAT,
  SIM_FTPS_NO_PWD,
  SIM_FTPS_AVBL,
  SIM_FTPS_NLST_FULL,
  SIM_FTPS_NLST_LONG,
  SIM_FTPS_NO_NLST,
  SIM_FTPS_N_FAULTS,
} SimFtpsFault;

#define SIM_FTPS_FIRST_OF_GATE SIM_FTPS_SILENT

/**
 * SimFtpsFaults:
 * @active: which
 * @values: how much, by the fault: bytes, seconds, kB/s
 *
 * The faults of a printer at a time.
 */
typedef struct
{
  gboolean active[SIM_FTPS_N_FAULTS];
  double values[SIM_FTPS_N_FAULTS];
} SimFtpsFaults;

SimFtpsFaults sim_ftps_faults_get (SimPrinter *printer);
/** sim_ftps_faults_need_gate: Returns: whether one is active that ProFTPD cannot do */
gboolean sim_ftps_faults_need_gate (const SimFtpsFaults *self);

/** sim_ftps_faults_find_refusal: Returns: (transfer none) (nullable): what is answered instead of
 * obeying a command */
const char *sim_ftps_faults_find_refusal (const SimFtpsFaults *self, const char *command);

G_END_DECLS
