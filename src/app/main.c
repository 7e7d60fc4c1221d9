/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <libdex.h>
#include <locale.h>

#include "culm-application.h"
#include "culm-resources.h"

int
main (int argc, char *argv[])
{
  g_autoptr (CulmApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  dex_init ();
  culm_register_resource ();

  application = culm_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
