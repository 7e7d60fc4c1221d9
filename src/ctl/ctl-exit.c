/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-exit.h"

#include <glib/gi18n.h>

#include "account/bambu-cloud-error.h"
#include "camera/bambu-camera-error.h"
#include "link/bambu-link.h"
#include "print/bambu-print-enums.h"
#include "printer/bambu-printer-error.h"
#include "storage/bambu-storage-error.h"

static CtlExit
exit_from_cloud_error (BambuCloudError code)
{
  switch (code)
    {
    case BAMBU_CLOUD_ERROR_TOO_MANY_TRIES:
    case BAMBU_CLOUD_ERROR_BROWSER_CHECK:
    case BAMBU_CLOUD_ERROR_CAPTCHA:
    case BAMBU_CLOUD_ERROR_NOT_READY:
      return CTL_EXIT_LATER;
    case BAMBU_CLOUD_ERROR_UNSETTLED:
    case BAMBU_CLOUD_ERROR_OFFLINE:
    case BAMBU_CLOUD_ERROR_SERVER:
    case BAMBU_CLOUD_ERROR_PROTOCOL:
      return CTL_EXIT_UNREACHABLE;
    case BAMBU_CLOUD_ERROR_CERTIFICATE:
      return CTL_EXIT_CERTIFICATE;
    case BAMBU_CLOUD_ERROR_TIMED_OUT:
      return CTL_EXIT_TIMED_OUT;
    case BAMBU_CLOUD_ERROR_SIGN_IN:
    case BAMBU_CLOUD_ERROR_CREDENTIALS:
    case BAMBU_CLOUD_ERROR_WRONG_CODE:
    case BAMBU_CLOUD_ERROR_EXPIRED_CODE:
    case BAMBU_CLOUD_ERROR_START_AGAIN:
    case BAMBU_CLOUD_ERROR_NOT_YOURS:
    case BAMBU_CLOUD_ERROR_NOT_AVAILABLE:
    case BAMBU_CLOUD_ERROR_EXPIRED_LINK:
    case BAMBU_CLOUD_ERROR_QUOTA:
    case BAMBU_CLOUD_ERROR_REFUSED:
    case BAMBU_CLOUD_ERROR_OTHER_APPS:
    case BAMBU_CLOUD_ERROR_FORBIDDEN:
    default:
      return CTL_EXIT_REFUSED;
    }
}

static CtlExit
exit_from_printer_error (BambuPrinterError code)
{
  switch (code)
    {
    case BAMBU_PRINTER_ERROR_VIEW_ONLY:
      return CTL_EXIT_VIEW_ONLY;
    case BAMBU_PRINTER_ERROR_REFUSED:
      return CTL_EXIT_REFUSED;
    case BAMBU_PRINTER_ERROR_NOT_CONFIRMED:
      return CTL_EXIT_NOT_CONFIRMED;
    case BAMBU_PRINTER_ERROR_NOT_NOW:
    case BAMBU_PRINTER_ERROR_PENDING:
      return CTL_EXIT_NOT_NOW;
    case BAMBU_PRINTER_ERROR_NOT_ABLE:
      return CTL_EXIT_NOT_ABLE;
    case BAMBU_PRINTER_ERROR_OFFLINE:
    default:
      return CTL_EXIT_UNREACHABLE;
    }
}

static CtlExit
exit_from_camera_error (BambuCameraError code)
{
  switch (code)
    {
    case BAMBU_CAMERA_ERROR_REFUSED:
    case BAMBU_CAMERA_ERROR_NO_CODE:
    case BAMBU_CAMERA_ERROR_OFF:
      return CTL_EXIT_REFUSED;
    case BAMBU_CAMERA_ERROR_CERTIFICATE:
      return CTL_EXIT_CERTIFICATE;
    case BAMBU_CAMERA_ERROR_STALLED:
      return CTL_EXIT_TIMED_OUT;
    case BAMBU_CAMERA_ERROR_BUSY:
      return CTL_EXIT_NOT_NOW;
    case BAMBU_CAMERA_ERROR_NONE:
      return CTL_EXIT_NOT_ABLE;
    case BAMBU_CAMERA_ERROR_NO_DECODER:
      return CTL_EXIT_USAGE;
    case BAMBU_CAMERA_ERROR_UNREACHABLE:
    case BAMBU_CAMERA_ERROR_PROTOCOL:
    case BAMBU_CAMERA_ERROR_CLOUD_ONLY:
    default:
      return CTL_EXIT_UNREACHABLE;
    }
}

