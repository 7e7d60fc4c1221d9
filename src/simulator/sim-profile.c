/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-profile.h"

#include "sim-json.h"
#include "simulator-resources.h"

#define RESOURCE_PREFIX "/io/github/culm/simulator/profiles/"
#define MAX_BASES 4

GQuark
sim_error_quark (void)
{
  return g_quark_from_static_string ("sim-error-quark");
}

static const char *const profile_names[] = { "P1S", "P1P",     "A1",  "A1 mini", "X1C",
                                             "X1E", "P2S",     "H2S", "H2D",     "X2D",
                                             "H2C", "H2D Pro", "A2L", "Z9",      NULL };

/* "A1 mini", "a1-mini" and "Bambu Lab A1 mini" are one. */
static char *
normalise (const char *name)
{
  GString *key = g_string_new (NULL);

  if (g_ascii_strncasecmp (name, "bambu lab ", 10) == 0)
    name += 10;

  for (; *name != '\0'; name++)
    if (g_ascii_isalnum (*name))
      g_string_append_c (key, g_ascii_tolower (*name));

  return g_string_free_and_steal (key);
}

static JsonObject *
load_resource (const char *key)
{
  static gsize registered;
  g_autofree char *path = g_strconcat (RESOURCE_PREFIX, key, ".json", NULL);
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  const char *data;

  /* A static library loses the resource's constructor. */
  if (g_once_init_enter (&registered))
    {
      simulator_register_resource ();
      g_once_init_leave (&registered, 1);
    }

  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &size);

  return sim_json_parse (data, (gssize) size, NULL);
}

/* `base` names one file or several; each lies over the one before, the profile itself on top. */
static JsonObject *
load_with_bases (const char *key)
{
  g_autoptr (JsonObject) own = load_resource (key);
  JsonObject *merged;
  JsonNode *base;

  if (own == NULL)
    return NULL;

  merged = json_object_new ();
  base = json_object_get_member (own, "base");
  if (base != NULL && JSON_NODE_HOLDS_ARRAY (base))
    {
      JsonArray *bases = json_node_get_array (base);

      for (guint i = 0; i < MIN (json_array_get_length (bases), MAX_BASES); i++)
        {
          g_autoptr (JsonObject) part = load_with_bases (json_array_get_string_element (bases, i));

          sim_json_merge (merged, part);
        }
    }
  else if (base != NULL)
    {
      g_autoptr (JsonObject) part = load_with_bases (json_node_get_string (base));

      sim_json_merge (merged, part);
    }
  sim_json_merge (merged, own);

  return merged;
}

static SimProfile *
load_profile (const char *file)
{
  SimProfile *self = g_new0 (SimProfile, 1);
  JsonObject *data = self->data = load_with_bases (file);
  JsonObject *heaters = json_object_get_object_member (data, "heaters");

  self->name = sim_json_get_string (data, "name", "");
  self->code = sim_json_get_string (data, "code", "");
  self->product = sim_json_get_string (data, "product", "");
  self->prefix = sim_json_get_string (data, "prefix", "");
  self->firmware = sim_json_get_string (data, "firmware", "");
  self->camera = sim_json_get_string (data, "camera", "");
  self->period = json_object_get_double_member_with_default (data, "period", 1);
  self->full_frames = g_str_equal (sim_json_get_string (data, "frames", ""), "full");
  self->old_certificate = g_str_equal (sim_json_get_string (data, "certificate", ""), "v1");
  self->idle_stage = (int) sim_json_get_int (data, "idle_stage", 0);
  self->temperature_step = json_object_get_double_member_with_default (data, "temperature_step", 1);
  self->nozzle_max = json_object_get_double_member (heaters, "nozzle");
  self->bed_max = json_object_get_double_member (heaters, "bed");
  self->chamber_max = json_object_get_double_member (heaters, "chamber");

  return self;
}

static gboolean
answers_to (SimProfile *profile, const char *key)
{
  const char *names[] = { profile->name, profile->code, profile->product, profile->prefix };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *own = normalise (names[i]);

      if (g_str_equal (own, key))
        return TRUE;
    }

  return FALSE;
}

SimProfile *
sim_profile_load (const char *name, GError **error)
{
  g_autofree char *key = NULL;
  g_autofree char *list = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  key = normalise (name);
  for (guint i = 0; profile_names[i] != NULL; i++)
    {
      g_autofree char *file = normalise (profile_names[i]);

      if (g_str_equal (file, key))
        return load_profile (file);
    }

  for (guint i = 0; profile_names[i] != NULL; i++)
    {
      g_autofree char *file = normalise (profile_names[i]);
      g_autoptr (SimProfile) profile = load_profile (file);

      if (answers_to (profile, key))
        return g_steal_pointer (&profile);
    }

  list = g_strjoinv (", ", (char **) profile_names);
  g_set_error (error, SIM_ERROR, SIM_ERROR_UNKNOWN, "No profile “%s”; there are %s", name, list);

  return NULL;
}

void
sim_profile_free (SimProfile *self)
{
  json_object_unref (self->data);
  g_free (self);
}

const char *const *
sim_profile_list (void)
{
  return profile_names;
}

JsonObject *
sim_profile_get_spool (const char *name)
{
  g_autoptr (JsonObject) spools = load_resource ("spools");
  JsonObject *spool = sim_json_get_object (spools, name);

  return spool != NULL ? json_object_ref (spool) : NULL;
}
