/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-obstacle-words.h"

#include <glib/gi18n.h>

#include "culm-format.h"

static const char *const WORDS[] = {
  [BAMBU_OBSTACLE_UPGRADING] = N_ ("Not while the firmware is being updated"),
  [BAMBU_OBSTACLE_STATE] = N_ ("The printer is not ready for that"),
  [BAMBU_OBSTACLE_JOB] = N_ ("Not while printing"),
  [BAMBU_OBSTACLE_NO_JOB] = N_ ("Nothing is printing"),
  [BAMBU_OBSTACLE_JOB_STARTS] = N_ ("The print has not begun yet"),
  [BAMBU_OBSTACLE_PAUSED] = N_ ("The print is paused"),
  [BAMBU_OBSTACLE_NOT_PAUSED] = N_ ("The print is not paused"),
  [BAMBU_OBSTACLE_PASSED] = N_ ("The printer does not show that message any more"),
  [BAMBU_OBSTACLE_NOT_OFFERED] = N_ ("The printer does not offer that version any more"),
  [BAMBU_OBSTACLE_AUTOMATIC] = N_ ("The air duct rules this fan"),
  [BAMBU_OBSTACLE_NOT_CONNECTED] = N_ ("The unit is not connected to a nozzle yet"),
  [BAMBU_OBSTACLE_EMPTY] = N_ ("There is no spool in this slot"),
  [BAMBU_OBSTACLE_LOADED] = N_ ("This spool is loaded already"),
  [BAMBU_OBSTACLE_NOT_LOADED] = N_ ("Nothing is loaded"),
  [BAMBU_OBSTACLE_AMS_LOADED] = N_ ("Unload the filament first"),
  [BAMBU_OBSTACLE_IN_USE] = N_ ("Not while it is printed with"),
  [BAMBU_OBSTACLE_NOT_IDENTIFIED] = N_ ("It is not known what filament this is"),
  [BAMBU_OBSTACLE_NOT_DRYING] = N_ ("The unit is not drying"),
  [BAMBU_OBSTACLE_ABSENT] = N_ ("This printer does not have that"),
  [BAMBU_OBSTACLE_INVALID] = N_ ("This makes no sense to a printer"),
  [BAMBU_OBSTACLE_LASER] = N_ ("A laser job is resumed at the printer"),
  [BAMBU_OBSTACLE_TAGGED] = N_ ("The spool’s tag says what it is"),
  [BAMBU_OBSTACLE_SEES_NOZZLE] = N_ ("The printer sees itself what nozzle it has"),
  [BAMBU_OBSTACLE_ONLY_3MF] = N_ ("This printer prints 3MF files only"),
  [BAMBU_OBSTACLE_CLOUD_ONLY] = N_ ("The printer tells that through Bambu Lab’s cloud only"),
};

char *
culm_obstacle_words_dryer (BambuDryObstacles obstacles)
{
  static const struct
  {
    BambuDryObstacles obstacle;
    const char *text;
  } texts[] = {
    { BAMBU_DRY_OBSTACLE_JOB, N_ ("A print is under way.") },
    { BAMBU_DRY_OBSTACLE_POWER, N_ ("There is not enough power for one more dryer.") },
    { BAMBU_DRY_OBSTACLE_BUSY, N_ ("The AMS is busy.") },
    { BAMBU_DRY_OBSTACLE_FILAMENT_AT_OUTLET,
      N_ ("Filament of this unit is in the feeder. Unload it first.") },
    { BAMBU_DRY_OBSTACLE_STARTING, N_ ("The unit is starting.") },
    { BAMBU_DRY_OBSTACLE_FLAT_MODE, N_ ("The printer is set up to cut or draw.") },
    { BAMBU_DRY_OBSTACLE_DRYING, N_ ("The unit dries already.") },
    { BAMBU_DRY_OBSTACLE_UPGRADING, N_ ("The unit’s firmware is being changed.") },
    { BAMBU_DRY_OBSTACLE_POWER_ADAPTER, N_ ("The unit needs its own power adapter.") },
    { BAMBU_DRY_OBSTACLE_UNLOAD_BY_HAND, N_ ("Pull the filament out of the unit by hand first.") },
  };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) sentences = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (obstacles & texts[i].obstacle)
      g_strv_builder_add (builder, _ (texts[i].text));
  sentences = g_strv_builder_end (builder);

  return g_strjoinv (" ", sentences);
}

char *
culm_obstacle_words (BambuObstacle obstacle, int number)
{
  g_autofree char *celsius = culm_format_temperature (number);

  switch ((int) obstacle)
    {
    case BAMBU_OBSTACLE_NONE:
      return NULL;
    case BAMBU_OBSTACLE_DRYER:
      return culm_obstacle_words_dryer ((BambuDryObstacles) number);
    case BAMBU_OBSTACLE_COLD:
      /* Translators: "170 °C" */
      return g_strdup_printf (_ ("Heat the nozzle to %s first"), celsius);
    case BAMBU_OBSTACLE_SOFT:
      /* Translators: a temperature */
      return g_strdup_printf (
          _ ("Something in the unit softens above %s: take it out, or dry at less"), celsius);
    case BAMBU_OBSTACLE_TOO_HOT:
      /* Translators: a temperature */
      return g_strdup_printf (_ ("It can be heated to %s at most"), celsius);
    case BAMBU_OBSTACLE_TOO_MANY:
      return g_strdup_printf (g_dngettext (NULL, "A job can be without %d object at most",
                                           "A job can be without %d objects at most", number),
                              number);
    default:
      return g_strdup (_ (WORDS[obstacle]));
    }
}
