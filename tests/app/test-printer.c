/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-printer.h"

#include <simulator/sim-link.h>

#include "test-wait.h"

BambuPrinter *
test_printer_new (SimPrinter *simulated, const char *name)
{
  BambuPrinter *printer = bambu_printer_new (sim_printer_get_serial (simulated),
                                             sim_printer_get_model_code (simulated));

  bambu_printer_set_name (printer, name);
  bambu_printer_set_address (printer, "192.168.1.20");

  return printer;
}

BambuPrinter *
test_printer_new_live (SimPrinter *simulated, const char *name)
{
  g_autoptr (BambuLink) link = sim_link_new (simulated);
  BambuPrinter *printer = test_printer_new (simulated, name);

  bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);
  test_wait_until (bambu_printer_has_report (printer));

  return printer;
}

BambuPrinter *
test_printer_new_remembered (SimPrinter *simulated, const char *name, int seconds)
{
  g_autoptr (BambuPrinter) live = test_printer_new_live (simulated, name);
  g_autoptr (GBytes) report = bambu_printer_dup_report (live);
  BambuPrinter *printer = test_printer_new (simulated, name);

  bambu_printer_restore (printer, report, g_get_real_time () / G_USEC_PER_SEC - seconds);

  return printer;
}
