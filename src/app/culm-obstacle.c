/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-obstacle.h"

static gboolean
choose_description (GBinding *binding, const GValue *reason, GValue *description, gpointer usual)
{
  g_value_set_string (description,
                      g_value_get_string (reason) != NULL ? g_value_get_string (reason) : usual);

  return TRUE;
}

void
culm_obstacle_show_in (CulmControl *control, AdwPreferencesGroup *group)
{
  g_return_if_fail (CULM_IS_CONTROL (control));
  g_return_if_fail (ADW_IS_PREFERENCES_GROUP (group));

  g_object_set_data_full (G_OBJECT (group), "culm-obstacle", g_object_ref (control),
                          g_object_unref);
  g_object_bind_property_full (control, "reason", group, "description", G_BINDING_SYNC_CREATE,
                               choose_description, NULL,
                               g_strdup (adw_preferences_group_get_description (group)), g_free);
}
