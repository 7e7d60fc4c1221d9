/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-alert-words.h"

#include <bambu/printer/bambu-alert.h>
#include <glib/gi18n.h>

#include "culm-format.h"

#define HMS_DIGITS 16
#define DRIEST_LEVEL 5

/* protocol/mqtt-state.md §6, “Important codes” */
static const struct
{
  const char *code;
  const char *sentence;
  const char *advice;
} KNOWN[] = {
  { "0300-400C", N_ ("The print was cancelled"), N_ ("Clear the plate.") },
  { "0500-4004", N_ ("The printer is busy and did not take the task"),
    N_ ("Wait until it is done, then send it again.") },
  { "0500-C010", N_ ("The printer cannot read or write its storage"),
    N_ ("Take the card or stick out and put it in again. If that does not help, try another "
        "one.") },
  { "0700-8012", N_ ("The print does not say which slots to use"),
    N_ ("Send it again and choose a slot for each filament.") },
  { "07FF-8012", N_ ("The print does not say which slots to use"),
    N_ ("Send it again and choose a slot for each filament.") },
  { "0500_0500_0001_0007", N_ ("The printer accepts commands only from Bambu Lab’s apps"),
    N_ ("To control it from here, turn on LAN Only mode and Developer Mode on its screen.") },
};

gboolean
culm_alert_is_ours (BambuAlertKind kind)
{
  return kind != BAMBU_ALERT_KIND_HMS && kind != BAMBU_ALERT_KIND_PRINT_ERROR;
}

const char *
culm_alert_get_known_sentence (const char *code)
{
  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (KNOWN); i++)
    if (g_str_equal (KNOWN[i].code, code))
      return _ (KNOWN[i].sentence);

  return NULL;
}

static char *
printer_sentence (const char *code, const char *text)
{
  if (culm_alert_get_known_sentence (code) != NULL || (text != NULL && *text != '\0'))
    return culm_format_alert (text, code);

  /* Translators: a fault of which only the code is known */
  return g_strdup_printf (_ ("The printer reports %s. This app has no text for it."), code);
}

static char *
humidity_sentence (const char *unit, int value)
{
  g_autofree char *percent = NULL;

  if (value < 0)
    /* Translators: an AMS unit that says how damp it is only as one of five levels */
    return g_strdup_printf (_ ("%s is damp: level %d of %d"), unit, -value, DRIEST_LEVEL);

  percent = culm_format_percent (value);

  /* Translators: an AMS unit and its humidity: "AMS A is damp: 44 %" */
  return g_strdup_printf (_ ("%s is damp: %s"), unit, percent);
}

char *
culm_alert_to_sentence (BambuAlertKind kind, const char *code, const char *text, int value)
{
  g_autofree char *reading = NULL;

  switch (kind)
    {
    case BAMBU_ALERT_KIND_FILAMENT_LOW:
      reading = culm_format_percent (value);
      /* Translators: a slot and what remains: "Filament in A2 is low: about 12 %" */
      return g_strdup_printf (_ ("Filament in %s is low: about %s"), code, reading);
    case BAMBU_ALERT_KIND_HUMIDITY:
      return humidity_sentence (code, value);
    case BAMBU_ALERT_KIND_HEAT:
      reading = culm_format_temperature (value);
      /* Translators: an AMS unit and its temperature: "AMS A is warm: 50 °C" */
      return g_strdup_printf (_ ("%s is warm: %s"), code, reading);
    case BAMBU_ALERT_KIND_HMS:
    case BAMBU_ALERT_KIND_PRINT_ERROR:
    default:
      return printer_sentence (code, text);
    }
}

/* protocol/mqtt-state.md §6: the first byte is the module. */
static const char *
get_module_sentence (const char *code)
{
  guint64 number;
  guint n_digits = bambu_alert_read_code (code, &number);

  switch (number >> (n_digits == HMS_DIGITS ? 56 : 24) & 0xff)
    {
    case 0x03:
      return _ ("Reported by the printer’s motion and heat control.");
    case 0x05:
      return _ ("Reported by the printer’s mainboard.");
    case 0x07:
    case 0x12:
    case 0x18:
      return _ ("Reported by the AMS.");
    case 0x08:
      return _ ("Reported by the toolhead.");
    case 0x0c:
      return _ ("Reported by the camera, which watches the print.");
    default:
      return _ ("Reported by the printer.");
    }
}

char *
culm_alert_get_cause (BambuAlertKind kind, const char *code, int limit)
{
  g_autofree char *bound = NULL;

  switch (kind)
    {
    case BAMBU_ALERT_KIND_HUMIDITY:
      if (limit < 0)
        return g_strdup_printf (_ ("Culm warns at level %d and below."), -limit);
      bound = culm_format_percent (limit);
      /* Translators: above which humidity or temperature there is a warning */
      return g_strdup_printf (_ ("Culm warns above %s."), bound);
    case BAMBU_ALERT_KIND_HEAT:
      bound = culm_format_temperature (limit);
      return g_strdup_printf (_ ("Culm warns above %s."), bound);
    case BAMBU_ALERT_KIND_FILAMENT_LOW:
      bound = culm_format_percent (limit);
      /* Translators: below which share of filament there is a warning */
      return g_strdup_printf (_ ("Culm warns below %s."), bound);
    case BAMBU_ALERT_KIND_HMS:
    case BAMBU_ALERT_KIND_PRINT_ERROR:
    default:
      return g_strdup (get_module_sentence (code));
    }
}

