/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-demo.h"

#include "sim-folder.h"
#include "sim-link.h"
#include "sim-local-storage.h"
#include "sim-past.h"
#include "sim-picture-src.h"
#include "sim-printer.h"

#define CAMERA_PERIOD_MSEC 1000

static const struct
{
  const char *profile;
  const char *serial;
  const char *name;
  const char *job;
  int percent;
  const char *event; /* see sim_demo_raise() */
} demo_printers[] = {
  { "X1C", "00M00A000000001", "Workshop", "Planetary gearbox", 62, NULL },
  { "H2D", "09400A000000002", "Big one", "Lamp shade", 34, "run-out" },
  { "A1 mini", "03000A000000003", "Desk", NULL, 0, NULL },
};

/* Once, with its first report */
static void
on_has_report (BambuPrinter *printer)
{
  g_signal_handlers_disconnect_by_func (printer, on_has_report, NULL);
  sim_past_give (printer);
}

GPtrArray *
sim_demo_create_printers (void)
{
  GPtrArray *printers = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (demo_printers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SimPrinter) simulated =
          sim_printer_new (demo_printers[i].profile, demo_printers[i].serial, &error);
      g_autoptr (BambuLink) link = NULL;
      BambuPrinter *printer;

      if (simulated == NULL)
        g_error ("The demo has no printer: %s", error->message);

      if (demo_printers[i].job != NULL)
        sim_printer_start_job (simulated, demo_printers[i].job, demo_printers[i].percent);
      sim_printer_start (simulated);

      link = sim_link_new (simulated);
      printer = bambu_printer_new (demo_printers[i].serial, sim_printer_get_model_code (simulated));
      bambu_printer_set_name (printer, demo_printers[i].name);
      bambu_printer_set_demo (printer, TRUE);
      g_signal_connect (printer, "notify::has-report", G_CALLBACK (on_has_report), NULL);
      bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);
      if (demo_printers[i].event != NULL)
        sim_demo_raise (printer, demo_printers[i].event);
      g_ptr_array_add (printers, printer);
    }

  return printers;
}

SimPrinter *
sim_demo_get_simulated (BambuPrinter *printer)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  return sim_link_get_printer (SIM_LINK (bambu_printer_get_link (printer)));
}

typedef struct
{
  SimFolder *folder;
  SimStorage *card;
} Card;

static void
card_free (gpointer data)
{
  Card *self = data;

  sim_storage_free (self->card);
  sim_folder_free (self->folder);
  g_free (self);
}

BambuStorage *
sim_demo_create_storage (BambuPrinter *printer)
{
  SimPrinter *simulated = sim_demo_get_simulated (printer);
  g_autoptr (GError) error = NULL;
  g_autoptr (SimFolder) folder = sim_folder_new ("demo", &error);
  g_autofree char *path = folder != NULL ? sim_folder_dup_path (folder, "card") : NULL;
  Card *card;

  if (path == NULL)
    g_error ("The demo has no files: %s", error->message);

  card = g_new0 (Card, 1);
  card->folder = g_steal_pointer (&folder);
  card->card = sim_storage_new (sim_printer_get_profile (simulated), path);
  g_object_set_data_full (G_OBJECT (simulated), "card", card, card_free);
  if (sim_storage_open (card->card, &error) == NULL)
    g_error ("The demo has no files: %s", error->message);
  sim_printer_set_storage (simulated, card->card);

  return BAMBU_STORAGE (sim_local_storage_new (path));
}

GstElement *
sim_demo_make_source (BambuCamera *camera, gpointer user_data)
{
  return sim_picture_src_new (CAMERA_PERIOD_MSEC);
}
