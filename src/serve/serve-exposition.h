/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SERVE_EXPOSITION_TYPE: what the text is, for HTTP */
#define SERVE_EXPOSITION_TYPE "application/openmetrics-text; version=1.0.0; charset=utf-8"

/** SERVE_EXPOSITION_LONGEST_LABEL: characters of a label's value; of a longer one the beginning is
 * told */
#define SERVE_EXPOSITION_LONGEST_LABEL 128

/**
 * ServeFamily:
 * @name: with the unit at its end, if there is one
 * @type: `gauge`, `counter`, `info` or `stateset`
 * @unit: (nullable): a base unit
 * @help: a sentence
 *
 * What several samples have in common.
 */
typedef struct
{
  const char *name;
  const char *type;
  const char *unit;
  const char *help;
} ServeFamily;

/**
 * ServeExposition:
 *
 * Writes numbers in the form of OpenMetrics 1.0. A family without samples does not appear. Pure.
 */
typedef struct _ServeExposition ServeExposition;

/** serve_exposition_new: Returns: (transfer full): for serve_exposition_finish() */
ServeExposition *serve_exposition_new (void);

/** serve_exposition_begin: @family: of the samples that follow; each once; must live as long */
void serve_exposition_begin (ServeExposition *self, const ServeFamily *family);

/**
 * serve_exposition_add:
 * @value: not told if it is not finite: then it is not known
 * @label: the first label's name, then its value, and so on, and %NULL; one whose value is %NULL or
 * empty is left out
 */
void serve_exposition_add (ServeExposition *self, double value, const char *label, ...)
    G_GNUC_NULL_TERMINATED;

/** serve_exposition_finish: Returns: (transfer full): the text; @self is freed */
char *serve_exposition_finish (ServeExposition *self);

G_END_DECLS
