/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-limits.h"

#include <string.h>

#define EXCEPTIONS "ams-exceptions"
#define MATERIAL "material:"
#define UNIT "unit:"

char *
culm_limits_dup_material_key (const char *material)
{
  return g_strconcat (MATERIAL, material, NULL);
}

char *
culm_limits_dup_unit_key (const char *serial, int ams)
{
  return g_strdup_printf (UNIT "%s:%d", serial, ams);
}

gboolean
culm_limits_parse_key (const char *key, char **subject, int *ams)
{
  const char *colon = strrchr (key, ':');
  gint64 id;

  if (g_str_has_prefix (key, MATERIAL) && key[strlen (MATERIAL)] != '\0')
    {
      *subject = g_strdup (key + strlen (MATERIAL));
      *ams = -1;
      return TRUE;
    }

  if (!g_str_has_prefix (key, UNIT) || colon <= key + strlen (UNIT)
      || !g_ascii_string_to_signed (colon + 1, 10, 0, G_MAXINT, &id, NULL))
    return FALSE;

  *subject = g_strndup (key + strlen (UNIT), (gsize) (colon - key) - strlen (UNIT));
  *ams = (int) id;

  return TRUE;
}

static void
add_exceptions (BambuLimits *limits, GSettings *settings)
{
  g_autoptr (GVariant) exceptions = g_settings_get_value (settings, EXCEPTIONS);
  GVariantIter iter;
  const char *key;
  BambuAirLimit air;

  g_variant_iter_init (&iter, exceptions);
  while (g_variant_iter_next (&iter, "{&s(ii)}", &key, &air.humidity_percent, &air.celsius))
    {
      g_autofree char *subject = NULL;
      int ams;

      if (!culm_limits_parse_key (key, &subject, &ams))
        continue;

      if (ams < 0)
        bambu_limits_set_material (limits, subject, air);
      else
        bambu_limits_set_unit (limits, subject, ams, air);
    }
}

BambuLimits *
culm_limits_read (GSettings *settings)
{
  BambuLimits *limits = bambu_limits_new ();

  limits->filament_percent = g_settings_get_int (settings, "filament-low-percent");
  limits->humidity_level = g_settings_get_int (settings, "ams-humidity-level");
  limits->air.humidity_percent = g_settings_get_int (settings, "ams-humidity-percent");
  limits->air.celsius = g_settings_get_int (settings, "ams-celsius");
  add_exceptions (limits, settings);

  return limits;
}

static void
update (BambuFleet *fleet, const char *key, GSettings *settings)
{
  g_autoptr (BambuLimits) limits = NULL;

  if (key != NULL && !g_str_has_prefix (key, "ams-") && !g_str_has_prefix (key, "filament-"))
    return;

  limits = culm_limits_read (settings);
  bambu_fleet_set_limits (fleet, limits);
}

void
culm_limits_follow (BambuFleet *fleet, GSettings *settings)
{
  /* Who listens must be kept: the settings live as long as the fleet. */
  g_object_set_data_full (G_OBJECT (fleet), "culm-limits", g_object_ref (settings), g_object_unref);
  g_signal_connect_object (settings, "changed", G_CALLBACK (update), fleet, G_CONNECT_SWAPPED);
  update (fleet, NULL, settings);
}

void
culm_limits_set_exception (GSettings *settings, const char *key, const BambuAirLimit *air)
{
  g_autoptr (GVariant) exceptions = g_settings_get_value (settings, EXCEPTIONS);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *other;
  BambuAirLimit theirs;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{s(ii)}"));
  g_variant_iter_init (&iter, exceptions);
  while (g_variant_iter_next (&iter, "{&s(ii)}", &other, &theirs.humidity_percent, &theirs.celsius))
    if (!g_str_equal (other, key))
      g_variant_builder_add (&builder, "{s(ii)}", other, theirs.humidity_percent, theirs.celsius);

  if (air != NULL)
    g_variant_builder_add (&builder, "{s(ii)}", key, air->humidity_percent, air->celsius);

  g_settings_set_value (settings, EXCEPTIONS, g_variant_builder_end (&builder));
}
