/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-match-words.h"

#include <glib/gi18n.h>

const char *
culm_match_words_get_material (const BambuProjectFilamentValues *filament)
{
  return filament->material != NULL ? filament->material : _ ("Unknown material");
}

static char *
explain_slot (const BambuMatch *match,
              const BambuProjectFilamentValues *filament,
              const char *label,
              const char *loaded)
{
  switch (match->reason)
    {
    case BAMBU_MATCH_REASON_NO_MATERIAL:
      return g_strdup (_ ("The file does not say which material this is."));
    case BAMBU_MATCH_REASON_OTHER_MATERIAL:
      /* Translators: a slot, the material in it and the one that is needed: "A3 has PLA, not PETG."
       */
      return g_strdup_printf (_ ("%s has %s, not %s."), label, loaded, filament->material);
    case BAMBU_MATCH_REASON_OTHER_EXTRUDER:
      /* Translators: a slot */
      return g_strdup_printf (_ ("%s feeds the other nozzle."), label);
    case BAMBU_MATCH_REASON_EXTERNAL_SHARED:
      return g_strdup (_ ("Nobody changes the external spool during a print."));
    case BAMBU_MATCH_REASON_EMPTY:
      /* Translators: a slot */
      return g_strdup_printf (_ ("%s is empty."), label);
    case BAMBU_MATCH_REASON_UNKNOWN:
      /* Translators: a slot */
      return g_strdup_printf (_ ("What is in %s is not known."), label);
    case BAMBU_MATCH_REASON_NONE:
    case BAMBU_MATCH_REASON_NOTHING_LOADED:
    case BAMBU_MATCH_REASON_TAKEN:
    default:
      return NULL;
    }
}

static char *
explain_none (const BambuMatch *match, const BambuProjectFilamentValues *filament)
{
  const char *material = culm_match_words_get_material (filament);

  switch (match->reason)
    {
    case BAMBU_MATCH_REASON_NO_MATERIAL:
      return g_strdup (_ ("The file does not say which material this is."));
    case BAMBU_MATCH_REASON_NOTHING_LOADED:
      return g_strdup (_ ("The printer does not know of any filament in it."));
    case BAMBU_MATCH_REASON_OTHER_EXTRUDER:
      /* Translators: a material */
      return g_strdup_printf (_ ("%s is at the other nozzle only."), material);
    case BAMBU_MATCH_REASON_TAKEN:
      /* Translators: a material */
      return g_strdup_printf (_ ("All slots with %s serve other filaments."), material);
    case BAMBU_MATCH_REASON_EXTERNAL_SHARED:
      /* Translators: a material */
      return g_strdup_printf (
          _ ("%s is on the external spool only, which nobody changes during a print."), material);
    case BAMBU_MATCH_REASON_NONE:
    case BAMBU_MATCH_REASON_OTHER_MATERIAL:
    case BAMBU_MATCH_REASON_EMPTY:
    case BAMBU_MATCH_REASON_UNKNOWN:
    default:
      /* Translators: a material */
      return g_strdup_printf (_ ("No %s is loaded."), material);
    }
}

char *
culm_match_words_reason (const BambuMatch *match,
                         const BambuProjectFilamentValues *filament,
                         const char *label,
                         const char *loaded)
{
  g_return_val_if_fail (match != NULL && filament != NULL, NULL);

  return match->slot >= 0 ? explain_slot (match, filament, label, loaded)
                          : explain_none (match, filament);
}

char *
culm_match_words_notes (BambuMatchNotes notes)
{
  static const struct
  {
    BambuMatchNotes note;
    const char *text;
  } texts[] = {
    { BAMBU_MATCH_NOTE_TOO_LITTLE, N_ ("Less is left than is needed.") },
    { BAMBU_MATCH_NOTE_SOFT, N_ ("It is too soft for an AMS.") },
    { BAMBU_MATCH_NOTE_UNFIT_FOR_LITE, N_ ("An AMS lite does not stand it.") },
    { BAMBU_MATCH_NOTE_SHARED, N_ ("Another filament comes from the same slot.") },
    { BAMBU_MATCH_NOTE_OTHER_COLOUR, N_ ("It has another color.") },
    { BAMBU_MATCH_NOTE_OTHER_PRESET, N_ ("It is another product.") },
  };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) sentences = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (notes & texts[i].note)
      g_strv_builder_add (builder, _ (texts[i].text));
  sentences = g_strv_builder_end (builder);

  return g_strjoinv (" ", sentences);
}
