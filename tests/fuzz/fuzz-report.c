/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a printer can send: several messages, parted by a byte that no JSON has, through parsing,
 * merging and decoding, and then through remembering. The first byte chooses the model. */
#include <libdex.h>
#include <string.h>

#include "bambu/printer/bambu-printer.h"

#define SEPARATOR 0x1e

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  dex_init ();

  return 0;
}

static void
remember (BambuPrinter *printer, const char *model)
{
  g_autoptr (GBytes) report = bambu_printer_dup_report (printer);
  g_autoptr (BambuPrinter) later = bambu_printer_new ("ZZZ0000", model);

  if (report != NULL)
    bambu_printer_restore (later, report, 1);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  const BambuModel *models;
  g_autoptr (BambuPrinter) printer = NULL;
  const char *model;
  guint n_models;

  if (size == 0)
    return 0;

  models = bambu_model_list (&n_models);
  model = *data % (n_models + 1) < n_models ? models[*data % (n_models + 1)].code : NULL;
  printer = bambu_printer_new ("ZZZ0000", model);
  data++;
  size--;

  while (size > 0)
    {
      const guint8 *end = memchr (data, SEPARATOR, size);
      gsize length = end ? (gsize) (end - data) : size;
      g_autoptr (BambuFrame) frame = bambu_frame_parse (data, length, NULL);

      if (frame != NULL)
        bambu_printer_apply (printer, frame);

      data += length + (end != NULL);
      size -= length + (end != NULL);
    }

  remember (printer, model);

  return 0;
}
