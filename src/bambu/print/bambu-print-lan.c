/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-job-private.h"

#include <string.h>

#include "printer/bambu-printer-error.h"

/* Where X1 keeps its card, for plain G-code (protocol/threemf.md §7) */
#define CARD "/mnt/sdcard"

#define CODE_PATH 0x05004002 /* the file's path or name is not supported */

char *
bambu_print_job_dup_url (BambuPrintJob *self, const char *path)
{
  return !bambu_print_job_is_gcode (self)
             ? bambu_print_url_build (self->printer, path, self->attempt)
             : g_strconcat (CARD, path, NULL);
}

/* It may not have found the file by what that was called (protocol/lan-files.md §7). */
gboolean
bambu_print_job_may_call_otherwise (BambuPrintJob *self)
{
  g_autofree char *url =
      self->stored_path
          ? bambu_print_url_build (self->printer, self->stored_path, self->attempt + 1)
          : NULL;

  if (url == NULL || self->way != BAMBU_PRINT_WAY_LAN || self->step != BAMBU_PRINT_STEP_CONFIRM)
    return FALSE;

  return g_error_matches (self->error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_NOT_CONFIRMED)
         || (g_error_matches (self->error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_REFUSED)
             && (bambu_printer_error_get_code (self->error) == 0
                 || bambu_printer_error_get_code (self->error) == CODE_PATH));
}

void
bambu_print_job_fill_order (BambuPrintJob *self, const char *url, BambuPrintOrder *order)
{
  gboolean is_gcode = bambu_print_job_is_gcode (self);

  /* Plain G-code is known by its file's name afterwards, not by what we call it. */
  *order = (BambuPrintOrder) {
    .name = is_gcode ? strrchr (url, '/') + 1 : bambu_print_job_get_title (self),
    .url = url,
    .md5 = self->md5,
    .plate = is_gcode ? 0 : self->plate,
    .id = self->id,
    .mapping = self->mapping,
    .options = self->options,
  };
}

/* The last look and the order: nothing comes between them. */
static DexFuture *
start (BambuPrintJob *self)
{
  g_autofree char *url = bambu_print_job_dup_url (self, self->stored_path);
  GError *error = NULL;
  BambuPrintOrder order;
  DexFuture *begun;

  bambu_print_job_set_step (self, BAMBU_PRINT_STEP_START);
  if (!bambu_print_job_check (self, &error))
    return dex_future_new_for_error (error);

  self->id = bambu_print_order_new_id (g_get_real_time ());
  bambu_print_job_fill_order (self, url, &order);
  begun = bambu_printer_start_print (self->printer, &order);
  bambu_print_job_set_step (self, BAMBU_PRINT_STEP_CONFIRM);

  return begun;
}

static DexFuture *
on_uploaded (BambuPrintJob *self, const GValue *value)
{
  bambu_print_job_take_stored_path (self, g_strdup (self->target));

  return self->only_upload ? dex_future_new_true () : start (self);
}

static DexFuture *
upload (BambuPrintJob *self)
{
  const char *path = bambu_project_get_values (self->project)->path;

  return bambu_print_job_then (
      self,
      bambu_print_job_watch_transfer (
          self, bambu_storage_upload (self->storage, path, self->target, self->transfer)),
      on_uploaded);
}

static DexFuture *
on_listed (BambuPrintJob *self, const GValue *value)
{
  bambu_print_job_choose_target (self, g_value_get_object (value));

  return upload (self);
}

/* A file that is not printed at once must not take the place of another one. */
static DexFuture *
on_read (BambuPrintJob *self, const GValue *value)
{
  bambu_print_job_set_step (self, BAMBU_PRINT_STEP_UPLOAD);

  if (self->only_upload)
    return bambu_print_job_then (
        self, bambu_storage_list (self->storage, bambu_print_folder_get (self->printer)),
        on_listed);

  bambu_print_job_choose_target (self, NULL);

  return upload (self);
}

DexFuture *
bambu_print_job_run_lan (BambuPrintJob *self)
{
  if (self->storage == NULL && self->stored_path == NULL)
    return dex_future_new_reject (BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_CLOUD_ONLY,
                                  "no way to the printer's files");

  if (self->stored_path != NULL)
    return self->only_upload ? dex_future_new_true () : start (self);

  return bambu_print_job_then (self, bambu_print_job_read_file (self), on_read);
}
