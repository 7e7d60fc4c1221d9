/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-format.h"

#include <bambu/printer/bambu-stage.h>
#include <glib/gi18n.h>
#include <langinfo.h>
#include <math.h>
#include <string.h>

#include "culm-alert-words.h"

#define UNKNOWN "–"
#define MINUTES_PER_HOUR 60
#define MINUTES_PER_DAY (24 * MINUTES_PER_HOUR)

static GDateTime *
local_time (gint64 time)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);

  /* A time that no calendar has comes from a broken report; the epoch shows that it is broken. */
  if (utc == NULL)
    utc = g_date_time_new_from_unix_utc (0);

  return g_date_time_to_timezone (utc, zone);
}

static gboolean
is_twelve_hour_locale (void)
{
  const char *format = nl_langinfo (T_FMT);

  return strstr (format, "%r") != NULL || strstr (format, "%I") != NULL
         || strstr (format, "%l") != NULL || strstr (format, "%p") != NULL;
}

static int
day_number (GDateTime *time)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, g_date_time_get_day_of_month (time), g_date_time_get_month (time),
                  g_date_time_get_year (time));

  return g_date_get_julian (&date);
}

/* How many calendar days @time is after @now. */
static int
days_ahead (GDateTime *time, gint64 now)
{
  g_autoptr (GDateTime) today = local_time (now);

  return day_number (time) - day_number (today);
}

static char *
format_hour (GDateTime *time)
{
  return g_date_time_format (time, is_twelve_hour_locale () ? "%-I:%M %p" : "%H:%M");
}

/* Most languages write names of days small, but not at the start of a line. */
static char *
capitalize (const char *text)
{
  const char *rest = *text != '\0' ? g_utf8_next_char (text) : text;
  g_autofree char *first = g_utf8_strup (text, rest - text);

  return g_strconcat (first, rest, NULL);
}

char *
culm_format_temperature (double celsius)
{
  if (isnan (celsius))
    return g_strdup (UNKNOWN);

  /* Translators: a temperature */
  return g_strdup_printf (_ ("%d °C"), (int) round (celsius));
}

char *
culm_format_target (double celsius)
{
  if (isnan (celsius))
    return g_strdup ("");

  if (celsius <= 0)
    /* Translators: nothing heats: the temperature that is aimed at is "off" */
    return g_strdup (_ ("→ off"));

  /* Translators: the temperature that is aimed at */
  return g_strdup_printf (_ ("→ %d °C"), (int) round (celsius));
}

char *
culm_format_number (const char *number)
{
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (number != NULL, NULL);

  parts = g_strsplit (number, ".", -1);

  return g_strjoinv (nl_langinfo (RADIXCHAR), parts);
}

char *
culm_format_percent (int percent)
{
  if (percent < 0)
    return g_strdup (UNKNOWN);

  /* Translators: a percentage */
  return g_strdup_printf (_ ("%d %%"), percent);
}

char *
culm_format_duration (int minutes)
{
  if (minutes < 0)
    return g_strdup (UNKNOWN);

  if (minutes == 0)
    return g_strdup (_ ("under a minute"));

  if (minutes < MINUTES_PER_HOUR)
    /* Translators: a duration in minutes */
    return g_strdup_printf (_ ("%d min"), minutes);

  if (minutes < MINUTES_PER_DAY)
    /* Translators: a duration in hours and minutes */
    return g_strdup_printf (_ ("%d h %d min"), minutes / MINUTES_PER_HOUR,
                            minutes % MINUTES_PER_HOUR);

  /* Translators: a duration in days and hours */
  return g_strdup_printf (_ ("%d d %d h"), minutes / MINUTES_PER_DAY,
                          minutes % MINUTES_PER_DAY / MINUTES_PER_HOUR);
}

char *
culm_format_clock (gint64 time, gint64 now)
{
  g_autoptr (GDateTime) local = local_time (time);
  g_autofree char *hour = format_hour (local);
  int days = days_ahead (local, now);
  g_autofree char *day = NULL;

  if (days == 0)
    return g_steal_pointer (&hour);

  /* Translators: a day near today (see g_date_time_format()): the weekday's short name */
  if (ABS (days) < 7)
    /* xgettext:no-c-format */
    day = g_date_time_format (local, _ ("%a"));
  else
    /* Translators: a day further off (see g_date_time_format()): day and short name of the month */
    /* xgettext:no-c-format */
    day = g_date_time_format (local, _ ("%-d %b"));

  /* Translators: a day, then a time: "Tue 16:40" */
  return g_strdup_printf (_ ("%s %s"), day, hour);
}

