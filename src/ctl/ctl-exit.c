/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-exit.h"

#include "account/bambu-cloud-error.h"
#include "link/bambu-link.h"

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
    default:
      return CTL_EXIT_REFUSED;
    }
}

CtlExit
ctl_exit_from_error (const GError *error)
{
  if (error->domain == BAMBU_CLOUD_ERROR)
    return exit_from_cloud_error ((BambuCloudError) error->code);

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