static CtlExit
exit_from_storage_error (BambuStorageError code)
{
  switch (code)
    {
    case BAMBU_STORAGE_ERROR_REFUSED:
    case BAMBU_STORAGE_ERROR_NO_CODE:
    case BAMBU_STORAGE_ERROR_FULL:
    case BAMBU_STORAGE_ERROR_NOT_FOUND:
    case BAMBU_STORAGE_ERROR_DENIED:
    case BAMBU_STORAGE_ERROR_EXISTS:
      return CTL_EXIT_REFUSED;
    case BAMBU_STORAGE_ERROR_CERTIFICATE:
      return CTL_EXIT_CERTIFICATE;
    case BAMBU_STORAGE_ERROR_TIMED_OUT:
      return CTL_EXIT_TIMED_OUT;
    case BAMBU_STORAGE_ERROR_SIZE:
      return CTL_EXIT_NOT_CONFIRMED;
    case BAMBU_STORAGE_ERROR_BUSY:
      return CTL_EXIT_NOT_NOW;
    case BAMBU_STORAGE_ERROR_UNSUPPORTED:
    case BAMBU_STORAGE_ERROR_ABSENT:
      return CTL_EXIT_NOT_ABLE;
    case BAMBU_STORAGE_ERROR_NAME:
    case BAMBU_STORAGE_ERROR_TOO_LARGE:
    case BAMBU_STORAGE_ERROR_LOCAL:
    case BAMBU_STORAGE_ERROR_CANCELLED:
      return CTL_EXIT_USAGE;
    case BAMBU_STORAGE_ERROR_UNREACHABLE:
    case BAMBU_STORAGE_ERROR_DATA:
    case BAMBU_STORAGE_ERROR_PROTOCOL:
    case BAMBU_STORAGE_ERROR_CLOUD_ONLY:
    default:
      return CTL_EXIT_UNREACHABLE;
    }
}

static CtlExit
exit_from_check (BambuPrintCheckKind check)
{
  switch (check)
    {
    case BAMBU_PRINT_CHECK_REACHED:
      return CTL_EXIT_UNREACHABLE;
    case BAMBU_PRINT_CHECK_RIGHTS:
      return CTL_EXIT_VIEW_ONLY;
    case BAMBU_PRINT_CHECK_SLICED:
    case BAMBU_PRINT_CHECK_SIZE:
    case BAMBU_PRINT_CHECK_MODEL:
    case BAMBU_PRINT_CHECK_NOZZLE:
      return CTL_EXIT_NOT_ABLE;
    case BAMBU_PRINT_CHECK_STATE:
    case BAMBU_PRINT_CHECK_PLATE_CLEAR:
    case BAMBU_PRINT_CHECK_PLATE_TYPE:
    case BAMBU_PRINT_CHECK_FILAMENTS:
    case BAMBU_PRINT_CHECK_STORAGE:
    case BAMBU_PRINT_CHECK_DOOR:
    case BAMBU_PRINT_CHECK_MESSAGES:
    default:
      return CTL_EXIT_NOT_NOW;
    }
}

static CtlExit
exit_from_print_error (const GError *error)
{
  switch ((BambuPrintError) error->code)
    {
    case BAMBU_PRINT_ERROR_BLOCKED:
      return exit_from_check (bambu_print_error_get_check (error));
    case BAMBU_PRINT_ERROR_SERVICE_REFUSED_APP:
    case BAMBU_PRINT_ERROR_SERVICE_FAILED:
      return CTL_EXIT_REFUSED;
    case BAMBU_PRINT_ERROR_CHANGED:
    case BAMBU_PRINT_ERROR_UNDER_WAY:
    default:
      return CTL_EXIT_NOT_NOW;
    }
}

