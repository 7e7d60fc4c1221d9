/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-options.h"
#include "printer/bambu-printer-control.h"

G_BEGIN_DECLS

#define CTL_MAX_OBJECTS 64

/**
 * CtlWanted:
 * @choice: the place of the first word among the control's `choices`
 * @number: the word that is a number
 * @text: (nullable): the word that is neither
 * @objects: the numbers of a list
 * @n_objects: how many
 * @side: (nullable): `left` or `right`, of printers with two nozzles
 * @material: (nullable): what is dried
 * @hours: for how long
 *
 * What the command line asks of a printer, checked as far as that goes without one.
 */
typedef struct
{
  int choice;
  int number;
  const char *text;
  int objects[CTL_MAX_OBJECTS];
  gsize n_objects;
  const char *side;
  const char *material;
  int hours;
} CtlWanted;

/**
 * CtlControl:
 * @choices: (nullable): words, one of which comes first
 * @minimum: of the number that comes next
 * @maximum: of it; 0 if there is none
 * @takes_text: a word as the user wrote it comes first
 * @takes_list: it is numbers with commas between them
 * @question: (nullable): what a user on a terminal is asked first
 * @must_ask: without a terminal it needs --yes
 * @ask: sends it
 *
 * A command to a printer.
 */
typedef struct
{
  const char *name;
  const char *const *choices;
  int minimum;
  int maximum;
  gboolean takes_text;
  gboolean takes_list;
  const char *question;
  gboolean must_ask;
  DexFuture *(*ask) (BambuPrinter *printer, const CtlWanted *wanted);
} CtlControl;

/** ctl_control_find: Returns: (transfer none) (nullable): the command of this name */
const CtlControl *ctl_control_find (const char *name);

/** ctl_control_count_words: how many words it takes after the printer */
guint ctl_control_count_words (const CtlControl *self);

/** ctl_control_is_asked: whether its question is to be asked first */
gboolean ctl_control_is_asked (const CtlControl *self, const CtlWanted *wanted);

/** ctl_control_is_agreed: without a terminal to ask at: whether it may be done, by @options */
gboolean ctl_control_is_agreed (const CtlControl *self,
                                const CtlWanted *wanted,
                                const CtlOptions *options,
                                GError **error);

/** ctl_control_check_words: whether there are as many as it takes, beside the printer */
gboolean ctl_control_check_words (const CtlControl *self, guint n_words, GError **error);

/**
 * ctl_control_parse:
 * @words: (array zero-terminated=1): as many as it takes
 * @wanted: (out caller-allocates): what they say; has pointers into @words and @options
 * @error: return location for a #GOptionError
 */
gboolean ctl_control_parse (const CtlControl *self,
                            char **words,
                            const CtlOptions *options,
                            CtlWanted *wanted,
                            GError **error);

G_END_DECLS
