/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-fault.h"

G_BEGIN_DECLS

/**
 * SimCloudFaults:
 *
 * What goes wrong in the cloud now: names of sim_fault_list(), each for everything, for what its
 * argument names, or for a number of times.
 */
typedef struct _SimCloudFaults SimCloudFaults;

SimCloudFaults *sim_cloud_faults_new (void);
void sim_cloud_faults_free (SimCloudFaults *self);

/**
 * sim_cloud_faults_add:
 * @subject: (nullable): what it is about: the beginning of a path, a serial; %NULL for all
 * @times: so often; 0 for until it is removed
 */
void sim_cloud_faults_add (SimCloudFaults *self,
                           const SimFault *fault,
                           const char *subject,
                           guint times);
/** sim_cloud_faults_remove: @subject %NULL: whatever it is about */
void sim_cloud_faults_remove (SimCloudFaults *self, const SimFault *fault, const char *subject);

/** sim_cloud_faults_has: Returns: whether there is one of this name for all or for this subject */
gboolean sim_cloud_faults_has (SimCloudFaults *self, const char *name, const char *subject);
/** sim_cloud_faults_take: Returns: (transfer none) (nullable): the name of an edge fault that this
 * path meets; that counts as one time */
const char *sim_cloud_faults_take (SimCloudFaults *self, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimCloudFaults, sim_cloud_faults_free)

G_END_DECLS
