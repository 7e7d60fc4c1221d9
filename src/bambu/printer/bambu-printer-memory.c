/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-printer-private.h"

#include <stdlib.h>

/* What is remembered of a printer: its last report, as JSON. */

GBytes *
bambu_printer_dup_report (BambuPrinter *self)
{
  yyjson_mut_doc *document;
  yyjson_mut_val *root;
  char *text;
  gsize size;

  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  if (!self->reading.has_report)
    return NULL;

  document = yyjson_mut_doc_new (NULL);
  root = yyjson_mut_obj (document);
  yyjson_mut_doc_set_root (document, root);
  yyjson_mut_obj_add_val (document, root, "print", bambu_report_copy_to (self->report, document));
  yyjson_mut_obj_add_val (document, root, "info",
                          bambu_versions_copy_to (self->versions, document));
  bambu_printer_write_rights (self, document, root);
  bambu_printer_write_start (self, document, root);

  text = yyjson_mut_write (document, YYJSON_WRITE_NOFLAG, &size);
  yyjson_mut_doc_free (document);

  return text ? g_bytes_new_with_free_func (text, size, free, text) : NULL;
}

void
bambu_printer_restore (BambuPrinter *self, GBytes *report, gint64 seen)
{
  g_autoptr (BambuFrame) frame = NULL;
  g_autoptr (GError) error = NULL;
  yyjson_val *info;

  g_return_if_fail (BAMBU_IS_PRINTER (self));
  g_return_if_fail (report != NULL);

  if (self->vigil.heard != BAMBU_HEARD_NEVER)
    return;

  frame = bambu_frame_parse (g_bytes_get_data (report, NULL), g_bytes_get_size (report), &error);

  if (frame == NULL || bambu_frame_get_kind (frame) != BAMBU_FRAME_FULL || seen <= 0)
    {
      g_debug ("A remembered report is of no use: %s", error ? error->message : "not a report");
      return;
    }

  bambu_printer_read_rights (self, bambu_frame_get_root (frame));

  info = yyjson_obj_get (bambu_frame_get_root (frame), "info");
  if (yyjson_is_obj (info))
    bambu_printer_take_versions (self, info);

  bambu_report_merge (self->report, bambu_frame_get_section (frame), TRUE, g_get_monotonic_time ());
  bambu_printer_show (self, BAMBU_SECTION_ALL, seen);
  bambu_printer_read_start (self, bambu_frame_get_root (frame));
}
