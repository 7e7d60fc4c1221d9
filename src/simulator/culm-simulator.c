/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <libdex.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "sim-announcer.h"
#include "sim-cloud.h"
#include "sim-console.h"
#include "sim-fault.h"
#include "sim-server.h"

#define DEFAULT_PROFILE "P1S"
#define DEFAULT_PORT_OFFSET 10000
/* The loopback interface's broadcast: all listeners of this machine hear it, nobody else is
 * bothered with printers that they cannot reach. */
#define DEFAULT_ANNOUNCE "127.255.255.255:2021"
#define DEFAULT_JOB "Benchy"

typedef struct
{
  char **profiles;
  char **reports;
  char **serials;
  char **faults;
  char **announce;
  char **rest;
  int printers;
  int port_offset;
  double seconds;
  double period;
  double camera_period;
  double speed;
  int printing;
  gboolean cloud;
  gboolean version;
} Options;

typedef struct
{
  GMainLoop *loop;
  SimServer *server;
  SimAnnouncer *announcer;
  SimCloud *cloud; /* with --cloud */
  SimConsole *console;
  int status;
} Program;

/* As on standard input, one of the cloud may name what it is about. */
static gboolean
is_of_cloud (const char *fault)
{
  g_auto (GStrv) words = g_strsplit (fault, " ", 2);

  return words[0] != NULL && sim_fault_is_of_cloud (words[0]);
}

/* Printers */

static gboolean
add_printer (Program *program, SimPrinter *printer, const Options *options, GError **error)
{
  if (options->period > 0)
    sim_printer_set_period (printer, options->period);
  if (options->speed > 0)
    sim_printer_set_speed (printer, options->speed);
  if (options->printing >= 0)
    sim_printer_start_job (printer, DEFAULT_JOB, options->printing);
  for (guint i = 0; options->faults != NULL && options->faults[i] != NULL; i++)
    if (!is_of_cloud (options->faults[i])
        && !sim_printer_set_fault (printer, options->faults[i], TRUE, error))
      return FALSE;

  return sim_server_add_printer (program->server, printer, error)
         && sim_announcer_add_printer (program->announcer, printer,
                                       sim_server_get_address (program->server, printer), error);
}

static SimPrinter *
load_report (const char *path, const char *serial, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) json = NULL;
  SimPrinter *printer;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;

  json = g_bytes_new_take (g_steal_pointer (&text), length);
  printer = sim_printer_new_from_report (json, serial, error);
  if (printer == NULL)
    g_prefix_error (error, "%s: ", path);

  return printer;
}

static gboolean
add_named (
    Program *program, const char *name, gboolean is_report, const Options *options, GError **error)
{
  guint index = sim_server_get_printers (program->server)->len;
  const char *serial = options->serials != NULL && index < g_strv_length (options->serials)
                           ? options->serials[index]
                           : NULL;
  g_autoptr (SimPrinter) printer =
      is_report ? load_report (name, serial, error) : sim_printer_new (name, serial, error);

  return printer != NULL && add_printer (program, printer, options, error);
}

/* `--profile P1S X1C` and `--report A.json B.json` are understood too: what is left over is a
 * report if there is such a file, a profile otherwise. */
static gboolean
add_printers (Program *program, const Options *options, GError **error)
{
  const char *profile = DEFAULT_PROFILE;
  GPtrArray *printers = sim_server_get_printers (program->server);

  for (guint i = 0; options->profiles != NULL && options->profiles[i] != NULL; i++)
    if (!add_named (program, profile = options->profiles[i], FALSE, options, error))
      return FALSE;
  for (guint i = 0; options->reports != NULL && options->reports[i] != NULL; i++)
    if (!add_named (program, options->reports[i], TRUE, options, error))
      return FALSE;
  for (guint i = 0; options->rest != NULL && options->rest[i] != NULL; i++)
    if (!add_named (program, options->rest[i],
                    g_file_test (options->rest[i], G_FILE_TEST_IS_REGULAR), options, error))
      return FALSE;

  while (printers->len < (guint) MAX (options->printers, 1))
    if (!add_named (program, profile, FALSE, options, error))
      return FALSE;

  return TRUE;
}

