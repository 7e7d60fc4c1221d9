/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-decode-private.h"

#include <stdlib.h>
#include <string.h>

#include "bambu-value-private.h"

/* The user ended the job: no fault. */
#define PRINT_CANCELLED 0x0300400C
#define UNSIGNED_COMMAND_REFUSED G_GUINT64_CONSTANT (0x0500050000010007)
#define VERSION_MAX 32

/* `attr` and `code` as one number; 0 for an entry that says nothing. */
static guint64
read_hms (yyjson_mut_val *entry)
{
  gint64 attr;
  gint64 code;

  if (bambu_value_read_int (bambu_value_get (entry, "attr"), &attr) != BAMBU_ANSWER_GOOD
      || bambu_value_read_int (bambu_value_get (entry, "code"), &code) != BAMBU_ANSWER_GOOD
      || (guint32) attr == 0 || (guint32) code == 0)
    return 0;

  return (guint64) (guint32) attr << 32 | (guint32) code;
}

static BambuSeverity
get_severity (guint64 hms)
{
  guint severity = hms >> 16 & 0xffff;

  return severity <= BAMBU_SEVERITY_INFO ? (BambuSeverity) severity : BAMBU_SEVERITY_UNKNOWN;
}

guint32
bambu_decode_print_error (const BambuReport *report)
{
  gint64 number = 0;

  bambu_value_read_int (bambu_report_get (report, BAMBU_KEY_PRINT_ERROR), &number);

  return (guint32) number;
}

static void
write_hms (BambuAlertDecoding *alert, guint64 hms)
{
  g_snprintf (alert->code, sizeof alert->code, "%04X_%04X_%04X_%04X", (guint) (hms >> 48),
              (guint) (hms >> 32 & 0xffff), (guint) (hms >> 16 & 0xffff), (guint) (hms & 0xffff));

  alert->reading = (BambuAlertReading) {
    .code = alert->code,
    .kind = BAMBU_ALERT_KIND_HMS,
    .severity = get_severity (hms),
  };
}

guint
bambu_decode_alerts (const BambuReport *report, BambuAlertDecoding alerts[BAMBU_ALERTS_MAX])
{
  yyjson_mut_val *list = bambu_report_get (report, BAMBU_KEY_HMS);
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (list);
  yyjson_mut_val *entry;
  guint n_alerts = 0;
  guint32 error = bambu_decode_print_error (report);

  if (error != 0)
    {
      BambuAlertDecoding *alert = &alerts[n_alerts++];

      g_snprintf (alert->code, sizeof alert->code, "%04X-%04X", error >> 16, error & 0xffff);
      alert->reading = (BambuAlertReading) {
        .code = alert->code,
        .kind = BAMBU_ALERT_KIND_PRINT_ERROR,
        .severity = error == PRINT_CANCELLED ? BAMBU_SEVERITY_INFO : BAMBU_SEVERITY_SERIOUS,
      };
    }

  while ((entry = yyjson_mut_arr_iter_next (&iter)))
    {
      guint64 hms = read_hms (entry);
      gboolean known = FALSE;

      if (hms == 0)
        continue;

      if (n_alerts == BAMBU_ALERTS_MAX)
        {
          g_debug ("Of %" G_GSIZE_FORMAT " faults the first %d are shown",
                   yyjson_mut_arr_size (list), BAMBU_ALERTS_MAX);
          break;
        }

      write_hms (&alerts[n_alerts], hms);
      for (guint i = 0; i < n_alerts; i++)
        known |= strcmp (alerts[i].code, alerts[n_alerts].code) == 0;
      n_alerts += !known;
    }

  return n_alerts;
}

guint
bambu_decode_lights (const BambuReport *report, BambuLightReading lights[BAMBU_LIGHTS_MAX])
{
  yyjson_mut_arr_iter iter =
      yyjson_mut_arr_iter_with (bambu_report_get (report, BAMBU_KEY_LIGHTS_REPORT));
  yyjson_mut_val *entry;
  guint n_lights = 0;

  while (n_lights < BAMBU_LIGHTS_MAX && (entry = yyjson_mut_arr_iter_next (&iter)))
    {
      const char *node = yyjson_mut_get_str (bambu_value_get (entry, "node"));
      const char *mode = yyjson_mut_get_str (bambu_value_get (entry, "mode"));
      gboolean known = FALSE;

      if (node == NULL || *node == '\0')
        continue;

      for (guint i = 0; i < n_lights; i++)
        known |= strcmp (lights[i].node, node) == 0;

      if (!known)
        lights[n_lights++] = (BambuLightReading) {
          .node = node,
          .mode = mode,
          .on = mode != NULL && strcmp (mode, "on") == 0,
        };
    }

  return n_lights;
}

