/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-printer-error.h"

G_BEGIN_DECLS

/* A refusal in the printer's @words; without any the numbers stand for them. */
GError *bambu_printer_error_new_refused (const char *words, guint32 code, int number);
/* What it was that came to nothing. */
void bambu_printer_error_set_asked (GError *error, const BambuAsked *asked);

G_END_DECLS
