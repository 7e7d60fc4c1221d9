/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-faults.h"

typedef struct
{
  const SimFault *fault;
  char *subject;
  guint times;
} Active;

struct _SimCloudFaults
{
  GPtrArray *active; /* Active */
};

static void
active_free (gpointer data)
{
  Active *self = data;

  g_free (self->subject);
  g_free (self);
}

SimCloudFaults *
sim_cloud_faults_new (void)
{
  SimCloudFaults *self = g_new0 (SimCloudFaults, 1);

  self->active = g_ptr_array_new_with_free_func (active_free);

  return self;
}

void
sim_cloud_faults_free (SimCloudFaults *self)
{
  g_ptr_array_unref (self->active);
  g_free (self);
}

void
sim_cloud_faults_add (SimCloudFaults *self, const SimFault *fault, const char *subject, guint times)
{
  Active *active;

  sim_cloud_faults_remove (self, fault, subject);
  active = g_new0 (Active, 1);
  active->fault = fault;
  active->subject = g_strdup (subject);
  active->times = times;
  g_ptr_array_add (self->active, active);
}

void
sim_cloud_faults_remove (SimCloudFaults *self, const SimFault *fault, const char *subject)
{
  for (guint i = self->active->len; i > 0; i--)
    {
      Active *active = g_ptr_array_index (self->active, i - 1);

      if (active->fault == fault && (subject == NULL || g_strcmp0 (active->subject, subject) == 0))
        g_ptr_array_remove_index (self->active, i - 1);
    }
}

gboolean
sim_cloud_faults_has (SimCloudFaults *self, const char *name, const char *subject)
{
  for (guint i = 0; i < self->active->len; i++)
    {
      Active *active = g_ptr_array_index (self->active, i);

      if (g_str_equal (active->fault->name, name)
          && (active->subject == NULL || g_strcmp0 (active->subject, subject) == 0))
        return TRUE;
    }

  return FALSE;
}

const char *
sim_cloud_faults_take (SimCloudFaults *self, const char *path)
{
  for (guint i = 0; i < self->active->len; i++)
    {
      Active *active = g_ptr_array_index (self->active, i);
      const char *name = active->fault->name;

      if (active->fault->place != SIM_FAULT_EDGE
          || (active->subject != NULL && !g_str_has_prefix (path, active->subject)))
        continue;

      if (active->times > 0 && --active->times == 0)
        g_ptr_array_remove_index (self->active, i);

      return name;
    }

  return NULL;
}
