/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-gcode.h"

#include <math.h>
#include <string.h>

#define MAX_LINES 64
#define SLOTS_OF_UNIT 4
#define MAX_BYTE 255

#define AIRDUCT_COOLS 0
#define AIRDUCT_HEATS 1

typedef struct
{
  SimMachine *machine;
  gboolean relative;
  gboolean extrudes_relative;
} Run;

/* A line: its first word, and the numbers after letters. */
typedef struct
{
  char kind;
  int number;
  gboolean has[26];
  double values[26];
} Line;

static gboolean
parse_line (char *text, Line *line)
{
  char *comment = strchr (text, ';');
  gboolean first = TRUE;

  if (comment != NULL)
    *comment = '\0';

  *line = (Line) { 0 };
  while (*(text = g_strchug (text)) != '\0')
    {
      char letter = g_ascii_toupper (*text);
      char *end = text + 1;
      double value = g_ascii_isalpha (*end) ? 0 : g_ascii_strtod (text + 1, &end);

      if (!g_ascii_isalpha (letter) || !isfinite (value))
        return FALSE;

      if (first)
        {
          line->kind = letter;
          line->number = (int) CLAMP (value, 0, G_MAXINT);
        }
      else
        {
          line->has[letter - 'A'] = TRUE;
          line->values[letter - 'A'] = value;
        }
      first = FALSE;
      text = end;
    }

  return !first;
}

static double
get (const Line *line, char letter, double fallback)
{
  return line->has[letter - 'A'] ? line->values[letter - 'A'] : fallback;
}

static int
get_int (const Line *line, char letter, int fallback)
{
  return (int) CLAMP (get (line, letter, fallback), G_MININT / 2, G_MAXINT / 2);
}

/* A target of an absolute move is a distance from where it is. */
static double
get_distance (Run *run, SimAxis axis, double value)
{
  gboolean relative = axis == SIM_AXIS_EXTRUDER ? run->extrudes_relative : run->relative;

  return relative ? value : value - sim_machine_get_position (run->machine, axis);
}

static void
move (Run *run, const Line *line)
{
  static const char letters[] = { 'X', 'Y', 'Z' };

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (line->has[letters[i] - 'A'])
      sim_machine_jog (run->machine, (SimAxis) i,
                       get_distance (run, (SimAxis) i, get (line, letters[i], 0)));
  if (line->has['E' - 'A'])
    sim_machine_extrude (run->machine, -1,
                         get_distance (run, SIM_AXIS_EXTRUDER, get (line, 'E', 0)));
}

static void
do_g (Run *run, const Line *line)
{
  switch (line->number)
    {
    case 0:
    case 1:
      move (run, line);
      break;
    case 28:
      /* One axis alone is no homing; it is what is left to do while it prints. */
      if (!line->has['X' - 'A'])
        sim_machine_home (run->machine);
      break;
    case 90:
      run->relative = run->extrudes_relative = FALSE;
      break;
    case 91:
      run->relative = run->extrudes_relative = TRUE;
      break;
    default:
      break;
    }
}

static void
do_m (Run *run, const Line *line)
{
  SimMachine *machine = run->machine;
  double celsius = get (line, 'S', 0);
  int tray;

  switch (line->number)
    {
    case 18:
    case 84:
      sim_machine_release_motors (machine);
      break;
    case 82:
      run->extrudes_relative = FALSE;
      break;
    case 83:
      run->extrudes_relative = TRUE;
      break;
    case 104:
    case 109:
      sim_machine_heat_nozzle (machine, get_int (line, 'T', -1), celsius);
      break;
    case 106:
      sim_machine_set_fan (
          machine, get_int (line, 'P', 1),
          (int) lround (CLAMP (get (line, 'S', MAX_BYTE), 0, MAX_BYTE) * 100 / MAX_BYTE));
      break;
    case 107:
      sim_machine_set_fan (machine, get_int (line, 'P', 1), 0);
      break;
    case 140:
    case 190:
      sim_machine_heat_bed (machine, celsius);
      break;
    case 141:
    case 191:
      sim_machine_heat_chamber (machine, celsius);
      break;
    case 145:
      sim_machine_set_airduct (machine, get_int (line, 'P', 0) == 1 ? AIRDUCT_HEATS : AIRDUCT_COOLS,
                               -1);
      break;
    case 620:
      tray = get_int (line, 'R', -1);
      if (tray >= 0)
        sim_machine_read_tag (machine, tray / SLOTS_OF_UNIT, tray % SLOTS_OF_UNIT);
      break;
    default:
      break;
    }
}

void
sim_gcode_run (SimMachine *machine, const char *lines)
{
  g_auto (GStrv) split = g_strsplit (lines, "\n", MAX_LINES + 1);
  Run run = { .machine = machine };

  /* The last part is what no newline ended. */
  for (guint i = 0; split[i] != NULL && split[i + 1] != NULL; i++)
    {
      Line line;

      if (!parse_line (split[i], &line))
        continue;

      if (line.kind == 'G')
        do_g (&run, &line);
      else if (line.kind == 'M')
        do_m (&run, &line);
    }
}
