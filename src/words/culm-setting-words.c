/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-setting-words.h"

#include <glib/gi18n.h>

static const struct
{
  CulmSettingSection section;
  const char *name;
  const char *effect;
} words[BAMBU_N_SETTINGS] = {
  [BAMBU_SETTING_STEP_LOSS] = { CULM_SETTING_SECTION_PRINTING, N_ ("Recover from lost steps"),
                                N_ ("Goes on by itself when the head was held up") },
  /* Translators: of an AMS */
  [BAMBU_SETTING_AUTO_REFILL] = { CULM_SETTING_SECTION_AMS, N_ ("Auto-refill"),
                                  N_ ("Goes on with another spool of the same filament") },
  [BAMBU_SETTING_SOUND] = { CULM_SETTING_SECTION_PRINTING, N_ ("Prompt sounds"),
                            N_ ("The printer plays a sound when it is done or needs you") },
  [BAMBU_SETTING_TANGLE] = { CULM_SETTING_SECTION_DETECTORS, N_ ("Tangled filament"),
                             N_ ("Pauses the print when the filament is stuck on its spool") },
  [BAMBU_SETTING_BLOB] = { CULM_SETTING_SECTION_DETECTORS, N_ ("Clump on the nozzle"),
                           N_ ("Pauses the print when the nozzle is wrapped in filament") },
  [BAMBU_SETTING_AIR_PRINT] = { CULM_SETTING_SECTION_DETECTORS, N_ ("Printing into the air"),
                                N_ ("Pauses the print when the extruder feels that nothing comes "
                                    "out") },
  [BAMBU_SETTING_PURIFICATION] = { CULM_SETTING_SECTION_PRINTING, N_ ("Clean the air"),
                                   N_ ("The printer does not report whether it is on") },
  [BAMBU_SETTING_READ_ON_INSERT] = { CULM_SETTING_SECTION_AMS, N_ ("Read new spools"),
                                     N_ ("The AMS reads a spool’s tag when it is put in") },
  [BAMBU_SETTING_READ_AT_START] = { CULM_SETTING_SECTION_AMS, N_ ("Read spools at start"),
                                    N_ ("The AMS reads all tags when the printer is switched "
                                        "on") },
  [BAMBU_SETTING_REMAIN] = { CULM_SETTING_SECTION_AMS, N_ ("Measure what remains"),
                             N_ ("The AMS estimates how much filament is on Bambu Lab’s spools") },
  [BAMBU_SETTING_KEEP_FILES] = { CULM_SETTING_SECTION_CAMERA, N_ ("Keep sent files"),
                                 N_ ("Files stay on the storage when their print is done") },
  [BAMBU_SETTING_DOOR] = { CULM_SETTING_SECTION_PRINTING, N_ ("When the door opens"),
                           N_ ("While it prints") },
  [BAMBU_SETTING_RECORDING] = { CULM_SETTING_SECTION_CAMERA, N_ ("Record video"),
                                N_ ("The camera records each print") },
  [BAMBU_SETTING_TIMELAPSE] = { CULM_SETTING_SECTION_CAMERA, N_ ("Time-lapse"),
                                N_ ("Each print becomes a short film") },
  [BAMBU_SETTING_RESOLUTION] = { CULM_SETTING_SECTION_CAMERA, N_ ("Camera resolution"),
                                 N_ ("More needs a better network") },
  [BAMBU_SETTING_FIRST_LAYER] = { CULM_SETTING_SECTION_DETECTORS, N_ ("First layer"),
                                  N_ ("Pauses the print when the printer finds a flaw in it") },
  [BAMBU_SETTING_PLATE_MARKER] = { CULM_SETTING_SECTION_DETECTORS, N_ ("Wrong plate"),
                                   N_ ("Pauses before the print when it is not the plate that was "
                                       "sliced for") },
  [BAMBU_SETTING_MONITOR] = { CULM_SETTING_SECTION_DETECTORS, N_ ("Failed print"),
                              N_ ("Pauses the print when the camera sees that it fails") },
  [BAMBU_SETTING_SPAGHETTI] = { CULM_SETTING_SECTION_DETECTORS, N_ ("Spaghetti"),
                                N_ ("Pauses the print when the camera sees loose filament") },
  [BAMBU_SETTING_PILE_UP] = { CULM_SETTING_SECTION_DETECTORS, N_ ("Full purge chute"),
                              N_ ("Pauses the print when waste piles up in the chute") },
  [BAMBU_SETTING_CLUMP] = { CULM_SETTING_SECTION_DETECTORS, N_ ("Clump on the nozzle, seen"),
                            N_ ("Pauses the print when the camera sees filament wrapped around the "
                                "nozzle") },
  [BAMBU_SETTING_AIR_PRINT_SEEN] = { CULM_SETTING_SECTION_DETECTORS,
                                     N_ ("Printing into the air, seen"),
                                     N_ ("Pauses the print when the camera sees that nothing comes "
                                         "out") },
  [BAMBU_SETTING_PLATE_OFFSET] = { CULM_SETTING_SECTION_DETECTORS, N_ ("Plate out of place"),
                                   N_ ("Pauses before the print when the plate does not lie "
                                       "straight") },
  [BAMBU_SETTING_FOREIGN_OBJECT] = { CULM_SETTING_SECTION_DETECTORS, N_ ("Things on the plate"),
                                     N_ ("Pauses before the print when something lies there") },
  [BAMBU_SETTING_DISPLACEMENT] = { CULM_SETTING_SECTION_DETECTORS, N_ ("Print has moved"),
                                   N_ ("Pauses the print when it comes off the plate") },
};