/* Little endian: the first octet is the lowest byte. The first entry may be an unused port. */
static void
decode_ip (yyjson_mut_val *net, BambuDetailsDecoding *details)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (bambu_value_get (net, "info"));
  yyjson_mut_val *port;

  details->ip = NULL;

  while (details->ip == NULL && (port = yyjson_mut_arr_iter_next (&iter)))
    {
      gint64 ip;

      if (bambu_value_read_int (bambu_value_get (port, "ip"), &ip) != BAMBU_ANSWER_GOOD
          || (guint32) ip == 0)
        continue;

      g_snprintf (details->ip_text, sizeof details->ip_text, "%u.%u.%u.%u", (guint) (ip & 0xff),
                  (guint) (ip >> 8 & 0xff), (guint) (ip >> 16 & 0xff), (guint) (ip >> 24 & 0xff));
      details->ip = details->ip_text;
    }
}

static void
decode_network (const BambuReport *report, BambuDetailsDecoding *details)
{
  yyjson_mut_val *net = bambu_report_get (report, BAMBU_KEY_NET);
  const char *signal = NULL;
  gint64 conf;
  long dbm;

  decode_ip (net, details);

  switch (bambu_value_read_int (bambu_value_get (net, "conf"), &conf))
    {
    case BAMBU_ANSWER_GOOD:
      details->wired = conf & 1;
      break;
    case BAMBU_ANSWER_ABSENT:
      details->wired = FALSE;
      break;
    case BAMBU_ANSWER_WRONG:
    default:
      break;
    }

  switch (bambu_value_read_text (bambu_report_get (report, BAMBU_KEY_WIFI_SIGNAL), &signal))
    {
    case BAMBU_ANSWER_GOOD:
      dbm = strtol (signal, NULL, 10);
      details->wifi_dbm = CLAMP (dbm, -200, 0);
      break;
    case BAMBU_ANSWER_ABSENT:
      details->wifi_dbm = 0;
      break;
    case BAMBU_ANSWER_WRONG:
    default:
      break;
    }

  /* A wired printer reports a filler. */
  if (details->wired)
    details->wifi_dbm = 0;
}

static void
decode_door (const BambuReport *report,
             BambuCapabilities capabilities,
             BambuDetailsDecoding *details)
{
  guint64 stat = 0;
  gint64 flags = 0;
  BambuAnswer answer;
  gboolean open;

  if (!(capabilities & BAMBU_CAPABILITY_DOOR_SENSOR))
    {
      details->door = BAMBU_DOOR_UNKNOWN;
      return;
    }

  /* X1 says it in `home_flag`, also where it has a `stat`; the models with an air duct in `stat`.
   */
  answer = bambu_value_read_bits (bambu_report_get (report, BAMBU_KEY_STAT), &stat);
  open = stat >> 23 & 1;

  if (!(capabilities & BAMBU_CAPABILITY_AIR_DUCT) || answer == BAMBU_ANSWER_ABSENT)
    {
      answer = bambu_value_read_int (bambu_report_get (report, BAMBU_KEY_HOME_FLAG), &flags);
      open = flags >> 23 & 1;
    }

  if (answer == BAMBU_ANSWER_GOOD)
    details->door = open ? BAMBU_DOOR_OPEN : BAMBU_DOOR_CLOSED;
  else if (answer == BAMBU_ANSWER_ABSENT)
    details->door = BAMBU_DOOR_UNKNOWN;
}

static void
decode_storage (const BambuReport *report, BambuDetailsDecoding *details)
{
  static const BambuStorageState STATES[] = {
    BAMBU_STORAGE_STATE_NONE,
    BAMBU_STORAGE_STATE_OK,
    BAMBU_STORAGE_STATE_ABNORMAL,
    BAMBU_STORAGE_STATE_READ_ONLY,
  };
  yyjson_mut_val *card = bambu_report_get (report, BAMBU_KEY_SDCARD);
  guint64 aux;
  gint64 flags;

  if (bambu_value_read_bits (bambu_report_get (report, BAMBU_KEY_AUX), &aux) == BAMBU_ANSWER_GOOD)
    details->storage = STATES[aux >> 12 & 3];
  else if (bambu_value_read_int (bambu_report_get (report, BAMBU_KEY_HOME_FLAG), &flags)
           == BAMBU_ANSWER_GOOD)
    details->storage = STATES[flags >> 8 & 3];
  else if (yyjson_mut_is_bool (card))
    details->storage =
        yyjson_mut_get_bool (card) ? BAMBU_STORAGE_STATE_OK : BAMBU_STORAGE_STATE_NONE;
  else if (card == NULL)
    details->storage = BAMBU_STORAGE_STATE_UNKNOWN;
}

