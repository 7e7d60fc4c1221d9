/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-jpeg.h"

#include <stdio.h> /* for jpeglib.h, which wants it first */

#include <jpeglib.h>
#include <stdlib.h>

GBytes *
sim_jpeg_make_progressive (GBytes *baseline)
{
  struct jpeg_error_mgr errors;
  struct jpeg_decompress_struct from = { .err = jpeg_std_error (&errors) };
  struct jpeg_compress_struct to = { .err = &errors };
  unsigned char *data = NULL;
  unsigned long size = 0;
  gsize length;
  const guint8 *bytes;

  g_return_val_if_fail (baseline != NULL, NULL);

  bytes = g_bytes_get_data (baseline, &length);
  jpeg_create_decompress (&from);
  jpeg_mem_src (&from, bytes, length);
  jpeg_read_header (&from, TRUE);

  jpeg_create_compress (&to);
  jpeg_mem_dest (&to, &data, &size);
  jpeg_copy_critical_parameters (&from, &to);
  jpeg_simple_progression (&to);
  jpeg_write_coefficients (&to, jpeg_read_coefficients (&from));
  jpeg_finish_compress (&to);
  jpeg_destroy_compress (&to);
  jpeg_destroy_decompress (&from);

  return g_bytes_new_with_free_func (data, size, free, data);
}
