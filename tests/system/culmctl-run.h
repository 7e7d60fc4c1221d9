/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What culmctl exits with. */
enum
{
  OK = 0,
  USAGE = 1,
  UNREACHABLE = 2,
  REFUSED = 3,
  CERTIFICATE = 4,
  TIMED_OUT = 5,
  VIEW_ONLY = 6,
  NOT_CONFIRMED = 7,
  LATER = 8,
  NOT_NOW = 9,
  NOT_ABLE = 10,
};

/**
 * CulmctlRun:
 * @process: it
 * @exit: what it exited with
 * @output: what it said
 * @errors: what it said is wrong
 *
 * A culmctl that runs, or has run. The last three are there when it has.
 */
typedef struct
{
  GSubprocess *process;
  int exit;
  char *output;
  char *errors;

  /*< private >*/
  gboolean done;
} CulmctlRun;

/** culmctl_run_start: @command: a program and its arguments; ends with this process at the latest
 */
CulmctlRun *culmctl_run_start (const char *const *command);
/** culmctl_run_type: writes @line and its end */
void culmctl_run_type (CulmctlRun *self, const char *line);
/** culmctl_run_await: until it has ended; it has no more to read */
void culmctl_run_await (CulmctlRun *self);
void culmctl_run_free (CulmctlRun *self);

/** culmctl_run: @input: (nullable): all that it has to read */
CulmctlRun *culmctl_run (const char *const *command, const char *input);

/** culmctl_parse_line: Returns: (transfer full): the object in @line */
JsonObject *culmctl_parse_line (const char *line);
/** culmctl_assert_string: @object has @value, or nothing for %NULL, as @key */
void culmctl_assert_string (JsonObject *object, const char *key, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CulmctlRun, culmctl_run_free)

G_END_DECLS
