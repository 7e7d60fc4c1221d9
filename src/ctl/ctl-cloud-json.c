/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-cloud-json.h"

#include <words/culm-json.h>

#include "printer/bambu-model.h"

#define MIN_PLATE 1

static void
add_secret (JsonObject *object, const char *key, const char *value, gboolean show)
{
  culm_json_add_text (object, key, show ? value : NULL);
}

static void
add_list (JsonObject *object, const char *key, GListModel *list, CulmJsonItem item_to_json)
{
  json_object_set_array_member (object, key, culm_json_from_list (list, item_to_json));
}

JsonObject *
ctl_cloud_json_account (BambuAccount *account)
{
  JsonObject *object = json_object_new ();
  gint64 uid = bambu_account_get_uid (account);

  culm_json_add_text (object, "account", bambu_account_get_account (account));
  culm_json_add_text (object, "name", bambu_account_get_name (account));
  culm_json_add_integer (object, "uid", uid, uid != 0);
  culm_json_add_text (object, "region", bambu_account_get_region (account));
  culm_json_add_nick (object, "state", BAMBU_TYPE_ACCOUNT_STATE, bambu_account_get_state (account));
  culm_json_add_time (object, "expires", bambu_account_get_expires_at (account));
  json_object_set_boolean_member (object, "in_keyring", bambu_account_is_persistent (account));

  return object;
}

static JsonArray *
texts_to_json (char **texts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; texts && texts[i]; i++)
    json_array_add_string_element (array, texts[i]);

  return array;
}

JsonObject *
ctl_cloud_json_profile (BambuCloudProfile *profile)
{
  const BambuCloudProfileValues *values = bambu_cloud_profile_get_values (profile);
  JsonObject *object = json_object_new ();

  culm_json_add_integer (object, "uid", values->uid, values->uid != 0);
  culm_json_add_text (object, "account", values->account);
  culm_json_add_text (object, "name", values->name);
  culm_json_add_text (object, "handle", values->handle);
  culm_json_add_text (object, "bio", values->bio);
  culm_json_add_text (object, "avatar", values->avatar);
  json_object_set_array_member (object, "printer_models", texts_to_json (values->product_models));
  json_object_set_boolean_member (object, "beta_firmware", values->has_beta_firmware);
  culm_json_add_text (object, "subscription", values->subscription);

  return object;
}

const char *
ctl_cloud_json_get_model (BambuCloudDevice *device)
{
  const BambuCloudDeviceValues *values = bambu_cloud_device_get_values (device);
  const BambuModel *model = bambu_model_find (values->model);

  if (!*model->code)
    model = bambu_model_find (values->product);
  if (*model->code)
    return model->name;

  return values->product ? values->product : values->model;
}

JsonObject *
ctl_cloud_json_device (BambuCloudDevice *device, gboolean show_secrets)
{
  const BambuCloudDeviceValues *values = bambu_cloud_device_get_values (device);
  JsonObject *object = json_object_new ();

  culm_json_add_text (object, "serial", values->serial);
  culm_json_add_text (object, "name", values->name);
  culm_json_add_text (object, "model", ctl_cloud_json_get_model (device));
  culm_json_add_text (object, "model_code", values->model);
  culm_json_add_text (object, "structure", values->structure);
  culm_json_add_number (object, "nozzle_diameter", values->nozzle_diameter);
  json_object_set_boolean_member (object, "online", values->online);
  culm_json_add_text (object, "print_status", values->print_status);
  culm_json_add_text (object, "task_id", values->task_id);
  add_secret (object, "access_code", values->access_code, show_secrets);

  return object;
}

static JsonObject *
release_to_json (gpointer item)
{
  const BambuCloudReleaseValues *values = bambu_cloud_release_get_values (item);
  JsonObject *object = json_object_new ();

  culm_json_add_text (object, "version", values->version);
  json_object_set_boolean_member (object, "forced", values->is_forced);
  culm_json_add_text (object, "description", values->description);

  return object;
}

const char *
ctl_cloud_json_get_newer_version (BambuCloudFirmware *firmware)
{
  const BambuCloudFirmwareValues *values = bambu_cloud_firmware_get_values (firmware);
  const char *newest = values->version ? values->version : "";

  for (guint i = 0; i < g_list_model_get_n_items (values->releases); i++)
    {
      g_autoptr (BambuCloudRelease) release = g_list_model_get_item (values->releases, i);
      const char *version = bambu_cloud_release_get_values (release)->version;

      /* The list holds it. */
      if (version && (!*newest || bambu_model_compare_firmware (version, newest) > 0))
        newest = version;
    }

  return newest != values->version && *newest ? newest : NULL;
}

JsonObject *
ctl_cloud_json_print_status (BambuCloudPrintStatus *status)
{
  const BambuCloudPrintStatusValues *values = bambu_cloud_print_status_get_values (status);
  JsonObject *object = json_object_new ();

  culm_json_add_text (object, "serial", values->serial);
  culm_json_add_text (object, "name", values->name);
  json_object_set_boolean_member (object, "online", values->online);
  culm_json_add_text (object, "task_id", values->task_id);
  culm_json_add_text (object, "title", values->task_name);
  culm_json_add_text (object, "status", values->task_status);
  culm_json_add_integer (object, "percent", values->percent, values->percent >= 0);
  culm_json_add_time (object, "started", values->start_time);
  culm_json_add_integer (object, "estimated_seconds", values->prediction_seconds,
                         values->prediction_seconds >= 0);

  return object;
}