const char *
culm_setting_words_get_section (CulmSettingSection section)
{
  switch (section)
    {
    case CULM_SETTING_SECTION_DETECTORS:
      return _ ("Detection");
    case CULM_SETTING_SECTION_PRINTING:
      /* Translators: a heading: settings about printing */
      return C_ ("settings", "Printing");
    case CULM_SETTING_SECTION_CAMERA:
      return _ ("Camera and Files");
    case CULM_SETTING_SECTION_AMS:
    default:
      return _ ("AMS Settings");
    }
}

CulmSettingSection
culm_setting_words_find_section (BambuSettingKind kind)
{
  g_return_val_if_fail (kind < BAMBU_N_SETTINGS, CULM_SETTING_SECTION_PRINTING);

  return words[kind].section;
}

const char *
culm_setting_words_get_name (BambuSettingKind kind)
{
  g_return_val_if_fail (kind < BAMBU_N_SETTINGS, "");

  return _ (words[kind].name);
}

const char *
culm_setting_words_get_effect (BambuSettingKind kind)
{
  g_return_val_if_fail (kind < BAMBU_N_SETTINGS, "");

  return _ (words[kind].effect);
}

/* Only the older firmwares know a detector that never pauses. */
static guint
list_sensitivities (BambuSetting *setting, CulmSettingChoice choices[CULM_SETTING_CHOICES_MAX])
{
  gboolean may_go_on = bambu_setting_get_kind (setting) == BAMBU_SETTING_MONITOR
                       || bambu_setting_get_sensitivity (setting) == BAMBU_SENSITIVITY_NEVER;
  guint n = 0;

  choices[n++] = (CulmSettingChoice) { 0, BAMBU_SENSITIVITY_NONE };
  for (BambuSensitivity i = may_go_on ? BAMBU_SENSITIVITY_NEVER : BAMBU_SENSITIVITY_LOW;
       i <= BAMBU_SENSITIVITY_HIGH; i++)
    choices[n++] = (CulmSettingChoice) { 1, i };

  return n;
}

guint
culm_setting_words_list_choices (BambuSetting *setting,
                                 CulmSettingChoice choices[CULM_SETTING_CHOICES_MAX])
{
  guint n;

  g_return_val_if_fail (BAMBU_IS_SETTING (setting), 0);

  if (bambu_setting_get_sensitivity (setting) != BAMBU_SENSITIVITY_NONE)
    return list_sensitivities (setting, choices);

  n = MIN (bambu_setting_get_maximum (setting) + 1, CULM_SETTING_CHOICES_MAX);
  for (guint i = 0; i < n; i++)
    choices[i] = (CulmSettingChoice) { i, BAMBU_SENSITIVITY_NONE };

  return n;
}

static const char *
get_sensitivity (BambuSensitivity sensitivity)
{
  switch (sensitivity)
    {
    case BAMBU_SENSITIVITY_NEVER:
      /* Translators: what a detector does when it strikes */
      return _ ("Only warns");
    case BAMBU_SENSITIVITY_LOW:
      /* Translators: the sensitivity of a detector */
      return _ ("Low");
    case BAMBU_SENSITIVITY_MEDIUM:
      /* Translators: the sensitivity of a detector */
      return _ ("Medium");
    case BAMBU_SENSITIVITY_HIGH:
      /* Translators: the sensitivity of a detector */
      return _ ("High");
    case BAMBU_SENSITIVITY_NONE:
    default:
      return NULL;
    }
}

const char *
culm_setting_words_get_choice (BambuSettingKind kind, CulmSettingChoice choice)
{
  static const char *const DOOR[] = { N_ ("Nothing"), N_ ("Warns"), N_ ("Pauses") };
  static const char *const PURIFICATION[] = { N_ ("Off"), N_ ("Mode 1"), N_ ("Mode 2") };

  if (choice.sensitivity != BAMBU_SENSITIVITY_NONE)
    return get_sensitivity (choice.sensitivity);

  switch ((int) kind)
    {
    case BAMBU_SETTING_DOOR:
      return _ (DOOR[CLAMP (choice.value, 0, 2)]);
    case BAMBU_SETTING_PURIFICATION:
      return _ (PURIFICATION[CLAMP (choice.value, 0, 2)]);
    case BAMBU_SETTING_RESOLUTION:
      return choice.value > 0 ? "1080p" : "720p";
    default:
      /* Translators: a setting of the printer */
      return choice.value > 0 ? _ ("On") : _ ("Off");
    }
}
