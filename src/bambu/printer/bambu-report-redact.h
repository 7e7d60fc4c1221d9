/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bambu_report_redact:
 * @report: JSON, as bambu_printer_dup_report() makes it
 *
 * What of a report can be shown to others: the numbers, and those words that are known to tell a
 * state, a kind or a version. Of everything else only that it is there: a firmware to come may put
 * anything under any name.
 *
 * Returns: (transfer full) (nullable): JSON, indented; %NULL: it is none
 */
char *bambu_report_redact (GBytes *report);

G_END_DECLS
