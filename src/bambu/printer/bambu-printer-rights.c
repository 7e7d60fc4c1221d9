/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-printer-private.h"

#include <string.h>

/* How a printer comes to know whether it may be commanded (protocol/mqtt-commands.md §6). */

/* A command may get lost on its way, and an effect may take long to show; so one that is ignored
 * proves nothing. */
#define IGNORED_MAX 2

#define CUSTOM_FIRMWARE "99" /* X1Plus calls itself so, and verifies nothing */

static const char VIEW_ONLY[] = "view-only";
static const char FULL[] = "full";

static void
set_learned (BambuPrinter *self, BambuRights rights)
{
  if (self->learned == rights)
    return;

  self->learned = rights;
  bambu_printer_show (self, BAMBU_SECTION_RIGHTS, self->reading.seen);
}

BambuRights
bambu_printer_judge_rights (BambuPrinter *self)
{
  BambuRights reported = bambu_decode_rights (self->report);

  if (self->learned == BAMBU_RIGHTS_VIEW_ONLY || reported == BAMBU_RIGHTS_UNKNOWN)
    return self->learned;

  return reported;
}

void
bambu_printer_learn_rights (BambuPrinter *self, BambuRights rights)
{
  self->recalled = FALSE;
  self->n_ignored = 0;

  /* One obeyed command is no proof against what says the contrary. */
  if (rights == BAMBU_RIGHTS_FULL && self->reading.rights != BAMBU_RIGHTS_UNKNOWN)
    return;

  set_learned (self, rights);
}

void
bambu_printer_doubt_rights (BambuPrinter *self)
{
  self->n_ignored = 0;

  if (self->recalled)
    self->recalled = FALSE;
  else
    set_learned (self, BAMBU_RIGHTS_UNKNOWN);
}

void
bambu_printer_review_rights (BambuPrinter *self, BambuRights mode, gboolean complained)
{
  if (bambu_decode_mode (self->report) != mode)
    self->learned = BAMBU_RIGHTS_UNKNOWN;
  else if (!complained && bambu_decode_complains_of_signature (self->report))
    self->learned = BAMBU_RIGHTS_VIEW_ONLY;
}

static gboolean
may_want_signatures (BambuPrinter *self)
{
  const char *firmware = self->reading.firmware;
  const char *since = self->model->signed_since;

  return self->reading.rights == BAMBU_RIGHTS_UNKNOWN && firmware != NULL && since != NULL
         && bambu_model_compare_firmware (firmware, since) >= 0
         && !g_str_has_prefix (firmware, CUSTOM_FIRMWARE);
}

void
bambu_printer_take_answer (BambuPrinter *self)
{
  self->n_ignored = 0;
}

gboolean
bambu_printer_take_silence (BambuPrinter *self)
{
  return may_want_signatures (self) && ++self->n_ignored >= IGNORED_MAX;
}

void
bambu_printer_write_rights (BambuPrinter *self, yyjson_mut_doc *document, yyjson_mut_val *root)
{
  if (self->learned != BAMBU_RIGHTS_UNKNOWN)
    yyjson_mut_obj_add_str (document, root, "rights",
                            self->learned == BAMBU_RIGHTS_FULL ? FULL : VIEW_ONLY);
}

void
bambu_printer_read_rights (BambuPrinter *self, yyjson_val *root)
{
  yyjson_val *rights = yyjson_obj_get (root, "rights");

  self->learned = yyjson_equals_str (rights, VIEW_ONLY) ? BAMBU_RIGHTS_VIEW_ONLY
                  : yyjson_equals_str (rights, FULL)    ? BAMBU_RIGHTS_FULL
                                                        : BAMBU_RIGHTS_UNKNOWN;
  self->recalled = self->learned != BAMBU_RIGHTS_UNKNOWN;
}

void
bambu_printer_reconsider_rights (BambuPrinter *self)
{
  g_return_if_fail (BAMBU_IS_PRINTER (self));

  self->recalled = FALSE;
  self->n_ignored = 0;
  set_learned (self, BAMBU_RIGHTS_UNKNOWN);
}
