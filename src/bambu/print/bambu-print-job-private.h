/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/bambu-cloud-calls.h"
#include "bambu-print-job.h"

G_BEGIN_DECLS

struct _BambuPrintJob
{
  GObject parent_instance;

  BambuProject *project;
  int plate;
  BambuPrinter *printer;
  BambuStorage *storage;
  BambuCloud *cloud;
  BambuPrintWay way;
  gboolean only_upload;

  GArray *mapping;   /* BambuMapping */
  GPtrArray *spools; /* what was in the slots of @mapping, as text; NULL: nothing of the kind */
  BambuPrintOptions options;

  BambuPrintStep step;
  BambuPrintStage stage;
  BambuTransfer *transfer;
  gboolean is_running;
  gboolean is_moving; /* the transfer's future is waited for */
  gboolean is_cancelled;
  GError *error;
  DexPromise *promise;

  char *md5;         /* of the file; NULL not known */
  char *target;      /* where it is going to be on the printer */
  char *stored_path; /* where it is */
  guint attempt;     /* which of the printer's ways to call a file */
  gint64 id;         /* that the printer was told, or is going to be by the cloud; 0 nothing yet */

  gboolean is_unsure; /* an earlier job was sent that may come to life yet */

  BambuCloudDraft *draft; /* the project in the account */
  gboolean is_patched;    /* it has the file */
  char *config;           /* a temporary file */
  char *file_url;         /* a secret */
  char *file_id;          /* of the documents' way */
  guint n_puts;           /* of the file, with this address */
  gboolean is_renewed;    /* the address was asked for again */
  guint n_polls;
  guint poll_msec; /* between the first two questions; for tests */
};

void bambu_print_job_set_step (BambuPrintJob *self, BambuPrintStep step);
void bambu_print_job_set_stage (BambuPrintJob *self, BambuPrintStage stage);
void bambu_print_job_take_stored_path (BambuPrintJob *self, char *path);

gboolean bambu_print_job_is_gcode (BambuPrintJob *self);
/* NULL for a project without plates. */
BambuPlate *bambu_print_job_peek_plate (BambuPrintJob *self);

/* bambu-print-look.c: what is in the slots of a mapping, as text; NULL where there is no slot. */
GPtrArray *bambu_print_job_list_spools (BambuPrinter *printer, const GArray *mapping);
/* Whether it may go on: nobody cancelled it, and if something is to be printed, the printer is as
 * it has to be, and its slots are as they were when they were chosen. */
gboolean bambu_print_job_check (BambuPrintJob *self, GError **error);

/* All of it, after the checks; bambu-print-again.c: the same, if nothing came of an earlier job */
DexFuture *bambu_print_job_begin (BambuPrintJob *self);
DexFuture *bambu_print_job_begin_once (BambuPrintJob *self);

/* Reads the file, and compares the plate with its checksum: a future of %TRUE. */
DexFuture *bambu_print_job_read_file (BambuPrintJob *self);

/* Chooses where on the printer the file goes, and keeps others from it. @files: (nullable): what is
 * there and must not be replaced */
void bambu_print_job_choose_target (BambuPrintJob *self, GListModel *files);

/* Marks the time that only the transfer tells how far it is. Takes @transfer. */
DexFuture *bambu_print_job_watch_transfer (BambuPrintJob *self, DexFuture *transfer);

/* The next thing after @future if that went well and nobody cancelled the job. */
typedef DexFuture *(*BambuPrintNext) (BambuPrintJob *self, const GValue *value);
DexFuture *bambu_print_job_then (BambuPrintJob *self, DexFuture *future, BambuPrintNext next);

/* Removes and overwrites what is only of use while it runs. */
void bambu_print_job_clear_cloud (BambuPrintJob *self);

/* bambu-print-lan.c, bambu-print-cloud.c: all of it; from the upload on */
DexFuture *bambu_print_job_run_lan (BambuPrintJob *self);
DexFuture *bambu_print_job_run_cloud (BambuPrintJob *self);
void bambu_print_job_fill_order (BambuPrintJob *self, const char *url, BambuPrintOrder *order);
char *bambu_print_job_dup_url (BambuPrintJob *self, const char *path);
gboolean bambu_print_job_may_call_otherwise (BambuPrintJob *self);

/* bambu-print-task.c: what the service is told; the details are the JSON of an object. */
char *bambu_print_job_make_details (BambuPrintJob *self);
void bambu_print_job_fill_task (BambuPrintJob *self, const char *details, BambuCloudNewTask *task);
char *bambu_print_job_describe_task (BambuPrintJob *self);

G_END_DECLS
