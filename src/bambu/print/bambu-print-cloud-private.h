/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-print-job-private.h"

G_BEGIN_DECLS

/* What both sequences of the cloud have in common. */

typedef DexFuture *(*BambuPrintAsk) (BambuPrintJob *self);

/* bambu-print-cloud.c */

/* Whatever can be asked twice without harm; never for a print. */
DexFuture *bambu_print_cloud_ask (BambuPrintJob *self,
                                  BambuPrintStage stage,
                                  BambuPrintAsk func,
                                  BambuPrintNext next);
/* @transfer: (nullable): what tells how far it is, and stops it */
DexFuture *bambu_print_cloud_put_file (BambuPrintJob *self,
                                       const char *path,
                                       const char *url,
                                       const char *content_type,
                                       BambuTransfer *transfer);
const BambuCloudDraftValues *bambu_print_cloud_get_draft (BambuPrintJob *self);
gboolean bambu_print_cloud_is_error (const GError *error, BambuCloudError code);
void bambu_print_cloud_take_url (BambuPrintJob *self, const char *url);

/* bambu-print-cloud-task.c */

/* The last look; what follows is sent once. */
gboolean bambu_print_cloud_may_start (BambuPrintJob *self, GError **error);
/* Asks for the print, of a project that has its file. */
DexFuture *bambu_print_cloud_create_task (BambuPrintJob *self);
/* For dex_future_catch(): tells whether the service wants its own apps only. */
DexFuture *bambu_print_cloud_on_task_refused (DexFuture *future, gpointer user_data);
/* @name: (nullable): for a service whose ids are not the printer's */
DexFuture *bambu_print_cloud_wait_for_printer (BambuPrintJob *self, const char *name);

/* bambu-print-documents.c: asks where to upload to, and takes it from there. */
DexFuture *bambu_print_documents_request (BambuPrintJob *self);
DexFuture *bambu_print_documents_run (BambuPrintJob *self, const GValue *value);

G_END_DECLS