JsonObject *
ctl_cloud_json_firmware (BambuCloudFirmware *firmware)
{
  const BambuCloudFirmwareValues *values = bambu_cloud_firmware_get_values (firmware);
  JsonObject *object = json_object_new ();

  culm_json_add_text (object, "serial", values->serial);
  culm_json_add_text (object, "version", values->version);
  culm_json_add_text (object, "newer_version", ctl_cloud_json_get_newer_version (firmware));
  add_list (object, "releases", values->releases, release_to_json);

  return object;
}

static JsonObject *
filament_to_json (gpointer item)
{
  const BambuCloudFilamentValues *values = bambu_cloud_filament_get_values (item);
  g_autofree char *colour = bambu_cloud_filament_dup_colour (item);
  JsonObject *object = json_object_new ();

  culm_json_add_text (object, "type", values->filament_type);
  culm_json_add_text (object, "filament_id", values->filament_id);
  culm_json_add_text (object, "colour_rgba", colour);
  culm_json_add_number (object, "weight_g", values->weight_grams);
  culm_json_add_integer (object, "ams", values->ams_id,
                         values->ams_id >= 0 && values->ams_id < 255);
  culm_json_add_integer (object, "tray", values->slot_id, values->slot_id >= 0);

  return object;
}

JsonObject *
ctl_cloud_json_task (BambuCloudTask *task, gboolean show_secrets)
{
  const BambuCloudTaskValues *values = bambu_cloud_task_get_values (task);
  gboolean runs = values->result == BAMBU_CLOUD_RESULT_RUNNING;
  JsonObject *object = json_object_new ();

  culm_json_add_text (object, "id", values->id);
  culm_json_add_text (object, "title", values->title);
  if (values->result == BAMBU_CLOUD_RESULT_UNKNOWN)
    json_object_set_null_member (object, "result");
  else
    culm_json_add_nick (object, "result", BAMBU_TYPE_CLOUD_RESULT, values->result);
  culm_json_add_text (object, "status", values->status);
  culm_json_add_time (object, "started", values->start_time);
  culm_json_add_time (object, "ended", runs ? 0 : values->end_time);
  culm_json_add_integer (object, "estimated_seconds", values->estimated_seconds,
                         values->estimated_seconds >= 0);
  culm_json_add_number (object, "weight_g", values->weight_grams);
  culm_json_add_number (object, "length_cm", values->length_centimetres);
  culm_json_add_integer (object, "plate", values->plate, values->plate >= MIN_PLATE);
  culm_json_add_text (object, "serial", values->serial);
  culm_json_add_text (object, "printer", values->device_name);
  culm_json_add_text (object, "model", values->device_model);
  culm_json_add_text (object, "bed_type", values->bed_type);
  culm_json_add_text (object, "mode", values->mode);
  add_list (object, "filaments", values->filaments, filament_to_json);
  add_secret (object, "cover", values->cover, show_secrets);

  return object;
}

/* protocol/cloud-account.md §8: prints have two numbers */
const char *
ctl_cloud_json_get_message_kind (int kind)
{
  static const char *const kinds[] = {
    NULL, "system", "comment", "like", "follow", "print", "print",
  };

  return kind >= 0 && kind < (int) G_N_ELEMENTS (kinds) ? kinds[kind] : NULL;
}

JsonObject *
ctl_cloud_json_message (BambuCloudMessage *message, gboolean show_secrets)
{
  const BambuCloudMessageValues *values = bambu_cloud_message_get_values (message);
  JsonObject *object = json_object_new ();

  culm_json_add_text (object, "id", values->id);
  culm_json_add_string (object, "kind", ctl_cloud_json_get_message_kind (values->kind));
  culm_json_add_time (object, "created", values->created);
  json_object_set_boolean_member (object, "read", values->is_read);
  culm_json_add_text (object, "sender", values->sender);
  culm_json_add_text (object, "title", values->title);
  culm_json_add_text (object, "text", values->text);
  culm_json_add_text (object, "task_id", values->task_id);
  culm_json_add_text (object, "task_status", values->task_status);
  culm_json_add_text (object, "serial", values->serial);
  culm_json_add_text (object, "printer", values->device_name);
  add_secret (object, "cover", values->cover, show_secrets);

  return object;
}

static JsonObject *
plate_to_json (gpointer item)
{
  const BambuCloudPlateValues *values = bambu_cloud_plate_get_values (item);
  JsonObject *object = json_object_new ();

  culm_json_add_integer (object, "index", values->index, values->index >= MIN_PLATE);
  culm_json_add_text (object, "name", values->name);
  culm_json_add_integer (object, "estimated_seconds", values->prediction_seconds,
                         values->prediction_seconds >= 0);
  culm_json_add_number (object, "weight_g", values->weight_grams);

  return object;
}

static JsonObject *
profile_to_json (gpointer item)
{
  const BambuCloudVariantValues *values = bambu_cloud_variant_get_values (item);
  JsonObject *object = json_object_new ();

  culm_json_add_text (object, "id", values->id);
  culm_json_add_text (object, "name", values->name);
  culm_json_add_text (object, "status", values->status);
  add_list (object, "plates", values->plates, plate_to_json);

  return object;
}

JsonObject *
ctl_cloud_json_project (BambuCloudProject *project, gboolean show_secrets)
{
  const BambuCloudProjectValues *values = bambu_cloud_project_get_values (project);
  JsonObject *object = json_object_new ();

  culm_json_add_text (object, "id", values->id);
  culm_json_add_text (object, "name", values->name);
  culm_json_add_text (object, "model_id", values->model_id);
  culm_json_add_text (object, "status", values->status);
  culm_json_add_time (object, "created", values->created);
  culm_json_add_time (object, "updated", values->updated);
  add_secret (object, "download_url", values->download_url, show_secrets);
  add_list (object, "profiles", values->variants, profile_to_json);

  return object;
}
