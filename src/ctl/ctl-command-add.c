/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "bambu-connection-check.h"
#include "culm-check.h"
#include "ctl-command.h"
#include "ctl-failure.h"
#include "ctl-fleet.h"
#include "ctl-output.h"
#include "ctl-printer.h"
#include "ctl-report-wait.h"
#include "ctl-secret.h"

#define FIRST_REPORT_SECONDS 10

static void
on_step_result (BambuCheckStep *step)
{
  BambuCheckKind kind = bambu_check_step_get_kind (step);
  const char *name = culm_check_get_title (kind);
  g_autofree char *line = NULL;

  switch (bambu_check_step_get_result (step))
    {
    case BAMBU_CHECK_RESULT_PASSED:
      line = g_strdup_printf ("✓ %s", name);
      break;

    case BAMBU_CHECK_RESULT_FAILED:
      line = g_strdup_printf ("✗ %s: %s", name,
                              culm_check_to_sentence (kind, bambu_check_step_get_error (step)));
      break;

    case BAMBU_CHECK_RESULT_UNKNOWN:
      line = g_strdup_printf ("– %s", name);
      break;

    case BAMBU_CHECK_RESULT_ASK:
      line = g_strdup_printf ("? %s", name);
      break;

    case BAMBU_CHECK_RESULT_PENDING:
    case BAMBU_CHECK_RESULT_RUNNING:
    default:
      return;
    }

  ctl_output_line (line);
}

static void
follow_steps (BambuConnectionCheck *check)
{
  GListModel *steps = G_LIST_MODEL (check);

  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr (BambuCheckStep) step = g_list_model_get_item (steps, i);

      g_signal_connect (step, "notify::result", G_CALLBACK (on_step_result), NULL);
    }
}

static DexFuture *
fail (const GError *error, BambuConnectionCheck *check, const CtlOptions *options)
{
  const char *serial = bambu_connection_check_get_serial (check);
  g_autofree char *failure =
      ctl_failure_to_text (error, serial ? serial : _ ("The printer"), options->address,
                           bambu_connection_check_get_certificate (check));

  ctl_output_error ("%s", failure);

  return dex_future_new_for_int (ctl_exit_from_error (error));
}

static DexFuture *
await_added (BambuFleet *fleet,
             BambuConnectionCheck *check,
             const CtlOptions *options,
             const char *code)
{
  const BambuCertificate *certificate = bambu_connection_check_get_certificate (check);
  BambuPrinter *checked = bambu_connection_check_get_printer (check);
  const char *serial = bambu_connection_check_get_serial (check);
  const char *model = checked ? bambu_printer_get_model (checked)->code : NULL;
  const char *model_name = checked ? bambu_printer_get_model_name (checked) : NULL;
  const char *name = options->name ? options->name : model_name ? model_name : serial;
  g_autoptr (BambuPrinter) printer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  printer = dex_await_object (bambu_fleet_add (fleet, serial, name, model, options->address, code,
                                               certificate ? certificate->fingerprint : NULL),
                              &error);
  if (!printer)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* It is remembered with what it reports: the app shows that at its next start. */
  dex_await (ctl_report_wait (printer, 0, FIRST_REPORT_SECONDS), NULL);

  switch (bambu_keyring_get_state (bambu_fleet_get_keyring (fleet)))
    {
    case BAMBU_KEYRING_STATE_LOCKED:
      ctl_output_error ("%s", _ ("Your keyring is locked: the access code is forgotten when this "
                                 "command ends."));
      break;
    case BAMBU_KEYRING_STATE_MISSING:
      ctl_output_error ("%s", _ ("There is no keyring to keep the access code in: it is forgotten "
                                 "when this command ends."));
      break;
    case BAMBU_KEYRING_STATE_OPEN:
    default:
      break;
    }

  if (options->json)
    {
      ctl_printer_print_known (serial, name, bambu_printer_get_model_name (printer),
                               options->address);
      return dex_future_new_for_int (CTL_EXIT_OK);
    }

  line = g_strdup_printf (_ ("%s (%s) is remembered as “%s”."), serial,
                          bambu_printer_get_model_name (printer), name);
  ctl_output_line (line);

  return dex_future_new_for_int (CTL_EXIT_OK);
}

static DexFuture *
add_fiber (gpointer user_data)
{
  CtlOptions *options = user_data;
  g_autoptr (BambuFleet) fleet = NULL;
  g_autoptr (BambuConnectionCheck) check = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;

  if (!options->address)
    {
      ctl_output_error ("%s", _ ("Which printer? Give its address."));
      return dex_future_new_for_int (CTL_EXIT_USAGE);
    }

  fleet = ctl_fleet_create (options->ca_file, &error);
  if (!fleet)
    return dex_future_new_for_error (g_steal_pointer (&error));

  code = ctl_secret_await_access_code (options->access_code_file, &error);
  if (!code)
    return dex_future_new_for_error (g_steal_pointer (&error));

  check = bambu_connection_check_new (bambu_fleet_get_trust (fleet));
  if (!options->json)
    follow_steps (check);

  if (!dex_await (
          dex_future_first (bambu_connection_check_run (check, options->address, options->serial,
                                                        code, options->fingerprint),
                            dex_timeout_new_seconds (options->timeout), NULL),
          &error))
    {
      if (g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
        {
          g_clear_error (&error);
          error = g_error_new_literal (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_TIMED_OUT,
                                       "The check took too long");
        }

      return fail (error, check, options);
    }

  return await_added (fleet, check, options, code);
}

DexFuture *
ctl_command_add (CtlOptions *options)
{
  return dex_scheduler_spawn (NULL, 0, add_fiber, options, NULL);
}