char *
culm_format_day (gint64 time, gint64 now)
{
  g_autoptr (GDateTime) local = local_time (time);
  g_autoptr (GDateTime) today = local_time (now);

  if (time <= 0)
    return g_strdup (_ ("Day not known"));

  switch (days_ahead (local, now))
    {
    case 0:
      return g_strdup (_ ("Today"));
    case -1:
      return g_strdup (_ ("Yesterday"));
    default:
      break;
    }

  if (g_date_time_get_year (local) == g_date_time_get_year (today))
    {
      /* Translators: a day of this year (see g_date_time_format()): "Tuesday 3 March" */
      g_autofree char *day = g_date_time_format (local, _ ("%A %-d %B"));

      return capitalize (day);
    }

  /* Translators: a day of another year (see g_date_time_format()): "3 March 2025" */
  return g_date_time_format (local, _ ("%-d %B %Y"));
}

int
culm_format_day_number (gint64 time)
{
  g_autoptr (GDateTime) local = local_time (time);

  return day_number (local);
}

char *
culm_format_time_of_day (gint64 time)
{
  g_autoptr (GDateTime) local = local_time (time);

  return format_hour (local);
}

char *
culm_format_end (gint64 time, gint64 now)
{
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *clock = NULL;
  int days;

  if (time == 0)
    return g_strdup ("");

  local = local_time (time);
  days = days_ahead (local, now);

  if (days == 0 || days == 1)
    clock = format_hour (local);
  else
    clock = culm_format_clock (time, now);

  if (days == 0)
    /* Translators: when a print will be done: today at a time */
    return g_strdup_printf (_ ("done at %s"), clock);

  if (days == 1)
    return g_strdup_printf (_ ("done tomorrow at %s"), clock);

  /* Translators: when a print will be done: "done on Tue 09:15" */
  return g_strdup_printf (_ ("done on %s"), clock);
}

char *
culm_format_layer (int layer, int total)
{
  if (layer < 0)
    return g_strdup ("");

  if (total <= 0)
    return g_strdup_printf (_ ("Layer %d"), layer);

  return g_strdup_printf (_ ("Layer %d of %d"), layer, total);
}

char *
culm_format_weight (double grams)
{
  if (isnan (grams))
    return g_strdup (UNKNOWN);

  /* Translators: a weight in grams */
  return g_strdup_printf (_ ("%.0f g"), grams);
}

char *
culm_format_length (double centimetres)
{
  if (isnan (centimetres))
    return g_strdup (UNKNOWN);

  /* Translators: a length in metres */
  return g_strdup_printf (_ ("%.1f m"), centimetres / 100);
}

char *
culm_format_signal (int dbm)
{
  if (dbm >= 0)
    return g_strdup (UNKNOWN);

  if (dbm >= -55)
    return g_strdup_printf (_ ("Very good (−%d dBm)"), -dbm);
  if (dbm >= -67)
    return g_strdup_printf (_ ("Good (−%d dBm)"), -dbm);
  if (dbm >= -75)
    return g_strdup_printf (_ ("Fair (−%d dBm)"), -dbm);

  return g_strdup_printf (_ ("Weak (−%d dBm)"), -dbm);
}

char *
culm_format_alert (const char *text, const char *code)
{
  const char *known = culm_alert_get_known_sentence (code);

  if (known != NULL || (text != NULL && *text != '\0'))
    return g_strdup (known != NULL ? known : text);

  return g_strdup_printf (_ ("The printer reports %s"), code);
}

const char *
culm_format_fan (BambuFanKind kind)
{
  switch (kind)
    {
    case BAMBU_FAN_KIND_PART:
      return _ ("Part fan");
    case BAMBU_FAN_KIND_AUX:
      return _ ("Auxiliary fan");
    case BAMBU_FAN_KIND_CHAMBER:
      return _ ("Chamber fan");
    case BAMBU_FAN_KIND_HEATBREAK:
      return _ ("Heat-break fan");
    case BAMBU_FAN_KIND_INNER_LOOP:
      return _ ("Inner loop fan");
    case BAMBU_FAN_KIND_SECOND_AUX:
      return _ ("Second auxiliary fan");
    default:
      return _ ("Fan");
    }
}

