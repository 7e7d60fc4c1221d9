/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-project.h"

#define FIRST_ID 700000001
#define FIRST_PROFILE 650000001

SimCloudProject *
sim_cloud_project_new (const char *name, gint64 uid, guint number)
{
  SimCloudProject *self = g_new0 (SimCloudProject, 1);
  g_autofree char *secret = g_uuid_string_random ();

  self->id = g_strdup_printf ("%u", FIRST_ID + number);
  self->model = g_strdup_printf ("USc1%012x", number);
  self->profile = g_strdup_printf ("%u", FIRST_PROFILE + number);
  self->ticket = g_strdup_printf ("uploader_%" G_GINT64_FORMAT "_%s", uid, secret);
  self->name = g_strdup (name);

  return self;
}

void
sim_cloud_project_free (gpointer project)
{
  SimCloudProject *self = project;

  g_free (self->id);
  g_free (self->model);
  g_free (self->profile);
  g_free (self->ticket);
  g_free (self->name);
  g_free (self->system);
  g_free (self->config_url);
  g_free (self->print_url);
  g_free (self);
}

SimCloudProject *
sim_cloud_project_find (GPtrArray *projects, gsize offset, const char *value)
{
  for (guint i = 0; value != NULL && i < projects->len; i++)
    {
      SimCloudProject *project = g_ptr_array_index (projects, i);

      if (g_strcmp0 (G_STRUCT_MEMBER (char *, project, offset), value) == 0)
        return project;
    }

  return NULL;
}