static gboolean
set_cloud_faults (Program *program, const Options *options, GError **error)
{
  for (guint i = 0; options->faults != NULL && options->faults[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (options->faults[i], " ", 2);

      if (!is_of_cloud (options->faults[i]))
        continue;

      if (program->cloud == NULL)
        {
          g_set_error (error, SIM_ERROR, SIM_ERROR_UNKNOWN, "%s: there is no cloud", words[0]);
          return FALSE;
        }
      if (!sim_cloud_set_fault (program->cloud, words[0], words[1], TRUE, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_cloud (Program *program, const Options *options, GError **error)
{
  if (options->cloud)
    {
      program->cloud = sim_cloud_new ((guint16) options->port_offset,
                                      sim_server_get_printers (program->server), error);
      if (program->cloud == NULL)
        return FALSE;
    }

  return set_cloud_faults (program, options, error);
}

static DexFuture *
run_fiber (gpointer user_data)
{
  Program *program = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) ready = NULL;

  if (!dex_await (sim_server_start (program->server), &error)
      || (program->cloud != NULL && !dex_await (sim_cloud_start (program->cloud), &error)))
    {
      g_printerr ("culm-simulator: %s\n", error->message);
      program->status = 1;
      g_main_loop_quit (program->loop);
      return NULL;
    }

  ready = sim_server_describe (program->server);
  if (program->cloud != NULL)
    json_object_set_object_member (ready, "cloud", sim_cloud_describe (program->cloud));
  sim_console_print (ready);
  sim_announcer_start (program->announcer);
  sim_console_start (program->console);

  return NULL;
}

static gboolean
on_quit (gpointer user_data)
{
  g_main_loop_quit (((Program *) user_data)->loop);

  return G_SOURCE_CONTINUE;
}

static DexFuture *
on_stopped (DexFuture *future, gpointer user_data)
{
  g_main_loop_quit (user_data);

  return dex_ref (future);
}

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "profile", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->profiles, "A printer of this model",
      "P1S" },
    { "report", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->reports,
      "A printer that plays a captured report", "FILE" },
    { "printers", 0, 0, G_OPTION_ARG_INT, &options->printers,
      "So many printers in all, more of the last profile", "N" },
    { "serial", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->serials,
      "Serial of the first printer; again for the next", "SERIAL" },
    { "cloud", 0, 0, G_OPTION_ARG_NONE, &options->cloud,
      "The cloud too, with accounts that have the printers", NULL },
    { "port-offset", 0, 0, G_OPTION_ARG_INT, &options->port_offset,
      "Added to a printer's ports: 8883 broker, 990 files, 6000 or 322 camera (10000)", "N" },
    { "announce", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->announce,
      "Who hears the announcements (" DEFAULT_ANNOUNCE ")", "HOST:PORT" },
    { "fault", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->faults,
      "Something that goes wrong; of some how much, as NAME=NUMBER", "NAME" },
    { "printing", 0, 0, G_OPTION_ARG_INT, &options->printing,
      "The printers print, and are so far already", "PERCENT" },
    { "period", 0, 0, G_OPTION_ARG_DOUBLE, &options->period,
      "Seconds between two reports, instead of the model's", "SECONDS" },
    { "camera-period", 0, 0, G_OPTION_ARG_DOUBLE, &options->camera_period,
      "Seconds between two pictures of a camera (1 of JPEG, 0.1 of video)", "SECONDS" },
    { "speed", 0, 0, G_OPTION_ARG_DOUBLE, &options->speed, "How fast a printer's time runs",
      "FACTOR" },
    { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &options->seconds, "End by itself after so long", "N" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, "Print the version", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->rest, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context =
      g_option_context_new ("- simulated printers on this machine's network");

  g_option_context_set_description (
      context, "The first line of standard output says where the printers are, later ones what "
               "happens, all in "
               "JSON.\nOn standard input: fault NAME [SERIAL], clear NAME [SERIAL], fault list, "
               "state SERIAL "
               "JSON,\nrequest SERIAL JSON, job SERIAL NAME, spool SERIAL UNIT SLOT [NAME], move "
               "SERIAL ADDRESS, "
               "stop-broker, start-broker, quit;\nof the cloud: fault NAME [PATH [TIMES]], "
               "clear NAME [PATH], pin SERIAL.\n");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;

  if (options->port_offset < 0 || options->port_offset > G_MAXUINT16 - 8883 || options->period < 0
      || options->camera_period < 0 || options->speed < 0)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           "A number is out of its range");
      return FALSE;
    }

  return TRUE;
}

static void
options_clear (Options *options)
{
  g_strfreev (options->profiles);
  g_strfreev (options->reports);
  g_strfreev (options->serials);
  g_strfreev (options->faults);
  g_strfreev (options->announce);
  g_strfreev (options->rest);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
set_up (Program *program, const Options *options, GError **error)
{
  static const char *const targets[] = { DEFAULT_ANNOUNCE, NULL };

  program->server = sim_server_new ((guint16) options->port_offset, error);
  if (program->server == NULL)
    return FALSE;

  sim_server_set_camera_period (program->server, options->camera_period);
  program->announcer = sim_announcer_new (
      options->announce != NULL ? (const char *const *) options->announce : targets, error);

  return program->announcer != NULL && add_printers (program, options, error)
         && add_cloud (program, options, error);
}

/* Unix signals and the clock end the loop; then the brokers are let go. */
static void
run (Program *program, const Options *options)
{
  g_autoptr (GInputStream) standard_input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  guint on_int = g_unix_signal_add (SIGINT, on_quit, program);
  guint on_term = g_unix_signal_add (SIGTERM, on_quit, program);
  guint clock = options->seconds > 0
                    ? g_timeout_add ((guint) (options->seconds * 1000), on_quit, program)
                    : 0;
  DexFuture *stopped;

  program->console =
      sim_console_new (program->server, program->announcer, program->cloud, standard_input);
  g_signal_connect_swapped (program->console, "quit", G_CALLBACK (g_main_loop_quit), program->loop);
  /* Ends by itself, with the loop or with an error. */
  dex_future_disown (dex_scheduler_spawn (NULL, 0, run_fiber, program, NULL));
  g_main_loop_run (program->loop);

  sim_console_stop (program->console);
  g_clear_object (&program->console);
  stopped = dex_future_finally (
      dex_future_all (
          sim_server_stop (program->server),
          program->cloud != NULL ? sim_cloud_stop (program->cloud) : dex_future_new_true (), NULL),
      on_stopped, g_main_loop_ref (program->loop), (GDestroyNotify) g_main_loop_unref);
  if (dex_future_is_pending (stopped))
    g_main_loop_run (program->loop);
  dex_unref (stopped);

  g_clear_handle_id (&on_int, g_source_remove);
  g_clear_handle_id (&on_term, g_source_remove);
  g_clear_handle_id (&clock, g_source_remove);
}

int
main (int argc, char *argv[])
{
  g_auto (Options) options = { .port_offset = DEFAULT_PORT_OFFSET, .printing = -1 };
  g_autoptr (GError) error = NULL;
  Program program = { 0 };

  setlocale (LC_ALL, "");
  /* What is written is for programs. */
  setlocale (LC_NUMERIC, "C");
  signal (SIGPIPE, SIG_IGN);
  dex_init ();

  if (!parse_options (&options, &argc, &argv, &error))
    {
      g_printerr ("culm-simulator: %s\n", error->message);
      return 1;
    }
  if (options.version)
    {
      g_print ("%s\n", CULM_VERSION);
      return 0;
    }

  program.loop = g_main_loop_new (NULL, FALSE);
  if (set_up (&program, &options, &error))
    run (&program, &options);
  else
    {
      g_printerr ("culm-simulator: %s\n", error->message);
      program.status = 1;
    }

  g_clear_object (&program.cloud);
  g_clear_object (&program.announcer);
  g_clear_object (&program.server);
  g_main_loop_unref (program.loop);

  return program.status;
}