static const char *
get_printer_advice (const char *code, BambuAlertActions actions)
{
  for (guint i = 0; i < G_N_ELEMENTS (KNOWN); i++)
    if (g_str_equal (KNOWN[i].code, code))
      return _ (KNOWN[i].advice);

  if (actions & BAMBU_ALERT_ACTION_DONE)
    return _ ("Look at the nozzle. If filament comes out of it, it is done; if not, push the "
              "filament a little and try again.");
  if (actions & BAMBU_ALERT_ACTION_RETRY)
    return _ ("See to the filament at the printer, then try again.");
  if (actions & BAMBU_ALERT_ACTION_IGNORE)
    return _ ("Look at the print. If nothing is wrong with it, it can go on.");
  if (actions & BAMBU_ALERT_ACTION_RESUME)
    return _ ("Put right what is wrong at the printer, then resume the print.");

  return _ ("Bambu Lab’s page says what can be done.");
}

char *
culm_alert_get_advice (BambuAlertKind kind, const char *code, BambuAlertActions actions)
{
  switch (kind)
    {
    case BAMBU_ALERT_KIND_FILAMENT_LOW:
      return g_strdup (_ ("Have another spool ready."));
    case BAMBU_ALERT_KIND_HUMIDITY:
      return g_strdup (_ ("Dry the filament, or change the desiccant."));
    case BAMBU_ALERT_KIND_HEAT:
      return g_strdup (_ ("Let the unit cool, and keep it away from heat."));
    case BAMBU_ALERT_KIND_HMS:
    case BAMBU_ALERT_KIND_PRINT_ERROR:
    default:
      return g_strdup (get_printer_advice (code, actions));
    }
}

const char *
culm_alert_format_severity (BambuSeverity severity)
{
  switch (severity)
    {
    case BAMBU_SEVERITY_FATAL:
      /* Translators: how bad a printer's fault is */
      return _ ("Fatal");
    case BAMBU_SEVERITY_SERIOUS:
      /* Translators: how bad a printer's fault is */
      return _ ("Serious");
    case BAMBU_SEVERITY_COMMON:
      /* Translators: how bad a printer's fault is */
      return _ ("Warning");
    case BAMBU_SEVERITY_INFO:
    case BAMBU_SEVERITY_UNKNOWN:
    default:
      return _ ("Information");
    }
}

const char *
culm_alert_get_style (BambuSeverity severity)
{
  switch (severity)
    {
    case BAMBU_SEVERITY_FATAL:
    case BAMBU_SEVERITY_SERIOUS:
      return "error";
    case BAMBU_SEVERITY_COMMON:
      return "warning";
    case BAMBU_SEVERITY_INFO:
    case BAMBU_SEVERITY_UNKNOWN:
    default:
      return "dimmed";
    }
}

const char *
culm_alert_format_action (BambuAlertActions action)
{
  switch (action)
    {
    case BAMBU_ALERT_ACTION_RESUME:
      /* Translators: a button: the print goes on */
      return _ ("_Resume");
    case BAMBU_ALERT_ACTION_RETRY:
      /* Translators: a button: the AMS tries its last step again */
      return _ ("Try _Again");
    case BAMBU_ALERT_ACTION_DONE:
      /* Translators: a button: the user saw filament come out of the nozzle */
      return _ ("_Filament Came Out");
    case BAMBU_ALERT_ACTION_IGNORE:
      /* Translators: a button: the print goes on although the printer found fault with it */
      return _ ("_Ignore and Go On");
    case BAMBU_ALERT_ACTION_STOP:
      /* Translators: a button: the print ends, after a question */
      return _ ("_Stop…");
    case BAMBU_ALERT_ACTION_DISMISS:
      /* Translators: a button: the message goes from the printer's screen */
      return _ ("_Dismiss");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
culm_alert_get_answer (const char *answer)
{
  g_autoptr (GFlagsClass) answers = g_type_class_ref (BAMBU_TYPE_ALERT_ACTIONS);
  const GFlagsValue *value = answer != NULL ? g_flags_get_value_by_nick (answers, answer) : NULL;

  switch (value != NULL ? value->value : 0)
    {
    case BAMBU_ALERT_ACTION_RESUME:
      /* Translators: what the user did about a fault */
      return _ ("You resumed the print.");
    case BAMBU_ALERT_ACTION_RETRY:
      /* Translators: what the user did about a fault: the AMS was to try its last step again */
      return _ ("You let the AMS try again.");
    case BAMBU_ALERT_ACTION_DONE:
      /* Translators: what the user did about a fault */
      return _ ("You said that filament came out.");
    case BAMBU_ALERT_ACTION_IGNORE:
      /* Translators: what the user did about a fault */
      return _ ("You let the print go on.");
    case BAMBU_ALERT_ACTION_STOP:
      /* Translators: what the user did about a fault */
      return _ ("You stopped the print.");
    case BAMBU_ALERT_ACTION_DISMISS:
      /* Translators: what the user did about a fault */
      return _ ("You dismissed it.");
    default:
      return "";
    }
}
