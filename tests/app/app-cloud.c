/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-cloud.h"

#include <bambu/account/bambu-cloud-private.h>
#include <bambu/bambu-weak-ref.h>
#include <bambu/link/bambu-mqtt-link.h>

#include "app-fixture.h"
#include "test-wait.h"

#define PORT_OFFSET 20000

static void
on_event (AppCloud *self, JsonObject *event)
{
  const char *name = json_object_get_string_member (event, "event");

  if (g_str_equal (name, "email-code"))
    g_set_str (&self->code, json_object_get_string_member (event, "code"));
  else if (g_str_equal (name, "pin"))
    g_set_str (&self->pin, json_object_get_string_member (event, "pin"));
  else if (g_str_equal (name, "request"))
    g_ptr_array_add (self->requests, g_strdup (json_object_get_string_member (event, "path")));
}

static GPtrArray *
create_regions (AppCloud *self)
{
  g_autoptr (JsonObject) place = sim_cloud_describe (self->cloud);
  g_autoptr (GError) error = NULL;
  GPtrArray *regions = g_ptr_array_new_with_free_func ((GDestroyNotify) bambu_region_unref);

  g_ptr_array_add (regions,
                   bambu_region_new (json_object_get_string_member (place, "origin"),
                                     json_object_get_string_member (place, "web_origin"),
                                     json_object_get_string_member (place, "mqtt"),
                                     json_object_get_string_member (place, "ca_file"), &error));
  g_assert_no_error (error);

  return regions;
}

static GPtrArray *
create_printers (void)
{
  static const char *const profiles[] = { "X1C", "P1S" };
  GPtrArray *printers = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *serial = g_strdup_printf ("01P00A00000000%u", i + 1);

      g_ptr_array_add (printers, sim_printer_new (profiles[i], serial, &error));
      g_assert_no_error (error);
    }

  return printers;
}

AppCloud *
app_cloud_new (void)
{
  AppCloud *self = g_new0 (AppCloud, 1);
  g_autoptr (GPtrArray) regions = NULL;
  g_autoptr (BambuStore) store = bambu_store_new (NULL);
  g_autoptr (GError) error = NULL;

  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->printers = create_printers ();
  self->cloud = sim_cloud_new (PORT_OFFSET, self->printers, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (self->cloud, "event", G_CALLBACK (on_event), self);

  self->fleet = app_test_fleet_new (app_test_find_free_port ());
  regions = create_regions (self);
  self->accounts = bambu_account_list_new (store, bambu_fleet_get_keyring (self->fleet), regions);
  self->account_printers = bambu_account_printers_new (self->fleet, self->accounts);

  return self;
}

static gboolean
are_gone (gpointer data)
{
  GPtrArray *refs = data;

  for (guint i = 0; i < refs->len; i++)
    {
      g_autoptr (GObject) object = g_weak_ref_get (g_ptr_array_index (refs, i));

      if (object != NULL)
        return FALSE;
    }

  return TRUE;
}

/* The server is in this thread too, and would wait for its clients: what is on its way to them has
 * to be given up first. */
static void
drop_accounts (AppCloud *self)
{
  g_autoptr (GPtrArray) refs = g_ptr_array_new_with_free_func (bambu_weak_ref_free);

  if (self->accounts == NULL)
    return;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++)
    {
      g_autoptr (BambuAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      g_ptr_array_add (refs, bambu_weak_ref_new (bambu_account_get_cloud (account)));
      g_ptr_array_add (
          refs, bambu_weak_ref_new (bambu_cloud_get_session (bambu_account_get_cloud (account))));
    }
  g_clear_object (&self->accounts);
  app_test_wait (are_gone, refs);
}

void
app_cloud_free (AppCloud *self)
{
  g_signal_handlers_disconnect_by_data (self->cloud, self);
  /* What was begun comes to its end. */
  if (self->account_printers != NULL)
    {
      g_object_add_weak_pointer (G_OBJECT (self->account_printers),
                                 (gpointer *) &self->account_printers);
      g_object_unref (self->account_printers);
      test_wait_until (self->account_printers == NULL);
    }
  g_clear_object (&self->fleet); /* its printers may hold on to their accounts */
  drop_accounts (self);
  /* They may be about to read what goes with the cloud. */
  g_assert_true (bambu_mqtt_link_wait_for_all (10000));
  g_clear_object (&self->cloud);
  g_ptr_array_unref (self->printers);
  g_ptr_array_unref (self->requests);
  g_free (self->code);
  g_free (self->pin);
  g_free (self);
}

void
app_cloud_set_fault (AppCloud *self, const char *name, const char *arguments, gboolean active)
{
  g_autoptr (GError) error = NULL;

  sim_cloud_set_fault (self->cloud, name, arguments, active, &error);
  g_assert_no_error (error);
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

guint
app_cloud_count (AppCloud *self, const char *prefix)
{
  guint count = 0;

  for (guint i = 0; i < self->requests->len; i++)
    count += g_str_has_prefix (g_ptr_array_index (self->requests, i), prefix);

  return count;
}
