/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-cloud-account.h"

G_BEGIN_DECLS

/**
 * sim_cloud_history_write:
 * @account: an account with printers
 *
 * Gives it a past: tasks over some weeks, the newest still running, and messages about them
 * (protocol/cloud-account.md §8). The same each time, but for the clock. A task's `cover` is the
 * bucket's key of its picture.
 */
void sim_cloud_history_write (SimCloudAccount *account);

G_END_DECLS
