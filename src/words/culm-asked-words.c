/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-asked-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "culm-format.h"
#include "culm-setting-words.h"

static BambuSide
find_side (BambuPrinter *printer, int id)
{
  BambuExtruder *extruder = bambu_printer_find_extruder (printer, id);

  return extruder != NULL ? bambu_extruder_get_side (extruder) : BAMBU_SIDE_ONLY;
}

/* 0 switches a heater off. */
static char *
describe_nozzle (BambuSide side, double celsius)
{
  g_autofree char *text = culm_format_temperature (celsius);

  switch (side)
    {
    case BAMBU_SIDE_RIGHT:
      return celsius > 0 ? g_strdup_printf (_ ("right nozzle %s"), text)
                         : g_strdup (_ ("right nozzle off"));
    case BAMBU_SIDE_LEFT:
      return celsius > 0 ? g_strdup_printf (_ ("left nozzle %s"), text)
                         : g_strdup (_ ("left nozzle off"));
    case BAMBU_SIDE_ONLY:
    default:
      /* Translators: what a printer did not confirm, as all here: "nozzle 270 °C" */
      return celsius > 0 ? g_strdup_printf (_ ("nozzle %s"), text) : g_strdup (_ ("nozzle off"));
    }
}

static char *
describe_bed (double celsius)
{
  g_autofree char *text = culm_format_temperature (celsius);

  return celsius > 0 ? g_strdup_printf (_ ("bed %s"), text) : g_strdup (_ ("bed off"));
}

static char *
describe_chamber (double celsius)
{
  g_autofree char *text = culm_format_temperature (celsius);

  return celsius > 0 ? g_strdup_printf (_ ("chamber %s"), text)
                     : g_strdup (_ ("chamber heating off"));
}

static char *
describe_fan (BambuFanKind kind, int percent)
{
  g_autofree char *text = culm_format_percent (percent);

  switch (kind)
    {
    case BAMBU_FAN_KIND_PART:
      /* Translators: percent of its speed: "part fan 50 %" */
      return g_strdup_printf (_ ("part fan %s"), text);
    case BAMBU_FAN_KIND_AUX:
      return g_strdup_printf (_ ("auxiliary fan %s"), text);
    case BAMBU_FAN_KIND_CHAMBER:
      return g_strdup_printf (_ ("chamber fan %s"), text);
    case BAMBU_FAN_KIND_INNER_LOOP:
      return g_strdup_printf (_ ("inner loop fan %s"), text);
    case BAMBU_FAN_KIND_SECOND_AUX:
      return g_strdup_printf (_ ("second auxiliary fan %s"), text);
    case BAMBU_FAN_KIND_HEATBREAK:
    default:
      return g_strdup_printf (_ ("fan %s"), text);
    }
}

static const char *
get_light (const BambuAsked *asked)
{
  static const char *const LIGHTS[][2] = {
    [BAMBU_LIGHT_PLACE_CHAMBER] = { N_ ("chamber light off"), N_ ("chamber light on") },
    [BAMBU_LIGHT_PLACE_WORK] = { N_ ("work light off"), N_ ("work light on") },
    [BAMBU_LIGHT_PLACE_BED] = { N_ ("bed light off"), N_ ("bed light on") },
  };

  return _ (LIGHTS[asked->index][asked->value > 0]);
}

static const char *
get_change (BambuPrinter *printer, const BambuAsked *asked)
{
  static const char *const EXTRUDERS[] = {
    [BAMBU_SIDE_ONLY] = N_ ("change of the nozzle"),
    [BAMBU_SIDE_RIGHT] = N_ ("change to the right nozzle"),
    [BAMBU_SIDE_LEFT] = N_ ("change to the left nozzle"),
  };

  return _ (EXTRUDERS[find_side (printer, (int) asked->value)]);
}

static char *
describe_move (const BambuAsked *asked)
{
  static const char *const AXES[] = { "X", "Y", "Z" };

  /* Translators: a movement: "10 mm along X" */
  return g_strdup_printf (_ ("%d mm along %s"), (int) asked->value, AXES[asked->index]);
}

static char *
describe_extruding (const BambuAsked *asked)
{
  int mm = (int) asked->value;

  return mm < 0 ? g_strdup_printf (_ ("retracting %d mm"), -mm)
                : g_strdup_printf (_ ("extruding %d mm"), mm);
}

/* A slot; what is gone meanwhile has no name. */
static const char *
find_slot (BambuPrinter *printer, int index)
{
  BambuTray *tray = bambu_printer_find_tray (printer, index >> 8, index & 0xff);

  return tray != NULL ? bambu_tray_get_label (tray) : "–";
}

static char *
describe_filament_change (BambuPrinter *printer, const BambuAsked *asked)
{
  if (isnan (asked->value))
    return g_strdup (_ ("unloading"));

  /* Translators: a slot: "A2" */
  return g_strdup_printf (_ ("loading %s"), find_slot (printer, (int) asked->value));
}

