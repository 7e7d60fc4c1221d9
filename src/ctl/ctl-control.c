/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-control.h"

#include <glib/gi18n.h>

static const char *const SPEEDS[] = { "silent", "standard", "sport", "ludicrous", NULL };
static const char *const SWITCH[] = { "off", "on", NULL };
static const char *const HEATERS[] = { "nozzle", "bed", "chamber", NULL };
static const char *const AIR_MODES[] = { "cooling", "heating", "exhaust", NULL };
static const char *const AXES[] = { "x", "y", "z", NULL };
static const char *const HOMES[] = { "all", "head", NULL };

/* In the order of BambuFanKind; the heat break's is the printer's own affair. */
static const char *const FANS[] = {
  "part", "aux", "chamber", "", "inner-loop", "second-aux", NULL
};

static DexFuture *
not_able (BambuObstacle obstacle, int number)
{
  return dex_future_new_for_error (
      bambu_printer_error_new_obstacle (BAMBU_PRINTER_ERROR_NOT_ABLE, obstacle, number));
}

/* The one that prints, if none is named. Transfer full */
static BambuExtruder *
find_extruder (BambuPrinter *printer, const char *side)
{
  GListModel *extruders = bambu_printer_get_extruders (printer);
  BambuExtruder *active = bambu_printer_get_active_extruder (printer);
  BambuSide wanted = g_strcmp0 (side, "left") == 0 ? BAMBU_SIDE_LEFT : BAMBU_SIDE_RIGHT;

  if (!side)
    return active ? g_object_ref (active) : g_list_model_get_item (extruders, 0);

  for (guint i = 0; i < g_list_model_get_n_items (extruders); i++)
    {
      g_autoptr (BambuExtruder) extruder = g_list_model_get_item (extruders, i);

      if (bambu_extruder_get_side (extruder) == wanted)
        return g_steal_pointer (&extruder);
    }

  return NULL;
}

static gboolean
is_called (const char *label, const char *word)
{
  return label && g_ascii_strcasecmp (label, word) == 0;
}

static BambuTray *
find_tray_in (GListModel *trays, const char *label)
{
  for (guint i = 0; i < g_list_model_get_n_items (trays); i++)
    {
      g_autoptr (BambuTray) tray = g_list_model_get_item (trays, i);

      if (is_called (bambu_tray_get_label (tray), label))
        return g_steal_pointer (&tray);
    }

  return NULL;
}

static BambuTray *
find_tray (BambuPrinter *printer, const char *label)
{
  GListModel *units = bambu_printer_get_ams_units (printer);
  BambuTray *tray = find_tray_in (bambu_printer_get_external_trays (printer), label);

  for (guint i = 0; !tray && i < g_list_model_get_n_items (units); i++)
    {
      g_autoptr (BambuAms) unit = g_list_model_get_item (units, i);

      tray = find_tray_in (G_LIST_MODEL (unit), label);
    }

  return tray;
}

static BambuAms *
find_unit (BambuPrinter *printer, const char *name)
{
  GListModel *units = bambu_printer_get_ams_units (printer);

  for (guint i = 0; i < g_list_model_get_n_items (units); i++)
    {
      g_autoptr (BambuAms) unit = g_list_model_get_item (units, i);

      if (is_called (bambu_ams_get_name (unit), name))
        return g_steal_pointer (&unit);
    }

  return NULL;
}

static DexFuture *
ask_pause (BambuPrinter *printer, const CtlWanted *wanted)
{
  return bambu_printer_pause (printer);
}

static DexFuture *
ask_resume (BambuPrinter *printer, const CtlWanted *wanted)
{
  return bambu_printer_resume (printer);
}

static DexFuture *
ask_stop (BambuPrinter *printer, const CtlWanted *wanted)
{
  return bambu_printer_stop (printer);
}

static DexFuture *
ask_speed (BambuPrinter *printer, const CtlWanted *wanted)
{
  return bambu_printer_set_speed_level (printer, wanted->choice + 1);
}

static DexFuture *
ask_light (BambuPrinter *printer, const CtlWanted *wanted)
{
  return bambu_printer_set_light (printer, BAMBU_LIGHT_PLACE_CHAMBER, wanted->choice == 1);
}

static DexFuture *
ask_fan (BambuPrinter *printer, const CtlWanted *wanted)
{
  return bambu_printer_set_fan (printer, (BambuFanKind) wanted->choice, wanted->number);
}

static DexFuture *
ask_air (BambuPrinter *printer, const CtlWanted *wanted)
{
  return bambu_printer_set_air_mode (printer, wanted->choice, -1);
}

/* The library would bring it within the limit; who typed a number means it. */
static gboolean
is_too_hot (BambuHeater *heater, int celsius)
{
  double maximum = bambu_heater_get_maximum (heater);

  return maximum > 0 && celsius > maximum;
}

