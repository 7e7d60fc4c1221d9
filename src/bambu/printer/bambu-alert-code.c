/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-alert.h"

#include <string.h>

/* What a code says by itself. */

#define WIKI "https://wiki.bambulab.com/en/x1/troubleshooting/hmscode/"
/* Unproven: where Bambu Studio's dialogs lead; no page of protocol/ names an address for print
 * errors. Nothing of ours reads it, it opens in the user's browser. */
#define ERROR_PAGE "https://e.bambulab.com/index.php?s=device_error&lang=en&e="

#define PRINT_ERROR_DIGITS 8
#define HMS_DIGITS 16

#define MODULE_AMS 0x07
#define MODULE_CAMERA 0x0c
#define MODULE_AMS_HT_FIRST 0x12
#define MODULE_AMS_HT_LAST 0x18
#define UNIT_OF_ALL 0xff /* the external spool */
#define SAW_FILAMENT 0x8007

guint
bambu_alert_read_code (const char *code, guint64 *number)
{
  guint n_digits = 0;

  g_return_val_if_fail (code != NULL, 0);

  *number = 0;
  for (const char *c = code; *c != '\0'; c++)
    {
      if (*c == '_' || *c == '-')
        continue;
      if (!g_ascii_isxdigit (*c) || n_digits == HMS_DIGITS)
        return 0;

      *number = *number << 4 | (guint) g_ascii_xdigit_value (*c);
      n_digits++;
    }

  return n_digits == PRINT_ERROR_DIGITS || n_digits == HMS_DIGITS ? n_digits : 0;
}

char *
bambu_alert_dup_url (const char *code)
{
  guint64 number;

  switch (bambu_alert_read_code (code, &number))
    {
    case PRINT_ERROR_DIGITS:
      return g_strdup_printf (ERROR_PAGE "%08X", (guint) number);
    case HMS_DIGITS:
      return g_strdup_printf (WIKI "%04X_%04X_%04X_%04X", (guint) (number >> 48),
                              (guint) (number >> 32 & 0xffff), (guint) (number >> 16 & 0xffff),
                              (guint) (number & 0xffff));
    default:
      return NULL;
    }
}

static gboolean
is_of_ams (guint module)
{
  return module == MODULE_AMS || (module >= MODULE_AMS_HT_FIRST && module <= MODULE_AMS_HT_LAST);
}

/* Which steps of the AMS can be tried again is not in protocol/: these are the ones that older
 * releases of Bambu Studio have a “Retry” for. Unproven with new firmware. */
static gboolean
can_be_retried (guint low)
{
  return (low >= 0x8003 && low <= 0x8007) || (low >= 0x8010 && low <= 0x8013);
}

BambuAlertActions
bambu_alert_list_actions (const char *code, BambuState state)
{
  gboolean paused = state == BAMBU_STATE_PAUSE;
  BambuAlertActions stop = paused ? BAMBU_ALERT_ACTION_STOP : 0;
  guint64 number;
  guint module;
  guint unit;
  guint low;

  if (bambu_alert_read_code (code, &number) != PRINT_ERROR_DIGITS)
    return 0;

  module = number >> 24 & 0xff;
  unit = number >> 16 & 0xff;
  low = number & 0xffff;

  /* The AMS also works without a job. */
  if (is_of_ams (module) && can_be_retried (low))
    return BAMBU_ALERT_ACTION_RETRY | stop
           | (low == SAW_FILAMENT && unit == UNIT_OF_ALL ? BAMBU_ALERT_ACTION_DONE : 0);

  if (!paused)
    return BAMBU_ALERT_ACTION_DISMISS;

  return stop | (module == MODULE_CAMERA ? BAMBU_ALERT_ACTION_IGNORE : BAMBU_ALERT_ACTION_RESUME);
}
