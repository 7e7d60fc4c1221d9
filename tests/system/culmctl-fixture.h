/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "culmctl-run.h"
#include "simulator-process.h"

G_BEGIN_DECLS

#define ACCOUNT "maker@example.com"
#define PASSWORD "bamboo-grove"
#define PLAIN_ACCOUNT "plain@example.com"
#define PLAIN_PASSWORD "bamboo-plain"
#define AUTHENTICATOR_ACCOUNT "authenticator@example.com"
#define AUTHENTICATOR_PASSWORD "bamboo-app"
#define AUTHENTICATOR_CODE "246810"

/* A simulated cloud with a printer, and a culmctl that knows nobody yet. */
typedef struct
{
  SimulatorProcess *simulator;
  char *data_folder;
} CulmctlFixture;

/* @data: (nullable): other arguments of the simulator's */
void culmctl_set_up (CulmctlFixture *self, gconstpointer data);
void culmctl_tear_down (CulmctlFixture *self, gconstpointer data);

/**
 * culmctl_make_command:
 * @cloud: (nullable): the simulator's own or its `china`; %NULL where the command knows no clouds
 * @is_verbose: with all of the log on
 * @arguments: what follows the program's name
 */
GStrv culmctl_make_command (CulmctlFixture *self,
                            JsonObject *cloud,
                            gboolean is_verbose,
                            const char *const *arguments);

G_END_DECLS
