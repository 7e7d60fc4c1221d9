/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-command-table.h"

G_BEGIN_DECLS

/** ctl_manual_print_usage: the list of all commands */
void ctl_manual_print_usage (void (*print) (const char *format, ...));

G_END_DECLS