const char *
culm_format_speed (int level)
{
  switch (level)
    {
    case 1:
      /* Translators: a printing speed */
      return _ ("Silent");
    case 2:
      /* Translators: a printing speed */
      return _ ("Standard");
    case 3:
      /* Translators: a printing speed */
      return _ ("Sport");
    case 4:
      /* Translators: a printing speed */
      return _ ("Ludicrous");
    default:
      return UNKNOWN;
    }
}

const char *
culm_format_air_mode (int mode)
{
  switch (mode)
    {
    case 0:
      /* Translators: of the air duct: outside air cools the print */
      return _ ("Cooling");
    case 1:
      /* Translators: of the air duct: warm air stays inside, through the filter */
      return _ ("Heating");
    case 2:
      /* Translators: of the air duct: air is blown out, as for a laser */
      return _ ("Exhaust");
    case 3:
      /* Translators: of the air duct */
      return _ ("Full cooling");
    default:
      return _ ("Off");
    }
}

const char *
culm_format_storage (BambuStorageState storage)
{
  switch (storage)
    {
    case BAMBU_STORAGE_STATE_NONE:
      return _ ("No storage in the printer");
    case BAMBU_STORAGE_STATE_OK:
      /* Translators: the printer's storage works */
      return _ ("Ready");
    case BAMBU_STORAGE_STATE_ABNORMAL:
      return _ ("Storage has a fault");
    case BAMBU_STORAGE_STATE_READ_ONLY:
      return _ ("Storage is write-protected");
    case BAMBU_STORAGE_STATE_UNKNOWN:
    default:
      return UNKNOWN;
    }
}

const char *
culm_format_door (BambuDoor door)
{
  switch (door)
    {
    case BAMBU_DOOR_CLOSED:
      /* Translators: the printer's door */
      return _ ("Closed");
    case BAMBU_DOOR_OPEN:
      /* Translators: the printer's door */
      return _ ("Open");
    case BAMBU_DOOR_UNKNOWN:
    default:
      return UNKNOWN;
    }
}

const char *
culm_format_rights (BambuRights rights)
{
  switch (rights)
    {
    case BAMBU_RIGHTS_FULL:
      return _ ("Full control");
    case BAMBU_RIGHTS_VIEW_ONLY:
      return _ ("View only");
    case BAMBU_RIGHTS_UNKNOWN:
    default:
      /* Translators: whether the printer takes commands is not known yet */
      return _ ("Not known yet");
    }
}

const char *
culm_format_connection (BambuConnection connection)
{
  switch (connection)
    {
    case BAMBU_CONNECTION_LAN:
      return _ ("Local network");
    case BAMBU_CONNECTION_CLOUD:
      return _ ("Bambu Lab’s cloud");
    case BAMBU_CONNECTION_NONE:
    default:
      return _ ("Not connected");
    }
}

const char *
culm_format_nozzle (BambuSide side)
{
  switch (side)
    {
    case BAMBU_SIDE_RIGHT:
      return _ ("Right nozzle");
    case BAMBU_SIDE_LEFT:
      return _ ("Left nozzle");
    case BAMBU_SIDE_ONLY:
    default:
      return _ ("Nozzle");
    }
}

/* The reported word, or the digits of a code like HS01 (protocol/mqtt-state.md, device.nozzle) */
const char *
culm_format_nozzle_kind (const char *kind)
{
  if (kind == NULL)
    return NULL;

  if (g_str_equal (kind, "hardened_steel") || g_str_has_suffix (kind, "01"))
    return _ ("hardened steel");

  if (g_str_equal (kind, "stainless_steel") || g_str_has_suffix (kind, "00"))
    return _ ("stainless steel");

  if (g_str_equal (kind, "tungsten_carbide") || g_str_has_suffix (kind, "05"))
    return _ ("tungsten carbide");

  return kind;
}

char *
culm_format_stage (int stage)
{
  const char *name = bambu_stage_get_name (stage);

  if (name != NULL)
    return g_strdup (g_dgettext (NULL, name));

  /* Translators: something that a printer does of which only the number is known */
  return g_strdup_printf (_ ("Stage %d"), stage);
}

const char *
culm_format_severity_icon (BambuSeverity severity)
{
  switch (severity)
    {
    case BAMBU_SEVERITY_FATAL:
    case BAMBU_SEVERITY_SERIOUS:
      return "dialog-error-symbolic";
    case BAMBU_SEVERITY_COMMON:
      return "dialog-warning-symbolic";
    case BAMBU_SEVERITY_INFO:
    case BAMBU_SEVERITY_UNKNOWN:
    default:
      return "dialog-information-symbolic";
    }
}
