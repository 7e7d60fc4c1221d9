/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <libdex.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>

#include "ctl-command.h"
#include "ctl-output.h"
#include "ctl-table.h"
#include "link/bambu-mqtt-link.h"
#include "storage/bambu-ftps-storage.h"

#define LISTING_OPTIONS (CTL_OPTION_JSON | CTL_OPTION_ACCOUNT | CTL_OPTION_CLOUD)

#define CONTROL_OPTIONS                                                                            \
  (CTL_OPTION_JSON | CTL_OPTION_TIMEOUT | CTL_OPTION_ONE_OFF | CTL_OPTION_CLOUD                    \
   | CTL_OPTION_CONTROL | CTL_OPTION_YES)

#define FILES_OPTIONS                                                                              \
  (CTL_OPTION_JSON | CTL_OPTION_TIMEOUT | CTL_OPTION_ONE_OFF | CTL_OPTION_CLOUD | CTL_OPTION_DEVICE)
#define ANY_NUMBER G_MAXUINT

/* As shells do it. */
#define EXIT_OF_SIGNAL(signum) (128 + (signum))

/* A broker that does not listen any more is not waited for. */
#define GOOD_BYE_MSEC 1000

/* Half a file may have to be taken off a printer. */
#define TIDY_UP_MSEC 5000

typedef struct
{
  const char *name;
  const char *usage;
  const char *summary;
  CtlOptionSet options;
  guint max_arguments;
  DexFuture *(*run) (CtlOptions *options);
} Command;

static const Command commands[] = {
  { "status", N_ ("[PRINTER]"), N_ ("Show what printers report now."),
    CTL_OPTION_JSON | CTL_OPTION_TIMEOUT | CTL_OPTION_ONE_OFF | CTL_OPTION_CLOUD, 1,
    ctl_command_status },
  { "watch", N_ ("[PRINTER]"), N_ ("Show what printers report, at each change."),
    CTL_OPTION_JSON | CTL_OPTION_ONE_OFF | CTL_OPTION_CLOUD, 1, ctl_command_watch },
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
    CTL_OPTION_TIMEOUT | CTL_OPTION_ONE_OFF | CTL_OPTION_CLOUD, 2, ctl_command_snapshot },
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
        | CTL_OPTION_CLOUD | CTL_OPTION_YES | CTL_OPTION_PRINT,
    1, ctl_command_print },
  { "list", "", N_ ("List the known printers, without asking them."), CTL_OPTION_JSON, 0,
    ctl_command_list },
  { "history", "", N_ ("List what Culm has seen printers print."),
    CTL_OPTION_JSON | CTL_OPTION_LIMIT, 0, ctl_command_history },
  { "add", N_ ("[HOST[:PORT]]"), N_ ("Try a printer and remember it."),
    CTL_OPTION_TIMEOUT | CTL_OPTION_ONE_OFF | CTL_OPTION_NAME | CTL_OPTION_PLAIN_ADDRESS, 1,
    ctl_command_add },
  { "remove", N_ ("PRINTER"), N_ ("Forget a printer and its access code."), 0, 1,
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
};

typedef struct
{
  GMainLoop *loop;
  int exit_code;
} Run;

static void
print_usage (void (*print) (const char *format, ...))
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (CtlTable) rows = ctl_table_new ();

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    ctl_table_add (rows, commands[i].name, _ (commands[i].summary), NULL);

  g_string_append_printf (text, _ ("Usage: %s COMMAND [OPTION…]"), g_get_prgname ());
  g_string_append (text, "\n\n");
  ctl_table_print (rows, text, 2);
  g_string_append_printf (text,
                          _ ("\nA PRINTER is a name or a serial number. "
                             "%s COMMAND --help tells more.\n"),
                          g_get_prgname ());
  print ("%s", text->str);
}

static const Command *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];

  return NULL;
}

static DexFuture *
on_command_settled (DexFuture *future, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (value)
    {
      run->exit_code = g_value_get_int (value);
    }
  else
    {
      ctl_output_error ("%s", error->message);
      run->exit_code = ctl_exit_from_error (error);
    }

  g_main_loop_quit (run->loop);
  return NULL;
}

static gboolean
on_interrupt (gpointer user_data)
{
  Run *run = user_data;

  run->exit_code = EXIT_OF_SIGNAL (SIGINT);
  g_main_loop_quit (run->loop);

  return G_SOURCE_CONTINUE;
}

static gboolean
on_terminate (gpointer user_data)
{
  Run *run = user_data;

  run->exit_code = EXIT_OF_SIGNAL (SIGTERM);
  g_main_loop_quit (run->loop);

  return G_SOURCE_CONTINUE;
}

/* What was stopped has ends of its own: a link says good-bye, a terminal gets its echo back. */
static void
run_pending (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static int
run_command (const Command *command, CtlOptions *options)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Run run = { loop, EXIT_FAILURE };
  g_autoptr (DexFuture) work = NULL;
  guint interrupt = g_unix_signal_add (SIGINT, on_interrupt, &run);
  guint terminate = g_unix_signal_add (SIGTERM, on_terminate, &run);

  work = dex_future_finally (command->run (options), on_command_settled, &run, NULL);
  if (dex_future_is_pending (work))
    g_main_loop_run (loop);

  /* From here on a second Ctrl+C ends it at once. */
  g_source_remove (interrupt);
  g_source_remove (terminate);
  dex_clear (&work);
  run_pending ();
  bambu_mqtt_link_wait_for_all (GOOD_BYE_MSEC);
  bambu_ftps_storage_wait_for_all (TIDY_UP_MSEC);

  return run.exit_code;
}

int
main (int argc, char *argv[])
{
  g_autoptr (CtlOptions) options = NULL;
  g_autoptr (GError) error = NULL;
  const Command *command;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  /* Standard output is for what was asked for. */
  g_log_writer_default_set_use_stderr (TRUE);
  g_set_prgname ("culmctl");
  dex_init ();

  if (argc < 2)
    {
      print_usage (g_printerr);
      return CTL_EXIT_USAGE;
    }

  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")
      || g_str_equal (argv[1], "help"))
    {
      print_usage (g_print);
      return CTL_EXIT_OK;
    }

  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("%s %s\n", g_get_prgname (), CULM_VERSION);
      return CTL_EXIT_OK;
    }

  command = find_command (argv[1]);
  if (!command)
    {
      ctl_output_error (_ ("There is no command “%s”."), argv[1]);
      print_usage (g_printerr);
      return CTL_EXIT_USAGE;
    }

  options = ctl_options_parse (command->options, _ (command->usage), _ (command->summary),
                               command->max_arguments, argv + 1, &error);
  if (!options)
    {
      ctl_output_error ("%s", error->message);
      return CTL_EXIT_USAGE;
    }

  return run_command (command, options);
}
