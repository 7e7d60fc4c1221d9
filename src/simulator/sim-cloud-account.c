/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-account.h"

#include <string.h>

#include "sim-cloud-project.h"
#include "sim-json-build.h"

G_DEFINE_ENUM_TYPE (SimCloudStep,
                    sim_cloud_step,
                    G_DEFINE_ENUM_VALUE (SIM_CLOUD_STEP_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (SIM_CLOUD_STEP_CODE, "code"),
                    G_DEFINE_ENUM_VALUE (SIM_CLOUD_STEP_AUTHENTICATOR, "authenticator"),
                    G_DEFINE_ENUM_VALUE (SIM_CLOUD_STEP_UNNAMED, "unnamed"))

typedef struct
{
  const char *region;
  const char *address;
  const char *password;
  const char *name;
  gint64 uid;
  SimCloudStep step;
  const char *authenticator_code;
  gboolean jwt;
  gboolean without_printers;
} Facts;

static const Facts facts[] = {
  { "global", "maker@example.com", "bamboo-grove", "Maker", 1883520101, SIM_CLOUD_STEP_CODE },
  { "global", "plain@example.com", "bamboo-plain", "Plain", 1883520102, SIM_CLOUD_STEP_NONE },
  { "global", "authenticator@example.com", "bamboo-app", "Careful", 1883520103,
    SIM_CLOUD_STEP_AUTHENTICATOR, "246810" },
  { "global", "older@example.com", "bamboo-old", "Older", 1883520104, SIM_CLOUD_STEP_NONE,
    .jwt = TRUE },
  { "global", "empty@example.com", "bamboo-none", "Newcomer", 1883520105, SIM_CLOUD_STEP_NONE,
    .without_printers = TRUE },
  { "china", "maker@example.cn", "bamboo-china", "制作者", 2883520101, SIM_CLOUD_STEP_NONE },
  { "china", "13800138000", "bamboo-sms", "手机", 2883520102, SIM_CLOUD_STEP_UNNAMED },
  { "china", "13900139000", "bamboo-code", "短信", 2883520103, SIM_CLOUD_STEP_CODE },
};

static void
account_free (gpointer data)
{
  SimCloudAccount *self = data;

  g_free (self->name);
  g_free (self->tfa_key);
  g_free (self->ticket);
  sim_cloud_codes_free (self->codes);
  g_ptr_array_unref (self->devices);
  g_ptr_array_unref (self->projects);
  json_array_unref (self->tasks);
  json_array_unref (self->messages);
  json_array_unref (self->presets);
  g_free (self);
}

static SimCloudAccount *
account_new (const Facts *of)
{
  SimCloudAccount *self = g_new0 (SimCloudAccount, 1);

  self->address = of->address;
  self->password = of->password;
  self->name = g_strdup (of->name);
  self->uid = of->uid;
  self->step = of->step;
  self->authenticator_code = of->authenticator_code;
  self->jwt = of->jwt;
  self->with_printers = !of->without_printers;
  self->codes = sim_cloud_codes_new ();
  self->devices = g_ptr_array_new ();
  self->projects = g_ptr_array_new_with_free_func (sim_cloud_project_free);
  self->tasks = json_array_new ();
  self->messages = json_array_new ();
  self->presets = json_array_new ();

  return self;
}

GPtrArray *
sim_cloud_account_list (const char *region)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func (account_free);

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (g_str_equal (facts[i].region, region))
      g_ptr_array_add (accounts, account_new (&facts[i]));

  return accounts;
}

gboolean
sim_cloud_account_is_phone (SimCloudAccount *self)
{
  return strchr (self->address, '@') == NULL;
}

char *
sim_cloud_account_dup_user (SimCloudAccount *self)
{
  return g_strdup_printf ("u_%" G_GINT64_FORMAT, self->uid);
}

JsonObject *
sim_cloud_account_describe (SimCloudAccount *self, const char *region)
{
  g_autoptr (GEnumClass) steps = g_type_class_ref (SIM_TYPE_CLOUD_STEP);

  return sim_json_build ("s:account", self->address, "s:password", self->password, "s:region",
                         region, "s:second_step", g_enum_get_value (steps, self->step)->value_nick,
                         "s:authenticator_code", self->authenticator_code, "l:uid", self->uid,
                         "i:printers", (int) self->devices->len, NULL);
}
