/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-ftps-fault.h"

#define BYTES 620000 /* of a file of a megabyte it is 62 % */

static const struct
{
  const char *name;
  double value;
} faults[] = {
  [SIM_FTPS_ABSENT] = { "ftps-absent" },
  [SIM_FTPS_READ_ONLY] = { "ftps-read-only" },
  [SIM_FTPS_SLOW] = { "ftps-slow", 20 },
  [SIM_FTPS_ANY_SESSION] = { "ftps-any-session" },
  [SIM_FTPS_RESUME] = { "ftps-resume" },
  [SIM_FTPS_SILENT] = { "ftps-silent" },
  [SIM_FTPS_SINGLE] = { "ftps-single" },
  [SIM_FTPS_IDLE] = { "ftps-idle", 5 },
  [SIM_FTPS_UNFORMATTED] = { "ftps-unformatted" },
  [SIM_FTPS_FULL] = { "ftps-full" },
  [SIM_FTPS_FULL_MIDWAY] = { "ftps-full-midway", BYTES },
  [SIM_FTPS_CUT] = { "ftps-cut", 0 },
  [SIM_FTPS_STALL] = { "ftps-stall", 0 },
  [SIM_FTPS_LATE] = { "ftps-late", 40 },
  [SIM_FTPS_NEVER] = { "ftps-never" },
  [SIM_FTPS_HALF_CLOSED] = { "ftps-half-closed" },
  [SIM_FTPS_HANG] = { "ftps-hang" },
  [SIM_FTPS_426_COMPLETE] = { "ftps-426-complete" },
  [SIM_FTPS_426_SHORT] = { "ftps-426-short", BYTES },
  [SIM_FTPS_226_SHORT] = { "ftps-226-short", BYTES },
  [SIM_FTPS_SHORT_DOWNLOAD] = { "ftps-short-download" },
  [SIM_FTPS_PASV_ZERO] = { "ftps-pasv-zero" },
  [SIM_FTPS_NO_EPSV] = { "ftps-no-epsv" },
  [SIM_FTPS_LOST_SESSION] = { "ftps-lost-session" },
  [SIM_FTPS_TLS13] = { "ftps-tls13" },
  [SIM_FTPS_A1] = { "ftps-a1" },
  [SIM_FTPS_NO_FOLDERS] = { "ftps-no-folders" },
  [SIM_FTPS_NO_RENAME] = { "ftps-no-rename" },
  [SIM_FTPS_NO_REST] = { "ftps-no-rest" },
  [SIM_FTPS_NO_SIZE] = { "ftps-no-size" },
  [SIM_FTPS_NO_FEAT] = { "ftps-no-feat" },
  [SIM_FTPS_NO_PWD] = { "ftps-no-pwd" },
  [SIM_FTPS_AVBL] = { "ftps-avbl", 7e9 },
  [SIM_FTPS_NLST_FULL] = { "ftps-nlst-full" },
  [SIM_FTPS_NLST_LONG] = { "ftps-nlst-long" },
  [SIM_FTPS_NO_NLST] = { "ftps-no-nlst" },
};

static const struct
{
  SimFtpsFault fault;
  const char *command;
  const char *reply;
} refusals[] = {
  { SIM_FTPS_ABSENT, "STOR", "550 Permission denied." },
  { SIM_FTPS_ABSENT, "MKD", "550 Permission denied." },
  { SIM_FTPS_READ_ONLY, "STOR", "550 Permission denied." },
  { SIM_FTPS_READ_ONLY, "DELE", "550 Permission denied." },
  { SIM_FTPS_READ_ONLY, "RNFR", "550 Permission denied." },
  { SIM_FTPS_READ_ONLY, "MKD", "550 Permission denied." },
  { SIM_FTPS_READ_ONLY, "RMD", "550 Permission denied." },
  { SIM_FTPS_UNFORMATTED, "STOR", "553 Could not create file." },
  { SIM_FTPS_FULL, "STOR", "552 Insufficient storage space." },
  { SIM_FTPS_NO_EPSV, "EPSV", "500 Unknown command." },
  { SIM_FTPS_NO_FOLDERS, "MKD", "502 Command not implemented." },
  { SIM_FTPS_NO_FOLDERS, "RMD", "502 Command not implemented." },
  { SIM_FTPS_NO_RENAME, "RNFR", "502 Command not implemented." },
  { SIM_FTPS_NO_REST, "REST", "502 Command not implemented." },
  { SIM_FTPS_NO_SIZE, "SIZE", "502 Command not implemented." },
  { SIM_FTPS_NO_FEAT, "FEAT", "502 Command not implemented." },
  { SIM_FTPS_NO_PWD, "PWD", "502 Command not implemented." },
  { SIM_FTPS_NO_NLST, "NLST", "502 Command not implemented." },
};

SimFtpsFaults
sim_ftps_faults_get (SimPrinter *printer)
{
  SimFtpsFaults self = { 0 };

  for (guint i = 0; i < SIM_FTPS_N_FAULTS; i++)
    {
      self.active[i] = sim_printer_has_fault (printer, faults[i].name);
      self.values[i] = sim_printer_get_fault_value (printer, faults[i].name, faults[i].value);
    }

  return self;
}

gboolean
sim_ftps_faults_need_gate (const SimFtpsFaults *self)
{
  for (guint i = SIM_FTPS_FIRST_OF_GATE; i < SIM_FTPS_N_FAULTS; i++)
    if (self->active[i])
      return TRUE;

  return FALSE;
}

const char *
sim_ftps_faults_find_refusal (const SimFtpsFaults *self, const char *command)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (self->active[refusals[i].fault] && g_str_equal (refusals[i].command, command))
      return refusals[i].reply;

  return NULL;
}
