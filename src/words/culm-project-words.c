/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-project-words.h"

#include <glib/gi18n.h>

#include "culm-format.h"

#define SECONDS_PER_MINUTE 60

const char *
culm_project_words_get_bed (BambuBedType bed_type)
{
  switch (bed_type)
    {
    case BAMBU_BED_TYPE_COOL:
      /* Translators: a kind of plate that lies on the bed */
      return _ ("Cool Plate");
    case BAMBU_BED_TYPE_ENGINEERING:
      /* Translators: a kind of plate that lies on the bed */
      return _ ("Engineering Plate");
    case BAMBU_BED_TYPE_HIGH_TEMP:
      /* Translators: a kind of plate that lies on the bed */
      return _ ("High Temperature Plate");
    case BAMBU_BED_TYPE_TEXTURED:
      /* Translators: a kind of plate that lies on the bed */
      return _ ("Textured PEI Plate");
    case BAMBU_BED_TYPE_SUPERTACK:
      /* Translators: a kind of plate that lies on the bed */
      return _ ("Cool Plate SuperTack");
    case BAMBU_BED_TYPE_UNKNOWN:
    default:
      return NULL;
    }
}

const char *
culm_project_words_get_kind (BambuProjectKind kind)
{
  switch (kind)
    {
    case BAMBU_PROJECT_KIND_UNSLICED:
      return _ ("This file is not sliced.");
    case BAMBU_PROJECT_KIND_MODEL:
      return _ ("This file holds a model only. It has to be sliced first.");
    case BAMBU_PROJECT_KIND_FOREIGN:
      return _ ("This file is another slicer’s, and is not sliced for these printers.");
    case BAMBU_PROJECT_KIND_SLICED:
    case BAMBU_PROJECT_KIND_GCODE:
    default:
      return NULL;
    }
}

const char *
culm_project_words_get_error (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return _ ("There is no such file.");
  if (error->domain != BAMBU_PROJECT_ERROR)
    return _ ("The file cannot be read.");

  switch ((BambuProjectError) error->code)
    {
    case BAMBU_PROJECT_ERROR_NOT_A_PROJECT:
      return _ ("This is neither a 3MF file nor G-code.");
    case BAMBU_PROJECT_ERROR_TOO_LARGE:
      return _ ("There is more in this file than in anything that can be printed.");
    case BAMBU_PROJECT_ERROR_UNSAFE:
      return _ ("This file reaches for others, so it is not opened.");
    case BAMBU_PROJECT_ERROR_CHECKSUM:
      return _ ("The G-code is not what the slicer wrote.");
    case BAMBU_PROJECT_ERROR_CHANGED:
      return _ ("The file has changed since it was opened.");
    case BAMBU_PROJECT_ERROR_DAMAGED:
    default:
      return _ ("The file is damaged.");
    }
}

const char *
culm_project_words_get_warning (const BambuPlateWarningValues *warning)
{
  static const struct
  {
    const char *message;
    const char *text;
  } texts[] = {
    { "bed_temperature_too_high_than_filament",
      N_ ("The bed is hotter than one of the filaments can take: the nozzle may clog. Leave the "
          "door and the top open.") },
    { "the_actual_nozzle_hrc_smaller_than_the_required_nozzle_hrc",
      N_ ("One of the filaments wears out a nozzle that is not hardened.") },
    { "not_support_traditional_timelapse",
      N_ ("A traditional time-lapse of this plate cannot be recorded.") },
    { "not_generate_timelapse", N_ ("No time-lapse of this plate is recorded.") },
    { "smooth_timelapse_without_prime_tower",
      N_ ("A smooth time-lapse without a prime tower may leave marks on the print.") },
  };

  g_return_val_if_fail (warning != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_strcmp0 (warning->message, texts[i].message) == 0)
      return _ (texts[i].text);

  return NULL;
}

const char *
culm_project_words_get_outside (void)
{
  return _ ("Something is not on the plate.");
}

char *
culm_project_words_describe_preview (const BambuPreviewValues *preview)
{
  g_autofree char *plates = NULL;
  g_autofree char *time = NULL;

  g_return_val_if_fail (preview != NULL, NULL);

  if (preview->n_plates > 1)
    plates = g_strdup_printf (ngettext ("%d plate", "%d plates", (gulong) preview->n_plates),
                              preview->n_plates);
  if (preview->seconds >= 0)
    time = culm_format_duration ((int) MIN (preview->seconds / SECONDS_PER_MINUTE, G_MAXINT));
  if (plates == NULL || time == NULL)
    return g_strdup (plates != NULL ? plates : time != NULL ? time : "");

  /* Translators: how many plates a file has, and how long they print: "3 plates · 5 h 10 min" */
  return g_strdup_printf (_ ("%s · %s"), plates, time);
}
