/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SimCloudProject:
 * @id: decimal, as text like the others
 * @model: its model's id
 * @profile: its profile's id
 * @ticket: what its config's upload is asked for by
 * @name: what the client calls it
 * @system: (nullable): `X-BBL-OS-Type` of who made it
 * @config_url: where the config goes
 * @notified: the client said that it is there
 * @n_polls: how often the client asked since
 * @print_url: (nullable): the file to print, when it was patched in
 * @plate: which of its plates
 *
 * A project that somebody uploads (protocol/cloud-print.md §3).
 */
typedef struct
{
  char *id;
  char *model;
  char *profile;
  char *ticket;
  char *name;
  char *system;
  char *config_url;
  gboolean notified;
  guint n_polls;
  char *print_url;
  int plate;
} SimCloudProject;

/** sim_cloud_project_new: @number: makes its ids */
SimCloudProject *sim_cloud_project_new (const char *name, gint64 uid, guint number);
void sim_cloud_project_free (gpointer project);

/** sim_cloud_project_find: Returns: (transfer none) (nullable): that of which a member, given by
 * its offset, is @value */
SimCloudProject *sim_cloud_project_find (GPtrArray *projects, gsize offset, const char *value);

G_END_DECLS
