/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-fault.h"

G_DEFINE_ENUM_TYPE (SimFaultPlace,
                    sim_fault_place,
                    G_DEFINE_ENUM_VALUE (SIM_FAULT_CERTIFICATE, "certificate"),
                    G_DEFINE_ENUM_VALUE (SIM_FAULT_CONNECTION, "connection"),
                    G_DEFINE_ENUM_VALUE (SIM_FAULT_TIMING, "timing"),
                    G_DEFINE_ENUM_VALUE (SIM_FAULT_REPORT, "report"),
                    G_DEFINE_ENUM_VALUE (SIM_FAULT_EXTRA, "extra"),
                    G_DEFINE_ENUM_VALUE (SIM_FAULT_ANNOUNCEMENT, "announcement"))

static const SimFault faults[] = {
  { "wrong-code", SIM_FAULT_CONNECTION, "Refuses the right access code" },
  { "reset", SIM_FAULT_CONNECTION, "Breaks the connection once" },
  { "no-data", SIM_FAULT_TIMING, "Takes the log-in and then says nothing, as for a wrong serial" },
  { "silence", SIM_FAULT_TIMING, "Stops speaking, the connection stays" },
  { "throttle", SIM_FAULT_TIMING, "Ignores a second pushall within 3 seconds" },
  { "late-answer", SIM_FAULT_TIMING, "Answers a pushall 5 seconds late" },
  { "empty-sn", SIM_FAULT_TIMING, "Has no serial numbers in its versions for the first 4 seconds" },
};

const SimFault *
sim_fault_find (const char *name, GError **error)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (g_str_equal (faults[i].name, name))
      return &faults[i];

  g_set_error (error, SIM_ERROR, SIM_ERROR_UNKNOWN, "No fault “%s”", name);

  return NULL;
}

const SimFault *
sim_fault_list (guint *n_faults)
{
  *n_faults = G_N_ELEMENTS (faults);

  return faults;
}
