/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-command-table.h"

#include <glib/gi18n.h>

#define LISTING_OPTIONS                                                                            \
  (CTL_OPTION_JSON | CTL_OPTION_ACCOUNT | CTL_OPTION_TOKEN_FILE | CTL_OPTION_CLOUD)

#define FOLLOW_OPTIONS                                                                             \
  (CTL_OPTION_JSON | CTL_OPTION_ONE_OFF | CTL_OPTION_TOKEN_FILE | CTL_OPTION_CLOUD                 \
   | CTL_OPTION_MANY)

#define CONTROL_OPTIONS                                                                            \
  (CTL_OPTION_JSON | CTL_OPTION_TIMEOUT | CTL_OPTION_ONE_OFF | CTL_OPTION_CLOUD                    \
   | CTL_OPTION_CONTROL | CTL_OPTION_YES)

#define FILES_OPTIONS                                                                              \
  (CTL_OPTION_JSON | CTL_OPTION_TIMEOUT | CTL_OPTION_ONE_OFF | CTL_OPTION_CLOUD | CTL_OPTION_DEVICE)
#define ANY_NUMBER G_MAXUINT

/* In the order of the help */
static const CtlCommand commands[] = {
  { "status", N_ ("[PRINTER…]"), N_ ("Show what printers report now."),
    FOLLOW_OPTIONS | CTL_OPTION_TIMEOUT, ANY_NUMBER, ctl_command_status },
  { "watch", N_ ("[PRINTER…]"),
    N_ ("Show what printers report, at each change; at a terminal in one place."),
    FOLLOW_OPTIONS | CTL_OPTION_EVENTS, ANY_NUMBER, ctl_command_watch },
  { "monitor", N_ ("[PRINTER…]"), N_ ("Show each report of printers, one after the other."),
    FOLLOW_OPTIONS | CTL_OPTION_FIELDS, ANY_NUMBER, ctl_command_monitor },
  { "query", "", N_ ("Ask the service for several things at once."),
    LISTING_OPTIONS | CTL_OPTION_SECRETS | CTL_OPTION_DEVICE | CTL_OPTION_QUERY, 1,
    ctl_command_query },
  { "pause", N_ ("[PRINTER]"), N_ ("Pause the print."), CONTROL_OPTIONS, 1, ctl_command_control },
  { "resume", N_ ("[PRINTER]"), N_ ("Go on with a print that is paused."), CONTROL_OPTIONS, 1,
    ctl_command_control },
  { "stop", N_ ("[PRINTER]"), N_ ("End the print for good."), CONTROL_OPTIONS, 1,
    ctl_command_control },
  { "speed", N_ ("[PRINTER] silent|standard|sport|ludicrous"), N_ ("Set how fast the print goes."),
    CONTROL_OPTIONS, 2, ctl_command_control },
  { "light", N_ ("[PRINTER] on|off"), N_ ("Switch the chamber light."), CONTROL_OPTIONS, 2,
    ctl_command_control },
  { "fan", N_ ("[PRINTER] part|aux|chamber|inner-loop|second-aux PERCENT"), N_ ("Set a fan."),
    CONTROL_OPTIONS, 3, ctl_command_control },
  { "air", N_ ("[PRINTER] cooling|heating|exhaust"), N_ ("Set the air duct."), CONTROL_OPTIONS, 2,
    ctl_command_control },
  { "temperature", N_ ("[PRINTER] nozzle|bed|chamber CELSIUS|off"), N_ ("Set a temperature."),
    CONTROL_OPTIONS | CTL_OPTION_NOZZLE, 3, ctl_command_control },
  { "home", N_ ("[PRINTER] all|head"), N_ ("Home the axes."), CONTROL_OPTIONS, 2,
    ctl_command_control },
  { "jog", N_ ("[PRINTER] x|y|z MM"), N_ ("Move an axis; before a negative number, write “--”."),
    CONTROL_OPTIONS, 3, ctl_command_control },
  { "extrude", N_ ("[PRINTER] MM"), N_ ("Push filament out."), CONTROL_OPTIONS | CTL_OPTION_NOZZLE,
    2, ctl_command_control },
  { "retract", N_ ("[PRINTER] MM"), N_ ("Pull filament back."), CONTROL_OPTIONS | CTL_OPTION_NOZZLE,
    2, ctl_command_control },
  { "load", N_ ("[PRINTER] SLOT"), N_ ("Load the filament of a slot, A1 for one."), CONTROL_OPTIONS,
    2, ctl_command_control },
  { "unload", N_ ("[PRINTER]"), N_ ("Unload the filament."), CONTROL_OPTIONS | CTL_OPTION_NOZZLE, 1,
    ctl_command_control },
  { "dry", N_ ("[PRINTER] AMS CELSIUS|off"), N_ ("Dry the filament in an AMS."),
    CONTROL_OPTIONS | CTL_OPTION_DRYING, 3, ctl_command_control },
  { "gcode", N_ ("[PRINTER] LINE"), N_ ("Send a line of G-code."), CONTROL_OPTIONS, 2,
    ctl_command_control },
  { "skip", N_ ("[PRINTER] ID[,ID…]"), N_ ("Skip objects of the print."), CONTROL_OPTIONS, 2,
    ctl_command_control },
  { "snapshot", N_ ("[PRINTER] FILE"), N_ ("Take a picture with the printer’s camera."),
    CTL_OPTION_JSON | CTL_OPTION_TIMEOUT | CTL_OPTION_ONE_OFF | CTL_OPTION_CLOUD, 2,
    ctl_command_snapshot },
  { "camera", N_ ("[PRINTER] [DIRECTORY]"),
    N_ ("Follow the printer’s camera, with --frames into a directory, with --play in a window."),
    CTL_OPTION_JSON | CTL_OPTION_TIMEOUT | CTL_OPTION_ONE_OFF | CTL_OPTION_CLOUD
        | CTL_OPTION_FRAMES,
    2, ctl_command_camera },
  { "inspect", N_ ("FILE"), N_ ("Show what is in a 3MF or G-code file, and whether it is whole."),
    CTL_OPTION_JSON, 1, ctl_command_inspect },
  { "files", N_ ("[PRINTER] [/FOLDER]"), N_ ("List the files on a printer."), FILES_OPTIONS, 2,
    ctl_command_files },
  { "get", N_ ("[PRINTER] /PATH [FILE]"), N_ ("Fetch a file from a printer."), FILES_OPTIONS, 3,
    ctl_command_get },
  { "rm", N_ ("[PRINTER] /PATH…"), N_ ("Delete files on a printer."),
    FILES_OPTIONS | CTL_OPTION_YES, ANY_NUMBER, ctl_command_rm },
  { "upload", N_ ("FILE…"), N_ ("Send files to a printer, without printing them."),
    FILES_OPTIONS | CTL_OPTION_YES, ANY_NUMBER, ctl_command_upload },
  { "print", N_ ("FILE"), N_ ("Send a sliced file to a printer, and print it."),
    CTL_OPTION_JSON | CTL_OPTION_TIMEOUT | CTL_OPTION_ONE_OFF | CTL_OPTION_ACCOUNT
        | CTL_OPTION_TOKEN_FILE | CTL_OPTION_CLOUD | CTL_OPTION_YES | CTL_OPTION_PRINT,
    1, ctl_command_print },
  { "list", "", N_ ("List the known printers, without asking them."), CTL_OPTION_JSON, 0,
    ctl_command_list },
  { "history", "", N_ ("List what Culm has seen printers print."),
    CTL_OPTION_JSON | CTL_OPTION_LIMIT, 0, ctl_command_history },
  { "add", N_ ("[HOST[:PORT]]"), N_ ("Try a printer and remember it."),
    CTL_OPTION_JSON | CTL_OPTION_TIMEOUT | CTL_OPTION_ONE_OFF | CTL_OPTION_NAME
        | CTL_OPTION_PLAIN_ADDRESS,
    1, ctl_command_add },
  { "remove", N_ ("PRINTER"), N_ ("Forget a printer and its access code."), CTL_OPTION_JSON, 1,
    ctl_command_remove },
  { "discover", "", N_ ("List the printers that announce themselves on this network."),
    CTL_OPTION_JSON | CTL_OPTION_SECONDS, 0, ctl_command_discover },
  { "login", N_ ("[E-MAIL]"), N_ ("Sign in to Bambu Lab’s service."),
    LISTING_OPTIONS | CTL_OPTION_SIGN_IN, 1, ctl_command_login },
  { "logout", N_ ("[E-MAIL]"), N_ ("Sign out, and forget the sign-in."), LISTING_OPTIONS, 1,
    ctl_command_logout },
  { "devices", N_ ("[PRINTER]"), N_ ("List the printers of the account."),
    LISTING_OPTIONS | CTL_OPTION_SECRETS | CTL_OPTION_DEVICE, 1, ctl_command_devices },
  { "tasks", N_ ("[PRINTER]"), N_ ("List the prints of the account."),
    LISTING_OPTIONS | CTL_OPTION_SECRETS | CTL_OPTION_DEVICE | CTL_OPTION_LIMIT, 1,
    ctl_command_tasks },
  { "messages", "", N_ ("List what the service has to tell."),
    LISTING_OPTIONS | CTL_OPTION_SECRETS | CTL_OPTION_LIMIT, 0, ctl_command_messages },
  { "projects", N_ ("[ID]"), N_ ("List what was uploaded to be printed."),
    LISTING_OPTIONS | CTL_OPTION_SECRETS, 1, ctl_command_projects },
  { "profile", "", N_ ("Show who is signed in."), LISTING_OPTIONS, 0, ctl_command_profile },
  { "firmware", N_ ("[PRINTER]"), N_ ("List which firmware printers have, and could have."),
    LISTING_OPTIONS | CTL_OPTION_DEVICE, 1, ctl_command_firmware },
  { "serve", N_ ("[PRINTER…]"),
    N_ ("Let other programs ask the printers, or Bambu Lab’s service without the sign-in."),
    CTL_OPTION_JSON | CTL_OPTION_ONE_OFF | CTL_OPTION_TOKEN_FILE | CTL_OPTION_CLOUD
        | CTL_OPTION_MANY | CTL_OPTION_SERVE | CTL_OPTION_TOKENS,
    ANY_NUMBER, ctl_command_serve },
  { "serve-token", N_ ("list|check|add NAME|remove NAME"),
    N_ ("Keep the tokens with which programs ask “culmctl serve”."),
    LISTING_OPTIONS | CTL_OPTION_TOKENS, 2, ctl_command_serve_token },
};

const CtlCommand *
ctl_command_get_all (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);

  return commands;
}

const CtlCommand *
ctl_command_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];

  return NULL;
}