static DexFuture *
ask_temperature (BambuPrinter *printer, const CtlWanted *wanted)
{
  g_autoptr (BambuExtruder) extruder = find_extruder (printer, wanted->side);
  BambuHeater *const heaters[] = {
    extruder ? bambu_extruder_get_heater (extruder) : NULL,
    bambu_printer_get_bed (printer),
    bambu_printer_get_chamber (printer),
  };
  BambuHeater *heater = heaters[wanted->choice];

  if (!heater)
    return not_able (BAMBU_OBSTACLE_ABSENT, 0);

  if (is_too_hot (heater, wanted->number))
    return not_able (BAMBU_OBSTACLE_TOO_HOT, (int) bambu_heater_get_maximum (heater));

  switch (wanted->choice)
    {
    case 0:
      return bambu_printer_set_nozzle_temperature (printer, bambu_extruder_get_id (extruder),
                                                   wanted->number);
    case 1:
      return bambu_printer_set_bed_temperature (printer, wanted->number);
    default:
      return bambu_printer_set_chamber_temperature (printer, wanted->number);
    }
}

static DexFuture *
ask_home (BambuPrinter *printer, const CtlWanted *wanted)
{
  return bambu_printer_home (printer, (BambuHome) wanted->choice);
}

static DexFuture *
ask_jog (BambuPrinter *printer, const CtlWanted *wanted)
{
  return bambu_printer_jog (printer, (BambuAxis) wanted->choice, wanted->number);
}

static DexFuture *
extrude (BambuPrinter *printer, const char *side, int mm)
{
  g_autoptr (BambuExtruder) extruder = find_extruder (printer, side);

  return extruder ? bambu_printer_extrude (printer, bambu_extruder_get_id (extruder), mm)
                  : not_able (BAMBU_OBSTACLE_ABSENT, 0);
}

static DexFuture *
ask_extrude (BambuPrinter *printer, const CtlWanted *wanted)
{
  return extrude (printer, wanted->side, wanted->number);
}

static DexFuture *
ask_retract (BambuPrinter *printer, const CtlWanted *wanted)
{
  return extrude (printer, wanted->side, -wanted->number);
}

static DexFuture *
ask_load (BambuPrinter *printer, const CtlWanted *wanted)
{
  g_autoptr (BambuTray) tray = find_tray (printer, wanted->text);

  return tray ? bambu_printer_load (printer, tray) : not_able (BAMBU_OBSTACLE_ABSENT, 0);
}

static DexFuture *
ask_unload (BambuPrinter *printer, const CtlWanted *wanted)
{
  g_autoptr (BambuExtruder) extruder = find_extruder (printer, wanted->side);

  return extruder ? bambu_printer_unload (printer, bambu_extruder_get_id (extruder))
                  : not_able (BAMBU_OBSTACLE_ABSENT, 0);
}

static DexFuture *
ask_dry (BambuPrinter *printer, const CtlWanted *wanted)
{
  g_autoptr (BambuAms) unit = find_unit (printer, wanted->text);

  if (!unit)
    return not_able (BAMBU_OBSTACLE_ABSENT, 0);

  if (wanted->number == 0)
    return bambu_printer_stop_drying (printer, unit);

  return bambu_printer_start_drying (printer, unit, wanted->material ? wanted->material : "PLA",
                                     wanted->number, wanted->hours, FALSE);
}

static DexFuture *
ask_gcode (BambuPrinter *printer, const CtlWanted *wanted)
{
  return bambu_printer_send_gcode (printer, wanted->text);
}

static DexFuture *
ask_skip (BambuPrinter *printer, const CtlWanted *wanted)
{
  return bambu_printer_skip_objects (printer, wanted->objects, wanted->n_objects);
}

