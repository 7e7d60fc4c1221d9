/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <bambu/link/bambu-mqtt-link.h>
#include <bambu/storage/bambu-ftps-storage.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <libdex.h>
#include <locale.h>
#include <signal.h>

#include "culm-application.h"
#include "culm-log.h"
#include "culm-resources.h"

/* Links say good-bye on threads of their own, which the end of the program would cut off. */
#define GOOD_BYE_MSEC 1000

/* Half a file may have to be taken off a printer. */
#define TIDY_UP_MSEC 5000

/* From a terminal and at the end of the desktop's session: the last reports are saved then too. */
static gboolean
on_asked_to_end (gpointer user_data)
{
  culm_application_end (user_data);

  return G_SOURCE_CONTINUE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (CulmApplication) application = NULL;
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  culm_log_install ();
  dex_init ();
  culm_register_resource ();

  application = culm_application_new ();
  g_unix_signal_add (SIGHUP, on_asked_to_end, application);
  g_unix_signal_add (SIGINT, on_asked_to_end, application);
  g_unix_signal_add (SIGTERM, on_asked_to_end, application);

  status = g_application_run (G_APPLICATION (application), argc, argv);
  g_clear_object (&application);
  bambu_mqtt_link_wait_for_all (GOOD_BYE_MSEC);
  bambu_ftps_storage_wait_for_all (TIDY_UP_MSEC);

  return status;
}
