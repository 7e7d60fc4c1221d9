/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "ctl-output.h"

G_BEGIN_DECLS

/**
 * CtlTable:
 *
 * Rows of cells that are set in columns, by the width that a terminal gives them. What a terminal
 * would obey in them (names come from the network) is made harmless.
 */
typedef struct _CtlTable CtlTable;

CtlTable *ctl_table_new (void);
void ctl_table_free (CtlTable *self);

/** ctl_table_add: adds a row of texts; the last argument is %NULL */
void ctl_table_add (CtlTable *self, const char *cell, ...) G_GNUC_NULL_TERMINATED;

/** ctl_table_take: adds a row: @cells: (transfer full) */
void ctl_table_take (CtlTable *self, GStrv cells);

#define CTL_TABLE_ROW G_MAXUINT

/** ctl_table_style: how @cell of the row that was added last is shown, or all of them:
 * %CTL_TABLE_ROW */
void ctl_table_style (CtlTable *self, guint cell, CtlStyle style);

/**
 * ctl_table_print:
 * @text: where to
 * @indent: spaces before each row
 *
 * Appends the rows, each with a line break.
 */
void ctl_table_print (CtlTable *self, GString *text, guint indent);

/** ctl_table_get_width: Returns: how many columns of a terminal @character takes */
guint ctl_table_get_width (gunichar character);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtlTable, ctl_table_free)

G_END_DECLS