/* `dis_state` 2: it runs. Older firmware has only the word. */
static gboolean
is_upgrade_word (const char *word)
{
  return word != NULL && *word && !g_str_equal (word, "IDLE")
         && !g_str_equal (word, "UPGRADE_SUCCESS") && strstr (word, "FAIL") == NULL;
}

/* It is shown, and sent back: nothing but numbers and dots. */
static gboolean
is_version (const char *text)
{
  gsize length = strlen (text);

  return g_ascii_isdigit (text[0]) && length <= VERSION_MAX
         && strspn (text, "0123456789.") == length;
}

/* The version that `upgrade_confirm` starts; NULL if none is offered. */
static const char *
find_new_version (yyjson_mut_val *upgrade)
{
  const char *version = yyjson_mut_get_str (bambu_value_get (upgrade, "ota_new_version_number"));
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (bambu_value_get (upgrade, "new_ver_list"));
  yyjson_mut_val *entry;
  gint64 state;

  if (bambu_value_read_int (bambu_value_get (upgrade, "new_version_state"), &state)
          != BAMBU_ANSWER_GOOD
      || state != 1)
    return NULL;

  while ((version == NULL || *version == '\0') && (entry = yyjson_mut_arr_iter_next (&iter)))
    if (yyjson_mut_equals_str (bambu_value_get (entry, "name"), "ota"))
      version = yyjson_mut_get_str (bambu_value_get (entry, "new_ver"));

  return version != NULL && is_version (version) ? version : NULL;
}

static void
decode_upgrade (const BambuReport *report, BambuDetailsDecoding *details)
{
  yyjson_mut_val *upgrade = bambu_report_get (report, BAMBU_KEY_UPGRADE_STATE);
  gint64 state = 0;

  bambu_value_read_int (bambu_value_get (upgrade, "dis_state"), &state);

  details->upgrading =
      state == 2 || is_upgrade_word (yyjson_mut_get_str (bambu_value_get (upgrade, "status")));
  details->upgrade_version = find_new_version (upgrade);
  details->upgrade_percent = -1;
  if (details->upgrading)
    bambu_value_update_int (bambu_value_get (upgrade, "progress"), 0, 100, -1,
                            &details->upgrade_percent);
}

/* By the URL, then by the model (protocol/camera.md §1). */
static void
decode_camera (const BambuReport *report, const BambuModel *model, BambuDetailsDecoding *details)
{
  yyjson_mut_val *camera = bambu_report_get (report, BAMBU_KEY_IPCAM);
  const char *url = yyjson_mut_get_str (bambu_value_get (camera, "rtsp_url"));

  details->camera_off = g_strcmp0 (url, "disable") == 0;
  if (url != NULL && *url)
    details->camera_kind = BAMBU_CAMERA_KIND_RTSPS;
  else if (yyjson_mut_equals_str (bambu_value_get (camera, "ipcam_dev"), "0"))
    details->camera_kind = BAMBU_CAMERA_KIND_NONE; /* a P1P without its camera */
  else if (model == bambu_model_get_unknown () && camera != NULL)
    details->camera_kind = BAMBU_CAMERA_KIND_UNKNOWN;
  else
    details->camera_kind = model->camera;
}

void
bambu_decode_details (const BambuReport *report,
                      const BambuModel *model,
                      BambuCapabilities capabilities,
                      BambuDetailsDecoding *details)
{
  decode_network (report, details);
  decode_door (report, capabilities, details);
  decode_storage (report, details);
  decode_upgrade (report, details);
  decode_camera (report, model, details);
}

gboolean
bambu_decode_complains_of_signature (const BambuReport *report)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (bambu_report_get (report, BAMBU_KEY_HMS));
  yyjson_mut_val *entry;

  while ((entry = yyjson_mut_arr_iter_next (&iter)))
    if (read_hms (entry) == UNSIGNED_COMMAND_REFUSED)
      return TRUE;

  return FALSE;
}

BambuRights
bambu_decode_mode (const BambuReport *report)
{
  guint64 fun;

  if (bambu_value_read_bits (bambu_report_get (report, BAMBU_KEY_FUN), &fun) != BAMBU_ANSWER_GOOD)
    return BAMBU_RIGHTS_UNKNOWN;

  return fun >> 29 & 1 ? BAMBU_RIGHTS_VIEW_ONLY : BAMBU_RIGHTS_FULL;
}

BambuRights
bambu_decode_rights (const BambuReport *report)
{
  return bambu_decode_complains_of_signature (report) ? BAMBU_RIGHTS_VIEW_ONLY
                                                      : bambu_decode_mode (report);
}

gint64
bambu_decode_online_version (const BambuReport *report)
{
  gint64 version = -1;

  bambu_value_read_int (bambu_value_get (bambu_report_get (report, BAMBU_KEY_ONLINE), "version"),
                        &version);

  return version;
}
