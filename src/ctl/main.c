/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <libdex.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>

#include "ctl-command-table.h"
#include "ctl-manual.h"
#include "ctl-output.h"
#include "link/bambu-mqtt-link.h"
#include "serve/serve-webhook.h"
#include "storage/bambu-ftps-storage.h"

/* As shells do it. */
#define EXIT_OF_SIGNAL(signum) (128 + (signum))

/* A broker that does not listen any more is not waited for. */
#define GOOD_BYE_MSEC 1000

/* Half a file may have to be taken off a printer. */
#define TIDY_UP_MSEC 5000

/* What happened last may still be told. */
#define DELIVERY_MSEC 2000

typedef struct
{
  GMainLoop *loop;
  int exit_code;
} Run;

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

static void
deliver_rest (void)
{
  guint left = serve_webhook_wait_for_all (DELIVERY_MSEC);

  if (left > 0)
    ctl_output_error (ngettext ("%u event was not delivered: there was no time for it.",
                                "%u events were not delivered: there was no time for them.", left),
                      left);
}

static int
run_command (const CtlCommand *command, CtlOptions *options)
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
  deliver_rest ();
  bambu_mqtt_link_wait_for_all (GOOD_BYE_MSEC);
  bambu_ftps_storage_wait_for_all (TIDY_UP_MSEC);

  return run.exit_code;
}

int
main (int argc, char *argv[])
{
  g_autoptr (CtlOptions) options = NULL;
  g_autoptr (GError) error = NULL;
  const CtlCommand *command;

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
      ctl_manual_print_usage (g_printerr);
      return CTL_EXIT_USAGE;
    }

  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")
      || g_str_equal (argv[1], "help"))
    {
      ctl_manual_print_usage (g_print);
      return CTL_EXIT_OK;
    }

  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("%s %s\n", g_get_prgname (), CULM_VERSION);
      return CTL_EXIT_OK;
    }

  /* For whoever installs it, at build time. */
  if (ctl_manual_print_file (argv[1], argv[2]))
    return CTL_EXIT_OK;

  command = ctl_command_find (argv[1]);
  if (!command)
    {
      ctl_output_error (_ ("There is no command “%s”."), argv[1]);
      ctl_manual_print_usage (g_printerr);
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
