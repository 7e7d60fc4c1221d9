/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-limits.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (BambuLimits, bambu_limits, bambu_limits_ref, bambu_limits_unref)

BambuLimits *
bambu_limits_new (void)
{
  BambuLimits *self = g_rc_box_new0 (BambuLimits);

  self->exceptions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

BambuLimits *
bambu_limits_ref (BambuLimits *self)
{
  return g_rc_box_acquire (self);
}

static void
limits_clear (gpointer data)
{
  g_hash_table_unref (((BambuLimits *) data)->exceptions);
}

void
bambu_limits_unref (BambuLimits *self)
{
  g_rc_box_release_full (self, limits_clear);
}

static char *
dup_unit_key (const char *serial, int ams)
{
  return g_strdup_printf ("%s/%d", serial, ams);
}

void
bambu_limits_set_material (BambuLimits *self, const char *material, BambuAirLimit air)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (material != NULL);

  g_hash_table_replace (self->exceptions, g_strdup (material), g_memdup2 (&air, sizeof air));
}

void
bambu_limits_set_unit (BambuLimits *self, const char *serial, int ams, BambuAirLimit air)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (serial != NULL);

  g_hash_table_replace (self->exceptions, dup_unit_key (serial, ams), g_memdup2 (&air, sizeof air));
}

/* The longest that fits: of `PA-CF` and `PA` the first. */
static BambuAirLimit
find_material (const BambuLimits *self, const char *material)
{
  g_autofree char *name = g_strdup (material);
  char *hyphen;

  do
    {
      const BambuAirLimit *air = g_hash_table_lookup (self->exceptions, name);

      if (air != NULL)
        return *air;

      hyphen = strrchr (name, '-');
      if (hyphen != NULL)
        *hyphen = '\0';
    }
  while (hyphen != NULL);

  return self->air;
}

static int
get_stricter (int a, int b)
{
  if (a == 0 || b == 0)
    return MAX (a, b);

  return MIN (a, b);
}

BambuAirLimit
bambu_limits_find_air (const BambuLimits *self,
                       const char *serial,
                       int ams,
                       const char *const *materials)
{
  g_autofree char *key = dup_unit_key (serial, ams);
  const BambuAirLimit *unit = g_hash_table_lookup (self->exceptions, key);
  BambuAirLimit strictest;

  if (unit != NULL)
    return *unit;

  if (materials == NULL || materials[0] == NULL)
    return self->air;

  strictest = find_material (self, materials[0]);
  for (guint i = 1; materials[i] != NULL; i++)
    {
      BambuAirLimit air = find_material (self, materials[i]);

      strictest.humidity_percent = get_stricter (strictest.humidity_percent, air.humidity_percent);
      strictest.celsius = get_stricter (strictest.celsius, air.celsius);
    }

  return strictest;
}
