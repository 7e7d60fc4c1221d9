/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-history.h"

#include "sim-cloud-device.h"
#include "sim-json-build.h"

#define N_TASKS 45
#define N_MESSAGES 26
#define NEWEST_TASK 782951694
#define NEWEST_MESSAGE 412007744
#define HOURS_BETWEEN 11

typedef enum
{
  TASK_FINISHED = 2,
  TASK_FAILED = 3,
  TASK_RUNNING = 4,
} TaskStatus;

typedef enum
{
  MESSAGE_SYSTEM = 1,
  MESSAGE_COMMENT = 2,
  MESSAGE_LIKE = 3,
  MESSAGE_FOLLOW = 4,
  MESSAGE_PRINT = 6,
} MessageType;

static const struct
{
  const char *title;
  int seconds; /* as sliced */
  double grams;
  int length; /* cm */
  const char *filament;
  const char *colour;
} models[] = {
  { "Benchy", 2340, 12.6, 421, "PLA", "FF6A13FF" },
  { "Cable chain, 20 links", 15180, 88.4, 2960, "PETG", "000000FF" },
  { "Gridfinity 2×3 bin", 7920, 54.2, 1815, "PLA", "FFFFFFFF" },
  { "Headphone hook v3", 5460, 31.9, 1068, "PETG", "2850E0FF" },
  { "Planter with drip tray", 27900, 203.7, 6823, "PLA", "00AE42FF" },
  { "Calibration cube", 1260, 4.1, 137, "ABS", "898989FF" },
};

static char *
format_time (GDateTime *time)
{
  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

static JsonObject *
make_task (SimCloudAccount *account, guint index, GDateTime *now)
{
  guint which = index % G_N_ELEMENTS (models);
  SimCloudDevice *device = g_ptr_array_index (account->devices, index % account->devices->len);
  TaskStatus status = index == 0 ? TASK_RUNNING : index % 9 == 4 ? TASK_FAILED : TASK_FINISHED;
  /* A task that runs ends, for the service, a moment after it began. */
  int lasted = status == TASK_RUNNING  ? 19
               : status == TASK_FAILED ? models[which].seconds / 3
                                       : models[which].seconds + 95;
  g_autoptr (GDateTime) start =
      g_date_time_add_minutes (now, -15 - (int) index * HOURS_BETWEEN * 60);
  g_autoptr (GDateTime) end = g_date_time_add_seconds (start, lasted);
  g_autofree char *start_text = format_time (start);
  g_autofree char *end_text = format_time (end);
  gint64 id = NEWEST_TASK - (gint64) index * 1009;
  g_autofree char *cover =
      g_strdup_printf ("covers/%" G_GINT64_FORMAT "/%s.png", id, models[which].colour);
  JsonArray *mapping = json_array_new ();

  json_array_add_object_element (
      mapping, sim_json_build ("i:ams", 0, "s:sourceColor", models[which].colour, "s:targetColor",
                               models[which].colour, "s:filamentId", "", "s:filamentType",
                               models[which].filament, "s:targetFilamentType", "", "d:weight",
                               models[which].grams, NULL));

  return sim_json_build (
      "l:id", id, "i:designId", 0, "s:designTitle", "", "i:instanceId", 0, "s:modelId",
      "USb7b76c7521e40c", "s:title", models[which].title, "s:cover", cover, "i:status",
      (int) status, "i:failedType", status == TASK_FAILED ? 1 : 0, "s:feedbackStatus", "",
      "s:startTime", start_text, "s:endTime", end_text, "d:weight", models[which].grams, "i:length",
      models[which].length, "i:costTime", models[which].seconds, "l:profileId", id - 146874361,
      "i:plateIndex", 1, "s:plateName", "", "s:deviceId", sim_cloud_device_get_serial (device),
      "a:amsDetailMapping", mapping, "s:mode", index % 3 == 1 ? "lan_file" : "cloud_file",
      "b:isPublicProfile", FALSE, "b:isPrintable", TRUE, "s:deviceModel",
      sim_printer_get_model_name (device->printer), "s:deviceName", device->name, "s:bedType",
      "textured_plate", NULL);
}

static JsonObject *
make_message (SimCloudAccount *account, guint index, GDateTime *now)
{
  static const MessageType types[] = { MESSAGE_PRINT, MESSAGE_PRINT,   MESSAGE_SYSTEM,
                                       MESSAGE_LIKE,  MESSAGE_COMMENT, MESSAGE_FOLLOW };
  MessageType type = types[index % G_N_ELEMENTS (types)];
  JsonObject *task = json_array_get_object_element (account->tasks, index + 1);
  g_autoptr (GDateTime) time = g_date_time_add_hours (now, -1 - (int) index * HOURS_BETWEEN);
  g_autofree char *time_text = format_time (time);
  JsonObject *message =
      sim_json_build ("l:id", (gint64) NEWEST_MESSAGE - (gint64) index * 13, "i:type", (int) type,
                      "s:createTime", time_text, "i:isread", index > 2, NULL);

  if (type == MESSAGE_PRINT)
    json_object_set_object_member (
        message, "taskMessage",
        sim_json_build ("l:id", json_object_get_int_member (task, "id"), "s:title",
                        json_object_get_string_member (task, "title"), "s:cover",
                        json_object_get_string_member (task, "cover"), "l:status",
                        json_object_get_int_member (task, "status"), "s:deviceId",
                        json_object_get_string_member (task, "deviceId"), "s:deviceName",
                        json_object_get_string_member (task, "deviceName"), NULL));
  else
    json_object_set_object_member (
        message, "from",
        sim_json_build ("l:uid", (gint64) 1000 + index, "s:name",
                        type == MESSAGE_SYSTEM ? "Official" : "Neighbour", "s:avatar", "", NULL));

  return message;
}

void
sim_cloud_history_write (SimCloudAccount *account)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  g_assert (account->devices->len > 0);

  for (guint i = 0; i < N_TASKS; i++)
    json_array_add_object_element (account->tasks, make_task (account, i, now));
  for (guint i = 0; i < N_MESSAGES; i++)
    json_array_add_object_element (account->messages, make_message (account, i, now));
}
