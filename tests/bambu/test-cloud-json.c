/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What culmctl writes of the cloud's things: the shape that scripts rely on, what is null, and what
 * is secret. */

#include <account/bambu-record-private.h>
#include <ctl/ctl-cloud-json.h>

static gpointer
read_record (GType type, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (json, &error);

  g_assert_no_error (error);

  return bambu_record_new (type, json_node_get_object (node));
}

static void
assert_keys (JsonObject *object, const char *keys)
{
  g_auto (GStrv) expected = g_strsplit (keys, " ", -1);

  for (guint i = 0; expected[i]; i++)
    if (!json_object_has_member (object, expected[i]))
      g_error ("There is no “%s”", expected[i]);

  g_assert_cmpuint (json_object_get_size (object), ==, g_strv_length (expected));
}

static void
test_device (void)
{
  g_autoptr (BambuCloudDevice) device = read_record (
      BAMBU_TYPE_CLOUD_DEVICE, "{\"dev_id\":\"01P00A000000001\",\"dev_model_name\":\"C12\","
                               "\"dev_access_code\":\"12345678\\n\",\"online\":true}");
  g_autoptr (BambuCloudDevice) stranger =
      read_record (BAMBU_TYPE_CLOUD_DEVICE, "{\"dev_model_name\":\"Q9\"}");
  g_autoptr (JsonObject) hidden = ctl_cloud_json_device (device, FALSE);
  g_autoptr (JsonObject) shown = ctl_cloud_json_device (device, TRUE);
  g_autoptr (JsonObject) unknown = ctl_cloud_json_device (stranger, TRUE);

  assert_keys (hidden, "serial name model model_code structure nozzle_diameter online "
                       "print_status task_id access_code");
  g_assert_cmpstr (json_object_get_string_member (hidden, "model"), ==, "P1S");
  g_assert_true (json_object_get_null_member (hidden, "access_code"));
  g_assert_true (json_object_get_null_member (hidden, "nozzle_diameter"));
  g_assert_cmpstr (json_object_get_string_member (shown, "access_code"), ==, "12345678");
  g_assert_cmpstr (json_object_get_string_member (unknown, "model"), ==, "Q9");
  g_assert_true (json_object_get_null_member (unknown, "serial"));
}

static void
test_task (void)
{
  g_autoptr (BambuCloudTask) task =
      read_record (BAMBU_TYPE_CLOUD_TASK,
                   "{\"id\":7,\"status\":2,\"startTime\":\"2026-02-26T21:10:57Z\","
                   "\"endTime\":\"2026-02-26T22:10:57Z\",\"cover\":\"https://example.org/?sign\"}");
  g_autoptr (JsonObject) object = ctl_cloud_json_task (task, FALSE);

  assert_keys (object, "id title result status started ended estimated_seconds weight_g length_cm "
                       "plate serial printer model bed_type mode filaments cover");
  g_assert_cmpstr (json_object_get_string_member (object, "id"), ==, "7");
  g_assert_cmpstr (json_object_get_string_member (object, "result"), ==, "finished");
  g_assert_cmpstr (json_object_get_string_member (object, "started"), ==, "2026-02-26T21:10:57Z");
  g_assert_true (json_object_get_null_member (object, "cover"));
  g_assert_true (json_object_get_null_member (object, "weight_g"));
  g_assert_true (json_object_get_null_member (object, "plate"));
}

static void
test_firmware (void)
{
  g_autoptr (BambuCloudFirmware) old =
      read_record (BAMBU_TYPE_CLOUD_FIRMWARE,
                   "{\"dev_id\":\"01P00A000000001\",\"version\":\"01.08.02.00\",\"firmware\":["
                   "{\"version\":\"01.09.00.00\"},{\"version\":\"01.10.00.00\"},{\"version\":\"01."
                   "07.00.00\"}]}");
  g_autoptr (BambuCloudFirmware) current =
      read_record (BAMBU_TYPE_CLOUD_FIRMWARE,
                   "{\"version\":\"01.08.02.00\",\"firmware\":[{\"version\":\"01.08.02.00\"}]}");
  g_autoptr (JsonObject) behind = ctl_cloud_json_firmware (old);
  g_autoptr (JsonObject) up_to_date = ctl_cloud_json_firmware (current);

  assert_keys (behind, "serial version newer_version releases");
  g_assert_cmpstr (json_object_get_string_member (behind, "newer_version"), ==, "01.10.00.00");
  g_assert_true (json_object_get_null_member (up_to_date, "newer_version"));
}

static void
test_message_kind (void)
{
  g_assert_cmpstr (ctl_cloud_json_get_message_kind (1), ==, "system");
  g_assert_cmpstr (ctl_cloud_json_get_message_kind (6), ==, "print");
  g_assert_null (ctl_cloud_json_get_message_kind (-1));
  g_assert_null (ctl_cloud_json_get_message_kind (99));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cloud-json/device", test_device);
  g_test_add_func ("/cloud-json/task", test_task);
  g_test_add_func ("/cloud-json/firmware", test_firmware);
  g_test_add_func ("/cloud-json/message-kind", test_message_kind);

  return g_test_run ();
}
