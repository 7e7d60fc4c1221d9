/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For entries that take a short code as it is pasted: "123 456", "ab-12-cd". */

/** CulmCodeFilter: Returns: what stands for @character in the code; 0: it is left out */
typedef char (*CulmCodeFilter) (gunichar character);

/** culm_code_filter_digit: digits, in whatever script */
char culm_code_filter_digit (gunichar character);
/** culm_code_filter_letter_or_digit: also A to Z, in capitals */
char culm_code_filter_letter_or_digit (gunichar character);

/**
 * culm_code_filter_attach:
 * @entry: what the code is typed into, for as long as it lives
 * @length: how many characters it has
 */
void culm_code_filter_attach (GtkEditable *entry, CulmCodeFilter filter, guint length);

G_END_DECLS
