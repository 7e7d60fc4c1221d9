/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-print-job-private.h"

DexFuture *
bambu_print_job_run_cloud (BambuPrintJob *self)
{
  return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_NOT_AVAILABLE,
                                "not yet through the cloud");
}

char *
bambu_print_job_describe_task (BambuPrintJob *self)
{
  return g_strdup ("{}");
}
