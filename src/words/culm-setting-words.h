/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-setting.h>

G_BEGIN_DECLS

/* The settings of a printer in the user's words. Translated, static. */

/**
 * CulmSettingSection:
 * @CULM_SETTING_SECTION_DETECTORS: what the printer watches out for while it prints
 * @CULM_SETTING_SECTION_PRINTING: how it prints
 * @CULM_SETTING_SECTION_CAMERA: the camera, and what is kept
 * @CULM_SETTING_SECTION_AMS: how an AMS works; these stand on its page
 *
 * Which settings stand together.
 */
typedef enum
{
  CULM_SETTING_SECTION_DETECTORS,
  CULM_SETTING_SECTION_PRINTING,
  CULM_SETTING_SECTION_CAMERA,
  CULM_SETTING_SECTION_AMS,
} CulmSettingSection;

#define CULM_N_SETTING_SECTIONS (CULM_SETTING_SECTION_AMS + 1)

/** CulmSettingChoice: one that a setting may have; @sensitivity: a detector's, that is on */
typedef struct
{
  int value;
  BambuSensitivity sensitivity;
} CulmSettingChoice;

#define CULM_SETTING_CHOICES_MAX 5

const char *culm_setting_words_get_section (CulmSettingSection section);
CulmSettingSection culm_setting_words_find_section (BambuSettingKind kind);

/** culm_setting_words_get_name: "First layer" */
const char *culm_setting_words_get_name (BambuSettingKind kind);
/** culm_setting_words_get_effect: what happens when it is on, or strikes */
const char *culm_setting_words_get_effect (BambuSettingKind kind);

/**
 * culm_setting_words_list_choices:
 * @choices: what it can be set to
 *
 * Returns: how many: 2 for what is off or on
 */
guint culm_setting_words_list_choices (BambuSetting *setting,
                                       CulmSettingChoice choices[CULM_SETTING_CHOICES_MAX]);
const char *culm_setting_words_get_choice (BambuSettingKind kind, CulmSettingChoice choice);

G_END_DECLS
