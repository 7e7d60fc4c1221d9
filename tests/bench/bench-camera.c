/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pictures of a camera cost, how late they are, and what the window has of them. */
#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "app/app-fixture.h"
#include "bench-camera-parts.h"
#include "bench-table.h"
#include "culm-resources.h"

static const struct
{
  const char *name;
  void (*add) (void);
} figures[] = {
  { "costs", bench_camera_add_costs },
  { "latency", bench_camera_add_latency },
  { "hiding", bench_camera_add_hiding },
  { "turns", bench_camera_add_turns },
};

int
main (int argc, char *argv[])
{
  g_autofree char *only = NULL;
  const GOptionEntry entries[] = {
    { "only", 0, 0, G_OPTION_ARG_STRING, &only, "costs, latency, hiding or turns", "NAME" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  if (!gtk_init_check ())
    {
      g_printerr ("There is no display.\n");
      return EXIT_FAILURE;
    }

  dex_init ();
  adw_init ();
  culm_register_resource ();
  gst_init (NULL, NULL); /* for the references */

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    if (only == NULL || g_str_equal (only, figures[i].name))
      figures[i].add ();

  return bench_table_finish ();
}
