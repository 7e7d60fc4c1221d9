/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-demo.h"

#include "sim-link.h"
#include "sim-past.h"
#include "sim-picture-src.h"
#include "sim-printer.h"

#define CAMERA_PERIOD_MSEC 1000
#define STAGE_FILAMENT_RAN_OUT 6

/* Slot 4 of the second unit is empty: 0701_2300_0002_0001 and 0701-8011. */
#define RAN_OUT "{\"print_error\":117538833,\"hms\":[{\"attr\":117515008,\"code\":131073}]}"

static const struct
{
  const char *profile;
  const char *serial;
  const char *name;
  const char *job;
  int percent;
  int paused_stage;
  const char *patch;
} demo_printers[] = {
  { "X1C", "00M00A000000001", "Workshop", "Planetary gearbox", 62, 0, NULL },
  { "H2D", "09400A000000002", "Big one", "Lamp shade", 34, STAGE_FILAMENT_RAN_OUT, RAN_OUT },
  { "A1 mini", "03000A000000003", "Desk", NULL, 0, 0, NULL },
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
      if (demo_printers[i].paused_stage != 0)
        sim_printer_pause_job (simulated, demo_printers[i].paused_stage);
      if (demo_printers[i].patch != NULL)
        sim_printer_patch (simulated, demo_printers[i].patch, NULL);
      sim_printer_start (simulated);

      link = sim_link_new (simulated);
      printer = bambu_printer_new (demo_printers[i].serial, sim_printer_get_model_code (simulated));
      bambu_printer_set_name (printer, demo_printers[i].name);
      bambu_printer_set_demo (printer, TRUE);
      g_signal_connect (printer, "notify::has-report", G_CALLBACK (on_has_report), NULL);
      bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);
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

GstElement *
sim_demo_make_source (BambuCamera *camera, gpointer user_data)
{
  return sim_picture_src_new (CAMERA_PERIOD_MSEC);
}