static char *
describe_tray (BambuPrinter *printer, const BambuAsked *asked)
{
  const char *slot = find_slot (printer, asked->index);

  switch ((int) asked->control)
    {
    case BAMBU_CONTROL_TAG:
      /* Translators: a slot: "A2" */
      return g_strdup_printf (_ ("reading the tag of %s"), slot);
    case BAMBU_CONTROL_K_PROFILE:
      /* Translators: a slot: "A2" */
      return g_strdup_printf (_ ("K profile of %s"), slot);
    default:
      /* Translators: a slot: "A2" */
      return g_strdup_printf (_ ("filament of %s"), slot);
    }
}

static char *
describe_drying (BambuPrinter *printer, const BambuAsked *asked)
{
  BambuAms *unit = bambu_printer_find_unit (printer, asked->index);
  const char *name = unit != NULL ? bambu_ams_get_name (unit) : "–";
  g_autofree char *celsius = culm_format_temperature (asked->value);

  if (asked->value == 0)
    /* Translators: an AMS: "AMS HT-A" */
    return g_strdup_printf (_ ("end of drying in %s"), name);

  /* Translators: a temperature, and an AMS: "AMS HT-A" */
  return g_strdup_printf (_ ("drying at %s in %s"), celsius, name);
}

static char *
describe_setting (const BambuAsked *asked)
{
  BambuSettingKind kind = (BambuSettingKind) asked->index;
  CulmSettingChoice choice = { (int) asked->value, BAMBU_SENSITIVITY_NONE };

  if (choice.value > 0)
    choice.sensitivity = (BambuSensitivity) asked->sensitivity;

  /* Translators: a setting and what it was to be: “Prompt sounds”: On */
  return g_strdup_printf (_ ("“%s”: %s"), culm_setting_words_get_name (kind),
                          culm_setting_words_get_choice (kind, choice));
}

/* What needs no more than its name. */
static const char *
get_name (BambuControl control)
{
  switch ((int) control)
    {
    case BAMBU_CONTROL_PAUSE:
      return _ ("pause");
    case BAMBU_CONTROL_RESUME:
      return _ ("resume");
    case BAMBU_CONTROL_STOP:
      return _ ("stop");
    case BAMBU_CONTROL_SKIP:
      return _ ("skipping objects");
    case BAMBU_CONTROL_ERROR:
      return _ ("answer to a message");
    case BAMBU_CONTROL_HOME:
      return _ ("homing");
    case BAMBU_CONTROL_MOTORS:
      return _ ("motors off");
    case BAMBU_CONTROL_BUZZER:
      return _ ("buzzer");
    case BAMBU_CONTROL_AMS:
      return _ ("answer to a filament change");
    case BAMBU_CONTROL_K_PROFILES:
      return _ ("list of K profiles");
    case BAMBU_CONTROL_CALIBRATION:
      return _ ("calibration");
    case BAMBU_CONTROL_NOZZLE_KIND:
      return _ ("kind of the nozzle");
    case BAMBU_CONTROL_ACCESS_CODE:
      return _ ("access code");
    case BAMBU_CONTROL_REBOOT:
      return _ ("restart");
    case BAMBU_CONTROL_GCODE:
    default:
      return _ ("G-code");
    }
}

char *
culm_asked_words (const BambuAsked *asked, BambuPrinter *printer)
{
  g_return_val_if_fail (asked != NULL, NULL);
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  switch ((int) asked->control)
    {
    case BAMBU_CONTROL_SPEED:
      /* Translators: a printing speed: "speed “Sport”" */
      return g_strdup_printf (_ ("speed “%s”"), culm_format_speed ((int) asked->value));
    case BAMBU_CONTROL_NOZZLE:
      return describe_nozzle (find_side (printer, asked->index), asked->value);
    case BAMBU_CONTROL_BED:
      return describe_bed (asked->value);
    case BAMBU_CONTROL_CHAMBER:
      return describe_chamber (asked->value);
    case BAMBU_CONTROL_FAN:
      return describe_fan ((BambuFanKind) asked->index, (int) asked->value);
    case BAMBU_CONTROL_AIR_DUCT:
      /* Translators: what an air duct does: "air duct “Cooling”" */
      return g_strdup_printf (_ ("air duct “%s”"), culm_format_air_mode ((int) asked->value));
    case BAMBU_CONTROL_LIGHT:
      return g_strdup (get_light (asked));
    case BAMBU_CONTROL_JOG:
      return describe_move (asked);
    case BAMBU_CONTROL_EXTRUDE:
      return describe_extruding (asked);
    case BAMBU_CONTROL_EXTRUDER:
      return g_strdup (get_change (printer, asked));
    case BAMBU_CONTROL_FILAMENT_CHANGE:
      return describe_filament_change (printer, asked);
    case BAMBU_CONTROL_TRAY:
    case BAMBU_CONTROL_K_PROFILE:
    case BAMBU_CONTROL_TAG:
      return describe_tray (printer, asked);
    case BAMBU_CONTROL_DRYER:
      return describe_drying (printer, asked);
    case BAMBU_CONTROL_SETTING:
      return describe_setting (asked);
    case BAMBU_CONTROL_UPGRADE:
      /* Translators: a version */
      return g_strdup_printf (_ ("update to %s"), asked->text);
    case BAMBU_CONTROL_PRINT:
      /* Translators: the name of a print */
      return g_strdup_printf (_ ("start of “%s”"), asked->text);
    default:
      return g_strdup (get_name (asked->control));
    }
}
