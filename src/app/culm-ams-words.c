/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-ams-words.h"

#include <glib/gi18n.h>

#include "culm-colour.h"
#include "culm-format.h"

const char *
culm_ams_words_filament (BambuTrayState state, const char *product, const char *material)
{
  switch (state)
    {
    case BAMBU_TRAY_STATE_EMPTY:
      /* Translators: a slot without a spool */
      return _ ("Empty");
    case BAMBU_TRAY_STATE_READING:
      return _ ("Reading tag…");
    case BAMBU_TRAY_STATE_KNOWN:
      if (product != NULL && *product != '\0')
        return product;
      if (material != NULL && *material != '\0')
        return material;
      G_GNUC_FALLTHROUGH;
    case BAMBU_TRAY_STATE_UNKNOWN:
    default:
      /* Translators: a spool of which nothing is known */
      return _ ("Not identified");
    }
}

char *
culm_ams_words_spoken (const char *label,
                       BambuTrayState state,
                       const char *name,
                       const char *colour,
                       int remain_percent,
                       gboolean in_use)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  g_strv_builder_add_many (builder, label, name, NULL);

  if (state == BAMBU_TRAY_STATE_KNOWN && colour != NULL && *colour != '\0')
    g_strv_builder_add (builder, colour);

  if (state == BAMBU_TRAY_STATE_KNOWN && remain_percent >= 0)
    g_strv_builder_take (builder,
                         g_strdup_printf (g_dngettext (NULL, "about %d percent left",
                                                       "about %d percent left", remain_percent),
                                          remain_percent));

  if (in_use)
    /* Translators: the printer uses this spool now */
    g_strv_builder_add (builder, _ ("in use"));

  parts = g_strv_builder_end (builder);

  /* Translators: between the things that are said of a spool */
  return g_strjoinv (_ (", "), parts);
}

char *
culm_ams_words_humidity (int percent, int level)
{
  if (percent >= 0)
    return culm_format_percent (percent);

  switch (level)
    {
    case 5:
      /* Translators: air humidity where it is not measured in percent */
      return g_strdup (_ ("Level 5 of 5, dry"));
    case 4:
      return g_strdup (_ ("Level 4 of 5, fairly dry"));
    case 3:
      return g_strdup (_ ("Level 3 of 5, medium"));
    case 2:
      return g_strdup (_ ("Level 2 of 5, humid"));
    case 1:
      return g_strdup (_ ("Level 1 of 5, wet"));
    default:
      return g_strdup ("");
    }
}

static char *
describe_active (const char *material, int celsius, int minutes_left)
{
  g_autofree char *left = culm_format_duration (minutes_left);

  if (material != NULL && *material != '\0' && celsius > 0)
    return g_strdup_printf (_ ("Drying %s at %d °C, %s left"), material, celsius, left);

  if (celsius > 0)
    return g_strdup_printf (_ ("Drying at %d °C, %s left"), celsius, left);

  /* Translators: %s is a duration */
  return g_strdup_printf (_ ("Drying, %s left"), left);
}

char *
culm_ams_words_drying (BambuDrying drying, const char *material, int celsius, int minutes_left)
{
  switch (drying)
    {
    case BAMBU_DRYING_CHECKING:
      return g_strdup (_ ("Getting ready to dry"));
    case BAMBU_DRYING_ACTIVE:
      return describe_active (material, celsius, minutes_left);
    case BAMBU_DRYING_COOLING:
      return g_strdup (_ ("Cooling down after drying"));
    case BAMBU_DRYING_STOPPING:
      return g_strdup (_ ("Drying is being stopped"));
    case BAMBU_DRYING_ERROR:
      return g_strdup (_ ("Drying has failed"));
    case BAMBU_DRYING_CANNOT_STOP:
      return g_strdup (_ ("The dryer’s heater does not switch off"));
    case BAMBU_DRYING_SELF_TEST:
      return g_strdup (_ ("The dryer tests itself"));
    case BAMBU_DRYING_OFF:
    default:
      return g_strdup ("");
    }
}

char *
culm_ams_words_spool (BambuTray *tray)
{
  const char *label = bambu_tray_get_label (tray);
  const char *material = bambu_tray_get_material (tray);
  const char *const *colours = bambu_tray_get_colours (tray);
  guint n_colours = colours != NULL ? g_strv_length ((char **) colours) : 0;
  g_autofree char *colour = NULL;

  if (bambu_tray_get_state (tray) != BAMBU_TRAY_STATE_KNOWN || material == NULL)
    return g_strdup (label);

  if (n_colours > 1)
    /* Translators: a slot, the material in it and how many colors it has: "A2 (PETG, 3 colors)" */
    return g_strdup_printf (
        g_dngettext (NULL, "%s (%s, %u color)", "%s (%s, %u colors)", n_colours), label, material,
        n_colours);

  colour = culm_colour_describe (colours, bambu_tray_get_pattern (tray));
  if (*colour == '\0')
    /* Translators: a slot and the material in it: "A2 (PETG)" */
    return g_strdup_printf (_ ("%s (%s)"), label, material);

  /* Translators: a slot, the material in it and its color: "A2 (PETG, blue)" */
  return g_strdup_printf (_ ("%s (%s, %s)"), label, material, colour);
}

/* The steps as Bambu Studio draws them (protocol/ams.md §3) */
static const char *
get_change_step (int step, gboolean waits)
{
  if (waits)
    return _ ("waiting for you");

  switch (step)
    {
    case 2:
      return _ ("heating the nozzle");
    case 3:
      return _ ("cutting the filament");
    case 4:
      return _ ("pulling filament back");
    case 5:
      return _ ("pushing filament forward");
    case 7:
      return _ ("purging");
    default:
      return NULL;
    }
}

char *
culm_ams_words_change (BambuTray *target, int step, gboolean waits)
{
  const char *what = get_change_step (step, waits);
  g_autofree char *spool = target != NULL ? culm_ams_words_spool (target) : NULL;

  if (spool == NULL && what == NULL)
    return g_strdup (_ ("Unloading"));

  if (spool == NULL)
    /* Translators: what the printer does while it unloads filament: "heating the nozzle" */
    return g_strdup_printf (_ ("Unloading: %s"), what);

  if (what == NULL)
    /* Translators: a slot and what is in it: "A2 (PETG, blue)" */
    return g_strdup_printf (_ ("Loading %s"), spool);

  /* Translators: a slot and what is in it, and what the printer does: "heating the nozzle" */
  return g_strdup_printf (_ ("Loading %s: %s"), spool, what);
}
