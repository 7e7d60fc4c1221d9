/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-region.h"

#include "sim-cloud-history.h"

static void
furnish (SimCloudAccount *account, GPtrArray *devices)
{
  if (!account->with_printers)
    return;

  g_ptr_array_extend (account->devices, devices, NULL, NULL);
  sim_cloud_history_write (account);
}

SimCloudRegion *
sim_cloud_region_new (const char *name, GPtrArray *devices)
{
  SimCloudRegion *self = g_new0 (SimCloudRegion, 1);

  self->name = name;
  self->accounts = sim_cloud_account_list (name);
  self->tokens = g_ptr_array_new_with_free_func (sim_cloud_token_free);
  for (guint i = 0; i < self->accounts->len; i++)
    furnish (g_ptr_array_index (self->accounts, i), devices);

  return self;
}

void
sim_cloud_region_free (gpointer region)
{
  SimCloudRegion *self = region;

  g_ptr_array_unref (self->tokens);
  g_ptr_array_unref (self->accounts);
  g_free (self);
}

SimCloudAccount *
sim_cloud_region_find_account (SimCloudRegion *self, const char *address)
{
  for (guint i = 0; address != NULL && i < self->accounts->len; i++)
    {
      SimCloudAccount *account = g_ptr_array_index (self->accounts, i);

      if (g_ascii_strcasecmp (account->address, address) == 0)
        return account;
    }

  return NULL;
}

SimCloudAccount *
sim_cloud_region_find_owner (SimCloudRegion *self, SimCloudDevice *device)
{
  for (guint i = 0; i < self->accounts->len; i++)
    {
      SimCloudAccount *account = g_ptr_array_index (self->accounts, i);

      if (g_ptr_array_find (account->devices, device, NULL))
        return account;
    }

  return NULL;
}

SimCloudToken *
sim_cloud_region_find_token (SimCloudRegion *self, const char *text)
{
  for (guint i = 0; i < self->tokens->len; i++)
    {
      SimCloudToken *token = g_ptr_array_index (self->tokens, i);

      if (g_str_equal (token->text, text))
        return token;
    }

  return NULL;
}

SimCloudToken *
sim_cloud_region_get_token_of (SimCloudRegion *self, SimCloudAccount *account)
{
  for (guint i = self->tokens->len; i > 0; i--)
    {
      SimCloudToken *token = g_ptr_array_index (self->tokens, i - 1);

      if (token->account == account && sim_cloud_token_is_alive (token))
        return token;
    }

  return NULL;
}