const char *
ctl_exit_get_description (void)
{
  return _ ("Exit status:\n"
            "  0  a report shows the effect; with --no-wait: sent\n"
            "  1  the command line is wrong, or the question was not answered with yes\n"
            "  2  the printer is not reached\n"
            "  3  the printer refused the access code or the command\n"
            "  4  the certificate is not trusted\n"
            "  5  connected, but no full report came in time\n"
            "  6  view only: the printer takes commands from Bambu Lab’s apps only\n"
            "  7  not confirmed: sent, and no report showed the effect\n"
            "  9  not now: what the printer does does not allow it\n"
            " 10  not able: this printer cannot do that");
}

CtlExit
ctl_exit_from_error (const GError *error)
{
  if (error->domain == BAMBU_CLOUD_ERROR)
    return exit_from_cloud_error ((BambuCloudError) error->code);

  if (error->domain == BAMBU_PRINTER_ERROR)
    return exit_from_printer_error ((BambuPrinterError) error->code);

  if (error->domain == BAMBU_CAMERA_ERROR)
    return exit_from_camera_error ((BambuCameraError) error->code);

  if (error->domain == BAMBU_STORAGE_ERROR)
    return exit_from_storage_error ((BambuStorageError) error->code);

  if (error->domain == BAMBU_PRINT_ERROR)
    return exit_from_print_error (error);

  if (error->domain != BAMBU_LINK_ERROR)
    return CTL_EXIT_USAGE;

  switch ((BambuLinkError) error->code)
    {
    case BAMBU_LINK_ERROR_REFUSED:
      return CTL_EXIT_REFUSED;
    case BAMBU_LINK_ERROR_CERTIFICATE:
      return CTL_EXIT_CERTIFICATE;
    case BAMBU_LINK_ERROR_TIMED_OUT:
      return CTL_EXIT_TIMED_OUT;
    case BAMBU_LINK_ERROR_UNREACHABLE:
    case BAMBU_LINK_ERROR_PROTOCOL:
    case BAMBU_LINK_ERROR_CLOSED:
    case BAMBU_LINK_ERROR_ABSENT:
    default:
      return CTL_EXIT_UNREACHABLE;
    }
}

const char *
ctl_exit_get_result (const GError *error)
{
  if (!error)
    return "done";

  switch (ctl_exit_from_error (error))
    {
    case CTL_EXIT_VIEW_ONLY:
      return "view-only";
    case CTL_EXIT_NOT_CONFIRMED:
      return "not-confirmed";
    case CTL_EXIT_NOT_NOW:
      return "not-now";
    case CTL_EXIT_NOT_ABLE:
      return "not-able";
    case CTL_EXIT_REFUSED:
      return "refused";
    case CTL_EXIT_CERTIFICATE:
      return "certificate";
    case CTL_EXIT_TIMED_OUT:
      return "timed-out";
    case CTL_EXIT_OK:
    case CTL_EXIT_USAGE:
    case CTL_EXIT_UNREACHABLE:
    case CTL_EXIT_LATER:
    default:
      return "unreachable";
    }
}

const char *
ctl_exit_get_words (guint exit)
{
  static const char *const words[] = {
    [CTL_EXIT_OK] = "Done; for a command to a printer: a report shows the effect.",
    [CTL_EXIT_USAGE] = "The command line is wrong, a question was not answered with yes, or "
                       "something on this computer is not as it should be; of query and of login "
                       "--verify-only also: nobody is signed in.",
    [CTL_EXIT_UNREACHABLE] = "The printer or the service is not reached.",
    [CTL_EXIT_REFUSED] = "The access code, the password, the sign-in or the command was refused.",
    [CTL_EXIT_CERTIFICATE] = "The certificate is not trusted; nothing secret was sent.",
    [CTL_EXIT_TIMED_OUT] = "Connected, but no full report or answer came in time.",
    [CTL_EXIT_VIEW_ONLY] = "View only: the printer takes commands from Bambu Lab’s own apps only.",
    [CTL_EXIT_NOT_CONFIRMED] = "Sent, and no report showed the effect in time.",
    [CTL_EXIT_LATER] = "The service wants to be asked later: too often, or a browser check.",
    [CTL_EXIT_NOT_NOW] = "Nothing was sent: what the printer does now does not allow it.",
    [CTL_EXIT_NOT_ABLE] = "Nothing was sent: this printer cannot do that at all.",
  };

  return exit < G_N_ELEMENTS (words) ? words[exit] : NULL;
}