static const CtlControl controls[] = {
  { .name = "pause", .ask = ask_pause },
  { .name = "resume", .ask = ask_resume },
  { .name = "stop",
    .question = N_ ("Stop the print? It cannot be resumed."),
    .must_ask = TRUE,
    .ask = ask_stop },
  { .name = "speed", .choices = SPEEDS, .ask = ask_speed },
  { .name = "light", .choices = SWITCH, .ask = ask_light },
  { .name = "fan", .choices = FANS, .maximum = 100, .ask = ask_fan },
  { .name = "air", .choices = AIR_MODES, .ask = ask_air },
  { .name = "temperature", .choices = HEATERS, .maximum = 350, .ask = ask_temperature },
  { .name = "home",
    .choices = HOMES,
    .question = N_ ("Home the axes? The printer moves."),
    .ask = ask_home },
  { .name = "jog", .choices = AXES, .minimum = -50, .maximum = 50, .ask = ask_jog },
  { .name = "extrude", .minimum = 1, .maximum = 50, .ask = ask_extrude },
  { .name = "retract", .minimum = 1, .maximum = 50, .ask = ask_retract },
  { .name = "load",
    .takes_text = TRUE,
    .question = N_ ("Load filament? The printer heats and moves."),
    .must_ask = TRUE,
    .ask = ask_load },
  { .name = "unload",
    .question = N_ ("Unload filament? The printer heats and moves."),
    .must_ask = TRUE,
    .ask = ask_unload },
  { .name = "dry",
    .maximum = 85,
    .takes_text = TRUE,
    .question = N_ ("Dry filament? The unit heats for hours. What softens must not be in it."),
    .must_ask = TRUE,
    .ask = ask_dry },
  { .name = "gcode",
    .takes_text = TRUE,
    .question = N_ ("Send G-code? It can do anything that the printer can."),
    .must_ask = TRUE,
    .ask = ask_gcode },
  { .name = "skip",
    .takes_list = TRUE,
    .question = N_ ("Skip the objects? They cannot be printed in this job any more."),
    .must_ask = TRUE,
    .ask = ask_skip },
};

const CtlControl *
ctl_control_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    if (g_str_equal (controls[i].name, name))
      return &controls[i];

  return NULL;
}

guint
ctl_control_count_words (const CtlControl *self)
{
  return (self->choices != NULL) + (self->maximum > 0) + self->takes_text + self->takes_list;
}

static gboolean
fail (GError **error, const char *word, const char *what)
{
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("“%s” is none of: %s"), word,
               what);

  return FALSE;
}

static gboolean
parse_choice (const CtlControl *self, const char *word, int *choice, GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (int i = 0; self->choices[i]; i++)
    {
      if (*word && g_str_equal (self->choices[i], word))
        {
          *choice = i;
          return TRUE;
        }

      if (*self->choices[i])
        g_string_append_printf (all, "%s%s", all->len > 0 ? ", " : "", self->choices[i]);
    }

  return fail (error, word, all->str);
}

static gboolean
parse_number (const char *word, int minimum, int maximum, int *number, GError **error)
{
  gint64 value;

  /* What switches a heater off may be called so. */
  if (minimum == 0 && g_str_equal (word, "off"))
    word = "0";

  if (!g_ascii_string_to_signed (word, 10, minimum, maximum, &value, NULL))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("“%s” is no number from %d to %d."), word, minimum, maximum);
      return FALSE;
    }

  *number = (int) value;
  return TRUE;
}

static gboolean
parse_list (const char *word, CtlWanted *wanted, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (word, ",", CTL_MAX_OBJECTS + 1);

  for (guint i = 0; parts[i]; i++)
    {
      if (i == CTL_MAX_OBJECTS)
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       ngettext ("There can be %d object at most.",
                                 "There can be %d objects at most.", CTL_MAX_OBJECTS),
                       CTL_MAX_OBJECTS);
          return FALSE;
        }

      if (!parse_number (parts[i], 1, G_MAXINT, &wanted->objects[wanted->n_objects++], error))
        return FALSE;
    }

  return TRUE;
}

gboolean
ctl_control_is_asked (const CtlControl *self, const CtlWanted *wanted)
{
  /* Off is always safe. */
  return self->question != NULL && (self->maximum == 0 || wanted->number != 0);
}

gboolean
ctl_control_is_agreed (const CtlControl *self,
                       const CtlWanted *wanted,
                       const CtlOptions *options,
                       GError **error)
{
  if (!self->must_ask || options->yes || !ctl_control_is_asked (self, wanted))
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("“%s” has to be agreed to: without a terminal it needs --yes."), self->name);

  return FALSE;
}

gboolean
ctl_control_check_words (const CtlControl *self, guint n_words, GError **error)
{
  if (n_words == ctl_control_count_words (self))
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("This is too little or too much for “%s”. See %s %s --help."), self->name,
               g_get_prgname (), self->name);

  return FALSE;
}

gboolean
ctl_control_parse (const CtlControl *self,
                   char **words,
                   const CtlOptions *options,
                   CtlWanted *wanted,
                   GError **error)
{
  *wanted = (CtlWanted) { .side = options->nozzle,
                          .material = options->material,
                          .hours = options->hours };

  if (wanted->side && !g_str_equal (wanted->side, "left") && !g_str_equal (wanted->side, "right"))
    return fail (error, wanted->side, "left, right");

  if (self->takes_text)
    wanted->text = *words++;

  if (self->choices && !parse_choice (self, *words++, &wanted->choice, error))
    return FALSE;

  if (self->maximum > 0
      && !parse_number (*words++, self->minimum, self->maximum, &wanted->number, error))
    return FALSE;

  return !self->takes_list || parse_list (*words, wanted, error);
}
