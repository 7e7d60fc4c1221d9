/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-command.h"

const SimCommand *
sim_command_find (const char *section, const char *command)
{
  const SimCommand *const lists[] = {
    sim_command_ams,    sim_command_flow,  sim_command_heat,     sim_command_job,
    sim_command_motion, sim_command_print, sim_command_settings, sim_command_system,
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (const SimCommand *one = lists[i]; one->section != NULL; one++)
      if (g_str_equal (one->section, section) && g_str_equal (one->command, command))
        return one;

  return NULL;
}
