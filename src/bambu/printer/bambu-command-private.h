/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-print-order.h"
#include "bambu-printer-control.h"
#include "bambu-request-private.h"

G_BEGIN_DECLS

/* Commands as a printer reads them (protocol/mqtt-commands.md). Pure: they look at what the printer
 * is and shows, and make a request or say by a %BAMBU_PRINTER_ERROR why it must not be sent.
 * Whether the printer can be reached is the sender's affair. */

/* bambu-command.c: reading; ready to be sent */
GBytes *bambu_command_new_get_version (void);
GBytes *bambu_command_new_push_start (void);
GBytes *bambu_command_new_pushall (void);

/* bambu-command-rules.c */

/* Whether the control may be worked at all: ability, upgrade, rights, state. */
gboolean bambu_command_check (BambuPrinter *printer, BambuControl control, GError **error);
/* An empty request, if bambu_command_check() agrees. */
BambuRequest *bambu_command_begin (
    BambuPrinter *printer, BambuControl control, int index, double value, GError **error);
/* Sets %BAMBU_PRINTER_ERROR_NOT_NOW or NOT_ABLE; returns NULL. */
gpointer bambu_command_not_now (GError **error, BambuObstacle obstacle, int number);
gpointer bambu_command_not_able (GError **error, BambuObstacle obstacle, int number);
/* Whether the firmware is known to be older than @version, `01.02.03.04`. */
gboolean bambu_command_is_older (BambuPrinter *printer, const char *version);

/* bambu-command-job.c */
BambuRequest *bambu_command_pause (BambuPrinter *printer, GError **error);
BambuRequest *bambu_command_resume (BambuPrinter *printer, GError **error);
BambuRequest *bambu_command_stop (BambuPrinter *printer, GError **error);
BambuRequest *bambu_command_speed (BambuPrinter *printer, int level, GError **error);
BambuRequest *bambu_command_skip (BambuPrinter *printer,
                                  const int *objects,
                                  gsize n_objects,
                                  GError **error);
BambuRequest *bambu_command_answer (BambuPrinter *printer,
                                    const char *code,
                                    BambuErrorAnswer answer,
                                    GError **error);

/* bambu-command-print.c */
BambuRequest *bambu_command_print (BambuPrinter *printer,
                                   const BambuPrintOrder *order,
                                   GError **error);

/* bambu-command-heat.c */
BambuRequest *bambu_command_nozzle (BambuPrinter *printer,
                                    int extruder,
                                    int celsius,
                                    GError **error);
BambuRequest *bambu_command_bed (BambuPrinter *printer, int celsius, GError **error);
BambuRequest *bambu_command_chamber (BambuPrinter *printer, int celsius, GError **error);
BambuRequest *bambu_command_fan (BambuPrinter *printer,
                                 BambuFanKind kind,
                                 int percent,
                                 GError **error);
BambuRequest *bambu_command_air_duct (BambuPrinter *printer, int mode, int submode, GError **error);
BambuRequest *bambu_command_light (BambuPrinter *printer,
                                   BambuLightPlace place,
                                   gboolean on,
                                   GError **error);

/* bambu-command-motion.c */
BambuRequest *bambu_command_home (BambuPrinter *printer, BambuHome home, GError **error);
BambuRequest *bambu_command_jog (BambuPrinter *printer, BambuAxis axis, int mm, GError **error);
BambuRequest *bambu_command_extrude (BambuPrinter *printer, int extruder, int mm, GError **error);
BambuRequest *bambu_command_extruder (BambuPrinter *printer, int extruder, GError **error);
BambuRequest *bambu_command_motors_off (BambuPrinter *printer, GError **error);
BambuRequest *bambu_command_buzzer (BambuPrinter *printer, BambuBuzzer mode, GError **error);
BambuRequest *bambu_command_calibrate (BambuPrinter *printer,
                                       BambuCalibrations what,
                                       GError **error);

/* bambu-command-ams.c */
/* The extruder that a tray feeds; −1 if its unit is not connected to one yet. */
int bambu_command_find_extruder_of (BambuPrinter *printer, BambuTray *tray);
/* What a change that is going on loads; NULL if there is none, or it unloads. */
BambuTray *bambu_command_find_change_target (BambuPrinter *printer);
gboolean bambu_command_is_ams_loaded (BambuPrinter *printer);
/* °C that the nozzle is heated to when @tray is loaded, or with NULL unloaded; −1 as the printer
 * likes. */
int bambu_command_get_change_heat (BambuPrinter *printer, int extruder, BambuTray *tray);
BambuRequest *bambu_command_load (BambuPrinter *printer, BambuTray *tray, GError **error);
BambuRequest *bambu_command_unload (BambuPrinter *printer, int extruder, GError **error);
BambuRequest *bambu_command_ams (BambuPrinter *printer, BambuAmsAction action, GError **error);
BambuRequest *bambu_command_read_tag (BambuPrinter *printer, BambuTray *tray, GError **error);
BambuRequest *bambu_command_dry (BambuPrinter *printer,
                                 BambuAms *unit,
                                 const char *material,
                                 int celsius,
                                 int hours,
                                 gboolean rotate,
                                 GError **error);
BambuRequest *bambu_command_stop_drying (BambuPrinter *printer, BambuAms *unit, GError **error);

/* bambu-command-filament.c */
/* Not what a job prints with, unless the firmware lets that be changed too. */
gboolean bambu_command_can_edit (BambuPrinter *printer, BambuTray *tray);
BambuRequest *bambu_command_filament (BambuPrinter *printer,
                                      BambuTray *tray,
                                      const BambuFilamentChoice *choice,
                                      GError **error);
BambuRequest *bambu_command_list_k_profiles (BambuPrinter *printer, int extruder, GError **error);
BambuRequest *bambu_command_k_profile (BambuPrinter *printer,
                                       BambuTray *tray,
                                       int number,
                                       GError **error);

/* bambu-command-settings.c */
BambuRequest *bambu_command_setting (BambuPrinter *printer,
                                     BambuSettingKind kind,
                                     int value,
                                     BambuSensitivity sensitivity,
                                     GError **error);
BambuRequest *bambu_command_nozzle_kind (BambuPrinter *printer,
                                         double diameter,
                                         const char *kind,
                                         GError **error);

/* bambu-command-service.c */
BambuRequest *bambu_command_access_code (BambuPrinter *printer, GError **error);
BambuRequest *bambu_command_reboot (BambuPrinter *printer, GError **error);
BambuRequest *bambu_command_upgrade (BambuPrinter *printer, const char *version, GError **error);
BambuRequest *bambu_command_gcode (BambuPrinter *printer, const char *lines, GError **error);

G_END_DECLS
