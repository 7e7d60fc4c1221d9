/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-flags.h"

#include "sim-json.h"

static gboolean
has_bit (guint64 bits, guint bit)
{
  return bits >> bit & 1;
}

gboolean
sim_flags_has_fun (JsonObject *print, guint bit)
{
  return has_bit (sim_json_get_hex (print, "fun"), bit);
}

gboolean
sim_flags_has_fun2 (JsonObject *print, guint bit)
{
  return has_bit (sim_json_get_hex (print, "fun2"), bit);
}

static guint32
get_home (JsonObject *print)
{
  return (guint32) sim_json_get_int (print, "home_flag", 0);
}

gboolean
sim_flags_has_home (JsonObject *print, guint bit)
{
  return has_bit (get_home (print), bit);
}

/* Printers write it as a signed number. */
void
sim_flags_set_home (JsonObject *print, guint bit, gboolean on)
{
  guint32 flags = get_home (print) & ~(1u << bit);

  sim_json_put_int (print, "home_flag", (gint32) (on ? flags | 1u << bit : flags));
}

void
sim_flags_set_cfg_field (JsonObject *print, guint shift, guint width, guint value)
{
  guint64 mask = ((G_GUINT64_CONSTANT (1) << width) - 1) << shift;
  guint64 bits = sim_json_get_hex (print, "cfg") & ~mask;

  sim_json_put_hex (print, "cfg", bits | ((guint64) value << shift & mask));
}

void
sim_flags_set_cfg (JsonObject *print, guint bit, gboolean on)
{
  sim_flags_set_cfg_field (print, bit, 1, on ? 1 : 0);
}
