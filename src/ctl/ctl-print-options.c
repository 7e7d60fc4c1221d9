/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-print-options.h"

#include <glib/gi18n.h>

static const char *const NAMES[BAMBU_N_PRINT_OPTIONS] = {
  [BAMBU_PRINT_OPTION_BED_LEVELLING] = CTL_PRINT_OPTION_BED_LEVELLING,
  [BAMBU_PRINT_OPTION_FLOW] = CTL_PRINT_OPTION_FLOW,
  [BAMBU_PRINT_OPTION_VIBRATION] = CTL_PRINT_OPTION_VIBRATION,
  [BAMBU_PRINT_OPTION_NOZZLE_OFFSET] = CTL_PRINT_OPTION_NOZZLE_OFFSET,
  [BAMBU_PRINT_OPTION_FIRST_LAYER] = CTL_PRINT_OPTION_FIRST_LAYER,
  [BAMBU_PRINT_OPTION_TIMELAPSE] = CTL_PRINT_OPTION_TIMELAPSE,
};

/* In the order in which they are told */
static const BambuPrintChoice CHOICES[] = {
  BAMBU_PRINT_CHOICE_AUTO,
  BAMBU_PRINT_CHOICE_ON,
  BAMBU_PRINT_CHOICE_OFF,
};

static const char *
get_word (BambuPrintChoice choice)
{
  g_autoptr (GEnumClass) choices = g_type_class_ref (BAMBU_TYPE_PRINT_CHOICE);

  return g_enum_get_value (choices, (int) choice)->value_nick;
}

static gboolean
parse (const char *word, BambuPrintChoice *choice)
{
  for (guint i = 0; i < G_N_ELEMENTS (CHOICES); i++)
    if (g_str_equal (word, get_word (CHOICES[i])))
      {
        *choice = CHOICES[i];
        return TRUE;
      }

  return FALSE;
}

/* Those that printers with @features have: "auto, on, off" */
static char *
list_choices (BambuPrintOption option, BambuPrintFeatures features)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (CHOICES); i++)
    if (bambu_print_option_takes (option, features, CHOICES[i]))
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", get_word (CHOICES[i]));

  return g_string_free_and_steal (g_steal_pointer (&list));
}

static gboolean
refuse_word (GError **error, const char *name, const char *word, const char *choices)
{
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               /* Translators: an option, what was given for it, and a list of words, all as they
                * are typed */
               _ ("--%s cannot be “%s”. There is: %s."), name, word, choices);

  return FALSE;
}

gboolean
ctl_print_options_check (const CtlOptions *options, GError **error)
{
  BambuPrintChoice choice;

  for (BambuPrintOption i = 0; i < BAMBU_N_PRINT_OPTIONS; i++)
    {
      g_autofree char *choices = list_choices (i, G_MAXUINT);

      if (options->print_options[i]
          && (!parse (options->print_options[i], &choice)
              || !bambu_print_option_takes (i, G_MAXUINT, choice)))
        return refuse_word (error, NAMES[i], options->print_options[i], choices);
    }

  if (options->use_ams && !g_str_equal (options->use_ams, "on")
      && !g_str_equal (options->use_ams, "off"))
    return refuse_word (error, "use-ams", options->use_ams, "on, off");

  return TRUE;
}

static gboolean
read_choice (BambuPrintOption option,
             const char *word,
             BambuPrinter *printer,
             BambuPrintOptions *chosen,
             GError **error)
{
  BambuPrintFeatures features = bambu_print_get_features (printer);
  g_autofree char *choices = list_choices (option, features);
  BambuPrintChoice choice = BAMBU_PRINT_CHOICE_OFF;

  if (*choices == '\0')
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   /* Translators: a model, and an option as it is typed */
                   _ ("%s does not have what --%s is for."), bambu_printer_get_model_name (printer),
                   NAMES[option]);
      return FALSE;
    }

  if (!parse (word, &choice) || !bambu_print_option_takes (option, features, choice))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   /* Translators: a model, an option, what was given for it, and a list of words */
                   _ ("On %s --%s cannot be “%s”. There is: %s."),
                   bambu_printer_get_model_name (printer), NAMES[option], word, choices);
      return FALSE;
    }

  bambu_print_options_set (chosen, option, choice);

  return TRUE;
}

gboolean
ctl_print_options_read (const CtlOptions *options,
                        BambuPrinter *printer,
                        BambuPrintOptions *chosen,
                        GError **error)
{
  bambu_print_options_init (chosen, bambu_print_get_features (printer));
  for (BambuPrintOption i = 0; i < BAMBU_N_PRINT_OPTIONS; i++)
    if (options->print_options[i]
        && !read_choice (i, options->print_options[i], printer, chosen, error))
      return FALSE;

  return TRUE;
}
