/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-cloud.h"

#include <bambu/link/bambu-mqtt-link.h>

#include "app-fixture.h"
#include "test-wait.h"

static BambuRegion *
create_region (JsonObject *place, const char *ca_file)
{
  g_autoptr (GError) error = NULL;
  BambuRegion *region =
      bambu_region_new (json_object_get_string_member (place, "origin"),
                        json_object_get_string_member (place, "web_origin"),
                        json_object_get_string_member (place, "mqtt"), ca_file, &error);

  g_assert_no_error (error);

  return region;
}

static GPtrArray *
create_regions (AppCloud *self)
{
  JsonObject *place = simulator_process_get_cloud (self->simulator);
  const char *ca_file = json_object_get_string_member (place, "ca_file");
  GPtrArray *regions = g_ptr_array_new_with_free_func ((GDestroyNotify) bambu_region_unref);

  g_ptr_array_add (regions, create_region (place, ca_file));
  g_ptr_array_add (regions,
                   create_region (json_object_get_object_member (place, "china"), ca_file));

  return regions;
}

AppCloud *
app_cloud_new (void)
{
  return app_cloud_new_with ((const char *const[]) { NULL });
}

AppCloud *
app_cloud_new_with (const char *const *options)
{
  AppCloud *self = g_new0 (AppCloud, 1);
  g_autoptr (GPtrArray) regions = NULL;
  g_autoptr (BambuStore) store = bambu_store_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;

  g_strv_builder_add_many (builder, "--cloud", "--profile", "X1C", "--serial", APP_CLOUD_X1C,
                           "--profile", "P1S", "--serial", APP_CLOUD_P1S, NULL);
  g_strv_builder_addv (builder, (const char **) options);
  arguments = g_strv_builder_end (builder);
  self->simulator = simulator_process_start ((const char *const *) arguments, &error);
  g_assert_no_error (error);

  self->fleet = app_test_fleet_new (app_test_find_free_port ());
  regions = create_regions (self);
  self->accounts = bambu_account_list_new (store, bambu_fleet_get_keyring (self->fleet), regions);
  self->account_printers = bambu_account_printers_new (self->fleet, self->accounts);

  return self;
}

void
app_cloud_free (AppCloud *self)
{
  /* What was begun comes to its end. */
  if (self->account_printers != NULL)
    {
      g_object_add_weak_pointer (G_OBJECT (self->account_printers),
                                 (gpointer *) &self->account_printers);
      g_object_unref (self->account_printers);
      test_wait_until (self->account_printers == NULL);
    }
  g_clear_object (&self->fleet); /* its printers may hold on to their accounts */
  g_clear_object (&self->accounts);
  /* They may be about to read what goes with the cloud. */
  g_assert_true (bambu_mqtt_link_wait_for_all (10000));
  simulator_process_stop (self->simulator);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_free (self);
}

/* Lines are read one after the other: when the list of faults comes, all that went before was done,
 * and was told. */
static void
tell (AppCloud *self, const char *line)
{
  guint lists = simulator_process_count_events (self->simulator, "faults");
  guint errors = simulator_process_count_events (self->simulator, "error");

  if (line != NULL)
    simulator_process_tell (self->simulator, line);
  simulator_process_tell (self->simulator, "fault list");
  test_wait_until (simulator_process_count_events (self->simulator, "faults") > lists);
  g_assert_cmpuint (simulator_process_count_events (self->simulator, "error"), ==, errors);
}

void
app_cloud_set_fault (AppCloud *self, const char *name, const char *arguments, gboolean active)
{
  g_autofree char *line = g_strjoin (" ", active ? "fault" : "clear", name, arguments, NULL);

  tell (self, line);
}

BambuAccount *
app_cloud_sign_in (AppCloud *self, const char *account, const char *password)
{
  BambuRegion *region = g_ptr_array_index (bambu_account_list_get_regions (self->accounts), 0);
  g_autoptr (BambuAccount) created = bambu_account_list_create (self->accounts, region->id);
  BambuAccount *listed;

  test_await_true (bambu_account_sign_in (created, account, password));
  test_wait_until ((listed = bambu_account_list_find (self->accounts, region->id, account))
                   != NULL);

  return listed;
}

GPtrArray *
app_cloud_get_requests (AppCloud *self)
{
  JsonObject *event;

  tell (self, NULL);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  self->requests = g_ptr_array_new ();
  while ((event = simulator_process_get_event (self->simulator, "request", self->requests->len))
         != NULL)
    g_ptr_array_add (self->requests, (char *) json_object_get_string_member (event, "path"));

  return self->requests;
}

guint
app_cloud_count (AppCloud *self, const char *prefix)
{
  GPtrArray *requests = app_cloud_get_requests (self);
  guint count = 0;

  for (guint i = 0; i < requests->len; i++)
    count += g_str_has_prefix (g_ptr_array_index (requests, i), prefix);

  return count;
}

static const char *
get_last (AppCloud *self, const char *name, const char *member)
{
  guint n = simulator_process_count_events (self->simulator, name);

  if (n == 0)
    return NULL;

  return json_object_get_string_member (simulator_process_get_event (self->simulator, name, n - 1),
                                        member);
}

const char *
app_cloud_get_code (AppCloud *self)
{
  tell (self, NULL);

  return get_last (self, "email-code", "code");
}

const char *
app_cloud_show_pin (AppCloud *self, const char *serial)
{
  g_autofree char *line = g_strconcat ("pin ", serial, NULL);

  tell (self, line);

  return get_last (self, "pin", "pin");
}
